"""Tables that lie on their side: their records stand beside each other, their labels below each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cohesion_graph.documents.cells import Cell
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.lexicon import DATES, ITEMS, PARTIES, SURE, label_role, sureness
from cohesion_graph.ingest.mining.values import is_code
from cohesion_graph.language.phrases import says_what_to_do

__all__ = ["turned"]


def turned(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]] | None:
    """A table whose records stand side by side, with rows and columns changed; None for any other.

    Its first column holds labels of a plan, one of who or when among them, and its first row is none of headings: it
    says what is to be done, or counts that. A column in front of the labels that groups them is left out, and one
    behind them that explains them.
    """
    width = max((cell.column for row in rows for cell in row), default=0) + 1
    if len(rows) < _FEWEST_LABELS or width < _FEWEST_LABELS:
        return None
    return next((found for labels in (0, 1) if (found := _turned_at(rows, labels, width))), None)


def _turned_at(rows: Sequence[Sequence[Cell]], labels: int, width: int) -> list[list[Cell]] | None:
    if any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row if cell.column >= labels):
        return None
    told = [next((cell for cell in row if cell.column == labels and cell.words), None) for row in rows]
    head = [cell for cell in rows[0] if cell.column > labels and cell.words]
    first = labels + 1
    if len(head) > 2 and not _is_number(head[0]) and all(map(_is_number, head[1:])):
        head, first = head[1:], first + 1
    if width - first < 2 or not _are_labels(told, head) or _holds_pairs(rows):
        return None
    kept = [labels, *range(first, width)]
    flipped: dict[int, list[Cell]] = defaultdict(list)
    for number, row in enumerate(rows):
        for cell in (cell for cell in row if cell.column in kept):
            flipped[kept.index(cell.column)].append(replace(cell, row=kept.index(cell.column), column=number))
    return [sorted(flipped[row], key=lambda cell: cell.column) for row in sorted(flipped)]


def _are_labels(told: Sequence[Cell | None], head: Sequence[Cell]) -> bool:
    """Whether a column holds the labels of what stands beside it, below or in the cells of its first row."""
    roles = {label_role(cell.words.text) for cell in told if cell} - {""}
    is_counted = all(map(_is_number, head))
    begins_blank = told[0] is None or (is_counted and not _is_sure(told[0]))
    labelled = told[1:] if begins_blank else told
    if sum(map(_is_sure, labelled)) < _MOST * len(labelled) or not roles & (PARTIES | DATES):
        return False
    if not is_counted and sum(map(_is_sure, head)) > 0.34 * len(head):
        return False
    if roles & {*ITEMS, "goal"}:
        return len(roles) >= _FEWEST_LABELS and (begins_blank <= is_counted)
    # nothing is called an action: the first row says what is to be done, with who and when below it
    done = sum(says_what_to_do(cell.words.text) for cell in head)
    return begins_blank and bool(roles & PARTIES) and bool(roles & DATES) and 2 * done >= len(head)


_FEWEST_LABELS = 3
_MOST = 0.75
"""Share of the labels that a language must know."""


def _holds_pairs(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether labels stand in front of values in the middle of rows as well: a form of several pairs in a row."""
    pairs = [(row[0], cell) for row in rows for cell in row if cell.column == _SECOND_LABEL and cell.words]
    told = sum(_is_sure(cell) and _sort(cell) != _sort(first) for first, cell in pairs)
    return told > 0.5 * len(pairs)


def _sort(cell: Cell) -> str:
    """What a label tells, roughly: a team below "Lead" is its value."""
    role = label_role(cell.words.text)
    return "who" if role in PARTIES else "when" if role in DATES else role


_SECOND_LABEL = 2
"""The column of the second pair's label."""


def _is_number(cell: Cell) -> bool:
    """Whether a cell only counts what stands below it: "Project 1", "2"."""
    anchor = anchor_of(cell.words)
    return cell.words.text.isdigit() or is_code(cell.words.text) or bool(anchor.number and not anchor.rest)


def _is_sure(cell: Cell | None) -> bool:
    return cell is not None and sureness(cell.words.text) >= SURE and len(cell.words.text.split()) <= 5
