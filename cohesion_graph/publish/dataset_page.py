"""The dataset's own page and files: every table, the graph for network tools, every RDF form, its catalogue entry.

All files stand below the dataset's address, as its DCAT description says, with sizes and checksums.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from cohesion_graph.errors import RdfError
from cohesion_graph.files import packed
from cohesion_graph.formats import FORMATS, GROUPS, PACKED, Format, exports, published
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.downloads import DownloadFile, readme_text, size_in_words, table_files, told, whole_files
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Grid, Page, Row, SearchEntry, Section, Thing
from cohesion_graph.publish.processes import File
from cohesion_graph.publish.remaking import Making
from cohesion_graph.rdf.catalogue import File as Published
from cohesion_graph.rdf.catalogue import catalogue
from cohesion_graph.rdf.describe import described_itself
from cohesion_graph.rdf.document import document
from cohesion_graph.rdf.lines import Ordered
from cohesion_graph.rdf.namespaces import document_of
from cohesion_graph.rdf.write import FORMS, TURTLE, Form
from cohesion_graph.tables.plan_tables import PLAN_TABLES
from cohesion_graph.whole_folder import AsBefore, Content

__all__ = ["DatasetFiles", "Listed", "dataset_page"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the dataset's page and its catalogue list it."""

    path: str
    title: str
    format: Format
    size: int
    sha256: str


_WITH_GRAPHS = 5_000
"""Statements up to which each named graph has a file of its own: those of a larger plan are in its N-Quads."""


class Measured:
    """Pieces of a file that are counted while they are taken."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._digest = hashlib.sha256()
        self.size = 0
        """Bytes taken so far."""

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._digest.update(piece)
            self.size += len(piece)
            yield piece

    @property
    def sha256(self) -> str:
        """Digest of what was taken so far, in hexadecimal."""
        return self._digest.hexdigest()


class DatasetFiles:
    """Every file of the dataset, one at a time; each is listed when it is made, because pages tell its size.

    Every form of RDF is written from the same sorted statements.
    """

    def __init__(self, plan: LoadedPlan, lookups: Lookups, statements: Ordered, making: Making) -> None:
        self._plan, self._lookups, self._lines, self._making = plan, lookups, statements, making
        self._folder = lookups.urls.dataset_folder
        self.listed: list[Listed] = []
        """The files made so far that the catalogue lists."""

    def all(self) -> Iterator[File]:
        """Tables, README, graph formats, RDF, and last the description of them all (DCAT, VoID)."""
        plan, folder = self._plan, self._folder
        readme = readme_text(plan).encode("utf-8")
        text = DownloadFile(f"{folder}/README.txt", FORMATS["plain"], "What every file and column holds", readme)
        for file in chain(table_files(plan, folder), [text], whole_files(plan, folder)):
            for path, content in file.files(self._making):
                yield from self._listed(path, file.title, file.format, content)
        for one in published("linked-data", len(plan.dataset.claims)):
            path = f"{folder}/{plan.dataset.id}{one.site_ending}"
            form: Form = one.made_by
            if form.is_in_pieces:
                pieces = self._making.file_of_pieces(path, form.piece, form.cut(self._lines), is_packed=one.packed)
                yield from self._listed(path, told(one), one, pieces)
                continue
            for _, content in self._making.files(rdf_file, self._lines, form.name, path, is_packed=one.packed):
                yield from self._listed(path, told(one), one, content)
        yield from self._description()

    def _listed(self, path: str, title: str, written_as: Format, content: Content) -> Iterator[File]:
        """A file, which is listed when its last piece has been taken."""
        measured = content
        if not isinstance(measured, AsBefore):
            measured = Measured([measured] if isinstance(measured, bytes) else measured)
        yield path, measured
        self.listed.append(Listed(path, title, written_as, measured.size, measured.sha256))

    @cached_property
    def _described(self) -> dict[str, list[str]]:
        """What the catalogue says, by the document that it stands in; all files have to be listed before."""
        addresses = self._lookups.urls.addresses
        below = {file.path.removeprefix(f"{self._folder}/"): file for file in self.listed}
        files = {path: Published(file.size, file.sha256, file.title) for path, file in below.items()}
        dumps = {addresses.graph(name): f"{addresses.graph(name)}/{_STATEMENTS}" for name in self._dumped}
        # a judgement of an editor is about the dataset, whatever graph it stands in
        judged = (bisect_left(self._lines, f"<{addresses.dataset}{sign}") for sign in "#$")
        lines = {*described_itself(self._plan.derivation), *islice(self._lines, *judged)}
        lines.update(catalogue(self._plan.derivation, files, lines=self._lines, dumps=dumps))
        found: dict[str, list[str]] = defaultdict(list)
        for line in sorted(lines):
            found[document_of(line[1 : line.index(">")])].append(line[: line.rindex(" <")])
        return found

    @cached_property
    def _dumped(self) -> list[str]:
        """The named graphs that have a file of their own: those of a larger plan are in its N-Quads."""
        is_large = len(self._plan.dataset.claims) > _WITH_GRAPHS
        held = {line[line.rindex(" <") + 2 : -4] for line in self._lines} if not is_large else set()
        return [name for name in _graphs(self._lookups) if self._lookups.urls.addresses.graph(name) in held]

    def _description(self) -> Iterator[tuple[str, bytes]]:
        """The dataset's own description, beside its page: all that does not stand in a document of its own."""
        addresses = self._lookups.urls.addresses
        own = [addresses.graph(name) for name in _graphs(self._lookups)]
        told = [one for document, triples in self._described.items() if document not in own for one in triples]
        for ending, content in document(told, addresses.dataset):
            yield f"{self._folder}{ending}", content

    def graph_pages(self) -> Iterator[tuple[Page, list[tuple[str, Content]]]]:
        """For each named graph a page, its description (VoID) as data, and a file with its statements."""
        graphs: dict[str, list[str]] = defaultdict(list)
        for line in self._lines if self._dumped else ():
            graphs[line[line.rindex(" <") + 2 : -4]].append(line)
        for name, title in _graphs(self._lookups).items():
            address = self._lookups.urls.addresses.graph(name)
            one = _graph_page(self._lookups, name, title, dumped=name in self._dumped)
            files: list[tuple[str, Content]] = [
                (f"{one.data}{ending}", content) for ending, content in document(self._described[address], address)
            ]
            if name in self._dumped:
                files.append((f"{one.data}/{_STATEMENTS}", packed(TURTLE.pieces(Ordered(graphs[address])))))
            yield one, files


_STATEMENTS = f"statements{FORMATS['turtle'].ending}{PACKED}"
"""The file with the statements of a named graph, below the graph's address."""


def rdf_file(lines: Ordered, form: str, path: str, *, is_packed: bool) -> Iterator[File]:
    """The statements as a file in a form by its name; none where the form cannot hold a character of the texts."""
    with suppress(RdfError):  # the other forms hold them all
        content = FORMS[form].write(lines)
        yield path, b"".join(packed([content])) if is_packed else content


def dataset_page(lookups: Lookups, files: Sequence[Listed]) -> Page:
    """The list of all downloads with their sizes, and what each column holds."""
    folder = lookups.urls.dataset_folder
    sections = list(_file_sections(files))
    sections.append(Section("graphs", "Its named graphs", links=tuple(_graph_links(lookups))))
    for name, (title, columns, _) in PLAN_TABLES.items():
        told = tuple(Row((column.name, column.about)) for column in columns)
        grid = Grid(f"Columns of {name}", ("Column", "What it holds"), told)
        sections.append(Section(f"columns-{name}", f"{name}: {title}", grid=grid))
    return Page(
        f"{folder}/index.html",
        "Downloads and data",
        Thing(
            "Dataset",
            "Everything here as files to work on with. What every column holds is told below and in README.txt.",
            sections=tuple(sections),
            jump=False,
        ),
        address=lookups.urls.addresses.dataset,
        data=folder,
        downloads=(
            Anchor("The vocabulary that the data is written in", "def/pap/index.html"),
            Anchor("Terms of use", f"{folder}/terms/index.html"),
        ),
        section="downloads",
        entries=(SearchEntry("Downloads and data", "Dataset", "", " ".join((*PLAN_TABLES, *exports()))),),
    )


def _file_sections(files: Sequence[Listed]) -> Iterator[Section]:
    """The files by what opens them: spreadsheets, network tools, linked data."""
    by_name = {file.path.rpartition("/")[2]: file for file in files}
    readme = by_name.pop("README.txt", None)
    told = "README.txt: what every file and column holds"
    links: tuple[Anchor, ...] = ()
    if readme is not None:
        links = (Anchor(f"{told} ({size_in_words(readme.size)})", readme.path),)
    for name in [name for name, file in by_name.items() if file.format.group == "site"]:
        file = by_name.pop(name)
        links += (Anchor(f"{name}: {file.title} ({size_in_words(file.size)})", file.path),)
    tables = [name for name, file in by_name.items() if file.format.group == "tables"]
    stems = sorted(dict.fromkeys(name.rpartition(".")[0] for name in tables), key=lambda stem: f"{stem}.csv" in by_name)
    rows = []
    for stem in stems:
        forms = [by_name.get(f"{stem}.{ending}") for ending in ("xlsx", "csv")]
        title = next(file.title for file in forms if file)
        rows.append(Row((title, *(_sized(file) if file else "" for file in forms))))
    grid = Grid("Tables", ("What it holds", "Excel", "CSV"), tuple(rows))
    yield Section("tables", "For Excel and other spreadsheets", grid=grid, links=links)
    for group, heading in ((key, group.heading) for key, group in GROUPS.items() if key != "tables"):
        listed = tuple(Row((file.title, _sized(file))) for file in by_name.values() if file.format.group == group)
        yield Section(group, heading, grid=Grid(heading, ("What it holds", "File"), listed))
    here = {file.format.name for file in files}
    missing = [one for one in exports().values() if one.name not in here]
    rows = [Row((f"{one.label}: {one.about}", f"cohesion-graph export {one.name} -o PATH")) for one in missing]
    grid = Grid("Made on demand", ("What it holds", "Command"), tuple(rows))
    yield Section("on-demand", "Made on demand, by the program", grid=grid)


def _sized(file: Listed) -> Anchor:
    return Anchor(f"{file.path.rpartition('/')[2]} ({size_in_words(file.size)})", file.path)


def _graph_links(lookups: Lookups) -> Iterator[Anchor]:
    for name, title in _graphs(lookups).items():
        yield Anchor(title, f"{lookups.urls.dataset_folder}/graph/{name}/index.html")


def _graphs(lookups: Lookups) -> dict[str, str]:
    """The named graphs with what each holds."""
    sources = {f"source/{source.id}": f"What the {source.label} says" for source in lookups.dataset.sources}
    return sources | {
        "register": "Identities: the plan's items, bodies, instruments",
        "editorial": "What a person judged",
        "derived": "What rules made of the statements",
        "catalogue": "What the dataset says of itself",
    }


def _graph_page(lookups: Lookups, name: str, title: str, *, dumped: bool) -> Page:
    folder = f"{lookups.urls.dataset_folder}/graph/{name}"
    return Page(
        f"{folder}/index.html",
        title,
        Thing("Named graph", "One part of the dataset, kept apart so that it stays clear who says what."),
        crumbs=(Anchor("Downloads and data", f"{lookups.urls.dataset_folder}/index.html"),),
        address=lookups.urls.addresses.graph(name),
        data=folder,
        downloads=(Anchor("Its statements (Turtle, compressed)", f"{folder}/{_STATEMENTS}"),) if dumped else (),
        section="downloads",
    )
