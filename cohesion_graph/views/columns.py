"""Responsibilities and dependencies: boxes in columns, which no layout can make overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cohesion_graph.views.collaboration import NO_RESPONSIBILITY, RESPONSIBILITIES
from cohesion_graph.views.encoding import KINDS
from cohesion_graph.views.lettering import LINE_HEIGHT, wrapped
from cohesion_graph.views.picture import LINE_COLUMNS, Picture, empty_picture, line_rows
from cohesion_graph.views.summaries import dependency_bars, responsibility_bars
from cohesion_graph.views.svg import Course, Point, band, drawn_line, drawn_node, picture, reference_width, words_at
from cohesion_graph.views.tallies import ROWS_LIMIT, too_many_note
from cohesion_graph.views.view_model import BODIES, Line, Node, ViewModel

__all__ = ["dependencies", "responsibilities"]

GAP = 8
"""Between two boxes of a column, in px."""

HEAD = 34
"""Room for the columns' headings, in px."""


@dataclass(frozen=True, slots=True)
class _Placed:
    node: Node
    at: Point
    size: tuple[int, int]
    lines: tuple[str, ...]

    @property
    def left(self) -> Point:
        return (self.at[0] - self.size[0] / 2, self.at[1])

    @property
    def right(self) -> Point:
        return (self.at[0] + self.size[0] / 2, self.at[1])

    def drawn(self, row: str = "") -> str:
        told = self.node.kind == "action" and self.node.title != self.node.label
        reference = self.node.label if told else ""
        return drawn_node(self.node, self.at, self.size, self.lines, font=12, reference=reference, row=row)


def _box(node: Node, x: float, y: float, width: int) -> _Placed:
    """A box whose upper left corner is at x, y: a name, or a reference with the beginning of its words."""
    side = 26 if KINDS[node.kind].shape in {"arrows", "slant", "pill"} else 16
    told = node.kind == "action" and node.title != node.label
    words, room = (node.title, width - reference_width(node.label) - 16) if told else (node.label, width - side)
    lines = wrapped(words, room, 12, 2 if node.kind == "action" else None)
    height = max(26, round(len(lines) * 12 * LINE_HEIGHT + 10) // 2 * 2)
    return _Placed(node, (x + width / 2, y + height / 2), (width, height), tuple(lines))


def responsibilities(model: ViewModel) -> Picture:
    """Bodies on the left, actions on the right, a line for each responsibility; ordered so that few lines cross."""
    lines = model.between(*RESPONSIBILITIES)
    if not lines:
        return empty_picture("responsibilities", "Responsibilities", NO_RESPONSIBILITY, LINE_COLUMNS)
    bodies = [node for node in model.of_kinds(*BODIES) if any(line.end == node.id for line in lines)]
    actions = model.of_kinds("action")
    if len(actions) > ROWS_LIMIT:
        return _responsibilities(lines, (*bodies, *actions), *responsibility_bars(bodies, lines), model)
    links = [(line.end, line.start) for line in lines]
    left, right = _untangled([node.id for node in bodies], [node.id for node in actions], links)
    right_boxes = _stacked([model.nodes[node] for node in right], 600, 380, HEAD)
    height = max((box.at[1] + box.size[1] / 2 for box in right_boxes), default=HEAD)
    left_boxes = _spread([model.nodes[node] for node in left], 10, 230, HEAD, height)
    place = {box.node.id: box for box in (*left_boxes, *right_boxes)}
    low = max((box.at[1] + box.size[1] / 2 for box in place.values()), default=HEAD)
    parts = [words_at(["Body"], 10, 14, anchor="start", bold=True)]
    parts.append(words_at(["Action"], 600, 14, anchor="start", bold=True))
    parts += [
        _curve(model, line, place[line.end].right, place[line.start].left, number) for number, line in _fanned(lines)
    ]
    parts += [box.drawn() for box in place.values()]
    drawn = picture("responsibilities", "Responsibilities", (0, 0, 992, low + 12), parts)
    return _responsibilities(lines, [box.node for box in place.values()], drawn, (), model)


def _responsibilities(
    lines: list[Line], nodes: Sequence[Node], svg: str, bars: tuple[int, ...], model: ViewModel
) -> Picture:
    about = "Who leads, is responsible for or contributes to what. Choose a body or an action to see its lines alone."
    count = len(model.of_kinds("action"))
    return Picture(
        "responsibilities",
        "Responsibilities",
        about,
        tuple(node.id for node in nodes),
        tuple(lines),
        LINE_COLUMNS,
        line_rows(model, tuple(lines)),
        svg,
        keeps_unlinked=True,
        bars=bars,
        listed="lines",
        notes=(too_many_note(count, "Here is how often each body is named."),) if bars else (),
    )


def _untangled(left: list[str], right: list[str], links: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Both columns in turn by the mean place of what each entry is linked to; ties keep the order they had."""
    near: dict[str, list[str]] = {}
    for one, other in links:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    for _ in range(12):
        for column, opposite in ((left, right), (right, left)):
            place = {node: number / len(opposite) for number, node in enumerate(opposite)}
            old = {node: number / len(column) for number, node in enumerate(column)}
            mean = {
                node: sum(place[other] for other in near[node]) / len(near[node]) if near.get(node) else old[node]
                for node in column
            }
            column.sort(key=lambda node: round(mean[node], 9))
    return left, right


def _stacked(nodes: Iterable[Node], x: float, width: int, top: float) -> list[_Placed]:
    found: list[_Placed] = []
    for node in nodes:
        found.append(_box(node, x, top, width))
        top += found[-1].size[1] + GAP
    return found


def _spread(nodes: Sequence[Node], x: float, width: int, top: float, bottom: float) -> list[_Placed]:
    """A shorter column evenly over the height of a longer one."""
    need = sum(box.size[1] for box in _stacked(nodes, x, width, top))
    gap = max((bottom - top - need) / max(len(nodes) - 1, 1), GAP)
    found: list[_Placed] = []
    for node in nodes:
        found.append(_box(node, x, round(top), width))
        top += found[-1].size[1] + gap
    return found


def _fanned(lines: Iterable[Line]) -> list[tuple[float, Line]]:
    """Lines with a shift in px, so that several between the same two boxes lie side by side."""
    pairs: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        pairs.setdefault((line.start, line.end), []).append(line)
    return [((place - (len(group) - 1) / 2) * 7, line) for group in pairs.values() for place, line in enumerate(group)]


def _curve(model: ViewModel, line: Line, start: Point, end: Point, shift: float = 0) -> str:
    """A line that leaves and arrives level; its document's mark sits where it is least crowded, near its end."""
    (x, y), (u, v) = (start[0] + 1, start[1] + shift), (end[0] - 2, end[1] + shift)
    if u < x:
        x, u = start[0] - 1, end[0] + 2
    bow = (u - x) * 0.45
    path = f"M{x:.0f} {y:.1f}C{x + bow:.0f} {y:.1f} {u - bow:.0f} {v:.1f} {u:.0f} {v:.1f}"
    at = 0.86
    middle = tuple(
        a * (1 - at) ** 3 + 3 * b * at * (1 - at) ** 2 + 3 * c * at**2 * (1 - at) + d * at**3
        for a, b, c, d in ((x, x + bow, u - bow, u), (y, y, v, v))
    )
    return drawn_line(model, line, path, Course((u, v), (u - bow, v), (middle[0], middle[1])))


def dependencies(model: ViewModel) -> Picture:
    """For each strategy, agreement, measure or other thing: left the actions that feed it, right those that need it.

    An action stands wherever it belongs, so lines never cross; a mere mention is no dependency and is left out.
    """
    lines = model.between("depends", "feeds", "reports")
    if not lines:
        about = "No document says that an action depends on, feeds or reports to anything."
        return empty_picture("dependencies", "Dependencies", about, LINE_COLUMNS)
    count = len({line.start for line in lines})
    if count > ROWS_LIMIT:
        svg, bars = dependency_bars(model, lines)
        note = too_many_note(count, "Here is how many feed and need each strategy, plan or measure.")
        return _dependencies(model, lines, svg, bars=bars, notes=(note,))
    sides: dict[str, tuple[list[Line], list[Line]]] = {}
    for line in lines:
        sides.setdefault(line.end, ([], []))[line.style == "depends"].append(line)
    parts = [
        words_at(["Actions that feed it or report to it"], 10, 14, anchor="start", bold=True),
        words_at(["Strategy, plan, measure"], 360, 14, anchor="start", bold=True),
        words_at(["Actions that depend on it"], 710, 14, anchor="start", bold=True),
    ]
    bands, rows, middles, top = list[str](), list[str](), dict[str, _Placed](), float(HEAD)
    for turn, centre in enumerate(_centres(model, sides)):
        drawn, middles[centre], height = _dependency_row(model, model.nodes[centre], sides[centre], top)
        if turn % 2 == 0:
            bands.append(band(top - 6, 1000, height + 12))
        rows += drawn
        top += height + 12
    wholes = [_part_line(model, line, middles) for line in _parts(model, lines)]
    frame = (0, 0, 1000, top)
    return _dependencies(model, lines, picture("dependencies", "Dependencies", frame, [*bands, *parts, *wholes, *rows]))


def _parts(model: ViewModel, lines: Sequence[Line]) -> list[Line]:
    """Which of the things that are needed or fed are parts of others of them."""
    ends = {line.end for line in lines}
    return [line for line in model.lines if line.style == "part" and line.start in ends and line.end in ends]


def _part_line(model: ViewModel, line: Line, middles: dict[str, _Placed]) -> str:
    """Straight up from a part to the whole, which stands above it."""
    part, whole = middles[line.start], middles[line.end]
    x, low, high = part.at[0], part.at[1] - part.size[1] / 2, whole.at[1] + whole.size[1] / 2
    return drawn_line(model, line, f"M{x:.0f} {low:.1f}V{high:.1f}", Course((x, high), (x, low), (x, (low + high) / 2)))


def _dependencies(
    model: ViewModel, lines: list[Line], svg: str, *, bars: tuple[int, ...] = (), notes: tuple[str, ...] = ()
) -> Picture:
    every = (*lines, *(() if bars else _parts(model, lines)))
    return Picture(
        "dependencies",
        "Dependencies",
        "What feeds each strategy, plan or measure, and what hangs on it: if it slips, so may those on its right.",
        tuple(dict.fromkeys([*(line.end for line in lines), *(line.start for line in lines)])),
        every,
        LINE_COLUMNS,
        line_rows(model, every),
        svg,
        bars=bars,
        listed="lines",
        notes=notes,
        lights_parts=True,
    )


def _centres(model: ViewModel, sides: dict[str, tuple[list[Line], list[Line]]]) -> list[str]:
    """The most linked first; a part comes right after the whole it belongs to."""
    whole = {line.start: line.end for line in model.lines if line.style == "part" and line.start in sides}
    weight = {node: len({line.start for side in both for line in side}) for node, both in sides.items()}
    tops = [node for node in sides if whole.get(node) not in sides]
    tops.sort(key=lambda node: (-weight[node], model.nodes[node].label.casefold(), node))
    return [one for top in tops for one in (top, *sorted(node for node in sides if whole.get(node) == top))]


def _dependency_row(
    model: ViewModel, centre: Node, sides: tuple[list[Line], list[Line]], top: float
) -> tuple[list[str], _Placed, float]:
    columns = [_stacked(_starts(model, lines), x, 290, top) for lines, x in zip(sides, (10, 700), strict=True)]
    middle = _box(centre, 385, top, 230)
    heights = [sum(box.size[1] + GAP for box in column) - GAP for column in columns if column]
    height = max([*heights, middle.size[1]])
    middle = _Placed(middle.node, (middle.at[0], top + height / 2), middle.size, middle.lines)
    parts: list[str] = []
    for column, lines, right in zip(columns, sides, (False, True), strict=True):
        own = sum(box.size[1] + GAP for box in column) - GAP
        shift = (height - own) / 2
        boxes = {b.node.id: _Placed(b.node, (b.at[0], b.at[1] + shift), b.size, b.lines) for b in column}
        for fan, line in _fanned(lines):
            box = boxes[line.start]
            start, end = (box.left, middle.right) if right else (box.right, middle.left)
            parts.append(_curve(model, line, start, end, fan))
        parts += [box.drawn(centre.id) for box in boxes.values()]
    return [*parts, middle.drawn()], middle, height


def _starts(model: ViewModel, lines: Iterable[Line]) -> list[Node]:
    starts = {line.start for line in lines}
    return [node for node in model.of_kinds("action") if node.id in starts]
