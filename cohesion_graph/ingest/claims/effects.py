"""What the readings of common doubts change: told as data where the doubt is made, carried out when one is chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from cohesion_graph.ingest.who.names import kind_of_body
from cohesion_graph.model.changes import (
    Added,
    Change,
    Described,
    Merged,
    Reading,
    Registered,
    Restated,
    Withdrawn,
    Withheld,
)
from cohesion_graph.model.claims import AnyClaim, Claim, Responsibility, Wording
from cohesion_graph.model.codes import Status
from cohesion_graph.model.evidence import Quotation, Span
from cohesion_graph.model.timing import Deadline

__all__ = [
    "as_one",
    "confirmed",
    "dated_otherwise",
    "given_to",
    "in_role",
    "of_person",
    "of_two",
    "reported",
    "respelt",
    "withdrawn",
    "withheld",
    "worded",
]


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


def as_one(text: str, wordings: Sequence[Wording], claims: Sequence[AnyClaim], quoted: Sequence[Quotation]) -> Reading:
    """A reading under which several milestones are one: their words are one text, and who and when hold of the first.

    Args:
        text: All their words.
        wordings: How they are worded, each one's.
        claims: What was claimed of them.
        quoted: Where their words stand.
    """
    first, *others = dict.fromkeys(one.item for one in wordings)
    changes: list[Change] = [Withdrawn(goes=one.id) for one in wordings]
    said: set[tuple[object, ...]] = set()
    for claim in claims:  # what was said of each is said once
        fields = claim.model_dump(exclude={"item", "n", "joint_with"}) if not isinstance(claim, Wording) else {}
        key = (type(claim), str(fields))
        changes += [Withdrawn(goes=claim.id)] if fields and key in said else []
        said.add(key)
    changes.append(worded(first, wordings[0], text, quoted))
    changes += [Merged(thing=f"item/{one}", into=first) for one in others]
    return Reading(words="one milestone", effect=tuple(changes))


def worded(item: str, like: Wording, text: str, quoted: Iterable[Quotation]) -> Added:
    """An item is worded so, as a part of the plan of the same sort."""
    fields = {"item": item, "source": like.source, "text": text, "presented_as": like.presented_as.value}
    return Added(comes={**fields, "evidence": [one.model_dump() for one in quoted]})


def reported(what: str, line: Wording, item: str, status: Status, day: dt.date | None) -> Reading:
    """A reading under which a line that was taken for a milestone reports on an item."""
    fields: dict[str, Any] = {"item": item, "source": line.source, "status": status.value}
    fields |= {"status_as_printed": line.text} if status is Status.OWN_TERMS else {}
    fields |= {"as_of": str(day)} if day else {}
    report = Added(comes={**fields, "evidence": [one.model_dump() for one in line.evidence]})
    return Reading(words=what, effect=(Withdrawn(goes=line.id), report))


def respelt(words: str, claims: Iterable[AnyClaim], old: str, new: str) -> Reading:
    """A reading under which words are spelt otherwise in all that was claimed on them, names of bodies included."""
    changes: list[Change] = []
    for claim in claims:
        fields = {name: value for name in _PRINTED if old in (value := str(getattr(claim, name, "")))}
        if fields:
            changes.append(Restated(claim=claim.id, to={name: told.replace(old, new) for name, told in fields.items()}))
        if isinstance(claim, Responsibility) and "party_as_printed" in fields:
            name = claim.party_as_printed.replace(old, new)
            changes.append(Described(thing=f"body/{claim.party}", to={"name": name}))
    return Reading(words=words, effect=tuple(changes))


_PRINTED = ("text", "party_as_printed", "stated")
"""Fields of claims that hold words as they are printed."""


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
