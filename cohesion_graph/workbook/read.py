"""Read a corrected workbook: every sheet's rows as text, with their row numbers, and the hidden copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest.readers.packed import kind_of_package
from cohesion_graph.workbook.export import HIDDEN
from cohesion_graph.workbook.sheets import SHEETS

__all__ = ["Book", "Row", "read_workbook"]

_MOST_ROWS = 200_000


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


def read_workbook(content: bytes, file: str = "workbook") -> Book:
    """The sheets of a workbook that `export_workbook` wrote, as a person left them.

    Raises:
        UnreadableDocument: the bytes are no whole XLSX file, unpack to too much, declare entities, or lack a sheet, a
            heading or the hidden copies.
    """
    import openpyxl

    if kind_of_package(file, content) != "xlsx":
        raise UnreadableDocument(f"{file}: it is no Excel workbook\n  Save it as .xlsx.")
    try:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True, read_only=True, keep_links=False)
    except Exception as error:  # the library raises whatever a damaged part happens to cause
        raise UnreadableDocument(f"{file}: it cannot be read as a workbook ({error})\n  Save it again.") from error
    missing = [name for sheet in SHEETS for name in (sheet.name, HIDDEN + sheet.name) if name not in book.sheetnames]
    if missing:
        cure = "Correct a workbook that `cohesion-graph workbook export` wrote, and keep all its sheets."
        raise UnreadableDocument(f"{file}: it has no sheet {missing[0]!r}\n  {cure}")
    grids = {name: [*book[name].iter_rows(values_only=True, max_row=_MOST_ROWS + 1)] for name in book.sheetnames}
    return Book(
        {sheet.name: _rows(sheet.name, grids[sheet.name]) for sheet in SHEETS},
        {sheet.name: _rows(sheet.name, grids[HIDDEN + sheet.name]) for sheet in SHEETS},
    )


def _rows(name: str, grid: Sequence[Sequence[object]]) -> list[Row]:
    header = [as_text(value) for value in grid[0]] if grid else []
    if len(grid) > _MOST_ROWS:
        raise UnreadableDocument(f"the sheet {name!r} has {len(grid):,} rows\n  At most {_MOST_ROWS:,} are read.")
    if len({*filter(None, header)}) != len([*filter(None, header)]) or not any(header):
        raise UnreadableDocument(f"the sheet {name!r} has no right heading in row 1\n  Put the column names back.")
    found = []
    for number, values in enumerate(grid[1:], 2):
        cells = {column: as_text(value) for column, value in zip(header, values, strict=False) if column}
        if any(cells.values()):
            found.append(Row(number, cells))
    return found


def as_text(value: object) -> str:
    """A cell's value as the text it shows: whole numbers without a point, days as 2009-03-31.

    >>> as_text(3.0), as_text(dt.date(2009, 3, 31)), as_text(True), as_text(None)
    ('3', '2009-03-31', 'true', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case _:
            return str(value)
