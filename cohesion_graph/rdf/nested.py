"""JSON-LD that nests as a plan is printed: sections hold actions, actions hold milestones and what is said of them.

Made for people who read JSON, and equal, triple for triple, to the merged graph when read with the shipped context.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from cohesion_graph.rdf.context import REVERSED
from cohesion_graph.rdf.namespaces import PREFIXES, code_of
from cohesion_graph.rdf.ontology import CONTEXT_ADDRESS, shipped_context

__all__ = ["nested"]

_TYPE = f"{PREFIXES['rdf']}type"
_XSD = PREFIXES["xsd"]
_ROOTS = ("pap:ActionPlan", "dcat:Dataset", "pap:Authority")
_HELD = frozenset(
    {
        "alternative",
        "code",
        "dcat:distribution",
        "evidence",
        "publisher",
        "rights",
        "selector",
        "spdx:checksum",
        "void:classPartition",
        "void:propertyPartition",
        "void:subset",
    }
)
"""Properties whose value is told where it is first named; others give its address only."""


def nested(lines: Iterable[str]) -> str:
    """N-Triples lines, sorted, each once, as nested JSON-LD text against the shipped context, in a stable order."""
    return _Nesting(lines).text()


class _Nesting:
    """The triples by subject, and which subjects have been told already."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._facts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._parts: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._told: set[str] = set()
        for quad in ox.parse("".join(lines).encode("utf-8"), format=ox.RdfFormat.N_TRIPLES):
            subject, predicate = str(getattr(quad.subject, "value", "")), quad.predicate.value
            self._facts[subject][predicate].append(quad.object)
            if isinstance(quad.object, ox.NamedNode):
                self._parts[quad.object.value, predicate].append(subject)
        self._terms = self._read_context(shipped_context())

    def _read_context(self, terms: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
        """The context's terms by the address of the property they stand for."""
        found = {}
        for name, told in terms.items():
            facts = {"@id": told} if isinstance(told, str) else told
            if not isinstance(facts, dict) or "@id" not in facts or name in PREFIXES:
                continue
            prefix, _, local = facts["@id"].partition(":")
            if prefix in PREFIXES:
                found[PREFIXES[prefix] + local] = (name, facts)
        return found

    def text(self) -> str:
        roots = [subject for root in _ROOTS for subject in self._parts[_address(root), _TYPE]]
        told = [self._node(subject) for subject in sorted(set(roots), key=roots.index)]
        told += [self._node(subject) for subject in sorted(self._facts) if subject not in self._told]
        content = {"@context": CONTEXT_ADDRESS, "@graph": told}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def _node(self, subject: str, above: tuple[str, str] | None = None) -> dict[str, Any]:
        """What is said of a subject; `above` is the property and value that its place in the nesting says already."""
        self._told.add(subject)
        node: dict[str, Any] = {"id": subject}
        facts = self._facts[subject]
        if _TYPE in facts:
            node["type"] = _single([self._type(value) for value in facts[_TYPE]])
        parts = {}
        for name, address in REVERSED.items():
            predicate = _address(address)
            own = [part for part in self._parts[subject, predicate] if part not in self._told]
            if own:
                self._told.update(own)
                ordered = sorted(own, key=self._place)
                parts[name] = [self._node(part, (predicate, subject)) for part in ordered]
        for predicate in sorted(facts):
            values = [value for value in facts[predicate] if (predicate, getattr(value, "value", None)) != above]
            if predicate != _TYPE and values:
                name, told = self._property(predicate, values)
                node[name] = told
        return node | parts

    def _place(self, subject: str) -> tuple[str, int, str]:
        kind = min((str(value.value) for value in self._facts[subject].get(_TYPE, ())), default="")
        order = self._facts[subject].get(_address("pap:order"), ())
        return kind, int(order[0].value) if order else 0, subject

    def _type(self, value: Any) -> str:
        name, _ = self._terms.get(value.value, (None, None))
        return name or _shortened(value.value)

    def _property(self, predicate: str, values: list[Any]) -> tuple[str, Any]:
        name, facts = self._terms.get(predicate, (None, {}))
        if name is not None and facts.get("@container") == "@language":
            by_language: dict[str, list[str]] = defaultdict(list)
            for value in values:
                by_language[value.language or "@none"].append(value.value)
            return name, {language: _single(texts) for language, texts in sorted(by_language.items())}
        name = name or _shortened(predicate)
        return name, _single([self._value(name, facts, value) for value in values])

    def _value(self, name: str, facts: dict[str, Any], value: Any) -> Any:
        if isinstance(value, ox.NamedNode):
            return self._reference(name, facts.get("@type"), value.value)
        datatype = value.datatype.value.removeprefix(_XSD)
        if value.language:
            return {"@language": value.language, "@value": value.value}
        if facts.get("@type") == f"xsd:{datatype}" or datatype == "string":
            return value.value
        if datatype == "integer":
            return int(value.value)
        if datatype == "boolean":
            return value.value == "true"
        return {"@type": f"xsd:{datatype}", "@value": value.value}

    def _reference(self, name: str, coerced: str | None, address: str) -> Any:
        if coerced == "@vocab":
            code = code_of(address)
            return code.value if code is not None else self._terms[address][0]
        if name in _HELD and address in self._facts and address not in self._told:
            return self._node(address)
        return address if coerced == "@id" else {"id": address}


def _address(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _shortened(address: str) -> str:
    for prefix, start in PREFIXES.items():
        if address.startswith(start):
            return f"{prefix}:{address.removeprefix(start)}"
    return address


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
