"""One dataset's rows for the tables of a collection: opened, derived, and let go of."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from cohesion_graph.collections.digests import Seen, digest_of, look_at
from cohesion_graph.collections.fetching import open_member
from cohesion_graph.collections.processes import in_processes
from cohesion_graph.collections.schema import KEYS, TABLES, TYPES
from cohesion_graph.collector import collector_at_rest
from cohesion_graph.derive import Derivation
from cohesion_graph.errors import CohesionError
from cohesion_graph.tables.parquet import arrow_table

__all__ = ["Broken", "Extracted", "Task", "extract", "look_at_all", "rows_of"]

_MANY: Final = 64
"""Folders that are looked at in this process; of more, several processes look."""


class Task(NamedTuple):
    """A dataset to open."""

    folder: Path
    seen: Seen
    address: str = ""
    """Where it was fetched from just now, for a new one."""


class Broken(NamedTuple):
    """A dataset that cannot be taken, and why, in words."""

    why: str


class Extracted(NamedTuple):
    """A dataset's rows: a ``pyarrow.Table`` by the table's name."""

    tables: dict[str, Any]


def look_at_all(folders: Sequence[Path]) -> Iterator[Task | Broken]:
    """What each dataset's folder shows from outside, or why it shows nothing; in their order."""
    return in_processes(_look, folders, few=_MANY)


def _look(folder: Path) -> Task | Broken:
    try:
        return Task(folder, look_at(folder))
    except CohesionError as error:
        return Broken(str(error))
    except OSError as error:
        return Broken(f"{error.filename}: {error.strerror}")


def extract(task: Task) -> Extracted | Broken:
    """The rows of a dataset, or why there are none."""
    try:
        with collector_at_rest():
            tables = dict(rows_of(open_member(task.folder).derivation, task.seen.dataset))
            gc.collect()  # what the dataset left; not all that was imported, which takes as long as reading it
        if digest_of(task.folder) != task.seen.digest:
            return Broken("its files were changed while they were read\n  Refresh the collection again.")
    except CohesionError as error:
        return Broken(str(error))
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one plan, the others stand
        return Broken(f"it cannot be opened: {type(error).__name__}: {error}")
    return Extracted(tables)


def rows_of(derivation: Derivation, dataset: str) -> Iterator[tuple[str, Any]]:
    """Every table's name with the dataset's rows."""
    for name, table in TABLES.items():
        keyed = ((dataset, number, *row) for number, row in enumerate(table.rows(derivation), 1))
        yield name, arrow_table(table.columns, _checked(keyed, len(table.columns)), TYPES)


def _checked(rows: Iterable[tuple[Any, ...]], width: int) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        assert len(row) == width, f"{len(KEYS)} keys and {width} columns in all, {len(row)} cells"
        yield row
