"""What quads say, subject by subject, with lookups that refuse what is missing or told twice."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph

from cohesion_graph.errors import RdfError
from cohesion_graph.rdf.namespaces import PREFIXES, code_of

__all__ = ["Described", "whole_number"]


class Described:
    """What quads say, subject by subject, in whichever graph they say it."""

    def __init__(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        self._values: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._of_type: dict[str, set[str]] = defaultdict(set)
        type_of = _expanded("rdf:type")
        for quad in quads:
            if not isinstance(quad.subject, pyoxigraph.NamedNode):
                continue
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object
            held = self._values[subject][predicate]
            if value not in held:
                held.append(value)
            if predicate == type_of and isinstance(value, pyoxigraph.NamedNode):
                self._of_type[value.value].add(subject)

    def of_type(self, name: str) -> list[str]:
        """Addresses of the resources of a class, in their listed order where they have one, else sorted."""
        addresses = sorted(self._of_type.get(_expanded(name), ()))
        return sorted(addresses, key=lambda address: whole_number(self.text(address, "pap:order") or "0", address))

    def with_property(self, name: str) -> list[str]:
        """Addresses of the resources that have a value for a property, sorted."""
        predicate = _expanded(name)
        return sorted(subject for subject, held in self._values.items() if held.get(predicate))

    def only(self, name: str) -> str:
        """The one resource of a class.

        Raises:
            RdfError: there is none, or more than one.
        """
        found = self.of_type(name)
        if len(found) != 1:
            count = "no" if not found else f"{len(found)}"
            raise RdfError(
                f"the RDF has {count} resources of the class {_expanded(name)}\n  Expected: exactly one, as in a "
                "dataset of this package\n  Read one dataset at a time, and RDF that this package wrote."
            )
        return found[0]

    def values(self, subject: str, name: str) -> list[Any]:
        """The terms a property of a resource has."""
        return self._values[subject][_expanded(name)] if subject in self._values else []

    def texts(self, subject: str, name: str) -> list[str]:
        """The lexical forms or addresses a property has, sorted."""
        return sorted(value.value for value in self.values(subject, name) if hasattr(value, "value"))

    def text(self, subject: str, name: str) -> str | None:
        """The one lexical form or address a property has, None where it has none.

        Raises:
            RdfError: it has several.
        """
        found = self.texts(subject, name)
        if len(found) > 1:
            raise RdfError(f"{subject} has {len(found)} values of {name}\n  Expected: one")
        return found[0] if found else None

    def required(self, subject: str, name: str) -> str:
        """The one lexical form or address a property has.

        Raises:
            RdfError: it has none, or several.
        """
        found = self.text(subject, name)
        if found is None:
            raise RdfError(f"{subject} has no {name}\n  Expected: one value\n  Add it, or write the RDF anew.")
        return found

    def code(self, subject: str, name: str) -> str:
        """The code that a property's value, an address in a code list, stands for."""
        address = self.required(subject, name)
        code = code_of(address)
        if code is None:
            raise RdfError(f"{subject} has {name} {address}\n  Expected: an address in one of the code lists")
        return code.value

    def given(self, subject: str, **fields: str) -> dict[str, str]:
        """Those of the fields, each by the name of its property, that the resource has a value for."""
        return {field: text for field, name in fields.items() if (text := self.text(subject, name)) is not None}

    def listed(self, subject: str) -> dict[str, list[Any]]:
        """Lists whose order or repetitions only `pap:asListed` tells, by the name of the field."""
        merged: dict[str, list[Any]] = {}
        for text in self.texts(subject, "pap:asListed"):
            try:
                content = json.loads(text)
            except ValueError as error:
                raise RdfError(f"{subject} has a pap:asListed that is not JSON: {error}") from error
            if not isinstance(content, dict):
                raise RdfError(f"{subject} has a pap:asListed that is no JSON object")
            merged |= content
        return merged


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def whole_number(text: str, where: str) -> int:
    """A number written in digits; `where` is the address a refusal names."""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise RdfError(f"{where}: {text!r} is not a whole number\n  Expected: digits")
    return int(text)
