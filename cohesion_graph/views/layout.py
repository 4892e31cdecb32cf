"""Where things stand: one deterministic layout, computed here and never in the browser.

Forces bring linked things together and keep all apart (`forces`); then boxes that overlap are pushed apart
(`separation`), and boxes that stand on a line they have no part in are taken off it (`courses`). Positions are rounded
in every round: the same input gives the same picture everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cohesion_graph.views.clearing import cleared
from cohesion_graph.views.courses import fan
from cohesion_graph.views.forces import rested, sunflower
from cohesion_graph.views.separation import Box, Points, apart, free_places, overlaps

__all__ = ["CAREFUL_LINKS", "Box", "crossings", "overlaps", "placed", "placed_near"]

EVENNESS = 0.75
"""How far crowded parts are spread out and empty ones drawn together: 0 keeps the forces' picture, 1 is a full grid."""

FILL = 1.2
"""How many times the room that all boxes take the first frame has; a few boxes get more, for the lines' sake."""

CAREFUL = 200
"""Up to this many boxes several layouts are tried and the best is refined; larger pictures take the first one."""

CAREFUL_LINKS = 250
"""Up to this many linked pairs likewise: with more, some line runs under some box wherever they stand."""

TRIES = 6
"""How many starts are tried; after the forces the best half goes on, and the best of these is refined."""

SCREEN = 1310
"""Width in px up to which a picture is read on a small laptop at once (1,000 px on the screen); less gains nothing."""


def placed(
    boxes: Sequence[Box], pairs: Sequence[tuple[int, int]], *, aspect: float = 1.85, gap: float = 10
) -> list[tuple[int, int]]:
    """Centres in px, one for each box, so that no two boxes come nearer than `gap` px; the middle is near 0,0.

    Args:
        boxes: What is placed.
        pairs: Which boxes are linked, by their places in `boxes`; a pair once for each line.
        aspect: Width by height of the picture aimed at.
        gap: Free space between two boxes, in px.
    """
    if not boxes:
        return []
    sizes = np.array([(box.width, box.height) for box in boxes], dtype=np.float64)
    counts = Counter((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    links = np.array(sorted(counts), dtype=np.int64).reshape(-1, 2)
    if len(sizes) <= CAREFUL and len(links) <= CAREFUL_LINKS:
        spots = _careful(sizes, links, aspect, gap)
        fans = [fan(counts[one, other]) for one, other in links.tolist()]
        spots = cleared(spots, boxes, links, fans, gap)
    else:
        spots = _first(sizes, links, aspect, gap, 0)
    spots = spots - (spots.min(axis=0) + spots.max(axis=0)) / 2
    return [(int(x), int(y)) for x, y in np.round(spots)]


def placed_near(
    boxes: Sequence[Box], spots: Sequence[tuple[int, int]], late: Sequence[tuple[Box, int | None]], *, gap: float = 12
) -> list[tuple[int, int]]:
    """Centres for boxes that come late: each takes the first free place near the box it names, or below all others."""
    if not late:
        return []
    sizes = np.array([(box.width, box.height) for box in (*boxes, *(box for box, _ in late))], dtype=np.float64)
    below = max((y + box.height / 2 for box, (_, y) in zip(boxes, spots, strict=True)), default=0) + 30
    lone = [place for place, (_, near) in enumerate(late) if near is None]
    row = {place: (turn - (len(lone) - 1) / 2) * 170 for turn, place in enumerate(lone)}
    start = [*spots, *((row[n], below) if near is None else spots[near] for n, (_, near) in enumerate(late))]
    done = free_places(np.array(start, dtype=np.float64), sizes, gap, np.arange(len(start)) >= len(boxes))
    return [(int(x), int(y)) for x, y in np.round(done[len(boxes) :])]


def _first(sizes: Points, links: NDArray[np.int64], aspect: float, gap: float, turn: int) -> Points:
    """A layout without overlaps from one of the starts."""
    count = len(sizes)
    rounds, steps = (200, 120) if count <= CAREFUL else (100, 60) if count <= 900 else (40, 100)
    spots = rested(sunflower(links, count, turn), sizes, links, aspect, rounds)
    return apart(_framed(spots, sizes, gap, aspect), sizes, gap, steps)


def _careful(sizes: Points, links: NDArray[np.int64], aspect: float, gap: float) -> Points:
    """The best of several layouts, refined."""

    def score(spots: Points) -> float:
        return _score(spots, sizes, links, aspect)

    tries = sorted((_first(sizes, links, aspect, gap, turn) for turn in range(TRIES)), key=score)
    better = [_off_lines(spots, sizes, links, gap, aspect) for spots in tries[: TRIES // 2]]
    better = [_drawn_together(spots, sizes, links, gap, aspect) for spots in better]
    return min(better, key=score)


def _framed(spots: Points, sizes: Points, gap: float, aspect: float) -> Points:
    """The same picture stretched into a frame of the shape wanted, a little over twice as large as all boxes are."""
    if len(spots) == 1:
        return np.zeros_like(spots)
    fill = FILL * (1 if len(spots) <= CAREFUL else 2 if len(spots) <= 900 else 3.5)
    room = max((sizes + gap).prod(axis=1).sum() * fill, min(len(spots) * 55_000, SCREEN**2 / aspect * 0.6))
    frame = np.array((np.sqrt(room * aspect), np.sqrt(room / aspect)))
    low, high = np.quantile(spots, 0.02, axis=0), np.quantile(spots, 0.98, axis=0)
    scaled = np.clip((spots - (low + high) / 2) / np.maximum(high - low, 1), -0.56, 0.56)
    ranks = np.argsort(np.argsort(scaled, axis=0, kind="stable"), axis=0, kind="stable")
    even = (ranks + 0.5) / len(spots) - 0.5
    found: Points = np.round((scaled * (1 - EVENNESS) + even * EVENNESS) * frame, 3)
    return found


def _struck(spots: Points, sizes: Points, links: NDArray[np.int64], margin: float) -> tuple[Points, NDArray[np.bool_]]:
    """For each box and straight line: the shift that would take the box off the line, and whether it runs under it."""
    start, end = spots[links[:, 0]], spots[links[:, 1]]
    along = end - start
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    normal = np.column_stack((-along[:, 1], along[:, 0])) / np.sqrt(length)[:, None]
    x, y = (spots[:, None, axis] - start[None, :, axis] for axis in (0, 1))
    at = (x * along[:, 0] + y * along[:, 1]) / length
    side = x * normal[:, 0] + y * normal[:, 1]
    reach = (sizes / 2 + margin) @ np.abs(normal).T
    lack = reach - np.abs(side)
    hit = (at > 0.02) & (at < 0.98) & (lack > 0)
    rows = np.arange(len(links))
    hit[links[:, 0], rows] = hit[links[:, 1], rows] = False
    shift = normal[None] * (np.where(side >= 0, 1, -1) * lack)[:, :, None]
    return shift, hit


def _off_lines(spots: Points, sizes: Points, links: NDArray[np.int64], gap: float, aspect: float) -> Points:
    """Boxes pushed off lines that run under them, as far as that leaves the others in peace; the best round wins."""
    if not len(links):
        return spots
    best = _score(spots, sizes, links, aspect), spots
    frame = (np.abs(spots) + sizes / 2).max(axis=0)
    for turn in range(14):
        shift, hit = _struck(spots, sizes, links, 4)
        if not hit.any():
            break
        move = np.where(hit[:, :, None], shift, 0).sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None]
        spots = apart(_held(spots + move * (0.9 - turn * 0.05), frame), sizes, gap, 60)
        score = _score(spots, sizes, links, aspect)
        if score < best[0]:
            best = score, spots
    return best[1]


def _drawn_together(spots: Points, sizes: Points, links: NDArray[np.int64], gap: float, aspect: float) -> Points:
    """The picture shrunk along its longer side, step by step, as long as that makes it better: room is legibility."""
    best = _score(spots, sizes, links, aspect), spots
    for _ in range(12):
        low, high = (spots - sizes / 2).min(axis=0), (spots + sizes / 2).max(axis=0)
        wide = (high - low)[0] > (high - low)[1] * aspect
        shrink = np.array((0.95, 0.99) if wide else (0.99, 0.95))
        spots = apart(np.round((spots - (low + high) / 2) * shrink, 3), sizes, gap, 60)
        score = _score(spots, sizes, links, aspect)
        if score < best[0]:
            best = score, spots
    return best[1]


def _held(spots: Points, frame: Points) -> Points:
    """Boxes that were pushed out of the frame drawn back into it."""
    held: Points = np.round(np.clip(spots, -frame * 0.94, frame * 0.94), 3).astype(np.float64)
    return held


def _score(spots: Points, sizes: Points, links: NDArray[np.int64], aspect: float) -> float:
    """Smaller is better: room needed, lines under boxes, crossings and length of lines, weighed together."""
    low, high = (spots - sizes / 2).min(axis=0), (spots + sizes / 2).max(axis=0)
    wide, tall = high - low
    room = max(wide / SCREEN, tall / SCREEN * aspect, 1.0)
    if not len(links):
        return float(np.round(room, 6))
    _, hit = _struck(spots, sizes, links, 1)
    length = np.sqrt(((spots[links[:, 0]] - spots[links[:, 1]]) ** 2).sum(axis=1)).mean() / tall
    total = room * 80 + hit.sum() * 0.2 + crossings(spots, links) * 0.012 + length * 3
    return float(np.round(total, 6))


def crossings(spots: Points, links: NDArray[np.int64]) -> int:
    """How many pairs of lines cross."""
    start, end = spots[links[:, 0]], spots[links[:, 1]]
    along = end - start

    def side(points: Points) -> NDArray[np.float64]:
        off = points[None, :] - start[:, None]
        found: NDArray[np.float64] = along[:, None, 0] * off[..., 1] - along[:, None, 1] * off[..., 0]
        return found

    apart_by = side(start) * side(end) < 0
    return int((apart_by & apart_by.T).sum() // 2)
