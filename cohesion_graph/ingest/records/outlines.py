"""Plans written as headed text: each heading is an action, who and by when stand below it in labelled lines.

A label is a line ("Lead organisation: Clean Coast Trust") or a heading of its own ("When will we do it?") with
paragraphs below it. One heading with a label may describe the document; two with the same labels are a plan.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Block, Cell, Paragraph
from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.records.cards import is_of_notices, label_of
from cohesion_graph.ingest.records.column import Column
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Kind, kind_of_heading
from cohesion_graph.language.phrases import is_contact

__all__ = ["Outline", "outline_of"]

_TELLING = frozenset({*PARTY_KINDS, Kind.DEADLINE})
_COMMENTARY = frozenset({Kind.UPDATE, Kind.OUTCOME, Kind.RESOURCE})
_ITEMS = frozenset({Kind.ACTION, Kind.GOAL})
_LISTED = re.compile(rf"\s*[{BULLETS}]")
_PLACE = "the headed text"
_ACTION = Words("Action")
"""What the headings are, though no label says so."""


@dataclass(slots=True)
class Outline:
    """The tables that a document's headed text makes."""

    tables: dict[int, PlanTable] = field(default_factory=dict)
    """By the number of the block where each begins."""
    taken: set[int] = field(default_factory=set)
    """Numbers of the blocks they are made of."""


@dataclass(slots=True)
class _Label:
    words: Words
    kind: Kind
    values: list[Words]
    is_heading: bool


@dataclass(slots=True)
class _Item:
    """A heading with what stands below it, up to the next."""

    title: Paragraph
    section: Words
    blocks: list[int]
    described: list[Words] = field(default_factory=list)
    labels: list[_Label] = field(default_factory=list)
    is_broken: bool = False
    """Whether a table stands below the heading, or a label of an action: it heads more than one thing."""

    @property
    def told(self) -> frozenset[Kind]:
        """What its labels tell of who and by when."""
        return frozenset(label.kind for label in self.labels if not is_of_notices(label.words)) & _TELLING


def outline_of(blocks: Sequence[Block]) -> Outline:
    """The actions that a document's headings and labels tell of; empty where there are not two alike."""
    items = [item for item in _items(blocks) if item.told and not item.is_broken]
    levels = [item.title.level for item in items]
    level = max(set(levels), key=lambda one: (levels.count(one), -one), default=0)
    items = [item for item in items if item.title.level == level]
    outline = Outline()
    if len(items) < 2 or not frozenset.intersection(*(item.told for item in items[:2])):
        return outline
    group: list[_Item] = []
    for item in items:
        if group and item.section is not group[-1].section:
            _close(outline, group)
            group = []
        group.append(item)
    _close(outline, group)
    return outline


def _close(outline: Outline, group: Sequence[_Item]) -> None:
    outline.tables[group[0].blocks[0]] = _table(group)
    outline.taken.update(number for item in group for number in item.blocks)


def _items(blocks: Sequence[Block]) -> Iterator[_Item]:
    headings: list[Paragraph] = []
    item: _Item | None = None
    often = Counter(block.words.tidy.casefold() for block in blocks if isinstance(block, Paragraph) and block.level)
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            if item:
                item.is_broken = True
            continue
        label = _label(block, often)
        if block.level and (label is None or is_contact(block.words.text)):
            if item:
                yield item
            item = None
            if label:  # whom to ask is told below it, for the plan
                continue
            headings = [*(one for one in headings if one.level < block.level), block]
            item = _Item(block, headings[-2].words if len(headings) > 1 else Words(), [number])
        elif item:
            _take(item, number, block, label)
    if item:
        yield item


def _label(block: Paragraph, often: Mapping[str, int]) -> _Label | None:
    """The label that a paragraph is, or begins with; a heading is one where it is a question, or stands more often."""
    if block.level:
        kind = kind_of_heading(block.words.text)
        is_asked = block.words.tidy.endswith("?")
        may_be = is_asked or (kind not in _ITEMS and often[block.words.tidy.casefold()] > 1)
        is_label = kind is not None and may_be and not re.search(r"\d", block.words.text)
        return _Label(block.words, kind, [], is_heading=True) if kind and is_label else None
    found = label_of(block.words)
    return _Label(found[0], found[1], [found[2]], is_heading=False) if found else None


def _take(item: _Item, number: int, block: Paragraph, label: _Label | None) -> None:
    last = item.labels[-1] if item.labels else None
    if label:
        item.is_broken |= label.kind in _ITEMS and not label.is_heading
        item.labels.append(label)
    elif last is None:
        item.described.append(block.words)
    elif last.is_heading or last.kind in _COMMENTARY or _LISTED.match(block.words.text):
        last.values.append(block.words)
    else:
        return
    item.blocks.append(number)


def _table(group: Sequence[_Item]) -> PlanTable:
    columns = {0: Column(Kind.ACTION, _ACTION), 1: Column(Kind.DESCRIPTION, Words())}
    numbers: dict[str, int] = {}
    rows = []
    for place, item in enumerate(group):
        row = {0: Cell(item.title.words, place, 0)}
        if described := Words.join(item.described, "\n"):
            row[1] = Cell(described, place, 1)
        for label in item.labels:
            number = numbers.setdefault(label.words.tidy.casefold(), len(numbers) + 2)
            columns.setdefault(number, Column(label.kind, label.words))
            before = [row[number].words] if number in row else []
            row[number] = Cell(Words.join([*before, *label.values], "\n"), place, number)
        rows.append(row)
    asides = [label.words for item in group for label in item.labels]
    what = "These actions were told by headings with labelled lines below them: no table lists them."
    doubt = (what, Words.join(asides[:1]))
    return PlanTable(columns, rows, _PLACE, group[0].section, asides=asides, is_written=True, doubts=[doubt])
