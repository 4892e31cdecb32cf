"""The named graphs of a dataset as they are sent: addresses, sizes, and N-Triples in parts, never all in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from cohesion_graph.derive import Derivation
from cohesion_graph.questions.plans_in_store import CATALOGUE
from cohesion_graph.rdf.describe import graphs
from cohesion_graph.rdf.facts import Facts
from cohesion_graph.rdf.lines import blocks
from cohesion_graph.rdf.terms import minted

__all__ = ["NamedGraph", "named_graphs"]


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """One named graph of a dataset; walking it gives its N-Triples in parts, as often as it is walked."""

    address: str
    triples: int
    size: int
    """Bytes of its N-Triples."""
    derivation: Callable[[], Derivation] = field(repr=False)
    """Gives the dataset, which so need not stay in memory until its turn comes."""

    def __iter__(self) -> Iterator[bytes]:
        """The lines, many of them at a time."""
        return blocks(_lines(facts for address, facts in graphs(self.derivation()) if address == self.address))


def named_graphs(derivation: Callable[[], Derivation]) -> list[NamedGraph]:
    """Every named graph of a dataset; the catalogue, in which the dataset tells of itself, comes last.

    Raises:
        DataError: a name that is to be withheld can still be read.
        RdfError: the base address cannot stand in RDF.
    """
    found = []
    for address, facts in graphs(derivation()):
        triples = size = 0
        for line in _lines([facts]):
            triples += 1
            size += len(line.encode())
        found.append(NamedGraph(address, triples, size, derivation))
    return sorted(found, key=lambda graph: (graph.address.endswith(CATALOGUE), graph.address))


def _lines(parts: Iterable[Iterator[Facts]]) -> Iterator[str]:
    for facts in parts:
        for subject, pairs in facts:
            start = minted(subject)
            for predicate, value in pairs:
                yield f"{start} {predicate} {value} .\n"
