"""An answer as a table to read: the columns of the downloads, drawn together as far as a reader wants them together.

What an item is and what it says becomes one link, source, basis and words become one cell, identifiers become links on
the names they belong to, and columns without a value are left out. The downloads keep every column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cohesion_graph.model.codes import Basis
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Cell, Grid, Row, several
from cohesion_graph.tables import Table
from cohesion_graph.tables.table import Value

__all__ = ["answer_grid"]

_LONGEST_QUOTE = 400
"""Characters of the words in one cell; further ones are in the downloads."""

_BASES = {basis.value: basis.label for basis in Basis}
_HEADINGS = {
    "party": "Body",
    "hops": "Steps away",
    "path": "The way there",
    "weakest_basis": "How the least sure step is known",
    "family": "How it hangs together",
    "basis": "How it is known",
}
"""Columns whose names in the downloads are not the words of the other pages."""

_EVIDENCE = ("source", "basis", "quote")

Record = dict[str, Value]
Made = tuple[str, Callable[[Record], Cell]]
"""A column of the page: its heading, and its cell of a row."""


def answer_grid(lookups: Lookups, table: Table, shown: int) -> Grid:
    """The first rows of an answer.

    Args:
        lookups: The plan.
        table: The answer, as it is downloaded.
        shown: How many rows are wanted.
    """
    records = [dict(zip(table.header, row, strict=True)) for row in table.rows[:shown]]
    columns = list(_Columns(lookups, table, records).made())
    rows = tuple(Row(tuple(cell(record) for _, cell in columns)) for record in records)
    return Grid("The answer", tuple(heading for heading, _ in columns), rows)


class _Columns:
    """Which columns a page shows of a table, and how."""

    def __init__(self, lookups: Lookups, table: Table, records: list[Record]) -> None:
        self._lookups = lookups
        self._header = table.header
        self._records = records
        self._done: set[str] = set()

    def made(self) -> Iterator[Made]:
        for name in self._header:
            if name not in self._done and (one := self._column(name)):
                yield one

    def _column(self, name: str) -> Made | None:
        milestone = name.replace("action", "milestone", 1)
        if name.startswith("action") and name != "actions" and (milestone in self._header or "text" in self._header):
            self._done |= {milestone, *({"text"} if self._texts_are_titles(name, milestone) else ())}
            ending = name.removeprefix("action").replace("_", " ")
            return f"Action or milestone{ending}", lambda record: self._item(record, name, milestone)
        if name == "source" and set(_EVIDENCE) <= set(self._header):
            self._done |= set(_EVIDENCE)
            return "According to", self._evidence
        if name.endswith("_id") and name.removesuffix("_id") in self._header:
            return None
        if not any(str(record[name] or "") for record in self._records) and self._records:
            return None
        heading = _HEADINGS.get(name, name.replace("_", " ").capitalize())
        return heading, lambda record: self._cell(record, name)

    def _texts_are_titles(self, name: str, milestone: str) -> bool:
        titles = self._lookups.titles
        return "text" in self._header and all(
            record["text"] == titles.get(str(record.get(milestone) or record[name])) for record in self._records
        )

    def _item(self, record: Record, action: str, milestone: str) -> Cell:
        item = str(record.get(milestone) or record[action] or "")
        if item not in self._lookups.dataset.items:
            return item
        link = self._lookups.item_link(item)
        return Anchor(f"{record[action]}: {link.text}", link.path) if "/" in item else link

    def _evidence(self, record: Record) -> Cell:
        sources = [self._source(one) for one in str(record["source"] or "").split("; ") if one]
        quote = " ".join(str(record["quote"] or "").split())
        cut = quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1].rstrip() + "…"
        words = [f"“{cut}”"] if cut else []
        bases = [_BASES.get(one, one) for one in str(record["basis"] or "").split("; ") if one]
        return several([*sources, *words, *([f"({'; '.join(bases)})"] if bases else [])])

    def _source(self, identifier: str) -> Cell:
        known = identifier in self._lookups.dataset.sources_by_id
        return self._lookups.source_link(identifier) if known else identifier

    def _cell(self, record: Record, name: str) -> Cell:
        value = record[name]
        text = "" if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
        if text in self._lookups.dataset.items:
            link = self._lookups.item_link(text)
            return Anchor(link.text if "/" in text else text, link.path)
        if name.startswith("source"):
            return self._source(text)
        if str(record.get(f"{name}_id") or "") in self._lookups.dataset.bodies:
            return Anchor(text, self._lookups.body_link(str(record[f"{name}_id"])).path)
        return text
