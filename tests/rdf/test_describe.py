"""One description of the records: complete, without blank nodes, each line once, parsed by two libraries."""

import subprocess
import sys
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest

from cohesion_graph.derive import derive
from cohesion_graph.errors import DataError, RdfError
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.model.evidence import Mask
from cohesion_graph.rdf.describe import by_subject, describe
from cohesion_graph.rdf.lines import ordered
from cohesion_graph.rdf.store import to_store

ROOT = Path(__file__).parents[2]


def test_every_line_comes_once_and_is_a_quad_of_a_named_graph_without_blank_nodes(plan):
    lines = list(describe(plan.derivation))
    assert len(set(lines)) == len(lines)
    quads = list(ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS))
    assert len(quads) == len(lines)
    assert all(isinstance(quad.subject, ox.NamedNode) for quad in quads)
    assert not any(isinstance(quad.object, ox.BlankNode) for quad in quads)
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in quads)


def test_subject_by_subject_the_lines_are_the_same_in_the_order_that_all_forms_begin_with(plan):
    """Addresses that begin alike are the hard case: those of a document and of its parts."""
    found = by_subject(plan.derivation)
    assert list(chain.from_iterable(found.values())) == ordered(describe(plan.derivation))
    assert all(line.startswith(f"{subject} ") for subject, lines in found.items() for line in lines)


def test_the_same_dataset_gives_the_same_lines(plan):
    assert list(describe(plan.derivation)) == list(describe(derive(plan.dataset)))


def test_the_store_holds_every_quad_as_written(plan):
    lines = set(describe(plan.derivation))
    assert {f"{quad} .\n" for quad in to_store(plan.derivation)} == {
        f"{quad} .\n" for quad in ox.parse("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    }


def test_a_claim_and_its_evidence_stand_in_the_graph_of_their_source(plan):
    store = to_store(plan.derivation)
    query = """PREFIX pap: <https://w3id.org/cohesion-graph/def/pap#>
    SELECT ?claim WHERE {
        GRAPH ?g { ?claim a pap:Claim ; pap:evidence ?e }
        MINUS { GRAPH ?g { ?e a pap:Quotation } }
    }"""
    assert list(store.query(query)) == []


def test_a_readable_name_is_refused(marlbeck_folder):
    readable = read_dataset(marlbeck_folder, withhold=False)
    source = readable.sources[0]
    shown = source.model_copy(update={"masks": (Mask(start=0, end=4),)})
    dataset = readable.model_copy(update={"sources": (shown, *readable.sources[1:])})
    with pytest.raises(DataError, match="Expected: names withheld"):
        list(describe(derive(dataset)))


def test_a_base_that_rdf_cannot_hold_is_refused(marlbeck):
    dataset = marlbeck.dataset.model_copy(update={"base": "https://example.org/%zz/"})
    with pytest.raises(RdfError, match="cannot be an address in RDF"):
        list(describe(derive(dataset)))


def test_the_store_needs_neither_rdflib_nor_networkx():
    script = "import sys, cohesion_graph.rdf.store; print(sorted({'rdflib', 'networkx', 'pyshacl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
