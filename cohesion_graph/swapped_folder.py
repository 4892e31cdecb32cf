"""The swap of a folder for a new one that was made aside: gone through with, whenever it is stopped.

The old folder is moved aside, which is the point of no return; what is no more is removed from it, what the new one
does not have itself is moved over, whole folders where it can be, and the new one is moved into place. Whoever is
stopped in between leaves no folder there, and both beside it: `finish` goes on where it stopped.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

__all__ = ["GONE", "asides", "bring_in", "finish", "told_gone"]

_LOG = logging.getLogger(__name__)

GONE = ".cohesion-graph.gone"
"""A file in a new folder, as long as it is aside: lists what is to be removed from the old one."""


def told_gone(names: Iterable[str]) -> bytes:
    """What `GONE` says of the paths of files that are no more."""
    return "\n".join(names).encode("utf-8", "surrogateescape")


def asides(folder: Path) -> tuple[Path, Path]:
    """Where the new folder is made, and where the old one waits until the new one is in place."""
    return folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")


def finish(folder: Path) -> None:
    """Bring in a new folder that is complete, or else the old one back, and clear what is left."""
    aside, old = asides(folder)
    if old.is_dir() and not folder.exists():
        if aside.is_dir():  # the old one is moved away only when the new one is complete
            bring_in(folder)
            _LOG.warning("A run that was killed had left %s aside; it is in place now.", folder)
        else:
            old.rename(folder)
            _LOG.warning("A run that was killed had left the old %s aside; it is back.", folder)
    if old.exists():
        _LOG.warning("A run that was killed had left the old %s in %s; it is removed.", folder, old.name)
        _remove(old)
    if aside.exists():
        _LOG.warning("A run that was killed had left a part of a new %s in %s; it is removed.", folder, aside.name)
        _remove(aside)


def bring_in(folder: Path) -> None:
    """Bring in the new folder, which is complete, from where it is by now: begun anew, it comes to the same."""
    aside, old = asides(folder)
    if aside.exists():
        if old.exists():
            told = aside / GONE
            gone = told.read_bytes().decode("utf-8", "surrogateescape") if told.exists() else ""
            for name in filter(None, gone.split("\n")):
                _clear(old, name)
            _move_over(f"{old}", f"{aside}")
            told.unlink(missing_ok=True)
        aside.rename(folder)
    if old.exists():
        _remove(old)


def _clear(folder: Path, name: str) -> None:
    """Remove a file, and each folder that is empty without it."""
    if os.path.islink(f"{folder}/{name}") or not os.path.isdir(f"{folder}/{name}"):
        with suppress(FileNotFoundError):
            os.unlink(f"{folder}/{name}")
    with suppress(OSError):
        while name := name.rpartition("/")[0]:
            os.rmdir(f"{folder}/{name}")


def _move_over(old: str, new: str) -> None:
    """Move all that the new folder does not have itself: whole folders where it can be."""
    with os.scandir(old) as found:
        entries = list(found)
    for entry in entries:
        target, is_folder = f"{new}/{entry.name}", entry.is_dir(follow_symlinks=False)
        if not os.path.lexists(target):
            try:
                os.rename(entry.path, target)
            except OSError:  # it must not be written to, or is a disk of its own: a copy is in the new folder then
                _copy(entry.path, target, is_folder=is_folder)
        elif is_folder and os.path.isdir(target):
            _move_over(entry.path, target)


def _copy(old: str, target: str, *, is_folder: bool) -> None:
    if is_folder:
        os.mkdir(target)
        _move_over(old, target)
        shutil.copystat(old, target)
    else:
        part = f"{target}{GONE}"  # or, begun anew, half of it would be taken for the whole
        shutil.copy2(old, part, follow_symlinks=False)
        os.rename(part, target)


def _remove(aside: Path) -> None:
    shutil.rmtree(aside, ignore_errors=True)
    if aside.exists():
        _LOG.warning("%s cannot be removed: remove it by hand, it holds what is no longer to be shown.", aside)
