"""Queries of strangers, each run in a process that is ended when its time is up; a process keeps the data loaded.

A query stopped in this way takes its process with it, and a new one is started for the next query. So nothing a query
does, whether it never ends, takes all memory or crashes the engine, reaches the server or other queries.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox

from cohesion_graph.errors import BadQuery, StoreError
from cohesion_graph.questions.limits import MEMORY_LIMIT, Limits
from cohesion_graph.rdf.namespaces import PREFIXES

__all__ = ["Found", "QueryProcess", "Task"]

SIZE_LIMIT = 64 * 2**20
"""Bytes of an answer, before it is written in the form asked for; what is beyond is cut like rows beyond the limit."""

_PROGRAM = Path(__file__).with_name("query_process.py")
_KEPT_IN_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP")


@dataclass(frozen=True, slots=True)
class Task:
    """A query with the graphs it is asked of and its limits."""

    query: str
    limits: Limits = field(default_factory=Limits)
    union: bool = True
    """Whether the default graph is the union of the named graphs, where `default` does not choose."""
    default: Sequence[str] | None = None
    """Graphs whose union is the default graph."""
    named: Sequence[str] | None = None
    """Graphs that ``GRAPH`` reaches; all of them if None."""

    def as_line(self) -> bytes:
        """The task as the process reads it."""
        told = {
            "query": self.query,
            "seconds": self.limits.time,
            "row_limit": self.limits.rows,
            "size_limit": SIZE_LIMIT,
            "union": self.union and self.default is None and self.named is None,
            "default": self.default,
            "named": self.named,
            "prefixes": PREFIXES,
        }
        return json.dumps(told).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found."""

    form: str
    """``select`` (the body is TSV), ``ask`` (``true`` or ``false``) or ``triples`` (N-Triples)."""
    body: bytes
    is_cut: bool
    """Whether the answer has more rows, or more bytes, than the limit; those here are whole."""

    @property
    def rows(self) -> int:
        """How many rows or triples there are."""
        return self.body.count(b"\n") - (self.form == "select")

    def parsed(self) -> ox.QuerySolutions | bool | Iterator[ox.Quad]:
        """The body as terms: solutions, a truth value, or triples one by one (as quads of the default graph)."""
        if self.form == "ask":
            return self.body == b"true"
        if self.form == "triples":
            triples: Iterator[ox.Quad] = ox.parse(self.body, format=ox.RdfFormat.N_TRIPLES)
            return triples
        solutions = ox.parse_query_results(self.body, ox.QueryResultsFormat.TSV)
        assert isinstance(solutions, ox.QuerySolutions)  # a truth value never comes as TSV
        return solutions


class QueryProcess:
    """One process with the data of an N-Quads file or of a store on disk, started again when a query has ended it.

    To be used by one thread at a time.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self.graphs: tuple[str, ...] = ()
        """Addresses of the named graphs, sorted; known once the process is started."""

    def start(self) -> None:
        """Start the process if it does not run, and wait until it has read the data.

        Raises:
            StoreError: it cannot be started, or the data is broken.
        """
        if self._process is not None and self._process.poll() is None:
            return
        if self._is_closed:
            raise StoreError("the server is being stopped")
        kept = {name: os.environ[name] for name in _KEPT_IN_ENVIRONMENT if name in os.environ}
        try:
            # four bytes in memory for one in a file, and N-Quads are compressed to a twentieth or less: the data itself
            # must not fall to the limit for queries
            times = 4 if self._data.suffix != ".gz" else 160
            memory = MEMORY_LIMIT + (times * self._data.stat().st_size if self._data.is_file() else 0)
            # The program is this package's own file and this very interpreter; queries go through standard input.
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", str(_PROGRAM), str(self._data), str(memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=kept | {"PYTHONIOENCODING": "utf-8"},
                start_new_session=True,  # Ctrl-C is for the server, which ends its processes itself
            )
            head, _ = self._reply(self._process)
        except (OSError, ValueError) as error:
            self._end()
            raise StoreError(f"the data in {self._data} cannot be loaded\n  Make it again.") from error
        self.graphs = tuple(head["graphs"])

    def run(self, task: Task) -> Found:
        """The answer to a query.

        Raises:
            BadQuery: it does not parse.
            StoreError: it was stopped at the time limit, took too much memory, or failed.
        """
        self.start()
        process = self._process
        assert process is not None  # `start` has seen to it
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        clock = threading.Timer(task.limits.time, stop)
        clock.daemon = True
        clock.start()
        try:
            assert process.stdin is not None
            process.stdin.write(task.as_line())
            process.stdin.flush()
            head, body = self._reply(process)
        except (OSError, ValueError) as error:
            self._end()
            if is_late.is_set():
                raise StoreError(_TOO_SLOW.format(task.limits.time)) from error
            raise StoreError("the query was broken off\n  It may have needed too much memory: ask for less.") from error
        finally:
            clock.cancel()
        if is_late.is_set():  # time ran out while the answer was on its way: it is whole, and the process is gone
            self._end()
        if "bad_query" in head:
            raise BadQuery(f"the query does not parse: {head['bad_query']}")
        if "failed" in head:
            raise StoreError(f"the query failed: {head['failed']}")
        return Found(head["form"], body, head["cut"])

    @staticmethod
    def _reply(process: subprocess.Popen[bytes]) -> tuple[dict[str, Any], bytes]:
        assert process.stdout is not None
        head: dict[str, Any] = json.loads(process.stdout.readline())
        body = process.stdout.read(head["size"])
        if len(body) != head["size"]:
            raise OSError("the answer broke off")
        return head, body

    def interrupt(self) -> None:
        """Break off what the process is doing; safe while another thread waits for an answer. `restart` comes next."""
        if self._process is not None:
            self._process.kill()

    def restart(self) -> None:
        """End the process, and start another; raises what `start` raises."""
        self._end()
        self.start()

    def stop(self) -> None:
        """Break off what the process is doing, and start none again; safe while another thread waits for an answer."""
        self._is_closed = True
        self.interrupt()

    def close(self) -> None:
        """End the process for good, whatever it is doing."""
        self.stop()
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was left in it has nowhere to go
                    pipe.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


_TOO_SLOW = (
    "the query was stopped after {:g} seconds; nothing of its answer is shown\n"
    "  Ask for less, bind more, write negation as MINUS, or raise the limit (--time-limit)."
)
