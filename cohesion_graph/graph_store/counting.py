"""Whether a service holds what was sent to it, asked in SPARQL; not every service says where it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit, urlunsplit

from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.terms import iri

__all__ = ["counts_in", "left_over", "query_address"]

_QUERIED_AT = {
    "/sparql-graph-crud-auth": "/sparql",
    "/sparql-graph-crud": "/sparql",
    "/rdf-graphs/service": "",
    "/store": "/query",
    "/data": "/query",
}
"""Where products that have their graph store at one path answer queries: Virtuoso, GraphDB, Oxigraph, Fuseki."""


def query_address(graph_store: str) -> str:
    """The address at which the service of a graph store answers queries, as far as its path tells; empty if not.

    >>> query_address("http://localhost:7878/store")
    'http://localhost:7878/query'
    """
    parts = urlsplit(graph_store)
    for ending, queried in _QUERIED_AT.items():
        if parts.path.endswith(ending):
            return urlunsplit((parts.scheme, parts.netloc, parts.path.removesuffix(ending) + queried, "", ""))
    return ""


def counts_in(store: RemoteStore, graphs: Sequence[str]) -> dict[str, int]:
    """How many triples the service holds in each of some graphs; 0 for a graph that is not there.

    Raises:
        StoreError: it does not answer.
        BadQuery: it refuses the query.
    """
    listed = " ".join(map(iri, graphs))
    text = f"""SELECT ?graph (COUNT(*) AS ?triples) {{
      VALUES ?graph {{ {listed} }} GRAPH ?graph {{ ?subject ?predicate ?object }}
    }} GROUP BY ?graph"""
    rows = store.select_as_it_is(text).rows
    found = {str(graph)[1:-1]: int(getattr(count, "value", "0")) for graph, count in rows}
    return {graph: found.get(graph, 0) for graph in graphs}


def left_over(store: RemoteStore, graphs: Iterable[str]) -> list[str]:
    """Graphs of the same datasets that the service still holds from before: of documents that are no longer in them.

    Raises:
        StoreError: it does not answer.
        BadQuery: it refuses the query.
    """
    sent = set(graphs)
    datasets = sorted({graph.partition("/graph/")[0] for graph in sent})
    starts = " || ".join(f'STRSTARTS(STR(?graph), "{dataset}/graph/")' for dataset in datasets)
    text = f"""SELECT DISTINCT ?graph {{
      GRAPH ?graph {{ ?source a <{PREFIXES["pap"]}SourceDocument> }} FILTER ({starts})
    }}"""
    held = {str(graph)[1:-1] for (graph,) in store.select_as_it_is(text).rows}
    return sorted(held - sent)
