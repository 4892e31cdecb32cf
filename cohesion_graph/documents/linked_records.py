"""Exports that keep records in lists apart and refer by identifiers: read as the table that their program shows.

Where a program's rows stand, and where the words of each column do, is said under ``file`` of its entry in the
language files: ``idList > lists(id).name`` is the name of the record of ``lists`` whose ``id`` the row's ``idList`` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from cohesion_graph.documents.cells import Cell, ExtractBuilder, loose
from cohesion_graph.documents.hidden import HiddenParts
from cohesion_graph.documents.limits import LONGEST_TEXT, TooMuch
from cohesion_graph.language.files import entries

__all__ = ["write_linked"]

_STEP = re.compile(r"([\w.]+)\((\w+)\)\.([\w.]+)")
_MOST_VALUES = 500
"""Values of one cell."""
_IS_SO = frozenset({"true", "1"})


def write_linked(builder: ExtractBuilder, stated: Any, hidden: HiddenParts) -> bool:
    """Write the rows of a known program's export as one table; whether it is one.

    Args:
        builder: Gets the table, and the title that the export gives.
        stated: Mappings, lists and text, as JSON or XML state them.
        hidden: Counts the rows that the program does not show.
    """
    for exports in entries("exports"):
        for name, said in exports.items():
            told_by = said["file"]["told-by"] if "file" in said else ()
            if any(value for path in told_by for value in _values(stated, path)):
                _Records(stated, said["file"]).write(builder, hidden)
                builder.notes.append(f"an export of {name.capitalize()}: what its table has no column for was not read")
                return True
    return False


@dataclass(slots=True)
class _Records:
    """The records of an export, and what is said of them."""

    stated: Any
    said: Mapping[str, Any]
    _by_key: dict[tuple[str, str], dict[str, list[Any]]] = field(default_factory=dict)

    def write(self, builder: ExtractBuilder, hidden: HiddenParts) -> None:
        """Write them as a table; those that the program does not show are left out."""
        columns: Mapping[str, str] = self.said["columns"]
        builder.title = next(iter(self.found(self.stated, self.said.get("title", ""))), "")
        table = [[Cell(loose(heading), 0, place, is_heading=True) for place, heading in enumerate(columns)]]
        left = LONGEST_TEXT
        for row in _values(self.stated, self.said["rows"]):
            unshown = (one for where in self.said.get("hidden", ()) for one in self.found(row, where))
            if any(one.casefold() in _IS_SO for one in unshown) and hidden.leaves_out(self.said["called"]):
                continue
            texts = [self.text(row, where) for where in columns.values()]
            left -= sum(map(len, texts))
            if left < 0:
                raise TooMuch(f"its records refer to more than {LONGEST_TEXT:,} characters")
            number = len(table)
            table.append([Cell(loose(text), number, place) for place, text in enumerate(texts)])
        builder.table(table, f"list {self.said['rows']!r}" if self.said["rows"] else "the list")

    def text(self, row: Any, where: str) -> str:
        """The words of a cell, several values on lines of their own."""
        unit = "%" if where.endswith("%") else ""
        return ";\n".join(f"{one}{unit}" for one in self.found(row, where.rstrip(" %")))

    def found(self, row: Any, where: str) -> list[str]:
        """What stands in a row, or in records that it refers to."""
        first, *steps = (one.strip() for one in where.split(">"))
        values = [*_values(row, first)] if first else []
        for step in steps:
            listed, key, behind = _STEP.fullmatch(step).groups()  # type: ignore[union-attr]
            known = self._records(listed, key)
            records = (record for value in values for record in known.get(str(value), ()))
            values = list(islice((one for record in records for one in _values(record, behind)), _MOST_VALUES))
        return [text for one in values if not isinstance(one, Mapping) and (text := _text(one))]

    def _records(self, listed: str, key: str) -> dict[str, list[Any]]:
        if (listed, key) not in self._by_key:
            found = self._by_key[listed, key] = {}
            for record in _values(self.stated, listed):
                for value in _values(record, key):
                    found.setdefault(str(value), []).append(record)
        return self._by_key[listed, key]


def _values(value: Any, path: str) -> Iterator[Any]:
    """What stands at the end of a path of keys, through all entries of the lists on it."""
    if isinstance(value, list):
        for one in value:
            yield from _values(one, path)
    elif not path:
        yield value
    elif isinstance(value, Mapping):
        key, _, rest = path.partition(".")
        if key in value:
            yield from _values(value[key], rest)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip().replace("\r\n", "\n")
