"""Queries in processes of their own: stopped in time, cut aloud, never in each other's way, never changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesion_graph.errors import BadQuery, StoreError
from cohesion_graph.questions import query_runner
from cohesion_graph.questions.limits import Limits
from cohesion_graph.questions.query_process import Enough, Lines
from cohesion_graph.questions.query_runner import Found, QueryProcess, Task
from cohesion_graph.rdf.describe import describe

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GRAPHS = "https://example.org/data/marlbeck/marlbeck/graph/"


def task(query, time_limit=20.0, row_limit=10_000, **graphs):
    return Task(query, Limits(time_limit, row_limit), **graphs)


@pytest.fixture(scope="module")
def quads(marlbeck, tmp_path_factory):
    path = tmp_path_factory.mktemp("quads") / "marlbeck.nq"
    path.write_bytes("".join(describe(marlbeck.derivation)).encode())
    return path


@pytest.fixture(scope="module")
def process(quads):
    with QueryProcess(quads) as found:
        yield found


def test_it_knows_the_graphs_that_it_holds(process):
    names = ("catalogue", "derived", "editorial", "register", "source/together-plan", "source/voices-extract")
    assert process.graphs == tuple(GRAPHS + name for name in names)


def test_a_select_comes_as_tsv_with_its_prefixes_ready(process):
    found = process.run(task("SELECT ?id { ?action a pap:Action ; dcterms:identifier ?id } ORDER BY ?id LIMIT 2"))
    assert found == Found("select", b'?id\n"A1"\n"A2"\n', False)


def test_one_process_answers_one_query_after_the_other(process):
    assert [process.run(task(f"ASK {{ FILTER ({number} < 2) }}")).body for number in range(4)] == [
        b"true",
        b"true",
        b"false",
        b"false",
    ]


@pytest.mark.parametrize(
    "graphs, expected",
    [
        ({}, b"?n\n6\n"),
        ({"default": [f"{GRAPHS}register"], "named": []}, b"?n\n0\n"),
        ({"default": [], "named": [f"{GRAPHS}register"]}, b"?n\n1\n"),
    ],
)
def test_graphs_are_reached_as_the_request_chooses_them(process, graphs, expected):
    query = "SELECT (COUNT(DISTINCT ?graph) AS ?n) { GRAPH ?graph { ?a ?b ?c } }"
    assert process.run(task(query, **graphs)).body == expected


def test_a_chosen_default_graph_is_that_and_no_more(process):
    query = "ASK { ?claim a pap:Responsibility }"
    assert process.run(task(query, default=[f"{GRAPHS}register"], named=[])).body == b"false"
    assert process.run(task(query, default=[f"{GRAPHS}register", f"{GRAPHS}source/voices-extract"])).body == b"true"


def test_a_query_that_never_ends_is_stopped_and_the_next_one_answered(process):
    with pytest.raises(StoreError) as caught:
        process.run(task(ENDLESS, time_limit=0.3))
    assert str(caught.value) == (
        "the query was stopped after 0.3 seconds; nothing of its answer is shown\n"
        "  Ask for less, bind more, write negation as MINUS, or raise the limit (--time-limit)."
    )
    assert process.run(task("ASK {}")).body == b"true"


def test_a_query_that_brings_the_engine_down_does_no_more(process):
    with pytest.raises(StoreError) as caught:
        process.run(task("SELECT * " + "{" * 100_000))
    assert str(caught.value).startswith("the query was broken off")
    assert process.run(task("ASK {}")).body == b"true"


def test_a_query_that_takes_all_memory_is_broken_off(quads, monkeypatch):
    monkeypatch.setattr(query_runner, "MEMORY_LIMIT", 300 * 2**20)
    with QueryProcess(quads) as process:
        with pytest.raises(StoreError):
            process.run(task("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c"))
        assert process.run(task("ASK {}")).body == b"true"


def test_a_syntax_error_says_where(process):
    with pytest.raises(BadQuery) as caught:
        process.run(task("SELECT ?a\n{ ?a ?b }"))
    assert str(caught.value).startswith("the query does not parse: line 2:")


def test_what_is_beyond_the_row_limit_is_cut(process):
    query = "SELECT ?a { ?a a pap:Action } ORDER BY ?a"
    whole = process.run(task(query, row_limit=6))
    cut = process.run(task(query, row_limit=5))
    assert (whole.is_cut, whole.body.count(b"\n")) == (False, 7)
    assert (whole.rows, cut.rows) == (6, 5)
    assert (cut.is_cut, cut.body) == (True, b"".join(whole.body.splitlines(keepends=True)[:6]))
    triples = process.run(task("CONSTRUCT WHERE { ?a ?b ?c }", row_limit=50))
    assert (triples.form, triples.is_cut, triples.rows) == ("triples", True, 50)


def test_what_is_beyond_the_size_limit_is_cut_after_a_whole_row(process, monkeypatch):
    monkeypatch.setattr(query_runner, "SIZE_LIMIT", 1000)
    found = process.run(task("SELECT ?a { ?a ?b ?c }"))
    assert found.is_cut
    assert len(found.body) <= 1000
    assert found.body.endswith(b">\n")


def test_data_that_does_not_parse_is_told(tmp_path):
    broken = tmp_path / "broken.nq"
    broken.write_text("<http://a> <http://b>\n")
    with pytest.raises(StoreError) as caught:
        QueryProcess(broken).start()
    assert str(caught.value) == f"the data in {broken} cannot be loaded\n  Make it again."
    with pytest.raises(StoreError) as caught:
        QueryProcess(tmp_path / "gone.nq").start()
    assert str(caught.value) == f"the data in {tmp_path / 'gone.nq'} cannot be loaded\n  Make it again."


def test_a_closed_process_stays_closed(quads):
    with QueryProcess(quads) as process:
        pass
    with pytest.raises(StoreError):
        process.run(task("ASK {}"))


@given(
    st.lists(st.binary(max_size=12).map(lambda part: part.replace(b"x", b"\n"))), st.integers(0, 5), st.integers(0, 40)
)
@settings(deadline=None)
def test_a_sink_keeps_the_lines_that_fit_and_no_part_of_another(parts, lines, size):
    sink = Lines(lines, size)
    try:
        for part in parts:
            sink.write(part)
    except Enough:
        with pytest.raises(Enough):
            sink.write(b"more")
    whole = b"".join(parts)
    kept = sink.content()
    assert whole.startswith(kept)
    assert kept.count(b"\n") <= lines
    assert len(kept) <= size
    assert sink.is_cut == (kept != whole) or (sink.is_cut and kept == whole[: whole.rfind(b"\n") + 1])
    if sink.is_cut:
        assert kept == b"" or kept.endswith(b"\n")
