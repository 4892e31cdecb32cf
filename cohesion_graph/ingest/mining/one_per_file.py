"""One file for each action: files that print the same labels are the records of one set, told together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cohesion_graph.ingest.mining.choice import Mined, is_good
from cohesion_graph.ingest.mining.fields import fill
from cohesion_graph.ingest.mining.judge import Reading, reading_of
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES
from cohesion_graph.ingest.mining.likeness import judge_set
from cohesion_graph.ingest.mining.records import BY_LABEL, Record, RecordSet

__all__ = ["read_as_records"]

_FEWEST = 3
"""Two files that are alike may be two editions of one document."""
_ALIKE = 0.5
"""Share of the labels of the file with fewer that both print."""


def read_as_records(readings: Sequence[Reading]) -> list[Reading]:
    """Readings of documents given together; where files are an action each, each with that one action.

    Files are records where most of those alike hold no plan by themselves, and together look like one.

    Args:
        readings: Each document read by itself.
    """
    found = list(readings)
    for group in _alike([one.mined.tree for one in readings]):
        alone = sum(not found[number].entries for number in group)
        if len(group) < _FEWEST or 2 * alone <= len(group):
            continue
        trees = [found[number].mined.tree for number in group]
        records = _told_together(trees)
        if not is_good(records) or not _says_who_or_when(records):
            continue
        for number, tree, record in zip(group, trees, records.records, strict=True):
            anchor = tree.leaves[record.anchor.number - record.start] if record.anchor else None
            own = replace(records, records=[replace(record, start=0, end=len(tree.leaves), anchor=anchor)])
            made = reading_of(Mined(tree, [own], actions=[own]))
            if made.entries:
                found[number] = made
    return found


def _says_who_or_when(records: RecordSet) -> bool:
    """Whether labels say who or when, or what the files are called: minutes have a day in their title."""
    told = {one.role for one in records.columns.values() if one.why == BY_LABEL}
    return records.tier == "action" or bool(told & (PARTIES | DATES))


def _alike(trees: Sequence[Tree]) -> Iterator[list[int]]:
    """Groups of documents that print the same labels, the numbers of each."""
    groups: list[tuple[Counter[str], list[int]]] = []
    for number, tree in enumerate(trees):
        labels = _labels(tree)
        for known, members in groups:
            usual = {label for label, count in known.items() if 2 * count > len(members)}
            if labels and len(labels & usual) >= _ALIKE * min(len(labels), len(usual)):
                known.update(labels)
                members.append(number)
                break
        else:
            groups.append((Counter(labels), [number]))
    yield from (members for _, members in groups)


def _labels(tree: Tree) -> set[str]:
    """What stands in front of values in a document, and its headings below the first."""
    leads = {key_of(leaf.lead) for leaf in tree.leaves if leaf.lead}
    beside = {key_of(leaf.label) for leaf in tree.leaves if leaf.label}
    return leads | beside | {key_of(leaf.words) for leaf in tree.leaves[1:] if leaf.kind is LeafKind.HEADING}


def _told_together(trees: Sequence[Tree]) -> RecordSet:
    """All files as the records of one set, with the columns and roles of all."""
    whole = Tree()
    records: list[Record] = []
    for tree in trees:
        start, tables = len(whole.leaves), len(whole.tables)
        for leaf in tree.leaves:
            moved = replace(leaf, number=leaf.number + start, table=leaf.table + tables if leaf.table >= 0 else -1)
            whole.leaves.append(moved)
        whole.tables += tree.tables
        whole.spans += [slice(span.start + start, span.stop + start) for span in tree.spans]
        records.append(Record(start, len(whole.leaves)))
    found = RecordSet("files", "", records)
    fill(whole, found)
    judge_set(whole, found, Counter())
    heads = [_first_heading(whole, one) for one in records]
    if all(heads) and not {"action", "title"} & {one.role for one in found.columns.values()}:
        for record, head in zip(records, heads, strict=True):
            record.anchor = head  # no label says what each file is about: its heading does
        fill(whole, found)
        judge_set(whole, found, Counter())
    return found


def _first_heading(tree: Tree, record: Record) -> Leaf | None:
    leaves = tree.leaves[record.start : record.end]
    return next((leaf for leaf in leaves if leaf.kind is LeafKind.HEADING), None)
