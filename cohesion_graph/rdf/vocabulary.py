"""The vocabulary as its own files tell it: terms, code lists, what is checked, examples; read here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from cohesion_graph.model.codes import Code
from cohesion_graph.rdf.code_lists import code_lists
from cohesion_graph.rdf.namespaces import ONTOLOGY, PREFIXES, document_of, list_address
from cohesion_graph.rdf.ontology import ontology_file, ontology_folder

__all__ = ["RANGES", "Mapping", "Term", "about", "checks", "examples", "mappings", "terms"]

_ANCHORS = {
    "http://www.w3.org/ns/org#": ("org", "The Organization Ontology (W3C)", "https://www.w3.org/TR/vocab-org/"),
    "http://www.w3.org/ns/prov#": ("prov", "PROV-O (W3C)", "https://www.w3.org/TR/prov-o/"),
    "http://purl.org/net/p-plan#": ("p-plan", "P-Plan", "http://purl.org/net/p-plan"),
    "http://www.w3.org/ns/oa#": ("oa", "Web Annotation (W3C)", "https://www.w3.org/TR/annotation-vocab/"),
    "http://data.europa.eu/m8g/": ("cv", "EU Core Vocabularies", "https://semiceu.github.io/CPSV-AP/"),
    "http://purl.org/dc/terms/": ("dcterms", "DCMI Metadata Terms", "https://www.dublincore.org/"),
    "http://xmlns.com/foaf/0.1/": ("foaf", "FOAF", "http://xmlns.com/foaf/spec/"),
    "http://www.w3.org/2004/02/skos/core#": ("skos", "SKOS (W3C)", "https://www.w3.org/TR/skos-reference/"),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": ("rdf", "RDF (W3C)", "https://www.w3.org/TR/rdf11-concepts/"),
    "http://www.w3.org/2001/XMLSchema#": ("xsd", "XML Schema datatypes", "https://www.w3.org/TR/xmlschema11-2/"),
}
RANGES = (f"{PREFIXES['rdfs']}range", f"{PREFIXES['schema']}rangeIncludes")
"""What leads to what a property leads to: its range, or, where OWL 2 has no such datatype, what schema.org calls so."""
_RDF, _RDFS, _OWL, _SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
_PAP = PREFIXES["pap"]


@dataclass(frozen=True, slots=True)
class Term:
    """One class or property; addresses are written with their prefix."""

    name: str
    kind: str
    label: str
    definition: str
    note: str
    broader: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    traits: tuple[str, ...]
    inverse: tuple[str, ...]


@cache
def _ontology() -> ox.Store:
    store = ox.Store()
    store.load(ontology_file("pap.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def terms() -> list[Term]:
    """Every class, then every property between things, then every property with values, each sorted by name.

    Raises:
        DataError: the ontology's files are missing.
    """
    kinds = {"Class": "class", "ObjectProperty": "object property", "DatatypeProperty": "data property"}
    found = [
        _term(quad.subject, kind)
        for owl_kind, kind in kinds.items()
        for quad in _ontology().quads_for_pattern(None, ox.NamedNode(f"{_RDF}type"), ox.NamedNode(_OWL + owl_kind))
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_PAP)
    ]
    return sorted(found, key=lambda term: (list(kinds.values()).index(term.kind), term.name))


def _term(subject: ox.NamedNode, kind: str) -> Term:
    traits = [name.removeprefix(_OWL) for name in _values(subject, f"{_RDF}type")]
    broader = "subClassOf" if kind == "class" else "subPropertyOf"
    words = {"FunctionalProperty": "at most one value", "SymmetricProperty": "holds both ways"}
    return Term(
        name=subject.value.removeprefix(_PAP),
        kind=kind,
        label=" ".join(_values(subject, f"{_RDFS}label")),
        definition=" ".join(_values(subject, f"{_SKOS}definition")),
        note=" ".join(_values(subject, f"{_SKOS}note")),
        broader=_shortened(_values(subject, _RDFS + broader)),
        domain=_shortened(_values(subject, f"{_RDFS}domain")),
        range=_shortened([one for name in RANGES for one in _values(subject, name)]),
        traits=tuple(words[trait] for trait in sorted(traits) if trait in words),
        inverse=_shortened(_values(subject, f"{_OWL}inverseOf")),
    )


def _values(subject: ox.NamedNode, predicate: str) -> list[str]:
    quads = _ontology().quads_for_pattern(subject, ox.NamedNode(predicate), None)
    return sorted(str(getattr(quad.object, "value", "")) for quad in quads)


def _shortened(addresses: list[str]) -> tuple[str, ...]:
    """Addresses with their prefix, sorted: ``pap:Claim``."""
    known = {_PAP: "pap"} | {start: anchor[0] for start, anchor in _ANCHORS.items()}
    return tuple(
        sorted(
            next((f"{name}:{one.removeprefix(start)}" for start, name in known.items() if one.startswith(start)), one)
            for one in addresses
        )
    )


def ontology_triples(name: str = "pap.ttl") -> list[ox.Triple]:
    """A file of the ontology, its blank nodes called the same every time (RDFC-1.0)."""
    found = ox.Dataset(ox.parse(ontology_file(name).read_bytes(), format=ox.RdfFormat.TURTLE))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in found]


def list_triples(kind: type[Code]) -> list[ox.Triple]:
    """What is said of a code list and of its codes."""
    return [quad.triple for quad in _list_triples().get(list_address(kind), ())]


@cache
def _list_triples() -> dict[str, list[ox.Quad]]:
    found: dict[str, list[ox.Quad]] = {}
    for quad in ox.parse("".join(code_lists()).encode(), format=ox.RdfFormat.N_TRIPLES):
        address = str(getattr(quad.subject, "value", ""))
        found.setdefault(document_of(address), []).append(quad)
    return found


def about() -> dict[str, str]:
    """What the vocabulary says of itself: title, abstract, description, license, issued, versionInfo, versionIRI."""
    own, terms = ox.NamedNode(ONTOLOGY), PREFIXES["dcterms"]
    names = {"title": terms, "abstract": terms, "description": terms, "license": terms, "issued": terms}
    told = {name: " ".join(_values(own, start + name)) for name, start in names.items()}
    return told | {name: " ".join(_values(own, _OWL + name)) for name in ("versionInfo", "versionIRI")}


@dataclass(frozen=True, slots=True)
class Mapping:
    """An adopted vocabulary, and which of our terms stand under which of its terms."""

    name: str
    address: str
    under: tuple[tuple[str, str], ...]
    """Our term without its prefix, and the adopted one with it."""


def mappings() -> Iterator[Mapping]:
    """Every adopted vocabulary that a term of ours stands under."""
    for prefix, name, address in _ANCHORS.values():
        under = [(term.name, one) for term in terms() for one in term.broader if one.startswith(f"{prefix}:")]
        if under:
            yield Mapping(name, address, tuple(under))


def checks() -> list[tuple[str, str]]:
    """Every shape and query with the sentence it says, sorted."""
    store = ox.Store()
    store.load(ontology_file("shapes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    message = ox.NamedNode("http://www.w3.org/ns/shacl#message")
    told = [
        (str(getattr(quad.subject, "value", "")).rpartition("#")[2], str(getattr(quad.object, "value", "")))
        for quad in store.quads_for_pattern(None, message, None)
    ]
    told = [(name, sentence) for name, sentence in told if not name.startswith("relation-")]
    for path in (ontology_folder() / "checks").glob("*.rq"):
        told.append((path.stem, path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")))
    return sorted(told, key=lambda check: check[0].casefold())


def examples() -> Iterator[tuple[str, str, str]]:
    """Kind, name and text of each example, in the order of their names."""
    for kind in ("conforming", "refused", "inconsistent"):
        for path in sorted((ontology_folder() / "examples" / kind).iterdir()):
            yield kind, path.name, path.read_text(encoding="utf-8")
