"""Plans that were opened before, kept in the user's own cache so that the same files need not be parsed again.

A plan is kept as it was settled and as it was read, names of officers covered, beside the digest of every file that it
was read from and of the program that read it. It is taken from there only where all of them are the same still: the
very bytes that passed every check. Anything else (a changed, new or missing file, another version, a damaged or foreign
cache) is read from the folder, and kept anew. Datasets are edited in their folder alone; nothing there is written.

The cache is a folder ``cohesion-graph`` where the system keeps such things (``XDG_CACHE_HOME``, ``LOCALAPPDATA``), one
file for each dataset folder; it may be removed at any time. ``COHESION_GRAPH_CACHE`` names another place, or ``off``.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cohesion_graph.folder.storage import FileFault, read_bytes
from cohesion_graph.model.dataset import CHECKED, Dataset
from cohesion_graph.model.settling import Unsettleable, settled

if TYPE_CHECKING:
    from hashlib import _Hash

__all__ = ["Known", "keep", "known"]

SWITCH = "COHESION_GRAPH_CACHE"
KEPT = 200
"""Datasets kept at most; those not opened for longest go first."""
_LARGEST = 200 * 2**20
_PARTS = ("model", "folder", "language", "plan.py", "persons.py", "status_words.py")
"""What a plan's records depend on in this program."""


class Known(NamedTuple):
    """A dataset as it was kept."""

    settled: Dataset
    """With the judgements on it carried out: what is asked and shown."""
    as_read: Callable[[], Dataset]
    """As its files tell it; parsed when it is asked for."""


def known(folder: Path) -> Known | None:
    """The dataset of a folder as it was kept, where every file is what it was then; None where it is to be read."""
    place = _place(folder)
    if place is None:
        return None
    try:
        if place.stat().st_size > _LARGEST or not _is_own(place):
            return None
        told, _, content = place.read_bytes().partition(b"\n")
        digest, *files = told.decode().split("\t")
        if digest != _digest_of(folder, files, content):
            return None
        shown, _, read = content.partition(b"\n")
        dataset = Dataset.model_validate_json(shown, context=CHECKED)
        with suppress(OSError):
            os.utime(place)  # what is used is kept
    except (OSError, ValueError, FileFault):
        return None
    return Known(dataset, lambda: Dataset.model_validate_json(read, context=CHECKED) if read else dataset)


def keep(folder: Path, dataset: Dataset) -> None:
    """Keep the dataset of a folder, read just now; where that cannot be, it is read again the next time.

    Args:
        folder: Where it was read from.
        dataset: It, names of officers covered.
    """
    place = _place(folder)
    if place is None:
        return
    try:
        shown = settled(dataset)
    except Unsettleable:
        return  # a dataset to be mended
    told = [shown] if shown is dataset else [shown, dataset]
    content = b"\n".join(one.model_dump_json(exclude_defaults=True).encode() for one in told)
    files = sorted({name for source in dataset.sources for name in (source.file, source.text_file) if name})
    with suppress(OSError, ValueError, FileFault):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = "\t".join((_digest_of(folder, files, content), *files)).encode()
        handle, beside = tempfile.mkstemp(dir=place.parent)  # readable by its owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(head + b"\n" + content)
            Path(beside).replace(place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        for old in sorted(place.parent.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)[KEPT:]:
            old.unlink(missing_ok=True)


def _place(folder: Path) -> Path | None:
    """The file in the cache for a dataset folder; None without a cache."""
    told = os.environ.get(SWITCH, "")
    if told == "off":
        return None
    with suppress(RuntimeError):  # no home
        base = Path(told) if told else _usual() / "cohesion-graph"
        name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()
        return base / f"{name}.json"
    return None


def _usual() -> Path:
    """Where the system keeps what may be made again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _is_own(place: Path) -> bool:
    """Whether nobody but this user can have written a file."""
    if sys.platform == "win32":
        return True
    return all((told := one.stat()).st_uid == os.getuid() and not told.st_mode & 0o022 for one in (place, place.parent))


def _digest_of(folder: Path, files: list[str], content: bytes) -> str:
    """The digest of all that a plan comes from, and of what is kept of it.

    Raises:
        FileFault: a file of the dataset cannot be read.
    """
    digest = hashlib.sha256(_program())
    for name in (*_described(folder), *files):
        _add(digest, name.encode(), read_bytes(folder, name))
    _add(digest, b"", content)
    return digest.hexdigest()


def _add(digest: _Hash, *parts: bytes) -> None:
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)


def _described(folder: Path) -> Iterator[str]:
    """The files that are read whatever a dataset says, those that are there."""
    yield from (name for name in ("dataset.yaml", "register.yaml") if (folder / name).exists())
    yield from (name for name in ("editorial.yaml", "updates.csv") if os.path.lexists(folder / name))
    yield from sorted(f"claims/{one.name}" for one in (folder / "claims").glob("*.yaml"))


@cache
def _program() -> bytes:
    """What tells this program from another: its version is not enough where it is worked on."""
    from cohesion_graph import __version__

    root = Path(__file__).parent.parent
    files = [
        one for part in _PARTS for one in ([root / part] if part.endswith(".py") else sorted((root / part).rglob("*")))
    ]
    told = [(one.name, (of := one.stat()).st_size, of.st_mtime_ns) for one in files if one.is_file()]
    return repr((__version__, sys.version_info[:3], [one for one in told if not one[0].endswith(".pyc")])).encode()
