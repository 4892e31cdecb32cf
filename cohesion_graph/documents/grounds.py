"""Ratings told by the colour of a cell and by no words: the cell is read as a square of that colour."""

from __future__ import annotations

import colorsys
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from cohesion_graph.documents.cells import Cell, loose
from cohesion_graph.language.phrases import role_of

__all__ = ["rated", "square_of"]

Place = tuple[int, int]
"""Row and column of a cell."""

_SQUARES = ((0.05, "🟥"), (0.14, "🟧"), (0.19, "🟨"), (0.47, "🟩"), (0.72, "🟦"), (0.93, "🟪"), (1.0, "🟥"))
"""The last hue of each colour, as a share of the circle; the standard "orange" of office programs is amber."""


def square_of(colour: str) -> str:
    """The square for a colour of six or eight digits; empty for white, greys and whatever names no colour.

    >>> [square_of(one) for one in ("FF0000", "FFFFC000", "92D050", "D9D9D9", "auto")]
    ['🟥', '🟧', '🟩', '', '']
    """
    if not re.fullmatch(r"(?:[0-9a-fA-F]{2})?[0-9a-fA-F]{6}", colour):
        return ""
    red, green, blue = (int(colour[-6:][place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if strength < 0.3 or not 0.15 < light < 0.9:
        return ""
    return next(square for last, square in _SQUARES if hue <= last)


def rated(cells: Iterable[Cell], grounds: Mapping[Place, str]) -> list[Cell]:
    """The cells without words that rate by their colour, as squares.

    They stand below a heading of progress, in a row that has words, and no other cell of the row has their ground:
    a row that is coloured from end to end is set off, not rated.

    Args:
        cells: The cells of a table; those without words may be missing.
        grounds: The colours that cells state for themselves, with words or without.
    """
    squares = {place: square for place, colour in grounds.items() if (square := square_of(colour))}
    texts = {(cell.row, cell.column): cell.words.text for cell in cells if cell.words.text} if squares else {}
    bare = [place for place in sorted(squares) if place not in texts]
    heads = {column: _heading(texts, column) for column in {column for _, column in bare}}
    with_words = {row for row, _ in texts}
    of_row = Counter((row, square) for (row, _), square in squares.items())
    return [
        Cell(loose(squares[row, column]), row, column)
        for row, column in bare
        if heads[column] <= row and row in with_words and of_row[row, squares[row, column]] == 1
    ]


def _heading(texts: Mapping[Place, str], column: int) -> float:
    """The row behind the first heading of progress in a column; beyond all rows where it has none."""
    rows = (row + 1 for (row, one), text in texts.items() if one == column and role_of(text) == "status")
    return min(rows, default=math.inf)
