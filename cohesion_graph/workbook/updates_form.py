"""The updates file as an Excel workbook: a row for each action and milestone, a drop-down of statuses, days as days.

`returned` takes it back.
"""

from __future__ import annotations

import io
from typing import Any

from cohesion_graph.folder.updates import LAST, last_told
from cohesion_graph.folder.updates_sheet import COLUMNS
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.codes import Status
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import is_milestone
from cohesion_graph.status_words import read_status
from cohesion_graph.tables.xlsx import open_book, set_up_print
from cohesion_graph.tables.xlsx_rows import cell_text

__all__ = ["offer_statuses", "statuses", "updates_form"]

_LISTS = "statuses"
_WIDTHS = {"item": 14, "what": 60, "status": 18, "date": 12, "note": 44, "reported by": 28, LAST[0]: 24, LAST[1]: 16}
_LINE = 15
"""Height of a line, in points."""

_TOLD = ("item", "what", *LAST)
"""Columns that tell; the others are filled in."""


def updates_form(dataset: Dataset) -> bytes:
    """The workbook's bytes; the same dataset always gives the same."""
    out = io.BytesIO()
    with open_book(out) as book:
        top = {"text_wrap": True, "valign": "top"}
        fixed, free = book.add_format({**top, "bg_color": "#EDEFF2"}), book.add_format({**top, "num_format": "@"})
        named = book.add_format({"valign": "top", "bg_color": "#EDEFF2"})  # in one line, however long it is
        day = book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        heading = book.add_format({"bold": True, "bg_color": "#12263F", "font_color": "#FFFFFF", "valign": "top"})
        page = book.add_worksheet("updates")
        columns = (*_TOLD, *(name for name in COLUMNS if name not in _TOLD))
        for place, name in enumerate(columns):
            page.write_string(0, place, name, heading)
            page.set_column(place, place, _WIDTHS[name])
        for number, item in enumerate(dataset.items, 1):
            title = f"    {dataset.title_of(item)}" if is_milestone(item) else dataset.title_of(item)
            for place, text in enumerate((item, title, *last_told(dataset, item))):
                page.write_string(number, place, cell_text(text), fixed if place else named)
            page.set_row(number, _LINE * max(1, -(-len(title) // (_WIDTHS["what"] - 8))))
            for place, name in enumerate(columns[len(_TOLD) :], len(_TOLD)):
                page.write_blank(number, place, None, day if name == "date" else free)
        offer_statuses(book, page, dataset, (1, columns.index("status"), len(dataset.items)))
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, max(len(dataset.items), 1), len(columns) - 1)
        set_up_print(page)
    return out.getvalue()


def statuses(dataset: Dataset) -> list[str]:
    """What may be reported: the words of the closed list, and those that the plan's own reports use."""
    computed = {Status.OWN_TERMS, Status.NOT_REPORTED}
    words = [status.label for status in Status if status not in computed]
    printed = sorted({one.status_as_printed for one in dataset.claims.values() if isinstance(one, StatusReport)})
    known = {word.casefold() for word in words}
    return [*words, *(one for one in printed if one.casefold() not in known and read_status(one, "status").is_known)]


def offer_statuses(book: Any, page: Any, dataset: Dataset, cells: tuple[int, int, int]) -> None:
    """Put a drop-down of statuses into the cells of a column.

    Args:
        book: XlsxWriter's workbook; the words lie on a hidden sheet of it.
        page: The worksheet.
        dataset: The plan.
        cells: First row, column and last row, from 0.
    """
    first, column, last = cells
    words = statuses(dataset)
    hidden = book.add_worksheet(_LISTS)
    hidden.very_hidden()
    for number, word in enumerate(words):
        hidden.write_string(number, 0, cell_text(word))
    source = f"={_LISTS}!$A$1:$A${len(words)}"
    page.data_validation(first, column, last, column, {"validate": "list", "source": source, "error_type": "warning"})
