"""Where words and rules stand on a page of a PDF, and the rows and columns they form."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

__all__ = ["Line", "lines_of", "ruled_tables", "unruled_tables"]

_THIN = 3.0
"""Points: a filled rectangle no wider (or higher) than this is a rule, a larger one a background."""
_NEAR = 3.0
"""Points: rules nearer to each other than this are one."""

CellText = tuple[int, int, str]
"""Column, how many columns it covers, text."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Words of a page on one height, from left to right."""

    words: tuple[dict[str, Any], ...]

    @property
    def top(self) -> float:
        """Distance from the top of the page, in points."""
        return float(min(word["top"] for word in self.words))

    @property
    def middle(self) -> float:
        """Height of its middle, in points from the top."""
        return float(statistics.mean((word["top"] + word["bottom"]) / 2 for word in self.words))

    @property
    def text(self) -> str:
        """The words, single spaces between."""
        return " ".join(word["text"] for word in self.words)

    @property
    def stretches(self) -> list[tuple[float, float, str]]:
        """Words that stand close together: left and right edge, and text."""
        found: list[tuple[float, float, str]] = []
        for word in self.words:
            height = word["bottom"] - word["top"]
            if found and word["x0"] - found[-1][1] < 0.9 * height:
                left, _, text = found[-1]
                found[-1] = (left, word["x1"], f"{text} {word['text']}")
            else:
                found.append((word["x0"], word["x1"], word["text"]))
        return found


def lines_of(page: Any) -> list[Line]:
    """The words of a page, grouped into lines."""
    words = page.extract_words(x_tolerance=2, y_tolerance=2, keep_blank_chars=False)
    return _lines(words)


def _lines(words: Sequence[dict[str, Any]]) -> list[Line]:
    groups: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: ((word["top"] + word["bottom"]) / 2, word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        last = groups[-1][-1] if groups else None
        if last is not None and abs((last["top"] + last["bottom"]) / 2 - middle) <= 3:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(tuple(sorted(group, key=lambda word: word["x0"]))) for group in groups]


# Tables with rules --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Grid:
    """The rules of one table: heights of horizontal ones with the stretches they cover, and edges of columns."""

    levels: list[tuple[float, list[tuple[float, float]]]]
    columns: list[float]
    uprights: list[tuple[float, float, float]]
    """Vertical rules: place, top, bottom; empty where only rows are ruled."""

    def covers(self, level: int, column: int) -> bool:
        """Whether a horizontal rule stands at a level over the middle of a column."""
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        return any(left <= middle <= right for left, right in self.levels[level][1])

    def parts(self, edge: int, top: float, bottom: float) -> bool:
        """Whether a column's edge is drawn between two heights; always where no vertical rules are drawn at all."""
        middle, place = (top + bottom) / 2, self.columns[edge]
        return not self.uprights or any(
            abs(x - place) <= _NEAR and first - 2 <= middle <= last + 2 for x, first, last in self.uprights
        )


def ruled_tables(page: Any, lines: Sequence[Line]) -> list[tuple[float, float, list[list[CellText]]]]:
    """Tables whose rows are drawn: top and bottom in points, and the rows of cells.

    Backgrounds behind text and rules that cannot be seen are no borders. Where only rows are ruled, columns are told
    by where the rules are broken, or else by where the words of the first row begin.
    """
    found = []
    for grid in _grids(page, lines):
        top, bottom = grid.levels[0][0], grid.levels[-1][0]
        words = [
            word for line in lines for word in line.words if top - 1 <= (word["top"] + word["bottom"]) / 2 <= bottom + 1
        ]
        rows = [row for row in _grid_rows(grid, words) if any(text for _, _, text in row)]
        if len(rows) > 1:
            found.append((top, bottom, rows))
    return found


def _is_rule(shape: dict[str, Any]) -> bool:
    """Whether a shape can be a border: a visible line or thin rectangle, or a rectangle whose edge is drawn."""
    if shape["object_type"] not in {"rect", "line", "curve"}:
        return False
    is_thin = shape["object_type"] != "rect" or min(shape["width"], shape["height"]) <= _THIN
    if shape.get("stroke"):
        return not _is_white(shape.get("stroking_color"))
    return is_thin and bool(shape.get("fill")) and not _is_white(shape.get("non_stroking_color"))


def _is_white(colour: Any) -> bool:
    """Whether a colour cannot be seen on paper: grey or RGB all but 1; CMYK all but 0 (no colour given is black)."""
    if colour is None:
        return False
    parts = [colour] if isinstance(colour, int | float) else list(colour)
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return False
    return all(part <= 0.03 for part in parts) if len(parts) == 4 else all(part >= 0.97 for part in parts)


def _joined(edges: Iterable[float]) -> list[float]:
    joined: list[float] = []
    for edge in sorted(edges):
        if not joined or edge - joined[-1] > _NEAR:
            joined.append(edge)
    return joined


def _grids(page: Any, lines: Sequence[Line]) -> list[_Grid]:
    """The grids that the visible rules of a page form, from top to bottom."""
    edges = list(page.filter(_is_rule).edges)
    flat = [(e["top"], e["x0"], e["x1"]) for e in edges if e["orientation"] == "h" and e["x1"] - e["x0"] > 2 * _NEAR]
    uprights = [
        (e["x0"], e["top"], e["bottom"])
        for e in edges
        if e["orientation"] == "v" and e["bottom"] - e["top"] > 2 * _NEAR
    ]
    levels: list[tuple[float, list[tuple[float, float]]]] = []
    for top, left, right in sorted(flat):
        if levels and top - levels[-1][0] <= _NEAR:
            levels[-1][1].append((left, right))
        else:
            levels.append((top, [(left, right)]))
    groups: list[list[tuple[float, list[tuple[float, float]]]]] = []
    for level in levels:
        if groups and _same_extent(groups[-1], level[1]):
            groups[-1].append(level)
        else:
            groups.append([level])
    grids = [_grid(group, uprights, lines) for group in groups if len(group) > 1]
    return [grid for grid in grids if grid is not None]


def _extent(stretches: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min(left for left, _ in stretches), max(right for _, right in stretches)


def _same_extent(
    group: Sequence[tuple[float, list[tuple[float, float]]]], stretches: Sequence[tuple[float, float]]
) -> bool:
    """Whether rules reach as far as those of a table above, or (beside a merged cell) stay inside its width."""
    left, right = _extent([one for _, found in group for one in found])
    first, last = _extent(stretches)
    return first >= left - 8 and last <= right + 8 and (last - first) >= 0.3 * (right - left)


def _grid(
    levels: list[tuple[float, list[tuple[float, float]]]],
    uprights: Sequence[tuple[float, float, float]],
    lines: Sequence[Line],
) -> _Grid | None:
    left, right = _extent([one for _, found in levels for one in found])
    top, bottom = levels[0][0], levels[-1][0]
    inside = [
        (x, max(a, top), min(b, bottom))
        for x, a, b in uprights
        if left - 8 <= x <= right + 8 and a < bottom and b > top
    ]
    lengths: dict[float, float] = {}
    for place in _joined(x for x, _, _ in inside):
        lengths[place] = sum(b - a for x, a, b in inside if abs(x - place) <= _NEAR and b > a)
    drawn = [place for place, length in lengths.items() if length >= 0.3 * (bottom - top)]
    if len(drawn) >= 3:
        return _Grid(levels, drawn, inside)
    columns = _breaks(levels, left, right) or _word_starts(lines, levels, left, right)
    return _Grid(levels, columns, []) if len(columns) >= 3 else None


def _breaks(levels: Sequence[tuple[float, list[tuple[float, float]]]], left: float, right: float) -> list[float]:
    """Places where most horizontal rules are put together from two: edges of columns that nothing else shows."""
    ends = [sorted({edge for stretch in found for edge in stretch}) for _, found in levels]
    candidates = _joined(edge for found in ends for edge in found)
    common = [
        c for c in candidates if sum(any(abs(e - c) <= _NEAR for e in found) for found in ends) >= 0.7 * len(levels)
    ]
    inner = [edge for edge in common if left + 8 < edge < right - 8]
    return [left, *inner, right] if inner else []


def _word_starts(
    lines: Sequence[Line], levels: Sequence[tuple[float, list[tuple[float, float]]]], left: float, right: float
) -> list[float]:
    """Where the words of the first ruled row begin."""
    first = next((line for line in lines if levels[0][0] <= line.middle <= levels[1][0]), None)
    if first is None:
        return []
    return [left, *(start - 4 for start, _, _ in first.stretches[1:]), right]


def _grid_rows(grid: _Grid, words: Sequence[dict[str, Any]]) -> list[list[CellText]]:
    """The cells between the rules; one that covers several columns or rows is given once, where it begins."""
    rows = []
    for number in range(len(grid.levels) - 1):
        row: list[CellText] = []
        column = 0
        top, following = grid.levels[number][0], grid.levels[number + 1][0]
        while column < len(grid.columns) - 1:
            after = column + 1
            while after < len(grid.columns) - 1 and not grid.parts(after, top, following):
                after += 1
            if number == 0 or grid.covers(number, column):
                end = number + 1
                while end < len(grid.levels) - 1 and not grid.covers(end, column):
                    end += 1
                left, right, bottom = grid.columns[column], grid.columns[after], grid.levels[end][0]
                inside = [
                    word
                    for word in words
                    if left <= (word["x0"] + word["x1"]) / 2 < right
                    and top <= (word["top"] + word["bottom"]) / 2 < bottom
                ]
                row.append((column, after - column, cell_text(_lines(inside), right - left)))
            column = after
        rows.append(row)
    return rows


_LISTED = re.compile(r"[•·▪●○◦\uf0b7\uf0a7–*-]\s|\(?[a-z0-9]{1,2}[.)]\s|[•·▪●\uf0b7]")


def cell_text(lines: Sequence[Line], width: float) -> str:
    """The text of a cell: lines that were only wrapped are one, lines that were begun anew stay apart.

    A line was wrapped if the first word of the next would not have fitted behind it.
    """
    text, end, gap = "", 0.0, 0.0
    left = min((line.words[0]["x0"] for line in lines), default=0.0)
    for number, line in enumerate(lines):
        first = line.words[0]
        if number:
            has_room = end + gap + (first["x1"] - first["x0"]) + 6 < left + width
            is_listed = bool(_LISTED.match(line.text))
            is_begun = is_listed or (has_room and not first["text"][:1].islower())
            if text.endswith("-") and re.search(r"\w-$", text) and not is_begun:
                text += line.text
            else:
                text += ("\n" if is_begun else " ") + line.text
        else:
            text = line.text
        end, gap = line.words[-1]["x1"], (first["bottom"] - first["top"]) * 0.3
    return text


# Tables without rules -----------------------------------------------------------------------------------------


def unruled_tables(
    lines: Sequence[Line], is_header: Callable[[list[str]], bool]
) -> list[tuple[float, list[list[CellText]], list[Line]]]:
    """Tables told by their headings alone: top, rows, and the lines they are made of.

    Columns begin where the headings begin. A row begins where its first column does, or after a wider gap.
    """
    found = []
    number = 0
    while number < len(lines):
        stretches = lines[number].stretches
        if not is_header([text for _, _, text in stretches]):
            number += 1
            continue
        starts = [left for left, _, _ in stretches]
        end = number + 1
        while (
            end < len(lines)
            and _fits_columns(lines[end], starts)
            and not is_header([t for _, _, t in lines[end].stretches])
        ):
            end += 1
        used = list(lines[number:end])
        if len(used) > 1:
            header = [(column, 1, text) for column, (_, _, text) in enumerate(stretches)]
            found.append((used[0].top, [header, *_unruled_rows(used[1:], starts)], used))
        number = max(end, number + 1)
    return found


def _fits_columns(line: Line, starts: Sequence[float]) -> bool:
    """Whether a line's words begin in columns: no stretch of words runs over the beginning of the next column."""
    for left, right, _ in line.stretches:
        if left < starts[0] - 6:
            return False
        crossed = [start for start in starts if left < start - 6 and right > start + 12]
        if len(crossed) > 1:
            return False
    return True


def _unruled_rows(lines: Sequence[Line], starts: Sequence[float]) -> list[list[CellText]]:
    gaps = [lower.top - upper.top for upper, lower in pairwise(lines)]
    usual = min(gaps, default=0.0)
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        begins_first = line.words[0]["x0"] < (starts[1] if len(starts) > 1 else 1e9) - 6
        is_wider = number > 0 and gaps[number - 1] > 1.35 * usual
        first_is_short = len(line.stretches) > 0 and len(line.stretches[0][2]) <= 8
        if not groups or is_wider or (begins_first and first_is_short and len(line.stretches) > 1):
            groups.append([line])
        else:
            groups[-1].append(line)
    edges = [*(start - 6 for start in starts), 1e9]
    rows = []
    for group in groups:
        row = []
        for column, (left, right) in enumerate(pairwise(edges)):
            words = [w for line in group for w in line.words if (left if column else -1) <= w["x0"] < right]
            width = (right if right < 1e9 else max(w["x1"] for line in lines for w in line.words)) - left
            row.append((column, 1, cell_text(_lines(words), width)))
        rows.append(row)
    return rows
