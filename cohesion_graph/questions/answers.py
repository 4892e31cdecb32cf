"""From what an engine found to an answer's rows: plain values, evidence put together, one order.

Engines differ in the order of rows, and a union of graphs may hold a triple twice; what is done here makes the answer
of every engine the same. What a cell holds is said in `cells`.

A query that selects ``?quotation`` and ``?exact`` has a row for each stretch of quoted words; rows that agree in all
else become one, whose column of type ``quote`` has all the words in reading order (that of the text, or as listed by
the claim: ``?listed``). Variables that begin with ``order_`` say how rows are sorted and are no columns.

What a claim may or may not have is not asked for by OPTIONAL, which engines join over the whole store, but beside
something that every claim has: ``?claim pap:asListed|pap:basis ?listed``. That is an address, which columns of texts
pass over. A path that may be empty (``pap:asListed?``) says the same and stands where Virtuoso reads it: in a query
that begins with one thing it drops the rows of empty paths. Where what comes before takes things away (`unowned`) it is
written as the union that it means: Jena takes over a minute for the path there, and a second for the union.

Everything is done column by column, each distinct value once: an answer of a whole plan has thousands of rows and few
distinct bodies, sources and bases.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cohesion_graph.errors import StoreError
from cohesion_graph.questions.cells import PLAIN, READERS, SEVERAL, natural_key, together
from cohesion_graph.questions.registry import AnswerColumn
from cohesion_graph.tables.table import Value

if TYPE_CHECKING:
    from cohesion_graph.questions.store import Texts

__all__ = ["GAP", "Fetched", "Row", "fetched"]

Row = dict[str, Value]
"""One row by column; for a step, by fetched variable."""

GAP = " ... "
"""Between stretches of words that do not stand together; as in `model.claims.Claim.quote`."""

_Key = tuple[Value | float, ...]
"""What rows are sorted by, or the cells of a row that are not put together from several values."""
_SPAN = re.compile(r".*#char=(\d+),(\d+)")


def fetched(solutions: Texts, columns: Sequence[AnswerColumn]) -> Fetched:
    """The cells of a query's solutions, rows sorted by ``order_`` variables and then by their cells.

    Solutions that agree in everything but quoted words and columns of several values are one row.

    Args:
        solutions: What the engine found.
        columns: What the query is said to select, with types.

    Raises:
        StoreError: a variable is missing, or a value is not of its column's type: the store holds other RDF.
    """
    found = _Found(solutions)
    quotes = [column for column in columns if column.type == "quote"] if found.is_quoting else []
    if missing := [column.name for column in columns if column not in quotes and column.name not in found.told]:
        raise StoreError(f"the answer lacks {', '.join(missing)}\n  Is the store of another version?")
    single = {
        column.name: _cells(column, found.told[column.name])
        for column in columns
        if column.type not in SEVERAL and column not in quotes
    }
    groups = _groups(found.keys(), single)
    firsts = [group[0] for group in groups]
    cells: dict[str, Sequence[Value]] = {}
    for column in columns:
        if column.name in single:
            cells[column.name] = list(map(single[column.name].__getitem__, firsts))
        elif column in quotes:
            cells[column.name] = [found.quote(group) for group in groups]
        else:
            cells[column.name] = _together(column.type, found.several(column.name), groups)
    return Fetched(cells)


def _groups(keys: Sequence[_Key], cells: Mapping[str, Sequence[Value]]) -> list[Sequence[int]]:
    """The solutions that are one row, by their numbers; in order.

    Args:
        keys: What each solution is sorted by.
        cells: What makes a row a row beside that, by column; looked at only where the order leaves a choice.
    """
    tied: dict[_Key, list[int]] = {}
    for number, key in enumerate(keys):
        tied.setdefault(key, []).append(number)
    groups: list[Sequence[int]] = []
    for key in sorted(tied):
        numbers = tied[key]
        if len(numbers) == 1:
            groups.append(numbers)
            continue
        members: dict[_Key, list[int]] = {}
        for number in numbers:
            members.setdefault(tuple([column[number] for column in cells.values()]), []).append(number)
        groups += [members[row] for row in sorted(members, key=lambda row: [natural_key(cell) for cell in row])]
    return groups


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a query fetched for a step, column by column; rows are in order."""

    cells: Mapping[str, Sequence[Value]]
    """The cells of all rows, by fetched variable."""

    def rows(self) -> list[Row]:
        """Every row by variable."""
        return [dict(zip(self.cells, row, strict=True)) for row in zip(*self.cells.values(), strict=True)]

    def only(self, *names: str) -> Iterator[tuple[Value, ...]]:
        """Of every row, some variables, in the order of `names`."""
        return zip(*(self.cells[name] for name in names), strict=True)


def _together(kind: str, values: Sequence[tuple[str, ...]], groups: Iterable[Sequence[int]]) -> list[str]:
    """Of each group of solutions, the cell that all its values make; each distinct choice of values is made once."""
    made: dict[tuple[str, ...], str] = {(): ""}
    cells = []
    for group in groups:
        told = values[group[0]] if len(group) == 1 else tuple(chain.from_iterable(values[number] for number in group))
        cell = made.get(told)
        if cell is None:
            cell = made[told] = together(kind, told)
        cells.append(cell)
    return cells


def _cells(column: AnswerColumn, texts: Sequence[str | None]) -> list[Value]:
    """The cells of a column; each distinct text is read once."""
    if column.type in PLAIN:
        return [text or "" for text in texts]
    reader = READERS[column.type]
    read: dict[str | None, Value] = {}
    for text in dict.fromkeys(texts):
        try:
            read[text] = reader(text)
        except ValueError as error:
            raise StoreError(f"{column.name}: {text!r} is no {column.type} ({error})") from error
    return list(map(read.__getitem__, texts))


class _Found:
    """Solutions by variable."""

    def __init__(self, solutions: Texts) -> None:
        self.size = len(solutions.rows)
        """How many solutions there are."""
        columns = list(zip(*solutions.rows, strict=True)) or [()] * len(solutions.variables)
        self.told: dict[str, tuple[str | None, ...]] = dict(zip(solutions.variables, columns, strict=True))
        """The values of each variable."""
        self.is_quoting = {"quotation", "exact"} <= self.told.keys()

    def keys(self) -> list[_Key]:
        """What each solution is sorted by; what is unbound comes first."""
        orders = [texts for name, texts in self.told.items() if name.startswith("order_")]
        return list(zip(*map(_numbers, orders), strict=True)) or [()] * self.size

    def several(self, name: str) -> list[tuple[str, ...]]:
        """The values that each solution adds to a cell of several values."""
        return [() if text is None else (text,) for text in self.told[name]]

    def quote(self, members: Sequence[int]) -> str:
        """The quoted words of the solutions that are one row."""
        quotations, exact, listed = (self.told.get(name) for name in ("quotation", "exact", "listed"))
        assert quotations is not None
        assert exact is not None
        words = {
            place: text
            for place, text in ((quotations[number], exact[number]) for number in members)
            if place is not None and text is not None
        }
        # a statement may have another such list, of those it is held jointly with
        orders = (text for number in members if (text := listed[number]) and '"evidence"' in text) if listed else ()
        order = next(iter(orders), "")
        if len(words) < 2 and not order:
            return next(iter(words.values()), "")
        return _in_reading_order(words, order)


def _numbers(texts: Sequence[str | None]) -> list[float]:
    read = {text: _number(text) for text in dict.fromkeys(texts)}
    return [read[text] for text in texts]


def _number(text: str | None) -> float:
    """What a row is sorted by: a number, or a day by its place in the calendar; what is unbound comes first."""
    if text is None:
        return -1.0
    return float(dt.date.fromisoformat(text).toordinal()) if "-" in text[1:] else float(text)


def _in_reading_order(words: Mapping[str, str], listed: str) -> str:
    """Quoted words by their address in the text, in the order of the text or as listed."""
    spans = {}
    for address, exact in words.items():
        found = _SPAN.fullmatch(address)
        spans[(int(found[1]), int(found[2])) if found else (0, 0)] = exact
    order = json.loads(listed).get("evidence") if listed else None
    if order:
        keys = [tuple(map(int, span.split("-"))) for span in order]
        return GAP.join(spans[key] for key in keys if key in spans)
    return GAP.join(spans[key] for key in sorted(spans))
