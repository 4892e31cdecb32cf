"""Plans that others publish, taken into a collection by the address of their linked data.

What a site of this package offers as ``data/.../NAME.nq.gz`` (or ``.trig.gz``, ``.jsonld.gz``) holds the whole plan,
with every claim and the words it rests on. It is fetched where a person says so (`collect add`, ``collect refresh``),
looked through like any dataset, and kept as it came in ``fetched/``, named after the plan's key. Nothing that it says
is followed.
"""

from __future__ import annotations

import gzip
import http.client
import io
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cohesion_graph.errors import CohesionError, DataError
from cohesion_graph.formats import PACKED, format_of

if TYPE_CHECKING:
    from cohesion_graph.model.dataset import Dataset
    from cohesion_graph.plan import LoadedPlan

__all__ = ["FETCHED", "Fetched", "fetch", "is_address", "key_of", "open_member"]

FETCHED: Final = "fetched"
LARGEST: Final = 400 * 2**20
"""Bytes of a plan's linked data, unpacked: about ten thousand actions."""
_SECONDS: Final = 60
"""How long a host may keep silent."""


def is_address(name: str) -> bool:
    """Whether a dataset is named by an address rather than a folder."""
    return name.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A plan as it came from an address."""

    dataset: str
    """Its key, ``authority/id``."""
    file: str
    """What it is kept as, inside the collection's folder."""
    content: bytes


def fetch(address: str) -> Fetched:
    """The plan at an address.

    Raises:
        DataError: it cannot be had, is larger than `LARGEST`, or is not the linked data of a plan.
    """
    ending = _ending(address)
    request = urllib.request.Request(address, headers={"User-Agent": "cohesion-graph"})  # noqa: S310 - http(s) only
    try:
        with _opener().open(request, timeout=_SECONDS) as answer:
            content: bytes = answer.read(LARGEST + 1)
    except urllib.error.HTTPError as error:
        raise DataError(f"{address} answers {error.code} {error.reason}\n  {_CURE}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise DataError(f"{address} cannot be reached: {why}\n  {_CURE}") from error
    dataset = _read(content, ending, address)
    key = f"{dataset.authority.id}/{dataset.id}"
    return Fetched(key, f"{FETCHED}/{key.replace('/', _BETWEEN)}{ending}", content)


_CURE = "Open the address in a browser; it is that of a plan's .nq.gz among the downloads of its site."
_BETWEEN = "+"
_NEITHER = "the linked data of a plan, whole: .nq, .trig or .jsonld, also with .gz"


def _opener() -> urllib.request.OpenerDirector:
    """Opens addresses of the web alone: a redirect to anything else is refused."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        *(urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler()),
        *(urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPRedirectHandler()),
        *(urllib.request.HTTPErrorProcessor(), urllib.request.UnknownHandler()),
    ):
        opener.add_handler(handler)
    return opener


def _ending(name: str) -> str:
    """``.nq.gz``: the ending of a form that holds whole plans.

    Raises:
        DataError: it is another.
    """
    path = name.partition("?")[0].partition("#")[0]
    form = format_of(path.removesuffix(PACKED))
    if form is None or form.name not in _FORMS:
        raise DataError(f"{name} does not say what it is\n  Expected: {_NEITHER}\n  {_CURE}")
    return f"{form.ending}{PACKED if path.endswith(PACKED) else ''}"


_FORMS = ("nquads", "trig", "jsonld")


def _read(content: bytes, ending: str, name: str) -> Dataset:
    """The dataset that a file holds.

    Raises:
        DataError: it holds none, or is too large.
    """
    from cohesion_graph.rdf.read import read_rdf

    try:
        if ending.endswith(PACKED):
            with gzip.open(io.BytesIO(content)) as file:
                content = file.read(LARGEST + 1)
    except (OSError, EOFError) as error:
        raise DataError(f"{name} is not compressed as its name says, or cut off\n  {_CURE}") from error
    if len(content) > LARGEST:
        raise DataError(f"{name} has more than {LARGEST:,} bytes\n  Ask its publisher for the plan in parts.")
    form = format_of(f"a{ending.removesuffix(PACKED)}")
    assert form is not None  # told by the ending
    try:
        return read_rdf(content, form.name)
    except CohesionError as error:
        raise DataError(f"{name} is no plan: {error}") from error


def key_of(file: Path) -> str:
    """The key of the plan in a file that was fetched."""
    return file.name.partition(".")[0].replace(_BETWEEN, "/")


def open_member(place: Path) -> LoadedPlan:
    """The plan of a member of a collection, wherever it is: a dataset's folder, or a file that was fetched.

    Raises:
        CohesionError: it cannot be opened.
    """
    from cohesion_graph.model.privacy import withhold_names
    from cohesion_graph.plan import LoadedPlan, parse

    if not place.is_file():
        return parse(place)
    dataset = _read(place.read_bytes(), _ending(place.name), place.name)
    if f"{dataset.authority.id}/{dataset.id}" != key_of(place):
        raise DataError(f"{place} holds another plan than its name says\n  Fetch it again: collect refresh.")
    return LoadedPlan(withhold_names(dataset))
