"""The updates file: reported progress, row by row, each report resting on its row."""

import datetime as dt

import pytest

from cohesion_graph.errors import DatasetProblems
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.codes import Status
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.progress import rated, standing
from cohesion_graph.publish.updates import template, with_updates

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
    rows = 'A9,2025-04-02,complete,"two\r\nlines",\r\nA1,31/02/2025,finished,,J. Bloggs\r\n'
    with pytest.raises(DatasetProblems) as caught:
        with_updates(marlbeck.dataset, (HEADING + rows).encode())
    assert [(one.line, one.path, one.found) for one in caught.value.problems] == [
        (2, "item", "'A9' is no action or milestone of the plan"),
        (4, "date", "'31/02/2025' is not a day"),
        (4, "reported by", "it looks like a person's name"),
        (4, "status", "'finished' is not a status"),
    ]


@pytest.mark.parametrize(
    "content,found",
    [
        (b"", "the heading lacks 'item' and 'date' and 'status'"),
        (b"what,when\r\nA1,2025\r\n", "the heading lacks 'item' and 'date' and 'status'"),
        (HEADING.encode() + b"A1,2025-04-02,complete,\xa3 5,\r\n", "it is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(marlbeck, content, found):
    with pytest.raises(DatasetProblems) as caught:
        with_updates(marlbeck.dataset, content)
    assert [one.found for one in caught.value.problems] == [found]


def test_a_name_in_a_note_is_covered_and_its_row_still_quoted(marlbeck):
    row = "A1,2025-04-02,complete,Told by J. Bloggs,\r\n"
    dataset = with_updates(marlbeck.dataset, (HEADING + row).encode())
    (report,) = reports(dataset)
    assert "Bloggs" not in dataset.model_dump_json()
    assert report.note == "Told by ██ ██████"
    quotation = report.evidence[0]
    assert dataset.sources_by_id["updates"].text[quotation.start : quotation.end] == quotation.exact


def test_the_template_is_an_updates_file_without_reports(marlbeck):
    first, second, *_ = template(marlbeck.dataset).split("\r\n")
    assert (first, second) == ("item,date,status,note,reported by", "A1,,,,")


@pytest.mark.parametrize(
    "status,past,words,tone",
    [
        (None, False, "Not reported", "grey"),
        (None, True, "Past its date, nothing reported", "grey"),
        (Status.COMPLETE, True, "Green: complete (as of 2025-04-02)", "green"),
        (Status.IN_PROGRESS, False, "Green: in progress (as of 2025-04-02)", "green"),
        (Status.IN_PROGRESS, True, "Amber: in progress, past its date (as of 2025-04-02)", "amber"),
        (Status.NOT_STARTED, True, "Red: not started, past its date (as of 2025-04-02)", "red"),
        (Status.CANCELLED, True, "Closed: cancelled (as of 2025-04-02)", "blue"),
    ],
)
def test_a_rating_is_words_and_a_colour(status, past, words, tone):
    report = None
    if status is not None:
        report = StatusReport(
            item="A1",
            source="updates",
            n=1,
            evidence=(Quotation(start=0, end=1, exact="A"),),
            status=status,
            as_of=dt.date(2025, 4, 2),
        )
    found = rated(report, past_its_date=past)
    assert (found.words, found.tone) == (words, tone)


def test_a_report_made_after_the_day_does_not_count_yet(marlbeck):
    rows = "A1,2025-04-02,in progress,,\r\nA1,2025-06-30,complete,,\r\n"
    derivation = LoadedPlan(with_updates(marlbeck.dataset, (HEADING + rows).encode())).derivation
    told = [standing(Lookups(derivation, day), "A1").words for day in (dt.date(2025, 3, 1), dt.date(2025, 5, 1), None)]
    assert told == [
        "Not reported",
        "Green: in progress (as of 2025-04-02)",
        "Green: complete (as of 2025-06-30)",
    ]


def test_updates_make_no_differences_between_documents(marlbeck):
    derivation = LoadedPlan(with_updates(marlbeck.dataset, HEADING.encode())).derivation
    assert [one.id for one in derivation.discrepancies] == [one.id for one in marlbeck.derivation.discrepancies]


def test_a_report_is_shown_on_its_items_page_with_its_row(marlbeck, tmp_path):
    from cohesion_graph.publish.site import build_site

    rows = "A1/map-of-groups-published,2025-04-02,complete,On time,Chief Officer\r\n"
    plan = LoadedPlan(with_updates(marlbeck.dataset, (HEADING + rows).encode()))
    build_site(plan, tmp_path / "site", as_of=dt.date(2025, 10, 1))
    action = tmp_path / "site" / "id" / "marlbeck" / "plan" / "together-plan" / "action" / "A1"
    page = (action / "milestone" / "map-of-groups-published" / "index.html").read_text(encoding="utf-8")
    assert '<span class="tag green">Green: complete (as of 2025-04-02)</span>' in page
    assert "A1/map-of-groups-published,2025-04-02,complete,On time,Chief Officer" in page
    assert "Chief Officer" in page
    assert "CompletedActionStatus" in page
    assert (tmp_path / "site" / "id" / "marlbeck" / "source" / "updates" / "text" / "index.html").is_file()
