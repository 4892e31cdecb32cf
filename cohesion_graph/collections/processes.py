"""Work on many datasets in as many processes as there are cores; only what is in work stands in memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final, TypeVar

from cohesion_graph.errors import CohesionError

__all__ = ["in_processes"]

T = TypeVar("T")
R = TypeVar("R")

_FEW: Final = 4
"""Things that are done sooner than processes are started."""


def in_processes(work: Callable[[T], R], things: Sequence[T], *, few: int = _FEW) -> Iterator[R]:
    """The result of `work` on each thing, in their order; a few things are worked on here.

    Raises:
        CohesionError: a process was ended from outside (most often because memory ran out).
    """
    cores = _cores()
    if len(things) <= few or cores == 1:
        yield from map(work, things)
        return
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    needed = getattr(work, "__module__", None) or __name__  # methods of built-in types tell none
    context.set_forkserver_preload(["__main__", needed])  # imported once, not in each process
    pool = ProcessPoolExecutor(min(cores, len(things)), context, _at_start)
    waiting: deque[Future[R]] = deque()
    try:
        for thing in things:
            waiting.append(pool.submit(work, thing))
            if len(waiting) > 2 * cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        told = "a process that read datasets was ended from outside, as systems do when memory runs out"
        cure = "Try again, or add fewer at a time; a script of your own does so below if __name__ == '__main__'."
        raise CohesionError(f"{told}\n  The old collection is untouched. {cure}") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _at_start() -> None:
    """Leave Ctrl-C to the process that asked, and do not outlive it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
