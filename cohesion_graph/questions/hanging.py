"""Answers about what hangs on what: fetched links become steps, `graph.walk` walks them, and rows tell the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from cohesion_graph.graph.circles import cycles as circles
from cohesion_graph.graph.hanging import by_needed_in_order, hanging, strongest
from cohesion_graph.graph.walk import LINK_TYPES, STATED, Chain, Step, by_needed, hops, turned, weakest
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.model.relations import Relation
from cohesion_graph.questions.answers import Fetched, Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import identifier, joined, node_of

__all__ = ["Links", "asked_node", "cycles", "depends_on", "feeds", "hanging_rows", "mentions"]

_TURNED = frozenset(one.value.term for one in Relation if turned(one.value.term))
"""The relations along which the end waits for the start."""

_LINK = ("kind", "waiting", "needed", "waiting_label", "needed_label", "relation", "rests_on", "claim")
"""What is fetched of a link."""
_STATED = Basis.STATED.value

_LISTS = {"waits": "depends", "goes-in": "feeds"}


@dataclass(slots=True)
class Links:
    """The fetched links, as steps and with their evidence."""

    fetched: Fetched
    steps: list[Step] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    """What each node is called in a path: a reference, a reference and the words of a milestone, a name."""
    words: dict[str, str] = field(default_factory=dict)
    """What each node is called in a cell of its own."""
    told: list[tuple[Step, int]] = field(default_factory=list)
    """Every link that a claim makes, with the number of the row fetched for it, in the plan's order."""
    _rows: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, fetched: Fetched, kind: str) -> Links:
        """The links of one kind among what was fetched; of several bases of one edge the strongest makes the step."""
        found = cls(fetched)
        steps: list[Step] = []
        rows = cast("Iterator[tuple[str, ...]]", fetched.only(*_LINK))
        for number, (row_kind, start, end, start_label, end_label, relation, rests_on, claim) in enumerate(rows):
            if row_kind != kind:
                continue
            waiting, needed = node_of(start), node_of(end)
            if waiting not in found.words:
                found.name(waiting, start_label)
            if needed not in found.words:
                found.name(needed, end_label)
            step = Step(waiting, needed, relation, rests_on or _STATED, kind == "waits" and relation in _TURNED)
            steps.append(step)
            if claim:
                found.told.append((step, number))
                found._rows.setdefault(step[:3], []).append(number)
        found.steps = strongest(steps)
        return found

    def name(self, node: str, label: str) -> None:
        """Keep what a node is called."""
        self.words[node], self.labels[node] = label, called(node, label)

    def rows_of(self, *steps: Step) -> list[Row]:
        """The rows of the claims that make some steps, whatever their basis; parts and milestones have none."""
        return [self.fetched.row(number) for step in steps for number in self._rows.get(step[:3], ())]

    def path(self, chain: Sequence[Step]) -> str:
        """A chain in words, link by link."""
        return "; ".join(step.sentence(self.labels) for step in chain)


def called(node: str, label: str) -> str:
    """What a node is called in a path.

    >>> called("action/CC9/milestone/report-produced", "Report produced")
    'CC9 (Report produced)'
    """
    kind, _, rest = node.partition("/")
    if kind != "action":
        return label
    ref, _, milestone = rest.partition("/")
    return f"{ref} ({label})" if milestone else ref


def depends_on(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Three lists: what waits for the thing, what goes into it, what names it; each through chains."""
    asked = asked_node(bound, "on")
    return [row for kind in ("waits", "goes-in", "names") for row in hanging_rows(fetched, kind, asked)], []


def feeds(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """What goes into the thing, directly or through something that does."""
    return hanging_rows(fetched, "goes-in", asked_node(bound, "into")), []


def mentions(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """What names the thing or a part of it, or reports to it."""
    return hanging_rows(fetched, "names", asked_node(bound, "of")), []


def asked_node(bound: Bound, name: str) -> str:
    """The node that a parameter names."""
    return node_of(bound.terms[name].strip("<>"))


def hanging_rows(fetched: Fetched, kind: str, asked: str) -> list[Row]:
    """One row for each claim that ties an item to the thing asked about, with the best way on from there.

    Sorted by hops, then in the order of the plan. A claim whose item the way on would come back to is left out.
    """
    links = Links.of(fetched, kind)
    answer = [
        _hanging_row(links, chain, fetched.row(number), kind)
        for number, chain in hanging(by_needed_in_order(links.told), by_needed(links.steps), asked)
    ]
    return sorted(answer, key=lambda row: (str(row["family"]), int(str(row["hops"]))))


def _hanging_row(links: Links, chain: Chain, row: Row, kind: str) -> Row:
    step = chain[0]
    link_type = LINK_TYPES[step.relation]
    item = identifier(str(row["waiting"]))
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
        "source": row["said_by"],
        "basis": row["rests_on"],
        "quote": row["words"],
        "target_id": identifier(str(row["needed"])),
    }


def cycles(fetched: Fetched, _: Bound) -> tuple[list[Row], list[str]]:
    """The circles among all links, each with the statements it is made of."""
    links = Links.of(fetched, "waits")
    answer: list[Row] = []
    for number, circle in enumerate(circles(links.steps), 1):
        told = links.rows_of(*circle)
        refs = (action_of(identifier(f"/{step.waiting}")) for step in circle if step.waiting.startswith("action/"))
        answer.append(
            {
                "circle": number,
                "length": hops(circle),
                "path": links.path(circle),
                "weakest_basis": weakest(circle),
                "stated": weakest(circle) in STATED,
                "actions": joined(refs),
                "source": joined(str(row["said_by"]) for row in told),
                "basis": joined(str(row["rests_on"]) for row in told),
                "quote": "; ".join(dict.fromkeys(str(row["words"]) for row in told)),
            }
        )
    return answer, []
