"""Who does what, by whom it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cohesion_graph.graph.index import Index
from cohesion_graph.graph.involvement import Involvement
from cohesion_graph.model.claims import Responsibility
from cohesion_graph.model.ids import action_and_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.at_hand.rows import Answer, said
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import joined

__all__ = ["contributions"]


def contributions(index: Index, bound: Bound) -> Answer:
    """One row for each source, item, body and role."""
    rolled_up = bound.values["teams"] == "rolled-up"
    told = index.once(_contributions_of_councils if rolled_up else _contributions)
    party = bound.values.get("party")
    rows = told.get(party, []) if party else index.once(_all_of_councils if rolled_up else _all_contributions)
    return said(rows, bound, role="role", source="source"), []


def _all_contributions(index: Index) -> list[Row]:
    return [_contribution(index, one, one.body, one.name) for one in index.involvements]


def _all_of_councils(index: Index) -> list[Row]:
    return [
        _contribution(index, one, one.council or one.body, one.council_name or one.name) for one in index.involvements
    ]


def _contributions(index: Index) -> Mapping[str, list[Row]]:
    return _grouped(index.once(_all_contributions), "party_id")


def _contributions_of_councils(index: Index) -> Mapping[str, list[Row]]:
    return _grouped(index.once(_all_of_councils), "party_id")


def _grouped(rows: Iterable[Row], column: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[column]), []).append(row)
    return found


def _contribution(index: Index, one: Involvement, body: str, name: str) -> Row:
    claims = index.dataset.claims
    claim = claims[one.claim]
    assert isinstance(claim, Responsibility)
    others = [other for joint in one.joint_with if isinstance(other := claims[joint], Responsibility)]
    action, milestone = action_and_milestone(one.item)
    return {
        "action": action,
        "milestone": milestone,
        "party": name,
        "role": one.role,
        "together_with": joined(other.party_as_printed for other in others),
        "text": index.titles[one.item],
        "source": one.source,
        "basis": one.basis,
        "quote": one.quote,
        "party_id": body,
        "as_printed": claim.party_as_printed,
    }
