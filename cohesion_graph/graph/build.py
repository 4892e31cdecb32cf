"""The only place that adds nodes and edges."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cohesion_graph.derive import Derivation
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import node_id

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["build", "several"]


def build(derivation: Derivation) -> nx.MultiDiGraph:
    """The linked graph of a plan.

    Nodes are `model.ids.node_id` texts with attributes ``kind`` (``plan``, ``section``, ``action``, ``milestone``,
    ``organisation``, ``instrument``, ``source``), ``label`` (short: reference or name), ``title`` (in full), for items
    and registered things ``identifier``, and for the latter ``type`` (the code of their kind).

    An edge's key is the relation's term (``ledBy``), so two relations between the same two nodes are two edges, and
    there is one edge for each pair and relation. It carries ``family``, ``label``, ``sources`` (who says so),
    ``bases``, ``claims`` (identifiers in order) and ``stated`` (whether at least one source itself says it).
    Graph attributes: ``id`` and ``title`` of the dataset.

    Every attribute is a text or a truth value, so that networkx writes the graph in any format; several identifiers
    are joined by ``; ``, and `several` takes them apart. The links themselves are `Derivation.links`.
    """
    import networkx as nx

    dataset = derivation.dataset
    graph = nx.MultiDiGraph(id=dataset.id, title=dataset.title)
    _add_nodes(graph, dataset)
    for (start, term, end), group in groupby(derivation.links, key=lambda link: link.sort_key[:3]):
        links = list(group)
        relation = links[0].relation.value
        graph.add_edge(
            start,
            end,
            key=term,
            family=relation.family,
            label=relation.label,
            sources=_SEPARATOR.join(dict.fromkeys(link.source for link in links if link.source)),
            bases=_SEPARATOR.join(dict.fromkeys(link.basis.value for link in links)),
            claims=_SEPARATOR.join(dict.fromkeys(claim for link in links for claim in link.claims)),
            stated=any(link.basis.is_stated for link in links),
        )
    return graph


_SEPARATOR = "; "


def several(attribute: str) -> tuple[str, ...]:
    """The identifiers in an attribute of an edge.

    >>> several("borough-plan; safer-stockton-extract"), several("")
    (('borough-plan', 'safer-stockton-extract'), ())
    """
    return tuple(attribute.split(_SEPARATOR)) if attribute else ()


def _add_nodes(graph: nx.MultiDiGraph, dataset: Dataset) -> None:
    plan = dataset.plan
    graph.add_node(node_id("plan", plan.id), kind="plan", label=plan.title, title=plan.title)
    for section in plan.sections:
        graph.add_node(node_id("section", section.id), kind="section", label=section.title, title=section.title)
    for item in dataset.items.values():
        kind, title = "milestone" if item.is_milestone else "action", dataset.title_of(item.id)
        label = title if item.is_milestone else item.id
        graph.add_node(node_id("item", item.id), kind=kind, label=label, title=title, identifier=item.id)
    for body in dataset.registry.bodies:
        attributes = {"label": body.name, "title": body.name, "type": body.kind.value, "identifier": body.id}
        graph.add_node(node_id("organisation", body.id), kind="organisation", **attributes)
    for instrument in dataset.registry.instruments:
        attributes = {
            "label": instrument.name,
            "title": instrument.name,
            "type": instrument.kind.value,
            "identifier": instrument.id,
        }
        graph.add_node(node_id("instrument", instrument.id), kind="instrument", **attributes)
    for source in dataset.sources:
        graph.add_node(node_id("source", source.id), kind="source", label=source.label, title=source.title)
