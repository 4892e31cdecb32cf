"""Examples are run: what conforms passes every check, what is refused fails for the reason its first line states."""

from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib

from cohesion_graph.derive import derive
from cohesion_graph.rdf.read import parse, read_rdf
from cohesion_graph.rdf.shapes import check_lines
from cohesion_graph.rdf.write import to_rdf

EXAMPLES = Path(__file__).parents[2] / "ontology" / "examples"
CONFORMING = sorted((EXAMPLES / "conforming").glob("*.trig"))
REFUSED = sorted((EXAMPLES / "refused").glob("*.ttl"))
INCONSISTENT = sorted((EXAMPLES / "inconsistent").glob("*.ttl"))
GRAPH = ox.NamedNode("https://example.org/data/harbourside/welcome/graph/source/town-plan")


def named(path):
    return path.stem


def lines_of(path):
    quads = parse(path.read_bytes(), path.suffix.removeprefix(".").replace("ttl", "turtle"))
    placed = (ox.Quad(q.subject, q.predicate, q.object, q.graph_name) for q in quads)
    if path.suffix == ".ttl":
        placed = (ox.Quad(q.subject, q.predicate, q.object, GRAPH) for q in quads)
    return [f"{quad} .\n" for quad in placed]


@pytest.mark.parametrize("path", CONFORMING, ids=named)
def test_a_conforming_example_passes_every_check_and_is_a_dataset(path):
    assert check_lines(lines_of(path)) == []
    dataset = read_rdf(path.read_bytes(), "trig")
    comment, _, content = path.read_bytes().partition(b"\n")
    assert comment.startswith(b"# ")
    assert to_rdf(derive(dataset), "trig") == content


@pytest.mark.parametrize("path", REFUSED, ids=named)
def test_a_refused_example_fails_for_its_stated_reason(path):
    stated = path.read_text().partition("\n")[0].removeprefix("# Refused by: ")
    assert stated in {breach.check for breach in check_lines(lines_of(path)) if breach.severity == "error"}


def contradictions(*graphs):
    """What OWL 2 RL finds impossible in the graphs together."""
    union = rdflib.Graph()
    for graph in graphs:
        for triple in graph:
            union.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(union)
    errors = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return [str(value) for value in union.objects(None, errors)]


def test_the_vocabulary_is_consistent_alone(vocabulary):
    assert contradictions(vocabulary) == []


@pytest.mark.parametrize("path", CONFORMING, ids=named)
def test_the_vocabulary_is_consistent_with_the_conforming_examples(path, vocabulary):
    data = rdflib.Graph()
    for quad in parse(path.read_bytes(), "trig"):
        data.parse(data=f"{quad.triple} .", format="nt")
    assert contradictions(vocabulary, data) == []


@pytest.mark.parametrize("name", ["stockton", "marlbeck"])
def test_the_vocabulary_is_consistent_with_a_whole_plan(name, request, vocabulary):
    data = rdflib.Graph()
    for subject, predicate, value, _ in request.getfixturevalue(name).to_rdf().quads():
        data.add((subject, predicate, value))
    assert len(data) > 1_000
    assert contradictions(vocabulary, data) == []


@pytest.mark.parametrize("path", INCONSISTENT, ids=named)
def test_what_cannot_be_is_found_out(path, vocabulary):
    assert contradictions(vocabulary, rdflib.Graph().parse(path)) != []
