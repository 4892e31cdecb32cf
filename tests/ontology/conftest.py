"""What the ontology's tests share: its folder, and a plain rdflib graph of the invented council's plan."""

from pathlib import Path

import pytest
import rdflib

from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.shapes import merged_graph

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.fixture(scope="session")
def ontology():
    """The folder of the ontology."""
    return ONTOLOGY


@pytest.fixture(scope="session")
def vocabulary():
    return rdflib.Graph().parse(ONTOLOGY / "pap.ttl")


@pytest.fixture(scope="session")
def shapes():
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")


@pytest.fixture(scope="session")
def marlbeck_graph(marlbeck):
    found = merged_graph(describe(marlbeck.derivation))
    return found.parse(ONTOLOGY / "codes.ttl")
