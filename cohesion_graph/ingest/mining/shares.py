"""One action whose parts are those of several bodies: blocks below their names, or lines that begin with them."""

from __future__ import annotations

from collections.abc import Iterable

from cohesion_graph.ingest.mining.inside import contains
from cohesion_graph.ingest.mining.records import BODIES, HEAD, RecordSet
from cohesion_graph.ingest.who.well_known import looks_like_body

__all__ = ["blocks_of_bodies", "is_shared"]

_NEARLY_ALL, _SOME = 0.8, 0.3
_SHORT = 2
"""Words of a heading that names a theme."""


def is_shared(one: RecordSet, bodies: RecordSet) -> bool:
    """Whether headings or entries say what is to be done, and lines below say what each body does of it."""
    is_headed = one.view in {"headings", "numbered", "items", "bold"} and one.title == HEAD and one.tier != "goal"
    if bodies.name != BODIES or not is_headed:
        return False
    told = one.columns[HEAD].features
    is_outer = len(one.records) < len(bodies.records) and contains(one, bodies) >= _NEARLY_ALL
    return is_outer and told["verb"] >= _SOME and told["words"] > _SHORT


def blocks_of_bodies(sets: Iterable[RecordSet], main: RecordSet) -> RecordSet | None:
    """The headings inside the records of the actions that name a body each: below them stands what that body does."""
    for one in sets:
        if one.view != "headings" or one is main or contains(main, one) < 0.7 or one.title not in one.columns:
            continue
        told = one.columns[one.title].features
        texts = [text for listed in one.columns[one.title].values.values() for text in listed]
        are_known = sum(map(looks_like_body, texts)) >= 0.5 * len(texts)
        is_names = told["name"] >= 0.7 and told["verb"] < 0.4 and told["words"] < 8 and are_known
        if is_names and any(name in one.columns for name in ("#paragraph", "#item")):
            return one
    return None
