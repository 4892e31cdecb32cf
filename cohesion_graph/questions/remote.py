"""A SPARQL 1.1 endpoint over HTTP (https://www.w3.org/TR/sparql11-protocol/): one whole answer in time, or an error.

A query is sent as a form by POST, which every endpoint takes. ``union-default-graph`` is Oxigraph's own word for asking
the union of the named graphs; others ignore it, so before the first question it is made sure that the endpoint's
default graph holds what the named graphs hold: an endpoint set up otherwise would answer with nothing, silently.
"""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Collection
from dataclasses import dataclass, field

import pyoxigraph as ox

from cohesion_graph.errors import BadParameter, BadQuery, StoreError
from cohesion_graph.questions.store import Solutions, Texts, collected, collected_texts
from cohesion_graph.rdf.namespaces import PREFIXES

__all__ = ["RemoteStore", "first_line", "in_words", "parts_of_address"]

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_LARGEST = 256 * 2**20
_CLAIMS = f"{{ ?claim <{PREFIXES['pap']}aboutItem> ?item }}"
_REFUSED = (400, 501)


@dataclass(slots=True)
class RemoteStore:
    """An endpoint at an address.

    Raises (when made):
        BadParameter: the address is none, or holds a name and password.

    Raises (when asked):
        StoreError: it is down, slow, refuses, redirects a question, answers with something that is no SPARQL
            result, or breaks off. No part of an answer is ever returned as the whole.
        BadQuery: it says that the query is wrong.
    """

    url: str
    time_limit: float = 30.0
    """Seconds for one whole answer, connecting included."""
    graphs: tuple[str, ...] = ()
    """Addresses of the graphs whose union is asked; all of the endpoint's if empty."""
    _is_union: bool = field(default=False, repr=False)

    def __post_init__(self) -> None:
        parts_of_address(self.url)

    def texts(self, text: str, literals: Collection[str] = ()) -> Texts:
        """All solutions of a query over the union of the endpoint's graphs; see `store.QuestionStore.texts`."""
        deadline = time.monotonic() + self.time_limit
        if not self._is_union:
            self._make_sure_of_the_union(deadline)
        return collected_texts(self._results(text, deadline), literals)

    def found(self, text: str, *, is_graph: bool, names_graphs: bool) -> object:
        """What the endpoint finds for a query of any form: solutions, a truth value, or triples one by one.

        Args:
            text: The query, prefixes declared.
            is_graph: Whether its form is one that gives triples.
            names_graphs: Whether it chooses its graphs itself; else it is asked of the union of all.
        """
        deadline = time.monotonic() + self.time_limit
        if not (self._is_union or names_graphs):
            self._make_sure_of_the_union(deadline)
        if not is_graph:
            return self._results(text, deadline, is_union=not names_graphs)
        body = self._body(text, deadline, _TRIPLES, is_union=not names_graphs)
        try:
            return list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"the answer of {self.url} is broken or cut off: {error}") from error

    def select_as_it_is(self, text: str) -> Solutions:
        """All solutions over whatever the endpoint takes for its default graph: for queries that name their graphs."""
        return collected(self._results(text, time.monotonic() + self.time_limit))

    def _make_sure_of_the_union(self, deadline: float) -> None:
        holds = f"ASK {_CLAIMS}"
        if not self._results(holds, deadline):
            if self._results(f"ASK {{ GRAPH ?graph {_CLAIMS} }}", deadline):
                raise StoreError(
                    f"{self.url} keeps its named graphs out of its default graph, so every answer would be empty\n"
                    "  Set it to serve their union as the default graph (oxigraph: --union-default-graph; "
                    "Jena: tdb2:unionDefaultGraph)."
                )
            raise StoreError(f"{self.url} holds no plan: no claim about any item\n  Load a dataset into it first.")
        self._is_union = True

    def _results(self, text: str, deadline: float, *, is_union: bool = True) -> ox.QuerySolutions | ox.QueryBoolean:
        body = self._body(text, deadline, _RESULTS, is_union=is_union)
        try:
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"the answer of {self.url} is broken or cut off: {error}") from error

    def _body(self, text: str, deadline: float, wanted: str, *, is_union: bool) -> bytes:
        """The whole answer in the media type that is wanted."""
        body, kind = self._answer(text, deadline, wanted, is_union=is_union)
        if kind != wanted:
            shown = kind or "content of no stated type"
            raise StoreError(
                f"{self.url} answered with {shown}, which is no SPARQL result\n"
                f"  Expected: {wanted}. Is this the address of the query endpoint itself?"
            )
        return body

    def _answer(self, text: str, deadline: float, wanted: str, *, is_union: bool) -> tuple[bytes, str]:
        """Body and media type of the answer to one query."""
        union = [("default-graph-uri", graph) for graph in self.graphs] or [("union-default-graph", "true")]
        chosen = union if is_union else []  # what is chosen here would go before what the query itself chooses
        form = urllib.parse.urlencode([("query", text), *chosen]).encode()
        headers = {"Accept": wanted, "Content-Type": "application/x-www-form-urlencoded"}
        request = urllib.request.Request(self.url, data=form, headers=headers, method="POST")  # noqa: S310 - http(s) only
        try:
            with urllib.request.urlopen(request, timeout=self._left(deadline)) as answer:  # noqa: S310
                if limit := answer.headers.get("X-SPARQL-MaxRows"):  # Virtuoso's word, and that of our own server
                    raise StoreError(
                        f"{self.url} cut its answer after {limit} rows; nothing of it is shown\n"
                        "  Ask for less, or raise its limit (cohesion-graph serve --row-limit)."
                    )
                return self._read(answer, deadline), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            told = first_line(error)
            if error.code in _REFUSED:
                raise BadQuery(f"{self.url} refuses the query ({error.code}): {told}") from error
            raise StoreError(f"{self.url} answered {error.code} {error.reason}: {told}") from error
        except TimeoutError as error:
            raise self._too_slow() from error
        except http.client.IncompleteRead as error:
            raise StoreError(f"{self.url} broke off in the middle of its answer; nothing of it is shown") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._too_slow() from error
            told = f"{self.url} cannot be reached: {in_words(error.reason)}"
            raise StoreError(f"{told}\n  Is the endpoint running?") from error
        except (http.client.HTTPException, OSError) as error:
            raise StoreError(f"{self.url} does not answer as an HTTP endpoint: {in_words(error)}") from error

    def _read(self, answer: http.client.HTTPResponse, deadline: float) -> bytes:
        """The whole body, within what is left of the time; a drip of single bytes does not stretch it."""
        parts, size = [], 0
        while part := answer.read1(2**16):
            size += len(part)
            if size > _LARGEST:
                raise StoreError(f"the answer of {self.url} is longer than {_LARGEST // 2**20} MiB\n  Ask for less.")
            parts.append(part)
            self._left(deadline)
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        return b"".join(parts)

    def _left(self, deadline: float) -> float:
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        return left

    def _too_slow(self) -> StoreError:
        return StoreError(f"{self.url} gave no whole answer within {self.time_limit:g} seconds; nothing of it is shown")


def parts_of_address(url: str) -> urllib.parse.SplitResult:
    """The parts of the address of a service.

    Raises:
        BadParameter: it is not http or https, names no host, is not spelt as an address, or holds a name and password,
            which would then show in messages.
    """
    try:
        parts = urllib.parse.urlsplit(url)
        is_address = re.fullmatch(r"https?://[!-~]+", url) and parts.hostname and parts.port != 0
    except ValueError:  # brackets that do not match, a port that is no number
        is_address = None
    if not is_address:
        shown = "what was given" if "@" in url else repr(url)  # it may hold a password
        raise BadParameter(f"{shown} is no address of a service\n  Expected: http://... or https://...")
    if parts.username is not None or parts.password is not None:
        shown = f"{parts.scheme}://{parts.hostname}..."
        raise BadParameter(f"the address {shown} holds a name or password\n  Leave it out; load takes it with --user.")
    return parts


def in_words(error: object) -> str:
    """Why a connection failed, in the system's words, without its number."""
    return str((isinstance(error, OSError) and error.strerror) or error)


def first_line(error: urllib.error.HTTPError) -> str:
    """The reason that a service gives: the first line of its answer, as far as that comes."""
    try:
        lines = error.read(2000).decode("utf-8", "replace").strip().splitlines()
    except (OSError, http.client.HTTPException):
        lines = []
    return lines[0][:300] if lines else "no reason given"
