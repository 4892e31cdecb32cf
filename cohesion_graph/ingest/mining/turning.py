"""Tables that lie on their side: their records stand beside each other, their labels below each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cohesion_graph.documents.cells import Cell
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.lexicon import DATES, ITEMS, PARTIES, SURE, label_role, sureness

__all__ = ["turned"]


def turned(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]] | None:
    """A table whose records stand side by side, with rows and columns changed; None for any other.

    Its first column holds labels of a plan, one of what is to be done and one of who or when among them, and its first
    row is none of headings.
    """
    if len(rows) < 3 or max((cell.column for row in rows for cell in row), default=0) < 2:
        return None
    if any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row):
        return None
    firsts = [next((cell for cell in row if cell.column == 0 and cell.words), None) for row in rows]
    told = {label_role(cell.words.text) for cell in firsts if cell} - {""}
    is_plan = told & {*ITEMS, "goal"} and told & (PARTIES | DATES)
    sure = sum(_is_sure(cell) for cell in firsts)
    if not is_plan or sure < 0.75 * len(rows) or len(told) < 3:
        return None
    head = [cell for cell in rows[0] if cell.column > 0 and cell.words]
    is_counted = all(map(_is_number, head)) and not any(cell.words for cell in rows[0] if cell.column == 0)
    if not is_counted and sum(map(_is_sure, head)) > 0.34 * len(head):
        return None
    flipped: dict[int, list[Cell]] = defaultdict(list)
    for row in rows:
        for cell in row:
            flipped[cell.column].append(replace(cell, row=cell.column, column=cell.row))
    return [sorted(flipped[row], key=lambda cell: cell.column) for row in sorted(flipped)]


def _is_number(cell: Cell) -> bool:
    """Whether a cell only counts what stands below it: "Project 1", "2"."""
    anchor = anchor_of(cell.words)
    return cell.words.text.isdigit() or bool(anchor.number and not anchor.rest)


def _is_sure(cell: Cell | None) -> bool:
    return cell is not None and sureness(cell.words.text) >= SURE and len(cell.words.text.split()) <= 5
