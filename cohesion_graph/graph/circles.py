"""Where waiting goes round in circles: things that wait for one another, directly or through chains.

Steps are those of `graph.walk`, from a plan's graph or from a store. Nothing here imports networkx.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from cohesion_graph.graph.walk import STRENGTH, Chain, Step, by_needed, chains

__all__ = ["cycles"]


def cycles(steps: Iterable[Step]) -> list[Chain]:
    """Circles of waiting: for each knot of things that wait for one another, its shortest circle.

    A knot is a strongly connected set of nodes; one with several circles is reported once, by the circle through its
    first node (in the alphabet) that has the fewest steps. Circles of structure alone cannot be: the model refuses
    them.

    Source: strongly connected components after Tarjan (1972), without recursion.
    """
    outward: dict[str, list[Step]] = defaultdict(list)
    for step in sorted(_that_may_circle(set(steps)), key=_mark):
        outward[step.waiting].append(step)
    found = []
    for knot in _knots(outward):
        inside = [step for node in knot for step in outward[node] if step.needed in knot]
        first = min(knot)
        back = chains(inside, first)
        candidates = [
            (step, *back[step.needed]) if step.needed != first else (step,)
            for step in inside
            if step.waiting == first and (step.needed == first or step.needed in back)
        ]
        found.append(min(candidates, key=lambda chain: (len(chain), [_mark(s) for s in chain])))
    return sorted(found, key=lambda chain: chain[0].waiting)


def _that_may_circle(steps: set[Step]) -> list[Step]:
    """The steps left when all that waits for nothing is taken away, again and again; in most plans none.

    Source: topological sorting after Kahn (1962).
    """
    needs = Counter(step.waiting for step in steps)
    waiting = by_needed(steps)
    free = [node for node in waiting if node not in needs]
    while free:
        for step in waiting.get(free.pop(), ()):
            needs[step.waiting] -= 1
            if not needs[step.waiting]:
                free.append(step.waiting)
    return [step for step in steps if needs[step.waiting] and needs[step.needed]]


def _mark(step: Step) -> tuple[str, str, int, str]:
    """What steps are sorted by: of two between the same things the stronger basis comes first."""
    return step.waiting, step.needed, STRENGTH[step.basis], step.relation


def _knots(outward: Mapping[str, list[Step]]) -> list[set[str]]:
    """Sets of two or more nodes that all reach one another, and single nodes that wait for themselves."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    knots = []
    for root in sorted(outward):
        work = [(root, iter(outward[root]))] if root not in index else []
        while work:
            node, rest = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            following = next(rest, None)
            if following is not None:
                if following.needed not in index:
                    work.append((following.needed, iter(outward.get(following.needed, ()))))
                elif following.needed in on_stack:
                    low[node] = min(low[node], index[following.needed])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == index[node]:
                knot = set()
                while True:
                    member = stack.pop()
                    on_stack.discard(member)
                    knot.add(member)
                    if member == node:
                        break
                if len(knot) > 1 or any(step.needed == node for step in outward.get(node, ())):
                    knots.append(knot)
    return knots
