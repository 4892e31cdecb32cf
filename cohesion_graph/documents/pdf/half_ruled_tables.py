"""Tables of PDF pages whose rules part rows only, or columns only: the other edges are told by the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.looks import Looks
from cohesion_graph.documents.pdf.ruled_tables import DrawnTable
from cohesion_graph.documents.pdf.unruled_tables import (
    column_edges,
    crosses,
    free_rows,
    header_at,
    words_in_columns,
)
from cohesion_graph.documents.pdf.words import CellText, Line, Word, lines_of

__all__ = ["Beside", "beside", "edges_by_words", "middle_of", "rows_of"]


def middle_of(word: Word) -> float:
    """The height of a word's middle, in points from the top of its page."""
    return float(word["top"] + word["bottom"]) / 2


def edges_by_words(words: Sequence[Word], top: float, looks: Looks) -> list[float]:
    """Edges of columns between rules that part rows only, told by the headings among the words or the first row."""
    lines = lines_of(words)
    for number in range(len(lines)):
        used, headings = header_at(lines, number, looks.are_headings)
        if used:
            return column_edges(headings, words_in_columns(lines[number:], headings))
    inside = [line for line in lines if line.middle >= top]
    if not inside or len(inside[0].stretches) < 3:
        return []
    return column_edges(inside[0].stretches, words_in_columns(inside, inside[0].stretches))


def rows_of(table: DrawnTable, words: Sequence[Word]) -> list[list[CellText]]:
    """A table's rows; where rules part its columns only, the rows are told by the bands of white space."""
    if not table.has_uprights or len(table.levels) > 3 or not table.rows:
        return table.rows
    lines = lines_of([word for word in words if table.levels[-2] < middle_of(word) < table.bottom])
    rows = free_rows(lines, table.columns) if lines else []
    if len(rows) > 1 and all(row[0].text and len(row) > 1 for row in rows):
        return [*table.rows[:-1], *rows]
    return table.rows


@dataclass(slots=True)
class Beside:
    """Rows right above and right below a table whose rules part rows only, and the lines they are made of."""

    above: list[list[CellText]] = field(default_factory=list)
    below: list[list[CellText]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def beside(table: DrawnTable, drawn: Sequence[DrawnTable], lines: Sequence[Line], looks: Looks) -> Beside:
    """The headings above the first rule, and the rows under the last: rules between rows need neither."""
    found = Beside()
    near = [line for line in lines if table.top - 150 < line.bottom <= table.top + 2]
    for number in range(len(near)):
        used, headings = header_at(near, number, looks.are_headings)
        rest = near[number + len(used) :]
        if used and len(headings) == len(table.columns) - 1 and not any(crosses(line, table.columns) for line in rest):
            header = [CellText(column, 1, text) for column, (_, _, text) in enumerate(headings)]
            found.above = [header, *free_rows(rest, table.columns)]
            found.lines = [*used, *rest]
            break
    following = min((other.top for other in drawn if other.top > table.bottom), default=1e9)
    below: list[Line] = []
    reach = table.bottom
    for line in lines:
        if line.top < table.bottom - 1 or line.top > following or line.top - reach > 25:
            continue
        if crosses(line, table.columns):
            break
        below.append(line)
        reach = line.bottom
    if any(len(line.stretches) > 1 for line in below):
        found.below = free_rows(below, table.columns, by_bands=True)
        found.lines = [*found.lines, *below]
    return found
