"""OpenDocument texts and tables (.odt, .ods; ISO 26300): cells hold the text that is shown, beside what it stands for.

A repeated row or cell is written once with how often it comes: a sheet of a million empty rows is a few bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, check_columns, refused
from cohesion_graph.documents.list_numbers import in_form
from cohesion_graph.documents.open_styles import Styles, TextLook, integer_of, name_of
from cohesion_graph.documents.pieces import Piece, Shown, shown
from cohesion_graph.documents.shown_dates import as_stated

__all__ = ["read_open_document"]

_DEEPEST = 100
_MEDIA_TYPE = "application/vnd.oasis.opendocument."
_UNSHOWN = frozenset(
    {"tracked-changes", "annotation-end", "bookmark", "hidden-text", "sequence-decls", "forms", "desc", "title"}
)
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_open_document(given: Given) -> Extract:
    """The paragraphs and tables of a text, or the visible sheets of a workbook.

    Raises:
        UnreadableDocument: a part is damaged, or there are more rows, columns or cells than any plan has.
    """
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(given.content)) as package:
            content = etree.fromstring(package.read("content.xml"), parser)
            styles = etree.fromstring(package.read("styles.xml"), parser) if "styles.xml" in given.parts else None
            about = etree.fromstring(package.read("meta.xml"), parser) if "meta.xml" in given.parts else None
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile) as error:
        cure = "Open it and save it again."
        raise refused(given.name, f"it is damaged ({error})", "a whole OpenDocument file", cure) from error
    body = next((one for one in content.iter() if name_of(one) == "body"), None)
    inner = next((one for one in body if name_of(one) in {"text", "spreadsheet"}), None) if body is not None else None
    if inner is None:
        cure = "Copy its table into a text or a workbook."
        raise refused(given.name, "it is an OpenDocument file of another kind", "a text or a workbook", cure)
    title = about.find(".//{http://purl.org/dc/elements/1.1/}title") if about is not None else None
    builder = ExtractBuilder(_MEDIA_TYPE + name_of(inner), title=(title.text or "") if title is not None else "")
    reader = _Reader(given, builder, Styles(content, styles))
    if name_of(inner) == "spreadsheet":
        reader.sheets(inner)
    else:
        reader.blocks(inner)
    builder.notes += given.hidden.notes()
    return builder.extract()


def _of(element: Any, name: str) -> str:
    """An attribute by its local name; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _is_deleted(row: Any) -> bool:
    """Whether all words of a row were deleted with tracking: they stand elsewhere, and the row would be a ghost."""
    has_change = False
    for one in row.iter():
        kind = name_of(one)
        if (kind in {"p", "h", "span"} and (one.text or "").strip()) or (one.tail or "").strip():
            return False
        has_change |= kind == "change"
    return has_change


def _count(element: Any, name: str) -> int:
    return max(1, integer_of(_of(element, name), 1))


@dataclass(slots=True)
class _Row:
    """A row as it is written: its cells with the columns they stand in."""

    cells: list[Cell]
    repeated: int
    is_hidden: str = ""
    """What hides it: ``row`` or ``filtered row``; empty for one that is shown."""


@dataclass(slots=True)
class _List:
    """A list that is open: its style, how deep it is, and the numbers counted so far, by depth."""

    style: str
    depth: int
    counts: dict[int, int]


@dataclass(slots=True)
class _Reader:
    """Writes a document down."""

    given: Given
    builder: ExtractBuilder
    styles: Styles
    tables: int = 0
    notes: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    unshown: set[int] = field(default_factory=set)
    """Hidden columns of the table in hand that hold anything."""
    errors: int = 0
    lists: dict[str, dict[int, int]] = field(default_factory=dict)

    def sheets(self, book: Any) -> None:
        """The sheets of a workbook that are shown."""
        sheets = [one for one in book if name_of(one) == "table"]
        for sheet in sheets:
            title = _of(sheet, "name")
            if self.styles.is_hidden_table(_of(sheet, "style-name")) and not self.given.hidden.are_read:
                self.builder.notes.append(f"the hidden sheet {title!r} was left out (--hidden reads it)")
                continue
            self._table(sheet, f"sheet {title!r}", heading=title if len(sheets) > 1 else "")

    def blocks(self, container: Any, listed: _List | None = None, depth: int = 0) -> None:
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
            elif kind == "section" and _of(element, "display") == "none":
                if not self.given.hidden.leaves_out("section"):
                    self.blocks(element, listed, depth + 1)
            elif kind not in _UNSHOWN:
                self.blocks(element, listed, depth + 1)

    def _list(self, element: Any, around: _List | None, depth: int) -> None:
        for item, listed in self._items(element, around):
            self.blocks(item, listed, depth + 1)

    def _items(self, element: Any, around: _List | None) -> Iterator[tuple[Any, _List]]:
        """The entries of a list, each counted where it has words or a mark of its own: some only hold a deeper list."""
        style = _of(element, "style-name") or (around.style if around else "")
        level = around.depth + 1 if around else 1
        counts = around.counts if around else {}
        if around is None:
            if _of(element, "continue-numbering") == "true" or _of(element, "continue-list"):
                counts = self.lists.get(style, {})
            self.lists[style] = counts
        for item in element:
            if name_of(item) == "list-item":
                if any(name_of(one) in {"p", "h"} for one in item):
                    start = _of(item, "start-value")
                    first = (
                        integer_of(start, 1) if start else counts.get(level, self.styles.start(style, level) - 1) + 1
                    )
                    counts[level] = first
                    for deeper in [one for one in counts if one > level]:
                        del counts[deeper]
                yield item, _List(style, level, counts)

    def _mark(self, listed: _List) -> str:
        level = self.styles.list_level(listed.style, listed.depth)
        if not listed.style:
            return ""
        if level is None or not level.form:
            return "•" if level is None or level.is_bullet else ""
        first = max(1, listed.depth - level.levels_shown + 1)
        numbers = [
            in_form(listed.counts.get(one, 1), _FORMS.get(form, "decimal"))
            for one in range(first, listed.depth + 1)
            if (form := self.styles.form(listed.style, one))
        ]
        return f"{level.before}{'.'.join(numbers)}{level.behind}".strip()

    def _paragraph(self, element: Any, listed: _List | None) -> None:
        level = _count(element, "outline-level") if name_of(element) == "h" else 0
        before = len(self.notes)
        text = shown(self._pieces(element, self.styles.paragraph(_of(element, "style-name"))))
        marker = self._mark(listed) if listed and not level else ""
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
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _pieces(self, element: Any, look: TextLook) -> Iterator[Piece]:
        """The words of a paragraph as they are set."""
        if element.text:
            yield from self._words(element.text, look)
        for child in element:
            kind = name_of(child)
            if kind == "s":
                yield Piece(" " * min(_count(child, "c"), 20))
            elif kind == "tab":
                yield Piece(" ")
            elif kind == "line-break":
                yield Piece("\n")
            elif kind == "note":
                self._note(child)
            elif kind == "annotation":
                self._comment(child)
            elif kind == "text-box":
                self.boxes.append(child)
            elif kind == "ruby":
                base = next((one for one in child if name_of(one) == "ruby-base"), None)
                yield from self._pieces(base, look) if base is not None else ()
            elif kind not in _UNSHOWN:
                yield from self._pieces(child, self.styles.text(_of(child, "style-name"), look))
            if child.tail:
                yield from self._words(child.tail, look)

    def _words(self, text: str, look: TextLook) -> Iterator[Piece]:
        words = " ".join(text.replace("\t", " ").replace("\n", " ").split(" ")) if text.strip() else " "
        if look.is_hidden and words.strip() and self.given.hidden.leaves_out("stretch of text"):
            return
        yield Piece(words, is_struck=look.is_struck, is_bold=look.is_bold)

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
        hidden_columns = self._hidden_columns(table)
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
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _hidden_columns(self, table: Any) -> set[int]:
        found: set[int] = set()
        place = 0
        for one in table.iter():
            if name_of(one) == "table-column":
                repeated = _count(one, "number-columns-repeated")
                if _of(one, "visibility") in {"collapse", "filter"}:
                    found |= set(range(place, min(place + repeated, 16_384)))
                place += repeated
            elif name_of(one) == "table-row":
                break
        return found

    def _rows(self, container: Any, hidden_columns: set[int], place: str, *, heads: bool = False) -> Iterator[_Row]:
        for element in container:
            kind = name_of(element)
            if kind == "table-row" and _is_deleted(element):
                continue
            if kind == "table-row":
                visibility = _of(element, "visibility")
                hides = {"collapse": "row", "filter": "filtered row"}.get(visibility, "")
                cells = self._cells(element, hidden_columns, place, heads=heads)
                yield _Row(cells, _count(element, "number-rows-repeated"), hides)
            elif kind in {"table-header-rows", "table-row-group", "table-rows"}:
                yield from self._rows(element, hidden_columns, place, heads=heads or kind == "table-header-rows")

    def _cells(self, row: Any, hidden_columns: set[int], place: str, *, heads: bool) -> list[Cell]:
        found: list[Cell] = []
        column = 0
        for cell in row:
            repeated = _count(cell, "number-columns-repeated")
            words = self._shown_cell(cell) if name_of(cell) == "table-cell" else Shown("")
            if words.text or (name_of(cell) == "table-cell" and repeated == 1 and not place.startswith("sheet")):
                for _ in range(min(repeated, MOST_COLUMNS + 1)):
                    if column in hidden_columns:
                        self.unshown.add(column)
                    if column not in hidden_columns or self.given.hidden.are_read:
                        columns, spanned = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
                        found.append(
                            Cell(
                                loose(words.text), 0, column, min(columns, 256), spanned, words.struck, is_heading=heads
                            )
                        )
                    column += 1
                column += max(0, repeated - MOST_COLUMNS - 1)
            else:
                column += repeated
        return found if any(cell.words for cell in found) or not place.startswith("sheet") else []

    def _shown_cell(self, cell: Any) -> Shown:
        """What a cell shows: its paragraphs; a day in ISO 8601 where it is shown in numbers; an error shows nothing."""
        if _of(cell, "value-type") == "error" or any(
            value == "error" for key, value in cell.attrib.items() if key.rpartition("}")[2] == "value-type"
        ):
            self.errors += 1
            return Shown("")
        look = self.styles.cell(_of(cell, "style-name"))
        is_alone = sum(name_of(one) in {"p", "h"} for one in cell.iter()) == 1
        pieces = list(self._cell_pieces(cell, None, look, is_alone=is_alone))
        text = shown(pieces)
        if (stated := _of(cell, "date-value")) and not text.struck:
            return Shown(as_stated(text.text, stated))
        return text

    def _cell_pieces(self, container: Any, listed: _List | None, look: TextLook, *, is_alone: bool) -> Iterator[Piece]:
        """The paragraphs of a cell, one a line, list entries marked; plain numbers of a list are bullets."""
        for block in container:
            kind = name_of(block)
            if kind in {"p", "h"}:
                yield Piece("\n")
                if listed and (mark := self._mark(listed)):
                    is_kept = is_alone or re.search(r"\w[.\-/]?\w", mark)
                    yield Piece(f"{mark if is_kept else '•'} ")
                    listed = replace(listed, style="")
                yield from self._pieces(block, self.styles.text(_of(block, "style-name"), look))
            elif kind == "list":
                for item, inner in self._items(block, listed):
                    yield from self._cell_pieces(item, inner, look, is_alone=is_alone)
            elif kind == "annotation":
                self._comment(block)
            elif kind == "table":
                self.boxes.append([block])
