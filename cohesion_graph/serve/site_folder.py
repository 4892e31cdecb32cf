"""A built site as a server sees it: which file answers an address, and what the site says of itself.

All files are listed once, and an address is looked up in that list: no part of a request is ever joined to a path of
the disk, so none can lead out of the folder.
"""

from __future__ import annotations

import gzip
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

from cohesion_graph.errors import BadParameter
from cohesion_graph.formats import PACKED
from cohesion_graph.rdf.namespaces import document_of, moved
from cohesion_graph.whole_folder import MARKER

__all__ = ["Answer", "SiteFolder"]

_RENAMED = re.compile(r"~\d*(?=/|\.ttl$|\.jsonld$|$)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address stands for: a file of the site, or another address with the data in other forms beside it."""

    file: Path | None = None
    moved_to: str = ""
    """Where the page is (below the base), if the address itself has no file."""
    for_good: bool = False
    """Whether the thing has moved there, in whatever form it is wanted."""
    data: tuple[str, ...] = ()
    """Paths of the same thing as data: Turtle first, then JSON-LD, as far as there are such files."""


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The files of a built site by their addresses below its base."""

    folder: Path
    base: str
    """The address that all addresses of the site begin with; ends in a slash."""
    quads: Path
    """The file with all its data as N-Quads."""
    _files: dict[str, Path] = field(repr=False)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """List the files of a site.

        Raises:
            BadParameter: there is no such folder, or it is no site that this program built.
        """
        if (folder / "dataset.yaml").is_file():
            raise BadParameter(f"{folder} is a dataset, not a built site\n  Serve it with: --dataset {folder}")
        if not (folder / MARKER).is_file() or not (folder / "index.html").is_file():
            raise BadParameter(
                f"{folder} is not a built site\n"
                "  Expected: a folder that `cohesion-graph build` wrote\n"
                "  Build one, or give a dataset with --dataset."
            )
        listed = {path: folder / path for path in _files_below(folder)}
        quads = [path for path in sorted(listed) if re.fullmatch(r"data/[^/]+/[^/]+/[^/]+\.nq(\.gz)?", path)]
        if len(quads) != 1:
            raise BadParameter(
                f"{folder} holds {len(quads)} files of all data (data/.../*.nq.gz)\n  Expected: one\n  Build it again."
            )
        base = _base_of(folder / quads[0], _RENAMED.sub("", quads[0].rpartition("/")[0]))
        return cls(folder, base, folder / quads[0], _with_addresses(listed))

    @property
    def base_path(self) -> str:
        """The path of all addresses on their host, such as ``/cohesion-graph/``; not percent-encoded."""
        return unquote(urlsplit(self.base).path)

    def find(self, address: str) -> Answer | None:
        """What answers an address below the base (not percent-encoded, without a query); None if nothing does."""
        if address in self._files:
            return Answer(self._files[address])
        if place := moved(address):
            return Answer(moved_to=place, for_good=True) if self.find(document_of(place)) else None
        if address + PACKED in self._files:  # a file that was not compressed in an earlier release
            return Answer(moved_to=address + PACKED, for_good=True)
        thing = address.removesuffix("/")
        page = self._files.get(f"{thing}/index.html" if thing else "index.html")
        if page is None:
            return None
        if address and address == thing:
            # the page's links are relative to its folder, so it has to be opened as one
            return Answer(moved_to=f"{address}/", data=self._data(thing))
        return Answer(page, data=self._data(thing))

    def _data(self, thing: str) -> tuple[str, ...]:
        return tuple(thing + ending for ending in (".ttl", ".jsonld") if thing and thing + ending in self._files)


def _files_below(folder: Path) -> list[str]:
    """The paths of all files, with forward slashes, sorted; links that lead elsewhere are left out.

    So is what is hidden, such as ``.git``: somebody keeps it there, but not to show it.
    """
    found = []
    for place, inside, names in os.walk(folder):
        inside[:] = [name for name in inside if not name.startswith(".") or name == ".well-known"]
        below = Path(place).relative_to(folder)
        found += [
            (below / name).as_posix() for name in names if name[0] != "." and not (Path(place) / name).is_symlink()
        ]
    return sorted(found)


def _with_addresses(listed: dict[str, Path]) -> dict[str, Path]:
    """The files by their paths, and by their addresses where these differ (`publish.urls.safe_names`)."""
    addressed = dict(listed)
    for path, file in listed.items():
        if "~" in path:
            addressed.setdefault(_RENAMED.sub("", path), file)
    return addressed


def _base_of(quads: Path, dataset: str) -> str:
    """The base of a site's addresses, told by the name of a graph of its data."""
    with gzip.open(quads) if quads.suffix == ".gz" else quads.open("rb") as file:
        first = next(iter(ox.parse(file.readline(), format=ox.RdfFormat.N_QUADS)), None)
    graph = first.graph_name.value if first is not None and isinstance(first.graph_name, ox.NamedNode) else ""
    base, found, _ = graph.partition(f"{dataset}/graph/")
    if not found or not base.endswith("/"):
        raise BadParameter(f"{quads} does not begin with data of this site\n  Build the site again.")
    return base
