"""A file written whole or not at all, and names of files that every system can hold.

It is flushed to the disk before it takes the old one's place, because it may hold somebody's work.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

from cohesion_graph.errors import CohesionError
from cohesion_graph.lock import alone

__all__ = ["GZIP_HEAD", "RESERVED_BY_WINDOWS", "digest_of_file", "packed", "safe_parts", "write_file", "written_whole"]

_LOG = logging.getLogger(__name__)

RESERVED_BY_WINDOWS: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
"""Names that Windows keeps for itself, with any ending and in any letter case."""

_PATIENCE = 10.0
"""Seconds to wait for another run that writes the same file: both have made theirs, and writing takes no time."""


GZIP_HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""What a compressed file begins with: no name, no clock."""

_LARGE = 2**20
"""Bytes from which a file is read piece by piece."""


def packed(pieces: Iterable[bytes], level: int = 6) -> Iterator[bytes]:
    """Pieces compressed (gzip), without a name or a clock in it: the same bytes for the same content.

    Args:
        pieces: What is to be compressed.
        level: How hard, from 1, which is fast, to 9, which makes statements 3 to 6 % smaller in twice the time.
    """
    compressor, checksum, size = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS), 0, 0
    yield GZIP_HEAD
    for piece in pieces:
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
        if found := compressor.compress(piece):
            yield found
    yield compressor.flush() + struct.pack("<LL", checksum, size & 0xFFFFFFFF)


def digest_of_file(path: str | Path) -> str:
    """The SHA-256 digest of a file, in hexadecimal; a large one is never whole in memory.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb", buffering=0) as file:
        if os.fstat(file.fileno()).st_size < _LARGE:  # room for pieces takes longer to make than a page to read
            return hashlib.sha256(file.read()).hexdigest()
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that a crash, Ctrl-C or a full disk leaves the old one whole.

    A link is followed, and the file keeps its permissions. What is no file (a device, a pipe) is written to as it is.
    What a killed run has left beside the file is cleared.

    Raises:
        CohesionError: the folder cannot be made, or the file cannot be written; the text says why.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            with written_whole(Path(os.path.realpath(path))) as part:
                part.write(content)
    except OSError as error:
        raise CohesionError(f"{path} cannot be written: {error.strerror}\n  Nothing was changed.") from error


@contextmanager
def written_whole(file: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes the place of another when all of it is on the disk; nothing is left otherwise.

    Raises:
        MisuseError: another run is writing the same file.
        OSError: the folder cannot be made, or the file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    # not the name itself, which may be as long as names can be; and the same each time, so that none is left for good
    name = hashlib.sha256(os.fsencode(file.name)).hexdigest()[:16]
    aside = file.with_name(f".{name}.part")
    with alone(file.with_name(f".{name}.lock"), file, patience=_PATIENCE):
        if aside.exists():
            _LOG.warning("A run that was killed had left a part of %s; it is cleared.", file)
        try:
            with aside.open("wb") as part:
                yield part
                part.flush()
                os.fsync(part.fileno())
            if file.exists():
                shutil.copymode(file, aside)
            aside.replace(file)
        except BaseException:
            with suppress(OSError):
                aside.unlink()
            raise


def safe_parts(name: str) -> tuple[str, ...]:
    """The parts of a path inside a folder, if every system can hold a file of that name.

    Raises:
        CohesionError: the path leads out of the folder, or has a part that Windows or a web host cannot hold.

    >>> safe_parts("id/stockton/index.html")
    ('id', 'stockton', 'index.html')
    >>> safe_parts("id/con.ttl")
    Traceback (most recent call last):
    cohesion_graph.errors.CohesionError: the path 'id/con.ttl' has the part 'con.ttl', which Windows keeps for itself
    """
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or not name:
        raise CohesionError(f"the path {name!r} leads out of the folder")
    parts = tuple(name.split("/"))
    for part in parts:
        if wrong := _why_no_name(part):
            raise CohesionError(f"the path {name!r} has the part {part!r}, which {wrong}")
    return parts


@lru_cache(maxsize=100_000)
def _why_no_name(part: str) -> str:
    """Why some system could not hold a name; empty if each can. Folders' names come again with each file in them."""
    if part.partition(".")[0].casefold() in RESERVED_BY_WINDOWS:
        return "Windows keeps for itself"
    if not part or part == "." or part[-1] in ". " or re.search(r'[\x00-\x1f<>:"|?*]', part) or len(part) > 240:
        return "cannot be a name on every system"
    return ""
