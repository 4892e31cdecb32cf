"""What things are called in a store, for questions put to a store without a dataset beside it."""

from __future__ import annotations

from cohesion_graph.errors import StoreError
from cohesion_graph.questions.cells import identifier
from cohesion_graph.questions.names import Names, Thing
from cohesion_graph.questions.store import QuestionStore
from cohesion_graph.rdf.namespaces import PREFIXES

__all__ = ["names_in"]

_NAMES = f"""
PREFIX pap: <{PREFIXES["pap"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
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
