"""A page of a PDF written down: its tables, drawn or free, and the lines between them, in the order they are read."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

from cohesion_graph.documents.cells import Cell, ExtractBuilder, loose
from cohesion_graph.documents.hidden import TEXT, WHITE_TEXT, HiddenParts
from cohesion_graph.documents.looks import Looks
from cohesion_graph.documents.pdf.broken_words import SPLIT, Vocabulary
from cohesion_graph.documents.pdf.cut_rows import (
    has_actions,
    join_columns,
    join_cut_row,
    lacks_actions,
    may_stand_beside,
)
from cohesion_graph.documents.pdf.drawing import drawing_of, show_signs, unprinted_chars, unseen_chars
from cohesion_graph.documents.pdf.headers_and_footers import is_page_number, repeated_lines
from cohesion_graph.documents.pdf.ruled_tables import DrawnTable, drawn_tables
from cohesion_graph.documents.pdf.stated import TaggedBlock
from cohesion_graph.documents.pdf.text_columns import in_reading_order
from cohesion_graph.documents.pdf.unruled_tables import (
    column_edges,
    crosses,
    free_rows,
    free_tables,
    header_at,
    words_in_columns,
)
from cohesion_graph.documents.pdf.words import CellText, Line, Word, is_slanted, lines_of, oblique_chars, words_of

__all__ = ["PageWriter"]


@dataclass(slots=True)
class _Block:
    """Something on a page: a line of text, or a table with the edges of its columns."""

    top: float
    page: int
    text: str = ""
    rows: list[list[CellText]] = field(default_factory=list)
    columns: Sequence[float] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What a tagged page states about a paragraph."""
    is_stated: bool = False
    """Whether the file states it: nothing about it is told by its place."""

    def stands_over(self, other: _Block) -> bool:
        """Whether both are tables with the same edges: one may go on in the other."""
        return len(self.columns) == len(other.columns) > 0 and all(
            abs(one - two) < _SAME_EDGE for one, two in zip(self.columns, other.columns, strict=True)
        )

    def stands_beside(self, other: _Block) -> bool:
        """Whether both are tables at one height of their pages."""
        return abs(self.top - other.top) < _SAME_EDGE


_SAME_EDGE = 4.0
"""Points."""
_MOST_FURNITURE = 3
"""Lines above and below a table that headers and footers of a page may take."""


def _join_over(page: list[_Block], following: list[_Block]) -> None:
    """Put a row that the end of a page cuts together, headers and footers between its pieces left aside."""
    ends = [number for number, block in enumerate(page) if block.rows][-1:]
    begins = [number for number, block in enumerate(following) if block.rows][:1]
    if not ends or not begins or begins[0] > _MOST_FURNITURE or len(page) - ends[0] - 1 > _MOST_FURNITURE:
        return
    upper, lower = page[ends[0]], following[begins[0]]
    if upper.stands_over(lower):
        join_cut_row(upper.rows, lower.rows)


class PageWriter:
    """Gathers page after page, and writes them; a table may go on on the next, and a row of it may be cut."""

    def __init__(self, builder: ExtractBuilder, vocabulary: Vocabulary, looks: Looks, hidden: HiddenParts) -> None:
        self._builder = builder
        self._looks = looks
        self._hidden = hidden
        self._vocabulary = vocabulary
        self._carried: list[float] = []
        self._pages: list[list[_Block]] = []

    def add(self, page: Any, number: int) -> int:
        """Take one page: its tables, and the lines outside them, from top to bottom. Gives the number of cells."""
        show_signs(page)
        gone: set[int] = set()
        for kind, unseen in ((WHITE_TEXT, unseen_chars(page)), (TEXT, unprinted_chars(page))):
            if unseen and self._hidden.leaves_out(kind, f"page {number}"):
                gone |= {id(char) for char in unseen}
        page = page.filter(lambda thing: id(thing) not in gone) if gone else page
        drawing = drawing_of(page)
        words = words_of(page, drawing.flat)
        if slanted := "".join(char["text"] for char in oblique_chars(page) if is_slanted(char)).strip():
            self._builder.notes.append(f"page {number}: what is printed across the page was left out: {slanted[:60]!r}")
        drawn = drawn_tables(drawing, words, partial(_edges_by_words, looks=self._looks))
        lines = lines_of([word for word in words if not any(t.top <= _middle(word) <= t.bottom for t in drawn)])
        blocks: list[_Block] = []
        taken: set[int] = set()
        for table in drawn:
            beside = _Beside() if table.has_uprights else _beside(table, drawn, lines, self._looks)
            taken |= {id(line) for line in beside.lines}
            rows = [*beside.above, *_rows_of(table, words), *beside.below]
            blocks.append(_Block(table.top, number, rows=rows, columns=table.columns))
        free = list(
            free_tables([line for line in lines if id(line) not in taken], self._looks.are_headings, self._carried)
        )
        taken |= {id(line) for table in free for line in table.lines}
        blocks += [_Block(table.top, number, rows=table.rows, columns=table.columns) for table in free]
        last = max((line.top for line in lines), default=0.0)
        self._carried = next((t.columns for t in free if t.lines[-1].bottom > last - 60), [])
        turns = [(block.top, block) for block in blocks]
        rest = [line for line in lines if id(line) not in taken]
        cuts = [block.top for block in blocks]
        turns += [(turn, _Block(line.top, number, line.text)) for turn, line in in_reading_order(rest, cuts)]
        self._pages.append([block for _, block in sorted(turns, key=lambda one: one[0])])
        return sum(len(row) for block in blocks for row in block.rows)

    def add_tagged(self, blocks: Sequence[TaggedBlock], number: int) -> int:
        """Take a page by the structure it states. Gives the number of cells."""
        found = []
        for block in blocks:
            if block.text:
                facts = {"level": block.level, "list_depth": block.list_depth, "marker": block.marker}
                facts |= {"size": block.size, "is_bold": block.is_bold, "is_note": block.is_note}
                found.append(_Block(block.top, number, block.text, facts=facts, is_stated=True))
            elif block.rows:  # of none is left where a table went on from the page before
                found.append(_Block(block.top, number, rows=block.table, columns=(0.0,), is_stated=True))
        self._pages.append(found)
        return sum(len(row) for block in found for row in block.rows)

    def add_text(self, text: str) -> None:
        """Take a page as running text."""
        self._pages.append([_Block(0.0, 0, text=line.strip()) for line in text.splitlines()])

    def finish(self) -> None:
        """Write all pages; headers and footers once, so that a table goes on over them."""
        for page, following in pairwise(self._pages):
            if any(block.is_stated for block in (*page, *following)):
                continue
            _join_over(page, following)
        self._join_columns()
        again = repeated_lines([[(block.top, block.text) for block in page] for page in self._pages])
        once: set[str] = set()
        below: list[_Block] = []
        for page, are_again in zip(self._pages, again, strict=True):
            tables = [block.top for block in page if block.rows]
            for block, is_again in zip(page, are_again, strict=True):
                if not is_again or not tables:
                    self._write(block)
                elif block.text not in once:
                    once.add(block.text)
                    if block.top > tables[0]:
                        below.append(block)
                    else:
                        self._write(block)
        for block in below:
            self._write(block)

    def _join_columns(self) -> None:
        """Put the columns of a wide sheet together that were printed on pages of their own."""
        tables = [block for page in self._pages for block in page if block.rows and not block.is_stated]
        for number, table in enumerate(tables):
            if not lacks_actions(table.rows, self._looks) or not any(
                has_actions(one.rows, self._looks) for one in tables[:number]
            ):
                continue
            earlier = (one for one in tables[:number] if one.rows and one.page != table.page)
            alike = [one for one in earlier if one.stands_beside(table)]
            if first := next((one for one in alike if may_stand_beside(one.rows, table.rows, self._looks)), None):
                join_columns(first.rows, table.rows)
                what = f"page {table.page}: its columns were read as those of the table on page {first.page}"
            else:
                what = f"page {table.page}: its table has no column of actions: it may be the right half of another"
            self._builder.notes.append(what)

    def _write(self, block: _Block) -> None:
        if not block.columns:
            if not is_page_number(block.text) or not block.page:
                self._builder.paragraph(self._cell(CellText(0, 1, block.text), 0).words.text, **block.facts)
            return
        if not block.rows:
            return
        cells = [[self._cell(cell, number) for cell in row] for number, row in enumerate(block.rows)]
        self._builder.table(cells, f"page {block.page}")

    def _cell(self, cell: CellText, row: int) -> Cell:
        """A cell with its broken words put together, and what about them is not sure."""
        text, place = "", 0
        unsure: list[tuple[int, int, int]] = []
        lost: list[tuple[int, int]] = []
        for split in _SPLITS.finditer(cell.text):
            text += cell.text[place : split.start()]
            left = text[len(text.rstrip()) :] or text.rsplit(None, 1)[-1]
            right = re.split(rf"[\s{SPLIT}]", cell.text[split.end() :], maxsplit=1)[0]
            place, length = split.end(), len(text)
            if left.endswith("-"):
                told = self._vocabulary.keeps_hyphen(left[:-1], right)
                text = text if told.is_word else text[:-1]
            else:
                told = self._vocabulary.read(left, right, blank_expected=len(split[0]) > 1)
                text += "" if told.is_word else " "
            lost.append((place, length + len(split[0]) - len(text)))
            if not told.is_sure:
                unsure.append((length - len(left), min(length, len(text)), len(text) + len(right)))
        text += cell.text[place:]

        def moved(at: int) -> int:
            return at - sum(count for _, count in lost[: bisect(lost, (at, 1 << 30))])

        struck = tuple((moved(start), moved(end)) for start, end in cell.struck)
        return Cell(
            loose(text), row, cell.column, cell.columns, cell.rows, struck, tuple(unsure), is_heading=cell.is_heading
        )


_SPLITS = re.compile(f"{SPLIT}+")


def _middle(word: Word) -> float:
    return float(word["top"] + word["bottom"]) / 2


def _edges_by_words(words: Sequence[Word], top: float, looks: Looks) -> list[float]:
    """Edges of columns between rules that part rows only, told by the headings among the words or the first row."""
    lines = lines_of(words)
    for number in range(len(lines)):
        used, headings = header_at(lines, number, looks.are_headings)
        if used:
            return column_edges(headings, words_in_columns(lines[number:], headings))
    inside = [line for line in lines if line.middle >= top]
    if not inside or len(inside[0].stretches) < 3:
        return []
    return column_edges(inside[0].stretches, words_in_columns(inside, inside[0].stretches))


def _rows_of(table: DrawnTable, words: Sequence[Word]) -> list[list[CellText]]:
    """A table's rows; where rules part its columns only, the rows are told by the bands of white space."""
    if not table.has_uprights or len(table.levels) > 3 or not table.rows:
        return table.rows
    lines = lines_of([word for word in words if table.levels[-2] < _middle(word) < table.bottom])
    rows = free_rows(lines, table.columns) if lines else []
    if len(rows) > 1 and all(row[0].text and len(row) > 1 for row in rows):
        return [*table.rows[:-1], *rows]
    return table.rows


@dataclass(slots=True)
class _Beside:
    """Rows right above and right below a table whose rules part rows only, and the lines they are made of."""

    above: list[list[CellText]] = field(default_factory=list)
    below: list[list[CellText]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def _beside(table: DrawnTable, drawn: Sequence[DrawnTable], lines: Sequence[Line], looks: Looks) -> _Beside:
    """The headings above the first rule, and the rows under the last: rules between rows need neither."""
    found = _Beside()
    near = [line for line in lines if table.top - 150 < line.bottom <= table.top + 2]
    for number in range(len(near)):
        used, headings = header_at(near, number, looks.are_headings)
        rest = near[number + len(used) :]
        if used and len(headings) == len(table.columns) - 1 and not any(crosses(line, table.columns) for line in rest):
            header = [CellText(column, 1, text) for column, (_, _, text) in enumerate(headings)]
            found.above = [header, *free_rows(rest, table.columns)]
            found.lines = [*used, *rest]
            break
    following = min((other.top for other in drawn if other.top > table.bottom), default=1e9)
    below: list[Line] = []
    reach = table.bottom
    for line in lines:
        if line.top < table.bottom - 1 or line.top > following or line.top - reach > 25:
            continue
        if crosses(line, table.columns):
            break
        below.append(line)
        reach = line.bottom
    if any(len(line.stretches) > 1 for line in below):
        found.below = free_rows(below, table.columns, by_bands=True)
        found.lines = [*found.lines, *below]
    return found
