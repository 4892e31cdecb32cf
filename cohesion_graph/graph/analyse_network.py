"""The network of bodies: who is linked with whom by what they share, who stands between others, what falls apart.

All of it on networkx, on a small undirected graph with one node for each body and one edge for each pair that shares
something (`partnerships`). Below `SMALLEST` bodies a figure about the shape of the network means nothing, and
`too_small` says so; the counts themselves always stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohesion_graph.graph.involvement import Counted, CountingRule, Involvement, counted

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "SMALLEST",
    "Broker",
    "Community",
    "SinglePoint",
    "brokers",
    "communities",
    "partnerships",
    "single_points",
    "too_small",
]

SMALLEST = 10
"""Linked bodies from which shares and groups of a network are worth reading; below it each link decides too much."""
EXACT = 2_000
"""Bodies in one part of a network up to which betweenness is exact; above it from `SAMPLES`, always the same ones."""
SAMPLES = 200


@dataclass(frozen=True, slots=True)
class Broker:
    """A body that stands between others."""

    body: str
    partners: tuple[str, ...]
    pairs: int
    """How many pairs of its partners share nothing with each other."""
    betweenness: float
    """Part of the shortest ways between all other bodies that lead through it, 0 to 1."""
    rank: int


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """What is left without anyone, or falls apart, if one body leaves."""

    body: str
    left_without_anyone: tuple[str, ...]
    left_without_lead: tuple[str, ...]
    parts_before: int
    parts_after: int
    cut_off: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """Bodies that share more with each other than with the rest."""

    members: tuple[str, ...]
    inside: Mapping[str, int]
    """By member, the weight of its links inside the group."""
    outside: Mapping[str, int]


def partnerships(records: Iterable[Involvement], rule: CountingRule) -> nx.Graph:
    """The network: a node for each body that is in anything, an edge for each pair that shares something.

    Edges carry ``weight`` (how many items are shared), ``joint`` (how many jointly) and ``items``. Nodes and edges are
    added in a fixed order, so that everything computed from it is always the same. Of what was counted once the same
    network is given each time: copy it before changing it.
    """
    return counted(records, rule).once(_network)


def _network(told: Counted) -> nx.Graph:
    import networkx as nx

    network = nx.Graph()
    network.add_nodes_from(sorted({one.body for one in told}))
    for (a, b), items in sorted(told.shared.items()):
        network.add_edge(a, b, weight=len(items), joint=len(told.joint.get((a, b), ())), items=tuple(items))
    return network


def too_small(network: nx.Graph) -> str:
    """A sentence that says why figures about a network mean little at its size; empty where it is large enough."""
    linked = sum(1 for _, degree in network.degree() if degree)
    if linked >= SMALLEST:
        return ""
    return (
        f"Only {linked} bodies are linked with another: at this size a single action decides who stands between whom "
        "and which groups there are, so read the lists and not the shares."
    )


def brokers(network: nx.Graph) -> list[Broker]:
    """Bodies with partners that share nothing with each other; those most in between first.

    Source: betweenness centrality (Freeman 1977), unweighted, divided by the number of pairs of other bodies;
    Brandes' algorithm (2001) as in networkx. Above `EXACT` bodies in one part it is estimated from `SAMPLES` of them
    (Brandes and Pich 2007), chosen by a fixed seed.
    """
    between = _betweenness(network)
    found = []
    for body in network:
        partners = sorted(network[body])
        open_pairs = _open_pairs(network, partners)
        if open_pairs:
            found.append((round(between[body], 6), open_pairs, body, tuple(partners)))
    found.sort(key=lambda one: (-one[0], -one[1], one[2]))
    values = [value for value, *_ in found]
    return [Broker(body, partners, pairs, value, values.index(value) + 1) for value, pairs, body, partners in found]


def _betweenness(network: nx.Graph) -> dict[str, float]:
    """Each body's betweenness, part by part: no shortest way leads from one part of the network to another."""
    import networkx as nx

    pairs = max((len(network) - 1) * (len(network) - 2) / 2, 1)
    between = dict.fromkeys(network, 0.0)
    order = {body: place for place, body in enumerate(network)}
    for part in nx.connected_components(network):
        if len(part) > 2:
            sample = None if len(part) <= EXACT else SAMPLES
            own = nx.betweenness_centrality(
                _of(network, sorted(part, key=order.__getitem__)), k=sample, seed=0, normalized=False
            )
            between.update((body, ways / pairs) for body, ways in own.items())
    return between


def _of(network: nx.Graph, bodies: Iterable[str]) -> nx.Graph:
    """The network of some bodies, all their partners among them; a copy, in which walking is quicker than in a view."""
    import networkx as nx

    part = nx.Graph()
    part.add_nodes_from(bodies)
    part.add_edges_from(network.edges(part))
    return part


def _open_pairs(network: nx.Graph, partners: Sequence[str]) -> int:
    """How many pairs among partners have no edge: all of them less those that do."""
    inside = set(partners)
    edges = sum(1 for one in partners for other in network[one] if other in inside and one < other)
    return len(partners) * (len(partners) - 1) // 2 - edges


def single_points(records: Iterable[Involvement], rule: CountingRule) -> list[SinglePoint]:
    """Bodies whose leaving leaves something without anyone or without a lead, or splits the network.

    Most items left without anyone first, then most without a lead, then most parts, then by identifier.

    Source: articulation points (Hopcroft and Tarjan 1973) as in networkx.
    """
    import networkx as nx

    told = counted(records, rule)
    network = partnerships(told, rule)
    alone: dict[str, list[str]] = {}
    leads: dict[str, list[str]] = {}
    for item, bodies in told.members.items():
        leading = [body for body, held in bodies.items() if any(one.role == "lead" for one in held)]
        if len(bodies) == 1:
            alone.setdefault(next(iter(bodies)), []).append(item)
        elif len(leading) == 1:
            leads.setdefault(leading[0], []).append(item)
    parts = [frozenset(part) for part in nx.connected_components(network)]
    part_of = {body: part for part in parts for body in part}
    splitting = set(nx.articulation_points(network))
    found = []
    for body in network:
        after = len(parts) - (len(part_of[body]) == 1)
        cut_off: tuple[str, ...] = ()
        if body in splitting:
            pieces = _pieces(network, part_of[body] - {body})
            after = len(parts) - 1 + len(pieces)
            cut_off = tuple(sorted(one for piece in pieces[1:] for one in piece))
        if body in alone or body in leads or body in splitting:
            without = tuple(alone.get(body, ())), tuple(leads.get(body, ()))
            found.append(SinglePoint(body, *without, len(parts), after, cut_off))
    return sorted(
        found,
        key=lambda one: (-len(one.left_without_anyone), -len(one.left_without_lead), -one.parts_after, one.body),
    )


def _pieces(network: nx.Graph, bodies: Iterable[str]) -> list[set[str]]:
    """The connected pieces of some bodies, the largest first, then by the alphabet."""
    import networkx as nx

    pieces = [set(piece) for piece in nx.connected_components(network.subgraph(bodies))]
    return sorted(pieces, key=lambda piece: (-len(piece), min(piece)))


def communities(network: nx.Graph) -> list[Community]:
    """Groups of bodies that share more with each other than chance would have it; the largest first.

    Bodies that share nothing with anyone are in no group.

    Source: greedy modularity (Clauset, Newman and Moore 2004) as in networkx, weighted by what is shared. It is
    deterministic for a fixed order of nodes, which `partnerships` gives.
    """
    import networkx as nx

    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(body for body, degree in network.degree() if degree))
    ordered.add_weighted_edges_from(sorted((*sorted((a, b)), weight) for a, b, weight in network.edges(data="weight")))
    if not ordered:
        return []
    groups = [frozenset(group) for group in nx.community.greedy_modularity_communities(ordered, weight="weight")]
    groups.sort(key=lambda group: (-len(group), min(group)))
    return [_community(ordered, group) for group in groups]


def _community(network: nx.Graph, group: frozenset[str]) -> Community:
    members = tuple(sorted(group))
    inside = {one: sum(facts["weight"] for other, facts in network[one].items() if other in group) for one in members}
    total = {one: sum(facts["weight"] for facts in network[one].values()) for one in members}
    return Community(members, inside, {one: total[one] - inside[one] for one in members})
