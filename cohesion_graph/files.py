"""Files and folders written whole or not at all: written aside, then renamed into place.

A single file is flushed to the disk before it takes the old one's place, because it may hold somebody's work. The files
of a folder are not: they are made from data that is still there, and a thousand flushes would take longer than making
them. A crash of the program, a full disk or a kill leaves the old folder whole; after a power cut within seconds of the
swap some files may be empty, and the next run finds that they are not what they should be and writes them again.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from cohesion_graph.errors import CohesionError, MisuseError
from cohesion_graph.lock import alone

__all__ = ["MARKER", "RESERVED_BY_WINDOWS", "Content", "Replaced", "replace_folder", "safe_parts", "write_file"]

MARKER = ".cohesion-graph"
"""A file that marks a folder as one this package wrote and may replace."""

RESERVED_BY_WINDOWS: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
"""Names that Windows keeps for itself, with any ending and in any letter case."""


Content: TypeAlias = bytes | Iterable[bytes]
"""What a file holds: whole, or piece by piece where it need not stand in memory whole."""


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that a crash, Ctrl-C or a full disk leaves the old one whole.

    A link is followed, and the file keeps its permissions. What is no file (a device, a pipe) is written to as it is.

    Raises:
        CohesionError: the folder cannot be made, or the file cannot be written; the text says why.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _write_whole(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise CohesionError(f"{path} cannot be written: {error.strerror}\n  Nothing was changed.") from error


def _write_whole(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{os.getpid()}.part")  # short, as the name itself may be as long as names can be
    try:
        with aside.open("wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        if file.exists():
            shutil.copymode(file, aside)
        aside.replace(file)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


@dataclass(frozen=True, slots=True)
class Replaced:
    """What replacing a folder came to."""

    files: int
    """Files that are there now."""
    written: int
    """Files that are new or have other bytes than before."""
    removed: int
    """Files that were there and are no more."""


def replace_folder(folder: Path, contents: Iterable[tuple[str, Content]]) -> Replaced:
    """Write a whole folder aside and swap it in.

    An old folder is replaced only if this package wrote it (it holds `MARKER`) or it is empty. A file whose bytes are
    unchanged is not written again: the new folder holds the very same file (a hard link; a copy with its dates where
    the disk has none), so that a copy to a host moves only what changed. Where nothing changed, nothing is swapped.

    Args:
        folder: Where the files go; a link to a folder is followed.
        contents: Paths inside the folder, with forward slashes, and what each holds; taken one at a time.

    Raises:
        MisuseError: the folder holds files of somebody else, is the current one or around it, or another run is
            writing to it.
        CohesionError: writing failed, or a path cannot be a file on every system; the old folder is as it was.
    """
    if folder.exists() and not (folder / MARKER).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        cure = "Choose an empty or a new folder with -o; nothing was written."
        raise MisuseError(f"{folder} holds files that this program did not write\n  {cure}")
    real, here = Path(os.path.realpath(folder)), Path.cwd()
    if real in {here, *here.parents}:
        cure = (
            "It is replaced as a whole, and you would be left in the old one: go elsewhere, or choose another with -o."
        )
        raise MisuseError(f"{folder} is the current folder, or around it\n  {cure}")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        with alone(real.with_name(f".{real.name}.lock"), folder):
            return _replaced(real, contents)
    except OSError as error:
        raise CohesionError(
            f"{folder} cannot be written: {error.strerror or error}\n  The old one is untouched."
        ) from error


def _replaced(folder: Path, contents: Iterable[tuple[str, Content]]) -> Replaced:
    aside, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    try:
        _recover(folder, aside, old)
        aside.mkdir(parents=True)
        written, names = _write_all(aside, folder, contents)
        removed = sum(name not in names for name in _files_in(folder))
        if folder.exists() and not written and not removed:
            shutil.rmtree(aside)
            return Replaced(len(names) - 1, 0, 0)
        if folder.exists():
            folder.rename(old)
        aside.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    return Replaced(len(names) - 1, written, removed)


_MARKED = b"This folder is written by cohesion-graph build, which may replace it.\n"


def _write_all(aside: Path, folder: Path, contents: Iterable[tuple[str, Content]]) -> tuple[int, set[str]]:
    """Write every file aside; the number of those that are not as before, and the paths of all, the marker's too."""
    written, names, folded, made = 0, set[str](), set[str](), {aside}
    for name, content in chain(contents, [(MARKER, _MARKED)]):
        if name.casefold() in folded:
            raise CohesionError(f"two files are called {name!r}, letter case aside\n  Many systems hold only one.")
        folded.add(name.casefold())
        names.add(name)
        parts = safe_parts(name)
        target = aside.joinpath(*parts)
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        changed = _write(target, folder.joinpath(*parts), content)
        written += changed and name != MARKER
    return written, names


def _write(target: Path, before: Path, content: Content) -> bool:
    """Write a file, or carry over the one that was there before with the same bytes; whether it was written."""
    if isinstance(content, bytes):
        if _has_bytes(before, content):
            _carry_over(before, target)
            return False
        target.write_bytes(content)
        return True
    with target.open("wb") as file:
        file.writelines(content)
    if before.is_file() and filecmp.cmp(before, target, shallow=False):
        target.unlink()
        _carry_over(before, target)
        return False
    return True


def safe_parts(name: str) -> tuple[str, ...]:
    """The parts of a path inside a folder, if every system can hold a file of that name.

    Raises:
        CohesionError: the path leads out of the folder, or has a part that Windows or a web host cannot hold.

    >>> safe_parts("id/stockton/index.html")
    ('id', 'stockton', 'index.html')
    >>> safe_parts("id/con.ttl")
    Traceback (most recent call last):
    cohesion_graph.errors.CohesionError: the path 'id/con.ttl' has the part 'con.ttl', which Windows keeps for itself
    """
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or not name:
        raise CohesionError(f"the path {name!r} leads out of the folder")
    parts = tuple(name.split("/"))
    for part in parts:
        if wrong := _why_no_name(part):
            raise CohesionError(f"the path {name!r} has the part {part!r}, which {wrong}")
    return parts


@lru_cache(maxsize=100_000)
def _why_no_name(part: str) -> str:
    """Why some system could not hold a name; empty if each can. Folders' names come again with each file in them."""
    if part.partition(".")[0].casefold() in RESERVED_BY_WINDOWS:
        return "Windows keeps for itself"
    if not part or part == "." or part[-1] in ". " or re.search(r'[\x00-\x1f<>:"|?*]', part) or len(part) > 240:
        return "cannot be a name on every system"
    return ""


def _has_bytes(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.is_file() and path.read_bytes() == content
    except OSError:
        return False


def _carry_over(before: Path, target: Path) -> None:
    """The same file in the new folder: a hard link, or, on disks without them, a copy with its dates."""
    try:
        os.link(before, target)
    except (OSError, NotImplementedError):
        shutil.copy2(before, target)


def _files_in(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _recover(folder: Path, aside: Path, old: Path) -> None:
    """Undo what a run that was killed left behind: the old folder comes back if the new one never arrived."""
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)
