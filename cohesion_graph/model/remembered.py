"""What is made of a dataset once and kept as long as the dataset is, so that only the first question pays for it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar, cast

if TYPE_CHECKING:
    from cohesion_graph.model.dataset import Dataset

__all__ = ["Making", "remembered"]

T = TypeVar("T")
P = ParamSpec("P")


class Making:
    """Something that keeps what is made of it."""

    def __init__(self) -> None:
        self._made: dict[Hashable, object] = {}

    def once(self, make: Callable[Concatenate[Self, P], T], *asked: P.args, **named: P.kwargs) -> T:
        """What a function makes of this, or made when it was last asked for the same."""
        key = (make, *asked, *named.items())
        if key not in self._made:
            self._made[key] = make(self, *asked, **named)
        return cast("T", self._made[key])


_KNOWN: dict[int, tuple[weakref.ref[Dataset], dict[Hashable, object]]] = {}
"""What was made before, by the identity of its dataset; it goes when the dataset goes."""


def remembered(dataset: Dataset, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` makes, or made when it was last asked for.

    Args:
        dataset: What it is made of; datasets never change.
        key: What it is; the same key always means the same thing of the same type.
        make: Makes it.
    """
    holder, made = _KNOWN.get(id(dataset), (None, {}))
    if holder is None or holder() is not dataset:
        made = {}
        _KNOWN[id(dataset)] = weakref.ref(dataset, _forgetting(id(dataset))), made
    if key not in made:
        made[key] = make()
    return cast("T", made[key])


def _forgetting(key: int) -> Callable[[object], None]:
    """What is to be done when a dataset goes: what was made of it goes too."""

    def forget(_: object) -> None:
        _KNOWN.pop(key, None)

    return forget
