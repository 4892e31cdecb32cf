"""Pages of bodies and instruments: everything the documents give them to do, feed or wait for, in both directions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cohesion_graph.derive import Link
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.model.ids import action_of, node_id
from cohesion_graph.model.register import Body, Instrument
from cohesion_graph.model.relations import Relation
from cohesion_graph.publish.duties import duties_in_date_order, duties_that_follow
from cohesion_graph.publish.items import when_cell, who_cell
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Cell, Fact, Grid, Page, Row, SearchEntry, Section, Thing, several
from cohesion_graph.publish.paging import with_long_tables
from cohesion_graph.publish.picture_links import picture_link
from cohesion_graph.publish.progress import standing
from cohesion_graph.publish.statements import linked
from cohesion_graph.publish.urls import page
from cohesion_graph.questions.ways import Hanging

__all__ = ["DUTIES", "body_pages", "instrument_pages", "shared_actions", "sheet_links", "sort_of_body"]

_MOST_REFS = 40
"""References in one cell; further ones are counted."""

DUTIES = (Relation.LED_BY, Relation.ASSIGNED_TO, Relation.CONTRIBUTED_TO_BY)
"""The links that give a body something to do."""


def body_pages(lookups: Lookups) -> Iterator[Page]:
    """One page for each body of the register."""
    for body in lookups.dataset.registry.bodies:
        yield from with_long_tables(_body_page(lookups, body))


def _body_page(lookups: Lookups, body: Body) -> Page:
    urls = lookups.urls
    node = node_id("organisation", body.id)
    incoming = lookups.links_to.get(node, [])
    duties = [link for link in incoming if link.relation in DUTIES]
    sections = [duties_in_date_order(lookups, body.id, duties), _shares(lookups, body.id)]
    sections += [*_named_by(lookups, node), _parts(lookups, incoming), duties_that_follow(lookups, body.id, duties)]
    downloads = (picture_link(node), *(sheet_links(urls.sheet(body.id)) if body.id in lookups.sheet_bodies else ()))
    return Page(
        page(urls.body(body.id)),
        body.name,
        Thing(
            kind=f"Body: {sort_of_body(body)}",
            lead=_also_printed(body),
            sections=(*sections, _about("body", (*_register_facts(lookups, body, node), *_counts(lookups, duties)))),
        ),
        crumbs=(Anchor("Bodies", "bodies/index.html"),),
        address=urls.addresses.organisation(body.id),
        data=urls.body(body.id),
        thing=node,
        downloads=downloads,
        section="bodies",
        entries=(SearchEntry(body.name, "Body", "", " ".join((*body.also_known_as, body.kind.label, body.note))),),
    )


def sort_of_body(body: Body) -> str:
    """What sort of body it is, in words for readers who do not know the code list."""
    return "named only in general" if body.kind is BodyKind.PLACEHOLDER else body.kind.label


def sheet_links(body: str) -> tuple[Anchor, ...]:
    """The partner sheet of a body in its forms, and its calendar.

    Args:
        body: The body's file name, without folder and ending (`Urls.sheet`).
    """
    forms = (
        ("html", "Sheet to print or send"),
        ("docx", "Sheet in Word"),
        ("xlsx", "Sheet in Excel"),
        ("csv", "Sheet as CSV"),
        ("md", "Sheet as Markdown"),
    )
    return (
        *(Anchor(text, f"sheets/{body}.{ending}") for ending, text in forms),
        Anchor("Dates as a calendar", f"calendar/{body}.ics"),
    )


def _also_printed(entry: Body | Instrument) -> str:
    return f"Also printed as {', '.join(entry.also_known_as)}." if entry.also_known_as else ""


def _about(what: str, facts: Sequence[Fact]) -> Section:
    """What the register says of a thing: below what the plan asks of it, which is what people come for."""
    return Section("about", f"About this {what}", facts=tuple(facts), folded=True)


def _register_facts(lookups: Lookups, entry: Body | Instrument, node: str) -> list[Fact]:
    facts = []
    if entry.part_of:
        kind = node.partition("/")[0]
        facts.append(Fact("Part of", lookups.node_link(f"{kind}/{entry.part_of}")))
    if isinstance(entry, Instrument) and entry.notation:
        facts.append(Fact("Code", entry.notation))
    if entry.note:
        facts.append(Fact("Note", entry.note))
    if entry.same_as:
        facts.append(Fact("The same in public registers", several(list(entry.same_as))))
    return facts


def _counts(lookups: Lookups, duties: Sequence[Link]) -> list[Fact]:
    """How many actions a body has in each role, document by document, stated ones only."""
    told: list[Cell] = []
    for source in lookups.dataset.sources:
        counts = []
        for relation in DUTIES:
            items = {
                action_of(lookups.item_of_node[link.start])
                for link in duties
                if link.relation is relation and link.source == source.id and link.basis.is_stated
            }
            if items:
                counts.append(f"{relation.value.inverse_label} {len(items)}")
        if counts:
            told.append(f"{source.label}: {', '.join(counts)}")
    return [Fact("Actions, document by document", several(told, "No document gives it anything to do"))]


def shared_actions(lookups: Lookups, body: str) -> dict[str, list[str]]:
    """For each other body, the actions that documents name both for, in the order of the plan.

    An action counts for a body if any document names the body for it or for one of its milestones.
    """
    shared: dict[str, list[str]] = {}
    for ref, named in lookups.bodies_of_actions.items():
        if body in named:
            for other in sorted(named - {body}):
                shared.setdefault(other, []).append(ref)
    return dict(sorted(shared.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _shares(lookups: Lookups, body: str) -> Section:
    shared = shared_actions(lookups, body)
    rows = tuple(
        Row(
            (
                lookups.body_link(other),
                str(len(refs)),
                several(_refs(lookups, refs)),
            )
        )
        for other, refs in shared.items()
    )
    grid = Grid("Bodies it shares actions with", ("Body", "Actions", "Which"), rows)
    intro = "Both are named for the action or one of its milestones, by any document and in any role."
    return Section("shares", "Who it works with", intro, grid)


def _refs(lookups: Lookups, refs: Sequence[str]) -> list[Cell]:
    links: list[Cell] = [Anchor(ref, page(lookups.urls.item(ref))) for ref in refs[:_MOST_REFS]]
    further = len(refs) - _MOST_REFS
    return [*links, f"and {further} more"] if further > 0 else links


_FAMILIES = (
    ("waits", ("depends", "feeds"), "depends", "What depends on it"),
    ("goes-in", ("feeds",), "fed-by", "What feeds it"),
    ("names", ("reports",), "reports", "What is reported to it"),
    ("names", ("mentions",), "mentioned", "Where it is only mentioned"),
)
"""Kinds of answer of the question ``depends-on`` with the families of links in it, an anchor and a heading."""


def _named_by(lookups: Lookups, node: str) -> Iterator[Section]:
    """What hangs on a thing, one line each, and in whose words: the answer of ``depends-on``."""
    for kind, families, anchor, heading in _FAMILIES:
        found = [one for one in lookups.ways.links(kind).on(node) if _link(one).relation.value.family in families]
        found.sort(key=lambda one: (lookups.place_of_node[one.item], one.hops, _link(one).sort_key))
        yield Section(anchor, heading, grid=_hanging(lookups, node, heading, found))


def _hanging(lookups: Lookups, node: str, heading: str, found: Sequence[Hanging]) -> Grid:
    """One row for each action or milestone: how it stands to the thing, by when, who does it, how far it is."""
    ways = {_link(one): one for one in found}
    told: dict[str, list[Link]] = {}
    for link, one in ways.items():
        told.setdefault(lookups.item_of_node[one.item], []).append(link)

    def how(link: Link) -> tuple[Cell, ...]:
        return (_how(lookups, node, ways[link]),)

    rows = tuple(
        Row(
            (
                lookups.named_item(item),
                several(linked(lookups, links, how)),
                when_cell(lookups, item),
                who_cell(lookups, item),
                standing(lookups, item).cell(),
            )
        )
        for item, links in told.items()
    )
    return Grid(heading, ("Action or milestone", "How it stands to it", "By when", "Who", "Progress"), rows)


def _how(lookups: Lookups, node: str, one: Hanging) -> str:
    """In what relation an item stands to a thing or to a part of it; the whole way where it leads through others."""
    if one.hops > 1 or one.chain[0].is_turned:
        return lookups.ways.links("waits").path(one.chain)
    link = _link(one)
    through = "" if link.end == node else f" {lookups.node_link(link.end).text}"
    return f"{link.relation.value.label}{through}"


def _link(one: Hanging) -> Link:
    assert one.tie.link is not None  # a plan at hand has it
    return one.tie.link


def _parts(lookups: Lookups, incoming: Sequence[Link]) -> Section:
    parts = [lookups.node_link(link.start) for link in incoming if link.relation is Relation.PART_OF]
    return Section("parts", "Its parts", links=tuple(parts))


def instrument_pages(lookups: Lookups) -> Iterator[Page]:
    """One page for each strategy, agreement, plan, standard, indicator or condition of the register."""
    urls = lookups.urls
    for entry in lookups.dataset.registry.instruments:
        node = node_id("instrument", entry.id)
        incoming = lookups.links_to.get(node, [])
        one = Page(
            page(urls.instrument(entry.id)),
            entry.name,
            Thing(
                kind=f"Instrument: {entry.kind.label}",
                lead=_also_printed(entry),
                sections=(
                    *_named_by(lookups, node),
                    _parts(lookups, incoming),
                    _about("instrument", _register_facts(lookups, entry, node)),
                ),
            ),
            crumbs=(Anchor("Strategies and other instruments", "instruments/index.html"),),
            address=urls.addresses.instrument(entry.id),
            downloads=(picture_link(node),),
            data=urls.instrument(entry.id),
            thing=node,
            section="instruments",
            entries=(
                SearchEntry(
                    entry.name,
                    entry.kind.label.capitalize(),
                    "",
                    " ".join((*entry.also_known_as, entry.notation, entry.note)),
                ),
            ),
        )
        yield from with_long_tables(one)
