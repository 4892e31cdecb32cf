"""The vocabulary's documentation: every class, property and code with its definition, and the files themselves.

Made from the ontology's own files, so that what is read here is what machines read. The pages stand where the
vocabulary's addresses are (``def/pap#ledBy``); a site under another base holds them as a copy to read offline.
"""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.publish.page import Anchor, Fact, Grid, Page, Row, SearchEntry, Section, Thing
from cohesion_graph.rdf.namespaces import CODE_LISTS, ONTOLOGY, PREFIXES, code_term, list_address
from cohesion_graph.rdf.ontology import ontology_file

__all__ = ["vocabulary_files", "vocabulary_pages"]

_FILES = {
    "pap.ttl": "The vocabulary",
    "codes.ttl": "The code lists",
    "shapes.ttl": "Shapes that data is checked against (SHACL)",
    "context.jsonld": "The JSON-LD context",
}
_WHOLE = "def/documentation.html"
_KINDS = (
    ("Class", "Classes", "What things are."),
    ("ObjectProperty", "Properties between things", "What leads from one thing to another."),
    ("DatatypeProperty", "Properties with values", "What leads to a text, a number or a date."),
)


def vocabulary_files() -> Iterator[tuple[str, bytes]]:
    """The ontology's files as shipped, and its documentation in one page, with diagram and examples."""
    from cohesion_graph.rdf.documentation import documentation

    for name in _FILES:
        yield f"def/{name}", ontology_file(name).read_bytes()
    yield _WHOLE, documentation().encode("utf-8")


def vocabulary_pages() -> Iterator[Page]:
    """The vocabulary's page, then a page for each code list."""
    yield Page(
        "def/pap/index.html",
        "Vocabulary: Public Action Plan Ontology",
        Thing(
            "Vocabulary",
            "The words that the data is written in. Each term has an address; a machine that follows it finds this "
            "definition.",
            (Fact("Address", ONTOLOGY), Fact("Prefix", f"pap: {PREFIXES['pap']}")),
            sections=(*_terms(), Section("lists", "Code lists", links=tuple(_list_links()))),
        ),
        downloads=(
            Anchor("The whole vocabulary in one page, with diagram and examples", _WHOLE),
            *(Anchor(f"{title} ({name})", f"def/{name}") for name, title in _FILES.items()),
        ),
        section="downloads",
        entries=(SearchEntry("Vocabulary", "Vocabulary", ""),),
    )
    for kind, name in CODE_LISTS.items():
        title = name.replace("-", " ").capitalize()
        rows = tuple(
            Row((code.value, code.label, code.definition, code_term(code)), anchor=code.value) for code in kind
        )
        grid = Grid(f"Codes of the list {name}", ("Code", "In words", "Definition", "Address"), rows)
        yield Page(
            f"def/{name}/index.html",
            f"Code list: {title}",
            Thing(
                "Code list",
                " ".join((kind.__doc__ or "").partition("\n")[0].split()),
                (Fact("Address", list_address(kind)),),
                sections=(Section("codes", "Codes", grid=grid),),
                jump=False,
            ),
            crumbs=(Anchor("Vocabulary", "def/pap/index.html"),),
            section="downloads",
        )


def _list_links() -> Iterator[Anchor]:
    for name in CODE_LISTS.values():
        yield Anchor(name.replace("-", " ").capitalize(), f"def/{name}/index.html")


def _terms() -> Iterator[Section]:
    import pyoxigraph as ox

    store = ox.Store()
    store.load(ontology_file("pap.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)

    def values(subject: ox.NamedNode, term: str) -> list[str]:
        prefix, _, name = term.partition(":")
        found = store.quads_for_pattern(subject, ox.NamedNode(PREFIXES[prefix] + name), None, None)
        return sorted(_shortened(str(getattr(quad.object, "value", ""))) for quad in found)

    for kind, heading, intro in _KINDS:
        typed = store.quads_for_pattern(
            None, ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(f"{PREFIXES['owl']}{kind}")
        )
        subjects = sorted({quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode)})
        own = [ox.NamedNode(subject) for subject in subjects if subject.startswith(PREFIXES["pap"])]
        rows = tuple(
            Row(
                (
                    one.value.removeprefix(PREFIXES["pap"]),
                    "; ".join(values(one, "rdfs:label")),
                    " ".join(values(one, "rdfs:comment") or values(one, "skos:definition")),
                    "; ".join(values(one, "rdfs:subClassOf") + values(one, "rdfs:subPropertyOf")),
                ),
                anchor=one.value.removeprefix(PREFIXES["pap"]),
            )
            for one in own
        )
        grid = Grid(heading, ("Term", "Label", "Definition", "Narrower than"), rows)
        yield Section(kind.lower(), heading, intro, grid)


def _shortened(text: str) -> str:
    """An address with its prefix, where it has one of ours."""
    for prefix, start in PREFIXES.items():
        if text.startswith(start):
            return f"{prefix}:{text.removeprefix(start)}"
    return text
