"""Which cells of a table are labels, and of which values: headings above, labels beside, or both.

A cell is a label if the language knows it as one, or if it is template text: the same short words stand in most tables
of its width. Whether a table goes on from the one before is asked first: a row of data may have words that could head a
column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain, islice
from math import floor

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.covering import columns_of, fits_below, place_by_pattern
from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of, uncounted
from cohesion_graph.ingest.mining.lexicon import DATES, ITEMS, PARTIES, SURE, label_role, sureness
from cohesion_graph.ingest.mining.templates import LONGEST_LABEL, template_of, width_of
from cohesion_graph.ingest.mining.values import figures_begin_below, is_date, is_mark, is_number, is_status

__all__ = ["Grid", "label_tables", "leads"]

_CERTAIN = 0.9
_WIDTH_WITH_GROUPS, _WIDTH_OF_TWO_PAIRS = 3, 4
_MOST_ROWS, _NEAR = 0.6, 40
"""Share of a form's rows that begin with a label; rows below a cell that tell of what sort it is."""
_FEWEST_ROLES = 3
"""How many different things sure labels must name for a row to be one of headings, whatever stands between them."""


@dataclass(slots=True)
class Grid:
    """How a table is to be read."""

    is_form: bool = False
    """Whether labels stand beside their values, record below record."""
    headings: dict[int, Words] = field(default_factory=dict)
    """The heading above each column of a table of rows; empty where none is known."""
    first_label: str = ""
    """Of a form: the label with which its record begins."""
    left: int = 0
    """Of a form: the column of its labels; in front of them may stand what groups them."""


_LEADING = PARTIES | DATES | {"status"}


def leads(text: str, *, is_beside: bool = False) -> bool:
    """Whether words before a colon surely say who, when or how far it is; beside the value of such a label, any."""
    return (is_beside or label_role(text) in _LEADING) and sureness(text) >= _CERTAIN


def label_tables(tree: Tree, template: AbstractSet[str] | None = None) -> dict[int, Grid]:
    """Say for every table which cells are labels, and give each value its label (on the leaves themselves).

    Args:
        tree: The document.
        template: Short words that are labels, whatever they say; those that its tables share if not given.
    """
    tables = {number: tree.rows(number) for number in range(len(tree.tables))}
    template = template_of(tables) if template is None else template
    grids: dict[int, Grid] = {}
    previous: _Carried | None = None
    for number, rows in tables.items():
        if not rows:
            continue
        labeller = _Labeller(rows, template, previous if previous and fits_below(rows, previous[0].headings) else None)
        grids[number] = labeller.grid
        previous = labeller.carried or previous
    return grids


_Carried = tuple[Grid, int, dict[int, list[tuple[int, int]]]]
"""A table that another may go on from: how it is read, its width, the columns of its rows by their number of cells."""


class _Labeller:
    """Reads one table's labels."""

    def __init__(
        self,
        rows: dict[int, list[Leaf]],
        template: AbstractSet[str],
        previous: _Carried | None,
    ) -> None:
        self.rows, self.template = rows, template
        self.width = width_of(rows)
        self.first = next((row for row in sorted(rows) if len(rows[row]) > 1), min(rows))
        self.grid = Grid()
        self.carried: _Carried | None = None
        self.double = self._two_pairs()
        if self._has_groups():
            self._leave_groups_out()
        order = sorted(self.rows)
        heads: dict[int, None] = {}
        for row in order:
            # below a row of headings, cells of data may have words that could head columns too
            if (not heads or self._is_sure_head(row)) and self._is_head(row):
                heads[row] = None
        if previous and order[0] in heads and self._goes_on(order[0], previous):
            heads = {}
        if not heads and not previous and figures_begin_below([self.rows[row] for row in order]):
            heads = {order[0]: None}
        in_turn = self._take_turns(order, heads.keys())
        keys = [row for row in order if row not in heads and not in_turn and self._is_keyed(row)]
        if in_turn or self._is_form(order, heads.keys(), keys):
            pairs = {row for row in heads if self._is_pair(row)}
            self._read_form(order, heads.keys() - pairs, pairs | set(keys))
        else:
            self._read_rows(order, heads.keys(), previous)

    def _has_groups(self) -> bool:
        """Whether the first of three columns groups the labels in the second: its cells span rows of the form."""
        groups = [row[0] for row in self.rows.values() if row[0].column == 0]
        labels = [leaf for row in self.rows.values() for leaf in row if leaf.column == 1]
        are_few = len(groups) < max(len(self.rows) / 2, sum(2 for leaf in groups if leaf.cell and leaf.cell.rows > 1))
        is_piece = all(key_of(leaf.words) in self.template for leaf in labels)  # of a form that a page cuts
        is_grouped = self.width == _WIDTH_WITH_GROUPS and bool(groups) and (are_few or is_piece)
        return is_grouped and sum(map(self._is_label, labels)) >= _MOST_ROWS * len(self.rows)

    def _leave_groups_out(self) -> None:
        for row in self.rows.values():
            for leaf in row:
                leaf.is_label |= leaf.column == 0
        rows = {number: [leaf for leaf in row if leaf.column] for number, row in self.rows.items()}
        self.rows = {number: row for number, row in rows.items() if row}
        self.grid.left, self.first = 1, min(self.rows)

    def _is_label(self, leaf: Leaf) -> bool:
        text = leaf.words.text
        is_sentence = leaf.size > 1 and re.search(r"[.;]\s*$", text)  # "No." is none
        if leaf.size > LONGEST_LABEL or is_sentence or is_mark(text) or is_number(text):
            return False
        return sureness(text) >= SURE or key_of(leaf.words) in self.template

    def _is_head(self, row: int) -> bool:
        """Whether a row is one of headings: short cells, half of them labels; of the first row fewer will do."""
        cells = self.rows[row]
        if len(cells) < 2 or row in self.double:
            return False
        if row == self.first and all(leaf.cell and leaf.cell.is_heading for leaf in cells):
            return True  # the format says so
        are_labels = [self._is_label(cell) for cell in cells]
        known = sum(are_labels) + 0.5 * sum(cell.is_bold for cell in cells)
        if known < 1 or any(_is_bare_date(cell) or self._is_first_of_statuses(cell) for cell in cells):
            return False
        short = sum(cell.size <= LONGEST_LABEL or told for cell, told in zip(cells, are_labels, strict=True))
        if short < 0.8 * len(cells) or any(
            cell.words.text[:1].isdigit() and is_number(cell.words.text) for cell in cells
        ):
            return False
        in_template = [key_of(cell.words) in self.template for cell in cells]
        if len(cells) == 2 and (are_labels == [True, False] or in_template == [True, False]):
            return False  # a label beside a value; other tables print the same label beside other values
        fewest = (0.3 if row == self.first else 0.5) * len(cells)
        return known >= fewest or self._names_columns(row)

    def _is_first_of_statuses(self, cell: Leaf) -> bool:
        """Whether a status stands above others: "Completed" may head a column, or be the first value in it."""
        near = chain(*(self.rows.get(row, ()) for row in range(cell.row + 1, cell.row + _NEAR)))
        below = [is_status(leaf.words.text) for leaf in near if leaf.column == cell.column]
        return is_status(cell.words.text) and 2 * sum(below) >= len(below)

    def _is_sure_head(self, row: int) -> bool:
        others = (cell for cell in self.rows[row] if sureness(cell.words.text) < _CERTAIN)
        most = floor(0.4 * len(self.rows[row]) + 1e-9)  # most rows are data, and need not be asked to their end
        return next(islice(others, most, None), None) is None or self._names_columns(row)

    def _names_columns(self, row: int) -> bool:
        """Whether a row of short words names what is to be done and two things more, whatever else it names.

        Weeks below months fill a row of headings without being labels themselves.
        """
        cells = self.rows[row]
        if any(cell.size > LONGEST_LABEL for cell in cells):
            return False
        told = {label_role(cell.words.text) for cell in cells if sureness(cell.words.text) >= _CERTAIN} - {""}
        if row - 1 == self.first and any(cell.cell and cell.cell.columns > 1 for cell in self.rows[row - 1]):
            return len(told) > 1 and bool(told & ITEMS)  # a row that covers several columns is not the last of headings
        return len(told) >= _FEWEST_ROLES and bool(told & ITEMS) and bool(told & (PARTIES | DATES))

    def _is_keyed(self, row: int) -> bool:
        cells = self.rows[row]
        first = cells[0]
        is_full = len(cells) > 2 and len(cells) == self.width and row not in self.double
        return 2 <= len(cells) <= 4 and first.column == self.grid.left and self._is_label(first) and not is_full

    def _two_pairs(self) -> set[int]:
        """Rows that hold two labels, each with its value behind it, where most full rows of the table do."""
        full = [row for row, cells in self.rows.items() if len(cells) == _WIDTH_OF_TWO_PAIRS]
        told = {row: [self._is_label(leaf) for leaf in self.rows[row]] for row in full}
        shared = {row: [key_of(leaf.words) in self.template for leaf in self.rows[row]] for row in full}  # as others
        told |= {row: one for row, one in shared.items() if one == [True, False, True, False]}
        found = {row for row, (first, _, third, last) in told.items() if first and third and not last}
        are_apart = any(told[row] == [True, False, True, False] for row in found)  # a value may be a label elsewhere
        return found if are_apart and 2 * len(found) > len(full) else set()

    def _is_pair(self, row: int) -> bool:
        """Whether a row that could head columns is a label beside a value: of "Lead", "Parks Team" one is certain."""
        first, *others = (sureness(cell.words.text) >= _CERTAIN for cell in self.rows[row])
        return first and not any(others)

    def _goes_on(self, first: int, previous: _Carried) -> bool:
        """Whether a table without headings of its own goes on from the one before: as wide, its first row is data."""
        grid, width, _ = previous
        if width != self.width or not grid.headings:
            return False
        known = {key_of(words) for words in grid.headings.values()}
        cells = self.rows[first]
        again = sum(key_of(cell.words) in known for cell in cells)
        sure = sum(sureness(cell.words.text) >= 0.9 and cell.size <= 3 for cell in cells)
        return not again and sure < 0.6 * len(cells)

    def _is_form(self, order: Sequence[int], heads: AbstractSet[int], keys: Sequence[int]) -> bool:
        body = [row for row in order if row not in heads]
        names = {key_of(self.rows[row][0].words) for row in keys}
        if self.first in heads and not (len(keys) >= 2 and self.width == 2 and len(keys) > 0.6 * len(body)):
            return False
        if keys == body and all(name in self.template for name in names):
            return True  # a piece of a form that other tables print whole
        return len(keys) >= 2 and len(keys) >= 0.5 * len(body) and len(names) >= 2 and len(names) >= 0.4 * len(keys)

    def _take_turns(self, order: Sequence[int], heads: AbstractSet[int]) -> bool:
        """Whether rows of labels and of their values take turns, and no label comes twice: one record in pieces."""
        labels = [key_of(leaf.words) for row in order if row in heads for leaf in self.rows[row]]
        is_in_turn = [row in heads for row in order] == [True, False] * (len(order) // 2)
        return is_in_turn and len(heads) > 1 and len({*labels}) == len(labels)

    def _read_form(self, order: Sequence[int], heads: AbstractSet[int], keys: AbstractSet[int]) -> None:
        above: dict[int, Words] = {}
        self.grid.is_form = True
        for row in order:
            cells = self.rows[row]
            if row in heads:
                above = {number: cell.words for cell in cells for number in columns_of(cell)}
                if not keys:
                    self.grid.first_label = self.grid.first_label or uncounted(cells[0].words)
                for cell in cells:
                    cell.is_label = True
            elif row in keys:
                cells[0].is_label = True
                self.grid.first_label = self.grid.first_label or uncounted(cells[0].words)
                has_second = len(cells) == _WIDTH_OF_TWO_PAIRS and self._is_label(cells[2])
                cells[1].label = cells[0].words
                for cell in cells[2:]:
                    cell.label = cells[2].words if has_second else cells[0].words
                if has_second:
                    cells[2].is_label = True
            else:
                for cell in cells:
                    cell.label = above.get(cell.column, Words())

    def _read_rows(self, order: Sequence[int], heads: AbstractSet[int], previous: _Carried | None) -> None:
        headings: dict[int, Words] = {}
        patterns: dict[int, list[tuple[int, int]]] = {}
        if not heads and previous and (self.width == previous[1] or len(self.rows[order[0]]) in previous[2]):
            headings, patterns = dict(previous[0].headings), dict(previous[2])
        carried_width = previous[1] if headings and previous else self.width
        for row in order:
            cells = self.rows[row]
            if row in heads:
                headings = self._with_row(headings if row - 1 in heads else {}, cells)
                carried_width = self.width
            elif headings and len(cells) == 1 and carried_width > 2 and cells[0].size <= 14 and cells[0].column == 0:
                cells[0].kind, cells[0].level = LeafKind.HEADING, 7
            elif headings and self.width == carried_width:
                patterns[len(cells)] = [(cell.column, cell.cell.columns) for cell in cells if cell.cell]
                for cell in cells:
                    cell.label = headings.get(cell.column, Words())
            elif headings:
                place_by_pattern(cells, patterns, headings)
        data = [row for row in order if row not in heads]
        for leaf in (leaf for row in data for leaf in self.rows[row]):
            leaf.row_count = len(data)
        self.grid.headings = headings
        if headings:
            self.carried = self.grid, carried_width, patterns

    def _with_row(self, above: Mapping[int, Words], cells: Sequence[Leaf]) -> dict[int, Words]:
        """Headings with one more row of them: the lower words join those they stand below."""
        headings = dict(above)
        for cell in cells:
            cell.is_label = True
            for number in columns_of(cell):
                upper = above.get(number)
                joins = upper is not None and key_of(upper) != key_of(cell.words)
                own = label_role(cell.words.text)
                headings[number] = (
                    Words.join([upper, cell.words]) if joins and upper is not None and not own else cell.words
                )
        return headings


def _is_bare_date(leaf: Leaf) -> bool:
    """Whether a cell is a date that heads nothing: neither a period nor words that hold a year beside a label."""
    text = leaf.words.text
    return is_date(text) and label_role(text) != "period" and sureness(text) < _CERTAIN
