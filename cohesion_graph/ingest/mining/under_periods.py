"""Periods above what is to be done in them: "2031 Q1" over a list, "May:" over its entries, months over tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree
from cohesion_graph.ingest.mining.lexicon import DATES, label_role
from cohesion_graph.ingest.mining.records import DATE, UNDER, WHEN, Field, RecordSet
from cohesion_graph.ingest.mining.values import is_date, is_term
from cohesion_graph.ingest.records.entry import Entry, Value
from cohesion_graph.ingest.records.headings import Column, Kind
from cohesion_graph.ingest.when.periods import is_period as is_printed_period

__all__ = [
    "TOLD_BY_PERIOD",
    "begin_at_dates",
    "is_period",
    "period_in",
    "periods_above",
    "take_captions",
    "take_periods",
]

TOLD_BY_PERIOD = "This deadline is the period that the action stands under, not one beside it."
_LONGEST = 6
"""Words of a heading that is a period."""
_MOST = 0.6
"""Share of the records that must stand under a period."""
_IN_BRACKETS = re.compile(r"\((?P<inside>[^()]{2,40})\)\W*$")


def periods_above(tree: Tree) -> Mapping[int, tuple[Leaf, Words]]:
    """For each leaf the heading, line or entry above it that names a period, with the words that do; by its number."""
    found: dict[int, tuple[Leaf, Words]] = {}
    current: tuple[Leaf, Words] | None = None
    for leaf in tree.leaves:
        if words := _named(leaf):
            current = leaf, words
        elif current and _ends(leaf, current[0]):
            current = None
        elif current:
            found[leaf.number] = current
    return found


def _named(leaf: Leaf) -> Words:
    is_heading = leaf.kind is LeafKind.HEADING
    is_line = leaf.kind is LeafKind.PARAGRAPH and (leaf.is_bold or leaf.words.text.rstrip().endswith(":"))
    is_value = bool(leaf.lead and leaf.rest) and not is_heading
    if leaf.is_set_aside or is_value or not (is_heading or is_line or leaf.kind is LeafKind.ITEM):
        return Words()
    return period_in(leaf.words)


def period_in(words: Words) -> Words:
    """The words of a heading that name a period: those in brackets at its end, or all of them."""
    match = _IN_BRACKETS.search(words.text)
    if match and is_date(match["inside"]) and not _DAY.search(match["inside"]):
        return words[match.start("inside") : match.end("inside")]
    first = re.search(r"\w", words.text)
    plain = words[first.start() if first else 0 :].strip(" :*_\n")
    tried = (plain, anchor_of(plain).rest)  # "2.1 January"
    return next((one for one in tried if len(one.text.split()) <= _LONGEST and is_period(one.text)), Words())


_DAY = re.compile(r"(?<!\w)\d{1,2}(?!\w).*\d{4}|\d{4}.*(?<!\w)\d{1,2}(?!\w)")


def is_period(text: str) -> bool:
    """Whether words name a period; below a day stands what was done then, in minutes and lists of changes."""
    return (is_date(text) and not _DAY.search(text)) or is_term(text) or is_printed_period(text)


def _ends(leaf: Leaf, current: Leaf) -> bool:
    if current.kind is LeafKind.HEADING:
        return leaf.kind is LeafKind.HEADING and leaf.level <= current.level
    if current.kind is LeafKind.ITEM:
        is_text = leaf.kind is LeafKind.PARAGRAPH and not leaf.lead
        return leaf.kind is LeafKind.HEADING or is_text or (leaf.kind is LeafKind.ITEM and leaf.level <= current.level)
    return leaf.kind is LeafKind.HEADING or (leaf.kind is LeafKind.PARAGRAPH and leaf.is_bold)


def take_periods(tree: Tree, records: RecordSet) -> None:
    """Give records the period that they stand under, where most stand under one and nothing else says when."""
    fields = [one for record in records.records for one in record.fields]
    if records.view == "rows" or any(
        one.name in {WHEN, UNDER, DATE} or label_role(one.label.text) in DATES for one in fields
    ):
        return
    found = [tree.periods.get(record.start) for record in records.records]
    if _are_most([one[1] for one in found if one], len(found)):
        for record, one in zip(records.records, found, strict=True):
            if one:
                record.fields.append(Field(UNDER, Words(), one[1], one[0]))


def take_captions(entries: Sequence[Entry]) -> None:
    """The same for actions of tables and lists, by the caption above them."""
    kinds = {kind for entry in entries for line in entry.lines for kind in line.values}
    if kinds & {Kind.DEADLINE, Kind.START, Kind.PERIOD}:
        return
    found = [period_in(entry.table.caption) for entry in entries]
    if _are_most([one for one in found if one], len(found)):
        for entry, words in zip(entries, found, strict=True):
            if words and entry.lines:
                entry.lines[0].values[Kind.DEADLINE] = [Value(Column(Kind.DEADLINE, Words()), words)]
                entry.doubts.append((TOLD_BY_PERIOD, words))


def _are_most(told: Sequence[Words], count: int) -> bool:
    """Whether enough stand under a period, and not all under the same: that is the plan's."""
    return len(told) >= _MOST * count and len({words.tidy for words in told}) > 1


def begin_at_dates(records: RecordSet, listed: Sequence[Leaf]) -> RecordSet:
    """Entries of a list, each beginning with the date in front of it where the list begins with a date."""
    starts = {record.start for record in records.records}
    dates = {leaf.number for leaf in listed} - starts
    if listed[0].number in dates:
        for record in records.records:
            record.start -= record.start - 1 in dates
        for record, after in pairwise(records.records):
            record.end = min(record.end, after.start)
    return records
