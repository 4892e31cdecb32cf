"""A derivation in an Oxigraph store, to be asked in SPARQL; imports neither rdflib nor networkx."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph

from cohesion_graph.derive import Derivation
from cohesion_graph.errors import RdfError
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.lines import blocks

__all__ = ["load_lines", "to_store"]


def to_store(derivation: Derivation) -> pyoxigraph.Store:
    """A new store in memory that holds the dataset, each named graph apart.

    Ask with ``use_default_graph_as_union=True``, or name the graphs; the default graph itself is empty.
    """
    store = pyoxigraph.Store()
    for block in blocks(describe(derivation)):
        # Addresses and language tags were checked when they were made; checking them again would double the time.
        store.load(block, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    return store


def load_lines(store: pyoxigraph.Store, lines: Iterable[str]) -> None:
    """Add N-Quads lines to a store, in memory or on disk, all or none.

    Raises:
        RdfError: a line is not N-Quads; nothing was added.
    """
    try:
        store.load("".join(lines).encode("utf-8"), format=pyoxigraph.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise RdfError(f"the lines are not N-Quads: {error}") from error
