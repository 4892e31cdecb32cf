"""Lines that name and number goals: above the actions of a text without headings they are its headings."""

from __future__ import annotations

import re
from collections import defaultdict
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

    Where numbers come again they say of each action which goal it serves.
    """
    lines: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in tree.leaves:
        is_line = leaf.kind is LeafKind.PARAGRAPH and leaf.table < 0 and not leaf.is_set_aside
        if is_line and leaf.size <= _LONGEST and called(leaf.anchor.word) == "goal":
            lines[leaf.anchor.word].append(leaf)
    for found in lines.values():
        numbers = [_place(leaf.anchor.number.text) for leaf in found]
        if len(found) > 1 and all(one < two for one, two in pairwise(numbers)):
            for leaf in found:
                leaf.kind, leaf.level, leaf.lead, leaf.rest = LeafKind.HEADING, _LOWEST, Words(), leaf.words


def _place(number: str) -> list[tuple[int, str]]:
    """What numbers are ordered by: "2" before "10", "A" before "B"."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[^\W\d]+", number)]
