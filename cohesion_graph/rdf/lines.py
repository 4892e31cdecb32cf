"""N-Quads lines as they are passed on: sorted once for everything that wants them so, and as bytes block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

__all__ = ["Lines", "Ordered", "blocks", "ordered"]

_BLOCK = 2_000
"""Lines that are turned into bytes together."""


class Ordered(list[str]):
    """Lines sorted, each once: every form of RDF begins with that, so it is done once for all of them (`ordered`)."""


class Lines(tuple[str, ...]):
    """Lines as they are handed on, each with its newline: not joined, because those of a text are many megabytes."""

    __slots__ = ()


def ordered(lines: Iterable[str]) -> Ordered:
    """Lines sorted, each once; what is so already is given back as it is."""
    return lines if isinstance(lines, Ordered) else Ordered(sorted(set(lines)))


def blocks(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines as bytes (UTF-8), so many at a time that the whole never stands in memory twice."""
    ahead = iter(lines)
    while block := "".join(islice(ahead, _BLOCK)):
        yield block.encode("utf-8")
