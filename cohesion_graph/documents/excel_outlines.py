"""Rows that stand below others by the outline of their sheet, as Smartsheet exports what it shows by indents."""

from __future__ import annotations

from collections.abc import Mapping

from cohesion_graph.documents.cells import Cell, loose
from cohesion_graph.language.exports import columns_in_export

__all__ = ["with_outline"]

_HEADING = "Outline Level"
"""As Microsoft Project calls the same in its exports."""


def with_outline(rows: Mapping[int, list[Cell]], levels: Mapping[int, int]) -> Mapping[int, list[Cell]]:
    """Rows of a sheet, those below the headings of a known export with a column for their level, from 1.

    Only an export whose program orders rows by level and that has no column for it is given one; in any other sheet
    groups of rows serve to fold it.

    Args:
        rows: The rows that show anything, by number.
        levels: How deep rows stand, for those that stand below another.
    """
    if not levels.keys() & rows.keys():
        return rows
    for number, row in rows.items():
        export = columns_in_export([cell.words.text for cell in row]) if len(row) > 1 else None
        if export is not None and export.may_have_levels and not export.tree:
            place = max(cell.column + cell.columns for one in rows.values() for cell in one)
            return {
                n: [*one, Cell(loose(_HEADING if n == number else str(levels.get(n, 0) + 1)), n, place)]
                if n >= number
                else one
                for n, one in rows.items()
            }
    return rows
