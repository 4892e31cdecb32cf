"""Answers about bodies and what they share: fetched involvements, counted by a rule, shown with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from cohesion_graph.graph.analyse_sharing import Pair, Place, SharedItems, shared_by_bodies, shared_by_items
from cohesion_graph.graph.analyse_sharing import ranking as places
from cohesion_graph.graph.involvement import CountingRule, Involvement
from cohesion_graph.model.ids import action_of
from cohesion_graph.questions.answers import Fetched, Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import joined
from cohesion_graph.tables.table import Value

__all__ = [
    "evidence_cells",
    "involvements_of",
    "names_of_bodies",
    "partnership_network",
    "ranking",
    "rule_of",
    "shared_actions",
    "shared_partners",
]


def involvements_of(fetched: Fetched) -> list[Involvement]:
    """The fetched involvements; rows without a body (other things fetched with them) are left out."""
    rows = cast("Iterator[tuple[str, ...]]", fetched.only(*_FACTS, "joint_with", "words"))
    return [
        Involvement._make((*facts, _others(joint_with, facts[-1]) if joint_with else _ALONE, words, "", ""))
        for *facts, joint_with, words in rows
        if facts[1]
    ]


_FACTS = ("item", "body", "name", "kind", "role", "said_by", "rests_on", "claim")
"""The first fields of an `Involvement`, as they are fetched."""
_ALONE: frozenset[str] = frozenset()


def _others(joint_with: str, claim: str) -> frozenset[str]:
    return frozenset(joint_with.split()) - {claim}


def rule_of(bound: Bound) -> CountingRule:
    """The counting rule that was asked for; source, role and teams have had their effect in the query already."""
    return CountingRule(count=bound.values.get("count", "actions"), teams=bound.values.get("teams", "apart"))


def names_of_bodies(records: Iterable[Involvement]) -> dict[str, str]:
    """The bodies' names by identifier."""
    return {one.body: one.name for one in records}


def evidence_cells(evidence: Iterable[Involvement]) -> dict[str, Value]:
    """The cells ``source``, ``basis`` and ``quote`` of a row that rests on several statements.

    Each quotation stands once, after the actions that it is about; where several sources speak, after its source too.
    """
    told = list(evidence)
    sources = frozenset([one.source for one in told])
    actions: dict[tuple[str, str], dict[str, None]] = {}
    for one in told:
        if one.quote:
            actions.setdefault((one.source, one.quote), {})[action_of(one.item)] = None
    quotes = [
        f"{', '.join(about)} ({source}): {words}" if len(sources) > 1 else f"{', '.join(about)}: {words}"
        for (source, words), about in actions.items()
    ]
    return {"source": joined(sources), "basis": joined([one.basis for one in told]), "quote": "; ".join(quotes)}


def shared_actions(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Pairs of bodies that share at least ``min``, of one body or of all."""
    records = involvements_of(fetched)
    names, party = names_of_bodies(records), bound.values.get("party", "")
    pairs = shared_by_bodies(records, rule_of(bound), bound.number("min"))
    return [_pair_of_bodies(one, names) for one in pairs if not party or party in {one.a, one.b}], []


def partnership_network(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Every pair of bodies that shares anything, with its weights."""
    records = involvements_of(fetched)
    names = names_of_bodies(records)
    return [_pair_of_bodies(one, names) for one in shared_by_bodies(records, rule_of(bound))], []


def _pair_of_bodies(one: SharedItems, names: dict[str, str]) -> Row:
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


def shared_partners(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Pairs of actions that have at least ``min`` bodies in common, of one action or of all."""
    records = involvements_of(fetched)
    names = names_of_bodies(records)
    only = bound.values.get("action", "")
    pairs = shared_by_items(records, rule_of(bound), bound.number("min"), only=only)
    return [_pair_of_actions(one, names) for one in pairs], []


def _pair_of_actions(one: Pair, names: dict[str, str]) -> Row:
    return {
        "action_a": one.a,
        "action_b": one.b,
        "shared": len(one.bodies),
        "bodies": joined(names[body] for body in one.bodies),
        **evidence_cells(one.evidence),
    }


def ranking(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """What each body is in, who is in most first."""
    records = involvements_of(fetched)
    names = names_of_bodies(records)
    return [_place(one, names) for one in places(records, rule_of(bound))], []


def _place(one: Place, names: dict[str, str]) -> Row:
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
