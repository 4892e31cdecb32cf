"""What a body has to do, one line a duty, the next date first: the answer that its page begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from cohesion_graph.derive import Link
from cohesion_graph.model.claims import Responsibility
from cohesion_graph.model.codes import Basis
from cohesion_graph.publish.items import when_cell
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Cell, Grid, Row, Section, several
from cohesion_graph.publish.progress import standing
from cohesion_graph.publish.statements import linked

__all__ = ["duties_in_date_order", "duties_that_follow"]


def duties_in_date_order(lookups: Lookups, body: str, duties: Sequence[Link]) -> Section:
    """One row for each action or milestone that a document gives to a body, what is due first coming first.

    Milestones that only follow from the action are left to its row (`duties_that_follow`). What has no date stands at
    the end, in the order of the plan.
    """
    heading = "What it has to do, by when"
    given = (link for link in duties if link.basis is not Basis.INHERITED_FROM_ACTION)
    return Section("duties", heading, "The first date first.", _in_date_order(lookups, body, heading, given))


def duties_that_follow(lookups: Lookups, body: str, duties: Sequence[Link]) -> Section:
    """The milestones that no document gives to anybody: a body has them because it has their action."""
    heading = "Milestones of these actions that name nobody"
    follow = (link for link in duties if link.basis is Basis.INHERITED_FROM_ACTION)
    return Section("follow", heading, grid=_in_date_order(lookups, body, heading, follow), folded=True)


def _in_date_order(lookups: Lookups, body: str, caption: str, duties: Iterable[Link]) -> Grid:
    told: dict[str, list[Link]] = {}
    for link in duties:
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
                several(linked(lookups, told[item], _role)),
                _others(lookups, item, body),
                standing(lookups, item).cell(),
            )
        )
        for item in order
    )
    return Grid(caption, ("Action or milestone", "By when", "Its part", "With", "Progress"), rows)


def _role(link: Link) -> tuple[Cell, ...]:
    return (link.relation.value.inverse_label,)


def _others(lookups: Lookups, item: str, body: str) -> Cell:
    """The other bodies that documents name for the same item, each once."""
    claims = lookups.dataset.claims_about(item, Responsibility)
    others = dict.fromkeys(claim.party for claim in claims if claim.party != body)
    return several([lookups.body_link(one) for one in others])
