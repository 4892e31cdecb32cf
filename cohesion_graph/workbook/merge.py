"""Compare three states of every sheet: as exported, as the person left it, as the dataset is now."""

from __future__ import annotations

from dataclasses import dataclass

from cohesion_graph.derive import Derivation
from cohesion_graph.errors import Problem
from cohesion_graph.model.codes import Basis
from cohesion_graph.tables.table import Table
from cohesion_graph.tables.xlsx_rows import cell_text
from cohesion_graph.workbook.read import Book, Row, as_text
from cohesion_graph.workbook.sheets import REGISTERED, SAME_AS, SHEETS, Sheet

__all__ = ["Addition", "Edit", "Merge", "Removal", "merge"]

Key = tuple[str, ...]

_BY_RULE = frozenset({Basis.CARRIED_DOWN, Basis.INHERITED_FROM_ACTION, Basis.ROLLED_UP, Basis.INFERRED_BY_RULE})


@dataclass(frozen=True, slots=True)
class Edit:
    """One changed cell."""

    sheet: str
    row: int
    key: Key
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Addition:
    """One new row."""

    sheet: str
    row: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Removal:
    """One row that was deleted."""

    sheet: str
    key: Key


@dataclass(frozen=True, slots=True)
class Merge:
    """What the person changed, and what cannot be taken."""

    edits: list[Edit]
    additions: list[Addition]
    removals: list[Removal]
    problems: list[Problem]


def merge(book: Book, derivation: Derivation, file: str) -> Merge:
    """What a person changed since the export, held against the dataset as it is now.

    A cell that both changed, differently, is a problem; so is a change in a cell that is not brought back, or in a
    row that a rule inferred. What the dataset gained since the export is left alone.

    Args:
        book: The corrected workbook.
        derivation: The dataset as it is now, names withheld as in the export.
        file: What problems call the workbook.
    """
    merger = _Merger(file)
    for sheet in SHEETS:
        now = _by_key(sheet, _rows_of(sheet.table(derivation)))
        merger.compare(sheet, book.now[sheet.name], _by_key(sheet, book.exported[sheet.name]), now)
    return merger.found


class _Merger:
    """Gathers changes and problems, sheet after sheet."""

    def __init__(self, file: str) -> None:
        self.found = Merge([], [], [], [])
        self._file = file

    def compare(self, sheet: Sheet, rows: list[Row], exported: dict[Key, Row], now: dict[Key, Row]) -> None:
        """Take one sheet: its rows as the person left them, as exported, and as the dataset has them now."""
        seen: set[Key] = set()
        for row in rows:
            key = _key(sheet, row)
            if key in seen:
                self._refuse(sheet, row, sheet.key[0], "the row is there twice", "Delete one of the two.")
            elif key in exported:
                seen.add(key)
                self._take_edits(sheet, row, exported[key], now.get(key))
            elif self._may_be_added(sheet, row, now):
                self.found.additions.append(Addition(sheet.name, row.number, row.cells))
        gone = [key for key in exported if key not in seen and key in now]
        for key in sorted(gone, key=lambda key: _is_inferred(exported[key])):  # stated rows before inferred ones
            self._take_removal(sheet, key, exported[key], now[key])

    def _take_edits(self, sheet: Sheet, row: Row, exported: Row, now: Row | None) -> None:
        key = _key(sheet, row)
        for column, before in exported.cells.items():
            after = row.cells.get(column, "")
            if after == before:
                continue
            current = now.cells.get(column, "") if now else ""
            if column not in sheet.editable:
                told = f"{before!r} was changed to {after!r}"
                self._refuse(sheet, row, column, told, "Put it back; this cell follows from others.")
            elif now is None and column != SAME_AS:
                self._refuse(sheet, row, column, "the row is gone from the dataset", "Export again.")
            elif _is_inferred(exported):
                told = f"the row follows from {key[0]} by a rule ({exported.cells['basis']})"
                self._refuse(sheet, row, column, told, "Change the row it rests on, or add a row of its own.")
            elif current not in {before, after}:
                told = f"here {after!r}, in the dataset {current!r}, when exported {before!r}"
                self._refuse(sheet, row, column, told, "Both were changed: write the one that is to stand.")
            elif current != after:  # of two names that are one already nothing is left to be done (`apply`)
                self.found.edits.append(Edit(sheet.name, row.number, key, column, after))

    def _may_be_added(self, sheet: Sheet, row: Row, now: dict[Key, Row]) -> bool:
        key, first = _key(sheet, row), sheet.key[0]
        if not sheet.may_add:
            self._refuse(sheet, row, first, "a new row", "Rows cannot be added here: edit the dataset's files.")
        elif key in now:
            self._refuse(sheet, row, first, f"{key[0]!r} is in the dataset already", "Export again.")
        elif key[0] and sheet.name not in REGISTERED:
            self._refuse(sheet, row, first, f"an identifier {key[0]!r} that is not known", "Leave it empty.")
        else:
            return True
        return False

    def _take_removal(self, sheet: Sheet, key: Key, exported: Row, now: Row) -> None:
        gone = Row(0, {})
        if _is_inferred(exported):
            if not any(removal.sheet == sheet.name and removal.key[0] == key[0] for removal in self.found.removals):
                told = f"the row for {key[-1] or key[1]} was deleted, which follows from {key[0]} by a rule"
                self._refuse(sheet, gone, "", told, "Put it back, or delete the row it rests on as well.")
        elif not sheet.may_remove:
            self._refuse(sheet, gone, key[0], "the row was deleted", "Rows cannot be deleted here: put it back.")
        elif exported.cells != {column: now.cells.get(column, "") for column in exported.cells}:
            told = "the row was deleted here and changed in the dataset since"
            self._refuse(sheet, gone, key[0], told, "Export again, and delete it if it is still to go.")
        else:
            self.found.removals.append(Removal(sheet.name, key))

    def _refuse(self, sheet: Sheet, row: Row, column: str, told: str, cure: str) -> None:
        self.found.problems.append(Problem(f"{self._file} [{sheet.name}]", row.number, column, told, "", cure))


def _is_inferred(row: Row) -> bool:
    return row.cells.get("basis", "") in _BY_RULE


def _by_key(sheet: Sheet, rows: list[Row]) -> dict[Key, Row]:
    return {_key(sheet, row): row for row in rows}


def _key(sheet: Sheet, row: Row) -> Key:
    return tuple(row.cells.get(column, "") for column in sheet.key)


def _rows_of(table: Table) -> list[Row]:
    """The rows of a table as the workbook would give them back."""
    return [
        Row(number, {column: cell_text(as_text(value)) for column, value in record.items()})
        for number, record in enumerate(table.to_records(), 2)
    ]
