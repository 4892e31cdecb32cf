"""Columns of running text on a page of print: what stands in one is read before the next.

The page is cut at the gutter that no word stands in, and each side again (the recursive X-Y cut of Nagy and Seth,
1984). Cells of a table stand beside each other too; text is told from them by filling its columns, by going on from
line to line, and by beginning its paragraphs at heights of its own.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise

from cohesion_graph.documents.pdf.words import Line, lines_of

__all__ = ["in_reading_order"]

_GUTTER = 8.0
"""Points: columns stand at least so far apart."""
_MARGIN = 0.15
"""Share of the text's width at either side in which no gutter is looked for."""
_FEWEST = 5
"""Lines that a column has at least."""
_FULL = 0.55
"""Share of its column's width that the middle one of its lines takes."""
_ALIKE = 0.6
"""How wide the narrowest column is at least, as a share of the widest."""
_GOES_ON = 0.2
"""Share of the lines that begin in small letters: they go on from the line above."""
_SAME_HEIGHT = 2.0
"""Points."""


def in_reading_order(lines: Sequence[Line], cuts: Sequence[float] = ()) -> list[tuple[float, Line]]:
    """Lines as they are read, each with the height on the page that it has its turn by.

    Args:
        lines: Lines from top to bottom.
        cuts: Heights at which something else stands, such as a table: no column runs over it.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return [(line.top, line) for line in lines]
    found: list[tuple[float, Line]] = []
    run: list[Line] = []
    for line in lines:
        is_over = _crosses(line, gutter)
        if is_over or (run and any(run[-1].top < cut <= line.top for cut in cuts)):
            found += _parted(run, gutter)
            run = []
        if is_over:
            found.append((line.top, line))
        else:
            run.append(line)
    return found + _parted(run, gutter)


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the widest upright stretch that the fewest lines stand over, with text on either side of it.

    Stretches near the margins are none, nor those that part a few notes from the text.
    """
    stretches = [(round(left), round(right)) for line in lines for left, right, _ in line.stretches]
    left, right = min((one[0] for one in stretches), default=0), max((one[1] for one in stretches), default=0)
    margin = round(_MARGIN * (right - left))
    changes = Counter(start for start, _ in stretches)
    changes.subtract(end + 1 for _, end in stretches)
    covered = dict(enumerate(accumulate(changes[place] for place in range(left, right + 1)), left))
    inside = range(left + margin, right - margin)
    least = min((covered[place] for place in inside), default=0)
    gaps = [list(gap) for is_free, gap in groupby(inside, key=lambda place: covered[place] == least) if is_free]
    for gap in sorted((gap for gap in gaps if len(gap) >= _GUTTER), key=len, reverse=True):
        gutter = gap[len(gap) // 2] + 0.5
        sides = _sides([line for line in lines if not _crosses(line, gutter)], gutter)
        if min(map(len, sides)) >= _FEWEST:
            return gutter
    return None


def _crosses(line: Line, gutter: float) -> bool:
    return any(left < gutter < right for left, right, _ in line.stretches)


def _parted(run: Sequence[Line], gutter: float) -> list[tuple[float, Line]]:
    """The lines of the columns, one column after the other; the lines as they are where these are no columns."""
    columns = [one for side in _sides(run, gutter) for one in _columns_of(side)]
    if (
        not all(map(_is_text, columns))
        or min(map(_width, columns)) < _ALIKE * max(map(_width, columns))
        or any(_are_rows(*two) for two in pairwise(columns))
    ):
        return [(line.top, line) for line in run]
    return [(run[0].top, line) for column in columns for line in column]


def _columns_of(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Further columns in one."""
    gutter = _gutter(lines)
    if gutter is None or any(_crosses(line, gutter) for line in lines):
        return [lines]
    return [one for side in _sides(lines, gutter) for one in _columns_of(side)]


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    words = [word for line in lines for word in line.words]
    left = lines_of([word for word in words if word["x1"] <= gutter])
    return left, lines_of([word for word in words if word["x1"] > gutter])


def _is_text(column: Sequence[Line]) -> bool:
    """Whether lines fill their column and go on from one to the next."""
    if len(column) < _FEWEST:
        return False
    full = statistics.median(_stretch(line)[1] - _stretch(line)[0] for line in column)
    going_on = sum(line.text[:1].islower() for line in column)
    return full >= _FULL * _width(column) and going_on >= _GOES_ON * len(column)


def _stretch(line: Line) -> tuple[float, float]:
    """The edges of the widest text of a line: what stands in the margin beside it is none of its column."""
    left, right, _ = max(line.stretches, key=lambda one: one[1] - one[0])
    return left, right


def _width(column: Sequence[Line]) -> float:
    """How wide a column is: from where most lines begin to where nearly all have ended."""
    stretches = [_stretch(line) for line in column]
    left = Counter(round(start) for start, _ in stretches).most_common(1)[0][0]
    return float(statistics.quantiles((end for _, end in stretches), n=10)[-1] - left)


def _are_rows(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether paragraphs on the left begin where those on the right do, as the cells of rows."""
    heights = _beginnings(right)
    own = _beginnings(left)
    beside = sum(any(abs(one - other) <= _SAME_HEIGHT for other in heights) for one in own)
    return 2 * beside > len(own) > 0


def _beginnings(column: Sequence[Line]) -> list[float]:
    """Heights of the lines under more white space than is usual, the first left out."""
    gaps = [lower.top - upper.bottom for upper, lower in pairwise(column)]
    usual = statistics.median(gaps)
    height = statistics.median(line.bottom - line.top for line in column)
    return [lower.top for gap, lower in zip(gaps, column[1:], strict=True) if gap > usual + 0.4 * height]
