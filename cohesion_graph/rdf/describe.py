"""Records to N-Quads lines: the one description that every RDF form, the store and the checks are made from.

Named graphs of a dataset (`namespaces`):

``source/{source}``
    The document, its text (names masked), everything read from it: claims, quotations, doubts, words set aside.
``register``
    Identities that stay: the plan with its sections, actions and milestones; bodies; instruments.
``editorial``
    A person's judgements.
``derived``
    What rules made: the short properties (``pap:ledBy``), a `pap:Link` for each of them that says on what basis and
    from which claims it follows, labels of items, and discrepancies between sources.
``catalogue``
    What the dataset says of itself (`catalogue` adds counts and files).

Nothing is lost: `read` makes the same dataset of these lines again. A list whose order or repetitions the triples
cannot tell is repeated in `pap:asListed`, and only then. There are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cohesion_graph.derive import Derivation
from cohesion_graph.errors import DataError
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.privacy import mask
from cohesion_graph.rdf.derived_graph import derived_facts
from cohesion_graph.rdf.editorial_graph import editorial_facts
from cohesion_graph.rdf.facts import Facts
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.register_graph import head_facts, register_facts
from cohesion_graph.rdf.source_graph import source_facts
from cohesion_graph.rdf.terms import iri, minted

__all__ = ["by_subject", "describe", "described_itself", "graphs"]


def describe(derivation: Derivation) -> Iterator[str]:
    """The whole dataset as N-Quads lines, each ending in a newline; graph after graph, always in the same order.

    Lines are made as they are asked for, so a dataset never stands in memory as RDF.

    Raises:
        DataError: a name that is to be withheld can still be read; see `model.privacy.withhold_names`.
        RdfError: the base address cannot stand in RDF.
    """
    for graph, facts in graphs(derivation):
        yield from _lines(graph, facts)


def by_subject(derivation: Derivation) -> dict[str, list[str]]:
    """The same lines, sorted and each once, by the subject that they begin with, as it stands in them.

    One after the other they are `rdf.lines.Ordered`: a subject's lines are sorted apart from others', which takes half
    the time of sorting all lines, because a plan's addresses differ only towards their ends.
    """
    found: dict[str, list[str]] = {}
    for graph, facts in graphs(derivation):
        end = f" {minted(graph)} .\n"
        for address, pairs in facts:
            subject = minted(address)
            found.setdefault(subject, []).extend([f"{subject} {predicate} {value}{end}" for predicate, value in pairs])
    return {subject: sorted(set(found[subject])) for subject in sorted(found)}


def described_itself(derivation: Derivation) -> Iterator[str]:
    """The lines of the graph ``catalogue``: what the dataset says of itself."""
    addresses = Addresses.of(derivation.dataset)
    return _lines(addresses.graph("catalogue"), head_facts(addresses, derivation.dataset))


def graphs(derivation: Derivation) -> Iterator[tuple[str, Iterator[Facts]]]:
    """Every named graph by its address, with what it says: subjects, each with its properties and values."""
    dataset = derivation.dataset
    _refuse_readable_names(dataset)
    addresses = Addresses.of(dataset)
    iri(addresses.dataset)  # the base is free text until here; all other parts are checked by the model
    for source, reading in zip(dataset.sources, dataset.readings, strict=True):
        yield addresses.graph(f"source/{source.id}"), source_facts(addresses, dataset, source, reading)
    yield addresses.graph("register"), register_facts(addresses, dataset)
    yield addresses.graph("editorial"), editorial_facts(addresses, dataset)
    yield addresses.graph("derived"), derived_facts(addresses, derivation)
    yield addresses.graph("catalogue"), head_facts(addresses, dataset)


def _lines(graph: str, facts: Iterable[Facts]) -> Iterator[str]:
    end = f" {minted(graph)} .\n"
    for subject, pairs in facts:
        start = f"{minted(subject)} "
        for predicate, value in pairs:
            yield f"{start}{predicate} {value}{end}"


def _refuse_readable_names(dataset: Dataset) -> None:
    for source in dataset.sources:
        if mask(source.text, source.masks) != source.text:
            raise DataError(
                f"the text of the source {source.id!r} shows names that its masks cover\n"
                "  Expected: names withheld\n"
                "  Read the dataset with names withheld, or call model.privacy.withhold_names first."
            )
