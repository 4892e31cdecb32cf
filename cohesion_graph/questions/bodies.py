"""What questions about bodies are answered from: who is in what, and the words of items beside it.

Of a store it is read from what the query fetched, of a plan at hand from its index; the counting is the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from cohesion_graph.graph.index import Index
from cohesion_graph.graph.involvement import Counted, CountingRule, Involvement, counted, rolled_up
from cohesion_graph.model.claims import Timing, Wording
from cohesion_graph.model.codes import Basis
from cohesion_graph.questions.answers import Fetched
from cohesion_graph.questions.binding import Bound

__all__ = ["Bodies", "BodiesAtHand", "FetchedBodies", "Worded", "quarter"]


@dataclass(frozen=True, slots=True)
class Worded:
    """That a source words an item."""

    source: str
    basis: str
    quote: str


def rule_of(bound: Bound) -> CountingRule:
    """The counting rule that was asked for."""
    asked = bound.values
    return CountingRule(
        count=asked.get("count", "actions"),
        teams=asked.get("teams", "apart"),
        source=asked.get("source", ""),
        role=asked.get("role", ""),
    )


@dataclass(frozen=True)
class FetchedBodies:
    """Who is in what, as a query fetched it; each method gives what that of `BodiesAtHand` does."""

    bound: Bound
    fetched: Fetched

    def counted(self) -> Counted:
        """The involvements that the rule counts."""
        return counted(self.involvements(), rule_of(self.bound))

    def involvements(self) -> list[Involvement]:
        """Who is in what by the claims themselves, in the order of the plan; placeholders too."""
        rows = cast("Iterator[tuple[str, ...]]", self.fetched.only(*_FACTS, "joint_with", "words"))
        return [
            Involvement._make((*facts, _others(joint_with, facts[-1]) if joint_with else _ALONE, words, "", ""))
            for *facts, joint_with, words in rows
            if facts[1]  # else a wording or a deadline that was fetched with them
        ]

    def held(self) -> list[Involvement]:
        """The same with what milestones have from the row above, but without what they have from their action."""
        return self.involvements()

    def wordings(self) -> dict[str, list[Worded]]:
        """By item, in the order of the plan, which sources word it."""
        found: dict[str, list[Worded]] = {}
        rows = cast("Iterator[tuple[str, ...]]", self.fetched.only("what", "item", "said_by", "rests_on", "words"))
        for what, item, *told in rows:
            if what == "wording":
                found.setdefault(item, []).append(Worded(*told))
        return found

    def texts(self) -> dict[str, str]:
        """The words of each item."""
        rows = cast("Iterator[tuple[str, str]]", self.fetched.only("item", "text"))
        return {item: text for item, text in rows if text}

    def quarters(self) -> dict[tuple[str, str], list[str]]:
        """By item and source, the quarters (or kinds of deadline) that its deadlines fall into, in order, each once."""
        rows = cast("Iterator[tuple[str, ...]]", self.fetched.only("what", "item", "said_by", "latest", "timing_kind"))
        return _quarters(told for what, *told in rows if what == "timing")


_FACTS = ("item", "body", "name", "kind", "role", "said_by", "rests_on", "claim")
"""The first fields of an `Involvement`, as they are fetched."""
_ALONE: frozenset[str] = frozenset()


def _others(joint_with: str, claim: str) -> frozenset[str]:
    return frozenset(joint_with.split()) - {claim}


def quarter(day: dt.date) -> str:
    """The calendar quarter of a day.

    >>> quarter(dt.date(2008, 12, 31))
    '2008-Q4'
    """
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def _quarters(timings: Iterable[Sequence[str]]) -> dict[tuple[str, str], list[str]]:
    """By item and source, when it is due; of timings with item, source, last day (or nothing) and kind."""
    found: dict[tuple[str, str], list[str]] = {}
    for item, source, latest, kind in timings:
        when = quarter(dt.date.fromisoformat(latest)) if latest else kind
        told = found.setdefault((item, source), [])
        if when not in told:
            told.append(when)
    return found


@dataclass(frozen=True)
class BodiesAtHand:
    """Who is in what, as the index of a plan at hand knows it: by one source or all, teams apart or rolled up."""

    bound: Bound
    index: Index

    def counted(self) -> Counted:
        """The involvements that the rule counts."""
        return self.index.counted(rule_of(self.bound))

    def involvements(self) -> list[Involvement]:
        """Who is in what by the claims themselves, in the order of the plan; placeholders too."""
        return self._asked(self.index.once(_own))

    def held(self) -> list[Involvement]:
        """The same with what milestones have from the row above, but without what they have from their action."""
        return self._asked(self.index.once(_held))

    def _asked(self, told: Sequence[Involvement]) -> list[Involvement]:
        source = rule_of(self.bound).source
        found = [one for one in told if not source or one.source == source]
        return rolled_up(found) if rule_of(self.bound).teams == "rolled-up" else found

    def wordings(self) -> dict[str, list[Worded]]:
        """By item, in the order of the plan, which sources word it."""
        told, source = self.index.once(_wordings), rule_of(self.bound).source
        if not source:
            return told
        kept = {item: [one for one in worded if one.source == source] for item, worded in told.items()}
        return {item: worded for item, worded in kept.items() if worded}

    def texts(self) -> Mapping[str, str]:
        """The words of each item."""
        return self.index.titles

    def quarters(self) -> dict[tuple[str, str], list[str]]:
        """By item and source, the quarters (or kinds of deadline) that its deadlines fall into, in order, each once."""
        return self.index.once(_due)


Bodies = FetchedBodies | BodiesAtHand


def _own(index: Index) -> list[Involvement]:
    """Who is in what as the claims themselves say."""
    return [one for one in index.involvements if one.claim.rsplit("/", 4)[0] == one.item]


def _held(index: Index) -> list[Involvement]:
    return [one for one in index.involvements if one.basis != Basis.INHERITED_FROM_ACTION]


def _wordings(index: Index) -> dict[str, list[Worded]]:
    found: dict[str, list[Worded]] = {}
    for _, claim, quote in index.of_kind(Wording):
        found.setdefault(claim.item, []).append(Worded(claim.source, claim.basis.value, quote))
    return found


def _due(index: Index) -> dict[tuple[str, str], list[str]]:
    return _quarters(
        (claim.item, claim.source, str(claim.deadline.latest_date or ""), claim.deadline.kind.value)
        for _, claim, _ in index.of_kind(Timing)
    )
