"""Answers about how much each body has: what falls to it in which quarter, and what it has alone."""

from __future__ import annotations

from collections import defaultdict

from cohesion_graph.graph.involvement import Involvement
from cohesion_graph.model.codes import BodyKind, Role
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.bodies import Bodies
from cohesion_graph.questions.cells import joined, natural_key
from cohesion_graph.questions.partners import evidence_cells, worded_cells

__all__ = ["no_partner", "workload"]

_PLACEHOLDER = BodyKind.PLACEHOLDER.value


def workload(bodies: Bodies, bound: Bound) -> tuple[list[Row], list[str]]:
    """For each body, role and quarter, what is due; by name, then lead before contribute, then time."""
    due = bodies.quarters()
    wanted = bound.values.get("party", "")
    held: dict[tuple[str, str, str], list[Involvement]] = defaultdict(list)
    for one in bodies.held():
        if one.kind == _PLACEHOLDER or (wanted and one.body != wanted):
            continue
        own = due.get((one.item, one.source)) or due.get((one.action, one.source)) or ["no date"]
        for when in own:
            held[one.body, one.role, when].append(one)
    answer = []
    for (body, role, when), told in held.items():
        items = list(dict.fromkeys(one.item for one in told))
        answer.append(
            {
                "party": told[0].name,
                "role": role,
                "quarter": when,
                "items": len(items),
                "which": "; ".join(items),
                **evidence_cells(told),
                "party_id": body,
            }
        )
    roles = [role.value for role in Role]
    answer.sort(
        key=lambda row: (natural_key(row["party"]), row["party_id"], roles.index(str(row["role"])), row["quarter"])
    )
    return answer, []


def no_partner(bodies: Bodies, _: Bound) -> tuple[list[Row], list[str]]:
    """Actions with at most one body, those without any first; then in the order of the plan."""
    members: dict[str, list[Involvement]] = defaultdict(list)
    for one in bodies.involvements():
        if one.is_stated and one.kind != BodyKind.PLACEHOLDER:
            members[one.action].append(one)
    texts = bodies.texts()
    answer = []
    for action, worded in bodies.wordings().items():
        told = members.get(action, [])
        if is_milestone(action):
            continue
        if len({one.body for one in told}) > 1:
            continue
        own = evidence_cells(told) if told else worded_cells(worded)
        answer.append(
            {
                "action": action_of(action),
                "text": texts[action],
                "bodies": min(len(told), 1),
                "party": told[0].name if told else "",
                "role": joined(one.role for one in told),
                **own,
            }
        )
    return sorted(answer, key=lambda row: int(str(row["bodies"]))), []
