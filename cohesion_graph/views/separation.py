"""Boxes moved apart: as little as possible, until none covers another.

Only pairs of boxes that are near each other are looked at; which these are is found by a sweep from left to right, and
found again once boxes have moved far enough to change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "Points", "apart", "colliding", "free_places", "overlaps"]

Points = NDArray[np.float64]

SLACK = 24
"""How far in px boxes may move before their near pairs are found again."""


@dataclass(frozen=True, slots=True)
class Box:
    """Width and height in px that a thing needs, words included."""

    width: float
    height: float
    shape: tuple[float, float] = (0, 0)
    """Width and height of what is drawn at its top, if that is less: lines may cross the rest, which stands empty until
    a reader asks for what is there."""

    @property
    def drawn(self) -> tuple[float, float]:
        """Width and height of what is drawn."""
        return self.shape if self.shape != (0, 0) else (self.width, self.height)


def apart(spots: Points, sizes: Points, gap: float, rounds: int) -> Points:
    """Centres with at least `gap` px between any two boxes; what stays tangled after all rounds is placed anew."""
    spots = spots.copy()
    need = (sizes + gap) / 2
    seen: Points | None = None
    one = other = np.zeros(0, dtype=np.int64)
    room: Points = np.zeros((0, 2))
    nudge: Points = np.zeros(0)
    for turn in range(rounds):
        if seen is None or np.abs(spots - seen).max() > SLACK / 2:
            seen = spots.copy()
            one, other = colliding(spots, need + SLACK / 2)
            room, nudge = need[one] + need[other], np.multiply(one - other, 1e-3, dtype=np.float64)
        across = spots[one] - spots[other]
        across[:, 0] += nudge
        lack = room - np.abs(across)
        hit = np.flatnonzero(lack.min(axis=1) > 0.01)
        if not len(hit):
            return spots
        spots += _pushed(one[hit], other[hit], across[hit], lack[hit], len(spots))
        if turn % 12 == 11:
            spots *= 1.02
        np.round(spots, 3, out=spots)
    first, second = colliding(spots, need - 0.005)
    loose = np.zeros(len(spots), dtype=np.bool_)
    loose[np.where(sizes.prod(axis=1)[first] <= sizes.prod(axis=1)[second], first, second)] = True
    return free_places(spots, sizes, gap, loose)


def _pushed(one: NDArray[np.int64], other: NDArray[np.int64], across: Points, lack: Points, count: int) -> Points:
    """The mean of the pushes that each box gets, along the side on which a pair is quicker apart."""
    sideways = lack[:, 0] < lack[:, 1]
    push = np.sign(across) * (lack + 0.5) * np.column_stack((sideways, ~sideways))
    share = np.maximum(np.bincount(one, minlength=count) + np.bincount(other, minlength=count), 1) / 0.55
    moved = [
        (np.bincount(one, push[:, axis], count) - np.bincount(other, push[:, axis], count)) / share for axis in (0, 1)
    ]
    return np.column_stack(moved)


def colliding(spots: Points, half: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of boxes, as two lists of places, whose boxes of twice `half` cover each other."""
    left, right = spots[:, 0] - half[:, 0], spots[:, 0] + half[:, 0]
    order = np.argsort(left, kind="stable")
    ends = np.searchsorted(left[order], right[order], side="left")
    counts = np.maximum(ends - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    one, other = order[first], order[second]
    low = np.abs(spots[one, 1] - spots[other, 1]) < half[one, 1] + half[other, 1]
    return one[low], other[low]


def free_places(spots: Points, sizes: Points, gap: float, loose: NDArray[np.bool_]) -> Points:
    """Each loose box, the largest first, takes the first free place near where it stood; the others stay."""
    cell = float(np.median(sizes, axis=0).max() / 2 + gap)
    taken = _Taken(cell, ((sizes + gap) / 2).tolist())
    done = spots.copy()
    for box in np.flatnonzero(~loose).tolist():
        taken.put(box, *done[box].tolist())
    turns = np.arange(6000)
    spiral = (
        np.sqrt(turns)[:, None] * cell * 0.35 * np.stack((1.4 * np.cos(turns * 2.399963), np.sin(turns * 2.399963)), 1)
    )
    for box in np.lexsort((np.arange(len(spots)), -sizes.prod(axis=1))).tolist():
        if loose[box]:
            done[box] = _first_free(box, spots[box], spiral, taken)
            taken.put(box, *done[box].tolist())
    return done


def _first_free(box: int, here: Points, spiral: Points, taken: _Taken) -> tuple[float, float]:
    """The first place of a spiral where a box is free; the last if it is nowhere."""
    x = y = 0.0
    for first in range(0, len(spiral), 48):
        for x, y in np.round(here + spiral[first : first + 48], 3).tolist():
            if taken.is_free(box, x, y):
                return x, y
    return x, y


class _Taken:
    """Which boxes stand where, by square cells, so that only near ones are compared."""

    def __init__(self, cell: float, needs: list[list[float]]) -> None:
        self.cell, self.needs = cell, needs
        self.cells: dict[tuple[int, int], list[tuple[float, ...]]] = {}

    def _covered(self, box: int, x: float, y: float) -> Iterator[tuple[int, int]]:
        wide, tall = self.needs[box]
        down = range(int((y - tall) // self.cell), int((y + tall) // self.cell) + 1)
        for across in range(int((x - wide) // self.cell), int((x + wide) // self.cell) + 1):
            for row in down:
                yield across, row

    def put(self, box: int, x: float, y: float) -> None:
        for one in self._covered(box, x, y):
            self.cells.setdefault(one, []).append((x, y, *self.needs[box]))

    def is_free(self, box: int, x: float, y: float) -> bool:
        wide, tall = self.needs[box]
        for one in self._covered(box, x, y):
            for u, v, other_wide, other_tall in self.cells.get(one, ()):
                if abs(u - x) < wide + other_wide and abs(v - y) < tall + other_tall:
                    return False
        return True


def overlaps(boxes: Sequence[Box], spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of boxes, by their places, that cover each other."""
    half = np.array([(box.width, box.height) for box in boxes], dtype=np.float64).reshape(-1, 2) / 2
    one, other = colliding(np.array(spots, dtype=np.float64).reshape(-1, 2), half)
    return sorted((min(pair), max(pair)) for pair in zip(one.tolist(), other.tolist(), strict=True))
