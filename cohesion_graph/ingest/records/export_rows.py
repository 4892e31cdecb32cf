"""Rows of programs' exports as the program shows them: tasks below the task that holds them, no sums of groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.language.exports import ExportColumns, columns_in_export
from cohesion_graph.language.labels import tokens

__all__ = ["ExportRows"]

Row = dict[int, Cell]


@dataclass(slots=True)
class ExportRows:
    """Puts the rows of exports in order, row after row; the rows of any other table stay as they are."""

    asides: list[Words] = field(default_factory=list)
    """Words that say nothing of an action: sums of a group, headings of sub-items."""
    _export: ExportColumns | None = None
    _columns: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Columns of the export by their headings."""
    _below: dict[int, int] = field(default_factory=dict)
    """Columns of the sub-items in hand, and the columns of the export that they stand for."""

    def put(self, rows: Sequence[Row]) -> list[Row]:
        """The rows as the program shows them."""
        found: list[Row] = []
        group: list[Row] = []
        for row in rows:
            filled = {number: cell for number, cell in sorted(row.items()) if cell.words}
            export = self._head(filled)
            if export is None and self._export is not None and filled:
                self._take(filled, row, group)
                continue
            if export is not None:
                self._export = export
            found += self._in_order(group)
            group = []
            found.append(row)
        return [*found, *self._in_order(group)]

    def _head(self, filled: Mapping[int, Cell]) -> ExportColumns | None:
        """The columns of an export that a row heads; None for any other row."""
        export = columns_in_export([cell.words.text for cell in filled.values()]) if len(filled) > 1 else None
        if export is None or (self._export is not None and self._heads_sub_items(filled)):
            return None
        places = list(filled)
        self._columns = {tokens(cell.words.text): number for number, cell in filled.items()}
        self._below = {}
        return replace(export, action=places[export.action], tree={k: places[n] for k, n in export.tree.items()})

    def _heads_sub_items(self, filled: Mapping[int, Cell]) -> bool:
        assert self._export is not None
        below, first = self._export.tree.get("below"), filled.get(self._export.action)
        heading = next((said for said, number in self._columns.items() if number == below), None)
        return below is not None and first is not None and tokens(first.words.text) == heading

    def _take(self, filled: Mapping[int, Cell], row: Row, group: list[Row]) -> None:
        """Take a row of data: an item, what stands below one, or what adds up a group."""
        assert self._export is not None
        action = self._export.action
        if len(filled) > 1 and self._heads_sub_items(filled):
            self._begin_sub_items(filled, group)
        elif (flag := filled.get(self._export.tree.get("archived", -1))) and flag.words.text.casefold() == "true":
            self.asides += [cell.words for cell in filled.values()]
        elif action in filled or not self._export.tree:
            self._below = {}
            group.append(row)
        elif self._below and (item := {self._below[n]: cell for n, cell in filled.items() if n in self._below}):
            group.append(item)
            self.asides += [cell.words for number, cell in filled.items() if number not in self._below]
        else:
            self.asides += [cell.words for cell in filled.values()]

    def _begin_sub_items(self, filled: Mapping[int, Cell], group: list[Row]) -> None:
        """Know the columns of sub-items by their headings; their names stand for what the item lists of them."""
        assert self._export is not None
        below, action = self._export.tree["below"], self._export.action
        self._below = {
            number: below if known == action else known
            for number, cell in filled.items()
            if number != action and (known := self._columns.get(tokens(cell.words.text))) is not None
        }
        self.asides += [cell.words for cell in filled.values()]
        if group and below in group[-1]:
            self.asides.append(group[-1].pop(below).words)

    def _in_order(self, rows: list[Row]) -> list[Row]:
        if self._export is None or not rows:
            return rows
        tree, action = self._export.tree, self._export.action
        if "parent" in tree:
            return list(self._below_parents(rows, tree["parent"], action))
        return rows

    def _below_parents(self, rows: list[Row], column: int, action: int) -> Iterator[Row]:
        """Each item with the rows behind it that name it as what they are part of."""
        parts: dict[str, list[Row]] = {}
        titles = {row[action].words.tidy for row in rows}
        for row in rows:
            if column in row and (named := row[column].words.tidy) in titles and named != row[action].words.tidy:
                parts.setdefault(named, []).append(row)
        placed = {id(row) for below in parts.values() for row in below}
        for row in rows:
            if id(row) in placed:
                continue
            yield {number: cell for number, cell in row.items() if number != column}
            for part in parts.pop(row[action].words.tidy, ()):
                self.asides.append(part[column].words)
                name = replace(part[action], column=column)
                yield {column: name, **{n: cell for n, cell in part.items() if n not in {action, column}}}
        # parts of parts name no item that stands by itself: they are items of their own
        yield from (row for below in parts.values() for row in below)
