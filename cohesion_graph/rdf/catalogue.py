"""What a catalogue needs to know of a dataset: DCAT 3 for its files, VoID for its counts, PROV for how it was read.

Every number is counted from the quads themselves; sizes and checksums are those of the bytes handed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from cohesion_graph import __version__
from cohesion_graph.derive import Derivation
from cohesion_graph.formats import format_of, media_type_of
from cohesion_graph.model.claims import Timing
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.facts import Facts, Pairs, language_tag, types
from cohesion_graph.rdf.lines import Ordered, ordered
from cohesion_graph.rdf.namespaces import ONTOLOGY, PREFIXES, Addresses
from cohesion_graph.rdf.terms import date, integer, iri, literal, tagged, term, typed

__all__ = ["LANGUAGES", "File", "catalogue", "stated_period"]

LANGUAGES = {"en": "ENG", "cy": "CYM", "ga": "GLE", "gd": "GLA"}
"""Codes of the EU's table of languages, for the languages UK councils publish in."""
_LANGUAGE_TABLE = "http://publications.europa.eu/resource/authority/language/"
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_TYPE = term("rdf:type")


@dataclass(frozen=True, slots=True)
class File:
    """A published file as a catalogue lists it; its content need not stand in memory any more."""

    size: int
    """In bytes."""
    sha256: str
    """In hexadecimal."""

    @classmethod
    def of(cls, content: bytes) -> File:
        """What is to be told of a content."""
        return cls(len(content), hashlib.sha256(content).hexdigest())


def catalogue(
    derivation: Derivation,
    files: Mapping[str, File] | None = None,
    *,
    lines: Iterable[str] | None = None,
    dumps: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """N-Quads lines of the graph ``catalogue`` beyond what `describe` says of the dataset itself.

    Args:
        derivation: What is published.
        files: The published files by their path under the dataset's address; what format one has, its ending tells.
        lines: What `describe` gives, where that is at hand already.
        dumps: Where the statements of a named graph are to be had, by the graph's address.
    """
    addresses = Addresses.of(derivation.dataset)
    end = f" {iri(addresses.graph('catalogue'))} .\n"
    described = ordered(describe(derivation) if lines is None else lines)
    for subject, pairs in chain(_facts(addresses, derivation, files or {}), _counts(addresses, described, dumps or {})):
        for predicate, value in pairs:
            yield f"{iri(subject)} {predicate} {value}{end}"


def _facts(a: Addresses, derivation: Derivation, files: Mapping[str, File]) -> Iterator[Facts]:
    dataset = derivation.dataset
    yield from _dataset(a, dataset, files)
    for path in sorted(files):
        yield from _distribution(a, path, files[path])
    yield from _reading(a, dataset)


def _dataset(a: Addresses, dataset: Dataset, files: Mapping[str, File]) -> Iterator[Facts]:
    pairs: Pairs = [
        (term("dcat:version"), literal(__version__)),
        (term("dcterms:conformsTo"), iri(ONTOLOGY)),
        (term("prov:wasGeneratedBy"), iri(a.part("reading"))),
        (term("dcat:keyword"), tagged("action plan", "en")),
        (term("dcat:landingPage"), iri(a.dataset)),
    ]
    if (code := LANGUAGES.get(language_tag(dataset.language))) is not None:
        pairs.append((term("dcterms:language"), iri(_LANGUAGE_TABLE + code)))
    if dataset.authority.area:
        area = "http://statistics.data.gov.uk/id/statistical-geography/" + dataset.authority.area
        pairs.append((term("dcterms:spatial"), iri(area)))
    pairs += [(term("dcat:distribution"), iri(a.part(f"file/{path}"))) for path in sorted(files)]
    for path in sorted(files):
        if (found := format_of(path)) is not None and found.w3c:
            pairs.append((term("void:dataDump"), iri(f"{a.dataset}/{path}")))
            pairs.append((term("void:feature"), iri(f"http://www.w3.org/ns/formats/{found.w3c}")))
    pairs += [(term("dcterms:source"), iri(a.source(source.id))) for source in dataset.sources]
    period = stated_period(dataset)
    if period is not None:
        pairs.append((term("dcterms:temporal"), iri(a.part("period"))))
    yield a.dataset, pairs
    if period is not None:
        days = [(term("dcat:startDate"), date(period[0])), (term("dcat:endDate"), date(period[1]))]
        yield a.part("period"), [*types("dcterms:PeriodOfTime"), *days]


def stated_period(dataset: Dataset) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that deadlines state; the documents have no dates of their own. None without any."""
    deadlines = [claim.deadline for claim in dataset.claims.values() if isinstance(claim, Timing)]
    stated = [day for one in deadlines for day in (one.starts, one.date) if day is not None]
    return (min(one.first_day for one in stated), max(one.last_day for one in stated)) if stated else None


def _distribution(a: Addresses, path: str, file: File) -> Iterator[Facts]:
    address, checksum = f"{a.dataset}/{path}", a.part(f"checksum/{path}")
    yield (
        a.part(f"file/{path}"),
        [
            *types("dcat:Distribution"),
            (term("dcterms:title"), literal(path)),
            (term("dcat:downloadURL"), iri(address)),
            (term("dcat:accessURL"), iri(address)),
            *_format(path),
            (term("dcat:byteSize"), typed(str(file.size), "nonNegativeInteger")),
            (term("spdx:checksum"), iri(checksum)),
            (term("dcterms:rights"), iri(a.terms)),
        ],
    )
    yield (
        checksum,
        [
            *types("spdx:Checksum"),
            (term("spdx:algorithm"), term("spdx:checksumAlgorithm_sha256")),
            (term("spdx:checksumValue"), typed(file.sha256, "hexBinary")),
        ],
    )


def _format(path: str) -> Pairs:
    """Media type and file type, and how a compressed file is compressed."""
    inside, outside = format_of(path), media_type_of(path)
    pairs = [(term("dcat:mediaType"), iri(_MEDIA_TYPES + (inside.media_type if inside else outside)))]
    if inside is not None and inside.file_type:
        pairs.append((term("dcterms:format"), iri(_FILE_TYPES + inside.file_type)))
    if inside is not None and outside != inside.media_type:
        pairs.append((term("dcat:compressFormat"), iri(_MEDIA_TYPES + outside)))
    return pairs


def _reading(a: Addresses, dataset: Dataset) -> Iterator[Facts]:
    """How the dataset came about: this package read these documents."""
    pairs: Pairs = [*types("prov:Activity"), (term("rdfs:label"), tagged("Reading of the source documents", "en"))]
    pairs += [(term("prov:used"), iri(a.source(source.id))) for source in dataset.sources]
    pairs.append((term("prov:wasAssociatedWith"), iri(a.part("software"))))
    yield a.part("reading"), pairs
    yield (
        a.part("software"),
        [
            *types("prov:SoftwareAgent"),
            (term("rdfs:label"), literal("cohesion-graph")),
            (term("schema:softwareVersion"), literal(__version__)),
        ],
    )


# Counts ------------------------------------------------------------------------------------------------------


def _dump(graph: str, dumps: Mapping[str, str]) -> Pairs:
    return [(term("void:dataDump"), iri(dumps[graph]))] if graph in dumps else []


def _counts(a: Addresses, lines: Ordered, dumps: Mapping[str, str]) -> Iterator[Facts]:
    """VoID statistics of the dataset and of each of its graphs; the catalogue's own additions are not counted."""
    whole, graphs, before = _Statistics(), defaultdict[str, _Statistics](_Statistics), ""
    for line in lines:
        triple, _, graph = line[:-4].rpartition(" <")
        subject, predicate, value = triple.split(" ", 2)
        graphs[graph].count(subject, predicate, value)
        if triple != before:  # what several graphs say stands together, because the lines are sorted
            whole.count(subject, predicate, value)
            before = triple
    yield from whole.facts(a.dataset)
    parts: Pairs = [(term("void:subset"), iri(graph)) for graph in sorted(graphs)]
    parts += [(term("void:vocabulary"), iri(address)) for address in whole.vocabularies()]
    yield a.dataset, parts
    for graph in sorted(graphs):
        title = graph.rpartition("/graph/")[2]
        yield graph, [*types("void:Dataset"), (term("dcterms:title"), literal(title)), *_dump(graph, dumps)]
        yield from graphs[graph].facts(graph)


class _Statistics:
    """What sorted triples come to, counted one by one."""

    def __init__(self) -> None:
        self._triples = self._subjects = 0
        self._last_subject = ""
        self._objects = set[str]()
        self._predicates, self._classes = Counter[str](), Counter[str]()

    def count(self, subject: str, predicate: str, value: str) -> None:
        """Count one triple; those of one subject come one after the other."""
        self._triples += 1
        if subject != self._last_subject:
            self._subjects += 1
            self._last_subject = subject
        self._objects.add(value)
        self._predicates[predicate] += 1
        if predicate == _TYPE:
            self._classes[value] += 1

    def facts(self, address: str) -> Iterator[Facts]:
        """The statistics as statements about an address."""
        pairs: Pairs = [
            (term("void:triples"), integer(self._triples)),
            (term("void:distinctSubjects"), integer(self._subjects)),
            (term("void:distinctObjects"), integer(len(self._objects))),
            (term("void:properties"), integer(len(self._predicates))),
            (term("void:classes"), integer(len(self._classes))),
        ]
        partitions: list[Facts] = []
        for kind, counts in (("property", self._predicates), ("class", self._classes)):
            for name in sorted(counts):
                part = f"{address}#partition/{kind}/{_local(name)}"
                pairs.append((term(f"void:{kind}Partition"), iri(part)))
                counted = "void:triples" if kind == "property" else "void:entities"
                about = [(term(f"void:{kind}"), name), (term(counted), integer(counts[name]))]
                partitions.append((part, [*types("void:Dataset"), *about]))
        yield address, pairs
        yield from partitions

    def vocabularies(self) -> list[str]:
        """The namespaces whose terms are really used as properties or classes."""
        used = [name[1:-1] for name in (*self._predicates, *self._classes)]
        return sorted(start for start in PREFIXES.values() if any(address.startswith(start) for address in used))


def _local(name: str) -> str:
    """A term as a path segment: ``pap-ledBy``."""
    address = name[1:-1]
    prefix = next((prefix for prefix, start in PREFIXES.items() if address.startswith(start)), "other")
    return f"{prefix}-{address.removeprefix(PREFIXES.get(prefix, ''))}"
