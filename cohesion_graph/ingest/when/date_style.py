"""A date as it was read, and the style in which a document writes its dates.

Two habits of writing leave a question that other dates of the same document may answer: which of two numbers is the
day ("04/03/2025"), and whether two digits behind a month are a year or a day ("March 25").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cohesion_graph.language.spoken import language_of
from cohesion_graph.model.timing import StatedDate

__all__ = ["DateReading", "DateStyle"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date, the start of its range where one is written, and what is not certain about it."""

    date: StatedDate
    starts: StatedDate | None = None
    doubt: str = ""
    alternatives: tuple[str, ...] = ()
    asks: str = ""
    """The question that the document's own dates may answer: ``order``, or the year that two digits may stand for."""


_IN_NUMBERS = re.compile(r"(?<![\d/.-])(\d\d?)(?:[/-](\d\d?)[/-](?:\d{4}|\d\d)|\.(\d\d?)\.\d{4})(?![\d/.-]*\d)")
_FULL_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?(?:-|–|/|to)\s?((?:19|20)\d\d|\d\d))?(?!\d)")
_LONGEST_PLAN = 12
"""Years: a wider range ("1990-2050") tells no years that a plan's deadlines would fall in."""


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a document writes its dates, as far as dates that can be read in one way only show it."""

    is_day_first: bool | None = None
    """Whether the day stands in front of the month in dates of numbers; None where nothing tells, or both occur."""
    years: frozenset[int] = frozenset()
    """Years that it prints in full, and those inside ranges of years that it prints."""
    language: str = ""
    """The language it is written in, where its words tell."""

    @classmethod
    def of(cls, text: str) -> DateStyle:
        """The style of a text.

        >>> style = DateStyle.of("From 2023 to 2026: 31/03/2024, 04/07/2024")
        >>> style.is_day_first, sorted(style.years)
        (True, [2023, 2024, 2025, 2026])
        """
        pairs = {(int(a) > 12, int(b or c) > 12) for a, b, c in _IN_NUMBERS.findall(text)}
        orders = {pairs_first for pairs_first, second in pairs if pairs_first != second}
        years: set[int] = set()
        for first, last in _FULL_YEARS.findall(text):
            start = int(first)
            end = int(last) if len(last) == 4 else start // 100 * 100 + int(last or first[2:])
            years |= set(range(start, end + 1)) if start <= end <= start + _LONGEST_PLAN else {start}
        return cls(orders.pop() if len(orders) == 1 else None, frozenset(years), language_of(text))

    def settle(self, reading: DateReading) -> DateReading:
        """The reading without its doubt, where this style answers what it asks; else as it was."""
        if reading.asks == "order" and self.is_day_first is not None:
            date = reading.date if self.is_day_first else StatedDate(reading.alternatives[1])
            return DateReading(date)
        if reading.asks.isdigit() and int(reading.asks) in self.years:
            return replace(reading, doubt="", alternatives=(), asks="")
        return reading
