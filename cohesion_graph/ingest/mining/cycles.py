"""Records that repeat as a cycle of labels: "Who: ...", "When: ...", again and again, in running text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cohesion_graph.documents.words import word_set
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of, uncounted
from cohesion_graph.ingest.mining.lexicon import label_role, sureness
from cohesion_graph.ingest.mining.records import Record, RecordSet
from cohesion_graph.ingest.who.well_known import looks_like_body
from cohesion_graph.language.phrases import role_named

__all__ = ["OPENING", "begin_at_labels_above", "cycles", "elements", "is_labelled", "leaves_element", "names_body"]

OPENING = frozenset({"action", "milestone", "title"})
"""What a label may say that opens an item."""
_NO_RECORDS = word_set("html body main p ul ol table thead tbody tr td th dd dt span b strong i em a")
"""Elements of pages that part words or lines, never things."""


def cycles(tree: Tree) -> Iterator[RecordSet]:
    """Labels that come again in a cycle: a record begins at the unlabelled block before the cycle's first label."""
    labelled = {leaf.number: key_of(leaf.lead) for leaf in tree.leaves if is_labelled(leaf)}
    counts = Counter(labelled.values())
    labelled = {
        number: name for number, name in labelled.items() if counts[name] > 1 and (counts[name] > 2 or label_role(name))
    }
    if len(set(labelled.values())) < 1:
        return
    before: Counter[str] = Counter()
    where: dict[str, list[int]] = defaultdict(list)
    for number, name in labelled.items():
        above = tree.leaves[number - 1] if number else None
        if above and number - 1 not in labelled and not above.is_label and above.table < 0:
            before[name] += 1
            where[name].append(number)
    opening = [name for name, count in before.items() if count > 1 and count >= 0.6 * counts[name]]
    if not opening:
        yield from _led_cycle(tree, labelled)
    for name in sorted(opening, key=lambda one: (-before[one], where[one][0]))[:3]:
        starts = _beginnings(tree, labelled, where[name])
        starts = [one for one, after in zip(starts, [*starts[1:], 1 << 60], strict=True) if after - one > 1]
        if closed := _closed_by_title(tree, labelled, starts, where[name]):
            yield RecordSet("cycle", name, closed)
        elif len(starts) > 1:
            ends = [*starts[1:], len(tree.leaves)]
            records = [
                Record(one, _end(tree, one, limit, labelled), tree.leaves[one])
                for one, limit in zip(starts, ends, strict=True)
            ]
            yield RecordSet("cycle", name, records)


def _closed_by_title(
    tree: Tree, labelled: Mapping[int, str], starts: Sequence[int], firsts: Sequence[int]
) -> list[Record]:
    """The records of a cycle whose titles stand below their labels; none where they stand above.

    Both have a block between the labels of two records. Below them stands one after the last label as well, of the same
    sort as those between, and what stands above the first label is of another: the document's title.
    """
    last = max(labelled) + 1
    sorts = {_sort(tree.leaves[start]) for start in starts[1:]}
    if len(starts) < 2 or last >= len(tree.leaves) or tree.leaves[last].table >= 0:
        return []
    is_other = starts[0] == 0 or _sort(tree.leaves[starts[0]]) not in sorts
    if not is_other or sorts != {_sort(tree.leaves[last])} or tree.leaves[last].kind is LeafKind.HEADING:
        return []
    pairs = zip(firsts, [*starts[1:], last], strict=True)
    return [Record(first, title + 1, tree.leaves[title]) for first, title in pairs if first < title]


def _sort(leaf: Leaf) -> tuple[LeafKind, bool]:
    """What blocks are alike in: how they are printed, and whether they are sentences."""
    return leaf.kind, leaf.words.text.rstrip().endswith(".")


def _led_cycle(tree: Tree, labelled: Mapping[int, str]) -> Iterator[RecordSet]:
    """A cycle with nothing unlabelled before it: a record begins where its first label comes again."""
    counts = Counter(labelled.values())
    name = labelled[min(labelled)]
    starts = [number for number, one in labelled.items() if one == name]
    if len(counts) < _FEWEST_LABELS or label_role(name) in OPENING or counts[name] < 0.8 * max(counts.values()):
        return
    ends = [*starts[1:], len(tree.leaves)]
    records = [Record(one, _end(tree, one, end, labelled)) for one, end in zip(starts, ends, strict=True)]
    yield RecordSet("cycle", name, records)


_FEWEST_LABELS = 3
"""Different labels that a cycle must have which no unlabelled line begins."""


def is_labelled(leaf: Leaf) -> bool:
    """Whether a line prints a label and its value, and is not the heading of something numbered."""
    if not leaf.lead or leaf.kind not in {LeafKind.PARAGRAPH, LeafKind.ITEM} or leaf.is_set_aside:
        return False
    return not leaf.anchor.word


_SURE = 0.9
"""From where words are what columns are called, whatever bodies are called too: "Steering Group"."""


def names_body(text: str) -> bool:
    """Whether a label names who does what follows, and no column: "Parks Team: Plant trees"."""
    return looks_like_body(text) and role_named(text) is None and sureness(text) < _SURE


_REACH = 5
"""Leaves above the cycle's first label among which a heading or a numbered line is looked for."""


def _beginnings(tree: Tree, labelled: Mapping[int, str], firsts: Sequence[int]) -> list[int]:
    """Where the records begin: what stands further above some alone, as the document's title does, is none of them.

    Where most of the others begin with a block that nothing marks, all do: headings above some are those of sections.
    """
    found = [_beginning(tree, labelled, number) for number in firsts]
    direct = [start for start, number in zip(found, firsts, strict=True) if start == number - 1]
    plain = sum(not _is_marked(tree.leaves[start]) for start in direct)
    is_above = 2 * (len(firsts) - len(direct)) < len(firsts) or 2 * plain > len(direct)
    return sorted({number - 1 for number in firsts} if is_above else set(found))


def _beginning(tree: Tree, labelled: Mapping[int, str], number: int) -> int:
    best = number - 1
    for place in range(number - 1, max(-1, number - 1 - _REACH), -1):
        leaf = tree.leaves[place]
        if place in labelled or leaf.kind is LeafKind.CELL:
            break
        if _is_marked(leaf):
            return place
    return best


def _is_marked(leaf: Leaf) -> bool:
    is_numbered = bool(leaf.anchor.number) or re.search(r"\d", leaf.marker) is not None
    is_term = bool(leaf.path) and leaf.path[-1].tag == "dt"
    return leaf.kind is LeafKind.HEADING or is_numbered or leaf.is_bold or is_term


def begin_at_labels_above(tree: Tree, records: RecordSet) -> RecordSet:
    """Records that a label opens, each beginning with the labelled lines above it that the first has above it too.

    "Finding: ... Action: ... Lead: ..." is one record: what is found is said before what is to be done.
    """
    found = records.records
    while all(one.start > 0 for one in found):
        above = [tree.leaves[one.start - 1] for one in found]
        names = {uncounted(leaf.lead) if leaf.kind is not LeafKind.HEADING else "" for leaf in above}
        if len(names) > 1 or not all(names):
            break
        for record in found:
            record.start -= 1
    for record, after in pairwise(found):
        record.end = min(record.end, after.start)
    return records


def _end(tree: Tree, start: int, limit: int, labelled: Mapping[int, str]) -> int:
    """Where a record ends that begins with a block: at a heading that is no label, as high as its own or higher."""
    first = tree.leaves[start]
    for place in range(start + 1, limit):
        leaf = tree.leaves[place]
        if leaves_element(first, leaf):
            return place
        is_heading = leaf.kind is LeafKind.HEADING and place not in labelled and not leaf.is_set_aside
        if is_heading and (first.kind is not LeafKind.HEADING or leaf.level <= first.level):
            return place
    return limit


def leaves_element(first: Leaf, leaf: Leaf) -> bool:
    """Whether a leaf stands outside the element in which a record began: a card ends with its box."""
    around = [element for element in first.path[:-1] if element.tag not in _NO_RECORDS]
    return bool(around) and all(element.number != around[-1].number for element in leaf.path)


def elements(tree: Tree) -> Iterator[RecordSet]:
    """Elements of one name and class that hold several leaves each; those that hold each other are no records."""
    spans: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(dict)
    for leaf in tree.leaves:
        for element in leaf.path:
            if element.tag not in _NO_RECORDS:
                spans[element.tag, element.kind].setdefault(element.number, []).append(leaf.number)
    for (tag, kind), parts in spans.items():
        records = [Record(found[0], found[-1] + 1) for found in parts.values() if len(found) > 1]
        records.sort(key=lambda one: (one.start, -one.end))
        apart = [
            one for one, before in zip(records, [None, *records], strict=False) if not before or one.start >= before.end
        ]
        if len(apart) > 1 and len(apart) >= 0.8 * len(records):
            yield RecordSet("elements", f"{tag} {kind}".strip(), apart)
