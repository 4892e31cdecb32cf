"""Where linked things come to rest: springs along links, repulsion between all, cooling.

Positions are rounded in every round, so that the last bits in which processors differ do not grow.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cohesion_graph.views.separation import Points

__all__ = ["rested", "sunflower"]


def sunflower(links: NDArray[np.int64], count: int, turn: int) -> Points:
    """Where `count` things start: the most linked in the middle, turned by a different angle on each try."""
    degree = np.bincount(links.ravel(), minlength=count) if len(links) else np.zeros(count, dtype=np.int64)
    rank = np.empty(count, dtype=np.float64)
    rank[np.lexsort((np.arange(count), -degree))] = np.arange(count)
    angle = rank * 2.399963 * (1 + turn * 0.37) + turn
    reach = np.sqrt(rank + 0.5)
    return np.round(np.column_stack((reach * np.cos(angle), reach * np.sin(angle))), 3)


def rested(start: Points, sizes: Points, links: NDArray[np.int64], aspect: float, rounds: int) -> Points:
    """Places after so many rounds; a weak pull to the middle keeps loose parts near."""
    count = len(start)
    unit = float(np.sqrt((sizes[:, 0] * sizes[:, 1]).mean() * 3.4))
    spots = start * unit * 0.9
    degree = np.maximum(np.bincount(links.ravel(), minlength=count), 1)
    heavy = np.sqrt(degree)
    pull = np.array((1.0, aspect)) * 0.028
    ends = links.T.ravel()
    stiff = unit * np.sqrt(np.minimum(degree[links[:, 0]], degree[links[:, 1]]))[:, None]
    for turn in range(rounds):
        move = _repulsion(spots, heavy, unit)
        along = spots[links[:, 1]] - spots[links[:, 0]]
        force = along * np.sqrt((along**2).sum(axis=1))[:, None] / stiff
        both = np.concatenate((force, -force))
        move += np.column_stack([np.bincount(ends, both[:, axis], count) for axis in (0, 1)])
        move -= spots * pull * heavy[:, None]
        length = np.sqrt((move**2).sum(axis=1))[:, None]
        heat = unit * 0.9 * (1 - turn / rounds) ** 1.3 + 0.5
        spots = np.round(spots + move / np.maximum(length, 1e-9) * np.minimum(length, heat), 3)
    found: Points = spots
    return found


def _repulsion(spots: Points, heavy: NDArray[np.float64], unit: float) -> Points:
    """The push that each thing gets from all others, block by block so that large pictures stay in memory."""
    move = np.empty_like(spots)
    x, y = np.ascontiguousarray(spots[:, 0]), np.ascontiguousarray(spots[:, 1])
    weight = np.sqrt(heavy) * unit * np.sqrt(0.9)
    block = np.empty((3, min(len(spots), 128), len(spots)))
    for first in range(0, len(spots), 128):
        part = slice(first, first + 128)
        dx, dy, push = block[:, : len(x[part])]
        np.subtract(x[part, None], x[None, :], out=dx)
        np.subtract(y[part, None], y[None, :], out=dy)
        np.multiply(dx, dx, out=push)
        push += dy * dy
        push += 1.0
        np.divide(weight[None, :], push, out=push)
        move[part, 0] = np.einsum("ij,ij->i", push, dx)
        move[part, 1] = np.einsum("ij,ij->i", push, dy)
    move *= weight[:, None]
    return move
