"""Lines that name and number goals: above the actions of a text without headings they are its headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of
from cohesion_graph.ingest.mining.lexicon import called, label_role

__all__ = ["take_goals_for_headings"]

_LONGEST = 25
"""Words."""
_LOWEST = 7
"""The level of what the format does not call a heading."""


def take_goals_for_headings(tree: Tree) -> None:
    """Make headings of lines such as "Strategic objective 2: Open longer", where each number comes once and in order.

    So it is below each goal of another name that such lines stand under, where they are counted anew there. Where
    numbers come again elsewhere they say of each action which goal it serves.
    """
    lines: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in tree.leaves:
        is_line = leaf.kind is LeafKind.PARAGRAPH and leaf.table < 0 and not leaf.is_set_aside
        if is_line and leaf.size <= _LONGEST and called(leaf.anchor.word) == "goal":
            lines[leaf.anchor.word].append(leaf)
    above: list[Leaf] = []
    for found in sorted(lines.values(), key=lambda leaves: leaves[0].number):
        if len(found) > 1 and _are_in_order(found, above):
            _make_headings(found, _LOWEST + bool(above))
            above += found
    for found in _above_lists(tree):
        _make_headings(found, _LOWEST + bool(above))


def _above_lists(tree: Tree) -> list[list[Leaf]]:
    """Lines labelled as goals ("Theme: Travel"), where each has a list below it: none of them is part of an entry."""
    lines: dict[str, list[tuple[Leaf, Leaf]]] = defaultdict(list)
    for leaf, below in pairwise(tree.leaves):
        if leaf.kind is LeafKind.PARAGRAPH and leaf.table < 0 and label_role(leaf.lead.text) == "goal":
            lines[key_of(leaf.lead)].append((leaf, below))
    return [
        [leaf for leaf, _ in pairs]
        for pairs in lines.values()
        if len(pairs) > 1 and all(leaf.rest and below.kind is LeafKind.ITEM for leaf, below in pairs)
    ]


def _make_headings(leaves: Sequence[Leaf], level: int) -> None:
    for leaf in leaves:
        leaf.kind, leaf.level, leaf.lead, leaf.rest = LeafKind.HEADING, level, Words(), leaf.words


def _are_in_order(found: Sequence[Leaf], above: Sequence[Leaf]) -> bool:
    """Whether numbers grow, or grow below each of the lines above them and begin there as the first does."""
    numbers = [_place(leaf.anchor.number.text) for leaf in found]
    is_anew = [any(one.number < head.number < two.number for head in above) for one, two in pairwise(found)]
    return all(
        one < two or (starts and two == numbers[0])
        for starts, (one, two) in zip(is_anew, pairwise(numbers), strict=True)
    )


def _place(number: str) -> list[tuple[int, str]]:
    """What numbers are ordered by: "2" before "10", "A" before "B"."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[^\W\d]+", number)]
