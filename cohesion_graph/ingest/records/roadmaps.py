"""Roadmaps: a table whose columns are periods, with what is to be done in each in its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cohesion_graph.documents.cells import Cell, Table
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import Column, Kind, kind_of_heading
from cohesion_graph.ingest.when.deadlines import is_deadline

__all__ = ["roadmap_of"]

_FEWEST = 2
"""Columns of periods."""
_WORDS = 3
"""Words that a cell has on average, where it says what to do and does not only mark a period."""
_QUARTERS = re.compile(r"(?i)q[1-4] ?[/–-] ?q?[1-4]")


def roadmap_of(table: Table, rows: Sequence[Mapping[int, Cell]]) -> PlanTable | None:
    """A plan table with a row for each cell of a roadmap; None for any other table.

    Args:
        table: The table: the first column may name what the rows are about.
        rows: Its rows by column.
    """
    heads = {number: cell.words for number, cell in rows[0].items() if cell.words} if rows else {}
    periods = {number: words for number, words in heads.items() if number and _is_period(words)}
    if len(periods) < _FEWEST or heads.keys() - periods.keys() - {0} or len(rows) < 2:
        return None
    cells = [
        (row, number, row[number]) for row in rows[1:] for number in periods if number in row and row[number].words
    ]
    if not cells or sum(len(cell.words.text.split()) for _, _, cell in cells) < _WORDS * len(cells):
        return None
    found: list[dict[int, Cell]] = []
    for row, number, cell in cells:
        place = len(found)
        made = {1: Cell(cell.standing, place, 1), 2: Cell(periods[number], place, 2)}
        if 0 in row and row[0].words:
            made[0] = Cell(row[0].words, place, 0)
        found.append(made)
    columns = {
        0: Column(Kind.GOAL, heads.get(0, Words())),
        1: Column(Kind.ACTION, Words()),
        2: Column(Kind.DEADLINE, Words()),
    }
    asides = [row[0].words for row in rows[1:] if 0 in row and row[0].words]
    return PlanTable(columns, found, table.place, asides=[*asides, *heads.values()])


def _is_period(words: Words) -> bool:
    """Whether a heading names a period: "2025/26", "Q3/4" above its months, "Medium term"."""
    lines = words.split(r"\s*\n\s*")
    if len(words.tidy) > 50:
        return False
    return any(
        kind_of_heading(line.text) is Kind.PERIOD
        or is_deadline(line.text)
        or re.fullmatch(r"(?i)q[1-4] ?[/–-] ?q?[1-4]", line.tidy)
        for line in lines
    )
