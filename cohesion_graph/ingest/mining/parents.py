"""A tree in one list, told by no place: records name the one they stand under, or repeat what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cohesion_graph.ingest.mining.leaves import key_of
from cohesion_graph.ingest.mining.records import BY_LABEL, FieldColumn, Record, RecordSet

__all__ = ["levels_of", "runs_of", "weigh_levels"]

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
    for record in records.records:
        record.below = []
    for child, parent in parents.items():
        records.records[parent].below.append(records.records[child])
    return [
        replace(
            records,
            name=f"{records.name}, level {depth + 1}",
            records=[one for one, own in zip(records.records, depths, strict=True) if own == depth],
            columns={},
            depth=depth + 1,
            left_out=frozenset({pointing}),
            signs={},
        )
        for depth in range(max(depths) + 1)
    ]


_FEWER = 0.6
"""Runs of rows for each row, at most, where the rows are parts of what they repeat."""


def runs_of(records: RecordSet) -> list[RecordSet]:
    """Actions that each of their rows repeats, and the rows as their parts; none where the rows repeat no action.

    Two columns say what is to be done, and the values of one stand in runs of rows: so do those of what belongs to it.
    """
    named = {name for name, one in records.columns.items() if one.role == "action" and one.why == BY_LABEL}
    parts = {name for name, one in records.columns.items() if one.role in {"action", "milestone"}}
    values = {name: {n: " ".join(texts) for n, texts in one.values.items()} for name, one in records.columns.items()}
    count = len(records.records)
    for name in sorted(named) if records.view == "rows" else ():
        own = [values[name].get(number, "") for number in range(count)]
        starts = [number for number in range(count) if number == 0 or own[number] != own[number - 1]]
        fine = {other for other, told in values.items() if not _is_constant(told, starts, count)}
        is_told = all(own) and len(set(own)) == len(starts) and 1 < len(starts) <= _FEWER * count
        if is_told and fine & parts - {name}:
            return _runs(records, starts, frozenset(fine))
    return []


def _is_constant(values: Mapping[int, str], starts: Sequence[int], count: int) -> bool:
    """Whether each run of rows has one value."""
    ends = [*starts[1:], count]
    return all(
        len({values.get(number, "") for number in range(start, end)}) == 1
        for start, end in zip(starts, ends, strict=True)
    )


def _runs(records: RecordSet, starts: Sequence[int], fine: frozenset[str]) -> list[RecordSet]:
    rows = records.records
    ends = [*starts[1:], len(rows)]
    wholes = [
        Record(rows[start].start, rows[start].end, below=rows[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
    coarse = frozenset(records.columns) - fine
    return [
        replace(records, name=f"{records.name}, runs", records=wholes, columns={}, depth=1, left_out=fine, signs={}),
        replace(records, name=f"{records.name}, parts", columns={}, depth=2, left_out=coarse, signs={}),
    ]


def _depth(number: int, parents: Mapping[int, int]) -> int:
    """How many records stand above one; `_DEEPEST` where they go round in a circle."""
    depth = 0
    while number in parents and depth < _DEEPEST:
        number, depth = parents[number], depth + 1
    return depth


def weigh_levels(whole: RecordSet, levels: Sequence[RecordSet]) -> None:
    """Put the level of the actions before the others, and before all records as if they were of one sort.

    The actions are what a column calls so that calls the others otherwise, or the highest level that looks nearly as
    much like a plan as the best: what stands under it are parts.
    """
    best, tiers = max(one.likeness for one in levels), {one.tier for one in levels}
    is_called = [one.tier == "action" and len(tiers) > 1 for one in levels]
    actions = next(one for one, told in zip(levels, is_called, strict=True) if told or one.likeness >= best - _AS_GOOD)
    for one in (whole, *levels):
        if one is not actions:
            one.score = min(one.score, 0.9 * actions.score)
