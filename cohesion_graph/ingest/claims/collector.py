"""Collects what is read from one source: claims with their numbers, doubts, and words set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cohesion_graph.documents.words import Words
from cohesion_graph.model.changes import Reading
from cohesion_graph.model.claims import (
    CLAIM_KINDS,
    AnyClaim,
    Claim,
    Dependency,
    Doubt,
    Responsibility,
    StatusReport,
    Timing,
    Wording,
)
from cohesion_graph.model.codes import DoubtKind, SetAsideKind
from cohesion_graph.model.dataset import SourceClaims
from cohesion_graph.model.evidence import SetAside

__all__ = ["ClaimCollector"]

_MOST_WORDS = 2_000
"""Longest stretch set aside in one piece, in characters."""


@dataclass(slots=True)
class ClaimCollector:
    """Claims of one source. Words without a place in the text cannot be claimed, and are refused by assertion."""

    source: str
    text: str
    _claims: dict[str, list[AnyClaim]] = field(default_factory=dict)
    _numbers: Counter[tuple[str, str]] = field(default_factory=Counter)
    _doubts: list[dict[str, Any]] = field(default_factory=list)
    _doubted: set[tuple[Any, ...]] = field(default_factory=set)
    _asides: dict[tuple[int, int], SetAside] = field(default_factory=dict)

    def _facts(self, kind: str, item: str, words: Words) -> dict[str, Any]:
        self._numbers[item, kind] += 1
        evidence = words.quotations(self.text)
        assert evidence, (item, words.text)
        return {"item": item, "source": self.source, "n": self._numbers[item, kind], "evidence": evidence}

    def wording(self, item: str, words: Words, **facts: Any) -> Wording:
        """Claim how the source words an item."""
        claim = Wording(**self._facts("wording", item, words), **facts)
        self._add(claim)
        return claim

    def responsibility(self, item: str, words: Words, **facts: Any) -> Responsibility:
        """Claim that a body has an item."""
        claim = Responsibility(**self._facts("responsibility", item, words), **facts)
        self._add(claim)
        return claim

    def timing(self, item: str, words: Words, **facts: Any) -> Timing:
        """Claim by when an item is due."""
        claim = Timing(**self._facts("timing", item, words), **facts)
        self._add(claim)
        return claim

    def dependency(self, item: str, words: Words, **facts: Any) -> str:
        """Claim how an item stands to something it names, under which identifier; the same claim is made once."""
        for known in self._claims.get(item, []):
            if isinstance(known, Dependency) and (known.type, known.target) == (facts["type"], facts["target"]):
                return known.id
        claim = Dependency(**self._facts("dependency", item, words), **facts)
        self._add(claim)
        return claim.id

    def status(self, item: str, words: Words, **facts: Any) -> None:
        """Claim how far an item is; its words are then no longer set aside."""
        claim = StatusReport(**self._facts("status-report", item, words), **facts)
        for quotation in claim.evidence:
            for start in range(quotation.start, quotation.end, _MOST_WORDS):
                self._asides.pop((start, min(quotation.end, start + _MOST_WORDS)), None)
        self._add(claim)

    def _add(self, claim: AnyClaim) -> None:
        self._claims.setdefault(claim.item, []).append(claim)

    def join_responsibilities(self, item: str, numbers: Iterable[int]) -> None:
        """Note that some responsibilities for an item are held jointly."""
        joint = sorted(set(numbers))
        if len(joint) < 2:
            return
        self._claims[item] = [
            claim.model_copy(update={"joint_with": tuple(n for n in joint if n != claim.n)})
            if isinstance(claim, Responsibility) and claim.n in joint
            else claim
            for claim in self._claims[item]
        ]

    def doubt(
        self,
        about: DoubtKind,
        what: str,
        words: Words,
        item: str | None = None,
        alternatives: Iterable[str | Reading] = (),
    ) -> None:
        """Note what the source does not settle. Words without a place are not doubted: nothing could be shown.

        A reading that is text alone changes nothing when it is chosen; one with an effect changes the claims it names.
        """
        evidence = words.quotations(self.text)
        if not evidence:
            return
        readings = [Reading.of(one) for one in alternatives if str(one)]
        entry = {
            "about": about,
            "what": what,
            "item": item,
            "alternatives": tuple({one.words: one for one in reversed(readings)}.values())[::-1],
            "evidence": evidence,
        }
        key = (about, what, item, evidence)
        if key not in self._doubted:
            self._doubted.add(key)
            self._doubts.append(entry)

    def set_aside(self, kind: SetAsideKind, words: Words, note: str = "") -> None:
        """Note words that carry no claim; white space and words noted already are left out."""
        for quotation in words.quotations(self.text):
            for start in range(quotation.start, quotation.end, _MOST_WORDS):
                end = min(quotation.end, start + _MOST_WORDS)
                exact = self.text[start:end]
                if exact.strip():
                    self._asides.setdefault(
                        (start, end), SetAside(kind=kind, start=start, end=end, exact=exact, note=note)
                    )

    def claims_about(self, item: str) -> list[AnyClaim]:
        """What was claimed about an item so far."""
        return self._claims.get(item, [])

    def claims_on(self, words: Words) -> list[AnyClaim]:
        """What was claimed so far on stretches that hold some of these words."""
        spans = list(words.spans())
        return [
            claim
            for claims in self._claims.values()
            for claim in claims
            if any(one.start < end and start < one.end for one in claim.evidence for start, end in spans)
        ]

    def finish(self, order: Iterable[str]) -> SourceClaims:
        """Everything collected: items in the order given, doubts by the place they arise at."""
        kinds: tuple[type[Claim], ...] = CLAIM_KINDS
        ranks = {kind.kind_name: rank for rank, kind in enumerate(kinds)}
        claims: list[AnyClaim] = []
        for item in order:
            claims += sorted(self._claims.get(item, []), key=lambda claim: (ranks[claim.kind_name], claim.n))
        placed = sorted(self._doubts, key=lambda doubt: (doubt["evidence"][0].start, doubt["about"], doubt["what"]))
        doubts = tuple(Doubt(source=self.source, n=number, **facts) for number, facts in enumerate(placed, 1))
        asides = tuple(self._asides[place] for place in sorted(self._asides))
        return SourceClaims(source=self.source, claims=tuple(claims), doubts=doubts, set_aside=asides)
