"""What this reader gives, a second library and LibreOffice: where they differ, which is right stands here."""

# ruff: noqa: E501 - a difference stands on one line

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import outside
import pytest
from second_reader import (
    FORMS,
    differences,
    differences_from_expat,
    differences_from_poppler,
    lines_here,
    lines_of_libreoffice,
)

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.ingest.records.looks import PlanLooks

WRITTEN = Path(__file__).parent / "written"
SHAPES = Path(__file__).parents[1] / "ingest" / "shapes"
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


LIBREOFFICE = {
    "07-project-export.csv": (0, ""),
    "10-hidden-content.docx": (1, "LibreOffice writes hidden text (w:vanish) into plain text"),
    "10-hidden-content.html": (1, "LibreOffice reads a row that is not displayed"),
    "10-hidden-content.xlsx": (0, ""),
    "11-nested-table.docx": (2, "a table in a cell stands behind its table here"),
    "board-export-groups.xlsx": (0, ""),
    "excel-costs.xlsx": (0, ""),
    "excel-error-values.xlsx": (2, "errors are read as nothing here, and told"),
    "excel-hidden-row-column.xls": (0, ""),
    "excel-hidden-row-column.xlsx": (0, ""),
    "excel-part-struck-out.xls": (0, ""),
    "excel-part-struck-out.xlsx": (0, ""),
    "excel-ref-number-format.xls": (0, ""),
    "excel-ref-number-format.xlsx": (0, ""),
    "excel-unseen.xls": (
        1,
        "LibreOffice gives white text, the letter under a sign, and a raised figure as a plain one",
    ),
    "lists-choice-column.csv": (7, "LibreOffice gives lists of choices as the program writes them"),
    "planner-export.xlsx": (1, "entries of a checklist stand on lines of their own here"),
    "word-checkbox-complete.docx": (0, ""),
    "word-deleted-numbered-row.docx": (1, "LibreOffice writes deleted rows into plain text"),
    "word-footnotes.docx": (
        2,
        "LibreOffice puts the number of a footnote behind the word it stands at, as a plain figure",
    ),
    "word-hidden-text.docx": (1, "LibreOffice writes hidden text (w:vanish) into plain text"),
    "word-legacy-dropdowns.docx": (
        12,
        "LibreOffice prints the choice of a legacy drop-down, and leaves it out of plain text",
    ),
    "word-list-style-refs.docx": (0, ""),
    "word-nested-if-field.docx": (0, ""),
    "word-shown.doc": (4, "LibreOffice gives white and hidden text and the letters under signs, and no text boxes"),
    "word-web-page.html": (1, "LibreOffice reads words that are not displayed"),
    "word-unfilled-controls.docx": (2, "LibreOffice gives the prompts of controls that are not filled in"),
}
"""By document: in how many stretches LibreOffice's own text differs, and why; here too this package is right."""


def test_libreoffice_gives_the_same_words_in_the_same_order_but_where_it_is_said(tmp_path):
    paths = [WRITTEN / name for name in LIBREOFFICE]
    shown = lines_of_libreoffice(outside.libreoffice(), paths, tmp_path)

    differing = {path.name: differences(lines_here(path), shown[path]) for path in paths}
    assert {name: len(found) for name, found in differing.items()} == {
        name: count for name, (count, _) in LIBREOFFICE.items()
    }, differing


def test_every_document_that_a_second_reader_knows_is_held_against_it():
    known = {path.name for path in WRITTEN.iterdir() if path.suffix in FORMS and path.stem != "locked"}

    assert (known - LIBREOFFICE.keys(), LIBREOFFICE.keys() - known) == (set(), set())
    assert LIBREOFFICE.keys() >= DIFFERENCES.keys()


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", DIFFERENCES)
def test_two_readers_give_the_same_words_of_each_cell_but_where_it_is_said(name):
    one, two = ours(WRITTEN / name), theirs(WRITTEN / name)

    # a cell that one reader gives no words of is counted where the other does, if both give the place
    both = [place for place in one if place in two]
    differing = [(words(one[place]), words(two[place])) for place in both if words(one[place]) != words(two[place])]
    assert len(differing) == DIFFERENCES[name][0], differing


POPPLER = {
    WRITTEN / "browser-tagged.pdf": (
        set(),
        "Action Deadline Lead Ref",
        "a table's headings, printed again on its second page, are read once",
    ),
    WRITTEN / "libreoffice-tagged.pdf": (
        set(),
        "20261 Communit Departme Foundatio Northmoo Partnershi Performan Septembe Service2 ce communit g hood interpretin n neighbour nt p r y",
        "poppler gives the pieces of words that narrow cells break, and a note's mark as part of the year",
    ),
    SHAPES / "pdf-cards.pdf": (set(), "", ""),
    SHAPES / "m-merged-lower-part.pdf": (
        {"CoEssttsimated MaintenanceP", "oCtoesnttsial Funding", "SoPurricoeristy"},
        "Costs Estimated Maintenance Potential Priority Sources",
        "headings are printed over each other: here poppler, which goes by the order of drawing, is right",
    ),
}
"""By document: cells that poppler does not give, words that it alone gives, and why; this package is right but for one."""


@pytest.mark.parametrize("path", POPPLER, ids=lambda path: path.stem)
def test_poppler_gives_the_words_of_each_cell_of_a_pdf_but_where_it_is_said(path):
    lost, _, there = differences_from_poppler(outside.poppler(), path)

    cells, words, _ = POPPLER[path]
    assert (set(lost), sorted(there)) == (cells, words.split())


def test_expat_gives_no_text_of_an_element_that_is_not_read_but_what_is_superseded():
    left = [(path.name, *differences_from_expat(path)[0]) for path in sorted(SHAPES.glob("*.xml"))]

    assert left == [
        ("elements-with-attributes.xml",),
        ("g-stratml-target-before-actual.xml", "Port Company", "_v", "_m", "1.1.1", "2030-07-01", "2030-07-01"),
        ("items-with-parents.xml",),
        ("stratml-actual-result.xml",),
    ]


def test_every_pdf_and_xml_document_is_held_against_a_second_reader():
    known = {path for folder in (WRITTEN, SHAPES) for path in folder.glob("*.pdf") if path.stem != "locked"}

    assert known == POPPLER.keys()
