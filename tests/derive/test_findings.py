"""Findings: facts about the data, as of a day."""

import datetime as dt

from cohesion_graph.derive import findings


def found(plan, as_of=None):
    day = dt.date.fromisoformat(as_of) if as_of else None
    return [(one.kind, one.item) for one in findings(plan.dataset, day)]


def test_items_without_any_date_or_body_are_found(marlbeck):
    assert found(marlbeck) == [
        ("undated", "A6"),
        ("unowned", "A1/map-shared-with-the-tension-group"),
        ("unowned", "A6"),
    ]


def test_a_date_counts_as_past_on_the_day_after_its_last_day(marlbeck):
    quarter = ("past-without-report", "A1/map-shared-with-the-tension-group")

    assert quarter not in found(marlbeck, "2025-06-30")
    assert quarter in found(marlbeck, "2025-07-01")


def test_an_item_that_was_reported_on_is_not_found(marlbeck):
    published = ("past-without-report", "A1/map-of-groups-published")

    assert published not in found(marlbeck, "2030-01-01")


def test_nobody_is_called_late(stockton):
    words = {one.what for one in findings(stockton.dataset, dt.date(2026, 11, 22))}

    assert "past its date (December 2008), nothing reported as of 2026-11-22" in words
    assert not [one for one in words if "late" in one or "overdue" in one]
