"""One document's triples as Turtle and as JSON-LD, short enough to stand beside its page.

Both name addresses relative to the document (`relative`), whose own address they state as their base, so that a copy
on another host or a disk says the same. Namespaces are declared only where they are used, and so are the folders and
documents that many addresses begin with, where that is shorter. What is written is equal, triple for triple, to the
same triples as N-Triples.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

import pyoxigraph as ox

from cohesion_graph.rdf.namespaces import CODE_LISTS, DEFINITIONS, PREFIXES

__all__ = ["DOCUMENT_FORMS", "document", "relative"]

_LISTS = {name: f"{DEFINITIONS}{name}#" for name in CODE_LISTS.values()}
_SPACES = {**PREFIXES, **_LISTS}
_PREFIX_OF = {address: prefix for prefix, address in _SPACES.items()}
_LOCAL = re.compile(r"(?P<space>.+[/#])(?P<name>[A-Za-z][A-Za-z0-9_-]*)", re.DOTALL)
_BELOW = re.compile(r"(?P<space>[^#]+#|[^#]+/)(?P<name>[A-Za-z0-9](?:[A-Za-z0-9_=,./-]*[A-Za-z0-9_-])?)")
"""An address of things as what it begins with, up to the place in its document or its last folder, and the rest."""
_ESCAPED = re.compile("[=,/]")
"""What Turtle takes in a short name behind a backslash."""
_TYPE, _XSD = f"{PREFIXES['rdf']}type", PREFIXES["xsd"]
_NATIVE = {f"{_XSD}integer": re.compile("0|-?[1-9][0-9]{0,14}"), f"{_XSD}boolean": re.compile("true|false")}
"""Literals that both forms write bare, where they are written canonically."""

Statements = list[tuple[str, list[tuple[str, list[Any]]]]]
"""Subjects, each with its properties, each with its values; all sorted, types first."""


def document(triples: Iterable[ox.Triple], address: str) -> Iterator[tuple[str, bytes]]:
    """What a document says, in each of `DOCUMENT_FORMS`: the ending of the file, and its bytes (UTF-8).

    Args:
        triples: In any order, repeated or not; blank nodes keep their names.
        address: The document's own.
    """
    statements = _statements(triples)
    for ending, write in DOCUMENT_FORMS.items():
        yield ending, write(statements, address).encode("utf-8")


@lru_cache(maxsize=2**16)
def relative(address: str, base: str) -> str:
    """An address as a reference that a document at `base` resolves to it; as it is where they share no host.

    >>> base = "https://example.org/id/x/plan/p/action/A1"
    >>> [relative(f"https://example.org/id/x/{end}", base) for end in ("plan/p/action/A1#link/b", "source/s", "plan/p")]
    ['#link/b', '../../../source/s', '../../p']
    """
    path, mark, place = address.partition("#")
    if path == base:
        return mark + place
    here, there = base.split("/")[:-1], path.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    below = "../" * (len(here) - same) + "/".join(there[same:])
    return f"{below}{mark}{place}" if same > 2 and there[-1] and ":" not in below else address


def _statements(triples: Iterable[ox.Triple]) -> Statements:
    grouped: dict[str, dict[str, dict[str, Any]]] = {}
    for triple in triples:
        subject, predicate = _name(triple.subject), triple.predicate.value
        grouped.setdefault(subject, {}).setdefault(predicate, {})[str(triple.object)] = triple.object
    return [
        (
            subject,
            [
                (predicate, [values[name] for name in sorted(values)])
                for predicate, values in sorted(grouped[subject].items(), key=lambda told: (told[0] != _TYPE, told[0]))
            ],
        )
        for subject in sorted(grouped)
    ]


def _name(resource: Any) -> str:
    """An address, or a blank node with its mark: ``_:a``."""
    return str(resource) if isinstance(resource, ox.BlankNode) else str(resource.value)


class _Names:
    """The short names of addresses, and which prefixes they need."""

    def __init__(self, statements: Statements, base: str, *, declared_relative: bool) -> None:
        self._base = base
        self.used: set[str] = set()
        self.beginnings = _beginnings(statements, base, declared_relative=declared_relative)
        """What many addresses begin with, and its prefix."""

    def prefixed(self, address: str) -> str | None:
        """``pap:Claim``; None where no prefix fits."""
        found = _LOCAL.fullmatch(address)
        prefix = _PREFIX_OF.get(found["space"]) if found else None
        if found is None or prefix is None:
            return None
        self.used.add(prefix)
        return f"{prefix}:{found['name']}"

    def begun(self, address: str) -> tuple[str, str] | None:
        """The prefix of a beginning that the address has, and the rest."""
        found = _BELOW.fullmatch(address)
        prefix = self.beginnings.get(found["space"]) if found else None
        return (prefix, found["name"]) if found and prefix else None

    def relative(self, address: str) -> str:
        """The address as the document names it; a blank node as it is."""
        if begun := self.begun(address):
            return ":".join(begun)
        return address if address.startswith("_:") else relative(address, self._base)

    def reference(self, address: str) -> str:
        """The same in Turtle."""
        if begun := self.begun(address):
            return begun[0] + ":" + _ESCAPED.sub(r"\\\g<0>", begun[1])
        return address if address.startswith("_:") else f"<{relative(address, self._base)}>"

    @property
    def declared(self) -> dict[str, str]:
        """The prefixes used, with their namespaces, sorted."""
        return {prefix: _SPACES[prefix] for prefix in sorted(self.used)}


def _beginnings(statements: Statements, base: str, *, declared_relative: bool) -> dict[str, str]:
    """What so many addresses begin with that to declare it makes the document shorter, each with its prefix."""
    uses, taken = Counter[str](), set(_SPACES)
    for subject, properties in statements:
        uses[subject] += 1
        for predicate, values in properties:
            taken.add(predicate.rpartition("#")[2])
            if predicate != _TYPE:
                uses.update(value.value for value in values if isinstance(value, ox.NamedNode))
    spaces = Counter[str]()
    for address, times in uses.items():
        found = _BELOW.fullmatch(address)
        if found and found["space"] not in _PREFIX_OF and found["space"].rstrip("#") != base:
            spaces[found["space"]] += times
    beginnings = dict[str, str]()
    for space, times in sorted(spaces.items()):
        _, before, last = space.rstrip("/#").rsplit("/", 2)
        prefix = next((one for one in (last, f"{before}-{last}") if one not in taken and _PREFIX.fullmatch(one)), "")
        written = len(_beginning(space, base))
        declared = (written if declared_relative else len(space)) + len(prefix) + len("@prefix : <> .\n")
        if prefix and times * (written - len(prefix) - 1) > declared:
            beginnings[space] = prefix
            taken.add(prefix)
    return beginnings


_PREFIX = re.compile("[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")


def _beginning(space: str, base: str) -> str:
    """What addresses begin with, relative to the document."""
    return relative(space, base) if space.endswith("#") else relative(f"{space}x", base)[:-1] or "./"


def _turtle(statements: Statements, address: str) -> str:
    names = _Names(statements, address, declared_relative=True)

    def term(value: Any) -> str:
        if isinstance(value, ox.Literal):
            return _turtle_literal(value, names)
        return names.prefixed(_name(value)) or names.reference(_name(value))

    lines = []
    for subject, properties in statements:
        told = []
        for predicate, values in properties:
            name = "a" if predicate == _TYPE else names.prefixed(predicate) or f"<{predicate}>"
            told.append(f"{name} {', '.join(map(term, values))}")
        lines.append(" ;\n ".join([f"{names.reference(subject)} {told[0]}", *told[1:]]) + " .\n")
    spaces = names.declared | {name: _beginning(space, address) for space, name in names.beginnings.items()}
    head = [f"@base <{address}> .\n", *(f"@prefix {name}: <{space}> .\n" for name, space in spaces.items())]
    return "".join(head + lines)


def _turtle_literal(value: ox.Literal, names: _Names) -> str:
    datatype = value.datatype.value
    if (native := _NATIVE.get(datatype)) and native.fullmatch(value.value):
        return value.value
    if value.language or datatype == f"{_XSD}string":
        return str(value)
    return f"{ox.Literal(value.value)}^^{names.prefixed(datatype) or f'<{datatype}>'}"


def _jsonld(statements: Statements, address: str) -> str:
    names = _Names(statements, address, declared_relative=False)
    typed = _typed(statements)

    def name(one: Any) -> str:
        return names.prefixed(_name(one)) or names.relative(_name(one))

    def value(one: Any) -> Any:
        if not isinstance(one, ox.Literal):
            return {"@id": name(one)}
        if one.language:
            return {"@value": one.value, "@language": one.language}
        datatype = one.datatype.value
        if datatype == f"{_XSD}string":
            return one.value
        if (native := _NATIVE.get(datatype)) and native.fullmatch(one.value):
            return json.loads(one.value)
        return {"@value": one.value, "@type": names.prefixed(datatype) or datatype}

    graph = []
    for subject, properties in statements:
        node: dict[str, Any] = {"@id": names.relative(subject)}
        for predicate, values in properties:
            if predicate == _TYPE:
                node["@type"] = _single(
                    [_own(_name(one)) or names.prefixed(_name(one)) or _name(one) for one in values]
                )
            else:
                read = name if predicate in typed else value
                node[_own(predicate) or names.prefixed(predicate) or predicate] = _single([read(one) for one in values])
        graph.append(node)
    terms = {_own(one) or names.prefixed(one) or one: {"@type": "@id"} for one in typed}
    spaces = names.declared | {prefix: space for space, prefix in names.beginnings.items()}
    content = {"@context": {"@base": address, "@vocab": PREFIXES["pap"], **spaces, **terms}, "@graph": graph}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


_OFTEN = 4
"""Values from which it is shorter to say once that a property's values are addresses than each time."""


def _typed(statements: Statements) -> list[str]:
    """The properties whose values are all addresses, and that have several."""
    found: dict[str, list[bool]] = {}
    for _, properties in statements:
        for predicate, values in properties:
            found.setdefault(predicate, []).extend(not isinstance(value, ox.Literal) for value in values)
    return sorted(name for name, told in found.items() if all(told) and len(told) >= _OFTEN and name != _TYPE)


def _own(address: str) -> str | None:
    """The local name of a term of the vocabulary, where no prefix is called so."""
    found = _LOCAL.fullmatch(address)
    is_own = found is not None and found["space"] == PREFIXES["pap"] and found["name"] not in _SPACES
    return found["name"] if found is not None and is_own else None


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


DOCUMENT_FORMS: Final[dict[str, Callable[[Statements, str], str]]] = {".ttl": _turtle, ".jsonld": _jsonld}
"""The forms in which every document stands beside its page, by the ending of their files."""
