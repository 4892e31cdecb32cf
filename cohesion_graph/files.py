"""Files and folders written whole or not at all: written aside, flushed, then renamed into place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from cohesion_graph.errors import CohesionError, MisuseError

__all__ = ["MARKER", "replace_folder", "write_file"]

MARKER = ".cohesion-graph"
"""A file that marks a folder as one this package wrote and may replace."""


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that a crash or a full disk leaves the old one whole.

    Raises:
        CohesionError: the folder cannot be made, or the file cannot be written; the text says why.
    """
    aside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise CohesionError(f"{path} cannot be written: {error.strerror}\n  Nothing was changed.") from error


def replace_folder(folder: Path, contents: Iterable[tuple[str, bytes]]) -> int:
    """Write a whole folder aside and swap it in; return the number of files.

    An old folder is replaced only if this package wrote it (it holds `MARKER`) or it is empty. Files whose bytes are
    unchanged are carried over with their dates, so that a copy to a host moves only what changed.

    Args:
        folder: Where the files go.
        contents: Paths inside the folder, with forward slashes, and bytes; taken one at a time.

    Raises:
        MisuseError: the folder holds files of somebody else.
        CohesionError: writing failed; the old folder is as it was.
    """
    if folder.exists() and not (folder / MARKER).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        cure = "Choose an empty or a new folder with -o; nothing was written."
        raise MisuseError(f"{folder} holds files that this program did not write\n  {cure}")
    aside, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    try:
        _recover(folder, aside, old)
        aside.mkdir(parents=True)
        count = 0
        for name, content in contents:
            _write_inside(aside, folder, name, content)
            count += 1
        _write_inside(aside, folder, MARKER, b"This folder is written by cohesion-graph build, which may replace it.\n")
        if folder.exists():
            folder.rename(old)
        aside.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise CohesionError(f"{folder} cannot be written: {error.strerror}\n  The old one is untouched.") from error
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return count


def _recover(folder: Path, aside: Path, old: Path) -> None:
    """Undo what a run that was killed left behind: the old folder comes back if the new one never arrived."""
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)


def _write_inside(aside: Path, folder: Path, name: str, content: bytes) -> None:
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts or "\\" in name:
        raise CohesionError(f"the path {name!r} leads out of the folder")
    target = aside.joinpath(*relative.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    before = folder.joinpath(*relative.parts)
    target.write_bytes(content)
    if before.is_file() and before.stat().st_size == len(content) and before.read_bytes() == content:
        shutil.copystat(before, target)
