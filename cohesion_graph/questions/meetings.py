"""Where actions meet: fetched mentions are put together by what they share."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from cohesion_graph.graph.walk import LINK_TYPES
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import identifier, joined, natural_key

__all__ = ["cross_references"]

_REASONS = ("item", "instrument", "group", "text", "body")


def cross_references(rows: list[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """Pairs of items of different actions, each with what they meet in and why; by reason, then in the plan's order."""
    order: dict[str, int] = {}
    for row in rows:
        order.setdefault(str(row["item"]), len(order))
    wanted = bound.values.get("action", "")
    found = [pair for pair in (*_direct(rows), *_shared(rows, order)) if _is_wanted(pair, wanted)]
    last = len(order)
    found.sort(
        key=lambda row: (
            _REASONS.index(str(row["reason"])),
            order.get(str(row["a"]), last),
            order.get(str(row["b"]), last),
            natural_key(row["b"]),
            natural_key(row["shared"]),
        )
    )
    return [_cells(row) for row in found], []


def _is_wanted(pair: Row, action: str) -> bool:
    sides = {str(pair["a"]), str(pair["b"])}
    return not action or action in sides or (not is_milestone(action) and action in set(map(action_of, sides)))


def _direct(rows: list[Row]) -> list[Row]:
    """Items that name another item; one row for each pair, with every statement of it."""
    told: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        other = identifier(str(row["shared_id"]))
        if row["reason"] == "item" and action_of(other) != action_of(str(row["item"])):
            told[str(row["item"]), other].append(row)
    return [
        {
            "a": item,
            "b": other,
            "reason": "item",
            "shared": statements[0]["shared"],
            "why": f"{action_of(item)} {_verbs(statements)} {_short(other, str(statements[0]['shared']))}",
            **_evidence(statements),
        }
        for (item, other), statements in told.items()
    ]


def _shared(rows: list[Row], order: dict[str, int]) -> list[Row]:
    """Every two items of different actions that name the same thing, or are in the same words."""
    by_thing: dict[tuple[str, str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["reason"] != "item":
            key = str(row["reason"]), str(row["shared_id"]), str(row["shared"])
            by_thing[key][str(row["item"])].append(row)
    answer: list[Row] = []
    for (reason, _, shared), items in by_thing.items():
        for a, b in combinations(sorted(items, key=order.__getitem__), 2):
            if action_of(a) == action_of(b):
                continue
            why = {
                "text": f"{action_of(a)} and {action_of(b)} use the same words",
                "body": f"{shared} has a role in both",
            }.get(reason, "; ".join(f"{action_of(one)} {_verbs(items[one])} {shared}" for one in (a, b)))
            answer.append(
                {"a": a, "b": b, "reason": reason, "shared": shared, "why": why, **_evidence([*items[a], *items[b]])}
            )
    return answer


def _short(item: str, words: str) -> str:
    """An item by its reference, a milestone with its words."""
    return f"{action_of(item)} ({words})" if is_milestone(item) else item


def _verbs(statements: list[Row]) -> str:
    """How the statements tie an item to what it names, weakest words left out where stronger ones are there."""
    types = [LINK_TYPES[str(row["relation"])] for row in statements if row["relation"] in LINK_TYPES]
    strong = [one for one in types if one.family != "mentions"] or types
    return " and ".join(dict.fromkeys(one.label for one in strong))


def _evidence(statements: list[Row]) -> Row:
    return {
        "source": joined(str(row["said_by"]) for row in statements),
        "basis": joined(str(row["rests_on"]) for row in statements),
        "quote": "; ".join(dict.fromkeys(f"{row['item']}: {row['words']}" for row in statements)),
    }


def _cells(pair: Row) -> Row:
    a, b = str(pair.pop("a")), str(pair.pop("b"))
    return {
        "action_a": action_of(a),
        "milestone_a": a if is_milestone(a) else "",
        "action_b": action_of(b),
        "milestone_b": b if is_milestone(b) else "",
        **pair,
    }
