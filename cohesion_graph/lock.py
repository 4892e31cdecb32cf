"""A lock file beside what is written: two runs never write to one place at the same time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cohesion_graph.errors import MisuseError

__all__ = ["alone", "alone_at", "clear_lock", "lock_beside"]


@contextmanager
def alone(path: Path, place: Path, *, patience: float = 0.5) -> Iterator[None]:
    """Hold a lock; the system lets go of it when the process ends, however it ends.

    Args:
        path: The lock file; its folder is there. It is removed in the end.
        place: What is written meanwhile, for the message.
        patience: Seconds to wait for another process that holds it: some only look whether one is left over.

    Raises:
        MisuseError: another process holds it.
        OSError: the file cannot be made.
    """
    until = time.monotonic() + patience
    while (descriptor := _held(path)) is None:
        if time.monotonic() >= until:
            raise MisuseError(f"another run is writing to {place}\n  Wait until it is done; nothing was written.")
        time.sleep(0.02)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file: an empty one stays, and is locked again next time
            path.unlink()
        os.close(descriptor)


@contextmanager
def alone_at(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder that need not be there yet, so that of two runs that make it one is refused.

    Folders above it are made; those that are still empty in the end, because nothing was written, go again.

    Raises:
        MisuseError: another process holds it.
        OSError: the folder above can neither be made nor written to.
    """
    real = Path(os.path.realpath(folder))
    missing = [above for above in real.parents if not above.exists()]
    real.parent.mkdir(parents=True, exist_ok=True)
    try:
        with alone(lock_beside(real), folder):
            yield
    finally:
        for above in missing:
            with suppress(OSError):  # it is not empty
                above.rmdir()


def lock_beside(folder: Path) -> Path:
    """The lock file of a folder: beside it, where it is before the folder is; in it where nothing can be beside it."""
    real = Path(os.path.realpath(folder))
    beside = real.with_name(f".{real.name}.lock")
    return real / ".lock" if real.is_dir() and not os.access(real.parent, os.W_OK) else beside


def clear_lock(path: Path) -> None:
    """Remove a lock file that a killed process has left; one that is held, or on a disk only read, stays."""
    if path.exists():
        with suppress(MisuseError, OSError), alone(path, path, patience=0.0):
            pass


def _held(path: Path) -> int | None:
    """The descriptor of a lock file that is now this process's alone; None while it is another's."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    # A lock on a file that its holder has removed by now is worth nothing: its name may be another's lock already.
    if _lock(descriptor) and _is_called(descriptor, path):
        return descriptor
    os.close(descriptor)
    return None


def _is_called(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> bool:
    """Whether the file is now locked for this process alone."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
