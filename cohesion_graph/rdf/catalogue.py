"""What a catalogue needs to know of a dataset: DCAT 3 for its files, VoID for its counts, PROV for how it was read.

It satisfies DCAT-AP 3.0.1, ranges included: what addresses of others stand for is said too (a media type, a place).
Left out of what that profile recommends, because nobody states it: a licence where the dataset has none (`terms` says
what may be done), when the dataset was issued and changed, for how long its files stay, of what kind its publisher and
licence are, and where its area lies (the address of the area tells that itself; there is none where the council has no
code of the statistics office). The EU has no code for Graphviz' files.

Every number is counted from the quads themselves; sizes and checksums are those of the bytes handed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from cohesion_graph import __version__
from cohesion_graph.derive import Derivation
from cohesion_graph.formats import format_of, media_type_of
from cohesion_graph.model.claims import Timing
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.rdf.counts import counts
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.facts import Facts, Pairs, language_tag, types
from cohesion_graph.rdf.lines import ordered
from cohesion_graph.rdf.namespaces import ONTOLOGY, Addresses
from cohesion_graph.rdf.quality import quality_facts
from cohesion_graph.rdf.register_graph import AREAS
from cohesion_graph.rdf.terms import date, iri, is_iri, literal, tagged, term, typed

__all__ = ["GOVERNMENT", "LANGUAGES", "MEDIA_TYPES", "File", "catalogue", "stated_period"]

LANGUAGES = {"en": "ENG", "cy": "CYM", "ga": "GLE", "gd": "GLA", "de": "DEU", "es": "SPA", "fr": "FRA", "it": "ITA"}
LANGUAGES |= {"da": "DAN", "nl": "NLD", "pl": "POL", "pt": "POR", "sv": "SWE"}
"""Codes of the EU's table of languages, for the languages that are read, and those UK councils publish in."""
_EU = "http://publications.europa.eu/resource/authority/"
_THEMES = f"{_EU}data-theme"
GOVERNMENT = f"{_THEMES}/GOVE"
"""The theme of every dataset: government and public sector."""
_PUBLIC = f"{_EU}access-right/PUBLIC"
_LANGUAGE_TABLE = "http://publications.europa.eu/resource/authority/language/"
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
"""Where the addresses of media types start."""


@dataclass(frozen=True, slots=True)
class File:
    """A published file as a catalogue lists it; its content need not stand in memory any more."""

    size: int
    """In bytes."""
    sha256: str
    """In hexadecimal."""
    title: str = ""
    """What it holds, in words."""

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
    for subject, pairs in chain(_facts(addresses, derivation, files or {}), counts(addresses, described, dumps or {})):
        for predicate, value in pairs:
            yield f"{iri(subject)} {predicate} {value}{end}"


def _facts(a: Addresses, derivation: Derivation, files: Mapping[str, File]) -> Iterator[Facts]:
    dataset = derivation.dataset
    yield from _catalogue(a, dataset)
    yield from _dataset(a, dataset, files)
    yield from _of_others(a, dataset, files)
    for path in sorted(files):
        yield from _distribution(a, dataset, path, files[path])
    yield from _reading(a, dataset)
    yield from quality_facts(a, dataset)


def _catalogue(a: Addresses, dataset: Dataset) -> Iterator[Facts]:
    """The catalogue that a site is, and whom to turn to: the publisher, at the dataset's page; nobody's address."""
    language = language_tag(dataset.language)
    publisher = dataset.publisher or dataset.authority.name
    yield (
        a.part("catalogue"),
        [
            *types("dcat:Catalog"),
            (term("dcterms:title"), tagged(f"Catalogue of: {dataset.title}", language)),
            (term("dcterms:description"), tagged(dataset.description or dataset.title, language)),
            (term("dcterms:publisher"), iri(a.part("publisher"))),
            (term("dcat:dataset"), iri(a.dataset)),
            (term("dcat:themeTaxonomy"), iri(_THEMES)),
            (term("foaf:homepage"), iri(f"{a.base}index.html")),
            *_licence(a, dataset),
            *_language(dataset),
            *_spatial(dataset),
        ],
    )
    yield (
        a.part("contact"),
        [
            *types("vcard:Organization", "vcard:Kind"),
            (term("vcard:fn"), literal(publisher)),
            (term("vcard:hasURL"), iri(f"{a.dataset}/index.html")),
        ],
    )
    if not dataset.publisher:
        yield a.part("publisher"), [*types("foaf:Agent"), (term("foaf:name"), literal(publisher))]


def _licence(a: Addresses, dataset: Dataset) -> Pairs:
    """The terms of use; a licence only where the dataset states one."""
    url = dataset.licence.url
    licence = [(term("dcterms:license"), iri(url))] if is_iri(url) else []
    return [*licence, (term("dcterms:rights"), iri(a.terms))]


def _language(dataset: Dataset) -> Pairs:
    code = LANGUAGES.get(language_tag(dataset.language))
    return [(term("dcterms:language"), iri(_LANGUAGE_TABLE + code))] if code else []


def _spatial(dataset: Dataset) -> Pairs:
    area = dataset.authority.area
    return [(term("dcterms:spatial"), iri(AREAS + area))] if area else []


def _of_others(a: Addresses, dataset: Dataset, files: Mapping[str, File]) -> Iterator[Facts]:
    """What the addresses of others stand for: whoever checks ranges does not fetch them."""
    kinds: dict[str, str] = {GOVERNMENT: "skos:Concept", _THEMES: "skos:ConceptScheme", ONTOLOGY: "dcterms:Standard"}
    kinds |= {_PUBLIC: "dcterms:RightsStatement"}
    kinds |= dict.fromkeys((f"{a.dataset}/index.html", f"{a.base}index.html"), "foaf:Document")
    names = {
        GOVERNMENT: (term("skos:prefLabel"), tagged("Government and public sector", "en")),
        _THEMES: (term("dcterms:title"), tagged("Data theme", "en")),
    }
    for pairs, kind in ((_language(dataset), "dcterms:LinguisticSystem"), (_spatial(dataset), "dcterms:Location")):
        kinds |= dict.fromkeys((value[1:-1] for _, value in pairs), kind)
    if is_iri(dataset.licence.url):
        kinds[dataset.licence.url] = "dcterms:LicenseDocument"
    for predicate, value in (pair for path in files for pair in _format(path)):
        is_format = predicate == term("dcterms:format")
        kinds[value[1:-1]] = "dcterms:MediaTypeOrExtent" if is_format else "dcterms:MediaType"
    kinds[term("spdx:checksumAlgorithm_sha256")[1:-1]] = "spdx:ChecksumAlgorithm"
    for address in sorted(kinds):
        yield address, [*types(kinds[address]), *([names[address]] if address in names else [])]


def _dataset(a: Addresses, dataset: Dataset, files: Mapping[str, File]) -> Iterator[Facts]:
    pairs: Pairs = [
        (term("dcat:version"), literal(__version__)),
        (term("dcterms:conformsTo"), iri(ONTOLOGY)),
        (term("prov:wasGeneratedBy"), iri(a.part("reading"))),
        (term("dcat:keyword"), tagged("action plan", "en")),
        (term("dcat:keyword"), tagged(dataset.authority.name, language_tag(dataset.language))),
        (term("dcat:landingPage"), iri(f"{a.dataset}/index.html")),
        (term("dcat:theme"), iri(GOVERNMENT)),
        (term("dcat:contactPoint"), iri(a.part("contact"))),
        (term("dcterms:accessRights"), iri(_PUBLIC)),
    ]
    pairs += [*_language(dataset), *_spatial(dataset)]
    if not dataset.publisher:
        pairs.append((term("dcterms:publisher"), iri(a.part("publisher"))))
    pairs += [(term("dcat:distribution"), iri(a.part(f"file/{path}"))) for path in sorted(files)]
    for path in sorted(files):
        if (found := format_of(path)) is not None and found.w3c:
            pairs.append((term("void:dataDump"), iri(f"{a.dataset}/{path}")))
            pairs.append((term("void:feature"), iri(f"http://www.w3.org/ns/formats/{found.w3c}")))
    pairs += [(term("prov:wasDerivedFrom"), iri(a.source(source.id))) for source in dataset.sources]
    period = stated_period(dataset)
    if period is not None:
        pairs.append((term("dcterms:temporal"), iri(a.part("period"))))
    yield a.dataset, pairs
    if period is not None:
        days = [(term("dcat:startDate"), date(period[0])), (term("dcat:endDate"), date(period[1]))]
        told = tagged("From the first to the last deadline that the documents state; they state no period.", "en")
        yield a.part("period"), [*types("dcterms:PeriodOfTime"), (term("rdfs:comment"), told), *days]


def stated_period(dataset: Dataset) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that deadlines state; the documents have no dates of their own. None without any."""
    deadlines = [claim.deadline for claim in dataset.claims.values() if isinstance(claim, Timing)]
    stated = [day for one in deadlines for day in (one.starts, one.date) if day is not None]
    return (min(one.first_day for one in stated), max(one.last_day for one in stated)) if stated else None


def _distribution(a: Addresses, dataset: Dataset, path: str, file: File) -> Iterator[Facts]:
    address, checksum = f"{a.dataset}/{path}", a.part(f"checksum/{path}")
    yield (
        a.part(f"file/{path}"),
        [
            *types("dcat:Distribution"),
            (term("dcterms:title"), literal(path)),
            (term("dcterms:description"), tagged(file.title or path, "en")),
            (term("dcat:downloadURL"), iri(address)),
            (term("dcat:accessURL"), iri(address)),
            *_format(path),
            (term("dcat:byteSize"), typed(str(file.size), "nonNegativeInteger")),
            (term("spdx:checksum"), iri(checksum)),
            *_licence(a, dataset),
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
    pairs = [(term("dcat:mediaType"), iri(MEDIA_TYPES + (inside.media_type if inside else outside)))]
    if inside is not None and inside.file_type:
        pairs.append((term("dcterms:format"), iri(_FILE_TYPES + inside.file_type)))
    if inside is not None and outside != inside.media_type:
        pairs.append((term("dcat:compressFormat"), iri(MEDIA_TYPES + outside)))
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
