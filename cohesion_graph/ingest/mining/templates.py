"""What repeats word for word over tables is their form, what varies is their data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cohesion_graph.ingest.mining.leaves import Leaf, key_of
from cohesion_graph.ingest.mining.values import is_date, is_status

__all__ = ["LONGEST_LABEL", "template_of", "width_of"]

LONGEST_LABEL = 9
"""Words."""
_FEWEST, _MOST = 3, 0.6
_Rows = Mapping[int, Sequence[Leaf]]


def template_of(tables: Mapping[int, _Rows]) -> set[str]:
    """Short words that stand in most tables of their width: a form's printed labels, whatever they say."""
    widths = {number: width_of(rows) for number, rows in tables.items() if rows}
    alike = Counter(widths.values())
    where: dict[str, set[int]] = defaultdict(set)
    for number, rows in tables.items():
        for leaf in (leaf for row in rows.values() for leaf in row if _may_be_label(leaf)):
            where[key_of(leaf.words)].add(number)
    found = {
        key
        for key, found in where.items()
        if len(found) >= max(_FEWEST, _MOST * sum(alike[width] for width in {widths[one] for one in found}))
    }
    cut = (_cut_by_pages([tables[one] for one in widths if widths[one] == width]) for width in alike)
    return {key for key in found.union(*cut) if not (is_date(key) or is_status(key))}


def _may_be_label(leaf: Leaf) -> bool:
    return leaf.size <= LONGEST_LABEL and re.search(r"[^\W\d_]{2}", leaf.words.text) is not None


def _cut_by_pages(tables: Sequence[_Rows]) -> set[str]:
    """Labels of forms that pages cut, so that no table has all: each is as frequent as any other, in front of a value.

    They stand in most rows, once in a table; what heads rows of a register comes again right below.
    """
    rows = [row for table in tables for row in table.values()]
    where: dict[str, set[int]] = defaultdict(set)
    count: Counter[str] = Counter()
    values: dict[str, set[str]] = defaultdict(set)
    for number, table in enumerate(tables):
        for label, value in (pair for row in table.values() for pair in pairwise(row) if _may_be_label(pair[0])):
            key = key_of(label.words)
            where[key].add(number)
            count[key] += 1
            values[key].add(key_of(value.words))
    most = max(map(len, where.values()), default=0)
    found = {
        key
        for key, held in where.items()
        if len(held) >= max(_FEWEST, _MOST * most) and count[key] < _TWICE * len(held)
    }
    found = {key for key in found if len(values[key] - found) > 1}
    begun = sum(any(key_of(leaf.words) in found for leaf in row[:-1]) for row in rows)
    return found if len(found) >= _FEWEST and begun >= _MOST * len(rows) else set()


_TWICE = 1.5


def width_of(rows: _Rows) -> int:
    """How many columns a table has, from its rows."""
    return max((leaf.cell.column + leaf.cell.columns for row in rows.values() for leaf in row if leaf.cell), default=0)
