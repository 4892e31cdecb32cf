"""What this reader gives and what a second library gives: where they differ, which is right stands here."""

# ruff: noqa: E501 - a difference stands on one line

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.ingest.records.looks import PlanLooks

WRITTEN = Path(__file__).parent / "written"
DIFFERENCES = {
    "10-hidden-content.docx": (1, "python-docx gives hidden text (w:vanish)"),
    "11-nested-table.docx": (0, ""),
    "word-checkbox-complete.docx": (6, "python-docx gives no text that stands in a content control"),
    "word-deleted-numbered-row.docx": (27, "python-docx gives no numbers of lists, and the deleted row as an empty one"),
    "word-footnotes.docx": (0, ""),
    "word-hidden-text.docx": (1, "python-docx gives hidden text (w:vanish)"),
    "word-legacy-dropdowns.docx": (12, "python-docx gives no choice of a legacy drop-down"),
    "word-list-style-refs.docx": (8, "python-docx gives no numbers of lists"),
    "word-nested-if-field.docx": (2, "python-docx gives a field in another field's instruction, and no result of a simple field"),
    "word-unfilled-controls.docx": (16, "python-docx gives no text that stands in a content control"),
    "10-hidden-content.xlsx": (0, ""),
    "board-export-groups.xlsx": (0, ""),
    "excel-costs.xlsx": (4, "openpyxl gives stored numbers, not what their formats show"),
    "excel-error-values.xlsx": (0, ""),
    "excel-hidden-row-column.xlsx": (0, ""),
    "excel-part-struck-out.xlsx": (0, ""),
    "excel-ref-number-format.xlsx": (6, "openpyxl gives stored numbers, not what their formats show"),
    "planner-export.xlsx": (1, "entries of a checklist stand on lines of their own here"),
}  # fmt: skip
"""By document: in how many cells both readers give other words, and why; here the reader of this package is right."""


def ours(path):
    _, extract = read_document(path, PlanLooks())
    tables = [block for block in extract.blocks if isinstance(block, Table)]
    return {(n, c.row, c.column): c.words.text for n, t in enumerate(tables) for row in t.rows for c in row}


def theirs(path):
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        cells = ((n, cell) for n, sheet in enumerate(shown) for row in sheet.iter_rows() for cell in row)
        return {(n, c.row - 1, c.column - 1): str(c.value) for n, c in cells if c.value is not None}
    tables = docx.Document(str(path)).tables
    return {
        (n, r, c): cell.text
        for n, t in enumerate(tables)
        for r, row in enumerate(t.rows)
        for c, cell in enumerate(row.cells)
    }


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", DIFFERENCES)
def test_two_readers_give_the_same_words_of_each_cell_but_where_it_is_said(name):
    one, two = ours(WRITTEN / name), theirs(WRITTEN / name)

    # a cell that one reader gives no words of is counted where the other does, if both give the place
    both = [place for place in one if place in two]
    differing = [(words(one[place]), words(two[place])) for place in both if words(one[place]) != words(two[place])]
    assert len(differing) == DIFFERENCES[name][0], differing
