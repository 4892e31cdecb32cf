"""All plans of a collection as N-Quads, one dataset after the other: no more than a few stand in memory."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import Final

from cohesion_graph.collections.building import Tell
from cohesion_graph.collections.described import read_collection
from cohesion_graph.collections.fetching import open_member
from cohesion_graph.collections.processes import in_processes
from cohesion_graph.collector import collector_at_rest
from cohesion_graph.errors import CohesionError, DataError
from cohesion_graph.files import packed, written_whole

__all__ = ["write_nquads"]

_LEVEL: Final = 3
"""Of compression: N-Quads become a twenty-fifth; the next levels take twice as long for a tenth or a quarter less."""


def write_nquads(folder: Path, file: Path, *, tell: Tell = None) -> int:
    """Write the collection's plans as N-Quads; how many there are. A file that ends in ``.gz`` is compressed.

    A compressed file is made of one compressed stretch for each dataset, which every reader of gzip takes as one.

    Raises:
        DataError: a dataset cannot be opened; no file is written.
        CohesionError: the file cannot be written.
    """
    collection = read_collection(folder)
    places = list(collection.folders(folder).values())
    work = partial(_quads, is_packed=file.name.endswith(".gz"))
    try:
        with written_whole(file) as out:
            for number, content in enumerate(in_processes(work, places)):
                out.write(content)
                if tell is not None:
                    tell(number + 1, len(places))
    except OSError as error:
        raise CohesionError(f"{file} cannot be written: {error.strerror}\n  Nothing was changed.") from error
    return len(places)


def _quads(folder: Path, *, is_packed: bool) -> bytes:
    """A dataset's N-Quads."""
    from cohesion_graph.rdf.describe import describe
    from cohesion_graph.rdf.lines import blocks

    try:
        with collector_at_rest():
            pieces = blocks(describe(open_member(folder).derivation))
            content = b"".join(packed(pieces, _LEVEL) if is_packed else pieces)
            gc.collect()  # what the dataset left
            return content
    except CohesionError as error:
        raise DataError(f"{folder} cannot be opened:\n  {error}") from None
