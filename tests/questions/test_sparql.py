"""The user's own SPARQL: four forms, read-only, stopped in time, cut aloud."""

import json
import os
import sys
import time

import psutil
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.errors import BadParameter, BadQuery, StoreError
from cohesion_graph.questions.admission import _bare
from cohesion_graph.questions.sparql import query
from cohesion_graph.questions.store import open_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def refused(plan, text, error=BadQuery, **given):
    with pytest.raises(error) as caught:
        query(plan, text, **given)
    return str(caught.value)


def test_select_has_prefixes_ready_and_sees_the_union_of_the_graphs(marlbeck):
    found = query(marlbeck, "SELECT ?id { ?action a pap:Action ; dcterms:identifier ?id } ORDER BY ?id")
    assert found.form == "select"
    assert found.table.rows == (("A1",), ("A2",), ("A3",), ("A4",), ("A5",), ("A6",))
    assert found.is_whole


def test_named_graphs_can_be_asked_for(marlbeck):
    text = "SELECT (COUNT(DISTINCT ?graph) AS ?n) { GRAPH ?graph { ?a ?b ?c } }"
    assert query(marlbeck, text).table.rows == ((6,),)


def test_from_a_graph_of_the_store_narrows_the_query(marlbeck):
    base = "https://example.org/data/marlbeck/marlbeck/graph/"
    all_of_them = query(marlbeck, "ASK { ?claim a pap:Responsibility }")
    register = query(marlbeck, f"ASK FROM <{base}register> {{ ?claim a pap:Responsibility }}")
    prefixed = query(marlbeck, f"PREFIX g: <{base}> ASK FROM g:register {{ ?body pap:bodyKind ?kind }}")
    assert (all_of_them.table.rows, register.table.rows, prefixed.table.rows) == (((True,),), ((False,),), ((True,),))
    assert all_of_them.form == "ask"


def test_construct_and_describe_give_triples(marlbeck):
    made = query(marlbeck, "CONSTRUCT { ?a <https://example.org/is> true } WHERE { ?a a pap:Action }")
    assert made.form == "construct"
    assert made.table.header == ("subject", "predicate", "object")
    assert len(made.triples.splitlines()) == 6
    assert made.triples == "".join(sorted(made.triples.splitlines(keepends=True)))
    told = query(marlbeck, "DESCRIBE <https://example.org/id/marlbeck/organisation/voices-network>")
    assert told.form == "describe"
    assert '"Voices Network"@en' in told.triples


def test_a_query_that_never_ends_is_stopped(marlbeck):
    begun = time.monotonic()
    assert refused(marlbeck, ENDLESS, StoreError, time_limit=0.5) == (
        "the query was stopped after 0.5 seconds; nothing of its answer is shown\n"
        "  Ask for less, bind more, write negation as MINUS, or raise the limit (--time-limit)."
    )
    assert time.monotonic() - begun < 4


def test_a_command_that_is_killed_in_the_middle_of_a_query_leaves_nothing_behind(marlbeck_folder, tmp_path):
    """What a query runs on is gone from the disk once it has been read: nobody could clean it up after a kill."""
    command = [sys.executable, "-m", "cohesion_graph", "sparql", ENDLESS, "--dataset", marlbeck_folder]
    asking = psutil.Popen([*map(str, command), "--time-limit", "20"], env={**os.environ, "TMPDIR": str(tmp_path)})
    deadline = time.monotonic() + 15
    while not (answering := asking.children()) or any(tmp_path.glob("cohesion-graph-*")):
        assert asking.is_running()
        assert time.monotonic() < deadline, "the query still needs its copy of the data"
        time.sleep(0.02)
    asking.kill()
    asking.wait()
    assert list(tmp_path.glob("cohesion-graph-*")) == []
    for one in answering:
        one.kill()


def test_an_endless_ordering_is_stopped_too(marlbeck):
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c"
    assert "stopped after" in refused(marlbeck, text, StoreError, time_limit=0.5)


def test_the_row_limit_says_when_it_cut(marlbeck):
    cut = query(marlbeck, "SELECT ?a { ?a ?b ?c }", row_limit=7)
    assert (len(cut.table), cut.is_whole) == (7, False)
    assert cut.table.notes == ("Cut after 7 rows: the answer has more.",)
    exact = query(marlbeck, "SELECT ?a { ?a a pap:Action }", row_limit=6)
    assert (len(exact.table), exact.is_whole, exact.table.notes) == (6, True, ())
    triples = query(marlbeck, "CONSTRUCT WHERE { ?a a pap:Action }", row_limit=2)
    assert triples.table.notes == ("Cut after 2 triples: the answer has more.",)


def test_a_syntax_error_says_where(marlbeck):
    assert refused(marlbeck, "SELECT ?a\n{ ?a ?b }").startswith("the query does not parse: line 2:")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("SELECT * {\n SERVICE <http://x> { ?a ?b ?c } }", "line 2, column 2: SERVICE is refused"),
        ("SELECT * { service silent ?x { ?a ?b ?c } }", "line 1, column 12: SERVICE is refused"),
        ("SELECT * { s\\u0065rvice ?x { ?a ?b ?c } }", "line 1, column 12: SERVICE is refused"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "line 1, column 1: INSERT is refused: the store is only read"),
        ("PREFIX a: <a:>\nDELETE WHERE { ?a ?b ?c }", "line 2, column 1: DELETE is refused: the store is only read"),
        ("LOAD <http://example.org/x>", "line 1, column 1: LOAD is refused: the store is only read"),
        ("DROP ALL", "line 1, column 1: DROP is refused: the store is only read"),
        ("SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }", "line 1, column 10: FROM <file:///etc/passwd> is refused"),
        ("SELECT * FROM NAMED <http://x/y> { ?a ?b ?c }", "line 1, column 10: FROM <http://x/y> is refused"),
        ("SELECT *\nFROM#\n<http://x/y> { ?a ?b ?c }", "line 2, column 1: FROM <http://x/y> is refused"),
        ("SELECT * FROM<http://x/y>{ ?a ?b ?c }", "line 1, column 10: FROM <http://x/y> is refused"),
        ("SELECT * FROM x:y { ?a ?b ?c }", "line 1, column 10: FROM <x:y> is refused"),
    ],
)
def test_what_reaches_out_or_would_change_data_is_refused(marlbeck, text, expected):
    assert refused(marlbeck, text).startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?service { BIND ("SERVICE <x> { }" AS ?service) }',
        "SELECT ?from { ?from a pap:Action } # FROM <http://x> SERVICE",
        "SELECT ?a { ?a a <https://example.org/SERVICE> }",
        "SELECT ?a { ?a a pap:service }",
        "SELECT ?insert { ?insert a pap:Delete }",
        "SELECT ?a { ?a ?b '''FROM <x>\nSERVICE''' }",
    ],
)
def test_the_same_words_as_text_or_names_do_no_harm(marlbeck, text):
    assert query(marlbeck, text).form == "select"


def test_nothing_is_written_to_the_store(marlbeck):
    before = len(marlbeck.store)
    query(marlbeck, "CONSTRUCT { ?a a <https://example.org/New> } WHERE { ?a a pap:Action }")
    assert len(marlbeck.store) == before


@pytest.mark.parametrize(
    "limits, told",
    [
        ({"time_limit": 0}, "0 seconds are no time limit\n  Expected: above 0, and at most 86400."),
        ({"time_limit": -1.0}, "-1 seconds are no time limit\n  Expected: above 0, and at most 86400."),
        ({"time_limit": float("nan")}, "nan seconds are no time limit\n  Expected: above 0, and at most 86400."),
        ({"time_limit": float("inf")}, "inf seconds are no time limit\n  Expected: above 0, and at most 86400."),
        ({"row_limit": 0}, "0 rows are no limit\n  Expected: 1 to 1,000,000,000."),
        ({"row_limit": 10**20}, f"{10**20} rows are no limit\n  Expected: 1 to 1,000,000,000."),
    ],
)
def test_limits_are_positive_and_no_longer_than_a_timer_takes(marlbeck, limits, told):
    assert refused(marlbeck, "ASK {}", BadParameter, **limits) == told


def test_texts_that_have_the_datatype_of_a_number_and_are_none_stay_texts(marlbeck):
    text = (
        'SELECT * { VALUES (?a ?b ?c ?d) { ("x"^^xsd:integer "NaN"^^xsd:double "INF"^^xsd:float "y"^^xsd:boolean) } }'
    )
    found = query(marlbeck, text).table
    assert found.rows == (("x", "NaN", "INF", "y"),)
    assert json.loads(found.to_json())["rows"] == [{"a": "x", "b": "NaN", "c": "INF", "d": "y"}]


def test_numbers_and_truth_are_values_and_addresses_are_text(marlbeck):
    text = 'SELECT * { VALUES (?a ?b ?c ?d) { (1 true 1.5 <a:b>) } BIND ("x"@cy AS ?e) OPTIONAL { ?f a <a:none> } }'
    (row,) = query(marlbeck, text).table.to_records()
    assert row == {"a": 1, "b": True, "c": 1.5, "d": "a:b", "e": "x", "f": None}


def test_a_store_on_disk_is_opened_rather_than_copied(marlbeck, tmp_path):
    store = ox.Store(str(tmp_path / "store"))
    store.bulk_load(marlbeck.store.dump(format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    found = query(open_store(tmp_path / "store"), "SELECT ?a { ?a a pap:Action }")
    assert len(found.table) == 6


@given(st.text(alphabet="aS'\"\\#<>\n {}?:", max_size=40))
def test_blanking_keeps_every_place(text):
    """What is blanked is as long as it was, so the places that errors tell are true."""
    blanked = _bare(text)
    assert len(blanked) == len(text)
    assert [place for place, letter in enumerate(blanked) if letter == "\n"] == [
        place for place, letter in enumerate(text) if letter == "\n"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?id { ?action a pap:Action ; dcterms:identifier ?id } ORDER BY ?id",
        "SELECT ?body ?name { ?body pap:bodyKind ?kind ; rdfs:label ?name }",
        "ASK { ?claim a pap:Responsibility }",
        "ASK FROM <https://example.org/data/marlbeck/marlbeck/graph/register> { ?claim a pap:Responsibility }",
        "CONSTRUCT { ?a <https://example.org/is> true } WHERE { ?a a pap:Action }",
        "SELECT (COUNT(DISTINCT ?graph) AS ?n) { GRAPH ?graph { ?a ?b ?c } }",
    ],
)
def test_an_endpoint_answers_like_the_plan(marlbeck, endpoint, text):
    assert query(endpoint, text) == query(marlbeck, text)


def test_an_endpoint_is_held_to_the_same_limits(endpoint):
    cut = query(endpoint, "SELECT ?a { ?a a pap:Action }", row_limit=2)
    assert (len(cut.table.rows), cut.table.notes) == (2, ("Cut after 2 rows: the answer has more.",))
    begun = time.monotonic()
    assert "gave no whole answer within 0.5 seconds" in refused(endpoint, ENDLESS, StoreError, time_limit=0.5)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "text,told",
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", "SERVICE is refused"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "INSERT is refused"),
        ("SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }", "FROM <file:///etc/passwd> is refused"),
        ("SELECT * { ?a ?b }", "refuses the query (400)"),
    ],
)
def test_an_endpoint_is_not_sent_what_a_plan_would_refuse(endpoint, text, told):
    assert told in refused(endpoint, text)


@pytest.fixture(scope="module")
def endpoint(marlbeck, server):
    return server(marlbeck)
