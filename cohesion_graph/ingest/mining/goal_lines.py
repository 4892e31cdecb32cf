"""Lines that name and number goals: above the actions of a text without headings they are its headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree
from cohesion_graph.ingest.mining.lexicon import called

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
            level = _LOWEST + bool(above)
            for leaf in found:
                leaf.kind, leaf.level, leaf.lead, leaf.rest = LeafKind.HEADING, level, Words(), leaf.words
            above += found


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
