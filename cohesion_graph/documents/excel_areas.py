"""What a workbook states about the areas of a sheet: tables, named ranges, filters, titles repeated on each page.

What is stated is compared with how the cells stand: rows that go on right below a table, or headings right above a
named range, belong to it all the same, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.limits import whole_number

__all__ = [
    "Area", "Part", "StatedTable", "area_of", "column_of", "is_unshown", "named_ranges", "parts_of", "row_of",
    "tables_of", "title_rows",
]  # fmt: skip

_MOST_STATED = 200
_LEAST = {"ht": 1.0, "width": 0.2}
"""Points of height, and letters of width, below which nothing can be seen."""
_CELL = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_AREA = re.compile(rf"{_CELL}(?::{_CELL})?")
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")


def column_of(reference: str) -> int:
    """The column of a place such as ``AB12``, from 0."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def row_of(reference: str) -> int:
    """The row of a place such as ``AB12``, from 1."""
    return whole_number(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 1)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell stands in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Whether both have a cell in common."""
        return not (
            self.bottom < other.top or other.bottom < self.top or self.right < other.left or other.right < self.left
        )


def area_of(reference: str) -> Area | None:
    """The area of a reference such as ``A1:C3`` or ``$B$2``; None for what is none, such as whole columns.

    >>> area_of("B2:D9"), area_of("OFFSET(A1,0,0)")
    (Area(top=1, left=1, bottom=8, right=3), None)
    """
    found = _AREA.fullmatch(reference)
    if not found:
        return None
    first, last = found[1] + found[2], (found[3] + found[4]) if found[3] else found[1] + found[2]
    return Area(row_of(first) - 1, column_of(first), row_of(last) - 1, column_of(last))


@dataclass(frozen=True, slots=True)
class StatedTable:
    """A table, or a named range, that the workbook states."""

    kind: str
    """``table`` or ``named range``."""
    name: str
    area: Area
    headings: int = 1
    """Rows of headings at its top."""
    totals: int = 0
    """Rows of totals at its end."""

    @property
    def called(self) -> str:
        """What it is, for people: ``table 'Actions'``."""
        return f"{self.kind} {self.name!r}"


@dataclass(slots=True)
class Part:
    """Rows of a sheet that belong together; a stated table, or what stands around one."""

    rows: dict[int, list[Cell]] = field(default_factory=dict)
    table: StatedTable | None = None
    is_aside: bool = False
    """Whether it stands around a stated table."""
    are_totals: bool = False

    @property
    def are_lines(self) -> bool:
        """Whether it is totals, or single cells above, beside or below a stated table."""
        return self.are_totals or (self.is_aside and all(len(row) == 1 for row in self.rows.values()))

    @property
    def begin(self) -> tuple[int, int]:
        """Row and column of its first cell."""
        return min(self.rows), min(row[0].column for row in self.rows.values())


def tables_of(parts: Sequence[Any]) -> Iterator[StatedTable]:
    """The tables that parts of a workbook state (ListObjects; ECMA-376-1, 18.5.1.2)."""
    for root in parts[:_MOST_STATED]:
        if area := area_of(root.get("ref", "")):
            headings, totals = root.get("headerRowCount", "1"), root.get("totalsRowCount", "0")
            name = root.get("displayName") or root.get("name", "")
            yield StatedTable("table", name, area, whole_number(headings, 1), whole_number(totals, 0))


def named_ranges(names: Sequence[tuple[str, str]]) -> Iterator[StatedTable]:
    """Those of the names of a sheet, with what they refer to, that name a table: two rows and columns or more."""
    for name, reference in names[:_MOST_STATED]:
        area = area_of(reference)
        is_own = not name.startswith("_xlnm")
        if area and is_own and area.bottom > area.top and area.right > area.left:
            yield StatedTable("named range", name, area)


def title_rows(names: Sequence[tuple[str, str]]) -> range:
    """The rows that are printed on top of each page."""
    for name, reference in names:
        for one in reference.split(",") if name == "_xlnm.Print_Titles" else ():
            if found := _ROWS.fullmatch(one):
                return range(int(found[1]) - 1, min(int(found[2]), int(found[1]) + 20))
    return range(0)


def parts_of(rows: Mapping[int, Sequence[Cell]], stated: Sequence[StatedTable], notes: list[str]) -> list[Part]:
    """Rows of a sheet, parted into the tables that are stated and what stands around them, in their order.

    Where no table is stated, all rows are one part. Adds to `notes` where the cells and what is stated disagree.
    """
    tables: list[StatedTable] = []
    for one in stated:  # tables before named ranges: a name for the cells of a table says nothing more
        if not any(one.area.meets(other.area) for other in tables):
            tables.append(_compared(one, rows, notes))
    parts = {one: Part(table=one) for one in tables}
    around: dict[tuple[int, int], Part] = {}
    for number in sorted(rows):
        above = sum(one.area.bottom < number for one in tables)
        level = [one for one in tables if one.area.top <= number <= one.area.bottom]
        for cell in rows[number]:
            table = next((one for one in level if one.area.holds(number, cell.column)), None)
            if table is None:
                beside = sum(one.area.right < cell.column for one in level)
                part = around.setdefault((above, beside), Part(is_aside=bool(tables)))
            elif number > table.area.bottom - table.totals:
                part = around.setdefault((above, -1), Part(are_totals=True))
            else:
                part = parts[table]
                cell = replace(cell, is_heading=cell.is_heading or number < table.area.top + table.headings)
            part.rows.setdefault(number, []).append(cell)
    return sorted((part for part in (*parts.values(), *around.values()) if part.rows), key=lambda part: part.begin)


def _compared(table: StatedTable, rows: Mapping[int, Sequence[Cell]], notes: list[str]) -> StatedTable:
    """A table as far as its cells go: rows right below it, and headings right above a named range, are its own."""
    area = table.area

    def goes_on(number: int) -> bool:
        inside = sum(area.left <= cell.column <= area.right for cell in rows.get(number, ()))
        return inside >= 2 and inside * 2 > area.right - area.left

    if table.kind == "named range" and goes_on(area.top - 1):
        notes.append(f"the {table.called} begins below its headings in row {area.top}: they were read with it")
        area = replace(area, top=area.top - 1)
    below = len(list(takewhile(goes_on, range(area.bottom + 1, area.bottom + 1 + len(rows)))))
    if below and not table.totals:
        what = "1 row goes" if below == 1 else f"{below:,} rows go"
        notes.append(
            f"the {table.called} ends in row {area.bottom + 1}, and {what} on right below it: read as part of it"
        )
        area = replace(area, bottom=area.bottom + below)
    return replace(table, area=area)


def is_unshown(element: Any, size: str) -> bool:
    """Whether a row or column is hidden: by its mark, or because it is too low or narrow to show a letter."""
    if element.get("hidden") in {"1", "true"}:
        return True
    measure = element.get(size)
    return (
        measure is not None
        and bool(re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]*)?", measure))
        and float(measure) < _LEAST[size]
    )
