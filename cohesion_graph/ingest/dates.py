"""Dates as plans write them, read exactly as precisely as they are stated.

A `DateReading` keeps what could not be settled (the quarter of which year, a season) as a doubt in words.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from cohesion_graph.ingest.date_style import DateReading, DateStyle
from cohesion_graph.model.timing import StatedDate

__all__ = ["DATE", "DAY", "MONTH", "read_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
_ORDINALS = ("1st|first", "2nd|second", "3rd|third", "4th|fourth|last|final")
_QUARTER = rf"(?:(?:q|qtr|quarter)\.?\s?[1-4](?!\d)|(?:{'|'.join(_ORDINALS)})\s(?:quarter|qtr))"
_HALF = r"(?:h[12]|half\s[12]|(?:1st|first|2nd|second)\shalf)"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,?\s+)?"
_TIME = r"(?:[T ,]\s?\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]m|Z|[+-]\d\d:?\d\d)?)?"
_PART = r"(?:early|mid(?:dle)?|late|end|start|beginning|(?:first|last|1st|2nd|3rd|second|third) (?:week|half))(?:\s+(?:of|in)\s+|\s?-\s?|\s+)"


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


def _day(year: int, month: int, day: int) -> str:
    return dt.date(year, month, day).isoformat()


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _day_in_words(match: re.Match[str]) -> DateReading:
    return DateReading(StatedDate(_day(_full_year(match["y"]), _month_number(match["m"]), _number(match["d"]))))


def _days_in_words(match: re.Match[str]) -> DateReading:
    year, month = _full_year(match["y"]), _month_number(match["m"])
    first, last = (StatedDate(_day(year, month, _number(match[name]))) for name in ("c", "d"))
    if first.first_day > last.last_day:
        raise ValueError(match[0])
    return DateReading(last, starts=first)


def _days_of_months(match: re.Match[str]) -> DateReading:
    year, first, last = _full_year(match["y"]), _month_number(match["k"]), _month_number(match["m"])
    start = StatedDate(_day(year - (first > last), first, _number(match["c"])))
    return DateReading(StatedDate(_day(year, last, _number(match["d"]))), starts=start)


def _day_in_iso(match: re.Match[str]) -> DateReading:
    return DateReading(StatedDate(_day(int(match["y"]), int(match["m"]), int(match["d"]))))


def _day_in_numbers(match: re.Match[str]) -> DateReading:
    """Day first, as in the United Kingdom; a second number above 12 can only be the day."""
    first, second, year = int(match["d"]), int(match["m"]), _full_year(match["y"])
    if second > 12:
        return DateReading(StatedDate(_day(year, first, second)), doubt="The month stands in front of the day.")
    date = _day(year, second, first)
    if first > 12 or first == second:
        return DateReading(StatedDate(date))
    doubt = f"It is not said whether the day or the month stands first in {match[0].strip()}."
    return DateReading(StatedDate(date), None, doubt, (date, _day(year, first, second)), "order")


def _asked_year(reading: DateReading, match: re.Match[str]) -> DateReading:
    """The reading with a doubt where the two digits behind a month may be a day: "March 25"."""
    number = _number(match["y"])
    if match["s"].strip(" ,.") or not match["s"] or not match["y"].isdigit() or not 0 < number <= 31:
        return reading
    doubt = f"The {number} may be a year or a day."
    ways = (str(reading.date), "a day, no year")
    return replace(reading, doubt=doubt, alternatives=ways, asks=str(_full_year(match["y"])))


def _month(match: re.Match[str]) -> DateReading:
    date = StatedDate(f"{_full_year(match['y']):04}-{_month_number(match['m']):02}")
    return _asked_year(DateReading(date), match)


def _months(match: re.Match[str]) -> DateReading:
    first, last = _month_number(match["c"]), _month_number(match["m"])
    end = StatedDate(f"{_full_year(match['y']):04}-{last:02}")
    start = StatedDate(f"{int(end.root[:4]) - (first > last):04}-{first:02}")
    return _asked_year(DateReading(end, starts=start), match)


def _two_months(match: re.Match[str]) -> DateReading:
    last = match["t"].split("/")[1]
    end = StatedDate(f"{_full_year(match['y']):04}-{_month_number(last):02}")
    return _asked_year(DateReading(end, starts=end.later(-1)), match)


def _month_in_numbers(match: re.Match[str]) -> DateReading:
    date = StatedDate(f"{_full_year(match['y'])}-{int(match['m']):02}")
    if len(match["y"]) == 4:
        return DateReading(date)
    return DateReading(date, None, f"{match[0].strip()!r} is read as a month and a year.", (str(date),))


def _quarter_number(text: str) -> int:
    found = (n for n, names in enumerate(_ORDINALS, 1) if re.match(rf"(?:{names})\b", text.strip().casefold()))
    return next(found, 0) or int(re.sub(r"\D", "", text))


def _quarter(match: re.Match[str]) -> DateReading:
    last = re.search(r"([1-4])\s*$", match["r"] or "")
    first = _quarter_number(match["q"])
    return _quarters(match["y"], first, int(last[1]) if last else first)


def _half(match: re.Match[str]) -> DateReading:
    first = 3 if re.search(r"(?i)2|second", match["h"]) else 1
    is_in_words = "half" in match["h"].casefold() and not re.search(r"(?i)fy|\D/", match["y"])
    return _quarters(match["y"], first, first + 1, is_calendar=is_in_words)


def _quarters(year: str, first: int, last: int, *, is_calendar: bool = False) -> DateReading:
    """Quarters of a year; of a year written as one number they may be the calendar's or the financial year's."""
    numbers = re.findall(r"\d{4}|\d\d", year)
    label = _financial(year) if len(numbers) == 2 else f"{_full_year(numbers[0]):04}"
    is_fiscal = len(numbers) == 1 and bool(re.match(r"(?i)f", year))
    if is_fiscal:
        label, following = _ending(label), f"{label}/{(int(label) + 1) % 100:02}"
        doubt = _WHICH_FISCAL
    else:
        following = "" if len(numbers) == 2 else f"{label}/{(int(label) + 1) % 100:02}"
        doubt = "It is not said whether the quarter is of the calendar year or of the financial year."
    date = StatedDate(f"{label}-Q{last}")
    starts = StatedDate(f"{label}-Q{first}") if first < last else None
    if not following or is_calendar:
        return DateReading(date, starts)
    return DateReading(date, starts, doubt, (str(date), f"{following}-Q{last}"))


def _financial_year(match: re.Match[str]) -> DateReading:
    """Two years that follow each other are a financial year; others are a range of years."""
    text = match["y"]
    try:
        date = StatedDate(_financial(text))
    except ValueError:
        first, last = re.findall(r"\d{4}|\d\d", text)
        end = _full_year(last) if len(last) == 4 else _full_year(first) // 100 * 100 + int(last)
        if end <= _full_year(first):
            raise
        return DateReading(StatedDate(f"{end}"), starts=StatedDate(f"{_full_year(first)}"))
    if re.search(r"\d{4}\D+\d{4}", text) and not re.match(r"(?i)f", match[0].strip()):
        years = re.findall(r"\d{4}", text)
        doubt = "It is not said whether the financial year or two calendar years are meant."
        return DateReading(date, None, doubt, (str(date), f"{years[0]} to {years[1]}"))
    return DateReading(date)


def _short_financial_year(match: re.Match[str]) -> DateReading:
    """A financial year, as "25/26", where the years follow each other; else nothing that can be read."""
    date = StatedDate(_financial(match["y"]))
    if "/" in match["y"]:
        return DateReading(date)
    return DateReading(date, None, f"{match['y']!r} is read as a financial year.", (str(date),))


_WHICH_FISCAL = "It is not said whether the financial year begins or ends in the year given."


def _ending(year: str) -> str:
    return f"{int(year) - 1}/{int(year) % 100:02}"


def _fiscal(match: re.Match[str]) -> DateReading:
    year = _full_year(match["y"])
    ending = _ending(str(year))
    return DateReading(StatedDate(ending), None, _WHICH_FISCAL, (ending, f"{year}/{(year + 1) % 100:02}"))


def _years(match: re.Match[str]) -> DateReading:
    return DateReading(StatedDate(match["n"]), starts=StatedDate(match["y"]))


def _year(match: re.Match[str]) -> DateReading:
    return DateReading(StatedDate(match["y"]))


def _part_of_year(match: re.Match[str]) -> DateReading:
    part = match["p"].strip(" -").casefold()
    date = _financial(match["y"]) if len(match["y"]) > 4 else match["y"]
    doubt = f"Which months {part!r} covers is not said; the whole year is taken."
    return DateReading(StatedDate(date), None, doubt, (date, f"{part} {match['y']}"))


def _christmas(match: re.Match[str]) -> DateReading:
    month = f"{match['y']}-12"
    return DateReading(StatedDate(month), None, "Christmas is taken as the month.", (month, f"{month}-25"))


def _excel_day(match: re.Match[str]) -> DateReading:
    """Days since 30 December 1899, as spreadsheets store dates (the 1900 system)."""
    date = dt.date(1899, 12, 30) + dt.timedelta(int(match["s"]))
    doubt = f"The number {match['s']} is read as a spreadsheet's day number."
    return DateReading(StatedDate(date.isoformat()), None, doubt, (date.isoformat(), f"the number {match['s']}"))


_SEP = r"[\s,-]{1,3}"
_SIDE_BY_SIDE = "|".join(
    rf"{one}\.?(?:[\s-]{_YEAR})?\s?/\s?{two}(?![a-z])\.?"
    for one, two in zip(_MONTH_NAMES, (*_MONTH_NAMES[1:], _MONTH_NAMES[0]), strict=True)
)
"""Two months that follow each other: "May/June 2025" is one date, "March/September 2025" are two."""
_TO = r"\s?(?:-|–|—|to|until|till|through)\s?"
_OF_QUARTER = rf"{_FINANCIAL}|(?:{_FY})?\d\d\s?[/–-]\s?\d\d(?!\d)|(?:{_FY})?{_YEAR}|(?:fy\s?|['’])?\d\d(?![\d/–-])"
_OF_MONTH = rf"{_YEAR}(?!\s?/\s?\d\d\b)|{_SHORT_YEAR}(?!\d|\s?(?:st|nd|rd|th)\b|[/:])"
_SEASON = (
    r"(?:(?:end|start|beginning) of )?(?:(?:early|mid|late|spring|summer|autumn|fall|winter|easter)"
    r"(?:\s(?:term|half[- ]term|holidays?|break))?(?:\s?[/-]\s?|\s(?:to\s|in\s)?))+"
)
_FORMS: tuple[tuple[str, Callable[[re.Match[str]], DateReading]], ...] = (
    (rf"(?P<y>{_YEAR})[-/.](?P<m>\d\d)[-/.](?P<d>\d\d){_TIME}(?!\d)", _day_in_iso),
    (rf"{_WEEKDAY}(?P<c>{DAY}){_TO}(?P<d>{DAY})(?:\sof)?{_SEP}(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", _days_in_words),
    (rf"(?P<c>{DAY})\s(?P<k>{MONTH}){_TO}(?P<d>{DAY})\s(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR})", _days_of_months),
    (rf"{_WEEKDAY}(?P<d>{DAY})(?:\sof)?{_SEP}(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d)){_TIME}", _day_in_words),
    (rf"{_WEEKDAY}(?P<m>{MONTH})\s(?P<d>{DAY})(?:,\s?|\s)(?P<y>{_YEAR})", _day_in_words),
    (rf"{_WEEKDAY}(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]\s?(?P<y>{_YEAR}|\d\d)(?![\d/]){_TIME}", _day_in_numbers),
    (rf"{_QUARTER}\s?\(\s?(?P<c>{MONTH})(?:{_TO}|/)(?P<m>{MONTH})(?P<s>\)?{_SEP})(?P<y>{_YEAR}(?!\s?[/–-]\s?\d\d))\)?", _months),
    (rf"(?P<q>{_QUARTER})(?P<r>\s?(?:-|–|to|/|&|and)\s?(?:{_QUARTER}|[1-4](?!\d)))?(?:\s?\([^()\d]{{3,20}}\))?[\s,(/:-]{{0,3}}(?:of\s)?(?:the\s)?(?P<y>{_OF_QUARTER})\)?", _quarter),
    (rf"(?P<y>{_FINANCIAL}|{_SHORT_FINANCIAL}|{_YEAR})[\s,(:–-]{{0,3}}(?P<q>{_QUARTER})(?P<r>\s?(?:-|–|to|/|&|and)\s?(?:{_QUARTER}|[1-4](?!\d)))?\)?", _quarter),
    (rf"(?P<h>{_HALF})[\s,(/-]{{0,3}}(?:of\s)?(?:the\s)?(?P<y>{_OF_QUARTER})\)?", _half),
    (rf"(?P<c>{MONTH}){_TO}(?P<m>{MONTH})(?P<s>{_SEP})(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", _months),
    (rf"(?P<t>{_SIDE_BY_SIDE})(?P<s>{_SEP})(?P<y>{_YEAR}(?!\s?/\s?\d\d\b)|{_SHORT_YEAR}(?!\d))", _two_months),
    (rf"between\s(?P<c>{MONTH})\sand\s(?P<m>{MONTH})(?P<s>{_SEP})(?P<y>{_YEAR}|{_SHORT_YEAR}(?!\d))", _months),
    (rf"(?:{_PART})?(?P<m>{MONTH})(?P<s>(?:{_SEP}|/|\sof\s)?)(?P<y>{_OF_MONTH})", _month),
    (rf"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])[/.-](?P<y>{_YEAR})", _month_in_numbers),
    (rf"(?P<y>{_YEAR})[/-](?P<m>0[1-9]|1[0-2])(?![\d/-])(?=\s*$|\s*[,;)])", _month_in_numbers),
    (rf"(?P<y>{_FINANCIAL})(?:\s(?:financial|fiscal) year)?", _financial_year),
    (rf"(?P<y>{_SHORT_FINANCIAL})(?:\s(?:financial|fiscal) year)?", _short_financial_year),
    (r"(?<![\d/.-])(?P<m>0[1-9]|1[0-2])/(?P<y>\d\d)(?![\d/]|\s?(?:months|weeks|years|days))", _month_in_numbers),
    (rf"{_FY}(?P<y>{_YEAR}|\d\d)(?!\d)", _fiscal),
    (rf"(?P<y>{_YEAR})\s?(?:to|until)\s?(?P<n>{_YEAR})(?!\d|\s?[/–-]\s?\d)", _years),
    (rf"between\s(?P<y>{_YEAR})\sand\s(?P<n>{_YEAR})(?!\d|\s?[/–-]\s?\d)", _years),
    (rf"(?P<p>{_SEASON})(?P<y>{_FINANCIAL}|{_YEAR})", _part_of_year),
    (rf"(?P<p>christmas|xmas)\s(?P<y>{_YEAR})", _christmas),
    (rf"(?:calendar year\s)?(?P<y>{_YEAR})(?!\d)", _year),
    (r"(?<!\d)(?P<s>[3-5]\d{4})(?:\.0)?(?!\d)", _excel_day),
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
    >>> from cohesion_graph.ingest.date_style import DateStyle
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
