"""Sheets that were filled in and sent back become rows of the updates file, as strictly as that file is read."""

import csv
import datetime as dt
import io

import docx
import openpyxl
import pytest
from click.testing import CliRunner

import cohesion_graph
from cohesion_graph.cli import main
from cohesion_graph.errors import DatasetProblems
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.publish.sheets import SHEET_FORMS, sheet_of
from cohesion_graph.workbook.returned import with_returned
from cohesion_graph.workbook.updates_form import statuses, updates_form

HEADING = "item,date,status,note,reported by\r\n"


@pytest.fixture(scope="module")
def sheet(marlbeck):
    """A sheet whose rows are about an action and about milestones."""
    sheets = (sheet_of(marlbeck, body) for body in marlbeck.dataset.bodies)
    return next(one for one in sheets if any(row.milestone for row in one.rows) and len(one.rows) > 1)


def filled_word(sheet, told):
    """The sheet for Word with status and comment in some of its rows, by their number."""
    document = docx.Document(io.BytesIO(SHEET_FORMS["docx"](sheet)))
    for number, (status, comment) in told.items():
        *_, first, second = document.tables[0].rows[number + 1].cells
        first.text, second.text = status, comment
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def filled_excel(content, name, told):
    """A workbook with cells filled in, by the number of their row and their heading."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book[name]
    headings = [cell.value for cell in page[1]]
    for number, cells in told.items():
        for heading, value in cells.items():
            page.cell(number + 2, headings.index(heading) + 1).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled_csv(sheet, told):
    head, *rows = csv.reader(io.StringIO(SHEET_FORMS["csv"](sheet).decode("utf-8-sig")))
    for number, cells in told.items():
        for heading, value in cells.items():
            rows[number][head.index(heading)] = value
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    return out.getvalue().encode("utf-8-sig")


def taken(plan, tmp_path, name, content, before=None, **told):
    file = tmp_path / name
    file.write_bytes(content)
    return with_returned(plan.dataset, before, [file], **told)


def test_a_partner_sheet_from_word_comes_back_by_the_words_of_its_rows(marlbeck, tmp_path, sheet):
    told = {number: ("On track", f"Comment {number}") for number in range(len(sheet.rows))}
    content = filled_word(sheet, told)
    result = taken(marlbeck, tmp_path, "sheet.docx", content, day="2025-06-30", by="Museum")
    items = dict.fromkeys(row.item for row in sheet.rows)
    assert any("/" in item for item in items)
    rows = list(csv.DictReader(io.StringIO(result.content.decode())))
    assert [(row["item"], row["note"]) for row in rows] == [
        (row.item, f"Comment {number}") for number, row in enumerate(sheet.rows)
    ]
    assert {(row["date"], row["status"], row["reported by"]) for row in rows} == {("2025-06-30", "On track", "Museum")}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_partner_sheet_from_a_spreadsheet_comes_back_with_day_and_body(marlbeck, tmp_path, sheet, form):
    day = dt.date(2025, 6, 30) if form == "xlsx" else "30/06/2025"
    told = {1: {"status": "Amber", "date": day, "comment": "Waits, for a “grant”"}}
    content = filled_csv(sheet, told) if form == "csv" else filled_excel(SHEET_FORMS["xlsx"](sheet), "sheet", told)
    result = taken(marlbeck, tmp_path, f"sheet.{form}", content)
    (row,) = csv.DictReader(io.StringIO(result.content.decode()))
    assert row == {
        "item": sheet.rows[1].item,
        "date": "2025-06-30",
        "status": "Amber",
        "note": "Waits, for a “grant”",
        "reported by": sheet.body,
    }
    assert result.changes == (f"{sheet.rows[1].item}: Amber, as of 2025-06-30",)


def test_a_sheet_that_nobody_filled_in_reports_nothing(marlbeck, tmp_path, sheet):
    for form in ("docx", "xlsx", "csv"):
        result = taken(marlbeck, tmp_path, f"sheet.{form}", SHEET_FORMS[form](sheet))
        assert (result.content, result.changes, result.known) == (b"", (), 0)


def test_the_updates_workbook_has_a_row_for_each_item_with_its_last_status_and_a_drop_down(marlbeck):
    dataset = marlbeck.dataset
    page = openpyxl.load_workbook(io.BytesIO(updates_form(dataset)))["updates"]
    head, *rows = page.iter_rows(values_only=True)
    assert head == ("item", "what", "last status", "last reported on", "date", "status", "note", "reported by")
    assert [row[0] for row in rows] == list(dataset.items)
    reported = [one for one in dataset.claims.values() if isinstance(one, StatusReport)]
    assert reported
    assert {row[0]: row[2] for row in rows if row[2]} == {one.item: one.words for one in reported}
    (offered,) = page.data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == (
        f"F2:F{len(rows) + 1}",
        f"statuses!$A$1:$A${len(statuses(dataset))}",
    )


def test_every_word_that_is_offered_is_read(marlbeck, tmp_path):
    items, words = list(marlbeck.dataset.items), statuses(marlbeck.dataset)
    assert words[:7] == ["not started", "in progress", "complete", "ongoing", "delayed", "cancelled", "superseded"]
    for word in words:
        content = filled_excel(
            updates_form(marlbeck.dataset), "updates", {0: {"status": word, "date": dt.date(2025, 6, 30)}}
        )
        result = taken(marlbeck, tmp_path, "updates.xlsx", content)
        assert result.changes == (f"{items[0]}: {word}, as of 2025-06-30",)


def test_what_is_known_already_is_not_taken_twice_and_the_file_is_kept_as_it_is(marlbeck, tmp_path, sheet):
    before = b"Status;Item;Date\nComplete;A2;2025-01-31\n"
    content = filled_word(sheet, {0: ("On track", "Going; well")})
    once = taken(marlbeck, tmp_path, "sheet.docx", content, before, day="2025-06-30")
    assert once.content == (
        b"Status;Item;Date;note\nComplete;A2;2025-01-31\r\n"
        + f'On track;{sheet.rows[0].item};2025-06-30;"Going; well"\r\n'.encode()
    )
    again = taken(marlbeck, tmp_path, "sheet.docx", content, once.content, day="2025-06-30")
    assert (again.content, again.changes, again.known) == (once.content, (), 1)


def test_every_fault_of_every_row_is_told_with_its_place(marlbeck, tmp_path):
    rows = "A9,2025-06-30,complete,,\r\nA1,soon,fine,,\r\nA1,2025-06-30,complete,,J. Bloggs\r\nA1,,,word alone,\r\n"
    with pytest.raises(DatasetProblems) as caught:
        taken(marlbeck, tmp_path, "sheet.csv", (HEADING + rows).encode())
    assert [(one.file, one.line, one.path) for one in caught.value.problems] == [
        ("sheet.csv [the table]", 2, "item"),
        ("sheet.csv [the table]", 3, "date"),
        ("sheet.csv [the table]", 3, "status"),
        ("sheet.csv [the table]", 4, "reported by"),
        ("sheet.csv [the table]", 5, "date"),
        ("sheet.csv [the table]", 5, "status"),
    ]


@pytest.mark.parametrize("typed", ["30/06/2025", "30-Jun-25", "30 June 2025", "2025-06-30"])
def test_a_day_is_understood_as_people_type_it(marlbeck, tmp_path, typed):
    result = taken(marlbeck, tmp_path, "sheet.csv", f"{HEADING}A1,{typed},complete,,\r\n".encode())
    assert result.changes == ("A1: complete, as of 2025-06-30",)


def test_a_month_is_no_day(marlbeck, tmp_path):
    with pytest.raises(DatasetProblems) as caught:
        taken(marlbeck, tmp_path, "sheet.csv", f"{HEADING}A1,June 2025,complete,,\r\n".encode())
    assert [one.found for one in caught.value.problems] == ["'June 2025' is not a day"]


def test_two_statuses_for_one_item_and_day_are_refused(marlbeck, tmp_path):
    rows = "A1,2025-06-30,complete,,\r\nA1,30/06/2025,delayed,,\r\n"
    with pytest.raises(DatasetProblems) as caught:
        taken(marlbeck, tmp_path, "sheet.csv", (HEADING + rows).encode())
    (problem,) = caught.value.problems
    assert problem.found == "'delayed' for A1 on 2025-06-30, of which 'complete' is told as well"


def test_a_file_without_such_a_table_is_refused(marlbeck, tmp_path):
    with pytest.raises(DatasetProblems) as caught:
        taken(marlbeck, tmp_path, "sheet.csv", b"what,when\r\nA1,2025\r\n")
    assert [one.found for one in caught.value.problems] == [
        "it has no table with a column of items and one of statuses"
    ]


def test_the_command_takes_a_sheet_whole_or_not_at_all(marlbeck_folder, tmp_path, sheet):
    form, returned = tmp_path / "updates.xlsx", tmp_path / "sheet.docx"
    run = CliRunner().invoke
    assert run(main, ["export", "updates", "-d", str(marlbeck_folder), "-o", str(form)]).exit_code == 0
    assert "updates" in openpyxl.load_workbook(form).sheetnames
    returned.write_bytes(filled_word(sheet, {0: ("Complete", "")}))
    kept = marlbeck_folder / "updates.csv"
    arguments = ["updates", str(form), str(returned), "-d", str(marlbeck_folder)]
    refused = run(main, arguments)
    assert (refused.exit_code, kept.exists()) == (1, False)
    assert "sheet.docx [table 1]:2 date: '' is not a day" in refused.stderr
    tried = run(main, [*arguments, "--on", "2025-06-30", "--dry-run"])
    assert (tried.exit_code, kept.exists()) == (0, False)
    done = run(main, [*arguments, "--on", "2025-06-30"])
    assert done.stdout == tried.stdout == f"{sheet.rows[0].item}: Complete, as of 2025-06-30\n"
    told = cohesion_graph.load(marlbeck_folder).dataset.claims_about(sheet.rows[0].item, StatusReport, "updates")
    assert [(one.status_as_printed, str(one.as_of)) for one in told] == [("Complete", "2025-06-30")]
