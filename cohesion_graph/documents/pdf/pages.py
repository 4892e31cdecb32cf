"""A page of a PDF written down: its tables, drawn or free, and the lines between them, in the order they are read."""

from __future__ import annotations

import re
import statistics
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
from cohesion_graph.documents.pdf.half_ruled_tables import Beside, beside, edges_by_words, middle_of, rows_of
from cohesion_graph.documents.pdf.headers_and_footers import is_page_number, repeated_lines
from cohesion_graph.documents.pdf.label_columns import label_columns
from cohesion_graph.documents.pdf.ruled_tables import drawn_tables
from cohesion_graph.documents.pdf.stated import TaggedBlock
from cohesion_graph.documents.pdf.text_columns import in_reading_order
from cohesion_graph.documents.pdf.unruled_tables import FreeTable, free_tables
from cohesion_graph.documents.pdf.words import CellText, Line, is_slanted, lines_of, oblique_chars, words_of

__all__ = ["PageWriter"]


@dataclass(slots=True)
class _Block:
    """Something on a page: a line of text, or a table with the edges of its columns."""

    top: float
    page: int
    text: str = ""
    left: float = 0.0
    """Where a line begins, in points from the left."""
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
_FURTHER = 1.3
"""Times the usual step from line to line: what stands further below begins a paragraph."""
_LARGER = 1.1
"""How much larger than most letters the type of a heading is."""
_LONGEST_HEADING = 25
"""Words."""
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


def _begin_apart(page: Sequence[_Block]) -> set[int]:
    """Which lines begin a paragraph by where they stand: further below, or further left behind a full stop."""
    lines = {
        number: (above, line)
        for number, (above, line) in enumerate(pairwise(page), 1)
        if above.text and line.text and not (above.is_stated or line.is_stated)
    }
    steps = [line.top - above.top for above, line in lines.values() if line.top > above.top]
    usual = statistics.median_low(steps) if steps else 0.0
    return {
        number
        for number, (above, line) in lines.items()
        if line.top - above.top > _FURTHER * usual
        or (line.left < above.left - _SAME_EDGE and above.text.endswith(".") and not line.text[:1].islower())
    }


class PageWriter:
    """Gathers page after page, and writes them; a table may go on on the next, and a row of it may be cut."""

    def __init__(self, builder: ExtractBuilder, vocabulary: Vocabulary, looks: Looks, hidden: HiddenParts) -> None:
        self._builder = builder
        self._looks = looks
        self._hidden = hidden
        self._vocabulary = vocabulary
        self._carried: list[float] = []
        self._sizes: Counter[float] = Counter()
        """How many letters are printed in type of each size."""
        self._pages: list[list[_Block]] = []
        self._level_of: dict[float, int] = {}

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
        drawn = drawn_tables(drawing, words, partial(edges_by_words, looks=self._looks))
        lines = lines_of([word for word in words if not any(t.top <= middle_of(word) <= t.bottom for t in drawn)])
        for word in words:
            self._sizes[word.get("type", (0.0, False))[0]] += len(word["text"])
        blocks: list[_Block] = []
        taken: set[int] = set()
        for table in drawn:
            near = Beside() if table.has_uprights else beside(table, drawn, lines, self._looks)
            taken |= {id(line) for line in near.lines}
            rows = [*near.above, *rows_of(table, words), *near.below]
            blocks.append(_Block(table.top, number, rows=rows, columns=table.columns))
        free: list[FreeTable] = []
        for run in self._between_headings([line for line in lines if id(line) not in taken]):
            forms = list(label_columns(run, self._looks.are_headings))
            inside = {id(line) for form in forms for line in form.lines}
            rest = [line for line in run if id(line) not in inside]
            free += [*forms, *free_tables(rest, self._looks.are_headings, self._carried if not free else ())]
        taken |= {id(line) for table in free for line in table.lines}
        blocks += [_Block(table.top, number, rows=table.rows, columns=table.columns) for table in free]
        last = max((line.top for line in lines), default=0.0)
        self._carried = next((t.columns for t in free if t.lines[-1].bottom > last - 60), [])
        turns = [(block.top, block) for block in blocks]
        rest = [line for line in lines if id(line) not in taken]
        cuts = [block.top for block in blocks]
        for turn, line in in_reading_order(rest, cuts):
            facts = {"size": line.size, "is_bold": line.is_bold}
            turns.append((turn, _Block(line.top, number, line.text, line.words[0]["x0"], facts=facts)))
        self._pages.append([block for _, block in sorted(turns, key=lambda one: one[0])])
        return sum(len(row) for block in blocks for row in block.rows)

    def _between_headings(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """Stretches of lines, each up to one in larger type than most of the document's: it ends a table above it."""
        usual = self._sizes.most_common(1)[0][0] if self._sizes else 0.0
        run: list[Line] = []
        for line in lines:
            if line.size > _LARGER * usual and len(line.stretches) == 1:
                yield run
                run = []
            run.append(line)
        yield run

    def _levels(self) -> dict[float, int]:
        """The level of headings by the size of their type, the largest highest; none as small as most letters are."""
        usual = self._sizes.most_common(1)[0][0] if self._sizes else 0.0
        lines = (block for page in self._pages for block in page if block.text and not block.is_stated)
        sizes = {float(block.facts.get("size", 0.0)) for block in lines}
        larger = sorted((size for size in sizes if size > _LARGER * usual), reverse=True)
        return {size: min(level, 6) for level, size in enumerate(larger, 1)}

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
        self._level_of = self._levels()
        again = repeated_lines([[(block.top, block.text) for block in page] for page in self._pages])
        once: set[str] = set()
        below: list[_Block] = []
        for page, are_again in zip(self._pages, again, strict=True):
            tables = [block.top for block in page if block.rows]
            apart = _begin_apart(page)
            for number, (block, is_again) in enumerate(zip(page, are_again, strict=True)):
                if number in apart:
                    self._builder.paragraph("")
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
                facts = dict(block.facts)
                level = 0 if block.is_stated else self._level_of.get(facts.get("size", 0.0), 0)
                if level and len(block.text.split()) <= _LONGEST_HEADING:
                    facts |= {"level": level, "is_bold": False}
                self._builder.paragraph(self._cell(CellText(0, 1, block.text), 0).words.text, **facts)
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
