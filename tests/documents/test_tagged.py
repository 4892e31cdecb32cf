"""Tagged PDF files are read by the structure that they state; white text on white paper is not read."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from pathlib import Path

import pytest
from papers import pdf

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.documents.pdf import read
from cohesion_graph.documents.pdf.broken_words import SPLIT
from cohesion_graph.documents.pdf.stated import TaggedBlock, TaggedCell, headings_above, join_tables
from cohesion_graph.documents.pdf.text_objects import TextObject, joined
from cohesion_graph.ingest.records.looks import PlanLooks

WRITTEN = Path(__file__).parent / "written"


def extract_of(path, **how):
    return read_document(path, PlanLooks(), **how)[1]


def test_a_table_printed_by_a_browser_over_two_pages_is_one_with_its_spans_and_struck_words():
    blocks = extract_of(WRITTEN / "browser-tagged.pdf").blocks

    *paragraphs, table = blocks
    assert [(one.words.text, one.level, one.list_depth) for one in paragraphs] == [
        ("Town plan", 1, 0),
        ("Some words here.", 0, 0),
        ("one", 0, 1),
        ("two", 0, 1),
    ]
    rows = [[(cell.standing.text, cell.column, cell.columns, cell.rows) for cell in row] for row in table.rows]
    assert rows[1:4] == [
        [("1", 0, 1, 2), ("Hold a welcome event for new residents", 1, 1, 1), ("Community Safety Team", 2, 1, 1), ("31 March 2026", 3, 1, 1)],
        [("Second action", 1, 1, 1), ("Libraries", 2, 2, 1)],
        [("2", 0, 1, 1), ("Third action", 1, 1, 1), ("", 2, 1, 1), ("May 2026", 3, 1, 1)],
    ]  # fmt: skip
    assert [cell.is_heading for cell in table.rows[0]] == [True] * 4
    assert [row[1].words.text for row in table.rows[4:]] == ["Fourth action", "Fifth action", "Sixth action"]


def test_words_that_libreoffice_breaks_in_narrow_cells_are_whole_and_notes_are_notes():
    extract = extract_of(WRITTEN / "libreoffice-tagged.pdf")

    table = next(block for block in extract.blocks if isinstance(block, Table))
    assert [cell.words.text for cell in table.rows[1]] == [
        "1.1",
        "Hold a welcome event for new residents in each ward",
        "Community Safety Team",
        "Harbour Housing Trust; Youth Forum",
        "31 March 2026",
        "Green",
    ]
    assert table.rows[4][1].words.text == "Review translation and interpreting provision"
    assert [block.is_note for block in extract.blocks[-2:]] == [True, True]


def stated(*rows, first=0, count=4):
    """A table as a page states it: rows of texts at places from the first on, of `count` in the whole table."""
    cells = {(first + n, 0): [TaggedCell(text) for text in row] for n, row in enumerate(rows)}
    return TaggedBlock(rows=cells, count=count)


HEAD, LIGHT, WALK, PLANT = (("Ref", "Action"), ("1", "Light"), ("2", "Walk"), ("3", "Plant"))
OVER_PAGES = {
    "rows go on": (stated(HEAD, LIGHT), stated(WALK, PLANT, first=2), [HEAD, LIGHT, WALK, PLANT], None),
    "a row is cut": (stated(HEAD, LIGHT, WALK), stated(("", "far"), PLANT, first=2), [HEAD, LIGHT, ("2", "Walk far"), PLANT], None),
    "another of as many rows": (stated(HEAD, LIGHT, count=2), stated(HEAD, WALK, count=2), [HEAD, LIGHT], [HEAD, WALK]),
    "another with rows of its own": (stated(HEAD, LIGHT, WALK), stated(HEAD, PLANT, LIGHT), [HEAD, LIGHT, WALK], [HEAD, PLANT, LIGHT]),
}  # fmt: skip


@pytest.mark.parametrize("name", OVER_PAGES)
def test_a_table_goes_on_on_the_next_page_where_its_rows_are_of_one(name):
    upper, lower, expected, other = OVER_PAGES[name]
    join_tables([[upper], [lower]])

    assert [tuple(cell.text for cell in row) for row in upper.table] == expected
    assert [tuple(cell.text for cell in row) for row in lower.table] == (other or [])


def drawn(*pieces):
    """Pieces of text by left edge and line, five points to a letter of ten points."""
    return [
        TextObject(number, text, 0, left, 12.0 * line, left + 5.0 * len(text), 12.0 * line + 10, 10.0)
        for number, (left, line, text) in enumerate(pieces)
    ]


JOINTS = {
    "one word in pieces": (((0, 0, "Pha"), (16.6, 0, "rmacy")), "Pharmacy"),
    "a gap as wide as a blank": (((0, 0, "Parks"), (27.5, 0, "Team")), "Parks Team"),
    "a word that is wider than its cell": (((0, 0, "Communit"), (0, 1, "y Team")), f"Communit{SPLIT * 2}y Team"),
    "a line without its blank": (((0, 0, "offering a"), (0, 1, "much better")), "offering a much better"),
    "a hyphen at the end of a line": (((0, 0, "multi-"), (0, 1, "agency")), f"multi-{SPLIT}agency"),
}


@pytest.mark.parametrize("name", JOINTS)
def test_pieces_of_text_are_words_as_they_stand_to_each_other(name):
    pieces, expected = JOINTS[name]

    assert joined(drawn(*pieces), has_blanks=True)[0] == expected


def test_a_tagged_page_is_not_looked_at_with_geometry(monkeypatch):
    monkeypatch.setattr(read, "_upright", None)

    assert extract_of(WRITTEN / "browser-tagged.pdf").blocks


def test_white_text_is_read_on_a_dark_ground_only(tmp_path):
    ground = "0 0 0.5 rg 40 700 200 20 re f 1 g BT /F1 10 Tf 45 705 Td (On the ground) Tj ET"
    hidden = "1 g BT /F1 10 Tf 45 600 Td (Budget row) Tj ET 0 g"
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([([(45, 500, "Plain words")], [])], f"{ground} {hidden}"))

    extract = extract_of(path)

    assert [block.words.text for block in extract.blocks] == ["On the ground", "Plain words"]
    assert extract.notes == ("page 1: 1 hidden stretch of white text was left out (--hidden reads them)",)
    assert "Budget row" in extract_of(path, with_hidden=True).text


def test_a_heading_that_is_named_last_stands_above_what_lies_below_it():
    title = TaggedBlock("Action 2", level=3, top=60, sides=(50, 300))
    text = TaggedBlock("In spring", size=10, top=90, sides=(50, 500))
    table = TaggedBlock(top=200, sides=(50, 500), rows={(0, 0): [TaggedCell("Milestone")]})
    beside = TaggedBlock("A second column", size=10, top=400, sides=(520, 900))

    assert headings_above([beside, text, table, title]) == [beside, title, text, table]


def test_two_tables_of_as_many_rows_on_following_pages_are_not_one():
    def page(*above, cells):
        table = TaggedBlock(rows={(n, 0): [TaggedCell(text)] for n, text in enumerate(cells)}, count=3)
        return [*above, table]

    first = page(cells=["Milestone", "3.1 Begin", "3.2 Submit"])
    second = page(TaggedBlock("In spring", size=10), cells=["Milestone", "4.1 Train", "4.2 Test"])
    join_tables([first, second])

    assert [[cell.text for row in block.rows.values() for cell in row] for block in (first[-1], second[-1])] == [
        ["Milestone", "3.1 Begin", "3.2 Submit"],
        ["Milestone", "4.1 Train", "4.2 Test"],
    ]
