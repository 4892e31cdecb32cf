"""A graph store over HTTP (https://www.w3.org/TR/sparql11-http-rdf-update/): a PUT makes a graph what is sent.

A PUT replaces one named graph and nothing else, so sending the same again changes nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cohesion_graph.errors import StoreError
from cohesion_graph.graph_store.sign_in import SignIn, opener_for
from cohesion_graph.questions.remote import first_line, in_words, parts_of_address

__all__ = ["GraphStore"]

_NOWHERE = "urn:x-cohesion-graph:nothing"
_ANSWERS_WITHIN = 5.0
_DONE = (200, 201, 204)
_NOT_A_STORE = (400, 404, 405, 406, 415, 501)
_WHERE = (
    "Give the address of its Graph Store Protocol: Oxigraph http://host:7878/store, Fuseki .../dataset/data, "
    "Virtuoso .../sparql-graph-crud-auth, GraphDB .../rdf-graphs/service"
)


@dataclass(frozen=True)
class GraphStore:
    """A graph store at an address.

    Raises (when made):
        BadParameter: the address is none, or holds a name and password.
    """

    url: str
    sign_in: SignIn | None = None
    time_limit: float = 300.0
    """Seconds that the store may keep silent: some answer only when a large graph is on their disk."""

    def __post_init__(self) -> None:
        parts_of_address(self.url)

    @property
    def sends_password_in_the_open(self) -> bool:
        """Whether a password would cross a network unencrypted."""
        parts = urllib.parse.urlsplit(self.url)
        return self.sign_in is not None and parts.scheme == "http" and not _is_this_machine(parts.hostname or "")

    def check(self) -> None:
        """Find out within seconds whether anything like a graph store answers, before anything is sent.

        A graph that is not there is asked for. Whatever answers in words of its own, even with a refusal, may be one;
        what keeps silent or shows a page is none.

        Raises:
            StoreError: it cannot be reached, keeps silent, or answers with a page.
        """
        joint = "&" if urllib.parse.urlsplit(self.url).query else "?"
        request = urllib.request.Request(  # noqa: S310 - http(s) only
            f"{self.url}{joint}graph={urllib.parse.quote(_NOWHERE, safe='')}",
            headers={"Accept": "application/n-triples, */*;q=0.1"},
        )
        try:
            with self._opener.open(request, timeout=min(self.time_limit, _ANSWERS_WITHIN)) as answer:
                if answer.headers.get_content_type() == "text/html":
                    raise StoreError(f"{self.url} answers with a page: it is no graph store\n  {_WHERE}.")
        except urllib.error.HTTPError as error:
            error.close()
        except (urllib.error.URLError, ValueError, http.client.HTTPException, OSError) as error:
            why = getattr(error, "reason", error)
            if isinstance(why, TimeoutError):
                seconds = min(self.time_limit, _ANSWERS_WITHIN)
                raise StoreError(
                    f"{self.url} has not answered within {seconds:g} seconds to a question any graph store answers\n"
                    f"  {_WHERE}."
                ) from None
            if isinstance(error, ValueError):
                return  # a sign-in that is not known here, of which `put` tells
            raise self._unreachable(why, _NOWHERE) from None

    def put(self, graph: str, body: Iterable[bytes], size: int) -> None:
        """Make a named graph what the body says.

        Args:
            graph: Address of the graph.
            body: Its N-Triples in parts. It may be walked more than once: a store may ask who it is first.
            size: Bytes of the body in all.

        Raises:
            StoreError: the store cannot be reached, keeps silent, refuses, or is none.
        """
        joint = "&" if urllib.parse.urlsplit(self.url).query else "?"
        request = urllib.request.Request(  # noqa: S310 - http(s) only
            f"{self.url}{joint}graph={urllib.parse.quote(graph, safe='')}",
            data=body,
            headers={"Content-Type": "application/n-triples", "Content-Length": str(size)},
            method="PUT",
        )
        try:
            with self._opener.open(request, timeout=self.time_limit) as answer:
                status = answer.status
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error, graph) from None  # the error holds the request, and that the password
        except TimeoutError:
            raise self._too_slow(graph) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._too_slow(graph) from None
            raise self._unreachable(error.reason, graph) from None
        except ValueError as error:
            raise StoreError(f"{self.url} asks for a sign-in that is not known here: {error}") from None
        except (http.client.HTTPException, OSError) as error:
            raise self._unreachable(error, graph) from None
        if status not in _DONE:
            raise StoreError(f"{self.url} answered {status} to a PUT, which is no answer of a graph store\n  {_WHERE}.")

    @cached_property
    def _opener(self) -> urllib.request.OpenerDirector:
        return opener_for(self.url, self.sign_in)

    def _refused(self, error: urllib.error.HTTPError, graph: str) -> StoreError:
        if error.code in {401, 403}:
            cure = "Check the name and the password." if self.sign_in else "Give a name with --user."
            return StoreError(f"{self.url} does not let us write ({error.code} {error.reason})\n  {cure}")
        if 300 <= error.code < 400:
            return StoreError(
                f"{self.url} sends us on to {error.headers.get('Location', 'nowhere')}\n"
                "  If you trust that address, give it instead."
            )
        told = f"{self.url} answered {error.code} {error.reason} to a PUT of <{graph}>: {first_line(error)}"
        return StoreError(f"{told}\n  {_WHERE}." if error.code in _NOT_A_STORE else told)

    def _unreachable(self, why: object, graph: str) -> StoreError:
        if isinstance(why, BrokenPipeError | ConnectionResetError | http.client.RemoteDisconnected):
            return StoreError(f"{self.url} closed the connection while <{graph}> was sent\n  Its log may say why.")
        return StoreError(f"{self.url} cannot be reached: {in_words(why)}\n  Is the service running?")

    def _too_slow(self, graph: str) -> StoreError:
        return StoreError(
            f"{self.url} kept silent for {self.time_limit:g} seconds over <{graph}>\n"
            "  Try again, or give it longer with --time-limit."
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
