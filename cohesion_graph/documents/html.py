"""HTML pages: headings, paragraphs, lists and tables as a browser shows them; nothing outside the file is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.documents.cells import Cell, Element, Extract, ExtractBuilder, Table, loose
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.hidden import WHITE_TEXT, HiddenParts
from cohesion_graph.documents.html_controls import marks_of, shown_control
from cohesion_graph.documents.html_generated import generated
from cohesion_graph.documents.html_styles import Look, Styles
from cohesion_graph.documents.limits import MOST_CELLS, check_columns, refused
from cohesion_graph.documents.pieces import Piece, Shown, shown
from cohesion_graph.documents.words import Words, word_set

__all__ = ["read_html", "write_html"]

_SKIPPED = word_set("script style noscript template svg head nav iframe object video audio canvas rt rp datalist")
_BLOCKS = word_set(
    "p div li h1 h2 h3 h4 h5 h6 tr caption dl dt dd section article main aside header footer figure figcaption details "
    "summary form fieldset blockquote pre ul ol table thead tbody tfoot hr address"
)
_PART = "part of the page"
_ROLES = {
    "table": "table", "grid": "table", "treegrid": "table", "rowgroup": "tbody", "row": "tr",
    "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th",
}  # fmt: skip
"""Elements that a page says to be parts of a table, whatever they are called (WAI-ARIA)."""
_DEEPEST = 200
_MOST_AROUND = 30
"""Elements around one that are told: the innermost."""


def read_html(given: Given) -> Extract:
    """The page's text blocks and tables in order; entities are the fixed ones of HTML.

    Raises:
        UnreadableDocument: no element is found, elements are nested without end, or a table is too large.
    """
    root = _root(given.name, given.text)
    builder = ExtractBuilder("text/html", title=(root.findtext(".//title") or "").strip())
    _Page(given.name, builder, given.hidden, Styles(root)).walk(root, _Place())
    builder.notes += given.hidden.notes()
    return builder.extract()


def write_html(builder: ExtractBuilder, given: Given, text: str) -> None:
    """Write HTML that stands in a document of another format behind what is written of it already.

    Raises:
        UnreadableDocument: as `read_html`.
    """
    root = _root(given.name, text)
    tables = sum(isinstance(block, Table) for block in builder.blocks)
    _Page(given.name, builder, given.hidden, Styles(root), tables).walk(root, _Place())


def _root(name: str, text: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped,unused-ignore]

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refused(name, f"it cannot be read as HTML ({error})", "a web page", "Save it again.") from error
    for element in root.iter() if "role=" in text else ():
        element.tag = _ROLES.get((element.get("role") or "").casefold(), element.tag)
    return root


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: the look and the elements around, and how deep in lists."""

    look: Look = field(default_factory=Look)
    path: tuple[Element, ...] = ()
    list_depth: int = 0
    marker: str = ""
    depth: int = 0


@dataclass(slots=True)
class _Page:
    """Writes a page down, block after block."""

    name: str
    builder: ExtractBuilder
    hidden: HiddenParts
    styles: Styles
    tables: int = 0
    cells: int = 0
    elements: int = 0
    around: dict[Any, tuple[str, str]] = field(default_factory=dict)
    """What styles show in front of and behind elements."""
    apart: set[Any] = field(default_factory=set)
    """Tables in cells of others: what they say is not what the cell says."""
    term: Words = field(default_factory=Words)
    """The last term of a definition list."""

    def __post_init__(self) -> None:
        self.around = generated(self.styles)

    def _marks(self, element: Any, look: Look) -> dict[Any, str]:
        """What stands in front of the entries of a list, by the list or by its styles."""
        said = {one: self.around[one][0].strip() for one in element.iterchildren("li") if one in self.around}
        return marks_of(element, look) | {one: mark for one, mark in said.items() if mark}

    def _beside(self, element: Any, look: Look) -> tuple[Piece, Piece]:
        """What styles show in front of and behind the words of an element; an entry's mark is told as such."""
        before, after = self.around.get(element, ("", ""))
        return self._piece("" if element.tag == "li" else before, look), self._piece(after, look)

    def walk(self, element: Any, place: _Place) -> None:
        """Write what stands in an element: each block inside it, and the words between blocks as paragraphs."""
        if place.depth > _DEEPEST:
            raise refused(self.name, "elements are nested without end", "a web page", "Save it again from a browser.")
        marks = self._marks(element, place.look)
        before, after = self._beside(element, place.look)
        line = [before, self._piece(element.text, place.look)]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            look = self.styles.look(child, place.look) if tag else place.look
            if tag in _SKIPPED or not tag or self._leaves_out(child, look):
                pass
            elif tag in _BLOCKS or _has_blocks(child):
                place = self._write(line, place)
                line = []
                self._block(child, place, look, marks.get(child, ""))
            else:
                line += self._pieces(child, look, {})
            line.append(self._piece(child.tail, place.look))
        self._write([*line, after], place)

    def _piece(self, text: str | None, look: Look) -> Piece:
        """Words as they are set; white ones on white and invisible ones are left out."""
        words = re.sub(r"\s+", " ", text or "")
        is_unseen = look.is_unseen or look.is_invisible
        if is_unseen and words.strip() and self.hidden.leaves_out(WHITE_TEXT if look.is_unseen else _PART):
            words = ""
        return look.piece(words)

    def _leaves_out(self, element: Any, look: Look) -> bool:
        if look.is_invisible and element.tag == "tr":
            look = replace(look, is_hidden=True)
        if not look.is_hidden or not "".join(element.itertext()).strip():
            return look.is_hidden and not self.hidden.are_read
        return self.hidden.leaves_out("row" if element.tag == "tr" else _PART)

    def _block(self, child: Any, place: _Place, look: Look, marker: str) -> None:
        self.elements += 1
        kind = (child.get("class") or "").split()
        path = (*place.path[-_MOST_AROUND:], Element(child.tag, kind[0] if kind else "", self.elements))
        if child.tag == "table":
            self._table(child, path, look)
            return
        depth = place.list_depth + (child.tag in {"ul", "ol"})
        self.walk(child, _Place(look, path, depth, marker, place.depth + 1))

    def _write(self, line: list[Piece], place: _Place) -> _Place:
        """Write words that stand between blocks; the marker of an entry is used up by its first words."""
        words = shown(line)
        if not words.text:
            return place
        tag = place.path[-1].tag if place.path else ""
        level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
        for one in [words.in_one_line()] if level else words.lines():
            self._paragraph(one, place, tag, level)
            place = replace(place, marker="")
        return place

    def _paragraph(self, one: Shown, place: _Place, tag: str, level: int) -> None:
        line = one.behind(place.marker)
        if tag == "dd" and self.term:
            line["lead"] = self.term
        self.builder.paragraph(
            **line,
            level=level,
            list_depth=place.list_depth,
            is_bold=one.is_bold and not level,
            path=place.path,
        )
        if tag == "dt":
            self.term = self.builder.last_words()

    def _table(self, table: Any, path: tuple[Element, ...], look: Look) -> None:
        """A table's rows with spans resolved; a frame around another table gives that table instead."""
        inner = list(table.iterdescendants("table"))
        own = [row for row in table.iterdescendants("tr") if _owner(row) is table]
        own.sort(key=lambda row: row.getparent().tag == "tfoot")  # it may be written first, and is shown last
        if inner and all(len(_cells_of(row)) <= 1 for row in own):
            for one in inner:
                if _owner(one.getparent()) is table:
                    self._table(one, path, look)
            return
        apart = [one for one in inner if _owner(one.getparent()) is table and _is_grid(one)]
        self.apart.update(apart)
        caption = table.find("caption")
        if caption is not None:
            self.builder.paragraph(shown(self._pieces(caption, look, {})).text, level=3, path=path)
        self.tables += 1
        place = f"table {self.tables}"
        rows: list[list[Cell]] = []
        free_from: dict[int, int] = {}  # by column: the first row that no cell above reaches into
        for row in own:
            row_look = self.styles.look(row, self.styles.look(row.getparent(), look))
            if not self._leaves_out(row, row_look):
                rows.append(self._row(row, len(rows), free_from, row_look))
                check_columns(self.name, place, len(rows[-1]))
        self.builder.table(_without_coordinates(rows), place, path=path)
        if apart:
            self.builder.notes.append(f"{place} holds other tables in its cells: their rows are set aside")
        for row in (row for one in apart for row in one.iterdescendants("tr")):
            self.builder.paragraph(shown(self._pieces(row, look, {})).in_one_line().text, is_note=True)

    def _row(self, row: Any, number: int, free_from: dict[int, int], look: Look) -> list[Cell]:
        line, column = [], 0
        for cell in _cells_of(row):
            cell_look = self.styles.look(cell, look)
            if self._leaves_out(cell, cell_look):
                continue
            while free_from.get(column, 0) > number:
                column += 1
            columns, spanned = _span(cell, "colspan"), _span(cell, "rowspan")
            words = shown(self._pieces(cell, cell_look, {}))
            is_heading = cell.tag == "th"
            line.append(Cell(loose(words.text), number, column, columns, spanned, words.struck, is_heading=is_heading))
            free_from.update(dict.fromkeys(range(column, column + columns), number + spanned))
            column += columns
        self.cells += len(line)
        if self.cells > MOST_CELLS:
            found = f"it has more than {MOST_CELLS:,} cells"
            raise refused(self.name, found, "a plan", "Save only the table of the plan.")
        return line

    def _pieces(self, element: Any, look: Look, marks: dict[Any, str]) -> Iterator[Piece]:
        """The words of an element and of all inside it, line breaks where it shows them."""
        tag = element.tag
        if (shown_here := shown_control(element)) is not None:
            yield self._piece(shown_here, look)
            return
        is_block = tag in _BLOCKS
        if is_block or tag == "br":
            yield Piece("\n")
        elif tag in {"td", "th"} and element.getprevious() is not None:
            yield Piece(" ")
        if element in marks:
            yield Piece(f"{marks[element]} ")
        before, after = self._beside(element, look)
        yield before
        if element.text:
            yield self._piece(element.text, look)
        below = self._marks(element, look)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED and child not in self.apart:
                child_look = self.styles.look(child, look)
                if not self._leaves_out(child, child_look):
                    yield from self._pieces(child, child_look, below)
            if child.tail:
                yield self._piece(child.tail, look)
        yield after
        if is_block:
            yield Piece("\n")


def _without_coordinates(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows of a table; those of a spreadsheet's page without its letters of columns and numbers of rows."""
    letters = [cell.words.text for cell in rows[0] if cell.is_heading] if rows else []
    numbers = [row[0].words.text for row in rows[1:] if row and row[0].is_heading]
    is_sheet = len(rows) > 1 and len(letters) == len(rows[0]) and letters[:3] == ["", "A", "B"][: len(letters)]
    if not is_sheet or len(numbers) < len(rows) - 1 or not all(one.isdecimal() or not one for one in numbers):
        return rows
    return [[replace(cell, row=cell.row - 1, column=cell.column - 1) for cell in row[1:]] for row in rows[1:]]


def _has_blocks(element: Any) -> bool:
    return any(isinstance(one.tag, str) and one.tag in _BLOCKS for one in element.iterdescendants())


def _owner(element: Any) -> Any:
    while element is not None and element.tag != "table":
        element = element.getparent()
    return element


def _is_grid(table: Any) -> bool:
    """Whether a table holds rows of several cells, and is no frame around words."""
    return sum(len(_cells_of(row)) > 1 for row in table.iterdescendants("tr")) > 1


def _cells_of(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _span(cell: Any, attribute: str) -> int:
    digits = re.match(r"\s*(\d{1,3})", cell.get(attribute) or "")
    return max(1, min(int(digits[1]), 256)) if digits else 1
