"""Which tables of a document are plan tables, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Cell, Extract, Paragraph, Table
from cohesion_graph.documents.words import TO_PAGE, Words
from cohesion_graph.ingest.records.cards import LABELLED, CardStack, card_of, label_of
from cohesion_graph.ingest.records.column import Column
from cohesion_graph.ingest.records.columns import (
    ITEM_KINDS,
    PlanTable,
    fits_below,
    header_of,
    header_of_two_rows,
    same_columns,
)
from cohesion_graph.ingest.records.export_rows import ExportRows
from cohesion_graph.ingest.records.headings import Kind
from cohesion_graph.ingest.records.listed_actions import listed_actions
from cohesion_graph.ingest.records.outlines import Outline, outline_of
from cohesion_graph.ingest.records.roadmaps import roadmap_of
from cohesion_graph.ingest.records.table_titles import name_groups, take_title
from cohesion_graph.language.exports import columns_in_export
from cohesion_graph.language.phrases import role_of

__all__ = ["Layout", "plan_tables"]


@dataclass(slots=True)
class Layout:
    """The plan tables of a document, and what is none of them."""

    tables: list[PlanTable] = field(default_factory=list)
    prose: list[Words] = field(default_factory=list)
    other_tables: list[Table] = field(default_factory=list)


def plan_tables(extract: Extract) -> Layout:
    """Sort a document's blocks into plan tables, prose and other tables."""
    sorter = _Sorter(reads_paragraphs=not extract.states_parts)
    # a footnote or a comment heads nothing, and is nothing to do
    blocks = [block for block in extract.blocks if not (isinstance(block, Paragraph) and block.is_note)]
    outline = Outline() if extract.states_parts else outline_of(blocks)
    for number, block in enumerate(blocks):
        if number in outline.tables:
            sorter.take_outline(outline.tables[number])
        if number in outline.taken:
            continue
        if isinstance(block, Paragraph):
            sorter.take_paragraph(block)
        else:
            sorter.take_table(block)
    layout = sorter.finished()
    if not layout.tables and not extract.states_parts:
        layout.tables = listed_actions(blocks)
        taken = {
            run.place
            for table in layout.tables
            for row in table.rows
            for cell in row.values()
            for run in cell.words.runs
        }
        layout.prose = [words for words in layout.prose if not any(run.place in taken for run in words.runs)]
    return layout


class _Sorter:
    """Walks a document's blocks, knowing what stands above each."""

    def __init__(self, *, reads_paragraphs: bool = True) -> None:
        self.layout = Layout()
        self.reads_paragraphs = reads_paragraphs
        """Whether labels in paragraphs may tell of actions: not where the file states what is one."""
        self.cards = CardStack()
        self.captions: list[Paragraph] = []
        """Headings and short paragraphs so far: what follows stands under the last of them."""
        self.above: Paragraph | None = None
        """The paragraph right before the block in hand."""
        self.previous: PlanTable | None = None
        self.untitled: list[tuple[PlanTable, Table | list[Paragraph]]] = []
        """Cards whose action is the heading above them, and what they were made of."""
        self.seen: set[str] = set()

    def take_paragraph(self, paragraph: Paragraph) -> None:
        if self.reads_paragraphs and self.cards.take(paragraph, self.above):
            return
        self._close()
        self.layout.prose.append(paragraph.words)
        if TO_PAGE.search(paragraph.words.text) and self.captions[-1:] == [self.above]:
            self.captions.pop()  # "Contents"
        if _is_caption(paragraph) and _furniture(paragraph) not in self.seen:
            self.captions.append(paragraph)
            self.previous = None
        self.seen.add(_furniture(paragraph))
        self.above = paragraph

    def take_outline(self, table: PlanTable) -> None:
        self._close()
        table.caption = table.caption or self._caption()
        self.layout.tables.append(table)
        self.previous = self.above = None

    def take_table(self, block: Table) -> None:
        self._close()
        above, self.above = self.above, None
        rows = [{cell.column: cell for cell in row} for row in block.rows]
        title = above if above and _is_caption(above) and above.level != 1 else None
        if card := card_of(block, rows, title.words if title else Words()):
            card.caption = card.caption or self._caption(title if card.is_untitled else None)
            self._add(card)
            if card.is_untitled:
                self.untitled.append((card, block))
            self.previous = None
            return
        if roadmap := roadmap_of(block, rows):
            roadmap.caption = self._caption()
            self.layout.tables.append(roadmap)
            self.previous = None
            return
        found = list(_tables_in(block, rows, self.previous))
        if not found:
            self.layout.other_tables.append(block)
        for number, table in enumerate(found):
            if table is not self.previous:
                table.caption = table.caption or (self._caption() if number == 0 else Words())
                self.layout.tables.append(table)
            self.previous = table

    def finished(self) -> Layout:
        self._close()
        if len(self.untitled) == 1:
            # labels under one heading describe the document; that a heading is an action shows where it comes again
            table, origin = self.untitled[0]
            self.layout.tables = [one for one in self.layout.tables if one is not table]
            if isinstance(origin, Table):
                self.layout.other_tables.append(origin)
            else:
                self.layout.prose += [paragraph.words for paragraph in origin]
        taken = {id(cell.words) for table, _ in self.untitled for row in table.rows for cell in row.values()}
        for table in self.layout.tables:
            table.settle()
        self.layout.prose = [words for words in self.layout.prose if id(words) not in taken]
        return self.layout

    def _caption(self, title: Paragraph | None = None) -> Words:
        """The heading that what follows stands under; if its own title is given, the heading above that."""
        if title is None:
            return self.captions[-1].words if self.captions else Words()
        titles = {id(cell.words) for table, _ in self.untitled for row in table.rows for cell in row.values()}
        for one in reversed(self.captions):
            is_higher = 0 < one.level < title.level or (not title.level and one.level)
            if is_higher or (one is not title and not title.level and id(one.words) not in titles):
                return one.words
        return Words()

    def _close(self) -> None:
        """Put the cards gathered so far into the layout, or their paragraphs if they were none."""
        gathered = self.cards.close()
        if not gathered.paragraphs:
            return
        self.above = None
        if gathered.table is None:
            self.layout.prose += [paragraph.words for paragraph in gathered.paragraphs]
            if captions := [one for one in gathered.paragraphs if _is_caption(one)]:
                self.captions += captions
                self.previous = None
            self.above = gathered.paragraphs[-1]
            return
        table = gathered.table
        table.caption = table.caption or self._caption(gathered.title)
        if gathered.title:
            self.untitled.append((table, gathered.paragraphs))
            self.layout.tables.append(table)
        else:
            self._add(table)

    def _add(self, table: PlanTable) -> None:
        """Add a table of cards; one like the last, under the same heading, goes on from it."""
        last = self.layout.tables[-1] if self.layout.tables else None
        if last and _is_like(last, table):
            last.rows += table.rows
            last.asides += table.asides
        else:
            self.layout.tables.append(table)


def _is_like(one: PlanTable, other: PlanTable) -> bool:
    """Whether two tables of cards under one heading have the same labels."""
    is_of_paragraphs = one.place == other.place == LABELLED and not one.is_untitled
    return is_of_paragraphs and one.caption == other.caption and same_columns(one.columns, other.columns)


def _furniture(paragraph: Paragraph) -> str:
    """What is the same for a header or footer on every page: the words without numbers."""
    return re.sub(r"\d+", "", paragraph.words.tidy.casefold()) if not paragraph.level else str(id(paragraph))


def _is_caption(block: Paragraph) -> bool:
    """Whether a paragraph can be the heading of what follows: marked as one, or short and without a full stop."""
    text = block.words.tidy
    if (labelled := label_of(block.words)) and labelled[1] not in ITEM_KINDS:
        return False
    if TO_PAGE.search(block.words.text):
        return False
    return block.level > 0 or (
        len(text) <= 90 and not text.endswith((".", ";", ":")) and not text.startswith(("*", "("))
    )


def _tables_in(table: Table, rows: Sequence[dict[int, Cell]], previous: PlanTable | None) -> Iterator[PlanTable]:
    """The plan tables a table holds: it may have several headers below each other.

    A table that only goes on from `previous` (same headings, or none) has its rows added there, and gives `previous`.
    """
    current: PlanTable | None = None
    before: list[dict[int, Cell]] = []
    titles: list[Words] = []
    exported = ExportRows()
    for header, row, headings in _with_headers(exported.put(rows)):
        if header is None or (current and not _may_head(header, current)):
            (current.rows if current else before).append(row)
        elif current and same_columns(current.columns, header):
            name_groups(current, titles)
            current.asides += headings
        elif current is None and not before and previous and same_columns(previous.columns, header):
            current = previous
            current.asides += headings
        else:
            if current:
                yield current
            current = PlanTable(header, [], table.place, names_listed=table.names_listed, asides=headings)
            current.unread = {n: cell.words for n, cell in row.items() if n not in header and cell.words}
            export = columns_in_export([words.text for words in headings if words])
            current.is_exported, current.is_tree = export is not None, export is not None and bool(export.tree)
            titles = take_title(current, before)
            before = []
            current.asides += exported.asides
            exported.asides.clear()
    if current:
        yield current
    elif previous is not None and table.width == max(previous.columns, default=0) + 1 and fits_below(before, previous):
        previous.rows += before
        yield previous


_SURE = 0.9


def _may_head(header: dict[int, Column], table: PlanTable) -> bool:
    """Whether a row inside a table can head what follows: nearly as wide, and no date where dates stand.

    Right below a row of headings stands a row of data, though its words ("Review the strategy", "Port Authority") could
    head columns too. Further down, words that only hold a heading ("Explanation of changes") are data as well.
    """
    printed_again = [n for n, one in header.items() if n in table.columns and one.title == table.columns[n].title]
    if len(printed_again) > 1 and len(printed_again) == len(header):
        return True
    if not any(role_of(one.title, least=_SURE) for one in header.values() if one.kind in ITEM_KINDS):
        return False
    if not table.rows and len(header) <= len(table.columns) and not same_columns(header, table.columns):
        return False
    dated = {number for number, column in table.columns.items() if column.kind in {Kind.DEADLINE, Kind.START}}
    has_dates = any(header[number].kind is Kind.PERIOD for number in dated & header.keys())
    return len(header) >= 0.6 * len(table.columns) and not has_dates


def _with_headers(
    rows: Sequence[dict[int, Cell]],
) -> Iterator[tuple[dict[int, Column] | None, dict[int, Cell], list[Words]]]:
    """Each row with the columns it heads (None for a row of data) and the words of its headings."""
    number = 0
    while number < len(rows):
        row = rows[number]
        following = rows[number + 1] if number + 1 < len(rows) else {}
        headings = [cell.words for cell in row.values()]
        header = header_of_two_rows(row, following)
        if header is None:
            header = header_of(row)
        else:
            headings += [cell.words for cell in following.values()]
            number += 1
        yield header, row, headings
        number += 1
