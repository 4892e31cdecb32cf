"""Dates as plans write them, read exactly as precisely as they are stated.

A `DateReading` keeps what could not be settled (the quarter of which year, a season) as a doubt in words.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cohesion_graph.ingest.when import date_meanings as means
from cohesion_graph.ingest.when.date_meanings import ORDINALS
from cohesion_graph.ingest.when.date_style import DateReading, DateStyle

__all__ = ["DATE", "DAY", "MONTH", "find_dates", "read_date"]

_MONTH_NAMES = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?"),
    *("sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
MONTH = rf"(?:{'|'.join(_MONTH_NAMES)})(?![a-z])\.?"
"""A pattern (letter case ignored) for the name of a month."""
DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th)\b)?"
"""A pattern (letter case ignored) for a day of a month."""
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"['’]?\d\d"
_FY = r"(?:fy|f/y|(?:financial|fiscal) year)\s*"
_FINANCIAL = rf"(?:{_FY}(?:{_YEAR}|\d\d)|{_YEAR})\s?[/–-]\s?(?:{_YEAR}|\d\d)(?!\d|[/-]\d\d?(?!\d))"
_SHORT_FINANCIAL = r"(?<![\d/.-])\d\d\s?[/–-]\s?\d\d(?![\d/.]|-\d|\s?(?:months|weeks|years|days))"
_QUARTER = rf"(?:(?:q|qtr|quarter)\.?\s?[1-4](?!\d)|(?:{'|'.join(ORDINALS)})\s(?:quarter|qtr))"
_HALF = r"(?:h[12]|half\s[12]|(?:1st|first|2nd|second)\shalf)"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,?\s+)?"
_TIME = r"(?:[T ,]\s?\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]m|Z|[+-]\d\d:?\d\d)?)?"
_PART = (
    r"(?:(?:early|mid(?:dle)?|late|(?:first|last|1st|2nd|3rd|second|third) (?:week|half))(?:\s(?:of|in)\s|\s?-\s?|\s)"
    r"|(?:end|start|beginning)(?:\sof\s|-))"
)


_SEP = r"[\s,-]{1,3}"
_SIDE_BY_SIDE = "|".join(
    rf"{one}\.?(?:[\s-]{_YEAR})?\s?/\s?{two}(?![a-z])\.?"
    for one, two in zip(_MONTH_NAMES, (*_MONTH_NAMES[1:], _MONTH_NAMES[0]), strict=True)
)
"""Two months that follow each other: "May/June 2025" is one date, "March/September 2025" are two."""
_TO = r"\s?(?:-|–|—|to|until|till|through)\s?"
_OF_QUARTER = rf"{_FINANCIAL}|(?:{_FY})?\d\d\s?[/–-]\s?\d\d(?!\d)|(?:{_FY})?{_YEAR}|(?:fy\s?|['’])?\d\d(?![\d/–-])"
_OF_MONTH = rf"{_YEAR}(?!\s?/\s?\d\d\b)|{_SHORT_YEAR}(?!\d|\s?(?:st|nd|rd|th)\b|:|/(?!\s?[a-z]{{3}}))"
_SEASON = (
    r"(?:(?:end|start|beginning) of )?(?:(?:early|mid|late|spring|summer|autumn|fall|winter|easter)"
    r"(?:\s(?:term|half[- ]term|holidays?|break))?(?:\s?[/-]\s?|\s(?:to\s|in\s)?))+"
)
_FORMS: tuple[tuple[str, Callable[[re.Match[str]], DateReading]], ...] = (
    (rf"(?P<y>{_YEAR})[-/.](?P<m>\d\d)[-/.](?P<d>\d\d){_TIME}(?!\d)", means.day_in_iso),
    (rf"{_WEEKDAY}(?P<c>{DAY}){_TO}(?P<d>{DAY})(?:\sof)?{_SEP}(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", means.days_in_words),
    (rf"(?P<c>{DAY})\s(?P<k>{MONTH}){_TO}(?P<d>{DAY})\s(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR})", means.days_of_months),
    (rf"{_WEEKDAY}(?P<d>{DAY})(?:\sof)?{_SEP}(?P<m>{MONTH})(?:{_SEP}(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))|(?P<z>{_YEAR}(?!\d))){_TIME}", means.day_in_words),
    (rf"{_WEEKDAY}(?P<m>{MONTH})\s(?P<d>{DAY})(?:,\s?|\s)(?P<y>{_YEAR})", means.day_in_words),
    (rf"{_WEEKDAY}(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]\s?(?P<y>{_YEAR}|\d\d)(?![\d/]){_TIME}", means.day_in_numbers),
    (rf"{_QUARTER}\s?\(\s?(?P<c>{MONTH})(?:{_TO}|/)(?P<m>{MONTH})(?P<s>\)?{_SEP})(?P<y>{_YEAR}(?!\s?[/–-]\s?\d\d))\)?", means.months),
    (rf"(?P<q>{_QUARTER})(?P<r>\s?(?:-|–|to|/|&|and)\s?(?:{_QUARTER}|[1-4](?!\d)))?(?:\s?\([^()\d]{{3,20}}\))?[\s,(/:-]{{0,3}}(?:of\s)?(?:the\s)?(?P<y>{_OF_QUARTER})\)?", means.quarter),
    (rf"(?P<y>{_FINANCIAL}|{_SHORT_FINANCIAL}|{_YEAR})[\s,(:–-]{{0,3}}(?P<q>{_QUARTER})(?P<r>\s?(?:-|–|to|/|&|and)\s?(?:{_QUARTER}|[1-4](?!\d)))?\)?", means.quarter),
    (rf"(?P<h>{_HALF})[\s,(/-]{{0,3}}(?:of\s)?(?:the\s)?(?P<y>{_OF_QUARTER})\)?", means.half),
    (rf"(?P<c>{MONTH}){_TO}(?P<m>{MONTH})(?P<s>{_SEP})(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", means.months),
    (rf"(?P<t>{_SIDE_BY_SIDE})(?P<s>{_SEP})(?P<y>{_YEAR}(?!\s?/\s?\d\d\b)|{_SHORT_YEAR}(?!\d))", means.two_months),
    (rf"between\s(?P<c>{MONTH})\sand\s(?P<m>{MONTH})(?P<s>{_SEP})(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", means.months),
    (rf"(?:{_PART})?(?P<m>{MONTH})(?P<s>(?:{_SEP}|/|\sof\s)?)(?P<y>{_OF_MONTH})", means.month),
    (rf"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])[/.-](?P<y>{_YEAR})", means.month_in_numbers),
    (rf"(?P<y>{_YEAR})[/-](?P<m>0[1-9]|1[0-2])(?![\d/-])(?=\s*$|\s*[,;)])", means.month_in_numbers),
    (rf"(?P<y>{_FINANCIAL})(?:\s(?:financial|fiscal) year)?", means.financial_year),
    (rf"(?P<y>{_SHORT_FINANCIAL})(?:\s(?:financial|fiscal) year)?", means.short_financial_year),
    (r"(?<![\d/.-])(?P<m>0[1-9]|1[0-2])/(?P<y>\d\d)(?![\d/]|\s?(?:months|weeks|years|days))", means.month_in_numbers),
    (rf"{_FY}(?P<y>{_YEAR}|\d\d)(?!\d)", means.fiscal),
    (rf"(?P<y>{_YEAR})\s?(?:to|until)\s?(?P<n>{_YEAR})(?!\d|\s?[/–-]\s?\d)", means.years),
    (rf"between\s(?P<y>{_YEAR})\sand\s(?P<n>{_YEAR})(?!\d|\s?[/–-]\s?\d)", means.years),
    (rf"(?P<p>{_SEASON})(?P<y>{_FINANCIAL}|{_YEAR})", means.part_of_year),
    (rf"(?P<p>christmas|xmas)\s(?P<y>{_YEAR})", means.christmas),
    (rf"(?:calendar year\s)?(?P<y>{_YEAR})(?!\d)", means.year),
    (r"(?<!\d)(?P<s>[3-5]\d{4})(?:\.0)?(?!\d)", means.excel_day),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), make) for pattern, make in _FORMS)

DATE = "|".join(f"(?:{re.sub(r'[?]P<[a-z]>', '?:', pattern)})" for pattern, _ in _FORMS)
"""A pattern (letter case ignored) that every date read here fits; it has no named groups."""


def read_date(text: str, style: DateStyle | None = None) -> DateReading | None:
    """The date that a text is, as a whole; None where it is none.

    Args:
        text: The words.
        style: How the document they stand in writes dates, where that is known.

    >>> [str(read_date(text).date) for text in ["31st March 2025", "Q3 2024/25", "Mar-25", "2024-25", "45747"]]
    ['2025-03-31', '2024/25-Q3', '2025-03', '2024/25', '2025-03-31']
    >>> from cohesion_graph.ingest.when.date_style import DateStyle
    >>> read_date("04/07/2024").doubt, read_date("04/07/2024", DateStyle.of("31/03/2024")).doubt
    ('It is not said whether the day or the month stands first in 04/07/2024.', '')
    """
    stripped = text.strip()
    for pattern, make in _COMPILED:
        if match := pattern.fullmatch(stripped):
            try:
                reading = make(match)
            except (ValueError, IndexError):
                continue
            return style.settle(reading) if style else reading
    return None


def find_dates(text: str, style: DateStyle | None = None) -> Iterator[tuple[int, int, DateReading]]:
    """Start, end and reading of each date in a text, in order; at each place the longest that can be read.

    >>> [(start, end, str(one.date)) for start, end, one in find_dates("April 2024 to 31/03/2025")]
    [(0, 10, '2024-04'), (14, 24, '2025-03-31')]
    """
    place = 0
    for word in re.finditer(r"(?<![^\W_])[^\W_]", text):
        if word.start() < place:
            continue
        best: tuple[int, DateReading] | None = None
        for pattern, make in _COMPILED:
            match = pattern.match(text, word.start())
            if (
                match is None
                or (best and match.end() <= best[0])
                or (text[match.end() - 1 : match.end() + 1].isalnum() and match.end() < len(text))
            ):
                continue
            try:
                best = match.end(), make(match)
            except (ValueError, IndexError):
                continue
        if best:
            place, reading = best
            yield word.start(), place, style.settle(reading) if style else reading
