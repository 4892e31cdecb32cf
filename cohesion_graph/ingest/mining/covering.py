"""Which columns the cells of a table stand in, where they cover several or their row has fewer than the headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.leaves import Leaf
from cohesion_graph.ingest.mining.lexicon import DATES, label_role
from cohesion_graph.ingest.mining.values import is_date, is_number, is_term

__all__ = ["columns_of", "fits_below", "place_by_pattern"]


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


def fits_below(rows: Mapping[int, Sequence[Leaf]], headings: Mapping[int, Words]) -> bool:
    """Whether rows may go on below headings of a table before: no bare numbers stand where dates are to stand."""
    dated = {column for column, words in headings.items() if label_role(words.text) in DATES}
    texts = [leaf.words.text for row in rows.values() for leaf in row if leaf.column in dated]
    others = sum(is_number(text) and not is_date(text) and not is_term(text) for text in texts)
    return 2 * others <= len(texts)
