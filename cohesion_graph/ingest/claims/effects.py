"""What the readings of common doubts change: told as data where the doubt is made, carried out when one is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cohesion_graph.ingest.who.names import kind_of_body
from cohesion_graph.model.changes import Added, Change, Reading, Registered, Restated, Withdrawn, Withheld
from cohesion_graph.model.claims import Claim, Responsibility
from cohesion_graph.model.evidence import Span
from cohesion_graph.model.timing import Deadline

__all__ = ["confirmed", "dated_otherwise", "given_to", "in_role", "of_person", "of_two", "withdrawn", "withheld"]


def confirmed(words: str, claims: Iterable[str]) -> Reading:
    """A reading under which claims hold as they were made."""
    return Reading(words=words, effect=tuple(Restated(claim=claim) for claim in claims))


def withdrawn(words: str, claims: Iterable[str]) -> Reading:
    """A reading under which claims do not hold."""
    return Reading(words=words, effect=tuple(Withdrawn(goes=claim) for claim in claims))


def given_to(claims: Sequence[Claim], ref: str, milestones: Sequence[str], whole: str, each: str) -> list[Reading]:
    """The two readings of a cell beside several milestones: for the action as a whole, or each for all of them.

    Args:
        claims: What the cell was claimed to say, of the action or of its milestones.
        ref: The action.
        milestones: The milestones of the row.
        whole: The first reading in words.
        each: The second.
    """
    of_action = [claim for claim in claims if claim.item == ref]
    if of_action:
        spread = tuple(Restated(claim=claim.id, items=tuple(milestones)) for claim in of_action)
        return [confirmed(whole, (claim.id for claim in of_action)), Reading(words=each, effect=spread)]
    first = [claim for claim in claims if claim.item == claims[0].item]
    rest = [claim for claim in claims if claim not in first]
    gathered = tuple(Restated(claim=claim.id, items=(ref,)) for claim in first)
    gone = tuple(Withdrawn(goes=claim.id) for claim in rest)
    return [Reading(words=whole, effect=(*gathered, *gone)), confirmed(each, (claim.id for claim in claims))]


def in_role(words: str, claims: Iterable[str], role: str) -> Reading:
    """A reading under which bodies have another role."""
    return Reading(words=words, effect=tuple(Restated(claim=claim, to={"role": role}) for claim in claims))


def of_two(words: str, claims: Iterable[Responsibility], two: Sequence[tuple[str, str]]) -> Reading:
    """A reading under which one name is those of two bodies: each claim is of the first, and one more of the second.

    Args:
        words: The reading.
        claims: The claims of the one name.
        two: Name and identifier of each of the two.
    """
    changes: list[Change] = [_registered(name, slug) for name, slug in two]
    (first, first_id), (second, second_id) = two
    for claim in claims:
        changes.append(Restated(claim=claim.id, to={"party": first_id, "party_as_printed": first}))
        changes.append(Added(comes=_like(claim, party=second_id, party_as_printed=second)))
    return Reading(words=words, effect=tuple(changes))


def of_person(words: str, claims: Iterable[Responsibility], officer: tuple[str, str]) -> Reading:
    """A reading under which a name is a person's: it is withheld, and an officer without a name takes its place."""
    name, slug = officer
    changes: list[Change] = [Registered(registers={"id": slug, "name": name, "kind": "placeholder"})]
    for claim in claims:
        changes.append(Restated(claim=claim.id, to={"party": slug, "party_as_printed": name, "officers_named": 1}))
        changes += withheld(words, claim.evidence, claim.source).effect
    return Reading(words=words, effect=tuple(changes))


def withheld(words: str, quoted: Iterable[Span], source: str) -> Reading:
    """A reading under which quoted words of a source are a person's name."""
    places = ({"withhold": {"start": one.start, "end": one.end}, "source": source} for one in quoted)
    return Reading(words=words, effect=tuple(map(Withheld.model_validate, places)))


def dated_otherwise(words: str, claim: str, deadline: Deadline, other: str) -> Reading:
    """A reading under which a deadline has another date; in words alone where that is no date."""
    try:
        fields = {**deadline.model_dump(mode="json", exclude_none=True), "date": other}
        changed = Deadline.model_validate(fields).model_dump(mode="json", exclude_none=True)
    except ValueError:
        return Reading(words=words)
    return Reading(words=words, effect=(Restated(claim=claim, to={"deadline": changed}),))


def _registered(name: str, slug: str) -> Registered:
    return Registered(registers={"id": slug, "name": name, "kind": kind_of_body(name).value})


def _like(claim: Responsibility, **fields: Any) -> dict[str, Any]:
    kept = claim.model_dump(mode="json", include={"item", "source", "role", "evidence"})
    return {**kept, **fields}
