"""One picture of a plan: what it draws, the still drawing, and the same content as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from cohesion_graph.model.codes import Basis
from cohesion_graph.tables import Column, Table
from cohesion_graph.views.network import Drawing
from cohesion_graph.views.svg import picture, words_at
from cohesion_graph.views.view_model import Line, ViewModel

__all__ = [
    "LINE_COLUMNS",
    "PAIR_COLUMNS",
    "Cell",
    "Picture",
    "Row",
    "Rows",
    "empty_picture",
    "first_words",
    "line_rows",
    "pair_rows",
    "stated_or_inferred",
    "strongest",
]


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table; with a node or a line they open its details."""

    text: str
    node: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row and what it stands for: it is shown while its line, or else all its nodes, are shown."""

    cells: tuple[Cell, ...]
    nodes: tuple[str, ...] = ()
    line: str = ""


class Rows(Sequence[Row]):
    """A row for each line, made when it is looked at: a page prints but the first of a long table."""

    def __init__(self, model: ViewModel, lines: Iterable[Line], row: Callable[[ViewModel, Line], Row]) -> None:
        self._model, self._lines, self._row = model, tuple(lines), row

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Rows: ...

    def __getitem__(self, place: int | slice) -> Row | Rows:
        if isinstance(place, slice):
            return Rows(self._model, self._lines[place], self._row)
        return self._row(self._model, self._lines[place])


@dataclass(frozen=True)
class Picture:
    """A picture ready to be put into a page or saved."""

    name: str
    title: str
    about: str
    """How to read it, in a sentence or two."""
    nodes: tuple[str, ...]
    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    """Headings of the rows."""
    rows: Sequence[Row]
    svg: str = ""
    """The still drawing; empty where the picture is a table, or too large for a still one."""
    markup: str = ""
    """HTML of a picture that is a table, already escaped."""
    drawing: Drawing | None = None
    """Set where vis-network draws it."""
    keeps_unlinked: bool = False
    """Whether things without a visible line stay in the picture."""
    counts_all: bool = False
    """Whether it counts all lines together, so that only things can be filtered, not lines or documents."""
    is_table: bool = False
    """Whether `markup` already is the table of `rows`, so that a page does not repeat it."""
    notes: tuple[str, ...] = ()
    """What was left out and why."""
    bars: tuple[int, ...] = ()
    """For a drawing that counts (`tallies`): in which bar each line counts, in the order of `lines`."""
    listed: str = ""
    """``lines``, ``due`` or ``pairs`` where the page's script can fill the table's rows from the lines itself."""
    crowded: bool = False
    """Whether it holds more than can be told apart, so that a page with other pictures opens on one of them."""
    lights_parts: bool = False
    """Whether a chosen thing lights what hangs on its parts too."""

    @property
    def heaviest(self) -> int:
        """The most actions that one line of a picture of pairs stands for; 0 in other pictures."""
        return max((line.weight for line in self.lines), default=0) if self.listed == "pairs" else 0

    @property
    def least(self) -> int:
        """How many actions a line stands for at least when the page opens, so that what is drawn can be told apart."""
        weights = sorted((line.weight for line in self.lines), reverse=True)
        return weights[LEGIBLE - 1] + 1 if self.heaviest and len(weights) > LEGIBLE else 1

    def lit_with(self, chosen: str) -> set[str]:
        """A chosen thing, and its parts and their parts where the picture lights these too."""
        lit = {chosen}
        parts = [line for line in self.lines if line.style == "part"] if self.lights_parts else []
        for _ in parts:
            lit |= {line.start for line in parts if line.end in lit}
        return lit

    @property
    def table(self) -> Table:
        """The rows as a table of plain text."""
        columns = tuple(Column(name) for name in self.columns)
        return Table(
            self.name, columns, tuple(tuple(c.text for c in row.cells) for row in self.rows), self.title, self.notes
        )


def empty_picture(name: str, title: str, about: str, columns: tuple[str, ...] = ()) -> Picture:
    """A picture of which the documents say nothing: `about` says so, and the still drawing is that sentence."""
    drawn = picture(name, title, (0, 0, 24 + 8 * len(about), 48), [words_at([about], 12, 24, anchor="start")])
    return Picture(name, title, about, (), (), columns, (), drawn)


LINE_COLUMNS = ("From", "How", "To", "Stated or inferred", "Documents", "Words")


def line_rows(model: ViewModel, lines: Iterable[Line]) -> Rows:
    """One row for each line: from, how, to, stated or inferred, in which documents, the first quoted words."""
    return Rows(model, lines, _line_row)


def _line_row(model: ViewModel, line: Line) -> Row:
    start, end = model.nodes[line.start], model.nodes[line.end]
    cells = (
        Cell(start.label if start.kind != "milestone" else start.title, start.id),
        Cell(line.label, line=line.key),
        Cell(end.label, end.id),
        Cell(stated_or_inferred(line)),
        Cell("; ".join(model.sources[source][0] for source in line.sources)),
        Cell(first_words(model, line)),
    )
    return Row(cells, (start.id, end.id), line.key)


PAIR_COLUMNS = ("Thing", "How", "Thing", "How many", "Actions", "Stated or inferred")

LEGIBLE = 90
"""Lines between bodies that can be told apart; of more, only those that stand for most actions are shown at first."""

STRONGEST = 150
"""Of lines that stand for shared actions, at most so many are drawn: those that stand for most."""


def pair_rows(model: ViewModel, lines: Iterable[Line]) -> Rows:
    """One row for each line that stands for shared actions: `PAIR_COLUMNS`."""
    return Rows(model, lines, _pair_row)


def _pair_row(model: ViewModel, line: Line) -> Row:
    cells = (
        Cell(model.nodes[line.start].label, line.start),
        Cell(line.label, line=line.key),
        Cell(model.nodes[line.end].label, line.end),
        Cell(str(line.weight)),
        Cell("; ".join(model.nodes[action].label for action in line.through)),
        Cell(stated_or_inferred(line)),
    )
    return Row(cells, (line.start, line.end), line.key)


def strongest(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The lines that are drawn, in the order given, and a note if that is not all."""
    if len(lines) <= STRONGEST:
        return list(lines), ()
    kept = {line.key for line in sorted(lines, key=lambda line: (-line.weight, line.key))[:STRONGEST]}
    note = (
        f"Of {len(lines):,} lines the {STRONGEST} that stand for most actions are drawn. "
        "The table below lists all; filter or choose a thing to see all of its lines there and in its details."
    )
    return [line for line in lines if line.key in kept], (note,)


def stated_or_inferred(line: Line) -> str:
    """``stated``, or ``inferred`` with how, in the words of the bases."""
    if line.stated:
        return "stated"
    bases = dict.fromkeys(_BASIS_LABELS.get(basis, basis) for basis in line.bases)
    return f"inferred: {'; '.join(bases)}" if bases else "inferred"


def first_words(model: ViewModel, line: Line) -> str:
    """The first claim's quotation with white space evened out; empty for the structure of plan and register."""
    if not line.words:
        return ""
    return " ... ".join(" ".join(quote.split()) for quote in model.words[line.words[0]].quotes)


_BASIS_LABELS = {basis.value: basis.label for basis in Basis}
