"""What a query found is written as the engine itself would write it, in every form a client may ask for."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohesion_graph.questions.query_runner import Found
from cohesion_graph.rdf.describe import describe
from cohesion_graph.serve.result_formats import RDF_FORMS, RESULT_FORMATS, written

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
terms = st.one_of(
    st.none(),
    texts.map(ox.Literal),
    texts.map(lambda text: ox.Literal(text, language="cy")),
    texts.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("https://example.org/type"))),
    st.integers(-(10**12), 10**12).map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.sampled_from(["01", "+5", "1.50", "abc", "NaN", ""]).map(
        lambda text: ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    ),
    st.just(ox.NamedNode("https://example.org/x?a=b#c")),
)


@pytest.mark.parametrize("media_type", [kind for kind, form in RESULT_FORMATS.items() if form.name != "XML"])
@given(st.lists(st.tuples(terms, terms), max_size=4))
@settings(deadline=None)
def test_rows_are_written_as_the_engine_itself_would_write_them(media_type, rows):
    values = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    query = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}"
    store = ox.Store()
    directly = store.query(query).serialize(format=RESULT_FORMATS[media_type])
    tsv = store.query(query).serialize(format=ox.QueryResultsFormat.TSV)
    assert written(Found("select", tsv, False), media_type) == directly


@pytest.mark.parametrize("media_type", RESULT_FORMATS)
@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_value_is_written_in_every_form(media_type, truth):
    query = "ASK {}" if truth else "ASK { FILTER (false) }"
    directly = ox.Store().query(query).serialize(format=RESULT_FORMATS[media_type])
    assert written(Found("ask", b"true" if truth else b"false", False), media_type) == directly


@pytest.mark.parametrize("media_type", RDF_FORMS)
def test_triples_are_the_same_in_every_form(media_type, marlbeck):
    quads = ox.parse("".join(describe(marlbeck.derivation)), format=ox.RdfFormat.N_QUADS)
    expected = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}
    lines = [f"{quad.subject} {quad.predicate} {quad.object} .\n".encode() for quad in expected]
    found, turned = (Found("triples", b"".join(given), False) for given in (lines, lines[::-1]))
    form = ox.RdfFormat.from_media_type("text/turtle" if media_type == "text/plain" else media_type)
    form = ox.RdfFormat.JSON_LD if "json" in media_type else form
    assert {*ox.parse(written(found, media_type), format=form)} == expected
    assert written(found, media_type) == written(turned, media_type)


@given(st.lists(texts, max_size=4))
@settings(deadline=None)
def test_triples_of_any_text_keep_it(values):
    lines = "".join(f"<http://x/s> <http://x/p> {ox.Literal(value)} .\n" for value in values).encode()
    for media_type, form in (("text/turtle", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)):
        found = ox.parse(written(Found("triples", lines, False), media_type), format=form)
        assert sorted(quad.object.value for quad in found) == sorted(set(values))
