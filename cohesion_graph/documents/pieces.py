"""Words as they are set: stretches struck out, a bold start, put together from the pieces of a format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.documents.symbol_fonts import plain_signs

__all__ = ["Piece", "Shown", "TextLook", "joined_stretches", "shown"]

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAY_BREAK = re.compile("[\u00ad\u200b\ufeff]")
_NEVER_BREAKS = "\u2011"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters set alike; a line break is a piece of its own that begins with one."""

    text: str
    is_struck: bool = False
    is_bold: bool = False
    is_raised: bool = False
    """Whether they stand above the line."""

    @property
    def read(self) -> str:
        """The characters as they are read, without marks that show where a word may be broken, hyphens plain.

        Figures above the line are raised ones, for "2026" and a mark "1" are no "20261".

        >>> Piece("1", is_raised=True).read, Piece("st", is_raised=True).read, Piece("1").read
        ('¹', 'st', '1')
        """
        text = self.text.translate(_RAISED) if self.is_raised else self.text
        return text if text.isascii() else _MAY_BREAK.sub("", text).replace(_NEVER_BREAKS, "-")

    def lines(self) -> Iterator[Piece]:
        """The same with each line break as a piece of its own."""
        if "\n" not in self.text:
            yield self
            return
        for number, line in enumerate(self.text.split("\n")):
            if number:
                yield Piece("\n")
            yield replace(self, text=line)


@dataclass(frozen=True, slots=True)
class TextLook:
    """How text is set, and on what ground; what stands inside inherits it."""

    is_hidden: bool = False
    is_struck: bool = False
    is_bold: bool = False
    is_raised: bool = False
    is_white: bool = False
    has_ground: bool = False
    """Whether it stands on a ground that is not white, or may do so."""
    font: str = ""

    @property
    def is_unseen(self) -> bool:
        """Whether it is white on white."""
        return self.is_white and not self.has_ground

    def piece(self, text: str) -> Piece:
        """Text that is set so, signs of symbol fonts as characters that every font has."""
        return Piece(plain_signs(text, self.font), self.is_struck, self.is_bold, self.is_raised)


@dataclass(frozen=True, slots=True)
class Shown:
    """Text of one or more lines, and which stretches of it are struck out or bold."""

    text: str
    struck: tuple[tuple[int, int], ...] = ()
    bold: tuple[tuple[int, int], ...] = field(default=())

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        return bool(self.text) and len(self.bold) == 1 and self.bold[0] == (0, len(self.text))

    @property
    def lead(self) -> tuple[int, int] | None:
        """Where the bold words at its start stand, colon and dash left off; None where all or none are bold."""
        if not self.bold or self.bold[0][0] or self.is_bold:
            return None
        start, end = self.bold[0]
        words = self.text[start:end].rstrip(" :–—-\u00a0")
        return (0, len(words)) if words and "\n" not in words else None

    def lines(self) -> Iterator[Shown]:
        """Each line for itself, empty ones left out."""
        start = 0
        for line in self.text.split("\n"):
            stripped = line.strip()
            if stripped:
                first = start + len(line) - len(line.lstrip())
                last = first + len(stripped)
                yield Shown(stripped, _inside(self.struck, first, last), _inside(self.bold, first, last))
            start += len(line) + 1

    def behind(self, marker: str) -> dict[str, Any]:
        """What a builder's paragraph is told of a line that a marker stands in front of."""
        front = f"{marker} " if marker else ""
        lead = (self.lead[0] + len(front), self.lead[1] + len(front)) if self.lead else None
        return {"text": front + self.text, "lead": lead, "marker": front.strip()}

    def in_one_line(self) -> Shown:
        """The same with its line breaks made blanks."""
        return Shown(self.text.replace("\n", " "), self.struck, self.bold)


def shown(pieces: Iterable[Piece]) -> Shown:
    """Pieces put together: one blank where several meet, no blanks around line breaks, no empty lines."""
    pieces = list(pieces)
    if len(pieces) == 1 and "\n" not in pieces[0].text:  # most cells
        text = pieces[0].read.strip()
        whole = ((0, len(text)),) if text else ()
        return Shown(text, whole if pieces[0].is_struck else (), whole if pieces[0].is_bold else ())
    parts: list[str] = []
    length, last = 0, "\n"
    struck: list[tuple[int, int]] = []
    bold: list[tuple[int, int]] = []
    for piece in pieces:
        words = piece.read
        if not words:
            continue
        if words.startswith("\n"):
            while parts and last == " ":
                kept = parts[-1].rstrip(" ")
                length -= len(parts[-1]) - len(kept)
                parts[-1] = kept
                if not kept:
                    parts.pop()
                last = parts[-1][-1] if parts else "\n"
            if last == "\n":
                words = words.lstrip("\n")
        if last in " \n":
            words = words.lstrip(" ")
        if not words:
            continue
        for stretches, is_set in ((struck, piece.is_struck), (bold, piece.is_bold)):
            if is_set and words.strip():
                stretches.append((length, length + len(words)))
        parts.append(words)
        length, last = length + len(words), words[-1]
    text = "".join(parts).rstrip()
    return Shown(text, tuple(joined_stretches(struck, text)), tuple(joined_stretches(bold, text)))


def joined_stretches(stretches: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Stretches inside the text, those that only white space parts made one."""
    start = end = -1
    for first, last in stretches:
        last = min(last, len(text))
        if first >= last:
            continue
        if end >= 0 and not text[end:first].strip():
            end = last
            continue
        if end > start >= 0:
            yield start, end
        start, end = first, last
    if end > start >= 0:
        yield start, end


def _inside(stretches: Iterable[tuple[int, int]], first: int, last: int) -> tuple[tuple[int, int], ...]:
    return tuple((max(a, first) - first, min(b, last) - first) for a, b in stretches if a < last and b > first)
