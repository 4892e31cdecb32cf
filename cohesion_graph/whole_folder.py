"""A folder of files written whole or not at all: written aside, then swapped in; what others put into it stays.

The files are not flushed to the disk one by one: they are made from data that is still there, and a thousand flushes
would take longer than making them. A crash of the program, a full disk or a kill leaves the old folder or the new one,
whole; after a power cut within seconds of the swap some files may be empty, and the next run finds that they are not
what they should be and writes them again.

A folder is known by its `MARKER`, which lists the files that were written: only those are ever replaced or removed.
"""

from __future__ import annotations

import filecmp
import logging
import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from cohesion_graph.errors import CohesionError, MisuseError
from cohesion_graph.files import safe_parts
from cohesion_graph.lock import alone_at, clear_lock, lock_beside

__all__ = ["MARKER", "AsBefore", "Content", "Replaced", "finish_interrupted", "replace_folder", "written_in"]

_LOG = logging.getLogger(__name__)

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

    A file whose bytes are unchanged is not written again: the new folder holds the very same file (a hard link; a copy
    with its dates where the disk has none), so that a copy to a host moves only what changed. So it does with
    everything that others put there. Where nothing changed, nothing is swapped.

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
            _finish(real)
            _refuse_what_is_not_ours(real, folder, marked=marked)
            return _replaced(real, contents, theirs, marked=marked)
    except OSError as error:
        raise CohesionError(
            f"{folder} cannot be written: {error.strerror or error}\n  The old one is untouched."
        ) from error


def finish_interrupted(folder: Path) -> None:
    """Finish, or clear, what a run that was killed has left beside a folder, and say so in the log.

    Nothing to do beside a folder at rest, or where another run is at work.
    """
    real = Path(os.path.realpath(folder))
    if any(map(os.path.lexists, _asides(real))):
        with suppress(MisuseError, OSError), alone_at(real):  # a disk that is only read is left as it is
            _finish(real)
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


def _asides(folder: Path) -> tuple[Path, Path]:
    """Where the new folder is made, and where the old one waits until the new one is in place."""
    return folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")


def _finish(folder: Path) -> None:
    """Bring in a new folder that is complete, or else the old one back, and clear what is left."""
    aside, old = _asides(folder)
    if old.is_dir() and not folder.exists():
        if aside.is_dir():  # the old one is moved away only when the new one is complete
            aside.rename(folder)
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


def _remove(aside: Path) -> None:
    shutil.rmtree(aside, ignore_errors=True)
    if aside.exists():
        _LOG.warning("%s cannot be removed: remove it by hand, it holds what is no longer to be shown.", aside)


def _replaced(
    folder: Path, contents: Iterable[tuple[str, Content]], theirs: Collection[str], *, marked: bool
) -> Replaced:
    listed, (aside, old) = written_in(folder), _asides(folder)
    try:
        aside.mkdir(parents=True)
        written, names = _write_all(aside, folder, contents)
        if marked:
            _write(f"{aside / MARKER}", f"{folder / MARKER}", "\n".join([_HEAD, *sorted(names), ""]).encode("utf-8"))
        # without a list what is not written again may be anybody's, and stays
        before = {*listed} - {*theirs} if marked and listed is not None else names
        removed = sum(os.path.lexists(folder / name) for name in before - names)
        kept = _Kept(folder, aside, {MARKER, *before} if marked else before).carried_over()
        if folder.exists() and not written and not removed and (listed is not None or not marked):
            shutil.rmtree(aside)
            return Replaced(len(names), 0, 0, kept)
        if folder.exists():
            folder.rename(old)
        aside.rename(folder)
        if old.exists():
            _remove(old)
    except BaseException:
        if old.exists() and not folder.exists():  # first: what is aside counts as complete while there is no folder
            old.rename(folder)
        for left in (aside, old):
            shutil.rmtree(left, ignore_errors=True)
        raise
    return Replaced(len(names), written, removed, kept)


_HEAD = "This folder is written by cohesion-graph build, which replaces the files listed here and keeps all others.\n"


def _marker_of(folder: Path) -> str | None:
    try:
        return (folder / MARKER).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _write_all(aside: Path, folder: Path, contents: Iterable[tuple[str, Content]]) -> tuple[int, set[str]]:
    """Write every file aside; how many are not as before, and the paths of all."""
    # paths are joined as texts here and below: `Path` takes longer for them than the system for the files themselves
    written, names, folded, made = 0, set[str](), {MARKER}, {""}
    for name, content in contents:
        if name.casefold() in folded:
            raise CohesionError(f"two files are called {name!r}, letter case aside\n  Many systems hold only one.")
        folded.add(name.casefold())
        names.add(name)
        safe_parts(name)
        if (above := name.rpartition("/")[0]) not in made:
            os.makedirs(f"{aside}/{above}", exist_ok=True)
            made.add(above)
        written += _write(f"{aside}/{name}", f"{folder}/{name}", content)
    return written, names


def _write(target: str, before: str, content: Content) -> bool:
    """Write a file, or carry over the one that was there before with the same bytes; whether it was written."""
    if isinstance(content, AsBefore):
        _carry_over(before, target)
        return False
    if isinstance(content, bytes):
        if _has_bytes(before, content):
            _carry_over(before, target)
            return False
        Path(target).write_bytes(content)
        return True
    with open(target, "wb") as file:
        file.writelines(content)
    if os.path.isfile(before) and filecmp.cmp(before, target, shallow=False):
        os.unlink(target)
        _carry_over(before, target)
        return False
    return True


def _has_bytes(path: str, content: bytes) -> bool:
    try:
        return os.stat(path).st_size == len(content) and os.path.isfile(path) and Path(path).read_bytes() == content
    except OSError:
        return False


def _carry_over(before: str, target: str) -> None:
    """The same file in the new folder: a hard link, or, on disks without them, a copy with its dates."""
    if not os.path.islink(before):  # a link is made again: systems differ in what a hard link to it would be
        with suppress(OSError, NotImplementedError):
            os.link(before, target)
            return
    shutil.copy2(before, target, follow_symlinks=False)


class _Kept:
    """What others put into a folder, carried over into the new one: files, links and folders, empty ones too."""

    def __init__(self, folder: Path, aside: Path, ours: Collection[str]) -> None:
        self._folder, self._aside, self._ours = folder, aside, ours
        self._our_folders = {above.as_posix() for name in ours for above in PurePosixPath(name).parents}

    def carried_over(self) -> tuple[str, ...]:
        """Carry everything over; what it is, sorted, a whole folder named once.

        Raises:
            MisuseError: a new file has the name of one.
            OSError: one cannot be carried over.
        """
        if not self._folder.is_dir():
            return ()
        found, folders, top = [], list[str](), f"{self._folder}"
        for place, inside, names in os.walk(top):
            here = "" if place == top else f"{Path(place).relative_to(self._folder).as_posix()}/"
            links = [name for name in inside if os.path.islink(f"{place}/{name}")]  # not walked into
            for path in (here + name for name in (*names, *links)):
                if path not in self._ours:
                    self._carry(path)
                    found.append(path)
            for path in (here + name for name in inside if name not in links):
                if path not in self._our_folders:
                    self._refuse_if_taken(path)
                    (self._aside / path).mkdir(parents=True)
                    folders.append(path)
        for path in reversed(folders):  # a folder that must not be written to is filled by now
            shutil.copystat(self._folder / path, self._aside / path)
        known = set(folders)
        entries = [*found, *(f"{path}/" for path in folders)]
        return tuple(sorted(one for one in entries if PurePosixPath(one).parent.as_posix() not in known))

    def _carry(self, path: str) -> None:
        self._refuse_if_taken(path)
        target = self._aside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        _carry_over(f"{self._folder / path}", f"{target}")

    def _refuse_if_taken(self, path: str) -> None:
        if os.path.lexists(self._aside / path):
            raise MisuseError(
                f"{self._folder} cannot be written: {path} was put there by somebody else, and is to be a file\n"
                "  Move it away, or choose another folder with -o; nothing was changed."
            )
