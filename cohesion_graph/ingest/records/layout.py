"""Which tables of a document are plan tables, and what stands around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Cell, Extract, Paragraph, Table
from cohesion_graph.documents.words import TO_PAGE, Words
from cohesion_graph.ingest.records.columns import (
    ITEM_KINDS,
    PlanTable,
    fits_below,
    header_of,
    header_of_two_rows,
    same_columns,
)
from cohesion_graph.ingest.records.export_rows import ExportRows
from cohesion_graph.ingest.records.headings import Column, Kind, kind_of_heading
from cohesion_graph.ingest.records.table_titles import may_head, name_groups, take_title
from cohesion_graph.language.exports import columns_in_export
from cohesion_graph.language.phrases import called, role_of

__all__ = ["Layout", "plan_tables"]


@dataclass(slots=True)
class Layout:
    """The plan tables of a document, and what is none of them."""

    tables: list[PlanTable] = field(default_factory=list)
    prose: list[Words] = field(default_factory=list)
    other_tables: list[Table] = field(default_factory=list)


def plan_tables(extract: Extract) -> Layout:
    """Sort a document's blocks into plan tables, prose and other tables."""
    sorter = _Sorter()
    for block in extract.blocks:
        if isinstance(block, Table):
            sorter.take_table(block)
        elif not block.is_note:  # a footnote or a comment heads nothing, and is nothing to do
            sorter.take_paragraph(block)
    rows: dict[tuple[tuple[int, str], ...], list[dict[int, Cell]]] = defaultdict(list)
    for table in sorter.layout.tables:
        rows[table.headings] += table.rows
    for table in sorter.layout.tables:
        table.settle(table.rows if len(table.rows) > _ENOUGH else rows[table.headings][:_ENOUGH])
    return sorter.layout


_ENOUGH = 60
"""Rows that tell what stands under headings; shorter tables are told together with others of the same headings."""


class _Sorter:
    """Walks a document's blocks, knowing what stands above each."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.captions: list[Paragraph] = []
        """Headings and short paragraphs so far: what follows stands under the last of them."""
        self.above: Paragraph | None = None
        """The paragraph right before the block in hand."""
        self.previous: PlanTable | None = None
        self.seen: set[str] = set()

    def take_paragraph(self, paragraph: Paragraph) -> None:
        self.layout.prose.append(paragraph.words)
        if TO_PAGE.search(paragraph.words.text) and self.captions[-1:] == [self.above]:
            self.captions.pop()  # "Contents"
        if _is_caption(paragraph) and _furniture(paragraph) not in self.seen:
            self.captions.append(paragraph)
            self.previous = None
        self.seen.add(_furniture(paragraph))
        self.above = paragraph

    def take_table(self, block: Table) -> None:
        self.above = None
        rows = [{cell.column: cell for cell in row} for row in block.rows]
        found = list(_tables_in(block, rows, self.previous))
        if not found:
            self.layout.other_tables.append(block)
        for number, table in enumerate(found):
            if table is not self.previous:
                table.caption = table.caption or (self._caption() if number == 0 else Words())
                self.layout.tables.append(table)
            self.previous = table

    def _caption(self) -> Words:
        return self.captions[-1].words if self.captions else Words()


def _furniture(paragraph: Paragraph) -> str:
    """What is the same for a header or footer on every page: the words without numbers."""
    return re.sub(r"\d+", "", paragraph.words.tidy.casefold()) if not paragraph.level else str(id(paragraph))


def _is_caption(block: Paragraph) -> bool:
    """Whether a paragraph can be the heading of what follows: marked as one, or short and without a full stop.

    A label with its value is none, but for what is counted and stands above actions ("Phase 2: Building").
    """
    label = block.lead.text
    is_counted = called(re.sub(r" [\dA-Z.]+$", "", label)) == "goal"
    if not is_counted and kind_of_heading(label) not in {None, *ITEM_KINDS}:
        return False
    return not TO_PAGE.search(block.words.text) and (block.level > 0 or may_head(block.words.tidy))


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
