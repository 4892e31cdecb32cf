"""Word documents: paragraphs and tables in order as they are printed, notes behind what they are notes on.

The body is read as a stream: a table of many thousand rows is never a tree as a whole.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from cohesion_graph.documents.cells import Extract, ExtractBuilder
from cohesion_graph.documents.drawn_text import lines_of_diagrams
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.hidden import unfilled_note
from cohesion_graph.documents.limits import TooMuch, refused
from cohesion_graph.documents.office_package import OfficePackage
from cohesion_graph.documents.packed import has_macros
from cohesion_graph.documents.pieces import Piece, shown
from cohesion_graph.documents.word.alternatives import is_other_form
from cohesion_graph.documents.word.lists import ListMarks
from cohesion_graph.documents.word.names import W, facts_of, integer, style_of, value_of
from cohesion_graph.documents.word.notes import Notes
from cohesion_graph.documents.word.runs import (
    ParagraphReader,
    WordsOfParagraph,
    end_of,
    is_unfilled,
)
from cohesion_graph.documents.word.styles import Styles
from cohesion_graph.documents.word.tables import TableReader, inside
from cohesion_graph.errors import UnreadableDocument

__all__ = ["read_word"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_CHUNKS = 20
"""Documents put into another one that are read: no program writes more, and each may hold further ones."""


def read_word(given: Given) -> Extract:
    """The body of a Word document: paragraphs, and tables with their rows.

    Tracked changes are read as accepted: what was deleted is left out, what was inserted is read.

    Raises:
        UnreadableDocument: the document is damaged, or has more cells than any plan.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(given.content)) as package:
            return _Document(given, OfficePackage(package)).extract()
    except (TooMuch, UnreadableDocument):
        raise
    except Exception as error:  # a damaged part may hold anything
        cure = "Open it in Word and save it again."
        raise refused(given.name, f"it cannot be read as a document ({error})", "a whole document", cure) from error


@dataclass(slots=True)
class _Carried:
    """Words whose paragraph was joined with the next one, because its end was deleted with tracking."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class _Document:
    """Writes a document down, block after block."""

    def __init__(self, given: Given, package: OfficePackage) -> None:
        self.given, self.package, self.hidden = given, package, given.hidden
        self.part = package.main_part("word/document.xml")
        self.styles = Styles(self._root("styles"))
        self.marks = ListMarks(self._root("numbering"), self.styles)
        body = package.content(self.part)
        ends = [body.count(b'fldCharType="%s"' % mark) for mark in (b"begin", b"end")]
        self.runs = ParagraphReader(self.styles, given.hidden, are_whole=ends[0] == ends[1])
        self.notes = Notes(package, self.part, self.runs)
        self.builder = ExtractBuilder(_MEDIA_TYPE, title=package.title)
        self.tables = self.chunks = 0
        self.carried = _Carried()

    def _root(self, kind: str) -> Any:
        part = next(iter(self.package.related(self.part, kind)), "")
        return self.package.tree(part) if part else None

    def extract(self) -> Extract:
        """The whole document."""
        if has_macros(self.given.parts):
            self.builder.notes.append("it holds macros: they were not run")
        self._stream()
        if self.runs.unfilled:
            self.builder.notes.append(unfilled_note(self.runs.unfilled))
        if self.runs.uncomputed:
            count = self.runs.uncomputed
            what = "1 field shows a value" if count == 1 else f"{count:,} fields show values"
            self.builder.notes.append(f"{what} stored nowhere: update the fields in Word (F9) and save it")
        self.builder.notes += [*self.notes.told(), *self.hidden.notes()]
        return self.builder.extract()

    def _stream(self) -> None:
        """Read paragraphs and rows as they end, and let go of each."""
        from lxml import etree  # type: ignore[import-untyped,unused-ignore]

        tags = [W + tag for tag in ("p", "tbl", "tr", "altChunk")]
        safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
        depth = within = 0  # tables that are open; paragraphs that are open inside none
        table: TableReader | None = None
        source = io.BytesIO(self.package.content(self.part))
        for event, element in etree.iterparse(source, events=("start", "end"), tag=tags, **safe):
            tag = element.tag[len(W) :]
            step = 1 if event == "start" else -1
            if tag == "p" and not depth:
                within += step
                if within or event == "start":
                    continue
                self._paragraph(element)
            elif tag == "tbl" and not within:
                depth += step
                if event == "start" and depth == 1:
                    self._write_carried()
                    table = self._table()
                elif not depth and table is not None:
                    self._finish(table)
                    table = None
                if depth or event == "start":
                    continue
            elif event == "end" and tag == "tr" and depth == 1 and table is not None:
                table.add(element, is_left_out=is_other_form(element) or _stands_in_unfilled(element))
            elif event == "end" and tag == "altChunk" and not depth and not within:
                self._chunk(element)
            else:
                continue
            _let_go(element)
        if table is not None:
            self._finish(table)
        self._write_carried()

    def _write_carried(self) -> None:
        """Write words whose paragraph has no next one to go on in: a table follows, or nothing."""
        for line in shown(self.carried.pieces).lines():
            self.builder.paragraph(line.text, lead=line.lead)
        on = self.builder.last_words()
        self.notes.write(self.builder, [(note, on) for note in self.carried.notes])
        self.carried = _Carried()

    def _paragraph(self, element: Any, *, is_on_ground: bool = False) -> None:
        """Write a paragraph, then the text boxes anchored in it and the notes on it."""
        if is_other_form(element):
            return
        if _stands_in_unfilled(element):
            self.runs.unfilled += bool("".join(element.itertext()).strip())
            return
        style = style_of(element)
        words = self.words_of(element, style, is_on_ground=is_on_ground)
        if words is None:
            return
        level = self._level(element, style)
        mark = self.marks.mark(element, style)
        marker = "" if level and mark.is_bullet else mark.text
        text = shown(words.pieces)
        lines = [text.in_one_line()] if level else list(text.lines())
        for number, line in enumerate(lines):
            self.builder.paragraph(
                **line.behind("" if number else marker),
                level=level,
                list_depth=0 if level else mark.depth,
                is_bold=line.is_bold and not level,
                size=words.size,
            )
        if not lines:
            self.builder.paragraph(marker if not mark.is_bullet else "", level, marker=marker)
        on = self.builder.last_words()
        self.notes.write(self.builder, [(note, on) for note in words.notes])
        for box in words.boxes:
            self.blocks(box)

    def _level(self, element: Any, style: str) -> int:
        facts = facts_of(element)
        outline = "" if facts is None else value_of(facts.find(f"{W}outlineLvl"))
        if outline:
            depth = integer(outline, 9)
            return depth + 1 if depth < 9 else 0
        return self.styles.level(style)

    def words_of(self, element: Any, style: str, *, is_last: bool = False, **around: Any) -> WordsOfParagraph | None:
        """What a paragraph shows, with what was carried to it; None for one that is no paragraph as printed.

        The end of the last paragraph of a cell stays where it is, deleted or not. What is set `around` it is given on
        to `ParagraphReader.read`.
        """
        words = self.runs.read(element, style, **around)
        words.pieces = [*self.carried.pieces, *words.pieces]
        words.notes = [*self.carried.notes, *words.notes]
        self.carried = _Carried()
        is_deleted, is_hidden = end_of(element)
        is_unseen = is_hidden and not self.hidden.are_read
        if (is_deleted or is_unseen) and not is_last:
            self.carried = _Carried(words.pieces, words.notes)
            return None
        return None if is_unseen and not words.text.strip() else words

    def blocks(self, container: Any) -> None:
        """Write the paragraphs and tables of a text box, whose ground is not known, or the words of a diagram."""
        for line in lines_of_diagrams(self.package, self.part, container):
            self.builder.paragraph(line, list_depth=1)
        for child in inside(container):
            if child.tag == f"{W}p":
                self._paragraph(child, is_on_ground=True)
            elif child.tag == f"{W}tbl":
                self._whole_table(child)

    def _table(self) -> TableReader:
        self.tables += 1
        return TableReader(self.given.name, self.tables, self.marks, self.hidden, self.styles, self.words_of)

    def _whole_table(self, element: Any) -> None:
        table = self._table()
        for row in inside(element):
            if row.tag == f"{W}tr":
                table.add(row, is_left_out=_stands_in_unfilled(row))
        self._finish(table)

    def _finish(self, table: TableReader) -> None:
        """Write a table, then the notes on its cells, then the tables and text boxes inside its cells."""
        self.runs.unfilled += table.unfilled
        if table.is_frame:
            for line in table.text_of_frame():
                self.builder.paragraph(line)
        else:
            written = self.builder.table(table.rated(), f"table {table.number}")
            self.notes.write(self.builder, [(note, written[row][cell].words) for note, row, cell in table.notes])
            if table.inner:
                inner = "a table" if len(table.inner) == 1 else f"{len(table.inner)} tables"
                what = f"table {table.number} holds {inner} in its cells, read behind it as of its own"
                self.builder.notes.append(what)
        for element in table.inner:
            self._whole_table(element)
        for box in table.boxes:
            self.blocks(box)

    def _chunk(self, element: Any) -> None:
        """Read a document of another format that was put in as a whole (17.17.2.1): Word shows it in its place."""
        reference = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        _, part = self.package.relations(self.part).get(reference, ("", ""))
        self.chunks += 1
        if not self.package.holds(part) or self.chunks > _MOST_CHUNKS:
            self.builder.notes.append("a document put into this one was left out")
            return
        from cohesion_graph.documents.opening import read_inner

        inner = read_inner(self.given, part.rpartition("/")[2], self.package.content(part))
        self.builder.append(inner)


def _stands_in_unfilled(element: Any) -> bool:
    """Whether a block is the prompt of a content control around it that is not filled in."""
    for around in element.iterancestors():
        if around.tag == f"{W}sdt" and is_unfilled(around):
            return True
        if around.tag in {f"{W}tc", f"{W}body", f"{W}txbxContent"}:
            return False
    return False


def _let_go(element: Any) -> None:
    """Empty an element that was read, and take out those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
