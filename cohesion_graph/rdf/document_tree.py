"""One document as JSON-LD: a tree, in which what leads to the document or is led to from its parts is told inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.short_names import SHARED, Form, own, split
from cohesion_graph.rdf.statements import TYPE, Properties, Statements, Told, Value

__all__ = ["json_ld"]

_FORM = Form(len('"":"",'), 0, is_relative=False, empty="")
_IS_ADDRESS = ':{"@type":"@id"}'
"""Said of a property in the context: its values are addresses."""


def json_ld(told: Told) -> str:
    """What a document says as JSON-LD, in one line."""
    return _Writer(told, _Tree(told)).text()


class _Tree:
    """Where the subjects of a document are told: by themselves, or inside others."""

    def __init__(self, told: Told) -> None:
        self.inside = _told_inside(told.statements, told.base)
        """Places, with what is said of them, by the subject that first leads to them and tells them: subject, place."""
        self.leading: dict[str, Statements] = {}
        """Subjects that lead to the document, by the property that does; told with the document, where it is told."""
        self.alone: Statements = []
        """All others."""
        self.places = {place for _, place in self.inside}
        is_told = any(subject == told.base for subject, _ in told.statements)
        for subject, properties in told.statements:
            if subject in self.places:
                continue
            link = _leads(properties, told.base) if is_told and subject != told.base else ""
            if link:
                self.leading.setdefault(link, []).append((subject, _without(properties, link, told.base)))
            else:
                self.alone.append((subject, properties))

    def told(self) -> Iterator[tuple[str, Properties]]:
        """Every subject with what is told of it at its place."""
        yield from self.alone
        for subjects in self.leading.values():
            yield from subjects
        yield from ((place, properties) for (_, place), properties in self.inside.items())


def _told_inside(said: Statements, address: str) -> dict[tuple[str, str], Properties]:
    """The places in a document that other subjects lead to, each with the first that does."""
    places = {subject: properties for subject, properties in said if "#" in subject and subject != address}
    led_by: dict[str, str] = {}
    for subject, properties in said:
        for predicate, values in properties:
            for value in values:
                if value.address in places and predicate != TYPE:
                    led_by.setdefault(value.address, subject)
    return {(by, place): places[place] for place, by in led_by.items() if _ends(place, led_by)}


_DEEPEST = 8
"""Places told inside each other; also keeps from following a circle of them."""


def _ends(place: str, led_by: dict[str, str]) -> bool:
    """Whether a place is told inside something that is told by itself."""
    for _ in range(_DEEPEST):
        if place not in led_by:
            return True
        place = led_by[place]
    return False


def _leads(properties: Properties, address: str) -> str:
    """The first property that leads to an address; empty where none does."""
    return next(
        (one for one, values in properties if one != TYPE and any(each.address == address for each in values)), ""
    )


def _without(properties: Properties, link: str, address: str) -> Properties:
    """Properties without that one which leads to an address."""
    rest = [(one, [each for each in values if one != link or each.address != address]) for one, values in properties]
    return [(one, values) for one, values in rest if values]


class _Writer:
    """Writes subjects as JSON-LD."""

    def __init__(self, told: Told, tree: _Tree) -> None:
        self._told, self._tree, self._left = told, tree, dict(tree.inside)
        self._short = told.prefixes(_FORM, 0, tree.places)
        self._names: dict[str, str] = {told.base: '""'}
        self._terms: dict[str, str] = {TYPE: '"@type"'}
        self._lead = self._leading()

    def _leading(self) -> set[str]:
        """The properties whose values are all addresses, where it is shorter to say so once than of each value."""
        times, with_literals = Counter[str](), {TYPE}
        for subject, properties in self._tree.told():
            for predicate, values in properties:
                for value in values:
                    if not value.address:
                        with_literals.add(predicate)
                    elif (subject, value.address) not in self._tree.inside:
                        times[predicate] += 1
        saved = len('{"@id":}')
        shorter = {one for one, number in times.items() if number * saved > len(self._term(one)) + len(_IS_ADDRESS)}
        return shorter - with_literals

    def text(self) -> str:
        """The document."""
        nodes = [self._node(*one) for one in self._tree.alone]
        content = nodes[0][1:-1] if len(nodes) == 1 else f'"@graph":[{",".join(nodes)}]'
        return f'{{"@context":{{{",".join(self._context())}}},{content}}}\n'

    def _context(self) -> Iterator[str]:
        yield f'"@base":"{self._told.base}","@vocab":"{PREFIXES["pap"]}"'
        declared = self._short.declared
        shared = {prefix: space for prefix, space in declared.items() if prefix in SHARED}
        for prefix, space in (shared | dict(sorted(declared.items()))).items():
            start = next((one for one in shared if one != prefix and space.startswith(shared[one])), "")
            yield f'"{prefix}":"{f"{start}:{space[len(shared[start]) :]}" if start else space}"'
        yield from sorted(f"{self._term(one)}{_IS_ADDRESS}" for one in self._lead)

    def _node(self, subject: str, properties: Properties) -> str:
        said = [f'"@id":{self._reference(subject)}']
        for predicate, values in properties:
            if predicate == TYPE:
                read = [self._term(value.address) for value in values]
            else:
                is_address = predicate in self._lead
                read = [self._inside(subject, value) or self._value(value, is_address) for value in values]
            said.append(f"{self._term(predicate)}:{_single(read)}")
        if subject == self._told.base and self._tree.leading:
            leading = [
                f"{self._term(link)}:{_single([self._node(*one) for one in subjects])}"
                for link, subjects in self._tree.leading.items()
            ]
            said.append(f'"@reverse":{{{",".join(leading)}}}')
        return f"{{{','.join(said)}}}"

    def _inside(self, subject: str, value: Value) -> str:
        """A place that a subject tells, once."""
        properties = self._left.pop((subject, value.address), None)
        return self._node(value.address, properties) if properties else ""

    def _value(self, value: Value, is_address: bool) -> str:
        if value.address:
            name = self._reference(value.address)
            return name if is_address else f'{{"@id":{name}}}'
        return f'{{"@value":{value.json},"@type":{self._term(value.datatype)}}}' if value.datatype else value.json

    def _reference(self, address: str) -> str:
        """An address that may be relative to the document, in quotation marks."""
        if address not in self._names:
            space, rest = split(address)
            head = self._short.heads.get(space)
            self._names[address] = f'"{head}{rest}"' if head else f'"{self._told.relative(address)}"'
        return self._names[address]

    def _term(self, address: str) -> str:
        """The address of a property, class or datatype, in quotation marks."""
        if address not in self._terms:
            space, rest = split(address)
            self._terms[address] = f'"{own(address) or self._short.heads.get(space, space) + rest or address}"'
        return self._terms[address]


def _single(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"[{','.join(values)}]"
