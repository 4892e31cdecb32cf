"""Exports of programs: rows as the program shows them, values as it shows them."""

# ruff: noqa: E501 - a row of an export stands on one line

from __future__ import annotations

import csv
import json

import pytest
from papers import write_excel
from test_written import plan_of, sections_of

from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest import read_documents

EVENT, GUIDE, STAFF = "Hold a welcome event", "Publish a directory", "Train front-line staff"


def read(path, rows, before=""):
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(before)
        csv.writer(file).writerows(rows)
    return read_documents([path])


def milestones_of(draft):
    return [name for name, item in draft.dataset.items.items() if item.is_milestone]


MONDAY = ["Name", "Subitems", "Owner", "Status", "Timeline - Start", "Timeline - End", "Item ID (auto generated)"]
BOARD = [
    ["Northmoor plan"],
    ["What we do this year"],
    ["Welcoming"],
    MONDAY,
    [EVENT, "Book hall, Send invitations", "Parks Team", "Done", "2026-01-05", "2026-03-31", "120"],
    ["Subitems", "Name", "Owner", "Status", "Item ID (auto generated)"],
    ["", "Book hall", "Parks Team", "Done", "121"],
    ["", "Send invitations", "Press Office", "Stuck", "122"],
    [GUIDE, "", "Libraries Service", "Working on it", "", "2026-06-30", "123"],
    ["", "", "", "", "2026-01-05", "2026-06-30"],
    [],
    ["Fair services"],
    MONDAY,
    [STAFF, "", "Human Resources", "", "", "", "124"],
    ["", "", "", "", "2026-01-05", "2026-09-04"],
]


def test_a_board_with_sub_items_and_sums_of_its_groups(tmp_path):
    write_excel(tmp_path / "board.xlsx", {"board": BOARD})
    draft = read_documents([tmp_path / "board.xlsx"])

    assert draft.dataset.title == "Northmoor plan"
    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Welcoming"), (STAFF, "Fair services")]
    assert plan_of(draft) == {
        "1": (EVENT, "Parks Team", "", "2026-01-05 2026-03-31", "Done"),
        "2": (GUIDE, "Libraries Service", "", "2026-06-30", "Working on it"),
        "3": (STAFF, "Human Resources", "", "", ""),
    }
    assert milestones_of(draft) == ["1/book-hall", "1/send-invitations"]


PROJECT = [
    ["ID", "Active", "Name", "Duration", "Start", "Finish", "Predecessors", "Outline Level", "Resource Names", "% Complete"],
    ["1", "Yes", "Welcoming", "120 days", "05/01/26", "Tue 30/06/26", "", "1", "", "50%"],
    ["2", "Yes", EVENT, "60 days", "", "Tue 31/03/26", "", "2", "Parks Team[50%],Youth Forum", "100%"],
    ["3", "Yes", GUIDE, "60 days", "", "Tue 30/06/26", "2FS+5 days", "2", "Libraries Service", "0%"],
    ["4", "Yes", STAFF, "60 days", "", "Fri 04/09/26", "", "1", "Human Resources", "0%"],
]  # fmt: skip


def test_tasks_of_project_stand_under_the_task_that_holds_them(tmp_path):
    draft = read(tmp_path / "project.csv", PROJECT)

    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Welcoming"), (STAFF, "Actions")]
    assert plan_of(draft) == {
        "2": (EVENT, "Parks Team; Youth Forum", "", "Tue 31/03/26", "100%"),
        "3": (GUIDE, "Libraries Service", "", "Tue 30/06/26", "0%"),
        "4": (STAFF, "Human Resources", "", "Fri 04/09/26", "0%"),
    }


def test_a_plan_with_the_columns_of_a_program_keeps_themes_that_are_named_once(tmp_path):
    headings = ["Theme", "Task name", "Owner", "Start date", "End date", "Percent complete"]
    rows = [["Welcoming", EVENT, "Parks Team", "", "2026-03-31", "50%"], ["", GUIDE, "Libraries Service", "", "2026-06-30", "0%"], ["Fair services", STAFF, "Human Resources", "", "2026-09-04", "0%"]]  # fmt: skip
    draft = read(tmp_path / "plan.csv", [headings, *rows])

    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Welcoming"), (STAFF, "Fair services")]


def test_tasks_that_are_numbered_stand_under_the_task_that_holds_them_and_the_plan_has_its_name(tmp_path):
    headings = [
        "Task number",
        "Outline number",
        "Name",
        "Assigned to",
        "Start",
        "Finish",
        "Depends on",
        "Bucket",
        "Priority",
    ]
    rows = [["1", "1", "Welcoming"], ["2", "1.1", EVENT, "Parks Team", "", "2026-03-31", "", "", "Medium"], ["3", "2", STAFF]]  # fmt: skip
    facts = [["Project name", "Northmoor plan"], ["Project manager", ""], ["Exported on", "2026-11-01"], []]
    draft = read(tmp_path / "tasks.csv", [*facts, headings, *rows])

    assert draft.dataset.title == "Northmoor plan"
    assert sections_of(draft) == [(EVENT, "Welcoming"), (STAFF, "Northmoor plan")]


ASANA = [
    ["Task ID", "Created At", "Name", "Section/Column", "Assignee", "Due Date", "Projects", "Parent task", "Blocked By (Dependencies)"],
    ["120", "2026-01-01", EVENT, "Welcoming", "Parks Team", "2026-03-31", "Plan", "", ""],
    ["121", "2026-01-01", GUIDE, "Welcoming", "Libraries Service", "2026-06-30", "Plan", "", EVENT],
    ["122", "2026-01-01", "Book hall", "Welcoming", "Parks Team", "2026-02-01", "", EVENT, ""],
]  # fmt: skip


def test_tasks_of_asana_hold_those_that_name_them_as_their_parent(tmp_path):
    draft = read(tmp_path / "asana.csv", ASANA)

    assert [draft.dataset.title_of(ref) for ref in draft.dataset.actions] == [EVENT, GUIDE]
    assert milestones_of(draft) == ["1/book-hall"]


def test_the_lists_of_a_board_that_say_how_far_cards_are_are_no_sections_and_due_dates_are_read(tmp_path):
    headings = ["Card ID", "Card Name", "Members", "Due Date", "List Name", "Last Activity Date"]
    rows = [[f"6{n}", title, "Parks Team", due, listed, "2026-01-02T10:11:12.345Z"] for n, (title, due, listed) in enumerate([(EVENT, "2026-03-31T12:00:00.000Z", "Done"), (GUIDE, "", "Doing")])]  # fmt: skip
    draft = read(tmp_path / "cards.csv", [headings, *rows])

    assert plan_of(draft) == {
        "1": (EVENT, "Parks Team", "", "2026-03-31T12:00:00.000Z", "Done"),
        "2": (GUIDE, "Parks Team", "", "", "Doing"),
    }


def test_a_list_with_its_schema_and_formatted_text(tmp_path):
    schema = 'ListSchema={"schemaXmlList":["<Field Type=""Text"" />"]}\r\n'
    described = '<div class="ExternalClass0"><p>First <b>agree</b> sites.&nbsp;</p></div>'
    rows = [["Title", "Assigned To", "Description", "Due Date", "Done", "Item Type"], [EVENT, "7;#Parks Team", described, "2026-03-31", "TRUE", "Item"], [GUIDE, '[{"Title":"Libraries Service"}]', "", "", "FALSE", "Item"]]  # fmt: skip
    draft = read(tmp_path / "list.csv", rows, schema)

    assert plan_of(draft) == {"1": (EVENT, "Parks Team", "", "2026-03-31", "TRUE"), "2": (GUIDE, "Libraries Service", "", "", "FALSE")}  # fmt: skip
    assert "First agree sites." in draft.dataset.sources[0].text
    reports = [one.status.value for one in draft.dataset.claims.values() if type(one).__name__ == "StatusReport"]
    assert reports == ["complete", "own-terms"]


@pytest.mark.parametrize("link", ['=HYPERLINK("https://x.gov.uk";"{}")', '=hyperlink("https://x.gov.uk", "{}")'])
def test_a_link_with_words_is_its_words(tmp_path, link):
    rows = [["Ref", "Action", "Lead"], ['="1.10"', link.format(EVENT), "Parks Team"]]

    assert plan_of(read(tmp_path / "plan.csv", rows)) == {"1.10": (EVENT, "Parks Team", "", "", "")}


BOARD_OF_TRELLO = {
    "id": "b1", "name": "Northmoor plan", "closed": False, "labels": [{"id": "x", "name": "No"}],
    "lists": [{"id": "l1", "name": "Welcoming", "closed": False}, {"id": "l2", "name": "Fair services", "closed": False}, {"id": "l3", "name": "Old", "closed": True}],
    "members": [{"id": "m1", "fullName": "Parks Team", "username": "parks"}, {"id": "m2", "fullName": "Press Office"}],
    "checklists": [{"id": "c1", "idCard": "1", "checkItems": [{"name": "Book hall", "state": "complete"}, {"name": "Send invitations", "state": "incomplete"}]}],
    "cards": [
        {"id": "1", "name": EVENT, "desc": "In each ward.", "idList": "l1", "idMembers": ["m1", "m2"], "due": "2026-03-31T12:00:00.000Z", "closed": False, "idChecklists": ["c1"], "badges": {"votes": 0}, "labels": []},
        {"id": "2", "name": GUIDE, "desc": "", "idList": "l2", "idMembers": [], "due": None, "closed": False, "idChecklists": [], "labels": []},
        {"id": "3", "name": "Hold a secret meeting", "idList": "l2", "closed": True, "idMembers": []},
        {"id": "4", "name": "Close the baths", "idList": "l3", "closed": False, "idMembers": []},
    ],
}  # fmt: skip


def test_a_board_of_trello_in_json_is_its_cards_below_their_lists_without_those_that_are_archived(tmp_path):
    (tmp_path / "board.json").write_text(json.dumps(BOARD_OF_TRELLO), "utf-8")
    draft = read_documents([tmp_path / "board.json"])

    assert draft.dataset.title == "Northmoor plan"
    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Fair services")]
    assert plan_of(draft) == {
        "1": (EVENT, "Parks Team; Press Office", "", "2026-03-31T12:00:00.000Z", ""),
        "2": (GUIDE, "", "", "", ""),
    }
    assert milestones_of(draft) == ["1/book-hall", "1/send-invitations"]
    assert "2 hidden archived cards were left out (--hidden reads them)" in draft.summary
    assert "an export of Trello: what its table has no column for was not read" in draft.summary
    assert "secret" not in draft.dataset.sources[0].text


def test_tasks_of_asana_in_json_stand_in_their_sections(tmp_path):
    tasks = [
        {"gid": "1", "name": EVENT, "assignee": {"gid": "9", "name": "Parks Team"}, "due_on": "2026-03-31", "notes": "", "parent": None, "memberships": [{"project": {"name": "Northmoor plan"}, "section": {"name": "Welcoming"}}]},
        {"gid": "2", "name": "Book hall", "assignee": None, "due_on": None, "parent": {"name": EVENT}, "memberships": []},
        {"gid": "3", "name": GUIDE, "assignee": None, "due_on": None, "parent": None, "memberships": [{"project": {"name": "Northmoor plan"}, "section": {"name": "Welcoming"}}]},
    ]  # fmt: skip
    (tmp_path / "tasks.json").write_text(json.dumps({"data": tasks}), "utf-8")
    draft = read_documents([tmp_path / "tasks.json"])

    assert draft.dataset.title == "Northmoor plan"
    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Welcoming")]
    assert plan_of(draft)["1"] == (EVENT, "Parks Team", "", "2026-03-31", "")
    assert milestones_of(draft) == ["1/book-hall"]


TASK = "<Task><UID>{0}</UID><ID>{0}</ID><Name>{1}</Name><IsNull>0</IsNull><OutlineLevel>{2}</OutlineLevel><Start>2026-01-05T08:00:00</Start><Finish>{3}T17:00:00</Finish><PercentComplete>{4}</PercentComplete>{5}</Task>"
ASSIGNED = "<Assignment><UID>{}</UID><TaskUID>{}</TaskUID><ResourceUID>{}</ResourceUID></Assignment>"


def test_tasks_of_project_in_xml_have_the_resources_that_are_assigned_to_them(tmp_path):
    tasks = [
        TASK.format(0, "Northmoor plan", 0, "2026-09-04", 20, ""),
        TASK.format(1, "Welcoming", 1, "2026-06-30", 50, ""),
        TASK.format(2, EVENT, 2, "2026-03-31", 100, ""),
        TASK.format(3, GUIDE, 2, "2026-06-30", 0, "<PredecessorLink><PredecessorUID>2</PredecessorUID></PredecessorLink>"),
        TASK.format(4, STAFF, 1, "2026-09-04", 0, ""),
    ]  # fmt: skip
    resources = "".join(f"<Resource><UID>{n}</UID><Name>{one}</Name></Resource>" for n, one in enumerate(["", "Parks Team", "Youth Forum", "Human Resources"]))  # fmt: skip
    assigned = ASSIGNED.format(1, 2, 1) + ASSIGNED.format(2, 2, 2) + ASSIGNED.format(3, 4, 3) + ASSIGNED.format(4, 3, -65535)  # fmt: skip
    (tmp_path / "plan.xml").write_text(f'<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Title>Northmoor plan</Title><Tasks>{"".join(tasks)}</Tasks><Resources>{resources}</Resources><Assignments>{assigned}</Assignments></Project>', "utf-8")  # fmt: skip
    draft = read_documents([tmp_path / "plan.xml"])

    assert draft.dataset.title == "Northmoor plan"
    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Welcoming"), (STAFF, "Northmoor plan")]
    assert plan_of(draft) == {
        "2": (EVENT, "Parks Team; Youth Forum", "", "2026-01-05T08:00:00 2026-03-31T17:00:00", "100%"),
        "3": (GUIDE, "", "", "2026-01-05T08:00:00 2026-06-30T17:00:00", "0%"),
        "4": (STAFF, "Human Resources", "", "2026-01-05T08:00:00 2026-09-04T17:00:00", "0%"),
    }


SMARTSHEET = [
    ["Task Name", "Duration", "Start Date", "End Date", "Predecessors", "% Complete", "Assigned To"],
    ["Welcoming", "120d", "", "30/06/26", "", "50%", ""],
    [EVENT, "60d", "", "31/03/26", "", "100%", "Parks Team"],
    [GUIDE, "60d", "", "30/06/26", "3", "0%", "Libraries Service"],
    [STAFF, "60d", "", "04/09/26", "", "0%", "Human Resources"],
]


def test_rows_of_smartsheet_stand_below_the_row_that_the_outline_of_the_sheet_puts_them_in(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in SMARTSHEET:
        book.active.append(row)
    book.active.sheet_properties.outlinePr.summaryBelow = False
    for number in (3, 4):
        book.active.row_dimensions[number].outlineLevel = 1
    book.save(tmp_path / "sheet.xlsx")
    draft = read_documents([tmp_path / "sheet.xlsx"])

    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Welcoming"), (STAFF, "Actions")]
    assert list(plan_of(draft).values()) == [
        (EVENT, "Parks Team", "", "31/03/26", "100%"),
        (GUIDE, "Libraries Service", "", "30/06/26", "0%"),
        (STAFF, "Human Resources", "", "04/09/26", "0%"),
    ]


JIRA = ["Summary", "Issue key", "Issue Type", "Status", "Assignee", "Due date", "Labels", "Labels", "Comment", "Parent summary", "Custom field (Start date)"]  # fmt: skip


def test_issues_of_jira_with_columns_of_one_name_and_its_own_form_of_days(tmp_path):
    rows = [
        [EVENT, "NM-1", "Task", "Done", "Parks Team", "31/Mar/26 12:00 AM", "a", "b", "05/Jan/26 9:12 AM;jo;Booked", "Welcoming", "05/Jan/26"],
        [GUIDE, "NM-2", "Task", "In Progress", "Libraries Service", "2026-06-30 00:00", "", "", "", "Welcoming", ""],
        [STAFF, "NM-3", "Epic", "To Do", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    draft = read(tmp_path / "issues.csv", [JIRA, *rows])

    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Welcoming"), (STAFF, "Actions")]
    assert plan_of(draft) == {
        "NM-1": (EVENT, "Parks Team", "", "05/Jan/26 31/Mar/26 12:00 AM", "Done"),
        "NM-2": (GUIDE, "Libraries Service", "", "2026-06-30 00:00", "In Progress"),
        "NM-3": (STAFF, "", "", "", "To Do"),
    }
    days = [(str(one.deadline.starts or ""), str(one.deadline.date)) for one in draft.dataset.claims.values() if type(one).__name__ == "Timing"]  # fmt: skip
    assert days == [("2026-01-05", "2026-03-31"), ("", "2026-06-30")]


def test_cards_that_are_archived_are_no_actions(tmp_path):
    headings = ["Card ID", "Card Name", "Members", "List Name", "Archived"]
    rows = [["1", EVENT, "Parks Team", "Welcoming", "false"], ["2", GUIDE, "Libraries Service", "Welcoming", "false"], ["3", STAFF, "", "Old", "true"]]  # fmt: skip
    draft = read(tmp_path / "cards.csv", [headings, *rows])

    assert sections_of(draft) == [(EVENT, "Welcoming"), (GUIDE, "Welcoming")]


def test_pages_of_notion_hold_those_that_link_to_them(tmp_path):
    headings = ["Name", "Assign", "Status", "Due", "Parent item"]
    parent = f"{EVENT} (https://www.notion.so/Hold-0a1b?pvs=21)"
    rows = [[EVENT, "Parks Team, Youth Forum", "Done", "March 31, 2026", ""], [GUIDE, "Libraries Service", "", "", ""], ["Book hall", "", "", "", parent]]  # fmt: skip
    draft = read(tmp_path / "plan.csv", [headings, *rows])

    assert plan_of(draft) == {
        "1": (EVENT, "Parks Team; Youth Forum", "", "March 31, 2026", "Done"),
        "2": (GUIDE, "Libraries Service", "", "", ""),
    }
    assert milestones_of(draft) == ["1/book-hall"]


def test_records_that_refer_to_each_other_without_end_are_refused(tmp_path):
    cards = [{"name": "card", "idList": "l", "idChecklists": ["k"]}] * 20_000
    items = [{"name": "entry of a list"}] * 60
    board = {"lists": [{"id": "l", "name": "L"}], "cards": cards, "checklists": [{"id": "k", "checkItems": items}]}
    (tmp_path / "board.json").write_text(json.dumps(board), "utf-8")

    with pytest.raises(UnreadableDocument, match=r"board\.json: its records refer to more than 2,000,000 characters"):
        read_documents([tmp_path / "board.json"])
