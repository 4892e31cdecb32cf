"""Lists beside the actions of a document that hold something else: who was there, when one meets again."""

from __future__ import annotations

from bisect import bisect
from itertools import groupby, pairwise

from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES, label_role, sureness
from cohesion_graph.ingest.mining.records import HEAD, PIECES, Record, RecordSet
from cohesion_graph.language.phrases import says_what_to_do

__all__ = ["leave_out_other_lists"]

_HALF = 0.5
_FEW = 0.2
"""Share of a list's entries that may hold a date or a body by chance: that of a law, say."""
_CERTAIN = 0.9
_OTHER = PARTIES | {"cost", "risk", "contact", "link", "note", "outcome", "measure"}
"""What a heading may say stands below it that are no actions: "Resources", "Responsibilities", "Benefits"."""


def leave_out_other_lists(tree: Tree, records: RecordSet) -> None:
    """Leave out the entries of lists of which few say who or when, nor most what to do, where other lists say it.

    They are other lists where most records of the set say who or when, or where the heading above says what they are.
    """
    if records.view != "items":
        return
    are_told = sum(map(_is_told, records.records)) >= _HALF * len(records.records)
    headings = [leaf for leaf in tree.leaves if leaf.kind is LeafKind.HEADING and not leaf.is_set_aside]
    places = [leaf.number for leaf in headings]
    kept: list[Record] = []
    starts = iter(_lists(records.records))
    for _, listed in groupby(records.records, key=lambda _: next(starts)):
        entries = list(listed)
        above = bisect(places, entries[0].start)
        is_another = bool(above) and _heads_another(headings[above - 1])
        if not are_told and not is_another:
            kept += entries
            continue
        texts = [one.words.text for record in entries for one in record.get(HEAD)]
        least = _HALF if is_another else _FEW
        if sum(map(_is_told, entries)) > least * len(entries) or sum(map(says_what_to_do, texts)) > _HALF * len(texts):
            kept += entries
    records.records = kept or records.records


def _heads_another(heading: Leaf) -> bool:
    text = heading.anchor.rest.text
    return label_role(text) in _OTHER and sureness(text) >= _CERTAIN


def _is_told(record: Record) -> bool:
    told = (PIECES.get(one.name) or label_role(one.label.text) for one in record.fields)
    return any(role in PARTIES | DATES for role in told)


def _lists(records: list[Record]) -> list[int]:
    """For each record the number of the list that it stands in: one list ends where something else stands between."""
    numbers = [0]
    for before, after in pairwise(records):
        numbers.append(numbers[-1] + (before.end != after.start))
    return numbers
