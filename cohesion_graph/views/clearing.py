"""The last touch of a small layout: boxes that still stand on a line step aside, and lines bow past the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cohesion_graph.views.courses import MARGIN, STEPS, course, least_struck, on_course
from cohesion_graph.views.separation import Box, Points

__all__ = ["cleared"]

RINGS = (14, 28, 44, 62, 84, 110, 140, 175, 215, 260, 320)
"""How far in px a box may step aside."""

TRIED = 3
"""How many free places of a box are looked at closely, the nearest first."""

ROUNDS = 3

CLEARANCE = MARGIN + 1
"""How far in px lines keep from boxes here: a little more than when they are drawn, from rounded places."""

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
        self.halves = np.array([box.drawn for box in boxes], dtype=np.float64) / 2
        self.lift = np.array([(0, (box.drawn[1] - box.height) / 2) for box in boxes])
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
        return least_struck(
            middles[ends], self.halves[ends], self.steps[link], (middles[others], self.halves[others]), CLEARANCE
        )

    def in_the_way(self) -> list[int]:
        """Boxes on a line that no bow takes past them, and the ends of such lines; the smallest first."""
        found: set[int] = set()
        for link in np.flatnonzero(self.count):
            off = np.abs(self.points[link][:, None] - self.spots - self.lift)
            on = (off < self.halves + CLEARANCE).all(axis=2).any(axis=0)
            found |= {*np.flatnonzero(on).tolist(), *self.links[link].tolist()}
        return sorted(found, key=lambda box: (float(self.halves[box].prod()), box))

    def step_aside(self, box: int) -> None:
        """Move a box to the first place tried from which fewer lines run under boxes, if there is one.

        Lines that would meet it there bow out anew as well, so a place on a line is tried too, after the free ones.
        """
        own = set(np.flatnonzero((self.links == box).any(axis=1)).tolist())
        here = self.spots[box].copy()
        met = self._met(np.concatenate((here[None], self._free(box, here))), box, own)
        if not met[0][1] and not self.count[list(own)].any():
            return
        for place, lines in sorted(met[1:], key=lambda one: len(one[1]))[:TRIED]:
            self.spots[box] = place
            touched = sorted(own | met[0][1] | lines)
            least = [self._least(link)[1] for link in touched]
            if sum(least) < self.count[touched].sum():
                for link in touched:
                    self._route(link)
                return
        self.spots[box] = here

    def _met(self, places: Points, box: int, own: set[int]) -> list[tuple[Points, set[int]]]:
        """Each of some places of a box with the lines of others that run under the box there."""
        strange = [link for link in range(len(self.links)) if link not in own]
        courses = np.concatenate([np.zeros((0, 2)), *(self.points[link] for link in strange)])
        owner = np.repeat(strange, [len(self.points[link]) for link in strange])
        reach, middles = self.halves[box] + CLEARANCE, places + self.lift[box]
        near = ((courses > middles.min(axis=0) - reach) & (courses < middles.max(axis=0) + reach)).all(axis=1)
        on = (np.abs(courses[near][None] - middles[:, None]) < reach).all(axis=2)
        return [(place, set(owner[near][hit].tolist())) for place, hit in zip(places, on, strict=True)]

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
