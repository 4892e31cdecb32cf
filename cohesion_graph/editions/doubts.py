"""Doubts and words set aside after a new edition: settled ones stay settled, a person's own are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from cohesion_graph.editions.items import covered_key, paired
from cohesion_graph.editions.places import Places
from cohesion_graph.editions.report import Report
from cohesion_graph.editions.statements import spans
from cohesion_graph.model.claims import Doubt
from cohesion_graph.model.evidence import SetAside

__all__ = ["FRESH", "carried"]

N = TypeVar("N", Doubt, SetAside)

FRESH = 10**9
"""From here on, a number stands for none: the entry gets the next free one."""


def carried(states: Sequence[list[N]], places: Places, report: Report) -> list[N]:
    """Doubts or words set aside: the new edition's, settled ones left out, and a person's own."""
    mine, base, new = states
    own = paired(base, mine, [lambda one: (_about(one), _stretch(one)), _about])
    edition = paired(base, new, [_about])
    held = {id(one): before for before, one in own}
    after = {id(before): now for before, now in edition}
    result: list[N] = []
    for one in mine:
        before = held.get(id(one))
        if before is None:
            result += _moved(one, places, report)
        elif now := after.get(id(before)):
            result.append(_placed_like(one, now))
    known = {id(now) for _, now in edition}
    result += [_renumbered(one) for one in new if id(one) not in known]
    return result


def _moved(one: N, places: Places, report: Report) -> list[N]:
    if isinstance(one, Doubt):
        evidence = places.moved(one.evidence, one.item)
        if evidence is None:
            report.conflicts.append(f"{one.id}: the words of this doubt are gone: {one.what}")
            return []
        return [one.model_copy(update={"evidence": evidence})]
    found = places.moved((one,), None)
    return [one.model_copy(update=dict(found[0]))] if found else []


def _renumbered(one: N) -> N:
    return one.model_copy(update={"n": FRESH}) if isinstance(one, Doubt) else one


def _about(one: Doubt | SetAside) -> tuple[Any, ...]:
    if isinstance(one, Doubt):
        return (one.about, one.item, covered_key(one.what), covered_key(one.quote))
    return (one.kind, one.note, covered_key(one.exact) or one.exact)


def _stretch(one: Doubt | SetAside) -> tuple[Any, ...]:
    return spans(one) if isinstance(one, Doubt) else (one.start, one.end)


def _placed_like(one: N, now: N) -> N:
    """A person's entry with the words where the new edition has them."""
    if isinstance(one, Doubt) and isinstance(now, Doubt):
        return one.model_copy(update={"evidence": now.evidence})
    if isinstance(now, SetAside):
        return one.model_copy(update={"start": now.start, "end": now.end, "exact": now.exact})
    return one
