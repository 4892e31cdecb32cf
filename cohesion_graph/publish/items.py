"""Pages of actions and milestones: what, who, when, what it hangs on, what hangs on it, and every doubt about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cohesion_graph.derive import Discrepancy, Link
from cohesion_graph.model.claims import Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.items import Item
from cohesion_graph.model.relations import Relation
from cohesion_graph.publish.disagreements import difference_entry, discrepancy_grid
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import (
    Anchor,
    Badge,
    Cell,
    Fact,
    Folded,
    Grid,
    Page,
    Row,
    SearchEntry,
    Section,
    Sorted,
    Stated,
    Statement,
    Thing,
    several,
)
from cohesion_graph.publish.picture_links import picture_link
from cohesion_graph.publish.progress import day_in_words, standing
from cohesion_graph.publish.statements import linked, own_statement, stated, statement
from cohesion_graph.publish.urls import claim_anchor, page

__all__ = ["action_header", "action_row", "item_pages", "when_cell", "who_cell"]


def item_pages(lookups: Lookups) -> Iterator[Page]:
    """One page for each action and each milestone, in the plan's order."""
    for item in lookups.dataset.items.values():
        yield _item_page(lookups, item)


def _item_page(lookups: Lookups, item: Item) -> Page:
    urls, dataset = lookups.urls, lookups.dataset
    section = lookups.node_link(f"section/{item.section}")
    crumbs = [lookups.node_link(f"plan/{dataset.plan.id}")]
    crumbs += [section] if section.text != dataset.plan.title else []
    if item.is_milestone:
        crumbs.append(lookups.item_link(item.action))
    outgoing, incoming = lookups.links_from.get(item.node, []), lookups.links_to.get(item.node, [])
    differences = _found(lookups, item)
    heading = "Where the documents differ"
    sections = (
        _milestones(lookups, item),
        Section("differences", heading, grid=discrepancy_grid(lookups, heading, differences, about=item.id)),
        _doubts(lookups, item),
        *_leans_on(lookups, item, outgoing),
        _cited_by(lookups, incoming),
        _progress(lookups, item),
    )
    warning = "The documents differ about this." if differences else ""
    title = f"{item.action}: {lookups.title(item.id)}" if item.is_milestone else lookups.title(item.id)
    return Page(
        page(urls.item(item.id)),
        title,
        Thing(
            kind="Milestone" if item.is_milestone else "Action",
            summary=_summary(lookups, item, outgoing),
            warning=warning,
            warning_links=(Anchor(_count(len(differences), "difference"), "#differences"),) if differences else (),
            sections=sections,
        ),
        crumbs=tuple(crumbs),
        address=urls.addresses.item(item.id),
        downloads=(picture_link(item.node),),
        data=urls.item(item.id),
        thing=item.node,
        section="plan",
        entries=(
            SearchEntry(title, "Milestone" if item.is_milestone else "Action", "", _search_words(lookups, item)),
            *(difference_entry(lookups, one) for one in differences if one.item == item.id),
        ),
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _search_words(lookups: Lookups, item: Item) -> str:
    claims = lookups.dataset.claims_about(item.id, Wording)
    bodies = [lookups.dataset.bodies[party].name for party, _ in lookups.involved(item.id)]
    title = lookups.titles[item.id]
    texts = [claim.text for claim in claims if claim.text != title] + [claim.ref_as_printed for claim in claims]
    texts += bodies + lookups.stated_deadlines(item.id) + ([item.action] if item.is_milestone else [])
    return " · ".join(dict.fromkeys(text for text in texts if text and text != item.id))


def _summary(lookups: Lookups, item: Item, outgoing: list[Link]) -> tuple[Fact, ...]:
    """What, who and when, each fact with the words it rests on."""
    report = lookups.status(item.id)
    state = several([standing(lookups, item.id).cell(), *(report.note.splitlines() if report else ())])
    return (
        Fact("Who", several(_who(lookups, item, outgoing), "No document says"), "who"),
        Fact("By when", several(_when(lookups, item), "No document says"), "when"),
        Fact("Progress", state),
        Fact("In whose words", several(_wordings(lookups, item)), "words"),
    )


def who_cell(lookups: Lookups, item: str) -> Cell:
    """The bodies that documents themselves name for an item, and for an action's milestones, or else for its action."""
    named = lookups.involved(item)
    if "/" not in item:
        roles = {(party, role.partition(" (")[0]) for party, role in named}
        below = [pair for one in lookups.dataset.milestones_of(item) for pair in lookups.involved(one, "a milestone")]
        named += [pair for pair in dict.fromkeys(below) if (pair[0], pair[1].partition(" a milestone")[0]) not in roles]
    elif not named:
        named = lookups.involved(item.partition("/")[0], "the action as a whole")
    links = [(lookups.body_link(party), role) for party, role in named]
    return several([Anchor(f"{link.text}: {role}", link.path) for link, role in links], "No document says")


def when_cell(lookups: Lookups, item: str) -> Cell:
    """When an item is due, in the documents' words, sorted by the day that they allow at the latest."""
    day = lookups.due_day(item)
    return Sorted(several(list(lookups.by_when(item)), "No document says"), day.isoformat() if day else "")


def _wordings(lookups: Lookups, item: Item) -> tuple[Stated, ...]:
    """As what each document prints the item, and the way to it; in which words, where these are not quoted ones."""

    def fact(claim: Wording) -> tuple[Cell, ...]:
        told = claim.presented_as.label.capitalize()
        told += f", printed as {claim.ref_as_printed}" if claim.ref_as_printed not in {"", item.id} else ""
        return (told if claim.text == claim.quote else f"{told}: {claim.text}",)

    def printed(claim: Wording) -> Statement:
        source = lookups.source_link(claim.source) if lookups.compares else ""
        return replace(own_statement(lookups, claim), source=source)

    return stated((fact(one), printed(one)) for one in lookups.dataset.claims_about(item.id, Wording))


_ROLES = (Relation.LED_BY, Relation.CONTRIBUTED_TO_BY, Relation.ASSIGNED_TO)


_FEW = 12
"""Of what milestones say, so many facts stand openly on the page of their action."""


def _who(lookups: Lookups, item: Item, outgoing: list[Link]) -> list[Cell]:
    responsible = [link for link in outgoing if link.relation in (*_ROLES, Relation.INVOLVES)]
    sources = list(lookups.dataset.sources_by_id)
    # what documents say of the item itself comes first, and of that what the first of them says
    responsible.sort(key=lambda link: (link.basis is Basis.ROLLED_UP, sources.index(link.source), link.basis.strength))

    def fact(link: Link) -> tuple[Cell, ...]:
        claim = lookups.dataset.claims[link.claims[0]]
        assert isinstance(claim, Responsibility)
        below = link.basis is Basis.ROLLED_UP
        role = f"{claim.role.label} a milestone" if below else link.relation.value.inverse_label
        if claim.joint_with and claim.item == item.id:
            role += ", jointly with others"
        if claim.officers_named and claim.item == item.id:
            role += f"; {_count(claim.officers_named, 'officer')} named, names withheld"
        return lookups.node_link(link.end), f": {role}"

    rolled_up = [link for link in responsible if link.basis is Basis.ROLLED_UP]
    below = linked(lookups, rolled_up, fact, item=item.id)
    own = linked(lookups, [link for link in responsible if link.basis is not Basis.ROLLED_UP], fact, item=item.id)
    return [*own, *_folded("for its milestones", below)]


def _folded(what: str, cells: Sequence[Cell]) -> Sequence[Cell]:
    """Cells as they are, or folded into one where they would fill the screen."""
    return (Folded(f"{len(cells)} {what}", tuple(cells)),) if len(cells) > _FEW else cells


def _when(lookups: Lookups, item: Item) -> list[Cell]:
    """The item's own deadlines with their words; then those of its milestones, or else of its action."""

    def fact(claim: Timing) -> tuple[Cell, ...]:
        deadline = claim.deadline
        told = f"{claim.stated}: {deadline.kind.label}"
        told += f", read as up to {day_in_words(deadline.latest_date)}" if deadline.latest_date else ""
        target = deadline.aligned_with
        return (told, *((", ", lookups.node_link(f"instrument/{target}")) if target else ()))

    own = stated((fact(one), own_statement(lookups, one)) for one in lookups.dataset.claims_about(item.id, Timing))
    others = lookups.by_when(item.id)[len(lookups.stated_deadlines(item.id)) :]
    return [*own, *_folded("of its milestones", others)]


def _milestones(lookups: Lookups, item: Item) -> Section:
    if item.is_milestone:
        return Section("milestones", "Milestones")
    rows = tuple(
        Row(
            (
                lookups.item_link(one),
                who_cell(lookups, one),
                when_cell(lookups, one),
                standing(lookups, one).cell(),
            )
        )
        for one in lookups.dataset.milestones_of(item.id)
    )
    grid = Grid("Milestones or success measures", ("Milestone", "Who", "By when", "Progress"), rows)
    return Section("milestones", "Milestones", grid=grid)


_FAMILIES = (
    ("depends", "needs", "What it depends on", "What this waits for, or is measured by."),
    ("feeds", "feeds", "What it feeds", "What waits for this."),
    ("reports", "reports", "Who it is reported to", "An accountability link; nobody waits."),
    ("mentions", "mentions", "What it mentions", "Named in its words; the words settle no dependency."),
)


def _leans_on(lookups: Lookups, item: Item, outgoing: list[Link]) -> Iterator[Section]:
    def fact(link: Link) -> tuple[Cell, ...]:
        return f"{link.relation.value.label} ", lookups.node_link(link.end)

    for family, anchor, heading, intro in _FAMILIES:
        links = [link for link in outgoing if link.relation.value.family == family]
        yield Section(anchor, heading, intro, stated=linked(lookups, links, fact, item=item.id))


def _cited_by(lookups: Lookups, incoming: list[Link]) -> Section:
    links = [link for link in incoming if link.relation is not Relation.STATED_IN]

    def fact(link: Link) -> tuple[Cell, ...]:
        return lookups.node_link(link.start), f" {link.relation.value.label} this"

    return Section("cited-by", "What else names it", stated=linked(lookups, links, fact))


def _found(lookups: Lookups, item: Item) -> list[Discrepancy]:
    """Where documents differ about an item; about an action, its milestones too."""
    found = lookups.discrepancies_of.get(item.action, [])
    return [one for one in found if not item.is_milestone or one.item == item.id]


def _doubts(lookups: Lookups, item: Item) -> Section:
    rows = tuple(
        Row(
            (
                Anchor(doubt.what, lookups.urls.doubt(doubt.source, doubt.n)),
                *((lookups.source_link(doubt.source),) if lookups.compares else ()),
            )
        )
        for doubt in lookups.doubts_of.get(item.id, [])
    )
    header = ("What cannot be told", *(("In",) if lookups.compares else ()))
    grid = Grid("What the documents leave open", header, rows)
    return Section("doubts", "What the documents do not settle", grid=grid)


def _progress(lookups: Lookups, item: Item) -> Section:
    rows = []
    for report in lookups.dataset.claims_about(item.id, StatusReport):
        badge = Badge(report.words, report.colour.value if report.colour else "grey")
        cells: tuple[Cell, ...] = (
            day_in_words(report.as_of) if report.as_of else "not said",
            Stated((badge,), (statement(lookups, report, report.basis.label),)),
            several(report.note.splitlines()),
            report.reported_by or "not said",
        )
        rows.append(Row(cells, claim_anchor(report)))
    header = ("As of", "Status", "What was added", "Reported by")
    return Section("progress", "Progress as reported", grid=Grid("Progress as reported", header, tuple(rows)))


def action_header(lookups: Lookups) -> tuple[str, ...]:
    """The headings of `action_row`."""
    return ("Action", "Who", "By when", "Progress", *(("In the documents",) if lookups.compares else ()))


def action_row(lookups: Lookups, ref: str) -> Row:
    """An action as a row of a list: what, who, by when, progress, and where there are several, in which documents."""
    differs: list[Cell] = [lookups.item_link(ref)]
    if found := lookups.discrepancies_of.get(ref):
        differs.append(Badge(f"documents differ: {len(found)}", "amber"))
    cells: list[Cell] = [
        several(differs),
        who_cell(lookups, ref),
        when_cell(lookups, ref),
        standing(lookups, ref).cell(),
    ]
    if lookups.compares:
        cells.append(several([lookups.source_link(source) for source in lookups.dataset.sources_of(ref)], "none"))
    return Row(tuple(cells))
