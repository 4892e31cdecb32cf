"""Files of a folder: read within bounds, and replaced all together or not at all."""

from __future__ import annotations

import errno
import json
import logging
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from cohesion_graph.errors import DataError
from cohesion_graph.lock import alone, clear_lock, lock_beside

__all__ = ["LARGEST", "FileFault", "finish_interrupted", "read_bytes", "replace_files"]

_LOG = logging.getLogger(__name__)

LARGEST = 24 * 1024 * 1024
"""Largest file read, in bytes (24 MiB); a plan of 10,000 actions with two milestones each stays below it."""

_ASIDE = ".saving"
_READY = "ready.json"
_LOCK = ".saving.lock"


class FileFault(DataError):
    """A file that cannot be read: `found`, `expected` and `cure` in words."""

    def __init__(self, found: str, expected: str, cure: str) -> None:
        super().__init__(f"{found}\n  Expected: {expected}\n  {cure}")
        self.found, self.expected, self.cure = found, expected, cure


def read_bytes(folder: Path, name: str) -> bytes:
    """The bytes of a file inside the folder.

    Raises:
        FileFault: it is missing, outside the folder (also through a link), not a file, or larger than `LARGEST`.
    """
    path = _inside(folder, name)
    try:
        if not path.is_file():
            raise FileFault(f"there is no file {name}", "the file", "Put it there, or correct the path.")
        if (size := path.stat().st_size) > LARGEST:
            found = f"{name} has {size:,} bytes"
            raise FileFault(found, f"at most {LARGEST:,}", "Keep only the pages that hold the plan.")
        return path.read_bytes()
    except OSError as error:
        raise FileFault(f"{name} cannot be read: {error.strerror}", "a readable file", "Check permissions.") from error


def _inside(folder: Path, name: str) -> Path:
    """Where a file of the folder is; `FileFault` if its path leads elsewhere, links followed."""
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts or "\\" in name or ":" in name or not relative.parts:
        raise FileFault(f"the path {name!r}", "a path inside the dataset folder", "Move the file into the folder.")
    path = folder.joinpath(*relative.parts)
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise FileFault(f"{name} leads out of the folder", "a file inside it", "Copy the file into the folder.")
    return path


def replace_files(folder: Path, contents: Mapping[str, bytes | Path], removed: Iterable[str] = ()) -> None:
    """Write and remove files of a folder so that a crash at any moment leaves either all old or all new ones.

    New contents are written aside and flushed to disk, then a list of them (the point of no return), then each is
    renamed into place. `finish_interrupted` completes a run that was stopped after that point, and drops one stopped
    before it; reading a dataset calls it first.

    Args:
        folder: Where; made if it is not there.
        contents: What to write, by the path inside the folder: bytes, or a file on the same disk that is moved there.
        removed: Paths of files that go.

    Raises:
        MisuseError: another run is writing to the folder.
        OSError: the files cannot be written; all old ones are as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder / _LOCK, folder):
        _finish_what_was_left(folder)
        gone = [name for name in removed if name not in contents and os.path.lexists(_inside(folder, name))]
        if contents or gone:
            for name in contents:  # what cannot take its place is found before the point of no return
                _make_place(_inside(folder, name))
            _write_aside(folder / _ASIDE, contents, gone)
            _finish(folder)


def finish_interrupted(folder: Path) -> None:
    """Complete, or drop, a replacement of files that was interrupted, and say so in the log.

    Nothing to do in a folder at rest. Lock files of runs that were killed are cleared.

    Raises:
        MisuseError: it is not interrupted: another run is writing to the folder.
        FileFault: what it left is not what `replace_files` leaves.
    """
    if (folder / _ASIDE).is_dir():
        with alone(folder / _LOCK, folder):
            _finish_what_was_left(folder)
    for lock in (folder / _LOCK, lock_beside(folder)):
        clear_lock(lock)


def _finish_what_was_left(folder: Path) -> None:
    if (folder / _ASIDE).is_dir():
        is_ready = (folder / _ASIDE / _READY).is_file()
        _finish(folder)
        done = "finished: the new files are in place" if is_ready else "dropped: the old files are as they were"
        _LOG.warning("A run that was killed had not finished writing to %s; that is %s.", folder, done)


def _make_place(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))


def _write_aside(aside: Path, contents: Mapping[str, bytes | Path], removed: Sequence[str]) -> None:
    aside.mkdir()
    try:
        names = sorted(contents)
        for number, name in enumerate(names):
            content = contents[name]
            if isinstance(content, bytes):
                _write_flushed(aside / str(number), content)
            else:
                _flush(content)
                content.replace(aside / str(number))
        listed = json.dumps({"written": names, "removed": removed})
        _write_flushed(aside / f"{_READY}.part", listed.encode())
        (aside / f"{_READY}.part").replace(aside / _READY)
    except BaseException:
        if not (aside / _READY).exists():
            shutil.rmtree(aside, ignore_errors=True)
        raise


def _finish(folder: Path) -> None:
    aside = folder / _ASIDE
    if not aside.is_dir():
        return
    ready = aside / _READY
    if ready.is_file():
        # a folder may come from anybody: no name in it is taken for a place before it is looked at
        written, removed = ([_inside(folder, name) for name in names] for names in _listed(ready))
        for number, target in enumerate(written):
            content = aside / str(number)
            if content.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                content.replace(target)
        for target in removed:
            target.unlink(missing_ok=True)
        ready.unlink()
    shutil.rmtree(aside)


def _listed(ready: Path) -> tuple[list[str], list[str]]:
    """The paths of files that are written, and of those that are removed."""
    try:
        told = json.loads(ready.read_bytes())
        lists = told["written"], told["removed"]
        if all(isinstance(names, list) and all(isinstance(name, str) for name in names) for names in lists):
            return lists
    except (ValueError, KeyError, TypeError):
        pass
    found = f"{_ASIDE}/{_READY} does not list files"
    raise FileFault(found, "what an interrupted run left", f"Remove the folder {_ASIDE}; files may be as before it.")


def _write_flushed(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
