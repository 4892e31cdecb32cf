"""Encoded RDF terms: the only place where a value becomes N-Quads text, and so the only place that escapes.

Literals are written as RDF 1.1 canonical N-Quads write them, so that sorted lines without blank nodes are the
canonical form (RDFC-1.0, https://www.w3.org/TR/rdf-canon/). Identifiers and quoted words are plain literals, labels
carry a language tag in lower case: both compare equal in rdflib and in Oxigraph.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from cohesion_graph.errors import RdfError
from cohesion_graph.rdf.namespaces import PREFIXES

__all__ = ["boolean", "date", "integer", "iri", "is_iri", "literal", "minted", "tagged", "term", "typed"]

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>\"{}|^`\\]+")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')
_LANGUAGE = re.compile(r"[a-z]{1,8}(?:-[a-z0-9]{1,8})*")
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord(letter): "\\" + escape for letter, escape in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)
}
_XSD = PREFIXES["xsd"]
_INTEGER = f"^^<{_XSD}integer>"
_DATE = f"^^<{_XSD}date>"


def is_iri(text: str) -> bool:
    """Whether a text can stand as an absolute IRI in RDF: a scheme, no white space, no character RDF forbids.

    >>> is_iri("https://example.org/id/CC1"), is_iri("id/CC1"), is_iri("https://example.org/a b"), is_iri("a:%zz")
    (True, False, False, False)
    """
    return _IRI.fullmatch(text) is not None and ("%" not in text or _STRAY_PERCENT.search(text) is None)


def iri(address: str) -> str:
    """An absolute IRI as a term.

    Raises:
        RdfError: it is relative, or holds a character that may not stand in an IRI.
    """
    if not is_iri(address):
        raise RdfError(
            f"{address!r} cannot be an address in RDF\n  Expected: an absolute IRI without spaces, quotation marks, "
            "angle or curly brackets\n  Percent-encode the characters, or correct the base address."
        )
    return f"<{address}>"


def minted(address: str) -> str:
    """An address that `namespaces.Addresses` made, as a term: its parts are checked already, so it is not."""
    return f"<{address}>"


@cache
def term(name: str) -> str:
    """A term of a vocabulary, by its prefixed name; a prefix that is not declared is an error of the programmer.

    >>> term("skos:note")
    '<http://www.w3.org/2004/02/skos/core#note>'
    """
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def literal(text: str) -> str:
    r"""A plain literal.

    >>> print(literal('say "yes"\n'))
    "say \"yes\"\n"
    """
    return f'"{text.translate(_ESCAPES) if _SPECIAL.search(text) else text}"'


def tagged(text: str, language: str) -> str:
    """A literal in a language (BCP 47); plain where the language is empty or no tag that RDF allows.

    >>> tagged("leads", "en-GB")
    '"leads"@en-gb'
    """
    tag = language.lower()
    return f"{literal(text)}@{tag}" if _LANGUAGE.fullmatch(tag) else literal(text)


def typed(lexical: str, datatype: str) -> str:
    """A literal with a datatype of XML Schema: ``typed("2008-12", "gYearMonth")``."""
    return f"{literal(lexical)}^^<{_XSD}{datatype}>"


def integer(number: int) -> str:
    """A whole number as ``xsd:integer``."""
    return f'"{number}"{_INTEGER}'


def boolean(value: bool) -> str:
    """``true`` or ``false`` as ``xsd:boolean``."""
    return typed("true" if value else "false", "boolean")


def date(day: dt.date) -> str:
    """A day as ``xsd:date``."""
    return f'"{day.isoformat()}"{_DATE}'
