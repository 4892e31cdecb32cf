"""What readers hand over: paragraphs and tables whose every word has a place in the extracted text.

A reader only says what stands where. It never decides what a column means or where a value ends; that is for the
modules of understanding, which in turn never see a file format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cohesion_graph.documents.words import Words

__all__ = ["Block", "Cell", "Extract", "ExtractBuilder", "Paragraph", "Row", "Table"]


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
    unsure: tuple[tuple[int, int], ...] = ()
    """Stretches of ``words.text`` where two lines meet, and may be one word or two."""

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


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell once, at its top left place; empty cells may be missing."""

    rows: tuple[tuple[Cell, ...], ...]
    place: str
    """Where it stands, in words for people: ``sheet 'Plan'``, ``page 3``, ``table 2``."""
    names_listed: bool = False
    """Whether each line of a cell is one name for certain, as in formats that mark up single names."""
    continues: bool = False
    """Whether the format shows that it goes on from the table before, as over a page break."""

    @property
    def width(self) -> int:
        """Number of columns of the grid."""
        return max((cell.column + cell.columns for row in self.rows for cell in row), default=0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words outside any table."""

    words: Words
    level: int = 0
    """1 for a main heading, 2 for the next level ...; 0 for running text or where the format does not say."""


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

    def paragraph(self, text: str, level: int = 0) -> None:
        """Append a paragraph; one without words only parts what stands around it."""
        words = self.write(text)
        self.write("\n")
        if words:
            self.blocks.append(Paragraph(words, level))

    def table(self, rows: Iterable[Iterable[Cell]], place: str, **facts: bool) -> None:
        """Append a table. The cells given hold words without a place (`loose`); they get theirs here."""
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

    def extract(self) -> Extract:
        """The finished extract."""
        return Extract(
            "".join(self._text), tuple(self.blocks), self.media_type, title=self.title, notes=tuple(self.notes)
        )


def loose(text: str) -> Words:
    """Words that have no place yet, for cells handed to `ExtractBuilder.table`."""
    return Words(text)
