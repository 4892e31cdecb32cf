"""Which queries are let in, told by their words before anything runs: those that only read, and stay in the store.

Refused are updates, ``SERVICE`` (a request to another server) and ``FROM`` anything but a graph of the store (engines
would fetch it).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from dataclasses import dataclass

from cohesion_graph.errors import BadQuery, near_misses
from cohesion_graph.rdf.namespaces import PREFIXES

__all__ = ["Admitted", "admit", "names_graphs"]

_BLANK = "\x01"


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


def names_graphs(text: str) -> bool:
    """Whether a query chooses its graphs itself, by ``FROM``."""
    return _FROM.search(_bare(text)) is not None


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
