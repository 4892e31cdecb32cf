"""Push datasets: look at all of them first, then send graph after graph, then count what the service holds.

Each graph is replaced as one, but a service has no way to replace several as one. So a dataset's catalogue says first
that the rest is on its way, and the catalogue itself comes last: whoever asks between, or after a load that broke off,
can tell (`plans_in_store.refuse_unfinished`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cohesion_graph.derive import Derivation
from cohesion_graph.errors import BadParameter, BadQuery, StoreError
from cohesion_graph.graph_store.counting import counts_in, left_over
from cohesion_graph.graph_store.named_graphs import NamedGraph, named_graphs
from cohesion_graph.graph_store.protocol import GraphStore
from cohesion_graph.questions.plans_in_store import CATALOGUE, UNFINISHED
from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.rdf.terms import iri, tagged, term
from cohesion_graph.tables.table import Column, Table

__all__ = ["Checked", "check_counts", "graphs_of", "graphs_table", "push"]

Progress: TypeAlias = Callable[[int, int], None]


def graphs_of(derivations: Iterable[Callable[[], Derivation]]) -> list[NamedGraph]:
    """The graphs of several datasets, dataset after dataset; what gives each dataset is kept, the dataset is not.

    Raises:
        BadParameter: two datasets have a graph of the same address, so one would overwrite the other.
        DataError: a name that is to be withheld can still be read.
    """
    found: dict[str, NamedGraph] = {}
    for derivation in derivations:
        for graph in named_graphs(derivation):
            if graph.address in found:
                raise BadParameter(
                    f"two datasets have the graph <{graph.address}>\n"
                    "  One would overwrite the other: give each dataset an id of its own, or load one of them."
                )
            found[graph.address] = graph
    return list(found.values())


def push(store: GraphStore, graphs: Sequence[NamedGraph], progress: Progress | None = None) -> None:
    """Make the graphs of a store what these are; all its other graphs stay as they are.

    Args:
        store: Where to.
        graphs: What to send.
        progress: What to tell after each part that is on its way: how many bytes, of how many in all.

    Raises:
        StoreError: a graph could not be sent; which graphs were sent before is told, and sending all again is safe.
    """
    store.check()
    sent, total, begun = 0, sum(graph.size for graph in graphs), set[str]()
    for number, graph in enumerate(graphs):
        try:
            catalogue = graph.address.partition("/graph/")[0] + CATALOGUE
            if catalogue not in begun:
                # a short body: a service that refuses may close the connection while a long one is still being sent,
                # and then its reason is lost
                mark = _mark(catalogue)
                store.put(catalogue, [mark], len(mark))
                begun.add(catalogue)
            store.put(graph.address, _Followed(graph, sent, total, progress) if progress else graph, graph.size)
        except StoreError as error:
            cure = f"{number} of {len(graphs)} graphs were loaded before; load again when the cause is gone."
            raise StoreError(f"{error}\n  {cure}" if begun else str(error)) from error
        sent += graph.size


def _mark(catalogue: str) -> bytes:
    """What the catalogue says while the other graphs are on their way."""
    told = "Being loaded: until that has come to its end, graphs of two states may stand beside one another."
    pairs = ((term("adms:status"), iri(UNFINISHED)), (term("rdfs:comment"), tagged(told, "en")))
    return "".join(f"{iri(catalogue)} {predicate} {value} .\n" for predicate, value in pairs).encode()


class _Followed:
    """A body that tells how much of it was taken; it may be walked again."""

    def __init__(self, parts: Iterable[bytes], before: int, total: int, progress: Progress) -> None:
        self._parts, self._before, self._total, self._progress = parts, before, total, progress

    def __iter__(self) -> Iterator[bytes]:
        done = self._before
        for part in self._parts:
            yield part
            done += len(part)
            self._progress(done, self._total)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a service says that it holds."""

    left_over: tuple[str, ...] = ()
    """Graphs of documents that are no longer in the datasets; questions still find them."""
    why_not: str = ""
    """Why nothing could be counted; empty if all was, and is right."""


def check_counts(queried: RemoteStore, graphs: Sequence[NamedGraph]) -> Checked:
    """Whether a service holds in each graph as many triples as were sent.

    Raises:
        StoreError: it answers, and a count is another.
    """
    try:
        held = counts_in(queried, [graph.address for graph in graphs])
        older = left_over(queried, held)
    except (StoreError, BadQuery) as error:
        return Checked(why_not=str(error))
    wrong = [
        f"<{graph.address}>: {held[graph.address]} triples, {graph.triples} were sent"
        for graph in graphs
        if held[graph.address] != graph.triples
    ]
    if wrong:
        told = "\n  ".join(wrong)
        raise StoreError(f"{queried.url} does not hold what was sent\n  {told}\n  Is it the same service? Load again.")
    return Checked(tuple(older))


def graphs_table(graphs: Sequence[NamedGraph]) -> Table:
    """The graphs with their sizes, by address."""
    columns = (Column("graph"), Column("triples"), Column("bytes"))
    rows = sorted((graph.address, graph.triples, graph.size) for graph in graphs)
    return Table("graphs", columns, tuple(rows))
