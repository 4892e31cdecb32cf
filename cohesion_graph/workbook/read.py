"""Read a corrected workbook: every sheet's rows as text, with their row numbers, and the hidden copies."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from cohesion_graph.documents.limits import refused
from cohesion_graph.documents.packed import check_package
from cohesion_graph.errors import Problem, UnreadableDocument
from cohesion_graph.workbook.export import HIDDEN
from cohesion_graph.workbook.front import FRONT
from cohesion_graph.workbook.front_reports import EXPORTED
from cohesion_graph.workbook.sheets import SHEETS

__all__ = ["Book", "Row", "read_workbook"]

_MOST_ROWS = 200_000
_OURS = "Correct a workbook that `cohesion-graph workbook export` wrote, and keep its sheets and their columns."


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet (the heading is row 1) and its cells as text, by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """The rows of each sheet as they are now, and as they were exported."""

    now: dict[str, list[Row]]
    exported: dict[str, list[Row]]
    problems: list[Problem]
    """Cells whose value cannot be known: formulas without a stored result, and Excel's errors."""
    unknown: dict[str, list[str]]
    """Columns that a person added, by sheet: they are not brought back."""
    front: list[list[str]] = field(default_factory=list)
    """The cells of the first sheet, where doubts are answered; empty if the workbook has none."""
    front_exported: list[list[str]] = field(default_factory=list)
    """What its columns for reports held when it was exported (`front_reports`); empty if the workbook keeps none."""


def read_workbook(content: bytes, file: str = "workbook") -> Book:
    """The sheets of a workbook that `export_workbook` wrote, as a person left them; their order does not matter.

    Raises:
        UnreadableDocument: the bytes are no whole XLSX file, unpack to too much, declare entities, or lack a sheet, a
            column or the hidden copies.
    """
    if "xl/workbook.xml" not in check_package(file, content):
        raise refused(file, "it is no Excel workbook", "a .xlsx workbook", "Save it as .xlsx.")
    try:
        return _book(content, file)
    except UnreadableDocument:
        raise
    except Exception as error:  # the library raises whatever a damaged part happens to cause
        found = f"it cannot be read as a workbook ({error})"
        raise refused(file, found, "a whole workbook", "Save it again.") from error


def _book(content: bytes, file: str) -> Book:
    grids = _grids(content, file, data_only=True)
    formulas = _grids(content, file, data_only=False) if _has_formulas(content) else {}
    book = Book({}, {}, [], {}, *(_texts(grids.get(name, ())) for name in (FRONT, EXPORTED)))
    for sheet in SHEETS:
        copy = _rows(file, sheet.name, grids[HIDDEN + sheet.name])
        now = _rows(file, sheet.name, grids[sheet.name])
        header, before = _header(grids[sheet.name]), _header(grids[HIDDEN + sheet.name])
        if lost := [name for name in before if name not in header]:
            raise refused(file, f"the sheet {sheet.name!r} has no column {lost[0]!r}", "every column", _OURS)
        if added := [name for name in header if name and name not in before]:
            book.unknown[sheet.name] = added
        book.now[sheet.name], book.exported[sheet.name] = now, copy
        where = f"{file} [{sheet.name}]"
        book.problems.extend(_unknowable(where, header, grids[sheet.name], formulas.get(sheet.name, ())))
    return book


def _grids(content: bytes, file: str, *, data_only: bool) -> dict[str, list[Sequence[Any]]]:
    """The cells of each sheet of ours."""
    import openpyxl

    names = [name for sheet in SHEETS for name in (sheet.name, HIDDEN + sheet.name)]
    book = openpyxl.load_workbook(BytesIO(content), data_only=data_only, read_only=True, keep_links=False)
    missing = [name for name in names if name not in book.sheetnames]
    if not missing:
        for name in names:
            book[name].reset_dimensions()  # what the file says of its size need not be true
        names += [name for name in (FRONT, EXPORTED) if name in book.sheetnames]
        return {name: [*book[name].iter_rows(max_row=_MOST_ROWS + 1)] for name in names}
    raise refused(file, f"it has no sheet {missing[0]!r}", "every sheet", _OURS)


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.endswith(".xml")]
        return any(re.search(rb"<(?:\w+:)?f[\s>/]", package.read(part)) for part in parts)


def _texts(grid: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [[_text_of(cell) for cell in row] for row in grid]


def _header(grid: Sequence[Sequence[Any]]) -> list[str]:
    return [_text_of(cell) for cell in grid[0]] if grid else []


def _rows(file: str, name: str, grid: Sequence[Sequence[Any]]) -> list[Row]:
    header = _header(grid)
    if len(grid) > _MOST_ROWS:
        raise refused(file, f"the sheet {name!r} has {len(grid):,} rows", f"at most {_MOST_ROWS:,}", _OURS)
    if len({*filter(None, header)}) != len([*filter(None, header)]) or not any(header):
        found = f"the sheet {name!r} has no right heading in row 1"
        raise refused(file, found, "the name of each column once", "Put the column names back.")
    found_rows = []
    for number, values in enumerate(grid[1:], 2):
        cells = {column: "" for column in header if column}
        cells |= {column: _text_of(cell) for column, cell in zip(header, values, strict=False) if column}
        if any(cells.values()):
            found_rows.append(Row(number, cells))
    return found_rows


def _unknowable(
    where: str, header: Sequence[str], grid: Sequence[Sequence[Any]], formulas: Sequence[Sequence[Any]]
) -> Iterable[Problem]:
    """A problem for each cell that shows no value a person wrote."""
    for number, (shown, row) in enumerate(zip(grid, formulas, strict=False), 1):
        for place, cell in enumerate(row[: len(header)]):
            value = shown[place].value if place < len(shown) else None
            if cell.data_type == "f" and value is None:
                cure = "Open and save it in Excel, or write the value itself."
                found = f"the formula {str(cell.value)[:60]!r} has no stored result"
                yield Problem(where, number, header[place], found, "a value", cure)
    for number, row in enumerate(grid, 1):
        for place, cell in enumerate(row[: len(header)]):
            if cell.data_type == "e":
                yield Problem(
                    where, number, header[place], f"Excel's error {cell.value}", "a value", "Write the value."
                )


def _text_of(cell: Any) -> str:
    return as_text(cell.value, str(getattr(cell, "number_format", "") or ""))


def as_text(value: object, number_format: str = "") -> str:
    """A cell's value as the text it shows: whole numbers without a point, days and months as ISO 8601 has them.

    Excel makes a day of a month that somebody types ("Mar 09"); its format tells that no day was meant.

    >>> as_text(3.0), as_text(dt.date(2009, 3, 31)), as_text(True), as_text(None)
    ('3', '2009-03-31', 'true', '')
    >>> as_text(dt.datetime(2009, 3, 1), "mmm-yy"), as_text(dt.datetime(2009, 1, 1), "yyyy")
    ('2009-03', '2009')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() != dt.time():
            return str(value)
        case dt.date():
            return value.isoformat()[: _length_shown(number_format)]
        case _:
            return str(value)


def _length_shown(number_format: str) -> int:
    """How much of ``2009-03-31`` a format shows: all of it, the month, or the year."""
    shown = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", number_format).casefold()
    if "y" not in shown or "d" in shown:
        return 10
    return 7 if "m" in shown else 4
