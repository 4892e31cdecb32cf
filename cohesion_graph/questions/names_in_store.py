"""What things are called in a store, for questions put to a store without a dataset beside it.

An identifier, or a name as it is printed in whatever letter case, is looked up by a query that brings back only what it
fits. Only what nothing fits so is looked for among all names, which must then be read: they may be written otherwise,
and what comes near is offered.
"""

from __future__ import annotations

from dataclasses import dataclass

from cohesion_graph.errors import StoreError
from cohesion_graph.names import KINDS, Names, Thing
from cohesion_graph.questions.cells import identifier
from cohesion_graph.questions.store import QuestionStore
from cohesion_graph.rdf.namespaces import PREFIXES
from cohesion_graph.rdf.terms import literal

__all__ = ["NamesOfStore", "names_in"]

_PREFIXES = f"""
PREFIX pap: <{PREFIXES["pap"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
"""
_IDENTIFIED = (
    _PREFIXES
    + """
SELECT DISTINCT ?thing ?label WHERE { ?thing dcterms:identifier %s ; rdfs:label ?label }
"""
)
_NAMED = (
    _PREFIXES
    + """
SELECT DISTINCT ?thing ?label
WHERE {
  { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name } UNION { ?thing skos:notation ?name }
  UNION { ?thing a pap:SourceDocument ; dcterms:title ?name }
  UNION { ?wording pap:aboutItem ?thing ; pap:refAsPrinted ?name }
  UNION { ?wording pap:aboutItem ?thing ; pap:normalisedText ?name }
  FILTER (LCASE(STR(?name)) = %s)
  ?thing rdfs:label ?label .
}
"""
)
_NAMES = f"""{_PREFIXES}
SELECT DISTINCT ?thing ?label ?name
WHERE {{
  {{ ?thing pap:bodyKind ?kind ; rdfs:label ?label }}
  UNION {{ ?thing pap:instrumentKind ?kind ; rdfs:label ?label }}
  UNION {{ ?thing pap:inPlan ?plan ; rdfs:label ?label }}
  UNION {{ ?thing a pap:SourceDocument ; rdfs:label ?label }}
  {{ ?thing rdfs:label ?name }}
  UNION {{ ?thing skos:altLabel ?name }}
  UNION {{ ?thing skos:notation ?name }}
  UNION {{ ?thing dcterms:title ?name }}
  UNION {{ ?wording pap:aboutItem ?thing ; pap:refAsPrinted ?name }}
  UNION {{ ?wording pap:aboutItem ?thing ; pap:normalisedText ?name }}
}}
"""


@dataclass(frozen=True, slots=True)
class NamesOfStore:
    """The names of a store, looked up one by one."""

    store: QuestionStore

    def find(self, typed: str, kind: str) -> Thing:
        """The one thing of a kind that `typed` stands for; raises what `Names.find` raises, and what the store does."""
        plain = typed.strip()
        wanted, bare = KINDS[kind], plain
        for one in wanted:
            if plain.startswith(f"{one}/"):
                wanted, bare = (one,), plain.removeprefix(f"{one}/")
        for query, text in ((_IDENTIFIED, bare), (_NAMED, plain.lower())):
            found = [thing for thing in self._things(query % literal(text)) if thing.kind in wanted]
            if len(found) == 1:
                return found[0]
        return names_in(self.store).find(typed, kind)

    def _things(self, query: str) -> list[Thing]:
        rows = self.store.texts(query).rows
        return [Thing(_kind(thing), identifier(thing), thing, label) for thing, label in rows if thing and label]


def names_in(store: QuestionStore) -> Names:
    """Everything in a store that can be named, sorted by address; one query, whose answer grows with the store.

    Raises:
        StoreError: the store failed, or holds nothing that could be named.
    """
    labels: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for thing, label, name in store.texts(_NAMES).rows:
        if thing is not None and label is not None and name is not None:
            labels[thing] = label
            names.setdefault(thing, set()).add(name)
    if not labels:
        raise StoreError("the store holds no plan: no body, item or source\n  Load a dataset into it first.")
    return Names.of(
        Thing(_kind(address), identifier(address), address, labels[address], tuple(sorted(names[address])))
        for address in sorted(labels)
    )


def _kind(address: str) -> str:
    segments = address.split("/")
    if "action" in segments:
        return "milestone" if "milestone" in segments else "action"
    return segments[-2]
