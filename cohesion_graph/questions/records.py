"""What a plan's own records say of the things that a query finds, by their addresses.

Most of the time of a query goes into looking up, for each row, what the row's claim, item and body say of themselves:
words, labels, places in the order of the plan. Where the plan's records are at hand, the lines that look these up are
left out of the query (`binding.bound_text`) and the rows are filled from here (`answers.columns_of`). So are the ends,
the basis and the claims of links, and the sides of discrepancies, which are derived before any RDF is written. A bare
store is sent the whole query; both give the same rows.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from cohesion_graph.model.claims import Responsibility, Timing, Wording
from cohesion_graph.model.remembered import remembered
from cohesion_graph.questions import facts_derived, facts_stated
from cohesion_graph.rdf.namespaces import Addresses

if TYPE_CHECKING:
    from cohesion_graph.derive import Derivation
    from cohesion_graph.derive.links import Link
    from cohesion_graph.model.claims import AnyClaim, Doubt
    from cohesion_graph.model.dataset import Dataset

__all__ = ["FACTS", "Fact", "Records", "records_of"]

Fact: TypeAlias = str | int | tuple[str, ...] | None
"""A text as the store would give it, a place in an order, several texts; None where the record has nothing to say."""


class Records:
    """The records of one derivation, each fact a mapping from addresses; made when first asked for."""

    def __init__(self, derivation: Derivation) -> None:
        self.dataset: Dataset = weakref.proxy(derivation.dataset)
        """Not held, so that a dataset goes with what was remembered of it (`remembered`)."""
        self.derived_links, self.discrepancies = derivation.links, derivation.discrepancies
        """What follows from the claims."""
        self.addresses = Addresses.of(derivation.dataset)
        self._facts: dict[str, Mapping[str, Fact]] = {}
        self._together: dict[tuple[str, ...], dict[str, tuple[Fact, ...]]] = {}

    def fact(self, name: str) -> Mapping[str, Fact]:
        """What is known under a name of `FACTS`, by the address of what it is known of."""
        if name not in self._facts:
            self._facts[name] = FACTS[name](self)
        return self._facts[name]

    def facts(self, names: tuple[str, ...]) -> Mapping[str, tuple[Fact, ...]]:
        """What is known under several names together, in their order, by the address of what it is known of.

        To look an address up costs more than what is found there: addresses are long, and a plan has many.
        """
        if names not in self._together:
            several = [self.fact(name) for name in names]
            addresses = dict.fromkeys(address for known in several for address in known)
            self._together[names] = {address: tuple([known.get(address) for known in several]) for address in addresses}
        return self._together[names]

    @cached_property
    def claims(self) -> list[tuple[str, AnyClaim, int]]:
        """Address, claim and its number in its source (or among a person's links)."""
        lists: list[tuple[AnyClaim, ...]] = [reading.claims for reading in self.dataset.readings]
        lists.append(self.dataset.editorial.links)
        address = self.addresses.claim
        return [(address(claim.id), claim, number) for told in lists for number, claim in enumerate(told, 1)]

    @cached_property
    def links(self) -> list[tuple[str, Link]]:
        """Address and link, for each claim that a link rests on; what the register states itself rests on none."""
        address = self.addresses.link
        return [
            (address(link.start, link.relation.value.term, link.end, link.basis.value, link.source), link)
            for link in self.derived_links
            if link.claims
        ]

    @cached_property
    def doubts(self) -> list[tuple[str, Doubt, int]]:
        """Address, doubt and its number in its source."""
        address = self.addresses.doubt
        return [
            (address(doubt.source, doubt.n), doubt, number)
            for reading in self.dataset.readings
            for number, doubt in enumerate(reading.doubts, 1)
        ]

    @cached_property
    def items(self) -> dict[str, str]:
        """The address of each item."""
        return {item: self.addresses.item(item) for item in self.dataset.items}

    @cached_property
    def responsibilities(self) -> list[tuple[str, Responsibility]]:
        """Address and claim, of those about who does what."""
        return [(address, claim) for address, claim, _ in self.claims if isinstance(claim, Responsibility)]

    @cached_property
    def worded(self) -> list[tuple[str, Wording]]:
        """Address and claim, of those about what an item's words are."""
        return [(address, claim) for address, claim, _ in self.claims if isinstance(claim, Wording)]

    def of_timings(self, value: Callable[[Timing], Fact]) -> Mapping[str, Fact]:
        """A fact about each claim that tells of a deadline, by address."""
        return {address: value(claim) for address, claim, _ in self.claims if isinstance(claim, Timing)}


FACTS = {**facts_stated.FACTS, **facts_derived.FACTS}
"""Every fact that a query's header may name."""


def records_of(derivation: Derivation) -> Records:
    """The records of a derivation, the same ones each time."""
    return remembered(derivation.dataset, Records, lambda: Records(derivation))
