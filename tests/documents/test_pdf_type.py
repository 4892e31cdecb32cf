"""Pages of print that state nothing: headings told by their type, forms by the labels below each other."""

from __future__ import annotations

from outline import outline
from papers import pdf

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.records.looks import PlanLooks

HEADED = [(18, 60, "Children's Plan"), (14, 90, "Action 1: Audit the cases"), (14, 190, "Action 2: Recruit staff")]
FIELDS = [("Owner", "Head of Assessment"), ("Deadline", "March 2027"), ("Milestones", "Train managers")]
OTHERS = [("Owner", "Personnel Team"), ("Deadline", "May 2027"), ("Milestones", "Launch campaign")]
LONG = "Two further lines of running text tell what the plan is for and who has agreed to all of it."


def page(tmp_path):
    texts = [
        (x, y + 15 * n, text)
        for y, rows in ((110, FIELDS), (210, OTHERS))
        for n, row in enumerate(rows)
        for x, text in zip((40, 160), row, strict=True)
    ]
    texts += [(40, 300, LONG), (40, 315, LONG)]
    headings = " ".join(f"BT /F1 {size} Tf 40 {842 - y} Td ({text}) Tj ET" for size, y, text in HEADED)
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(texts, [])], headings))
    return path


def test_lines_in_larger_type_are_headings_and_labels_below_each_other_a_form(tmp_path):
    blocks = read_document(page(tmp_path), PlanLooks())[1].blocks
    assert [
        [[cell.words.text for cell in row] for row in one.rows]
        if isinstance(one, Table)
        else (one.level, one.words.text)
        for one in blocks
    ] == [
        (1, "Children's Plan"),
        (2, "Action 1: Audit the cases"),
        [list(row) for row in FIELDS],
        (2, "Action 2: Recruit staff"),
        [list(row) for row in OTHERS],
        (0, LONG),
        (0, LONG),
    ]


def test_forms_of_print_are_read_as_those_of_word_are(tmp_path):
    assert outline(read_documents([page(tmp_path)]).dataset) == (
        "# Children's Plan\n"
        "1 Audit the cases\n  lead: Head of Assessment\n  by: March 2027\n  - Train managers\n"
        "2 Recruit staff\n  lead: Personnel Team\n  by: May 2027\n  - Launch campaign\n"
    )


def test_numbers_of_an_outline_begin_lines_of_a_cell_and_no_dates(tmp_path):
    rows = [
        ("Action", "Lead", "Timescale"),
        ("1.1 Train GPs", "1.1 ICB", "1.1 Apr 2026"),
        ("1.2 Run a campaign", "1.2 Police", "1.2 Nov 2026"),
    ]
    texts = [(x, 70 + 12 * n, text) for n, row in enumerate(rows) for x, text in zip((45, 205, 275), row, strict=True)]
    grid = [(40, y, 340, y) for y in (58, 74, 100)] + [(x, 58, x, 100) for x in (40, 200, 270, 340)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(texts, grid)]))
    assert outline(read_documents([path]).dataset) == (
        "# Actions\n1.1 Train GPs\n  lead: ICB\n  by: Apr 2026\n1.2 Run a campaign\n  lead: Police\n  by: Nov 2026\n"
    )


def test_a_line_further_left_behind_a_full_stop_begins_a_paragraph_and_one_further_below_too(tmp_path):
    texts = [
        (40, 60, "Repair the lights"),
        (80, 75, "Lead: Highways Team. Target: December 2026."),
        (40, 90, "Set up a watch"),
    ]
    texts += [
        (80, 105, "Lead: Parish Council. Target: May 2027."),
        (40, 150, "These lines are wrapped where the page ends and"),
        (40, 165, "So they are one."),
    ]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(texts, [])]))
    text = read_document(path, PlanLooks())[1].text
    assert text.strip().split("\n\n") == [
        "Repair the lights\nLead: Highways Team. Target: December 2026.",
        "Set up a watch\nLead: Parish Council. Target: May 2027.",
        "These lines are wrapped where the page ends and\nSo they are one.",
    ]
