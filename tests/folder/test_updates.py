"""The updates file: reported progress, row by row, each report resting on its row."""

import datetime as dt

import pytest

import cohesion_graph
from cohesion_graph.errors import DatasetProblems
from cohesion_graph.folder.updates import template, with_updates
from cohesion_graph.folder.write import write_dataset
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.codes import DoubtKind, Status

HEADING = "item,date,status,note,reported by\r\n"


def reports(dataset):
    """Those of the file; the invented plan's own text holds one more."""
    found = [claim for claim in dataset.claims.values() if isinstance(claim, StatusReport)]
    return [report for report in found if report.source == "updates"]


def test_each_row_is_a_report_that_rests_on_the_row(marlbeck):
    rows = (
        'A1,2025-04-02,complete,"Published, on time",Chief Officer\r\n'
        "A2/welcome-pack-re-viewed-each-year,01/09/2025,In Progress,,\r\n"
    )
    dataset = with_updates(marlbeck.dataset, (HEADING + rows).encode())
    source = dataset.sources_by_id["updates"]
    assert [(one.id, one.status, one.as_of, one.reported_by, one.note, one.quote) for one in reports(dataset)] == [
        (
            "A1/claim/updates/status-report/1",
            Status.COMPLETE,
            dt.date(2025, 4, 2),
            "Chief Officer",
            "Published, on time",
            'A1,2025-04-02,complete,"Published, on time",Chief Officer',
        ),
        (
            "A2/welcome-pack-re-viewed-each-year/claim/updates/status-report/1",
            Status.IN_PROGRESS,
            dt.date(2025, 9, 1),
            "",
            "",
            "A2/welcome-pack-re-viewed-each-year,01/09/2025,In Progress,,",
        ),
    ]
    assert (source.file, source.media_type) == ("updates.csv", "text/csv")
    assert source.text == HEADING + rows


@pytest.mark.parametrize(
    "content",
    [
        "Item;Date;Status;Note;Reported by\nA1;2025-04-02;complete;;Chief Officer\n",  # as written abroad
        "\ufeffitem\tdate\tstatus\tnote\treporter role\nA1\t2/4/2025\tCompleted\t\tChief Officer\n",  # pasted
        "status,item,date,reported_by\ncomplete,a1,2025-04-02,Chief Officer\n\n,,,\n",  # blanks
    ],
)
def test_a_file_is_read_however_a_spreadsheet_has_written_it(marlbeck, content):
    (report,) = reports(with_updates(marlbeck.dataset, content.encode()))
    assert (report.item, report.status, report.as_of, report.reported_by) == (
        "A1",
        Status.COMPLETE,
        dt.date(2025, 4, 2),
        "Chief Officer",
    )


def test_every_fault_of_every_row_is_told_at_once(marlbeck):
    rows = 'A9,2025-04-02,complete,"two\r\nlines",\r\nA1,31/02/2025,soon,,J. Bloggs\r\n'
    with pytest.raises(DatasetProblems) as caught:
        with_updates(marlbeck.dataset, (HEADING + rows).encode())
    assert [(one.line, one.path, one.found) for one in caught.value.problems] == [
        (2, "item", "'A9' is no action or milestone of the plan"),
        (4, "date", "'31/02/2025' is not a day"),
        (4, "reported by", "it looks like a person's name"),
        (4, "status", "'soon' is not a status"),
    ]


@pytest.mark.parametrize(
    "content,found",
    [
        (b"", "the heading lacks 'item' and 'date' and 'status'"),
        (b"what,when\r\nA1,2025\r\n", "the heading lacks 'item' and 'date' and 'status'"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(marlbeck, content, found):
    with pytest.raises(DatasetProblems) as caught:
        with_updates(marlbeck.dataset, content)
    assert [one.found for one in caught.value.problems] == [found]


def test_a_cell_too_long_to_be_read_is_told_with_its_row(marlbeck):
    rows = f"A1,2025-04-02,complete,short,\r\nA2,2025-04-02,complete,{'x' * 200_000},\r\n"
    with pytest.raises(DatasetProblems) as caught:
        with_updates(marlbeck.dataset, (HEADING + rows).encode())
    assert [str(one) for one in caught.value.problems] == [
        ("updates.csv:3: a cell is too long\n  Expected: a short note\n  Write at most 131,072 characters in a cell.")
    ]


@pytest.mark.parametrize(
    "rows, line",
    [
        ('A1,2025-04-02,complete,"it was\r\nA2,2025-04-02,complete,,\r\nA3,2025-04-02,complete,,\r\n', 2),
        ('A1,2025-04-02,complete,,\r\nA2,2025-04-02,complete,"it was\r\nA3,2025-04-02,complete,"done",\r\n', 3),
        ('A1,2025-04-02,complete,"two\r\nlines",\r\nA2,2025-04-02,complete,"open', 4),
        ('A1,2025-04-02,complete,"a ""mark""" too many,\r\n', 2),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_told_with_the_line_where_it_began(marlbeck, rows, line):
    with pytest.raises(DatasetProblems) as caught:
        with_updates(marlbeck.dataset, (HEADING + rows).encode())
    (problem,) = caught.value.problems
    assert str(problem) == (
        f"updates.csv:{line}: a quotation mark begins a cell, and none ends it: it would swallow the rows that follow\n"
        "  Expected: cells that end\n"
        "  Close it at the end of the cell, and write a mark inside a cell twice."
    )


@pytest.mark.parametrize("note, read", [('a 5" pipe', 'a 5" pipe'), ('"a ""5"" pipe"', 'a "5" pipe'), ('""', "")])
def test_a_quotation_mark_inside_a_cell_is_a_sign_like_any_other(marlbeck, note, read):
    rows = f"A1,2025-04-02,complete,{note},\r\nA2,2025-04-02,complete,,\r\n"
    found = reports(with_updates(marlbeck.dataset, (HEADING + rows).encode()))
    assert [(one.item, one.note) for one in found] == [("A1", read), ("A2", "")]


@pytest.mark.parametrize(
    "row",
    [
        *("Asked Jane Wexbridge,", '"Wexbridge, Jane",', ",Jane Wexbridge", "Cllr Wexbridge,", "ask jane wexbridge,"),
        *("see jane.wexbridge@a.org,", '"Jane\nWexbridge says",', "JANE WEXBRIDGE,"),
    ],
)
def test_a_first_and_last_name_is_withheld_in_every_column_and_doubted(marlbeck, row):
    dataset = with_updates(marlbeck.dataset, f"{HEADING}A1,2025-04-02,complete,{row}\r\n".encode())
    assert "wexbridge" not in dataset.model_dump_json().casefold()
    (doubt,) = (one for one in dataset.doubts.values() if one.source == "updates")
    assert (doubt.about, "withheld from every output" in doubt.what) == (DoubtKind.NAME, True)


def test_a_name_in_a_note_is_covered_and_its_row_still_quoted(marlbeck):
    row = "A1,2025-04-02,complete,Told by J. Bloggs,\r\n"
    dataset = with_updates(marlbeck.dataset, (HEADING + row).encode())
    (report,) = reports(dataset)
    assert "Bloggs" not in dataset.model_dump_json()
    assert report.note == "Told by ██ ██████"
    quotation = report.evidence[0]
    assert dataset.sources_by_id["updates"].text[quotation.start : quotation.end] == quotation.exact


def test_the_template_lists_every_item_with_what_was_last_reported_and_reads_as_no_report(marlbeck):
    reported = with_updates(marlbeck.dataset, f"{HEADING}A4,2025-04-02,Amber,,\r\nA4,2025-01-31,Red,,\r\n".encode())
    heading, *rows, end = template(reported).split("\r\n")
    assert (heading, end) == ("item,date,status,note,reported by,last status,last reported on", "")
    assert [row.partition(",")[0] for row in rows] == list(reported.items)
    assert [row for row in rows if row.startswith("A4,")] == ["A4,,,,,Amber,2025-04-02"]
    assert reports(with_updates(marlbeck.dataset, template(reported).encode())) == []


def test_an_updates_file_in_the_folder_is_part_of_the_plan_and_can_be_edited_at_will(marlbeck_folder):
    file = marlbeck_folder / "updates.csv"
    told = []
    for status in ("in progress", "complete"):
        file.write_bytes(f"{HEADING}A1,2025-04-02,{status},,\r\n".encode())
        told += [(one.item, one.status) for one in reports(cohesion_graph.load(marlbeck_folder).dataset)]
    assert told == [("A1", Status.IN_PROGRESS), ("A1", Status.COMPLETE)]


def test_a_wrong_updates_file_is_refused_with_its_lines_when_the_plan_is_opened(marlbeck_folder):
    (marlbeck_folder / "updates.csv").write_bytes(f"{HEADING}A9,2025-04-02,complete,,\r\n".encode())
    with pytest.raises(DatasetProblems) as caught:
        cohesion_graph.load(marlbeck_folder)
    assert [(one.file, one.line, one.found) for one in caught.value.problems] == [
        ("updates.csv", 2, "'A9' is no action or milestone of the plan")
    ]


def test_what_excel_saves_as_plain_csv_is_read_in_its_code_page(marlbeck):
    row = "A1,2025-04-02,complete,£5 “spent”,\r\n"
    (report,) = reports(with_updates(marlbeck.dataset, (HEADING + row).encode("cp1252")))
    assert report.note == "£5 “spent”"


def test_a_dataset_that_lists_the_file_as_a_source_does_not_read_it_twice(marlbeck_folder):
    (marlbeck_folder / "updates.csv").write_bytes(f"{HEADING}A1,2025-04-02,complete,,\r\n".encode())
    plan = cohesion_graph.load(marlbeck_folder)
    write_dataset(plan.dataset, marlbeck_folder)
    assert len(reports(cohesion_graph.load(marlbeck_folder).dataset)) == 1


def test_a_letter_stands_for_its_colour_in_a_column_that_asks_for_a_status(marlbeck):
    rows = "item,date,status\r\nA1,2025-04-02,R\r\nA2,2025-04-02,G\r\n"
    updated = with_updates(marlbeck.dataset, rows.encode())
    found = [claim for claim in updated.claims.values() if claim.source == "updates"]
    assert [(one.item, one.words, one.colour.value) for one in found] == [("A1", "R", "red"), ("A2", "G", "green")]
