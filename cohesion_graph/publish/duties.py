"""What a body has to do, one line a duty, the next date first: the answer that its page begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cohesion_graph.derive import Link
from cohesion_graph.model.claims import Responsibility
from cohesion_graph.model.codes import Basis
from cohesion_graph.publish.items import when_cell
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Cell, Grid, Row, Section, several
from cohesion_graph.publish.progress import standing

__all__ = ["duties_in_date_order"]


def duties_in_date_order(lookups: Lookups, body: str, duties: Sequence[Link]) -> Section:
    """One row for each action or milestone that a document gives to a body, what is due first coming first.

    Milestones that only follow from the action are left to its row. What has no date stands at the end, in the order
    of the plan.
    """
    told: dict[str, list[Link]] = {}
    for link in duties:
        if link.basis is not Basis.INHERITED_FROM_ACTION:
            told.setdefault(lookups.item_of_node[link.start], []).append(link)
    place = lookups.place_of_node
    order = sorted(
        told, key=lambda item: (lookups.due_day(item) or dt.date.max, place[lookups.dataset.items[item].node])
    )
    rows = tuple(
        Row(
            (
                lookups.named_item(item),
                when_cell(lookups, item),
                _roles(lookups, told[item]),
                _others(lookups, item, body),
                standing(lookups, item).cell(),
            )
        )
        for item in order
    )
    header = ("Action or milestone", "By when", "Its part", "With", "Progress")
    intro = "The first date first. Below, each document’s own words for it."
    heading = "What it has to do, by when"
    return Section("duties", heading, intro, Grid(heading, header, rows))


def _roles(lookups: Lookups, links: Sequence[Link]) -> Cell:
    """What the body does for an item, each role once, with who says so where documents could differ."""
    roles: dict[str, list[str]] = {}
    for link in links:
        how = "" if link.basis.is_stated else f" ({link.basis.label})"
        sources = roles.setdefault(f"{link.relation.value.inverse_label}{how}", [])
        label = lookups.source_link(link.source).text
        if label not in sources:
            sources.append(label)
    if not lookups.compares:
        return several(list(roles))
    return several([f"{role}: {', '.join(sources)}" for role, sources in roles.items()])


def _others(lookups: Lookups, item: str, body: str) -> Cell:
    """The other bodies that documents name for the same item, each once."""
    claims = lookups.dataset.claims_about(item, Responsibility)
    others = dict.fromkeys(claim.party for claim in claims if claim.party != body)
    return several([lookups.body_link(one) for one in others])
