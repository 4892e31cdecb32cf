"""A large file put together of pieces that know what they are made from: what an earlier site has is cut out of it.

A whole plan as N-Quads or as Turtle changes with every word of the plan, but only where the word stands. A compressed
file is one stream all the same, as every reader expects it: each piece of it is compressed apart and ends at a whole
byte (a full flush of zlib), and the checksum at its end comes of those of its pieces.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from cohesion_graph.files import GZIP_HEAD

__all__ = ["Piece", "put_together", "together"]


class Piece(NamedTuple):
    """A piece of a file as the record of a site tells it."""

    key: str
    """What it is made from: `remaking.key_of`."""
    length: int
    """Its bytes in the file."""
    checksum: int
    """CRC-32 of what it says, before it is compressed."""
    size: int
    """Bytes of what it says."""


_LAST = b"\x03\x00"
"""The end of a compressed stream: an empty block that says so."""


def put_together(
    path: Path,
    before: Iterable[Piece],
    made: list[Piece],
    pieces: Iterable[tuple[str, Callable[[], bytes]]],
    *,
    is_packed: bool,
) -> Iterator[bytes]:
    """The content of a file, piece by piece.

    Args:
        path: The same file in an earlier site.
        before: Of which pieces that one consists; none where there is no such file.
        made: Takes note of the pieces of the new one.
        pieces: What each piece is made from, and what makes it.
        is_packed: Whether the file is compressed (gzip).
    """
    head = GZIP_HEAD if is_packed else b""
    there = _places(before, len(head))
    checksum = size = 0
    with ExitStack() as stack:
        earlier = stack.enter_context(path.open("rb")) if there else None
        yield head
        for key, make in pieces:
            if earlier is not None and key in there:
                offset, piece = there[key]
                earlier.seek(offset)
                content = earlier.read(piece.length)
            else:
                said = make()
                content = _apart(said) if is_packed else said
                piece = Piece(key, len(content), zlib.crc32(said), len(said))
            made.append(piece)
            checksum, size = together(checksum, piece.checksum, piece.size), size + piece.size
            yield content
    if is_packed:
        yield _LAST + struct.pack("<LL", checksum, size & 0xFFFFFFFF)


def _places(pieces: Iterable[Piece], offset: int) -> Mapping[str, tuple[int, Piece]]:
    """Where each piece begins, by its key."""
    found = {}
    for piece in pieces:
        found[piece.key] = offset, piece
        offset += piece.length
    return found


def _apart(content: bytes) -> bytes:
    """A part of a compressed stream that leans on nothing before it."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(content) + compressor.flush(zlib.Z_FULL_FLUSH)


_POLYNOMIAL: Final = 0xEDB88320
_ONE: Final = 1 << 31


def together(first: int, second: int, size: int) -> int:
    """The CRC-32 of two contents one after the other, as zlib's crc32_combine has it, which Python does not hand on.

    Args:
        first: Of the first one.
        second: Of the second one.
        size: Bytes of the second one.

    >>> together(zlib.crc32(b"one "), zlib.crc32(b"after another"), 13) == zlib.crc32(b"one after another")
    True
    """
    shift, power, bits = _ONE, _ONE >> 8, size  # x to the power of the bits that follow: eight for each byte
    while bits:
        if bits & 1:
            shift = _times(power, shift)
        power, bits = _times(power, power), bits >> 1
    return _times(shift, first) ^ second


def _times(one: int, other: int) -> int:
    """The product of two polynomials modulo that of CRC-32; their bits stand the other way round."""
    product, bit = 0, _ONE
    while bit:
        if one & bit:
            product ^= other
        bit >>= 1
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return product
