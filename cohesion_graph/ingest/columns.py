"""What each column of a table holds, by its headings or, failing that, by its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cohesion_graph.ingest.cells import Cell, Table
from cohesion_graph.ingest.deadlines import is_deadline
from cohesion_graph.ingest.headings import PARTY_KINDS, Kind, kind_of_heading
from cohesion_graph.ingest.words import Words

__all__ = [
    "ITEM_KINDS",
    "Column",
    "PlanTable",
    "fits_below",
    "guessed_table",
    "header_of",
    "header_of_two_rows",
    "same_columns",
    "settled",
]

ITEM_KINDS = frozenset({Kind.ACTION, Kind.GOAL, Kind.MILESTONE, Kind.DESCRIPTION})
"""Kinds of column that can hold the thing to be done."""
_TELLING = {*PARTY_KINDS, Kind.DEADLINE, Kind.START, Kind.MILESTONE, Kind.REFERENCE, Kind.STATUS}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan table."""

    kind: Kind
    heading: Words

    @property
    def title(self) -> str:
        """The heading's words, tidy."""
        return self.heading.tidy


@dataclass(slots=True)
class PlanTable:
    """A table that was understood: columns by number, and the rows that hold data."""

    columns: dict[int, Column]
    rows: list[dict[int, Cell]]
    place: str
    caption: Words = field(default_factory=Words)
    """The heading or paragraph that stands before it."""
    names_listed: bool = False
    asides: list[Words] = field(default_factory=list)
    """Headings and labels: words of the table that are no data."""
    is_guessed: bool = False
    """Whether the table has no headings and its columns were told by what they hold."""

    def column_of(self, kind: Kind) -> int | None:
        """The first column of a kind."""
        return next((number for number, column in sorted(self.columns.items()) if column.kind is kind), None)

    def has(self, *kinds: Kind) -> bool:
        """Whether there is a column of any of these kinds."""
        return any(column.kind in kinds for column in self.columns.values())


def header_of(row: dict[int, Cell]) -> dict[int, Column] | None:  # noqa: PLR0911 - each return is one reason against
    """The columns, if the row is a row of headings: two or more kinds, one of them an item, nothing long."""
    filled = {number: cell for number, cell in row.items() if cell.words}
    if len(filled) < 2 or any(len(cell.words.tidy) > 90 for cell in filled.values()):
        return None
    texts = [cell.words.tidy for cell in filled.values()]
    if any(text.endswith((".", ";")) and len(text.split()) > 2 for text in texts):
        return None
    if any(text[:1].islower() for text in texts) and any(len(text.split()) > 3 for text in texts):
        return None
    kinds = {number: kind_of_heading(cell.words.text) for number, cell in filled.items()}
    known = [kind for kind in kinds.values() if kind]
    if len(set(known)) < 2 or not ITEM_KINDS & set(known) or len(known) < (len(filled) + 1) / 2:
        return None
    if not _TELLING & set(known):
        return None
    if sum(is_deadline(cell.words.text) for cell in filled.values()) > 1:
        return None
    columns = {number: Column(kind, filled[number].words) for number, kind in kinds.items() if kind}
    return settled(columns)


def settled(columns: dict[int, Column]) -> dict[int, Column]:
    """Columns with exactly one of them the action: the finest thing to be done that the plan has a column for."""
    kinds = [column.kind for column in columns.values()]
    numbered = sorted(columns.items())
    if Kind.ACTION not in kinds:
        order = (Kind.GOAL, Kind.DESCRIPTION, Kind.MILESTONE)
        kind = next(one for one in order if one in kinds)
        chosen = [number for number, column in numbered if column.kind is kind]
        # of "Theme | Objective", the last is the finest; of "Description | Details", the first is the item
        place = chosen[-1] if kind is Kind.GOAL else chosen[0]
        columns[place] = replace(columns[place], kind=Kind.ACTION)
    else:
        first, *rest = sorted(
            (number for number, column in numbered if column.kind is Kind.ACTION),
            key=lambda number: (
                not re.search(r"\baction|\btask|\bcommitment", columns[number].title.casefold()),
                number,
            ),
        )
        for number in rest:
            columns[number] = replace(columns[number], kind=Kind.DESCRIPTION)
        if first and Kind.REFERENCE not in kinds:
            _take_reference(columns, first)
    return columns


def _take_reference(columns: dict[int, Column], action: int) -> None:
    """A column "Action no." beside "Action" is told by its heading already; nothing else is taken for one."""
    for number, column in columns.items():
        if number < action and re.search(r"\b(no|ref|id)\b\.?$", column.title.casefold()):
            columns[number] = replace(column, kind=Kind.REFERENCE)


def header_of_two_rows(
    row: dict[int, Cell], columns: dict[int, Column], following: dict[int, Cell]
) -> dict[int, Column] | None:
    """Columns of a header of two rows, such as "Timescale" over "Start" and "End"; None for a header of one."""
    wide = {number for number, cell in row.items() if cell.columns > 1 and cell.words}
    filled = {number: cell for number, cell in following.items() if cell.words}
    below = {number: kind_of_heading(cell.words.text) for number, cell in filled.items()}
    covered = {place for number in wide for place in range(number, number + row[number].columns)}
    if not wide or not filled or not all(below.values()) or not set(filled) & covered:
        return None
    merged = {number: column for number, column in columns.items() if number not in wide}
    merged |= {number: Column(kind, filled[number].words) for number, kind in below.items() if kind}
    return merged


def same_columns(one: dict[int, Column], other: dict[int, Column]) -> bool:
    """Whether two headers have the same headings in the same places, letter case apart."""
    return {number: column.title.casefold() for number, column in one.items()} == {
        number: column.title.casefold() for number, column in other.items()
    }


def fits_below(rows: Sequence[dict[int, Cell]], table: PlanTable) -> bool:
    """Whether rows without a header look like the rows of the table before: dates where that has deadlines."""
    deadline = table.column_of(Kind.DEADLINE)
    if deadline is None:
        return bool(rows) and bool(table.rows)
    filled = [row[deadline].words.text for row in rows if deadline in row and row[deadline].words]
    return not filled or sum(map(is_deadline, filled)) >= len(filled) / 2


def guessed_table(table: Table, rows: Sequence[dict[int, Cell]]) -> PlanTable | None:
    """A table without headings whose columns tell themselves: long texts beside a column of deadlines."""
    if len(rows) < 3 or table.width < 2:
        return None
    texts: dict[int, list[str]] = {}
    for row in rows:
        for number, cell in row.items():
            if cell.words:
                texts.setdefault(number, []).append(cell.words.tidy)
    dated = {n: sum(map(is_deadline, found)) / len(found) for n, found in texts.items() if len(found) >= len(rows) / 2}
    deadline = max(dated, key=lambda number: (dated[number], number), default=None)
    if deadline is None or dated[deadline] < 0.6:
        return None
    lengths = {n: sum(map(len, found)) / len(found) for n, found in texts.items() if n != deadline}
    if not lengths or max(lengths.values()) < 25:
        return None
    action = max(lengths, key=lambda number: (lengths[number], -number))
    columns = {action: Column(Kind.ACTION, Words()), deadline: Column(Kind.DEADLINE, Words())}
    for number in sorted(set(lengths) - {action}):
        if number < action and lengths[number] <= 8:
            columns[number] = Column(Kind.REFERENCE, Words())
        elif number > action and lengths[number] >= 3:
            columns[number] = Column(Kind.RESPONSIBLE, Words())
    return PlanTable(columns, list(rows), table.place, is_guessed=True, names_listed=table.names_listed)
