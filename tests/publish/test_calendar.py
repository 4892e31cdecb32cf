"""The calendar: a month is a month, what goes on is no event, UIDs stay."""

import datetime as dt

import icalendar
import pytest

from cohesion_graph.publish.calendar import Calendars
from cohesion_graph.publish.lookups import Lookups


def events(plan, body=None, as_of=None):
    feed = icalendar.Calendar.from_ical(Calendars(Lookups(plan.derivation, as_of)).feed(body))
    return list(feed.walk("VEVENT"))


def told(event):
    """Item and claim, first and last day."""
    last = event["dtend"].dt - dt.timedelta(days=1)
    return f"{event['uid'].rpartition('/action/')[2]} {event['dtstart'].dt} {last}"


PLAN = "claim/together-plan/timing/1"


def test_every_deadline_of_the_invented_plan_stands_on_the_last_day_that_its_words_allow(marlbeck):
    assert [told(event) for event in events(marlbeck)] == [
        f"A1/milestone/map-of-groups-published/{PLAN} 2025-03-31 2025-03-31",
        f"A1/milestone/map-shared-with-the-tension-group/{PLAN} 2025-06-30 2025-06-30",
        f"A2/{PLAN} 2025-03-31 2025-03-31",
        "A2/claim/voices-extract/timing/1 2025-06-30 2025-06-30",
        f"A2/milestone/welcome-pack-re-viewed-each-year/{PLAN} 2025-12-31 2025-12-31",
        f"A4/milestone/reports-to-marlbeck-partnership-twice-a-year/{PLAN} 2025-09-30 2025-09-30",
        f"A5/{PLAN} 2026-03-31 2026-03-31",
        f"A5/milestone/protocol-signed-if-the-lottery-bid-succeeds/{PLAN} 2025-06-30 2025-06-30",
    ]


def test_in_the_feed_of_periods_every_date_spans_exactly_what_is_stated(marlbeck):
    feed = icalendar.Calendar.from_ical(Calendars(Lookups(marlbeck.derivation)).periods())
    assert [told(event) for event in feed.walk("VEVENT")] == [
        f"A1/milestone/map-of-groups-published/{PLAN}?period 2025-03-31 2025-03-31",
        f"A1/milestone/map-shared-with-the-tension-group/{PLAN}?period 2025-04-01 2025-06-30",
        f"A2/{PLAN}?period 2024-04-01 2025-03-31",
        "A2/claim/voices-extract/timing/1?period 2025-06-01 2025-06-30",
        f"A2/milestone/welcome-pack-re-viewed-each-year/{PLAN}?period 2025-01-01 2025-12-31",
        f"A4/milestone/reports-to-marlbeck-partnership-twice-a-year/{PLAN}?period 2025-09-01 2025-09-30",
        f"A5/{PLAN}?period 2026-03-01 2026-03-31",
        f"A5/milestone/protocol-signed-if-the-lottery-bid-succeeds/{PLAN}?period 2025-04-01 2025-06-30",
    ]


def test_the_feed_of_tasks_has_each_deadline_due_on_its_last_day_and_how_far_it_was_reported(marlbeck):
    """A to-do without a start: list programs show it until that day, and none takes it for an appointment."""
    feed = icalendar.Calendar.from_ical(Calendars(Lookups(marlbeck.derivation)).tasks())
    days = {event["uid"]: event["dtstart"].dt for event in events(marlbeck)}
    tasks = {task["uid"]: task for task in feed.walk("VTODO")}
    assert {uid: task["due"].dt for uid, task in tasks.items()} == {f"{uid}?task": day for uid, day in days.items()}
    assert not feed.walk("VEVENT")
    assert all("dtstart" not in task and "transp" not in task for task in tasks.values())
    reported = {uid.rpartition("/action/")[2]: task["status"] for uid, task in tasks.items() if "status" in task}
    assert reported == {f"A1/milestone/map-of-groups-published/{PLAN}?task": "COMPLETED"}


@pytest.mark.parametrize("before, after", [(None, dt.date(2025, 1, 1)), (dt.date(2025, 1, 1), dt.date(2025, 1, 2))])
def test_a_correction_is_never_older_than_what_it_corrects(marlbeck, before, after):
    """Whatever the dates of the entries: the edition that was built later has the greater SEQUENCE and DTSTAMP."""
    older, newer = ({event["uid"]: event for event in events(marlbeck, as_of=day)} for day in (before, after))
    for uid in older.keys() & newer.keys():
        assert older[uid]["sequence"] < newer[uid]["sequence"]
        assert older[uid]["dtstamp"].dt < newer[uid]["dtstamp"].dt == newer[uid]["last-modified"].dt
    undated = events(marlbeck)
    assert len({(event["sequence"], event["dtstamp"].dt) for event in undated}) == 1


def test_a_feed_says_how_often_it_is_worth_asking_for(stockton):
    feed = icalendar.Calendar.from_ical(Calendars(Lookups(stockton.derivation)).feed())
    assert feed["refresh-interval"].dt == dt.timedelta(days=1)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in feed.to_ical()


def test_a_month_says_that_no_day_is_stated(marlbeck):
    event = next(event for event in events(marlbeck) if event["uid"].endswith("A5/claim/together-plan/timing/1"))
    assert event["summary"].endswith("(by March 2026)")
    assert event["description"].splitlines() == [
        "Agree the housing protocol, once A6 is done, using the Respect Standard",
        "The Together plan says: March 2026 and ongoing.",
        "No day is stated: this entry stands on the last day of March 2026.",
        "It goes on after that, with no end stated.",
    ]
    assert event["transp"] == "TRANSPARENT"


def test_what_goes_on_or_follows_another_process_is_no_event(stockton):
    stated = {claim.id: claim for claim in stockton.dataset.claims.values() if hasattr(claim, "deadline")}
    addresses = Lookups(stockton.derivation).urls.addresses
    entered = {event["uid"] for event in events(stockton)}
    left_out = {
        claim.deadline.kind.value
        for claim in stated.values()
        if addresses.claim(claim.id).replace("#", "/") not in entered
    }
    assert left_out == {"ongoing", "aligned", "recurring"}
    assert len(entered) == len(events(stockton))


def test_a_body_gets_its_own_items_and_those_of_its_actions(stockton):
    refs = {told(event).partition("/")[0] for event in events(stockton, "safer-stockton-partnership")}
    assert refs == {"CC1", "CC6", "CC11", "EO4", "EO9", "EO10", "EO15"}


def test_a_recurring_deadline_also_has_its_next_date_from_the_day(marlbeck):
    recurring = [event for event in events(marlbeck, as_of=dt.date(2025, 10, 1)) if "?date=" in event["uid"]]
    assert [(event["uid"].rpartition("?")[2], event["dtstart"].dt) for event in recurring] == [
        ("date=2026-03", dt.date(2026, 3, 31)),
    ]


@pytest.mark.parametrize("as_of,stamp", [(dt.date(2025, 10, 1), dt.date(2025, 10, 1)), (None, dt.date(2000, 1, 1))])
def test_no_clock_is_read(marlbeck, as_of, stamp):
    assert events(marlbeck, as_of=as_of)[0]["dtstamp"].dt == dt.datetime(
        stamp.year, stamp.month, stamp.day, tzinfo=dt.UTC
    )


def test_lines_are_folded_and_end_as_the_standard_wants(stockton):
    content = Calendars(Lookups(stockton.derivation)).feed()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
