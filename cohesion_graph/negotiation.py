"""Which media type an Accept header prefers (RFC 9110, section 12.5.1), and in which form a document is had.

A document of ours may be had as a page, as Turtle and as JSON-LD. `document_form` says which of them a client gets, by
one rule that the server and the rules for web hosts (`publish.host_negotiation`) follow alike:

1. The highest quality wins; of two alike the range that is more exact; of two exact ones what the client names first;
   else the page before Turtle before JSON-LD.
2. A client that wants a form of RDF which documents do not have (RDF/XML, N-Triples ...) more than a page gets the
   better of Turtle and JSON-LD all the same: it reads RDF, and a page would be of no use to it.
3. A client that takes none of all this gets the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.request import parse_http_list

from cohesion_graph.formats import FORMATS, Format

__all__ = ["JSON_LD", "OTHER_RDF", "PAGE", "TURTLE", "Offer", "document_form", "preferred"]

_MOST = 100
"""Ranges of a header that are looked at; no honest client sends so many."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A form in which a document may be had."""

    ending: str
    """Of its file; empty for the page."""
    media_types: tuple[str, ...]
    """By which clients ask for it; the first is its own."""


def _offer(ending: str, one: Format) -> Offer:
    return Offer(ending, (one.media_type, *one.also))


PAGE: Final = _offer("", FORMATS["html"])
TURTLE: Final = _offer(FORMATS["turtle"].ending, FORMATS["turtle"])
JSON_LD: Final = _offer(FORMATS["jsonld"].ending, FORMATS["jsonld"])
OTHER_RDF: Final = Offer(
    "",
    (
        *(FORMATS[name].media_type for name in ("rdfxml", "ntriples", "nquads", "trig")),
        "text/n3",
        "text/rdf+n3",
        "application/owl+xml",
    ),
)
"""What no document is had in, but only readers of RDF ask for."""


def document_form(accept: str) -> Offer:
    """The form in which a client with this Accept header gets a document: `PAGE`, `TURTLE` or `JSON_LD`.

    >>> document_form("text/html;q=0, */*").ending, document_form("application/rdf+xml, */*;q=0.1").ending
    ('.ttl', '.ttl')
    >>> document_form("text/html, application/xhtml+xml, */*;q=0.8") is PAGE
    True
    """
    ranges = list(_ranges(accept))
    page, turtle, json_ld = (_wish(ranges, one) for one in (PAGE, TURTLE, JSON_LD))
    other = _wish([one for one in ranges if one.exactness == _EXACT], OTHER_RDF)
    if not any(wish.beats(page) for wish in (turtle, json_ld, other)):
        return PAGE
    return JSON_LD if json_ld.beats(turtle) else TURTLE


_EXACT = 2


@dataclass(frozen=True, slots=True)
class _Wish:
    """How much a client wants one offer."""

    quality: float = 0.0
    exactness: int = 0
    place: int = 0

    def beats(self, other: _Wish) -> bool:
        mine, others = (self.quality, self.exactness), (other.quality, other.exactness)
        if mine != others:
            return mine > others
        return self.quality > 0 and self.exactness == _EXACT and self.place < other.place


def _wish(ranges: Sequence[_Range], offer: Offer) -> _Wish:
    """By the first of the most exact ranges that cover it."""
    covering = [one for one in ranges if any(one.covers(name) for name in offer.media_types[: _names(one, offer)])]
    best = max(covering, key=lambda one: one.exactness, default=None)
    return _Wish() if best is None or not best.quality else _Wish(best.quality, best.exactness, best.place)


def _names(one: _Range, offer: Offer) -> int:
    """Of how many of an offer's names a range may speak: of all by name, of its own alone by a star."""
    return len(offer.media_types) if one.exactness == _EXACT else 1


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that a client likes best.

    Highest quality first; then the more exact range; then what the client names first; then what is offered first.
    Parts that are no media range are passed over; a header that says nothing takes what is offered first.

    Returns:
        One of `offered`, or None if the client takes none of them.

    >>> preferred("text/turtle, text/html;q=0.5", ["text/html", "text/turtle"])
    'text/turtle'
    >>> preferred("application/pdf", ["text/html", "text/turtle"]) is None
    True
    """
    ranges = list(_ranges(accept))
    if not ranges:
        return offered[0]
    ranked = []
    for place, media_type in enumerate(offered):
        found = max((one for one in ranges if one.covers(media_type)), key=lambda one: one.exactness, default=None)
        if found is not None and found.quality > 0:
            ranked.append(((-found.quality, -found.exactness, found.place, place), media_type))
    return min(ranked)[1] if ranked else None


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subtype: str
    quality: float
    place: int

    @property
    def exactness(self) -> int:
        return (self.kind != "*") + (self.subtype != "*")

    def covers(self, media_type: str) -> bool:
        kind, _, subtype = media_type.partition("/")
        return self.kind in {"*", kind} and self.subtype in {"*", subtype}


def _ranges(accept: str) -> list[_Range]:
    found = []
    for place, part in enumerate(islice(parse_http_list(accept), _MOST)):
        name, *parameters = (one.strip() for one in part.split(";"))
        kind, slash, subtype = name.lower().partition("/")
        quality = _quality(parameters)
        if slash and kind and subtype and not (kind == "*" and subtype != "*") and quality is not None:
            found.append(_Range(kind, subtype, quality, place))
    return found


def _quality(parameters: list[str]) -> float | None:
    """The weight of a range, 1 where none is given; None where it is no weight."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            return float(value) if _WEIGHT.fullmatch(value.strip()) else None
    return 1.0


_WEIGHT = re.compile("0(?:[.][0-9]*)?|1(?:[.]0*)?")
