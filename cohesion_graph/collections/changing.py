"""Adding datasets to a collection, taking them out, and bringing it up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cohesion_graph.collections.building import Report, Tell, build
from cohesion_graph.collections.described import Collection, alone_in, is_collection, read_collection
from cohesion_graph.collections.extracting import Broken, Task, look_at_all
from cohesion_graph.collections.fetching import fetch, is_address
from cohesion_graph.errors import BadParameter, DataError, UnknownName
from cohesion_graph.folder.storage import replace_files
from cohesion_graph.model.ids import mint_slug

__all__ = ["add", "refresh", "remove"]


def add(
    folder: Path, datasets: Sequence[Path | str], *, title: str = "", publisher: str = "", tell: Tell = None
) -> Report:
    """Add datasets to a collection, which is made where there is none; what was there and changed is taken again.

    Args:
        folder: The collection's folder.
        datasets: Folders of datasets, or addresses of the linked data of plans that others publish (`fetching`).
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
    with alone_in(folder):
        collection = _described(folder, title, publisher)
        members = collection.folders(folder)
        held = set(members.values())
        addresses = [str(one) for one in datasets if is_address(str(one))]
        paths = [Path(one).resolve() for one in datasets if not is_address(str(one))]
        fetched, unreached = _fetched(folder, collection, addresses)
        paths += [folder.resolve() / name for name in fetched]
        new = {str(path): path for path in paths if path not in held}
        tasks, left_out = _by_key(members | new)
        refused = {name: left_out.pop(name) for name in new if name in left_out}
        told = {folder.resolve() / name: address for name, address in fetched.items()}
        tasks = {key: task._replace(address=told.get(task.folder, "")) for key, task in tasks.items()}
        report = build(folder, collection, tasks, left_out, tell=tell)
        return replace(report, left_out={**report.left_out, **refused, **unreached})


def _fetched(folder: Path, collection: Collection, addresses: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Keep plans as they are at their addresses now; address by path in the folder, and why some are not there.

    Raises:
        DataError: a plan is in the collection already, from elsewhere.
    """
    places = {one.dataset: one.address or one.path for one in collection.datasets}
    kept: dict[str, str] = {}
    why: dict[str, str] = {}
    contents: dict[str, bytes | Path] = {}
    for address in addresses:
        try:
            found = fetch(address)
        except DataError as error:
            why[address] = str(error)
            continue
        if (other := places.setdefault(found.dataset, address)) != address:
            raise DataError(
                f"two datasets are called {found.dataset!r}: {other} and {address}\n"
                "  Expected: each once\n  Take one of them out first. Nothing was changed."
            )
        kept[found.file], contents[found.file] = address, found.content
    if contents:
        replace_files(folder, contents)
    return kept, why


def remove(folder: Path, names: Iterable[str], *, tell: Tell = None) -> Report:
    """Take datasets out of a collection, by key, by the last part of it, or by folder; their own files stay.

    Raises:
        UnknownName: no dataset of the collection is called so.
        BadParameter: several are.
    """
    with alone_in(folder):
        collection = read_collection(folder)
        gone = {_called(folder, collection, name) for name in names}
        kept = collection.with_members({one.dataset: one for one in collection.datasets if one.dataset not in gone})
        return build(folder, kept, *_by_key(kept.folders(folder)), tell=tell)


def refresh(folder: Path, *, afresh: bool = False, tell: Tell = None) -> Report:
    """Open the datasets that changed, and build the tables anew where they are in them.

    What others publish is fetched again; where it cannot be reached it stays as it was.

    Args:
        folder: The collection's folder.
        afresh: Open all datasets, and build all tables.
        tell: Is told how far it is.
    """
    with alone_in(folder):
        collection = read_collection(folder)
        names = {address: one.dataset for one in collection.datasets if (address := one.address)}
        _, why = _fetched(folder, collection, names)
        report = build(folder, collection, *_by_key(collection.folders(folder)), afresh=afresh, tell=tell)
        return replace(report, unreached={names[address]: told for address, told in why.items()})


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


def _by_key(folders: Mapping[str, Path]) -> tuple[dict[str, Task], dict[str, str]]:
    """Datasets by what they call themselves now, and why some cannot be looked at, by what they were called.

    Raises:
        DataError: two call themselves the same.
    """
    tasks: dict[str, Task] = {}
    left_out: dict[str, str] = {}
    for name, seen in zip(folders, look_at_all(list(folders.values())), strict=True):
        if isinstance(seen, Broken):
            left_out[name] = seen.why
            continue
        other = tasks.setdefault(seen.seen.dataset, seen)
        if other.folder != seen.folder:
            raise DataError(
                f"two datasets are called {seen.seen.dataset!r}: {other.folder} and {seen.folder}\n"
                "  Expected: each once\n"
                "  Add one of them, or give one another id in its dataset.yaml. Nothing was changed."
            )
    return tasks, left_out


def _called(folder: Path, collection: Collection, name: str) -> str:
    """The key of the dataset that a name stands for."""
    keys = [one.dataset for one in collection.datasets]
    if name in keys:
        return name
    found = [key for key in keys if key.partition("/")[2] == name]
    place = Path(name).resolve()
    found = found or [key for key, path in collection.folders(folder).items() if path == place]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadParameter(f"{name!r} names {len(found)} datasets\n  Write {' or '.join(map(repr, found))}.")
    raise UnknownName("dataset of the collection", name, keys, "List them with: cohesion-graph collect check.")
