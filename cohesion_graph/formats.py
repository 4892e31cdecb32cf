"""Every file format once: its name, ending, media type, what writes it, what opens it, and how it stands in a site.

Whoever needs to know something of a format reads it here: the command line and its help, the downloads and their
README, the catalogue (DCAT, VoID), schema.org, the rules for hosts and the server. A new export is one entry of
`FORMATS` and the function it names.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any, Final

__all__ = [
    "FORMATS",
    "GROUPS",
    "PACKED",
    "Format",
    "Group",
    "exports",
    "format_of",
    "grouped",
    "media_type_of",
    "media_types",
    "published",
]


@dataclass(frozen=True, slots=True)
class Group:
    """Formats that people look for together."""

    name: str
    """What the help of ``export`` calls it."""
    heading: str
    """What the page of downloads calls it; empty where it lists none."""


GROUPS: Final = {
    "tables": Group("Tables", "For Excel and other spreadsheets"),
    "network": Group("For network tools", "For network tools"),
    "pictures": Group("For pictures", "For pictures"),
    "linked-data": Group("Linked data", "Linked data (RDF)"),
    "plans": Group("Plans", "The plan for other programs"),
    "progress": Group("Progress", ""),
    "site": Group("Files of a site", ""),
}
"""By their keys, in the order in which they are shown."""

PACKED: Final = ".gz"
"""What is added to the ending of a file that is compressed (gzip)."""


@dataclass(frozen=True, slots=True)
class Format:
    """One file format."""

    name: str
    """What ``export`` calls it."""
    ending: str
    """With its full stop: ``.ttl``."""
    media_type: str
    """As registered with IANA; where a format is not, the nearest that is."""
    label: str
    """What people call it: ``Turtle``."""
    group: str
    """A key of `GROUPS`."""
    about: str = ""
    """What it holds or what opens it, as it ends a line: ``all graphs merged``."""
    writer: str = ""
    """What writes it, as ``module:object``: a function of what `takes` names that gives text or bytes, or pieces."""
    takes: str = ""
    """The part of a plan that the writer takes: ``graph``, ``derivation``, ``dataset``; empty for the plan itself."""
    up_to: float = 0
    """Statements of a plan up to which a site holds the format; 0 where it is written by ``export`` alone."""
    packed: bool = False
    """Whether a site holds it compressed."""
    also: tuple[str, ...] = ()
    """Other media types by which clients ask for it."""
    w3c: str = ""
    """Its name among the W3C's file formats (http://www.w3.org/ns/formats/), for forms of RDF."""
    file_type: str = ""
    """Its code in the EU's table of file types."""

    @property
    def site_ending(self) -> str:
        """The ending that its file has in a site."""
        return self.ending + PACKED * self.packed

    @property
    def made_by(self) -> Any:
        """The object that `writer` names; imported when it is asked for."""
        return resolve_name(self.writer)

    def write(self, plan: Any) -> bytes:
        """A `plan.LoadedPlan` in this format."""
        return b"".join(self.pieces(plan))

    def pieces(self, plan: Any) -> Iterator[bytes]:
        """The same in the pieces in which it is written."""
        found = self.made_by(getattr(plan, self.takes) if self.takes else plan)
        for piece in [found] if isinstance(found, str | bytes) else found:
            yield piece.encode("utf-8") if isinstance(piece, str) else piece


_SOME, _MOST, _ALL = 5_000, 50_000, math.inf
"""Up to the first, a site holds every form: of a larger plan each takes seconds and 100 MB."""


def _rdf(name: str, ending: str, media_type: str, label: str, about: str, **more: Any) -> Format:
    writer = f"cohesion_graph.rdf.write:{name.upper().replace('-', '_')}"
    return Format(name, ending, media_type, label, "linked-data", about, writer, "derivation", **more)


def _network(name: str, ending: str, media_type: str, label: str, about: str, **more: Any) -> Format:
    writer = f"cohesion_graph.graph.write:{name.replace('-', '_')}"
    return Format(name, ending, media_type, label, more.pop("group", "network"), about, writer, "graph", **more)


_GRAPHS, _NO_GRAPHS = "with its named graphs", "all graphs merged"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_TABLE = (
    Format("csv", ".csv", "text/csv", "CSV", "tables", "a folder with one file for each table", file_type="CSV"),
    Format("parquet", ".parquet", "application/vnd.apache.parquet", "Parquet", "tables",
           "a folder with one typed file for each table, for pandas, DuckDB and R; needs the extra parquet",
           file_type="PARQUET"),
    Format(
        "xlsx", ".xlsx", _XLSX, "Excel", "tables", "every table in one workbook",
        "cohesion_graph.publish.workbook:workbook", up_to=_ALL, file_type="XLSX",
    ),
    _rdf("turtle", ".ttl", "text/turtle", "Turtle", _NO_GRAPHS, up_to=_MOST, w3c="Turtle", file_type="RDF_TURTLE",
         also=("application/x-turtle",)),
    _rdf("trig", ".trig", "application/trig", "TriG", _GRAPHS, up_to=_SOME, packed=True, w3c="TriG",
         file_type="RDF_TRIG"),
    _rdf("nquads", ".nq", "application/n-quads", "N-Quads", _GRAPHS, up_to=_ALL, packed=True,
         w3c="N-Quads", file_type="RDF_N_QUADS"),
    _rdf("ntriples", ".nt", "application/n-triples", "N-Triples", _NO_GRAPHS, w3c="N-Triples",
         file_type="RDF_N_TRIPLES"),
    _rdf("jsonld", ".jsonld", "application/ld+json", "JSON-LD", _GRAPHS, up_to=_SOME, packed=True, w3c="JSON-LD",
         file_type="JSON_LD", also=("application/json",)),
    _rdf("jsonld-nested", ".json", "application/ld+json", "nested JSON-LD", _NO_GRAPHS, file_type="JSON_LD"),
    _rdf("rdfxml", ".rdf", "application/rdf+xml", "RDF/XML", _NO_GRAPHS, w3c="RDF_XML", file_type="RDF_XML"),
    _network("graphml", ".graphml", "application/xml", "GraphML", "Gephi, yEd, igraph and most other network tools",
             up_to=_ALL, packed=True, file_type="XML"),
    _network("gexf", ".gexf", "application/xml", "GEXF", "Gephi", up_to=_ALL, packed=True, file_type="XML"),
    _network("cytoscape", ".cyjs", "application/json", "Cytoscape JSON", "Cytoscape", up_to=_SOME, packed=True,
             file_type="JSON"),
    _network("node-link", ".node-link.json", "application/json", "node-link JSON", "D3 and networkx", up_to=_SOME,
             packed=True, file_type="JSON"),
    _network("dot", ".dot", "text/vnd.graphviz", "DOT", "Graphviz", up_to=_SOME, packed=True, group="pictures"),
    _network("mermaid", ".mmd", "text/plain", "Mermaid", "diagrams inside Markdown", up_to=_SOME, group="pictures",
             file_type="TXT"),
    Format("stratml", ".stratml.xml", "application/xml", "StratML", "plans", "Part 2, for programs that exchange plans",
           "cohesion_graph.rdf.stratml:stratml", "derivation", up_to=_SOME, file_type="XML"),
    Format("json", ".dataset.json", "application/json", "JSON", "plans", "the dataset itself, as its schema says",
           "cohesion_graph.model.dataset:Dataset.as_json", "dataset", file_type="JSON"),
    Format("updates", ".updates.csv", "text/csv", "CSV", "progress",
           "a CSV file to report progress in, with what was last reported; take it back with updates",
           "cohesion_graph.folder.updates:template", "dataset", file_type="CSV"),
    Format("updates-workbook", ".updates.xlsx", _XLSX, "Excel", "progress",
           "the same with a drop-down of statuses; export updates -o updates.xlsx writes it too",
           "cohesion_graph.workbook.updates_form:updates_form", "dataset", file_type="XLSX"),
    Format("html", ".html", "text/html", "page", "site", file_type="HTML"),
    Format("css", ".css", "text/css", "style sheet", "site"),
    Format("js", ".js", "text/javascript", "script", "site"),
    Format("svg", ".svg", "image/svg+xml", "drawing", "site", file_type="SVG"),
    Format("png", ".png", "image/png", "picture", "site", file_type="PNG"),
    Format("plain", ".txt", "text/plain", "text", "site", file_type="TXT"),
    Format("markdown", ".md", "text/markdown", "Markdown", "site"),
    Format("word", ".docx", _DOCX, "Word", "site", file_type="DOCX"),
    Format("calendar", ".ics", "text/calendar", "calendar", "site", file_type="ICS"),
    Format("object", ".json", "application/json", "JSON", "site", file_type="JSON"),
    Format("sparql", ".rq", "application/sparql-query", "SPARQL query", "site", file_type="SPARQLQ"),
    Format("xml", ".xml", "application/xml", "XML", "site", file_type="XML"),
    Format("gzip", PACKED, "application/gzip", "compressed file", "site", file_type="GZIP"),
)  # fmt: skip

FORMATS: Final[dict[str, Format]] = {one.name: one for one in _TABLE}
"""Every format by its name."""


def exports() -> dict[str, Format]:
    """What ``export`` can write, by name: group after group."""
    order = list(GROUPS)
    found = [one for one in FORMATS.values() if one.group != "site"]
    return {one.name: one for one in sorted(found, key=lambda one: order.index(one.group))}


def grouped() -> Iterator[tuple[Group, list[Format]]]:
    """The exports of each group that has any."""
    for key, group in GROUPS.items():
        if found := [one for one in exports().values() if one.group == key]:
            yield group, found


def published(group: str, claims: int) -> list[Format]:
    """The formats of a group that the site of a plan with so many statements holds."""
    return [one for one in exports().values() if one.group == group and one.up_to and claims <= one.up_to]


def format_of(path: str) -> Format | None:
    """The format of a file by its name, the longest ending first; of a compressed one what is inside. None if unknown.

    >>> format_of("stockton.node-link.json").name, format_of("stockton.nq.gz").name, format_of("x.unheard-of")
    ('node-link', 'nquads', None)
    """
    name = path.removesuffix(PACKED) or path
    found = [one for one in FORMATS.values() if name.lower().endswith(one.ending)]
    # of two formats with one ending the plain one: a file beside a page is data, not the whole plan in another shape
    return max(found, key=lambda one: (len(one.ending), one.group == "site"), default=None)


def media_type_of(path: str) -> str:
    """The media type of a file by its name; plain text for an ending that is not known.

    >>> media_type_of("a/b.ttl"), media_type_of("all.nq.gz"), media_type_of("nginx.conf")
    ('text/turtle', 'application/gzip', 'text/plain')
    """
    if path.lower().endswith(PACKED):
        return FORMATS["gzip"].media_type
    found = format_of(path)
    return found.media_type if found else "text/plain"


def media_types() -> dict[str, str]:
    """The media type of each last ending (``.json``), sorted: what a web server's table of types holds."""
    found: dict[str, str] = {}
    for one in sorted(FORMATS.values(), key=lambda one: (-len(one.ending), one.group == "site")):
        found[f".{one.ending.rpartition('.')[2]}"] = one.media_type  # the shortest ending is the last to tell
    return dict(sorted(found.items()))
