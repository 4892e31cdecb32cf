"""The vocabulary's documentation: every class, property and code with its definition, and the files themselves.

Made from the ontology's own files (`rdf.vocabulary`), so that what is read here is what machines read. The pages
stand where the vocabulary's addresses are (``def/pap#ledBy``); a site under another base holds them as a copy to read
offline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cohesion_graph.publish.page import Anchor, Cell, Fact, Grid, Page, Row, SearchEntry, Section, Thing, several
from cohesion_graph.publish.urls import page
from cohesion_graph.rdf import vocabulary
from cohesion_graph.rdf.document import document
from cohesion_graph.rdf.namespaces import CODE_LISTS, DEFINITIONS, ONTOLOGY, PREFIXES, code_term, list_address
from cohesion_graph.rdf.ontology import ontology_file

__all__ = ["vocabulary_files", "vocabulary_pages"]

_FILES = {
    "pap.ttl": "The vocabulary",
    "codes.ttl": "The code lists",
    "shapes.ttl": "Shapes that data is checked against (SHACL)",
    "context.jsonld": "The JSON-LD context",
}
_PAGE = "def/pap/index.html"
_CRUMBS = (Anchor("Vocabulary", _PAGE),)
_MAPPINGS, _CHECKS, _EXAMPLES = (f"def/pap/{name}/index.html" for name in ("mappings", "checks", "examples"))
_SHAPES = "def/shapes"
_KINDS = (
    ("class", "Classes", "What things are."),
    ("object property", "Properties between things", "What leads from one thing to another."),
    ("data property", "Properties with values", "What leads to a text, a number or a date."),
)


def vocabulary_files() -> Iterator[tuple[str, bytes]]:
    """The ontology's files as shipped, its examples, and the diagram of its main classes."""
    from cohesion_graph.rdf.documentation import diagram

    for name in _FILES:
        yield f"def/{name}", ontology_file(name).read_bytes()
    yield from _ontology_files()
    yield from _list_files()
    for kind, name, text in vocabulary.examples():
        yield _example(kind, name), text.encode("utf-8")
    yield "def/pap/diagram.svg", diagram().encode("utf-8")


def _ontology_files() -> Iterator[tuple[str, bytes]]:
    """The vocabulary at its address as JSON-LD too, and at the address of this version in both forms."""
    version, maker = _below(vocabulary.about()["versionIRI"]), f"{DEFINITIONS}project"
    made = [one for one in vocabulary.ontology_triples() if maker in str(one.subject) or maker in str(one.object)]
    for ending, content in document(made, maker):
        yield f"def/project{ending}", content
    yield f"{version}.ttl", ontology_file("pap.ttl").read_bytes()
    for ending, content in document(vocabulary.ontology_triples(), ONTOLOGY):
        if ending != ".ttl":
            yield f"def/pap{ending}", content
            yield f"{version}{ending}", content
    yield from (
        (f"{_SHAPES}{ending}", content)
        for ending, content in document(vocabulary.ontology_triples("shapes.ttl"), DEFINITIONS + "shapes")
        if ending != ".ttl"
    )


def _list_files() -> Iterator[tuple[str, bytes]]:
    """Each code list with its codes as data at its address."""
    for kind in CODE_LISTS:
        for ending, content in document(vocabulary.list_triples(kind), list_address(kind)):
            yield f"{_below(list_address(kind))}{ending}", content


def _below(address: str) -> str:
    """The path of an address of the vocabulary in the site: ``def/role``."""
    return f"def/{address.removeprefix(DEFINITIONS)}"


def _example(kind: str, name: str) -> str:
    return f"def/pap/examples/{kind}/{name}"


def vocabulary_pages() -> Iterator[Page]:
    """The vocabulary's page, what it maps to, what is checked, examples, then a page for each code list."""
    yield _term_page()
    yield _page(_MAPPINGS, "How the vocabulary maps to adopted ones", _mappings(), jump=True)
    yield _page(_CHECKS, "What is checked in data", _checks())
    yield _page(_EXAMPLES, "Examples of data", _examples())
    yield _version_page()
    yield Page(
        page(_SHAPES),
        _FILES["shapes.ttl"],
        Thing("Shapes", summary=(Fact("In words", Anchor("What is checked in data", _CHECKS)),), jump=False),
        crumbs=_CRUMBS,
        address=f"{DEFINITIONS}shapes",
        data=_SHAPES,
        section="downloads",
    )
    yield Page(
        page("def/project"),
        "The cohesion-graph project",
        Thing("Maker of the vocabulary", summary=(Fact("Its vocabulary", Anchor("Terms", _PAGE)),), jump=False),
        crumbs=_CRUMBS,
        address=f"{DEFINITIONS}project",
        data="def/project",
        section="downloads",
    )
    for kind, name in CODE_LISTS.items():
        rows = tuple(
            Row(
                (code.value, code.label, code.definition, code_term(code)),
                anchor=code.value,
            )
            for code in kind
        )
        grid = Grid(f"Codes of the list {name}", ("Code", "In words", "Definition", "Address"), rows)
        yield Page(
            f"def/{name}/index.html",
            f"Code list: {_in_words(name)}",
            Thing(
                "Code list",
                " ".join((kind.__doc__ or "").partition("\n")[0].split()),
                sections=(Section("codes", "Codes", grid=grid),),
                jump=False,
            ),
            crumbs=_CRUMBS,
            address=list_address(kind),
            data=f"def/{name}",
            section="downloads",
        )


def _version_page() -> Page:
    """What the address of this version answers with; the files beside it are this version."""
    told = vocabulary.about()
    facts = (Fact("Terms", Anchor("Every class and property", _PAGE)), Fact("Issued", told["issued"]))
    return Page(
        page(_below(told["versionIRI"])),
        f"Vocabulary, version {told['versionInfo']}",
        Thing("Vocabulary", summary=facts, jump=False),
        crumbs=_CRUMBS,
        address=told["versionIRI"],
        data=_below(told["versionIRI"]),
        section="downloads",
    )


def _page(path: str, title: str, sections: Sequence[Section], *, jump: bool = False) -> Page:
    content = Thing("Vocabulary", sections=tuple(sections), jump=jump)
    return Page(path, title, content, crumbs=_CRUMBS, section="downloads")


def _term_page() -> Page:
    lists = tuple(Anchor(_in_words(name), f"def/{name}/index.html") for name in CODE_LISTS.values())
    more = (
        Anchor("How it maps to adopted vocabularies", _MAPPINGS),
        Anchor("What is checked in data", _CHECKS),
        Anchor("Examples of data", _EXAMPLES),
        Anchor(_FILES["shapes.ttl"], page(_SHAPES)),
    )
    told = vocabulary.about()
    facts = (
        Fact("Prefix", f"pap: {PREFIXES['pap']}"),
        Fact("Version", Anchor(f"{told['versionInfo']}, issued {told['issued']}", page(_below(told["versionIRI"])))),
        Fact("Made by", Anchor("The cohesion-graph project", page("def/project"))),
        Fact("Licence", told["license"]),
    )
    sections = (*_terms(), Section("lists", "Code lists", links=lists), Section("more", "More about it", links=more))
    return Page(
        _PAGE,
        "Vocabulary: Public Action Plan Ontology",
        Thing(
            "Vocabulary",
            "The words that the data is written in. Each term has an address; a machine that follows it finds this "
            "definition.",
            facts,
            sections=sections,
        ),
        template="vocabulary.html",
        address=ONTOLOGY,
        data="def/pap",
        downloads=tuple(Anchor(f"{title} ({name})", f"def/{name}") for name, title in _FILES.items()),
        section="downloads",
        entries=(SearchEntry("Vocabulary", "Vocabulary", ""),),
    )


def _in_words(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _terms() -> Iterator[Section]:
    told = vocabulary.terms()
    for kind, heading, intro in _KINDS:
        rows = tuple(
            Row(
                (
                    one.name,
                    one.label,
                    f"{one.definition} {one.note}".strip(),
                    several(_linked(one.domain)),
                    several(_linked(one.range)),
                    several(_linked(one.broader)),
                ),
                anchor=one.name,
            )
            for one in told
            if one.kind == kind
        )
        # Classes lead from nowhere to nowhere: they have no columns for that.
        columns = (0, 1, 2, 5) if kind == "class" else (0, 1, 2, 3, 4, 5)
        header = ("Term", "Label", "Definition", "From", "To", "Narrower than")
        grid = Grid(
            heading,
            tuple(header[place] for place in columns),
            tuple(Row(tuple(row.cells[place] for place in columns), row.anchor) for row in rows),
        )
        yield Section(kind.replace(" ", "-"), heading, intro, grid)


def _linked(names: Sequence[str]) -> list[Cell]:
    """Terms as they are written with their prefix; ours lead to their place on the page."""
    return [Anchor(name, f"{_PAGE}#{name[4:]}") if name.startswith("pap:") else name for name in names]


def _mappings() -> list[Section]:
    found = []
    for number, one in enumerate(vocabulary.mappings(), 1):
        rows = tuple(Row((Anchor(f"pap:{ours}", f"{_PAGE}#{ours}"), theirs)) for ours, theirs in one.under)
        grid = Grid(f"Terms that stand under {one.name}", ("Ours", "Stands under"), rows)
        found.append(Section(f"mapping-{number}", one.name, one.address, grid))
    return found


def _checks() -> list[Section]:
    rows = tuple(Row(check) for check in vocabulary.checks())
    grid = Grid("Shapes (SHACL) and queries", ("Check", "What it says"), rows)
    intro = (
        "Shapes look at the merged graph, queries at the named graphs. Besides these, each relation is checked to "
        "start and end at the kinds of things it may."
    )
    return [Section("checks", "Checks", intro, grid)]


def _examples() -> list[Section]:
    rows = tuple(Row((Anchor(name, _example(kind, name)), kind)) for kind, name, _ in vocabulary.examples())
    grid = Grid("Example files", ("File", "Whether it is right"), rows)
    intro = (
        "Small files that conform, and files that are refused or inconsistent, each for the one reason its name tells."
    )
    return [Section("examples", "Files", intro, grid)]
