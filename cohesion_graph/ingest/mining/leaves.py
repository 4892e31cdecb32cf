"""A document as one sequence of leaves, whatever its format: what stands where, and nothing about plans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from cohesion_graph.documents.cells import Cell, Element, Extract, Paragraph, Table
from cohesion_graph.documents.words import BULLETS, Words, count_words
from cohesion_graph.ingest.mining.anchors import Anchor, Counted, anchor_of, begins_long, long_numbers
from cohesion_graph.ingest.mining.lines import joined

__all__ = ["Leaf", "LeafKind", "Tree", "key_of", "tree_of", "uncounted"]


class LeafKind(StrEnum):
    """What a leaf is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """An entry of a list."""
    CELL = "cell"


@dataclass(slots=True)
class Leaf:
    """One block of words that stands by itself."""

    number: int
    """Its place in the sequence."""
    words: Words
    """Struck words left out; a list entry's marker as well."""
    kind: LeafKind
    level: int = 0
    """Of a heading, 1 for the highest; of a list entry, how deep it stands, 1 for the outermost."""
    marker: str = ""
    """What is printed in front of a list entry."""
    number_words: Words = field(default_factory=Words)
    """The number printed in front of a list entry, where it stands in the text."""
    lead: Words = field(default_factory=Words)
    """The label that a paragraph or entry begins with ("Who: ..."), without its colon; empty where it has none."""
    rest: Words = field(default_factory=Words)
    """The words behind the label; all words where there is none."""
    is_bold: bool = False
    table: int = -1
    """Number of its table; -1 outside tables."""
    cell: Cell | None = None
    label: Words = field(default_factory=Words)
    """The label of a cell's value: the heading above it or the cell beside it."""
    is_label: bool = False
    row_count: int = 0
    """How many rows of data stand with it under one row of headings; 0 outside such tables."""
    path: tuple[Element, ...] = ()
    """The elements it stands in, where the format nests any."""
    is_set_aside: bool = False
    """Whether it lists what stands elsewhere, or prints again on each page."""
    size: int = field(init=False)
    """How many words it has."""
    counted: Counted = frozenset()
    """The long numbers that count things of its document."""
    _anchor: Anchor | None = field(default=None, init=False, repr=False)

    @property
    def row(self) -> int:
        """The row of its table; -1 outside tables."""
        return self.cell.row if self.cell else -1

    @property
    def column(self) -> int:
        """The column of its table; -1 outside tables."""
        return self.cell.column if self.cell else -1

    def __post_init__(self) -> None:
        self.size = count_words(self.words.text)

    @property
    def anchor(self) -> Anchor:
        """What counts it, and its words without that."""
        if self._anchor is None:
            self._anchor = anchor_of(self.words, self.counted)
        return self._anchor


@dataclass(slots=True)
class Tree:
    """The leaves of a document in reading order, and its tables."""

    leaves: list[Leaf] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    spans: list[slice] = field(default_factory=list)
    """Where the leaves of each table stand: its cells follow each other."""
    counted: Counted = frozenset()
    """The numbers of four digits and more that count things of the document."""
    counts_told: frozenset[int] = frozenset()
    """How many actions the document says that it has ("20 actions under four themes"), each such number."""

    periods: Mapping[int, tuple[Leaf, Words]] = field(default_factory=dict)
    """The period that leaves stand under, with the leaf that names it, by their number."""

    @property
    def size(self) -> int:
        """How many words the document has, contents lists and repeated lines left out."""
        return sum(leaf.size for leaf in self.leaves if not leaf.is_set_aside)

    def rows(self, table: int) -> dict[int, list[Leaf]]:
        """The filled cells of a table, row by row."""
        found: dict[int, list[Leaf]] = {}
        for leaf in self.cells(table):
            found.setdefault(leaf.row, []).append(leaf)
        return found

    def cells(self, table: int) -> list[Leaf]:
        """The filled cells of a table in reading order."""
        return self.leaves[self.spans[table]]


_ITEM = re.compile(rf"\s*(?P<marker>[{BULLETS}]|[-*–](?=\s)|\(?[0-9]+[.)](?=\s)|\(?[a-z][.)](?=\s))\s*(?=\S)")
_LEAD = re.compile(
    r"(?P<lead>[^\W\d_](?:[^\n:：.;|([]|\([^\n()]*\)|\[[^\n\[\]]*\]){1,60}?)\s*(?::(?:\s+(?=\S)|\s*$)|：\s*)"
)
_MOST_WORDS_OF_LEAD = 7


def key_of(words: Words | str) -> str:
    """What is equal for two printings of a label: letters and digits in lower case, pieces of machine names parted.

    >>> key_of("Lead_Organisation:"), key_of("targetDate"), key_of("Who's responsible?")
    ('lead organisation', 'target date', "who's responsible")
    """
    return _key(words if isinstance(words, str) else words.text)


def uncounted(label: Words) -> str:
    """The key of a label without the number that counts it: "Action 4" opens what "Action 5" does."""
    return key_of(re.sub(r"[#\d]+", "", label.text))


@lru_cache(50_000)
def _key(text: str) -> str:
    parted = _INSIDE.sub(" ", text).casefold().replace("_", " ").replace("’", "'")
    return " ".join(_NO_LETTERS.sub(" ", parted).split())


_INSIDE = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[^\w#%'&/ ]+")


IsLabel = Callable[..., bool]
"""Tells whether words before a colon are a label that may stand in a line; ``is_beside``: behind a labelled value."""
Turned = Callable[[Sequence[Sequence[Cell]]], Sequence[Sequence[Cell]] | None]
"""Gives a table whose records stand side by side with rows and columns changed; None for any other."""


def tree_of(extract: Extract, turned: Turned, is_label: IsLabel) -> Tree:
    """The leaves of a document; tables whose records stand side by side are turned.

    Lines of a format that knows only lines (plain text, print) are joined to the paragraphs they were broken from; one
    that prints several labelled values is parted at what `is_label` knows.
    """
    texts = (block.words.text for block in extract.blocks if isinstance(block, Paragraph))
    tree = Tree(counted=long_numbers(texts))
    for block in joined(extract, tree.counted):
        if isinstance(block, Table):
            rows = turned(block.rows)
            _add_table(tree, replace(block, rows=tuple(map(tuple, rows))) if rows else block)
        else:
            _add_paragraph(tree, block, is_label)
    for leaf in tree.leaves:
        leaf.counted = tree.counted
    for leaf, after in pairwise(tree.leaves):
        leaf.is_label |= bool(after.lead) and after.lead.place == leaf.words.place  # the term of a definition
    return tree


def _is_entry(row: Sequence[Cell]) -> bool:
    """Whether a row is an entry of a list that was laid out with spaces: a bullet beside words."""
    if len(row) != 2:
        return False
    first = min(row, key=lambda one: one.column)
    return bool(re.fullmatch(rf"\s*[{BULLETS}*–-]\s*", first.words.text))


def _add_table(tree: Tree, table: Table) -> None:
    if table.width == 2 and all(_is_entry(row) for row in table.rows):
        for row in table.rows:
            marker, words = (cell.standing for cell in sorted(row, key=lambda one: one.column))
            leaf = Leaf(len(tree.leaves), words, LeafKind.ITEM, 1, marker.text.strip(), rest=words)
            _take_lead(leaf, Words(), lambda _: False)
            tree.leaves.append(leaf)
        return
    number, begin = len(tree.tables), len(tree.leaves)
    tree.tables.append(table)
    for row in table.rows:
        for cell in sorted(row, key=lambda one: one.column):
            if standing := cell.standing:
                leaf = Leaf(len(tree.leaves), standing, LeafKind.CELL, table=number, cell=cell, rest=standing)
                tree.leaves.append(leaf)
    tree.spans.append(slice(begin, len(tree.leaves)))


_LABEL = r"(?=[^\W\d_][^\n:.;|]{1,40}:\s)"
_NEXT_LABEL = re.compile(rf"(?:\t|\s{{2,}}|\s\|\s)\s*{_LABEL}")
_SENTENCE = re.compile(r"[.!?…)»”\"]\s*$")
_NEAR_LABEL = re.compile(r"(?<=[\s,;|])(?P<label>[A-ZÀ-Ý][^\W\d_]*(?:[ /-][^\W\d_]+){0,7})\s?:\s")


def _add_paragraph(tree: Tree, paragraph: Paragraph, is_label: IsLabel) -> None:
    """Add a paragraph; one that prints several labelled values in a line ("No: 1   Owner: Parks") as several."""
    parts = paragraph.words.split(_NEXT_LABEL)
    if len(parts) == 1 or not all(_LEAD.match(part.text) for part in parts[1:]):
        parts = [paragraph.words]
    if not paragraph.level:
        parts = [piece for part in parts for piece in _at_labels(part, is_label)]
    if len(parts) > 1 and not paragraph.level:
        _add_one(tree, replace(paragraph, words=parts[0]), is_label)
        for part in parts[1:]:  # what an entry prints of who and when is no entry beside it
            _add_one(tree, replace(paragraph, words=part, lead=Words(), list_depth=0, marker=""), is_label)
    else:
        _add_one(tree, paragraph, is_label)


def _at_labels(words: Words, is_label: IsLabel) -> Iterator[Words]:
    """A line, parted where labels follow that the language knows: "Item: 2 Owner: Parks Due: May".

    In a line that begins with no label itself they follow a sentence: "Clear the culvert. Lead: Works Department."
    """
    start = 0
    lead = _LEAD.match(words.text)
    is_led = lead is not None and is_label(lead["lead"])
    for match in _NEAR_LABEL.finditer(words.text, lead.end() if lead else 0):
        begins = [match.start() + word.start() for word in re.finditer(r"\S+", match["label"])]
        for begin in begins:  # "Parks Team Due date:" ends in a label
            before = words.text[max(0, begin - 4) : begin]
            is_apart = lead or start or _SENTENCE.search(before)
            is_beside = bool(is_led or start) and before.rstrip().endswith((".", ";", "|"))
            if is_apart and is_label(words.text[begin : match.end("label")], is_beside=is_beside):
                yield words[start:begin].strip(" ,;|\t")
                start = begin
                break
    yield words[start:]


def _add_one(tree: Tree, paragraph: Paragraph, is_label: IsLabel) -> None:
    words, kind, level = paragraph.words.strip(), LeafKind.PARAGRAPH, 0
    marker = Words()
    item = _ITEM.match(words.text)
    if item and re.search(r"\d{4}", item["marker"]) and not begins_long(words.text, tree.counted):
        item = None  # a year
    if paragraph.level:
        kind, level = LeafKind.HEADING, paragraph.level
    elif item or paragraph.list_depth:
        kind, level = LeafKind.ITEM, max(paragraph.list_depth, 1)
        length = len(paragraph.marker) or (item.end("marker") if item else 0)
        marker, words = words[:length].strip(), words[length:].strip()
    leaf = Leaf(len(tree.leaves), words, kind, level, marker.text, rest=words, is_bold=paragraph.is_bold)
    if re.fullmatch(r"\(?[\w.]+[.)]?", marker.text):
        leaf.number_words = marker.strip("().")
    leaf.path = paragraph.path
    leaf.is_set_aside = paragraph.is_note
    _take_lead(leaf, paragraph.lead, is_label)
    tree.leaves.append(leaf)


def _take_lead(leaf: Leaf, stated: Words, is_label: IsLabel) -> None:
    """Part a leaf's label from its words: one that the format states, or words before a colon.

    Of a definition its term is the label, unless it begins with a known one: "Lead: Parks" below "Plant limes".
    """
    match = _LEAD.match(leaf.words.text)
    if stated and leaf.words.text.startswith(stated.text):
        leaf.lead, leaf.rest = stated.strip(" :"), leaf.words[len(stated) :].strip(" :\n\t–-")
        return
    if stated and stated.place >= 0 and stated.place != leaf.words.place and not (match and is_label(match["lead"])):
        leaf.lead = stated.strip(" :")
        return
    if match and len(match["lead"].split()) <= _MOST_WORDS_OF_LEAD and match["lead"][0].isupper():
        leaf.lead, leaf.rest = leaf.words[: match.end("lead")], leaf.words[match.end() :]
