"""OpenDocument texts and tables (.odt, .ods; ISO 26300): cells hold the text that is shown, beside what it stands for.

A repeated row or cell is written once with how often it comes: a sheet of a million empty rows is a few bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.hidden import TEXT, WHITE_TEXT, unfilled_note
from cohesion_graph.documents.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, check_columns, refused
from cohesion_graph.documents.open_lists import Lists, OpenList
from cohesion_graph.documents.open_package import open_package
from cohesion_graph.documents.open_styles import Styles, count_of, fact_of, is_deleted, is_hidden, name_of
from cohesion_graph.documents.pieces import Piece, Shown, TextLook, shown
from cohesion_graph.documents.shown_dates import as_stated

__all__ = ["read_open_document"]

_DEEPEST = 100
_MEDIA_TYPE = "application/vnd.oasis.opendocument."
_UNSHOWN = frozenset({"tracked-changes", "annotation-end", "bookmark", "sequence-decls", "forms", "desc", "title"})
_SHAPES = frozenset({"text-box", "custom-shape", "rect", "ellipse", "caption"})
_IN_A_SHAPE = TextLook(has_ground=True)
"""Text in a shape, whose ground is not known."""


def read_open_document(given: Given) -> Extract:
    """The paragraphs and tables of a text, or the visible sheets of a workbook.

    Raises:
        UnreadableDocument: a part is damaged, or there are more rows, columns or cells than any plan has.
    """
    package = open_package(given)
    kind = name_of(package.body)
    builder = ExtractBuilder(_MEDIA_TYPE + kind, title=package.title)
    reader = _Reader(given, builder, package.styles, Lists(package.styles))
    if kind == "spreadsheet":
        reader.sheets(package.body)
    else:
        reader.blocks(package.body)
    if reader.unfilled:
        builder.notes.append(unfilled_note(reader.unfilled))
    builder.notes += given.hidden.notes()
    return builder.extract()


@dataclass(slots=True)
class _Row:
    """A row as it is written: its cells with the columns they stand in."""

    cells: list[Cell]
    repeated: int
    is_hidden: str = ""
    """What hides it: ``row`` or ``filtered row``; empty for one that is shown."""


@dataclass(slots=True)
class _Reader:
    """Writes a document down."""

    given: Given
    builder: ExtractBuilder
    styles: Styles
    lists: Lists
    tables: int = 0
    notes: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    unshown: set[int] = field(default_factory=set)
    """Hidden columns of the table in hand that hold anything."""
    errors: int = 0
    unfilled: int = 0
    around: TextLook = field(default_factory=TextLook)

    def sheets(self, book: Any) -> None:
        """The sheets of a workbook that are shown."""
        sheets = [one for one in book if name_of(one) == "table"]
        for sheet in sheets:
            title = fact_of(sheet, "name")
            if self.styles.is_hidden_table(fact_of(sheet, "style-name")) and not self.given.hidden.are_read:
                self.builder.notes.append(f"the hidden sheet {title!r} was left out (--hidden reads it)")
                continue
            self._table(sheet, f"sheet {title!r}", heading=title if len(sheets) > 1 else "")

    def blocks(self, container: Any, listed: OpenList | None = None, depth: int = 0) -> None:
        """Paragraphs, lists and tables of a text, in their order."""
        if depth > _DEEPEST:
            raise refused(self.given.name, "elements are nested without end", "a document", "Save it again.")
        for element in container:
            kind = name_of(element)
            if kind in {"p", "h"}:
                self._paragraph(element, listed)
                listed = replace(listed, style="") if listed else None  # a second paragraph has no mark
            elif kind == "list":
                self._list(element, listed, depth)
            elif kind == "table":
                self.tables += 1
                self._table(element, f"table {self.tables}")
            elif kind == "section" and fact_of(element, "display") == "none":
                if not self.given.hidden.leaves_out("section"):
                    self.blocks(element, listed, depth + 1)
            elif kind not in _UNSHOWN:
                self.blocks(element, listed, depth + 1)

    def _list(self, element: Any, around: OpenList | None, depth: int) -> None:
        for item, listed in self.lists.items(element, around):
            self.blocks(item, listed, depth + 1)

    def _paragraph(self, element: Any, listed: OpenList | None) -> None:
        level = count_of(element, "outline-level") if name_of(element) == "h" else 0
        if is_hidden(element) and self.given.hidden.leaves_out(TEXT):
            return
        before = len(self.notes)
        text = shown(self._pieces(element, self.styles.paragraph(fact_of(element, "style-name"), self.around)))
        listed = self.lists.heading(level) if level and not (listed and listed.style) else listed
        marker = self.lists.mark(listed) if listed else ""
        marker = "" if level and marker == "•" else marker
        for line in [text.in_one_line()] if level else text.lines():
            self.builder.paragraph(
                **line.behind(marker),
                level=level,
                list_depth=listed.depth if listed and not level else 0,
                is_bold=line.is_bold and not level,
            )
            marker = ""
        on = self.builder.last_words()
        for note in self.notes[before:]:
            self.builder.paragraph(note, is_note=True, note_on=on)
        del self.notes[before:]
        self._write_boxes()

    def _write_boxes(self) -> None:
        """Write what stands in the shapes that were met."""
        boxes, self.boxes = self.boxes, []
        around, self.around = self.around, _IN_A_SHAPE
        for box in boxes:
            self.blocks(box)
        self.around = around

    def _pieces(self, element: Any, look: TextLook) -> Iterator[Piece]:
        """The words of a paragraph as they are set."""
        if element.text:
            yield from self._words(element.text, look)
        for child in element:
            kind = name_of(child)
            if kind == "s":
                yield Piece(" " * min(count_of(child, "c"), 20))
            elif kind == "tab":
                yield Piece(" ")
            elif kind == "line-break":
                yield Piece("\n")
            elif kind == "note":
                self._note(child)
            elif kind == "annotation":
                self._comment(child)
            elif kind in _SHAPES:
                self.boxes.append(child)
            elif kind == "ruby":
                base = next((one for one in child if name_of(one) == "ruby-base"), None)
                yield from self._pieces(base, look) if base is not None else ()
            elif kind == "placeholder" or (
                kind == "content-control" and fact_of(child, "showing-place-holder") == "true"
            ):
                self.unfilled += 1
            elif kind not in _UNSHOWN and not (kind == "hidden-text" and fact_of(child, "is-hidden") != "false"):
                yield from self._pieces(child, self.styles.text(fact_of(child, "style-name"), look))
            if child.tail:
                yield from self._words(child.tail, look)

    def _words(self, text: str, look: TextLook) -> Iterator[Piece]:
        words = " ".join(text.replace("\t", " ").replace("\n", " ").split(" ")) if text.strip() else " "
        unseen = TEXT if look.is_hidden else WHITE_TEXT if look.is_unseen else ""
        if unseen and words.strip() and self.given.hidden.leaves_out(unseen):
            return
        yield look.piece(words)

    def _note(self, element: Any) -> None:
        parts = {name_of(one): " ".join("".join(one.itertext()).split()) for one in element}
        if parts.get("note-body"):
            self.notes.append(f"{parts.get('note-citation', '')} {parts['note-body']}".strip())

    def _comment(self, element: Any) -> None:
        paragraphs = (" ".join("".join(one.itertext()).split()) for one in element if name_of(one) == "p")
        if text := " ".join(filter(None, paragraphs)):
            self.notes.append(text)

    def _table(self, table: Any, place: str, heading: str = "") -> None:
        """A table: rows and cells that are repeated stand as often as they are shown, empty ones not at all."""
        hidden_columns = self.styles.hidden_columns(table)
        rows: list[list[Cell]] = []
        number = count = 0
        for row in self._rows(table, hidden_columns, place):
            if row.is_hidden and row.cells and self.given.hidden.leaves_out(row.is_hidden, place, row.repeated):
                row.cells = []
            if not row.cells:
                number += row.repeated
                if not heading and place.startswith("table"):
                    rows.append([])
                continue
            for _ in range(row.repeated):
                count += len(row.cells)
                rows.append([replace(cell, row=number) for cell in row.cells])
                number += 1
                if len(rows) > MOST_ROWS or count > MOST_CELLS:
                    cure = "Copy the plan into a document of its own."
                    raise refused(self.given.name, f"{place} has too many rows or cells", "a plan", cure)
        filled = {cell.column for row in rows for cell in row if cell.words}
        check_columns(self.given.name, place, len(filled))
        if self.unshown:
            self.given.hidden.leaves_out("column", place, len(self.unshown))
        if self.errors:
            what = "1 cell shows an error" if self.errors == 1 else f"{self.errors} cells show an error"
            self.builder.notes.append(f"{place}: {what}, which is read as nothing")
        self.unshown, self.errors = set(), 0
        if any(rows):
            if heading:
                self.builder.paragraph(heading, level=2)
            self.builder.table([row for row in rows if row], place)
        for note in self.notes:
            self.builder.paragraph(note, is_note=True)
        self.notes.clear()
        self._write_boxes()

    def _rows(self, container: Any, hidden_columns: set[int], place: str, *, heads: bool = False) -> Iterator[_Row]:
        for element in container:
            kind = name_of(element)
            if kind == "table-row" and is_deleted(element):
                continue
            if kind == "table-row":
                visibility = fact_of(element, "visibility")
                hides = {"collapse": "row", "filter": "filtered row"}.get(visibility, "")
                if self.styles.is_flat("table-row", fact_of(element, "style-name")):
                    hides = hides or "row"
                cells = self._cells(element, hidden_columns, place, heads=heads)
                yield _Row(cells, count_of(element, "number-rows-repeated"), hides)
            elif kind in {"table-header-rows", "table-row-group", "table-rows"}:
                yield from self._rows(element, hidden_columns, place, heads=heads or kind == "table-header-rows")

    def _cells(self, row: Any, hidden_columns: set[int], place: str, *, heads: bool) -> list[Cell]:
        found: list[Cell] = []
        column = 0
        for cell in row:
            repeated = count_of(cell, "number-columns-repeated")
            words = self._shown_cell(cell) if name_of(cell) == "table-cell" else Shown("")
            if words.text or (name_of(cell) == "table-cell" and repeated == 1 and not place.startswith("sheet")):
                for _ in range(min(repeated, MOST_COLUMNS + 1)):
                    if column in hidden_columns:
                        self.unshown.add(column)
                    if column not in hidden_columns or self.given.hidden.are_read:
                        wide = min(count_of(cell, "number-columns-spanned"), 256)
                        high = count_of(cell, "number-rows-spanned")
                        found.append(Cell(loose(words.text), 0, column, wide, high, words.struck, is_heading=heads))
                    column += 1
                column += max(0, repeated - MOST_COLUMNS - 1)
            else:
                column += repeated
        return found if any(cell.words for cell in found) or not place.startswith("sheet") else []

    def _shown_cell(self, cell: Any) -> Shown:
        """What a cell shows: its paragraphs; a day in ISO 8601 where it is shown in numbers; an error shows nothing."""
        if fact_of(cell, "value-type") == "error" or any(
            value == "error" for key, value in cell.attrib.items() if key.rpartition("}")[2] == "value-type"
        ):
            self.errors += 1
            return Shown("")
        row, table = cell.getparent(), next(cell.iterancestors("{*}table"))
        look = self.styles.cell(*(fact_of(one, "style-name") for one in (cell, row, table)))
        is_alone = sum(name_of(one) in {"p", "h"} for one in cell.iter()) == 1
        pieces = list(self._cell_pieces(cell, None, look, is_alone=is_alone))
        text = shown(pieces)
        if (stated := fact_of(cell, "date-value")) and not text.struck:
            return Shown(as_stated(text.text, stated))
        return text

    def _cell_pieces(
        self, container: Any, listed: OpenList | None, look: TextLook, *, is_alone: bool
    ) -> Iterator[Piece]:
        """The paragraphs of a cell, one a line, list entries marked; plain numbers of a list are bullets."""
        for block in container:
            kind = name_of(block)
            if kind in {"p", "h"}:
                yield Piece("\n")
                if listed and (mark := self.lists.mark(listed)):
                    is_kept = is_alone or re.search(r"\w[.\-/]?\w", mark)
                    yield Piece(f"{mark if is_kept else '•'} ")
                    listed = replace(listed, style="")
                yield from self._pieces(block, self.styles.paragraph(fact_of(block, "style-name"), look))
            elif kind == "list":
                for item, inner in self.lists.items(block, listed):
                    yield from self._cell_pieces(item, inner, look, is_alone=is_alone)
            elif kind == "annotation":
                self._comment(block)
            elif kind == "table":
                self.boxes.append([block])
