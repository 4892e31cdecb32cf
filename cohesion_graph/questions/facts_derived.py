"""What follows from the claims: the facts about links, about who holds what, and about discrepancies.

Each takes the records (`records.Records`) and gives a mapping from addresses to what is known of the thing there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cohesion_graph.model.codes import Basis
from cohesion_graph.model.ids import node_id
from cohesion_graph.model.relations import Relation

if TYPE_CHECKING:
    from cohesion_graph.derive.discrepancies import Discrepancy
    from cohesion_graph.questions.records import Fact, Records

__all__ = ["FACTS"]


def link_start(records: Records) -> Mapping[str, Fact]:
    """The address of what a link runs from."""
    node = records.addresses.node
    return {address: node(link.start) for address, link in records.links}


def link_end(records: Records) -> Mapping[str, Fact]:
    """The address of what a link runs to."""
    node = records.addresses.node
    return {address: node(link.end) for address, link in records.links}


def link_basis(records: Records) -> Mapping[str, Fact]:
    """The code of what a link rests on."""
    return {address: link.basis.value for address, link in records.links}


def link_claims(records: Records) -> Mapping[str, Fact]:
    """The addresses of the claims that a link rests on."""
    claim = records.addresses.claim
    found: dict[str, list[str]] = {}
    for address, link in records.links:
        found.setdefault(address, []).extend(map(claim, link.claims))
    return {address: tuple(dict.fromkeys(claims)) for address, claims in found.items()}


def own_link_claims(records: Records) -> Mapping[str, Fact]:
    """The same, of links that an item does not have from its action."""
    inherited = {address for address, link in records.links if link.basis is Basis.INHERITED_FROM_ACTION}
    return {address: () if address in inherited else told for address, told in records.fact("link_claims").items()}


def lead(records: Records) -> Mapping[str, Fact]:
    """The names of the bodies that lead the item of a deadline, by the same source."""
    return _held(records, Relation.LED_BY)


def contribute(records: Records) -> Mapping[str, Fact]:
    """The names of the bodies that contribute to it."""
    return _held(records, Relation.CONTRIBUTED_TO_BY)


def responsible(records: Records) -> Mapping[str, Fact]:
    """The names of the bodies that are 'responsible' for it without the source saying how."""
    return _held(records, Relation.ASSIGNED_TO)


def _held(records: Records, relation: Relation) -> Mapping[str, Fact]:
    names = {node_id("organisation", one.id): one.name for one in records.dataset.registry.bodies}
    held: dict[tuple[str, str], list[str]] = {}
    for link in records.derived_links:
        if link.relation is relation:
            held.setdefault((link.start, link.source), []).append(names[link.end])
    return records.of_timings(lambda claim: tuple(held.get((node_id("item", claim.item), claim.source), ())))


def _of_discrepancies(records: Records, value: Callable[[Discrepancy], str]) -> Mapping[str, Fact]:
    address = records.addresses.discrepancy
    return {address(one.id): value(one) or None for one in records.discrepancies}


def discrepancy_id(records: Records) -> Mapping[str, Fact]:
    """The identifier of a discrepancy."""
    return _of_discrepancies(records, lambda one: one.id)


def discrepancy_kind(records: Records) -> Mapping[str, Fact]:
    """The code of what two sources say differently."""
    return _of_discrepancies(records, lambda one: one.kind.value)


def about(records: Records) -> Mapping[str, Fact]:
    """The address of the item of a discrepancy."""
    return _of_discrepancies(records, lambda one: records.items[one.item])


def source_a(records: Records) -> Mapping[str, Fact]:
    """The address of the first source of a discrepancy."""
    return _of_discrepancies(records, lambda one: records.addresses.source(one.source_a))


def source_b(records: Records) -> Mapping[str, Fact]:
    """The address of the second source of a discrepancy."""
    return _of_discrepancies(records, lambda one: records.addresses.source(one.source_b))


def value_a(records: Records) -> Mapping[str, Fact]:
    """What the first source says, in words."""
    return _of_discrepancies(records, lambda one: one.value_a)


def value_b(records: Records) -> Mapping[str, Fact]:
    """What the second source says, in words."""
    return _of_discrepancies(records, lambda one: one.value_b)


def resolution(records: Records) -> Mapping[str, Fact]:
    """The code of what an editor decided about a discrepancy."""
    return _of_discrepancies(records, lambda one: one.resolution.value)


FACTS: dict[str, Callable[[Records], Mapping[str, Fact]]] = {
    fact.__name__: fact
    for fact in (
        about,
        contribute,
        discrepancy_id,
        discrepancy_kind,
        lead,
        link_basis,
        link_claims,
        link_end,
        link_start,
        own_link_claims,
        resolution,
        responsible,
        source_a,
        source_b,
        value_a,
        value_b,
    )
}
