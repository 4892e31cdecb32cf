"""Processor time of what is run in a copy of this process, with a limit that really stops it."""

import gc
import multiprocessing
import os
import resource
import signal
import time
from math import ceil

LONG = 30
"""Seconds from which a run is not repeated, though the first one also copies memory and puts records in order."""


def limited(make, limit, *, is_repeated=True):
    """Milliseconds of processor time of what `make` gives to run, and its last result; None where it takes too long.

    Runs in a forked copy of this process, which sees everything that is in memory here and leaves nothing behind.

    Args:
        make: Puts things in order, untimed, and gives what is to be run.
        limit: Seconds of processor time that a single run may take.
        is_repeated: Whether the least of several runs after a first one is told, where that is not `LONG`; else the
            first.
    """
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    gc.freeze()  # else the copy's first collection would write to, and so copy, all of it
    process = context.Process(target=_tell, args=(there, make, limit, is_repeated))
    process.start()
    there.close()
    try:
        told = here.recv()
    except EOFError:
        told = None
    process.join()
    if told is None and process.exitcode != -signal.SIGXCPU:
        raise SystemExit(f"a run ended with {process.exitcode}")
    return told


def _tell(there, make, limit, is_repeated):
    run = make()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    first, result = _timed(run, limit)
    times = [] if is_repeated and first < LONG else [first]
    while is_repeated and first < LONG and _is_to_be_repeated(times):
        spent, result = _timed(run, limit)
        times.append(spent)
    there.send((min(times) * 1000, result))
    there.close()
    os._exit(0)  # nothing of the copy is worth tidying up


def _is_to_be_repeated(times, least=3, seconds=0.6):
    """Of runs of a second or two one is enough; short ones are repeated a few times."""
    return (len(times) < least and sum(times) < 2) or (sum(times) < seconds and len(times) < 15)


def _timed(run, limit):
    """Seconds of one run, and how many rows or solutions it found."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(time.process_time() + limit), hard))
    begun = time.thread_time()  # of the only thread: with a limit set, the process's own clock goes by ticks
    found = run()
    spent = time.thread_time() - begun
    return spent, found if isinstance(found, int) else len(found)
