"""What is wrong with a collection: datasets that changed or cannot be opened, tables that are not what was built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cohesion_graph.collections.bodies import BODIES, read_bodies
from cohesion_graph.collections.described import Collection, read_collection
from cohesion_graph.collections.extracting import Broken, look_at_all
from cohesion_graph.collections.manifest import Manifest, read_manifest
from cohesion_graph.files import digest_of_file
from cohesion_graph.tables.table import Column, Table

__all__ = ["check"]

_COLUMNS: Final = (
    Column("dataset", "The dataset it is about; empty where it is about the collection."),
    Column("kind", "changed, left-out, not-built, unknown, damaged, or in-order."),
    Column("what", "What was found, and what to do."),
)
_Row = tuple[str, str, str]


def check(folder: Path) -> Table:
    """A row for each dataset, in order or not, and one for each file of the tables that is not what was built.

    Nothing is opened: a dataset's files are read for their digest alone.

    Raises:
        DatasetProblems: the folder is no collection's, or ``collection.yaml`` or ``bodies.csv`` is not right.
        DataError: the list of built tables cannot be read.
    """
    collection, manifest = read_collection(folder), read_manifest(folder)
    rows = [*_datasets(folder, collection, manifest), *_judgements(folder, collection), *_files(folder, manifest)]
    wrong = sum(kind != "in-order" for _, kind, _ in rows)
    total = len(collection.datasets)
    told = f"{total} {'dataset' if total == 1 else 'datasets'}; {f'{wrong} to look at' if wrong else 'all in order'}."
    return Table("collection", _COLUMNS, tuple(rows), title=collection.title, notes=(told,))


def _datasets(folder: Path, collection: Collection, manifest: Manifest) -> Iterator[_Row]:
    places = list(collection.folders(folder).values())
    for member, seen in zip(collection.datasets, look_at_all(places), strict=True):
        key = member.dataset
        if isinstance(seen, Broken):
            yield (
                key,
                "left-out",
                f"{_in_a_line(seen.why)} Mend it or take it out: cohesion-graph collect remove {key}.",
            )
        elif seen.seen.dataset != key:
            yield key, "changed", f"it calls itself {seen.seen.dataset!r} now. Take it so: {_REFRESH}"
        elif seen.seen.digest != member.digest:
            told = f"its files have the digest {seen.seen.digest[:12]}…, and {member.digest[:12]}… was taken"
            yield key, "changed", f"{told}. If that is meant, take them: {_REFRESH}"
        elif key in manifest.left_out:
            yield key, "left-out", _in_a_line(manifest.left_out[key])
        elif manifest.digests.get(key) != member.digest:
            yield key, "not-built", f"it is not in the tables. Build them: {_REFRESH}"
        else:
            yield key, "in-order", ""
    for key in sorted(manifest.digests.keys() - {one.dataset for one in collection.datasets}):
        yield key, "changed", f"it is in the tables, and no longer in collection.yaml. Build them: {_REFRESH}"


def _in_a_line(problems: str) -> str:
    """Problems with their cures as sentences."""
    return " ".join(f"{line.strip().rstrip('.')}." for line in problems.splitlines() if line.strip())


def _judgements(folder: Path, collection: Collection) -> Iterator[_Row]:
    """Datasets whose bodies were judged and that are not in the collection: what was judged of them counts no more."""
    known = {one.dataset for one in collection.datasets}
    judged = Counter(one.dataset for one in read_bodies(folder).judgements)
    for key in sorted(judged.keys() - known):
        told = f"{BODIES} judges {judged[key]} of its bodies, and it is not in the collection"
        yield key, "unknown", f"{told}. Put its name there as it is now, or take those lines out."


_REFRESH = "cohesion-graph collect refresh."


def _files(folder: Path, manifest: Manifest) -> Iterator[_Row]:
    cure = "Build it again: cohesion-graph collect refresh --all."
    for name, digest in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file():
            yield "", "damaged", f"{name} is missing. {cure}"
        elif digest_of_file(path) != digest:
            yield "", "damaged", f"{name} is not as it was built. {cure}"
