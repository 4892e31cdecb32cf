"""What one query of somebody else's may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cohesion_graph.errors import BadParameter

__all__ = ["LONGEST", "MEMORY_LIMIT", "ROW_LIMIT", "TIME_LIMIT", "Limits", "checked_seconds"]

TIME_LIMIT: Final = 10.0
"""Seconds that a query has unless more is asked for."""
ROW_LIMIT: Final = 10_000
"""Rows or triples of an answer unless more is asked for."""
MEMORY_LIMIT: Final = 4 * 2**30
"""Bytes of memory that a query may take, where the operating system can hold it to that."""
LONGEST: Final = 86_400.0
"""The longest time that can be given, in seconds: a day. Timers of some systems take no more than some weeks."""

_MOST_ROWS = 10**9


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take.

    Raises (when made):
        BadParameter: a limit that is not positive, a time above `LONGEST`, or rows without number.
    """

    time: float = TIME_LIMIT
    """Seconds."""
    rows: int = ROW_LIMIT
    """Rows or triples of an answer; a longer one is cut, and says so."""

    def __post_init__(self) -> None:
        checked_seconds(self.time)
        if not 1 <= self.rows <= _MOST_ROWS:
            raise BadParameter(f"{self.rows} rows are no limit\n  Expected: 1 to {_MOST_ROWS:,}.")


def checked_seconds(seconds: float) -> float:
    """A time limit, if it is one.

    Raises:
        BadParameter: it is not positive, or above `LONGEST`.
    """
    if not 0 < seconds <= LONGEST:  # so said, it refuses what is no number too
        raise BadParameter(f"{seconds:g} seconds are no time limit\n  Expected: above 0, and at most {LONGEST:g}.")
    return seconds
