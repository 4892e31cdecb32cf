"""The day for which a document reports progress."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from cohesion_graph.ingest.when.dates import DATE, read_date
from cohesion_graph.language.files import any_of

__all__ = ["ReportDay", "report_date"]

_AS_AT = re.compile(
    rf"(?i)\b{any_of('when.as-at')}:?\s*(?:{any_of('small.articles')}\s)?"
    rf"(?:{any_of('when.edges')}\s{any_of('when.of')}\s)?\(?(?P<date>{DATE})"
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
