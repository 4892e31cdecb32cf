"""What a site was made from and what is in it, kept in the site: what would be made as it is there is not made again.

The record names the plan, the day, this program and the libraries that files are made with by one digest, and every
byte of the site by another. Where both hold there is nothing to do. Where the bytes hold, and the program is the same,
the second record says of the files what each was made from (`remaking`), so that of a changed plan only those files
are made that are made from something else. A file that somebody changed or took away is made good by the next build,
because then the bytes do not hold. Files that others added are not looked at.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path
from re import match

from cohesion_graph import __version__
from cohesion_graph.files import digest_of_file, packed
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.publish.pieces import Piece
from cohesion_graph.publish.processes import File
from cohesion_graph.rdf.ontology import ontology_folder
from cohesion_graph.whole_folder import AsBefore, written_in

__all__ = ["MADE", "RECORD", "Earlier", "Seen", "earlier_site", "inputs_digest", "program_digest"]

RECORD = "hosting/build.json"
"""Where the record stands in the site."""

MADE = "hosting/made.gz"
"""Where it stands what each file was made from: lines of a key and a path (`remaking.Making.keys`).

After an empty line follow the pieces of files that are put together: what each is (`pieces.Piece`), and the path.
"""


def program_digest() -> str:
    """One digest of what makes a site: this program, the libraries, Python."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}\0{sorted(_libraries())}\0".encode())
    for root in (Path(str(files("cohesion_graph"))), ontology_folder()):
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in name.parts):
                content = path.read_bytes()
                digest.update(f"{name.as_posix()}\0{len(content)}\0".encode())
                digest.update(content)
    return digest.hexdigest()


def inputs_digest(dataset: Dataset, as_of: dt.date | None) -> str:
    """One digest of what a site is made of: the plan, and the day."""
    digest = hashlib.sha256(dataset.model_dump_json().encode("utf-8", "surrogatepass"))
    digest.update(f"\0{as_of}".encode())
    return digest.hexdigest()


def _libraries() -> Iterator[tuple[str, str]]:
    """The packages that this one needs, with their versions."""
    try:
        wanted = requires("cohesion-graph") or []
    except PackageNotFoundError:  # run from a checkout that was never installed
        wanted = []
    for requirement in wanted:
        name = match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement:
            yield name[0], version(name[0])


class Seen:
    """Takes note of the files of a site on their way to the disk, and writes the records of them."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}

    def noted(self, contents: Iterable[File]) -> Iterator[File]:
        """The same files; what comes in pieces is noted when its last piece has been taken."""
        for path, content in contents:
            if isinstance(content, AsBefore):
                self._digests[path] = content.sha256
                yield path, content
            elif isinstance(content, bytes):
                self._digests[path] = hashlib.sha256(content).hexdigest()
                yield path, content
            else:
                yield path, self._pieces(path, content)

    def _pieces(self, path: str, content: Iterable[bytes]) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for piece in content:
            digest.update(piece)
            yield piece
        self._digests[path] = digest.hexdigest()

    def records(
        self, program: str, inputs: str, keys: Mapping[str, str], pieces: Mapping[str, Iterable[Piece]], pages: int
    ) -> Iterator[File]:
        """The records as the last files of the site.

        Args:
            program: What makes it: `program_digest`.
            inputs: What it is made of: `inputs_digest`.
            keys: What the files were made from, by their paths: `remaking.Making.keys`.
            pieces: Of which pieces files were put together: `remaking.Making.pieces`.
            pages: How many of the files are pages.
        """
        told = [f"{keys[path]} {path}" for path in sorted(keys)]
        told += ["", *(" ".join(map(str, (*piece, path))) for path in sorted(pieces) for piece in pieces[path]), ""]
        lines = "\n".join(told).encode("utf-8", "surrogatepass")
        yield from self.noted([(MADE, b"".join(packed([lines])))])
        record = {
            "program": f"cohesion-graph {__version__}",
            "made_by": program,
            "made_from": inputs,
            "content": _together(self._digests.items()),
            "files": len(self._digests) + 1,
            "pages": pages,
        }
        yield RECORD, f"{json.dumps(record, indent=2)}\n".encode()


@dataclass(frozen=True)
class Earlier:
    """A site that an earlier build has left in a folder, every file as it was left."""

    folder: Path
    inputs: str
    """What it was made of: `inputs_digest`."""
    files: int
    pages: int
    held: Mapping[str, AsBefore]
    """Every file but the record, by path."""

    @cached_property
    def made(self) -> Mapping[str, list[str]]:
        """The paths of the files that were made from the same, by what they were made from (`remaking`)."""
        found: dict[str, list[str]] = {}
        for line in self._told[0].splitlines():
            key, _, path = line.partition(" ")
            found.setdefault(key, []).append(path)
        return found

    @cached_property
    def pieces(self) -> Mapping[str, list[Piece]]:
        """Of which pieces files were put together, by their paths."""
        found: dict[str, list[Piece]] = {}
        for line in self._told[1].splitlines():
            key, length, checksum, size, path = line.split(" ", 4)
            found.setdefault(path, []).append(Piece(key, int(length), int(checksum), int(size)))
        return found

    @cached_property
    def _told(self) -> tuple[str, str]:
        lines = zlib.decompress((self.folder / MADE).read_bytes(), 16 + zlib.MAX_WBITS)
        files, _, pieces = lines.decode("utf-8", "surrogatepass").partition("\n\n")
        return files, pieces


def earlier_site(folder: Path, program: str) -> Earlier | None:
    """The site in a folder; None where there is none of this program, or where a file is not as its build left it."""
    try:
        told, names = json.loads((folder / RECORD).read_bytes()), written_in(folder)
        if told["made_by"] != program or names is None:
            return None
        held = {name: _as_before(f"{folder}/{name}") for name in names if name != RECORD}
        if told["content"] != _together((name, one.sha256) for name, one in held.items()):
            return None
        return Earlier(folder, str(told["made_from"]), int(told["files"]), int(told["pages"]), held)
    except (OSError, ValueError, KeyError, TypeError):  # no record, or one that somebody wrote into
        return None


def _as_before(path: str) -> AsBefore:
    return AsBefore(os.stat(path).st_size, digest_of_file(path))


def _together(digests: Iterable[tuple[str, str]]) -> str:
    """One digest of files, whatever the order in which they were made."""
    lines = "".join(f"{name}\0{digest}\n" for name, digest in sorted(digests))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()
