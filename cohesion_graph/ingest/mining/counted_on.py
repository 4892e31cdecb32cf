"""Numbered lists whose count goes on from section to section: one list, where others begin anew."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence

from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree

__all__ = ["WHOLE", "counted_on"]

_GAP = 3
"""How many numbers on a list may go where some of its entries were left out: 10, 12."""
_FEWEST = 3
_MOST = 0.7
WHOLE = "over all"
"""Behind " on " in the name of a list that most of the numbered entries are in."""


def counted_on(tree: Tree, found: Mapping[tuple[str, str], Sequence[Leaf]]) -> dict[tuple[str, str], list[Leaf]]:
    """Lists among some whose numbers go on over headings, by view and name: those given, with " on " and a count."""
    more: dict[tuple[str, str], list[Leaf]] = {}
    headings = [leaf.number for leaf in tree.leaves if leaf.kind is LeafKind.HEADING]
    for (view, name), leaves in found.items():
        if view != "items" or not name.endswith("0"):
            continue
        chains = _chains(leaves)
        for place, chain in enumerate(_with_gaps(chains)):
            sections = bisect(headings, chain[-1].number) - bisect(headings, chain[0].number)
            if len(chain) >= _FEWEST and sections > (0 if len(chains) > 1 else 1):
                more["items", f"{name} on {place if len(chain) < _MOST * len(leaves) else WHOLE}"] = chain
    return more


def _chains(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    chains: list[list[Leaf]] = []
    awaiting: dict[int, list[int]] = defaultdict(list)
    """The chains that a number would go on with, by their place, the first first."""
    for leaf in leaves:
        number = _number(leaf)
        if awaiting[number]:
            place = awaiting[number].pop()
            chains[place].append(leaf)
        else:
            place = len(chains)
            chains.append([leaf])
        insort(awaiting[number + 1], place)
    return chains


def _with_gaps(chains: Sequence[list[Leaf]]) -> list[list[Leaf]]:
    joined: list[list[Leaf]] = []
    for chain in chains:
        before = joined[-1][-1] if joined else None
        if before and before.number < chain[0].number and 0 < _number(chain[0]) - _number(before) <= _GAP:
            joined[-1] += chain
        else:
            joined.append([*chain])
    return joined


def _number(leaf: Leaf) -> int:
    digits = re.search(r"\d+", leaf.marker or leaf.anchor.number.text)
    return int(digits[0]) if digits else -1
