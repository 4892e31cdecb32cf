"""Rows whose cell of actions lists several: each entry becomes a row of its own, with what stands beside it.

A list of numbered entries, or of bullets from the cell's first line on, is several actions. Lines without marks are
only where the row has a date for each of them, or as many lines of two other sorts. What stands beside the list goes
with its entries by their numbers or their order where there are as many; else each action is given the whole cell, with
a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Kind
from cohesion_graph.ingest.what.references import is_reference, leading_reference
from cohesion_graph.ingest.when.deadlines import is_deadline
from cohesion_graph.language.sentences import ends_open

__all__ = ["PartedRow", "parted_rows"]

_BULLET = re.compile(rf"\s*(?:[{BULLETS}]|[-–*]\s)\s*")
_GIVEN_TO_EACH = frozenset({*PARTY_KINDS, Kind.DEADLINE, Kind.START, Kind.STATUS, Kind.GOAL, Kind.PERIOD})
"""Kinds of cell that may be about every action of a list; words of other kinds are given to the first."""
_TOLD_OF_EACH = _GIVEN_TO_EACH - {Kind.GOAL}


@dataclass(frozen=True, slots=True)
class PartedRow:
    """A row with one action at most."""

    cells: dict[int, Cell]
    doubts: tuple[tuple[str, Words], ...] = ()
    """What parting it left open."""
    is_aligned: bool = False
    """Whether all that stands beside the action was given to it by number or order."""


def parted_rows(table: PlanTable) -> Iterator[PartedRow]:
    """The rows of a table, those with several actions parted."""
    action, reference = table.column_of(Kind.ACTION), table.column_of(Kind.REFERENCE)
    for row in table.rows:
        cell = row.get(action) if action is not None else None
        if action is None or cell is None or not cell.words:
            yield PartedRow(row)
            continue
        parts = _parts(cell, row, table)
        numbers = _lines(row[reference].words) if reference is not None and reference in row else []
        is_numbered_apart = len(numbers) == len(parts) and all(is_reference(one.tidy) for one in numbers)
        if len(parts) < 2 or (numbers and not is_numbered_apart):
            yield PartedRow(_numbered_once(row, cell))
        else:
            yield from _part(row, table, action, parts)


def _numbered_once(row: dict[int, Cell], action: Cell) -> dict[int, Cell]:
    """A row whose cells repeat the number of the action ("a) Map the town", "a) Planning"), which they are about."""
    own = leading_reference(action.words.text)
    if own is None:
        return row
    cells = dict(row)
    for number, cell in row.items():
        found = leading_reference(cell.words.text)
        if cell is not action and found and found[0] == own[0] and not cell.struck:
            cells[number] = replace(cell, words=cell.words[found[1] :])
    return cells


def _parts(cell: Cell, row: dict[int, Cell], table: PlanTable) -> list[Words]:
    """The actions that a cell lists; fewer than two where it lists none."""
    words = cell.standing
    lines = words.split(r"\n")
    if len(lines) < 2:
        return []
    for begins in (leading_reference, _BULLET.match):
        starts = [number for number, line in enumerate(lines) if begins(line.text)]
        if len(starts) > 1 and starts[0] == 0:
            edges = [*starts, len(lines)]
            return [Words.join(lines[edges[n] : edges[n + 1]]) for n in range(len(starts))]
    kinds = {n: column.kind for n, column in table.columns.items() if n in row and row[n] is not cell}
    beside = {kind: found for n, kind in kinds.items() if len(found := _lines(row[n].standing)) == len(lines)}
    has_date_each = all(is_deadline(line.text) for line in beside.get(Kind.DEADLINE, [Words()]))
    is_matched = has_date_each or len(beside.keys() & _TOLD_OF_EACH) > 1
    is_list = all(line.text[:1].isupper() and not ends_open(line.text) for line in lines)
    return lines if is_matched and is_list else []


def _lines(words: Words) -> list[Words]:
    return words.split(r"\n\s*")


def _part(row: dict[int, Cell], table: PlanTable, action: int, parts: list[Words]) -> Iterator[PartedRow]:
    beside: dict[int, list[Words] | None] = {}
    for number, cell in row.items():
        if number != action and cell.words:
            beside[number] = None if cell.struck else _beside(cell.words, parts)
    kinds = {number: column.kind for number, column in table.columns.items()}
    shared = [n for n, found in beside.items() if found is None and kinds.get(n) is not Kind.GOAL]
    unsure = [row[n].words for n in shared if n in kinds and kinds[n] is not Kind.STATUS]
    what = f"{len(parts)} actions are listed in one cell: whether what stands beside them is about each is not said."
    for place, words in enumerate(parts):
        cells = {action: replace(row[action], words=words, rows=1, struck=())}
        for number, found in beside.items():
            if found is not None:
                cells[number] = replace(row[number], words=found[place], rows=1, struck=())
            elif place == 0 or kinds.get(number) in _GIVEN_TO_EACH:
                cells[number] = row[number]
        doubts = ((what, Words.join([*parts, *unsure])),) if unsure and place == 0 else ()
        yield PartedRow(cells, doubts, is_aligned=not shared)


def _beside(words: Words, parts: list[Words]) -> list[Words] | None:
    """A cell's entries, one for each action; None where they are not as many."""
    lines = _lines(words)
    numbers = [leading_reference(part.text) for part in parts]
    own = [leading_reference(line.text) for line in lines]
    if (
        all(numbers)
        and all(own)
        and {n[0] for n in numbers if n} == {n[0] for n in own if n}
        and len(own) == len(numbers)
    ):
        by_number = {found[0]: line[found[1] :] for found, line in zip(own, lines, strict=True) if found}
        return [by_number[found[0]] for found in numbers if found]
    bulleted = [line for line in lines if _BULLET.match(line.text)]
    entries = bulleted if len(bulleted) == len(lines) else lines
    return entries if len(entries) == len(parts) else None
