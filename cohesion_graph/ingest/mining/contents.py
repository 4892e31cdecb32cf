"""Leaves that only list what stands elsewhere, and lines that print again on each page: never data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from cohesion_graph.documents.words import TO_PAGE
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of
from cohesion_graph.ingest.mining.lexicon import sureness

__all__ = ["set_contents_aside"]

_LONGEST_ENTRY = 25
"""Words."""
_LONGEST_FURNITURE = 14
_FURNITURE = {LeafKind.PARAGRAPH, LeafKind.HEADING}
_SURE = 0.5
"""From where the language's sureness makes what stands before a colon a label."""
_PAGES = 4
"""How often lines must differ in a number alone to be headers or footers."""


def set_contents_aside(tree: Tree) -> None:
    """Mark contents lists and running heads.

    An entry of contents repeats a heading of the document; one alone is a phrase that comes again (a card may repeat
    its title), a run of two different ones is a list of contents.
    """
    headings = Counter(_plain(leaf) for leaf in tree.leaves if leaf.kind is LeafKind.HEADING)
    lines = (leaf for leaf in tree.leaves if leaf.kind is LeafKind.PARAGRAPH)
    headings.update(_plain(leaf) for leaf in lines if leaf.anchor.word)
    run: list[Leaf] = []
    for leaf in tree.leaves:
        if leaf.kind in {LeafKind.PARAGRAPH, LeafKind.ITEM} and leaf.size <= _LONGEST_ENTRY:
            if TO_PAGE.search(leaf.words.text):
                leaf.is_set_aside = True
                continue
            own = leaf.kind is LeafKind.PARAGRAPH and leaf.anchor.word
            if headings[_plain(leaf)] > (1 if own else 0):
                run.append(leaf)
                continue
        _close(run)
        run = []
    _close(run)
    _running_heads(tree)


def _close(run: list[Leaf]) -> None:
    plain = [_plain(leaf) for leaf in run]
    if len(set(plain)) >= 2 and len(set(plain)) == len(plain):
        for leaf in run:
            leaf.is_set_aside = True


def _plain(leaf: Leaf) -> str:
    """A line's words without what numbers it, and without the page it points to."""
    return key_of(re.sub(r"[\s.…]+\d{1,3}\s*$", "", leaf.anchor.rest.text))


def _running_heads(tree: Tree) -> None:
    alike: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in tree.leaves:
        if leaf.lead and leaf.path:
            continue  # the value of an element
        is_numbered = re.fullmatch(r".*\D\d{1,3}\W*|\d{1,3}\D.*", leaf.words.text)
        is_value = leaf.path or sureness(leaf.lead.text) >= _SURE  # a value may differ in a number alone
        if not is_value and leaf.kind in _FURNITURE and leaf.size <= _LONGEST_FURNITURE and is_numbered:
            alike[key_of(re.sub(r"\d+", "#", leaf.words.text))].append(leaf)
    for shape, leaves in alike.items():
        has_words = len(shape.replace("#", "").split()) >= 2
        if len(leaves) >= _PAGES and has_words and not leaves[0].anchor.word:
            for leaf in leaves:
                leaf.is_set_aside = True
