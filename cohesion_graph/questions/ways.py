"""What questions about what hangs on what are answered from: links as steps, who has what, and by when it is due.

Of a store it is read from what the query fetched, of a plan at hand from its index; the walks are the same.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

from cohesion_graph.derive import Link
from cohesion_graph.graph.hanging import KINDS, by_needed_in_order, hanging, steps_made_by, strongest
from cohesion_graph.graph.index import Index
from cohesion_graph.graph.walk import Chain, Step, by_needed, hops, turned
from cohesion_graph.model.claims import Timing
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.ids import node_id
from cohesion_graph.model.relations import Relation
from cohesion_graph.questions.answers import Fetched
from cohesion_graph.questions.cells import in_order, node_of
from cohesion_graph.rdf.namespaces import Addresses

__all__ = ["Deadlines", "Due", "FetchedWays", "Hanging", "Links", "Tie", "Ways", "WaysAtHand"]


class Tie(NamedTuple):
    """A step, and the statement that makes it."""

    step: Step
    source: str
    basis: str
    quote: str
    link: Link | None = None
    """The link that the statement makes, of a plan at hand."""


class Hanging(NamedTuple):
    """That an item hangs on a thing: by which statement, and by which way from the item's own end of it."""

    tie: Tie
    chain: Chain

    @property
    def item(self) -> str:
        """The node of the item."""
        return self.chain[0].waiting

    @property
    def hops(self) -> int:
        """How many dependencies the way has."""
        return hops(self.chain)


class Due(NamedTuple):
    """A deadline, as a source states it."""

    source: str
    basis: str
    quote: str
    stated: str
    day: dt.date | None
    """The last day that it allows."""


class Links:
    """The links of one kind, as steps and with their evidence."""

    def __init__(self, ties: Sequence[Tie], structure: Iterable[Step], words: Mapping[str, str]) -> None:
        self.ties = ties
        """Every step that a claim makes, in the order of the plan."""
        self.steps = strongest([*structure, *(tie.step for tie in ties)])
        """Every step once: of several bases the strongest."""
        self.words = words
        """What each node is called in a cell of its own."""
        self.labels = {node: _called(node, label) for node, label in words.items()}
        """What it is called in a path: a reference, a reference and the words of a milestone, a name."""

    @cached_property
    def by_needed(self) -> Mapping[str, Sequence[Step]]:
        """The steps by what is needed."""
        return by_needed(self.steps)

    @cached_property
    def told_by_needed(self) -> Mapping[str, Sequence[tuple[int, Step, Tie]]]:
        """The statements by what is needed."""
        return by_needed_in_order((tie.step, tie) for tie in self.ties)

    @cached_property
    def _by_step(self) -> Mapping[tuple[str, ...], list[Tie]]:
        found: dict[tuple[str, ...], list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.step[:3]].append(tie)
        return found

    def on(self, node: str) -> list[Hanging]:
        """What hangs on a thing, in the order of the plan."""
        return [Hanging(*one) for one in hanging(self.told_by_needed, self.by_needed, node)]

    def ties_of(self, *steps: Step) -> list[Tie]:
        """The statements that make some steps, whatever their basis; parts and milestones have none."""
        return [tie for step in steps for tie in self._by_step.get(step[:3], ())]

    def path(self, chain: Chain) -> str:
        """A chain in words, link by link."""
        return "; ".join(step.sentence(self.labels) for step in chain)


def _called(node: str, label: str) -> str:
    """What a node is called in a path.

    >>> _called("action/CC9/milestone/report-produced", "Report produced")
    'CC9 (Report produced)'
    """
    kind, _, rest = node.partition("/")
    if kind != "action":
        return label
    ref, _, milestone = rest.partition("/")
    return f"{ref} ({label})" if milestone else ref


class Deadlines:
    """Deadlines by item."""

    def __init__(self, told: Iterable[tuple[int, str, Due]]) -> None:
        """Keep deadlines with the place of their source and the node of their item, in the order of the plan."""
        self._own: dict[str, dict[str, list[Due]]] = defaultdict(lambda: defaultdict(list))
        self._of: dict[str, list[Due]] = {}
        self._places: dict[str, int] = {}
        for place, node, due in sorted(told, key=lambda one: one[0]):
            self._own[node][due.source].append(due)
            self._places[due.source] = place

    def own(self, node: str, source: str = "") -> list[Due]:
        """The deadlines that are given to the item itself, by any source or by one."""
        told = self._own.get(node, {})
        return told.get(source, []) if source else [due for dues in told.values() for due in dues]

    def of(self, node: str) -> list[Due]:
        """The item's own deadlines in each source, or where that source gives it none its action's."""
        if node not in self._of:
            self._of[node] = self._in_force(node)
        return self._of[node]

    def _in_force(self, node: str) -> list[Due]:
        own, action = self._own.get(node, {}), node.partition("/milestone/")[0]
        if action == node:
            return self.own(node)
        above = {
            source: [due for due in dues if due.basis != Basis.CELL_NOT_ALIGNED]
            for source, dues in self._own.get(action, {}).items()
        }
        return sorted(
            (due for dues in (above | own).values() for due in dues), key=lambda due: self._places[due.source]
        )


Roles = Mapping[tuple[str, str], set[str]]
"""Bodies with their source, by the node of an item and role."""


_ROLES = {"ledBy": "lead", "contributedToBy": "contribute", "assignedTo": "responsible"}
_TURNED = frozenset(one.value.term for one in Relation if turned(one.value.term))
"""The relations along which the end waits for the start."""


@dataclass(frozen=True, slots=True)
class FetchedWays:
    """What hangs on what, as a query fetched it; each method gives what that of `WaysAtHand` does."""

    fetched: Fetched

    def links(self, kind: str) -> Links:
        """The links of one kind (`graph.hanging.KINDS`)."""
        ties: list[Tie] = []
        structure: list[Step] = []
        words: dict[str, str] = {}
        for row_kind, start, end, start_label, end_label, relation, basis, *said in self._only(*_LINK):
            if row_kind != kind:
                continue
            waiting, needed = node_of(start), node_of(end)
            words.setdefault(waiting, start_label)
            words.setdefault(needed, end_label)
            step = Step(waiting, needed, relation, basis or _STATED, kind == "waits" and relation in _TURNED)
            if said[1]:
                ties.append(Tie(step, said[0], basis, said[2]))
            else:
                structure.append(step)
        return Links(ties, structure, words)

    def roles(self) -> Roles:
        """Who has which item in which role, also by inheritance."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for kind, item, relation, body, source in self._only("kind", "waiting", "relation", "needed_label", "said_by"):
            if kind == "role":
                found[node_of(item), _ROLES[relation]].add(f"{body} ({source})")
        return found

    def deadlines(self) -> Deadlines:
        """By when each item is due."""
        columns = ("kind", "order_source", "waiting", "said_by", "rests_on", "words", "stated", "latest")
        return Deadlines(
            (int(place), node_of(item), Due(source, basis, quote, stated, _day(latest)))
            for kind, place, item, source, basis, quote, stated, latest in self._only(*columns)
            if kind == "date"
        )

    def _only(self, *names: str) -> Iterator[tuple[str, ...]]:
        return cast("Iterator[tuple[str, ...]]", self.fetched.only(*names))


_LINK = (
    *("kind", "waiting", "needed", "waiting_label", "needed_label"),
    *("relation", "rests_on", "said_by", "claim", "words"),
)
"""What is fetched of a link."""
_STATED = Basis.STATED.value


def _day(latest: str) -> dt.date | None:
    return dt.date.fromisoformat(latest) if latest else None


@dataclass(frozen=True, slots=True)
class WaysAtHand:
    """What hangs on what, as the index of a plan at hand knows it."""

    index: Index

    def links(self, kind: str) -> Links:
        """The links of one kind (`graph.hanging.KINDS`)."""
        return self.index.once(_links)[kind]

    def roles(self) -> Roles:
        """Who has which item in which role, also by inheritance."""
        return self.index.once(_roles)

    def deadlines(self) -> Deadlines:
        """By when each item is due."""
        return self.index.once(_deadlines)


Ways = FetchedWays | WaysAtHand


def _links(index: Index) -> dict[str, Links]:
    """The links of each kind."""
    told: dict[str, list[tuple[tuple[int, ...], tuple[str, Tie]]]] = defaultdict(list)
    structure: dict[str, list[Step]] = defaultdict(list)
    for link in index.links:
        for kind, step in steps_made_by(link):
            if not link.claims:
                structure[kind].append(step)
            for claim in link.claims:
                said = index.statements[claim]
                tie = Tie(step, link.source, link.basis.value, said.quote, link)
                told[kind].append((said.place, (claim, tie)))
    address = Addresses.of(index.dataset)

    def cells(said: tuple[str, Tie]) -> tuple[str, ...]:
        claim, tie = said
        return (*map(address.node, tie.step[:2]), tie.step.relation, tie.basis, address.claim(claim))

    return {
        kind: Links([tie for _, tie in in_order(told[kind], cells)], structure[kind], index.names) for kind in KINDS
    }


def _roles(index: Index) -> Roles:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in index.links:
        if (role := _ROLES.get(link.relation.value.term)) is not None:
            found[link.start, role].add(f"{index.names[link.end]} ({link.source})")
    return found


def _deadlines(index: Index) -> Deadlines:
    return Deadlines(
        (
            place[2],
            node_id("item", claim.item),
            Due(claim.source, claim.basis.value, quote, claim.stated, claim.deadline.latest_date),
        )
        for place, claim, quote in index.of_kind(Timing)
    )
