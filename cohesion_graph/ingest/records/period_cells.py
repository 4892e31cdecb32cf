"""Cells under years, quarters or months: marks say when the action is due, words are milestones due then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.entry import Line, Value
from cohesion_graph.ingest.records.headings import Column, Kind
from cohesion_graph.ingest.when.periods import dated_part, is_mark
from cohesion_graph.status_words import tells_status

__all__ = ["PeriodCells", "read_period_cells"]


@dataclass(slots=True)
class PeriodCells:
    """What the cells of a row under periods say."""

    deadlines: list[Value] = field(default_factory=list)
    """One for each stretch of marks: the period's heading, or the first and the last."""
    milestones: list[Line] = field(default_factory=list)
    """Words under a period, each with the period as its deadline."""
    asides: list[tuple[str, Words]] = field(default_factory=list)


def read_period_cells(columns: Mapping[int, Column], filled: Mapping[int, Cell]) -> PeriodCells:
    """Read the cells of a row that stand under periods.

    Figures and reports of progress below a period ("£5,000", "Green") say neither what is due nor when.
    """
    found = PeriodCells()
    stretches: list[list[Words]] = []
    is_open = False
    for number, column in sorted(columns.items()):
        if column.kind is not Kind.PERIOD:
            continue
        cell = filled.get(number)
        if cell is not None and is_mark(cell.words.text):
            found.asides.append(("layout", cell.words))
            stretches = (
                [*stretches[:-1], [*stretches[-1], column.heading]] if is_open else [*stretches, [column.heading]]
            )
            is_open = True
            continue
        is_open = False
        if cell is None:
            continue
        if re.search(r"[^\W\d_]{3}", cell.standing.text) and not tells_status(cell.words.text):
            found.milestones.append(Line(cell.standing, values={Kind.DEADLINE: [_due(column.heading)]}))
        else:
            found.asides.append(("commentary", cell.words))
    spans = ([dated_part(words) for words in (one[0], *one[1:][-1:])] for one in stretches)
    found.deadlines = [_due(Words.join(span, " – ")) for span in spans]
    return found


def _due(words: Words) -> Value:
    return Value(Column(Kind.DEADLINE, words), dated_part(words))
