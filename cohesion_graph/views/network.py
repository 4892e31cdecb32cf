"""Networks: everything linked, or one thing and what is around it, placed in Python and drawn by vis-network."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cohesion_graph.views.encoding import KINDS, STYLES
from cohesion_graph.views.layout import CAREFUL_LINKS, Box, placed, placed_near
from cohesion_graph.views.lettering import LINE_HEIGHT, text_width, wrapped
from cohesion_graph.views.routes import MILESTONE, Spot, bends, number_places, route
from cohesion_graph.views.svg import Course, drawn_line, drawn_node, picture
from cohesion_graph.views.view_model import Line, Node, ViewModel

__all__ = ["Drawing", "as_opened", "network_drawing", "network_svg"]

MARGIN = 24
"""Free space around a network, in px."""

LARGE = 150
"""From this number of things on, bodies are written larger, so that they can be read with the whole in view."""

_WIDEST = {"action": 90, "strategy": 110, "measure": 116}


@dataclass(frozen=True)
class Drawing:
    """A network ready to draw."""

    name: str
    title: str
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    bends: dict[str, float]
    """How far each line bows out, as a share of its length."""
    numbers_at: dict[str, float]
    """Where on a line its number stands, as a share of its length, for lines that carry one."""


def network_drawing(model: ViewModel, name: str, title: str, nodes: Sequence[Node], lines: Iterable[Line]) -> Drawing:
    """Things and lines between them, placed. Milestones stand in a row under their action and take part in no force.

    Lines whose ends are not both among `nodes` are left out.
    """
    shown = {node.id for node in nodes}
    kept = tuple(line for line in lines if line.start in shown and line.end in shown)
    free = [node for node in nodes if node.kind != "milestone" or node.action not in shown]
    rows: dict[str, list[Node]] = {}
    for node in nodes:
        if node.kind == "milestone" and node.action in shown:
            rows.setdefault(node.action, []).append(node)
    spots = [_measured(node) for node in free]
    if len(free) > LARGE:
        spots = _larger_bodies(model, spots, kept)
    boxes = [_room(spot, len(rows.get(spot.node, ()))) for spot in spots]
    found: list[Spot] = []
    for spot, box, (x, y) in zip(spots, boxes, _centres(model, spots, boxes, kept), strict=True):
        top = y - round(box.height - spot.height) // 2
        found.append(replace(spot, x=x, y=top))
        found += _row(rows.get(spot.node, []), x, top + spot.height // 2 + 3 + MILESTONE[1] // 2)
    bent = bends(found, kept, aside=(LARGE, CAREFUL_LINKS))
    return Drawing(name, title, tuple(found), kept, bent, number_places(found, kept, bent))


def _centres(
    model: ViewModel, spots: Sequence[Spot], boxes: Sequence[Box], lines: Sequence[Line]
) -> list[tuple[int, int]]:
    """Places for all; what is only mentioned comes last, beside what mentions it: it is hidden when a page opens."""
    places = {spot.node: place for place, spot in enumerate(spots)}

    def standing(node: str) -> str:
        return node if node in places else model.nodes[node].action

    ends = [(line, standing(line.start), standing(line.end)) for line in lines]
    # what milestones under their action name, folded lines of the action name too
    firm = [
        (start, end)
        for line, start, end in ends
        if STYLES[line.style].at_first and (start, end) == (line.start, line.end)
    ]
    held = {node for pair in firm for node in pair}
    core = [place for place, spot in enumerate(spots) if spot.node in held]
    late = [place for place, spot in enumerate(spots) if spot.node not in held]
    order = {spots[place].node: turn for turn, place in enumerate(core)}
    pairs = [(order[a], order[b]) for a, b in firm if a in order and b in order]
    done = model.layouts.of(placed, [boxes[place] for place in core], pairs)
    near: dict[str, int] = {}
    for _, start, end in ends:
        if start in order:
            near.setdefault(end, order[start])
    beside = placed_near(
        [boxes[place] for place in core], done, [(boxes[place], near.get(spots[place].node)) for place in late]
    )
    found = dict(zip([*core, *late], [*done, *beside], strict=True))
    return [found[place] for place in range(len(spots))]


def _measured(node: Node, scale: float = 1) -> Spot:
    """A thing's size: its label, wrapped, with room around it; its place is still open."""
    font = (12 if node.kind in {"strategy", "measure"} else 13) * scale
    if node.kind == "milestone":
        return Spot(node.id, 0, 0, *MILESTONE, ())
    lines = wrapped(node.label, _WIDEST.get(node.kind, 112) * scale, font)
    side = {"pill": 20, "arrows": 22, "slant": 20, "cut": 12, "round": 12}.get(KINDS[node.kind].shape, 12) * scale
    width = max(text_width(line, font) for line in lines) + side
    height = len(lines) * font * LINE_HEIGHT + 8 * scale
    return Spot(node.id, 0, 0, _even(max(width, 34)), _even(max(height, 24 * scale)), tuple(lines), round(font, 1))


def _even(value: float) -> int:
    return math.ceil(value / 2) * 2


def _larger_bodies(model: ViewModel, spots: Sequence[Spot], lines: Iterable[Line]) -> list[Spot]:
    """The thirty most linked bodies written so large that they can be read with the whole picture in view."""
    degree: dict[str, int] = {}
    for line in lines:
        degree[line.end] = degree.get(line.end, 0) + 1
    kinds = {"partnership", "council", "body"}
    bodies = [spot.node for spot in spots if model.nodes[spot.node].kind in kinds]
    main = set(sorted(bodies, key=lambda node: (-degree.get(node, 0), node))[:30])
    scale = min(math.sqrt(len(spots) / 100), 6)
    return [_measured(model.nodes[spot.node], scale) if spot.node in main else spot for spot in spots]


def _room(spot: Spot, milestones: int) -> Box:
    if not milestones:
        return Box(spot.width, spot.height)
    width = max(spot.width, milestones * (MILESTONE[0] + 2))
    return Box(width, spot.height + MILESTONE[1] + 3, (spot.width, spot.height))


def _row(milestones: Sequence[Node], x: int, y: int) -> list[Spot]:
    step = MILESTONE[0] + 2
    left = x - step * (len(milestones) - 1) // 2
    return [Spot(node.id, left + place * step, y, *MILESTONE, ()) for place, node in enumerate(milestones)]


def as_opened(model: ViewModel, drawing: Drawing, *, focus: str = "", keeps_unlinked: bool = False) -> Drawing:
    """What a page shows of a network when it opens: no milestones but a chosen one's, and no mere mentions.

    What then has no line left is left out as well, but for actions; `keeps_unlinked` leaves all of them in.
    """
    kinds = {spot.node: model.nodes[spot.node].kind for spot in drawing.spots}
    split = kinds.get(focus) == "milestone"
    stands = {node for node, kind in kinds.items() if split or kind != "milestone"}
    lines = tuple(
        line
        for line in drawing.lines
        if STYLES[line.style].at_first and {line.start, line.end} <= stands and not (line.folded and split)
    )
    linked = {end for line in lines for end in (line.start, line.end)}
    shown = {node for node in stands if keeps_unlinked or node in linked or kinds[node] in {"action", "milestone"}}
    return replace(drawing, spots=tuple(spot for spot in drawing.spots if spot.node in shown), lines=lines)


def network_svg(model: ViewModel, drawing: Drawing) -> str:
    """The network as a still picture."""
    spots = {spot.node: spot for spot in drawing.spots}
    parts = [_svg_line(model, line, drawing, spots) for line in drawing.lines]
    parts += [
        drawn_node(model.nodes[spot.node], (spot.x, spot.y), (spot.width, spot.height), spot.lines, font=spot.font)
        for spot in drawing.spots
    ]
    return picture(drawing.name, drawing.title, _extent(drawing.spots), parts)


def _extent(spots: Iterable[Spot]) -> tuple[float, float, float, float]:
    edges = [(s.x - s.width / 2, s.y - s.height / 2, s.x + s.width / 2, s.y + s.height / 2) for s in spots]
    if not edges:
        return (0, 0, 400, 80)
    left, top = min(e[0] for e in edges) - MARGIN, min(e[1] for e in edges) - MARGIN
    return (left, top, max(e[2] for e in edges) + MARGIN - left, max(e[3] for e in edges) + MARGIN - top)


def _svg_line(model: ViewModel, line: Line, drawing: Drawing, spots: dict[str, Spot]) -> str:
    first, bow, last, middle = route(
        spots[line.start], spots[line.end], drawing.bends[line.key], drawing.numbers_at.get(line.key, 0.5)
    )
    lean = math.atan2(last[1] - first[1], last[0] - first[0])
    path = f"M{first[0]:.1f} {first[1]:.1f}Q{bow[0]:.1f} {bow[1]:.1f} {last[0]:.1f} {last[1]:.1f}"
    return drawn_line(model, line, path, Course(last, bow, middle, lean))
