"""The day for which a document reports progress."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from cohesion_graph.ingest.when.date_style import DateReading
from cohesion_graph.ingest.when.dates import find_dates
from cohesion_graph.language.patterns import any_shown, compiled

__all__ = ["ReportDay", "report_date"]

_AS_AT = (
    rf"\b{any_shown('when.as-at')}:?\s*(?:{any_shown('small.articles')}\s)?"
    rf"(?:{any_shown('when.edges')}\s{any_shown('when.of')}\s)?\(?"
)


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
    for text in (*headings, *texts):
        said = compiled(_AS_AT, text, re.IGNORECASE)
        if not said.search(text):
            continue
        dates = {start: (end, reading) for start, end, reading in find_dates(text)}
        for match in said.finditer(text):
            if match.end() in dates:
                end, reading = dates[match.end()]
                return _day(text[match.start() : end], reading)
    found = ((text[start:end], reading) for text in headings for start, end, reading in find_dates(text))
    return next((_day(words, reading) for words, reading in found), None)


def _day(words: str, reading: DateReading) -> ReportDay:
    return ReportDay(reading.date.last_day, words, reading.date.precision == "day")
