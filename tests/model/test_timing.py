"""Dates and deadlines as stated."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cohesion_graph.model.timing import Deadline, Recurrence, StatedDate


@pytest.mark.parametrize(
    "text, precision, first, last",
    [
        ("2025-03-31", "day", "2025-03-31", "2025-03-31"),
        ("2009-03", "month", "2009-03-01", "2009-03-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),  # a leap year
        ("2025-21", "season", "2025-03-01", "2025-05-31"),  # spring to autumn are of one year, winter of two
        ("2023-24", "season", "2023-12-01", "2024-02-29"),
        ("2024-Q3", "quarter", "2024-07-01", "2024-09-30"),
        ("2024/25-Q1", "quarter", "2024-04-01", "2024-06-30"),
        ("2024/25-Q4", "quarter", "2025-01-01", "2025-03-31"),  # a financial year ends in the next calendar year
        ("2024/25", "financial-year", "2024-04-01", "2025-03-31"),
        ("1999/00", "financial-year", "1999-04-01", "2000-03-31"),
        ("2026", "year", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_stated_date_is_as_precise_as_stated_and_ends_on_its_last_day(text, precision, first, last):
    date = StatedDate(text)

    assert (date.precision, date.first_day.isoformat(), date.last_day.isoformat()) == (precision, first, last)
    assert str(date) == text


@pytest.mark.parametrize(
    "text", ["2008-13", "2025-02-30", "2008-00", "2024/26", "2024-Q5", "08-2009", "March", "", "9"]
)
def test_what_is_no_date_is_refused_with_the_forms_allowed(text):
    with pytest.raises(
        ValidationError,
        match=r"2025-03-31, 2009-03, 2025-22 \(summer\), 2024-Q3, 2024/25-Q3, 2024/25 or 2026|the year after",
    ):
        StatedDate(text)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_every_day_lies_in_its_month_its_quarter_its_year_and_its_financial_year(day):
    financial = day.year if day.month >= 4 else day.year - 1
    holders = [
        f"{day:%Y-%m}",
        f"{day:%Y}-Q{(day.month - 1) // 3 + 1}",
        f"{day:%Y}",
        f"{financial}/{(financial + 1) % 100:02}",
        f"{financial}/{(financial + 1) % 100:02}-Q{(day.month - 4) % 12 // 3 + 1}",
    ]

    assert all(StatedDate(text).first_day <= day <= StatedDate(text).last_day for text in holders)


@given(st.integers(1900, 2900), st.integers(1, 12), st.integers(0, 600))
def test_moving_a_month_on_and_counting_back_gives_the_distance(year, month, months):
    later = StatedDate(f"{year:04}-{month:02}").later(months)

    assert (later.first_day.year - year) * 12 + later.first_day.month - month == months


@pytest.mark.parametrize(
    "start, months, days, later",
    [
        ("2024-01-31", 1, 0, "2024-02-29"),  # no 31 February
        ("2024-03-01", 0, 14, "2024-03-15"),
        ("2024-22", 6, 0, "2024-24"),
        ("2024-24", 3, 0, "2025-21"),
        ("2024-Q3", 6, 0, "2025-Q1"),
        ("2024/25-Q3", 6, 0, "2025/26-Q1"),
        ("2024/25-Q1", 9, 0, "2024/25-Q4"),
        ("2024/25", 12, 0, "2025/26"),
        ("2024", 24, 0, "2026"),
    ],
)
def test_a_date_moves_on_at_its_own_precision(start, months, days, later):
    assert str(StatedDate(start).later(months, days)) == later


@pytest.mark.parametrize("start, months, days", [("2024-Q3", 1, 0), ("2024", 6, 0), ("2024-03", 0, 14)])
def test_a_move_finer_than_the_date_is_refused(start, months, days):
    with pytest.raises(ValueError, match="cannot add"):
        StatedDate(start).later(months, days)


@pytest.mark.parametrize(
    "fields, complaint",
    [
        ({"kind": "fixed"}, "needs date"),
        ({"kind": "aligned"}, "needs aligned_with"),
        ({"kind": "fixed-then-recurring", "date": "2008-09"}, "needs every"),
        ({"kind": "ongoing", "date": "2008-09"}, "has no date"),
        ({"kind": "unread", "every": "P1Y"}, "has no every"),
        ({"kind": "fixed", "starts": "2009-05", "date": "2009-03"}, "starts .2009-05. after it ends"),
    ],
)
def test_a_deadline_has_exactly_what_its_kind_needs(fields, complaint):
    with pytest.raises(ValidationError, match=complaint):
        Deadline(**fields)


@pytest.mark.parametrize(
    "fields, as_of, occurrence",
    [
        ({"kind": "fixed", "date": "2008-12"}, "2008-12-31", "2008-12"),  # the last day still counts
        ({"kind": "fixed", "date": "2008-12"}, "2009-01-01", None),
        ({"kind": "fixed-then-recurring", "date": "2008-09", "every": "P6M"}, "2008-01-01", "2008-09"),
        ({"kind": "fixed-then-recurring", "date": "2008-09", "every": "P6M"}, "2026-11-22", "2027-03"),
        ({"kind": "recurring", "every": "P1Y", "starts": "2025"}, "2027-05-01", "2027"),
        ({"kind": "recurring", "every": "P1Y", "starts": "2025", "date": "2026"}, "2027-05-01", None),  # it has ended
        ({"kind": "recurring", "every": "P6M"}, "2027-05-01", None),  # no start, so no known occurrence
        ({"kind": "fixed-then-recurring", "date": "2024-01-31", "every": "P1M"}, "2024-02-01", "2024-02-29"),
        ({"kind": "fixed-then-recurring", "date": "2024-01-03", "every": "P2W"}, "2024-02-01", "2024-02-14"),
        ({"kind": "fixed-then-recurring", "date": "2024-01", "every": "P2W"}, "2024-02-01", None),  # finer than stated
        ({"kind": "ongoing"}, "2024-02-01", None),
    ],
)
def test_the_next_occurrence_keeps_the_precision_stated(fields, as_of, occurrence):
    found = Deadline(**fields).next_occurrence(dt.date.fromisoformat(as_of))

    assert (found and str(found)) == occurrence


def test_only_a_first_date_is_the_latest_date_not_the_end_of_a_recurrence():
    kinds = [
        Deadline(kind="fixed-then-ongoing", date="2008-03"),
        Deadline(kind="recurring", every="P1Y", starts="2025", date="2027"),
        Deadline(kind="ongoing"),
    ]

    assert [deadline.latest_date for deadline in kinds] == [dt.date(2008, 3, 31), None, None]
    assert [deadline.is_open_ended for deadline in kinds] == [True, True, True]


@pytest.mark.parametrize("text", ["P0M", "6M", "P6", "PT6M", "P1Y6M", "P-1D", "P99999D"])
def test_an_interval_of_another_form_is_refused(text):
    with pytest.raises(ValidationError, match="is not an interval"):
        Recurrence(text)
