"""Deadlines as an iCalendar feed (RFC 5545), for everything and for each body.

A document that says "March 2009" names no day. Its entry is an all-day one, marked as free time, on the last day that
the words allow; it says "by March 2009" and that no day is stated: a month told as a bar is thirty-one entries in
clients that list day by day. Who wants the bar has it in a feed of its own (`Calendars.periods`), and who keeps a list
of tasks has them as tasks to be done by that day (`Calendars.tasks`). What goes on without
an end, follows another process or is counted from something without a date is no event; the dates page lists it. A
deadline that recurs is entered at its first date, and, where the build was given a day, at its next date from that day.

An entry's UID is its claim's address, so that a feed read again updates what is there (RFC 5546). No clock is read: the
day as of which the site was built is DTSTAMP, LAST-MODIFIED and, counted in days, SEQUENCE, so that a correction is
newer than what it corrects whatever its date; without such a day all entries are equally old.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import Literal, TypeAlias

from cohesion_graph.model.claims import Responsibility, Timing
from cohesion_graph.model.codes import Status
from cohesion_graph.model.ids import action_of
from cohesion_graph.model.timing import SEASONS, StatedDate
from cohesion_graph.publish.calendar_lines import Value, component
from cohesion_graph.publish.lookups import Lookups

__all__ = ["Calendars", "has_event"]

Form: TypeAlias = Literal["day", "period", "task"]
"""How a deadline is entered."""


class Calendars:
    """The feeds of one build: each deadline is written once, and stands in the feed of each body it concerns."""

    def __init__(self, lookups: Lookups, form: Form = "day") -> None:
        self._lookups, self._form = lookups, form
        self._written: dict[str, bytes] = {}

    def feed(self, body: str | None = None) -> bytes:
        """The feed of all deadlines, or of those of the items that any document names a body for.

        A body that a document names for an action as a whole has the action's milestones too, and a body named for a
        milestone has the action's own deadline.

        Args:
            body: Identifier of a body; None for everything.
        """
        title, bodies = self._lookups.dataset.title, self._lookups.dataset.bodies
        name = title if body is None else f"{bodies[body].name}: {title}"
        head: dict[str, Value] = {
            "VERSION": "2.0",
            "PRODID": "-//cohesion-graph//deadlines//EN",
            "CALSCALE": "GREGORIAN",
            "METHOD": "PUBLISH",
            "NAME": name,
            "X-WR-CALNAME": name,
            "REFRESH-INTERVAL;VALUE=DURATION": "P1D",
            "X-PUBLISHED-TTL": "P1D",
        }
        claims = self._everything if body is None else self._by_body.get(body, [])
        return component("VCALENDAR", head, map(self._events, claims))

    def periods(self) -> bytes:
        """The feed of all deadlines with each month, quarter or year as a bar over all its days."""
        return Calendars(self._lookups, "period").feed()

    def tasks(self) -> bytes:
        """The feed of all deadlines as tasks (VTODO) due on the last day; how far one is, where that was reported."""
        return Calendars(self._lookups, "task").feed()

    @cached_property
    def _everything(self) -> list[Timing]:
        """The deadlines that become events, in the order of the plan."""
        dataset = self._lookups.dataset
        return [claim for item in dataset.items for claim in dataset.claims_about(item, Timing) if has_event(claim)]

    @cached_property
    def _by_body(self) -> dict[str, list[Timing]]:
        claims: defaultdict[str, list[Timing]] = defaultdict(list)
        for claim in self._everything:
            for body in _named_for(self._lookups, claim.item):
                claims[body].append(claim)
        return claims

    def _events(self, claim: Timing) -> bytes:
        """The entries of a deadline as they stand in every feed."""
        if claim.id not in self._written:
            dates = _dates(claim, self._lookups.as_of)
            events = [
                _event(self._lookups, claim, date, recurring=recurring, form=self._form) for date, recurring in dates
            ]
            self._written[claim.id] = b"".join(events)
        return self._written[claim.id]


_NO_DAY = dt.date(2000, 1, 1)
"""What entries of a site that was built without a day are dated, and where SEQUENCE counts from."""


def has_event(claim: Timing) -> bool:
    """Whether a deadline names a date, so that it can be an entry of a calendar."""
    return bool(_dates(claim, None))


def _named_for(lookups: Lookups, item: str) -> set[str]:
    """Bodies named for an item, or, where none is, for its action; for an action also those of its milestones."""
    own = {claim.party for claim in lookups.dataset.claims_about(item, Responsibility)}
    if "/" not in item:
        return own | lookups.bodies_of_actions[item]
    return own or {claim.party for claim in lookups.dataset.claims_about(action_of(item), Responsibility)}


def _dates(claim: Timing, as_of: dt.date | None) -> list[tuple[StatedDate, bool]]:
    """The dates of a deadline: the stated one, and the next occurrence from a day on where it recurs."""
    deadline = claim.deadline
    first = deadline.starts if deadline.kind == "recurring" else deadline.date
    if first is None:
        return []
    following = deadline.next_occurrence(as_of) if deadline.every and as_of else None
    return [(first, False), *([(following, True)] if following and following != first else [])]


def _event(lookups: Lookups, claim: Timing, date: StatedDate, *, recurring: bool, form: Form) -> bytes:
    deadline = claim.deadline
    starts = deadline.starts if deadline.starts and deadline.kind != "recurring" else date
    # as claims were called when the first feeds were read: another UID would be another entry beside the old one
    uid = lookups.urls.addresses.claim(claim.id).replace("#", "/") + (f"?date={date}" if recurring else "")
    uid += "" if form == "day" else f"?{form}"
    stamp = dt.datetime.combine(lookups.as_of or _NO_DAY, dt.time(), tzinfo=dt.UTC)
    event: dict[str, Value] = {
        "SUMMARY": f"{_title(lookups, claim)} (by {date_in_words(date)})",
        "DTSTAMP": stamp,
        "UID": uid,
        "SEQUENCE": (stamp.date() - _NO_DAY).days,
        "CATEGORIES": lookups.source_link(claim.source).text,
        "CLASS": "PUBLIC",
        "DESCRIPTION": _told(lookups, claim, date, recurring=recurring, form=form),
        "URL": lookups.urls.addresses.item(claim.item),
    }
    if lookups.as_of:
        event["LAST-MODIFIED"] = stamp
    if form == "task":
        event["DUE;VALUE=DATE"] = date.last_day
        if state := _state(lookups, claim, recurring=recurring):
            event["STATUS"] = state
    else:
        event["DTSTART;VALUE=DATE"] = starts.first_day if form == "period" else date.last_day
        event["DTEND;VALUE=DATE"] = date.last_day + dt.timedelta(days=1)
        event["TRANSP"] = "TRANSPARENT"
    return component("VTODO" if form == "task" else "VEVENT", event)


_STATES = {
    Status.NOT_STARTED: "NEEDS-ACTION",
    Status.IN_PROGRESS: "IN-PROCESS",
    Status.ONGOING: "IN-PROCESS",
    Status.COMPLETE: "COMPLETED",
    Status.CANCELLED: "CANCELLED",
}
"""What a task can say of what was reported; it has no word for the rest."""


def _state(lookups: Lookups, claim: Timing, *, recurring: bool) -> str:
    """How far a task is, as was reported; of the next of several dates nothing was."""
    report = lookups.status(claim.item)
    return "" if report is None or report.status is None or recurring else _STATES.get(report.status, "")


_WHERE: dict[Form, str] = {
    "day": "entry stands on the last day",
    "period": "entry spans the whole",
    "task": "task is due on the last day",
}


def _title(lookups: Lookups, claim: Timing) -> str:
    title = lookups.titles[claim.item]
    short = title if len(title) <= 100 else title[:99].rstrip() + "…"
    return f"{action_of(claim.item)}: {short}"


def _told(lookups: Lookups, claim: Timing, date: StatedDate, *, recurring: bool, form: Form) -> str:
    deadline = claim.deadline
    lines = [
        lookups.titles[claim.item],
        f"The {lookups.source_link(claim.source).text} says: {' '.join(claim.stated.split())}.",
    ]
    if date.precision != "day":
        lines.append(f"No day is stated: this {_WHERE[form]} of {date_in_words(date)}.")
    if recurring:
        lines.append("The next date, reckoned from the interval that is stated.")
    elif deadline.every:
        lines.append(f"It recurs after that ({deadline.every}); only this date and the next one are entered.")
    elif deadline.is_open_ended:
        lines.append("It goes on after that, with no end stated.")
    if claim.note:
        lines.append(claim.note)
    return "\n".join(lines)


def date_in_words(date: StatedDate) -> str:
    """A stated date as people say it, no more precise than it is.

    >>> date_in_words(StatedDate("2025-22")), date_in_words(StatedDate("2025-24"))
    ('summer 2025', 'winter 2025/26')
    >>> [date_in_words(StatedDate(text)) for text in ("2009-03", "2025-03-31", "2024-Q3", "2024/25-Q4", "2024/25")]
    ['March 2009', '31 March 2025', 'July to September 2024', 'January to March 2025', 'financial year 2024/25']
    """
    first, last = date.first_day, date.last_day
    match date.precision:
        case "day":
            return f"{first.day} {first:%B} {first.year}"
        case "month":
            return f"{first:%B} {first.year}"
        case "season":
            name = SEASONS[first.month // 3 - 1]
            return f"{name} {first.year}" + (f"/{last.year % 100:02}" if last.year > first.year else "")
        case "quarter":
            return f"{first:%B} to {last:%B} {last.year}"
        case "financial-year":
            return f"financial year {date}"
        case _:
            return str(date)
