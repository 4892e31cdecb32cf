"""Dates as plans write them, read exactly as precisely as they are stated.

A `DateReading` keeps what could not be settled (the quarter of which year, a season) as a doubt in words.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cohesion_graph.ingest.when import date_meanings as means
from cohesion_graph.ingest.when.date_style import DateReading, DateStyle
from cohesion_graph.ingest.when.seasons import part_of_year
from cohesion_graph.language.files import first_words
from cohesion_graph.language.notation import letters_of, without_accents
from cohesion_graph.language.patterns import Form, any_shown, tried

__all__ = ["DAY", "HALF", "MONTH", "QUARTER", "find_dates", "may_open", "read_date"]

_MONTH_NAMES = tuple(any_shown(f"when.months.{number}") for number in range(12))
MONTH = rf"{any_shown('when.months')}(?![^\W\d_])\.?"
"""A pattern (letter case ignored) for the name of a month."""
DAY = rf"\d{{1,2}}(?:\s?{any_shown('when.day-endings')}(?!\w))?"
"""A pattern (letter case ignored) for a day of a month."""
_OF, _THE = rf"(?:{any_shown('when.of')}\s)?", rf"(?:{any_shown('small.articles')}\s)?"
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"['’]?\d\d"
_FY = rf"{any_shown('when.financial')}\s*"
_FINANCIAL = rf"(?:{_FY}(?:{_YEAR}|\d\d)|{_YEAR})\s?[/–-]\s?(?:{_YEAR}|\d\d)(?!\d|[/-]\d\d?(?!\d))"
_NEAR = r"\d\s?[/.–年-]\s?\d"
"""Numbers side by side, in each form of a date that is made of these; 年, 月 and 日 mark them in Chinese and Japanese."""
_NO_SPAN = rf"(?!\s?{any_shown('when.units')}\b)"
_SHORT_FINANCIAL = rf"(?<![\d/.-])\d\d\s?[/–-]\s?\d\d(?![\d/.]|-\d){_NO_SPAN}"
QUARTER = rf"(?:{any_shown('when.quarter')}\.?\s?[1-4](?!\d)|{any_shown('when.ordinals')}\s{any_shown('when.quarter')})"
HALF = rf"(?:{any_shown('when.half-letter')}[12]|{any_shown('when.half')}\s[12]|{any_shown('when.ordinals')}\s{any_shown('when.half')})"
_WEEKDAY = rf"(?:{any_shown('when.weekdays')},?\s+)?"
_TIME = r"(?:[T ,]\s?\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]m|Z|[+-]\d\d:?\d\d)?)?"
_EDGE = rf"{any_shown('when.edges')}(?:\s{any_shown('when.of')}\s|-)"
_PART = (
    rf"(?:(?:{any_shown('when.parts')}|{any_shown('when.ordinals')} {any_shown('when.part-units')})"
    rf"(?:\s{any_shown('when.of', 'when.in')}\s|\s?-\s?|\s)|{_EDGE})"
)


_SEP = rf"(?:\s{any_shown('when.of')}\s|[\s,-]{{1,3}})"
_SIDE_BY_SIDE = "|".join(
    rf"{one}\.?(?:[\s-]{_YEAR})?\s?/\s?{two}(?![a-z])\.?"
    for one, two in zip(_MONTH_NAMES, (*_MONTH_NAMES[1:], _MONTH_NAMES[0]), strict=True)
)
"""Two months that follow each other: "May/June 2025" is one date, "March/September 2025" are two."""
_TO = rf"\s?(?:-|–|—|{any_shown('when.to', 'when.until')})\s?"
_BETWEEN, _AND = any_shown("when.between"), any_shown("small.and")
_OF_QUARTER = rf"{_FINANCIAL}|(?:{_FY})?\d\d\s?[/–-]\s?\d\d(?!\d)|(?:{_FY})?{_YEAR}|(?:fy\s?|['’])?\d\d(?![\d/–-])"
_OF_MONTH = rf"{_YEAR}(?!\s?/\s?\d\d\b)|{_SHORT_YEAR}(?!\d|\s?{any_shown('when.day-endings')}\b|:|/(?!\s?[a-z]{{3}}))"
_PARTS_OF_YEAR = any_shown("when.parts", "when.seasons", "when.easter")
_SEASON = (
    rf"(?:{any_shown('when.edges')} {any_shown('when.of')} )?(?:{_PARTS_OF_YEAR}"
    rf"(?:\s{any_shown('when.season-parts', 'when.terms-of-school')})?(?:\s?[/-]\s?|\s(?:{any_shown('when.to', 'when.in', 'when.of')}\s)?))+"
)
_QUARTERS = rf"(?P<r>\s?(?:-|–|/|{any_shown('when.to', 'small.and')})\s?(?:{QUARTER}|[1-4](?!\d)))?"
_FORMS: tuple[Form[Callable[[re.Match[str]], DateReading]], ...] = (
    Form(rf"(?P<y>{_YEAR})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?){_TIME}(?![\d/])", means.day_in_iso, (_NEAR,)),
    Form(rf"(?P<y>{_YEAR})年\s?(?P<m>\d\d?)月\s?(?P<d>\d\d?)日", means.day_in_iso, ("年",)),
    Form(rf"(?P<y>{_YEAR})年\s?(?P<m>\d\d?)月", means.month_in_numbers, ("年",)),
    Form(rf"{_WEEKDAY}(?P<c>{DAY}){_TO}(?P<d>{DAY})(?:\s{any_shown('when.of')})?{_SEP}(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", means.days_in_words, (MONTH, _TO)),
    Form(rf"(?P<c>{DAY})\s(?P<k>{MONTH}){_TO}(?P<d>{DAY})\s(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR})", means.days_of_months, (MONTH, _TO)),
    Form(rf"{_WEEKDAY}(?P<d>{DAY})(?:\s{any_shown('when.of')})?{_SEP}(?P<m>{MONTH})(?:{_SEP}(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))|(?P<z>{_YEAR}(?!\d))){_TIME}", means.day_in_words, (MONTH,)),
    Form(rf"(?<![\d/.])(?P<d>\d{{1,2}})/(?P<m>{MONTH})/(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d)){_TIME}", means.day_in_words, (MONTH, "/")),
    Form(rf"{_WEEKDAY}(?P<m>{MONTH})\s(?P<d>{DAY})(?:,\s?|\s)(?P<y>{_YEAR})", means.day_in_words, (MONTH,)),
    Form(rf"{_WEEKDAY}(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]\s?(?P<y>{_YEAR}|\d\d)(?![\d/]){_TIME}", means.day_in_numbers, (_NEAR,)),
    Form(rf"{QUARTER}\s?\(\s?(?P<c>{MONTH})(?:{_TO}|/)(?P<m>{MONTH})(?P<s>\)?{_SEP})(?P<y>{_YEAR}(?!\s?[/–-]\s?\d\d))\)?", means.months, (MONTH, QUARTER)),
    Form(rf"(?P<q>{QUARTER}){_QUARTERS}(?:\s?\([^()\d]{{3,20}}\))?[\s,(/:-]{{0,3}}{_OF}{_THE}(?P<y>{_OF_QUARTER})\)?", means.quarter, (QUARTER,)),
    Form(rf"(?P<y>{_FINANCIAL}|{_SHORT_FINANCIAL}|{_YEAR})[\s,(:–-]{{0,3}}(?P<q>{QUARTER}){_QUARTERS}\)?", means.quarter, (QUARTER,)),
    Form(rf"(?P<h>{HALF})[\s,(/-]{{0,3}}{_OF}{_THE}(?P<y>{_OF_QUARTER})\)?", means.half, (HALF,)),
    Form(rf"(?P<c>{MONTH}){_TO}(?P<m>{MONTH})(?P<s>{_SEP})(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", means.months, (MONTH, _TO)),
    Form(rf"(?P<t>{_SIDE_BY_SIDE})(?P<s>{_SEP})(?P<y>{_YEAR}(?!\s?/\s?\d\d\b)|{_SHORT_YEAR}(?!\d))", means.two_months, ("/", MONTH)),
    Form(rf"{_BETWEEN}\s(?P<c>{MONTH})\s{_AND}\s(?P<m>{MONTH})(?P<s>{_SEP})(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", means.months, (_BETWEEN, MONTH)),
    Form(rf"(?:{_PART})?(?P<m>{MONTH})(?P<s>(?:{_SEP}|/)?)(?P<y>{_OF_MONTH})", means.month, (MONTH,)),
    Form(rf"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])[/.-](?P<y>{_YEAR})", means.month_in_numbers, (_NEAR, _YEAR)),
    Form(rf"(?P<y>{_YEAR})[/-](?P<m>0[1-9]|1[0-2])(?![\d/-])(?=\s*$|\s*[,;)])", means.month_in_numbers, (_NEAR, _YEAR)),
    Form(rf"(?P<y>{_FINANCIAL})(?:\s{_FY})?", means.financial_year, (_NEAR,)),
    Form(rf"(?P<y>{_SHORT_FINANCIAL})(?:\s{_FY})?", means.short_financial_year, (_NEAR,)),
    Form(rf"(?<![\d/.-])(?P<m>0[1-9]|1[0-2])/(?P<y>\d\d)(?![\d/]){_NO_SPAN}", means.month_in_numbers, (_NEAR,)),
    Form(rf"{_FY}(?P<y>{_YEAR}|\d\d)(?!\d)", means.fiscal, (_FY,)),
    Form(rf"(?P<y>{_YEAR})\s?{any_shown('when.to', 'when.until')}\s?(?P<n>{_YEAR})(?!\d|\s?[/–-]\s?\d)", means.years, (_YEAR,)),
    Form(rf"{_BETWEEN}\s(?P<y>{_YEAR})\s{_AND}\s(?P<n>{_YEAR})(?!\d|\s?[/–-]\s?\d)", means.years, (_BETWEEN,)),
    Form(rf"(?P<p>{_SEASON})(?P<y>{_FINANCIAL}|{_YEAR})", part_of_year, (_YEAR, _PARTS_OF_YEAR)),
    Form(rf"(?P<p>{any_shown('when.festivals')})\s(?P<y>{_YEAR})", means.christmas, (_YEAR,)),
    Form(rf"(?:{any_shown('when.calendar')}\s)?(?P<y>{_YEAR})(?!\d)", means.year, (_YEAR,)),
    Form(r"(?<!\d)(?P<s>[3-5]\d{4})(?:\.0)?(?!\d)", means.excel_day, (r"\d{5}",)),
)  # fmt: skip
_IN_NUMBERS = re.compile(rf"{_YEAR}|{_NEAR}|\d{{5}}")
_NAMED = first_words("when.months", "when.quarter", "when.half-letter", "when.half", "when.financial")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"(?<![^\W_])(?:([^\W\d_]+)|(?<!\d\.)\d)")
"""Where a date may begin: not in the middle of "1.1 April 2026", whose number counts what is done in April."""
_OPENINGS = first_words("when", "small")


def _may_hold_date(text: str) -> bool:
    """Whether any form of a date can be in a text: a look-up in front of the patterns."""
    return bool(_DIGIT.search(text)) and bool(_IN_NUMBERS.search(text) or not _NAMED.isdisjoint(letters_of(text)))


def may_open(letters: str) -> bool:
    """Whether a date or deadline can begin with some letters: a look-up in front of the patterns."""
    return without_accents(letters.casefold()) in _OPENINGS


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
    if not _may_hold_date(text):
        return None
    stripped = text.strip()
    for pattern, make in tried(_FORMS, stripped):
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
    forms = tuple(tried(_FORMS, text)) if _may_hold_date(text) else ()
    for word in _WORD.finditer(text) if forms else ():
        if word.start() < place or (word[1] and not may_open(word[1])):
            continue
        best: tuple[int, DateReading] | None = None
        for pattern, make in forms:
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
