"""The vocabulary is OWL 2 DL by itself, and HermiT, a complete reasoner, finds what is inconsistent, nothing else."""

import subprocess
from importlib.resources import files
from pathlib import Path

import outside
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

ONTOLOGY = Path(__file__).parents[2] / "ontology"
INCONSISTENT = sorted((ONTOLOGY / "examples" / "inconsistent").glob("*.ttl"))
PAP = "https://w3id.org/cohesion-graph/def/pap#"


def judged(folder, *graphs):
    """What OWL API's profile and HermiT, which owlready2 carries, say of each graph."""
    paths = []
    for number, graph in enumerate(graphs):
        paths.append(folder / f"{number}.owl")
        graph.serialize(paths[-1], format="xml")
    hermit = files("owlready2").joinpath("hermit", "HermiT.jar")
    command = [outside.java(), "-cp", str(hermit), str(Path(__file__).with_name("OwlDlProfile.java")), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120).stdout.splitlines()


def read(*paths):
    graph = rdflib.Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def test_the_vocabulary_and_its_lists_are_owl_2_dl_and_what_is_inconsistent_is_found(tmp_path):
    graphs = [read(ONTOLOGY / "pap.ttl"), read(ONTOLOGY / "pap.ttl", ONTOLOGY / "codes.ttl")]
    graphs += [read(ONTOLOGY / "pap.ttl", path) for path in INCONSISTENT]
    assert judged(tmp_path, *graphs) == ["consistent"] * 2 + ["inconsistent"] * len(INCONSISTENT)


def test_a_range_outside_owl_2s_datatypes_would_be_noticed(tmp_path):
    graph = read(ONTOLOGY / "pap.ttl")
    graph.add((rdflib.URIRef(f"{PAP}latestDate"), RDFS.range, rdflib.XSD.date))
    assert judged(tmp_path, graph) != ["consistent"]


@pytest.fixture(scope="module")
def vocabulary():
    return read(ONTOLOGY / "pap.ttl", ONTOLOGY / "codes.ttl")


def test_every_term_has_a_comment_that_is_its_definition(vocabulary):
    terms = {one for one in vocabulary.subjects(SKOS.definition) if str(one).startswith(PAP)}
    assert len(terms) > 100
    for term in terms:
        assert vocabulary.value(term, RDFS.comment) == vocabulary.value(term, SKOS.definition)


def test_every_list_has_a_licence(vocabulary):
    lists = set(vocabulary.subjects(RDF.type, SKOS.ConceptScheme))
    assert {one for one in lists if not vocabulary.value(one, rdflib.DCTERMS.license)} == set()
    assert (rdflib.URIRef(PAP.removesuffix("#")), RDF.type, OWL.Ontology) in vocabulary
