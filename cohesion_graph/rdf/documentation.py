"""The vocabulary as one HTML page that opens without a network: terms, diagram, code lists, anchors, examples.

Made from the ontology's own files, so it cannot say anything else than they do. (pyLODE was considered: it draws no
diagram of our own and shows neither code lists nor examples, and its releases differ in the Python they run on.)

Run ``python -m cohesion_graph.rdf.documentation > pap.html`` for the page alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from cohesion_graph.model.codes import Code
from cohesion_graph.rdf.namespaces import CODE_LISTS, ONTOLOGY, PREFIXES, code_term, list_address
from cohesion_graph.rdf.ontology import ontology_file, ontology_folder

__all__ = ["documentation"]

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
_RDF, _RDFS, _OWL, _SKOS = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos"))
_PAP = PREFIXES["pap"]


@dataclass(frozen=True, slots=True)
class Term:
    """One class or property as the page shows it; addresses are written with their prefix."""

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


def documentation() -> str:
    """The page's HTML, always the same for the same ontology.

    Raises:
        DataError: the ontology's files are missing.
    """
    import jinja2

    store = ox.Store()
    store.load(ontology_file("pap.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    terms = _terms(store)
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("cohesion_graph.rdf"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("documentation.html.jinja").render(
        about=_about(store),
        address=ONTOLOGY,
        groups=[
            ("Classes", [term for term in terms if term.kind == "class"]),
            ("Object properties", [term for term in terms if term.kind == "object property"]),
            ("Data properties", [term for term in terms if term.kind == "data property"]),
        ],
        anchors=list(_anchored(terms)),
        diagram=_diagram(),
        lists=[_code_list(kind) for kind in CODE_LISTS],
        checks=_checks(),
        examples=list(_examples()),
        prefixes=PREFIXES,
    )


def _terms(store: ox.Store) -> list[Term]:
    kinds = {"Class": "class", "ObjectProperty": "object property", "DatatypeProperty": "data property"}
    found = [
        _term(store, quad.subject, kind)
        for owl_kind, kind in kinds.items()
        for quad in store.quads_for_pattern(None, ox.NamedNode(f"{_RDF}type"), ox.NamedNode(_OWL + owl_kind))
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_PAP)
    ]
    return sorted(found, key=lambda term: (list(kinds.values()).index(term.kind), term.name))


def _term(store: ox.Store, subject: ox.NamedNode, kind: str) -> Term:
    traits = [name.removeprefix(_OWL) for name in _values(store, subject, f"{_RDF}type")]
    broader = "subClassOf" if kind == "class" else "subPropertyOf"
    words = {"FunctionalProperty": "at most one value", "SymmetricProperty": "holds both ways"}
    return Term(
        name=subject.value.removeprefix(_PAP),
        kind=kind,
        label=" ".join(_values(store, subject, f"{_RDFS}label")),
        definition=" ".join(_values(store, subject, f"{_SKOS}definition")),
        note=" ".join(_values(store, subject, f"{_SKOS}note")),
        broader=_shortened(_values(store, subject, _RDFS + broader)),
        domain=_shortened(_values(store, subject, f"{_RDFS}domain")),
        range=_shortened(_values(store, subject, f"{_RDFS}range")),
        traits=tuple(words[trait] for trait in sorted(traits) if trait in words),
        inverse=_shortened(_values(store, subject, f"{_OWL}inverseOf")),
    )


def _values(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
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


def _about(store: ox.Store) -> dict[str, str]:
    own, terms = ox.NamedNode(ONTOLOGY), PREFIXES["dcterms"]
    names = {"title": terms, "abstract": terms, "description": terms, "license": terms, "issued": terms}
    told = {name: " ".join(_values(store, own, start + name)) for name, start in names.items()}
    return told | {name: " ".join(_values(store, own, _OWL + name)) for name in ("versionInfo", "versionIRI")}


def _anchored(terms: list[Term]) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """For each adopted vocabulary its name, address, and which of our terms stand under which of its."""
    for prefix, name, address in _ANCHORS.values():
        under = [(term.name, one) for term in terms for one in term.broader if one.startswith(f"{prefix}:")]
        if under:
            yield name, address, under


def _code_list(kind: type[Code]) -> dict[str, Any]:
    return {
        "name": CODE_LISTS[kind],
        "address": list_address(kind),
        "about": (kind.__doc__ or "").partition("\n")[0],
        "codes": [(code.value, code.label, code.definition, code_term(code)) for code in kind],
    }


def _checks() -> list[tuple[str, str]]:
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


def _examples() -> Iterator[tuple[str, str, str]]:
    """Kind, name and text of each example, in the order of their names."""
    for kind in ("conforming", "refused", "inconsistent"):
        for path in sorted((ontology_folder() / "examples" / kind).iterdir()):
            yield kind, path.name, path.read_text(encoding="utf-8")


# The diagram -------------------------------------------------------------------------------------------------

_BOXES = {
    "ActionPlan": (20, 40),
    "PlanSection": (20, 130),
    "Action": (20, 220),
    "Milestone": (20, 310),
    "Claim": (350, 265),
    "Responsibility": (350, 40),
    "Timing": (350, 95),
    "Dependency": (350, 150),
    "Link": (350, 410),
    "Discrepancy": (20, 410),
    "body (org:Organization)": (700, 40),
    "Instrument": (700, 150),
    "Quotation": (700, 265),
    "SourceText": (700, 340),
    "SourceDocument": (700, 410),
}
_FRAME = (335, 20, 210, 180)
"""Around the kinds of claim: left, top, width, height."""
_ARROWS = (
    ("PlanSection", "ActionPlan", "sectionOf"),
    ("Action", "PlanSection", "inSection"),
    ("Milestone", "Action", "milestoneOf"),
    ("Claim", "Action", "aboutItem"),
    ("Claim", "Milestone", ""),
    ("Responsibility", "body (org:Organization)", "responsibleParty"),
    ("Timing", "Instrument", "alignedWith"),
    ("Dependency", "Instrument", "dependencyTarget"),
    ("Claim", "Quotation", "evidence"),
    ("Quotation", "SourceText", "prov:wasQuotedFrom"),
    ("SourceText", "SourceDocument", "prov:wasDerivedFrom"),
    ("Claim", "SourceDocument", "accordingTo"),
    ("Link", "Claim", "prov:wasDerivedFrom"),
    ("Discrepancy", "Claim", "involvesClaim"),
)
_WIDTH, _HEIGHT = 180, 36


def _diagram() -> dict[str, Any]:
    """Boxes, arrows from edge to edge, and where their words stand, for the template to draw."""
    left, top, width, height = _FRAME
    above_claim = _BOXES["Claim"][1]
    arrows: list[tuple[float, float, float, float, str]] = []
    arrows.append((left + width / 2, top + height, left + width / 2, above_claim, "each is a"))
    for start, end, label in _ARROWS:
        (x1, y1), (x2, y2) = _BOXES[start], _BOXES[end]
        if x1 == x2:
            down = y2 > y1
            middle, bottom, head = x1 + _WIDTH / 2, y1 + (_HEIGHT if down else 0), y2 + (0 if down else _HEIGHT)
            arrows.append((middle, bottom, middle, head, label))
        else:
            right = x2 > x1
            side, edge = x1 + (_WIDTH if right else 0), x2 + (0 if right else _WIDTH)
            arrows.append((side, y1 + _HEIGHT / 2, edge, y2 + _HEIGHT / 2, label))
    boxes = [(name, x, y) for name, (x, y) in _BOXES.items()]
    return {"boxes": boxes, "arrows": arrows, "width": _WIDTH, "height": _HEIGHT, "frame": _FRAME}


if __name__ == "__main__":
    sys.stdout.write(documentation())
