"""Rows of Rich Text tables: each row states the edges of its cells, which of them are joined, and on what ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cohesion_graph.documents.cells import Cell, loose
from cohesion_graph.documents.pieces import Shown

__all__ = ["Box", "RowOfBoxes", "placed"]

_WIDEST = 1_000


@dataclass(slots=True)
class Box:
    """What a row states of one of its cells."""

    edge: int = 0
    """Its right edge, in twentieths of a point."""
    has_ground: bool = False
    joins_above: bool = False
    joins_left: bool = False


@dataclass(slots=True)
class RowOfBoxes:
    """A row: its cells as they are stated, and what they show."""

    boxes: list[Box] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)


def placed(rows: Sequence[RowOfBoxes]) -> list[list[Cell]]:
    """The cells of a table at their places in its grid, joined ones once.

    A row that does not state an edge for each of its cells has them side by side.
    """
    stated = {box.edge for row in rows if _is_stated(row) for box in row.boxes}
    edges = {edge: number for number, edge in enumerate(sorted(stated)[:_WIDEST])}
    found: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        line: list[Cell] = []
        column = 0
        boxes = row.boxes if _is_stated(row) else [Box() for _ in row.shown]
        for box, words in zip(boxes, row.shown, strict=False):
            behind = max(edges.get(box.edge, column) + 1, column + 1)
            if box.joins_left and line:
                line[-1] = replace(line[-1], columns=behind - line[-1].column)
            elif box.joins_above and column in above:
                top, place = above[column]
                found[top][place] = replace(found[top][place], rows=number - top + 1)
            else:
                above[column] = number, len(line)
                line.append(Cell(loose(words.text), number, column, behind - column, 1, words.struck))
            column = behind
        found.append(line)
    return found


def _is_stated(row: RowOfBoxes) -> bool:
    edges = [box.edge for box in row.boxes]
    return len(edges) >= len(row.shown) and all(one < two for one, two in pairwise(edges))
