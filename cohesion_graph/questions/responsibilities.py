"""Answers about who has each item: what several bodies share, and what nobody leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cohesion_graph.graph.involvement import Involvement, joint_pairs
from cohesion_graph.model.codes import BodyKind, Role
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.bodies import Bodies, Worded
from cohesion_graph.questions.cells import joined
from cohesion_graph.questions.partners import evidence_cells, worded_cells

__all__ = ["shared_responsibilities", "without_lead"]

_ROLES = tuple(role.value for role in Role)


def shared_responsibilities(bodies: Bodies, bound: Bound) -> tuple[list[Row], list[str]]:
    """Each item, as one source gives it, that at least ``min`` bodies have; in the order of the plan."""
    level, wanted, party = bound.values["level"], bound.values["joint"], bound.values.get("party", "")
    held: dict[tuple[str, str], list[Involvement]] = defaultdict(list)
    for one in bodies.involvements():
        if one.kind != BodyKind.PLACEHOLDER and (level != "milestone" or is_milestone(one.item)):
            held[action_of(one.item) if level == "action" else one.item, one.source].append(one)
    texts, least = bodies.texts(), bound.number("min")
    answer = []
    for (item, source), told in held.items():
        if len(told) < least:  # most have one body
            continue
        names, pairs = {one.body: one.name for one in told}, joint_pairs(told)
        is_wanted = wanted == "any" or bool(pairs) == (wanted == "yes")
        if len(names) < least or not is_wanted or (party and party not in names):
            continue
        answer.append(
            {
                **_place(item, texts),
                "bodies": len(names),
                **_by_role(told),
                "how": "jointly" if pairs else "side by side",
                "together": joined(names[body] for pair in pairs for body in pair),
                **evidence_cells(told),
                "source": source,
            }
        )
    return answer, []


def _place(item: str, texts: Mapping[str, str]) -> Row:
    return {
        "action": action_of(item),
        "milestone": item if is_milestone(item) else "",
        "text": texts.get(item, ""),
    }


def _by_role(told: Iterable[Involvement]) -> dict[str, str]:
    """The names of bodies, by role."""
    names: dict[str, set[str]] = {role: set() for role in _ROLES}
    for one in told:
        names[one.role].add(one.name)
    return {role: joined(named) for role, named in names.items()}


_NOBODY = "no body is named"
_HELPERS = "bodies only contribute"
_UNSAID = "who leads is not said"


def without_lead(bodies: Bodies, bound: Bound) -> tuple[list[Row], list[str]]:
    """Each item that no source gives a lead, nor its action or a milestone of it; those without any body first."""
    own: dict[str, list[Involvement]] = defaultdict(list)
    within: dict[str, list[Involvement]] = defaultdict(list)
    for one in bodies.involvements():
        own[one.item].append(one)
        within[one.action].append(one)
    texts = bodies.texts()
    answer = []
    for item, worded in bodies.wordings().items():
        if bound.values["level"] != "any" and is_milestone(item) != (bound.values["level"] == "milestone"):
            continue
        told = [*own[item], *own[action_of(item)]] if is_milestone(item) else within[item]
        if all(one.role != Role.LEAD for one in told):
            answer.append({**_place(item, texts), **_unled(worded, own[item] or told)})
    return sorted(answer, key=lambda row: (_NOBODY, _HELPERS, _UNSAID).index(str(row["why"]))), []


def _unled(worded: Sequence[Worded], told: Sequence[Involvement]) -> Row:
    roles = _by_role(told)
    return {
        "why": _UNSAID if roles[Role.RESPONSIBLE] else _HELPERS if told else _NOBODY,
        "contribute": roles[Role.CONTRIBUTE],
        "responsible": roles[Role.RESPONSIBLE],
        **(evidence_cells(told) if told else worded_cells(worded)),
    }
