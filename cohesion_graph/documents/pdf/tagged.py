"""Pages of a tagged PDF: headings, paragraphs, lists and tables as the file itself states them (PDF 32000, 14.7, 14.8).

Word, LibreOffice and browsers write the structure, and public bodies must. Where a page states one that holds nearly
all its words it is taken, a hundred times faster than geometry and without guessing; else the page is looked at.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.pdf.stated import TaggedBlock, TaggedCell, headings_above
from cohesion_graph.documents.pdf.text_objects import TextObject, joined, lines_of_objects, prints_blanks, text_objects
from cohesion_graph.documents.words import word_set

__all__ = ["tagged_blocks"]

_DEEPEST = 100
_LONGEST_NAME = 256
"""Bytes of the name of a kind."""
_LEAST = 0.8
"""Share of a page's characters that its structure must hold."""
_BLOCKS = word_set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index P H H1 H2 H3 H4 H5 H6 Title L LI LBody Lbl Table "
    "THead Note FENote TBody TFoot TR TH TD Form Aside DocumentFragment"
)
_HEADINGS = {"Title": 1, "H": 1} | {f"H{level}": level for level in range(1, 7)}
_GROUPS = frozenset({"THead", "TBody", "TFoot"})


def tagged_blocks(page: Any, text_page: Any, hidden: HiddenParts, number: int) -> list[TaggedBlock] | None:
    """The blocks that a page states, in their order, and what stands outside of them; None where it states too little.

    Args:
        page: The page, as pypdfium2 gives it.
        text_page: Its text.
        hidden: Counts the white text that is left out.
        number: The page's number, from 1.
    """
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return None
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        if count <= 0:
            return None
        objects = text_objects(page, text_page)
        for kind in sorted({one.unseen for one in objects} - {""}):
            if hidden.leaves_out(kind, f"page {number}"):
                objects = [replace(one, text="" if one.unseen == kind else one.text) for one in objects]
        reader = _Reader(pdfium, objects)
        for place in range(count):
            element = pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
            if element:
                reader.block(element, 0)
        reader.flush()
        return reader.finished()
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Reader:
    """Walks the structure of one page."""

    def __init__(self, pdfium: Any, objects: Sequence[TextObject]) -> None:
        self._pdfium = pdfium
        self._objects = objects
        self._joined = partial(joined, has_blanks=prints_blanks(objects))
        self._by_mark: dict[int, list[TextObject]] = {}
        for one in objects:
            if one.mark >= 0:
                self._by_mark.setdefault(one.mark, []).append(one)
        self._blocks: list[TaggedBlock] = []
        self._open: list[TextObject] = []
        self._facts: dict[str, Any] = {}
        self._list_depth = 0
        self._marker = ""
        self._taken: set[int] = set()
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)

    def block(self, element: Any, depth: int) -> None:
        """Take an element and all in it."""
        if depth > _DEEPEST:
            return
        kind = self._kind(element)
        if kind == "Table":
            self.flush()
            self._table(element, depth)
            return
        is_block = kind in _BLOCKS
        before = self._facts
        if is_block:
            self.flush()
            is_note = kind in {"Note", "FENote"} or before.get("is_note", False)
            self._facts = {"level": _HEADINGS.get(kind, before.get("level", 0)), "is_note": is_note}
        self._list_depth += kind == "L"
        for child, mark in self._children(element):
            if mark >= 0:
                self._open += self._take(mark)
            elif child is not None:
                if kind == "LI" and self._kind(child) == "Lbl":
                    self._marker = self._joined([*self._objects_in(child, depth)])[0].strip()
                else:
                    self.block(child, depth + 1)
        if is_block:
            self.flush()
            self._facts = before
        self._list_depth -= kind == "L"
        if kind == "LI":
            self._marker = ""

    def flush(self) -> None:
        """Write the words gathered since the last block."""
        objects, self._open = self._open, []
        text, _ = self._joined(objects)
        text = text.strip()
        if not text:
            return
        marker = "" if text.startswith(self._marker) else self._marker
        level = self._facts.get("level", 0)
        self._blocks.append(
            TaggedBlock(
                f"{marker} {text}".strip(),
                level,
                self._list_depth if not level else 0,
                self._marker,
                objects[0].size,
                all(one.is_bold for one in objects if one.text.strip()) and not level,
                objects[0].top,
                _sides(objects),
                self._facts.get("is_note", False),
            )
        )
        self._marker = ""

    def finished(self) -> list[TaggedBlock] | None:
        """The blocks, with what stands outside of the structure above and below them."""
        outside = [one for number, one in enumerate(self._objects) if number not in self._taken]
        inside = sum(len(one.text.strip()) for number, one in enumerate(self._objects) if number in self._taken)
        if inside < _LEAST * sum(len(one.text.strip()) for one in self._objects):
            return None
        first = min((block.top for block in self._blocks), default=0.0)
        lines = [TaggedBlock(text, top=top) for top, text in lines_of_objects(outside)]
        above = [line for line in lines if line.top < first]
        return [*above, *headings_above(self._blocks), *(line for line in lines if line.top >= first)]

    def _kind(self, element: Any) -> str:
        size = self._pdfium.FPDF_StructElement_GetType(element, self._name, _LONGEST_NAME)
        return ctypes.string_at(self._name, min(size, _LONGEST_NAME) - 2).decode("utf-16-le", "replace") if size else ""

    def _children(self, element: Any) -> Iterator[tuple[Any, int]]:
        """Elements inside, None for one that shows nothing on this page, and the numbers of marked stretches."""
        for number in range(self._pdfium.FPDF_StructElement_CountChildren(element)):
            mark = self._pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
            if mark >= 0:
                yield None, mark
                continue
            child = self._pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
            yield child or None, -1

    def _take(self, mark: int) -> list[TextObject]:
        found = self._by_mark.get(mark, [])
        self._taken |= {one.number for one in found}
        return found

    def _objects_in(self, element: Any, depth: int) -> Iterator[TextObject]:
        if depth > _DEEPEST:
            return
        for child, mark in self._children(element):
            if mark >= 0:
                yield from self._take(mark)
            elif child is not None:
                yield from self._objects_in(child, depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        block, before = TaggedBlock(), set(self._taken)
        rows = list(self._rows(table))
        for place, row in rows:
            if row is not None:
                cells = [self._cell(child, depth + 2) for child, mark in self._children(row) if mark < 0]
                if any(cell.text for cell in cells):
                    block.rows[place] = cells
        block.count = self._pdfium.FPDF_StructElement_CountChildren(table)
        if block.rows:
            objects = [self._objects[number] for number in self._taken - before]
            block.top, block.sides = min(one.top for one in objects), _sides(objects)
            self._blocks.append(block)

    def _rows(self, table: Any) -> Iterator[tuple[tuple[int, int], Any]]:
        """The rows of a table that show anything on this page, with their places in the whole table."""
        get = self._pdfium.FPDF_StructElement_GetChildAtIndex
        for place in range(self._pdfium.FPDF_StructElement_CountChildren(table)):
            child = get(table, place)
            if not child:
                continue
            kind = self._kind(child)
            if kind in _GROUPS:
                yield from (((place, n), row) for n, (row, inner) in enumerate(self._children(child)) if inner < 0)
            elif kind == "Caption":
                self.block(child, 0)
                self.flush()
            elif kind == "TR":
                yield (place, 0), child

    def _cell(self, cell: Any, depth: int) -> TaggedCell:
        if cell is None:
            return TaggedCell()
        lines: list[list[TextObject]] = [[]]
        self._gather(cell, depth, lines)
        text, struck = "", []
        for objects in lines:
            part, stretches = self._joined(objects)
            if part.strip():
                text += "\n" if text else ""
                struck += [(start + len(text), end + len(text)) for start, end in stretches]
                text += part.strip()
        is_heading = self._kind(cell) == "TH"
        columns, rows = self._spans(cell)
        return TaggedCell(text, tuple(struck), columns, rows, is_heading)

    def _gather(self, element: Any, depth: int, lines: list[list[TextObject]]) -> None:
        """The words of a cell, a line for each block inside it."""
        if depth > _DEEPEST:
            return
        for child, mark in self._children(element):
            if mark >= 0:
                lines[-1] += self._take(mark)
            elif child is not None:
                kind = self._kind(child)
                is_block = kind in _BLOCKS and kind not in {"Lbl", "LBody"}
                if is_block and lines[-1]:
                    lines.append([])
                self._gather(child, depth + 1, lines)
                if is_block:
                    lines.append([])

    def _spans(self, element: Any) -> list[int]:
        """How many columns and rows a cell states that it covers; 1 where it states none."""
        spans = [1, 1]
        count = self._pdfium.FPDF_StructElement_GetAttributeCount(element)
        for number in range(max(0, count)):
            attributes = self._pdfium.FPDF_StructElement_GetAttributeAtIndex(element, number)
            for place, name in enumerate((b"ColSpan", b"RowSpan")):
                value = self._pdfium.FPDF_StructElement_Attr_GetValue(attributes, name)
                found = ctypes.c_float()
                if value and self._pdfium.FPDF_StructElement_Attr_GetNumberValue(value, ctypes.byref(found)):
                    spans[place] = max(1, min(int(found.value), 256))
        return spans


def _sides(objects: Sequence[TextObject]) -> tuple[float, float]:
    return min(one.left for one in objects), max(one.right for one in objects)
