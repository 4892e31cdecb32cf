"""How far an item is, as somebody reported it: a status in words with a colour, and "not reported" where nobody did.

Nothing is ever late by arithmetic: an item past its date without a report is "past its date, nothing reported".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cohesion_graph.model.claims import StatusReport, Timing
from cohesion_graph.model.codes import Status
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Badge

__all__ = ["Standing", "day_in_words", "latest_date", "rated", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item stands, in words that carry the rating, with its colour."""

    words: str
    tone: str
    """``green``, ``amber``, ``red``, ``blue`` (closed) or ``grey`` (not reported)."""

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
    return rated(lookups.status(item), past_its_date=past)


def rated(report: StatusReport | None, *, past_its_date: bool) -> Standing:
    """The rating of a report.

    =============== ========================================================================
    green           complete; or in progress or ongoing, its date not passed
    amber           not started or delayed, its date not passed; in progress, its date passed
    red             not started or delayed, its date passed
    blue            cancelled or superseded: closed without being done
    grey            not reported, whether its date has passed or not
    =============== ========================================================================
    """
    if report is None:
        return Standing("Past its date, nothing reported" if past_its_date else "Not reported", "grey")
    tone, word = _RATING[report.status, past_its_date]
    passed = ", past its date" if past_its_date and tone in {"amber", "red"} else ""
    rating = f"{word}: " if word else ""
    day = f"as of {day_in_words(report.as_of)}" if report.as_of else "day not stated"
    return Standing(f"{rating}{report.status.label}{passed} ({day})", tone)


_RATING: dict[tuple[Status, bool], tuple[str, str]] = {
    (Status.COMPLETE, False): ("green", "Green"),
    (Status.COMPLETE, True): ("green", "Green"),
    (Status.ONGOING, False): ("green", "Green"),
    (Status.ONGOING, True): ("green", "Green"),
    (Status.IN_PROGRESS, False): ("green", "Green"),
    (Status.IN_PROGRESS, True): ("amber", "Amber"),
    (Status.NOT_STARTED, False): ("amber", "Amber"),
    (Status.NOT_STARTED, True): ("red", "Red"),
    (Status.DELAYED, False): ("amber", "Amber"),
    (Status.DELAYED, True): ("red", "Red"),
    (Status.CANCELLED, False): ("blue", "Closed"),
    (Status.CANCELLED, True): ("blue", "Closed"),
    (Status.SUPERSEDED, False): ("blue", "Closed"),
    (Status.SUPERSEDED, True): ("blue", "Closed"),
    (Status.NOT_REPORTED, False): ("grey", ""),
    (Status.NOT_REPORTED, True): ("grey", ""),
}
