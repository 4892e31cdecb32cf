"""What a site was made from and what is in it, kept in the site: a build that would write the same need not run.

The record names the plan, the day, this program and the libraries that files are made with by one digest, and every
byte of the site by another. Both must hold, so a file that somebody changed or took away is made good by the next
build, as it always was. Files that others added are not looked at.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path
from re import match

from cohesion_graph import __version__
from cohesion_graph.files import digest_of_file
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.publish.processes import File
from cohesion_graph.rdf.ontology import ontology_folder
from cohesion_graph.whole_folder import Content, written_in

__all__ = ["RECORD", "Seen", "inputs_digest", "is_up_to_date"]

RECORD = "hosting/build.json"
"""Where the record stands in the site."""


def inputs_digest(dataset: Dataset, as_of: dt.date | None) -> str:
    """One digest of all that a site follows from: the plan, the day, this program, the libraries, Python."""
    digest = hashlib.sha256(dataset.model_dump_json().encode("utf-8", "surrogatepass"))
    digest.update(f"\0{as_of}\0{sys.version_info[:2]}\0{sorted(_libraries())}\0".encode())
    for root in (Path(str(files("cohesion_graph"))), ontology_folder()):
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in name.parts):
                content = path.read_bytes()
                digest.update(f"{name.as_posix()}\0{len(content)}\0".encode())
                digest.update(content)
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
    """Takes note of the files of a site on their way to the disk, and writes the record of them."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}

    def noted(self, contents: Iterable[File]) -> Iterator[File]:
        """The same files; what comes in pieces is noted when its last piece has been taken."""
        for path, content in contents:
            if isinstance(content, bytes):
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

    def record(self, inputs: str, pages: int) -> tuple[str, Content]:
        """The record as the last file of the site.

        Args:
            inputs: What the site follows from: `inputs_digest`.
            pages: How many of the files are pages.
        """
        told = {
            "program": f"cohesion-graph {__version__}",
            "made_from": inputs,
            "content": _together(self._digests.items()),
            "files": len(self._digests) + 1,
            "pages": pages,
        }
        return RECORD, f"{json.dumps(told, indent=2)}\n".encode()


def is_up_to_date(folder: Path, inputs: str) -> tuple[int, int] | None:
    """How many files and pages a site has that a build of these inputs would leave as it is; None for any other."""
    try:
        told, names = json.loads((folder / RECORD).read_bytes()), written_in(folder)
        if told["made_from"] != inputs or names is None:
            return None
        if told["content"] != _together((name, digest_of_file(folder / name)) for name in names if name != RECORD):
            return None
        return int(told["files"]), int(told["pages"])
    except (OSError, ValueError, KeyError, TypeError):  # no record, or one that somebody wrote into
        return None


def _together(digests: Iterable[tuple[str, str]]) -> str:
    """One digest of files, whatever the order in which they were made."""
    lines = "".join(f"{name}\0{digest}\n" for name, digest in sorted(digests))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()
