"""Two parts of a build made at the same time: the second in a copy of this process, where the system can make one.

A copy (fork) has everything that was loaded, so nothing is read or sent twice; only finished files come back. It is
safe only while the process has no other threads, because a lock that one of them holds would stay held in the copy for
ever: where there are others (a notebook, a server), where the system has no fork (Windows) or forbids it to those who
use its own libraries (macOS), one part follows the other. The files are the same either way.
"""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections.abc import Generator, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from cohesion_graph.errors import CohesionError
from cohesion_graph.whole_folder import AsBefore, Content

__all__ = ["File", "Files", "both", "can_fork"]

R = TypeVar("R")

File: TypeAlias = tuple[str, Content]
"""A path inside the site, and what is in it."""

Files: TypeAlias = Generator[File, None, R]
"""Files one at a time, and at their end what is to be known of them."""


def can_fork() -> bool:
    """Whether a copy of this process can be made safely, and has a processor to run on."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return False
    return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1


def both(first: Files[R], second: Files[R]) -> Files[tuple[R, R]]:
    """The files of both parts, those of each in their order, and at their end what each part returned.

    Raises:
        CohesionError: the copied process ended before it was done; or whatever either part raises.
    """
    if not can_fork():
        return (yield from first), (yield from second)
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sending, second), daemon=True)
    process.start()
    sending.close()
    other = _Received(receiving)
    try:
        return (yield from _in_turn(first, other)), (yield from other.rest())
    finally:
        process.terminate()
        process.join()
        receiving.close()


def _in_turn(first: Files[R], other: _Received) -> Files[R]:
    """The files of the first part, and between them what has arrived of the other, which would else wait."""
    while True:
        yield from other.arrived()
        try:
            one = next(first)
        except StopIteration as end:
            result: R = end.value
            return result
        yield one


class _Received:
    """What comes from the copied process: messages of a word and what belongs to it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._result: Any = None
        self._is_done = False

    def arrived(self) -> Iterator[File]:
        """The files that have come already."""
        while not self._is_done and self._connection.poll():
            yield from self._next()

    def rest(self) -> Files[Any]:
        """The files that are still to come, and what the part returned."""
        while not self._is_done:
            yield from self._next()
        return self._result

    def _next(self) -> Iterator[File]:
        word, told = self._message()
        match word:
            case "file":
                yield told
            case "pieces":
                yield told, self._pieces()
            case "error":
                raise told
            case _:
                self._result, self._is_done = told, True

    def _pieces(self) -> Iterator[bytes]:
        while (told := self._message())[0] == "piece":
            yield told[1]
        if told[0] == "error":
            raise told[1]

    def _message(self) -> tuple[str, Any]:
        try:
            message: tuple[str, Any] = self._connection.recv()
        except EOFError as error:
            raise CohesionError(
                "a part of the build was stopped by the system, most often for want of memory\n"
                "  The old site is untouched.\n  Close other programs, or build on a larger machine."
            ) from error
        return message


def _send(connection: Connection, part: Files[Any]) -> None:
    """Make a part in the copied process and send what it makes; ends quietly when nobody listens any more."""
    try:
        try:
            _send_all(connection, part)
        except (KeyboardInterrupt, BrokenPipeError):
            return
        except BaseException as error:  # noqa: BLE001 - the other process raises it
            connection.send(("error", _sendable(error)))
    except (KeyboardInterrupt, OSError):
        return


def _send_all(connection: Connection, part: Files[Any]) -> None:
    while True:
        try:
            path, content = next(part)
        except StopIteration as end:
            connection.send(("end", end.value))
            return
        if isinstance(content, bytes | AsBefore):
            connection.send(("file", (path, content)))
            continue
        connection.send(("pieces", path))
        for piece in content:
            connection.send(("piece", piece))
        connection.send(("whole", None))


def _sendable(error: BaseException) -> BaseException:
    """The error with where it was raised; one that cannot be sent is told in words."""
    error.add_note(f"In the second part of the build:\n{''.join(traceback.format_exception(error))}")
    try:
        again: BaseException = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, of this moment
    except Exception:  # noqa: BLE001 - what cannot be pickled says so in any way it likes
        return CohesionError(str(error)) if isinstance(error, CohesionError) else RuntimeError(repr(error))
    return again
