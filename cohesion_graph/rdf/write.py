"""A derivation in every RDF form, always the same bytes for the same dataset.

Lines are sorted before anything is made of them; Oxigraph parses them, which checks them once more, and writes the
other forms in that order. Without blank nodes the sorted lines are the canonical form (RDFC-1.0), so the digest of a
release is their SHA-256.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, starmap
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from cohesion_graph.derive import Derivation
from cohesion_graph.errors import MisuseError, RdfError, UnknownName
from cohesion_graph.formats import FORMATS
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.lines import Lines, Ordered, blocks, ordered
from cohesion_graph.rdf.namespaces import LIST_PREFIXES, PREFIXES

if TYPE_CHECKING:
    import rdflib

__all__ = ["FORMS", "Form", "digest", "serialize", "to_rdf", "to_rdflib"]

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _whole(lines: Ordered) -> Iterator[tuple[Ordered]]:
    yield (lines,)


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing RDF down; what else is to be known of it stands in `formats.FORMATS` under its name."""

    name: str
    keeps_graphs: bool
    """Whether the named graphs are kept; forms that cannot hold them give the merged graph."""
    piece: Callable[..., bytes]
    """Makes one piece of the form (UTF-8) of what `cut` gives for it."""
    cut: Callable[[Ordered], Iterator[tuple[Any, ...]]] = _whole
    """What each piece is made of; all lines make one piece, where the form does not let itself be made in pieces."""

    def __call__(self, derivation: Derivation) -> bytes:
        """A whole dataset in this form; see `to_rdf`."""
        return self.write(describe(derivation))

    @property
    def is_in_pieces(self) -> bool:
        """Whether it is made in pieces, each of some of the lines."""
        return self.cut is not _whole

    @property
    def media_type(self) -> str:
        """As registered with IANA."""
        return FORMATS[self.name].media_type

    @property
    def extension(self) -> str:
        """The ending of its files."""
        return FORMATS[self.name].ending

    def pieces(self, lines: Ordered) -> Iterator[bytes]:
        """The form's bytes (UTF-8), piece by piece."""
        return starmap(self.piece, self.cut(lines))

    def write(self, lines: Iterable[str]) -> bytes:
        """N-Quads lines, in any order, as the form's bytes (UTF-8)."""
        return b"".join(self.pieces(ordered(lines)))


def to_rdf(derivation: Derivation, form: str) -> bytes:
    """The whole dataset in a form by its name, one of `FORMS`.

    Raises:
        UnknownName: there is no such form.
        RdfError: the form cannot hold a character of the texts (RDF/XML and control characters).
    """
    return serialize(describe(derivation), form)


def serialize(lines: Iterable[str], form: str) -> bytes:
    """N-Quads lines in a form by its name; see `to_rdf`."""
    if form not in FORMS:
        raise UnknownName("form of RDF", form, FORMS)
    return FORMS[form].write(lines)


def digest(lines: Iterable[str]) -> str:
    """SHA-256 of the canonical form (RDFC-1.0) of N-Quads lines without blank nodes, in hexadecimal.

    Sorting is canonicalising, because no line holds a blank node and every term is written canonically (`terms`).

    Raises:
        MisuseError: a line holds a blank node.
    """
    found = ordered(lines)
    for line in found:
        if line.startswith("_:") or (" _:" in line and " _:" in line.split('"', 1)[0]):
            raise MisuseError("a line holds a blank node, whose name is not canonical\n  Give the resource an address.")
    return hashlib.sha256("".join(found).encode("utf-8")).hexdigest()


def to_rdflib(derivation: Derivation) -> rdflib.Dataset:
    """The dataset as a plain rdflib Dataset in memory, one named graph for each of ours.

    The default graph is the union, as in Oxigraph. Literals arrive as rdflib itself reads them: a plain one has no
    datatype, which a store filled by another library's parser would get wrong.
    """
    import rdflib

    found = rdflib.Dataset(default_union=True)
    for prefix, start in PREFIXES.items():
        found.bind(prefix, start)
    addresses: dict[str, rdflib.URIRef] = {}

    def address(text: str) -> rdflib.URIRef:
        if (known := addresses.get(text)) is None:
            known = addresses[text] = rdflib.URIRef(text)
        return known

    def value(term: object) -> rdflib.URIRef | rdflib.Literal:
        if isinstance(term, ox.NamedNode):
            return address(term.value)
        assert isinstance(term, ox.Literal)  # `describe` makes addresses and literals, nothing else
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = None if term.datatype == _STRING else address(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)

    for quad in _parsed(describe(derivation)):
        subject, graph = quad.subject, quad.graph_name
        assert isinstance(subject, ox.NamedNode)
        assert isinstance(graph, ox.NamedNode)
        triple = (address(subject.value), address(quad.predicate.value), value(quad.object))
        found.graph(address(graph.value)).add(triple)
    return found


_TYPE = f"<{PREFIXES['rdf']}type> "
_STRING = ox.NamedNode(f"{PREFIXES['xsd']}string")


def _parsed(lines: Iterable[str], form: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> Iterator[ox.Quad]:
    """What lines say; they are parsed block by block, because each line stands for itself."""
    for block in blocks(lines):
        yield from ox.parse(block, format=form)


def _plain(lines: Iterable[str]) -> bytes:
    return "".join(lines).encode("utf-8")


def _ntriples(lines: Iterable[str]) -> bytes:
    return _plain(_merged(lines))


def _merged(lines: Iterable[str]) -> Iterator[str]:
    """N-Triples lines: without their graph, sorted, each once; those of one triple stand together."""
    before = ""
    for line in lines:
        triple = line[: line.rindex(" <")]
        if triple != before:
            before = triple
            yield triple + " .\n"


def _cut_lines(lines: Ordered) -> Iterator[tuple[Lines]]:
    return ((piece,) for piece in lines.pieces)


def _cut_turtle(lines: Ordered) -> Iterator[tuple[Lines, str | None, tuple[tuple[str, str], ...], int]]:
    """Lines of some subjects, from where addresses are told, and the piece's number: prefixes stand in the first."""
    base, things = _beginnings(lines)
    for number, piece in enumerate(lines.pieces):
        yield piece, base, tuple(things.items()), min(number, 1)


def _turtle(lines: Lines, base: str | None, things: Iterable[tuple[str, str]], number: int) -> bytes:
    prefixes = {**_SHORT, **dict(things)}
    triples = (quad.triple for quad in _parsed(_types_first(_merged(lines)), ox.RdfFormat.N_TRIPLES))
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes, base_iri=base)
    assert written is not None  # no output was named, so the bytes are returned
    return written.split(b"\n", len(prefixes) + (base is not None))[-1] if number else written


_SHORT = PREFIXES | LIST_PREFIXES
"""The prefixes of Turtle: a code is told in two words."""


def _beginnings(lines: Ordered) -> tuple[str | None, dict[str, str]]:
    """From where Turtle tells the addresses of things.

    A base, below which the actions stand; and by their prefixes, what bodies, instruments, documents and the words of
    each document begin with.
    """
    graph = lines[0][lines[0].rindex(" <") + 2 : -4] if lines else ""
    found = re.fullmatch(r"(.+/)data/([^/]+)/[^/]+/graph/.+", graph)
    if not found:
        return None, {}
    council = f"{found[1]}id/{found[2]}/"
    begun = {name: f"{council}{name}/" for name in ("instrument", "organisation", "source")}
    taken = _SHORT.keys() | begun.keys()
    text = re.compile(f"<({re.escape(begun['source'])}([A-Za-z][^/#>]*)/text#)")
    place, end = _below(lines, begun["source"])
    while place < end:
        if quoted := text.match(lines[place]):
            begun[quoted[2] if quoted[2] not in taken else f"{quoted[2]}-text"] = quoted[1]
        place = bisect_left(lines, f"{quoted[0][:-1]}$", place) if quoted else place + 1  # all words of one document
    plan = re.compile(f"<({re.escape(council)}plan/[^/#>]+/)")
    found = next(filter(None, map(plan.match, islice(lines, *_below(lines, f"{council}plan/")))), None)
    return (f"{found[1]}action/" if found else council), begun


def _below(lines: Ordered, folder: str) -> tuple[int, int]:
    """Where the lines begin and end whose subjects stand below a folder, which ends in a slash."""
    return bisect_left(lines, f"<{folder}"), bisect_left(lines, f"<{folder[:-1]}0")


def _trig(lines: Ordered) -> bytes:
    return _serialized(_graph_by_graph(lines), ox.RdfFormat.TRIG)


def _jsonld(lines: Ordered) -> bytes:
    return _serialized(_graph_by_graph(lines), ox.RdfFormat.JSON_LD)


def _graph_by_graph(lines: Ordered) -> Iterator[ox.Quad]:
    graphs: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        graphs[line[line.rindex(" <") :]].append(line)
    return _parsed(line for graph in sorted(graphs) for line in _types_first(graphs[graph]))


def _types_first(lines: Iterable[str]) -> Iterator[str]:
    """Sorted lines for readers: subject after subject, what a thing is before what is said of it."""
    before, types, others = "", list[str](), list[str]()
    for line in lines:
        end = line.index(" ") + 1
        if not line.startswith(before) or not before:
            yield from types
            yield from others
            before, types, others = line[:end], [], []
        (types if line.startswith(_TYPE, end) else others).append(line)
    yield from types
    yield from others


def _jsonld_nested(lines: Ordered) -> bytes:
    from cohesion_graph.rdf.nested import nested

    return nested(_merged(lines)).encode("utf-8")


def _rdfxml(lines: Ordered) -> bytes:
    quads = map(_checked_for_xml, _parsed(_merged(lines), ox.RdfFormat.N_TRIPLES))
    # A carriage return stands in the output only where a text has one, and XML would read it as a line feed.
    return _serialized(quads, ox.RdfFormat.RDF_XML).replace(b"\r", b"&#13;")


def _checked_for_xml(quad: ox.Quad) -> ox.Quad:
    if isinstance(quad.object, ox.Literal) and (found := _NOT_XML.search(quad.object.value)):
        raise RdfError(
            f"{quad.subject} holds the character U+{ord(found[0]):04X}, which XML cannot hold\n"
            "  Expected: text without control characters\n  Use Turtle, TriG, N-Quads or JSON-LD."
        )
    return quad


def _serialized(quads: Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    statements = quads if form.supports_datasets else (quad.triple for quad in quads)
    found = ox.serialize(statements, format=form, prefixes=PREFIXES)
    assert found is not None  # no output was named, so the bytes are returned
    return found


TURTLE: Final = Form("turtle", False, _turtle, _cut_turtle)
TRIG: Final = Form("trig", True, _trig)
NQUADS: Final = Form("nquads", True, _plain, _cut_lines)
NTRIPLES: Final = Form("ntriples", False, _ntriples, _cut_lines)
JSONLD: Final = Form("jsonld", True, _jsonld)
JSONLD_NESTED: Final = Form("jsonld-nested", False, _jsonld_nested)
RDFXML: Final = Form("rdfxml", False, _rdfxml)

FORMS: Final[Mapping[str, Form]] = {
    form.name: form for form in (TURTLE, TRIG, NQUADS, NTRIPLES, JSONLD, JSONLD_NESTED, RDFXML)
}
"""Every form by its name."""
