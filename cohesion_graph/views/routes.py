"""How the lines of a network run between its boxes, and where their numbers stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cohesion_graph.views.courses import course, fan, least_struck, on_course
from cohesion_graph.views.encoding import STYLES
from cohesion_graph.views.separation import Points
from cohesion_graph.views.svg import Point
from cohesion_graph.views.view_model import Line

__all__ = ["MILESTONE", "Spot", "bends", "number_places", "route"]

MILESTONE = (15, 13)
"""Width and height of a milestone's triangle in px; they stand in a row under their action."""

MOST_NUMBERS = 400
"""With more numbers than this on its lines, a picture is too full for each to find a free place."""

ALONG = np.array((0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8))[:, None]
"""Where on a line its number may stand, the best first."""


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


def route(start: Spot, end: Spot, bend: float, at: float) -> tuple[Point, Point, Point, Point]:
    """First point, bow and last point of a line between two boxes, and the point at a share of its length."""
    way = _way(start, end, bend)
    first, bow, last = ((float(x), float(y)) for x, y in way)
    x, y = on_course(*way, np.array([[at]]))[0]
    return first, bow, last, (float(x), float(y))


def _way(start: Spot, end: Spot, bend: float) -> tuple[Points, Points, Points]:
    places, halves = _middles([start, end]), _halves([start, end])
    return course(places[0], places[1], (halves[0], halves[1]), np.array(bend))


def _middles(spots: Sequence[Spot]) -> Points:
    return np.array([(spot.x, spot.y) for spot in spots], dtype=np.float64).reshape(-1, 2)


def _halves(spots: Sequence[Spot]) -> Points:
    return np.array([(spot.width, spot.height) for spot in spots], dtype=np.float64).reshape(-1, 2) / 2


def bends(spots: Sequence[Spot], lines: Sequence[Line], *, aside: tuple[int, int]) -> dict[str, float]:
    """How far each line bows out, as a share of its length.

    Several lines between the same two things lie apart; where they would run under other boxes, all bow out together.
    Boxes that are only mentioned are hidden when a page opens, so nothing runs past them.
    With more boxes or linked pairs than `aside` says, every line runs under some box, and all stay straight.
    """
    firm = {node for line in lines if STYLES[line.style].at_first for node in (line.start, line.end)}
    boxes = [spot for spot in spots if spot.node in firm and (spot.width, spot.height) != MILESTONE]
    middles, halves = _middles(boxes), _halves(boxes)
    place = {spot.node: number for number, spot in enumerate(boxes)}
    pairs: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        pairs.setdefault((min(line.start, line.end), max(line.start, line.end)), []).append(line)
    firm_in = {pair: sum(STYLES[line.style].at_first for line in group) for pair, group in pairs.items()}
    seen = {pair for pair, count in firm_in.items() if count and pair[0] in place and pair[1] in place}
    if len(boxes) > aside[0] or len(seen) > aside[1]:
        seen = set()
    found: dict[str, float] = {}
    for pair, group in pairs.items():
        group.sort(key=lambda line: not STYLES[line.style].at_first)
        firm_ones = firm_in[pair]
        steps, bow = fan(firm_ones), 0.0
        if pair in seen:
            ends = [place[node] for node in pair]
            others = np.ones(len(boxes), dtype=np.bool_)
            others[ends] = False
            bow, _ = least_struck(middles[ends], halves[ends], steps, (middles[others], halves[others]))
        beyond = np.arange(len(group) - firm_ones) * 0.2 + (firm_ones + 1) * 0.1 * (firm_ones > 0)
        for step, line in zip([*steps, *beyond], group, strict=True):
            found[line.key] = round(float(step + bow) * (1 if line.start == pair[0] else -1), 2)
    return found


def number_places(spots: Sequence[Spot], lines: Sequence[Line], bent: dict[str, float]) -> dict[str, float]:
    """Where on each line its number stands, as a share of its length: the freest place near the middle.

    A number must not cover a box or another number; where no place is free it stands in the middle.
    """
    numbered = [line for line in lines if line.weight > 1]
    if not numbered or len(numbered) > MOST_NUMBERS:
        return {}
    by_node = {spot.node: spot for spot in spots}
    taken, reach = list(_middles(spots)), list(_halves(spots) + np.array((10, 11)))
    found: dict[str, float] = {}
    for line in sorted(numbered, key=lambda line: (-line.weight, line.key)):
        places = on_course(*_way(by_node[line.start], by_node[line.end], bent[line.key]), ALONG)
        off = np.abs(places[:, None] - np.array(taken))
        free = (off > np.array(reach)).any(axis=2).all(axis=1)
        best = int(free.argmax())
        found[line.key] = float(ALONG[best, 0])
        taken.append(places[best])
        reach.append(np.array((20.0, 19.0)))
    return found
