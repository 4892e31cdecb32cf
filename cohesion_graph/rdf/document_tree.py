"""One document as JSON-LD: a tree, in which what leads to the document or is led to from its parts is told inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.short_names import SHARED, Form, Names, own, split
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
        inside = {place for place in told.led_by if _ends(place, told.led_by)}
        self.inside: dict[str, Properties] = {}
        """Places, with what is said of them; told by the subject that first leads to them."""
        self.leading: dict[str, Statements] = {}
        """Subjects that lead to the document, by the property that does; told with the document, where it is told."""
        self.alone: Statements = []
        """All others."""
        is_told = any(subject == told.base for subject, _ in told.statements)
        for subject, properties in told.statements:
            if subject in inside:
                self.inside[subject] = properties
            elif is_told and subject != told.base and (link := told.leads.get(subject)):
                self.leading.setdefault(link, []).append((subject, _without(properties, link, told.base)))
            else:
                self.alone.append((subject, properties))


_DEEPEST = 8
"""Places told inside each other; also keeps from following a circle of them."""


def _ends(place: str, led_by: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a place is told inside something that is told by itself."""
    for _ in range(_DEEPEST):
        if place not in led_by:
            return True
        place, _ = led_by[place]
    return False


def _without(properties: Properties, link: str, address: str) -> Properties:
    """Properties without that one which leads to an address."""
    rest = (
        (one, [each for each in values if each.address != address]) if one == link else (one, values)
        for one, values in properties
    )
    return [(one, values) for one, values in rest if values]


class _Writer:
    """Writes subjects as JSON-LD."""

    def __init__(self, told: Told, tree: _Tree) -> None:
        self._told, self._tree, self._left = told, tree, dict(tree.inside)
        self._short = told.prefixes(_FORM, 0, tree.inside)
        self._references = Names({told.base: '""'}, self._reference)
        """Addresses that may be relative to the document, in quotation marks."""
        self._terms = Names({TYPE: '"@type"'}, self._term)
        """Those of properties, classes and datatypes."""
        self._lead = self._leading()

    def _leading(self) -> set[str]:
        """The properties whose values are all addresses, where it is shorter to say so once than of each value."""
        nested = Counter(self._told.led_by[place][1] for place in self._tree.inside)
        nested.update({link: len(subjects) for link, subjects in self._tree.leading.items()})
        saved, once = len('{"@id":}'), len(_IS_ADDRESS)
        told = self._told.addresses.items()
        return {one for one, times in told if (times - nested[one]) * saved > len(self._terms[one]) + once}

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
        yield from sorted(f"{self._terms[one]}{_IS_ADDRESS}" for one in self._lead)

    def _node(self, subject: str, properties: Properties) -> str:
        said = [f'"@id":{self._references[subject]}']
        for predicate, values in properties:
            if predicate == TYPE:
                read = [self._terms[value.address] for value in values]
            else:
                read = [self._value(subject, value, predicate in self._lead) for value in values]
            said.append(f"{self._terms[predicate]}:{_single(read)}")
        if subject == self._told.base and self._tree.leading:
            leading = [
                f"{self._terms[link]}:{_single([self._node(*one) for one in subjects])}"
                for link, subjects in self._tree.leading.items()
            ]
            said.append(f'"@reverse":{{{",".join(leading)}}}')
        return f"{{{','.join(said)}}}"

    def _value(self, subject: str, value: Value, is_address: bool) -> str:
        address, _, literal, datatype = value
        if not address:
            return f'{{"@value":{literal},"@type":{self._terms[datatype]}}}' if datatype else literal
        if address in self._left and self._told.led_by[address][0] == subject:  # a place is told where it is led to
            return self._node(address, self._left.pop(address))
        return self._references[address] if is_address else f'{{"@id":{self._references[address]}}}'

    def _reference(self, address: str) -> str:
        space, rest = split(address)
        head = self._short.heads.get(space)
        return f'"{head}{rest}"' if head else f'"{self._told.relative(address)}"'

    def _term(self, address: str) -> str:
        space, rest = split(address)
        return f'"{own(address) or self._short.heads.get(space, space) + rest or address}"'


def _single(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"[{','.join(values)}]"
