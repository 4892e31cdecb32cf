"""Which of several media types an Accept header prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.request import parse_http_list

__all__ = ["preferred"]

_MOST = 100
"""Ranges of a header that are looked at; no honest client sends so many."""


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that a client likes best.

    Highest quality first; then the more exact range; then what the client names first; then what is offered first.
    Parts that are no media range are passed over; a header that says nothing takes what is offered first.

    Returns:
        One of `offered`, or None if the client takes none of them.

    >>> preferred("text/turtle, text/html;q=0.5", ["text/html", "text/turtle"])
    'text/turtle'
    >>> preferred("application/pdf", ["text/html", "text/turtle"]) is None
    True
    """
    ranges = list(_ranges(accept))
    if not ranges:
        return offered[0]
    ranked = []
    for place, media_type in enumerate(offered):
        found = max((one for one in ranges if one.covers(media_type)), key=lambda one: one.exactness, default=None)
        if found is not None and found.quality > 0:
            ranked.append(((-found.quality, -found.exactness, found.place, place), media_type))
    return min(ranked)[1] if ranked else None


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subtype: str
    quality: float
    place: int

    @property
    def exactness(self) -> int:
        return (self.kind != "*") + (self.subtype != "*")

    def covers(self, media_type: str) -> bool:
        kind, _, subtype = media_type.partition("/")
        return self.kind in {"*", kind} and self.subtype in {"*", subtype}


def _ranges(accept: str) -> list[_Range]:
    found = []
    for place, part in enumerate(islice(parse_http_list(accept), _MOST)):
        name, *parameters = (one.strip() for one in part.split(";"))
        kind, slash, subtype = name.lower().partition("/")
        quality = _quality(parameters)
        if slash and kind and subtype and not (kind == "*" and subtype != "*") and quality is not None:
            found.append(_Range(kind, subtype, quality, place))
    return found


def _quality(parameters: list[str]) -> float | None:
    """The weight of a range, 1 where none is given; None where it is no weight."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = float(value)
            except ValueError:
                return None
            return quality if math.isfinite(quality) and 0 <= quality <= 1 else None
    return 1.0
