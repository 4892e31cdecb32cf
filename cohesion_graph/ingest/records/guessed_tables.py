"""Tables without headings that are known: what their columns hold is told by the cells alone."""

from __future__ import annotations

from collections.abc import Sequence

from cohesion_graph.documents.cells import Cell, Table
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.column import Column
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import Kind, kind_of_heading
from cohesion_graph.ingest.when.deadlines import is_deadline
from cohesion_graph.ingest.who.names import stands_alone
from cohesion_graph.ingest.who.well_known import is_body, is_service

__all__ = ["guessed_table"]


def guessed_table(table: Table, rows: Sequence[dict[int, Cell]]) -> PlanTable | None:
    """A table without headings whose columns tell themselves: long texts beside a column of deadlines."""
    if len(rows) < 3 or table.width < 2:
        return None
    texts: dict[int, list[str]] = {}
    for row in rows:
        for number, cell in row.items():
            if cell.words:
                texts.setdefault(number, []).append(cell.words.tidy)
    dated = {n: sum(map(is_deadline, found)) / len(found) for n, found in texts.items() if len(found) >= len(rows) / 2}
    deadline = max(dated, key=lambda number: (dated[number], number), default=None)
    if deadline is None or dated[deadline] < 0.6:
        return None
    headings, kind = _unknown_headings(rows, deadline)
    if kind not in {None, Kind.DEADLINE, Kind.PERIOD}:
        return None  # "last updated": the dates are no deadlines
    rows = rows[1:] if headings else rows
    lengths = {n: sum(map(len, found)) / len(found) for n, found in texts.items() if n != deadline}
    if not lengths or max(lengths.values()) < 25:
        return None
    action = max(lengths, key=lambda number: (lengths[number], -number))
    columns = {action: Column(Kind.ACTION, Words()), deadline: Column(Kind.DEADLINE, Words())}
    for number in sorted(set(lengths) - {action}):
        if number < action and lengths[number] <= 8:
            columns[number] = Column(Kind.REFERENCE, Words())
        elif number > action and _holds_bodies(texts[number]):
            columns[number] = Column(Kind.RESPONSIBLE, Words())
    return PlanTable(
        columns, list(rows), table.place, is_guessed=True, names_listed=table.names_listed, asides=headings
    )


def _unknown_headings(rows: Sequence[dict[int, Cell]], dated: int) -> tuple[list[Words], Kind | None]:
    """The words of a first row that heads others though they are not known, and what it says of the dates below it."""
    first, *others = ([cell.words for number, cell in sorted(row.items())] for row in rows)
    above = rows[0][dated].words.tidy if dated in rows[0] else ""
    is_short = all(len(words.tidy.split()) <= _MOST_WORDS and not words.tidy.endswith(".") for words in first)
    if not above or is_deadline(above) or not is_short or not others:
        return [], None
    return [words for words in first if words], kind_of_heading(above)


_MOST_WORDS = 4
"""Words of a heading that is not known: what is longer may be data."""


def _holds_bodies(texts: Sequence[str]) -> bool:
    """Whether some of a column's cells are names of bodies beyond doubt: a guess needs more than their place."""
    told = sum(stands_alone(text) or is_body(text) or is_service(text) for text in texts)
    return told >= len(texts) / 3
