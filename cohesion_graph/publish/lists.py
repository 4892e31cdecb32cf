"""Pages that list: the plan with its sections, bodies, instruments, documents, differences, doubts."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.model.ids import node_id
from cohesion_graph.model.relations import Relation
from cohesion_graph.publish.items import action_row
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Cell, Grid, Page, Row, SearchEntry, Section
from cohesion_graph.publish.paging import paged
from cohesion_graph.publish.sources import doubt_grid
from cohesion_graph.publish.statements import discrepancy_grid
from cohesion_graph.publish.urls import page

__all__ = ["list_pages", "table_links"]


def list_pages(lookups: Lookups) -> Iterator[Page]:
    """Every page that lists things of one sort."""
    yield from _plan_pages(lookups)
    yield from _body_list(lookups)
    yield from _instrument_list(lookups)
    yield from _source_list(lookups)
    yield from _discrepancy_list(lookups)
    yield from _doubt_list(lookups)


_ACTION_HEADER = ("Action", "Who", "By when", "Progress", "In the documents")


def _plan_pages(lookups: Lookups) -> Iterator[Page]:
    urls, plan = lookups.urls, lookups.dataset.plan
    rows = tuple(action_row(lookups, ref) for ref in lookups.dataset.actions)
    sections = [lookups.node_link(node_id("section", section.id)) for section in plan.sections]
    yield from paged(
        Page(
            page(urls.plan),
            plan.title,
            None,
            address=urls.addresses.plan,
            data=urls.plan,
            thing=node_id("plan", plan.id),
            downloads=table_links(lookups, "actions", "milestones", "responsibilities", "deadlines"),
            section="plan",
            entries=(SearchEntry(plan.title, "Plan", ""),),
        ),
        "Plan",
        lookups.dataset.description,
        Grid("Every action", _ACTION_HEADER, rows),
        extra=(Section("sections", "Its sections", links=tuple(sections)),),
    )
    for section in plan.sections:
        rows = tuple(action_row(lookups, action.ref) for action in section.actions)
        yield from paged(
            Page(
                page(urls.section(section.id)),
                section.title if section.title != plan.title else f"{section.title} (section)",
                None,
                crumbs=(lookups.node_link(node_id("plan", plan.id)),),
                address=urls.addresses.node(node_id("section", section.id)),
                data=urls.section(section.id),
                thing=node_id("section", section.id),
                section="plan",
                entries=(SearchEntry(section.title, "Section of the plan", "", section.note),),
            ),
            "Section of the plan",
            section.note,
            Grid("Its actions", _ACTION_HEADER, rows),
        )


def table_links(lookups: Lookups, *names: str) -> tuple[Anchor, ...]:
    """Downloads of some of the plan's tables."""
    folder = lookups.urls.dataset_folder
    return tuple(
        Anchor(f"{name}.{ending}", f"{folder}/{name}.{ending}") for name in names for ending in ("csv", "xlsx")
    )


def _count_of(lookups: Lookups, node: str, relations: set[Relation]) -> str:
    items = {
        link.start.partition("/milestone/")[0] for link in lookups.links_to.get(node, []) if link.relation in relations
    }
    return str(len(items)) if items else "none"


def _body_list(lookups: Lookups) -> Iterator[Page]:
    rows = []
    for body in lookups.dataset.registry.bodies:
        node = node_id("organisation", body.id)
        counts = [
            _count_of(lookups, node, {relation})
            for relation in (Relation.LED_BY, Relation.ASSIGNED_TO, Relation.CONTRIBUTED_TO_BY)
        ]
        rows.append(Row((lookups.node_link(node), body.kind.label, *counts)))
    lead = (
        "Every council, team, partnership, network, group or post that a document names. The numbers count actions "
        "that any document gives it, itself or through a milestone; the three roles are never added up."
    )
    header = ("Body", "Sort", "Leads", "Is responsible for", "Contributes to")
    first = Page("bodies/index.html", "Bodies", None, section="bodies", downloads=table_links(lookups, "organisations"))
    yield from paged(first, "List", lead, Grid("Bodies", header, tuple(rows)))


def _instrument_list(lookups: Lookups) -> Iterator[Page]:
    families = ("depends", "feeds", "mentions")
    rows = []
    for entry in lookups.dataset.registry.instruments:
        node = node_id("instrument", entry.id)
        counts = [
            _count_of(lookups, node, {one for one in Relation if one.value.family == family}) for family in families
        ]
        rows.append(Row((lookups.node_link(node), entry.kind.label, *counts)))
    lead = (
        "Every strategy, agreement, plan, scheme, standard, indicator or condition that an action depends on, feeds or "
        "mentions. The numbers count actions."
    )
    header = ("Instrument", "Sort", "Depend on it", "Feed it", "Mention it")
    title = "Strategies and other instruments"
    first = Page(
        "instruments/index.html", title, None, section="instruments", downloads=table_links(lookups, "instruments")
    )
    yield from paged(first, "List", lead, Grid("Instruments", header, tuple(rows)))


def _source_list(lookups: Lookups) -> Iterator[Page]:
    rows = []
    for source in lookups.dataset.sources:
        folder = lookups.urls.source(source.id)
        texts: tuple[Cell, ...] = (
            source.title,
            Anchor("Text", page(f"{folder}/text")),
            Anchor("Statements", page(f"{folder}/statements")),
        )
        rows.append(Row((lookups.source_link(source.id), *texts)))
    grid = Grid("Documents", ("Document", "Title as printed", "Its text", "What rests on it"), tuple(rows))
    lead = "The documents that everything here was read from, with their words."
    yield from paged(Page("documents/index.html", "Documents", None, section="documents"), "List", lead, grid)


def _discrepancy_list(lookups: Lookups) -> Iterator[Page]:
    found = lookups.derivation.discrepancies
    lead = (
        "Where two documents say different things about one action or milestone. Both statements stand: nothing is "
        "settled here unless an editor has decided, and then it says so."
    )
    first = Page(
        "differences/index.html",
        "Where the documents differ",
        None,
        section="differences",
        downloads=table_links(lookups, "discrepancies"),
    )
    yield from paged(first, "List", lead, discrepancy_grid(lookups, "Differences", found, with_item=True))


def _doubt_list(lookups: Lookups) -> Iterator[Page]:
    doubts = list(lookups.dataset.doubts.values())
    lead = "What a document does not settle: the readings it allows are listed, and which of them is shown."
    first = Page(
        "doubts/index.html",
        "What the documents do not settle",
        None,
        section="doubts",
        downloads=table_links(lookups, "doubts"),
    )
    yield from paged(first, "List", lead, doubt_grid(lookups, doubts))
