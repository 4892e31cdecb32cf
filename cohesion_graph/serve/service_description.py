"""What an endpoint says of itself when it is asked nothing (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cohesion_graph.formats import FORMATS
from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.terms import iri
from cohesion_graph.serve.result_formats import RDF_FORMS, triples_as

__all__ = ["service_description", "service_page"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = f"<{PREFIXES['rdf']}type>"
_RESULTS = tuple(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV"))
"""Names of the W3C's list of formats (http://www.w3.org/ns/formats/), which has those of RDF too (`formats`)."""


def service_description(endpoint: str, graphs: Sequence[str], media_type: str) -> bytes:
    """The description of an endpoint at an address, with its named graphs, in a form of RDF."""
    return triples_as(sorted(_lines(endpoint, graphs)), media_type)


def _lines(endpoint: str, graphs: Sequence[str]) -> Iterator[str]:
    service, dataset, union = (iri(f"{endpoint}#{name}") for name in ("service", "dataset", "default"))
    yield f"{service} {_TYPE} <{_SD}Service> ."
    yield f"{service} <{_SD}endpoint> {iri(endpoint)} ."
    yield f"{service} <{_SD}supportedLanguage> <{_SD}SPARQL11Query> ."
    yield f"{service} <{_SD}feature> <{_SD}UnionDefaultGraph> ."
    for name in (*_RESULTS, *(FORMATS[form].w3c for form in dict.fromkeys(RDF_FORMS.values()))):
        yield f"{service} <{_SD}resultFormat> <http://www.w3.org/ns/formats/{name}> ."
    yield f"{service} <{_SD}defaultDataset> {dataset} ."
    yield f"{dataset} {_TYPE} <{_SD}Dataset> ."
    yield f"{dataset} <{_SD}defaultGraph> {union} ."
    yield f"{union} {_TYPE} <{_SD}Graph> ."
    for graph in graphs:
        named = iri(f"{endpoint}#graph-{graph.rpartition('/graph/')[2].replace('/', '-')}")
        yield f"{dataset} <{_SD}namedGraph> {named} ."
        yield f"{named} {_TYPE} <{_SD}NamedGraph> ."
        yield f"{named} <{_SD}name> {iri(graph)} ."


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>SPARQL endpoint</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
</head>
<body>
<main>
<h1>SPARQL endpoint</h1>
<p>This address answers questions in SPARQL 1.1 that a program sends to it. The data is only read.</p>
<p>For people there are <a href="{site}">pages</a> and
<a href="{site}questions/index.html">ready answers</a> of the same data.</p>
<pre>curl -H 'Accept: text/csv' --data-urlencode \\
  'query=SELECT ?id {{ ?action a pap:Action ; dcterms:identifier ?id }}' {endpoint}</pre>
<ul>
<li>Queries: GET or POST; SELECT, ASK, CONSTRUCT, DESCRIBE. The prefixes of the vocabulary are ready.</li>
<li>Results: JSON, XML, CSV, TSV. Triples: Turtle, JSON-LD, N-Triples, RDF/XML. Choose with the header Accept.</li>
<li>Limits: {seconds:g} seconds, {rows} rows. A cut answer has the header X-SPARQL-MaxRows.</li>
</ul>
</main>
</body>
</html>
"""


def service_page(endpoint: str, site: str, *, time_limit: float, row_limit: int) -> bytes:
    """The same for a person whose browser opens the address."""
    from html import escape

    told = _PAGE.format(endpoint=escape(endpoint), site=escape(site), seconds=time_limit, rows=row_limit)
    return told.encode("utf-8")
