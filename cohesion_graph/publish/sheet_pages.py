"""The list of partner sheets, and the sheets themselves in every form."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.agenda import Agenda
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Grid, Page, Row
from cohesion_graph.publish.paging import paged
from cohesion_graph.publish.registered import sheet_links
from cohesion_graph.publish.sheets import SHEET_FORMS, Sheet, sheet

__all__ = ["sheet_files", "sheet_list", "sheets"]


def sheet_list(lookups: Lookups) -> Iterator[Page]:
    """The bodies that have a sheet, with its forms."""
    rows = tuple(
        Row((lookups.body_link(body), *_forms(lookups, body)))
        for body in sorted(lookups.sheet_bodies, key=lambda one: (lookups.dataset.bodies[one].name.casefold(), one))
    )
    lead = (
        "For each body that a document gives something to do: what it has agreed to do, with whom, by when, in whose "
        "words. Each form holds the same rows."
    )
    grid = Grid("Partner sheets", ("Body", *_FORMS), rows)
    calendar = (Anchor("All dates as a calendar (.ics)", "calendar/all.ics"),)
    first = Page("sheets/index.html", "Partner sheets", None, section="bodies", downloads=calendar)
    yield from paged(first, "", lead, grid, nothing="No document gives a body anything to do.")


_FORMS = ("To print or send", "Word", "Excel", "CSV", "Markdown", "Calendar")


def _forms(lookups: Lookups, body: str) -> Iterator[Anchor]:
    """One cell for each form, in the order of `_FORMS`."""
    name = lookups.dataset.bodies[body].name
    for form, link in zip(_FORMS, sheet_links(lookups.urls.sheet(body)), strict=True):
        yield Anchor("Sheet" if form == _FORMS[0] else form, link.path, f"of {name}")


def sheets(plan: LoadedPlan, lookups: Lookups) -> Iterator[tuple[str, Sheet]]:
    """Each sheet, with the path of its files without their endings."""
    agenda = Agenda.of(plan, lookups.as_of)
    for body in lookups.sheet_bodies:
        yield f"sheets/{lookups.urls.sheet(body)}", sheet(lookups, body, agenda)


def sheet_files(one: Sheet, path: str) -> Iterator[tuple[str, bytes]]:
    """A sheet in each form."""
    for ending, write in SHEET_FORMS.items():
        yield f"{path}.{ending}", write(one)
