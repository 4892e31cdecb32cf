"""How far an item is, as somebody reported it and in their terms, and "not reported" where nobody did.

A colour is shown where a document or the updates file gave one. Nothing is ever rated by arithmetic: an item past its
date without a report is "past its date, nothing reported".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cohesion_graph.model.claims import StatusReport, Timing
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Badge

__all__ = ["Standing", "day_in_words", "latest_date", "rated", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item stands, in the words of the report, with the colour that its source gave."""

    words: str
    tone: str
    """The code of that colour (`model.codes.Colour`); ``grey`` where no source gave one."""

    def cell(self) -> Badge:
        """The standing as a cell of a table."""
        return Badge(self.words, self.tone)


def day_in_words(day: dt.date) -> str:
    """A day as people write it.

    >>> day_in_words(dt.date(2009, 3, 31))
    '31 March 2009'
    """
    return f"{day.day} {day:%B %Y}"


def latest_date(lookups: Lookups, item: str) -> dt.date | None:
    """The last day that any document allows for the item itself; None where none gives a date."""
    claims = lookups.dataset.claims_about(item, Timing)
    return max((claim.deadline.latest_date for claim in claims if claim.deadline.latest_date), default=None)


def standing(lookups: Lookups, item: str) -> Standing:
    """Where an item stands as of the day of the build; dates count only where a day was given."""
    due = latest_date(lookups, item)
    past = due is not None and lookups.as_of is not None and due < lookups.as_of
    report = lookups.status(item)
    return rated(report, past_its_date=past, of_action=report is not None and report.item != item)


def rated(report: StatusReport | None, *, past_its_date: bool, of_action: bool = False) -> Standing:
    """A report in its own terms, with the colour that its source gave and no other.

    What nobody has reported on is told as past its date where the last day stated for it is before the day of the
    build: a fact about dates, which no source rates.
    """
    if report is None:
        return Standing("Past its date, nothing reported" if past_its_date else "Not reported", "grey")
    words = f"{report.words[:1].upper()}{report.words[1:]}"
    day = f"as of {day_in_words(report.as_of)}" if report.as_of else "day not stated"
    passed = ", past its date" if past_its_date and not report.is_closed else ""
    whole = ", with its action" if of_action else ""
    return Standing(f"{words}{whole}{passed} ({day})", report.colour.value if report.colour else "grey")
