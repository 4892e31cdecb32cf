"""Dates as plans write them, read exactly as precisely as they are stated.

A `DateReading` keeps what could not be settled (the quarter of which year, a season) as a doubt in words.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from cohesion_graph.model.timing import StatedDate

__all__ = ["DATE", "DateReading", "read_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"['’]?\d\d"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_FINANCIAL = rf"(?:fy\s*)?(?:{_YEAR}|(?<=fy)\d\d)\s?[/–-]\s?(?:{_YEAR}|\d\d)(?![\d/-])"
_QUARTER = r"(?:q|qtr|quarter)\s?[1-4]"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date, the start of its range where one is written, and what is not certain about it."""

    date: StatedDate
    starts: StatedDate | None = None
    doubt: str = ""
    alternatives: tuple[str, ...] = ()


def _month_number(word: str) -> int:
    return _MONTHS.index(word.strip(". ").casefold()[:3]) + 1


def _full_year(digits: str) -> int:
    """Two digits are read as 1970 to 2069."""
    number = int(re.sub(r"\D", "", digits))
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _financial(text: str) -> str:
    """``2024/25`` from "2024/25", "2024-25", "FY24/25", "2024/2025"; ValueError where the years do not follow."""
    numbers = re.findall(r"\d{4}|\d\d", text)
    first, last = _full_year(numbers[0]), int(numbers[1]) % 100
    if last != (first + 1) % 100:
        raise ValueError(text)
    return f"{first}/{last:02}"


def _day(year: int, month: int, day: int) -> DateReading:
    return DateReading(StatedDate(dt.date(year, month, day).isoformat()))


def _day_in_words(match: re.Match[str]) -> DateReading:
    return _day(_full_year(match["y"]), _month_number(match["m"]), int(re.sub(r"\D", "", match["d"])))


def _day_in_numbers(match: re.Match[str]) -> DateReading:
    """Day first, as in the United Kingdom; a second number above 12 can only be the day."""
    first, second, year = int(match["d"]), int(match["m"]), _full_year(match["y"])
    if second > 12:
        return DateReading(_day(year, first, second).date, doubt="The month stands in front of the day.")
    return _day(year, second, first)


def _month(match: re.Match[str]) -> DateReading:
    return DateReading(StatedDate(f"{_full_year(match['y']):04}-{_month_number(match['m']):02}"))


def _months(match: re.Match[str]) -> DateReading:
    end = StatedDate(f"{_full_year(match['y']):04}-{_month_number(match['n']):02}")
    year = int(end.root[:4]) - (_month_number(match["m"]) > _month_number(match["n"]))
    return DateReading(end, starts=StatedDate(f"{year:04}-{_month_number(match['m']):02}"))


def _month_in_numbers(match: re.Match[str]) -> DateReading:
    return DateReading(StatedDate(f"{match['y']}-{int(match['m']):02}"))


def _quarter(match: re.Match[str]) -> DateReading:
    """A quarter of a year written as one number may be of the calendar or of the financial year: a doubt."""
    numbers = re.findall(r"[1-4]", re.sub(r"(?i)[^q1-4&–-]|uarter|tr", "", match["q"]))
    year = match["y"]
    try:
        base = _financial(year) if re.search(r"[/–-]", year) else ""
    except ValueError:
        base = ""
    label = base or f"{_full_year(year):04}"
    date = StatedDate(f"{label}-Q{numbers[-1]}")
    starts = StatedDate(f"{label}-Q{numbers[0]}") if len(numbers) > 1 else None
    if base:
        return DateReading(date, starts)
    following = f"{int(label)}/{(int(label) + 1) % 100:02}-Q{numbers[-1]}"
    doubt = "It is not said whether the quarter is of the calendar year or of the financial year."
    return DateReading(date, starts, doubt, (str(date), following))


def _financial_year(match: re.Match[str]) -> DateReading:
    """Two years that follow each other are a financial year; others are a range of years."""
    text = match["y"]
    try:
        date = StatedDate(_financial(text))
    except ValueError:
        first, last = re.findall(r"\d{4}|\d\d", text)
        end = _full_year(last) if len(last) == 4 else _full_year(first) // 100 * 100 + int(last)
        return DateReading(StatedDate(f"{end}"), starts=StatedDate(f"{_full_year(first)}"))
    if re.search(r"\d{4}\D+\d{4}", text):
        years = re.findall(r"\d{4}", text)
        doubt = "It is not said whether the financial year or two calendar years are meant."
        return DateReading(date, None, doubt, (str(date), f"{years[0]} to {years[1]}"))
    return DateReading(date)


def _short_financial_year(match: re.Match[str]) -> DateReading:
    """A financial year, as "25/26", where the years follow each other; else nothing that can be read."""
    return DateReading(StatedDate(_financial(match["y"])))


def _fiscal(match: re.Match[str]) -> DateReading:
    year = _full_year(match["y"])
    ending = f"{year - 1}/{year % 100:02}"
    doubt = "It is not said whether the financial year begins or ends in the year given."
    return DateReading(StatedDate(ending), None, doubt, (ending, f"{year}/{(year + 1) % 100:02}"))


def _years(match: re.Match[str]) -> DateReading:
    return DateReading(StatedDate(match["n"]), starts=StatedDate(match["y"]))


def _year(match: re.Match[str]) -> DateReading:
    return DateReading(StatedDate(match["y"]))


def _part_of_year(match: re.Match[str]) -> DateReading:
    part = match["p"].strip(" -").casefold()
    doubt = f"Which months {part!r} covers is not said; the whole year is taken."
    return DateReading(StatedDate(match["y"]), None, doubt, (match["y"], f"{part} {match['y']}"))


def _excel_day(match: re.Match[str]) -> DateReading:
    """Days since 30 December 1899, as spreadsheets store dates (the 1900 system)."""
    date = dt.date(1899, 12, 30) + dt.timedelta(int(match["s"]))
    doubt = f"The number {match['s']} is read as a spreadsheet's day number."
    return DateReading(StatedDate(date.isoformat()), None, doubt, (date.isoformat(), f"the number {match['s']}"))


_SEP = r"[\s,-]{1,3}"
_TO = r"\s?(?:-|–|—|to|until|till)\s?"
_FORMS: tuple[tuple[str, Callable[[re.Match[str]], DateReading]], ...] = (
    (rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ]00:00(?::00)?)?(?!\d)", _day_in_numbers),
    (rf"(?P<d>{_DAY})(?:\sof)?{_SEP}(?P<m>{_MONTH}){_SEP}(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", _day_in_words),
    (rf"(?P<m>{_MONTH})\s(?P<d>{_DAY})(?:,\s?|\s)(?P<y>{_YEAR})", _day_in_words),
    (rf"(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>{_YEAR}|\d\d)(?![\d/])", _day_in_numbers),
    ((rf"(?P<q>{_QUARTER}(?:\s?(?:-|–|to|&|and)\s?(?:{_QUARTER}|[1-4](?!\d)))?)[\s,(/-]{{0,3}}(?:of\s)?(?:the\s)?"
     rf"(?P<y>{_FINANCIAL}|\d\d\s?/\s?\d\d|(?:fy\s?)?{_YEAR})\)?"), _quarter),
    (rf"(?P<y>{_FINANCIAL}|{_YEAR})[\s,(-]{{0,2}}(?P<q>{_QUARTER})\)?", _quarter),
    (rf"(?P<m>{_MONTH}){_TO}(?P<n>{_MONTH}){_SEP}(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", _months),
    (rf"(?P<m>{_MONTH})(?:{_SEP}|/|\sof\s)?(?P<y>{_YEAR}(?!\s?/\s?\d\d\b)|{_SHORT_YEAR}(?!\d|\s?(?:st|nd|rd|th)\b))", _month),
    (rf"(?<![\d/])(?P<m>0?[1-9]|1[0-2])/(?P<y>{_YEAR})", _month_in_numbers),
    (rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d/-])(?=\s*$|\s*[,;)])", _month_in_numbers),
    (rf"(?:financial year|fiscal year)?\s?(?P<y>{_FINANCIAL})", _financial_year),
    (r"(?<![\d/])(?P<y>\d\d/\d\d)(?![\d/])", _short_financial_year),
    (rf"fy\s?(?P<y>{_YEAR}|\d\d)(?!\d)", _fiscal),
    (rf"(?P<y>{_YEAR})\s?(?:to|until)\s?(?P<n>{_YEAR})", _years),
    (rf"(?P<p>(?:early|mid|late|spring|summer|autumn|winter)(?:\sterm)?\b[\s-]{{1,2}})(?P<y>{_YEAR})", _part_of_year),
    (rf"(?P<y>{_YEAR})(?!\d)", _year),
    (r"(?<!\d)(?P<s>[3-5]\d{4})(?:\.0)?(?!\d)", _excel_day),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), make) for pattern, make in _FORMS)

DATE = "|".join(f"(?:{re.sub(r'[?]P<[a-z]>', '?:', pattern)})" for pattern, _ in _FORMS)
"""A pattern (letter case ignored) that every date read here fits; it has no named groups."""


def read_date(text: str) -> DateReading | None:
    """The date that a text is, as a whole; None where it is none.

    >>> [str(read_date(text).date) for text in ["31st March 2025", "Q3 2024/25", "Mar-25", "2024-25", "45747"]]
    ['2025-03-31', '2024/25-Q3', '2025-03', '2024/25', '2025-03-31']
    """
    stripped = text.strip()
    for pattern, make in _COMPILED:
        if match := pattern.fullmatch(stripped):
            try:
                return make(match)
            except (ValueError, IndexError):
                continue
    return None
