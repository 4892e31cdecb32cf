"""Answers about what hangs on what: `graph.walk` walks the links, and rows tell the way."""

from __future__ import annotations

from collections.abc import Iterable

from cohesion_graph.graph.circles import cycles as circles
from cohesion_graph.graph.walk import LINK_TYPES, STATED, Chain, hops, weakest
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import identifier, joined, node_of
from cohesion_graph.questions.ways import Due, Links, Tie, Ways

__all__ = ["asked_node", "cycles", "depends_on", "evidence_of", "feeds", "mentions"]

_LISTS = {"waits": "depends", "goes-in": "feeds"}


def depends_on(ways: Ways, bound: Bound) -> tuple[list[Row], list[str]]:
    """Three lists: what waits for the thing, what goes into it, what names it; each through chains."""
    asked = asked_node(bound, "on")
    return [row for kind in ("waits", "goes-in", "names") for row in _hanging_rows(ways, kind, asked)], []


def feeds(ways: Ways, bound: Bound) -> tuple[list[Row], list[str]]:
    """What goes into the thing, directly or through something that does."""
    return _hanging_rows(ways, "goes-in", asked_node(bound, "into")), []


def mentions(ways: Ways, bound: Bound) -> tuple[list[Row], list[str]]:
    """What names the thing or a part of it, or reports to it."""
    return _hanging_rows(ways, "names", asked_node(bound, "of")), []


def asked_node(bound: Bound, name: str) -> str:
    """The node that a parameter names."""
    return node_of(bound.terms[name].strip("<>"))


def _hanging_rows(ways: Ways, kind: str, asked: str) -> list[Row]:
    """One row for each claim that ties an item to the thing asked about, with the best way on from there.

    Sorted by hops, then in the order of the plan. A claim whose item the way on would come back to is left out.
    """
    links = ways.links(kind)
    answer = [_hanging_row(links, chain, tie, kind) for tie, chain in links.on(asked)]
    return sorted(answer, key=lambda row: (str(row["family"]), int(str(row["hops"]))))


def _hanging_row(links: Links, chain: Chain, tie: Tie, kind: str) -> Row:
    step = chain[0]
    link_type = LINK_TYPES[step.relation]
    item = identifier(f"/{step.waiting}")
    basis = weakest(chain)
    return {
        "family": _LISTS.get(kind, link_type.family),
        "action": action_of(item),
        "milestone": item if is_milestone(item) else "",
        "text": links.words[step.waiting],
        "type": link_type.value,
        "target": links.words[step.needed],
        "hops": hops(chain),
        "path": links.path(chain),
        "weakest_basis": basis,
        "stated": basis in STATED,
        "source": tie.source,
        "basis": tie.basis,
        "quote": tie.quote,
        "target_id": identifier(f"/{step.needed}"),
    }


def cycles(ways: Ways, _: Bound) -> tuple[list[Row], list[str]]:
    """The circles among all links, each with the statements it is made of."""
    links = ways.links("waits")
    answer: list[Row] = []
    for number, circle in enumerate(circles(links.steps), 1):
        refs = (action_of(identifier(f"/{step.waiting}")) for step in circle if step.waiting.startswith("action/"))
        answer.append(
            {
                "circle": number,
                "length": hops(circle),
                "path": links.path(circle),
                "weakest_basis": weakest(circle),
                "stated": weakest(circle) in STATED,
                "actions": joined(refs),
                **evidence_of(links.ties_of(*circle)),
            }
        )
    return answer, []


def evidence_of(told: Iterable[Tie | Due]) -> Row:
    """Sources, bases and words of the statements that a row of an answer rests on."""
    rows = list(told)
    return {
        "source": joined(row.source for row in rows),
        "basis": joined(row.basis for row in rows),
        "quote": "; ".join(dict.fromkeys(row.quote for row in rows)),
    }
