"""Walking the plan: who waits for whom, directly and through chains. The only place that walks.

A `Step` says that one thing waits for another. For the family *depends* the item waits for what it names; for the
family *feeds* the thing waits for the item (`model.relations`). Two things are not dependencies and carry
a chain all the same: what hangs on a part hangs on the whole, and an action waits for its milestones. Such steps are
no hop of their own, and the path says so.

Nodes are those of the graph (`model.ids.node_id`). Steps come from the graph (`steps_of`) or from a store
(`questions.hanging`); the walk is the same. Nothing here imports networkx.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cohesion_graph.graph.build import several
from cohesion_graph.model.codes import Basis, LinkType
from cohesion_graph.model.relations import Relation, relation_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "LINK_TYPES",
    "STATED",
    "STRENGTH",
    "Chain",
    "Step",
    "affected",
    "by_needed",
    "chains",
    "chains_over",
    "follow",
    "hops",
    "inward_steps_of",
    "reaching",
    "steps_of",
    "turned",
    "weakest",
]

STRENGTH = {basis.value: basis.strength for basis in Basis}
"""Place of each basis in the order from strongest (0) to weakest, by its code."""
STATED = frozenset(basis.value for basis in Basis if basis.is_stated)
"""The bases on which a source itself says something."""

LINK_TYPES = {relation_of(link).value.term: link for link in LinkType}
"""The type of dependency by the term of its relation."""

_RELATIONS = {relation.value.term: relation for relation in Relation}
_PART_OF, _MILESTONE_OF = Relation.PART_OF.value.term, Relation.MILESTONE_OF.value.term


class Step(NamedTuple):
    """That one thing waits for another, and on what basis."""

    waiting: str
    needed: str
    relation: str
    """Term of the relation: ``inLineWith``, or ``partOf`` or ``milestoneOf`` for structure."""
    basis: str = Basis.STATED.value
    """The strongest basis on which a source or a rule says so."""
    is_turned: bool = False
    """Whether the sentence begins with what is needed: ``CC3 feeds into LAA``, for which the LAA waits."""

    @property
    def is_hop(self) -> bool:
        """Whether it is a dependency, and not the structure of the plan or the register."""
        return self.relation in LINK_TYPES

    def sentence(self, labels: Mapping[str, str]) -> str:
        """The step in words: ``CC2 is monitored through LAA monitoring``.

        Args:
            labels: What each node is called.
        """
        verb = LINK_TYPES[self.relation].label if self.is_hop else _STRUCTURE[self.relation]
        subject, end = (self.needed, self.waiting) if self.is_turned else (self.waiting, self.needed)
        return f"{labels[subject]} {verb} {labels[end]}"


_STRUCTURE = {_PART_OF: "is part of", _MILESTONE_OF: "is a milestone of"}

Chain = tuple[Step, ...]
"""Steps from a thing that waits to the thing asked about: each step's `needed` is the next one's `waiting`."""


def steps_of(graph: nx.MultiDiGraph) -> Iterator[Step]:
    """Every step of a plan's graph (`graph.build`): dependencies with their strongest basis, parts, milestones."""
    for start, end, term, facts in graph.edges(keys=True, data=True):
        if term == _PART_OF:
            yield Step(start, end, term)
        elif term == _MILESTONE_OF:
            yield Step(end, start, term, is_turned=True)
        elif _RELATIONS[term].is_dependency:
            is_turned = turned(term)
            waiting, needed = (end, start) if is_turned else (start, end)
            yield Step(waiting, needed, term, _strongest(several(facts["bases"])), is_turned)


def turned(term: str) -> bool:
    """Whether, along a relation, the end waits for the start: for what feeds, and for milestones of an action."""
    return term == _MILESTONE_OF or _RELATIONS[term].value.family == "feeds"


def inward_steps_of(graph: nx.MultiDiGraph) -> Iterator[Step]:
    """The steps by which content goes into things: what feeds, parts of it, milestones of actions that feed.

    Here ``waiting`` is what goes in, nearer to the outside, so that `chains` gives what ends up in a thing.
    """
    for start, end, term, facts in graph.edges(keys=True, data=True):
        if term in {_PART_OF, _MILESTONE_OF}:
            yield Step(start, end, term)
        elif _RELATIONS[term].value.family == "feeds":
            yield Step(start, end, term, _strongest(several(facts["bases"])))


def _strongest(bases: Iterable[str]) -> str:
    return min(bases, key=lambda basis: STRENGTH[basis])


def chains(steps: Iterable[Step], start: str) -> dict[str, Chain]:
    """The best chain from everything that waits for `start`, directly or not, to it.

    Best is the fewest hops, then the fewest steps; of equal ones the stronger basis nearest to `start`, then the
    alphabet. `start` itself is not in the answer, even where it waits for itself in a circle.

    Args:
        steps: Steps in any order; doubles do no harm.
        start: The node asked about; one that nothing waits for gives an empty answer.

    Source: shortest paths after Dijkstra (1959), ties broken by the whole trail so that the answer is always the same.
    """
    return chains_over(by_needed(steps), start)


def by_needed(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """Steps by what is needed: what `chains_over` walks, made once for many walks."""
    found: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.needed].append(step)
    return dict(found)


def chains_over(steps: Mapping[str, Sequence[Step]], start: str) -> dict[str, Chain]:
    """The same as `chains`, over steps sorted out by `by_needed`."""
    found: dict[str, Chain] = {}
    queue: list[tuple[int, int, tuple[tuple[int, str, str], ...], str, Chain]] = [(0, 0, (), start, ())]
    while queue:
        hop_count, length, trail, node, chain = heapq.heappop(queue)
        if node in found:
            continue
        found[node] = chain
        for step in steps.get(node, ()):
            if step.waiting not in found:
                mark = (STRENGTH[step.basis], step.waiting, step.relation)
                entry = (hop_count + step.is_hop, length + 1, (*trail, mark), step.waiting, (step, *chain))
                heapq.heappush(queue, entry)
    del found[start]
    return found


def reaching(steps: Mapping[str, Sequence[Step]]) -> set[str]:
    """What a dependency hangs on, directly or through anything that waits: all else waits by structure alone.

    Args:
        steps: Steps by what is needed (`by_needed`).
    """
    found = {needed for needed, told in steps.items() if any(step.is_hop for step in told)}
    needs: dict[str, list[str]] = defaultdict(list)
    for needed, told in steps.items():
        for step in told:
            needs[step.waiting].append(needed)
    queue = list(found)
    while queue:
        onward = [needed for needed in needs.get(queue.pop(), ()) if needed not in found]
        found.update(onward)
        queue += onward
    return found


def affected(graph: nx.MultiDiGraph, node: str) -> dict[str, Chain]:
    """Everything that waits for a node, with its best chain: what a slip of it could reach, were nothing else done."""
    return chains(steps_of(graph), node)


def hops(chain: Chain) -> int:
    """How many dependencies a chain has; parts and milestones are not counted."""
    return sum(step.is_hop for step in chain)


def weakest(chain: Chain) -> str:
    """The weakest basis along a chain, by `Basis.strength`; ``stated`` for an empty one.

    >>> weakest((Step("a", "b", "uses", "inferred-by-analyst"), Step("b", "c", "partOf")))
    'inferred-by-analyst'
    """
    return max((step.basis for step in chain), key=lambda basis: STRENGTH[basis], default=Basis.STATED.value)


def follow(graph: nx.MultiDiGraph, start: str, relation: Relation) -> Iterator[tuple[int, str]]:
    """Steps and node for everything reached from `start` along one relation, nearest first, then by the alphabet.

    `start` itself is left out. A node that is not in the graph reaches nothing.
    """
    term = relation.value.term
    seen, layer, steps = {start}, [start], 0
    while layer:
        steps += 1
        reached = {
            end for node in layer if node in graph for _, end, key in graph.out_edges(node, keys=True) if key == term
        }
        layer = sorted(reached - seen)
        seen.update(layer)
        yield from ((steps, node) for node in layer)
