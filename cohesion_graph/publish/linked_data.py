"""The data behind a page: all that is said of one document and its parts, as Turtle and as JSON-LD."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from cohesion_graph.derive import Derivation
from cohesion_graph.model.claims import Claim, Doubt
from cohesion_graph.model.ids import action_of
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.rdf.describe import by_subject
from cohesion_graph.rdf.document import document
from cohesion_graph.rdf.lines import Lines, Ordered
from cohesion_graph.rdf.namespaces import document_of
from cohesion_graph.rdf.schema_org import describe_node, script_text
from cohesion_graph.rdf.terms import minted, term

__all__ = ["ThingData", "data_files"]

_TYPE = term("rdf:type")
_WORDS = frozenset(map(term, ("oa:exact", "oa:hasSelector", "pap:line")))
"""What an item's data says of the words quoted there; the rest stands in the data of their text."""


def data_files(lines: Lines, address: str, path: str) -> Iterator[tuple[str, bytes]]:
    """The data files of one document.

    Args:
        lines: What it says, as lines of canonical N-Quads: `ThingData.lines`.
        address: Its address.
        path: The path of the files without their endings.
    """
    triples = (line[: line.rindex(" <")] for line in lines)
    for ending, written in document(triples, address):
        yield f"{path}{ending}", written


class ThingData:
    """What is said of single documents, taken from all statements of the plan."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._addresses = lookups.urls.addresses
        self._told = by_subject(lookups.derivation)
        """The lines of each subject."""
        self.statements = Ordered(chain.from_iterable(self._told.values()))
        """Everything that is said of the plan, as lines of N-Quads."""
        self._parts = defaultdict[str, list[str]](list)
        """Every subject that has a type by the document it is a part of, itself included."""
        self._leading_to = defaultdict[str, list[str]](list)
        """Lines whose subject is a document, by what they lead to."""
        for subject, told in self._told.items():
            place = len(subject) + 1
            if any(line.startswith(_TYPE, place) for line in told):
                self._parts[document_of(subject[1:-1])].append(subject)
            if "#" not in subject or "/doubts#" in subject:  # other parts stand in the documents of what they are about
                for line in told:
                    self._leading_to[line[line.index(" ", place) + 1 : line.rindex(" <")]].append(line)

    def schema_org(self, thing: str) -> str:
        """What a page embeds about its thing, as schema.org JSON-LD; empty where schema.org has no words for it."""
        if not thing:
            return ""
        links = tuple(self._lookups.links_from.get(thing, ()))  # all that the description looks at
        item = self._lookups.item_of_node.get(thing)
        differ = tuple(self._lookups.discrepancies_of.get(action_of(item), ())) if item else ()
        told = describe_node(Derivation(self._lookups.dataset, links, differ), thing)
        return script_text(told) if told else ""

    def lines(self, thing: str, address: str) -> Lines:
        """What is said of a document and its parts, of the words quoted there, and what leads to it from outside.

        Args:
            thing: What it is about, as `Page.thing`.
            address: Its address.
        """
        found = [line for subject in self._parts[address] for line in self._told[subject]]
        for subject in self._quoted(thing):
            for line in self._told.get(subject, ()):
                _, predicate, value = line[: line.rindex(" <")].split(" ", 2)
                if predicate in _WORDS and not value.endswith("/position>"):
                    found.append(line)
        return Lines((*found, *self._leading_to.get(minted(address), ())))

    def _quoted(self, thing: str) -> Iterator[str]:
        """The quotations of an item's claims or of a document's doubts: who reads these wants the words (`_WORDS`)."""
        kind, _, rest = thing.partition(":")
        records: list[Claim | Doubt] = []
        if kind == "doubts":
            records += self._lookups.doubts_in.get(rest, [])
        elif item := self._lookups.item_of_node.get(thing):
            records += self._lookups.claims_of(item)
        a = self._addresses
        for span in dict.fromkeys((one.source, each.start, each.end) for one in records for each in one.evidence):
            yield minted(a.quotation(*span))
            yield minted(a.selector(*span, "quote"))
