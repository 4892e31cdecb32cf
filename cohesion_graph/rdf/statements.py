"""What one document says, read from N-Triples and put in order for every form that it is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.short_names import Beginning, Form, Prefixes, own, prefixes, relative, split

__all__ = ["TYPE", "Properties", "Statements", "Told", "Value", "statements"]

TYPE = f"{PREFIXES['rdf']}type"
_XSD = PREFIXES["xsd"]
_NATIVE = {f"{_XSD}integer": re.compile("0|-?[1-9][0-9]{0,14}"), f"{_XSD}boolean": re.compile("true|false")}
"""Literals that Turtle and JSON-LD write bare, where they are written canonically."""


class Value(NamedTuple):
    """The object of a triple: a resource, or a literal."""

    address: str
    """Of a resource; a blank node with its mark: ``_:a``; empty for a literal."""
    turtle: str = ""
    """A literal as Turtle writes it, up to its datatype."""
    json: str = ""
    """A literal as JSON-LD writes it, up to its datatype."""
    datatype: str = ""
    """Where it has to be told."""


Properties = list[tuple[str, list[Value]]]
"""Properties, each with its values; all sorted, types first."""

Statements = list[tuple[str, Properties]]
"""Sorted subjects, each with what is said of it."""


def statements(triples: Iterable[object]) -> Statements:
    """The statements that are triples: in any order, repeated or not, as `document.document` takes them."""
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
    return address != TYPE, address


@lru_cache(maxsize=2**14)
def _value(term: str) -> Value:
    if not term.startswith('"'):
        return Value(_address(term))
    end = term.rindex('"') + 1
    quoted, mark = term[:end], term[end:]  # all that N-Triples escapes, JSON escapes alike
    if mark.startswith("@"):
        return Value("", term, f'{{"@value":{quoted},"@language":"{mark[1:]}"}}')
    datatype = mark.removeprefix("^^")[1:-1]
    if not datatype:
        return Value("", quoted, quoted)
    if (native := _NATIVE.get(datatype)) and native.fullmatch(quoted[1:-1]):
        return Value("", quoted[1:-1], quoted[1:-1])
    return Value("", quoted, quoted, datatype)


class Told:
    """What a document says, and the addresses in it."""

    def __init__(self, said: Statements, base: str) -> None:
        self.statements, self.base = said, base
        references, terms = list[str](), list[str]()
        for subject, properties in said:
            references.append(subject)
            for predicate, values in properties:
                if predicate == TYPE:
                    terms += [value.address for value in values]
                    continue
                terms.append(predicate)
                for value in values:
                    if value.address:
                        references.append(value.address)
                    elif value.datatype:
                        terms.append(value.datatype)
        self._references, self._terms, self._own = Counter[str](), Counter[str](), Counter[str]()
        """How often what begins the addresses of what is told of or led to; of other terms; of the vocabulary's."""
        self._bare = set[str]()
        """The terms of the vocabulary."""
        for address, times in Counter(references).items():
            if address != base:
                self._references[split(address)[0]] += times
        for address, times in Counter(terms).items():
            space, _ = split(address)
            if name := own(address):
                self._bare.add(name)
                self._own[space] += times
            else:
                self._terms[space] += times
        self._near = {one: relative(one, base) for one in {*self._references, *self._terms, *self._own} if one}
        """What addresses begin with, relative to the document."""

    def relative(self, address: str) -> str:
        """An address as a reference that is relative to the document; a blank node as it is."""
        space, name = split(address)
        if address == self.base or not space:
            return address if address.startswith("_:") else relative(address, self.base)
        return name if self._near[space] == "./" else self._near[space] + name

    def prefixes(self, form: Form, around: int, nested: Iterable[str] = ()) -> Prefixes:
        """The prefixes of a form.

        Args:
            form: What they cost.
            around: What the form puts around an address without a prefix, in bytes.
            nested: Addresses that the form names once less.
        """
        less = Counter(split(one)[0] for one in nested)
        found = {}
        for space, near in self._near.items():
            references = self._references[space] - less[space]
            terms = self._terms[space] + (self._own[space] if form.is_relative else 0)
            plain = references * len(near) + terms * len(near if form.is_relative else space)
            if (times := references + terms) and space != f"{self.base}#":
                found[space] = Beginning(times, plain + times * around, near)
        return prefixes(found, self.base, form, () if form.is_relative else self._bare)
