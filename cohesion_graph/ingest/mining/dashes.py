"""Labels that a dash parts from their value: "Action – Plant limes", "Lead - Parks Team"."""

from __future__ import annotations

import re
from collections import Counter

from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, uncounted
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES, label_role, sureness

__all__ = ["part_at_dashes"]

_LEAD = re.compile(r"(?P<lead>[^\W\d_][^\n:：.;|–—]{1,60}?)\s+[–—-]\s+(?=\S)")
_MOST_WORDS = 7
_CERTAIN = 0.9
_TELLING = frozenset({"action", "milestone", *PARTIES, *DATES})


def part_at_dashes(tree: Tree) -> None:
    """Part labels from their values at dashes, where a label that says what, who or when comes again in a document.

    A dash stands in every text; only beginnings that come again, or are surely labels, are parted then.
    """
    found = {leaf.number: match for leaf in tree.leaves if _may_be_labelled(leaf) and (match := _beginning(leaf))}
    keys = {number: uncounted(tree.leaves[number].words[: match.end("lead")]) for number, match in found.items()}
    again = {key for key, count in Counter(keys.values()).items() if count > 1}
    if not any(label_role(key) in _TELLING and sureness(key) >= _CERTAIN for key in again):
        return
    for number, match in found.items():
        leaf = tree.leaves[number]
        if keys[number] in again or sureness(keys[number]) >= _CERTAIN:
            leaf.lead, leaf.rest = leaf.words[: match.end("lead")], leaf.words[match.end() :]


def _may_be_labelled(leaf: Leaf) -> bool:
    is_line = leaf.kind in {LeafKind.PARAGRAPH, LeafKind.ITEM}
    return is_line and not leaf.lead and not leaf.is_set_aside and not leaf.anchor.word


def _beginning(leaf: Leaf) -> re.Match[str] | None:
    match = _LEAD.match(leaf.words.text)
    is_short = match is not None and len(match["lead"].split()) <= _MOST_WORDS and match["lead"][0].isupper()
    return match if is_short else None
