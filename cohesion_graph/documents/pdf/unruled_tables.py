"""Tables of PDF pages that nothing but white space parts: columns by the gutters between words, rows by the bands."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cohesion_graph.documents.pdf.cell_lines import cell_text
from cohesion_graph.documents.pdf.words import CellText, Line, Word, lines_of

__all__ = [
    "FreeTable",
    "column_edges",
    "crosses",
    "free_rows",
    "free_tables",
    "header_at",
    "runs_over",
    "words_in_columns",
]

_MOST_HEADER_LINES = 4
_EDGE = 2.0
"""Points: a word may stand over a column's edge by this much."""
_INSET = 2.0
"""Points: words of a column begin this far behind its edge."""

_FLUSH = 0.4
"""Points: a word that begins so near to where its column's words begin stands in that column, however full the one
beside it is."""

IsHeader = Callable[[Sequence[str]], bool]
"""Whether some texts beside each other are the headings of a plan's table."""
Heading = tuple[float, float, str]
"""Left and right edge of a heading, and its text."""


@dataclass(frozen=True, slots=True)
class FreeTable:
    """A table without rules: its rows, the edges of its columns, and the lines it is made of."""

    top: float
    rows: list[list[CellText]]
    columns: list[float]
    lines: list[Line]


def header_at(lines: Sequence[Line], number: int, is_header: IsHeader) -> tuple[list[Line], list[Heading]]:
    """The lines of a header that begins at a line, and its headings with their edges; nothing where none begins.

    A header may take several lines: headings that are wrapped stand above each other.
    """
    best: tuple[list[Line], list[Heading]] = ([], [])
    for count in range(1, _MOST_HEADER_LINES + 1):
        used = list(lines[number : number + count])
        if len(used) < count or (count > 1 and used[-1].top - used[-2].bottom > 0.8 * _height(used[-2])):
            break
        headings = _stacked(used)
        if len(headings) < max(len(line.stretches) for line in used) or any(len(text) > 60 for _, _, text in headings):
            break
        if is_header([text for _, _, text in headings]):
            best = used, headings
    return best


def _height(line: Line) -> float:
    return line.bottom - line.top


def _stacked(lines: Sequence[Line]) -> list[Heading]:
    """Headings of one or more lines: what stands above or below each other is one heading."""
    found: list[Heading] = []
    for line in lines:
        for left, right, text in line.stretches:
            over = [number for number, (a, b, _) in enumerate(found) if left < b and a < right]
            if len(over) == 1:
                a, b, above = found[over[0]]
                found[over[0]] = (min(a, left), max(b, right), f"{above} {text}")
            else:
                found.append((left, right, text))
    return sorted(found)


def words_in_columns(lines: Sequence[Line], headings: Sequence[Heading]) -> list[Word]:
    """The words of lines that tell columns: left out are lines of a single text that runs from the first into the next.

    So are those of one as wide as half of the table.
    """
    width = headings[-1][1] - headings[0][0]

    def tells(line: Line) -> bool:
        left, right, _ = line.stretches[0]
        is_across = left < headings[0][1] and right > headings[1][0] + _EDGE
        return len(line.stretches) > 1 or not (is_across or right - left >= 0.5 * width)

    return [word for line in lines if tells(line) for word in line.words]


def column_edges(headings: Sequence[Heading], words: Sequence[Word]) -> list[float]:
    """Edges of the columns under some headings: in the gutters that no word stands in, else where headings begin.

    Args:
        headings: Left and right edge and text of each, from left to right.
        words: The words of the table, headings included; lines that run over several columns left out.
    """
    spans = sorted((word["x0"], word["x1"]) for word in words)
    if not spans or not headings:
        return []
    gutters: list[tuple[float, float]] = []
    reach = spans[0][1]
    for left, right in spans:
        if left - reach > 1.5:
            gutters.append((reach, left))
        reach = max(reach, right)
    edges = [min(spans[0][0], headings[0][0]) - 4]
    for (first, _, _), (start, end, _) in pairwise(headings):
        between = [(a, b) for a, b in gutters if a > first and b < end + 1 and b > edges[-1] + 4]
        if between:
            left, right = max(between, key=lambda gutter: (gutter[1] - gutter[0], gutter[1]))
            edges.append(right - min(_INSET, right - left))
        else:
            edges.append(start - 3)
    return [*edges, max(reach, headings[-1][1]) + 4]


def crosses(line: Line, columns: Sequence[float]) -> bool:
    """Whether words run over the edge of a column, no wider apart there than words of one text, or stand outside."""
    if line.words[0]["x0"] < columns[0] - 6 or line.words[-1]["x1"] > columns[-1] + 40:
        return True
    return any(runs_over(line, edge) for edge in columns[1:-1])


def runs_over(line: Line, edge: float) -> bool:
    """Whether a word stands over an edge, or two words of one text stand on either side of it."""
    if any(word["x0"] < edge - _EDGE and word["x1"] > edge + _EDGE for word in line.words):
        return True
    apart = 0.45 * min(_height(line), line.words[0].get("size", 1e9) * 1.2)
    return any(
        one["x1"] <= edge + _EDGE
        and two["x0"] >= edge - _EDGE
        and two["x0"] - one["x1"] < apart
        and not (one["x1"] <= edge + 0.1 and abs(two["x0"] - edge - _INSET) < _FLUSH)
        for one, two in pairwise(line.words)
    )


def free_tables(lines: Sequence[Line], is_header: IsHeader, carried: Sequence[float] = ()) -> Iterator[FreeTable]:
    """The tables among lines of a page, told by their headings.

    Args:
        lines: Lines that belong to no drawn table, from top to bottom.
        is_header: Whether some texts are the headings of a plan's table.
        carried: Edges of the columns of a table that the page before ended with: it may go on without a header.
    """
    number = 0
    if carried and not any(header_at(lines, start, is_header)[0] for start in range(min(4, len(lines)))):
        body = _body(lines, 0, carried, is_header)
        if sum(len(line.stretches) > 1 for line in body) > len(body) / 3:
            yield FreeTable(body[0].top, free_rows(body, carried), list(carried), body)
            number = len(body)
    while number < len(lines):
        used, headings = header_at(lines, number, is_header)
        if not used:
            number += 1
            continue
        start = number + len(used)
        is_next = _like(headings, is_header)
        end = next((n for n in range(start, len(lines)) if header_at(lines, n, is_next)[0]), len(lines))
        columns = column_edges(headings, words_in_columns([*used, *lines[start:end]], headings))
        body = _body(lines, start, columns, is_next)
        if body:
            header = [CellText(column, 1, text) for column, (_, _, text) in enumerate(headings)]
            yield FreeTable(used[0].top, [header, *free_rows(body, columns)], columns, [*used, *body])
        number = start + len(body)


def _like(headings: Sequence[Heading], is_header: IsHeader) -> IsHeader:
    """A stricter test below a header: cells may look like headings, so the same headings must come again."""
    known = {text.casefold() for _, _, text in headings}

    def is_again(texts: Sequence[str]) -> bool:
        same = sum(text.casefold() in known for text in texts)
        return is_header(texts) and same >= len(texts) / 2

    return is_again


def _body(lines: Sequence[Line], start: int, columns: Sequence[float], is_header: IsHeader) -> list[Line]:
    """The lines from a place on that stand in the columns; one that runs over them only between two that do not."""
    body: list[Line] = []
    gaps = [lower.top - upper.bottom for upper, lower in pairwise(lines[start:])]
    usual = statistics.median([gap for gap in gaps if gap > 0] or [0.0])
    widest = 0.0
    for number in range(start, len(lines)):
        line = lines[number]
        gap = line.top - body[-1].bottom if body else 0.0
        if gap > max(4 * usual, 3 * _height(line), 2 * widest):
            break
        widest = max(widest, gap)
        if header_at(lines, number, is_header)[0]:
            break
        if crosses(line, columns):
            following = lines[number + 1] if number + 1 < len(lines) else None
            is_theme = len(line.stretches) == 1 and following is not None and not crosses(following, columns)
            if not is_theme or header_at(lines, number + 1, is_header)[0] or len(line.text) > 90:
                break
        body.append(line)
    return body


def free_rows(lines: Sequence[Line], columns: Sequence[float], *, by_bands: bool = False) -> list[list[CellText]]:
    """The rows that lines form: parted by bands of white space, or where the first column begins anew.

    Args:
        lines: Lines from top to bottom.
        columns: Edges of the columns.
        by_bands: Whether bands alone part rows, as below the last rule of a table whose rows are ruled.
    """
    rows = []
    ends = [
        max(
            (w["x1"] for line in lines if not crosses(line, columns) for w in line.words if left <= w["x0"] < right),
            default=right,
        )
        for left, right in pairwise(columns)
    ]
    for group in _grouped(lines, columns, by_bands=by_bands):
        if len(group) == 1 and crosses(group[0], columns):
            rows.append([CellText(0, len(columns) - 1, group[0].text)])
            continue
        words = [word for line in group for word in line.words]
        row = []
        for column, (left, right) in enumerate(pairwise(columns)):
            inside = [word for word in words if left <= (word["x0"] + word["x1"]) / 2 < right]
            row.append(CellText(column, 1, *cell_text(inside, ends[column])))
        rows.append(row)
    return rows


def _grouped(lines: Sequence[Line], columns: Sequence[float], *, by_bands: bool) -> list[list[Line]]:
    bands = _bands(lines, columns)
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        starts = number in bands if bands or by_bands else _begins_anew(line, columns)
        if not groups or starts or crosses(line, columns) or crosses(lines[number - 1], columns):
            groups.append([line])
        else:
            groups[-1].append(line)
    firsts = [any(word["x0"] < columns[1] - _EDGE for line in group for word in line.words) for group in groups]
    if sum(firsts) < 0.5 * len(groups):
        return groups
    joined: list[list[Line]] = []
    for group, has_first in zip(groups, firsts, strict=True):
        if has_first or not joined:
            joined.append(group)
        else:
            joined[-1] += group
    return joined


def _begins_anew(line: Line, columns: Sequence[float]) -> bool:
    """Whether a line begins a row that no white space sets off: something short in the first column, and more."""
    left, _, text = line.stretches[0]
    return left < columns[1] - _EDGE and len(text) <= 8 and len(line.stretches) > 1


def _bands(lines: Sequence[Line], columns: Sequence[float]) -> set[int]:
    """Numbers of the lines that stand under more white space than parts the lines of one cell."""
    words = [word for line in lines for word in line.words]
    if not words:
        return set()
    leadings: list[float] = []
    for left, right in pairwise(columns):
        column = lines_of([word for word in words if left <= (word["x0"] + word["x1"]) / 2 < right])
        leadings += [lower.top - upper.bottom for upper, lower in pairwise(column)]
    height = statistics.median(word["bottom"] - word["top"] for word in words)
    if not leadings:
        return set()
    leading = sorted(leadings)[len(leadings) // 5]
    found: set[int] = set()
    reach = lines[0].bottom
    for number, line in enumerate(lines[1:], 1):
        if line.top - reach > leading + 0.3 * height:
            found.add(number)
        reach = max(reach, line.bottom)
    return found
