"""What a person's own words change, where none of a doubt's readings holds: a body, a role, a date, a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.what.instruments import kind_of_instrument
from cohesion_graph.ingest.when.deadlines import find_deadlines
from cohesion_graph.ingest.who.names import kind_of_body
from cohesion_graph.model.changes import Added, Change, Merged, Registered, Restated, Withdrawn
from cohesion_graph.model.claims import AnyClaim, Claim, Dependency, Doubt, Responsibility, Timing, Wording
from cohesion_graph.model.codes import BodyKind, DoubtKind, LinkType, Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone, mint_slug
from cohesion_graph.model.register import Body, Instrument
from cohesion_graph.model.timing import Deadline

__all__ = ["Refusal", "body_of", "deadline_of", "effect_of_value", "field_of", "known_as", "role_of", "touched"]

R = TypeVar("R", bound=Body | Instrument)

_KINDS: dict[DoubtKind, type[Claim]] = {
    DoubtKind.RESPONSIBILITY: Responsibility,
    DoubtKind.TIMING: Timing,
    DoubtKind.WORDING: Wording,
}
_FIELDS = {
    DoubtKind.RESPONSIBILITY: "body",
    DoubtKind.TIMING: "date",
    DoubtKind.REFERENCE: "reference",
    DoubtKind.LINK: "link",
}


class Refusal(ValueError):
    """Words that cannot be taken: what was found, what was expected, what to do."""

    def __init__(self, found: str, expected: str, cure: str) -> None:
        super().__init__(found, expected, cure)


def field_of(doubt: Doubt) -> str:
    """What a person writes where no reading holds: ``body``, ``date``, ``reference``, ``link`` or ``text``."""
    return _FIELDS.get(doubt.about, "text")


def touched(dataset: Dataset, doubt: Doubt) -> list[AnyClaim]:
    """The claims that a doubt is about: those its readings change, else those of its kind on its words."""
    named = [change.claim for one in doubt.alternatives for change in one.effect if isinstance(change, Restated)]
    claims = [dataset.claims[claim] for claim in dict.fromkeys(named) if claim in dataset.claims]
    kind = _KINDS.get(doubt.about)
    if claims or kind is None:
        return [claim for claim in claims if kind is None or isinstance(claim, kind)]
    spans = [(one.start, one.end) for one in doubt.evidence]
    reading = next(one for one in dataset.readings if one.source == doubt.source)
    return [
        claim
        for claim in reading.claims
        if isinstance(claim, kind)
        and any(one.start < end and start < one.end for one in claim.evidence for start, end in spans)
    ]


def effect_of_value(dataset: Dataset, doubt: Doubt, value: str) -> tuple[Change, ...]:
    """What a value changes; empty where it is in words alone, and only the doubt closes.

    Raises:
        Refusal: the value is not of the right kind.
    """
    claims = touched(dataset, doubt)
    match doubt.about:
        case DoubtKind.RESPONSIBILITY:
            return _who(dataset, doubt, claims, value)
        case DoubtKind.TIMING:
            return _when(doubt, claims, value)
        case DoubtKind.WORDING:
            return tuple(_worded(dataset, doubt, claims, value))
        case DoubtKind.LINK:
            return tuple(_links(dataset, doubt, value))
        case DoubtKind.REFERENCE if doubt.item:
            return _called(doubt.item, value)
        case _:
            return ()


def _worded(dataset: Dataset, doubt: Doubt, claims: list[AnyClaim], value: str) -> Iterator[Change]:
    if "|" in value and claims and all(is_milestone(one.item) for one in claims):
        yield from _parted(dataset, doubt, claims, value)
    elif len(claims) == 1:
        yield Restated(claim=claims[0].id, to={"text": value})


def _parted(dataset: Dataset, doubt: Doubt, claims: list[AnyClaim], value: str) -> Iterator[Change]:
    """Milestones with the borders that a person tells: "Report made | Report published".

    Those that were read are worded anew, in their order; further ones are new, and what is too many goes into the last.
    """
    first = claims[0]
    assert isinstance(first, Wording)
    parts = [part for one in value.split("|") if (part := one.strip())]
    if not parts:
        raise Refusal(f"{value!r} has no words", "milestones parted by |", "Write the words of each.")
    items = list(dict.fromkeys(one.item for one in claims))
    for claim in claims:
        yield Withdrawn(goes=claim.id)
    for number, text in enumerate(parts):
        if number == len(items):
            free = (f"{action_of(first.item)}/{slug}" for slug in _numbered(mint_slug(text) or "milestone"))
            items.append(next(one for one in free if one not in dataset.items and one not in items))
        fields = {"item": items[number], "text": text, "presented_as": first.presented_as.value}
        yield _added(doubt, **fields)
    for item in items[len(parts) :]:
        yield Merged(thing=f"item/{item}", into=items[len(parts) - 1])


def _when(doubt: Doubt, claims: list[AnyClaim], value: str) -> tuple[Change, ...]:
    deadline = deadline_of(value)
    if claims:
        return tuple(Restated(claim=one.id, to={"deadline": deadline, "stated": value}) for one in claims)
    return (_added(doubt, stated=value, deadline=deadline),) if doubt.item else ()


def _called(item: str, value: str) -> tuple[Change, ...]:
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9])?", value):
        raise Refusal(f"{value!r} is no reference", "letters and digits, such as EO6", "Write the reference.")
    return (Merged(thing=f"item/{item}", into=value),) if value != item else ()


def _who(dataset: Dataset, doubt: Doubt, claims: list[AnyClaim], value: str) -> tuple[Change, ...]:
    if (role := role_of(value)) is not None:
        return tuple(Restated(claim=one.id, to={"role": role.value}) for one in claims)
    party, changes = body_of(dataset, value)
    if len(claims) == 1:
        return (*changes, Restated(claim=claims[0].id, to={"party": party}))
    if not claims and doubt.item:
        return (*changes, _added(doubt, party=party, party_as_printed=value, role=Role.RESPONSIBLE.value))
    return ()  # which of several claims is meant is for the person to say, action by action


def _links(dataset: Dataset, doubt: Doubt, value: str) -> Iterator[Change]:
    """The links that words are to have: "uses the Health Plan; refers to schools"; the first in place of what was read.

    What is said before a name as the list of links calls it is how an item stands to it; without, it refers to it.
    """
    told = [_link(dataset, part) for part in re.split(r"\s*;\s*", value.strip(" ;"))]
    read = (change.claim for one in doubt.alternatives for change in one.effect if isinstance(change, Restated))
    claims = [dataset.claims[claim] for claim in dict.fromkeys(read) if claim in dataset.claims]
    for _, _, _, changes in told:
        yield from changes
    for claim in claims:
        how, target, kind, _ = told[0]
        yield Restated(claim=claim.id, to={"type": how.value, "target": target, "target_kind": kind})
    for item, quoted in _places(dataset, doubt):
        held = {(one.type, one.target) for one in dataset.claims_about(item, Dependency, doubt.source)}
        for how, target, kind, _ in told[1:] if claims else told:
            if (how, target) not in held and target != item:
                fields = {"item": item, "source": doubt.source, "type": how.value, "target": target}
                yield Added(comes={**fields, "target_kind": kind, "evidence": quoted})


def _link(dataset: Dataset, part: str) -> tuple[LinkType, str, str, tuple[Change, ...]]:
    """How, to what, of what kind, and what registers it where it is new."""
    called = sorted(((word, how) for how in LinkType for word in {how.value, how.label}), key=lambda one: -len(one[0]))
    found = ((word, how) for word, how in called if re.match(rf"(?i){re.escape(word)}\s", part))
    word, how = next(found, ("", LinkType.REFERS_TO))
    name = part[len(word) :].strip()
    if name in dataset.items:
        return how, name, "item", ()
    if instrument := known_as(dataset.registry.instruments, name):
        return how, instrument.id, "instrument", ()
    target, changes = body_of(dataset, name)
    if changes and kind_of_body(name) is BodyKind.NOT_STATED:
        registers = {"id": target, "name": name, "kind": kind_of_instrument(name).value}
        return how, target, "instrument", (Registered(registers=registers),)
    return how, target, "body", changes


def _places(dataset: Dataset, doubt: Doubt) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The items in whose words a doubt's stand, each with those words; a milestone before its action."""
    worded = [one for one in dataset.claims.values() if isinstance(one, Wording) and one.source == doubt.source]
    worded.sort(key=lambda one: not is_milestone(one.item))
    for quotation in doubt.evidence:
        holding = (
            one
            for one in worded
            if any(span.start <= quotation.start and quotation.end <= span.end for span in one.evidence)
        )
        if one := next(holding, None):
            yield one.item, [span.model_dump() for span in one.evidence]


def _added(doubt: Doubt, **fields: Any) -> Added:
    evidence = [one.model_dump() for one in doubt.evidence]
    return Added(comes={"item": doubt.item, "source": doubt.source, **fields, "evidence": evidence})


def role_of(value: str) -> Role | None:
    """The role that words name, by its code or its label; None where they name none."""
    folded = value.strip().casefold()
    return next((role for role in Role if folded in {role.value, role.label.casefold()}), None)


def known_as(registered: Iterable[R], name: str) -> R | None:
    """The first registered thing that has a name or an identifier, in any letter case; None where none has."""
    folded = " ".join(name.split()).casefold()
    for one in registered:
        if folded in {one.id, *(" ".join(own.split()).casefold() for own in one.names)}:
            return one
    return None


def body_of(dataset: Dataset, name: str) -> tuple[str, tuple[Change, ...]]:
    """The identifier of a body by any of its names, and the change that registers it where it is new.

    Raises:
        Refusal: the words name nothing.
    """
    if body := known_as(dataset.registry.bodies, name):
        return body.id, ()
    slug = mint_slug(name)
    if not slug:
        raise Refusal(f"{name!r} names no body", "the name of a body", "Write its name.")
    taken = {*dataset.bodies, *dataset.instruments}
    free = next(one for one in _numbered(slug) if one not in taken)
    return free, (Registered(registers={"id": free, "name": name.strip(), "kind": kind_of_body(name).value}),)


def _numbered(slug: str) -> Iterable[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in range(2, 10_000))


def deadline_of(value: str) -> dict[str, Any]:
    """The deadline that words state, as people write dates: "31 March 2026", "by spring 2026", "ongoing".

    Raises:
        Refusal: they state none, or several.
    """
    try:  # as the files have it: 2026-03, 2026/27-Q2
        return Deadline.model_validate({"kind": "fixed", "date": value.strip()}).model_dump(
            mode="json", exclude_none=True
        )
    except ValueError:
        pass
    found = [one for one in find_deadlines(Words.of(value, 0)) if not one.is_unread]
    if len(found) != 1 or (found[0].aligned_name is not None and not found[0].deadline.date):
        told = f"{len(found)} dates in {value!r}" if len(found) > 1 else f"no date in {value!r}"
        raise Refusal(told, "one date, such as 31 March 2026, 2026/27 or ongoing", "Write it as a document would.")
    return found[0].deadline.model_dump(mode="json", exclude_none=True)
