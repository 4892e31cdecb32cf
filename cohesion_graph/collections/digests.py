"""What is told of a dataset without opening it: the digest of its files, and what it calls itself."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cohesion_graph.collections.fetching import FETCHED, key_of
from cohesion_graph.errors import DatasetProblems
from cohesion_graph.files import digest_of_file
from cohesion_graph.folder.parsed_files import ParsedFiles
from cohesion_graph.folder.read import DATASET, no_dataset
from cohesion_graph.folder.storage import finish_interrupted
from cohesion_graph.whole_folder import MARKER

__all__ = ["Seen", "digest_of", "look_at"]


class Seen(NamedTuple):
    """What a dataset's folder shows from outside."""

    dataset: str
    """``authority/id``."""
    digest: str


def look_at(folder: Path) -> Seen:
    """What a dataset's folder shows from outside.

    Raises:
        DatasetProblems: it is no dataset's, or says neither whose it is nor what it is called.
        OSError: a file cannot be read.
    """
    if folder.is_file() and folder.parent.name == FETCHED:
        return Seen(key_of(folder), digest_of(folder))
    if folder.is_dir():
        finish_interrupted(folder)
    if not (folder / DATASET).is_file():
        raise DatasetProblems([no_dataset(folder)])
    files = ParsedFiles(folder)
    head = files.mapping(DATASET) or {}
    authority = head.get("authority")
    named = authority.get("id") if isinstance(authority, dict) else None, head.get("id")
    if not files.problems and not all(isinstance(name, str) and name for name in named):
        files.report(DATASET, (), "it does not say whose it is and what it is called", "id, and authority: with id")
    if files.problems:
        raise DatasetProblems(files.problems)
    return Seen("/".join(map(str, named)), digest_of(folder))


def digest_of(folder: Path) -> str:
    """One digest of all files of a dataset, by path and content; hidden ones and built sites in it do not count.

    Of a file that was fetched its own.

    Raises:
        OSError: a file cannot be read.
    """
    if folder.is_file():
        return digest_of_file(folder)
    total = hashlib.sha256()
    for name in sorted(_files(folder)):
        total.update(f"{digest_of_file(folder / name)}  {name}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if one[0] != "." and not (Path(place) / one / MARKER).exists()]
        here = Path(place).relative_to(folder)
        yield from ((here / name).as_posix() for name in names if name[0] != ".")
