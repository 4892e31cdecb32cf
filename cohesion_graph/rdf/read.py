"""RDF back to a dataset: the same one that was described, or a clear refusal.

Every form that `write` makes is read, with named graphs or merged; what rules derived is passed over, because `derive`
makes it again. Nothing is fetched: a context elsewhere on the web is refused, the shipped one is taken from disk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import pyoxigraph
from pydantic import ValidationError

from cohesion_graph.errors import RdfError
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.rdf.described import Described
from cohesion_graph.rdf.records import dataset_content

__all__ = ["LARGEST", "read_lines", "read_rdf"]

LARGEST = 500 * 1024 * 1024
"""Largest content read, in bytes (500 MiB); 30,000 actions as N-Quads stay below it."""

_FORMS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "jsonld-nested": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")


def read_rdf(content: bytes, form: str) -> Dataset:
    """The dataset that RDF describes.

    Args:
        content: The whole document, in UTF-8.
        form: One of `write.FORMS`: ``turtle``, ``trig``, ``nquads``, ``ntriples``, ``jsonld``, ``jsonld-nested`` or
            ``rdfxml``.

    Raises:
        RdfError: it does not parse (cut off, relative addresses, another encoding, a document type declaration, a
            context that would have to be fetched), or it describes no dataset of this package, or one that is not
            consistent. Says where and what was expected.
    """
    quads = parse(content, form)
    try:
        return Dataset.model_validate(dataset_content(Described(quads)))
    except ValidationError as error:
        faults = "\n".join(f"  {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:10])
        raise RdfError(f"the RDF describes a dataset that is not consistent\n{faults}") from error


def read_lines(lines: Iterable[str]) -> Dataset:
    """The dataset that N-Quads lines describe; see `read_rdf`."""
    return read_rdf("".join(lines).encode("utf-8"), "nquads")


def parse(content: bytes, form: str) -> list[pyoxigraph.Quad]:
    """The quads of a document, nothing fetched and no entity expanded; see `read_rdf` for what is refused."""
    if form not in _FORMS:
        raise RdfError(f"{form!r} is no form of RDF read here\n  Expected: one of {', '.join(_FORMS)}")
    if len(content) > LARGEST:
        raise RdfError(f"the RDF has {len(content):,} bytes\n  Expected: at most {LARGEST:,}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RdfError(f"the byte at {error.start} is not UTF-8\n  Save the document as UTF-8.") from error
    prepare = _PREPARE.get(form)
    try:
        prepared = prepare(text) if prepare else text
        return list(pyoxigraph.parse(prepared.encode("utf-8"), format=_FORMS[form]))
    except (SyntaxError, ValueError) as error:
        raise RdfError(f"the RDF does not parse as {form}: {error}\n  Nothing was read.") from error
    except RecursionError as error:
        raise RdfError("the JSON is nested too deeply to be ours\n  Nothing was read.") from error


def _without_document_type(text: str) -> str:
    """XML without a document type declaration, whose entities could grow without bound or name files."""
    if found := _DOCTYPE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise RdfError(
            f"line {line} declares a document type or an entity\n  Expected: RDF/XML without either: entities can "
            "grow without bound and name files\n  Write the values out, or use Turtle."
        )
    if (named := _ENCODING.match(text)) and named[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise RdfError(f"the XML declares the encoding {named[1]!r}\n  Expected: UTF-8")
    return text


def _with_shipped_context(text: str) -> str:
    """JSON-LD whose reference to the shipped context is replaced by the context itself."""
    content = json.loads(text)
    return json.dumps(_resolved(content))


def _resolved(value: Any) -> Any:
    if isinstance(value, list):
        return [_resolved(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: _context(one) if key == "@context" else _resolved(one) for key, one in value.items()}


def _context(value: Any) -> Any:
    from cohesion_graph.rdf.ontology import CONTEXT_ADDRESS, shipped_context

    if isinstance(value, list):
        return [_context(one) for one in value]
    if isinstance(value, str):
        if value != CONTEXT_ADDRESS:
            raise RdfError(
                f"the context {value!r} would have to be fetched\n  Expected: {CONTEXT_ADDRESS}, or the context "
                "written out\n  Nothing was fetched and nothing was read."
            )
        return shipped_context()
    if isinstance(value, dict) and "@import" in value:
        raise RdfError(f"the context imports {value['@import']!r}\n  Expected: the context written out")
    return _resolved(value)


_PREPARE: dict[str, Callable[[str], str]] = {
    "rdfxml": _without_document_type,
    "jsonld": _with_shipped_context,
    "jsonld-nested": _with_shipped_context,
}
