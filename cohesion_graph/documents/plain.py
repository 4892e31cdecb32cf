"""Plain text: cells parted by tabs, or columns laid out with spaces; the text itself is what offsets count in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cohesion_graph.documents.cells import Block, Cell, Extract, Paragraph, Table
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import check_cells
from cohesion_graph.documents.words import Words

__all__ = ["read_plain", "read_plain_text"]

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
"""Two spaces or more between words: the gap between columns of laid-out text."""
_BAR = "|│┃║"
_RULE = re.compile(r"[\s+|│┃║=_─━═┄┅┈┉┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╞╡╪╟╢╫-]{3,}")
"""A line drawn with characters: under headings, or between the rows of a box."""
_FOOTER = re.compile(r"(?i)\s*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*")


def read_plain_text(given: Given) -> Extract:
    """A document of plain text.

    Raises:
        UnreadableDocument: it has more cells between tabs than any plan.
    """
    check_cells(given.name, given.text.count("\t"))
    return read_plain(given.text, is_text=given.encoding == "utf-8")


def read_plain(text: str, *, is_text: bool = True) -> Extract:
    """Paragraphs and tables of a plain text.

    Lines with tabs are rows, and a cell's columns are counted by tabs. Text without any tab is searched for boxes
    drawn with bars, and for columns that are kept apart by white space over several lines. A blank line does not end
    a table: scanned texts have them anywhere. Lines that only draw a rule and page numbers are no rows. Line breaks
    may be of any kind.

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
    """Boxes drawn with bars, and columns kept apart by spaces, found stretch by stretch between headings."""
    number = 0
    for group, asides in _stretches(lines):
        if _is_boxed(group[0].text):
            rows = tuple(_boxed_rows(group))
        else:
            edges = _column_starts(group)
            rows = tuple(_rows_at(group, edges)) if len(edges) > 1 else ()
        if rows:
            number += 1
            yield Table(rows, f"table {number}")
        else:
            yield from (Paragraph(line.strip()) for line in group if line)
        yield from (Paragraph(line.strip()) for line in asides)


def _is_boxed(text: str) -> bool:
    """Whether a line is a row of a box: bars between its cells, or a rule with corners."""
    return sum(text.count(bar) for bar in _BAR) > 1 or bool(_RULE.fullmatch(text) and re.search(r"[+┌├└╔╠╚]", text))


def _stretches(lines: Sequence[Words]) -> Iterator[tuple[list[Words], list[Words]]]:
    """Lines that may belong to one table, and the rules and page numbers among them.

    To a table belongs any line with a gap, and those between them that start indented; blank lines inside are kept.
    The lines of a box stay together, rules included.
    """
    group: list[Words] = []
    asides: list[Words] = []
    for line in lines:
        was_boxed, is_boxed = bool(group) and _is_boxed(group[0].text), _is_boxed(line.text)
        if not line:
            if group:
                group.append(line)
            continue
        if not is_boxed and group and (_RULE.fullmatch(line.text) or _FOOTER.fullmatch(line.text)):
            asides.append(line)
            continue
        is_part = bool(_GAP.search(line.text)) or (bool(group) and line.text.startswith("  ")) or _fits(line, group)
        is_part = is_part and not (bool(group) and not group[-1] and _heads_next(line))
        if was_boxed != is_boxed or not (is_boxed or is_part):
            if group:
                yield group, asides
            group, asides = [], []
        if is_boxed or is_part:
            group.append(line)
        else:
            yield [line], []
    if group:
        yield group, asides


def _boxed_rows(lines: Sequence[Words]) -> Iterator[tuple[Cell, ...]]:
    """Rows of a box: between its rules where they part rows, else a line whose first cell is empty goes on above."""
    rules = [number for number, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    is_ruled = sum(later - first > 1 for first, later in pairwise(rules)) > 2

    def parts() -> Iterator[tuple[bool, Sequence[Words]]]:
        for line in lines:
            is_rule = bool(_RULE.fullmatch(line.text))
            cells = [] if is_rule or not line else _cells_between_bars(line)
            yield is_rule if is_ruled else bool(is_rule or (cells and cells[0])), cells

    return _gathered(parts())


def _gathered(lines: Iterable[tuple[bool, Sequence[Words]]]) -> Iterator[tuple[Cell, ...]]:
    """Rows from lines cut into cells, each with whether a row starts at it; the others go on with the one above."""
    open_row: list[list[Words]] = []
    row = 0
    for starts, cells in lines:
        if starts and open_row:
            yield _joined_cells(open_row, row)
            row, open_row = row + 1, []
        for column, cell in enumerate(cells):
            if column == len(open_row):
                open_row.append([])
            open_row[column].append(cell)
    if open_row:
        yield _joined_cells(open_row, row)


def _cells_between_bars(line: Words) -> list[Words]:
    """The cells of a row of a box, with what stands outside its first and last bar where that is any."""
    edges = [-1, *(match.start() for match in re.finditer(f"[{_BAR}]", line.text)), len(line)]
    cells = [line[first + 1 : last].strip() for first, last in pairwise(edges)]
    return cells[0 if cells[0] else 1 : None if cells[-1] else -1]


def _joined_cells(columns: Sequence[Sequence[Words]], row: int) -> tuple[Cell, ...]:
    return tuple(Cell(Words.join(parts), row, column) for column, parts in enumerate(columns))


_NUMBERED = re.compile(r"(?:[A-Z][a-z]+ )?(?!(?:19|20)\d\d\b)\d+(?:\.\d+)*[.:)] \S")


def _heads_next(line: Words) -> bool:
    """Whether a line below a blank one heads what follows: a number stands in front, and it has no gap."""
    return bool(_NUMBERED.match(line.text.lstrip())) and not _GAP.search(line.text)


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
    """Rows of laid-out text: a line whose first cell is empty, or that blank lines keep with one, goes on above."""
    ends = [*starts[1:], 10**9]
    cut = [[line[start:end].strip() for start, end in zip(starts, ends, strict=True)] if line else [] for line in group]
    by_blanks = _parted_by_blanks(cut)
    return _gathered(
        (not cut[number - 1] if by_blanks and number else bool(cells[0]), cells)
        for number, cells in enumerate(cut)
        if cells
    )


def _parted_by_blanks(lines: Sequence[Sequence[Words]]) -> bool:
    """Whether blank lines part the rows: in each stretch between them the first line fills most cells."""
    stretches: list[list[int]] = [[]]
    for cells in lines:
        if cells:
            stretches[-1].append(sum(map(bool, cells)))
        elif stretches[-1]:
            stretches.append([])
    stretches = [counts for counts in stretches if counts]
    return len(stretches) > 2 and all(count < counts[0] for counts in stretches for count in counts[1:])
