"""The data behind a page: all that is said of one document and its parts, as Turtle and as JSON-LD."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from cohesion_graph.derive import Derivation
from cohesion_graph.model.claims import Claim, Doubt
from cohesion_graph.model.ids import action_of
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.rdf.namespaces import PREFIXES, document_of
from cohesion_graph.rdf.schema_org import describe_node, script_text

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["ThingData"]


_WORDS = frozenset(
    {
        f"{PREFIXES['rdf']}type",
        f"{PREFIXES['oa']}exact",
        f"{PREFIXES['oa']}hasSelector",
        f"{PREFIXES['oa']}hasSource",
        f"{PREFIXES['pap']}line",
    }
)
"""What an item's data says of the words quoted there; the rest stands in the data of their text."""


class ThingData:
    """The triples of single documents, taken from the plan's store and written as Turtle and JSON-LD."""

    def __init__(self, plan: LoadedPlan, lookups: Lookups) -> None:
        self._plan = plan
        self._lookups = lookups
        self._addresses = lookups.urls.addresses

    def files(self, thing: str, address: str, path: str) -> Iterator[tuple[str, bytes]]:
        """The data files of one document.

        Args:
            thing: What it is about, as `Page.thing`.
            address: Its address.
            path: The path of the files without their endings.
        """
        from cohesion_graph.rdf.document import document

        for ending, written in document(self._triples(thing, address), address):
            yield f"{path}{ending}", written

    def schema_org(self, thing: str) -> str:
        """What a page embeds about its thing, as schema.org JSON-LD; empty where schema.org has no words for it."""
        if not thing:
            return ""
        links = tuple(self._lookups.links_from.get(thing, ()))  # all that the description looks at
        item = self._lookups.item_of_node.get(thing)
        differ = tuple(self._lookups.discrepancies_of.get(action_of(item), ())) if item else ()
        told = describe_node(Derivation(self._lookups.dataset, links, differ), thing)
        return script_text(told) if told else ""

    @cached_property
    def _parts(self) -> Mapping[str, list[str]]:
        """Everything that has a type by the document it is a part of, itself included."""
        import pyoxigraph as ox

        found = defaultdict[str, dict[str, None]](dict)
        for quad in self._plan.store.quads_for_pattern(None, ox.NamedNode(f"{PREFIXES['rdf']}type"), None, None):
            address = str(getattr(quad.subject, "value", ""))
            found[document_of(address)][address] = None
        return {document: list(parts) for document, parts in found.items()}

    def _triples(self, thing: str, address: str) -> Iterator[ox.Triple]:
        """What is said of the document and its parts, of the words quoted there, and what leads to it from outside."""
        import pyoxigraph as ox

        store = self._plan.store
        for subject in self._parts[address]:
            yield from (quad.triple for quad in store.quads_for_pattern(ox.NamedNode(subject), None, None, None))
        for subject in self._quoted(thing):
            for quad in store.quads_for_pattern(ox.NamedNode(subject), None, None, None):
                if quad.predicate.value in _WORDS and not str(quad.object).endswith("/position>"):
                    yield quad.triple
        for quad in store.quads_for_pattern(None, None, ox.NamedNode(address), None):
            if "#" not in str(quad.subject):  # a part stands in its own document
                yield quad.triple

    def _quoted(self, thing: str) -> Iterator[str]:
        """The quotations of an item's claims or of a doubt: who reads these wants the words (`_WORDS`)."""
        kind, _, rest = thing.partition(":")
        records: list[Claim | Doubt] = []
        if kind == "doubt":
            records.append(self._lookups.dataset.doubts[rest])
        elif item := self._lookups.item_of_node.get(thing):
            records += self._lookups.claims_of(item)
        a = self._addresses
        for span in dict.fromkeys((one.source, each.start, each.end) for one in records for each in one.evidence):
            yield a.quotation(*span)
            yield a.selector(*span, "quote")
