"""Answers about bodies and what they share: fetched involvements, counted by a rule, shown with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cohesion_graph.graph.analyse_sharing import Pair, Place, SharedItems, shared_by_bodies, shared_by_items
from cohesion_graph.graph.analyse_sharing import ranking as places
from cohesion_graph.graph.involvement import Counted, Involvement
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.bodies import Bodies, Worded
from cohesion_graph.questions.cells import joined
from cohesion_graph.tables.table import Value

__all__ = [
    "evidence_cells",
    "partnership_network",
    "ranking",
    "shared_actions",
    "shared_partners",
    "worded_cells",
]


def evidence_cells(evidence: Iterable[Involvement]) -> dict[str, Value]:
    """The cells ``source``, ``basis`` and ``quote`` of a row that rests on several statements.

    Each quotation stands once, after the actions that it is about; where several sources speak, after its source too.
    """
    sources, bases = set(), set()
    actions: dict[tuple[str, str], list[str]] = {}
    for one in evidence:
        source, action = one.source, one.item.partition("/")[0]
        sources.add(source)
        bases.add(one.basis)
        about = actions.get((source, one.quote))
        if about is None:
            actions[source, one.quote] = [action]
        elif action not in about:
            about.append(action)
    if len(sources) > 1:
        quotes = [f"{', '.join(about)} ({source}): {words}" for (source, words), about in actions.items() if words]
    else:
        quotes = [f"{', '.join(about)}: {words}" for (_, words), about in actions.items() if words]
    return {"source": joined(sources), "basis": joined(bases), "quote": "; ".join(quotes)}


def worded_cells(worded: Iterable[Worded]) -> dict[str, Value]:
    """The same cells of a row that rests on the words of an item."""
    told = list(worded)
    return {
        "source": joined(one.source for one in told),
        "basis": joined(one.basis for one in told),
        "quote": "; ".join(dict.fromkeys(one.quote for one in told)),
    }


def shared_actions(bodies: Bodies, bound: Bound) -> tuple[list[Row], list[str]]:
    """Pairs of bodies that share at least ``min``, of one body or of all."""
    told, party, least = bodies.counted(), bound.values.get("party", ""), bound.number("min")
    pairs = [one for one in told.once(_pairs) if len(one.items) >= least and (not party or party in {one.a, one.b})]
    return [_pair_of_bodies(one, told.names) for one in pairs], []


def partnership_network(bodies: Bodies, _: Bound) -> tuple[list[Row], list[str]]:
    """Every pair of bodies that shares anything, with its weights."""
    told = bodies.counted()
    return [_pair_of_bodies(one, told.names) for one in told.once(_pairs)], []


def _pairs(told: Counted) -> list[SharedItems]:
    return shared_by_bodies(told, told.rule)


def _pair_of_bodies(one: SharedItems, names: Mapping[str, str]) -> Row:
    return {
        "body_a": names[one.a],
        "body_b": names[one.b],
        "shared": len(one.items),
        "jointly": len(one.joint),
        "overlap": round(one.overlap, 3),
        "items": "; ".join(one.items),
        "joint_items": "; ".join(one.joint),
        **evidence_cells(one.evidence),
        "body_a_id": one.a,
        "body_b_id": one.b,
    }


def shared_partners(bodies: Bodies, bound: Bound) -> tuple[list[Row], list[str]]:
    """Pairs of actions that have at least ``min`` bodies in common, of one action or of all."""
    told, least, only = bodies.counted(), bound.number("min"), bound.values.get("action", "")
    if only or least < _USUAL:
        pairs = shared_by_items(told, told.rule, least, only=only)
    else:
        pairs = [one for one in told.once(_pairs_of_items) if len(one.bodies) >= least]
    return [_pair_of_actions(one, told.names) for one in pairs], []


_USUAL = 2
"""Bodies that two actions must have in common to be kept: by far the most pairs have but one."""


def _pairs_of_items(told: Counted) -> list[Pair]:
    return shared_by_items(told, told.rule, _USUAL)


def _pair_of_actions(one: Pair, names: Mapping[str, str]) -> Row:
    return {
        "action_a": one.a,
        "action_b": one.b,
        "shared": len(one.bodies),
        "bodies": joined(names[body] for body in one.bodies),
        **evidence_cells(one.evidence),
    }


def ranking(bodies: Bodies, _: Bound) -> tuple[list[Row], list[str]]:
    """What each body is in, who is in most first."""
    told = bodies.counted()
    return [_place(one, told.names) for one in told.once(_places)], []


def _places(told: Counted) -> list[Place]:
    return places(told, told.rule)


def _place(one: Place, names: Mapping[str, str]) -> Row:
    return {
        "party": names[one.body],
        "counted": len(one.items),
        "leads": len(one.by_role.get("lead", ())),
        "contributes": len(one.by_role.get("contribute", ())),
        "responsible": len(one.by_role.get("responsible", ())),
        "rows": len({one.claim for one in one.evidence}),
        "share": round(one.share, 3),
        **evidence_cells(one.evidence),
        "party_id": one.body,
    }
