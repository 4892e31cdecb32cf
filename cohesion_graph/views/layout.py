"""Where things stand: one deterministic layout, computed here and never in the browser.

Forces bring linked things together and keep all apart; then boxes that overlap are pushed apart, and boxes that stand
on a line they have no part in are pushed off it. Positions are rounded in every round, so that the last bits in which
processors differ do not grow: the same input gives the same picture everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "crossings", "overlaps", "placed", "placed_near"]

EVENNESS = 0.75
"""How far crowded parts are spread out and empty ones drawn together: 0 keeps the forces' picture, 1 is a full grid."""

FILL = 1.2
"""How many times the room that all boxes take the first frame has; a few boxes get more, for the lines' sake."""

CAREFUL = 200
"""Up to this many boxes several layouts are tried and refined (about a second); larger pictures take the first one."""

SCREEN = 1310
"""Width in px up to which a picture is read on a small laptop at once (1,000 px on the screen); less gains nothing."""

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Box:
    """Width and height in px that a thing needs, words included."""

    width: float
    height: float


def placed(
    boxes: Sequence[Box], pairs: Sequence[tuple[int, int]], *, aspect: float = 1.85, gap: float = 10
) -> list[tuple[int, int]]:
    """Centres in px, one for each box, so that no two boxes come nearer than `gap` px; the middle is near 0,0.

    Args:
        boxes: What is placed.
        pairs: Which boxes are linked, by their places in `boxes`.
        aspect: Width by height of the picture aimed at.
        gap: Free space between two boxes, in px.
    """
    if not boxes:
        return []
    sizes = np.array([(box.width, box.height) for box in boxes], dtype=np.float64)
    links = np.array(sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}), dtype=np.int64).reshape(-1, 2)
    spots = _best(sizes, links, aspect, gap)
    spots = spots - (spots.min(axis=0) + spots.max(axis=0)) / 2
    return [(int(x), int(y)) for x, y in np.round(spots)]


def placed_near(
    boxes: Sequence[Box], spots: Sequence[tuple[int, int]], late: Sequence[tuple[Box, int | None]], *, gap: float = 12
) -> list[tuple[int, int]]:
    """Centres for boxes that come late: each takes the first free place near the box it names, or below all others."""
    sizes = np.array([(box.width, box.height) for box in (*boxes, *(box for box, _ in late))], dtype=np.float64)
    below = max((y + box.height / 2 for box, (_, y) in zip(boxes, spots, strict=True)), default=0) + 30
    lone = [place for place, (_, near) in enumerate(late) if near is None]
    row = {place: (turn - (len(lone) - 1) / 2) * 170 for turn, place in enumerate(lone)}
    start = [*spots, *((row[n], below) if near is None else spots[near] for n, (_, near) in enumerate(late))]
    done = _rows(np.array(start, dtype=np.float64), sizes, gap, settled=len(boxes))
    return [(int(x), int(y)) for x, y in np.round(done[len(boxes) :])]


def _best(sizes: Points, links: NDArray[np.int64], aspect: float, gap: float) -> Points:
    """The best of several tries from different starts; small pictures are worth more tries."""
    count = len(sizes)
    careful = count <= CAREFUL and len(links) <= 3 * CAREFUL
    tries = 6 if careful else 1
    best: tuple[tuple[float, ...], Points] | None = None
    for turn in range(tries):
        spots = _forced(_start(links, count, turn), sizes, links, aspect)
        spots = _apart(_framed(spots, sizes, gap, aspect), sizes, gap)
        if careful:
            spots = _off_lines(spots, sizes, links, gap, aspect)
        if careful:
            spots = _drawn_together(spots, sizes, links, gap, aspect)
        score = _score(spots, sizes, links, aspect)
        if best is None or score < best[0]:
            best = score, spots
    assert best is not None
    return best[1]


def _start(links: NDArray[np.int64], count: int, turn: int) -> Points:
    """A sunflower: the most linked things in the middle, turned by a different angle on each try."""
    degree = np.bincount(links.ravel(), minlength=count) if len(links) else np.zeros(count, dtype=np.int64)
    rank = np.empty(count, dtype=np.float64)
    rank[np.lexsort((np.arange(count), -degree))] = np.arange(count)
    angle = rank * 2.399963 * (1 + turn * 0.37) + turn
    reach = np.sqrt(rank + 0.5)
    return np.round(np.column_stack((reach * np.cos(angle), reach * np.sin(angle))), 3)


def _forced(start: Points, sizes: Points, links: NDArray[np.int64], aspect: float) -> Points:
    """Springs along links, repulsion between all, a weak pull to the middle; cooling to rest."""
    count = len(start)
    unit = np.sqrt((sizes[:, 0] * sizes[:, 1]).mean() * 3.4)
    spots = start * unit * 0.9
    rounds = 220 if count <= CAREFUL else 100 if count <= 900 else 50
    degree = np.maximum(np.bincount(links.ravel(), minlength=count), 1)
    heavy = np.sqrt(degree)
    pull = np.array((1.0, aspect)) * 0.028
    for turn in range(rounds):
        move = _repulsion(spots, heavy, unit)
        if len(links):
            along = spots[links[:, 1]] - spots[links[:, 0]]
            far = np.sqrt((along**2).sum(axis=1))[:, None]
            force = along * far / unit / np.sqrt(np.minimum(degree[links[:, 0]], degree[links[:, 1]]))[:, None]
            np.add.at(move, links[:, 0], force)
            np.add.at(move, links[:, 1], -force)
        move -= spots * pull * heavy[:, None]
        length = np.sqrt((move**2).sum(axis=1))[:, None]
        heat = unit * 0.9 * (1 - turn / rounds) ** 1.3 + 0.5
        spots = np.round(spots + move / np.maximum(length, 1e-9) * np.minimum(length, heat), 3)
    rested: Points = spots
    return rested


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


def _repulsion(spots: Points, heavy: NDArray[np.float64], unit: float) -> Points:
    """The push that each box gets from all others, block by block so that large pictures stay in memory."""
    move = np.empty_like(spots)
    x, y = np.ascontiguousarray(spots[:, 0]), np.ascontiguousarray(spots[:, 1])
    weight = np.sqrt(heavy) * unit * np.sqrt(0.9)
    for first in range(0, len(spots), 256):
        part = slice(first, first + 256)
        dx, dy = x[part, None] - x[None, :], y[part, None] - y[None, :]
        push = weight[part, None] * weight[None, :] / (dx * dx + dy * dy + 1.0)
        move[part, 0] = np.einsum("ij,ij->i", push, dx)
        move[part, 1] = np.einsum("ij,ij->i", push, dy)
    return move


def _apart(spots: Points, sizes: Points, gap: float, rounds: int = 400) -> Points:
    """Boxes moved as little as possible until none overlaps; what stays tangled is spread out as a whole."""
    spots = spots.copy()
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2 + gap
    nudge = np.arange(len(spots)) * 1e-3
    for turn in range(rounds if len(spots) <= CAREFUL else 40 if len(spots) <= 900 else 12):
        across = spots[:, None, :] - spots[None, :, :]
        across[:, :, 0] += nudge[:, None] - nudge[None, :]
        lack = need - np.abs(across)
        hit = (lack[:, :, 0] > 0.01) & (lack[:, :, 1] > 0.01)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            return spots
        sideways = lack[:, :, 0] < lack[:, :, 1]
        push = np.where(hit & sideways, np.sign(across[:, :, 0]) * (lack[:, :, 0] + 0.5), 0).sum(axis=1)
        lift = np.where(hit & ~sideways, np.sign(across[:, :, 1]) * (lack[:, :, 1] + 0.5), 0).sum(axis=1)
        share = np.maximum(hit.sum(axis=1), 1)
        spots[:, 0] += push / share * 0.55
        spots[:, 1] += lift / share * 0.55
        if turn % 12 == 11:
            spots *= 1.02
        spots = np.round(spots, 3)
    return _rows(spots, sizes, gap)


def _rows(spots: Points, sizes: Points, gap: float, settled: int = 0) -> Points:
    """One box after the other takes the first free place near where it stood; the first `settled` boxes stay."""
    cell = float(np.median(sizes, axis=0).max() / 2 + gap)
    taken: dict[tuple[int, int], list[int]] = {}
    done = spots.copy()
    size = np.where(np.arange(len(spots)) < settled, np.inf, sizes.prod(axis=1))
    for box in np.lexsort((np.arange(len(spots)), -size)):
        for step in range(1 if box < settled else 6000):
            reach, angle = cell * 0.35 * np.sqrt(step), step * 2.399963
            x, y = spots[box] + (reach * np.cos(angle) * 1.4, reach * np.sin(angle))
            half = (sizes[box] + gap) / 2
            cells = [
                (a, b)
                for a in range(int((x - half[0]) // cell), int((x + half[0]) // cell) + 1)
                for b in range(int((y - half[1]) // cell), int((y + half[1]) // cell) + 1)
            ]
            near = {other for one in cells for other in taken.get(one, ())}
            if all(
                abs(done[o, 0] - x) >= half[0] + (sizes[o, 0] + gap) / 2
                or abs(done[o, 1] - y) >= half[1] + (sizes[o, 1] + gap) / 2
                for o in near
            ):
                break
        done[box] = np.round((x, y), 3)
        for one in cells:
            taken.setdefault(one, []).append(int(box))
    return done


def _struck(spots: Points, sizes: Points, links: NDArray[np.int64], margin: float) -> tuple[Points, NDArray[np.bool_]]:
    """For each box and line: the shift that would take the box off the line, and whether the line runs under it."""
    start, end = spots[links[:, 0]], spots[links[:, 1]]
    along = end - start
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    at = ((spots[:, None, :] - start[None]) * along[None]).sum(axis=2) / length[None]
    inside = (at > 0.02) & (at < 0.98)
    nearest = start[None] + np.clip(at, 0, 1)[:, :, None] * along[None]
    off = spots[:, None, :] - nearest
    normal = np.column_stack((-along[:, 1], along[:, 0])) / np.sqrt(length)[:, None]
    reach = (np.abs(normal)[None] * (sizes / 2 + margin)[:, None, :]).sum(axis=2)
    side = (off * normal[None]).sum(axis=2)
    lack = reach - np.abs(side)
    who = np.arange(len(spots))[:, None]
    hit = inside & (lack > 0) & (links[None, :, 0] != who) & (links[None, :, 1] != who)
    shift = normal[None] * (np.where(side >= 0, 1, -1) * lack)[:, :, None]
    return shift, hit


def _off_lines(spots: Points, sizes: Points, links: NDArray[np.int64], gap: float, aspect: float) -> Points:
    """Boxes pushed off lines that run under them, as far as that leaves the others in peace; the best round wins."""
    if not len(links):
        return spots
    best = _score(spots, sizes, links, aspect), spots
    frame = (np.abs(spots) + sizes / 2).max(axis=0)
    for turn in range(18):
        shift, hit = _struck(spots, sizes, links, 4)
        if not hit.any():
            break
        move = np.where(hit[:, :, None], shift, 0).sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None]
        spots = _apart(_held(spots + move * (0.9 - turn * 0.04), frame), sizes, gap, 120)
        score = _score(spots, sizes, links, aspect)
        if score < best[0]:
            best = score, spots
    return best[1]


def _drawn_together(spots: Points, sizes: Points, links: NDArray[np.int64], gap: float, aspect: float) -> Points:
    """The picture shrunk along its longer side, step by step, as long as that makes it better: room is legibility."""
    best = _score(spots, sizes, links, aspect), spots
    for _ in range(14):
        low, high = (spots - sizes / 2).min(axis=0), (spots + sizes / 2).max(axis=0)
        wide = (high - low)[0] > (high - low)[1] * aspect
        shrink = np.array((0.95, 0.99) if wide else (0.99, 0.95))
        spots = _apart(np.round((spots - (low + high) / 2) * shrink, 3), sizes, gap, 60)
        score = _score(spots, sizes, links, aspect)
        if score < best[0]:
            best = score, spots
    return best[1]


def _held(spots: Points, frame: Points) -> Points:
    """Boxes that were pushed out of the frame drawn back into it."""
    held: Points = np.round(np.clip(spots, -frame * 0.94, frame * 0.94), 3).astype(np.float64)
    return held


def _score(spots: Points, sizes: Points, links: NDArray[np.int64], aspect: float) -> tuple[float, ...]:
    """Smaller is better: room needed, lines under boxes, crossings and length of lines, weighed together."""
    low, high = (spots - sizes / 2).min(axis=0), (spots + sizes / 2).max(axis=0)
    wide, tall = high - low
    room = max(wide / SCREEN, tall / SCREEN * aspect, 1.0)
    if not len(links) or len(spots) > CAREFUL or len(links) > 3 * CAREFUL:
        return (float(np.round(room, 6)),)
    _, hit = _struck(spots, sizes, links, 1)
    length = np.sqrt(((spots[links[:, 0]] - spots[links[:, 1]]) ** 2).sum(axis=1)).mean() / tall
    total = room * 40 + hit.sum() * 0.12 + crossings(spots, links) * 0.012 + length * 3
    return (float(np.round(total, 6)),)


def crossings(spots: Points, links: NDArray[np.int64]) -> int:
    """How many pairs of lines cross."""
    start, end = spots[links[:, 0]], spots[links[:, 1]]

    def turns(a: Points, b: Points, c: Points) -> NDArray[np.float64]:
        first, second = b - a, c - a
        return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])

    a, b, c, d = start[:, None], end[:, None], start[None], end[None]
    cross = (turns(a, b, c) * turns(a, b, d) < 0) & (turns(c, d, a) * turns(c, d, b) < 0)
    return int(cross.sum() // 2)


def overlaps(boxes: Sequence[Box], spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of boxes, by their places, that cover each other."""
    found = []
    order = sorted(range(len(boxes)), key=lambda one: spots[one][0] - boxes[one].width / 2)
    for place, one in enumerate(order):
        right = spots[one][0] + boxes[one].width / 2
        for other in order[place + 1 :]:
            if spots[other][0] - boxes[other].width / 2 >= right:
                break
            if abs(spots[one][1] - spots[other][1]) < (boxes[one].height + boxes[other].height) / 2:
                found.append((min(one, other), max(one, other)))
    return sorted(found)
