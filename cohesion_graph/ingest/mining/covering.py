"""Which columns the cells of a table stand in, where they cover several or their row has fewer than the headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.leaves import Leaf

__all__ = ["columns_of", "place_by_pattern"]


def columns_of(leaf: Leaf) -> range:
    """The columns that a cell covers."""
    assert leaf.cell is not None
    return range(leaf.cell.column, leaf.cell.column + leaf.cell.columns)


def place_by_pattern(
    cells: Sequence[Leaf], patterns: Mapping[int, Sequence[tuple[int, int]]], headings: Mapping[int, Words]
) -> None:
    """Give the cells of a narrower table the columns of a row that had as many cells."""
    places = patterns.get(len(cells)) or (
        [(column, 1) for column in sorted(headings)] if len(cells) == len(headings) else []
    )
    for cell, (column, columns) in zip(cells, places, strict=False):
        assert cell.cell is not None
        cell.cell = replace(cell.cell, column=column, columns=columns)
        cell.label = headings.get(column, Words())
