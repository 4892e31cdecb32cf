"""What bodies share: pairs of bodies, pairs of actions, who is in most, who is alone. Counting only, no networkx.

Every answer comes with the involvements it was counted from, so that it can be shown with sources and words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cohesion_graph.graph.involvement import CountingRule, Involvement, counted

__all__ = ["Pair", "Place", "SharedItems", "ranking", "shared_by_bodies", "shared_by_items"]


@dataclass(frozen=True, slots=True)
class SharedItems:
    """Two bodies and the items both are in."""

    a: str
    b: str
    items: tuple[str, ...]
    """In the order of the plan."""
    joint: tuple[str, ...]
    """Those that a source says they hold jointly."""
    overlap: float
    """Shared items as part of all that either is in: the Jaccard index, 0 to 1."""
    evidence: tuple[Involvement, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actions and the bodies in both."""

    a: str
    b: str
    bodies: tuple[str, ...]
    evidence: tuple[Involvement, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What one body is in."""

    body: str
    items: tuple[str, ...]
    by_role: dict[str, tuple[str, ...]]
    """Items by role; an item stands under each role the body has in it."""
    share: float
    """Part of all counted items, 0 to 1."""
    evidence: tuple[Involvement, ...]


def shared_by_bodies(records: Iterable[Involvement], rule: CountingRule, least: int = 1) -> list[SharedItems]:
    """Every two bodies that share at least `least` items; those that share most first, then by identifier."""
    told = counted(records, rule)
    members, joint = told.members, told.joint
    total = Counter(body for bodies in members.values() for body in bodies)
    found = []
    for (a, b), shared in told.shared.items():
        if len(shared) >= least:
            evidence = tuple([one for item in shared for body in (a, b) for one in members[item][body]])
            overlap = len(shared) / (total[a] + total[b] - len(shared))
            found.append(SharedItems(a, b, tuple(shared), tuple(joint.get((a, b), ())), overlap, evidence))
    return sorted(found, key=lambda one: (-len(one.items), -len(one.joint), one.a, one.b))


def shared_by_items(
    records: Iterable[Involvement], rule: CountingRule, least: int = 2, *, only: str = ""
) -> list[Pair]:
    """Every two items that have at least `least` bodies in common; most in common first, then in the plan's order.

    Args:
        records: Involvements, in the plan's order.
        rule: What is counted.
        least: How many bodies they must have in common.
        only: An item that must be one of the two; all pairs if empty.
    """
    members = counted(records, rule).members
    held: dict[str, list[str]] = defaultdict(list)
    for item, bodies in members.items():
        for body in bodies:
            held[body].append(item)
    common: dict[tuple[str, str], list[str]] = defaultdict(list)
    for body in sorted(held):
        for pair in _pairs_in_order(held[body], only):
            common[pair].append(body)
    order = {item: number for number, item in enumerate(members)}
    found = [
        Pair(a, b, tuple(bodies), tuple(one for item in (a, b) for body in bodies for one in members[item][body]))
        for (a, b), bodies in common.items()
        if len(bodies) >= least
    ]
    return sorted(found, key=lambda one: (-len(one.bodies), order[one.a], order[one.b]))


def _pairs_in_order(items: Sequence[str], only: str) -> Iterable[tuple[str, str]]:
    for number, first in enumerate(items):
        for second in items[number + 1 :]:
            if not only or only in {first, second}:
                yield first, second


def ranking(records: Iterable[Involvement], rule: CountingRule) -> list[Place]:
    """What each body is in; who is in most comes first, then by identifier."""
    members = counted(records, rule).members
    held: dict[str, dict[str, list[Involvement]]] = defaultdict(dict)
    for item, bodies in members.items():
        for body, evidence in bodies.items():
            held[body][item] = evidence
    found = []
    for body, items in held.items():
        by_role: dict[str, list[str]] = defaultdict(list)
        for item, evidence in items.items():
            for role in dict.fromkeys(one.role for one in evidence):
                by_role[role].append(item)
        told = tuple(one for evidence in items.values() for one in evidence)
        roles = {role: tuple(listed) for role, listed in by_role.items()}
        found.append(Place(body, tuple(items), roles, len(items) / len(members), told))
    return sorted(found, key=lambda one: (-len(one.items), one.body))
