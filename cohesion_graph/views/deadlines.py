"""Deadlines: a row for each action, the months, and columns for what has no date.

Nothing is made more exact than stated: a month is a bar as long as the month. What is ongoing runs on to the edge,
what recurs is repeated as an outline, what follows another process, or has no date at all, stands in a column apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cohesion_graph.derive import Derivation
from cohesion_graph.model.claims import Timing
from cohesion_graph.model.codes import DeadlineKind
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.timing import Deadline
from cohesion_graph.views.lettering import wrapped
from cohesion_graph.views.picture import Cell, Picture, Row, Rows, empty_picture, first_words
from cohesion_graph.views.summaries import deadline_bars
from cohesion_graph.views.svg import band, drawn_node, escape, number, picture, words_at
from cohesion_graph.views.tallies import ROWS_LIMIT, too_many_note
from cohesion_graph.views.view_model import Line, Node, ViewModel

__all__ = ["deadlines"]

LEFT, MONTHS_WIDE, COLUMN = 330, 460, 74
"""Where the months begin, how wide they are together, and the width of each column after them, in px."""

STEP = 15
"""Height of one mark with its gap, in px."""

_TABLE = ("Action or milestone", "Deadline as stated", "Document", "How it is known", "Words")
_COLUMNS = (("ongoing", "Ongoing"), ("recurring", "Again and again"), ("other", "With or after something"))
_AMBER = "#6B5200"


@dataclass(frozen=True, slots=True)
class _Axis:
    """The months; without a date in the plan there are none, and the columns stand at their place."""

    first: dt.date
    last: dt.date
    wide: int = MONTHS_WIDE

    @property
    def end(self) -> int:
        """Where the columns after the months begin."""
        return LEFT + self.wide

    def at(self, day: dt.date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return LEFT + min(max(share, 0), 1) * self.wide


@dataclass(frozen=True, slots=True)
class _Mark:
    line: Line
    deadline: Deadline
    own: bool
    """Whether it is the action's own rather than a milestone's."""
    place: int
    """The document's place in the dataset."""


def deadlines(model: ViewModel, derivation: Derivation) -> Picture:
    """When actions and their milestones are due, as each document says; earliest first, those without a date last."""
    actions = model.of_kinds("action")
    if not _due(model):
        return empty_picture("deadlines", "Deadlines", "No document states a deadline.", _TABLE)
    if len(actions) > ROWS_LIMIT:
        return _counted(model, derivation.dataset, actions)
    marks = _marks(model, derivation.dataset)
    axis = _axis(marks)
    order = sorted(actions, key=lambda node: _first_day(marks.get(node.id, [])))
    top, bands, parts = 62.0, list[str](), list[str]()
    for turn, node in enumerate(order):
        row, height = _row(model, node, marks.get(node.id, []), axis, top)
        if turn % 2 == 0:
            bands.append(band(top, axis.end + len(_COLUMNS) * COLUMN, height))
        parts += row
        top += height
    frame = (0, 0, axis.end + len(_COLUMNS) * COLUMN + 6, top + 8)
    scale = [*_months(axis, top), *_headings(axis)]
    drawn = picture("deadlines", "Deadlines", frame, [*bands, *scale, *parts])
    return _picture(model, order, _due(model), _how_to_read(model, axis), drawn)


def _how_to_read(model: ViewModel, axis: _Axis) -> str:
    """The key to the marks; to the lines of the months where there are months, to documents where there are several."""
    parts = ["Square: the whole action; round: a milestone."]
    if axis.wide:
        parts.append("A line ends the month or year written left of it.")
    labels = [label for label, _ in model.sources.values()]
    if len(labels) > 1:
        parts.append(f"Filled: {labels[0]}; hollow: {labels[1] if len(labels) == 2 else 'another document'}.")
    return " ".join(parts)


def _due(model: ViewModel) -> tuple[Line, ...]:
    return tuple(line for line in model.lines if line.style == "due")


def _counted(model: ViewModel, dataset: Dataset, actions: Sequence[Node]) -> Picture:
    """How many deadlines fall in each period, for a plan with too many actions for a row each."""
    lines = _due(model)
    svg, bars = deadline_bars(model, dataset, lines)
    silent = len(actions) - len({model.nodes[line.start].action or line.start for line in lines})
    note = too_many_note(len(actions), "Here is how many deadlines fall in each period.")
    about = "Deadlines of actions and of their milestones."
    if silent:
        about += f" For {silent:,} action{'s' if silent > 1 else ''} no document states one."
    return _picture(model, actions, lines, about, svg, bars=bars, notes=(note,))


def _picture(  # noqa: PLR0913 - a picture's own words, its things and its lines
    model: ViewModel,
    order: Sequence[Node],
    lines: tuple[Line, ...],
    about: str,
    svg: str,
    *,
    bars: tuple[int, ...] = (),
    notes: tuple[str, ...] = (),
) -> Picture:
    return Picture(
        "deadlines",
        "Deadlines",
        about,
        tuple(node.id for node in order),
        lines,
        _TABLE,
        Rows(model, lines, _table_row),
        svg,
        keeps_unlinked=True,
        bars=bars,
        listed="due",
        notes=notes,
    )


def _marks(model: ViewModel, dataset: Dataset) -> dict[str, list[_Mark]]:
    """The marks of each action's row, its milestones' among them, in the order of date and document."""
    found: dict[str, list[_Mark]] = {}
    for line in model.lines:
        if line.style != "due":
            continue
        claim = dataset.claims[line.words[0]]
        assert isinstance(claim, Timing)
        node = model.nodes[line.start]
        row = found.setdefault(node.action or node.id, [])
        row.append(_Mark(line, claim.deadline, not node.action, model.places[line.sources[0]]))
    for row in found.values():
        row.sort(key=lambda mark: (_day(mark.deadline), mark.place, not mark.own))
    return found


_NEVER = dt.date(9999, 12, 31)


def _day(deadline: Deadline) -> dt.date:
    return deadline.latest_date or _NEVER


def _first_day(marks: Sequence[_Mark]) -> tuple[dt.date, bool]:
    return min((_day(mark.deadline) for mark in marks), default=_NEVER), not marks


def _axis(marks: dict[str, list[_Mark]]) -> _Axis:
    """From the first month named to the end of the last; without a date no months, since none is ours to name."""
    dates = [mark.deadline.date for row in marks.values() for mark in row if mark.deadline.date is not None]
    if not dates:
        return _Axis(_NEVER, _NEVER, 0)
    first, last = min(date.first_day for date in dates), max(date.last_day for date in dates)
    return _Axis(first.replace(day=1) - dt.timedelta(20), last + dt.timedelta(20))


def _months(axis: _Axis, bottom: float) -> list[str]:
    """Years and months along the top, each left of the hairline that ends it: marks stand at the ends of months."""
    parts: list[str] = []
    if not axis.wide:
        return parts
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month + 1
    step = next((size for size in (1, 3, 6, 12, 24, 60, 120) if months / size <= 13), 240)
    for year in range(axis.first.year, axis.last.year + 1):
        for month in range(1, 13, min(step, 12)):
            day = dt.date(year, month, 1)
            if not axis.first <= day <= axis.last or (step > 12 and year % (step // 12)):
                continue
            x = axis.at(day)
            bold = month == 1
            colour, width = ("#94A3B8", 1.4) if bold else ("#D5DCE5", 1)
            parts.append(
                f'<path class="hair" d="M{number(x)} {34 if bold else 48}V{number(bottom)}" stroke="{colour}"'
                f' stroke-width="{width}"/>'
            )
            over = day - dt.timedelta(1)
            if x > LEFT + 8:
                word = over.strftime("%b") if step < 12 else str(over.year)
                parts.append(words_at([word], x - 3, 52, size=11, anchor="end"))
            if bold and step < 12:
                parts.append(words_at([str(year)], x + 3, 36, size=12, anchor="start", bold=True))
    if step < 12 and axis.first.month < 11:
        parts.append(words_at([str(axis.first.year)], LEFT + 3, 36, size=12, anchor="start", bold=True))
    return parts


def _headings(axis: _Axis) -> list[str]:
    parts = []
    for place, (_, heading) in enumerate(_COLUMNS):
        x = axis.end + COLUMN * (place + 0.5)
        parts.append(words_at(wrapped(heading, COLUMN - 8, 11), x, 38, size=11, bold=True))
    return parts


def _row(model: ViewModel, node: Node, marks: Sequence[_Mark], axis: _Axis, top: float) -> tuple[list[str], float]:
    rows = _lanes(marks, axis)
    height = max(30, STEP * (max((lane for lane, _ in rows), default=0) + 1) + 10)
    words = wrapped(node.title, LEFT - 84, 11, 2 if height < 44 else 3) if node.title != node.label else []
    parts = [drawn_node(node, (36, top + height / 2), (56, 26), (node.label,), font=12)]
    parts.append(words_at(words, 72, top + height / 2, size=11, anchor="start"))
    offset = (height - STEP * (max((lane for lane, _ in rows), default=0) + 1)) / 2 + STEP / 2
    parts += [_drawn(model, mark, axis, top + offset + lane * STEP) for lane, mark in rows]
    if not marks:
        x = axis.end + COLUMN * len(_COLUMNS) / 2
        parts.append(words_at(["no deadline stated"], x, top + height / 2, size=11))
    return parts, height


def _lanes(marks: Sequence[_Mark], axis: _Axis) -> list[tuple[int, _Mark]]:
    """Each mark with the first lane, from 0, in which it touches no other and no line that runs on from one."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for mark in marks:
        start, end = _span(mark.deadline, axis)
        lane = next((n for n, spans in enumerate(taken) if all(end < a or start > b for a, b in spans)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start - 3, end + 3))
        found.append((lane, mark))
    return found


def _column(deadline: Deadline) -> int | None:
    """The column for what has no date of its own; None for what stands in the months."""
    kinds = {DeadlineKind.ONGOING: 0, DeadlineKind.RECURRING: 1}
    return None if deadline.latest_date is not None else kinds.get(deadline.kind, 2)


def _span(deadline: Deadline, axis: _Axis) -> tuple[float, float]:
    column = _column(deadline)
    if column is not None:
        x = axis.end + COLUMN * (column + 0.5)
        return x - 6, x + 6
    assert deadline.date is not None
    first = (deadline.starts or deadline.date).first_day
    end = axis.end + COLUMN * (2 if deadline.every else 1) - 12 if deadline.is_open_ended else 0
    return axis.at(first), max(axis.at(deadline.date.last_day) + 12, end)


def _drawn(model: ViewModel, mark: _Mark, axis: _Axis, y: float) -> str:
    deadline, node = mark.deadline, model.nodes[mark.line.start]
    column = _column(deadline)
    inside: list[str] = []
    if column is not None:
        x = axis.end + COLUMN * (column + 0.5)
    else:
        assert deadline.date is not None
        first, last = (deadline.starts or deadline.date).first_day, deadline.date.last_day
        x = axis.at(last)
        inside.append(_stroke(f"M{number(axis.at(first))} {number(y)}H{number(x)}", 3))
        if deadline.is_open_ended:
            inside.append(_running_on(deadline, x, y, axis))
    hollow = mark.place > 0
    fill = "#FFFFFF" if hollow else _AMBER
    shape = (
        f"M{number(x - 5)} {number(y - 5)}h10v10h-10Z"
        if mark.own
        else f"M{number(x - 5.5)} {number(y)}a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z"
    )
    inside.append(
        f'<path class="{"mark" if hollow else "stroke fill"}" d="{shape}" fill="{fill}" stroke="{_AMBER}"'
        ' stroke-width="2"/>'
    )
    name = node.label if mark.own else node.title
    said = f"{name}: {mark.line.label} ({model.sources[mark.line.sources[0]][0]})"
    reach = f'<path class="reach" d="M{number(x - 12)} {number(y - 7)}h24v14h-24Z" fill="none" pointer-events="all"/>'
    return (
        f'<g class="line s-due" data-line="{escape(mark.line.key)}"><title>{escape(said)}</title>'
        f"{reach}{''.join(inside)}</g>"
    )


def _running_on(deadline: Deadline, x: float, y: float, axis: _Axis) -> str:
    """A dotted line to the column of what has no end, with an outline at each stated repetition."""
    end = axis.end + COLUMN * (1.5 if deadline.every else 0.5) - 4
    parts = [
        _stroke(f"M{number(x + 6)} {number(y)}H{number(end)}", 1.6, "2 4"),
        f'<path class="fill" d="M{number(end + 8)} {number(y)}l-9 -5v10Z" fill="{_AMBER}"/>',
    ]
    if deadline.every is not None and deadline.date is not None:
        for turn in range(1, 60):
            try:
                day = deadline.date.later(deadline.every.months * turn, deadline.every.days * turn).last_day
            except ValueError:
                break
            if day > axis.last:
                break
            parts.append(_stroke(f"M{number(axis.at(day))} {number(y - 5)}v10", 2))
    return "".join(parts)


def _stroke(path: str, width: float, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path class="stroke" d="{path}" fill="none" stroke="{_AMBER}" stroke-width="{number(width)}"{dashed}/>'


def _table_row(model: ViewModel, line: Line) -> Row:
    node = model.nodes[line.start]
    name = node.label if node.kind == "action" else f"{model.nodes[node.action].label}: {node.title}"
    cells = (
        Cell(name, node.id),
        Cell(line.label, line=line.key),
        Cell(model.sources[line.sources[0]][0]),
        Cell(model.words[line.words[0]].basis),
        Cell(first_words(model, line)),
    )
    return Row(cells, (node.id,), line.key)
