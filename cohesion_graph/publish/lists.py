"""Pages that list: the plan with its sections, bodies, instruments, documents, differences, doubts."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.model.ids import node_id
from cohesion_graph.model.relations import Relation
from cohesion_graph.publish.disagreements import discrepancy_grid, doubt_grid
from cohesion_graph.publish.items import action_header, action_row
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Cell, Grid, Page, Row, SearchEntry, Section
from cohesion_graph.publish.paging import paged
from cohesion_graph.publish.registered import DUTIES, sort_of_body
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
        Grid("Every action", action_header(lookups), rows),
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
            Grid("Its actions", action_header(lookups), rows),
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
    rows, named = [], []
    for body in sorted(lookups.dataset.registry.bodies, key=lambda body: (body.name.casefold(), body.id)):
        node = node_id("organisation", body.id)
        if not any(link.relation in DUTIES for link in lookups.links_to.get(node, [])):
            named.append(lookups.node_link(node))
            continue
        counts = [_count_of(lookups, node, {relation}) for relation in DUTIES]
        rows.append(Row((lookups.node_link(node), sort_of_body(body), *counts)))
    lead = (
        "Every council, team, partnership, network, group or post that a document names. The numbers count actions "
        "that any document gives it, itself or through a milestone; the three roles are never added up."
    )
    intro = "Documents name these without giving them anything to do."
    extra = Section("named", "Named only", intro, links=tuple(named))
    header = ("Body", "Sort", "Leads", "Is responsible for", "Contributes to")
    first = Page("bodies/index.html", "Bodies", None, section="bodies", downloads=table_links(lookups, "organisations"))
    nothing = "No document gives a body anything to do."
    yield from paged(first, "", lead, Grid("Bodies", header, tuple(rows)), extra=(extra,), nothing=nothing)


def _instrument_list(lookups: Lookups) -> Iterator[Page]:
    families = ("depends", "feeds", "mentions")
    rows = []
    for entry in sorted(lookups.dataset.registry.instruments, key=lambda one: (one.name.casefold(), one.id)):
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
    grid = Grid(title, header, tuple(rows))
    yield from paged(first, "", lead, grid, nothing="No document names a strategy, plan, standard or the like.")


def _source_list(lookups: Lookups) -> Iterator[Page]:
    rows = []
    for source in lookups.dataset.sources:
        folder = lookups.urls.source(source.id)
        texts: tuple[Cell, ...] = (
            source.title,
            Anchor("Text", page(f"{folder}/text"), f"of the {source.label}"),
            Anchor("Statements", page(f"{folder}/statements"), f"of the {source.label}"),
        )
        rows.append(Row((lookups.source_link(source.id), *texts)))
    grid = Grid("Documents", ("Document", "Title as printed", "Its text", "What rests on it"), tuple(rows))
    lead = "The documents that everything here was read from, with their words."
    yield from paged(Page("documents/index.html", "Documents", None, section="documents"), "", lead, grid)


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
    nothing = "None: no two documents say different things about the same action or milestone."
    if not lookups.compares:
        nothing = "None: the plan was read from one document, so there is nothing that it could differ from."
    grid = discrepancy_grid(lookups, "Where the documents differ", found)
    yield from paged(first, "", lead, grid, nothing=nothing)


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
    yield from paged(first, "", lead, doubt_grid(lookups, doubts), nothing="Nothing was found that they leave open.")
