"""Rows below rows: goals, actions and their milestones in one column, told apart by how they are numbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from cohesion_graph.documents.cells import Cell
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Kind
from cohesion_graph.language.phrases import says_what_to_do

__all__ = ["Depth", "row_depths"]

Filled = Mapping[int, Cell]
_Key = tuple[str | int, ...]
_NUMBER = re.compile(r"\s*(?P<letters>[A-Z]{0,3})[-.]?(?P<numbers>(?:\d{1,3}(?:\.\d{1,3})*)?)[.)]?(?=\s|$)")
_NEARLY_ALL, _HALF = 0.9, 0.5
_WHEN = frozenset({Kind.DEADLINE, Kind.START, Kind.PERIOD})


class Depth(NamedTuple):
    """Where a row stands among goals, actions and milestones."""

    below: int
    """How many steps it stands below the actions: 1 for their milestones, -1 for goals."""
    holder: int | None
    """The row that it stands under."""


def row_depths(table: PlanTable, rows: Sequence[Filled]) -> Mapping[int, Depth]:
    """Where rows stand, by their numbers; empty where nothing tells that some stand under others.

    A row that holds no others is never a goal: nothing else says what is to be done.
    """
    for number, column in sorted(table.columns.items()):
        tell = _TELLING.get(column.kind)
        texts = [row[number].words.text if number in row else "" for row in rows]
        if column.kind is Kind.ACTION:
            texts = [match[0] if (match := _NUMBER.match(text)) else text for text in texts]
        # a row of one cell may head others in a way of its own
        texts = [text if len(row) > 1 or _key(text) else "" for row, text in zip(rows, texts, strict=True)]
        depths = tell(texts) if tell else {}
        if len({*depths.values()}) > 1:
            break
    else:
        return {}
    places = [*depths]
    holders = {one for one, after in pairwise(places) if depths[after] > depths[one]}
    actions = _depth_of_actions(table, rows, depths, holders)
    found: dict[int, Depth] = {}
    around: list[int] = []
    for place, own in depths.items():
        around = [one for one in around if depths[one] < own]
        below = own - actions if place in holders else max(own - actions, 0)
        found[place] = Depth(below, around[-1] if around else None)
        around.append(place)
    return found


def _by_level(texts: Sequence[str]) -> dict[int, int]:
    """The depths that a column of levels states, never more than one below the row above."""
    told = {place: int(text) for place, text in enumerate(texts) if re.fullmatch(r"\s*\d\s*", text)}
    return told if all(after <= before + 1 for before, after in pairwise([0, *told.values()])) else {}


def _by_number(texts: Sequence[str]) -> dict[int, int]:
    """The depths of rows that are numbered 1, 1.1, 1.1.1, each below the one that its number begins with."""
    told = {place: key for place, text in enumerate(texts) if (key := _key(text))}
    keys = [*told.values()]
    known = {key[:end] for key in keys[:1] for end in range(1, len(key) + 1)} | {*keys}
    deeper = [key for key in keys if len(key) > min(map(len, keys))]
    is_outline = (
        len(keys) >= _NEARLY_ALL * sum(map(bool, texts))
        and sum(before < after for before, after in pairwise(keys)) >= _NEARLY_ALL * (len(keys) - 1)
        and sum(key[:-1] in known for key in deeper) >= _NEARLY_ALL * len(deeper)
    )
    return {place: len(key) for place, key in told.items()} if is_outline else {}


def _key(text: str) -> _Key:
    match = _NUMBER.fullmatch(text.rstrip())
    numbers = map(int, filter(None, match["numbers"].split("."))) if match else ()
    return (match["letters"], *numbers) if match and text.strip() else ()


_TELLING = {Kind.LEVEL: _by_level, Kind.REFERENCE: _by_number, Kind.ACTION: _by_number}


def _depth_of_actions(
    table: PlanTable, rows: Sequence[Filled], depths: Mapping[int, int], holders: AbstractSet[int]
) -> int:
    """The highest depth whose rows say who and when as far as any do; where nobody is named, what is to be done.

    Of each depth only the rows that hold others are asked, where there are some: the rest are actions in any case.
    """
    who, when, what = (
        {number for number, one in table.columns.items() if one.kind in kinds}
        for kinds in (PARTY_KINDS, _WHEN, {Kind.ACTION})
    )
    found = sorted({*depths.values()})
    asked = {depth: [place for place, one in depths.items() if one == depth] for depth in found}
    asked = {depth: [place for place in places if place in holders] or places for depth, places in asked.items()}

    def share(depth: int, columns: AbstractSet[int], test: Callable[[str], bool] = bool) -> float:
        own = [[cell.words.text for n, cell in rows[place].items() if n in columns] for place in asked[depth]]
        return sum(any(map(test, texts)) for texts in own) / len(own)

    is_told = any(share(one, who) for one in found)
    worths = {one: share(one, when) + (share(one, who) if is_told else share(one, what, _says_what)) for one in found}
    return next(one for one in found if worths[one] > max(worths.values()) - _HALF)


def _says_what(text: str) -> bool:
    return says_what_to_do(_NUMBER.sub("", text, count=1))
