"""What a plan's own records say of the things that a query finds, by their addresses.

Most of the time of a query goes into looking up, for each row, what the row's claim, item and body say of themselves:
words, labels, places in the order of the plan. Where the plan's records are at hand, the lines that look these up are
left out of the query (`binding.bound_text`) and the rows are filled from here (`answers.columns_of`). So are the ends,
the basis and the claims of links, and the sides of discrepancies, which are derived before any RDF is written. A bare
store is sent the whole query; both give the same rows.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from cohesion_graph.model.claims import Responsibility, Timing, Wording
from cohesion_graph.model.ids import node_id
from cohesion_graph.model.relations import Relation
from cohesion_graph.model.remembered import remembered
from cohesion_graph.rdf.namespaces import Addresses

if TYPE_CHECKING:
    from cohesion_graph.derive import Derivation
    from cohesion_graph.derive.discrepancies import Discrepancy
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
        self._derived_links, self._discrepancies = derivation.links, derivation.discrepancies
        self._addresses = Addresses.of(derivation.dataset)
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
    def _claims(self) -> list[tuple[str, AnyClaim, int]]:
        """Address, claim and its number in its source (or among a person's links)."""
        lists: list[tuple[AnyClaim, ...]] = [reading.claims for reading in self.dataset.readings]
        lists.append(self.dataset.editorial.links)
        address = self._addresses.claim
        return [(address(claim.id), claim, number) for told in lists for number, claim in enumerate(told, 1)]

    @cached_property
    def _links(self) -> list[tuple[str, Link]]:
        """Address and link, for each claim that a link rests on; what the register states itself rests on none."""
        address = self._addresses.link
        return [
            (address(link.start, link.relation.value.term, link.end, link.basis.value, link.source), link)
            for link in self._derived_links
            if link.claims
        ]

    @cached_property
    def _doubts(self) -> list[tuple[str, Doubt, int]]:
        address = self._addresses.doubt
        return [
            (address(doubt.source, doubt.n), doubt, number)
            for reading in self.dataset.readings
            for number, doubt in enumerate(reading.doubts, 1)
        ]

    @cached_property
    def _items(self) -> dict[str, str]:
        """The address of each item."""
        return {item: self._addresses.item(item) for item in self.dataset.items}

    def _of_statements(self, value: Callable[[AnyClaim | Doubt, int], Fact]) -> Mapping[str, Fact]:
        return {address: value(told, number) for address, told, number in (*self._claims, *self._doubts)}

    def words(self) -> Mapping[str, Fact]:
        """The quoted words of claims and doubts, in reading order."""
        return self._of_statements(lambda told, _: told.quote)

    def order_claim(self) -> Mapping[str, Fact]:
        """The place of claims and doubts in what was read from their source."""
        return self._of_statements(lambda _, number: number)

    def source(self) -> Mapping[str, Fact]:
        """The address of the source of claims and doubts."""
        addresses = {source.id: self._addresses.source(source.id) for source in self.dataset.sources}
        return self._of_statements(lambda told, _: addresses[told.source])

    def order_source(self) -> Mapping[str, Fact]:
        """The place of the source of claims and doubts."""
        places = {source.id: place for place, source in enumerate(self.dataset.sources, 1)}
        return self._of_statements(lambda told, _: places[told.source])

    def order_action(self) -> Mapping[str, Fact]:
        """The place of actions, of the action of milestones, and of the action that claims are about."""
        items = self.dataset.items
        return self._of_items_and_claims(lambda item: items[items[item].action].order)

    def order_item(self) -> Mapping[str, Fact]:
        """The place of milestones within their action, 0 for actions; and of the item that claims are about."""
        items = self.dataset.items
        return self._of_items_and_claims(lambda item: items[item].order if items[item].is_milestone else 0)

    def _of_items_and_claims(self, place: Callable[[str], int]) -> Mapping[str, Fact]:
        by_item = {item: place(item) for item in self._items}
        found: dict[str, Fact] = {address: by_item[item] for item, address in self._items.items()}
        found.update((address, by_item[claim.item]) for address, claim, _ in self._claims)
        return found

    def label(self) -> Mapping[str, Fact]:
        """What items, bodies and instruments are called."""
        return dict(self._labels())

    def _labels(self) -> Iterator[tuple[str, Fact]]:
        yield from ((address, self.dataset.title_of(item)) for item, address in self._items.items())
        yield from ((self._addresses.organisation(one.id), one.name) for one in self.dataset.registry.bodies)
        yield from ((self._addresses.instrument(one.id), one.name) for one in self.dataset.registry.instruments)

    def body_kind(self) -> Mapping[str, Fact]:
        """The code of each body's kind."""
        return {self._addresses.organisation(one.id): one.kind.value for one in self.dataset.registry.bodies}

    def basis(self) -> Mapping[str, Fact]:
        """The code of what each claim rests on."""
        return {address: claim.basis.value for address, claim, _ in self._claims}

    def item(self) -> Mapping[str, Fact]:
        """The address of the item that each claim is about, and of that which a doubt is about, if any."""
        items = self._items
        return self._of_statements(lambda told, _: items[told.item] if told.item else None)

    def wordings(self) -> Mapping[str, Fact]:
        """The addresses of the claims that say what an item's words are."""
        return self._claims_by(lambda claim: claim.item if isinstance(claim, Wording) else None)

    def _claims_by(self, item: Callable[[AnyClaim], str | None]) -> Mapping[str, Fact]:
        found: dict[str, list[str]] = {}
        for address, claim, _ in self._claims:
            if (of := item(claim)) is not None:
                found.setdefault(self._items[of], []).append(address)
        return {address: tuple(claims) for address, claims in found.items()}

    def party(self) -> Mapping[str, Fact]:
        """The address of the body of a responsibility."""
        organisation = self._addresses.organisation
        return {address: organisation(claim.party) for address, claim in self._responsibilities}

    def role(self) -> Mapping[str, Fact]:
        """The code of the role of a responsibility."""
        return {address: claim.role.value for address, claim in self._responsibilities}

    def as_printed(self) -> Mapping[str, Fact]:
        """The body of a responsibility as its source prints it."""
        return {address: claim.party_as_printed for address, claim in self._responsibilities}

    def joint_with(self) -> Mapping[str, Fact]:
        """The addresses of the claims that a responsibility is held together with."""
        return {
            address: tuple(f"{address.rpartition('/')[0]}/{number}" for number in claim.joint_with)
            for address, claim in self._responsibilities
        }

    def together_with(self) -> Mapping[str, Fact]:
        """The bodies of those claims, as printed."""
        printed = self.fact("as_printed")
        return {
            address: tuple(str(printed[other]) for other in others)
            for address, others in self.fact("joint_with").items()
            if isinstance(others, tuple)
        }

    @cached_property
    def _responsibilities(self) -> list[tuple[str, Responsibility]]:
        return [(address, claim) for address, claim, _ in self._claims if isinstance(claim, Responsibility)]

    def link_start(self) -> Mapping[str, Fact]:
        """The address of what a link runs from."""
        node = self._addresses.node
        return {address: node(link.start) for address, link in self._links}

    def link_end(self) -> Mapping[str, Fact]:
        """The address of what a link runs to."""
        node = self._addresses.node
        return {address: node(link.end) for address, link in self._links}

    def link_basis(self) -> Mapping[str, Fact]:
        """The code of what a link rests on."""
        return {address: link.basis.value for address, link in self._links}

    def link_claims(self) -> Mapping[str, Fact]:
        """The addresses of the claims that a link rests on."""
        claim = self._addresses.claim
        found: dict[str, list[str]] = {}
        for address, link in self._links:
            found.setdefault(address, []).extend(map(claim, link.claims))
        return {address: tuple(dict.fromkeys(claims)) for address, claims in found.items()}

    def lead(self) -> Mapping[str, Fact]:
        """The names of the bodies that lead the item of a deadline, by the same source."""
        return self._held(Relation.LED_BY)

    def contribute(self) -> Mapping[str, Fact]:
        """The names of the bodies that contribute to it."""
        return self._held(Relation.CONTRIBUTED_TO_BY)

    def responsible(self) -> Mapping[str, Fact]:
        """The names of the bodies that are 'responsible' for it without the source saying how."""
        return self._held(Relation.ASSIGNED_TO)

    def _held(self, relation: Relation) -> Mapping[str, Fact]:
        names = {node_id("organisation", one.id): one.name for one in self.dataset.registry.bodies}
        held: dict[tuple[str, str], list[str]] = {}
        for link in self._derived_links:
            if link.relation is relation:
                held.setdefault((link.start, link.source), []).append(names[link.end])
        return self._of_timings(lambda claim: tuple(held.get((node_id("item", claim.item), claim.source), ())))

    def _of_timings(self, value: Callable[[Timing], Fact]) -> Mapping[str, Fact]:
        return {address: value(claim) for address, claim, _ in self._claims if isinstance(claim, Timing)}

    def stated(self) -> Mapping[str, Fact]:
        """A deadline in the words of its source."""
        return self._of_timings(lambda claim: claim.stated)

    def timing_kind(self) -> Mapping[str, Fact]:
        """The code of a deadline's kind."""
        return self._of_timings(lambda claim: claim.deadline.kind.value)

    def date(self) -> Mapping[str, Fact]:
        """A deadline's date at its own precision."""
        return self._of_timings(lambda claim: _text(claim.deadline.date))

    def starts(self) -> Mapping[str, Fact]:
        """The date from which a deadline recurs or runs."""
        return self._of_timings(lambda claim: _text(claim.deadline.starts))

    def latest(self) -> Mapping[str, Fact]:
        """The last day that a deadline allows, as ISO date."""
        return self._of_timings(lambda claim: _text(claim.deadline.latest_date))

    def interval(self) -> Mapping[str, Fact]:
        """How often it comes round, or within what time."""
        return self._of_timings(lambda claim: _text(claim.deadline.every or claim.deadline.within))

    def counted_from(self) -> Mapping[str, Fact]:
        """What a deadline is counted from, in words."""
        return self._of_timings(lambda claim: claim.deadline.after)

    def aligned_with(self) -> Mapping[str, Fact]:
        """The instrument whose time a deadline follows, by name."""
        named = self.dataset.instruments
        return self._of_timings(
            lambda claim: named[claim.deadline.aligned_with].name if claim.deadline.aligned_with else None
        )

    def what(self) -> Mapping[str, Fact]:
        """The question of a doubt."""
        return {address: doubt.what for address, doubt, _ in self._doubts}

    def doubt_kind(self) -> Mapping[str, Fact]:
        """The code of what a doubt is about."""
        return {address: doubt.about.value for address, doubt, _ in self._doubts}

    def number(self) -> Mapping[str, Fact]:
        """The number of a doubt in its source, in digits."""
        return {address: str(doubt.n) for address, doubt, _ in self._doubts}

    def alternatives(self) -> Mapping[str, Fact]:
        """The readings of a doubt, each after its number."""
        return {
            address: tuple(f"{number} {reading}" for number, reading in enumerate(doubt.alternatives, 1))
            for address, doubt, _ in self._doubts
        }

    def _of_discrepancies(self, value: Callable[[Discrepancy], str]) -> Mapping[str, Fact]:
        address = self._addresses.discrepancy
        return {address(one.id): value(one) or None for one in self._discrepancies}

    def discrepancy_id(self) -> Mapping[str, Fact]:
        """The identifier of a discrepancy."""
        return self._of_discrepancies(lambda one: one.id)

    def discrepancy_kind(self) -> Mapping[str, Fact]:
        """The code of what two sources say differently."""
        return self._of_discrepancies(lambda one: one.kind.value)

    def about(self) -> Mapping[str, Fact]:
        """The address of the item of a discrepancy."""
        return self._of_discrepancies(lambda one: self._items[one.item])

    def source_a(self) -> Mapping[str, Fact]:
        """The address of the first source of a discrepancy."""
        return self._of_discrepancies(lambda one: self._addresses.source(one.source_a))

    def source_b(self) -> Mapping[str, Fact]:
        """The address of the second source of a discrepancy."""
        return self._of_discrepancies(lambda one: self._addresses.source(one.source_b))

    def value_a(self) -> Mapping[str, Fact]:
        """What the first source says, in words."""
        return self._of_discrepancies(lambda one: one.value_a)

    def value_b(self) -> Mapping[str, Fact]:
        """What the second source says, in words."""
        return self._of_discrepancies(lambda one: one.value_b)

    def resolution(self) -> Mapping[str, Fact]:
        """The code of what an editor decided about a discrepancy."""
        return self._of_discrepancies(lambda one: one.resolution.value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


FACTS: dict[str, Callable[[Records], Mapping[str, Fact]]] = {
    "about": Records.about,
    "aligned_with": Records.aligned_with,
    "alternatives": Records.alternatives,
    "as_printed": Records.as_printed,
    "basis": Records.basis,
    "body_kind": Records.body_kind,
    "contribute": Records.contribute,
    "counted_from": Records.counted_from,
    "date": Records.date,
    "discrepancy_id": Records.discrepancy_id,
    "discrepancy_kind": Records.discrepancy_kind,
    "doubt_kind": Records.doubt_kind,
    "interval": Records.interval,
    "item": Records.item,
    "joint_with": Records.joint_with,
    "label": Records.label,
    "latest": Records.latest,
    "lead": Records.lead,
    "link_basis": Records.link_basis,
    "link_claims": Records.link_claims,
    "link_end": Records.link_end,
    "link_start": Records.link_start,
    "number": Records.number,
    "order_action": Records.order_action,
    "order_claim": Records.order_claim,
    "order_item": Records.order_item,
    "order_source": Records.order_source,
    "party": Records.party,
    "resolution": Records.resolution,
    "responsible": Records.responsible,
    "role": Records.role,
    "source": Records.source,
    "source_a": Records.source_a,
    "source_b": Records.source_b,
    "starts": Records.starts,
    "stated": Records.stated,
    "timing_kind": Records.timing_kind,
    "together_with": Records.together_with,
    "value_a": Records.value_a,
    "value_b": Records.value_b,
    "what": Records.what,
    "wordings": Records.wordings,
    "words": Records.words,
}
"""Every fact that a query's header may name."""


def records_of(derivation: Derivation) -> Records:
    """The records of a derivation, the same ones each time."""
    return remembered(derivation.dataset, Records, lambda: Records(derivation))
