"""From what an engine found to an answer's rows: plain values, evidence put together, one order.

Engines differ in the order of rows, and a union of graphs may hold a triple twice; what is done here makes the answer
of every engine the same. A cell is, by its column's type (`registry.CELL_TYPES`):

=========== ==============================================================================
type        value
=========== ==============================================================================
text, quote the literal's text
list        the distinct texts of all solutions of the row, in natural order, joined by ``; ``
lines       like ``list``, each on a line of its own
id          `identifier` of an address
action      the reference of the action that an item's address belongs to
milestone   the identifier of a milestone, empty for an action
code        the last part of a code's address, or a literal's text
claim       the identifier of the claim at an address
address     the address as it is; ``addresses``: several, sorted, separated by spaces
integer     int; ``decimal`` float; ``date`` datetime.date; ``boolean`` bool; None where unbound
=========== ==============================================================================

A query that selects ``?quotation`` and ``?exact`` has a row for each stretch of quoted words; rows that agree in all
else become one, whose column of type ``quote`` has all the words in reading order (that of the text, or as listed by
the claim: ``?listed``). Variables that begin with ``order_`` say how rows are sorted and are no columns.

What a claim may or may not have is asked for by a path that may be empty (``?claim pap:asListed? ?listed``), not by
OPTIONAL, which engines join over the whole store; the empty path gives the claim itself, an address, which columns of
texts pass over.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

import pyoxigraph as ox

from cohesion_graph.errors import StoreError
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.registry import AnswerColumn
from cohesion_graph.questions.store import Solutions, Term
from cohesion_graph.tables.table import Value

__all__ = ["GAP", "Row", "identifier", "joined", "natural_key", "node_of", "rows_of"]

Row = dict[str, Value]
"""One row by column; for a step, by fetched variable."""

GAP = " ... "
"""Between stretches of words that do not stand together; as in `model.claims.Claim.quote`."""

_SEVERAL: dict[str, type[ox.Literal | ox.NamedNode]] = {
    "list": ox.Literal,
    "lines": ox.Literal,
    "addresses": ox.NamedNode,
}
_ITEM = re.compile(r".*/action/(?P<ref>[^/#]+)(?:/milestone/(?P<slug>[^/#]+))?")
_SPAN = re.compile(r".*#char=(\d+),(\d+)")


def rows_of(solutions: Solutions, columns: Sequence[AnswerColumn]) -> list[Row]:
    """The rows of a query's solutions, sorted by ``order_`` variables and then by their cells.

    Solutions that agree in everything but quoted words and columns of type ``list`` are one row.

    Args:
        solutions: What the engine found.
        columns: What the query is said to select, with types.

    Raises:
        StoreError: a variable is missing, or a value is not of its column's type: the store holds other RDF.
    """
    places = {name: place for place, name in enumerate(solutions.variables)}
    is_quoting = {"quotation", "exact"} <= places.keys()
    plain = [column for column in columns if not (is_quoting and column.type == "quote")]
    if missing := [column.name for column in plain if column.name not in places]:
        raise StoreError(f"the answer lacks {', '.join(missing)}\n  Is the store of another version?")
    single = [(places[one.name], _READERS[one.type], one) for one in plain if one.type not in _SEVERAL]
    lists = [(places[one.name], one.name, _SEVERAL[one.type]) for one in plain if one.type in _SEVERAL]
    orders = [place for name, place in places.items() if name.startswith("order_")]
    gathered: dict[tuple[object, ...], _Gathered] = {}
    for found in solutions.rows:
        texts = [None if term is None else _text(term) for term in found]
        order = tuple(_number(texts[place]) for place in orders)
        cells = tuple(_read(reader, texts[place], column) for place, reader, column in single)
        into = gathered.get((order, cells))
        if into is None:
            into = gathered[order, cells] = _Gathered(order, cells)
        for place, name, wanted in lists:
            if isinstance(value := found[place], wanted):
                into.lists.setdefault(name, set()).add(value.value)
        if is_quoting:
            listed = found[places["listed"]] if "listed" in places else None
            into.quote(found[places["quotation"]], found[places["exact"]], listed)
    names = [column.name for _, _, column in single]
    return [one.row(columns, names) for one in _sorted(gathered.values())]


def _sorted(gathered: Iterable[_Gathered]) -> Iterator[_Gathered]:
    """By the order asked for, then by the cells; the cells are looked at only where the order leaves a choice."""
    for _, tied in groupby(sorted(gathered, key=lambda one: one.order), key=lambda one: one.order):
        same = list(tied)
        if len(same) > 1:
            same.sort(key=lambda one: [natural_key(value) for value in one.cells])
        yield from same


@dataclass(slots=True)
class _Gathered:
    """Solutions that are one row."""

    order: tuple[float, ...]
    cells: tuple[Value, ...]
    lists: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    listed: str = ""

    def quote(self, quotation: Term | None, exact: Term | None, listed: Term | None) -> None:
        if quotation is not None and exact is not None:
            self.words[_text(quotation)] = _text(exact)
        if isinstance(listed, ox.Literal):
            self.listed = _text(listed)

    def row(self, columns: Sequence[AnswerColumn], names: Sequence[str]) -> Row:
        cells: Row = dict(zip(names, self.cells, strict=True))
        for column in columns:
            if column.type == "list":
                cells[column.name] = joined(self.lists.get(column.name, ()))
            elif column.type == "addresses":
                cells[column.name] = " ".join(sorted(self.lists.get(column.name, ())))
            elif column.type == "lines":
                cells[column.name] = "\n".join(sorted(self.lists.get(column.name, ()), key=natural_key))
            elif column.name not in cells:
                cells[column.name] = _quote(self.words, self.listed)
        return {column.name: cells[column.name] for column in columns}


@lru_cache(maxsize=2**16)
def identifier(address: str) -> str:
    """The identifier of the thing at an address: an item's, else the last part of the path.

    >>> identifier("https://example.org/id/x/plan/p/action/CC9/milestone/report-produced")
    'CC9/report-produced'
    >>> identifier("https://example.org/id/x/organisation/lpsb")
    'lpsb'
    """
    if item := _ITEM.fullmatch(address):
        return f"{item['ref']}/{item['slug']}" if item["slug"] else item["ref"]
    return re.split(r"[/#]", address)[-1]


@lru_cache(maxsize=2**16)
def node_of(address: str) -> str:
    """The node of the plan's graph (`model.ids.node_id`) that a thing's address stands for, whatever the base.

    >>> node_of("https://example.org/id/x/plan/p/action/CC9/milestone/report-produced")
    'action/CC9/milestone/report-produced'
    >>> node_of("https://example.org/id/x/organisation/lpsb")
    'organisation/lpsb'
    """
    if item := _ITEM.fullmatch(address):
        return f"action/{item['ref']}/milestone/{item['slug']}" if item["slug"] else f"action/{item['ref']}"
    return "/".join(address.rsplit("/", 2)[-2:])


def natural_key(value: object) -> tuple[int, object]:
    """A key that sorts CC2 before CC10, and values of different types apart; nothing comes last.

    >>> sorted(["CC10", "CC2", "cc1"], key=natural_key)
    ['cc1', 'CC2', 'CC10']
    """
    if value is None:
        return 2, 0
    if isinstance(value, bool | int | float):
        return 0, value
    parts = re.split(r"(\d+)", str(value).casefold())
    return 1, ([(int(part), "") if place % 2 else (-1, part) for place, part in enumerate(parts)], str(value))


def joined(values: Iterable[str]) -> str:
    """Distinct values in natural order in one cell."""
    return "; ".join(sorted({value for value in values if value}, key=natural_key))


def _text(term: Term) -> str:
    try:
        return term.value  # type: ignore[union-attr]
    except AttributeError:
        raise StoreError("the answer holds a triple where a value is expected") from None


def _number(text: str | None) -> float:
    """What a row is sorted by: a number, or a day by its place in the calendar; what is unbound comes first."""
    if text is None:
        return -1.0
    return float(dt.date.fromisoformat(text).toordinal()) if "-" in text[1:] else float(text)


def _read(reader: Callable[[str | None], Value], text: str | None, column: AnswerColumn) -> Value:
    try:
        return reader(text)
    except ValueError as error:
        raise StoreError(f"{column.name}: {text!r} is no {column.type} ({error})") from error


def _quote(words: dict[str, str], listed: str) -> str:
    spans = {}
    for address, exact in words.items():
        found = _SPAN.fullmatch(address)
        spans[(int(found[1]), int(found[2])) if found else (0, 0)] = exact
    order = json.loads(listed).get("evidence") if listed else None
    if order:
        keys = [tuple(map(int, span.split("-"))) for span in order]
        return GAP.join(spans[key] for key in keys if key in spans)
    return GAP.join(spans[key] for key in sorted(spans))


@lru_cache(maxsize=2**10)
def _code(address: str) -> str:
    return re.split(r"[/#]", address)[-1]


def _claim(address: str) -> str:
    """``CC2/claim/borough-plan/wording/1``."""
    item, _, rest = address.partition("/claim/")
    return f"{identifier(item)}/claim/{rest}"


def _milestone(text: str | None) -> Value:
    item = identifier(text) if text and _ITEM.fullmatch(text) else ""
    return item if is_milestone(item) else ""


_READERS: dict[str, Callable[[str | None], Value]] = {
    "text": lambda text: text or "",
    "quote": lambda text: text or "",
    "claim": lambda text: _claim(text) if text else "",
    "address": lambda text: text or "",
    "id": lambda text: identifier(text) if text else "",
    "action": lambda text: action_of(identifier(text)) if text and _ITEM.fullmatch(text) else "",
    "milestone": _milestone,
    "code": lambda text: _code(text) if text else "",
    "integer": lambda text: int(text) if text is not None else None,
    "decimal": lambda text: float(text) if text is not None else None,
    "date": lambda text: dt.date.fromisoformat(text) if text is not None else None,
    "boolean": lambda text: text in {"true", "1"} if text is not None else None,
}
