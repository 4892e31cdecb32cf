"""Where boxes stand, kept by what they were placed from: the same boxes and lines are not placed twice.

Placing is the dearest part of a picture and of a small plan's whole site, and most changes of a plan leave the boxes of
a picture and its lines as they were.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeAlias

__all__ = ["Layouts", "Places"]

Places: TypeAlias = list[tuple[int, int]]
"""The centre of each box, in px."""


class Layouts:
    """Layouts that are known, and those that were asked for."""

    def __init__(self, kept: bytes = b"") -> None:
        """Begin with what `kept` told of another one, made by the same program with the same libraries."""
        self._known: dict[str, list[list[int]]] = json.loads(kept) if kept else {}
        self._asked: dict[str, Places] = {}

    def of(self, place: Callable[..., Places], boxes: Sequence[object], pairs: Sequence[tuple[int, int]]) -> Places:
        """What `place` finds for boxes and linked pairs of them; it is asked only where that is not known.

        Args:
            place: The way of placing: it looks at nothing else.
            boxes: What is placed; each shows all that it is (`repr`).
            pairs: Which are linked, by their places in `boxes`.
        """
        key = sha256(repr((place.__name__, list(boxes), list(pairs))).encode()).hexdigest()[:24]
        if key not in self._asked:
            known = self._known.get(key)
            self._asked[key] = place(boxes, pairs) if known is None else [(x, y) for x, y in known]
        return self._asked[key]

    def kept(self) -> bytes:
        """All that were asked for, as JSON: the same whether they were known or had to be found."""
        return f"{json.dumps(self._asked, sort_keys=True, separators=(',', ':'))}\n".encode()
