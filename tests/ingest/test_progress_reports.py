"""Status columns: every value as printed, for the item of its row, with the comments and the day beside it."""

import csv

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import PatternFill

from cohesion_graph.ingest.draft import read_documents
from cohesion_graph.model.claims import StatusReport, Timing
from tests.ingest.papers import write_word_blocks


def reports(dataset):
    found = [claim for claim in dataset.claims.values() if isinstance(claim, StatusReport)]
    return [(one.item, one.words, one.colour and one.colour.value, str(one.as_of), one.note) for one in found]


@pytest.fixture
def read(tmp_path):
    def read_rows(*rows):
        path = tmp_path / "plan.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        return read_documents([path]).dataset

    return read_rows


def test_colours_are_published_in_their_own_terms_and_doubted_once(read):
    draft = read(
        ["Ref", "Action", "Lead", "By when", "RAG as at 3 May 2024", "Comments"],
        ["1", "Plant trees", "Parks Team", "March 2024", "Red", "No funds yet"],
        ["2", "Mend roads", "Highways Team", "June 2024", "Amber", ""],
        ["3", "Paint walls", "Youth Service", "July 2024", "Green", "Two walls of five"],
        ["4", "Open a hall", "Youth Service", "July 2024", "Not started", ""],
        ["5", "Hold a fair", "Youth Service", "July 2024", "Red", "Asked the college.\nNo answer."],
    )
    assert reports(draft) == [
        ("1", "Red", "red", "2024-05-03", "No funds yet"),
        ("2", "Amber", "amber", "2024-05-03", ""),
        ("3", "Green", "green", "2024-05-03", "Two walls of five"),
        ("4", "Not started", None, "2024-05-03", ""),
        ("5", "Red", "red", "2024-05-03", "Asked the college. No answer."),
    ]
    assert [doubt.what for doubt in draft.doubts.values()] == [
        (
            "Progress is told by colours ('Amber' once, 'Green' once, 'Red' 2 times): "
            "how far the work is, the colours alone do not say."
        )
    ]
    quotes = [claim.quote for claim in draft.claims.values() if isinstance(claim, StatusReport)]
    assert quotes == ["Red ... No funds yet", "Amber", "Green ... Two walls of five", "Not started", *quotes[4:]]
    assert [aside.exact for aside in draft.readings[0].set_aside if aside.kind == "commentary"] == []


def test_a_status_beside_a_milestone_is_the_milestones_and_its_day_that_of_its_row(read):
    draft = read(
        ["Ref", "Action", "Milestones", "Lead", "By when", "Status", "Last updated", "Notes"],
        ["1", "Plant trees", "Sites chosen", "Parks Team", "March 2024", "Complete", "03/04/2024", "Ten sites"],
        ["", "", "Trees bought", "Parks Team", "June 2024", "40%", "05/04/2024", ""],
    )
    assert reports(draft) == [
        ("1/sites-chosen", "Complete", None, "2024-04-03", "Ten sites"),
        ("1/trees-bought", "40% (in progress)", None, "2024-04-05", ""),
    ]


@pytest.mark.parametrize(
    "heading,values",
    [
        ("Direction of travel", ["↑", "↓", "↔"]),
        ("Progress score (1-5)", ["5", "2", "1"]),
        ("Complete (Y/N)", ["Y", "N", "N"]),
        ("Trend", ["▲", "▼", "►"]),
    ],
)
def test_arrows_scores_and_answers_are_kept_as_printed(read, heading, values):
    draft = read(
        ["Ref", "Action", "Lead", "By when", heading, "Comments"],
        *(
            [str(number), words, "Parks Team", f"{month} 2024", value, f"Note {number}"]
            for number, (words, month, value) in enumerate(
                zip(["Plant trees", "Mend roads", "Paint walls"], ["March", "June", "July"], values, strict=True), 1
            )
        ),
    )
    assert reports(draft) == [
        (str(number), value + (" (complete)" if value == "Y" else ""), None, "None", f"Note {number}")
        for number, value in enumerate(values, 1)
    ]
    assert len([claim for claim in draft.claims.values() if isinstance(claim, Timing)]) == 3


RATED = [("1", "Plant trees", "March 2024", "FF0000"), ("2", "Mend roads", "June 2024", "FFC000")]
RATED += [("3", "Paint walls", "July 2024", "00B050"), ("4", "Open a hall", "May 2024", "")]


def as_word(path):
    document = docx.Document()
    document.add_paragraph("Action plan")
    table = document.add_table(rows=1, cols=4)
    for cell, words in zip(table.rows[0].cells, ["Ref", "Action", "By when", "RAG"], strict=True):
        cell.text = words
    for *words, colour in RATED:
        cells = table.add_row().cells
        for cell, text in zip(cells, words, strict=False):
            cell.text = text
        for cell in cells[3:] if colour else cells:  # a row that is coloured from end to end is not rated
            shading = OxmlElement("w:shd")
            shading.set(qn("w:val"), "clear")
            shading.set(qn("w:fill"), colour or "4472C4")
            cell._tc.get_or_add_tcPr().append(shading)
    document.save(path)


def as_excel(path):
    book = openpyxl.Workbook()
    book.active.append(["Ref", "Action", "By when", "RAG"])
    for *words, colour in RATED:
        book.active.append(words)
        for column in (4,) if colour else (1, 2, 3, 4):
            cell = book.active.cell(book.active.max_row, column)
            cell.fill = PatternFill("solid", fgColor=f"FF{colour or '4472C4'}")
    book.save(path)


@pytest.mark.parametrize("name,write", [("plan.docx", as_word), ("plan.xlsx", as_excel)])
def test_a_rating_told_by_the_colour_of_its_cell_alone_is_read_as_a_square(tmp_path, name, write):
    write(tmp_path / name)
    draft = read_documents([tmp_path / name]).dataset
    assert [(one[0], one[2]) for one in reports(draft)] == [("1", "red"), ("2", "amber"), ("3", "green")]
    assert [claim.quote for claim in draft.claims.values() if isinstance(claim, StatusReport)] == ["🟥", "🟧", "🟩"]


def test_comments_without_a_status_stay_commentary(read):
    draft = read(
        ["Ref", "Action", "Lead", "By when", "Status", "Comments"],
        ["1", "Plant trees", "Parks Team", "March 2024", "", "Ask again"],
        ["2", "Mend roads", "Highways Team", "June 2024", "n/a", "Not ours"],
        ["3", "Paint walls", "Youth Service", "July 2024", "On track", ""],
    )
    assert reports(draft) == [("3", "On track (in progress)", None, "None", "")]
    assert [aside.exact for aside in draft.readings[0].set_aside if aside.kind == "commentary"] == [
        "Ask again",
        "n/a",
        "Not ours",
    ]


ROWS = (
    ["Ref", "Action", "Lead", "By when", "BRAG"],
    ["1", "Plant trees", "Parks Team", "March 2024", "R"],
    ["2", "Mend roads", "Highways Team", "June 2024", "Blue"],
    ["3", "Paint walls", "Youth Service", "July 2024", "Amber"],
)


@pytest.mark.parametrize(
    "key",
    [
        "Key: Blue = complete; Green = on track; Amber = at risk; Red = delayed",
        "Red: delayed\nAmber: at risk\nBlue: complete",
        [["Rating", "Meaning"], ["Blue", "Complete"], ["Amber", "At risk"], ["Red", "Delayed"]],
    ],
)
def test_what_the_documents_own_key_says_its_colours_mean_settles_the_status(tmp_path, key):
    draft = read_documents([write_word_blocks(tmp_path / "plan.docx", [list(ROWS), key])]).dataset
    assert reports(draft) == [
        ("1", "R (delayed)", "red", "None", ""),
        ("2", "Blue (complete)", "blue", "None", ""),
        ("3", "Amber", "amber", "None", ""),
    ]
    assert {one.partition(":")[0] for one in draft.sources[0].rating_key} >= {"Red", "Amber", "Blue"}
    assert [doubt.what for doubt in draft.doubts.values() if "colour" in doubt.what] == []


def test_running_text_about_a_colour_is_no_key(read):
    draft = read(*ROWS, ["", "", "", "", ""], ["The red zone: two streets by the river"])
    assert draft.sources[0].rating_key == ()
