"""What readers hand over: paragraphs and tables whose every word has a place in the extracted text.

A reader only says what stands where. It never decides what a column means or where a value ends; that is for the
modules of understanding, which in turn never see a file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from cohesion_graph.documents.limits import MOST_PARAGRAPHS, TooMuch
from cohesion_graph.documents.words import Words

__all__ = ["Block", "Cell", "Element", "Extract", "ExtractBuilder", "Paragraph", "Row", "Table", "label_of"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words and its place in the grid (0-based)."""

    words: Words
    row: int
    column: int
    columns: int = 1
    """How many columns of the grid it covers."""
    rows: int = 1
    """How many rows of the grid it covers."""
    struck: tuple[tuple[int, int], ...] = ()
    """Stretches of ``words.text`` that are printed struck out."""
    unsure: tuple[tuple[int, int, int], ...] = ()
    """Stretches of ``words.text`` that may be one word or two: start, where two lines meet, end."""
    is_heading: bool = False
    """Whether the format states that it heads a column or a row (``th``, a repeated header row, ``TH`` of a PDF)."""

    @property
    def standing(self) -> Words:
        """The words that are not struck out."""
        if not self.struck:
            return self.words
        parts, start = [], 0
        for first, last in self.struck:
            parts.append(self.words[start:first])
            start = last
        return Words.join([*parts, self.words[start:]], "").strip()

    @property
    def struck_words(self) -> Words:
        """The words that are struck out."""
        return Words.join([self.words[start:end] for start, end in self.struck], " ").strip()


class Element(NamedTuple):
    """An element of a format that nests them (HTML, XML, the keys of JSON and front matter)."""

    tag: str
    kind: str = ""
    """The first of its classes; empty where it has none."""
    number: int = 0
    """Its place in document order: the same number is the same element, so what stands inside it can be told."""


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell once, at its top left place; empty cells may be missing."""

    rows: tuple[tuple[Cell, ...], ...]
    place: str
    """Where it stands, in words for people: ``sheet 'Plan'``, ``page 3``, ``table 2``."""
    names_listed: bool = False
    """Whether each line of a cell is one name for certain, as in formats that mark up single names."""
    path: tuple[Element, ...] = ()
    """The elements it stands in, outermost first, its own last; empty where the format nests none."""

    @property
    def width(self) -> int:
        """Number of columns of the grid."""
        return max((cell.column + cell.columns for row in self.rows for cell in row), default=0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words outside any table: a heading, a line or a paragraph of running text, an entry of a list.

    What a format does not say is left at its default; a reader never guesses from the words, but for the label in
    front of a colon (`label_of`), which is read alike in every format.
    """

    words: Words
    level: int = 0
    """1 for a main heading, 2 for the next level ...; 0 for running text or where the format does not say."""
    list_depth: int = 0
    """1 for an entry of a list, 2 for an entry of a list inside it ...; 0 for what is no entry."""
    marker: str = ""
    """What is printed in front of an entry or a numbered heading (``•``, ``1.``, ``2.3``, ``a)``): `words` begins
    with it and one blank."""
    is_bold: bool = False
    """Whether all its words are printed bold."""
    lead: Words = field(default_factory=Words)
    """The label it begins with, colon left off: ``Who`` of "**Who:** Parks" or "Who: Parks"; the term of a
    definition list, the name of an attribute, the tag of an element, the key of front matter. It stands in `words`,
    except for a term (``dt``), which is a paragraph of its own before its definition. Empty where there is none."""
    size: float = 0.0
    """Height of its type in points, of most of its words; 0 where the format does not say."""
    path: tuple[Element, ...] = ()
    """The elements it stands in, outermost first, its own last; empty where the format nests none."""
    is_note: bool = False
    """Whether it is a footnote, an endnote or a comment: it stands behind the block that it is a note on."""
    note_on: Words = field(default_factory=Words)
    """The words of the cell or paragraph that it is a note on; empty where that shows none."""

    @property
    def value(self) -> Words:
        """The words behind the marker and the label: ``Parks`` of "• Who: Parks"."""
        start = len(self.marker)
        if self.lead and self.words.text.find(self.lead.text, start, start + len(self.lead) + 4) >= 0:
            start = self.words.text.find(self.lead.text, start) + len(self.lead)
        return self.words[start:].strip().strip(":").strip() if start else self.words


_LABEL = re.compile(r"[^\W\d_][^\n:.;|]{1,45}?(?=\s*:\s*(?:\s|$))")
_MOST_WORDS = 6


def label_of(text: str, start: int = 0) -> tuple[int, int]:
    """Where the label in front of a colon stands in a text; two equal places where it has none.

    >>> label_of("• Who: Parks Team", 2), label_of("At 10:30 we met")
    ((2, 5), (0, 0))
    """
    found = _LABEL.match(text, start)
    if not found or len(found[0].split()) > _MOST_WORDS:
        return start, start
    return found.span()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Extract:
    """A document as a reader gives it."""

    text: str
    """The text that all places count in: of the document itself, or extracted from it."""
    blocks: tuple[Block, ...]
    media_type: str
    is_text: bool = False
    """Whether `text` is the document itself, character for character in UTF-8."""
    title: str = ""
    """The title that the document's metadata gives; empty if it gives none."""
    persons: tuple[tuple[int, int], ...] = ()
    """Stretches of `text` that the format marks as persons."""
    unattached: tuple[tuple[int, int], ...] = ()
    """Names of bodies that the format gives for a part of the plan, not for one action."""
    states_parts: bool = False
    """Whether its format states what each part of the plan is, as StratML does: nothing is left to be told."""
    notes: tuple[str, ...] = ()
    """What the reader left out or could not know, each a sentence for people."""


@dataclass(slots=True)
class ExtractBuilder:
    """Writes the extracted text as it goes, and gives back words with their places in it.

    Cells of a row are parted by a tab, rows and paragraphs by a line break; line breaks inside a cell stay.
    """

    media_type: str
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _length: int = 0

    def write(self, text: str) -> Words:
        """Append text, and say where it stands."""
        words = Words.of(text, self._length)
        self._text.append(text)
        self._length += len(text)
        return words

    def paragraph(
        self, text: str, level: int = 0, *, lead: Words | tuple[int, int] | None = None, **facts: Any
    ) -> None:
        """Append a paragraph; one without words only parts what stands around it.

        Args:
            text: Its words, the marker in front of them included.
            level: Of a heading; 0 for running text.
            lead: The label it begins with: where it stands in `text`, or words that stand elsewhere; told by the
                colon where none is given.
            facts: Further fields of `Paragraph`.
        """
        words = self.write(text)
        self.write("\n")
        if not words:
            return
        if len(self.blocks) >= MOST_PARAGRAPHS:
            raise TooMuch(f"it has more than {MOST_PARAGRAPHS:,} paragraphs")
        if not isinstance(lead, Words):
            marker = facts.get("marker", "")
            start, end = lead or label_of(text, len(marker) + 1 if marker else 0)
            lead = words[start:end]
        self.blocks.append(Paragraph(words, level, lead=lead, **facts))

    def last_words(self) -> Words:
        """The words of the paragraph written last; empty words where a table was, or nothing."""
        last = self.blocks[-1] if self.blocks else None
        return last.words if isinstance(last, Paragraph) else Words()

    def table(self, rows: Iterable[Iterable[Cell]], place: str, **facts: Any) -> list[tuple[Cell, ...]]:
        """Append a table. The cells given hold words without a place (`loose`); they get theirs here, and are given."""
        placed = []
        for row in rows:
            line: list[Cell] = []
            for cell in row:
                if line:
                    self.write("\t")
                words = self.write(cell.words.text.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n"))
                line.append(replace(cell, words=words))
            self.write("\n")
            placed.append(tuple(line))
        self.write("\n")
        if any(cell.words for row in placed for cell in row):
            self.blocks.append(Table(tuple(placed), place, **facts))
        return placed

    def append(self, inner: Extract) -> None:
        """Append a whole document that stands in this one, its notes included."""
        words = self.write(inner.text)
        self.write("\n")
        for block in inner.blocks:
            self.blocks.append(_moved(block, words.place))
        self.notes += inner.notes

    def extract(self) -> Extract:
        """The finished extract."""
        return Extract(
            "".join(self._text), tuple(self.blocks), self.media_type, title=self.title, notes=tuple(self.notes)
        )


def _moved(block: Block, by: int) -> Block:
    if isinstance(block, Paragraph):
        words, lead, on = (one.moved(by) for one in (block.words, block.lead, block.note_on))
        return replace(block, words=words, lead=lead, note_on=on)
    rows = tuple(tuple(replace(cell, words=cell.words.moved(by)) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def loose(text: str) -> Words:
    """Words that have no place yet, for cells handed to `ExtractBuilder.table`."""
    return Words(text)
