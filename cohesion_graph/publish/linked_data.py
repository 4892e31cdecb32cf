"""The data behind a page: all that is said of one thing, as Turtle and as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cohesion_graph.derive import Derivation
from cohesion_graph.model.claims import Claim, Doubt
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.schema_org import describe_node, script_text

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["ThingData"]


class ThingData:
    """The triples about single things, taken from the plan's store and written as Turtle and JSON-LD."""

    def __init__(self, plan: LoadedPlan, lookups: Lookups) -> None:
        self._plan = plan
        self._lookups = lookups
        self._addresses = lookups.urls.addresses

    def files(self, thing: str, path: str) -> Iterator[tuple[str, bytes]]:
        """The data files of one thing.

        Args:
            thing: A node of the graph, or ``claim:``, ``discrepancy:`` or ``doubt:`` and an identifier.
            path: The path of the files without their endings.
        """
        import pyoxigraph as ox

        triples = sorted(self._triples(self._subjects(thing)), key=str)
        for ending, form in ((".ttl", ox.RdfFormat.TURTLE), (".jsonld", ox.RdfFormat.JSON_LD)):
            written = ox.serialize(triples, format=form, prefixes=PREFIXES)
            assert written is not None  # no output was named, so the bytes are returned
            yield f"{path}{ending}", written

    def schema_org(self, thing: str) -> str:
        """What a page embeds about its thing, as schema.org JSON-LD; empty where schema.org has no words for it."""
        links = tuple(self._lookups.links_from.get(thing, ()))  # all that the description looks at
        told = describe_node(Derivation(self._lookups.dataset, links, ()), thing) if thing else None
        return script_text(told) if told else ""

    def _triples(self, subjects: Iterable[str]) -> set[ox.Triple]:
        import pyoxigraph as ox

        found: set[ox.Triple] = set()
        for number, subject in enumerate(dict.fromkeys(subjects)):
            node = ox.NamedNode(subject)
            found.update(quad.triple for quad in self._plan.store.quads_for_pattern(node, None, None, None))
            if number == 0:
                found.update(
                    quad.triple
                    for quad in self._plan.store.quads_for_pattern(None, None, node, None)
                    if not _is_record(str(quad.subject))
                )
        return found

    def _subjects(self, thing: str) -> Iterator[str]:
        """The thing itself, then everything that is only about it."""
        lookups, a = self._lookups, self._addresses
        kind, _, rest = thing.partition(":")
        if kind == "discrepancy":
            yield a.discrepancy(rest)
            return
        if kind == "claim":
            yield a.claim(rest)
            yield from self._quoted(lookups.dataset.claims[rest])
            return
        if kind == "doubt":
            doubt = lookups.dataset.doubts[rest]
            yield a.doubt(doubt.source, doubt.n)
            yield from self._quoted(doubt)
            return
        yield a.node(thing)
        item = lookups.item_of_node.get(thing)
        for claim in lookups.claims_of(item) if item else ():
            yield a.claim(claim.id)
            yield from self._quoted(claim)
        if thing.startswith("source/"):
            yield a.text(thing.partition("/")[2])
        for link in lookups.links_from.get(thing, ()) if item else ():
            yield a.link(link.start, link.relation.value.term, link.end, link.basis.value, link.source)
        for found in lookups.discrepancies_of.get(item or "", ()):
            yield a.discrepancy(found.id)

    def _quoted(self, record: Claim | Doubt) -> Iterator[str]:
        a = self._addresses
        for quotation in record.evidence:
            span = (record.source, quotation.start, quotation.end)
            yield a.quotation(*span)
            yield a.selector(*span, "quote")
            yield a.selector(*span, "position")


def _is_record(subject: str) -> bool:
    """Whether a subject is the record of a claim or a link: those stand with the item they are about."""
    return "/link/" in subject or "/claim/" in subject
