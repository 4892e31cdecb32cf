"""What a query found, in the form that a client takes: rows as JSON, XML, CSV or TSV, triples in four forms of RDF."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from cohesion_graph.formats import FORMATS
from cohesion_graph.questions.query_runner import Found
from cohesion_graph.rdf.write import serialize

__all__ = ["RDF_FORMS", "RESULT_FORMATS", "offered_for", "triples_as", "written"]

RESULT_FORMATS: Final[Mapping[str, ox.QueryResultsFormat]] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
"""Media types of the results of SELECT and ASK, the preferred first."""

RDF_FORMS: Final[Mapping[str, str]] = {
    **{FORMATS[name].media_type: name for name in ("turtle", "jsonld", "ntriples", "rdfxml")},
    "application/json": "jsonld",
    "text/plain": "ntriples",
}
"""Media types of triples, the preferred first, with the name of the form in `rdf.write.FORMS`."""


def offered_for(found: Found) -> Sequence[str]:
    """The media types in which an answer can be had, the preferred first."""
    return list(RDF_FORMS if found.form == "triples" else RESULT_FORMATS)


def written(found: Found, media_type: str) -> bytes:
    """An answer in one of the media types that are offered for its form."""
    if found.form == "triples":
        # not `splitlines`, which splits at characters that stand inside texts
        return triples_as(found.body.decode("utf-8").split("\n")[:-1], media_type)
    kind = RESULT_FORMATS[media_type]
    if found.form == "ask":
        truth = ox.Store().query("ASK {}" if found.body == b"true" else "ASK { FILTER (false) }")
        assert isinstance(truth, ox.QueryBoolean)
        return truth.serialize(format=kind) or b""
    if kind == ox.QueryResultsFormat.TSV:
        return found.body
    solutions = found.parsed()
    assert isinstance(solutions, ox.QuerySolutions)
    out = io.BytesIO()
    solutions.serialize(out, format=kind)
    return out.getvalue()


def triples_as(lines: Sequence[str], media_type: str) -> bytes:
    """N-Triples lines, without their ends, in a form of RDF; each once, always in the same order.

    Raises:
        RdfError: the form cannot hold a character of the texts (RDF/XML and control characters).
    """
    # The writers take N-Quads; one graph for all is what the forms without graphs merge away, JSON-LD needs none.
    form = RDF_FORMS[media_type]
    graph = "" if form == "jsonld" else "<urn:graph> "
    return serialize((f"{line.removesuffix('.')}{graph}.\n" for line in lines), form)
