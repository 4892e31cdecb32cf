"""What stands inside what: the heading above a record, and the records of one set inside those of another.

Both are asked for each record, so each is a look-up, not a walk through the document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Set as AbstractSet
from itertools import pairwise

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.announcing import introduces_actions
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree
from cohesion_graph.ingest.mining.lexicon import sureness
from cohesion_graph.ingest.mining.records import Record, RecordSet
from cohesion_graph.ingest.records.table_titles import may_head

__all__ = ["Inside", "Sections", "contains", "overlap"]


class Sections:
    """The headings that things stand under, but for those inside some records and those that are labels.

    Args:
        tree: The document.
        own: Where leaves of the records stand.
    """

    def __init__(self, tree: Tree, own: AbstractSet[int] = frozenset()) -> None:
        self._levels: dict[int, list[int]] = {}
        self._captions: list[int] = []
        """Lines that may head what follows: where no heading stands above, things stand under them."""
        self._leaves = tree.leaves
        for leaf, after in pairwise([*tree.leaves, None]):
            if leaf is None or leaf.table >= 0 or leaf.is_set_aside or leaf.number in own:
                continue
            if leaf.kind is LeafKind.PARAGRAPH and not (after and after.is_set_aside) and _is_caption(leaf.words.text):
                self._captions.append(leaf.number)
            elif leaf.kind is LeafKind.HEADING and (sureness(leaf.words.text) < _LABEL or leaf.anchor.number):
                self._levels.setdefault(leaf.level, []).append(leaf.number)

    def above(self, start: int, anchor: Leaf | None = None) -> Words:
        """The nearest heading above a place that is higher than the one that a record hangs on."""
        level = anchor.level if anchor is not None and anchor.kind is LeafKind.HEADING else 99
        higher = (places for one, places in self._levels.items() if one < level)
        found = [places[at - 1] for places in higher if (at := bisect_left(places, start))]
        if not found and (at := bisect_left(self._captions, start)):
            found = [self._captions[at - 1]]
        nearest = max(found, default=None)
        return self._leaves[nearest].words if nearest is not None else Words()


_LABEL = 0.8


def _is_caption(line: str) -> bool:
    """Whether a line of running text may head records: a title or an introduction, not a label with its value."""
    return introduces_actions(line) or (may_head(line) and ": " not in line)


class Inside:
    """A set inside the records of another: which of its records stand in one of those."""

    def __init__(self, records: RecordSet) -> None:
        self.records = records
        self._starts = sorted((record.start, number) for number, record in enumerate(records.records))
        self._numbers = {id(record): number for number, record in enumerate(records.records)}

    def of(self, outer: Record) -> list[Record]:
        """The records inside one, or below it in a tree, in their order."""
        first, last = (bisect_left(self._starts, (place, -1)) for place in (outer.start, outer.end))
        found = {number for _, number in self._starts[first:last]}
        found |= {self._numbers[id(one)] for one in outer.below if id(one) in self._numbers}
        return [self.records.records[number] for number in sorted(found)]


def contains(outer: RecordSet, inner: RecordSet) -> float:
    """The share of a set's records that stand inside records of another."""
    if outer is inner:
        return 0.0
    spans = sorted(outer.spans)
    starts = [start for start, _ in spans]
    inside = 0
    for start, end in inner.spans:
        place = bisect_right(starts, start) - 1
        if place >= 0 and spans[place][1] >= end and spans[place] != (start, end):
            inside += 1
    return inside / max(1, len(inner.records))


def overlap(one: RecordSet, other: RecordSet) -> float:
    """The share of the smaller set's leaves that both hold."""
    first, second = ({place for start, end in each.spans for place in range(start, end)} for each in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))
