"""Sentences of running text that promise: who will do what by when, several in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree
from cohesion_graph.ingest.mining.records import WHEN, WHO, Field, Record, RecordSet
from cohesion_graph.ingest.mining.sentences import SENTENCE_ENDS, may_perform, performer_of
from cohesion_graph.ingest.when.deadlines import dates_led_to

__all__ = ["promising_sentences"]

_FEWEST = 3
_MOST = 0.6
"""Share of the promises that must say by when, and of the running text that must promise."""
_SHORTEST = 6
"""Words of a paragraph of running text."""


def promising_sentences(tree: Tree) -> Iterator[RecordSet]:
    """The sentences that say who will do something, where most say by when, and little else is said."""
    leaves = [leaf for leaf in tree.leaves if leaf.kind is LeafKind.PARAGRAPH and leaf.size >= _SHORTEST]
    text = [leaf for leaf in leaves if not (leaf.is_set_aside or leaf.is_label or leaf.lead)]
    found = [record for leaf in text for record in _promises(leaf)]
    dated = [one for one in found if len(one.around) > 1]
    said = sum(len(one.words.text.split()) for one in found)
    is_mostly = len(dated) >= _MOST * len(found) and said >= _MOST * sum(leaf.size for leaf in text)
    if is_mostly and sum(_is_sure(one) for one in dated) >= max(_FEWEST, _MOST * len(found)):
        yield RecordSet("sentences", "", found)


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
