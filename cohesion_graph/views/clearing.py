"""The last touch of a small layout: boxes that still stand on a line step aside, and lines bow past the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cohesion_graph.views.courses import STEPS, course, least_struck, on_course
from cohesion_graph.views.separation import Box, Points

__all__ = ["cleared"]

RINGS = (14, 28, 44, 62, 84, 110, 140, 175, 215, 260, 320)
"""How far in px a box may step aside."""

TRIED = 5
"""How many free places of a box are looked at closely, the nearest first."""

ROUNDS = 3

HOPELESS = 60
"""With more lines than this under boxes stepping aside only moves the trouble, and nothing is tried."""


def cleared(
    spots: Points, boxes: Sequence[Box], links: NDArray[np.int64], steps: Sequence[Points], gap: float
) -> Points:
    """The same layout with fewer lines under boxes, no box outside the frame and none nearer than `gap` to another.

    Args:
        spots: Centres.
        boxes: Their sizes.
        links: Pairs of boxes.
        steps: For each link the bends of its lines among themselves; see `courses.least_struck`.
        gap: Free space between two boxes, in px.
    """
    work = _Work(spots.copy(), boxes, links, steps, gap)
    for _ in range(ROUNDS if work.count.sum() <= HOPELESS else 0):
        struck = work.in_the_way()
        if not struck:
            break
        for box in struck:
            work.step_aside(box)
    return work.spots


class _Work:
    """A layout while boxes step aside, with the course of each link."""

    def __init__(
        self, spots: Points, boxes: Sequence[Box], links: NDArray[np.int64], steps: Sequence[Points], gap: float
    ) -> None:
        self.spots, self.links, self.steps, self.gap = spots, links, steps, gap
        self.rooms = np.array([(box.width, box.height) for box in boxes], dtype=np.float64) / 2
        self.halves = np.array([(box.width, box.height - box.foot) for box in boxes], dtype=np.float64) / 2
        self.lift = np.array([(0, -box.foot / 2) for box in boxes])
        self.low, self.high = (spots - self.rooms).min(axis=0), (spots + self.rooms).max(axis=0)
        self.count = np.zeros(len(links), dtype=np.int64)
        self.points: list[Points] = [np.zeros((0, 2))] * len(links)
        for link in range(len(links)):
            self._route(link)

    def _route(self, link: int) -> None:
        bow, self.count[link] = self._least(link)
        ends = self.links[link]
        bends = bow + self.steps[link]
        middles = self.spots[ends] + self.lift[ends]
        first, last, one, other = (np.broadcast_to(given, (len(bends), 2)) for given in (*middles, *self.halves[ends]))
        self.points[link] = on_course(*course(first, last, (one, other), bends), STEPS).reshape(-1, 2)

    def _least(self, link: int) -> tuple[float, int]:
        ends, middles = self.links[link], self.spots + self.lift
        others = np.ones(len(self.spots), dtype=np.bool_)
        others[ends] = False
        return least_struck(middles[ends], self.halves[ends], self.steps[link], (middles[others], self.halves[others]))

    def in_the_way(self) -> list[int]:
        """Boxes on a line that no bow takes past them, and the ends of such lines; the smallest first."""
        found: set[int] = set()
        for link in np.flatnonzero(self.count):
            off = np.abs(self.points[link][:, None] - self.spots - self.lift)
            on = (off < self.halves + 3).all(axis=2).any(axis=0)
            found |= {*np.flatnonzero(on).tolist(), *self.links[link].tolist()}
        return sorted(found, key=lambda box: (float(self.halves[box].prod()), box))

    def step_aside(self, box: int) -> None:
        """Move a box to the nearest place where fewer lines run under boxes, if there is one."""
        own = np.flatnonzero((self.links == box).any(axis=1)).tolist()
        strange = [link for link in range(len(self.links)) if link not in own]
        here = self.spots[box].copy()
        courses = np.concatenate([self.points[link] for link in strange]) if strange else np.zeros((0, 2))
        owner = np.repeat(strange, [len(self.points[link]) for link in strange])
        best = int(self._struck_by(here[None], box, courses, owner)[0] + self.count[own].sum())
        if not best:
            return
        chosen, places = here, self._free(box, here)
        struck_by = self._struck_by(places, box, courses, owner)
        for turn in np.argsort(struck_by, kind="stable")[:TRIED].tolist():
            if struck_by[turn] >= best:
                break
            self.spots[box] = places[turn]
            struck = int(struck_by[turn]) + sum(self._least(link)[1] for link in own)
            if struck < best:
                best, chosen = struck, places[turn]
            if not best:
                break
        self.spots[box] = chosen
        for link in own:
            self._route(link)

    def _struck_by(self, places: Points, box: int, courses: Points, owner: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many lines of others would run under a box at each of these places."""
        reach, found = self.halves[box] + 3, np.zeros(len(places), dtype=np.int64)
        middles = places + self.lift[box]
        low, high = middles.min(axis=0, initial=np.inf) - reach, middles.max(axis=0, initial=-np.inf) + reach
        near = ((courses > low) & (courses < high)).all(axis=1)
        on = (np.abs(courses[near][None] - middles[:, None]) < reach).all(axis=2)
        for line in np.unique(owner[near]):
            found += on[:, owner[near] == line].any(axis=1)
        return found

    def _free(self, box: int, here: Points) -> Points:
        """Places around a box that no other box needs, the nearest first."""
        turns = np.arange(16) * (np.pi / 8)
        ring = np.stack((np.cos(turns), np.sin(turns)), axis=1)
        places = np.round(np.concatenate([here + ring * reach for reach in RINGS]), 3)
        half = self.rooms[box]
        inside = ((places - half >= self.low) & (places + half <= self.high)).all(axis=1)
        apart = np.abs(places[:, None] - self.spots) >= self.rooms + half + self.gap
        apart[:, box] = True
        found: Points = places[inside & apart.any(axis=2).all(axis=1)]
        return found
