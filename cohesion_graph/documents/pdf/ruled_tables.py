"""Tables of PDF pages whose cells are drawn: by rules, by dots, by rules between rows only, or by shaded cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cohesion_graph.documents.pdf.cell_lines import cell_text
from cohesion_graph.documents.pdf.drawing import Drawing, Stretch
from cohesion_graph.documents.pdf.unruled_tables import runs_over
from cohesion_graph.documents.pdf.words import CellText, Word, lines_of

__all__ = ["DrawnTable", "drawn_tables"]

_NEAR = 3.0
"""Points: rules nearer to each other than this are one."""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table whose rows are drawn: heights of its rules and edges of its columns in points, rows of cells."""

    levels: list[float]
    columns: list[float]
    rows: list[list[CellText]]
    has_uprights: bool

    @property
    def top(self) -> float:
        """Height of its upper edge, in points from the top of the page."""
        return self.levels[0]

    @property
    def bottom(self) -> float:
        """Height of its lower edge, in points from the top of the page."""
        return self.levels[-1]


@dataclass(slots=True)
class _Grid:
    """Heights of horizontal rules with the stretches they cover, edges of columns, and the vertical rules."""

    levels: list[tuple[float, list[tuple[float, float]]]]
    columns: list[float]
    uprights: list[Stretch]
    """Empty where only rows are drawn."""

    def covers(self, level: int, column: int) -> bool:
        """Whether a horizontal rule stands at a level over the middle of a column."""
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        return any(left <= middle <= right for left, right in self.levels[level][1])

    def parted(self, top: float, bottom: float, words: Sequence[Word]) -> list[bool]:
        """Whether each edge is drawn between two heights; where no edges are drawn, whether no text runs over it."""
        if not self.uprights:
            return self._free(words)
        middle = (top + bottom) / 2
        drawn = [x for x, first, last in self.uprights if first - 2 <= middle <= last + 2]
        inner = self.columns[1:-1]
        if not any(abs(x - place) <= _NEAR for x in drawn for place in inner):
            places = {bisect_left(self.columns, word["x0"] + 1) for word in words}
            if len(places) > len(self.columns) / 2 and all(self._free(words)):
                return [True] * len(self.columns)  # styles that draw edges in every second row only
        return [any(abs(x - place) <= _NEAR for x in drawn) for place in self.columns]

    def _free(self, words: Sequence[Word]) -> list[bool]:
        """Whether no text runs over each edge."""
        lines = lines_of(words)
        return [not any(runs_over(line, edge) for line in lines) for edge in self.columns]


_ABOVE = 150.0
"""Points above the first rule between rows where the headings and a first row may stand."""
Edges = Callable[[Sequence[Word], float], list[float]]
"""Tells the edges of columns from the words of a table whose columns are not drawn, those right above it included,
and from where its rules begin; empty where there are none."""


def drawn_tables(drawing: Drawing, words: Sequence[Word], edges_by_words: Edges) -> list[DrawnTable]:
    """The tables of a page that are drawn, from top to bottom; shading is asked only where no rules make a table."""
    found: list[DrawnTable] = []
    shaded = Drawing(drawing.shaded_flat, drawing.shaded_upright, [], [])
    for one, is_shaded in ((drawing, False), (shaded, True)):
        for grid in _grids(one, words, edges_by_words, is_shaded=is_shaded):
            top, bottom = grid.levels[0][0], grid.levels[-1][0]
            if any(table.top < bottom and top < table.bottom for table in found):
                continue
            inside = [word for word in words if top - 1 <= (word["top"] + word["bottom"]) / 2 <= bottom + 1]
            rows = [row for row in _grid_rows(grid, inside) if any(cell.text for cell in row)]
            if len(rows) > 1 or (rows and grid.uprights):
                found.append(DrawnTable([level for level, _ in grid.levels], grid.columns, rows, bool(grid.uprights)))
    return sorted(found, key=lambda table: table.top)


def _grids(drawing: Drawing, words: Sequence[Word], edges_by_words: Edges, *, is_shaded: bool) -> list[_Grid]:
    """The grids that the rules of a page form, from top to bottom."""
    levels: list[tuple[float, list[tuple[float, float]]]] = []
    struck = [word for word in words if word.get("struck")]
    for top, left, right in sorted(drawing.flat):
        if not is_shaded and not _is_border((top, left, right), drawing.upright, struck):
            continue
        if levels and top - levels[-1][0] <= _NEAR:
            levels[-1][1].append((left, right))
        else:
            levels.append((top, [(left, right)]))
    groups: list[list[tuple[float, list[tuple[float, float]]]]] = []
    for level in levels:
        if groups and not is_shaded and _is_shaded_on(groups[-1], level, drawing.shaded_flat):
            groups[-1].append((level[0], [_extent([one for _, found in groups[-1] for one in found])]))
        elif groups and _goes_on(groups[-1], level, [] if is_shaded else drawing.upright):
            groups[-1].append(level)
        else:
            groups.append([level])
    if not is_shaded:
        groups = [_closed(group, drawing.upright) for group in groups]
    shades = [] if is_shaded else drawing.shaded_flat
    grids = (_grid(group, drawing.upright, words, edges_by_words, shades) for group in groups if len(group) > 1)
    found = [grid for grid in grids if grid is not None]
    if is_shaded:
        # a row without shading has no edges drawn: cells are parted wherever no word runs over the edge
        return [_Grid(grid.levels, grid.columns, []) for grid in found if len(grid.columns) > 2 and grid.uprights]
    return found


def _closed(
    group: list[tuple[float, list[tuple[float, float]]]], uprights: Sequence[Stretch]
) -> list[tuple[float, list[tuple[float, float]]]]:
    """The levels of a table with an edge where its vertical rules end: a row may go on over the page's."""
    left, right = _extent([one for _, found in group for one in found])
    top, bottom = group[0][0], group[-1][0]
    near = [one for one in uprights if left - 8 <= one[0] <= right + 8]
    above = [first for _, first, last in near if first < top - 8 and last >= top - _NEAR]
    below = [last for _, first, last in near if last > bottom + 8 and first <= bottom + _NEAR]
    opening = [(min(above), [(left, right)])] if len(above) > 2 else []
    closing = [(max(below), [(left, right)])] if len(below) > 2 else []
    return [*opening, *group, *closing]


def _is_border(piece: Stretch, uprights: Sequence[Stretch], struck: Sequence[Word]) -> bool:
    """Whether a horizontal piece can part cells: between vertical rules it reaches from one to another."""
    y, left, right = piece
    beside = [x for x, top, bottom in uprights if top - _NEAR <= y <= bottom + _NEAR]
    if any(abs(x - left) <= 4 for x in beside) and any(abs(x - right) <= 4 for x in beside):
        return True
    if len(beside) > 2 and right - left < 0.8 * (max(beside) - min(beside)):
        return False
    return not any(word["top"] < y < word["bottom"] and left < word["x1"] and word["x0"] < right for word in struck)


def _extent(stretches: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min(left for left, _ in stretches), max(right for _, right in stretches)


def _goes_on(
    group: Sequence[tuple[float, list[tuple[float, float]]]],
    level: tuple[float, list[tuple[float, float]]],
    uprights: Sequence[Stretch],
) -> bool:
    """Whether a level belongs to the table above it: vertical rules join them, or both reach equally far."""
    left, right = _extent([one for _, found in group for one in found])
    first, last = _extent(level[1])
    above = group[-1][0]
    if last < left - 8 or first > right + 8:
        return False
    near = [one for one in uprights if left - 8 <= one[0] <= right + 8]
    if any(top <= above + _NEAR and bottom >= level[0] - _NEAR for _, top, bottom in near):
        return True
    if any(top < level[0] - _NEAR and bottom > group[0][0] + _NEAR for _, top, bottom in near):
        # vertical rules end here or begin below: two tables with text between them
        return False
    return first >= left - 8 and last <= right + 8 and (last - first) >= 0.3 * (right - left)


def _grid(
    levels: list[tuple[float, list[tuple[float, float]]]],
    uprights: Sequence[Stretch],
    words: Sequence[Word],
    edges_by_words: Edges,
    shades: Sequence[Stretch] = (),
) -> _Grid | None:
    left, right = _extent([one for _, found in levels for one in found])
    top, bottom = levels[0][0], levels[-1][0]
    inside = [
        (x, max(a, top), min(b, bottom))
        for x, a, b in uprights
        if left - 8 <= x <= right + 8 and a < bottom and b > top
    ]
    drawn = [
        place
        for place in _joined(x for x, _, _ in inside)
        if sum(b - a for x, a, b in inside if abs(x - place) <= _NEAR and b > a) >= 0.3 * (bottom - top)
    ]
    if len(drawn) >= 3:
        return _Grid(levels, drawn, inside)
    levels = _with_shades(levels, shades)
    if len(levels) <= 3:
        return None  # a frame, or lines over and under the headings: the rows inside are told by words
    columns = edges_by_words(
        [word for word in words if top - _ABOVE <= (word["top"] + word["bottom"]) / 2 <= bottom], top
    )
    return _Grid(levels, columns, []) if len(columns) >= 3 else None


def _is_shaded_on(
    group: Sequence[tuple[float, list[tuple[float, float]]]],
    level: tuple[float, list[tuple[float, float]]],
    shades: Sequence[Stretch],
) -> bool:
    """Whether a short rule inside a table is carried on to its edges by the edge of shading."""
    left, right = _extent([one for _, found in group for one in found])
    first, last = _extent(level[1])
    if first < left - 8 or last > right + 8 or last - first >= 0.3 * (right - left):
        return False
    reach = [(a, b) for y, a, b in shades if abs(y - level[0]) <= _NEAR and a >= left - 8 and b <= right + 8]
    return bool(reach) and max(b - a for a, b in reach) >= 0.8 * (right - left)


def _with_shades(
    levels: list[tuple[float, list[tuple[float, float]]]], shades: Sequence[Stretch]
) -> list[tuple[float, list[tuple[float, float]]]]:
    """The levels of a table with the edges of rows that are shaded across all of it."""
    left, right = _extent([one for _, found in levels for one in found])
    found = dict(levels)
    for top in sorted({top for top, _, _ in shades if levels[0][0] < top < levels[-1][0]}):
        if any(abs(top - level) <= _NEAR for level in found):
            continue
        reach = [(a, b) for y, a, b in shades if abs(y - top) <= 1 and a >= left - 8 and b <= right + 8]
        if sum(b - a for a, b in reach) >= 0.8 * (right - left):
            found[top] = [(left, right)]
    return sorted(found.items())


def _joined(edges: Iterable[float]) -> list[float]:
    joined: list[float] = []
    for edge in sorted(edges):
        if not joined or edge - joined[-1] > _NEAR:
            joined.append(edge)
    return joined


def _grid_rows(grid: _Grid, words: Sequence[Word]) -> list[list[CellText]]:
    """The cells between the rules; one that covers several columns or rows is given once, where it begins."""
    ordered = sorted(words, key=_middle)
    middles = [_middle(word) for word in ordered]
    ends = _ends(grid, words)
    rows = []
    for number, ((top, _), (following, _)) in enumerate(pairwise(grid.levels)):
        row: list[CellText] = []
        column = 0
        beside = ordered[bisect_left(middles, top) : bisect_left(middles, following)]
        parted = grid.parted(top, following, beside)
        while column < len(grid.columns) - 1:
            after = column + 1
            while after < len(grid.columns) - 1 and not parted[after]:
                after += 1
            if number == 0 or grid.covers(number, column):
                end = number + 1
                while end < len(grid.levels) - 1 and not grid.covers(end, column):
                    end += 1
                left, right, bottom = grid.columns[column], grid.columns[after], grid.levels[end][0]
                inside = [
                    word
                    for word in ordered[bisect_left(middles, top) : bisect_left(middles, bottom)]
                    if left <= (word["x0"] + word["x1"]) / 2 < right
                ]
                # what is set off from the left edge is set off from the right one too
                inset = min((word["x0"] for word in inside), default=left) - left
                limit = right - min(max(inset, 0.0), 12.0)
                if not grid.uprights and after - column == 1:
                    limit = ends[column]
                row.append(CellText(column, after - column, *cell_text(inside, limit)))
            column = after
        rows.append(row if grid.uprights else _across(row))
    return rows


def _across(row: list[CellText]) -> list[CellText]:
    """A row, its cells made one where its only words run over an edge that is not drawn: a heading between rows."""
    filled = [cell for cell in row if cell.text]
    if len(filled) != 1 or filled[0].columns == 1:
        return row
    width = max(cell.column + cell.columns for cell in row)
    return [*row[: row.index(filled[0])], replace(filled[0], columns=width - filled[0].column)]


def _ends(grid: _Grid, words: Sequence[Word]) -> list[float]:
    """How far the words of each column reach that run over none of its edges."""
    return [
        max((word["x1"] for word in words if left - 2 <= word["x0"] < right and word["x1"] <= right + 2), default=right)
        for left, right in pairwise(grid.columns)
    ]


def _middle(word: Word) -> float:
    return float(word["top"] + word["bottom"]) / 2
