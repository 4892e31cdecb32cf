"""What the quads of a dataset and of each of its graphs come to (VoID): every number is counted from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from cohesion_graph.rdf.facts import Facts, Pairs, types
from cohesion_graph.rdf.lines import Ordered
from cohesion_graph.rdf.namespaces import PREFIXES, Addresses
from cohesion_graph.rdf.terms import integer, iri, literal, term

__all__ = ["counts"]

_TYPE = term("rdf:type")


def _dump(graph: str, dumps: Mapping[str, str]) -> Pairs:
    return [(term("void:dataDump"), iri(dumps[graph]))] if graph in dumps else []


def counts(a: Addresses, lines: Ordered, dumps: Mapping[str, str]) -> Iterator[Facts]:
    """VoID statistics of the dataset and of each of its graphs; the catalogue's own additions are not counted."""
    whole, graphs, before = _Statistics(), defaultdict[str, _Statistics](_Statistics), ""
    for line in lines:
        triple, _, graph = line[:-4].rpartition(" <")
        subject, predicate, value = triple.split(" ", 2)
        graphs[graph].count(subject, predicate, value)
        if triple != before:  # what several graphs say stands together, because the lines are sorted
            whole.count(subject, predicate, value)
            before = triple
    yield from whole.facts(a.dataset)
    parts: Pairs = [(term("void:subset"), iri(graph)) for graph in sorted(graphs)]
    parts += [(term("void:vocabulary"), iri(address)) for address in whole.vocabularies()]
    yield a.dataset, parts
    for graph in sorted(graphs):
        title = graph.rpartition("/graph/")[2]
        yield graph, [*types("void:Dataset"), (term("dcterms:title"), literal(title)), *_dump(graph, dumps)]
        yield from graphs[graph].facts(graph)


class _Statistics:
    """What sorted triples come to, counted one by one."""

    def __init__(self) -> None:
        self._triples = self._subjects = 0
        self._last_subject = ""
        self._objects = set[str]()
        self._predicates, self._classes = Counter[str](), Counter[str]()

    def count(self, subject: str, predicate: str, value: str) -> None:
        """Count one triple; those of one subject come one after the other."""
        self._triples += 1
        if subject != self._last_subject:
            self._subjects += 1
            self._last_subject = subject
        self._objects.add(value)
        self._predicates[predicate] += 1
        if predicate == _TYPE:
            self._classes[value] += 1

    def facts(self, address: str) -> Iterator[Facts]:
        """The statistics as statements about an address."""
        pairs: Pairs = [
            (term("void:triples"), integer(self._triples)),
            (term("void:distinctSubjects"), integer(self._subjects)),
            (term("void:distinctObjects"), integer(len(self._objects))),
            (term("void:properties"), integer(len(self._predicates))),
            (term("void:classes"), integer(len(self._classes))),
        ]
        partitions: list[Facts] = []
        for kind, counts in (("property", self._predicates), ("class", self._classes)):
            for name in sorted(counts):
                part = f"{address}#partition/{kind}/{_local(name)}"
                pairs.append((term(f"void:{kind}Partition"), iri(part)))
                counted = "void:triples" if kind == "property" else "void:entities"
                about = [(term(f"void:{kind}"), name), (term(counted), integer(counts[name]))]
                partitions.append((part, [*types("void:Dataset"), *about]))
        yield address, pairs
        yield from partitions

    def vocabularies(self) -> list[str]:
        """The namespaces whose terms are really used as properties or classes."""
        used = [name[1:-1] for name in (*self._predicates, *self._classes)]
        return sorted(start for start in PREFIXES.values() if any(address.startswith(start) for address in used))


def _local(name: str) -> str:
    """A term as a path segment: ``pap-ledBy``."""
    address = name[1:-1]
    prefix = next((prefix for prefix, start in PREFIXES.items() if address.startswith(start)), "other")
    return f"{prefix}-{address.removeprefix(PREFIXES.get(prefix, ''))}"
