"""The user's own SPARQL: SELECT, ASK, CONSTRUCT, DESCRIBE over the union of the graphs or over named graphs.

Prefixes of `rdf.namespaces` are ready. The query runs in a process of its own on a copy of the data, so a time limit
really stops it, whatever it is doing, and nothing it does can change the store. What would change data or reach out
is refused (`admission`).
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from cohesion_graph.errors import MisuseError
from cohesion_graph.questions.admission import Admitted, admit, names_graphs
from cohesion_graph.questions.asked import PlanLike, is_plan
from cohesion_graph.questions.cells import natural_key
from cohesion_graph.questions.limits import ROW_LIMIT, TIME_LIMIT, Limits
from cohesion_graph.questions.query_runner import QueryProcess, Task
from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.questions.store import EmbeddedStore, QuestionStore, Term
from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.tables.table import Column, Table, Value

__all__ = ["Answer", "query"]

Row = Sequence[Term | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found."""

    form: str
    """``select``, ``ask``, ``construct`` or ``describe``."""
    table: Table
    """The rows; for ASK one row with the column ``answer``; else columns ``subject``, ``predicate``, ``object``."""
    triples: str = ""
    """The triples of a CONSTRUCT or DESCRIBE as sorted N-Triples lines; empty for the other forms."""
    is_whole: bool = True
    """False where a limit cut the answer; a note of the table says so."""


def query(
    asked: PlanLike | QuestionStore | ox.Store,
    text: str,
    /,
    *,
    time_limit: float = TIME_LIMIT,
    row_limit: int = ROW_LIMIT,
) -> Answer:
    """The answer to a query of the user's own.

    Args:
        asked: A loaded plan, an embedded store, or an endpoint, which is left at the time limit whether or not it
            goes on by itself. A store on disk is opened again to be read, any other one is copied.
        text: The query; prefixes that it does not declare itself are those of `rdf.namespaces`. Without ``FROM`` it
            is asked of the union of all graphs, and ``GRAPH`` reaches each of them.
        time_limit: Seconds; then the query is stopped and nothing is shown.
        row_limit: How many rows (or triples) are shown at most.

    Raises:
        BadQuery: it does not parse (line and column are told), or asks for something refused.
        BadParameter: a limit that is not positive.
        StoreError: it was stopped at the time limit, took too much memory, or the store failed.
    """
    limits = Limits(time_limit, row_limit)
    if isinstance(asked, RemoteStore):
        return _answer_of_endpoint(replace(asked, time_limit=limits.time), text, limits.rows)
    store = _embedded(asked)
    graphs = {graph.value for graph in store.store.named_graphs() if isinstance(graph, ox.NamedNode)}
    admitted = admit(text, graphs)
    with ExitStack() as held:
        with _on_disk(store) as data:
            process = held.enter_context(QueryProcess(data))
        # it has read its copy, which is gone before the query runs: whatever ends this process leaves nothing behind
        found = process.run(Task(text, limits, union=not admitted.names_graphs))
    return _answer(found.parsed(), admitted, limits.rows, is_cut=found.is_cut)


def _embedded(asked: PlanLike | QuestionStore | ox.Store) -> EmbeddedStore:
    if isinstance(asked, EmbeddedStore):
        return asked
    if isinstance(asked, ox.Store):
        return EmbeddedStore(asked)
    if is_plan(asked):
        return EmbeddedStore(asked.store)
    raise MisuseError(
        f"a {type(asked).__name__} cannot be queried\n  Expected: a loaded plan, an embedded store or an endpoint."
    )


@contextmanager
def _on_disk(store: EmbeddedStore) -> Iterator[Path]:
    """Where another process can read what a store holds."""
    if store.folder is not None:
        yield store.folder
        return
    with tempfile.TemporaryDirectory(prefix="cohesion-graph-") as aside:
        data = Path(aside) / "data.nq"
        store.store.dump(data, format=ox.RdfFormat.N_QUADS)
        yield data


def _answer_of_endpoint(endpoint: RemoteStore, text: str, row_limit: int) -> Answer:
    held = endpoint.texts("SELECT DISTINCT ?graph { GRAPH ?graph { ?a ?b ?c } }").rows if names_graphs(text) else ()
    admitted = admit(text, {graph for (graph,) in held if graph})
    ready = " ".join(f"PREFIX {name}: <{start}>" for name, start in PREFIXES.items())
    is_graph = admitted.form in {"construct", "describe"}
    found = endpoint.found(f"{ready} {text}", is_graph=is_graph, names_graphs=admitted.names_graphs)
    return _answer(found, admitted, row_limit)


def _answer(found: object, admitted: Admitted, row_limit: int, *, is_cut: bool = False) -> Answer:
    """The answer as a table; a whole one that asks for no order is sorted, so that it is always the same.

    Args:
        found: Solutions, a truth value, or triples one by one.
        admitted: What was told of the query before.
        row_limit: Rows or triples that are shown at most.
        is_cut: Whether there were more than were found.
    """
    if isinstance(found, ox.QueryBoolean | bool):
        return Answer("ask", Table("sparql", (Column("answer"),), ((bool(found),),)))
    columns, given = _rows_of(found)
    rows = list(islice(given, row_limit))
    is_whole = not is_cut and next(given, None) is None
    if is_whole and not admitted.is_ordered:
        rows.sort(key=lambda row: [natural_key(_text(term)) for term in row])
    form = "select" if isinstance(found, ox.QuerySolutions) else admitted.form
    noun = "rows" if form == "select" else "triples"
    notes = () if is_whole else (f"Cut after {len(rows)} {noun}: the answer has more.",)
    cells = tuple(tuple(_cell(term) for term in row) for row in rows)
    lines = () if form == "select" else sorted({f"{' '.join(map(str, row))} .\n" for row in rows})
    return Answer(form, Table("sparql", tuple(map(Column, columns)), cells, notes=notes), "".join(lines), is_whole)


def _rows_of(found: Any) -> tuple[Sequence[str], Iterator[Row]]:
    if isinstance(found, ox.QuerySolutions):
        return [variable.value for variable in found.variables], (tuple(row) for row in found)
    return _TRIPLE, ((triple.subject, triple.predicate, triple.object) for triple in found)


_TRIPLE = ("subject", "predicate", "object")


def _text(term: Term | None) -> str | None:
    return term if term is None else str(term) if isinstance(term, ox.Triple) else term.value


def _cell(term: Term | None) -> Value:
    """A term as a plain value: whole numbers and decimals as numbers, truth values as such, all else as text."""
    text = _text(term)
    if text is None or not isinstance(term, ox.Literal):
        return text
    with suppress(ValueError):  # a text may have the datatype of a number and be none
        match term.datatype.value.removeprefix(PREFIXES["xsd"]):
            case "integer":
                return int(text)
            case "decimal" | "double" | "float" if math.isfinite(number := float(text)):
                return number
            case "boolean" if text in {"true", "false", "1", "0"}:
                return text in {"true", "1"}
    return text
