"""Adding datasets to a collection, taking them out, and bringing it up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cohesion_graph.collections.building import Report, Tell, build
from cohesion_graph.collections.described import Collection, is_collection, read_collection
from cohesion_graph.collections.extracting import Broken, Task, look
from cohesion_graph.collections.processes import in_processes
from cohesion_graph.errors import BadParameter, CohesionError, DataError, UnknownName
from cohesion_graph.lock import alone_at
from cohesion_graph.model.ids import mint_slug

__all__ = ["add", "refresh", "remove"]

_MANY = 64
"""Folders that are looked at in this process; of more, several processes look."""


def add(folder: Path, datasets: Sequence[Path], *, title: str = "", publisher: str = "", tell: Tell = None) -> Report:
    """Add datasets to a collection, which is made where there is none; what was there and changed is taken again.

    Args:
        folder: The collection's folder.
        datasets: Folders of datasets.
        title: Its title; needed where it is new.
        publisher: Who publishes it.
        tell: Is told how far it is.

    Returns:
        What was done. A dataset that cannot be opened is named in it and not added; the others are.

    Raises:
        BadParameter: the collection is new and has no title.
        DataError: two datasets have one key.
        CohesionError: nothing was changed, and why.
    """
    with _alone(folder):
        collection = _described(folder, title, publisher)
        members = _at(folder, collection)
        new = [one for one in dict.fromkeys(Path(path).resolve() for path in datasets) if one not in members.values()]
        seen = list(_looked([*members.values(), *new]))
        tasks, left_out = _by_key(list(members), seen[: len(members)])
        refused = {str(one.folder): one.why for one in seen[len(members) :] if isinstance(one, Broken)}
        for one in seen[len(members) :]:
            if isinstance(one, Task):
                _enter(tasks, one)
        report = build(folder, collection, tasks, left_out, tell=tell)
        return Report(report.opened, report.kept, report.removed, {**report.left_out, **refused}, report.files)


def remove(folder: Path, names: Iterable[str], *, tell: Tell = None) -> Report:
    """Take datasets out of a collection, by key, by the last part of it, or by folder; their own files stay.

    Raises:
        UnknownName: no dataset of the collection is called so.
        BadParameter: several are.
    """
    with _alone(folder):
        collection = read_collection(folder)
        gone = {_called(folder, collection, name) for name in names}
        members = {key: path for key, path in _at(folder, collection).items() if key not in gone}
        kept = collection.with_members({one.dataset: one for one in collection.datasets if one.dataset in members})
        tasks, left_out = _by_key(list(members), list(_looked(list(members.values()))))
        return build(folder, kept, tasks, left_out, tell=tell)


def refresh(folder: Path, *, afresh: bool = False, tell: Tell = None) -> Report:
    """Open the datasets that changed, and build the tables anew where they are in them.

    Args:
        folder: The collection's folder.
        afresh: Open all datasets, and build all tables.
        tell: Is told how far it is.
    """
    with _alone(folder):
        collection = read_collection(folder)
        members = _at(folder, collection)
        tasks, left_out = _by_key(list(members), list(_looked(list(members.values()))))
        return build(folder, collection, tasks, left_out, afresh=afresh, tell=tell)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        with alone_at(folder):
            yield
    except OSError as error:
        raise CohesionError(f"{folder} cannot be written: {error.strerror}\n  Nothing was changed.") from error


def _described(folder: Path, title: str, publisher: str) -> Collection:
    if is_collection(folder):
        before = read_collection(folder)
        changes = {name: value for name, value in (("title", title), ("publisher", publisher)) if value}
        return before.model_copy(update=changes)
    if folder.is_dir() and (folder / "dataset.yaml").exists():
        raise BadParameter(f"{folder} is a dataset's folder\n  Give the collection one of its own.")
    if not title:
        raise BadParameter(f"{folder} is a new collection and needs a title\n  Give it with --title.")
    return Collection(id=mint_slug(title) or "collection", title=title, publisher=publisher)


def _at(folder: Path, collection: Collection) -> dict[str, Path]:
    """Where each member is, by its key."""
    return {one.dataset: (folder / one.path).resolve() for one in collection.datasets}


def _looked(folders: Sequence[Path]) -> Iterator[Task | Broken]:
    return in_processes(look, folders, few=_MANY)


def _by_key(keys: Sequence[str], seen: Sequence[Task | Broken]) -> tuple[dict[str, Task], dict[str, str]]:
    """The members by what they call themselves now, and those that cannot be looked at by what they were called."""
    tasks: dict[str, Task] = {}
    left_out = {key: one.why for key, one in zip(keys, seen, strict=True) if isinstance(one, Broken)}
    for one in seen:
        if isinstance(one, Task):
            _enter(tasks, one)
    return tasks, left_out


def _enter(tasks: dict[str, Task], task: Task) -> None:
    """Enter a dataset under its key.

    Raises:
        DataError: another dataset has it.
    """
    other = tasks.get(task.seen.dataset)
    if other is not None and other.folder != task.folder:
        raise DataError(
            f"two datasets are called {task.seen.dataset!r}: {other.folder} and {task.folder}\n"
            "  Expected: each once\n"
            "  Add one of them, or give one another id in its dataset.yaml. Nothing was changed."
        )
    tasks[task.seen.dataset] = task


def _called(folder: Path, collection: Collection, name: str) -> str:
    """The key of the dataset that a name stands for."""
    keys = [one.dataset for one in collection.datasets]
    if name in keys:
        return name
    found = [key for key in keys if key.partition("/")[2] == name]
    place = Path(name).resolve()
    found = found or [key for key, path in _at(folder, collection).items() if path == place]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadParameter(f"{name!r} names {len(found)} datasets\n  Write {' or '.join(map(repr, found))}.")
    raise UnknownName("dataset of the collection", name, keys, "List them with: cohesion-graph collect check.")
