"""One document's triples as Turtle and as JSON-LD, short enough to stand beside its page.

Both name addresses relative to the document (`short_names`), whose own address they state as their base, so that a copy
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
from itertools import islice
from typing import Any, Final, NamedTuple

from cohesion_graph.rdf.namespaces import DEFINITIONS, PREFIXES
from cohesion_graph.rdf.short_names import PREFIX_OF, Names, Spaces, beginning, begun_with, own, shortened

__all__ = ["DOCUMENT_FORMS", "document"]

_TYPE, _XSD = f"{PREFIXES['rdf']}type", PREFIXES["xsd"]
_NATIVE = {f"{_XSD}integer": re.compile("0|-?[1-9][0-9]{0,14}"), f"{_XSD}boolean": re.compile("true|false")}
"""Literals that both forms write bare, where they are written canonically."""


class _Value(NamedTuple):
    """The object of a triple: a resource, or a literal."""

    address: str
    """Of a resource; a blank node with its mark: ``_:a``; empty for a literal."""
    space: str = ""
    """What an address without a declared prefix begins with, where it can be told with another."""
    quoted: str = ""
    """The text of a literal as Turtle and N-Triples quote it."""
    language: str = ""
    datatype: str = ""

    @property
    def text(self) -> str:
        """The text of a literal."""
        # all that N-Triples escapes, JSON escapes alike
        return str(json.loads(self.quoted)) if "\\" in self.quoted else self.quoted[1:-1]


Properties = list[tuple[str, list[_Value]]]
"""Properties, each with its values; all sorted, types first."""

Statements = list[tuple[str, Properties]]
"""Sorted subjects, each with what is said of it."""


def document(triples: Iterable[object], address: str) -> Iterator[tuple[str, bytes]]:
    """What a document says, in each of `DOCUMENT_FORMS`: the ending of the file, and its bytes (UTF-8).

    Args:
        triples: As canonical N-Triples, each without its full stop, or pyoxigraph's, which show themselves so; in any
            order, repeated or not. Blank nodes keep their names.
        address: The document's own.
    """
    statements = _statements(triples)
    spaces = _spaces(statements, address)
    for ending, write in DOCUMENT_FORMS.items():
        yield ending, write(statements, address, spaces).encode("utf-8")


def _statements(triples: Iterable[object]) -> Statements:
    grouped: dict[str, list[str]] = {}
    before, told = "", list[str]()
    for triple in map(str, triples):
        subject, said = triple.split(" ", 1)
        if subject != before:  # those of one subject mostly come together
            before, told = subject, grouped.setdefault(subject, [])
        told.append(said)
    # taken out one by one: a large document never stands in memory in both shapes
    return [(_address(subject), _properties(grouped.pop(subject))) for subject in sorted(grouped, key=_address)]


def _properties(said: Iterable[str]) -> Properties:
    """Properties with their values, sorted and each once, from a property and a value of each triple."""
    found: dict[tuple[bool, str], list[str]] = {}
    for one in said:
        predicate, value = one.split(" ", 1)
        found.setdefault(_order(predicate), []).append(value)
    return [
        (order[1], [_value(term) for term in (sorted({*found[order]}) if len(found[order]) > 1 else found[order])])
        for order in sorted(found)
    ]


def _address(term: str) -> str:
    """The address that a term is; a blank node with its mark."""
    return term if term.startswith("_:") else term[1:-1]


@lru_cache(maxsize=2**12)
def _order(predicate: str) -> tuple[bool, str]:
    address = _address(predicate)
    return address != _TYPE, address


@lru_cache(maxsize=2**14)
def _value(term: str) -> _Value:
    if not term.startswith('"'):
        address = _address(term)
        return _Value(address, "" if shortened(address)[1] else begun_with(address)[0])
    end = term.rindex('"') + 1
    quoted, mark = term[:end], term[end:]
    if mark.startswith("@"):
        return _Value("", "", quoted, mark[1:])
    return _Value("", "", quoted, "", mark.removeprefix("^^")[1:-1])


def _spaces(statements: Statements, base: str) -> Spaces:
    """What addresses of a document begin with that have no prefix."""
    spaces, taken = list[str](), set[str]()
    for subject, properties in statements:
        spaces.append(begun_with(subject)[0])
        for predicate, values in properties:
            taken.add(predicate)
            if predicate != _TYPE:
                spaces += [value.space for value in values]
    uses = Counter(spaces)
    wanted = [one for one in uses.items() if one[0] and one[0] not in PREFIX_OF and one[0].rstrip("#") != base]
    return sorted(wanted), {one.rpartition("#")[2] for one in taken}


def _turtle(statements: Statements, address: str, spaces: Spaces) -> str:
    names = Names(spaces, address, declared_relative=True)

    def term(value: _Value) -> str:
        if not value.address:
            return _turtle_literal(value, names)
        return names.prefixed(value.address) or names.reference(value.address)

    lines = []
    for subject, properties in statements:
        told = []
        for predicate, values in properties:
            name = "a" if predicate == _TYPE else names.prefixed(predicate) or f"<{predicate}>"
            told.append(f"{name} {', '.join(map(term, values))}")
        lines.append(" ;\n ".join([f"{names.reference(subject)} {told[0]}", *told[1:]]) + " .\n")
    host = "/".join(address.split("/", 3)[:3])
    here = {space for space in names.declared.values() if space.startswith(f"{host}/")}
    declared = {name: space[len(host) :] if space in here else space for name, space in names.declared.items()}
    declared |= {name: beginning(space, address) for space, name in names.beginnings.items()}
    head = [f"@base <{address}> .\n", *(f"@prefix {name}: <{space}> .\n" for name, space in declared.items())]
    return "".join(head + lines)


def _turtle_literal(value: _Value, names: Names) -> str:
    if value.language:
        return f"{value.quoted}@{value.language}"
    if not value.datatype:
        return value.quoted
    if (native := _NATIVE.get(value.datatype)) and native.fullmatch(value.text):
        return value.text
    return f"{value.quoted}^^{names.prefixed(value.datatype) or f'<{value.datatype}>'}"


def _jsonld(statements: Statements, address: str, spaces: Spaces) -> str:
    names = Names(spaces, address, declared_relative=False)
    typed = _typed(statements)
    inside = _told_once(statements, address)

    def name(one: _Value) -> str:
        return names.prefixed(one.address) or names.relative(one.address)

    def value(one: _Value) -> Any:
        if one.address in inside:
            return node(one.address, inside[one.address])
        if one.address:
            return {"@id": name(one)}
        if one.language:
            return {"@value": one.text, "@language": one.language}
        if not one.datatype:
            return one.text
        if (native := _NATIVE.get(one.datatype)) and native.fullmatch(one.text):
            return json.loads(one.text)
        return {"@value": one.text, "@type": names.prefixed(one.datatype) or one.datatype}

    def node(subject: str, properties: Properties) -> dict[str, Any]:
        told: dict[str, Any] = {"@id": names.relative(subject)}
        for predicate, values in properties:
            if predicate == _TYPE:
                read_as = [own(one.address) or names.prefixed(one.address) or one.address for one in values]
                told["@type"] = _single(read_as)
            else:
                read = [name(one) if predicate in typed and one.address not in inside else value(one) for one in values]
                told[own(predicate) or names.prefixed(predicate) or predicate] = _single(read)
        return told

    nodes = (node(*one) for one in statements if one[0] not in inside)
    graph = []
    while some := list(islice(nodes, _TOGETHER)):
        graph.append(_json(some)[1:-1])
    terms = {own(one) or names.prefixed(one) or one: {"@type": "@id"} for one in typed}
    declared = names.declared | {prefix: space for space, prefix in names.beginnings.items()}
    context = _json({"@base": address, "@vocab": PREFIXES["pap"], **_compact(declared, address), **terms})
    return f'{{"@context":{context},"@graph":[{",".join(graph)}]}}\n'


def _told_once(statements: Statements, address: str) -> dict[str, Properties]:
    """The places in a document that one other subject alone leads to, once: JSON-LD tells them there."""
    places = {subject: properties for subject, properties in statements if "#" in subject and subject != address}
    led_by: dict[str, list[str]] = {}
    for subject, properties in statements:
        for predicate, values in properties:
            for value in values:
                if value.address in places and predicate != _TYPE:
                    led_by.setdefault(value.address, []).append(subject)
    found = {place: by[0] for place, by in led_by.items() if len(by) == 1}
    return {place: places[place] for place in found if _ends(place, found)}


_DEEPEST = 8
"""Places told inside each other; also keeps from following a circle of them."""


def _ends(place: str, led_by: dict[str, str]) -> bool:
    """Whether a place is told inside something that is told by itself."""
    for _ in range(_DEEPEST):
        if place not in led_by:
            return True
        place = led_by[place]
    return False


def _compact(declared: dict[str, str], address: str) -> dict[str, str]:
    """Prefixes of a context, those that begin alike told with one more prefix."""
    shorter = dict(declared)
    things = re.match(r".+?/id/[^/]+/", address)
    for name, start in (("def", DEFINITIONS), ("id", things[0] if things else "")):
        alike = [prefix for prefix, space in declared.items() if start and space != start and space.startswith(start)]
        if len(alike) > 1 and name not in declared:
            shorter |= {prefix: f"{name}:{declared[prefix].removeprefix(start)}" for prefix in alike}
            shorter = {name: start, **shorter}
    return shorter


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_TOGETHER = 1_000
"""Subjects that are written together: those of a large document never stand in memory as objects of JSON all at once.
"""

_OFTEN = 4
"""Values from which it is shorter to say once that a property's values are addresses than each time."""


def _typed(statements: Statements) -> dict[str, int]:
    """The properties whose values are all addresses, and that have several: sorted, with their number."""
    often, with_literals = dict[str, int](), {_TYPE}
    for _, properties in statements:
        for predicate, values in properties:
            if predicate in with_literals:
                continue
            often[predicate] = often.get(predicate, 0) + len(values)
            for value in values:
                if not value.address:
                    with_literals.add(predicate)
                    break
    return {name: often[name] for name in sorted(often.keys() - with_literals) if often[name] >= _OFTEN}


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


DOCUMENT_FORMS: Final[dict[str, Callable[[Statements, str, Spaces], str]]] = {".ttl": _turtle, ".jsonld": _jsonld}
"""The forms in which every document stands beside its page, by the ending of their files."""
