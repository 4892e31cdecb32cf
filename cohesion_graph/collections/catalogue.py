"""``tables/catalogue.ttl``: the collection as a DCAT catalogue of its datasets and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cohesion_graph.collections.described import Collection
from cohesion_graph.collections.schema import TABLES
from cohesion_graph.formats import FORMATS
from cohesion_graph.rdf.catalogue import GOVERNMENT, MEDIA_TYPES
from cohesion_graph.rdf.facts import Facts, Pairs, language_tag, optional, types
from cohesion_graph.rdf.register_graph import AREAS
from cohesion_graph.rdf.terms import date, iri, is_iri, literal, tagged, term

__all__ = ["CATALOGUE", "catalogue_of"]

CATALOGUE: Final = "tables/catalogue.ttl"


def catalogue_of(collection: Collection, datasets: Sequence[Mapping[str, Any]]) -> bytes:
    """The catalogue as Turtle.

    Args:
        collection: The collection.
        datasets: The rows of the table of datasets.
    """
    from cohesion_graph.rdf.write import serialize

    graph = iri(f"{collection.address}/graph/catalogue")
    lines = (
        f"{iri(subject)} {predicate} {value} {graph} .\n"
        for subject, pairs in _facts(collection, datasets)
        for predicate, value in pairs
    )
    return serialize(lines, "turtle")


def _facts(collection: Collection, datasets: Sequence[Mapping[str, Any]]) -> Iterator[Facts]:
    publisher, tables = f"{collection.address}#publisher", f"{collection.address}#tables"
    told = collection.description or collection.title
    pairs: Pairs = [
        *types("dcat:Catalog"),
        (term("dcterms:title"), tagged(collection.title, "en")),
        (term("dcterms:description"), tagged(told, "en")),
        (term("dcterms:publisher"), iri(publisher)),
        (term("dcat:dataset"), iri(tables)),
        *((term("dcat:dataset"), iri(str(row["address"]))) for row in datasets),
    ]
    yield collection.address, pairs
    yield publisher, [*types("foaf:Agent"), (term("foaf:name"), literal(collection.publisher or collection.title))]
    yield from _tables(collection, tables)
    for row in datasets:
        yield from _dataset(row)


def _tables(collection: Collection, address: str) -> Iterator[Facts]:
    told = f"The plans of the collection as {len(TABLES)} tables."
    pairs: Pairs = [
        *types("dcat:Dataset"),
        (term("dcterms:title"), tagged(f"Tables of: {collection.title}", "en")),
        (term("dcterms:description"), tagged(told, "en")),
        (term("dcterms:publisher"), iri(f"{collection.address}#publisher")),
        *((term("dcat:distribution"), iri(f"{collection.address}#table/{name}")) for name in TABLES),
    ]
    yield address, pairs
    for name, table in TABLES.items():
        yield (
            f"{collection.address}#table/{name}",
            [
                *types("dcat:Distribution"),
                (term("dcterms:title"), literal(name)),
                (term("dcterms:description"), tagged(table.title, "en")),
                (term("dcat:accessURL"), iri(f"{collection.address}/tables/{name}/")),
                (term("dcat:mediaType"), iri(MEDIA_TYPES + FORMATS["parquet"].media_type)),
            ],
        )


def _dataset(row: Mapping[str, Any]) -> Iterator[Facts]:
    address, language = str(row["address"]), language_tag(str(row["language"]))
    base, authority = str(row["base"]), str(row["authority_id"])
    rights = f"{address}/terms"
    pairs: Pairs = [
        *types("dcat:Dataset"),
        (term("dcterms:identifier"), literal(str(row["dataset"]))),
        (term("dcterms:title"), tagged(str(row["title"]), language)),
        (term("dcterms:description"), tagged(str(row["description"] or row["title"]), language)),
        (term("dcterms:creator"), iri(f"{base}id/{authority}")),
        (term("dcterms:rights"), iri(rights)),
        (term("dcat:theme"), iri(GOVERNMENT)),
        (term("dcat:keyword"), tagged(str(row["authority"]), language)),
        (term("dcat:landingPage"), iri(f"{address}/index.html")),
    ]
    if row["licence_url"] and is_iri(str(row["licence_url"])):
        pairs.append((term("dcterms:license"), iri(str(row["licence_url"]))))
    if row["area"]:
        pairs.append((term("dcterms:spatial"), iri(AREAS + str(row["area"]))))
    if row["first_day"]:
        pairs.append((term("dcterms:temporal"), iri(f"{address}#period")))
    yield address, pairs
    yield f"{base}id/{authority}", [*types("foaf:Agent"), *optional("foaf:name", str(row["authority"]))]
    yield rights, [*types("dcterms:RightsStatement"), (term("rdfs:label"), tagged(str(row["licence"]), "en"))]
    if row["first_day"]:
        days = [(term("dcat:startDate"), date(row["first_day"])), (term("dcat:endDate"), date(row["last_day"]))]
        yield f"{address}#period", [*types("dcterms:PeriodOfTime"), *days]
