"""Statuses and comments written on the workbook's first sheet: reports, as a sheet that was sent back holds them.

The workbook keeps what the columns held when it was exported, so what a person wrote is told from what stood there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cohesion_graph.errors import DatasetProblems, Problem
from cohesion_graph.folder.updates_sheet import COLUMNS
from cohesion_graph.tables.xlsx_rows import cell_text

if TYPE_CHECKING:
    from cohesion_graph.workbook.returned import Filled

__all__ = ["EXPORTED", "REPORTING", "reports", "write_exported"]

EXPORTED = "exported plan"
"""The hidden sheet with the columns as they were exported."""

REPORTING = ("Status", "Reported on", "Comment")
"""Columns of the first sheet in which may be reported."""

_ITEM = "item_id"


def write_exported(book: Any, told: Sequence[tuple[str, ...]]) -> None:
    """Add the hidden sheet.

    Args:
        book: XlsxWriter's workbook.
        told: Each item with what the columns of `REPORTING` hold.
    """
    page = book.add_worksheet(EXPORTED)
    page.very_hidden()
    for number, cells in enumerate(((_ITEM, *REPORTING), *told)):
        for place, text in enumerate(cells):
            page.write_string(number, place, cell_text(text))


def reports(rows: Sequence[Sequence[str]], exported: Sequence[Sequence[str]], file: str) -> list[Filled]:
    """What was written on the first sheet.

    Args:
        rows: The cells of the first sheet, from its first row on.
        exported: Those of the hidden one; none in workbooks that kept nothing.
        file: What problems call the sheet.

    Raises:
        DatasetProblems: a report stands beside the day of the last one.
    """
    before = {row[0]: tuple(row[1:4]) for row in exported[1:] if len(row) > len(REPORTING)}
    head = next((number for number, row in enumerate(rows) if _ITEM in row), len(rows))
    problems, found = [], []
    for line, row in enumerate(rows[head + 1 :], head + 2):
        cells = dict(zip(rows[head], row, strict=False))
        held, now = before.get(cells.get(_ITEM, "")), tuple(cells.get(name, "").strip() for name in REPORTING)
        if held is None or now == tuple(one.strip() for one in held):
            continue
        status, day, comment = now
        if day and day == held[1]:
            told = f"{day!r} is the day of the report that stood here"
            problems.append(Problem(file, line, REPORTING[1], told, "the day that the new one tells of"))
            continue
        values = {"item": cells[_ITEM], "date": day, "status": status, "note": comment}
        found.append(((file, line), {name: values.get(name, "") for name in COLUMNS}, REPORTING[0]))
    if problems:
        raise DatasetProblems(problems)
    return found
