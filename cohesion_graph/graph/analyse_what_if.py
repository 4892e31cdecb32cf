"""What if: the same measures before and after one change. The plan itself is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cohesion_graph.graph.analyse_network import partnerships
from cohesion_graph.graph.involvement import Counted, CountingRule, Involvement, counted

__all__ = ["Change", "merged", "removed", "what_changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after."""

    what: str
    before: int
    after: int
    gained: tuple[str, ...] = ()
    """What is counted after and was not before: items, or bodies."""
    lost: tuple[str, ...] = ()


def removed(records: Iterable[Involvement], body: str) -> list[Involvement]:
    """The involvements without one body."""
    return [one for one in records if one.body != body]


def merged(records: Iterable[Involvement], body: str, into: str, name: str) -> list[Involvement]:
    """The involvements with one body taken as another.

    Args:
        records: Involvements.
        body: The body that is merged.
        into: The body that takes it in.
        name: The name of that body.
    """
    return [one._replace(body=into, name=name) if one.body == body else one for one in records]


def what_changes(before: Iterable[Involvement], after: Iterable[Involvement], rule: CountingRule) -> list[Change]:
    """Every measure before and after, in a fixed order.

    Args:
        before: The involvements as they are.
        after: The involvements after the change.
        rule: What is counted. "Nobody" is counted among the items that have a body before the change.
    """
    told, then = counted(before, rule), counted(after, rule)
    items = list(told.members)
    sides = [told.once(_measures), _Measures.of(then, rule, items)]
    noun = "milestones" if rule.count == "milestones" else "actions"
    labels = (
        ("bodies", "bodies with a role in anything"),
        ("without_anyone", f"{noun} left with nobody"),
        ("with_one", f"{noun} with one body only"),
        ("without_lead", f"{noun} with bodies and no lead"),
        ("pairs", "pairs of bodies that share something"),
        ("joint_pairs", "pairs of bodies that do something jointly"),
        ("alone", "bodies that share nothing with another"),
        ("parts", "separate groups in the network of bodies"),
    )
    changes = []
    for name, label in labels:
        first, second = getattr(sides[0], name), getattr(sides[1], name)
        was, is_now = set(first), set(second)
        gained = tuple(one for one in second if one not in was)
        lost = tuple(one for one in first if one not in is_now)
        changes.append(Change(label, len(first), len(second), gained, lost))
    return changes


def _measures(told: Counted) -> _Measures:
    return _Measures.of(told, told.rule, list(told.members))


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is counted of one state; each measure is the list of things counted."""

    bodies: tuple[str, ...]
    without_anyone: tuple[str, ...]
    with_one: tuple[str, ...]
    without_lead: tuple[str, ...]
    pairs: tuple[str, ...]
    joint_pairs: tuple[str, ...]
    alone: tuple[str, ...]
    parts: tuple[str, ...]

    @classmethod
    def of(cls, told: Counted, rule: CountingRule, items: Sequence[str]) -> _Measures:
        import networkx as nx

        members = told.members
        network = partnerships(told, rule)
        names = {one.body: one.name for one in told}
        pairs = [(f"{names[a]} + {names[b]}", facts["joint"]) for a, b, facts in network.edges(data=True)]
        leads = {
            item for item, bodies in members.items() for held in bodies.values() for one in held if one.role == "lead"
        }
        parts = sorted(", ".join(sorted(names[body] for body in part)) for part in nx.connected_components(network))
        return cls(
            bodies=tuple(sorted(names.values())),
            without_anyone=tuple(item for item in items if item not in members),
            with_one=tuple(item for item in items if len(members.get(item, ())) == 1),
            without_lead=tuple(item for item in items if item in members and item not in leads),
            pairs=tuple(pair for pair, _ in pairs),
            joint_pairs=tuple(pair for pair, joint in pairs if joint),
            alone=tuple(sorted(names[body] for body, degree in network.degree() if not degree)),
            parts=tuple(parts),
        )
