"""One query in a process of its own: reads a task and the data from standard input, writes a report to standard output.

Run by `sparql`, as a program; it imports nothing but the standard library and pyoxigraph, so that it starts fast.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from typing import Any

import pyoxigraph as ox


def run(task: dict[str, Any], store: ox.Store) -> dict[str, Any]:
    """The report on a task: form, columns, rows and whether they were cut; or what was wrong with the query."""
    try:
        found = store.query(task["query"], prefixes=task["prefixes"], use_default_graph_as_union=task["union"])
    except SyntaxError as error:
        return {"bad_query": str(error).replace("error at ", "line ", 1)}
    return report_on(found, task["form"], task["row_limit"])


def report_on(found: Any, form: str, row_limit: int) -> dict[str, Any]:
    """Form, columns and rows of an engine's answer, and whether they were cut.

    Args:
        found: Solutions, a truth value, or triples one by one.
        form: The form of the query, for triples.
        row_limit: Rows or triples that are told at most.
    """
    if isinstance(found, ox.QueryBoolean):
        return {"form": "ask", "columns": ["answer"], "rows": [[bool(found)]], "cut": False}
    rows: list[list[Any]] = []
    if isinstance(found, ox.QuerySolutions):
        names = [variable.value for variable in found.variables]
        report = {"form": "select", "columns": names}
        given = ([_term(row[place]) for place in range(len(names))] for row in found)
    else:
        report = {"form": form, "columns": ["subject", "predicate", "object"]}
        given = ([_term(part) for part in (triple.subject, triple.predicate, triple.object)] for triple in found)
    for row in given:
        if len(rows) == row_limit:
            return {**report, "rows": rows, "cut": True}
        rows.append(row)
    return {**report, "rows": rows, "cut": False}


def _term(term: Any) -> list[str] | None:
    """Kind, text, datatype and encoded form of a term; None where nothing is bound."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, str(term)]
    if isinstance(term, ox.Triple):
        return ["triple", str(term), "", str(term)]
    return ["address", term.value, "", str(term)]


def main() -> None:
    """Read the task, start the clock, hold memory to its limit, answer."""
    task = json.loads(sys.stdin.buffer.readline())
    # A thread of Python cannot stop the engine, but it can end the process.
    clock = threading.Timer(float(os.environ.get("QUERY_SECONDS", "10")), _stop)
    clock.daemon = True
    clock.start()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (task["memory"], task["memory"]))
    try:
        if task["place"]:
            store = ox.Store.read_only(task["place"])
        else:
            store = ox.Store()
            store.bulk_load(sys.stdin.buffer.read(), format=ox.RdfFormat.N_QUADS)
        report = run(task, store)
    except (OSError, RuntimeError, MemoryError, ValueError, SyntaxError) as error:
        report = {"failed": str(error)}
    sys.stdout.write(json.dumps(report))
    sys.stdout.flush()
    os._exit(0)


def _stop() -> None:
    os.write(1, b'{"too_slow": true}')
    os._exit(0)


if __name__ == "__main__":
    main()
