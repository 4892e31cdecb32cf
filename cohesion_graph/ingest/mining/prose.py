"""Sentences of running text that promise: who will do what by when, several in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree
from cohesion_graph.ingest.mining.records import WHEN, WHO, Field, Record, RecordSet
from cohesion_graph.ingest.mining.sentences import SENTENCE_ENDS, may_perform, performer_of
from cohesion_graph.ingest.when.deadlines import dates_led_to

__all__ = ["promising_sentences"]

_FEWEST = 3
_MOST, _SOME = 0.6, 0.25
"""Share of the promises that must say by when, and of a chapter's running text that must promise; of all text."""
_SHORTEST = 6
"""Words of a paragraph of running text."""


def promising_sentences(tree: Tree) -> Iterator[RecordSet]:
    """The sentences that say who will do something, in chapters where most say by when and little else is said."""
    chapters = [(leaves, [record for leaf in leaves for record in _promises(leaf)]) for leaves in _chapters(tree)]
    found = [record for leaves, records in chapters if _words(records) >= _MOST * _size(leaves) for record in records]
    dated = [one for one in found if len(one.around) > 1]
    is_mostly = len(dated) >= _MOST * len(found) and _words(found) >= _SOME * sum(_size(one) for one, _ in chapters)
    if is_mostly and sum(_is_sure(one) for one in dated) >= max(_FEWEST, _MOST * len(found)):
        yield RecordSet("sentences", "", found)


def _chapters(tree: Tree) -> Iterator[list[Leaf]]:
    """The paragraphs of running text below each heading."""
    text: list[Leaf] = []
    for leaf in tree.leaves:
        if leaf.kind is LeafKind.HEADING:
            yield text
            text = []
        elif leaf.kind is LeafKind.PARAGRAPH and leaf.size >= _SHORTEST:
            text += [leaf] if not (leaf.is_set_aside or leaf.is_label or leaf.lead) else []
    yield text


def _words(records: Sequence[Record]) -> int:
    return sum(len(one.words.text.split()) for one in records)


def _size(leaves: Sequence[Leaf]) -> int:
    return sum(leaf.size for leaf in leaves)


def _is_sure(record: Record) -> bool:
    return performer_of(record.words) is not None


def _promises(leaf: Leaf) -> Iterator[Record]:
    for sentence in leaf.words.split(SENTENCE_ENDS):
        words = sentence.strip()
        dates = dates_led_to(words)
        who = performer_of(words) or (may_perform(words) if dates else None)
        if who is not None:
            record = Record(leaf.number, leaf.number + 1, leaf, words=words)
            record.around = [Field(WHO, Words(), who, leaf), *(Field(WHEN, Words(), one, leaf) for one in dates)]
            yield record
