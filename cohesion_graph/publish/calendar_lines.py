"""Components of a calendar as the lines that stand in its file (RFC 5545): text marked, long lines folded.

A plan of a thousand actions has some four thousand entries. icalendar, which reads these lines in the tests, takes a
millisecond for one: a sixth of the time that such a plan's whole site takes, more than half of it for folding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeAlias

__all__ = ["Value", "component"]

Value: TypeAlias = str | int | dt.date
"""A value of a property: a text, which is marked here, a number, a day, or a time (UTC)."""

_PLAIN = frozenset({"URL", "REFRESH-INTERVAL;VALUE=DURATION"})
"""Properties whose value is no text: addresses and spans of time are written as they are."""

_MARKS = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

_LONGEST = 74
"""Bytes of a piece of a line: with the space that a further piece begins with no line has more than 75."""


def component(name: str, properties: Mapping[str, Value], inner: Iterable[bytes] = ()) -> bytes:
    r"""A component with its properties, in their order, and other components inside it.

    Args:
        name: ``VEVENT``, for instance.
        properties: Values by the name of their property with its parameters; times are UTC.
        inner: Components, each as this gives it.

    >>> component("VEVENT", {"SUMMARY": "Talk, and listen", "DTSTART;VALUE=DATE": dt.date(2026, 3, 31)})
    b'BEGIN:VEVENT\r\nSUMMARY:Talk\\, and listen\r\nDTSTART;VALUE=DATE:20260331\r\nEND:VEVENT\r\n'
    """
    lines = [f"BEGIN:{name}", *(f"{key}:{_told(key, value)}" for key, value in properties.items())]
    return b"".join((*map(_folded, lines), *inner, _folded(f"END:{name}")))


def _told(name: str, value: Value) -> str:
    if isinstance(value, dt.date):
        return (
            f"{value.year:04}{value:%m%dT%H%M%SZ}" if isinstance(value, dt.datetime) else f"{value.year:04}{value:%m%d}"
        )
    return _marked(value) if isinstance(value, str) and name not in _PLAIN else str(value)


def _marked(text: str) -> str:
    """A text with its line ends and separators marked, as the standard wants it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_MARKS)


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes; neither a letter nor a mark with what it marks is cut in two."""
    whole = line.encode("utf-8", "replace")
    if len(whole) <= _LONGEST:
        return whole + b"\r\n"
    pieces, start = [], 0
    while len(whole) - start > _LONGEST:
        end = start + _LONGEST
        while whole[end] & 0xC0 == 0x80:
            end -= 1
        end -= whole[end - 1 : end] == b"\\"
        pieces.append(whole[start:end])
        start = end
    return b"\r\n ".join((*pieces, whole[start:])) + b"\r\n"
