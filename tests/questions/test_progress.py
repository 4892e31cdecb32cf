"""What was reported about progress: by the documents themselves, and in the folder's updates file."""

import pytest

from cohesion_graph.errors import BadParameter
from cohesion_graph.folder.updates import with_updates
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.questions.ask import ask

UPDATES = (
    b"item,date,status,note,reported by\r\n"
    b'A2,30/04/2025,delayed,"Waiting, for funds",Housing Partnership\r\n'
    b"A1/map-of-groups-published,2025-06-01,ongoing,,Equalities Team\r\n"
)


@pytest.fixture(scope="module")
def plan(marlbeck):
    return LoadedPlan(with_updates(marlbeck.dataset, UPDATES))


def told(table):
    return [(one["milestone"] or one["action"], one["status"], str(one["day"]), one["source"]) for one in table]


def test_reports_of_documents_and_of_the_updates_file_stand_side_by_side(plan):
    """The plan itself says 'Update: published on 28 March 2025'; the rest are rows of the file."""
    mapped = "A1/map-of-groups-published"
    assert told(plan.ask("progress").to_records()) == [
        (mapped, "complete", "2025-03-28", "together-plan"),
        (mapped, "ongoing", "2025-06-01", "updates"),
        ("A2", "delayed", "2025-04-30", "updates"),
    ]


@pytest.mark.parametrize(
    "given,days",
    [
        ({"as_of": "2025-04-30"}, ["2025-03-28", "2025-04-30"]),
        ({"status": "delayed"}, ["2025-04-30"]),
        ({"item": "A1"}, ["2025-03-28", "2025-06-01"]),
        ({"source": "updates", "item": "A1"}, ["2025-06-01"]),
        ({"as_of": "2025-01-01"}, []),
    ],
)
def test_reports_are_picked_by_day_status_item_and_source(plan, given, days):
    assert [str(one["day"]) for one in plan.ask("progress", **given).to_records()] == days


def test_a_row_of_the_file_is_quoted_whole_with_its_note_and_reporter(plan):
    (row,) = plan.ask("progress", status="delayed").to_records()
    assert (row["note"], row["reported_by"], row["basis"], row["quote"]) == (
        "Waiting, for funds",
        "Housing Partnership",
        "stated",
        'A2,30/04/2025,delayed,"Waiting, for funds",Housing Partnership',
    )


def test_the_answer_is_the_same_from_every_engine_and_from_the_claims(plan, on_disk, server, rdflib_store):
    embedded = plan.ask("progress")
    for road in (on_disk(plan), server(plan), rdflib_store(plan)):
        assert ask(road, "progress") == embedded
    claims = [claim for claim in plan.dataset.claims.values() if isinstance(claim, StatusReport)]
    assert sorted((one.item, one.status.value, str(one.as_of), one.source) for one in claims) == sorted(
        told(embedded.to_records())
    )


MEETING = (
    b"item,date,status,note,reported by\r\n"
    b"A2,30/04/2025,Red,No funds,Housing Partnership\r\n"
    b"A2,30/06/2025,Amber,Bid made,Housing Partnership\r\n"
    b"A2,31/08/2025,Complete,,Housing Partnership\r\n"
    b"A5,30/06/2025,complete,,Housing Partnership\r\n"
)


@pytest.fixture(scope="module")
def meeting(marlbeck):
    return LoadedPlan(with_updates(marlbeck.dataset, MEETING))


def test_the_printed_status_and_its_colour_are_facts_of_their_own(meeting):
    rows = meeting.ask("progress", item="A2").to_records()
    assert [(one["status"], one["status_as_printed"], one["colour"], one["note"]) for one in rows] == [
        ("own-terms", "Red", "red", "No funds"),
        ("own-terms", "Amber", "amber", "Bid made"),
        ("complete", "Complete", "", ""),
    ]


def test_what_is_past_its_date_is_overdue_until_it_is_reported_complete_with_the_last_report_beside_it(meeting):
    """A5 is complete by the end of June, and its milestone, which nobody reported on, with it."""
    columns = ("due", "action", "milestone", "status_as_printed", "status_day", "report", "report_source")
    rows = meeting.ask("overdue", as_of="2025-07-01").to_records()
    assert [tuple(str(one[name]) for name in columns) for one in rows] == [
        ("2025-03-31", "A2", "", "Amber", "2025-06-30", "Bid made", "updates"),
        ("2025-06-30", "A1", "A1/map-shared-with-the-tension-group", "", "None", "", ""),
        ("2025-06-30", "A2", "", "Amber", "2025-06-30", "Bid made", "updates"),
    ]
    assert rows[0]["report_quote"] == "A2,30/06/2025,Amber,Bid made,Housing Partnership"
    assert {one["action"] for one in meeting.ask("overdue", as_of="2025-09-01").to_records()} == {"A1"}
    assert [one["status_as_printed"] for one in meeting.ask("overdue", as_of="2025-05-01").to_records()] == ["Red"]


EDITION = ("A1", "deadline 'January 2025' (2025-01)", "None", "deadline '31 March 2025' (2025-03-31)", "None")
"""What the last edition of the document changed; it has no day."""


@pytest.mark.parametrize(
    "given,expected",
    [
        ({}, [("A2", "Amber", "2025-06-30", "Complete", "2025-08-31")]),
        (
            {"since": "2025-05-31"},
            [
                ("A2", "Red", "2025-04-30", "Complete", "2025-08-31"),
                ("A5", "", "None", "complete", "2025-06-30"),
            ],
        ),
        ({"since": "2025-08-31"}, []),
    ],
)
def test_what_changed_is_told_with_both_reports_and_what_the_last_edition_changed(meeting, given, expected):
    columns = ("action", "before_as_printed", "before_day", "after_as_printed", "after_day")
    rows = meeting.ask("changed", **given).to_records()
    assert [tuple(str(one[name]) for name in columns) for one in rows] == [EDITION, *expected]
    assert (rows[0]["change"], rows[0]["source"], rows[0]["quote"]) == ("edition", "together-plan", "31 March 2025")
    assert meeting.ask("changed", party="Voices Network", since="2025-08-31").to_records() == []


@pytest.mark.parametrize(
    "case",
    ["progress", "due", "overdue|as_of=2025-07-01", "next|from=2025-01-01|to=2026-12-31", "changed", "undated"],
)
def test_every_engine_tells_of_the_meeting_alike(meeting, on_disk, server, rdflib_store, case):
    name, *given = case.split("|")
    asked = dict(one.split("=") for one in given)
    for road in (on_disk(meeting), server(meeting), rdflib_store(meeting)):
        assert ask(road, name, **asked) == meeting.ask(name, **asked)


def test_a_window_that_ends_before_it_begins_is_refused(meeting):
    with pytest.raises(BadParameter, match="2025-01-01 is before 2025-02-01"):
        meeting.ask("next", from_="2025-02-01", to="2025-01-01")


def past(plan, day):
    rows = plan.ask("past-without-report", as_of=day).to_records()
    return sorted({row["milestone"] or row["action"] for row in rows})


def test_a_report_counts_from_its_day_on(marlbeck):
    """A2 is due in March 2025 by one document; the report tells of 1 July."""
    plan = LoadedPlan(with_updates(marlbeck.dataset, b"item,date,status\r\nA2,2025-07-01,in progress\r\n"))
    assert past(plan, "2025-06-30") == ["A2"]
    assert past(plan, "2025-07-01") == [
        "A1/map-shared-with-the-tension-group",
        "A5/protocol-signed-if-the-lottery-bid-succeeds",
    ]


def test_a_report_without_a_day_counts_always_and_its_day_is_not_made_up(marlbeck):
    dated = with_updates(marlbeck.dataset, b"item,date,status\r\nA2,2025-07-01,in progress\r\n")
    content = {name: getattr(dated, name) for name in Dataset.model_fields}
    *others, last = dated.readings
    claims = [one.model_copy(update={"as_of": None}) for one in last.claims]
    content["readings"] = (*others, last.model_copy(update={"claims": tuple(claims)}))
    plan = LoadedPlan(Dataset(**content))
    assert past(plan, "2025-06-30") == []
    (row,) = plan.ask("progress", item="A2", as_of="2020-01-01").to_records()
    assert (row["status"], row["day"]) == ("in-progress", None)
    assert [one["says"] for one in plan.ask("evidence", action="A2", source="updates").to_records()] == [
        "in-progress, day not stated"
    ]
