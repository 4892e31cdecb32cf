"""Excel workbooks of before 2007 (.xls), read by xlrd, shown as today's are: formats, struck runs, nothing hidden."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.excel_parts import WHITE
from cohesion_graph.documents.export_values import plain_value
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import MOST_CELLS, check_columns, locked, refused
from cohesion_graph.documents.number_formats import shown_number, shown_text
from cohesion_graph.documents.pieces import Piece, shown
from cohesion_graph.documents.symbol_fonts import plain_signs

__all__ = ["read_old_excel"]

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
"""Types of cells, as xlrd numbers them."""
_ABOVE = 1
"""The escapement of characters above the line."""
_WHITE = (255, 255, 255)


def read_old_excel(given: Given) -> Extract:
    """The visible sheets of a workbook, each as one table; macros are never run.

    Raises:
        UnreadableDocument: the workbook is damaged, or has more columns or cells than any plan.
    """
    import xlrd  # type: ignore[import-untyped,unused-ignore]

    try:
        book = xlrd.open_workbook(file_contents=given.content, formatting_info=True, logfile=io.StringIO())
    except Exception as error:  # the library raises whatever a damaged record happens to cause
        if "encrypted" in str(error):
            raise locked(given.name) from error
        cure = "Open it in Excel and save it as .xlsx."
        raise refused(given.name, f"it cannot be read as a workbook ({error})", "a whole workbook", cure) from error
    builder = ExtractBuilder("application/vnd.ms-excel")
    left = MOST_CELLS
    for sheet in book.sheets():
        if sheet.visibility and not given.hidden.are_read:
            builder.notes.append(f"the hidden sheet {sheet.name!r} was left out (--hidden reads it)")
            continue
        place = f"sheet {sheet.name!r}"
        errors: list[str] = []
        rows = _rows(book, sheet, given.hidden, errors)
        left -= sum(map(len, rows))
        check_columns(given.name, place, len({cell.column for row in rows for cell in row}))
        if left < 0:
            cure = "Copy the sheet with the plan into a workbook of its own."
            raise refused(given.name, f"it has more than {MOST_CELLS:,} cells", "a plan", cure)
        if errors:
            what = "1 cell shows an error" if len(errors) == 1 else f"{len(errors)} cells show an error"
            builder.notes.append(f"{place}: {what}, which is read as nothing: {', '.join(errors[:5])}")
        if rows:
            if book.nsheets > 1:
                builder.paragraph(sheet.name, level=2)
            builder.table(rows, place)
    builder.notes += given.hidden.notes()
    return builder.extract()


def _rows(book: Any, sheet: Any, hidden: HiddenParts, errors: list[str]) -> list[list[Cell]]:
    """The rows that show anything; merged cells once."""
    where = f"sheet {sheet.name!r}"
    merged = {(top, left): (right - left, bottom - top) for top, bottom, left, right in sheet.merged_cells}
    unshown = {number for number, facts in sheet.colinfo_map.items() if facts.hidden or not facts.width}
    rows: list[list[Cell]] = []
    hidden_rows = white_cells = 0
    hidden_columns: set[int] = set()
    for number in range(sheet.nrows):
        line = []
        facts = sheet.rowinfo_map.get(number)
        is_flat = facts is not None and (facts.hidden or facts.height == 0)
        for column in range(sheet.row_len(number)):
            text, struck = _shown(book, sheet, number, column, errors)
            if not text:
                continue
            if _is_white_on_white(book, book.xf_list[sheet.cell_xf_index(number, column)]):
                white_cells += not is_flat and column not in unshown
                if not hidden.are_read:
                    continue
            if column in unshown:
                hidden_columns.add(column)
                if not hidden.are_read:
                    continue
            columns, spanned = merged.get((number, column), (1, 1))
            line.append(Cell(loose(text), number, column, min(columns, 256), spanned, struck))
        if line and is_flat:
            hidden_rows += 1
            line = line if hidden.are_read else []
        if line:
            rows.append(line)
    if hidden_rows:
        hidden.leaves_out("row", where, hidden_rows)
    if hidden_columns:
        hidden.leaves_out("column", where, len(hidden_columns))
    if white_cells:
        hidden.leaves_out(WHITE, where, white_cells)
    return rows


def _is_white_on_white(book: Any, form: Any) -> bool:
    if form.font_index >= len(book.font_list):
        return False
    ground = form.background
    is_bare = not ground.fill_pattern or (
        ground.fill_pattern == 1 and book.colour_map.get(ground.pattern_colour_index) == _WHITE
    )
    colour = book.colour_map.get(book.font_list[form.font_index].colour_index)
    return bool(is_bare and colour == _WHITE)


def _shown(book: Any, sheet: Any, row: int, column: int, errors: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """What a cell shows, and which stretches of it are struck out."""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == _ERROR:
        from xlrd.biffh import error_text_from_code  # type: ignore[import-untyped,unused-ignore]

        errors.append(
            f"{chr(65 + column) if column < 26 else column + 1}{row + 1} {error_text_from_code.get(value, '')}"
        )
        return "", ()
    if kind not in {_TEXT, _NUMBER, _DATE, _BOOLEAN}:
        return "", ()
    form = book.xf_list[sheet.cell_xf_index(row, column)]
    code = book.format_map[form.format_key].format_str if form.format_key in book.format_map else "General"
    if kind == _BOOLEAN:
        text = "TRUE" if value else "FALSE"
    elif kind == _TEXT:
        text = plain_value(shown_text(str(value).replace("\r\n", "\n"), code).strip())
    else:
        text = shown_number(value, code, from_1904=bool(book.datemode))
    # the font of the cell holds up to the first run, and for text that has none
    runs = sheet.rich_text_runlist_map.get((row, column), ()) if text == value else ()
    found = shown(_pieces(book, [(0, form.font_index), *runs], text))
    return found.text, found.struck


def _pieces(book: Any, runs: Sequence[tuple[int, int]], text: str) -> Iterator[Piece]:
    """Stretches of a text in the fonts that hold from a character on."""
    ends = [*(start for start, _ in runs[1:]), len(text)]
    for (start, number), end in zip(runs, ends, strict=True):
        font = book.font_list[number] if number < len(book.font_list) else None
        words = plain_signs(text[start:end], font.name) if font else text[start:end]
        is_struck, is_raised = bool(font and font.struck_out), bool(font and font.escapement == _ABOVE)
        yield from Piece(words, is_struck=is_struck, is_raised=is_raised).lines()
