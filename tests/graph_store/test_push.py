"""Datasets pushed to a real server: the same triples each time, the same answers, and nothing else touched."""

import json
import socket
import subprocess
import time
import urllib.request

import outside
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from strategies import datasets

from cohesion_graph.cli import main
from cohesion_graph.collections.asking import ask as ask_across
from cohesion_graph.collections.changing import add
from cohesion_graph.derive import derive
from cohesion_graph.errors import BadParameter, StoreError
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.graph_store.counting import query_address
from cohesion_graph.graph_store.named_graphs import named_graphs
from cohesion_graph.graph_store.protocol import GraphStore
from cohesion_graph.graph_store.push import Checked, check_counts, graphs_of, push
from cohesion_graph.questions.ask import ask
from cohesion_graph.questions.registry import questions
from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.questions.store import open_store
from cohesion_graph.rdf.namespaces import PREFIXES, Addresses

OTHER = "https://example.org/somebody-elses-graph"


@pytest.fixture
def service(tmp_path):
    """The address of an oxigraph server of this machine, empty, with its default settings."""
    program = outside.oxigraph()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve", "--location", str(tmp_path / "store"), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert time.monotonic() < deadline, "the server does not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


def held(service):
    """Everything that a service holds, as a set of quads."""
    request = urllib.request.Request(f"{service}/store", headers={"Accept": "application/n-quads"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return set(ox.parse(answer.read(), format=ox.RdfFormat.N_QUADS))


def load(*arguments):
    return CliRunner().invoke(main, ["load", *map(str, arguments)], catch_exceptions=False)


def test_a_dataset_arrives_whole_and_a_second_time_changes_nothing(service, marlbeck_folder, marlbeck):
    first = load(f"{service}/store", "--dataset", marlbeck_folder)
    once = held(service)
    second = load(f"{service}/store", "--dataset", marlbeck_folder)

    assert (first.exit_code, first.output) == (0, second.output)
    assert once == held(service) == set(marlbeck.store)
    assert first.stderr == (
        f"Loaded 6 graphs, {len(marlbeck.store)} triples; {service}/query holds as many.\n"
        f"Ask it: cohesion-graph ask QUESTION --store {service}/query\n"
    )


def test_the_graphs_are_listed_with_what_was_sent(service, marlbeck_folder, marlbeck):
    done = load(f"{service}/store", "-d", marlbeck_folder, "--format", "json")
    rows = {row["graph"]: row["triples"] for row in json.loads(done.stdout)["rows"]}
    assert rows == {
        graph.value: sum(1 for _ in marlbeck.store.quads_for_pattern(None, None, None, graph))
        for graph in marlbeck.store.named_graphs()
    }


def test_several_datasets_go_to_one_service_and_nothing_of_others_is_touched(
    service, marlbeck, marlbeck_folder, stockton_folder
):
    GraphStore(f"{service}/store").put(OTHER, [b"<http://a> <http://b> <http://c> .\n"], 35)
    other = held(service)

    done = load(f"{service}/store", "-d", marlbeck_folder, "-d", stockton_folder)

    assert done.exit_code == 0, done.output
    assert other <= held(service)
    assert set(marlbeck.store) <= held(service)
    plan = "https://example.org/id/marlbeck/plan/together-plan"
    store = open_store(f"{service}/query", plan=plan)
    assert ask(store, "shared-actions", min=1) == marlbeck.ask("shared-actions", min=1)


def test_a_whole_collection_arrives_and_each_plan_answers_there_as_in_its_tables(
    service, marlbeck_folder, stockton_folder, tmp_path
):
    folder = tmp_path / "plans"
    add(folder, [marlbeck_folder, stockton_folder], title="Two plans")
    done = load(f"{service}/store", "-C", folder)
    once = held(service)
    assert (done.exit_code, load(f"{service}/store", "-C", folder).stdout, held(service)) == (0, done.stdout, once)

    for name, given_values in (("contributions", {}), ("due", {}), ("overdue", {"as_of": "2030-01-01"})):
        tables = ask_across(folder, name, **given_values).to_records()
        for dataset in map(read_dataset, (marlbeck_folder, stockton_folder)):
            store = open_store(f"{service}/query", plan=Addresses.of(dataset).plan)
            there = ask(store, name, **given_values)
            here = [row for row in tables if row["dataset"] == f"{dataset.authority.id}/{dataset.id}"]
            assert [tuple(row[column] for column in there.header) for row in here] == list(there.rows)


def test_questions_are_answered_from_it_as_from_the_plan(service, marlbeck, marlbeck_folder):
    load(f"{service}/store", "-d", marlbeck_folder)
    store = open_store(f"{service}/query")
    free = [one.name for one in questions() if not any(parameter.required for parameter in one.parameters)]
    assert [name for name in free if ask(store, name) != marlbeck.ask(name)] == []
    assert ask(store, "depends-on", on="Area Agreement") == marlbeck.ask("depends-on", on="Area Agreement")


def test_a_changed_source_replaces_its_graph_and_no_other(service, marlbeck, marlbeck_folder):
    load(f"{service}/store", "-d", marlbeck_folder)
    graph = "https://example.org/data/marlbeck/marlbeck/graph/source/voices-extract"
    GraphStore(f"{service}/store").put(graph, [b"<http://a> <http://b> <http://old> .\n"], 37)
    assert held(service) != set(marlbeck.store)

    load(f"{service}/store", "-d", marlbeck_folder)

    assert held(service) == set(marlbeck.store)


def test_a_dry_run_tells_what_would_be_sent_and_sends_nothing(service, marlbeck_folder, marlbeck):
    done = load(f"{service}/store", "-d", marlbeck_folder, "--dry-run", "--format", "csv", "--user", "nobody-is-asked")

    assert (done.exit_code, done.stderr, held(service)) == (0, "Nothing was sent.\n", set())
    expected = sorted((one.address, one.triples, one.size) for one in named_graphs(lambda: marlbeck.derivation))
    assert done.stdout_bytes.decode() == "graph,triples,bytes\r\n" + "".join(
        f"{a},{n},{size}\r\n" for a, n, size in expected
    )


def test_graphs_of_documents_that_were_dropped_are_told(service, marlbeck_folder):
    old = "https://example.org/data/marlbeck/marlbeck/graph/source/older-edition"
    line = f"<http://a> <{PREFIXES['rdf']}type> <{PREFIXES['pap']}SourceDocument> .\n".encode()
    GraphStore(f"{service}/store").put(old, [line], len(line))

    done = load(f"{service}/store", "-d", marlbeck_folder)

    assert done.exit_code == 0
    assert f"\nNote: graphs of documents that are no longer in the dataset are still there:\n  {old}\n" in done.stderr


def test_a_load_that_broke_off_is_told_to_whoever_asks_until_the_next_one_is_through(
    service, marlbeck, marlbeck_folder
):
    """Each graph is replaced as one, all of them are not; a reader must not take two states for one."""
    graphs = named_graphs(lambda: marlbeck.derivation)
    push(GraphStore(f"{service}/store"), graphs)
    half = sum(graph.size for graph in graphs) // 2

    def break_off(done, _):
        if done > half:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(GraphStore(f"{service}/store"), graphs, break_off)
    asked = CliRunner().invoke(main, ["ask", "undated", "--store", f"{service}/query"])
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert asked.stderr == (
        "Error: the store holds https://example.org/data/marlbeck/marlbeck in part: "
        "loading it has not come to its end\n"
        "  Wait for it; if it broke off, load the dataset again.\n"
    )

    assert load(f"{service}/store", "-d", marlbeck_folder).exit_code == 0
    assert held(service) == set(marlbeck.store)
    assert ask(open_store(f"{service}/query"), "undated") == marlbeck.ask("undated")


def test_the_catalogue_comes_last(marlbeck):
    addresses = [one.address.rpartition("/")[2] for one in named_graphs(lambda: marlbeck.derivation)]
    assert addresses == ["derived", "editorial", "register", "together-plan", "voices-extract", "catalogue"]


def test_a_count_that_differs_is_an_error(service, marlbeck):
    graphs = named_graphs(lambda: marlbeck.derivation)
    push(GraphStore(f"{service}/store"), graphs)
    largest = max(graphs, key=lambda one: one.size)
    GraphStore(f"{service}/store").put(largest.address, [b"<http://a> <http://b> <http://c> .\n"], 35)
    with pytest.raises(StoreError) as caught:
        check_counts(RemoteStore(f"{service}/query"), graphs)
    assert str(caught.value) == (
        f"{service}/query does not hold what was sent\n"
        f"  <{largest.address}>: 1 triples, {largest.triples} were sent\n"
        "  Is it the same service? Load again."
    )


def test_a_service_that_does_not_say_what_it_holds_is_no_error(service, marlbeck):
    graphs = named_graphs(lambda: marlbeck.derivation)
    checked = check_counts(RemoteStore(f"{service}/nowhere"), graphs)
    assert checked.left_over == ()
    assert checked.why_not.startswith(f"{service}/nowhere answered 404 Not Found: ")
    assert Checked().why_not == ""


def test_two_datasets_of_one_address_are_refused(marlbeck):
    with pytest.raises(BadParameter) as caught:
        graphs_of([lambda: marlbeck.derivation] * 2)
    assert str(caught.value) == (
        "two datasets have the graph <https://example.org/data/marlbeck/marlbeck/graph/derived>\n"
        "  One would overwrite the other: give each dataset an id of its own, or load one of them."
    )


@given(datasets())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_sent_is_what_an_embedded_store_holds(dataset):
    """Each line once, each graph in parts that together are its N-Triples, its size and count as told."""
    from cohesion_graph.rdf.store import to_store

    derivation = derive(dataset)
    sent = ox.Store()
    for graph in named_graphs(lambda: derivation):
        body = b"".join(graph)
        assert (body.count(b"\n"), len(body), b"".join(graph)) == (graph.triples, graph.size, body)
        sent.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph.address))
        assert sum(1 for _ in sent.quads_for_pattern(None, None, None, ox.NamedNode(graph.address))) == graph.triples
    assert set(sent) == set(to_store(derivation))


@pytest.mark.parametrize(
    "graph_store, queried",
    [
        ("http://localhost:7878/store", "http://localhost:7878/query"),
        ("https://example.org/fuseki/plans/data", "https://example.org/fuseki/plans/query"),
        ("http://example.org:8890/sparql-graph-crud-auth", "http://example.org:8890/sparql"),
        ("http://example.org/repositories/plans/rdf-graphs/service", "http://example.org/repositories/plans"),
        ("http://example.org/anything", ""),
    ],
)
def test_where_a_product_answers_queries(graph_store, queried):
    assert query_address(graph_store) == queried
