"""What a cell of an answer holds: plain values made of terms, and the order they are sorted in.

A cell is, by its column's type (`registry.CELL_TYPES`):

=========== ==============================================================================
type        value
=========== ==============================================================================
text, quote the literal's text
list        the distinct texts of all solutions of the row, in natural order, joined by ``; ``
lines       like ``list``, each on a line of its own
id          `identifier` of an address
action      the reference of the action that an item's address belongs to
milestone   the identifier of a milestone, empty for an action
code        the last part of a code's address, or a literal's text
claim       the identifier of the claim at an address
address     the address as it is; ``addresses``: several, sorted, separated by spaces
integer     int; ``decimal`` float; ``date`` datetime.date; ``boolean`` bool; None where unbound
=========== ==============================================================================

"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.tables.table import Value

__all__ = ["PLAIN", "READERS", "SEVERAL", "identifier", "in_order", "joined", "natural_key", "node_of", "together"]

T = TypeVar("T")

SEVERAL = ("list", "lines", "addresses")
"""Types of column whose cells are put together from several values."""

PLAIN = ("text", "quote", "address")
"""Types of column whose cells are the texts as they are."""

_ITEM = re.compile(r".*/action/(?P<ref>[^/#]+)(?:/milestone/(?P<slug>[^/#]+))?")


@lru_cache(maxsize=2**16)
def identifier(address: str) -> str:
    """The identifier of the thing at an address: an item's, else the last part of the path.

    >>> identifier("https://example.org/id/x/plan/p/action/CC9/milestone/report-produced")
    'CC9/report-produced'
    >>> identifier("https://example.org/id/x/organisation/lpsb")
    'lpsb'
    """
    if item := _ITEM.fullmatch(address):
        return f"{item['ref']}/{item['slug']}" if item["slug"] else item["ref"]
    return re.split(r"[/#]", address)[-1]


@lru_cache(maxsize=2**16)
def node_of(address: str) -> str:
    """The node of the plan's graph (`model.ids.node_id`) that a thing's address stands for, whatever the base.

    >>> node_of("https://example.org/id/x/plan/p/action/CC9/milestone/report-produced")
    'action/CC9/milestone/report-produced'
    >>> node_of("https://example.org/id/x/organisation/lpsb")
    'organisation/lpsb'
    """
    if item := _ITEM.fullmatch(address):
        return f"action/{item['ref']}/milestone/{item['slug']}" if item["slug"] else f"action/{item['ref']}"
    return "/".join(address.rsplit("/", 2)[-2:])


@lru_cache(maxsize=2**16)
def natural_key(value: object) -> tuple[int, object]:
    """A key that sorts CC2 before CC10, and values of different types apart; nothing comes last.

    >>> sorted(["CC10", "CC2", "cc1"], key=natural_key)
    ['cc1', 'CC2', 'CC10']
    """
    if value is None:
        return 2, 0
    if isinstance(value, bool | int | float):
        return 0, value
    parts = re.split(r"(\d+)", str(value).casefold())
    return 1, ([(int(part), "") if place % 2 else (-1, part) for place, part in enumerate(parts)], str(value))


def in_order(found: Iterable[tuple[Sequence[float], T]], cells: Callable[[T], Iterable[Value]]) -> list[T]:
    """What is sorted by a place each, and where that leaves a choice by its cells, each in natural order."""
    ordered = []
    for _, told in groupby(sorted(found, key=itemgetter(0)), key=itemgetter(0)):
        tied = [one for _, one in told]
        if len(tied) > 1:
            tied.sort(key=lambda one: [natural_key(cell) for cell in cells(one)])
        ordered += tied
    return ordered


def joined(values: Iterable[str]) -> str:
    """Distinct values in natural order in one cell."""
    return _joined(frozenset(values))


@lru_cache(maxsize=2**14)
def _joined(values: frozenset[str]) -> str:
    return "; ".join(sorted(filter(None, values), key=natural_key))


def together(kind: str, values: Iterable[str]) -> str:
    """The cell of a type in `SEVERAL` that several values make."""
    if kind == "list":
        return joined(values)
    distinct = set(values)
    return " ".join(sorted(distinct)) if kind == "addresses" else "\n".join(sorted(distinct, key=natural_key))


@lru_cache(maxsize=2**10)
def _code(address: str) -> str:
    return re.split(r"[/#]", address)[-1]


@lru_cache(maxsize=2**16)
def _claim(address: str) -> str:
    """``CC2/claim/borough-plan/wording/1``; a store may hold addresses of before claims were places in documents."""
    item, _, *rest = address.replace("#claim/", "/claim/").rsplit("/", 4)
    return "/".join((identifier(item), "claim", *rest))


@lru_cache(maxsize=2**16)
def _action(text: str | None) -> Value:
    return action_of(identifier(text)) if text and _ITEM.fullmatch(text) else ""


@lru_cache(maxsize=2**16)
def _milestone(text: str | None) -> Value:
    item = identifier(text) if text and _ITEM.fullmatch(text) else ""
    return item if is_milestone(item) else ""


READERS: dict[str, Callable[[str | None], Value]] = {
    **dict.fromkeys(PLAIN, lambda text: text or ""),
    "claim": lambda text: _claim(text) if text else "",
    "id": lambda text: identifier(text) if text else "",
    "action": _action,
    "milestone": _milestone,
    "code": lambda text: _code(text) if text else "",
    "integer": lambda text: int(text) if text is not None else None,
    "decimal": lambda text: float(text) if text is not None else None,
    "date": lambda text: dt.date.fromisoformat(text) if text is not None else None,
    "boolean": lambda text: text in {"true", "1"} if text is not None else None,
}
