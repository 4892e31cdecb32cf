"""Records that name the record they stand under by its number or its name: a tree in one list, told by no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cohesion_graph.ingest.mining.leaves import key_of
from cohesion_graph.ingest.mining.records import FieldColumn, RecordSet

__all__ = ["levels_of", "weigh_levels"]

_NEARLY_ALL = 0.9
"""Share of the values that must name another record: one may have been left out of the list."""
_MAY_POINT = frozenset({"", "goal", "action", "title", "reference"})
"""What the names of parents may look like; "Depends on 3" and "Priority 3" point to no parent."""
_DEEPEST = 6
_AS_GOOD = 1.0
"""By how much a level may look less like a plan than the best one and still be the actions, where it is higher."""


def levels_of(records: RecordSet) -> list[RecordSet]:
    """A set for each level of a tree whose records name their parents, the highest first; none where they name none.

    A parent stands above those that name it.
    The records of a set know those below them (`Record.below`).
    """
    count = len(records.records)
    names = {name: _keys(one) for name, one in records.columns.items()}
    for ids, own in names.items():
        numbers = {key: number for number, key in own.items()}
        if len(numbers) < _NEARLY_ALL * count or len(numbers) < len(own):
            continue  # not all have a name, or two have the same
        for pointing, named in names.items():
            parents = {number: numbers[key] for number, key in named.items() if key in numbers}
            may_point = pointing != ids and records.columns[pointing].role in _MAY_POINT
            is_telling = len(named) > 1 and len(parents) >= _NEARLY_ALL * len(named)
            if may_point and is_telling and all(parent < number for number, parent in parents.items()):
                return _levels(records, parents, pointing)
    return []


def _keys(column: FieldColumn) -> dict[int, str]:
    """What stands in a column, for each record that has one value there."""
    return {number: key_of(texts[0]) for number, texts in column.values.items() if len(texts) == 1}


def _levels(records: RecordSet, parents: Mapping[int, int], pointing: str) -> list[RecordSet]:
    depths = [_depth(number, parents) for number in range(len(records.records))]
    if max(depths) >= _DEEPEST or min(depths) == max(depths):
        return []
    for number, record in enumerate(records.records):
        record.below = [records.records[child] for child, parent in parents.items() if parent == number]
    return [
        replace(
            records,
            name=f"{records.name}, level {depth + 1}",
            records=[one for one, own in zip(records.records, depths, strict=True) if own == depth],
            columns={},
            depth=depth + 1,
            parent=pointing,
            reasons=[],
        )
        for depth in range(max(depths) + 1)
    ]


def _depth(number: int, parents: Mapping[int, int]) -> int:
    """How many records stand above one; `_DEEPEST` where they go round in a circle."""
    depth = 0
    while number in parents and depth < _DEEPEST:
        number, depth = parents[number], depth + 1
    return depth


def weigh_levels(whole: RecordSet, levels: Sequence[RecordSet]) -> None:
    """Put the level of the actions before the others, and before all records as if they were of one sort.

    The actions are the highest level that looks nearly as much like a plan as the best: what stands under it are
    parts.
    """
    best = max(one.likeness for one in levels)
    actions = next(one for one in levels if one.likeness >= best - _AS_GOOD)
    for one in (whole, *levels):
        if one is not actions:
            one.score = min(one.score, 0.9 * actions.score)
