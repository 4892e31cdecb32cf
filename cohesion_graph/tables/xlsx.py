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
from cohesion_graph.xml_text import xml_text

if TYPE_CHECKING:
    import xlsxwriter

__all__ = ["LONGEST_CELL", "sheet_names", "workbook"]

LONGEST_CELL: Final = 32_767
"""Code points that Excel takes in one cell; longer text is cut and ends in an ellipsis."""

_OLDEST_DAY = dt.date(1900, 3, 1)
"""Before this day Excel counts a leap day that never was; such dates are written as text."""

_WIDEST = 60


def workbook(tables: Sequence[Table]) -> bytes:
    """An XLSX file with one sheet for each table, in their order."""
    out = io.BytesIO()
    with open_book(out) as book:
        formats = {
            "heading": book.add_format({"bold": True, "bg_color": "#E9EAEB", "valign": "top"}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        }
        for name, table in zip(sheet_names([table.name for table in tables]), tables, strict=True):
            fill_sheet(book.add_worksheet(name), table, formats)
    return out.getvalue()


def open_book(out: io.BytesIO) -> xlsxwriter.Workbook:
    """An empty workbook that takes text for text and puts no clock into its bytes."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": dt.datetime(1980, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    return book


def fill_sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    """Write a table to a worksheet: heading frozen, filters on, columns as wide as most of their cells.

    Args:
        sheet: An empty worksheet of XlsxWriter.
        table: What to write.
        formats: XlsxWriter's formats ``heading``, ``cell`` and ``date``; ``column`` for cells not written, if given.
    """
    for place, (column, width) in enumerate(zip(table.columns, _widths(table), strict=True)):
        sheet.write_string(0, place, column.name, formats["heading"])
        sheet.set_column(place, place, width, formats.get("column"))
    for number, row in enumerate(table.rows, 1):
        for place, value in enumerate(row):
            write_value(sheet, number, place, value, formats)
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
    elif isinstance(value, dt.date) and value >= _OLDEST_DAY:
        sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()), formats["date"])
    else:
        sheet.write_string(row, place, cell_text(str(value)), formats["cell"])


def cell_text(text: str) -> str:
    """Text that fits a cell: control characters that XML cannot hold replaced, the rest cut at `LONGEST_CELL`."""
    clean = xml_text(text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


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
