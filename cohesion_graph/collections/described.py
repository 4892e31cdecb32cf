"""``collection.yaml``: what a collection says of itself, and the datasets that are in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from cohesion_graph.errors import CohesionError, DatasetProblems, MisuseError, Problem
from cohesion_graph.folder.parsed_files import ParsedFiles
from cohesion_graph.folder.storage import finish_interrupted
from cohesion_graph.folder.yaml_text import emit
from cohesion_graph.lock import alone_at
from cohesion_graph.model.dataset import DEFAULT_BASE, Base
from cohesion_graph.model.evidence import Sha256
from cohesion_graph.model.ids import Slug
from cohesion_graph.model.record import Record

__all__ = [
    "ASIDE",
    "DESCRIPTION",
    "Collection",
    "Member",
    "alone_in",
    "is_collection",
    "path_in",
    "read_collection",
    "refuse_no_collection",
]

DESCRIPTION: Final = "collection.yaml"
ASIDE: Final = ".building"
"""Where the files of a build are made until all of them are."""


class Member(Record):
    """A dataset of a collection."""

    path: Annotated[str, Field(min_length=1)]
    """Its folder, with forward slashes; relative to the collection's folder, or absolute."""
    dataset: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    """Its key in every table: the authority's identifier, a slash, and its own."""
    digest: Sha256
    """Of its files when they were last taken (`digests.digest_of`)."""
    address: str = ""
    """Where it was fetched from, for one that others publish (`fetching`); it is kept in the collection's folder."""


class Collection(Record):
    """A collection as its file describes it."""

    id: Slug
    title: Annotated[str, Field(min_length=1)]
    description: str = ""
    publisher: str = ""
    base: Base = DEFAULT_BASE
    """Where the collection's own address starts; its datasets keep theirs."""
    datasets: tuple[Member, ...] = ()
    """Sorted by key."""

    @property
    def address(self) -> str:
        """The collection's own address."""
        return f"{self.base}data/{self.id}"

    def folders(self, folder: Path) -> dict[str, Path]:
        """Where each dataset is, by its key, seen from the collection's folder."""
        return {one.dataset: (folder / one.path).resolve() for one in self.datasets}

    def with_members(self, members: dict[str, Member]) -> Collection:
        """The same with other datasets, by their keys."""
        return self.model_copy(update={"datasets": tuple(members[key] for key in sorted(members))})

    def as_yaml(self) -> bytes:
        """The file."""
        return emit(self.model_dump(mode="json", exclude_defaults=True)).encode("utf-8")


def is_collection(folder: Path) -> bool:
    """Whether a folder is a collection's."""
    return (folder / DESCRIPTION).is_file()


def read_collection(folder: Path) -> Collection:
    """What a collection's folder says of it; what a run that was killed has left is finished first.

    Raises:
        DatasetProblems: there is none, or it is not right; every problem is listed.
    """
    refuse_no_collection(folder)
    files = ParsedFiles(folder)
    content = files.mapping(DESCRIPTION)
    found_collection = None if content is None else files.record(DESCRIPTION, (), Collection, content)
    if found_collection is None:
        raise DatasetProblems(files.problems)
    seen: set[str] = set()
    for place, member in enumerate(found_collection.datasets):
        if member.dataset in seen:
            cure = "Take one of the two out, or give one another id in its dataset.yaml."
            files.report(DESCRIPTION, ("datasets", place, "dataset"), f"{member.dataset!r} again", "each once", cure)
        seen.add(member.dataset)
    if files.problems:
        raise DatasetProblems(files.problems)
    return found_collection.with_members({member.dataset: member for member in found_collection.datasets})


def refuse_no_collection(folder: Path) -> None:
    """Look whether a folder is a collection's, and finish first what a run that was killed has left in it.

    Raises:
        DatasetProblems: it is none.
    """
    if folder.is_dir():
        finish_interrupted(folder)
        _clear(folder)
    if not is_collection(folder):
        found = f"there is no file {DESCRIPTION} in it" if folder.is_dir() else "there is no such folder"
        cure = "Name a collection's folder, or make one: cohesion-graph collect add PLAN... --collection FOLDER."
        raise DatasetProblems([Problem(str(folder), 0, "", found, "a collection", cure)])


def _clear(folder: Path) -> None:
    """Remove what a build that was killed has left aside; one that is at work keeps its own."""
    if (folder / ASIDE).exists():
        with suppress(MisuseError, OSError), alone_at(folder):
            shutil.rmtree(folder / ASIDE, ignore_errors=True)


def path_in(folder: Path, dataset: Path) -> str:
    """How a collection names a dataset's folder: relative where both are below one folder that is not the root."""
    here, there = Path(os.path.realpath(folder)), Path(os.path.realpath(dataset))
    common = os.path.commonpath([here, there])
    if len(Path(common).parts) < 2:
        return there.as_posix()
    return Path(os.path.relpath(there, here)).as_posix()


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other runs from changing a collection meanwhile.

    Raises:
        MisuseError: another run is at it.
        CohesionError: the folder cannot be written to; nothing was changed.
    """
    try:
        with alone_at(folder):
            yield
    except OSError as error:
        raise CohesionError(f"{folder} cannot be written: {error.strerror}\n  Nothing was changed.") from error
