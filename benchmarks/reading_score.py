"""How good a reading is: compared with a reviewed dataset, fact by fact, and whether its errors were doubted.

Facts are compared as what they say, not how they are numbered: items by reference and wording, bodies and
instruments by any of their printed names, deadlines by their meaning. An error counts as flagged if a doubt of the
reading quotes words of the same place, or is about the same action.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cohesion_graph.ingest.claims.identities import wording_key
from cohesion_graph.ingest.who.names import loose_key, name_key
from cohesion_graph.model.claims import Claim, Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.model.ids import action_of, is_milestone

__all__ = ["Comparison", "Score", "compare", "table_of"]

_ALIKE = 0.8
"""From this likeness on two wordings under one action are the same milestone."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts of one kind were right, missed, or made up."""

    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    missed_flagged: int = 0
    wrong_flagged: int = 0

    @property
    def precision(self) -> float:
        """Share of the reading's facts that are right; 1 where it has none."""
        return self.right / (self.right + len(self.wrong)) if self.right + len(self.wrong) else 1.0

    @property
    def recall(self) -> float:
        """Share of the reviewed facts that were found; 1 where there are none."""
        return self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Comparison = Mapping[str, Score]
"""Score for each kind of fact, in the order in which they are printed."""

_Fact = tuple[Hashable, ...]


def compare(reading: Dataset, reviewed: Dataset) -> Comparison:
    """The scores of a reading against a reviewed dataset of the same documents.

    Sources are matched by the digest of their text, or by identifier where a text was masked since.
    """
    judge = _Judge(reading, reviewed)
    kinds: dict[str, Callable[[Dataset, bool], Iterator[tuple[_Fact, Claim]]]] = {
        "actions": judge.actions,
        "milestones": judge.milestones,
        "bodies": judge.bodies,
        "roles": judge.roles,
        "deadlines": judge.deadlines,
        "links to instruments": judge.instrument_links,
        "links to bodies": judge.body_links,
        "links to items": judge.item_links,
        "status": judge.statuses,
    }
    return {name: judge.score(facts) for name, facts in kinds.items()}


class _Judge:
    def __init__(self, reading: Dataset, reviewed: Dataset) -> None:
        self.reading, self.reviewed = reading, reviewed
        digests = {source.sha256: source.id for source in reviewed.sources}
        known = {source.id for source in reviewed.sources}
        self.sources = {
            source.id: digests.get(source.sha256) or (source.id if source.id in known else "")
            for source in reading.sources
        }
        self.items = {(s.id, item): mapped for s in reading.sources for item, mapped in self._items_of(s.id)}
        self.parties = _by_names(reading.registry.bodies, reviewed.registry.bodies)
        self.instruments = _by_names(reading.registry.instruments, reviewed.registry.instruments)

    def _items_of(self, source: str) -> Iterator[tuple[str, str]]:
        """Items of the reading in one source, each with the reviewed item that it is."""
        theirs = _wordings(self.reviewed, self.sources[source])
        by_action: dict[str, list[tuple[str, str]]] = {}
        for item, text in theirs.items():
            if is_milestone(item):
                by_action.setdefault(action_of(item), []).append((item, wording_key(text)))
        for item, text in _wordings(self.reading, source).items():
            if not is_milestone(item):
                yield item, item
                continue
            candidates = by_action.get(action_of(item), [])
            key = wording_key(text)
            scored = [
                (difflib.SequenceMatcher(None, key, other, autojunk=False).ratio(), one) for one, other in candidates
            ]
            likeness, best = max(scored, default=(0.0, ""))
            if likeness >= _ALIKE:
                by_action[action_of(item)] = [pair for pair in candidates if pair[0] != best]
                yield item, best
            else:
                yield item, f"{item} (not in the reviewed dataset)"

    def _claims(self, dataset: Dataset) -> Iterator[Claim]:
        for reading in dataset.readings:
            yield from reading.claims

    def _at(self, claim: Claim, *, is_ours: bool) -> tuple[str, str]:
        if not is_ours:
            return claim.source, claim.item
        return self.sources[claim.source], self.items.get((claim.source, claim.item), claim.item)

    def actions(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        for claim in self._claims(dataset):
            if isinstance(claim, Wording) and not is_milestone(claim.item):
                yield self._at(claim, is_ours=is_ours), claim

    def milestones(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        for claim in self._claims(dataset):
            if isinstance(claim, Wording) and is_milestone(claim.item):
                yield self._at(claim, is_ours=is_ours), claim

    def bodies(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        for claim in self._claims(dataset):
            if isinstance(claim, Responsibility):
                party = self.parties.get(claim.party, claim.party) if is_ours else claim.party
                yield (*self._at(claim, is_ours=is_ours), party), claim

    def roles(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        for fact, claim in self.bodies(dataset, is_ours):
            assert isinstance(claim, Responsibility)
            yield (*fact, claim.role.value), claim

    def deadlines(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        for claim in self._claims(dataset):
            if isinstance(claim, Timing):
                meant = claim.deadline.model_dump(mode="json", exclude_none=True)
                if is_ours and "aligned_with" in meant:
                    meant["aligned_with"] = self.instruments.get(meant["aligned_with"], meant["aligned_with"])
                yield (*self._at(claim, is_ours=is_ours), *sorted(meant.items())), claim

    def _links(
        self, dataset: Dataset, kind: str, names: Mapping[str, str], is_ours: bool
    ) -> Iterator[tuple[_Fact, Claim]]:
        for claim in self._claims(dataset):
            if isinstance(claim, Dependency) and claim.target_kind == kind:
                target = names.get(claim.target, claim.target) if is_ours else claim.target
                yield (*self._at(claim, is_ours=is_ours), claim.type.value, target), claim

    def instrument_links(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        yield from self._links(dataset, "instrument", self.instruments, is_ours)

    def body_links(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        yield from self._links(dataset, "body", self.parties, is_ours)

    def item_links(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        yield from self._links(dataset, "item", {}, is_ours)

    def statuses(self, dataset: Dataset, is_ours: bool) -> Iterator[tuple[_Fact, Claim]]:
        for claim in self._claims(dataset):
            if isinstance(claim, StatusReport):
                yield (*self._at(claim, is_ours=is_ours), claim.status.value, str(claim.as_of)), claim

    def score(self, facts: Callable[[Dataset, bool], Iterator[tuple[_Fact, Claim]]]) -> Score:
        ours, theirs = dict(facts(self.reading, True)), dict(facts(self.reviewed, False))
        wrong = [fact for fact in ours if fact not in theirs]
        missed = [fact for fact in theirs if fact not in ours]
        back = {theirs_id: ours_id for ours_id, theirs_id in self.sources.items()}
        return Score(
            right=len(ours) - len(wrong),
            missed=tuple(sorted(map(_said, missed))),
            wrong=tuple(sorted(map(_said, wrong))),
            missed_flagged=sum(self._is_flagged(back.get(theirs[one].source, ""), theirs[one]) for one in missed),
            wrong_flagged=sum(self._is_flagged(ours[one].source, ours[one]) for one in wrong),
        )

    def _is_flagged(self, source: str, claim: Claim) -> bool:
        """Whether the reading doubts the place that a claim quotes."""
        doubts = [doubt for reading in self.reading.readings if reading.source == source for doubt in reading.doubts]
        return any(_touch(doubt.evidence, claim.evidence) for doubt in doubts)


def _touch(some: Iterable[Quotation], others: Iterable[Quotation]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in some for other in others)


def _wordings(dataset: Dataset, source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for reading in dataset.readings:
        if reading.source == source:
            for claim in reading.claims:
                if isinstance(claim, Wording):
                    found.setdefault(claim.item, claim.text)
    return found


def _by_names(ours: Iterable[object], theirs: Iterable[object]) -> dict[str, str]:
    """Identifiers of ours to those of theirs that share a printed name, exactly or up to endings."""
    exact: dict[str, str] = {}
    loose: dict[str, str] = {}
    for record in theirs:
        for name in record.names:  # type: ignore[attr-defined]
            exact.setdefault(name_key(name), record.id)  # type: ignore[attr-defined]
            loose.setdefault(loose_key(name), record.id)  # type: ignore[attr-defined]
    found: dict[str, str] = {}
    for record in ours:
        for name in record.names:  # type: ignore[attr-defined]
            if match := exact.get(name_key(name)) or loose.get(loose_key(name)):
                found.setdefault(record.id, match)  # type: ignore[attr-defined]
    return found


def _said(fact: _Fact) -> str:
    return " | ".join(f"{part[0]}={part[1]}" if isinstance(part, tuple) else str(part) for part in fact)


def table_of(comparison: Comparison, *, with_errors: bool = False) -> str:
    """The scores as a text table; with the errors below it if wanted, each on a line."""
    head = f"{'':22}{'right':>6}{'missed':>8}{'wrong':>7}{'precision':>11}{'recall':>8}{'F1':>7}"
    head += f"{'wrong without a doubt':>23}"
    lines = [head]
    for name, score in comparison.items():
        if not (score.right or score.missed or score.wrong):
            continue
        silent = len(score.wrong) - score.wrong_flagged
        lines.append(
            f"{name:22}{score.right:>6}{len(score.missed):>8}{len(score.wrong):>7}{score.precision:>11.1%}"
            f"{score.recall:>8.1%}{score.f1:>7.1%}{silent:>23}"
        )
        if with_errors:
            lines += [f"    - {fact}" for fact in score.missed] + [f"    + {fact}" for fact in score.wrong]
    return "\n".join(lines)
