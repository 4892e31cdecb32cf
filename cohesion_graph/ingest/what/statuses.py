"""Progress as a status column reports it, and the day it is reported for."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from cohesion_graph.documents.words import tidy
from cohesion_graph.ingest.when.dates import DATE, read_date
from cohesion_graph.ingest.when.periods import is_mark
from cohesion_graph.model.codes import Status

__all__ = ["read_status", "report_date"]

_STATUSES: tuple[tuple[Status, str, str], ...] = (
    (Status.NOT_STARTED, r"not (?:yet )?started|not begun|to start|yet to start|planned|no progress|pending|to do|scheduled|0 ?%|not due(?: yet)?|future", ""),
    (Status.CANCELLED, r"cancell?ed|abandoned|withdrawn|not (?:being )?(?:pursued|progressed)|no longer.*|dropped|stopped", ""),
    (Status.SUPERSEDED, r"superseded.*|replaced.*|merged.*|closed and replaced.*", ""),
    (Status.IN_PROGRESS, r"incomplete|not complete[d]?|partially (?:met|complete[d]?)|part(?:ly)? (?:met|complete[d]?)", "It is not said whether work has begun."),
    (Status.COMPLETE, r"complete[d]?(?: ?[/-] ?closed)?|done|achieved|delivered|finished|closed|met|implemented|100 ?%", ""),
    (Status.ONGOING, r"on-?\s?going|continuing|continuous|business as usual|bau|in place", ""),
    (Status.DELAYED, r"delayed|behind(?: schedule)?|overdue|slipped|off[- ]track|at risk|stalled|paused|on hold|deferred|postponed|red", ""),
    (Status.IN_PROGRESS, r"in[- ]?progress|under ?way|started|on[- ](?:track|target|schedule)|in development|progressing|begun|active|in hand|under control|on course|live", ""),
    (Status.IN_PROGRESS, r"green|amber|yellow|(?:green|amber|red) ?[/-] ?(?:green|amber|red)|\d{1,2} ?%", "A colour or a share says little of what has been done."),
    (Status.COMPLETE, r"blue", "The colour is read as complete, as many councils use it."),
)  # fmt: skip


_COLOURS = {"r": "red", "a": "amber", "g": "green", "b": "blue", "y": "yellow"}
_RATED = re.compile(r"(?i)\w*rag\w*|.*\b(\w?rag\w?|traffic light|colour)\b.*")


_ASKED = re.compile(r"(?i)(?:is it |action )?(?:completed?|done|achieved|delivered|finished)\s*\??(?: \(?yes/no\)?)?")
"""Headings that ask whether an action is complete."""


def read_status(text: str, heading: str = "") -> tuple[Status, str] | None:
    """The status that a cell reports and what is uncertain about it; None for words that are none.

    Args:
        text: The cell.
        heading: The heading of its column: under "RAG" a letter stands for its colour.

    >>> read_status("On track")[0].value, read_status("R", "RAG rating")[0].value, read_status("see note")
    ('in-progress', 'delayed', None)
    """
    plain = tidy(text).casefold().strip(" .()-–")
    if _ASKED.fullmatch(tidy(heading)) and (is_mark(text) or plain in {"yes", "no", "y", "n"}):
        plain = "incomplete" if plain in {"no", "n"} else "complete"
    if plain in _COLOURS and _RATED.fullmatch(heading):
        plain = _COLOURS[plain]
    if re.fullmatch(r"\d{1,3}", plain) and re.search(r"(?i)%|per ?cent", heading):
        plain += "%"
    for status, pattern, doubt in _STATUSES:
        if re.fullmatch(pattern, plain):
            return status, doubt
    first = re.split(r"\s*[-–—:(,;.]\s+|\s*\(", plain)[0]
    if first != plain and len(first) > 2:
        for status, pattern, doubt in _STATUSES:
            if re.fullmatch(pattern, first):
                return status, doubt
    return None


_AS_AT = re.compile(
    r"(?i)\b(?:as (?:at|of)|updated?(?: on)?:?|last updated:?|position (?:at|in)|status (?:at|in)|correct at|progress (?:to|at)|"
    rf"reviewed(?: on)?:?|monitoring(?: report)?:?|dated?:?)\s*(?:the\s)?(?:end of\s)?\(?(?P<date>{DATE})"
)
_ANY_DATE = re.compile(rf"(?i)(?P<date>{DATE})")


class ReportDay(NamedTuple):
    """The day for which a document reports progress."""

    day: dt.date
    words: str
    """The words that say so."""
    is_stated: bool
    """Whether they name the day, and not a month or a year whose last day is taken."""


def report_date(headings: list[str], texts: list[str]) -> ReportDay | None:
    """The day for which progress is reported: "as at 3 May 2024"; "as at May 2024" is 31 May 2024, not stated so.

    Args:
        headings: Headings of the status columns; any date in them counts ("RAG March 2024").
        texts: Captions, titles and running text, most telling first; a date counts only after words such as "as at".
    """
    for pattern, told in ((_AS_AT, [*headings, *texts]), (_ANY_DATE, headings)):
        for text in told:
            for match in pattern.finditer(text):
                if reading := read_date(match["date"]):
                    return ReportDay(reading.date.last_day, match[0], reading.date.precision == "day")
    return None
