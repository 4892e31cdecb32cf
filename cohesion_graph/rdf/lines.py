"""N-Quads lines as they are passed on: sorted once for everything that wants them so, and as bytes block by block."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from zlib import crc32

__all__ = ["Lines", "Ordered", "blocks", "ordered"]

_BLOCK = 2_000
"""Lines that are turned into bytes together."""


_PIECE = 5_000
"""Lines of a piece, at least."""


class Lines(tuple[str, ...]):  # noqa: SLOT001 - it keeps its digest
    """Lines as they are handed on, each with its newline: not joined, because those of a text are many megabytes."""

    @cached_property
    def digest(self) -> bytes:
        """A digest of what they say."""
        found = hashlib.sha256(b"%d lines\0" % len(self))
        for block in blocks(self):
            found.update(block)
        return found.digest()


class Ordered(list[str]):
    """Lines sorted, each once: every form of RDF begins with that, so it is done once for all of them (`ordered`)."""

    @cached_property
    def digest(self) -> bytes:
        """A digest of what they say."""
        return b"".join(piece.digest for piece in self.pieces)

    @cached_property
    def pieces(self) -> tuple[Lines, ...]:
        """The lines, some thousand to a piece; no subject is told in two pieces, and there is always one.

        Whether a subject begins a piece, its address says itself: so a line more or less moves the end of its own
        piece alone.
        """
        found: list[Lines] = []
        start = 0
        while start < len(self) or not found:
            end = start + _PIECE
            while end < len(self) and not _begins_a_piece(self[end], self[end - 1]):
                end += 1
            found.append(Lines(self[start:end]))
            start = end
        return tuple(found)


def _begins_a_piece(line: str, before: str) -> bool:
    subject = line[: line.index(" ") + 1]
    return not before.startswith(subject) and crc32(subject.encode("utf-8")) % 8 == 0


def ordered(lines: Iterable[str]) -> Ordered:
    """Lines sorted, each once; what is so already is given back as it is."""
    return lines if isinstance(lines, Ordered) else Ordered(sorted(set(lines)))


def blocks(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines as bytes (UTF-8), so many at a time that the whole never stands in memory twice."""
    ahead = iter(lines)
    while block := "".join(islice(ahead, _BLOCK)):
        yield block.encode("utf-8")
