"""Files in the user's own cache that count as long as a dataset's files, and the program, are what they were.

Each holds, in its first line, the digest of every file that its content comes from, of the program and of the content
itself. One that says anything else (a changed, new or missing file, another version, a damaged or foreign file) counts
for nothing. Nothing here imports the model, so that what is kept in plain form is found before anything is loaded.

The cache is a folder ``cohesion-graph`` where the system keeps such things (``XDG_CACHE_HOME``, ``LOCALAPPDATA``), one
file of each sort for a dataset folder; it may be removed at any time. ``COHESION_GRAPH_CACHE`` names another place, or
``off``.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cohesion_graph.folder.storage import FileFault, read_bytes

if TYPE_CHECKING:
    from hashlib import _Hash

__all__ = ["KEPT", "SWITCH", "Sort", "found", "keep"]

SWITCH = "COHESION_GRAPH_CACHE"
KEPT = 200
"""Files of a sort kept at most; those not used for longest go first."""
_LARGEST = 200 * 2**20


class Sort(NamedTuple):
    """What is kept."""

    ending: str
    """How the names of its files end."""
    parts: tuple[str, ...]
    """Files and folders of this program that it depends on."""


def found(folder: Path, sort: Sort) -> bytes | None:
    """What is kept of the dataset in a folder; None where nothing is, or not all is what it was."""
    place = _place(folder, sort)
    if place is None:
        return None
    try:
        if place.stat().st_size > _LARGEST or not _is_own(place):
            return None
        told, _, content = place.read_bytes().partition(b"\n")
        digest, *files = told.decode().split("\t")
        if digest != _digest_of(folder, sort, files, content):
            return None
        with suppress(OSError):
            os.utime(place)  # what is used is kept
    except (OSError, ValueError, FileFault):
        return None
    return content


def keep(folder: Path, sort: Sort, documents: Iterable[str], content: bytes, *, begun: int) -> None:
    """Keep what was made of a dataset just now; where that cannot be, it is made again the next time.

    Args:
        folder: The dataset's.
        sort: What it is.
        documents: The files of the dataset that its description names.
        content: What is kept.
        begun: When its making began, in nanoseconds: what was made of files that were changed meanwhile is not kept.
    """
    place = _place(folder, sort)
    if place is None:
        return
    files = sorted(documents)
    with suppress(OSError, ValueError, FileFault):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = "\t".join((_digest_of(folder, sort, files, content), *files)).encode()
        if any((folder / name).stat().st_mtime_ns > begun for name in (*_described(folder), *files)):
            return
        handle, beside = tempfile.mkstemp(dir=place.parent)  # readable by its owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(head + b"\n" + content)
            Path(beside).replace(place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        kept = place.parent.glob(f"*{sort.ending}")
        for old in sorted(kept, key=lambda one: one.stat().st_mtime, reverse=True)[KEPT:]:
            old.unlink(missing_ok=True)


def _place(folder: Path, sort: Sort) -> Path | None:
    """The file in the cache for a dataset folder; None without a cache."""
    told = os.environ.get(SWITCH, "")
    if told == "off":
        return None
    with suppress(RuntimeError):  # no home
        base = Path(told) if told else _usual() / "cohesion-graph"
        name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()
        return base / f"{name}{sort.ending}"
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


def _digest_of(folder: Path, sort: Sort, files: list[str], content: bytes) -> str:
    """The digest of all that comes into what is kept, and of itself.

    Raises:
        FileFault: a file of the dataset cannot be read.
    """
    digest = hashlib.sha256(_program(sort.parts))
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
def _program(parts: tuple[str, ...]) -> bytes:
    """What tells this program from another: its version is not enough where it is worked on."""
    from cohesion_graph import __version__

    root = Path(__file__).parent.parent
    files = [
        one for part in parts for one in ([root / part] if part.endswith(".py") else sorted((root / part).rglob("*")))
    ]
    told = [(one.name, (of := one.stat()).st_size, of.st_mtime_ns) for one in files if one.is_file()]
    return repr((__version__, sys.version_info[:3], [one for one in told if not one[0].endswith(".pyc")])).encode()
