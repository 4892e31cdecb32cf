"""Findings: facts about the data, as of a day."""

import datetime as dt

import pytest

from cohesion_graph.derive import findings
from cohesion_graph.model.claims import Timing
from cohesion_graph.model.timing import Deadline
from cohesion_graph.plan import LoadedPlan


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


@pytest.mark.parametrize(
    "stated,expected",
    [
        ("TBC", ("undated", "the words name no date: TBC")),
        ("ASAP", ("undated", "the words name no date: ASAP")),
        ("Q4", ("undated", "the words name no date: Q4")),
        ("31 March", ("undated", "the words name no date: 31 March")),
        ("Mid-term 2025 review", ("unread-date", "the words name a date that could not be read: Mid-term 2025 review")),
    ],
)
def test_words_that_name_no_date_leave_an_item_undated(marlbeck, stated, expected):
    claim = Timing(
        item="A6",
        source="together-plan",
        n=1,
        evidence=(next(one for one in marlbeck.dataset.claims.values() if one.item == "A6").evidence),
        stated=stated,
        deadline=Deadline(kind="unread"),
    )
    dataset = marlbeck.dataset
    first, *others = dataset.readings
    content = {name: getattr(dataset, name) for name in type(dataset).model_fields}
    content["readings"] = (first.model_copy(update={"claims": (*first.claims, claim)}), *others)
    plan = LoadedPlan(type(dataset)(**content))
    assert next((one.kind, one.what) for one in plan.findings() if one.item == "A6") == expected
    rows = [row for row in plan.ask("undated").to_records() if row["action"] == "A6"]
    assert [(row["stated"], row["why"]) for row in rows] == [(stated, expected[1].removesuffix(f": {stated}"))]
