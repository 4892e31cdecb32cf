"""Days and times of a spreadsheet's cells, no more precise than the format of the cell shows them."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

__all__ = ["is_date_format", "shown_date"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # not the locale's: the text must not depend on the machine
_LAST_DAY = 2_958_465
"""31 December 9999."""
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


@lru_cache(maxsize=2_000)
def _bare(code: str) -> str:
    """A format code without what it shows as it stands."""
    return _LITERAL.sub("", code).casefold()


@lru_cache(maxsize=2_000)
def is_date_format(code: str) -> bool:
    """Whether a format shows a number as a day or a time.

    >>> is_date_format("d mmm yyyy"), is_date_format('0" days"'), is_date_format("General"), is_date_format("[h]:mm")
    (True, False, False, True)
    """
    bare = _bare(code)
    return bool(re.search(r"[dmyhse]", bare.replace("general", ""))) and not re.search(r"[#?]|(?<![s.0])0|e[+-]", bare)


def shown_date(value: float, code: str, *, from_1904: bool = False) -> str:
    """A day in ISO 8601, or month and year, or the year, or the time of day: as precise as the format shows it.

    >>> shown_date(46112.5, "d mmmm yyyy"), shown_date(46112.5, "h:mm"), shown_date(1.25, "[h]:mm"), shown_date(-1, "d")
    ('2026-03-31', '12:00', '30:00', '')
    """
    bare = _bare(code)
    if re.search(r"\[h+\]|\[m+\]|\[s+\]", bare):
        return _elapsed(value, bare)
    if from_1904:
        value += 1462
    if not 0 <= value <= _LAST_DAY:
        return ""  # the program shows a row of hash signs
    if not re.search(r"[dy]|mmm|m(?!m?:)(?<!:m)(?<!:mm)", re.sub(r"am/pm|a/p", "", bare)):
        return _time(value, bare)
    return _day(value, bare)


def _day(value: float, bare: str) -> str:
    day = dt.date(1899, 12, 31 if value < 60 else 30) + dt.timedelta(days=int(value))  # 29 February 1900 is counted
    if "d" not in bare and "m" in bare and "y" in bare:
        return f"{_MONTHS[day.month - 1]} {day.year}"
    if bare.strip("; @") in {"yyyy", "yy", "e"}:
        return str(day.year)
    if re.fullmatch(r"m{3,4}", bare.strip("; @")):
        return _MONTHS[day.month - 1]
    return day.isoformat()


def _time(value: float, bare: str) -> str:
    seconds = round(value % 1 * 86_400)
    shown = f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"
    return f"{shown}:{seconds % 60:02}" if "s" in bare else shown


def _elapsed(value: float, bare: str) -> str:
    seconds = round(abs(value) * 86_400)
    sign = "-" if value < 0 else ""
    if "[h" in bare:
        shown = f"{seconds // 3600}:{seconds // 60 % 60:02}" if "m" in bare else str(seconds // 3600)
    elif "[m" in bare:
        shown = f"{seconds // 60}" if "s" not in bare else f"{seconds // 60}:{seconds % 60:02}"
        return sign + shown
    else:
        return f"{sign}{seconds}"
    return f"{sign}{shown}:{seconds % 60:02}" if "s" in bare else f"{sign}{shown}"


_SHOWN_DAY = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)?[\s./-]+(?:\d{1,2}|[^\W\d_]+)\.?[\s,./-]+\d{1,4}|[^\W\d_]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)
_SHOWN_MONTH = re.compile(r"([^\W\d_]{3,})\.?[\s'’-]+(\d{2}|\d{4})")


def as_stated(shown: str, stated: str) -> str:
    """A day that is shown and stated in ISO 8601: the stated one where all of it is shown, else what is shown.

    >>> as_stated("03/04/26", "2026-04-03"), as_stated("Mar-26", "2026-03-01"), as_stated("2026", "2026-01-01")
    ('2026-04-03', 'March 2026', '2026')
    """
    day = re.match(r"(\d{4})-(\d{2})-\d{2}", stated)
    if day is None:
        return shown
    if _SHOWN_DAY.search(shown):
        return day[0]
    if _SHOWN_MONTH.fullmatch(shown.strip()) and 1 <= int(day[2]) <= 12:
        return f"{_MONTHS[int(day[2]) - 1]} {day[1]}"
    return shown
