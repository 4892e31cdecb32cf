"""Where the references of a table's actions are printed: in a column of their own, or in front of the titles."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import Kind
from cohesion_graph.ingest.what.references import (
    are_numbered,
    counting,
    is_reference,
    leading_reference,
    reference_in,
)

__all__ = ["RowReferences"]


class RowReferences:
    """Finds the references of one table."""

    def __init__(self, table: PlanTable) -> None:
        self.column = table.column_of(Kind.REFERENCE)
        self.in_column = any(self.stands_in(row) for row in table.rows)
        """Whether the column of references holds some."""
        action = table.column_of(Kind.ACTION)
        # a row of one cell may head others, but where there is only one column
        fewest = min(2, len(table.columns))
        wide = [row for row in table.rows if sum(bool(cell.words) for cell in row.values()) >= fewest]
        titles = [row[action].words.text for row in wide if action in row and row[action].words]
        numbers = (re.match(r"\s*(?:[^\W\d_]+\s+)?(\d{1,6})\b", title) for title in titles)
        self._may_be_bare, self._counted = are_numbered(titles), counting(int(one[1]) for one in numbers if one)
        self.in_front = sum(self.leading(title) is not None for title in titles) > len(titles) / 2
        """Whether most titles have their reference in front."""

    def stands_in(self, row: Mapping[int, Cell]) -> bool:
        """Whether a row has a reference in the column for it."""
        return is_reference(reference_in(self._printed(row)).tidy)

    def _printed(self, row: Mapping[int, Cell]) -> Words:
        return row[self.column].words if self.column is not None and self.column in row else Words()

    def leading(self, title: str) -> tuple[str, int] | None:
        """The reference that a title begins with, and where its words begin; None where it begins with none."""
        return leading_reference(title, may_be_bare=self._may_be_bare, counted=self._counted)

    def parted(self, row: Mapping[int, Cell], title: Words) -> tuple[Words, Words, Words]:
        """A row's reference, its title without that, and what else the cell of the reference holds."""
        if self.in_column and (printed := self._printed(row)):
            reference = reference_in(printed)
            return reference, title, printed[len(reference) :].strip()
        found = self.leading(title.text) if self.in_front else None
        if found is None:
            return Words(), title, Words()
        start = title.text.index(found[0])
        return title[start : start + len(found[0])], title[found[1] :], Words()
