"""What is said of one subject, as pairs of encoded terms; the currency between the describing modules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from cohesion_graph.model.codes import Code
from cohesion_graph.rdf.namespaces import code_term
from cohesion_graph.rdf.terms import iri, literal, tagged, term

__all__ = ["Facts", "Pairs", "as_listed", "code", "language_tag", "names", "optional", "types"]

Pairs: TypeAlias = list[tuple[str, str]]
"""Property and value, both encoded."""
Facts: TypeAlias = tuple[str, Pairs]
"""The address of a subject, and what is said of it."""


@lru_cache(maxsize=None, typed=True)
def _code_term(value: Code) -> str:
    """Remembered by type and value: ``ongoing`` is equal in two lists, and has two addresses."""
    return iri(code_term(value))


def types(*names_of_classes: str) -> Pairs:
    """That the subject is of these classes."""
    return [(term("rdf:type"), term(name)) for name in names_of_classes]


def code(property_name: str, value: Code) -> tuple[str, str]:
    """A property whose value is a code of a closed list."""
    return term(property_name), _code_term(value)


def optional(property_name: str, text: str | None) -> Pairs:
    """A plain literal, or nothing where the text is empty or None."""
    return [(term(property_name), literal(text))] if text else []


def names(preferred: str, others: Iterable[str], language: str) -> Pairs:
    """Labels of a registered thing: ``rdfs:label`` and ``skos:prefLabel``, and ``skos:altLabel`` for the others."""
    label = tagged(preferred, language)
    pairs = [(term("rdfs:label"), label), (term("skos:prefLabel"), label)]
    pairs += [(term("skos:altLabel"), tagged(other, language)) for other in sorted(set(others))]
    return pairs


def language_tag(language: str) -> str:
    """The language of labels without its region, in lower case: ``en`` for ``en-GB``.

    One tag for one language: ``"Team"@en-GB`` and ``"Team"@en`` do not compare equal anywhere.
    """
    return language.partition("-")[0].lower()


def as_listed(**lists: tuple[Sequence[object], Sequence[object]]) -> Pairs:
    """`pap:asListed` for those lists that differ from the order in which they would be read back; else nothing.

    Args:
        lists: By the name of the record's field, the list as it is and as it would be read back.
    """
    told = {name: list(actual) for name, (actual, natural) in lists.items() if list(actual) != list(natural)}
    if not told:
        return []
    return [(term("pap:asListed"), literal(json.dumps(told, ensure_ascii=False, separators=(",", ":"))))]
