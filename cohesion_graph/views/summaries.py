"""What stands for the pictures of a plan with too many actions for a row each: bodies, strategies, periods, sections.

Each function gives the drawing and, for each line in the given order, the number of the bar or cell that counts it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from cohesion_graph.model.claims import Timing
from cohesion_graph.model.codes import DeadlineKind
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.timing import Deadline
from cohesion_graph.views.lettering import wrapped
from cohesion_graph.views.svg import band, escape, number, picture, words_at
from cohesion_graph.views.tallies import Bar, Tally, tally_svg
from cohesion_graph.views.view_model import Line, Node, ViewModel

__all__ = ["deadline_bars", "dependency_bars", "responsibility_bars", "section_cells"]


class _Counted:
    """How many lines there are for each key, and the number of each key, in the order of first use."""

    def __init__(self, lines: Iterable[Line], key: Callable[[Line], Hashable]) -> None:
        self.places: dict[Hashable, int] = {}
        self.counts: list[int] = []
        self.bars: list[int] = []
        for line in lines:
            place = self.places.setdefault(key(line), len(self.places))
            if place == len(self.counts):
                self.counts.append(0)
            self.counts[place] += 1
            self.bars.append(place)

    def bar(self, key: Hashable, style: str, word: str) -> Bar | None:
        place = self.places.get(key)
        return None if place is None else Bar(place, style, word, self.counts[place])

    def side(self, thing: str, styles: Sequence[tuple[str, str]]) -> tuple[Bar, ...]:
        found = (self.bar((thing, style), style, word) for style, word in styles)
        return tuple(bar for bar in found if bar is not None)


def _most_first(tallies: Iterable[Tally]) -> list[Tally]:
    def order(tally: Tally) -> tuple[int, str]:
        return -sum(bar.count for bar in (*tally.left, *tally.right)), tally.label.casefold()

    return sorted(tallies, key=order)


def responsibility_bars(bodies: Iterable[Node], lines: Sequence[Line]) -> tuple[str, tuple[int, ...]]:
    """A row for each body: how many lines say that it leads, is responsible or contributes."""
    counted = _Counted(lines, lambda line: (line.end, line.style))
    words = (("leads", "leads"), ("responsible", "is responsible for"), ("contributes", "contributes to"))
    tallies = [Tally(body.label, counted.side(body.id, words), node=body) for body in bodies]
    headings = ((10, "Body"), (250, "How often it is named for an action or a milestone"))
    svg = tally_svg("responsibilities", "Responsibilities", headings, _most_first(tallies))
    return svg, tuple(counted.bars)


def dependency_bars(model: ViewModel, lines: Sequence[Line]) -> tuple[str, tuple[int, ...]]:
    """A row for each thing that is needed or fed: left how many feed it or report to it, right how many need it."""
    counted = _Counted(lines, lambda line: (line.end, line.style))
    tallies = [
        Tally(
            model.nodes[thing].label,
            counted.side(thing, (("depends", "depend"),)),
            counted.side(thing, (("feeds", "feeding it"), ("reports", "reporting to it"))),
            model.nodes[thing],
        )
        for thing in dict.fromkeys(line.end for line in lines)
    ]
    headings = (
        (130, "Actions that feed it or report to it"),
        (385, "Strategy, plan, measure"),
        (625, "That depend on it"),
    )
    return tally_svg("dependencies", "Dependencies", headings, _most_first(tallies)), tuple(counted.bars)


_WITHOUT_DATE = {DeadlineKind.ONGOING: "Ongoing", DeadlineKind.RECURRING: "Again and again"}
_OTHER = "With or after something"


def deadline_bars(model: ViewModel, dataset: Dataset, lines: Sequence[Line]) -> tuple[str, tuple[int, ...]]:
    """A row for each year or quarter in which something is due, then for what has no date of its own."""
    found: dict[str, Deadline] = {}
    for line in lines:
        claim = dataset.claims[line.words[0]]
        assert isinstance(claim, Timing)
        found[line.key] = claim.deadline
    days = [deadline.latest_date for deadline in found.values() if deadline.latest_date is not None]
    by_quarter = bool(days) and max(days).year - min(days).year < 5

    def period(line: Line) -> str:
        day = found[line.key].latest_date
        if day is None:
            return _WITHOUT_DATE.get(found[line.key].kind, _OTHER)
        return f"{day.year}, {_QUARTERS[(day.month - 1) // 3]}" if by_quarter else str(day.year)

    counted = _Counted(lines, lambda line: (period(line), not model.nodes[line.start].action))
    dated = sorted({day.year for day in days})
    rows = [f"{year}, {quarter}" for year in dated for quarter in _QUARTERS] if by_quarter else map(str, dated)
    tallies = []
    for row in (*rows, *_WITHOUT_DATE.values(), _OTHER):
        bars = (counted.bar((row, True), "due", "actions"), counted.bar((row, False), "part", "milestones"))
        if any(bars):
            tallies.append(Tally(row, tuple(bar for bar in bars if bar is not None)))
    headings = ((165, "Due in"), (250, "How many deadlines documents state"))
    return tally_svg("deadlines", "Deadlines", headings, tallies), tuple(counted.bars)


_QUARTERS = ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec")


def section_cells(dataset: Dataset, bodies: Sequence[Node], lines: Sequence[Line]) -> tuple[str, str, tuple[int, ...]]:
    """A row for each section of the plan, bodies across, in each cell how many lines; as HTML and as a drawing."""
    section_of = {item.node: item.section for item in dataset.items.values() if not item.is_milestone}
    counted = _Counted(lines, lambda line: (section_of[line.start], line.end))
    left, wide, tall, head = 330, 46, 26, 150
    parts = [
        f'<g data-node="{escape(body.id)}" transform="translate({number(left + wide * (place + 0.5))} {head - 6})'
        f' rotate(-90)">{words_at(wrapped(body.label, head - 10, 11), 0, 0, size=11, anchor="start")}</g>'
        for place, body in enumerate(bodies)
    ]
    rows = []
    for turn, section in enumerate(dataset.plan.sections):
        y = head + tall * (turn + 0.5)
        if turn % 2 == 0:
            parts.append(band(y - tall / 2, left + wide * len(bodies), tall))
        parts.append(words_at(wrapped(section.title, left - 16, 11, 1), 8, y, size=11, anchor="start"))
        cells = []
        for place, body in enumerate(bodies):
            bar = counted.bar((section.id, body.id), "", "")
            cells.append("<td></td>" if bar is None else f'<td data-bar="{bar.place}">{bar.count:,}</td>')
            if bar is not None:
                said = words_at([f"{bar.count:,}"], left + wide * (place + 0.5), y, size=12, bold=True)
                parts.append(f'<g data-bar="{bar.place}">{said}</g>')
        rows.append(f'<tr><th scope="row">{escape(section.title)}</th>{"".join(cells)}</tr>')
    size = (0, 0, left + wide * len(bodies) + 8, head + tall * len(rows) + 8)
    return "".join(rows), picture("matrix", "Matrix", size, parts), tuple(counted.bars)
