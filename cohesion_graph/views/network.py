"""Networks: everything linked, or one thing and what is around it, placed in Python and drawn by vis-network.

`to_pyvis` gives the same nodes and edges as a pyvis ``Network``, with positions, for whoever wants to work on with it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cohesion_graph.views.encoding import KINDS, STYLES
from cohesion_graph.views.layout import Box, placed, placed_near
from cohesion_graph.views.lettering import LINE_HEIGHT, text_width, wrapped
from cohesion_graph.views.svg import Course, Point, drawn_line, drawn_node, line_mark, line_width, picture
from cohesion_graph.views.view_model import Line, Node, ViewModel

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["Drawing", "Spot", "network_drawing", "network_svg", "to_pyvis"]

MARGIN = 24
"""Free space around a network, in px."""

MILESTONE = (15, 13)
"""Width and height of a milestone's triangle in px; they stand in a row under their action."""

LARGE = 150
"""From this number of things on, bodies are written larger, so that they can be read with the whole in view."""

MOST_NUMBERS = 400
"""With more numbers than this on its lines, a picture is too full for each to find a free place."""

_WIDEST = {"action": 90, "strategy": 110, "measure": 116}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where and how large a thing stands, in px; x and y are its middle."""

    node: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    """Its label, broken into lines."""
    font: float = 13


@dataclass(frozen=True)
class Drawing:
    """A network ready to draw."""

    name: str
    title: str
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]


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
    return Drawing(name, title, tuple(found), kept)


def _centres(
    model: ViewModel, spots: Sequence[Spot], boxes: Sequence[Box], lines: Sequence[Line]
) -> list[tuple[int, int]]:
    """Places for all; what is only mentioned comes last, beside what mentions it: it is hidden when a page opens."""
    ends = [
        (line, model.nodes[line.start].action or line.start, model.nodes[line.end].action or line.end) for line in lines
    ]
    firm = [(start, end) for line, start, end in ends if STYLES[line.style].at_first]
    held = {node for pair in firm for node in pair}
    core = [place for place, spot in enumerate(spots) if spot.node in held]
    late = [place for place, spot in enumerate(spots) if spot.node not in held]
    order = {spots[place].node: turn for turn, place in enumerate(core)}
    pairs = [(order[a], order[b]) for a, b in firm if a in order and b in order]
    done = placed([boxes[place] for place in core], pairs)
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
    return Box(max(spot.width, milestones * (MILESTONE[0] + 2)), spot.height + MILESTONE[1] + 3)


def _row(milestones: Sequence[Node], x: int, y: int) -> list[Spot]:
    step = MILESTONE[0] + 2
    left = x - step * (len(milestones) - 1) // 2
    return [Spot(node.id, left + place * step, y, *MILESTONE, ()) for place, node in enumerate(milestones)]


def to_pyvis(model: ViewModel, drawing: Drawing) -> Network:
    """The network as pyvis knows it: directed, with ids, positions and looks, physics off.

    Nodes and edges are put into its lists directly: pyvis's own methods search the whole list for each addition.
    """
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line", height="600px")
    for spot in drawing.spots:
        node = _vis_node(model.nodes[spot.node], spot)
        net.nodes.append(node)
        net.node_ids.append(spot.node)
        net.node_map[spot.node] = node
    bends = _bends(drawing)
    places = _number_places(drawing, bends)
    net.edges.extend(_vis_edge(model, line, bends[line.key], places.get(line.key, 0.5)) for line in drawing.lines)
    net.options = {
        "physics": {"enabled": False, "stabilization": {"enabled": False}},
        "layout": {"randomSeed": 1, "improvedLayout": False},
        "interaction": {"hover": True, "dragNodes": True, "keyboard": False, "tooltipDelay": 250},
    }
    return net


_VIS_SHAPES = {"pill": "ellipse", "arrows": "diamond", "slant": "diamond", "triangle": "triangle"}


def _vis_node(node: Node, spot: Spot) -> dict[str, Any]:
    kind = KINDS[node.kind]
    outside = kind.shape in {"arrows", "slant", "triangle"}
    return {
        "id": node.id,
        "label": "\n".join(spot.lines) or " ",
        "title": node.title,
        "group": node.kind,
        "shape": _VIS_SHAPES.get(kind.shape, "box"),
        "x": spot.x,
        "y": spot.y,
        "w": spot.width,
        "h": spot.height,
        "size": 8,
        "color": {"background": kind.fill[0], "border": kind.edge[0]},
        "font": {"color": "#111827" if outside else kind.text[0], "size": spot.font, "face": "Arial"},
    }


def _vis_edge(model: ViewModel, line: Line, bend: float, at: float) -> dict[str, Any]:
    style = STYLES[line.style]
    arrows: dict[str, Any] = {}
    if style.end != "none":
        arrows["to"] = {"enabled": True, "type": style.end, "scaleFactor": 0.6}
    mark = line_mark(model, line)
    if mark != "none":
        arrows["middle"] = {"enabled": True, "type": mark, "scaleFactor": 0.5}
    edge = {
        "id": line.key,
        "from": line.start,
        "to": line.end,
        "title": f"{model.nodes[line.start].label} {line.label} {model.nodes[line.end].label}",
        "arrows": arrows,
        "color": style.colour[0],
        "dashes": False if line.stated else [6, 4],
        "width": line_width(line),
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": bend} if bend else False,
    }
    return edge | ({"label": str(line.weight), "at": at} if line.weight > 1 else {})


def _number_places(drawing: Drawing, bends: dict[str, float]) -> dict[str, float]:
    """Where on each line its number stands, as a share of its length: the freest place near the middle.

    A number must not cover a box or another number; where no place is free it stands in the middle.
    """
    spots = {spot.node: spot for spot in drawing.spots}
    taken: list[tuple[float, float, float, float]] = [
        (spot.x, spot.y, spot.width / 2 + 10, spot.height / 2 + 11) for spot in drawing.spots
    ]
    found: dict[str, float] = {}
    numbered = [line for line in drawing.lines if line.weight > 1]
    if len(numbered) > MOST_NUMBERS:
        return found
    for line in sorted(numbered, key=lambda line: (-line.weight, line.key)):
        first, bow, last = _course(spots[line.start], spots[line.end], bends[line.key])
        for at in (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8):
            x, y = _on_curve(first, bow, last, at)
            if all(abs(x - a) > w or abs(y - b) > h for a, b, w, h in taken):
                break
        else:
            at = 0.5
            x, y = _on_curve(first, bow, last, at)
        found[line.key] = at
        taken.append((x, y, 20, 19))
    return found


BOWS = (0, 0.1, -0.1, 0.18, -0.18, 0.27, -0.27, 0.36, -0.36)
"""How far a line may bow out to run past boxes, as a share of its length; the first that strikes fewest is taken."""


def _bends(drawing: Drawing) -> dict[str, float]:
    """How far each line bows out, as a share of its length.

    Several lines between the same two things lie apart; where they would run under other boxes, all bow out together.
    In large pictures, where every line runs under some box, lines stay straight.
    """
    spots = {spot.node: spot for spot in drawing.spots}
    boxes = [spot for spot in drawing.spots if (spot.width, spot.height) != MILESTONE]
    pairs: dict[tuple[str, str], list[Line]] = {}
    for line in drawing.lines:
        pairs.setdefault((min(line.start, line.end), max(line.start, line.end)), []).append(line)
    bends: dict[str, float] = {}
    for pair, group in pairs.items():
        steps = [(place - (len(group) - 1) / 2) * 0.2 for place in range(len(group))]
        bow = 0.0
        if len(boxes) <= LARGE and any(STYLES[line.style].at_first for line in group):
            ends = spots[pair[0]], spots[pair[1]]
            others = [spot for spot in boxes if spot.node not in pair]
            bow = min(BOWS, key=lambda one: (sum(_strikes(*ends, step + one, others) for step in steps), abs(one)))
        for step, line in zip(steps, group, strict=True):
            bends[line.key] = round((step + bow) * (1 if line.start == pair[0] else -1), 2)
    return bends


def _strikes(start: Spot, end: Spot, bend: float, boxes: Iterable[Spot]) -> int:
    """How many boxes a line runs under, from 17 points along it."""
    course = _course(start, end, bend)
    points = [_on_curve(*course, turn / 16) for turn in range(17)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    struck = 0
    for box in boxes:
        wide, tall = box.width / 2 + 3, box.height / 2 + 3
        if left - wide < box.x < right + wide and low - tall < box.y < high + tall:
            struck += any(abs(x - box.x) < wide and abs(y - box.y) < tall for x, y in points)
    return struck


def network_svg(model: ViewModel, drawing: Drawing, shown: Collection[str] | None = None) -> str:
    """The network as a still picture; only the things in `shown`, if given, and the lines between them."""
    spots = {spot.node: spot for spot in drawing.spots if shown is None or spot.node in shown}
    lines = [line for line in drawing.lines if line.start in spots and line.end in spots]
    bends = _bends(drawing)
    places = _number_places(Drawing(drawing.name, "", tuple(spots.values()), tuple(lines)), bends)
    parts = [
        _svg_line(model, line, spots[line.start], spots[line.end], bends[line.key], places.get(line.key, 0.5))
        for line in lines
    ]
    parts += [
        drawn_node(model.nodes[spot.node], (spot.x, spot.y), (spot.width, spot.height), spot.lines, font=spot.font)
        for spot in spots.values()
    ]
    return picture(drawing.name, drawing.title, _extent(spots.values()), parts)


def _extent(spots: Iterable[Spot]) -> tuple[float, float, float, float]:
    edges = [(s.x - s.width / 2, s.y - s.height / 2, s.x + s.width / 2, s.y + s.height / 2) for s in spots]
    if not edges:
        return (0, 0, 400, 80)
    left, top = min(e[0] for e in edges) - MARGIN, min(e[1] for e in edges) - MARGIN
    return (left, top, max(e[2] for e in edges) + MARGIN - left, max(e[3] for e in edges) + MARGIN - top)


def _svg_line(model: ViewModel, line: Line, start: Spot, end: Spot, bend: float, at: float) -> str:
    first, bow, last = _course(start, end, bend)
    lean = math.atan2(last[1] - first[1], last[0] - first[0])
    path = f"M{first[0]:.1f} {first[1]:.1f}Q{bow[0]:.1f} {bow[1]:.1f} {last[0]:.1f} {last[1]:.1f}"
    return drawn_line(model, line, path, Course(last, bow, _on_curve(first, bow, last, at), lean))


def _course(start: Spot, end: Spot, bend: float) -> tuple[Point, Point, Point]:
    """First point, bow and last point of a line between two boxes; `lines.js` does the same."""
    a, b = (float(start.x), float(start.y)), (float(end.x), float(end.y))
    bow = ((a[0] + b[0]) / 2 + (b[1] - a[1]) * bend, (a[1] + b[1]) / 2 + (a[0] - b[0]) * bend)
    return _border(start, bow), bow, _border(end, bow)


def _on_curve(first: Point, bow: Point, last: Point, at: float) -> Point:
    one, two, three = (1 - at) ** 2, 2 * at * (1 - at), at * at
    return (first[0] * one + bow[0] * two + last[0] * three, first[1] * one + bow[1] * two + last[1] * three)


def _border(spot: Spot, towards: Point) -> Point:
    """Where a line from the middle of a thing towards a point leaves its box."""
    dx, dy = towards[0] - spot.x, towards[1] - spot.y
    if not dx and not dy:
        return (spot.x, spot.y)
    share = min((spot.width / 2 + 1) / abs(dx) if dx else math.inf, (spot.height / 2 + 1) / abs(dy) if dy else math.inf)
    share = min(share, 1)
    return (spot.x + dx * share, spot.y + dy * share)
