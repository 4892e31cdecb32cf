"""What hangs on a thing of the plan: what waits for it, what goes into it, what names it, each with its way there.

`hanging` says which statements belong to the answer: of a store or of a plan at hand (`questions.ways`), for answers
and pages alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

from cohesion_graph.derive import Link
from cohesion_graph.graph.walk import STRENGTH, Chain, Step, chains_over
from cohesion_graph.model.relations import Relation

__all__ = ["KINDS", "by_needed_in_order", "hanging", "steps_made_by", "strongest"]

KINDS = ("waits", "goes-in", "names")
"""What needs the thing, what puts something into it, what only names it or reports to it."""

T = TypeVar("T")


def hanging(
    told: Mapping[str, Sequence[tuple[int, Step, T]]], steps: Mapping[str, Sequence[Step]], asked: str
) -> list[tuple[T, Chain]]:
    """Each statement that ties an item to the thing asked about, with the best way on from there, in their order.

    A statement whose item the way on would come back to is left out.

    Args:
        told: Every step that a statement makes, with the statement, by what is needed (`by_needed_in_order`).
        steps: All steps, those of the register's and the plan's structure too, by what is needed (`walk.by_needed`).
        asked: The node of the thing.
    """
    found: list[tuple[int, T, Chain]] = []
    for node, onward in {asked: (), **chains_over(steps, asked)}.items():
        passed = {asked, *(step.needed for step in onward)}
        found += [
            (place, statement, (step, *onward))
            for place, step, statement in told.get(node, ())
            if step.waiting.startswith("action/") and step.waiting not in passed
        ]
    return [(statement, chain) for _, statement, chain in sorted(found, key=itemgetter(0))]


def by_needed_in_order(told: Iterable[tuple[Step, T]]) -> dict[str, list[tuple[int, Step, T]]]:
    """Statements with their steps by what is needed, each with its place among all."""
    found: dict[str, list[tuple[int, Step, T]]] = {}
    for place, (step, statement) in enumerate(told):
        found.setdefault(step.needed, []).append((place, step, statement))
    return found


def strongest(steps: Iterable[Step]) -> list[Step]:
    """One step for each relation between two things: of several bases the strongest."""
    found: dict[tuple[str, str, str], Step] = {}
    for step in steps:
        key = step[:3]
        if key not in found or STRENGTH[step.basis] < STRENGTH[found[key].basis]:
            found[key] = step
    return list(found.values())


def steps_made_by(link: Link) -> Iterator[tuple[str, Step]]:
    """The steps that a link makes, each with the kind of answer it belongs to."""
    relation, basis = link.relation.value, link.basis.value
    if link.relation is Relation.PART_OF:
        yield from ((kind, Step(link.start, link.end, relation.term)) for kind in KINDS)
    elif link.relation is Relation.MILESTONE_OF:
        yield "waits", Step(link.end, link.start, relation.term, is_turned=True)
        yield "goes-in", Step(link.start, link.end, relation.term)
    elif relation.family == "depends":
        yield "waits", Step(link.start, link.end, relation.term, basis)
    elif relation.family == "feeds":
        yield "waits", Step(link.end, link.start, relation.term, basis, is_turned=True)
        yield "goes-in", Step(link.start, link.end, relation.term, basis)
    elif relation.family in {"reports", "mentions"}:
        yield "names", Step(link.start, link.end, relation.term, basis)
