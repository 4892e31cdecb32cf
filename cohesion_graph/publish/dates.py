"""Dates: what is due quarter by quarter, what has no date that can be in a calendar, what is past its date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from cohesion_graph.derive import Finding
from cohesion_graph.model.claims import Timing
from cohesion_graph.publish.calendar import has_event
from cohesion_graph.publish.items import who_cell
from cohesion_graph.publish.lists import table_links
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Grid, Page, Row, Section, Sorted, Thing
from cohesion_graph.publish.paging import paged, with_long_tables
from cohesion_graph.publish.progress import day_in_words, standing

__all__ = ["date_pages", "quarter_of"]

_ONE_PAGE = 90
"""Deadlines up to which one page lists them all, quarter by quarter."""


def _header(lookups: Lookups) -> tuple[str, ...]:
    source = ("According to",) if lookups.compares else ()
    return ("Action or milestone", "By when", *source, "Who", "Progress")


def date_pages(lookups: Lookups) -> Iterator[Page]:
    """The page of deadlines by quarter; where there are very many, each year has its own page."""
    dated = sorted(
        (
            claim
            for item in lookups.dataset.items
            for claim in lookups.dataset.claims_about(item, Timing)
            if _due(claim)
        ),
        key=lambda claim: _due(claim) or dt.date.max,
    )
    years = sorted({_last(claim).year for claim in dated})
    overview = len(dated) > _ONE_PAGE
    quarters = [] if overview else _by_quarter(lookups, dated)
    year_links = tuple(Anchor(f"Due in {year}", f"dates/{year}/index.html") for year in years) if overview else ()
    first = Page(
        "dates/index.html",
        "Dates",
        Thing(
            kind="Deadlines by quarter",
            lead=_lead(lookups),
            sections=(
                _past(lookups),
                Section("years", "Year by year", links=year_links),
                *quarters,
                _without_event(lookups),
                _finding_section(lookups, "undated", "No document gives a date"),
                _finding_section(lookups, "unread-date", "A date is given that could not be read"),
                _finding_section(lookups, "unowned", "No document names a body"),
            ),
        ),
        downloads=(
            Anchor("All dates as a calendar (.ics)", "calendar/all.ics"),
            Anchor("The same, months and years as bars over all their days (.ics)", "calendar/all-periods.ics"),
            Anchor("The same as tasks to be done by the last day (.ics)", "calendar/all-tasks.ics"),
            *table_links(lookups, "deadlines"),
        ),
        section="dates",
    )
    yield from with_long_tables(first)
    for year in years if overview else ():
        claims = [claim for claim in dated if _last(claim).year == year]
        yield from _year_pages(lookups, year, claims)


def _year_pages(lookups: Lookups, year: int, claims: Sequence[Timing]) -> Iterator[Page]:
    rows = tuple(_row(lookups, claim) for claim in claims)
    first = Page(
        f"dates/{year}/index.html",
        f"Due in {year}",
        None,
        crumbs=(Anchor("Dates", "dates/index.html"),),
        section="dates",
    )
    yield from paged(first, "Deadlines of a year", "", Grid(f"Due in {year}", _header(lookups), rows))


def _due(claim: Timing) -> dt.date | None:
    deadline = claim.deadline
    date = deadline.starts if deadline.kind == "recurring" else deadline.date
    return date.last_day if date else None


def _last(claim: Timing) -> dt.date:
    day = _due(claim)
    assert day is not None
    return day


def quarter_of(day: dt.date) -> str:
    """The quarter a day is in, in words.

    >>> quarter_of(dt.date(2009, 3, 31))
    'January to March 2009'
    """
    first = dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    last = dt.date(day.year, first.month + 2, 1)
    return f"{first:%B} to {last:%B} {day.year}"


def _by_quarter(lookups: Lookups, dated: Sequence[Timing]) -> list[Section]:
    quarters: dict[str, list[Timing]] = {}
    for claim in dated:
        quarters.setdefault(quarter_of(_last(claim)), []).append(claim)
    sections = []
    for name, claims in quarters.items():
        day = _last(claims[0])
        anchor = f"quarter-{day.year}-{(day.month - 1) // 3 + 1}"
        grid = Grid(f"Due from {name}", _header(lookups), tuple(_row(lookups, claim) for claim in claims))
        sections.append(Section(anchor, name, grid=grid))
    return sections


def _row(lookups: Lookups, claim: Timing) -> Row:
    words = Anchor(claim.stated, lookups.urls.claim(claim))
    source = (lookups.source_link(claim.source),) if lookups.compares else ()
    return Row(
        (
            lookups.named_item(claim.item),
            Sorted(words, day.isoformat() if (day := _due(claim)) else ""),
            *source,
            who_cell(lookups, claim.item),
            standing(lookups, claim.item).cell(),
        )
    )


def _lead(lookups: Lookups) -> str:
    lead = "A date counts in the quarter of the last day that it allows: “March 2009” is read as up to 31 March."
    if lookups.as_of is None:
        lead += " This site was built without a day to judge by, so no date is told to be past."
    return lead


def _past(lookups: Lookups) -> Section:
    if lookups.as_of is None:
        return Section("past", "Past its date, nothing reported")
    day = day_in_words(lookups.as_of)
    found = [finding for finding in lookups.findings if finding.kind == "past-without-report"]
    heading = f"Past its date, nothing reported as of {day}"
    if not found:
        return Section("past", heading, notes=("Nothing.",))
    intro = "Nobody has said that these are late: the date has passed, and the data holds no report."
    return _found(lookups, "past", heading, found, intro)


def _finding_section(lookups: Lookups, kind: str, heading: str) -> Section:
    found = [finding for finding in lookups.findings if finding.kind == kind]
    if not found:
        nothing = () if kind == "unread-date" else ("None: each has one, its own, its action's or a milestone's.",)
        return Section(kind, heading, notes=nothing)
    intro = "Neither for the action or milestone itself, nor for its action, nor for a milestone of it."
    return _found(lookups, kind, heading, found, intro)


def _found(lookups: Lookups, anchor: str, heading: str, found: Sequence[Finding], intro: str) -> Section:
    rows = []
    for finding in found:
        what = () if anchor == "unowned" else (finding.what,)  # its heading says all
        rows.append(Row((lookups.named_item(finding.item), *what, who_cell(lookups, finding.item))))
    grid = Grid(heading, ("Action or milestone", *(() if anchor == "unowned" else ("What",)), "Who"), tuple(rows))
    return Section(anchor, heading, intro, grid=grid)


def _without_event(lookups: Lookups) -> Section:
    """Deadlines that are stated and still no date: ongoing, with another process, relative, not understood."""
    claims = [
        claim
        for item in lookups.dataset.items
        for claim in lookups.dataset.claims_about(item, Timing)
        if not has_event(claim)
    ]
    rows = tuple(_row(lookups, claim) for claim in claims)
    grid = Grid("Stated, without a date", _header(lookups), rows)
    intro = "Ongoing, tied to another process, or counted from something without a date. These are in no calendar."
    return Section("without-date", "Stated without a date", intro, grid)
