"""A folder of files written whole or not at all: written aside, then swapped in; what others put into it stays.

The files are not flushed to the disk one by one: they are made from data that is still there, and a thousand flushes
would take longer than making them. A crash of the program, a full disk or a kill leaves the old folder or the new one,
whole; after a power cut within seconds of the swap some files may be empty, and the next run finds that they are not
what they should be and writes them again.

A folder is known by its `MARKER`, which lists the files that were written: only those are ever replaced or removed.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from cohesion_graph.errors import CohesionError, MisuseError
from cohesion_graph.files import safe_parts
from cohesion_graph.lock import alone_at, clear_lock, lock_beside
from cohesion_graph.swapped_folder import GONE, asides, bring_in, finish, told_gone

__all__ = ["MARKER", "AsBefore", "Content", "Replaced", "finish_interrupted", "replace_folder", "written_in"]

MARKER = ".cohesion-graph"
"""A file that marks a folder as one this package wrote, and lists what it wrote there."""


@dataclass(frozen=True, slots=True)
class AsBefore:
    """Stands for what a file holds, where the file that is there already is known to hold just that."""

    size: int
    """Its bytes."""
    sha256: str
    """Their digest, in hexadecimal."""


Content: TypeAlias = bytes | Iterable[bytes] | AsBefore
"""What a file holds: whole, piece by piece where it need not stand in memory whole, or what it held before."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What replacing a folder came to."""

    files: int
    """Files that were written or are as they were; those of others are not counted."""
    written: int
    """Files that are new or have other bytes than before."""
    removed: int
    """Files that an earlier run wrote and that are no more."""
    kept: tuple[str, ...] = ()
    """What others put into the folder, sorted: files, and folders with a slash at the end."""


def replace_folder(
    folder: Path, contents: Iterable[tuple[str, Content]], *, marked: bool = True, theirs: Collection[str] = ()
) -> Replaced:
    """Write the files of a folder aside and swap the folder.

    A file whose bytes are unchanged is not written again: the very same file is moved to the new folder, so that a
    copy to a host moves only what changed. So is everything that others put there. Where nothing changed, nothing is
    swapped.

    Args:
        folder: Where the files go; a link to a folder is followed.
        contents: Paths inside the folder, with forward slashes, and what each holds; taken one at a time.
        marked: Whether the folder carries a `MARKER`: it is then replaced only if it is empty or has one, and files
            that the marker lists and that are not written again are removed. Without, all else in it stays.
        theirs: Paths among those of the marker whose files are somebody else's by now: they stay as well.

    Raises:
        MisuseError: the folder is somebody else's, holds something of somebody else's where a new file is to be, is
            the current one or around it, or another run is writing to it.
        CohesionError: writing failed, or a path cannot be a file on every system; the old folder is as it was.
    """
    real, here = Path(os.path.realpath(folder)), Path.cwd()
    if real in {here, *here.parents}:
        cure = (
            "It is replaced as a whole, and you would be left in the old one: go elsewhere, or choose another with -o."
        )
        raise MisuseError(f"{folder} is the current folder, or around it\n  {cure}")
    try:
        with alone_at(folder):
            finish(real)
            _refuse_what_is_not_ours(real, folder, marked=marked)
            return _replaced(real, contents, theirs, marked=marked)
    except OSError as error:
        left = "The old one is untouched." if real.exists() else "The next run brings the new one in."
        raise CohesionError(f"{folder} cannot be written: {error.strerror or error}\n  {left}") from error


def finish_interrupted(folder: Path) -> None:
    """Finish, or clear, what a run that was killed has left beside a folder, and say so in the log.

    Nothing to do beside a folder at rest, or where another run is at work.
    """
    real = Path(os.path.realpath(folder))
    if any(map(os.path.lexists, asides(real))):
        with suppress(MisuseError, OSError), alone_at(real):  # a disk that is only read is left as it is
            finish(real)
    clear_lock(lock_beside(real))


def written_in(folder: Path) -> tuple[str, ...] | None:
    """The paths of the files that the marker of a folder lists, without its own; None where there is no such list."""
    told = _marker_of(folder)
    _, has_list, listed = told.partition("\n\n") if told is not None else ("", "", "")
    return tuple(listed.splitlines()) if has_list else None


def _refuse_what_is_not_ours(real: Path, folder: Path, *, marked: bool) -> None:
    cure = "Choose an empty or a new folder with -o; nothing was written."
    if real.exists() and not real.is_dir():
        raise MisuseError(f"{folder} cannot be written: it is a file that this program did not write\n  {cure}")
    if marked and _marker_of(real) is None and real.exists() and any(real.iterdir()):
        raise MisuseError(f"{folder} holds files that this program did not write\n  {cure}")


def _replaced(
    folder: Path, contents: Iterable[tuple[str, Content]], theirs: Collection[str], *, marked: bool
) -> Replaced:
    listed, (aside, old) = written_in(folder), asides(folder)
    try:
        aside.mkdir(parents=True)
        written, names = _write_all(aside, folder, contents, listed)
        if marked:
            told = "\n".join([_HEAD, *sorted(names), ""]).encode("utf-8")
            _write(f"{aside / MARKER}", f"{folder / MARKER}", told)
        # without a list what is not written again may be anybody's, and stays
        before = {*listed} - {*theirs} if marked and listed is not None else names
        gone = sorted(name for name in before - names if os.path.lexists(f"{folder}/{name}"))
        kept = _kept(folder, names, {MARKER, *before} if marked else before)
        if folder.exists() and not written and not gone and (listed is not None or not marked):
            shutil.rmtree(aside)
            return Replaced(len(names), 0, 0, kept)
        if folder.exists():
            (aside / GONE).write_bytes(told_gone(gone))
            folder.rename(old)
    except BaseException:
        if old.exists() and not folder.exists():  # first: what is aside counts as complete while there is no folder
            old.rename(folder)
        shutil.rmtree(aside, ignore_errors=True)
        raise
    try:
        bring_in(folder)
    except BaseException:
        bring_in(folder)  # there is no way back
        raise
    return Replaced(len(names), written, len(gone), kept)


_HEAD = "This folder is written by cohesion-graph build, which replaces the files listed here and keeps all others.\n"


def _marker_of(folder: Path) -> str | None:
    try:
        return (folder / MARKER).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _write_all(
    aside: Path, folder: Path, contents: Iterable[tuple[str, Content]], listed: Collection[str] | None
) -> tuple[int, set[str]]:
    """Write every file aside that is not as before; how many there are, and the paths of all."""
    # paths are joined as texts here and below: `Path` takes longer for them than the system for the files themselves
    written, names, folded = 0, set[str](), {MARKER, GONE}
    ours = frozenset(listed) if listed is not None else None
    for name, content in contents:
        if name.casefold() in folded:
            raise CohesionError(f"two files are called {name!r}, letter case aside\n  Many systems hold only one.")
        folded.add(name.casefold())
        names.add(name)
        safe_parts(name)
        # where letter case is all one to the disk, a file of another name is no file from before
        before = f"{folder}/{name}" if ours is None or name in ours else ""
        written += _write(f"{aside}/{name}", before, content)
    return written, names


def _write(target: str, before: str, content: Content) -> bool:
    """Write a file, but where the one that was there before has the same bytes; whether it was written."""
    if isinstance(content, AsBefore) or (isinstance(content, bytes) and _has_bytes(before, content)):
        return False
    with _opened(target) as file:
        file.writelines([content] if isinstance(content, bytes) else content)
    if isinstance(content, bytes):
        return True
    if os.path.isfile(before) and filecmp.cmp(before, target, shallow=False):
        os.unlink(target)
        return False
    return True


def _opened(target: str) -> IO[bytes]:
    """A new file, in a new folder where there is none."""
    try:
        return open(target, "wb")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        return open(target, "wb")


def _has_bytes(path: str, content: bytes) -> bool:
    try:
        return os.stat(path).st_size == len(content) and os.path.isfile(path) and Path(path).read_bytes() == content
    except OSError:
        return False


def _kept(folder: Path, names: Collection[str], ours: Collection[str]) -> tuple[str, ...]:
    """What others put into a folder, sorted, a whole folder named once.

    Raises:
        MisuseError: a new file has the name of one.
    """
    if not folder.is_dir():
        return ()
    files, folders = list[str](), list[str]()
    our_folders, top = _above(ours), len(f"{folder}") + 1
    for place, inside, found in os.walk(folder):
        here = f"{place[top:]}/".replace(os.sep, "/") if len(place) >= top else ""
        links = {name for name in inside if os.path.islink(f"{place}/{name}")}  # not walked into
        files += [path for path in (here + name for name in (*found, *links)) if path not in ours]
        folders += [path for path in (here + name for name in inside if name not in links) if path not in our_folders]
    taken = {*files, *folders} | _above(files)
    if clash := sorted(taken.intersection(names) | _above(names).intersection(files)):
        raise MisuseError(
            f"{folder} cannot be written: {clash[0]} was put there by somebody else, and is to be a file\n"
            "  Move it away, or choose another folder with -o; nothing was changed."
        )
    known = {*folders}
    entries = [*files, *(f"{path}/" for path in folders)]
    return tuple(sorted(one for one in entries if one.rstrip("/").rpartition("/")[0] not in known))


def _above(names: Iterable[str]) -> set[str]:
    """The folders above some paths."""
    found = set[str]()
    for name in names:
        while (name := name.rpartition("/")[0]) and name not in found:
            found.add(name)
    return found
