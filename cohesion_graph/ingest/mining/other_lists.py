"""Lists beside the actions of a document that hold something else: who was there, when one meets again."""

from __future__ import annotations

from itertools import groupby, pairwise

from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES, label_role
from cohesion_graph.ingest.mining.records import HEAD, Record, RecordSet
from cohesion_graph.language.phrases import says_what_to_do

__all__ = ["leave_out_other_lists"]

_HALF = 0.5


def leave_out_other_lists(records: RecordSet) -> None:
    """Leave out the entries of lists of which none says who or when, nor most what to do, where most others say it."""
    if records.view != "items" or sum(map(_is_told, records.records)) < _HALF * len(records.records):
        return
    kept: list[Record] = []
    starts = iter(_lists(records.records))
    for _, listed in groupby(records.records, key=lambda _: next(starts)):
        entries = list(listed)
        texts = [one.words.text for record in entries for one in record.get(HEAD)]
        if any(map(_is_told, entries)) or sum(map(says_what_to_do, texts)) >= _HALF * len(texts):
            kept += entries
    records.records = kept


def _is_told(record: Record) -> bool:
    return any(label_role(one.label.text) in PARTIES | DATES for one in record.fields if one.label)


def _lists(records: list[Record]) -> list[int]:
    """For each record the number of the list that it stands in: one list ends where something else stands between."""
    numbers = [0]
    for before, after in pairwise(records):
        numbers.append(numbers[-1] + (before.end != after.start))
    return numbers
