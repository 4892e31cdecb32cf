"""Every form holds the same statements, in another library's eyes too, and the same bytes on every run."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyld import jsonld
from strategies import datasets

from cohesion_graph.derive import derive
from cohesion_graph.errors import CohesionError, MisuseError, RdfError, UnknownName
from cohesion_graph.rdf import lines
from cohesion_graph.rdf.context import context
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.lines import ordered
from cohesion_graph.rdf.ontology import CONTEXT_ADDRESS, shipped_context
from cohesion_graph.rdf.read import parse, read_rdf
from cohesion_graph.rdf.write import FORMS, digest, serialize, to_rdf, to_rdflib

ROOT = Path(__file__).parents[2]


def canonical(lines):
    """Statements as a set of canonical lines, so that two readings can be compared."""
    return set(serialize(lines, "nquads").decode().splitlines())


def merged(lines):
    return set(serialize(lines, "ntriples").decode().splitlines())


def from_rdflib(dataset, *, with_graphs=True):
    """What rdflib holds, as canonical lines; terms are encoded by pyoxigraph, not by rdflib's own writer."""
    terms = {}

    def term(node):
        if node not in terms:
            if isinstance(node, rdflib.URIRef):
                terms[node] = ox.NamedNode(str(node))
            elif node.language:
                terms[node] = ox.Literal(str(node), language=node.language)
            else:
                datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
                terms[node] = ox.Literal(str(node), datatype=datatype)
        return terms[node]

    return {
        f"{ox.Quad(term(s), term(p), term(o), term(g)) if with_graphs else ox.Triple(term(s), term(p), term(o))} ."
        for s, p, o, g in dataset.quads()
    }


@pytest.mark.parametrize("form", FORMS)
def test_each_form_read_back_holds_the_same_statements(form, plan):
    lines = list(describe(plan.derivation))
    expected = canonical(lines) if FORMS[form].keeps_graphs else merged(lines)
    assert {f"{quad} ." for quad in parse(serialize(lines, form), form)} == expected


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_dataset_back(form, marlbeck):
    assert read_rdf(to_rdf(marlbeck.derivation, form), form) == marlbeck.dataset


@pytest.mark.parametrize(
    "form,name", [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("nquads", "nquads"), ("trig", "trig")]
)
def test_rdflib_reads_the_same_statements(form, name, marlbeck):
    lines = list(describe(marlbeck.derivation))
    read = rdflib.Dataset()
    read.parse(data=serialize(lines, form), format=name)
    kept = FORMS[form].keeps_graphs
    assert from_rdflib(read, with_graphs=kept) == (canonical(lines) if kept else merged(lines))


@pytest.mark.parametrize("form", ["jsonld", "jsonld-nested"])
def test_pyld_reads_the_same_statements(form, marlbeck):
    lines = list(describe(marlbeck.derivation))
    content = json.loads(serialize(lines, form))
    if form == "jsonld-nested":
        assert content["@context"] == CONTEXT_ADDRESS
        content["@context"] = shipped_context()
    found = jsonld.to_rdf(content, {"format": "application/n-quads", "documentLoader": refuse})
    expected = canonical(lines) if FORMS[form].keeps_graphs else merged(lines)
    read = ox.parse(found.encode(), format=ox.RdfFormat.N_QUADS)
    assert {f"{quad} ." for quad in read} == expected


def refuse(address, _options):
    raise AssertionError(f"{address} would have been fetched")


def test_nested_json_nests_as_the_plan_is_printed(marlbeck):
    plan = json.loads(to_rdf(marlbeck.derivation, "jsonld-nested"))["@graph"][0]
    printed = [
        [(action["identifier"], len(action.get("milestones", []))) for action in section.get("actions", [])]
        for section in plan["sections"]
    ]
    assert printed == [
        [(action.ref, len(action.milestones)) for action in section.actions]
        for section in marlbeck.dataset.plan.sections
    ]


def test_the_shipped_context_is_the_generated_one():
    assert shipped_context() == context()


def test_the_rdflib_dataset_holds_the_same_statements_and_plain_literals_match(plan):
    found = to_rdflib(plan.derivation)
    assert from_rdflib(found) == canonical(describe(plan.derivation))
    identifier = rdflib.Literal(plan.dataset.id)
    assert list(found.subjects(rdflib.DCTERMS.identifier, identifier)) != []


def test_the_digest_is_that_of_rdfc_1_0(plan):
    lines = list(describe(plan.derivation))
    dataset = ox.Dataset(parse("".join(lines).encode(), "nquads"))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    canonical_lines = "".join(sorted(f"{quad} .\n" for quad in dataset))
    assert digest(reversed(lines)) == hashlib.sha256(canonical_lines.encode()).hexdigest()


def test_a_blank_node_has_no_digest():
    with pytest.raises(MisuseError, match="blank node"):
        digest(["_:b <https://a.example/p> <https://a.example/o> <https://a.example/g> .\n"])


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_run_gives_the_same_bytes(seed, marlbeck):
    script = (
        "import sys, hashlib, cohesion_graph\n"
        "from cohesion_graph.rdf.write import FORMS, to_rdf\n"
        "derivation = cohesion_graph.load(sys.argv[1]).derivation\n"
        "print({name: hashlib.sha256(to_rdf(derivation, name)).hexdigest() for name in FORMS})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT / "tests" / "fixtures" / "marlbeck")],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    here = {name: hashlib.sha256(to_rdf(marlbeck.derivation, name)).hexdigest() for name in FORMS}
    assert done.stdout.strip() == str(here)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(datasets())
def test_generated_datasets_come_back_from_every_form(dataset):
    lines = list(describe(derive(dataset)))
    for form in FORMS:
        try:
            content = serialize(lines, form)
        except RdfError:
            if form != "rdfxml":  # only XML cannot hold control characters
                raise
        else:
            assert read_rdf(content, form) == dataset


def test_an_unknown_form_is_told_with_the_nearest(marlbeck):
    with pytest.raises(UnknownName, match="did you mean 'turtle'"):
        to_rdf(marlbeck.derivation, "turtel")


def test_errors_are_ours(marlbeck):
    with pytest.raises(CohesionError):
        to_rdf(marlbeck.derivation, "")


def test_turtle_in_many_pieces_is_the_same_turtle(marlbeck, monkeypatch):
    whole = to_rdf(marlbeck.derivation, "turtle")
    monkeypatch.setattr(lines, "_PIECE", 7)
    pieces = list(FORMS["turtle"].pieces(ordered(describe(marlbeck.derivation))))
    assert len(pieces) > 50
    assert b"".join(pieces) == whole
