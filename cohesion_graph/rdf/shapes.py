"""Checks of published data: SHACL shapes on the merged graph, and queries on the named graphs that must find nothing.

pySHACL runs on a plain rdflib graph filled here, never on one that another library's store or parser stands behind:
literals compare unequal there, and shapes then report what is right, or miss what is wrong.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from cohesion_graph.derive import Derivation
from cohesion_graph.errors import DataError, StoreError
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.namespaces import ONTOLOGY, Addresses
from cohesion_graph.rdf.ontology import ontology_file, ontology_folder
from cohesion_graph.rdf.read import parse
from cohesion_graph.rdf.store import load_lines

if TYPE_CHECKING:
    import rdflib

__all__ = ["Breach", "are_kept", "check", "check_lines"]

_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, order=True, slots=True)
class Breach:
    """One place where published data is not as it should be."""

    check: str
    """The shape or query that found it: ``Timing-kind``, ``silent-conflict-lead``."""
    node: str
    """The thing it is about, as short as its address allows: ``CC1/claim/borough-plan/timing/1``."""
    message: str
    """What is wrong, in the words of plans."""
    severity: str = "error"
    """``error``, or ``warning`` for what a publisher should look at."""
    value: str = ""
    """The value that is wrong, where it is one."""

    def __str__(self) -> str:
        return f"{self.node}: {self.message}" + (f" Found: {self.value}" if self.value else "")


def check(derivation: Derivation) -> list[Breach]:
    """Everything that shapes and queries find wrong with a derivation's RDF, sorted; empty if all is well."""
    return check_lines(describe(derivation), Addresses.of(derivation.dataset))


def check_lines(lines: Iterable[str], addresses: Addresses | None = None) -> list[Breach]:
    """The same for N-Quads lines.

    Args:
        lines: What to check, in any order.
        addresses: To shorten the addresses of what is found; without them they are given whole.

    Raises:
        RdfError: the lines are not N-Quads.
    """
    told = list(lines)
    return sorted({*_shape_breaches(told, addresses), *_query_breaches(told, addresses)})


# Shapes ------------------------------------------------------------------------------------------------------


def _shape_breaches(lines: list[str], addresses: Addresses | None) -> Iterator[Breach]:
    codes = ox.parse(ontology_file("codes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    data_text = "".join((*_merged(lines), *(f"{quad.triple} .\n" for quad in codes)))
    if not are_kept(data_text, ontology_file("shapes.ttl").read_text(encoding="utf-8")):
        yield from _told_by_pyshacl(lines, addresses)


def are_kept(data: str, shapes: str) -> bool:
    """Whether a fast engine finds nothing at all; False where it finds anything, or is not there.

    What is wrong is always told by pySHACL, which takes some thirty times as long; most data is right.

    Args:
        data: N-Triples.
        shapes: Turtle.
    """
    try:
        import shacl_rust
    except ImportError:  # not built for every machine
        return False
    try:
        return not shacl_rust.validate(data, shapes, data_format="nt", experimental_index=True)["results"]
    except ValueError:  # what it cannot read is for the reference engine to judge
        return False


def _told_by_pyshacl(lines: list[str], addresses: Addresses | None) -> Iterator[Breach]:
    import pyshacl
    import rdflib

    shapes = _shapes()
    data = merged_graph(lines)
    with ontology_file("codes.ttl").open("rb") as file:
        data.parse(file, format="turtle")
    _, report, text = pyshacl.validate(
        data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False, js=False
    )
    if not isinstance(report, rdflib.Graph):
        raise StoreError(f"the shapes could not be checked: {text}")
    sh = rdflib.Namespace(_SHACL)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        shape, value = report.value(result, sh.sourceShape), report.value(result, sh.value)
        yield Breach(
            check=str(_named(shapes, shape)).rpartition("#")[2],
            node=_shortened(str(report.value(result, sh.focusNode)), addresses),
            message=str(report.value(result, sh.resultMessage)),
            severity="warning" if report.value(result, sh.resultSeverity) == sh.Warning else "error",
            value=_shortened(str(value), addresses) if value is not None else "",
        )


def merged_graph(lines: Iterable[str]) -> rdflib.Graph:
    """A plain rdflib graph of N-Quads lines without their graphs; plain literals have no datatype in it."""
    import rdflib

    found = rdflib.Graph()
    found.parse(data="".join(_merged(lines)), format="nt")
    return found


def _merged(lines: Iterable[str]) -> list[str]:
    """N-Quads lines without their graphs, each once."""
    return sorted({line.rsplit(" ", 2)[0] + " .\n" for line in lines})


@functools.cache
def _shapes() -> rdflib.Graph:
    import rdflib

    found = rdflib.Graph()
    with ontology_file("shapes.ttl").open("rb") as file:
        found.parse(file, format="turtle")
    return found


def _named(shapes: rdflib.Graph, shape: Any) -> Any:
    """The shape itself, or the named one that a shape without a name stands in."""
    import rdflib

    while isinstance(shape, rdflib.BNode):
        shape = next(iter(shapes.subjects(None, shape)))
    return shape


# Queries -----------------------------------------------------------------------------------------------------


@functools.cache
def _queries() -> tuple[tuple[str, str, str], ...]:
    """Name, message and text of every query in ``checks``; the message is the first line's comment."""
    found = []
    for path in sorted((ontology_folder() / "checks").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        found.append((path.stem, text.partition("\n")[0].removeprefix("# "), text))
    if not found:
        raise DataError("the ontology's checks are missing\n  Install the package again.")
    return tuple(found)


def _query_breaches(lines: list[str], addresses: Addresses | None) -> Iterator[Breach]:
    store = ox.Store()
    load_lines(store, lines)
    vocabulary = parse(ontology_file("pap.ttl").read_bytes(), "turtle")
    store.extend(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(ONTOLOGY)) for q in vocabulary)
    for name, message, text in _queries():
        found = store.query(text, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)  # every query in the folder is a SELECT
        for row in found:
            node = row["node"]
            yield Breach(name, _shortened(str(getattr(node, "value", node)), addresses), message)


def _shortened(address: str, addresses: Addresses | None) -> str:
    """The identifier that an address stands for, where it is one of this dataset's."""
    if addresses is None:
        return address
    identifier = addresses.item_of(address) or addresses.claim_of(address) or addresses.node_of(address)
    return identifier or address.removeprefix(f"{addresses.authority}/")
