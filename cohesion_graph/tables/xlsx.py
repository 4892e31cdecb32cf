"""Tables as an Excel workbook: typed cells, a frozen heading, filters, nothing that Excel would run.

XlsxWriter writes it. Text is always written as text, so that no cell becomes a formula, a link or a number; the dates
that XlsxWriter would put into the file's properties are fixed, so that the same tables give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from cohesion_graph.tables.table import Table, Value
from cohesion_graph.tables.xlsx_rows import OLDEST_DAY, cell_text, with_rows

if TYPE_CHECKING:
    import xlsxwriter

__all__ = ["FORMATS", "fill_sheet", "open_book", "set_up_print", "sheet_names", "workbook"]

_WIDEST = 60

FORMATS: Final[dict[str, dict[str, Any]]] = {
    "heading": {"bold": True, "bg_color": "#E9EAEB", "valign": "top"},
    "cell": {"text_wrap": True, "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
}
"""How the cells of a table look, as XlsxWriter is told."""


def workbook(tables: Sequence[Table]) -> bytes:
    """An XLSX file with one sheet for each table, in their order."""
    out = io.BytesIO()
    with open_book(out) as book:
        formats = {name: book.add_format(told) for name, told in FORMATS.items()}
        for name, table in zip(sheet_names([table.name for table in tables]), tables, strict=True):
            sheet = book.add_worksheet(name)
            lay_out(sheet, table, formats)
            for place, written_as in enumerate(("cell", "date")):
                sheet.write_blank(1, place, None, formats[written_as])
    return with_rows(out.getvalue(), tables)


def open_book(out: io.BytesIO) -> xlsxwriter.Workbook:
    """An empty workbook that takes text for text and puts no clock into its bytes."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": dt.datetime(1980, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    return book


def fill_sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    """Write a table to a worksheet, row by row, where more is to be written to the sheet (`lay_out`)."""
    lay_out(sheet, table, formats)
    for number, row in enumerate(table.rows, 1):
        for place, value in enumerate(row):
            write_value(sheet, number, place, value, formats)


def lay_out(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    """Lay a worksheet out for a table: heading frozen, filters on, columns as wide as most of their cells.

    Args:
        sheet: An empty worksheet of XlsxWriter.
        table: What to write.
        formats: XlsxWriter's formats ``heading``, ``cell`` and ``date``; ``column`` for cells not written, if given.
    """
    for place, (column, width) in enumerate(zip(table.columns, _widths(table), strict=True)):
        sheet.write_string(0, place, column.name, formats["heading"])
        sheet.set_column(place, place, width, formats.get("column"))
    sheet.freeze_panes(1, 0)
    set_up_print(sheet)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def set_up_print(sheet: Any) -> None:
    """Lay a sheet out for paper: A4 across, all columns on a page's width, the heading and a number on each page."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")


def write_value(sheet: Any, row: int, place: int, value: Value, formats: dict[str, Any]) -> None:
    """Write one value as what it is; an empty one leaves the cell empty, and formatted."""
    if value is None or value == "":
        sheet.write_blank(row, place, None, formats["cell"])
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value, formats["cell"])
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value, formats["cell"])
    elif isinstance(value, dt.date) and value >= OLDEST_DAY:
        sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()), formats["date"])
    else:
        sheet.write_string(row, place, cell_text(str(value)), formats["cell"])


def sheet_names(names: Sequence[str]) -> list[str]:
    r"""Names that Excel takes for sheets: 31 characters at most, none of ``[]:*?/\``, no two alike in any case.

    >>> sheet_names(["actions", "Actions", "a/b", "history"])
    ['actions', 'Actions (2)', 'a b', 'history (2)']
    """
    taken, found = {"history"}, []
    for name in names:
        clean = re.sub(r"[\[\]:*?/\\]", " ", name).strip("'")[:31] or "Sheet"
        candidate, turn = clean, 1
        while candidate.casefold() in taken:
            turn += 1
            ending = f" ({turn})"
            candidate = clean[: 31 - len(ending)] + ending
        taken.add(candidate.casefold())
        found.append(candidate)
    return found


def _widths(table: Table) -> list[int]:
    """Widths in characters that show most cells whole; long text wraps."""
    widths = [len(name) + 4 for name in table.header]
    for row in table.rows[:200]:
        for place, value in enumerate(row):
            widths[place] = max(widths[place], len(str(value or "")) + 2)
    return [min(width, _WIDEST) for width in widths]
