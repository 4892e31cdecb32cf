"""What stands in each record of a set, told apart by its label, and what whole columns of values hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.anchors import anchor_of, numbered_label
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of, uncounted
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES, called, label_role, sureness
from cohesion_graph.ingest.mining.pieces import pieces_of
from cohesion_graph.ingest.mining.records import BODIES, CODE, DATE, HEAD, WHO, Field, FieldColumn, Record, RecordSet
from cohesion_graph.ingest.mining.sentences import ends_in_promise
from cohesion_graph.ingest.mining.under_periods import take_periods
from cohesion_graph.ingest.mining.values import is_mark, is_only_date, is_status, is_term

__all__ = ["fill"]

_LONGEST_TEMPLATE = 9
"""Words."""
_IN_LINE = PARTIES | DATES | {"status", "reference", "cost"}
"""What a label's own line says whole: the paragraphs below it are of something else."""
_NEARLY_ALL = 0.8
_LINES = frozenset(f"#{kind}" for kind in (LeafKind.ITEM, LeafKind.PARAGRAPH, LeafKind.HEADING))
_ONCE = 0.6
"""Share of the records that must print a label once for it to be theirs."""


def fill(tree: Tree, records: RecordSet, inner: Sequence[RecordSet] = ()) -> None:
    """Fill the fields of each record, and the set's columns from them.

    Args:
        tree: The document.
        records: The set; what its records and columns held before is replaced.
        inner: Sets that stand inside its records: their leaves are theirs.
    """
    skipped = {place for one in inner for record in one.records for place in range(record.start, record.end)}
    template = set() if records.view == "rows" else _template(tree, records)
    leads: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for record in records.records:
        printed = [key_of(leaf.lead) for leaf in _leaves(tree, record) if leaf.lead]
        leads.update(set(printed))
        count.update(printed)
    # a label that stands once in each record is the record's, whatever stands inside it
    once = {name for name, many in leads.items() if many >= _ONCE * len(records.records) and count[name] < 1.1 * many}
    of_bodies = {record.start for one in inner if one.name == BODIES for record in one.records}
    own = (place for place in skipped - of_bodies if tree.leaves[place].rest)
    skipped -= {place for place in own if key_of(tree.leaves[place].lead) in once}
    for record in records.records:
        found = _fields(tree, records, record, template, leads, skipped)
        record.fields = [one for one in found if one.name not in records.left_out]
    _carry(tree, records)
    _take_numbers(records)
    _take_dates(records)
    pieces_of(records)
    for record in records.records:
        record.fields += record.around
    take_periods(tree, records)
    records.columns = {}
    for number, record in enumerate(records.records):
        for one in record.fields:
            column = records.columns.setdefault(one.name, FieldColumn(one.name, one.label))
            column.values.setdefault(number, []).append(one.words.text)


def _take_numbers(records: RecordSet) -> None:
    """Take for references what stands alone in nearly all records and is no more than a number ("Action 12", "4")."""
    bare = [[one for one in record.fields if one.name.startswith("#") and _is_bare(one)] for record in records.records]
    if records.view == "rows" or sum(len(found) == 1 for found in bare) < _NEARLY_ALL * len(bare):
        return
    for one in (found[0] for found in bare if len(found) == 1):
        one.name, one.words = CODE, one.anchor.number or one.words


def _is_bare(one: Field) -> bool:
    anchor = one.anchor
    return one.name != HEAD and (bool(anchor.number and not anchor.rest) or one.words.text.isdigit())


def _take_dates(records: RecordSet) -> None:
    """Take for deadlines the lines that are nothing but a date, where most records have exactly one of them."""
    dated = [
        [one for one in record.fields if one.name in _LINES and is_only_date(one.words)] for record in records.records
    ]
    if sum(len(found) == 1 for found in dated) < _ONCE * len(dated):
        return
    for one in (found[0] for found in dated if len(found) == 1):
        one.name = DATE


def _leaves(tree: Tree, record: Record) -> list[Leaf]:
    return tree.leaves[record.start : record.end]


def _template(tree: Tree, records: RecordSet) -> set[str]:
    """Short words that stand in most records of a set: labels, whatever they say."""
    counts: Counter[str] = Counter()
    for record in records.records:
        counts.update(
            {
                key_of(leaf.words)
                for leaf in _leaves(tree, record)
                if leaf.size <= _LONGEST_TEMPLATE
                and re.search(r"[^\W\d_]", leaf.words.text)
                and not (leaf.lead and leaf.rest)
            }
        )
    fewest = max(2, 0.5 * len(records.records))
    return {
        name
        for name, count in counts.items()
        if count >= fewest and not (is_status(name) or is_term(name) or is_mark(name))
    }


def _fields(
    tree: Tree, records: RecordSet, record: Record, template: set[str], leads: Counter[str], skipped: set[int]
) -> Sequence[Field]:
    found: list[Field] = []
    label = before = Words()
    for leaf in _leaves(tree, record):
        if _is_passed_over(leaf, records, record, skipped):
            continue
        if leaf is record.anchor:
            words = record.words or (leaf.rest if records.view == "labelled" else leaf.words)
            who = [Field(WHO, Words(), leaf.lead, leaf)] if records.name == BODIES else []
            found += [Field(HEAD, Words(), words, leaf), *who]
        elif leaf.label:
            is_counted = records.view != "rows" and called(anchor_of(leaf.label).word)  # "Action 1", "Action 2"
            name = uncounted(leaf.label) if is_counted else key_of(leaf.label)
            found.append(Field(name, leaf.label, leaf.words, leaf))
        elif leaf.kind is not LeafKind.CELL and (said := numbered_label(leaf.anchor)):
            label = said
        elif leaf.kind is not LeafKind.CELL and _heads(leaf, template) and not _is_awaited(leaf, before, label):
            label = before = leaf.words
        elif leaf.lead and _is_lead(leaf, leads, len(records.records)):
            label = leaf.lead
            if leaf.rest:
                found.append(Field(key_of(label), label, leaf.rest, leaf))
                label = Words() if label_role(label.text) in _IN_LINE else label
        elif label and leaf.kind is not LeafKind.CELL:
            found.append(Field(key_of(label), label, leaf.words, leaf))
            before = Words()
        elif leaf.cell and records.view == "rows":
            found.append(Field(f"#column {leaf.column + 1}", Words(), leaf.words, leaf))
        elif leaf.path and leaf.path[-1].kind:
            found.append(Field(key_of(leaf.path[-1].kind), Words(), leaf.words, leaf))
        else:
            found.append(Field(f"#{leaf.kind}", Words(), leaf.words, leaf))
    return found


def _is_passed_over(leaf: Leaf, records: RecordSet, record: Record, skipped: set[int]) -> bool:
    """Whether a leaf says nothing of its record: a label, what is set aside, what belongs to records inside it."""
    if leaf.row_count > 1 and records.view not in {"rows", "cells"}:
        return True  # rows below each other are records of their own, whatever they stand inside
    return leaf.is_label or leaf.is_set_aside or (leaf.number in skipped and leaf is not record.anchor)


def _heads(leaf: Leaf, template: set[str]) -> bool:
    """Whether a leaf is a label of its own line: words that most records print, or a question that is one."""
    text = leaf.words.text.rstrip()
    if leaf.size > _LONGEST_TEMPLATE or (leaf.lead and leaf.rest) or ends_in_promise(text):
        return False
    is_asked = text.endswith((":", "?")) or leaf.kind is LeafKind.HEADING or leaf.is_bold
    if key_of(leaf.words) in template:
        return is_asked or label_role(text) != ""
    return is_asked and leaf.kind is not LeafKind.ITEM and sureness(text) >= 0.8 and not leaf.anchor.number


def _is_awaited(leaf: Leaf, before: Words, label: Words) -> bool:
    """Whether a line is what the label right above it waits for, though most records print it: one body, one period."""
    is_open = bool(label) and before is label and label_role(label.text) in _IN_LINE
    return (
        is_open
        and not leaf.is_bold
        and leaf.kind is LeafKind.PARAGRAPH
        and not leaf.words.text.rstrip().endswith((":", "?"))
    )


def _is_lead(leaf: Leaf, leads: Counter[str], count: int) -> bool:
    if ends_in_promise(leaf.lead.text):
        return False  # "Finance Department will:" says who does what follows
    first = key_of(leaf.lead).split(" ")[0]
    if called(first) and re.search(r"\d", leaf.lead.text):
        return False
    return leads[key_of(leaf.lead)] >= max(2, 0.3 * count) or sureness(leaf.lead.text) >= 0.6


def _carry(tree: Tree, records: RecordSet) -> None:
    """Give rows the cells above that cover them as well."""
    if records.view != "rows":
        return
    covering: list[Leaf] = []
    own: dict[int, list[Field]] = defaultdict(list)
    for number, record in enumerate(records.records):
        first = tree.leaves[record.start]
        covering = [one for one in covering if one.cell and one.table == first.table and _covers(one.cell, first.row)]
        own[number] = [Field(key_of(one.label), one.label, one.words, one) for one in covering if one.label]
        covering += [one.leaf for one in record.fields if one.leaf.cell and one.leaf.cell.rows > 1]
    for number, record in enumerate(records.records):
        record.fields += own[number]


def _covers(cell: Cell, row: int) -> bool:
    return cell.row < row < cell.row + cell.rows
