"""From what an engine found to an answer's rows: plain values, evidence put together, one order.

Engines differ in the order of rows, and a union of graphs may hold a triple twice; what is done here makes the answer
of every engine the same. What a cell holds is said in `cells`.

A query that selects ``?quotation`` and ``?exact`` has a row for each stretch of quoted words; rows that agree in all
else become one, whose column of type ``quote`` has all the words in reading order (that of the text, or as listed by
the claim: ``?listed``). Variables that begin with ``order_`` say how rows are sorted and are no columns.

What a claim may or may not have is not asked for by OPTIONAL, which engines join over the whole store, but beside
something that every claim has: ``?claim pap:asListed|pap:basis ?listed``. That is an address, which columns of texts
pass over. A path that may be empty (``pap:asListed?``) says the same and stands where Virtuoso reads it: in a query
that begins with one thing it drops the rows of empty paths.

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
from typing import cast

from cohesion_graph.errors import StoreError
from cohesion_graph.questions.cells import PLAIN, READERS, SEVERAL, natural_key, together
from cohesion_graph.questions.records import Fact, Records
from cohesion_graph.questions.registry import AnswerColumn, Known
from cohesion_graph.questions.store import Texts
from cohesion_graph.tables.table import Value

__all__ = ["GAP", "Fetched", "Row", "columns_of"]

Row = dict[str, Value]
"""One row by column; for a step, by fetched variable."""

GAP = " ... "
"""Between stretches of words that do not stand together; as in `model.claims.Claim.quote`."""

_Key = tuple[Value | float, ...]
"""What rows are sorted by, or the cells of a row that are not put together from several values."""
_SPAN = re.compile(r".*#char=(\d+),(\d+)")


def columns_of(
    solutions: Texts,
    columns: Sequence[AnswerColumn],
    known: Sequence[Known] = (),
    records: Records | None = None,
) -> dict[str, Sequence[Value]]:
    """The cells of a query's solutions by column, rows sorted by ``order_`` variables and then by their cells.

    Solutions that agree in everything but quoted words and columns of several values are one row.

    Args:
        solutions: What the engine found.
        columns: What the query is said to select, with types.
        known: What was not asked of the store because the records say it.
        records: The records; None where the store was asked for everything.

    Raises:
        StoreError: a variable is missing, or a value is not of its column's type: the store holds other RDF.
    """
    found = _Found(solutions, known if records else (), records)
    quotes = [column for column in columns if column.type == "quote"] if found.is_quoting else []
    if missing := [column.name for column in columns if not (column in quotes or found.has(column.name))]:
        raise StoreError(f"the answer lacks {', '.join(missing)}\n  Is the store of another version?")
    single = {
        column.name: _cells(column, found.texts(column.name))
        for column in columns
        if column.type not in SEVERAL and column not in quotes
    }
    keys = list(zip(*map(found.numbers, found.orders()), strict=True)) or [()] * found.size
    groups = _groups(keys, single)
    firsts = [group[0] for group in groups]
    cells: dict[str, Sequence[Value]] = {}
    for column in columns:
        if column.name in single:
            cells[column.name] = list(map(single[column.name].__getitem__, firsts))
        elif column in quotes:
            cells[column.name] = [found.quote(group) for group in groups]
        else:
            cells[column.name] = _together(column.type, found.several(column.name), groups)
    return cells


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

    def row(self, number: int) -> Row:
        """One row by variable; the first is 0."""
        return {name: column[number] for name, column in self.cells.items()}

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
    """Solutions by variable, with what the records add to them."""

    def __init__(self, solutions: Texts, known: Sequence[Known], records: Records | None) -> None:
        self.size = len(solutions.rows)
        """How many solutions there are."""
        columns = list(zip(*solutions.rows, strict=True)) or [()] * len(solutions.variables)
        self._told: dict[str, tuple[str | None, ...]] = dict(zip(solutions.variables, columns, strict=True))
        self._facts: dict[str, Sequence[Fact]] = {}
        self.is_quoting = {"quotation", "exact"} <= self._told.keys()
        for one in known:
            assert records is not None
            for name, fact in one.each.items():
                self._multiply(one.variable, name, records.fact(fact))
            get, nothing = records.facts(tuple(one.facts.values())).get, (None,) * len(one.facts)
            facts = [get(address, nothing) for address in cast("Sequence[str]", self.texts(one.variable))]
            for name, told in zip(one.facts, zip(*facts, strict=True) if facts else ((),) * len(nothing), strict=True):
                self._add(name, told)

    def _multiply(self, variable: str, name: str, facts: Mapping[str, Fact]) -> None:
        """Make a solution for each value that is known of what a variable is bound to; of what is unbound, one."""
        get, unbound = facts.get, (None,)
        told = self.texts(name) if self.has(name) else (None,) * self.size
        several = [
            unbound if address is None or own is not None else cast("tuple[Fact, ...]", get(address, ()))
            for address, own in zip(self.texts(variable), told, strict=True)
        ]
        if set(map(len, several)) != {1}:
            places = [place for place, values in enumerate(several) for _ in values]
            self._told = {one: tuple([told[place] for place in places]) for one, told in self._told.items()}
            self._facts = {one: tuple([told[place] for place in places]) for one, told in self._facts.items()}
            self.size = len(places)
        self._add(name, tuple(chain.from_iterable(several)))

    def _add(self, name: str, facts: Sequence[Fact]) -> None:
        """Fill a variable, where nothing filled it before."""
        before = self._facts.get(name)
        if before is not None:
            facts = [second if first is None else first for first, second in zip(before, facts, strict=True)]
        self._facts[name] = facts

    def has(self, name: str) -> bool:
        """Whether the engine or the records give the variable."""
        return name in self._told or name in self._facts

    def orders(self) -> list[str]:
        """The variables that say how rows are sorted, in their order."""
        return [name for name in dict.fromkeys((*self._told, *self._facts)) if name.startswith("order_")]

    def texts(self, name: str) -> Sequence[str | None]:
        """The values of a variable; what the engine left open is filled from the records."""
        own, facts = self._told.get(name), cast("Sequence[str | None] | None", self._facts.get(name))
        if facts is None:
            return own or ()
        if own is None or own.count(None) == len(own):
            return facts
        return [fact if text is None else text for text, fact in zip(own, facts, strict=True)]

    def several(self, name: str) -> list[tuple[str, ...]]:
        """The values that each solution adds to a cell of several values."""
        if name in self._facts:
            return [
                (fact,) if isinstance(fact, str) else cast("tuple[str, ...]", fact or ()) for fact in self._facts[name]
            ]
        return [() if text is None else (text,) for text in self._told[name]]

    def numbers(self, name: str) -> list[float]:
        """What rows are sorted by; what is unbound comes first."""
        if name in self._facts:
            facts = cast("Sequence[int | None]", self._facts[name])
            return [-1 if fact is None else fact for fact in facts]
        texts = self.texts(name)
        read = {text: _number(text) for text in dict.fromkeys(texts)}
        return [read[text] for text in texts]

    def quote(self, members: Sequence[int]) -> str:
        """The quoted words of the solutions that are one row."""
        quotations, exact, listed = (self._told.get(name) for name in ("quotation", "exact", "listed"))
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
