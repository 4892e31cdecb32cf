"""Answers about who has each item: what several bodies share, and what nobody leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cohesion_graph.graph.involvement import Involvement, joint_pairs
from cohesion_graph.model.codes import BodyKind, Role
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Fetched, Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import joined
from cohesion_graph.questions.partners import evidence_cells, involvements_of

__all__ = ["shared_responsibilities", "without_lead"]

_ROLES = tuple(role.value for role in Role)


def shared_responsibilities(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Each item, as one source gives it, that at least ``min`` bodies have; in the order of the plan."""
    level, wanted, party = bound.values["level"], bound.values["joint"], bound.values.get("party", "")
    held: dict[tuple[str, str], list[Involvement]] = defaultdict(list)
    for one in involvements_of(fetched):
        if one.kind != BodyKind.PLACEHOLDER and (level != "milestone" or is_milestone(one.item)):
            held[action_of(one.item) if level == "action" else one.item, one.source].append(one)
    texts = _texts(fetched)
    answer = []
    for (item, source), told in held.items():
        bodies, pairs = {one.body: one.name for one in told}, joint_pairs(told)
        is_wanted = wanted == "any" or bool(pairs) == (wanted == "yes")
        if len(bodies) < bound.number("min") or not is_wanted or (party and party not in bodies):
            continue
        answer.append(
            {
                **_place(item, texts),
                "bodies": len(bodies),
                **_by_role(told),
                "how": "jointly" if pairs else "side by side",
                "together": joined(bodies[body] for pair in pairs for body in pair),
                **evidence_cells(told),
                "source": source,
            }
        )
    return answer, []


def _texts(fetched: Fetched) -> dict[str, str]:
    return {str(item): str(text) for item, text in fetched.only("item", "text")}


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


def without_lead(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Each item that no source gives a lead, nor its action or a milestone of it; those without any body first."""
    own: dict[str, list[Involvement]] = defaultdict(list)
    within: dict[str, list[Involvement]] = defaultdict(list)
    for one in involvements_of(fetched):
        own[one.item].append(one)
        within[one.action].append(one)
    wordings: dict[str, list[Row]] = defaultdict(list)
    for row in fetched.rows():
        if row["what"] == "wording":
            wordings[str(row["item"])].append(row)
    answer = []
    for item, worded in wordings.items():
        if bound.values["level"] != "any" and is_milestone(item) != (bound.values["level"] == "milestone"):
            continue
        told = [*own[item], *own[action_of(item)]] if is_milestone(item) else within[item]
        if all(one.role != Role.LEAD for one in told):
            answer.append(_unled(item, worded, own[item] or told))
    return sorted(answer, key=lambda row: (_NOBODY, _HELPERS, _UNSAID).index(str(row["why"]))), []


def _unled(item: str, worded: Sequence[Row], told: Sequence[Involvement]) -> Row:
    roles = _by_role(told)
    named: Row = (
        {**evidence_cells(told)}
        if told
        else {
            "source": joined(str(row["said_by"]) for row in worded),
            "basis": joined(str(row["rests_on"]) for row in worded),
            "quote": "; ".join(dict.fromkeys(str(row["words"]) for row in worded)),
        }
    )
    return {
        **_place(item, {item: str(worded[0]["text"])}),
        "why": _UNSAID if roles[Role.RESPONSIBLE] else _HELPERS if told else _NOBODY,
        "contribute": roles[Role.CONTRIBUTE],
        "responsible": roles[Role.RESPONSIBLE],
        **named,
    }
