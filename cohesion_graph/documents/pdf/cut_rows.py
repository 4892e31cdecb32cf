"""Tables that pages cut: a row at the end of a page, and the columns of a sheet that is wider than the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cohesion_graph.documents.looks import Looks
from cohesion_graph.documents.pdf.cell_lines import begins_entry
from cohesion_graph.documents.pdf.words import CellText

__all__ = ["has_actions", "join_columns", "join_cut_row", "lacks_actions", "may_stand_beside"]

_MOST = 0.8
"""Share of a table's rows that must fill the first column (or begin it with a capital) for a row to stand out."""


def join_cut_row(upper: list[list[CellText]], lower: list[list[CellText]]) -> None:
    """Move the first row of a page to the last row of the page before, if it is the rest of that row.

    Args:
        upper: The rows of the table that the page before ends with; headings may be among them.
        lower: The rows of the table that the page begins with, in the same columns; headings may come again.
    """
    place = 0
    while place < min(len(lower) - 1, len(upper)) and _texts(lower[place]) == _texts(upper[place]):
        place += 1
    body = [row for row in upper[place:] or upper if sum(bool(cell.text) for cell in row) > 1]
    if not body or upper[-1] is not body[-1] or place >= len(lower) or not _is_rest(body, lower[place]):
        return
    upper[-1] = _joined(upper[-1], lower.pop(place))


def _texts(row: Sequence[CellText]) -> list[str]:
    return [cell.text for cell in row]


def _first(row: Sequence[CellText]) -> str:
    return next((cell.text for cell in row if cell.column == 0), "")


def _is_rest(body: Sequence[Sequence[CellText]], row: Sequence[CellText]) -> bool:
    """Whether a row begins in mid-sentence, or lacks what the rows before it have in front."""
    filled = [cell for cell in row if cell.text]
    if not filled or any(cell.columns > 1 for cell in filled):
        return False
    firsts = [_first(one) for one in body]
    if _first(row):
        return _first(row)[:1].islower() and sum(not text[:1].islower() for text in firsts) >= _MOST * len(firsts)
    width = max(cell.column + cell.columns for one in body for cell in one)
    is_open = any(cell.text[:1].islower() for cell in filled) or len(filled) <= width / 2
    return is_open and sum(map(bool, firsts)) >= _MOST * len(firsts)


def _joined(row: Sequence[CellText], rest: Sequence[CellText]) -> list[CellText]:
    found = {cell.column: cell for cell in row}
    for cell in rest:
        before = found.get(cell.column)
        if before is None or not before.text:
            found[cell.column] = cell
        elif cell.text:
            parts_lines = begins_entry(cell.text) or ("\n" in before.text and cell.text[:1].isupper())
            joint = "\n" if parts_lines else " "
            shift = len(before.text) + len(joint)
            struck = (*before.struck, *((start + shift, end + shift) for start, end in cell.struck))
            found[cell.column] = replace(before, text=before.text + joint + cell.text, struck=struck)
    return [found[column] for column in sorted(found)]


_Rows = Sequence[Sequence[CellText]]


def has_actions(rows: _Rows, looks: Looks) -> bool:
    """Whether the first row of a table heads a column of actions."""
    return bool(rows) and looks.head_actions(_texts(rows[0]))


def lacks_actions(rows: _Rows, looks: Looks) -> bool:
    """Whether the first row of a table has headings of a plan, and none of them of actions, goals or references."""
    return bool(rows) and looks.head_no_actions(_texts(rows[0]))


def may_stand_beside(left: _Rows, right: _Rows, looks: Looks) -> bool:
    """Whether a table has as many rows as one with actions, and none of its headings."""
    theirs = {cell.text.casefold() for cell in left[0]}
    return (
        has_actions(left, looks)
        and len(left) == len(right) > 2
        and not any(c.text.casefold() in theirs for c in right[0])
    )


def join_columns(left: list[list[CellText]], right: list[list[CellText]]) -> None:
    """Move the cells of a table to the rows of the one that it stands beside."""
    width = max(cell.column + cell.columns for row in left for cell in row)
    for row, rest in zip(left, right, strict=True):
        row += [replace(cell, column=cell.column + width) for cell in rest]
    right.clear()
