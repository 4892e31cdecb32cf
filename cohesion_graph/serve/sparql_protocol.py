"""What a request asks of a SPARQL endpoint, read and checked before anything runs (SPARQL 1.1 Protocol, section 2)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request

from cohesion_graph.questions.admission import Admitted, admit
from cohesion_graph.questions.limits import Limits
from cohesion_graph.questions.query_runner import Task

__all__ = ["LARGEST_BODY", "AskedQuery", "Refused", "read_query"]

LARGEST_BODY = 2**18
"""Bytes of a request's body: a quarter of a mebibyte, some fifty times the longest of the ready questions."""

_BODY_TIME = 30.0
"""Seconds that the body of a request may take to arrive."""

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_MOST_FIELDS = 1000


class Refused(Exception):
    """A request that cannot be answered, with the HTTP status that says why."""

    def __init__(self, status: int, told: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(told)
        self.status = status
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A query and the graphs that the request, rather than the query, chooses."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]

    def admitted(self, graphs: Sequence[str]) -> Admitted:
        """What is told by the query's words.

        Raises:
            BadQuery: it would change data or reach out.
            Refused: a graph is chosen that is not there.
        """
        for one in (*self.default, *self.named):
            if one not in graphs:
                raise Refused(400, f"{one!r} is no graph of this store\n  Expected one of: {', '.join(graphs)}")
        return admit(self.text, graphs)

    def task(self, admitted: Admitted, limits: Limits) -> Task:
        """The query as it is run: graphs that the request chooses win over those that the query names."""
        if self.default or self.named:
            return Task(self.text, limits, default=self.default, named=self.named)
        return Task(self.text, limits, union=not admitted.names_graphs)


async def read_query(request: Request) -> AskedQuery | None:
    """The query of a GET or POST request; None for a GET that asks nothing.

    Raises:
        Refused: the request is no query, or asks for an update.
    """
    url = _fields(bytes(request.scope["query_string"]), "the address")
    if request.method != "POST":
        return _asked(url) if url else None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _QUERY:
        body = await _body(request)
        return _asked({**url, "query": [_decoded(body)]})
    if kind == _FORM:
        return _asked(_fields(await _body(request), "the form"))
    if kind == "application/sparql-update":
        raise Refused(403, "updates are refused: the data is only read")
    raise Refused(415, f"a body of type {kind or 'none'} cannot be read\n  Expected: {_QUERY} or {_FORM}")


def _asked(fields: Mapping[str, list[str]]) -> AskedQuery:
    if "update" in fields or "using-graph-uri" in fields or "using-named-graph-uri" in fields:
        raise Refused(403, "updates are refused: the data is only read")
    queries = fields.get("query", [])
    if len(queries) != 1:
        raise Refused(400, f"{len(queries)} queries were sent\n  Expected: one, as the parameter query.")
    return AskedQuery(queries[0], tuple(fields.get("default-graph-uri", ())), tuple(fields.get("named-graph-uri", ())))


def _fields(encoded: bytes, where: str) -> dict[str, list[str]]:
    try:
        text = encoded.decode("utf-8")
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Refused(400, f"the parameters of {where} cannot be read: {error}\n  Expected: UTF-8, encoded.") from error


async def _body(request: Request) -> bytes:
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told) > LARGEST_BODY:  # not even asked for, where the client waits to be
        raise _too_long()
    parts, size = [], 0
    try:
        async with asyncio.timeout(_BODY_TIME):
            async for part in request.stream():
                size += len(part)
                if size > LARGEST_BODY:
                    raise _too_long()
                parts.append(part)
    except TimeoutError:
        raise Refused(408, f"the query did not arrive within {_BODY_TIME:g} seconds") from None
    except ClientDisconnect:
        raise Refused(400, "the query broke off") from None
    return b"".join(parts)


def _too_long() -> Refused:
    return Refused(413, f"the query is longer than {LARGEST_BODY} bytes")


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"the query is not UTF-8: {error.reason} at byte {error.start}") from error
