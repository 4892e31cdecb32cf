"""One document's triples as Turtle and as JSON-LD, short enough to stand beside its page.

Both name addresses relative to the document, whose own address they state as their base, so that a copy on another host
or a disk says the same, or with prefixes, each declared only where that is shorter (`short_names`). What is written is
equal, triple for triple, to the same triples as N-Triples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from cohesion_graph.rdf.document_tree import json_ld
from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.short_names import Form, Names, split
from cohesion_graph.rdf.statements import TYPE, Told, Value, statements

__all__ = ["DOCUMENT_FORMS", "document"]

_TURTLE = Form(len("@prefix : <> .\n"), 1, is_relative=True, empty=PREFIXES["pap"])
_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "=,/#"})
"""What Turtle takes in a short name behind a backslash."""


def document(triples: Iterable[object], address: str) -> Iterator[tuple[str, bytes]]:
    """What a document says, in each of `DOCUMENT_FORMS`: the ending of the file, and its bytes (UTF-8).

    Args:
        triples: As canonical N-Triples, each without its full stop, or pyoxigraph's, which show themselves so; in any
            order, repeated or not. Blank nodes keep their names.
        address: The document's own.
    """
    told = Told(statements(triples), address)
    for ending, write in DOCUMENT_FORMS.items():
        yield ending, write(told).encode("utf-8")


def _turtle(told: Told) -> str:
    short = told.prefixes(_TURTLE, len("<>"))

    def name(address: str) -> str:
        space, rest = split(address)
        if head := short.heads.get(space):
            prefix, _, shared = head.partition(":")
            return f"{prefix}:{(shared + rest).translate(_ESCAPED)}"
        return address if address.startswith("_:") else f"<{told.relative(address)}>"

    names = Names({told.base: "<>"}, name)

    def term(value: Value) -> str:
        if value.address:
            return names[value.address]
        return f"{value.turtle}^^{names[value.datatype]}" if value.datatype else value.turtle

    lines = [f"@base <{told.base}> .\n"]
    lines += [f"@prefix {one}: <{told.relative(space)}> .\n" for one, space in sorted(short.declared.items())]
    for subject, properties in told.statements:
        said = [
            f"{'a' if predicate == TYPE else names[predicate]} "
            f"{term(values[0]) if len(values) == 1 else ','.join(map(term, values))}"
            for predicate, values in properties
        ]
        lines.append(f"{names[subject]} " + ";\n".join(said) + " .\n")
    return "".join(lines)


DOCUMENT_FORMS: Final[dict[str, Callable[[Told], str]]] = {".ttl": _turtle, ".jsonld": json_ld}
"""The forms in which every document stands beside its page, by the ending of their files."""
