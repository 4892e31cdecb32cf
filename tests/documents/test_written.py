"""Documents as people's programs write them: what the page shows is what is read.

The files in `written/` are invented plans in the files that Word, Excel, Planner, Lists and boards make; most hold the
same six actions, so that what differs is what the program does.
"""

# ruff: noqa: E501 - a row of the plan stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from cohesion_graph.ingest import read_documents
from cohesion_graph.model.claims import Responsibility, StatusReport, Timing

WRITTEN = Path(__file__).parent / "written"
PLAN = {
    "1.1": ("Hold a welcome event for new residents in each ward", "Community Safety Team", "Harbour Housing Trust; Youth Forum", "31 March 2026", "Green"),
    "1.2": ("Publish a directory of faith and community groups", "Libraries Service", "Interfaith Network", "30 June 2026", "Amber"),
    "1.3": ("Train front-line staff to record hate incidents", "Human Resources", "Northmoor Police; Victim Support", "September 2026", "Red"),
    "2.1": ("Review translation and interpreting provision", "Customer Services", "Migrant Advice Centre", "31 December 2026", "Green"),
    "2.2": ("Set up a small grants fund for neighbourhood projects", "Finance Department", "Community Foundation", "1 April 2027", "Amber"),
    "2.3": ("Report yearly on the cohesion indicator", "Policy and Performance Team", "Northmoor Partnership", "Ongoing", "Green"),
}  # fmt: skip


def read(name):
    return read_documents([WRITTEN / name])


def plan_of(draft):
    """Of each action: title, who leads, who helps, the deadline and the status as they are printed."""
    dataset = draft.dataset
    claims = list(dataset.claims.values())

    def said(ref, kind, field, *roles):
        mine = [one for one in claims if isinstance(one, kind) and one.item == ref]
        return "; ".join(str(getattr(one, field)) for one in mine if not roles or one.role.value in roles)

    return {
        ref: (
            dataset.title_of(ref),
            said(ref, Responsibility, "party_as_printed", "lead", "responsible"),
            said(ref, Responsibility, "party_as_printed", "contribute"),
            said(ref, Timing, "stated"),
            said(ref, StatusReport, "status_as_printed"),
        )
        for ref in dataset.actions
    }


def changed(**rows):
    """The plan with some cells changed: ``_1_2={3: ""}`` empties the deadline of 1.2."""
    plan = {ref: list(row) for ref, row in PLAN.items()}
    for name, cells in rows.items():
        for place, text in cells.items():
            plan[name.strip("_").replace("_", ".")][place] = text
    return {ref: tuple(row) for ref, row in plan.items()}


AS_THE_PLAN = (
    "word-legacy-dropdowns.docx",
    "word-nested-if-field.docx",
    "word-list-style-refs.docx",
    "word-hidden-text.docx",
    "word-footnotes.docx",
    "word-web-page.html",
    "excel-part-struck-out.xlsx",
    "excel-hidden-row-column.xlsx",
    "excel-costs.xlsx",
    "lists-choice-column.csv",
)


@pytest.mark.parametrize("name", AS_THE_PLAN)
def test_the_plan_is_read_as_its_program_shows_it(name):
    assert plan_of(read(name)) == PLAN


def test_a_control_that_is_not_filled_in_says_nothing():
    draft = read("word-unfilled-controls.docx")

    unsaid = {1: "", 2: "", 3: "", 4: ""}
    assert plan_of(draft) == changed(_1_3=unsaid, _2_2=unsaid)
    assert "8 controls of the form are not filled in: the prompt was read as nothing" in draft.summary


def test_a_row_deleted_with_tracking_leaves_no_ghost_and_is_not_counted():
    rows = list(PLAN.values())
    numbered = zip(["1.1", "1.2", "2.1", "2.2", "2.3"], [rows[0], *rows[2:]], strict=True)

    assert plan_of(read("word-deleted-numbered-row.docx")) == dict(numbered)


def test_a_ticked_box_under_complete_is_a_status_and_no_deadline():
    draft = read("word-checkbox-complete.docx")

    boxes = {ref: ("☒" if ref in {"1.1", "1.3", "2.2"} else "☐") for ref in PLAN}
    assert plan_of(draft) == {ref: (*row[:4], boxes[ref]) for ref, row in PLAN.items()}
    reports = [one for one in draft.dataset.claims.values() if isinstance(one, StatusReport)]
    assert [one.item for one in reports if one.status.value == "complete"] == ["1.1", "1.3", "2.2"]


def test_hidden_text_is_left_out_and_told():
    draft = read("word-hidden-text.docx")

    assert "Chief Executive Unit" not in draft.dataset.sources[0].text
    assert "1 hidden stretch of text was left out (--hidden reads them)" in draft.summary


def test_footnotes_can_be_quoted_and_carry_no_claim():
    draft = read("word-footnotes.docx")

    text = draft.dataset.sources[0].text
    assert "1 Subject to grant approval; otherwise 30 September 2026." in text
    assert "2 Jointly with the Arts Service." in text
    assert "notes stand behind the table or paragraph they belong to, and carry no claim: 2 footnotes" in draft.summary


def test_numbers_show_by_their_format():
    assert list(plan_of(read("excel-ref-number-format.xlsx"))) == ["CC1", "CC2", "CC3", "CC4", "CC5", "CC6"]
    lines = read("excel-costs.xlsx").dataset.sources[0].text.splitlines()
    costs = [line.rsplit("\t", 1)[1] for line in lines if line[:1].isdigit()]
    assert costs == ["£1,234,567.50", "£250,000", "33%", "12.5", "1,000,000", "1999999"]


def test_a_cell_that_shows_an_error_says_nothing():
    draft = read("excel-error-values.xlsx")

    assert plan_of(draft) == changed(_1_2={1: ""}, _1_3={3: ""}, _2_1={2: ""}, _2_2={2: ""})
    assert "2 cells show an error, which is read as nothing: C3 #N/A, E4 #REF!" in draft.summary
    assert "whose result was never stored" not in draft.summary


def test_hidden_rows_and_columns_are_left_out_and_told_and_read_where_asked():
    draft = read("excel-hidden-row-column.xlsx")

    assert "Internal notes" not in draft.dataset.sources[0].text
    assert "sheet 'Action plan': 1 hidden row was left out (--hidden reads them)" in draft.summary
    assert "sheet 'Action plan': 1 hidden column was left out (--hidden reads them)" in draft.summary
    asked = read_documents([WRITTEN / "excel-hidden-row-column.xlsx"], with_hidden=True)
    assert "9.9" in asked.dataset.actions
    assert "Internal notes" in asked.dataset.sources[0].text


BOARD = [(row[0], "Welcoming places" if ref < "2" else "Fair services") for ref, row in PLAN.items()]


def sections_of(draft):
    titles = {action.ref: section.title for section in draft.dataset.plan.sections for action in section.actions}
    return [(draft.dataset.title_of(ref), titles[ref]) for ref in draft.dataset.actions]


def test_a_plan_exported_from_planner():
    draft = read("planner-export.xlsx")

    assert sections_of(draft) == BOARD
    read_as = list(plan_of(draft).values())
    assert [row[1] for row in read_as] == [row[1] for row in PLAN.values()]
    progress = ["Completed", "In progress", "Not started", "In progress", "Not started", "In progress"]
    assert [row[4] for row in read_as] == progress
    timings = [one for one in draft.dataset.claims.values() if isinstance(one, Timing)]
    due = ["2026-03-04", "2026-06-30", "2026-09-05", "2026-12-31", "2027-04-01"]
    assert [(one.item, str(one.deadline.date)) for one in timings] == list(zip("12345", due, strict=False))
    items = draft.dataset.items
    milestones = [draft.dataset.title_of(name) for name, item in items.items() if item.is_milestone]
    assert milestones == ["Book hall", "Send invitations"]


def test_a_board_exported_in_groups():
    draft = read("board-export-groups.xlsx")

    assert draft.dataset.title == "Northmoor Action Plan"
    assert sections_of(draft) == BOARD
    done = ["Done", "Working on it", "Stuck", "Working on it", "Working on it", "Working on it"]
    assert list(plan_of(draft).values()) == [
        (*row[:4], status) for row, status in zip(PLAN.values(), done, strict=True)
    ]


def test_the_default_columns_of_microsoft_project():
    dataset = read("07-project-export.csv").dataset

    claims = dataset.claims.values()
    bodies = [(one.item, one.party_as_printed) for one in claims if isinstance(one, Responsibility)]
    assert bodies == [
        ("1", "Millbrook Council"),
        ("2", "Millbrook Council"),
        ("3", "Hart Builders"),
        ("4", "Millbrook Council"),
    ]
    waits = sorted((one.item, one.target) for one in claims if type(one).__name__ == "Dependency")
    assert waits == [("2", "1"), ("3", "2"), ("4", "2"), ("4", "3")]


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html"])
def test_what_is_hidden_stands_nowhere(ending):
    draft = read(f"10-hidden-content.{ending}")

    assert "hidden" in draft.summary
    for words in ("budget row of", "NOT FOR PUBLICATION"):
        assert words not in draft.dataset.sources[0].text


def test_a_table_in_a_cell_is_no_part_of_the_cell():
    draft = read("11-nested-table.docx")

    assert draft.dataset.title_of("A1") == "Open the youth hub"
    assert "table 1 holds a table in its cells, read behind it as of its own" in draft.summary
