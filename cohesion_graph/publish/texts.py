"""A document's text laid out for reading: cut into lines, quotations and parts of a length that a page may have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from cohesion_graph.model.claims import AnyClaim, Doubt
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.evidence import SetAside, Source
from cohesion_graph.publish.urls import Urls, page

__all__ = ["STATEMENTS_A_PAGE", "Line", "Piece", "Resting", "TextLayout"]

T = TypeVar("T")

STATEMENTS_A_PAGE = 100
"""Quoted stretches on one page of statements."""

_BYTES_A_PART = 75_000
"""What the lines of one part may come to as HTML, roughly."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A stretch of words and everything that rests on it."""

    start: int
    end: int
    records: tuple[AnyClaim | Doubt, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within one line: plain, or quoted and linked to what rests on it."""

    text: str
    begins: tuple[str, ...] = ()
    """Places (``char=218,324``) that begin here."""
    path: str = ""
    """Where the statements that rest on it are listed; empty for plain text."""
    aside: str = ""
    """Why the words carry no statement, where they were set aside."""

    @property
    def size(self) -> int:
        """Bytes it takes in a page, roughly."""
        return len(self.text.encode()) + 80 * bool(self.path) + 24 * bool(self.aside) + 40 * len(self.begins)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document."""

    number: int
    start: int
    """Its first code point in the text."""
    pieces: tuple[Piece, ...]


class TextLayout:
    """Where everything in a document's text stands on the site."""

    def __init__(self, dataset: Dataset, urls: Urls, source: Source) -> None:
        self._dataset, self._urls = dataset, urls
        self.source = source

    @cached_property
    def resting(self) -> Sequence[Resting]:
        """Every quoted stretch once, in reading order, a longer one before those inside it."""
        found: dict[tuple[int, int], list[AnyClaim | Doubt]] = {}
        records: list[AnyClaim | Doubt] = [*self._dataset.claims.values(), *self._dataset.doubts.values()]
        for record in records:
            for quotation in record.evidence if record.source == self.source.id else ():
                found.setdefault((quotation.start, quotation.end), []).append(record)
        return [Resting(*span, tuple(found[span])) for span in sorted(found, key=lambda span: (span[0], -span[1]))]

    @cached_property
    def set_aside(self) -> Sequence[SetAside]:
        """Stretches that carry no statement."""
        return next(one.set_aside for one in self._dataset.readings if one.source == self.source.id)

    def statement_path(self, number: int) -> str:
        """Where the statements resting on the stretch of this number (from 0) are listed."""
        folder = self._urls.statements(self.source.id)
        return f"{numbered_page(folder, number // STATEMENTS_A_PAGE)}#words-{number + 1}"

    @cached_property
    def parts(self) -> Sequence[Sequence[Line]]:
        """The lines, in parts of a length that a page may have; there is always one."""
        parts: list[list[Line]] = [[]]
        length = 0
        for line in self._lines():
            size = 40 + sum(piece.size for piece in line.pieces)
            if parts[-1] and length + size > _BYTES_A_PART:
                parts.append([])
                length = 0
            parts[-1].append(line)
            length += size
        return parts

    @cached_property
    def starts(self) -> Sequence[int]:
        """The first code point of each part."""
        return [part[0].start for part in self.parts]

    def part_path(self, number: int) -> str:
        """The page of a part, counted from 0."""
        return numbered_page(f"{self._urls.source(self.source.id)}/text", number)

    def words_path(self, start: int, end: int) -> str:
        """Where a quoted stretch stands, highlighted."""
        return f"{self.part_path(bisect_right(self.starts, start) - 1)}#char={start},{end}"

    def _lines(self) -> Sequence[Line]:
        """The text cut at every line's end and wherever a quotation begins or ends."""
        text = self.source.text
        line_starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n")]
        spans: list[Resting | SetAside] = [*self.resting, *self.set_aside]
        cuts = sorted({0, len(text), *line_starts, *(one.start for one in spans), *(one.end for one in spans)})
        begins = _grouped_by_start([(one.start, f"char={one.start},{one.end}") for one in spans])
        opened = _grouped_by_start([(one.start, number) for number, one in enumerate(self.resting)])
        asides = {one.start: one for one in self.set_aside}
        lines: list[list[Piece]] = [[]]
        active: list[int] = []
        aside: SetAside | None = None
        for start, end in pairwise(cuts):
            active = [number for number in active if self.resting[number].end > start] + opened.get(start, [])
            aside = asides.get(start, aside if aside and aside.end > start else None)
            inner = min(active, key=lambda number: self.resting[number].end - self.resting[number].start, default=None)
            why = aside.kind.label if aside and inner is None else ""
            path = "" if inner is None else self.statement_path(inner)
            places = tuple(dict.fromkeys(begins.get(start, ())))
            lines[-1].append(Piece(text[start:end].rstrip("\n"), places, path, why))
            if text[end - 1] == "\n":
                lines.append([])
        return [Line(number + 1, line_starts[number], tuple(pieces)) for number, pieces in enumerate(lines)]


def numbered_page(folder: str, number: int) -> str:
    """The page of the part of this number (from 0) of something that may be too long for one page.

    >>> numbered_page("text", 0), numbered_page("text", 1)
    ('text/index.html', 'text/2/index.html')
    """
    return page(folder if number == 0 else f"{folder}/{number + 1}")


def _grouped_by_start(pairs: Sequence[tuple[int, T]]) -> Mapping[int, list[T]]:
    grouped: dict[int, list[T]] = {}
    for start, value in pairs:
        grouped.setdefault(start, []).append(value)
    return grouped
