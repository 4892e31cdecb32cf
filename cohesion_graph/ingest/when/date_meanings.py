"""What each form of a date means: one function for each row of the table in `dates`.

Each takes the match of its form and raises ValueError or IndexError where the words name no date after all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from cohesion_graph.ingest.when.date_style import DateReading
from cohesion_graph.language.files import any_of, entries, files
from cohesion_graph.language.notation import without_accents, words
from cohesion_graph.language.phrases import months as numbers_of_months
from cohesion_graph.model.timing import StatedDate

__all__ = [
    "christmas",
    "day_in_iso",
    "day_in_numbers",
    "day_in_words",
    "days_in_words",
    "days_of_months",
    "excel_day",
    "financial",
    "financial_year",
    "fiscal",
    "half",
    "month",
    "month_in_numbers",
    "months",
    "quarter",
    "short_financial_year",
    "two_months",
    "year",
    "years",
]


def _month_number(word: str) -> int:
    numbers, plain = numbers_of_months(), without_accents(word.casefold())
    number = numbers.get(plain) or numbers.get(plain.strip(". "))
    if number is None:
        raise ValueError(word)
    return number


def _full_year(digits: str) -> int:
    """Two digits are read as 1970 to 2069."""
    number = int(re.sub(r"\D", "", digits))
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def financial(text: str) -> str:
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


def day_in_words(match: re.Match[str]) -> DateReading:
    """A day: "31st March 2025", "March 31, 2025", "31. März 2025"; a number with a dot may count a list."""
    year = match["y"] or match.groupdict()["z"]
    date = StatedDate(_day(_full_year(year), _month_number(match["m"]), _number(match["d"])))
    if not match["d"].endswith("."):
        return DateReading(date)
    dotted, english = _months_by_dot()
    name = without_accents(match["m"].strip(". ").casefold())
    if name not in dotted:
        raise ValueError(match[0])
    if name not in english or _number(match["d"]) > _MONTHS:
        return DateReading(date)
    doubt = f"'{match['d']}' may be the day, or the number of a list."
    return DateReading(date, None, doubt, (str(date), date.root[:7]))


_MONTHS = 12
"""A number above it in front of a month is the day: lists of so many dates are rare."""


@cache
def _months_by_dot() -> tuple[frozenset[str], frozenset[str]]:
    """Names of months in languages that write the day with a dot, and in English, where dots end numbers of lists."""
    english, *others = (data["when"] for data in files())
    dotted = [data for data in others if "." in words(data.get("day-endings", ""))]
    return _names_of_months(*dotted), _names_of_months(english)


def _names_of_months(*languages: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(without_accents(name) for data in languages for text in data["months"] for name in words(text))


def days_in_words(match: re.Match[str]) -> DateReading:
    """Days of one month: "10-14 June 2025"."""
    year, month = _full_year(match["y"]), _month_number(match["m"])
    first, last = (StatedDate(_day(year, month, _number(match[name]))) for name in ("c", "d"))
    if first.first_day > last.last_day:
        raise ValueError(match[0])
    return DateReading(last, starts=first)


def days_of_months(match: re.Match[str]) -> DateReading:
    """Days of two months: "28 April - 2 May 2025"."""
    year, first, last = _full_year(match["y"]), _month_number(match["k"]), _month_number(match["m"])
    start = StatedDate(_day(year - (first > last), first, _number(match["c"])))
    return DateReading(StatedDate(_day(year, last, _number(match["d"]))), starts=start)


def day_in_iso(match: re.Match[str]) -> DateReading:
    """A day, year first: "2025-03-31"."""
    return DateReading(StatedDate(_day(int(match["y"]), int(match["m"]), int(match["d"]))))


def day_in_numbers(match: re.Match[str]) -> DateReading:
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


def month(match: re.Match[str]) -> DateReading:
    """A month: "March 2025", "Mar-25"."""
    date = StatedDate(f"{_full_year(match['y']):04}-{_month_number(match['m']):02}")
    return _asked_year(DateReading(date), match)


def months(match: re.Match[str]) -> DateReading:
    """A range of months: "April - June 2025"; a later month in front is of the year before."""
    first, last = _month_number(match["c"]), _month_number(match["m"])
    end = StatedDate(f"{_full_year(match['y']):04}-{last:02}")
    start = StatedDate(f"{int(end.root[:4]) - (first > last):04}-{first:02}")
    return _asked_year(DateReading(end, starts=start), match)


def two_months(match: re.Match[str]) -> DateReading:
    """Two months that follow each other, parted by a slash: "May/June 2025"."""
    last = match["t"].split("/")[1]
    end = StatedDate(f"{_full_year(match['y']):04}-{_month_number(last):02}")
    return _asked_year(DateReading(end, starts=end.later(-1)), match)


def month_in_numbers(match: re.Match[str]) -> DateReading:
    """A month in numbers: "03/2025"; with a short year a doubt."""
    date = StatedDate(f"{_full_year(match['y'])}-{int(match['m']):02}")
    if len(match["y"]) == 4:
        return DateReading(date)
    return DateReading(date, None, f"{match[0].strip()!r} is read as a month and a year.", (str(date),))


def _quarter_number(text: str) -> int:
    return _ordinal(text) or int(re.sub(r"\D", "", text))


def _ordinal(text: str) -> int:
    """The number that an ordinal in front of some words says, 0 where none stands there."""
    first = text.strip().casefold().split()[0]
    named = (n for listed in entries("when.ordinals") for n, names in enumerate(listed, 1) if first in words(names))
    return next(named, 0)


def quarter(match: re.Match[str]) -> DateReading:
    """A quarter, or a range of quarters of one year: "Q1-Q2 2024/25"."""
    last = re.search(r"([1-4])\s*$", match["r"] or "")
    first = _quarter_number(match["q"])
    return _quarters(match["y"], first, int(last[1]) if last else first)


def half(match: re.Match[str]) -> DateReading:
    """Half a year, as its two quarters; "first half of 2025" in words is the calendar year's."""
    number = _ordinal(match["h"]) or int(match["h"][-1])
    is_in_words = " " in match["h"].strip() and not (_FISCAL.search(match["y"]) or re.search(r"\D/", match["y"]))
    first = 2 * number - 1
    return _quarters(match["y"], first, first + 1, is_calendar=is_in_words)


_FISCAL = re.compile(any_of("when.financial"), re.IGNORECASE)


def _quarters(year: str, first: int, last: int, *, is_calendar: bool = False) -> DateReading:
    """Quarters of a year; of a year written as one number they may be the calendar's or the financial year's."""
    numbers = re.findall(r"\d{4}|\d\d", year)
    label = financial(year) if len(numbers) == 2 else f"{_full_year(numbers[0]):04}"
    is_fiscal = len(numbers) == 1 and bool(_FISCAL.match(year))
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


def financial_year(match: re.Match[str]) -> DateReading:
    """Two years that follow each other are a financial year; others are a range of years."""
    text = match["y"]
    try:
        date = StatedDate(financial(text))
    except ValueError:
        first, last = re.findall(r"\d{4}|\d\d", text)
        end = _full_year(last) if len(last) == 4 else _full_year(first) // 100 * 100 + int(last)
        if end <= _full_year(first):
            raise
        return DateReading(StatedDate(f"{end}"), starts=StatedDate(f"{_full_year(first)}"))
    if re.search(r"\d{4}\D+\d{4}", text) and not _FISCAL.match(match[0].strip()):
        years = re.findall(r"\d{4}", text)
        doubt = "It is not said whether the financial year or two calendar years are meant."
        return DateReading(date, None, doubt, (str(date), f"{years[0]} to {years[1]}"))
    return DateReading(date)


def short_financial_year(match: re.Match[str]) -> DateReading:
    """A financial year, as "25/26", where the years follow each other; else nothing that can be read."""
    date = StatedDate(financial(match["y"]))
    if "/" in match["y"]:
        return DateReading(date)
    return DateReading(date, None, f"{match['y']!r} is read as a financial year.", (str(date),))


_WHICH_FISCAL = "It is not said whether the financial year begins or ends in the year given."


def _ending(year: str) -> str:
    return f"{int(year) - 1}/{int(year) % 100:02}"


def fiscal(match: re.Match[str]) -> DateReading:
    """A financial year named by one number: "FY25"."""
    year = _full_year(match["y"])
    ending = _ending(str(year))
    return DateReading(StatedDate(ending), None, _WHICH_FISCAL, (ending, f"{year}/{(year + 1) % 100:02}"))


def years(match: re.Match[str]) -> DateReading:
    """A range of years: "2024 to 2029"."""
    return DateReading(StatedDate(match["n"]), starts=StatedDate(match["y"]))


def year(match: re.Match[str]) -> DateReading:
    """A calendar year."""
    return DateReading(StatedDate(match["y"]))


def christmas(match: re.Match[str]) -> DateReading:
    """Christmas: the month is taken, with a doubt."""
    month = f"{match['y']}-12"
    return DateReading(StatedDate(month), None, "Christmas is taken as the month.", (month, f"{month}-25"))


def excel_day(match: re.Match[str]) -> DateReading:
    """Days since 30 December 1899, as spreadsheets store dates (the 1900 system)."""
    date = dt.date(1899, 12, 30) + dt.timedelta(int(match["s"]))
    doubt = f"The number {match['s']} is read as a spreadsheet's day number."
    return DateReading(StatedDate(date.isoformat()), None, doubt, (date.isoformat(), f"the number {match['s']}"))
