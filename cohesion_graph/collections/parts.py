"""The Parquet files of a collection: a table is a folder of parts, a part holds some sixty datasets.

Which part a dataset is in is told by its key and the number of parts alone, and in a part the datasets stand sorted:
the same datasets make the same files, in whatever order they came. A change of one dataset writes one file of each
table. One file for each dataset would be thirteen times slower to ask (4,000 files with the rows of 190: 4.1 s against
0.3), one file for all would be written whole for every change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from cohesion_graph.collections.schema import SCHEMA_VERSION, TABLES, TYPES
from cohesion_graph.errors import DataError
from cohesion_graph.files import digest_of_file
from cohesion_graph.tables.parquet import arrow_schema

__all__ = ["VERSION_KEY", "file_of", "number_of_parts", "part_of", "read_part", "refuse_other_version", "write_part"]

_MOST: Final = 64
"""Datasets of a part, on average."""
VERSION_KEY: Final = b"cohesion-graph.schema"


def number_of_parts(datasets: int) -> int:
    """The least power of two that leaves a part no more than `_MOST` datasets on average: it changes seldom.

    >>> [number_of_parts(number) for number in (0, 64, 65, 12_000)]
    [1, 1, 2, 256]
    """
    parts = 1
    while parts * _MOST < datasets:
        parts *= 2
    return parts


def part_of(dataset: str, parts: int) -> int:
    """The part that a dataset is in."""
    return int(hashlib.sha256(dataset.encode()).hexdigest()[:12], 16) % parts


def file_of(table: str, part: int, parts: int) -> str:
    """A part's path inside the collection's folder.

    >>> file_of("links", 3, 16)
    'tables/links/part-00003-of-00016.parquet'
    """
    return f"tables/{table}/part-{part:05}-of-{parts:05}.parquet"


def write_part(path: Path, table: str, datasets: Mapping[str, Any]) -> str:
    """Write a part of a table from each dataset's rows by key; the digest of its bytes.

    Raises:
        OSError: it cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(TABLES[table].columns, TYPES).with_metadata({VERSION_KEY: SCHEMA_VERSION})
    tables = [datasets[key] for key in sorted(datasets)]
    rows = pa.concat_tables(tables) if tables else schema.empty_table()
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_arrays(rows.columns, schema=schema), path, compression="zstd")
    pa.default_memory_pool().release_unused()  # it would keep what the widest table took
    return digest_of_file(path)


def read_part(path: Path, wanted: Collection[str]) -> dict[str, Any]:
    """The rows of some datasets in a part, by key.

    Raises:
        DataError: the file is missing, damaged, or of another version.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    refuse_other_version(path)
    try:
        held = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowException) as error:
        raise _damaged(path, str(error)) from error
    keys = held.column("dataset").combine_chunks().dictionary_encode() if len(held) else None
    found = {key: held.slice(0, 0) for key in wanted}
    if keys is not None:
        for first, last, number in _runs(keys.indices.to_pylist()):
            if (key := keys.dictionary[number].as_py()) in found:
                found[key] = held.slice(first, last - first)
    return found


def _runs(numbers: list[int]) -> list[tuple[int, int, int]]:
    """Where each number stands: first place, place after the last, the number; they come one after the other."""
    found: list[tuple[int, int, int]] = []
    for place, number in enumerate(numbers):
        if found and found[-1][2] == number:
            found[-1] = (found[-1][0], place + 1, number)
        else:
            found.append((place, place + 1, number))
    return found


def refuse_other_version(path: Path) -> None:
    """Look whether a file is a part as this version of the package writes them.

    Raises:
        DataError: it is missing, damaged, or of another version.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowException) as error:
        raise _damaged(path, str(error)) from error
    version = metadata.get(VERSION_KEY, b"none").decode("utf-8", "replace")
    if version != SCHEMA_VERSION:
        raise DataError(
            f"{path} has tables of version {version}\n  Expected: version {SCHEMA_VERSION}\n"
            "  Build them again: cohesion-graph collect refresh --all."
        )


def _damaged(path: Path, why: str) -> DataError:
    first = why.splitlines()[0] if why else "no reason given"
    return DataError(
        f"{path} cannot be read: {first}\n  Expected: a Parquet file of the collection\n"
        "  Build it again: cohesion-graph collect refresh --all."
    )
