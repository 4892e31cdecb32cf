"""Plans that were opened before, kept in the user's own cache so that the same files need not be parsed again.

A plan is kept as it was settled and as it was read, names of officers covered. It is taken from there only where every
file of the dataset is what it was (`folder.kept`): the very bytes that passed every check. Anything else is read from
the folder, and kept anew. Datasets are edited in their folder alone; nothing there is written.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from cohesion_graph.folder import kept
from cohesion_graph.model.dataset import CHECKED, Dataset
from cohesion_graph.model.settling import Unsettleable, settled

__all__ = ["PARTS", "Known", "documents_of", "keep", "known"]

PARTS = ("model", "folder", "language", "plan.py", "persons.py", "status_words.py")
"""What a plan's records depend on in this program."""
_PLANS = kept.Sort(".json", PARTS)


class Known(NamedTuple):
    """A dataset as it was kept."""

    settled: Dataset
    """With the judgements on it carried out: what is asked and shown."""
    as_read: Callable[[], Dataset]
    """As its files tell it; parsed when it is asked for."""


def known(folder: Path) -> Known | None:
    """The dataset of a folder as it was kept, where every file is what it was then; None where it is to be read."""
    if (found := kept.found(folder, _PLANS)) is None:
        return None
    shown, _, read = found.partition(b"\n")
    try:
        dataset = Dataset.model_validate_json(shown, context=CHECKED)
    except ValueError:
        return None
    return Known(dataset, lambda: Dataset.model_validate_json(read, context=CHECKED) if read else dataset)


def keep(folder: Path, dataset: Dataset, *, begun: int) -> None:
    """Keep the dataset of a folder, read just now; where that cannot be, it is read again the next time.

    Args:
        folder: Where it was read from.
        dataset: It, names of officers covered.
        begun: When that began, in nanoseconds.
    """
    try:
        shown = settled(dataset)
    except Unsettleable:
        return  # a dataset to be mended
    told = [shown] if shown is dataset else [shown, dataset]
    content = b"\n".join(one.model_dump_json(exclude_defaults=True).encode() for one in told)
    kept.keep(folder, _PLANS, documents_of(dataset), content, begun=begun)


def documents_of(dataset: Dataset) -> set[str]:
    """The files of a dataset that its description names: documents and their texts."""
    return {name for source in dataset.sources for name in (source.file, source.text_file) if name}
