"""Where questions are answered: an embedded store, a store on disk, or an endpoint; one interface for all three.

Everywhere the default graph of a query is the union of the named graphs: what any source says is found, and the claim
itself tells which source says it. A union may hold the same triple several times, so queries count ``DISTINCT``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

import pyoxigraph as ox

from cohesion_graph.errors import BadQuery, StoreError

if TYPE_CHECKING:
    from cohesion_graph.questions.remote import RemoteStore

__all__ = ["EmbeddedStore", "QuestionStore", "Solutions", "Term", "Texts", "collected", "collected_texts", "open_store"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What a variable is bound to."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The whole answer of a SELECT as terms: nothing is left out, or there would have been an error."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """The whole answer of a SELECT as texts: of addresses and literals alike, None where a variable is unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


@runtime_checkable
class QuestionStore(Protocol):
    """Whatever answers SPARQL 1.1 SELECT over the union of its graphs."""

    def texts(self, text: str, literals: Collection[str] = ()) -> Texts:
        """All solutions of a query as texts, in the order in which the engine gives them.

        Args:
            text: The query.
            literals: Variables of which only literals count; where they are bound to an address, they are unbound.

        Raises:
            BadQuery: the engine refuses the query.
            StoreError: the answer could not be had in full, in time, or holds a triple as a value.
        """


@dataclass(frozen=True, slots=True)
class EmbeddedStore:
    """A store of this process, in memory or on disk."""

    store: ox.Store
    graphs: tuple[str, ...] = ()
    """Addresses of the graphs whose union is asked; all of the store's if empty."""
    folder: Path | None = None
    """Where it is on disk; None for one in memory."""

    def texts(self, text: str, literals: Collection[str] = ()) -> Texts:
        """All solutions of a query over the union of the graphs; see `QuestionStore.texts`.

        Raises:
            BadQuery: the query does not parse, or is no SELECT.
            StoreError: the store cannot be read, or holds a triple as a value.
        """
        return collected_texts(self._found(text), literals)

    def _found(self, text: str) -> object:
        try:
            if self.graphs:
                return self.store.query(text, default_graph=[ox.NamedNode(graph) for graph in self.graphs])
            return self.store.query(text, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise BadQuery(f"the query does not parse: {error}") from error
        except OSError as error:
            raise StoreError(f"the store cannot be read: {error}") from error


def collected(found: object) -> Solutions:
    """The solutions that pyoxigraph hands out one by one, all of them.

    Raises:
        BadQuery: they are the answer of another form of query.
        StoreError: they break off.
    """
    if not isinstance(found, ox.QuerySolutions):
        raise BadQuery("only a SELECT has rows\n  Use `cohesion-graph sparql` for the other forms.")
    variables = tuple(variable.value for variable in found.variables)
    rows: list[tuple[Term | None, ...]] = []
    try:
        for row in found:
            rows.append(tuple(row))  # noqa: PERF401 - see below
    except (OSError, SyntaxError) as error:
        # The solutions may be dropped in this thread only: a traceback must not keep them.
        del found
        raise StoreError(f"the answer breaks off: {error}") from error
    return Solutions(variables, tuple(rows))


def collected_texts(found: object, literals: Collection[str] = ()) -> Texts:
    """The solutions that pyoxigraph hands out one by one, as texts; raises what `collected` raises."""
    if not isinstance(found, ox.QuerySolutions):
        raise BadQuery("only a SELECT has rows\n  Use `cohesion-graph sparql` for the other forms.")
    variables = tuple(variable.value for variable in found.variables)
    places = [place for place, name in enumerate(variables) if name in literals]
    rows: list[tuple[str | None, ...]] = []
    try:
        for row in found:
            texts = [None if term is None else term.value for term in row]
            for place in places:
                if not isinstance(row[place], ox.Literal):
                    texts[place] = None
            rows.append(tuple(texts))
    except (OSError, SyntaxError) as error:
        # The solutions may be dropped in this thread only: a traceback must not keep them.
        del found
        raise StoreError(f"the answer breaks off: {error}") from error
    except AttributeError:
        raise StoreError("the answer holds a triple where a value is expected") from None
    return Texts(variables, tuple(rows))


def open_store(place: str | PathLike[str], *, plan: str = "", time_limit: float = 30.0) -> QuestionStore:
    """The store at a place: the address of a SPARQL endpoint, or the folder of a store on disk (opened to read).

    Args:
        place: ``http://...``, ``https://...`` or a folder.
        plan: Address of the plan to ask, for a store that holds several; questions are put to one plan at a time.
        time_limit: Seconds that an endpoint has for one whole answer.

    Raises:
        StoreError: there is no store in that folder, or the address is of another kind.
        UnknownName: the store holds no such plan.
    """
    found = _opened(place, time_limit)
    if not plan:
        return found
    from cohesion_graph.questions.plans_in_store import narrowed

    return narrowed(found, plan)


def _opened(place: str | PathLike[str], time_limit: float) -> EmbeddedStore | RemoteStore:
    text = str(place)
    if text.startswith(("http://", "https://")):
        from cohesion_graph.questions.remote import RemoteStore

        return RemoteStore(text, time_limit=time_limit)
    if "://" in text:
        raise StoreError(f"{text!r} is no endpoint\n  Expected: http://, https:// or the folder of a store.")
    folder = Path(place)
    if not (folder / "CURRENT").is_file():
        raise StoreError(f"there is no store in {str(folder)!r}\n  Expected: the folder of an Oxigraph store on disk.")
    try:
        return EmbeddedStore(ox.Store.read_only(str(folder)), folder=folder)
    except OSError as error:
        raise StoreError(f"the store in {str(folder)!r} cannot be opened: {error}") from error
