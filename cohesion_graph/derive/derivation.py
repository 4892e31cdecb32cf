"""The whole derivation of a dataset, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cohesion_graph.derive import links as rules
from cohesion_graph.derive.discrepancies import Discrepancy, discrepancies
from cohesion_graph.derive.links import Link
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.settling import settled

__all__ = ["RULES", "Derivation", "derive"]

RULES: tuple[Callable[[Dataset], Iterator[Link]], ...] = (
    rules.structure_links,
    rules.responsibility_links,
    rules.inherited_from_action,
    rules.carried_down,
    rules.rolled_up,
    rules.dependency_links,
    rules.aligned_links,
)
"""Every rule that makes links; none reads what another made, so their order does not matter."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """Links and discrepancies of one dataset."""

    dataset: Dataset
    """As it was settled (`model.settling`): what every output shows."""
    links: tuple[Link, ...]
    """Sorted by `Link.sort_key`, each once."""
    discrepancies: tuple[Discrepancy, ...]
    """In the order of the plan."""


def derive(dataset: Dataset) -> Derivation:
    """All that follows from a dataset's claims as a person settled them; the same dataset always gives the same."""
    dataset = settled(dataset)
    found = {link for rule in RULES for link in rule(dataset)}
    return Derivation(dataset, tuple(sorted(found, key=lambda link: link.sort_key)), tuple(discrepancies(dataset)))
