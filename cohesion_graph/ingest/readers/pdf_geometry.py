"""Where words and rules stand on a page of a PDF, and the rows and columns they form."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


def ruled_tables(page: Any, lines: Sequence[Line]) -> list[tuple[float, float, list[list[CellText]]]]:
    """Tables whose cells are drawn: top and bottom in points, and the rows of cells.

    Backgrounds behind text are no rules, and a rule under a line of text that does not reach across the table is no
    border between rows.
    """
    drawn = page.filter(_is_rule)
    found = []
    for table in drawn.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": _NEAR}):
        left, top, right, bottom = table.bbox
        words = [word for line in lines for word in line.words if top - 1 <= (word["top"] + word["bottom"]) / 2 <= bottom + 1]
        columns = _joined({edge for cell in table.cells for edge in (cell[0], cell[2])})
        levels = _full_rules(table.cells, right - left)
        if len(columns) < 3 or len(levels) < 2:
            continue
        rows = [_row(words, columns, first, last, table.cells) for first, last in zip(levels, levels[1:], strict=False)]
        filled = [row for row in rows if any(text for _, _, text in row)]
        if filled:
            found.append((top, bottom, filled))
    return found


def _is_rule(shape: dict[str, Any]) -> bool:
    if shape["object_type"] != "rect":
        return True
    is_thin = min(shape["width"], shape["height"]) <= _THIN
    return is_thin or bool(shape.get("stroke"))


def _joined(edges: set[float]) -> list[float]:
    joined: list[float] = []
    for edge in sorted(edges):
        if not joined or edge - joined[-1] > _NEAR:
            joined.append(edge)
    return joined


def _full_rules(cells: Sequence[tuple[float, float, float, float]], width: float) -> list[float]:
    """Heights at which borders of cells reach across (nearly) the whole table."""
    levels = _joined({edge for cell in cells for edge in (cell[1], cell[3])})
    full = []
    for level in levels:
        above = sum(cell[2] - cell[0] for cell in cells if abs(cell[3] - level) <= _NEAR)
        below = sum(cell[2] - cell[0] for cell in cells if abs(cell[1] - level) <= _NEAR)
        if max(above, below) >= 0.5 * width:
            full.append(level)
    return full


def _row(
    words: Sequence[dict[str, Any]],
    columns: Sequence[float],
    top: float,
    bottom: float,
    cells: Sequence[tuple[float, float, float, float]],
) -> list[CellText]:
    """The cells of one row; one that covers several columns is given once, where it begins."""
    here = [word for word in words if top <= (word["top"] + word["bottom"]) / 2 < bottom]
    row: list[CellText] = []
    column = 0
    while column < len(columns) - 1:
        left = columns[column]
        own = [c for c in cells if abs(c[0] - left) <= _NEAR and c[1] - 1 <= (top + bottom) / 2 <= c[3] + 1]
        right = max((cell[2] for cell in own), default=columns[column + 1])
        after = next((n for n, edge in enumerate(columns) if edge >= right - _NEAR), len(columns) - 1)
        after = max(after, column + 1)
        inside = [word for word in here if left <= (word["x0"] + word["x1"]) / 2 < columns[after]]
        row.append((column, after - column, cell_text(_lines(inside), columns[after] - left)))
        column = after
    return row


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
        while end < len(lines) and _fits_columns(lines[end], starts) and not is_header([t for _, _, t in lines[end].stretches]):
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
    gaps = [lower.top - upper.top for upper, lower in zip(lines, lines[1:], strict=False)]
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
        for column, (left, right) in enumerate(zip(edges, edges[1:], strict=False)):
            words = [w for line in group for w in line.words if (left if column else -1) <= w["x0"] < right]
            width = (right if right < 1e9 else max(w["x1"] for line in lines for w in line.words)) - left
            row.append((column, 1, cell_text(_lines(words), width)))
        rows.append(row)
    return rows
