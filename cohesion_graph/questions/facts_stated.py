"""What claims, doubts and the register say: the facts that the dataset itself holds.

Each takes the records (`records.Records`) and gives a mapping from addresses to what is known of the thing there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from cohesion_graph.model.codes import BodyKind

if TYPE_CHECKING:
    from cohesion_graph.model.claims import AnyClaim, Doubt
    from cohesion_graph.questions.records import Fact, Records

__all__ = ["FACTS"]


def _of_statements(records: Records, value: Callable[[AnyClaim | Doubt, int], Fact]) -> Mapping[str, Fact]:
    return {address: value(told, number) for address, told, number in (*records.claims, *records.doubts)}


def words(records: Records) -> Mapping[str, Fact]:
    """The quoted words of claims and doubts, in reading order."""
    return _of_statements(records, lambda told, _: told.quote)


def order_claim(records: Records) -> Mapping[str, Fact]:
    """The place of claims and doubts in what was read from their source."""
    return _of_statements(records, lambda _, number: number)


def source(records: Records) -> Mapping[str, Fact]:
    """The address of the source of claims and doubts."""
    addresses = {source.id: records.addresses.source(source.id) for source in records.dataset.sources}
    return _of_statements(records, lambda told, _: addresses[told.source])


def order_source(records: Records) -> Mapping[str, Fact]:
    """The place of the source of claims and doubts."""
    places = {source.id: place for place, source in enumerate(records.dataset.sources, 1)}
    return _of_statements(records, lambda told, _: places[told.source])


def order_action(records: Records) -> Mapping[str, Fact]:
    """The place of actions, of the action of milestones, and of the action that claims are about."""
    items = records.dataset.items
    return _of_items_and_claims(records, lambda item: items[items[item].action].order)


def order_item(records: Records) -> Mapping[str, Fact]:
    """The place of milestones within their action, 0 for actions; and of the item that claims are about."""
    items = records.dataset.items
    return _of_items_and_claims(records, lambda item: items[item].order if items[item].is_milestone else 0)


def _of_items_and_claims(records: Records, place: Callable[[str], int]) -> Mapping[str, Fact]:
    by_item = {item: place(item) for item in records.items}
    found: dict[str, Fact] = {address: by_item[item] for item, address in records.items.items()}
    found.update((address, by_item[claim.item]) for address, claim, _ in records.claims)
    return found


def label(records: Records) -> Mapping[str, Fact]:
    """What items, bodies and instruments are called."""
    return dict(_labels(records))


def _labels(records: Records) -> Iterator[tuple[str, Fact]]:
    yield from ((address, records.dataset.title_of(item)) for item, address in records.items.items())
    yield from ((records.addresses.organisation(one.id), one.name) for one in records.dataset.registry.bodies)
    yield from ((records.addresses.instrument(one.id), one.name) for one in records.dataset.registry.instruments)


def body_kind(records: Records) -> Mapping[str, Fact]:
    """The code of each body's kind."""
    return {records.addresses.organisation(one.id): one.kind.value for one in records.dataset.registry.bodies}


def basis(records: Records) -> Mapping[str, Fact]:
    """The code of what each claim rests on."""
    return {address: claim.basis.value for address, claim, _ in records.claims}


def item(records: Records) -> Mapping[str, Fact]:
    """The address of the item that each claim is about, and of that which a doubt is about, if any."""
    items = records.items
    return _of_statements(records, lambda told, _: items[told.item] if told.item else None)


def milestones(records: Records) -> Mapping[str, Fact]:
    """Of the plan: the addresses of its milestones."""
    return {records.addresses.plan: tuple(records.fact("milestone_of"))}


def milestone_of(records: Records) -> Mapping[str, Fact]:
    """The address of the action of each milestone."""
    items = records.dataset.items
    return {
        address: records.items[items[item].action]
        for item, address in records.items.items()
        if items[item].is_milestone
    }


def wording(records: Records) -> Mapping[str, Fact]:
    """The words of an item, of each claim that says them."""
    return {address: claim.text for address, claim in records.worded}


def wordings(records: Records) -> Mapping[str, Fact]:
    """The addresses of the claims that say what an item's words are."""
    found: dict[str, list[str]] = {}
    for address, claim in records.worded:
        found.setdefault(records.items[claim.item], []).append(address)
    return {address: tuple(claims) for address, claims in found.items()}


def repeated_wordings(records: Records) -> Mapping[str, Fact]:
    """Of the plan: the claims about wording whose words another item has too."""
    items: dict[str, set[str]] = {}
    for _, claim in records.worded:
        items.setdefault(claim.text, set()).add(claim.item)
    return {records.addresses.plan: tuple(address for address, claim in records.worded if len(items[claim.text]) > 1)}


def party(records: Records) -> Mapping[str, Fact]:
    """The address of the body of a responsibility."""
    organisation = records.addresses.organisation
    return {address: organisation(claim.party) for address, claim in records.responsibilities}


def role(records: Records) -> Mapping[str, Fact]:
    """The code of the role of a responsibility."""
    return {address: claim.role.value for address, claim in records.responsibilities}


def as_printed(records: Records) -> Mapping[str, Fact]:
    """The body of a responsibility as its source prints it."""
    return {address: claim.party_as_printed for address, claim in records.responsibilities}


def joint_with(records: Records) -> Mapping[str, Fact]:
    """The addresses of the claims that a responsibility is held together with."""
    return {
        address: tuple(f"{address.rpartition('/')[0]}/{number}" for number in claim.joint_with)
        for address, claim in records.responsibilities
    }


def together_with(records: Records) -> Mapping[str, Fact]:
    """The bodies of those claims, as printed."""
    printed = records.fact("as_printed")
    return {
        address: tuple(str(printed[other]) for other in others)
        for address, others in records.fact("joint_with").items()
        if isinstance(others, tuple)
    }


def meeting_kind(records: Records) -> Mapping[str, Fact]:
    """As what items may meet in a thing that they name: instrument, group or item; in a placeholder they do not."""
    kinds = dict.fromkeys(records.items.values(), ("item",))
    kinds |= {records.addresses.instrument(one.id): ("instrument",) for one in records.dataset.registry.instruments}
    bodies = records.dataset.registry.bodies
    return kinds | {
        records.addresses.organisation(one.id): () if one.kind is BodyKind.PLACEHOLDER else ("group",) for one in bodies
    }


def stated(records: Records) -> Mapping[str, Fact]:
    """A deadline in the words of its source."""
    return records.of_timings(lambda claim: claim.stated)


def timing_kind(records: Records) -> Mapping[str, Fact]:
    """The code of a deadline's kind."""
    return records.of_timings(lambda claim: claim.deadline.kind.value)


def date(records: Records) -> Mapping[str, Fact]:
    """A deadline's date at its own precision."""
    return records.of_timings(lambda claim: _text(claim.deadline.date))


def starts(records: Records) -> Mapping[str, Fact]:
    """The date from which a deadline recurs or runs."""
    return records.of_timings(lambda claim: _text(claim.deadline.starts))


def latest(records: Records) -> Mapping[str, Fact]:
    """The last day that a deadline allows, as ISO date."""
    return records.of_timings(lambda claim: _text(claim.deadline.latest_date))


def interval(records: Records) -> Mapping[str, Fact]:
    """How often it comes round, or within what time."""
    return records.of_timings(lambda claim: _text(claim.deadline.every or claim.deadline.within))


def counted_from(records: Records) -> Mapping[str, Fact]:
    """What a deadline is counted from, in words."""
    return records.of_timings(lambda claim: claim.deadline.after)


def aligned_with(records: Records) -> Mapping[str, Fact]:
    """The instrument whose time a deadline follows, by name."""
    named = records.dataset.instruments
    return records.of_timings(
        lambda claim: named[claim.deadline.aligned_with].name if claim.deadline.aligned_with else None
    )


def what(records: Records) -> Mapping[str, Fact]:
    """The question of a doubt."""
    return {address: doubt.what for address, doubt, _ in records.doubts}


def doubt_kind(records: Records) -> Mapping[str, Fact]:
    """The code of what a doubt is about."""
    return {address: doubt.about.value for address, doubt, _ in records.doubts}


def doubt_state(records: Records) -> Mapping[str, Fact]:
    """The code of what has become of a doubt."""
    return {address: records.dataset.state_of(doubt.id).value for address, doubt, _ in records.doubts}


def settled_as(records: Records) -> Mapping[str, Fact]:
    """What holds of a settled doubt."""
    settlements = records.dataset.settlements
    return {address: settlements[doubt.id].holds for address, doubt, _ in records.doubts if doubt.id in settlements}


def number(records: Records) -> Mapping[str, Fact]:
    """The number of a doubt in its source, in digits."""
    return {address: str(doubt.n) for address, doubt, _ in records.doubts}


def alternatives(records: Records) -> Mapping[str, Fact]:
    """The readings of a doubt, each after its number."""
    return {
        address: tuple(f"{number} {reading}" for number, reading in enumerate(doubt.readings, 1))
        for address, doubt, _ in records.doubts
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


FACTS: dict[str, Callable[[Records], Mapping[str, Fact]]] = {
    fact.__name__: fact
    for fact in (
        aligned_with,
        alternatives,
        as_printed,
        basis,
        body_kind,
        counted_from,
        date,
        doubt_kind,
        doubt_state,
        interval,
        item,
        joint_with,
        label,
        latest,
        meeting_kind,
        milestone_of,
        milestones,
        number,
        order_action,
        order_claim,
        order_item,
        order_source,
        party,
        repeated_wordings,
        role,
        settled_as,
        source,
        starts,
        stated,
        timing_kind,
        together_with,
        what,
        wording,
        wordings,
        words,
    )
}
