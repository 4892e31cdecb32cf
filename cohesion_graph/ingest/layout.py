"""Which tables of a document are plan tables, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cohesion_graph.ingest.cards import LABELLED, CardStack, card_of
from cohesion_graph.ingest.cells import Cell, Extract, Paragraph, Table
from cohesion_graph.ingest.columns import (
    Column,
    PlanTable,
    fits_below,
    guessed_table,
    header_of,
    header_of_two_rows,
    same_columns,
)
from cohesion_graph.ingest.words import Words

__all__ = ["Layout", "plan_tables"]


@dataclass(slots=True)
class Layout:
    """The plan tables of a document, and what is none of them."""

    tables: list[PlanTable] = field(default_factory=list)
    prose: list[Words] = field(default_factory=list)
    other_tables: list[Table] = field(default_factory=list)


def plan_tables(extract: Extract) -> Layout:
    """Sort a document's blocks into plan tables, prose and other tables."""
    layout = Layout()
    caption, cards = Words(), CardStack()
    previous: PlanTable | None = None
    seen: set[str] = set()
    for block in extract.blocks:
        if isinstance(block, Paragraph):
            if cards.take(block):
                continue
            for paragraph in [*_close(cards, layout, caption), block]:
                layout.prose.append(paragraph.words)
                if _is_caption(paragraph) and _furniture(paragraph) not in seen:
                    caption, previous = paragraph.words, None
                seen.add(_furniture(paragraph))
            continue
        for paragraph in _close(cards, layout, caption):
            layout.prose.append(paragraph.words)
            caption = paragraph.words if _is_caption(paragraph) else caption
        found = list(_tables_in(block, previous))
        if not found:
            layout.other_tables.append(block)
            continue
        for number, table in enumerate(found):
            if table is not previous:
                table.caption = table.caption or (caption if number == 0 else Words())
                layout.tables.append(table)
            previous = table
    layout.prose += [paragraph.words for paragraph in _close(cards, layout, caption)]
    return layout


def _close(cards: CardStack, layout: Layout, caption: Words) -> list[Paragraph]:
    """Put the cards gathered so far into the layout, under their caption, and give the paragraphs that were none."""
    table, left = cards.close()
    last = layout.tables[-1] if layout.tables else None
    if table:
        table.caption = table.caption or caption
    if (
        table
        and last
        and last.place == LABELLED
        and last.caption == table.caption
        and same_columns(last.columns, table.columns)
    ):
        last.rows += table.rows
        last.asides += table.asides
    elif table:
        layout.tables.append(table)
    return left


def _furniture(paragraph: Paragraph) -> str:
    """What is the same for a header or footer on every page: the words without numbers."""
    return re.sub(r"\d+", "", paragraph.words.tidy.casefold()) if not paragraph.level else str(id(paragraph))


def _is_caption(block: Paragraph) -> bool:
    """Whether a paragraph can be the heading of what follows: marked as one, or short and without a full stop."""
    text = block.words.tidy
    return block.level > 0 or (
        len(text) <= 90 and not text.endswith((".", ";", ":")) and not text.startswith(("*", "("))
    )


def _tables_in(table: Table, previous: PlanTable | None) -> Iterator[PlanTable]:
    """The plan tables a table holds: it may have several headers below each other, or be a card.

    A table that only goes on from `previous` (same headings, or none) has its rows added there, and gives `previous`.
    """
    rows = [{cell.column: cell for cell in row} for row in table.rows]
    if card := card_of(table, rows):
        yield card
        return
    current: PlanTable | None = None
    before: list[dict[int, Cell]] = []
    for header, row, headings in _with_headers(rows):
        if header is None or (current and len(header) < 0.6 * len(current.columns)):
            (current.rows if current else before).append(row)
        elif current and same_columns(current.columns, header):
            current.asides += headings
        elif current is None and not before and previous and same_columns(previous.columns, header):
            current = previous
            current.asides += headings
        else:
            if current:
                yield current
            current = PlanTable(header, [], table.place, names_listed=table.names_listed, asides=headings)
            _take_title(current, before)
            before = []
    if current:
        yield current
    elif previous is not None and table.width == max(previous.columns, default=0) + 1 and fits_below(before, previous):
        previous.rows += before
        yield previous
    elif guessed := guessed_table(table, before):
        yield guessed


def _with_headers(
    rows: Sequence[dict[int, Cell]],
) -> Iterator[tuple[dict[int, Column] | None, dict[int, Cell], list[Words]]]:
    """Each row with the columns it heads (None for a row of data) and the words of its headings."""
    number = 0
    while number < len(rows):
        row = rows[number]
        header = header_of(row)
        following = rows[number + 1] if number + 1 < len(rows) else {}
        headings = [cell.words for cell in row.values()]
        if header and (merged := header_of_two_rows(row, header, following)):
            header = merged
            headings += [cell.words for cell in following.values()]
            number += 1
        yield header, row, headings
        number += 1


def _take_title(table: PlanTable, before: Sequence[dict[int, Cell]]) -> None:
    """What stands above the headings: a row of a single cell is the table's caption."""
    for row in before:
        filled = [cell.words for cell in row.values() if cell.words]
        table.asides += filled
        if len(filled) == 1 and len(filled[0].tidy) <= 150:
            table.caption = filled[0]
