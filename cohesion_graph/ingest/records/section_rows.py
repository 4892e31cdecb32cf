"""Rows that head what follows them: a theme across the table, or a reference and a title with nothing beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind
from cohesion_graph.ingest.records.row_depths import Depth
from cohesion_graph.ingest.records.row_references import RowReferences
from cohesion_graph.ingest.records.row_roles import extends, is_named_section
from cohesion_graph.ingest.what.milestones import find_label
from cohesion_graph.ingest.what.references import is_reference, leading_reference

__all__ = ["SectionRows"]

Filled = Mapping[int, Cell]
_LONGEST = 150


def _is_heading(cell: Cell, column: Column) -> bool:
    return bool(column.title) and cell.words.tidy.casefold() == column.title.casefold()


@dataclass(frozen=True, slots=True)
class SectionRows:
    """Tells the rows of one table that head others.

    Args:
        table: The table.
        rows: All its rows, empty cells left out.
        references: Where its references stand.
        depths: Where rows stand among goals, actions and milestones, as far as it tells.
    """

    table: PlanTable
    rows: Sequence[Filled]
    references: RowReferences
    depths: Mapping[int, Depth]

    def words_of(self, place: int, *, in_milestones: bool) -> Words | None:
        """The words of a row that heads what follows it; None for any other row.

        Args:
            place: Number of the row.
            in_milestones: Whether milestones of the action above are being listed, one a row.
        """
        filled = self.rows[place]
        following = next((self.rows[n] for n in range(place + 1, len(self.rows)) if self.rows[n]), {})
        action = self.table.column_of(Kind.ACTION)
        if depth := self.depths.get(place):
            return self._title(place) if depth.below < 0 else None
        if action is not None and self._heads_by_reference(filled, following, action):
            return filled[action].words
        return self._below_repeated_heading(filled) or self._alone(filled, following, in_milestones=in_milestones)

    def around(self, place: int) -> Words | None:
        """The title of the row that one stands under, by its depth; None where nothing tells how deep it stands."""
        depth = self.depths.get(place)
        return depth and (Words() if depth.holder is None else self._title(depth.holder))

    def is_part(self, place: int) -> bool:
        """Whether a row stands below an action, by its depth."""
        return place in self.depths and self.depths[place].below > 0

    def _title(self, place: int) -> Words:
        filled, action = self.rows[place], self.table.column_of(Kind.ACTION)
        title = next((cell.standing for number, cell in filled.items() if number == action), Words())
        return self.references.parted(filled, title)[1]

    def _alone(self, filled: Filled, following: Filled, *, in_milestones: bool) -> Words | None:
        """The only words of a row, where they head what follows."""
        if len(filled) != 1:
            return None
        number, cell = next(iter(filled.items()))
        if len(cell.words.tidy) > _LONGEST:
            return None
        if self._stands_as_heading(number, cell):
            return cell.words
        is_heading = (
            len(self.table.columns) > 2 and not in_milestones and self._reads_as_heading(number, cell, following)
        )
        return cell.words if is_heading else None

    def _below_repeated_heading(self, filled: Filled) -> Words | None:
        """The words beside a heading that is printed again ("Outcomes:", "Clean energy"): they head what follows."""
        again = {
            n for n, cell in filled.items() if n in self.table.columns and _is_heading(cell, self.table.columns[n])
        }
        others = [cell.words for number, cell in sorted(filled.items()) if number not in again]
        return others[0] if again and len(others) == 1 and len(others[0].tidy) <= _LONGEST else None

    def _heads_by_reference(self, filled: Filled, following: Filled, action: int) -> bool:
        """Whether a row has a reference and a title alone, and the next row's reference numbers a part of it."""
        reference = self.table.column_of(Kind.REFERENCE)
        if not self.references.in_column or reference is None or filled.keys() != {reference, action}:
            return False
        return reference in following and extends(following[reference].words.tidy, filled[reference].words.tidy)

    def _stands_as_heading(self, number: int, cell: Cell) -> bool:
        """Whether the only cell of a row covers the table, or stands where references stand and is none."""
        if cell.columns > 1 and cell.columns >= max(2, len(self.table.columns) - 1):
            return True
        is_beside = self.references.in_column and number == self.table.column_of(Kind.REFERENCE)
        return is_beside and not is_reference(cell.words.tidy)

    def _reads_as_heading(self, number: int, cell: Cell, following: Filled) -> bool:
        """Whether the only cell of a row, in the place of a title, can only be a heading."""
        text, action = cell.words.tidy, self.table.column_of(Kind.ACTION)
        if number == action and self.references.in_front:
            return leading_reference(cell.words.text) is None and is_named_section(text)
        if self.references.in_column and number == self.table.column_of(Kind.REFERENCE):
            return False
        column = self.table.columns.get(number)
        is_place = number in {0, action} or (column is not None and column.kind is Kind.GOAL)
        if not is_place or text.endswith((".", ";", ",")) or text[:1].islower():
            return False
        if self.references.in_column:
            return is_named_section(text) and self.table.column_of(Kind.REFERENCE) in following
        return len(following) > 1 and (is_named_section(text) or self._all_others_are_told())

    def _all_others_are_told(self) -> bool:
        """Whether a row of one cell can be no action here, because nearly all others say who or by when."""
        action = self.table.column_of(Kind.ACTION)
        titles = [cell.words for row in self.rows for number, cell in row.items() if number == action]
        if not self.table.has(Kind.MILESTONE) and any(map(find_label, titles)):
            return False
        kinds = {*PARTY_KINDS, Kind.DEADLINE, Kind.PERIOD}
        telling = {number for number, column in self.table.columns.items() if column.kind in kinds}
        wide = [row for row in self.rows if len(row) > 1]
        told = [row for row in wide if telling & row.keys()]
        return 1 < len(told) >= 0.9 * len(wide) and len(wide) >= sum(map(bool, self.rows)) / 2
