"""One file for each action: files that print the same labels are the records of one set, told together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.choice import Mined
from cohesion_graph.ingest.mining.examples import holding
from cohesion_graph.ingest.mining.fields import fill
from cohesion_graph.ingest.mining.judge import Reading, reading_of
from cohesion_graph.ingest.mining.labels import label_tables
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES
from cohesion_graph.ingest.mining.likeness import is_good, judge_set
from cohesion_graph.ingest.mining.overruling import Overruling, overrule
from cohesion_graph.ingest.mining.records import BY_LABEL, Record, RecordSet
from cohesion_graph.ingest.mining.templates import LONGEST_LABEL, template_of

__all__ = ["read_as_records", "read_together"]

_FEWEST = 3
"""Two files that are alike may be two editions of one document."""
_MOST = 0.8
"""Share of the files that must have what the title of one is."""
_SEVERAL = 1.5
"""Titles in each file, on average, from where its actions are several."""
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
        whole, records = _told_together([found[number].mined.tree for number in group])
        title = records.columns[records.title].features
        is_one_each = title["filled"] >= _MOST and title["many"] < _SEVERAL
        if is_one_each and is_good(records) and _says_who_or_when(records):
            _give_each_its_own(found, group, Mined(whole, [records], actions=[records]))
    return found


def read_together(readings: Sequence[Reading], said: Overruling) -> list[Reading] | None:
    """Readings of files that a person's map or example tells to be an action each; None where they are none.

    Args:
        readings: Each document read by itself.
        said: A map of files, or an example whose words stand at the same place of most files.
    """
    found = list(readings)
    for group in _alike([one.mined.tree for one in readings]):
        alone = sum(len(found[number].entries) <= 1 for number in group)
        if len(group) < _FEWEST or 2 * alone <= len(group):
            continue
        trees = [found[number].mined.tree for number in group]
        whole, records = _told_together(trees, said.name)
        mined = Mined(whole, [records])
        if said.like:
            one = holding(mined, said)
            if one is None:
                continue
            if one.name.startswith("#") and (begin := _block_of(whole, records, one.leaf)):
                whole, records = _told_together(trees, begin)
                mined = Mined(whole, [records])
        mined = overrule(mined, said)
        if mined.actions == [records] and len(records.columns[records.title].values) >= _MOST * len(group):
            _give_each_its_own(found, group, mined)
            return found
    return None


def _give_each_its_own(found: list[Reading], group: Sequence[int], mined: Mined) -> None:
    """Read each file of a group as the one action that its record in the set of all files is."""
    records = mined.actions[0]
    for number, record in zip(group, records.records, strict=True):
        tree = found[number].mined.tree
        anchor = tree.leaves[record.anchor.number - record.start] if record.anchor else None
        own = replace(records, records=[replace(record, start=0, end=len(tree.leaves), anchor=anchor)])
        made = reading_of(Mined(tree, [own], actions=[own]))
        if made.entries:
            found[number] = made


def _says_who_or_when(records: RecordSet) -> bool:
    """Whether labels say who or when, or what the files are called: minutes have a day in their title."""
    told = {one.role for one in records.columns.values() if one.why == BY_LABEL}
    return records.tier == "action" or bool(told & (PARTIES | DATES))


def _alike(trees: Sequence[Tree]) -> Iterator[list[int]]:
    """Groups of documents that print the same labels, the numbers of each."""
    if len(trees) >= _FEWEST:
        _label_alike(trees)
    counts = Counter(words for tree in trees for words in _short(tree))
    shared = {words for words, count in counts.items() if count > 1 and 2 * count > len(trees)}
    groups: list[tuple[Counter[str], list[int]]] = []
    for number, tree in enumerate(trees):
        labels = _labels(tree, shared)
        for known, members in groups:
            usual = {label for label, count in known.items() if 2 * count > len(members)}
            if labels and len(labels & usual) >= _ALIKE * min(len(labels), len(usual)):
                known.update(labels)
                members.append(number)
                break
        else:
            groups.append((Counter(labels), [number]))
    yield from (members for _, members in groups)


def _label_alike(trees: Sequence[Tree]) -> None:
    """Label the tables of documents given together: what the tables of most of them print is a label in all."""
    tables = [tree.rows(number) for tree in trees for number in range(len(tree.tables))]
    template = template_of(dict(enumerate(tables)))
    for tree in trees:
        for leaf in (leaf for number in range(len(tree.tables)) for leaf in tree.cells(number)):
            leaf.label, leaf.is_label, leaf.row_count = Words(), False, 0  # what each told by itself
        label_tables(tree, template)


def _labels(tree: Tree, shared: AbstractSet[str]) -> set[str]:
    """What stands in front of values in a document, its headings below the first, and what most of all print."""
    leads = {key_of(leaf.lead) for leaf in tree.leaves if leaf.lead}
    beside = {key_of(leaf.label) for leaf in tree.leaves if leaf.label}
    headings = {key_of(leaf.words) for leaf in tree.leaves[1:] if leaf.kind is LeafKind.HEADING}
    return leads | beside | headings | (_short(tree) & shared)


def _short(tree: Tree) -> set[str]:
    return {key_of(leaf.words) for leaf in tree.leaves if leaf.size <= LONGEST_LABEL and not leaf.is_set_aside}


def _told_together(trees: Sequence[Tree], begin: str = "") -> tuple[Tree, RecordSet]:
    """All files as one tree, and as the records of one set, with the columns and roles of all.

    Args:
        trees: The files.
        begin: With what each begins: `_HEADING`, "block 3" for its third block; empty where labels say all.
    """
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
    found = RecordSet("files", begin, records)
    _begin(whole, found)
    titles = {"action", "title"} & {one.role for one in found.columns.values()}
    if not begin and not titles and all(_first(whole, one, _HEADING) for one in records):
        found.name = _HEADING  # no label says what each file is about: its heading does
        _begin(whole, found)
    return whole, found


def _begin(whole: Tree, found: RecordSet) -> None:
    for record in found.records if found.name else ():
        record.anchor = _first(whole, record, found.name)
    fill(whole, found)
    judge_set(whole, found, Counter())


_HEADING = "heading"


def _first(tree: Tree, record: Record, begin: str) -> Leaf | None:
    """The leaf with which a file begins."""
    leaves = tree.leaves[record.start : record.end]
    heading = next((one for one in leaves if one.kind is LeafKind.HEADING), None)
    if begin == _HEADING:
        return heading
    told = begin.removesuffix(_FROM_HEADING).removeprefix(_BLOCK)
    place = int(told) - 1 if told.isdecimal() and len(told) < _LONGEST_NUMBER else -1
    place += heading.number - record.start if heading and begin.endswith(_FROM_HEADING) else 0
    return leaves[place] if 0 <= place < len(leaves) else None


_BLOCK, _FROM_HEADING = "block ", " from the heading"
_LONGEST_NUMBER = 7


def _block_of(tree: Tree, records: RecordSet, leaf: Leaf) -> str:
    """Which block of its file a leaf is, as `_told_together` takes it: counted from the first heading above it."""
    record = next(one for one in records.records if one.start <= leaf.number < one.end)
    heading = _first(tree, record, _HEADING)
    if heading and heading.number <= leaf.number:
        return f"{_BLOCK}{leaf.number - heading.number + 1}{_FROM_HEADING}"
    return f"{_BLOCK}{leaf.number - record.start + 1}"
