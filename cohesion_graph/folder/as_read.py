"""``as-read.sha256``: what tells a dataset whose claims are the reader's alone from one that a person changed.

Judgements stand apart from what was read (``editorial.yaml``), and so do the title and the terms of use. Where nothing
else was changed, what a later version of the program does not find in the same documents was an error of the earlier
one; where something was, it may be a person's correction, which no program may take back.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from cohesion_graph.folder.storage import FileFault, read_bytes
from cohesion_graph.model.dataset import Dataset

__all__ = ["AS_READ", "is_as_read", "stamp_of"]

AS_READ: Final = "as-read.sha256"
_PARTS: Final = {"sources", "registry", "plan", "readings"}
"""What the reader makes of documents."""


def stamp_of(dataset: Dataset) -> bytes:
    """The content of `AS_READ` for a dataset that was just read, names readable."""
    told = dataset.model_dump_json(include=_PARTS, exclude_defaults=True)  # what later versions add to records is apart
    return f"{hashlib.sha256(told.encode()).hexdigest()}\n".encode()


def is_as_read(folder: Path, dataset: Dataset) -> bool:
    """Whether nobody changed what was read into a folder.

    Args:
        folder: The dataset's folder.
        dataset: What it holds, names readable.
    """
    try:
        return read_bytes(folder, AS_READ) == stamp_of(dataset)
    except FileFault:  # there is none: it was made by hand, or by an earlier version
        return False
