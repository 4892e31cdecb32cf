"""Ghosts: garbled repeats that scanning leaves of a cell beside it. They are set aside, never read as data.

A ghost is unreadable by itself, stands next to a readable cell of the same column, and has that cell's shape: about
its length, its letters in about its order. Words that mean something are never taken for ghosts.
"""

from __future__ import annotations

import difflib
import re

__all__ = ["ghost_of", "repeats_end_of"]

_ENOUGH = 0.45
_ENOUGH_TO_REPEAT = 0.8


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, _letters(one), _letters(other), autojunk=False).ratio()


def ghost_of(text: str, neighbours: list[str]) -> str | None:
    """The neighbour that an unreadable text garbles; None if it looks like none of them.

    Args:
        text: Words that could not be read as what their column holds.
        neighbours: Readable values nearby in the same column, nearest first.

    >>> ghost_of("Doddinoo 2000", ["March 2009", "December 2008"]), ghost_of("Short term", ["March 2009"])
    ('December 2008', None)
    """
    found = [
        (_likeness(text, one), one)
        for one in neighbours
        if _letters(one)[:1] == _letters(text)[:1] or _likeness(text, one) > _ENOUGH + 0.05
        if 0.6 <= (len(_letters(text)) + 1) / (len(_letters(one)) + 1) <= 1.5
    ]
    likeness, best = max(found, default=(0.0, None), key=lambda pair: pair[0])
    if likeness >= _ENOUGH:
        return best
    return next((one for one in neighbours if _has_shape_of(text, one)), None)


def _has_shape_of(text: str, other: str) -> bool:
    """Word for word the same first character, about the same length, and digits where the other has digits."""
    pairs = list(zip(text.split(), other.split(), strict=False))
    return len(text.split()) == len(other.split()) > 1 and all(
        one[0].casefold() == two[0].casefold() and abs(len(one) - len(two)) <= 1 and one.isdigit() == two.isdigit()
        for one, two in pairs
    )


def repeats_end_of(text: str, before: str) -> bool:
    """Whether words repeat the end of the cell before them, letters damaged or not.

    >>> repeats_end_of("representation on Fartherships.", "Member and community representation on Partnerships.")
    True
    """
    words = len(text.split())
    end = " ".join(before.split()[-words:])
    return words > 2 and _likeness(text, end) >= _ENOUGH_TO_REPEAT
