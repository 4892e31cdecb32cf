"""Where actions meet: fetched mentions are put together by what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from cohesion_graph.graph.walk import LINK_TYPES
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import identifier, joined, natural_key

__all__ = ["Meetings", "cross_references", "meetings_told"]

_REASONS = {reason: place for place, reason in enumerate(("item", "instrument", "group", "text", "body"))}


class Meetings:
    """What items meet in, made of rows in the order of the plan: once for many questions."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.order: dict[str, int] = {}
        """The place of each item."""
        for row in rows:
            self.order.setdefault(str(row["item"]), len(self.order))
        self.direct = _direct(rows)
        """Items that name another item; one row for each pair, with every statement of it."""
        self.things: dict[_Thing, dict[str, _Told]] = {
            key: {item: _Told.of(items[item]) for item in sorted(items, key=self.order.__getitem__)}
            for key, items in _things(rows).items()
        }
        """By what is named or worded alike, the items in the order of the plan, with what is said of them."""


def cross_references(fetched: Sequence[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """Pairs of items of different actions, each with what they meet in and why; by reason, then in the plan's order."""
    reason = bound.values["reason"]
    return meetings_told(Meetings([row for row in fetched if reason in {"any", row["reason"]}]), bound)


def meetings_told(meetings: Meetings, bound: Bound) -> tuple[list[Row], list[str]]:
    """The rows of that answer.

    What more than ``most`` items meet in is told in a note instead, unless one action was asked about: its pairs grow
    with the plan and not with its square.
    """
    wanted, order, things = bound.values.get("action", ""), meetings.order, meetings.things
    crowded = {} if wanted else {key: items for key, items in things.items() if len(items) > bound.number("most")}
    shared = (pair for key, items in things.items() if key not in crowded for pair in _pairs(key, items, order, wanted))
    found = [pair for pair in (*meetings.direct, *shared) if _is_wanted(pair, wanted)]
    last = len(order)
    found.sort(
        key=lambda pair: (
            _REASONS[str(pair["reason"])],
            order.get(str(pair["a"]), last),
            order.get(str(pair["b"]), last),
            natural_key(pair["b"]),
            natural_key(pair["shared"]),
        )
    )
    notes = [
        f"{len(items)} items meet in {shared!r} ({reason}); most={len(items)} lists every two of them."
        for (reason, _, shared), items in crowded.items()
    ]
    return [_cells(pair) for pair in found], sorted(notes, key=natural_key)


def _is_wanted(pair: Row, action: str) -> bool:
    if not action:
        return True
    sides = {str(pair["a"]), str(pair["b"])}
    return action in sides or (not is_milestone(action) and action in set(map(action_of, sides)))


def _direct(rows: Iterable[Row]) -> list[Row]:
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
            **_evidence(_Told.of(statements)),
        }
        for (item, other), statements in told.items()
    ]


_Thing = tuple[str, str, str]
"""Reason, address (or nothing, for words) and name of what items meet in."""


def _things(rows: Iterable[Row]) -> dict[_Thing, dict[str, list[Row]]]:
    """The items with their statements."""
    found: dict[_Thing, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["reason"] != "item":
            key = str(row["reason"]), str(row["shared_id"]), str(row["shared"])
            found[key][str(row["item"])].append(row)
    return found


def _pairs(key: _Thing, told: dict[str, _Told], order: dict[str, int], wanted: str) -> Iterator[Row]:
    """Every two items of different actions that meet in one thing; of one action, only those with it."""
    reason, _, shared = key
    own = [item for item in told if wanted in {"", item, told[item].action}]
    seen = set()
    for one, other in combinations(told, 2) if not wanted else product(own, told):
        a, b = (one, other) if order[one] <= order[other] else (other, one)
        first, second = told[a], told[b]
        if first.action == second.action or (a, b) in seen:
            continue
        seen.add((a, b))
        if reason == "text":
            why = f"{first.action} and {second.action} use the same words"
        elif reason == "body":
            why = f"{shared} has a role in both"
        else:
            why = f"{first.action} {first.verbs} {shared}; {second.action} {second.verbs} {shared}"
        yield {"a": a, "b": b, "reason": reason, "shared": shared, "why": why, **_evidence(first, second)}


class _Told(NamedTuple):
    """What is said of one item that meets others in a thing."""

    action: str
    verbs: str
    sources: frozenset[str]
    bases: frozenset[str]
    quotes: tuple[str, ...]
    """Each quotation once, after the item."""

    @classmethod
    def of(cls, statements: list[Row]) -> _Told:
        return cls(
            action_of(str(statements[0]["item"])),
            _verbs(statements),
            frozenset(str(row["said_by"]) for row in statements),
            frozenset(str(row["rests_on"]) for row in statements),
            tuple(dict.fromkeys(f"{row['item']}: {row['words']}" for row in statements)),
        )


def _evidence(*told: _Told) -> Row:
    first, *others = told
    return {
        "source": joined(first.sources.union(*[one.sources for one in others])),
        "basis": joined(first.bases.union(*[one.bases for one in others])),
        "quote": "; ".join([quote for one in told for quote in one.quotes]),
    }


def _short(item: str, words: str) -> str:
    """An item by its reference, a milestone with its words."""
    return f"{action_of(item)} ({words})" if is_milestone(item) else item


def _verbs(statements: list[Row]) -> str:
    """How the statements tie an item to what it names, weakest words left out where stronger ones are there."""
    types = [LINK_TYPES[str(row["relation"])] for row in statements if row["relation"] in LINK_TYPES]
    strong = [one for one in types if one.family != "mentions"] or types
    return " and ".join(dict.fromkeys(one.label for one in strong))


def _cells(pair: Row) -> Row:
    a, b = str(pair["a"]), str(pair["b"])
    return {
        "action_a": action_of(a),
        "milestone_a": a if is_milestone(a) else "",
        "action_b": action_of(b),
        "milestone_b": b if is_milestone(b) else "",
        **pair,
    }
