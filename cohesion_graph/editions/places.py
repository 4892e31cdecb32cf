"""Where words of an old text stand in a new edition of it: the same words, nearest to where they are expected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from cohesion_graph.model.claims import AnyClaim
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.model.ids import action_of

__all__ = ["Places", "first_line"]

Stretch = tuple[int, int]


@dataclass(slots=True)
class Places:
    """Two texts of one source, with the stretch that each action takes up in either."""

    old: str
    new: str
    old_stretches: dict[str, Stretch] = field(default_factory=dict)
    new_stretches: dict[str, Stretch] = field(default_factory=dict)
    anchors: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """By action: places in the old text and where the same statement stands in the new one."""

    @classmethod
    def of(cls, old: str, new: str, old_claims: Iterable[AnyClaim], new_claims: Iterable[AnyClaim]) -> Places:
        """Places of a source from what was read in the old and in the new text, items named alike."""
        return cls(old, new, _stretches(old_claims, len(old)), _stretches(new_claims, len(new)))

    def anchor(self, old: AnyClaim, new: AnyClaim) -> None:
        """Remember that two claims are one statement."""
        for before, after in zip(old.evidence, new.evidence, strict=False):
            if before.exact == after.exact:
                self.anchors.setdefault(action_of(old.item), []).append((before.start, after.start))

    def moved(self, quotations: Iterable[Quotation], item: str | None) -> tuple[Quotation, ...] | None:
        """The same words quoted from the new text; None if any of them are gone from where they belong.

        Words that stood within an action's stretch are looked for within its stretch only: equal words of another
        action prove nothing about this one.
        """
        found = [self._moved(one.start, one.end, item) for one in quotations]
        places = [place for place in found if place is not None]
        if len(places) < len(found):
            return None
        return tuple(Quotation(start=start, end=end, exact=self.new[start:end]) for start, end in places)

    def _moved(self, start: int, end: int, item: str | None) -> Stretch | None:
        if self.old == self.new:
            return start, end
        words = self.old[start:end].split()
        if not words:
            return None
        before, after = 0, len(self.new)
        action = action_of(item) if item else ""
        own = self.old_stretches.get(action)
        if own and own[0] <= start < own[1]:
            if action not in self.new_stretches:
                return None
            before, after = self.new_stretches[action]
        pattern = re.compile(r"(?<!\w)" * words[0][0].isalnum() + r"\s+".join(map(re.escape, words)))
        expected = self._expected(start, action)
        places = [
            match.span()
            for match in pattern.finditer(self.new, before, after)
            if not (words[-1][-1].isalnum() and self.new[match.end() : match.end() + 1].isalnum())
        ]
        return min(places, key=lambda place: abs(place[0] - expected), default=None)

    def _expected(self, start: int, action: str) -> int:
        known = self.anchors.get(action) or [pair for pairs in self.anchors.values() for pair in pairs]
        if not known:
            return start
        old, new = min(known, key=lambda pair: (abs(pair[0] - start), pair))
        return start + new - old


def _stretches(claims: Iterable[AnyClaim], length: int) -> dict[str, Stretch]:
    """From an action's first quoted word to its last, or to the first word of the action after it."""
    spans: dict[str, Stretch] = {}
    for claim in claims:
        action = action_of(claim.item)
        low, high = spans.get(action, (length, 0))
        low = min(low, *(one.start for one in claim.evidence), length)
        spans[action] = low, max(high, *(one.end for one in claim.evidence), 0)
    starts = sorted(low for low, _ in spans.values())
    following = dict(pairwise([*starts, length]))
    return {action: (low, max(high, following[low])) for action, (low, high) in spans.items()}


def first_line(text: str) -> Quotation:
    """The first line of a text: what is quoted where nothing stands any more of what a question is about."""
    start = len(text) - len(text.lstrip())
    end = start + len(text[start:].split("\n", 1)[0].rstrip()) or len(text)
    return Quotation(start=start, end=end, exact=text[start:end])
