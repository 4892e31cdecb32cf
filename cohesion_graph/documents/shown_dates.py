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
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOCK = r"h{1,2}\W*(?:m{1,2})?(?:\W*s{1,2}(?:\.0+)?)?|m{1,2}\W*s{1,2}(?:\.0+)?|am/pm|a/p"
_UNITS = frozenset("年月日号時时分秒년월일시분초 ")
"""What stands behind the figures of a day or time in East Asian formats: part of its form, as strokes are."""
_PLACES = re.compile(r"\(?a{3,4}\)?|上午/下午|오전/오후")
"""The name of the weekday and the half of the day in East Asian formats."""
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
    """A day in ISO 8601, or what of it the format shows: month and year, day and month, a weekday, the time of day.

    Words that the format puts before or behind stay. Day nought is a link to an empty cell, and shows no day.

    >>> shown_date(46112.5, "d mmmm yyyy"), shown_date(46112.5, "h:mm"), shown_date(1.25, "[h]:mm"), shown_date(-1, "d")
    ('2026-03-31', '12:00', '30:00', '')
    >>> shown_date(46112, "d-mmm"), shown_date(46112, '"by "mmm-yy'), shown_date(46112, '"FY"yy'), shown_date(0, "y")
    ('31 March', 'by March 2026', 'FY26', '')
    >>> [shown_date(46112, one) for one in ('[$-411]ggge"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"(aaa)')]
    ['2026-03-31', 'March 2026', '31 March']
    """
    bare = _bare(code)
    if re.search(r"\[h+\]|\[m+\]|\[s+\]", bare):
        return _elapsed(value, bare)
    if from_1904:
        value += 1462
    if not 0 <= value <= _LAST_DAY:
        return ""  # the program shows a row of hash signs
    day_marks = re.sub(_CLOCK, "", bare)
    before, behind = _words_around(code)
    if not re.search(r"[dmyge]", day_marks):
        return f"{before}{_time(value, bare)}{behind}"
    if value < 1:
        return ""
    day = dt.date(1899, 12, 31 if value < 60 else 30) + dt.timedelta(days=int(value))  # 29 February 1900 is counted
    if before[-1:].isalnum() and not re.search(r"[dm]|yyy", day_marks):
        return f"{before}{day:%y}{behind}"
    return f"{before}{_day(day, day_marks)}{behind}"


@lru_cache(maxsize=2_000)
def _words_around(code: str) -> tuple[str, str]:
    """The words that a format puts before its first mark and behind its last."""
    marks = [match.start() for match in re.finditer(r"[dmyhsge]", _LITERAL.sub(_blanked, code), re.IGNORECASE)]
    parts = (code[: marks[0]], code[marks[-1] + 1 :]) if marks else ("", "")
    before, behind = (_PLACES.sub("", _LITERAL.sub(_said, part)) for part in parts)
    behind = "" if _UNITS.issuperset(behind) else behind
    return (before if any(map(str.isalnum, before)) else ""), (behind if any(map(str.isalnum, behind)) else "")


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _said(match: re.Match[str]) -> str:
    literal = match[0]
    return literal.strip('"') if literal[:1] == '"' else literal[1:] if literal[:1] == "\\" else ""


def _day(day: dt.date, marks: str) -> str:
    month = _MONTHS[day.month - 1] if "mmm" in marks else str(day.month)
    month = month[0] if "mmmmm" in marks else month
    has_day = bool(re.search(r"(?<!d)d{1,2}(?!d)", marks))
    has_month, has_year = "m" in marks, bool(re.search(r"[yge]", marks))
    if has_day and has_month and not has_year:
        return f"{day.day} {_MONTHS[day.month - 1]}"
    if has_day:
        return day.isoformat() if has_year else str(day.day)
    if has_month:
        return f"{_MONTHS[day.month - 1]} {day.year}" if has_year else month
    return str(day.year) if has_year else _WEEKDAYS[day.weekday()]


def _time(value: float, bare: str) -> str:
    # seconds are rounded, minutes are not: 23:59:59.9 is 23:59
    seconds = round(value % 1 * 86_400) if "s" in bare else int(round(value % 1 * 86_400, 3))
    if "h" not in bare:
        return f"{seconds // 60 % 60:02}:{seconds % 60:02}"
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
