"""Excel workbooks: values as they show, merged cells once, dates as precise as they are displayed."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.limits import MOST_CELLS, check_columns, refused
from cohesion_graph.documents.packed import check_sheets, has_macros
from cohesion_graph.errors import UnreadableDocument

__all__ = ["read_excel"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_excel(name: str, content: bytes) -> Extract:
    """The visible sheets of a workbook, each as one table.

    Formulas are read as the value last stored; they are never computed, and macros are never run.

    Raises:
        UnreadableDocument: the workbook is damaged, or has more columns or cells than any plan.
    """
    import openpyxl  # type: ignore[import-untyped,unused-ignore]

    try:
        check_sheets(name, content)
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except UnreadableDocument:
        raise
    except Exception as error:  # the library raises whatever a damaged part happens to cause
        cure = "Open it in Excel and save it again."
        raise refused(name, f"it cannot be read as a workbook ({error})", "a whole .xlsx workbook", cure) from error
    builder = ExtractBuilder(_MEDIA_TYPE, title=(book.properties.title or "") if book.properties else "")
    if has_macros(content):
        builder.notes.append("it holds macros: they were not run")
    left = MOST_CELLS
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            builder.notes.append(f"the hidden sheet {sheet.title!r} was left out")
            continue
        rows = _rows(name, sheet)
        left -= sum(map(len, rows))
        if left < 0:
            cure = "Copy the sheet with the plan into a workbook of its own."
            raise refused(name, f"it has more than {MOST_CELLS:,} cells", "a plan", cure)
        if rows:
            if len(book.worksheets) > 1 and not re.fullmatch(r"Sheet ?\d+", sheet.title):
                builder.paragraph(sheet.title, level=2)
            builder.table(rows, f"sheet {sheet.title!r}")
    if missing := _uncomputed(content, book):
        cells = "1 cell holds a formula" if missing == 1 else f"{missing} cells hold formulas"
        builder.notes.append(f"{cells} whose result was never stored: open and save it in Excel")
    return builder.extract()


def _rows(name: str, sheet: Any) -> list[list[Cell]]:
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    rows: dict[int, list[Cell]] = {}
    filled: set[int] = set()
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - iter_rows would visit empty places too
        text = _shown(cell)
        if not text.strip():
            continue
        filled.add(column)
        area = merged.get((row, column))
        columns = area.max_col - area.min_col + 1 if area else 1
        spanned = area.max_row - area.min_row + 1 if area else 1
        struck = ((0, len(text)),) if cell.font and cell.font.strike else ()
        rows.setdefault(row, []).append(Cell(loose(text), row - 1, column - 1, min(columns, 256), spanned, struck))
    check_columns(name, f"sheet {sheet.title!r}", len(filled))
    return [rows[number] for number in sorted(rows)]


def _shown(cell: Any) -> str:  # noqa: PLR0911 - one return for each type of value
    """A cell's value as people see it, as far as that matters: whole numbers, and dates by their number format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return _shown_date(value, str(cell.number_format or ""))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        if str(cell.number_format).endswith("%"):
            return f"{value * 100:g}%"
        return str(int(value)) if value.is_integer() and abs(value) <= 1e15 else f"{value:g}"
    if isinstance(value, int) and str(cell.number_format).endswith("%"):
        return f"{value * 100}%"
    return str(value).replace("_x000D_", "").strip()


def _shown_date(value: dt.datetime | dt.date, number_format: str) -> str:
    """ISO 8601, or month and year where the format shows no day ("mmm-yy"), or the year alone."""
    plain = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", number_format).casefold()
    day = value.date() if isinstance(value, dt.datetime) else value
    if "d" not in plain and "m" in plain and "y" in plain:
        return f"{_MONTHS[day.month - 1]} {day.year}"
    if plain.strip("; @") in {"yyyy", "yy"}:
        return str(day.year)
    return day.isoformat()


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # not the locale's: the text must not depend on the machine


def _uncomputed(content: bytes, book: Any) -> int:
    """How many formulas have no stored result; looked for only where there are formulas at all."""
    import zipfile

    import openpyxl  # type: ignore[import-untyped,unused-ignore]

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [part for part in package.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml")]
        if not any(re.search(rb"<(?:\w+:)?f[ >/]", package.read(part)) for part in sheets):
            return 0
    formulas = openpyxl.load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    count = 0
    for sheet in formulas.worksheets:
        for place, cell in sheet._cells.items():  # noqa: SLF001 - as above
            if cell.data_type == "f" and book[sheet.title]._cells[place].value is None:  # noqa: SLF001
                count += 1
    return count
