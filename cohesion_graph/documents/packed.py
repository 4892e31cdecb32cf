"""Office and OpenDocument files are zip files of XML: checked here before anything unpacks them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cohesion_graph.documents.limits import LARGEST_PART, LARGEST_UNPACKED, refused

__all__ = ["check_package", "has_macros", "refused_if_damaged"]

_HEAD = 65_536
_MOST_PARTS = 5_000
_MOST_TAGS = 4_000_000
"""Tags of one part: half a million cells of a sheet, or what takes a quarter of a gibibyte as a tree."""
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def check_package(name: str, content: bytes) -> frozenset[str]:
    """The names of a package's parts, once it is found to be whole, of a size that can be read, and without entities.

    Sizes are the ones the zip directory declares; zipfile stops with an error where a part holds more.

    Raises:
        UnreadableDocument: it is cut off, packed to explode, or declares entities.
    """
    with refused_if_damaged(name), zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {info.filename: info for info in package.infolist()}
        _check_sizes(name, list(parts.values()))
        for info in parts.values():
            if info.filename.endswith((".xml", ".rels")):
                _check_part(name, package, info)
    return frozenset(parts)


@contextmanager
def refused_if_damaged(name: str) -> Iterator[None]:
    """Refuse a document, by its name, that zipfile cannot unpack: it is damaged, or packed in an unknown way."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        cure = "Copy or download it again, or open it and save it again."
        raise refused(name, f"it is damaged or cut off ({error})", "a whole document", cure) from error


def has_macros(parts: Iterable[str]) -> bool:
    """Whether a package with these parts holds macros (they are never run)."""
    return any(part.casefold().endswith("vbaproject.bin") for part in parts)


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in parts)
    largest = max((info.file_size for info in parts if info.filename.endswith(".xml")), default=0)
    if total > LARGEST_UNPACKED or largest > LARGEST_PART or len(parts) > _MOST_PARTS:
        found = f"it unpacks to {total:,} bytes in {len(parts):,} parts, the largest of {largest:,}"
        expected = f"at most {LARGEST_UNPACKED:,} bytes, {LARGEST_PART:,} in one part"
        raise refused(name, found, expected, "Copy the plan into a new document, without pictures and other sheets.")


def _check_part(name: str, package: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Office writes no document type declarations: one in a part is an attack (entities that grow, or read files)."""
    tags = 0
    with package.open(info) as part:
        head = part.read(_HEAD)
        chunk = head
        while chunk:
            tags += chunk.count(b"<")
            chunk = part.read(1_000_000)
    if tags > _MOST_TAGS:
        cure = "Copy the plan into a new document, without other sheets or pages."
        raise refused(name, f"its part {info.filename} has {tags:,} elements", f"at most {_MOST_TAGS:,}", cure)
    plain = head.replace(b"\0", b"")
    if _DECLARATION.search(plain):
        cure = "Open it in the program it was written with and save it again; do not trust where it came from."
        raise refused(name, f"its part {info.filename} declares XML entities", "a document as Office writes it", cure)
