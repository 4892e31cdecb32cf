"""Who does what, by whom it is said."""

from __future__ import annotations

from collections.abc import Mapping

from cohesion_graph.graph.index import Index
from cohesion_graph.graph.involvement import Involvement, rolled_up
from cohesion_graph.model.claims import Responsibility
from cohesion_graph.model.ids import action_and_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.at_hand.rows import Answer, said
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import joined

__all__ = ["contributions"]


def contributions(index: Index, bound: Bound) -> Answer:
    """One row for each source, item, body and role."""
    teams, party = bound.values["teams"], bound.values.get("party")
    rows = index.once(_of_bodies, teams).get(party, []) if party else index.once(_contributions, teams)
    return said(rows, bound, role="role", source="source"), []


def _contributions(index: Index, teams: str) -> list[Row]:
    told = rolled_up(index.involvements) if teams == "rolled-up" else index.involvements
    return [_contribution(index, one) for one in told]


def _of_bodies(index: Index, teams: str) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in index.once(_contributions, teams):
        found.setdefault(str(row["party_id"]), []).append(row)
    return found


def _contribution(index: Index, one: Involvement) -> Row:
    claims = index.dataset.claims
    claim = claims[one.claim]
    assert isinstance(claim, Responsibility)
    others = [other for joint in one.joint_with if isinstance(other := claims[joint], Responsibility)]
    action, milestone = action_and_milestone(one.item)
    return {
        "action": action,
        "milestone": milestone,
        "party": one.name,
        "role": one.role,
        "together_with": joined(other.party_as_printed for other in others),
        "text": index.titles[one.item],
        "source": one.source,
        "basis": one.basis,
        "quote": one.quote,
        "party_id": one.body,
        "as_printed": claim.party_as_printed,
    }
