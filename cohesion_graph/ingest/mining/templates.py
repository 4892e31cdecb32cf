"""What repeats word for word over tables is their form, what varies is their data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from cohesion_graph.ingest.mining.leaves import Leaf, key_of
from cohesion_graph.ingest.mining.values import is_date, is_status

__all__ = ["LONGEST_LABEL", "template_of", "width_of"]

LONGEST_LABEL = 9
"""Words."""


def template_of(tables: Mapping[int, Mapping[int, Sequence[Leaf]]]) -> set[str]:
    """Short words that stand in most tables of their width: a form's printed labels, whatever they say."""
    widths = {number: width_of(rows) for number, rows in tables.items() if rows}
    alike = Counter(widths.values())
    where: dict[str, set[int]] = defaultdict(set)
    for number, rows in tables.items():
        for leaf in (leaf for row in rows.values() for leaf in row):
            if leaf.size <= LONGEST_LABEL and re.search(r"[^\W\d_]{2}", leaf.words.text):
                where[key_of(leaf.words)].add(number)
    return {
        key
        for key, found in where.items()
        if len(found) >= max(3, 0.6 * sum(alike[width] for width in {widths[one] for one in found}))
        and not (is_date(key) or is_status(key))
    }


def width_of(rows: Mapping[int, Sequence[Leaf]]) -> int:
    """How many columns a table has, from its rows."""
    return max((leaf.cell.column + leaf.cell.columns for row in rows.values() for leaf in row if leaf.cell), default=0)
