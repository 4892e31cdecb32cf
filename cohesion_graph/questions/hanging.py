"""Answers about what hangs on what: fetched links become steps, `graph.walk` walks them, and rows tell the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cohesion_graph.graph.walk import LINK_TYPES, STATED, STRENGTH, Chain, Step, chains, hops, turned, weakest
from cohesion_graph.graph.walk import cycles as circles
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.model.relations import Relation
from cohesion_graph.questions.answers import Fetched, Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import identifier, joined, node_of

__all__ = ["Links", "asked_node", "cycles", "depends_on", "feeds", "hanging_rows", "mentions"]

_TURNED = frozenset(one.value.term for one in Relation if turned(one.value.term))
"""The relations along which the end waits for the start."""

_LISTS = {"waits": "depends", "goes-in": "feeds"}


@dataclass(slots=True)
class Links:
    """The fetched links, as steps and with their evidence."""

    steps: list[Step] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    """What each node is called in a path: a reference, a reference and the words of a milestone, a name."""
    words: dict[str, str] = field(default_factory=dict)
    """What each node is called in a cell of its own."""
    told: list[tuple[Step, Row]] = field(default_factory=list)
    """Every link that a claim makes, with the row that was fetched for it, in the plan's order."""
    _by_link: dict[tuple[str, str, str], list[Row]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row], kind: str) -> Links:
        """The links of one kind among fetched rows; of several bases of one edge the strongest makes the step."""
        found = cls()
        strongest: dict[tuple[str, str, str], Step] = {}
        for row in rows:
            if row["kind"] != kind:
                continue
            waiting, needed = node_of(str(row["waiting"])), node_of(str(row["needed"]))
            if waiting not in found.words:
                found.name(waiting, str(row["waiting_label"]))
            if needed not in found.words:
                found.name(needed, str(row["needed_label"]))
            basis = str(row["rests_on"] or Basis.STATED.value)
            relation = str(row["relation"])
            step = Step(waiting, needed, relation, basis, kind == "waits" and relation in _TURNED)
            key = waiting, needed, relation
            if key not in strongest or STRENGTH[basis] < STRENGTH[strongest[key].basis]:
                strongest[key] = step
            if row["claim"]:
                found.told.append((step, row))
                found._by_link.setdefault(key, []).append(row)
        found.steps = list(strongest.values())
        return found

    def name(self, node: str, label: str) -> None:
        """Keep what a node is called."""
        self.words[node], self.labels[node] = label, called(node, label)

    def rows_of(self, *steps: Step) -> list[Row]:
        """The rows of the claims that make some steps, whatever their basis; parts and milestones have none."""
        return [row for step in steps for row in self._by_link.get((step.waiting, step.needed, step.relation), ())]

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
    rows, asked = fetched.rows(), asked_node(bound, "on")
    return [row for kind in ("waits", "goes-in", "names") for row in hanging_rows(rows, kind, asked)], []


def feeds(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """What goes into the thing, directly or through something that does."""
    return hanging_rows(fetched.rows(), "goes-in", asked_node(bound, "into")), []


def mentions(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """What names the thing or a part of it, or reports to it."""
    return hanging_rows(fetched.rows(), "names", asked_node(bound, "of")), []


def asked_node(bound: Bound, name: str) -> str:
    """The node that a parameter names."""
    return node_of(bound.terms[name].strip("<>"))


def hanging_rows(rows: Iterable[Row], kind: str, asked: str) -> list[Row]:
    """One row for each claim that ties an item to the thing asked about, with the best way on from there.

    Sorted by hops, then in the order of the plan. A claim whose item the way on would come back to is left out.
    """
    links = Links.of(rows, kind)
    reached = {asked: (), **chains(links.steps, asked)}
    answer = []
    for step, row in links.told:
        onward = reached.get(step.needed)
        is_item = step.waiting.startswith("action/")
        if onward is None or not is_item or step.waiting == asked or any(s.needed == step.waiting for s in onward):
            continue
        answer.append(_hanging_row(links, (step, *onward), row, kind))
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
    links = Links.of(fetched.rows(), "waits")
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
