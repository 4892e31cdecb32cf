"""What one document says, read from N-Triples and put in order for every form that it is written in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.short_names import Form, Prefixes, own, prefixes, relative, split

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
    grouped: dict[str, dict[str, list[str]]] = {}
    before, told = "", dict[str, list[str]]()
    for triple in map(str, triples):
        subject, predicate, value = triple.split(" ", 2)
        if subject != before:  # those of one subject mostly come together
            before, told = subject, grouped.setdefault(subject, {})
        if predicate in told:
            told[predicate].append(value)
        else:
            told[predicate] = [value]
    # taken out one by one: a large document never stands in memory in both shapes
    return [(_address(subject), _properties(grouped.pop(subject))) for subject in sorted(grouped, key=_address)]


def _properties(said: dict[str, list[str]]) -> Properties:
    """Properties with their values, sorted and each once."""
    return [
        (order[1], [_value(values[0])] if len(values) == 1 else [_value(one) for one in sorted(set(values))])
        for order, values in sorted([(_order(predicate), values) for predicate, values in said.items()])
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
        self.led_by: dict[str, tuple[str, str]] = {}
        """The places that the document tells of, each with the first subject and property that lead to it."""
        self.leads: dict[str, str] = {}
        """The subjects that lead to the document itself, each with the first property that does."""
        self.addresses: dict[str, int] = {}
        """The properties whose values are all addresses, with their number."""
        references, terms = self._looked_at()
        self._references, self._terms, self._own = (defaultdict[str, int](int) for _ in range(3))
        """How often what begins the addresses of what is told of or led to; of other terms; of the vocabulary's."""
        self._bare = list[str]()
        """The terms of the vocabulary."""
        for address, times in Counter(references).items():
            if address != base:
                self._references[split(address)[0]] += times
        for address, times in Counter(terms).items():
            if name := own(address):
                self._bare.append(name)
                self._own[split(address)[0]] += times
            else:
                self._terms[split(address)[0]] += times
        spaces = {**self._references, **self._terms, **self._own}
        self._near = {one: relative(one, base) for one in spaces if one}
        """What addresses begin with, relative to the document."""

    def _looked_at(self) -> tuple[list[str], list[str]]:
        """All in one go: the addresses of what is told of or led to, and those of properties, classes and datatypes."""
        references, terms, with_literals = [one for one, _ in self.statements], list[str](), set[str]()
        base, led_by, addresses = self.base, self.led_by, defaultdict[str, int](int)
        places = {one for one in references if "#" in one and one != base}
        for subject, properties in self.statements:
            for predicate, values in properties:
                if predicate == TYPE:
                    terms += [value.address for value in values]
                    continue
                terms.append(predicate)
                addresses[predicate] += len(values)
                for address, _, _, datatype in values:
                    if address:
                        references.append(address)
                        if address in places:
                            led_by.setdefault(address, (subject, predicate))
                        elif address == base:
                            self.leads.setdefault(subject, predicate)
                    else:
                        with_literals.add(predicate)
                        if datatype:
                            terms.append(datatype)
        self.addresses = {one: number for one, number in addresses.items() if one not in with_literals}
        return references, terms

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
        places = f"{self.base}#"
        found = {}
        for space, near in self._near.items():
            references = self._references.get(space, 0) - less.get(space, 0)
            terms = self._terms.get(space, 0) + (self._own.get(space, 0) if form.is_relative else 0)
            if (times := references + terms) and space != places:
                plain = references * len(near) + terms * len(near if form.is_relative else space)
                found[space] = times, plain + times * around, near
        return prefixes(found, self.base, form, () if form.is_relative else self._bare)
