"""The closed lists as SKOS concept schemes: ``ontology/codes.ttl`` is this module's output, kept for readers.

Run ``python -m cohesion_graph.rdf.code_lists > ontology/codes.ttl`` after changing `model.codes`; a test compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from cohesion_graph.model.codes import Basis, Code, LinkType, Status
from cohesion_graph.model.relations import relation_of
from cohesion_graph.rdf.namespaces import CODE_LISTS, LIST_PREFIXES, ONTOLOGY, PREFIXES, code_term, list_address
from cohesion_graph.rdf.terms import integer, iri, literal, tagged, term

__all__ = ["SCHEMA_ORG_STATUS", "code_lists", "code_lists_turtle"]

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the vocabulary and its lists."""

SCHEMA_ORG_STATUS = {
    Status.NOT_STARTED: "PotentialActionStatus",
    Status.IN_PROGRESS: "ActiveActionStatus",
    Status.COMPLETE: "CompletedActionStatus",
    Status.ONGOING: "ActiveActionStatus",
    Status.DELAYED: "ActiveActionStatus",
    Status.CANCELLED: "FailedActionStatus",
}
"""The nearest status of schema.org; none where it has none."""


def code_lists() -> Iterator[str]:
    """All code lists as N-Triples lines: each scheme, then its codes with label, definition and notation."""
    for kind, name in CODE_LISTS.items():
        scheme = iri(list_address(kind))
        title, _, rest = (kind.__doc__ or name).partition("\n")
        yield f"{scheme} {term('rdf:type')} {term('skos:ConceptScheme')} .\n"
        label = tagged(name.replace("-", " ").capitalize(), "en")
        for predicate in ("dcterms:title", "rdfs:label"):
            yield f"{scheme} {term(predicate)} {label} .\n"
        words = title if not rest else f"{title} {' '.join(rest.split())}"
        yield f"{scheme} {term('skos:definition')} {tagged(words.replace('`', ''), 'en')} .\n"
        yield f"{scheme} {term('rdfs:isDefinedBy')} {iri(ONTOLOGY)} .\n"
        yield f"{scheme} {term('dcterms:license')} {iri(_LICENCE)} .\n"
        for code in kind:
            yield from _concept(code, scheme)


def _concept(code: Code, scheme: str) -> Iterator[str]:
    concept = iri(code_term(code))
    pairs = [
        (term("rdf:type"), term("skos:Concept")),
        (term("skos:inScheme"), scheme),
        (term("skos:topConceptOf"), scheme),
        (term("skos:prefLabel"), tagged(code.label, "en")),
        (term("skos:definition"), tagged(code.definition, "en")),
        (term("skos:notation"), literal(code.value)),
        (term("rdfs:isDefinedBy"), iri(ONTOLOGY)),
    ]
    if isinstance(code, Basis):
        pairs.append((term("pap:order"), integer(code.strength + 1)))
    if isinstance(code, LinkType):
        pairs.append((term("pap:family"), literal(code.family)))
        pairs.append((term("rdfs:seeAlso"), term(f"pap:{relation_of(code).value.term}")))
    if isinstance(code, Status) and code in SCHEMA_ORG_STATUS:
        pairs.append((term("skos:closeMatch"), term(f"schema:{SCHEMA_ORG_STATUS[code]}")))
    yield f"{scheme} {term('skos:hasTopConcept')} {concept} .\n"
    for predicate, value in pairs:
        yield f"{concept} {predicate} {value} .\n"


def code_lists_turtle() -> str:
    """The code lists as Turtle, sorted: the content of ``ontology/codes.ttl``."""
    import pyoxigraph as ox

    triples = ox.parse("".join(sorted(set(code_lists()))).encode(), format=ox.RdfFormat.N_TRIPLES)
    used = ("pap", "dcterms", "rdf", "rdfs", "schema", "skos", "xsd")
    prefixes = {name: PREFIXES[name] for name in used} | LIST_PREFIXES
    found = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    assert found is not None  # no output was named, so the bytes are returned
    return found.decode()


if __name__ == "__main__":
    sys.stdout.write(code_lists_turtle())
