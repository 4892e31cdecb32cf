"""The user's own SPARQL: SELECT, ASK, CONSTRUCT, DESCRIBE over the union of the graphs or over named graphs.

Prefixes of `rdf.namespaces` are ready. The query runs in a process of its own on a copy of the data, so a time limit
really stops it, whatever it is doing, and nothing it does can change the store. Refused are updates, ``SERVICE`` (a
request to another server) and ``FROM`` anything but a graph of the store (engines would fetch it).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from cohesion_graph.errors import BadParameter, BadQuery, MisuseError, StoreError, near_misses
from cohesion_graph.questions.asked import PlanLike, is_plan
from cohesion_graph.questions.cells import natural_key
from cohesion_graph.questions.remote import RemoteStore
from cohesion_graph.questions.sparql_child import report_on
from cohesion_graph.questions.store import EmbeddedStore, QuestionStore
from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.tables.table import Column, Table, Value

__all__ = ["MEMORY_LIMIT", "ROW_LIMIT", "TIME_LIMIT", "Admitted", "Answer", "admit", "query"]

TIME_LIMIT = 10.0
"""Seconds that a query has unless more is asked for."""
ROW_LIMIT = 10_000
"""Rows or triples of an answer unless more is asked for; what was cut is said in a note."""
MEMORY_LIMIT = 4 * 2**30
"""Bytes of memory that a query may take, where the operating system can hold it to that."""

_BLANK = "\x01"
_CHILD = Path(__file__).with_name("sparql_child.py")
_SPARE = 1.0


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
    """False where the row limit cut the answer; a note of the table says so."""


def query(
    asked: PlanLike | QuestionStore | ox.Store,
    text: str,
    /,
    *,
    time_limit: float = TIME_LIMIT,
    row_limit: int = ROW_LIMIT,
    place: str = "",
) -> Answer:
    """The answer to a query of the user's own.

    Args:
        asked: A loaded plan, an embedded store, or an endpoint, which is left at the time limit whether or not it
            goes on by itself.
        text: The query; prefixes that it does not declare itself are those of `rdf.namespaces`. Without ``FROM`` it
            is asked of the union of all graphs, and ``GRAPH`` reaches each of them.
        time_limit: Seconds; then the query is stopped and nothing is shown.
        row_limit: How many rows (or triples) are shown at most.
        place: Folder of the store, for one on disk: it is then opened again to be read rather than copied.

    Raises:
        BadQuery: it does not parse (line and column are told), or asks for something refused.
        BadParameter: a limit that is not positive.
        StoreError: it was stopped at the time limit, took too much memory, or the store failed.
    """
    if time_limit <= 0 or row_limit < 1:
        raise BadParameter("limits are positive: seconds above 0, rows from 1")
    if isinstance(asked, RemoteStore):
        return _answer_of_endpoint(replace(asked, time_limit=time_limit), text, row_limit)
    if isinstance(asked, EmbeddedStore) or is_plan(asked):
        store = asked.store
    elif isinstance(asked, ox.Store):
        store = asked
    else:
        raise MisuseError(
            f"a {type(asked).__name__} cannot be queried\n  Expected: a loaded plan, an embedded store or an endpoint."
        )
    graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    admitted = admit(text, graphs)
    task = {
        "query": text,
        "form": admitted.form,
        "prefixes": PREFIXES,
        "row_limit": row_limit,
        "union": not admitted.names_graphs,
        "memory": MEMORY_LIMIT,
        "place": place,
    }
    data = b"" if place else store.dump(format=ox.RdfFormat.N_QUADS) or b""
    return _answer(_run(task, data, time_limit), row_limit, is_ordered=admitted.is_ordered)


def _answer_of_endpoint(endpoint: RemoteStore, text: str, row_limit: int) -> Answer:
    held = endpoint.texts("SELECT DISTINCT ?graph { GRAPH ?graph { ?a ?b ?c } }") if _FROM.search(_bare(text)) else None
    admitted = admit(text, {graph for (graph,) in held.rows if graph} if held else ())
    ready = " ".join(f"PREFIX {name}: <{start}>" for name, start in PREFIXES.items())
    is_graph = admitted.form in {"construct", "describe"}
    found = endpoint.found(f"{ready} {text}", is_graph=is_graph, names_graphs=admitted.names_graphs)
    return _answer(report_on(found, admitted.form, row_limit), row_limit, is_ordered=admitted.is_ordered)


@dataclass(frozen=True, slots=True)
class Admitted:
    """What can be told of a query by its words before it is run."""

    form: str
    """``select``, ``ask``, ``construct`` or ``describe``."""
    names_graphs: bool
    """Whether it chooses its graphs itself, by ``FROM``."""
    is_ordered: bool
    """Whether it asks for an order anywhere."""


def admit(text: str, graphs: Collection[str]) -> Admitted:
    """Refuse a query that would change data or reach out of a store with these graphs; else tell of what kind it is.

    Raises:
        BadQuery: it does; line and column are told. A query that does not parse may well be admitted.
    """
    bare = _bare(text)
    _refuse(bare, text, graphs)
    form = _FORMS.search(bare)
    return Admitted(
        form[1].lower() if form else "select",
        _FROM.search(bare) is not None,
        re.search(r"\bORDER\s+BY\b", bare, re.IGNORECASE) is not None,
    )


def _run(task: dict[str, Any], data: bytes, time_limit: float) -> dict[str, Any]:
    """The child's report on a task; the child is gone when this returns."""
    head = json.dumps(task).encode() + b"\n"
    try:
        # The program is this package's own file and this very interpreter; the query goes through standard input.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_CHILD)],
            input=head + data,
            capture_output=True,
            timeout=time_limit + _SPARE,
            check=False,
            env=_environment(time_limit),
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(time_limit) from error
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = told[-1] if told else f"it ended with code {done.returncode}"
        raise StoreError(
            f"the query was broken off: {why}\n  It may have needed too much memory: ask for less."
        ) from error
    if "too_slow" in report:
        raise _too_slow(time_limit)
    if "bad_query" in report:
        raise BadQuery(f"the query does not parse: {report['bad_query']}")
    if "failed" in report:
        raise StoreError(f"the query failed: {report['failed']}")
    return report


def _environment(time_limit: float) -> dict[str, str]:
    import os

    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "TMPDIR", "TEMP"}}
    return kept | {"QUERY_SECONDS": str(time_limit), "PYTHONIOENCODING": "utf-8"}


def _too_slow(time_limit: float) -> StoreError:
    return StoreError(
        f"the query was stopped after {time_limit:g} seconds; nothing of its answer is shown\n"
        "  Ask for less, bind more, write negation as MINUS, or give it a longer time limit."
    )


def _answer(report: dict[str, Any], row_limit: int, *, is_ordered: bool) -> Answer:
    """The answer as a table; a whole one that asks for no order is sorted, so that it is always the same."""
    form, rows = report["form"], report["rows"]
    whole = not report["cut"]
    if whole and not is_ordered and form != "ask":
        rows.sort(key=lambda row: [natural_key(value and value[1]) for value in row])
    noun = "rows" if form == "select" else "triples"
    notes = () if whole else (f"Cut after {row_limit} {noun}: the answer has more.",)
    columns = tuple(Column(name) for name in report["columns"])
    cells = tuple(tuple(_cell(value) for value in row) for row in rows)
    lines = sorted({f"{' '.join(map(_encoded, row))} .\n" for row in rows}) if form in {"construct", "describe"} else []
    return Answer(form, Table("sparql", columns, cells, notes=notes), "".join(lines), whole)


def _cell(value: list[str] | bool | None) -> Value:
    """A term as a plain value: whole numbers and decimals as numbers, truth values as such, all else as text."""
    if value is None or isinstance(value, bool):
        return value
    kind, text, datatype = value[0], value[1], value[2]
    if kind == "literal" and datatype.startswith(PREFIXES["xsd"]):
        name = datatype.removeprefix(PREFIXES["xsd"])
        if name == "integer":
            return int(text)
        if name in {"decimal", "double", "float"}:
            return float(text)
        if name == "boolean":
            return text in {"true", "1"}
    return text


def _encoded(value: list[str]) -> str:
    return value[3]


_TOKENS = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\s]*>)"""
    r"""|(?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\""""
    r"""|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")"""
    r"""|(?P<comment>\#[^\n\r]*)""",
    re.DOTALL,
)
_NAME = re.compile(r"[?$]\w+|[\w.-]*:[\w.:%\\-]*|@[A-Za-z-]+")
_UPDATES = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_FORMS = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def _bare(text: str) -> str:
    """The query with IRIs, strings, comments, variables and prefixed names blanked: what is left are keywords."""

    def blank(match: re.Match[str]) -> str:
        is_comment = match.re is _TOKENS and match["comment"] is not None
        return re.sub(r"\S", " " if is_comment else _BLANK, match[0])

    return _NAME.sub(blank, _TOKENS.sub(blank, _unescaped(text)))


def _unescaped(text: str) -> str:
    r"""The query with ``\uXXXX`` resolved, as SPARQL does before it reads anything (SPARQL 1.1, section 19.2)."""
    return re.sub(
        r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})",
        lambda match: chr(code) if (code := int(match[1] or match[2], 16)) <= sys.maxunicode else match[0],
        text,
    )


def _refuse(bare: str, text: str, graphs: Collection[str]) -> None:
    if found := re.search(r"\bSERVICE\b", bare, re.IGNORECASE):
        raise BadQuery(f"{_where(bare, found.start())}: SERVICE is refused: queries do not reach other servers")
    first = _FORMS.search(bare)
    update = _UPDATES.search(bare)
    if update and (first is None or update.start() < first.start()):
        raise BadQuery(f"{_where(bare, update.start())}: {update[1].upper()} is refused: the store is only read")
    for found in re.finditer(r"\bFROM\b(?:\s*NAMED\b)?\s*", bare, re.IGNORECASE):
        address = _address_at(_unescaped(text), found.end(), text)
        if address not in graphs:
            near = near_misses(address, graphs)
            hint = f"\n  Did you mean <{near[0]}>?" if near else ""
            raise BadQuery(
                f"{_where(bare, found.start())}: FROM <{address}> is refused: it is no graph of this store{hint}"
            )


def _address_at(text: str, start: int, whole: str) -> str:
    """The address that a ``FROM`` names: an IRI, or a prefixed name resolved."""
    rest = text[start:]
    if rest.startswith("<"):
        return rest[1 : rest.find(">")]
    name = re.match(r"[\w.-]*:[^\s{]*", rest)
    if name is None:
        return rest.split()[0] if rest.split() else ""
    prefix, _, local = name[0].partition(":")
    declared = dict(re.findall(r"PREFIX\s+([\w.-]*):\s*<([^>]*)>", whole, re.IGNORECASE))
    return f"{(PREFIXES | declared).get(prefix, prefix + ':')}{local}"


def _where(text: str, offset: int) -> str:
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"
