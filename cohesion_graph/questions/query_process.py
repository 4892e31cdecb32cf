"""A process that keeps the data in memory and answers one query after the other, until it is ended from outside.

Run by `query_runner`, as a program: its arguments are an N-Quads file (compressed, if it ends in .gz), or the folder of
a store on disk, and the bytes of memory that it may take. It imports nothing but the standard library and pyoxigraph,
so that it starts fast. First it writes a line of JSON with the graphs it holds. Then it reads tasks, a line of JSON
each, and answers each with a line of JSON and as many bytes as that says: SELECT as TSV and triples as N-Triples, which
hold one row a line, so that an answer can be cut at a row while the engine is still writing it.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import sys
import threading
from typing import Any, BinaryIO

import pyoxigraph as ox


class Enough(Exception):
    """The answer has more rows, or more bytes, than are wanted: no fault, but how a sink stops the engine."""


class Lines:
    """A sink that keeps whole lines up to a limit, and then stops whoever writes to it."""

    def __init__(self, lines: int, size: int) -> None:
        self.is_cut = False
        self._left, self._room = lines, size
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Take a part; raise `Enough` at the first line that is too many."""
        if self.is_cut:  # the engine still empties its buffer
            raise Enough
        count = part.count(b"\n")
        if count > self._left or len(part) > self._room:
            kept = b"".join(line + b"\n" for line in part.split(b"\n")[: self._left])[: self._room]
            self._parts.append(kept[: kept.rfind(b"\n") + 1])
            self.is_cut = True
            raise Enough
        self._left -= count
        self._room -= len(part)
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing is kept back."""

    def content(self) -> bytes:
        """What was taken: whole lines, if it was cut."""
        found = b"".join(self._parts)
        return found[: found.rfind(b"\n") + 1] if self.is_cut else found


def answer(store: ox.Store, task: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The head and the body of the answer to a task."""
    default, named = _graphs(task["default"]), _graphs(task["named"])
    try:
        found = store.query(
            task["query"],
            prefixes=task["prefixes"],
            use_default_graph_as_union=task["union"],
            default_graph=default,  # type: ignore[arg-type] # a list of addresses is one of anything wider
            named_graphs=named,  # type: ignore[arg-type]
        )
        if isinstance(found, ox.QueryBoolean):
            return {"form": "ask", "cut": False}, b"true" if found else b"false"
        is_rows = isinstance(found, ox.QuerySolutions)
        sink = Lines(task["row_limit"] + is_rows, task["size_limit"])  # TSV begins with a line of names
        with contextlib.suppress(Enough):
            if isinstance(found, ox.QuerySolutions):
                found.serialize(sink, format=ox.QueryResultsFormat.TSV)  # type: ignore[arg-type] # `write` is enough
            else:
                found.serialize(sink, format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    except SyntaxError as error:
        return {"bad_query": str(error).replace("error at ", "line ", 1)}, b""
    except (OSError, RuntimeError, MemoryError, ValueError) as error:
        return {"failed": str(error)}, b""
    return {"form": "select" if is_rows else "triples", "cut": sink.is_cut}, sink.content()


def _graphs(addresses: list[str] | None) -> list[ox.NamedNode] | None:
    return None if addresses is None else [ox.NamedNode(address) for address in addresses]


def main() -> None:
    """Load the data, say so, and answer until standard input ends."""
    store, memory = _opened(sys.argv[1]), int(sys.argv[2])
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    _send(sys.stdout.buffer, {"graphs": graphs}, b"")
    for line in sys.stdin.buffer:
        task = json.loads(line)
        # The parent ends this process when time is up; this is for a parent that is gone.
        clock = threading.Timer(task["seconds"] + 5, os._exit, [1])
        clock.daemon = True
        clock.start()
        _send(sys.stdout.buffer, *answer(store, task))
        clock.cancel()


def _opened(path: str) -> ox.Store:
    if os.path.isdir(path):  # noqa: PTH112 - pathlib is not worth its time here
        return ox.Store.read_only(path)
    store = ox.Store()
    with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as file:  # noqa: PTH123 - likewise
        store.bulk_load(file, format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type] # `read` is enough
    return store


def _send(out: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    out.write(json.dumps({**head, "size": len(body)}).encode() + b"\n" + body)
    out.flush()


if __name__ == "__main__":
    main()
