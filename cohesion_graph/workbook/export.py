"""Write the workbook: one sheet to see and one hidden copy of it for every table, drop-downs, doubts in colour."""

from __future__ import annotations

import io
from typing import Any

from cohesion_graph.derive import Derivation
from cohesion_graph.tables.table import Column, Table
from cohesion_graph.tables.xlsx import fill_sheet, open_book
from cohesion_graph.workbook.front import write_front
from cohesion_graph.workbook.sheets import REGISTERED, SHEETS, Sheet

__all__ = ["HIDDEN", "export_workbook"]

HIDDEN = "exported "
"""What the name of a sheet's hidden copy begins with."""

_LISTS = "lists"
_ROWS_FOR_MORE = 500
"""How many rows below the last one still get drop-downs, for rows that a person adds."""


def export_workbook(derivation: Derivation) -> bytes:
    """The dataset as an XLSX file; the same dataset always gives the same bytes.

    Cells that are brought back are white, the others grey; rows of items with a doubt are yellow. Drop-downs offer
    codes and names. Officers' names are as the dataset has them: withhold them first.
    """
    out = io.BytesIO()
    with open_book(out) as book:
        formats = _formats(book)
        write_front(book, derivation, formats)
        _write_guide(book.add_worksheet("read me"), formats)
        tables = {sheet.name: sheet.table(derivation) for sheet in SHEETS}
        doubtful = {doubt.item for doubt in derivation.dataset.doubts.values() if doubt.item}
        lists = _lists(tables)
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.name)
            fill_sheet(page, tables[sheet.name], formats)
            _colour(page, sheet, tables[sheet.name], doubtful, formats)
            _offer(page, sheet, tables[sheet.name], lists)
        fill_sheet(hidden := book.add_worksheet(_LISTS), _as_table(lists), formats)
        hidden.very_hidden()
        for sheet in SHEETS:
            fill_sheet(copy := book.add_worksheet(HIDDEN + sheet.name), tables[sheet.name], formats)
            copy.very_hidden()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    # as text: else Excel makes a day of "2009-03" and of "2008/09" as soon as somebody types it
    top = {"valign": "top", "text_wrap": True, "num_format": "@"}
    return {
        "heading": book.add_format({"bold": True, "bg_color": "#12263F", "font_color": "#FFFFFF", "valign": "top"}),
        "cell": book.add_format(top),
        "column": book.add_format(top),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "fixed": book.add_format({"bg_color": "#EDEFF2", "font_color": "#3B4048"}),
        "doubt": book.add_format({"bg_color": "#FFF3BF"}),
    }


def _write_guide(page: Any, formats: dict[str, Any]) -> None:
    lines = (
        "How to correct the dataset in this workbook",
        "White cells are brought back; grey ones only tell you where you are. Yellow rows have a doubt: see 'doubts'.",
        "To add a row, write it below the last one and leave its identifier empty. Quote the exact words in 'quote'.",
        "To remove a row, delete the whole row. To settle a doubt, answer it on the sheet 'plan'.",
        "Where two names mean one body or one strategy, choose the other name under 'same_as': the two become one.",
        "Dates may be written as people write them: 31/08/2025, March 2026, 30-Apr-26, Q4 2025/26.",
        "Rows whose basis says inherited, carried down or rolled up follow from others: change the row they rest on.",
        "Then: cohesion-graph workbook import THIS-FILE. Nothing is changed if anything in it cannot be understood.",
    )
    page.set_column(0, 0, 110)
    for number, line in enumerate(lines):
        page.write_string(number, 0, line, formats["heading" if number == 0 else "cell"])


def _colour(page: Any, sheet: Sheet, table: Table, doubtful: set[str], formats: dict[str, Any]) -> None:
    """Grey for columns that are not brought back, yellow for rows about an item with a doubt."""
    for place, name in enumerate(table.header):
        if name not in sheet.editable and table.rows:
            area = (1, place, len(table.rows), place)
            page.conditional_format(*area, {"type": "no_errors", "format": formats["fixed"]})
    for number, row in enumerate(table.to_records(), 1):
        item = str(row.get("milestone_id") or row.get("action_ref") or row.get("action_id") or "")
        if sheet.name != "doubts" and item in doubtful:
            area = (number, 0, number, len(table.header) - 1)
            rule = {"type": "no_errors", "format": formats["doubt"], "stop_if_true": True}
            page.conditional_format(*area, rule)


def _lists(tables: dict[str, Table]) -> dict[str, list[str]]:
    """What drop-downs offer, by the name of the list: codes by their class, names by their sheet."""
    lists = {code.__name__: [str(one) for one in code] for sheet in SHEETS for code in sheet.codes.values()}
    for name in REGISTERED:
        lists[name] = sorted(str(row["name"]) for row in tables[name].to_records())
    return lists


def _as_table(lists: dict[str, list[str]]) -> Table:
    longest = max(map(len, lists.values()))
    padded = [[*entries, *[""] * (longest - len(entries))] for entries in lists.values()]
    return Table(_LISTS, tuple(map(Column, lists)), tuple(zip(*padded, strict=True)))


def _offer(page: Any, sheet: Sheet, table: Table, lists: dict[str, list[str]]) -> None:
    offered = {column: code.__name__ for column, code in sheet.codes.items()} | sheet.names
    for column, name in offered.items():
        if name not in lists or not lists[name]:
            continue
        place, letter = table.header.index(column), _letter(list(lists).index(name))
        source = f"={_LISTS}!${letter}$2:${letter}${len(lists[name]) + 1}"
        last = len(table.rows) + _ROWS_FOR_MORE
        page.data_validation(1, place, last, place, {"validate": "list", "source": source, "error_type": "warning"})


def _letter(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))
