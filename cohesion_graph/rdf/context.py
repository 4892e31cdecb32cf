"""The JSON-LD context: ``ontology/context.jsonld`` is this module's output, kept for readers and for the web.

Property names are the local names of the vocabulary, codes are written as their code (``"role": "lead"``), labels are
grouped by language, whole numbers and truth values are JSON's own. ``sections``, ``actions``, ``milestones``,
``statements`` and ``links`` run the other way round, so that a plan nests as it is printed.

Run ``python -m cohesion_graph.rdf.context > ontology/context.jsonld`` after changing the vocabulary; a test compares.
"""

from __future__ import annotations

import json
import sys
from itertools import chain
from typing import Any

import pyoxigraph as ox

from cohesion_graph.model import codes
from cohesion_graph.rdf.namespaces import PREFIXES, code_term
from cohesion_graph.rdf.ontology import ontology_file
from cohesion_graph.rdf.vocabulary import RANGES

__all__ = ["LISTS", "REVERSED", "context", "context_text"]

REVERSED = {
    "sections": "pap:sectionOf",
    "actions": "pap:inSection",
    "milestones": "pap:milestoneOf",
    "statements": "pap:aboutItem",
    "links": "pap:linkStart",
}
"""Terms that run from the whole to its parts, by the property that runs the other way."""

LISTS = {
    "basis": codes.Basis,
    "bodyKind": codes.BodyKind,
    "colour": codes.Colour,
    "dependencyType": codes.LinkType,
    "discrepancyKind": codes.DiscrepancyKind,
    "doubtKind": codes.DoubtKind,
    "doubtState": codes.DoubtState,
    "instrumentKind": codes.InstrumentKind,
    "presentedAs": codes.PresentedAs,
    "rank": codes.Rank,
    "resolution": codes.Resolution,
    "role": codes.Role,
    "setAsideKind": codes.SetAsideKind,
    "status": codes.Status,
    "timingKind": codes.DeadlineKind,
}
"""The code list that each property takes its values from."""
_BY_LANGUAGE = {
    "title": "dcterms:title",
    "description": "dcterms:description",
    "label": "rdfs:label",
    "prefLabel": "skos:prefLabel",
    "altLabel": "skos:altLabel",
}
_ADDRESSES = {
    "exactMatch": "skos:exactMatch",
    "spatial": "dcterms:spatial",
    "subject": "dcterms:subject",
    "publisher": "dcterms:publisher",
    "rights": "dcterms:rights",
    "license": "dcterms:license",
    "code": "adms:identifier",
    "unitOf": "org:unitOf",
    "wasDerivedFrom": "prov:wasDerivedFrom",
    "wasQuotedFrom": "prov:wasQuotedFrom",
    "selector": "oa:hasSelector",
    "sourceText": "oa:hasSource",
}
_PLAIN = {
    "identifier": "dcterms:identifier",
    "name": "foaf:name",
    "note": "skos:note",
    "notation": "skos:notation",
    "value": "rdf:value",
    "sameAs": "schema:sameAs",
    "url": "schema:url",
    "language": "schema:inLanguage",
    "mediaType": "schema:encodingFormat",
    "uriSpace": "void:uriSpace",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}
_OWL = PREFIXES["owl"]


def context() -> dict[str, Any]:
    """What stands under ``@context``: prefixes, then terms, then classes."""
    terms: dict[str, Any] = {"@version": 1.1, **PREFIXES, "id": "@id", "type": "@type"}
    terms |= _PLAIN
    terms |= {name: {"@id": address, "@container": "@language"} for name, address in _BY_LANGUAGE.items()}
    terms |= {name: {"@id": address, "@type": "@id"} for name, address in _ADDRESSES.items()}
    declared = _declared()
    terms |= {name: _object_property(name) for name in declared["ObjectProperty"]}
    terms |= {name: _data_property(name, declared["ranges"][name]) for name in declared["DatatypeProperty"]}
    terms |= {name: {"@reverse": address} for name, address in REVERSED.items()}
    terms |= {name: f"pap:{name}" for name in declared["Class"]}
    return terms


def context_text() -> str:
    """The file's content: one term on a line."""
    lines = (f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in context().items())
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def _declared() -> dict[str, Any]:
    """Local names of the vocabulary's properties and classes, sorted, and the ranges of its data properties."""
    store = ox.Store()
    store.load(ontology_file("pap.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    found: dict[str, Any] = {"ranges": {}}
    start = PREFIXES["pap"]
    for kind in ("ObjectProperty", "DatatypeProperty", "Class"):
        quads = store.quads_for_pattern(None, None, ox.NamedNode(_OWL + kind), None)
        subjects = [quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)]
        found[kind] = sorted(subject.removeprefix(start) for subject in subjects if subject.startswith(start))
    for name in found["DatatypeProperty"]:
        told = (store.quads_for_pattern(ox.NamedNode(start + name), ox.NamedNode(kind), None) for kind in RANGES)
        ranges = chain.from_iterable(told)
        found["ranges"][name] = next((str(getattr(quad.object, "value", "")) for quad in ranges), "")
    return found


def _object_property(name: str) -> dict[str, Any]:
    if name == "linkRelation":
        return {"@id": "pap:linkRelation", "@type": "@vocab"}
    if name in LISTS:
        return {
            "@id": f"pap:{name}",
            "@type": "@vocab",
            "@context": {code.value: code_term(code) for code in LISTS[name]},
        }
    return {"@id": f"pap:{name}", "@type": "@id"}


def _data_property(name: str, datatype: str) -> Any:
    if datatype == f"{PREFIXES['rdf']}langString":
        return {"@id": f"pap:{name}", "@container": "@language"}
    if datatype in {f"{PREFIXES['xsd']}date", f"{PREFIXES['xsd']}duration"}:
        return {"@id": f"pap:{name}", "@type": f"xsd:{datatype.rpartition('#')[2]}"}
    return f"pap:{name}"


if __name__ == "__main__":
    sys.stdout.write(context_text())
