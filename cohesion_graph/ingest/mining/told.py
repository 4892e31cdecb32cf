"""What a person is told of a reading: how it was found, what else repeats and was not taken, and what would take it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cohesion_graph.ingest.mining.choice import Mined, contains, is_good, overlap
from cohesion_graph.ingest.mining.judge import Reading, held_by
from cohesion_graph.ingest.mining.records import VIEWS, RecordSet

__all__ = ["found_in_words", "in_words", "passed_over", "strongest"]

_LONGEST = 60
_MOST = 3
_WORTH = 1.0
"""Likeness from where a set that was not taken is worth a line."""


def in_words(records: RecordSet, withheld: Callable[[str], str] = str) -> str:
    """A set in a few words: how many of what, and how the first begins, persons withheld before it is cut.

    >>> from cohesion_graph.ingest.mining.records import FieldColumn, Record
    >>> from cohesion_graph.documents.words import Words
    >>> title = FieldColumn("action", Words("Action"), {0: ["Plant trees"], 1: ["Sweep"]})
    >>> in_words(RecordSet("rows", "0", [Record(0, 1), Record(1, 2)], {"action": title}, "action"))
    "2 rows, the first 'Plant trees'"
    """
    view = VIEWS[records.view]
    count = len(records.records)
    title = records.columns.get(records.title)
    own = (one.words.text for record in records.records for one in record.get(records.title))
    first = next(own, next(iter(title.values.values()), [""])[0] if title else "")
    shown = withheld("".join(sign for sign in " ".join(first.split()) if sign.isprintable()))
    shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    return f"{count} {view.one if count == 1 else view.many}" + (f", the first {shown!r}" if shown else "")


def found_in_words(mined: Mined, withheld: Callable[[str], str]) -> str:
    """How the actions were found."""
    return "; ".join(in_words(one, withheld) for one in mined.actions)


def passed_over(reading: Reading) -> Iterator[tuple[int, RecordSet]]:
    """Sets that were not taken and share little with what was, each with its number for ``--records``."""
    mined = reading.mined
    taken = [*mined.actions, *mined.milestones] if reading.used == "records" else []
    is_read = held_by(reading.entries)
    shown: list[RecordSet] = []
    for number, one in enumerate(mined.sets, 1):
        if one in taken or one.likeness < _WORTH or one in mined.groups or len(shown) == _MOST:
            continue
        leaves = [mined.tree.leaves[place] for start, end in one.spans for place in range(start, end)]
        if sum(is_read(leaf.words.last, leaf.words.last + 1) for leaf in leaves) > 0.3 * len(leaves):
            continue
        if any(overlap(one, other) > 0.5 for other in shown):
            continue
        if any(
            contains(other, one) > 0.5 or contains(one, other) > 0.5 or overlap(one, other) > 0.5 for other in taken
        ):
            continue
        shown.append(one)
        yield number, one


def strongest(mined: Mined) -> Sequence[tuple[int, RecordSet]]:
    """The best sets of a document from which nothing was read, each with its number."""
    return [(number, one) for number, one in enumerate(mined.sets[:_MOST], 1) if one.likeness > 0 or is_good(one)]
