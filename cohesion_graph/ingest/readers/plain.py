"""Plain text: cells parted by tabs, or columns laid out with spaces; the text itself is what offsets count in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cohesion_graph.ingest.cells import Block, Cell, Extract, Paragraph, Table
from cohesion_graph.ingest.words import Words

__all__ = ["read_plain"]

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
"""Two spaces or more between words: the gap between columns of laid-out text."""


def read_plain(text: str, *, is_text: bool = True) -> Extract:
    """Paragraphs and tables of a plain text.

    Lines with tabs are rows, and a cell's columns are counted by tabs. Text without any tab is searched for columns
    that are kept apart by white space over several lines. A blank line does not end a table: scanned texts have them
    anywhere. Line breaks may be of any kind.

    Args:
        text: The document's text, line breaks untouched.
        is_text: Whether it is the document itself rather than something extracted from it.
    """
    lines = _lines(text)
    blocks = _tabbed(lines) if "\t" in text else _laid_out(lines)
    return Extract(text, tuple(blocks), "text/plain", is_text=is_text)


def _lines(text: str) -> list[Words]:
    found, start = [], 0
    for match in re.finditer(r"\r\n|\n|\r|\f|\Z", text):
        found.append(Words.of(text[start : match.start()], start))
        start = match.end()
    return found


def _tabbed(lines: Sequence[Words]) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for line in lines:
        if "\t" in line.text:
            rows.append(tuple(_cells_between_tabs(line, len(rows))))
        elif line:
            if rows:
                number += 1
                yield Table(tuple(rows), f"table {number}")
                rows = []
            yield Paragraph(line.strip())
    if rows:
        yield Table(tuple(rows), f"table {number + 1}")


def _cells_between_tabs(line: Words, row: int) -> Iterator[Cell]:
    start = 0
    for column, part in enumerate(line.text.split("\t")):
        yield Cell(line[start : start + len(part)].strip(), row, column)
        start += len(part) + 1


def _laid_out(lines: Sequence[Words]) -> Iterator[Block]:
    """Columns kept apart by spaces, found stretch by stretch between blank lines and headings."""
    number = 0
    for group in _stretches(lines):
        edges = _column_starts(group)
        if len(edges) < 2:
            for line in group:
                yield Paragraph(line.strip())
            continue
        number += 1
        yield Table(tuple(_rows_at(group, edges)), f"table {number}")


def _stretches(lines: Sequence[Words]) -> Iterator[list[Words]]:
    """Lines that may belong to one table: any with a gap, and those between them that start indented."""
    group: list[Words] = []
    for line in lines:
        is_part = bool(_GAP.search(line.text)) or (bool(group) and line.text.startswith("  "))
        if not line:
            continue
        if is_part:
            group.append(line)
            continue
        if group and _fits(line, group):
            group.append(line)
            continue
        if group:
            yield group
            group = []
        yield [line]
    if group:
        yield group


def _fits(line: Words, group: Sequence[Words]) -> bool:
    """Whether a line without gaps is the first column's text going on: it must be shorter than that column."""
    starts = _column_starts(group)
    return len(starts) > 1 and len(line.text.rstrip()) < starts[1]


def _column_starts(group: Sequence[Words]) -> list[int]:
    """Places where columns begin: after a stretch of two blank places or more that runs down all lines."""
    if len(group) < 2:
        return []
    width = max(len(line.text) for line in group)
    used = [any(place < len(line.text) and line.text[place] != " " for line in group) for place in range(width)]
    starts, blank = [], 2
    for place, is_used in enumerate(used):
        if is_used and blank >= 2:
            starts.append(place)
        blank = 0 if is_used else blank + 1
    return starts


def _rows_at(group: Sequence[Words], starts: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    """Rows of laid-out text; a line whose first cell is empty belongs to the row above it."""
    ends = [*starts[1:], 10**9]
    open_row: list[list[Words]] = []
    row = 0
    for line in group:
        cells = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        if open_row and not cells[0]:
            for parts, cell in zip(open_row, cells, strict=True):
                parts.append(cell)
            continue
        if open_row:
            yield tuple(Cell(Words.join(parts), row, column) for column, parts in enumerate(open_row))
            row += 1
        open_row = [[cell] for cell in cells]
    if open_row:
        yield tuple(Cell(Words.join(parts), row, column) for column, parts in enumerate(open_row))
