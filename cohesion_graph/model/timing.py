"""Dates and deadlines as documents state them: a month stays a month, "ongoing" stays ongoing.

The last day that a stated date allows is an interpretation ("by December 2008" is read as by the end of that month);
`StatedDate.last_day` is the one place that makes it. Always compare on it, never on the text.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Self

from pydantic import RootModel, field_validator, model_validator

from cohesion_graph.model.codes import DeadlineKind
from cohesion_graph.model.ids import Slug
from cohesion_graph.model.record import Record

__all__ = ["SEASONS", "Deadline", "Recurrence", "StatedDate", "names_a_date"]

_FORMS = {
    "day": re.compile(r"(\d{4})-(\d{2})-(\d{2})"),
    "season": re.compile(r"(\d{4})-(2[1-4])"),
    "month": re.compile(r"(\d{4})-(\d{2})"),
    "quarter": re.compile(r"(\d{4})(/\d{2})?-Q([1-4])"),
    "financial-year": re.compile(r"(\d{4})/(\d{2})"),
    "year": re.compile(r"(\d{4})"),
}
_EXPECTED = "2025-03-31, 2009-03, 2025-22 (summer), 2024-Q3, 2024/25-Q3, 2024/25 or 2026"
SEASONS = ("spring", "summer", "autumn", "winter")
"""The seasons that a date may be of, as ISO 8601-2 numbers them from 21 on; each has three months, spring from March.

Winter begins in the December of its year.
"""


class StatedDate(RootModel[str], frozen=True):
    """A day, month, season, quarter, year or UK financial year (from 1 April), exactly as precise as stated.

    >>> march = StatedDate("2009-03")
    >>> march.precision, march.first_day, march.last_day
    ('month', datetime.date(2009, 3, 1), datetime.date(2009, 3, 31))
    >>> StatedDate("2025-22").precision, StatedDate("2025-22").last_day
    ('season', datetime.date(2025, 8, 31))
    >>> StatedDate("2024/25-Q4").last_day           # a financial year's fourth quarter is January to March
    datetime.date(2025, 3, 31)
    """

    @field_validator("root")
    @classmethod
    def _is_a_date(cls, text: str) -> str:
        _span(text)
        return text

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``season``, ``quarter``, ``year`` or ``financial-year``."""
        return _span(self.root)[0]

    @property
    def first_day(self) -> dt.date:
        """The first day the stated date allows."""
        return _span(self.root)[1]

    @property
    def last_day(self) -> dt.date:
        """The last day the stated date allows: our reading of "by March 2009" is by 31 March 2009."""
        return _span(self.root)[2]

    def __str__(self) -> str:
        return self.root

    def __repr__(self) -> str:
        return f"StatedDate({self.root!r})"

    def __lt__(self, other: StatedDate) -> bool:
        """Earlier last day first; of two with the same last day the more precise first."""
        return (self.last_day, self.first_day) < (other.last_day, other.first_day)

    def later(self, months: int, days: int = 0) -> StatedDate:
        """This date moved on by whole months and days, at the same precision; a day past a month's end is its last.

        Raises:
            ValueError: days are added to a date that is less precise than a day, or months that do not fill
                the precision (one month to a quarter), or the result leaves the years 1 to 9999.

        >>> str(StatedDate("2008-09").later(6)), str(StatedDate("2024-01-31").later(1))
        ('2009-03', '2024-02-29')
        """
        precision, first, _ = _span(self.root)
        size = {"day": 1, "month": 1, "season": 3, "quarter": 3}.get(precision, 12)
        if months % size or (days and precision != "day"):
            message = f"cannot add {months} months and {days} days to the {precision} {self.root}"
            raise ValueError(message)
        year, month0 = divmod(first.year * 12 + first.month - 1 + months, 12)
        if precision == "day":
            day = min(first.day, calendar.monthrange(year, month0 + 1)[1])
            return StatedDate((dt.date(year, month0 + 1, day) + dt.timedelta(days)).isoformat())
        financial = "/" in self.root
        start = year - 1 if financial and month0 < 3 else year
        text = f"{start:04}/{(start + 1) % 100:02}" if financial else f"{start:04}"
        if precision == "month":
            text = f"{year:04}-{month0 + 1:02}"
        elif precision == "season":
            text = f"{year:04}-{21 + (month0 - 2) // 3}"
        elif precision == "quarter":
            text += f"-Q{(month0 - 3) % 12 // 3 + 1 if financial else month0 // 3 + 1}"
        return StatedDate(text)


@lru_cache(4096)  # a plan states few dates, many times each
def _span(text: str) -> tuple[str, dt.date, dt.date]:
    """Precision, first and last day of a stated date; ValueError with the forms allowed if it is none."""
    for precision, form in _FORMS.items():
        match = form.fullmatch(text)
        if match is None:
            continue
        try:
            first, months = _first_day(precision, match)
            if months == 0:
                return precision, first, first
            year, month0 = divmod(first.year * 12 + first.month - 2 + months, 12)
            return precision, first, dt.date(year, month0 + 1, calendar.monthrange(year, month0 + 1)[1])
        except ValueError as error:
            message = f"{text!r} is not a date of the calendar ({error}); write {_EXPECTED}"
            raise ValueError(message) from None
    message = f"{text!r} is not a date; write {_EXPECTED}"
    raise ValueError(message)


def _first_day(precision: str, match: re.Match[str]) -> tuple[dt.date, int]:
    """First day and length in months (0 for a single day) of a matched form."""
    year = int(match[1])
    if precision == "day":
        return dt.date(year, int(match[2]), int(match[3])), 0
    if precision == "month":
        return dt.date(year, int(match[2]), 1), 1
    if precision == "season":
        return dt.date(year, (int(match[2]) - 20) * 3, 1), 3
    if precision == "year":
        return dt.date(year, 1, 1), 12
    following = match[2]
    if following is not None and int(following.lstrip("/")) != (year + 1) % 100:
        message = f"the year after {year} is {(year + 1) % 100:02}"
        raise ValueError(message)
    if precision == "financial-year":
        return dt.date(year, 4, 1), 12
    month0 = (int(match[3]) - 1) * 3 + (3 if following else 0)
    return dt.date(year + month0 // 12, month0 % 12 + 1, 1), 3


class Recurrence(RootModel[str], frozen=True):
    """An interval between occurrences, as an ISO 8601 duration of one unit: ``P6M``, ``P1Y``, ``P2W``, ``P30D``.

    >>> Recurrence("P6M").months, Recurrence("P2W").days
    (6, 14)
    """

    @field_validator("root")
    @classmethod
    def _is_a_duration(cls, text: str) -> str:
        if not re.fullmatch(r"P[1-9]\d{0,3}[DWMY]", text):
            message = f"{text!r} is not an interval; write P6M for six months, P1Y, P2W or P30D"
            raise ValueError(message)
        return text

    @property
    def months(self) -> int:
        """Whole months, 0 for an interval of days or weeks."""
        return int(self.root[1:-1]) * {"M": 1, "Y": 12}.get(self.root[-1], 0)

    @property
    def days(self) -> int:
        """Whole days, 0 for an interval of months or years."""
        return int(self.root[1:-1]) * {"D": 1, "W": 7}.get(self.root[-1], 0)

    def __str__(self) -> str:
        return self.root


_NEEDS = {
    DeadlineKind.FIXED: {"date"},
    DeadlineKind.FIXED_THEN_ONGOING: {"date"},
    DeadlineKind.FIXED_THEN_RECURRING: {"date", "every"},
    DeadlineKind.RECURRING: {"every"},
    DeadlineKind.ALIGNED: {"aligned_with"},
    DeadlineKind.RELATIVE: {"within"},
}
_MAY_HAVE = {
    DeadlineKind.FIXED: {"starts"},
    DeadlineKind.ONGOING: {"starts"},
    DeadlineKind.FIXED_THEN_ONGOING: {"starts"},
    DeadlineKind.RECURRING: {"starts", "date"},
    DeadlineKind.RELATIVE: {"after"},
}


_DATE_IN_WORDS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)")


def names_a_date(words: str) -> bool:
    """Whether words that were not understood as a deadline name a date all the same: they hold a year.

    >>> names_a_date("Mid-term 2025 review"), names_a_date("TBC"), names_a_date("Q4"), names_a_date("Year 2")
    (True, False, False, False)
    """
    return bool(_DATE_IN_WORDS.search(words))


class Deadline(Record):
    """A deadline as stated. Which fields it has depends on its `kind`; any other is refused.

    ==================== ======================== ================
    kind                 needs                    may have
    ==================== ======================== ================
    fixed                date                     starts (a range)
    ongoing                                       starts
    fixed-then-ongoing   date                     starts
    fixed-then-recurring date, every
    recurring            every                    starts, date (its end)
    aligned              aligned_with
    relative             within                   after
    unread
    ==================== ======================== ================

    >>> Deadline(kind="fixed-then-recurring", date="2008-09", every="P6M").next_occurrence(dt.date(2009, 1, 1))
    StatedDate('2009-03')
    """

    kind: DeadlineKind
    date: StatedDate | None = None
    """The date it is due by (the end, where a range is stated)."""
    starts: StatedDate | None = None
    every: Recurrence | None = None
    aligned_with: Slug | None = None
    """The instrument in the register whose timetable decides."""
    within: Recurrence | None = None
    """Span of a relative deadline: ``P3M`` for "within 3 months"."""
    after: str | None = None
    """What a relative deadline counts from, in the document's words; None where it does not say."""

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        have = {name for name in _FIELDS if getattr(self, name) is not None}
        needs = _NEEDS.get(self.kind, set())
        if missing := needs - have:
            message = f"a deadline of kind {self.kind.value!r} needs {' and '.join(sorted(missing))}"
            raise ValueError(message)
        if extra := have - needs - _MAY_HAVE.get(self.kind, set()):
            message = f"a deadline of kind {self.kind.value!r} has no {' or '.join(sorted(extra))}"
            raise ValueError(message)
        if self.starts and self.date and self.starts.first_day > self.date.last_day:
            message = f"it starts ({self.starts}) after it ends ({self.date})"
            raise ValueError(message)
        return self

    @property
    def latest_date(self) -> dt.date | None:
        """The last day the (first) stated date allows; None where no date is stated."""
        return self.date.last_day if self.date and self.kind is not DeadlineKind.RECURRING else None

    @property
    def is_understood(self) -> bool:
        """Whether it says something about when; "TBC", "ASAP" and "Q4" without a year do not."""
        return self.kind is not DeadlineKind.UNREAD

    @property
    def is_open_ended(self) -> bool:
        """Whether no end is stated: ongoing, or ongoing or recurring after a first date."""
        return self.kind in _OPEN_ENDED

    def next_occurrence(self, as_of: dt.date) -> StatedDate | None:
        """The first stated or recurring date whose last day is not before `as_of`; None where there is none.

        A recurring deadline without a start has no known occurrence: None. Occurrences keep the precision stated;
        where an interval does not fit it (two weeks after a month), only the first date is known.
        """
        first = self.starts if self.kind is DeadlineKind.RECURRING else self.date
        if first is None:
            return None
        if first.last_day >= as_of or self.every is None:
            return first if first.last_day >= as_of else None
        step, turns = self.every, 0
        months_apart = (as_of.year - first.last_day.year) * 12 + as_of.month - first.last_day.month
        turns = max(months_apart // step.months - 1, 0) if step.months else (as_of - first.last_day).days // step.days
        try:
            while (date := first.later(turns * step.months, turns * step.days)).last_day < as_of:
                turns += 1
        except ValueError:
            return None
        return None if self.kind is DeadlineKind.RECURRING and self.date and self.date < date else date


_FIELDS = ("date", "starts", "every", "aligned_with", "within", "after")
_OPEN_ENDED = frozenset(
    {
        DeadlineKind.ONGOING,
        DeadlineKind.FIXED_THEN_ONGOING,
        DeadlineKind.FIXED_THEN_RECURRING,
        DeadlineKind.RECURRING,
    }
)
