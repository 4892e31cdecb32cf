"""Excel workbooks as they show: by number formats, without hidden rows, columns and sheets, merged cells once.

The sheets are read as a stream of rows. openpyxl makes an object of every cell, shows no sheet of a Strict workbook,
tells struck runs only to those who ask, and needs a second reading to tell which formulas have no stored result.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

from cohesion_graph.documents.cells import Extract, ExtractBuilder
from cohesion_graph.documents.drawn_text import check_boxes, lines_over_cells
from cohesion_graph.documents.excel_areas import Part, parts_of
from cohesion_graph.documents.excel_outlines import with_outline
from cohesion_graph.documents.excel_parts import Workbook
from cohesion_graph.documents.excel_sheet import SheetReader
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import MOST_CELLS, TooMuch, refused
from cohesion_graph.documents.packed import has_macros
from cohesion_graph.errors import UnreadableDocument

__all__ = ["read_excel"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_excel(given: Given) -> Extract:
    """The visible sheets of a workbook, each as one table.

    Formulas are read as the value last stored; they are never computed, and macros are never run.

    Raises:
        UnreadableDocument: the workbook is damaged, or has more columns, rows or cells than any plan.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(given.content)) as package:
            return _extract(given.name, Workbook(package), given.hidden, has_macros=has_macros(given.parts))
    except (TooMuch, UnreadableDocument):
        raise
    except Exception as error:  # a damaged part may hold anything
        cure = "Open it in Excel and save it again."
        raise refused(given.name, f"it cannot be read as a workbook ({error})", "a whole workbook", cure) from error


def _extract(name: str, book: Workbook, hidden: HiddenParts, *, has_macros: bool) -> Extract:
    builder = ExtractBuilder(_MEDIA_TYPE, title=book.title)
    if has_macros:
        builder.notes.append("it holds macros: they were not run")
    formulas: Counter[str] = Counter()
    left = MOST_CELLS
    for sheet in book.sheets:
        if sheet.is_hidden and not hidden.are_read:
            builder.notes.append(f"the hidden sheet {sheet.title!r} was left out (--hidden reads it)")
            continue
        if not book.holds(sheet.part):
            continue
        reader = SheetReader(name, book, sheet, hidden)
        rows = with_outline(reader.rows(), reader.levels)
        for box in check_boxes(book, sheet.part):
            if box.column not in {cell.column for cell in rows.get(box.row, ())} and box.row in rows:
                rows[box.row].append(box)
        left -= sum(map(len, rows.values()))
        if left < 0:
            cure = "Copy the sheet with the plan into a workbook of its own."
            raise refused(name, f"it has more than {MOST_CELLS:,} cells", "a plan", cure)
        formulas += reader.formulas
        builder.notes += reader.notes()
        if rows and len(book.sheets) > 1 and not re.fullmatch(r"Sheet ?\d+", sheet.title):
            builder.paragraph(sheet.title, level=2)
        told: list[str] = []
        for part in parts_of(rows, reader.tables, told):
            _write(builder, part, f"sheet {sheet.title!r}")
        builder.notes += [f"sheet {sheet.title!r}: {one}" for one in told]
        for line in lines_over_cells(book, sheet.part):
            builder.paragraph(line)
        for place, text in reader.comments():
            builder.paragraph(f"{place}: {text}", is_note=True)
    # a program that never computes leaves every result empty; beside stored results an empty one is an empty text
    if uncomputed := formulas["none"] + (formulas["empty"] if not formulas["stored"] else 0):
        cells = "1 cell holds a formula" if uncomputed == 1 else f"{uncomputed} cells hold formulas"
        builder.notes.append(f"{cells} whose result was never stored: open and save it in Excel")
    builder.notes += hidden.notes()
    return builder.extract()


def _write(builder: ExtractBuilder, part: Part, place: str) -> None:
    """Write a part of a sheet: titles and totals around a stated table as paragraphs, all else as a table."""
    if part.are_lines:
        for row in part.rows.values():
            builder.paragraph(" ".join(cell.words.text for cell in row))
    else:
        where = f"{part.table.called} of {place}" if part.table else place
        builder.table(part.rows.values(), where)
