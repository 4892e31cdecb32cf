"""Which milestone a body or a date belongs to, where a row holds several of both.

Equal numbers go by order. Unequal ones are matched only where the words force it (a recurring deadline and the one
milestone that speaks of that interval); everything else stays with the action, and a doubt says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cohesion_graph.ingest.when.deadlines import FoundDeadline
from cohesion_graph.ingest.when.intervals import INTERVAL, interval_of
from cohesion_graph.language.patterns import compiled
from cohesion_graph.model.codes import Basis

__all__ = ["Aligned", "align", "anchors_of"]

V = TypeVar("V")
_INTERVALS = rf"(?i)\b{INTERVAL}\b"


@dataclass(frozen=True, slots=True)
class Aligned(Generic[V]):
    """A value with the milestone (0-based) it belongs to, None for the action, and what that rests on."""

    value: V
    milestone: int | None
    basis: Basis


def align(count: int, values: Sequence[V], anchors: dict[int, int] | None = None) -> list[Aligned[V]]:
    """Give each value of a cell to a milestone of its row, or to the action.

    Args:
        count: Number of milestones in the row.
        values: The values in reading order.
        anchors: Number of a value to number of the milestone that its words force; used where counts differ.

    >>> [(one.milestone, one.basis.value) for one in align(2, ["March", "June"])]
    [(0, 'aligned-by-order'), (1, 'aligned-by-order')]
    >>> [one.milestone for one in align(5, ["a", "b", "c", "d"], {2: 3})]
    [None, None, 3, None]
    """
    if count == 0:
        return [Aligned(value, None, Basis.COLUMN_HEADING) for value in values]
    if count == 1:
        return [Aligned(value, 0, Basis.COLUMN_HEADING) for value in values]
    if len(values) == count:
        return [Aligned(value, place, Basis.ALIGNED_BY_ORDER) for place, value in enumerate(values)]
    if not anchors:
        return [Aligned(value, None, Basis.CELL_NOT_ALIGNED) for value in values]
    return [
        Aligned(value, anchors[place], Basis.ALIGNED_BY_CONTENT)
        if place in anchors
        else Aligned(value, None, Basis.CELL_NOT_ALIGNED)
        for place, value in enumerate(values)
    ]


def anchors_of(milestones: Sequence[str], deadlines: Sequence[FoundDeadline]) -> dict[int, int]:
    """Deadlines that recur, each with the only milestone whose words name the same interval; order is kept."""
    if all(one.deadline.every is None for one in deadlines):
        return {}
    intervals = [{interval_of(found) for found in compiled(_INTERVALS, text).findall(text)} for text in milestones]
    anchors: dict[int, int] = {}
    for number, found in enumerate(deadlines):
        every = found.deadline.every
        if every is None:
            continue
        fitting = [place for place, known in enumerate(intervals) if every in known]
        others = [one for one in deadlines if one is not found and one.deadline.every == every]
        if len(fitting) == 1 and not others and fitting[0] > max(anchors.values(), default=-1):
            anchors[number] = fitting[0]
    return anchors
