"""Tables of a Word document: rows as they end, merged cells once, deleted and hidden rows left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from cohesion_graph.documents.cells import Cell, loose
from cohesion_graph.documents.grounds import rated
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import MOST_CELLS, MOST_ROWS, check_columns, refused
from cohesion_graph.documents.pieces import shown
from cohesion_graph.documents.word.alternatives import alternative
from cohesion_graph.documents.word.lists import ListMarks
from cohesion_graph.documents.word.names import MC, W, integer, is_on, style_of, value_of
from cohesion_graph.documents.word.runs import WordsOfParagraph, is_unfilled
from cohesion_graph.documents.word.styles import Styles, has_ground

__all__ = ["TableReader", "inside"]

_WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo"))
_FORMS = f"{MC}AlternateContent"
_PARTS = (("firstRow", "firstRow", 0x20), ("firstCol", "firstColumn", 0x80))
_WIDEST = 1_000
_LOWEST = 40
"""Twentieths of a point."""


def inside(element: Any) -> Iterator[Any]:
    """Children, with those inside content controls, insertions and the like in their place."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from inside(child)
        elif child.tag == _FORMS:
            yield from inside(alternative(child))
        else:
            yield child


def _of(element: Any, tag: str) -> list[Any]:
    return [child for child in inside(element) if child.tag == W + tag]


@dataclass(slots=True)
class TableReader:
    """Takes a table's rows one after another; each cell stands once, at its top left place."""

    name: str
    number: int
    marks: ListMarks
    hidden: HiddenParts
    styles: Styles
    words_of: Callable[..., WordsOfParagraph | None]
    rows: list[list[Cell]] = field(default_factory=list)
    notes: list[tuple[tuple[str, str], int, int]] = field(default_factory=list)
    """Notes on cells: (kind, identifier), row, place in the row."""
    inner: list[Any] = field(default_factory=list)
    """Tables that stand in cells."""
    boxes: list[Any] = field(default_factory=list)
    unfilled: int = 0
    cells: int = 0
    is_on_ground: bool = False
    """Whether the table, or its style, puts a ground under words that is not white."""
    _parts: dict[str, frozenset[str]] = field(default_factory=dict)
    """What its style turns on in all of it (empty name), in its first row and in its first column."""
    _grounds: dict[tuple[int, int], str] = field(default_factory=dict)
    """The colours that cells state for themselves, by row and column."""
    _open: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By column where a cell merged downwards stands: row, place in the row."""

    def add(self, row: Any, *, is_left_out: bool = False) -> None:
        """Take the next row."""
        facts = row.find(f"{W}trPr")
        if is_left_out or (facts is not None and facts.find(f"{W}del") is not None):
            return
        is_hidden = facts is not None and _is_unshown(facts) and bool("".join(row.itertext()).strip())
        if is_hidden and self.hidden.leaves_out("row", f"table {self.number}"):
            return
        number = len(self.rows)
        if not number:
            self._look_at(row)
        line: list[Cell] = []
        column = integer(value_of(facts.find(f"{W}gridBefore")), 0, _WIDEST) if facts is not None else 0
        is_heading = facts is not None and is_on(facts.find(f"{W}tblHeader"))
        self.rows.append(line)
        for cell in _of(row, "tc"):
            column = self._cell(cell, number, column, is_heading=is_heading)
        check_columns(self.name, f"table {self.number}", len(line))
        self.cells += len(line)
        if self.cells > MOST_CELLS or len(self.rows) > MOST_ROWS:
            cure = "Copy the plan into a new document."
            raise refused(self.name, f"table {self.number} has too many rows or cells", "a plan", cure)

    def _look_at(self, row: Any) -> None:
        """Learn what the table states of all its cells; it stands before the first row."""
        table = next(row.iterancestors(f"{W}tbl"), None)
        facts = table.find(f"{W}tblPr") if table is not None else None
        if facts is not None:
            style = value_of(facts.find(f"{W}tblStyle"))
            self.is_on_ground = has_ground(facts) or self.styles.is_on_ground(style)
            self._parts = {part: self.styles.of_table(style, part) for part in _parts_of(facts.find(f"{W}tblLook"))}

    def _cell(self, cell: Any, number: int, column: int, *, is_heading: bool) -> int:
        """Take a cell; gives the column behind it."""
        facts = cell.find(f"{W}tcPr")
        merge = None
        width = 1
        line = self.rows[number]
        is_on_ground = self.is_on_ground
        if facts is not None:
            if facts.find(f"{W}cellDel") is not None:
                return column
            width = max(1, integer(value_of(facts.find(f"{W}gridSpan")), 1, _WIDEST))
            merge = facts.find(f"{W}vMerge")
            is_on_ground |= has_ground(facts)
            shading = facts.find(f"{W}shd")
            if shading is not None:
                self._grounds[number, column] = str(shading.get(f"{W}fill", ""))
            joined = facts.find(f"{W}hMerge")
            if joined is not None and value_of(joined) != "restart" and line:
                line[-1] = replace(line[-1], columns=column + width - line[-1].column)
                return column + width
        if merge is not None and value_of(merge) != "restart" and column in self._open:
            row, place = self._open[column]
            self.rows[row][place] = replace(self.rows[row][place], rows=number - row + 1)
            return column + width
        parts = ("", "firstRow" if not number else "", "firstCol" if not column else "")
        around = frozenset().union(*(self._parts.get(part, ()) for part in parts))
        ground = self._grounds.get((number, column), "")
        set_as = {"is_on_ground": is_on_ground, "around": around, "ground": ground}
        text, struck, notes = self._cell_text(cell, set_as)
        self.notes += [(note, number, len(line)) for note in notes]
        self._open.pop(column, None)
        if merge is not None:
            self._open[column] = number, len(line)
        line.append(Cell(loose(text), number, column, width, 1, struck, is_heading=is_heading))
        return column + width

    def _cell_text(
        self, cell: Any, set_as: Mapping[str, Any]
    ) -> tuple[str, tuple[tuple[int, int], ...], list[tuple[str, str]]]:
        """A cell's paragraphs, one a line, list entries marked; tables in it are kept for themselves.

        Plain numbers of a list inside a cell begin again in every cell: there they are no more than bullets.
        """
        if cell.getparent().tag == f"{W}sdtContent" and is_unfilled(cell.getparent().getparent()):
            self.unfilled += 1
            return "", (), []
        blocks = list(_blocks(cell))
        paragraphs = [block for block, _ in blocks if block.tag == f"{W}p"]
        lines: list[str] = []
        struck: list[tuple[int, int]] = []
        notes: list[tuple[str, str]] = []
        length = 0
        for block, is_prompt in blocks:
            if is_prompt:
                self.unfilled += 1
                continue
            if block.tag == f"{W}tbl":
                self.inner.append(block)
                continue
            style = style_of(block)
            is_last = block is paragraphs[-1]
            words = self.words_of(block, style, is_last=is_last, **set_as)
            if words is None:
                continue
            mark = self.marks.mark(block, style)
            text = shown(words.pieces)
            marker = mark.text if len(paragraphs) == 1 or mark.is_reference or not mark.text else "•"
            front = f"{marker} " if marker and text.text else "" if mark.is_bullet or len(paragraphs) > 1 else marker
            struck += [(start + length + len(front), end + length + len(front)) for start, end in text.struck]
            notes += words.notes
            self.boxes += words.boxes
            lines.append(front + text.text)
            length += len(lines[-1]) + 1
        return "\n".join(lines).rstrip("\n"), tuple(struck), notes

    def rated(self) -> list[list[Cell]]:
        """The rows, ratings that are told by a colour alone shown as squares."""
        signs = {(cell.row, cell.column): cell.words for cell in rated(chain.from_iterable(self.rows), self._grounds)}
        for row in self.rows if signs else ():
            row[:] = [replace(cell, words=signs.get((cell.row, cell.column), cell.words)) for cell in row]
        return self.rows

    @property
    def is_frame(self) -> bool:
        """Whether it only serves as a frame: a single cell around other tables."""
        return bool(self.inner) and self.cells == 1

    def text_of_frame(self) -> list[str]:
        """The lines of a frame's only cell."""
        return [line for line in self.rows[0][0].words.text.split("\n") if line.strip()]


def _parts_of(look: Any) -> list[str]:
    """The parts of a table that its style may set apart (17.4.56), named or as bits; the first is all of it."""
    bits = str(look.get(f"{W}val", "")) if look is not None else ""
    said = int(bits, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", bits) else 0
    return [
        "",
        *(part for part, name, bit in _PARTS if said & bit or (look is not None and look.get(f"{W}{name}") == "1")),
    ]


def _is_unshown(facts: Any) -> bool:
    """Whether a row is hidden: by its mark, or because it is held to a height that shows no line."""
    height = facts.find(f"{W}trHeight")
    is_held = height is not None and height.get(f"{W}hRule") == "exact"
    return is_on(facts.find(f"{W}hidden")) or (is_held and integer(value_of(height), _LOWEST + 1) <= _LOWEST)


def _blocks(element: Any, *, is_prompt: bool = False) -> Iterator[tuple[Any, bool]]:
    """The paragraphs and tables of a cell, and whether each is the prompt of a control that is not filled in."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _blocks(child, is_prompt=is_prompt or (child.tag == f"{W}sdt" and is_unfilled(child)))
        elif child.tag == _FORMS:
            yield from _blocks(alternative(child), is_prompt=is_prompt)
        elif child.tag in {f"{W}p", f"{W}tbl"}:
            yield child, is_prompt
