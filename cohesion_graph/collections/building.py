"""Building a collection's tables: what changed is opened and written again, and all of it takes its place at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from cohesion_graph.collections.bodies import BODIES, renamed
from cohesion_graph.collections.catalogue import CATALOGUE, catalogue_of
from cohesion_graph.collections.described import ASIDE, DESCRIPTION, Collection, Member, path_in
from cohesion_graph.collections.extracting import Broken, Extracted, Task, extract
from cohesion_graph.collections.fetching import FETCHED
from cohesion_graph.collections.manifest import BUILT_FROM, MANIFEST, Manifest, data_package_of, read_manifest
from cohesion_graph.collections.parts import file_of, number_of_parts, part_of, read_part, write_part
from cohesion_graph.collections.processes import in_processes
from cohesion_graph.collections.schema import DATASETS, SCHEMA_VERSION, TABLES
from cohesion_graph.errors import CohesionError
from cohesion_graph.folder.storage import replace_files
from cohesion_graph.tables.data_package import json_text

__all__ = ["Report", "Tell", "build"]

Tell = Any
"""Called with how many datasets are done, how many there are, and what comes next (`cli.progress.Tell`); or None."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build came to."""

    opened: tuple[str, ...] = ()
    """Datasets that were opened, by key, sorted."""
    kept: int = 0
    """Datasets that were as they had been, and were not opened."""
    removed: tuple[str, ...] = ()
    """Datasets whose rows are no longer in the tables."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """What datasets of the collection call themselves now, by what they were called; judgements follow."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Datasets that could not be taken, and why."""
    files: int = 0
    """Files that were written."""
    unreached: Mapping[str, str] = field(default_factory=dict)
    """Datasets that could not be fetched again, and why; they are as they had been."""

    def __str__(self) -> str:
        total = len(self.opened) + self.kept
        told = f"{total} {'dataset' if total == 1 else 'datasets'} in the collection"
        parts = [f"{len(self.opened)} opened, {self.kept} as they were"]
        parts += [f"{len(self.renamed)} renamed"] if self.renamed else []
        parts += [f"{len(self.removed)} taken out"] if self.removed else []
        parts += [f"{len(self.left_out)} left out"] if self.left_out else []
        parts += [f"{len(self.unreached)} not reached"] if self.unreached else []
        return f"{told}: {', '.join(parts)}; {self.files} {'file' if self.files == 1 else 'files'} written"


def build(
    folder: Path,
    collection: Collection,
    tasks: Mapping[str, Task],
    left_out: Mapping[str, str],
    *,
    afresh: bool = False,
    tell: Tell = None,
) -> Report:
    """Bring a collection's folder to the datasets given; all of it changes at once, or none.

    Args:
        folder: The collection's folder, which nobody else writes to meanwhile.
        collection: What it says of itself; its datasets are replaced.
        tasks: The datasets that it is to have, by key.
        left_out: Members that could not even be looked at, and why: they stay listed.
        afresh: Open all datasets, whatever was built before.
        tell: Is told how far it is.

    Raises:
        CohesionError: a file cannot be written, or one that was built before cannot be read: nothing was changed.
    """
    aside = folder / ASIDE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        return _Build(folder, aside, tasks, afresh=afresh, tell=tell).run(collection, left_out)
    except OSError as error:
        told = f"{folder} cannot be written: {error.strerror or error}"
        raise CohesionError(f"{told}\n  The old collection is untouched.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


class _Build:
    def __init__(self, folder: Path, aside: Path, tasks: Mapping[str, Task], *, afresh: bool, tell: Tell) -> None:
        self.folder, self.aside, self.tasks, self.tell = folder, aside, tasks, tell
        self.before = Manifest() if afresh else read_manifest(folder)
        self.held_before = set(self.before.digests)
        if self.before.version != SCHEMA_VERSION:
            self.before = Manifest()
        self.parts = number_of_parts(len(tasks))
        self.members = _by_part(tasks, self.parts)
        self.members_before = _by_part(self.before.digests, self.parts)
        self.fresh = [
            [key for key in members if self.before.digests.get(key) != tasks[key].seen.digest]
            for members in self.members
        ]
        self.broken: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.written: dict[str, Path] = {}

    def run(self, collection: Collection, left_out: Mapping[str, str]) -> Report:
        """Write aside what is new, and let it take its place."""
        stream = self._extracted()
        for part in range(self.parts):
            self._build_part(part, stream)
        digests = {key: task.seen.digest for key, task in self.tasks.items() if key not in self.broken}
        manifest = Manifest(self.parts, digests, {**left_out, **self.broken}, self.files)
        members = {one.dataset: one for one in collection.datasets if one.dataset in left_out}
        known = {one.path: one.address for one in collection.datasets}
        for key, task in self.tasks.items():
            path = path_in(self.folder, task.folder)
            address = task.address or known.get(path, "")
            members[key] = Member(path=path, dataset=key, digest=task.seen.digest, address=address)
        now = {one.path: key for key, one in members.items()}
        names = {
            one.dataset: now[one.path] for one in collection.datasets if now.get(one.path, one.dataset) != one.dataset
        }
        collection = collection.with_members(members)
        contents: dict[str, bytes | Path] = {
            DESCRIPTION: collection.as_yaml(),
            MANIFEST: data_package_of(collection, manifest),
            BUILT_FROM: json_text(dict(sorted(digests.items()))),
            CATALOGUE: catalogue_of(collection, self._dataset_rows()),
        }
        contents = {name: content for name, content in contents.items() if not self._is_as_it_was(name, content)}
        contents |= self.written
        if names and (judged := renamed(self.folder, names)) is not None:
            contents[BODIES] = judged
        gone = set(self._built_before()) - set(self.files)
        gone |= self._fetched() - {one.path for one in collection.datasets}
        replace_files(self.folder, contents, sorted(gone))
        opened = tuple(sorted(set(chain(*self.fresh)) - set(self.broken)))
        removed = tuple(sorted(self.held_before - set(digests) - names.keys()))
        kept = len(digests) - len(opened)
        return Report(opened, kept, removed, names, {**left_out, **self.broken}, len(contents))

    def _built_before(self) -> list[str]:
        """Files of tables in the folder, whoever listed them: none of an older build stays beside those of this one."""
        found = (self.folder / "tables").glob("*/part-*-of-*.parquet")
        return [path.relative_to(self.folder).as_posix() for path in found]

    def _fetched(self) -> set[str]:
        """Files that were fetched, in the folder."""
        return {path.relative_to(self.folder).as_posix() for path in (self.folder / FETCHED).glob("*")}

    def _extracted(self) -> Iterator[Extracted | Broken]:
        tasks = [self.tasks[key] for key in chain(*self.fresh)]
        for number, outcome in enumerate(in_processes(extract, tasks)):
            if self.tell is not None:
                self.tell(number + 1, len(tasks))
            yield outcome

    def _build_part(self, part: int, stream: Iterator[Extracted | Broken]) -> None:
        """Write the files of a part aside, unless they are as they were."""
        fresh: dict[str, dict[str, Any]] = {}
        for key in self.fresh[part]:
            outcome = next(stream)
            if isinstance(outcome, Extracted):
                fresh[key] = outcome.tables
            else:
                self.broken[key] = outcome.why
        kept = [key for key in self.members[part] if key not in fresh and key not in self.broken]
        names = {table: file_of(table, part, self.parts) for table in TABLES}
        if not fresh and self._holds(part, kept):
            self.files |= {name: self.before.files[name] for name in names.values()}
            return
        for table, name in names.items():
            rows = {key: tables.pop(table) for key, tables in fresh.items()} | self._kept_rows(table, kept)
            path = self.aside / name
            self.files[name] = write_part(path, table, rows)
            if self.before.files.get(name) != self.files[name] or not (self.folder / name).is_file():
                self.written[name] = path

    def _holds(self, part: int, members: list[str]) -> bool:
        """Whether the part that was built before holds these datasets and no others."""
        if self.before.parts != self.parts:
            return False
        return self.members_before[part] == members and all(
            (self.folder / file_of(table, part, self.parts)).is_file() for table in TABLES
        )

    def _kept_rows(self, table: str, keys: list[str]) -> dict[str, Any]:
        """The rows of datasets that did not change, from the files that hold them."""
        places: dict[int, list[str]] = {}
        for key in keys:
            places.setdefault(part_of(key, self.before.parts), []).append(key)
        found: dict[str, Any] = {}
        for part, wanted in places.items():
            found |= read_part(self.folder / file_of(table, part, self.before.parts), wanted)
        return found

    def _dataset_rows(self) -> list[dict[str, Any]]:
        """The rows of the table of datasets, from the files as they will be; sorted by key."""
        import pyarrow.parquet as pq

        rows: list[dict[str, Any]] = []
        for part in range(self.parts):
            name = file_of(DATASETS, part, self.parts)
            rows += pq.ParquetFile(self.written.get(name, self.folder / name)).read().to_pylist()
        return sorted(rows, key=lambda row: str(row["dataset"]))

    def _is_as_it_was(self, name: str, content: bytes | Path) -> bool:
        path = self.folder / name
        return isinstance(content, bytes) and path.is_file() and path.read_bytes() == content


def _by_part(keys: Iterable[str], parts: int) -> list[list[str]]:
    """The datasets of each part, sorted."""
    found: list[list[str]] = [[] for _ in range(parts)]
    for key in sorted(keys):
        found[part_of(key, parts)].append(key)
    return found
