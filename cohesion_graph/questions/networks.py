"""Answers about the network of bodies, in plain words with the number behind each; networkx does the counting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from cohesion_graph.errors import BadParameter
from cohesion_graph.graph.analyse_network import (
    Broker,
    Community,
    SinglePoint,
    partnerships,
    too_small,
)
from cohesion_graph.graph.analyse_network import brokers as brokers_in
from cohesion_graph.graph.analyse_network import communities as communities_in
from cohesion_graph.graph.analyse_network import single_points as single_points_among
from cohesion_graph.graph.analyse_what_if import Change, merged, removed, what_changes
from cohesion_graph.graph.involvement import Counted, CountingRule, Involvement
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.bodies import Bodies
from cohesion_graph.questions.cells import joined
from cohesion_graph.questions.partners import evidence_cells

__all__ = ["brokers", "communities", "single_points", "what_if_merged", "what_if_removed"]


def brokers(bodies: Bodies, _: Bound) -> tuple[list[Row], list[str]]:
    """Bodies that stand between others, most in between first."""
    told = bodies.counted()
    return [_broker(one, told.names, told.by_body[one.body]) for one in told.once(_brokers)], _size(told)


def _broker(one: Broker, names: Mapping[str, str], told: list[Involvement]) -> Row:
    name, partners = names[one.body], len(one.partners)
    pairs = partners * (partners - 1) // 2
    return {
        "party": name,
        "partners": partners,
        "pairs": one.pairs,
        "betweenness": round(one.betweenness, 3),
        "rank": one.rank,
        "meaning": (
            f"{name} shares something with {_several(partners, 'body', 'bodies')}; of the "
            f"{_several(pairs, 'pair', 'pairs')} among them {one.pairs} share nothing with each other, and "
            f"{one.betweenness:.0%} of the shortest ways between other bodies lead through it."
        ),
        **evidence_cells(told),
        "party_id": one.body,
    }


def single_points(bodies: Bodies, _: Bound) -> tuple[list[Row], list[str]]:
    """Bodies whose leaving would leave something without anyone or a lead, or split the network."""
    told = bodies.counted()
    found = single_points_among(told, told.rule)
    return [_single_point(one, told.names, told.by_body[one.body], told.rule) for one in found], _size(told)


def _single_point(one: SinglePoint, names: Mapping[str, str], told: list[Involvement], rule: CountingRule) -> Row:
    name, noun = names[one.body], rule.count[:-1]
    said = []
    if one.left_without_anyone:
        said.append(f"{_several(len(one.left_without_anyone), noun, rule.count)} would have nobody")
    if one.left_without_lead:
        said.append(f"{_several(len(one.left_without_lead), noun, rule.count)} would have no lead")
    if one.cut_off:
        apart = joined(names[body] for body in one.cut_off)
        said.append(f"{_several(len(one.cut_off), 'body', 'bodies')} would be cut off from the rest ({apart})")
    return {
        "party": name,
        "left_without_anyone": len(one.left_without_anyone),
        "left_without_lead": len(one.left_without_lead),
        "parts_before": one.parts_before,
        "parts_after": one.parts_after,
        "cut_off": joined(names[body] for body in one.cut_off),
        "items": "; ".join(one.left_without_anyone),
        "items_without_lead": "; ".join(one.left_without_lead),
        "meaning": f"Without {name} {', and '.join(said)}.",
        **evidence_cells(told),
        "party_id": one.body,
    }


def communities(bodies: Bodies, _: Bound) -> tuple[list[Row], list[str]]:
    """Every linked body with its group; groups by size, members by the share they have inside."""
    told = bodies.counted()
    answer: list[Row] = []
    for number, group in enumerate(told.once(_communities), 1):
        members = sorted((-group.inside[body], body) for body in group.members)
        answer.extend(_member(number, body, group, told.names, told.by_body[body]) for _, body in members)
    return answer, _size(told)


def _member(number: int, body: str, group: Community, names: Mapping[str, str], told: list[Involvement]) -> Row:
    inside, outside = group.inside[body], group.outside[body]
    others = len(group.members) - 1
    return {
        "community": number,
        "party": names[body],
        "members": len(group.members),
        "inside": inside,
        "outside": outside,
        "meaning": (
            f"{names[body]} is in group {number} with {_several(others, 'other body', 'other bodies')}: "
            f"{inside} of the {inside + outside} it shares are shared inside the group."
        ),
        **evidence_cells(told),
        "party_id": body,
    }


def what_if_removed(bodies: Bodies, bound: Bound) -> tuple[list[Row], list[str]]:
    """Every measure before and after one body leaves."""
    body = bound.values["party"]
    return _changed(bodies, bound, lambda told: removed(told, body), body)


def what_if_merged(bodies: Bodies, bound: Bound) -> tuple[list[Row], list[str]]:
    """Every measure before and after one body is merged into another.

    Raises:
        BadParameter: they are the same body.
    """
    body, into, name = bound.values["party"], bound.values["into"], bound.labels["into"]
    if body == into:
        raise BadParameter(f"party and into are the same body, {name!r}\n  Name two bodies.")
    return _changed(bodies, bound, lambda told: merged(told, body, into, name), body)


def _changed(
    bodies: Bodies, bound: Bound, change: Callable[[Iterable[Involvement]], list[Involvement]], body: str
) -> tuple[list[Row], list[str]]:
    told = bodies.counted()
    notes, own = _size(told), told.by_body.get(body, [])
    if not own:
        notes.append(f"{bound.labels['party']} has no role in anything that is counted here, so nothing changes.")
    return [_change(one, own, told.rule) for one in what_changes(told, change(told), told.rule)], notes


def _change(one: Change, own: list[Involvement], rule: CountingRule) -> Row:
    changed = {*one.lost, *one.gained}
    is_about = attrgetter("action" if rule.count == "actions" else "item")
    # of items, the words about these; bodies, pairs and groups change by all that is said of the body
    about = [each for each in own if is_about(each) in changed] or (own if changed else [])
    return {
        "what": one.what,
        "before": one.before,
        "after": one.after,
        "change": one.after - one.before,
        "lost": "; ".join(one.lost),
        "gained": "; ".join(one.gained),
        **evidence_cells(about),
    }


def _brokers(told: Counted) -> list[Broker]:
    return brokers_in(partnerships(told, told.rule))


def _communities(told: Counted) -> list[Community]:
    return communities_in(partnerships(told, told.rule))


def _size(told: Counted) -> list[str]:
    sentence = too_small(partnerships(told, told.rule))
    return [sentence] if sentence else []


def _several(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
