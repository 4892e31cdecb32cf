"""The course of a line between two boxes: straight, or bowing out to one side; and which boxes it runs under.

`lines.js` draws the same courses. A bend says how far a line bows out, as a share of its length.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cohesion_graph.views.separation import Points

__all__ = ["BOWS", "MARGIN", "STEPS", "course", "fan", "least_struck", "on_course", "under"]

BOWS = (0, 0.08, -0.08, 0.15, -0.15, 0.22, -0.22, 0.3, -0.3, 0.38, -0.38, 0.46, -0.46, 0.56, -0.56, 0.68, -0.68)
"""How far a line may bow out to run past boxes; the first that strikes fewest is taken."""

FINELY = tuple(round(side * turn * 0.03, 2) for turn in range(1, 27) for side in (1, -1))
"""What is tried where none of `BOWS` takes a line past all boxes."""

MARGIN = 3
"""How far in px a line keeps from boxes it has no part in."""

STEPS = np.linspace(0, 1, 33)[:, None]
"""Where along a course it is looked at."""


def fan(count: int) -> Points:
    """Bends of several lines between the same two boxes, apart from each other; 0 for one line alone."""
    bends: Points = (np.arange(count, dtype=np.float64) - (count - 1) / 2) * 0.2
    return bends


def course(starts: Points, ends: Points, halves: tuple[Points, Points], bends: Points) -> tuple[Points, Points, Points]:
    """First point, bow and last point of lines; `halves` are half the sizes of the boxes at either end."""
    across = ends - starts
    bow = (starts + ends) / 2 + np.stack((across[..., 1], -across[..., 0]), axis=-1) * bends[..., None]
    return _border(starts, halves[0], bow), bow, _border(ends, halves[1], bow)


def _border(middle: Points, half: Points, towards: Points) -> Points:
    """Where a line from the middle of a box towards a point leaves the box, and 1 px on."""
    way = towards - middle
    far = np.abs(way)
    share = np.where(far > 0, (half + 1) / np.where(far > 0, far, 1), np.inf).min(axis=-1)
    left: Points = middle + way * np.minimum(share, 1)[..., None]
    return left


def on_course(first: Points, bow: Points, last: Points, at: Points) -> Points:
    """The points of courses at shares of their length: one more axis, along them, before the coordinates."""
    one, two, three = (1 - at) ** 2, 2 * at * (1 - at), at * at
    found: Points = first[..., None, :] * one + bow[..., None, :] * two + last[..., None, :] * three
    return found


def under(points: Points, middles: Points, halves: Points, margin: float = MARGIN) -> NDArray[np.int64]:
    """How many of these boxes each course runs under; `points` as `on_course` gives them."""
    low, high = points.reshape(-1, 2).min(axis=0), points.reshape(-1, 2).max(axis=0)
    reach = halves + margin
    near = ((middles + reach > low) & (middles - reach < high)).all(axis=1)
    off = np.abs(points[..., None, :] - middles[near])
    hit: NDArray[np.int64] = (off < reach[near]).all(axis=-1).any(axis=-2).sum(axis=-1)
    return hit


def least_struck(
    ends: Points, halves: Points, steps: Points, others: tuple[Points, Points], margin: float = MARGIN
) -> tuple[float, int]:
    """The first of `BOWS`, or else of `FINELY`, with which lines between two boxes strike fewest others; and how many.

    Args:
        ends: Middles of the two boxes.
        halves: Half of their sizes.
        steps: How far each of the lines lies from their common course.
        others: Middles and half sizes of all other boxes.
        margin: How far in px lines keep from them.
    """
    for tried in (np.zeros(1), np.array(BOWS), np.array(FINELY)):
        bends = tried[:, None] + steps[None, :]
        shape = (*bends.shape, 2)
        first, last, one, other = (np.broadcast_to(given, shape) for given in (*ends, *halves))
        struck = under(on_course(*course(first, last, (one, other), bends), STEPS), *others, margin).sum(axis=-1)
        best = int(struck.argmin())
        if not struck[best]:
            break
    return float(tried[best]), int(struck[best])
