"""A lock file beside what is written: two runs never write to one place at the same time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cohesion_graph.errors import MisuseError

__all__ = ["alone"]


@contextmanager
def alone(path: Path, place: Path) -> Iterator[None]:
    """Hold a lock; the system lets go of it when the process ends, however it ends.

    Args:
        path: The lock file; its folder is there. It is removed in the end.
        place: What is written meanwhile, for the message.

    Raises:
        MisuseError: another process holds it.
        OSError: the file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        # A lock on a file that its holder has removed by now is worth nothing: its name may be another's lock already.
        if not _lock(descriptor) or not _is_called(descriptor, path):
            raise MisuseError(f"another run is writing to {place}\n  Wait until it is done; nothing was written.")
        try:
            yield
        finally:
            with suppress(OSError):  # Windows removes no open file: an empty one stays, and is locked again next time
                path.unlink()
    finally:
        os.close(descriptor)


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
