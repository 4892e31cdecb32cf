"""Corrections of what was read where no doubt had been raised: what each line of the desk changes."""

from __future__ import annotations

from typing import Any

from cohesion_graph.model.changes import Added, Change, Described, Merged, Restated, Withdrawn, Withheld
from cohesion_graph.model.claims import Dependency, Responsibility, Timing, Wording
from cohesion_graph.model.codes import BodyKind, PresentedAs, Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Correction
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.model.ids import action_of, is_milestone, mint_slug
from cohesion_graph.review.decisions import Decision, Kind
from cohesion_graph.review.values import Refusal, body_of, deadline_of, known_as, role_of

__all__ = ["correction_of"]


def correction_of(dataset: Dataset, one: Decision, judged: dict[str, Any]) -> Correction:
    """The correction that a decision makes, with what it changes and the words it rests on.

    Args:
        dataset: As it was read.
        one: Not about a doubt.
        judged: Reason, role and day.

    Raises:
        Refusal: it names what is not there, or its value is not of the right kind.
    """
    made = {
        Kind.TITLE: _title,
        Kind.WHO: _who,
        Kind.WHEN: _when,
        Kind.REFERENCE: _reference,
        Kind.NOT_AN_ITEM: _not_an_item,
        Kind.MISSING: _missing,
        Kind.BODY: _body,
        Kind.NAME: _name,
    }[Kind(one.kind)](dataset, one)
    return Correction(**judged, **made)


def _title(dataset: Dataset, one: Decision) -> dict[str, Any]:
    item = _item(dataset, one.doubt)
    wordings = dataset.claims_about(item, Wording)
    if not one.value:
        raise Refusal("no text", "the words of the item", "Write them, or say that it is not an item.")
    first = wordings[0]
    change = Restated(claim=first.id, to={"text": one.value})
    return _made(first.source, item, f"The words of {item}: {one.value}", (change,), first.evidence)


def _who(dataset: Dataset, one: Decision) -> dict[str, Any]:
    """A responsibility by its claim: another body (value), another role (reading), or none; or a new one of an item."""
    role = role_of(one.reading)
    if one.reading and role is None and one.reading != "nobody":
        raise Refusal(f"{one.reading!r} is no role", ", ".join((*Role, "nobody")), "Write one of these words.")
    party, changes = body_of(dataset, one.value) if one.value else ("", ())
    claim = dataset.claims.get(one.doubt)
    if isinstance(claim, Responsibility):
        if one.reading == "nobody":
            change: Change = Withdrawn(goes=claim.id)
            what = f"{claim.party_as_printed} has no role in {claim.item}"
            return _made(claim.source, claim.item, what, (change,), claim.evidence)
        to = {**({"party": party} if party else {}), **({"role": role.value} if role else {})}
        what = f"Who in {claim.item}: {one.value or claim.party_as_printed}{f' {role.label} it' if role else ''}"
        return _made(claim.source, claim.item, what, (*changes, Restated(claim=claim.id, to=to)), claim.evidence)
    item = _item(dataset, one.doubt)
    if not party:
        raise Refusal("no body", "the name of a body", "Write it in the column value.")
    words = dataset.claims_about(item, Wording)[0]
    fields = {
        "item": item,
        "source": words.source,
        "party": party,
        "party_as_printed": one.value,
        "role": (role or Role.RESPONSIBLE).value,
        "evidence": [quotation.model_dump() for quotation in words.evidence],
    }
    what = f"Who in {item}: {one.value} {(role or Role.RESPONSIBLE).label} it"
    return _made(words.source, item, what, (*changes, Added(comes=fields)), words.evidence)


def _when(dataset: Dataset, one: Decision) -> dict[str, Any]:
    """A deadline by its claim: another one (value), or none (reading ``none``); or a new one of an item."""
    claim = dataset.claims.get(one.doubt)
    if isinstance(claim, Timing):
        if one.reading == "none":
            return _made(
                claim.source, claim.item, f"No deadline of {claim.item}", (Withdrawn(goes=claim.id),), claim.evidence
            )
        change: Change = Restated(claim=claim.id, to={"deadline": deadline_of(one.value), "stated": one.value})
        return _made(claim.source, claim.item, f"By when {claim.item}: {one.value}", (change,), claim.evidence)
    item = _item(dataset, one.doubt)
    words = dataset.claims_about(item, Wording)[0]
    evidence = [quotation.model_dump() for quotation in words.evidence]
    fields = {"item": item, "source": words.source, "stated": one.value, "deadline": deadline_of(one.value)}
    change = Added(comes={**fields, "evidence": evidence})
    return _made(words.source, item, f"By when {item}: {one.value}", (change,), words.evidence)


def _reference(dataset: Dataset, one: Decision) -> dict[str, Any]:
    item = _item(dataset, one.doubt)
    words = dataset.claims_about(item, Wording)[0]
    change = Merged(thing=f"item/{item}", into=one.value)
    return _made(words.source, None, f"The reference of {item}: {one.value}", (change,), words.evidence)


def _not_an_item(dataset: Dataset, one: Decision) -> dict[str, Any]:
    item = _item(dataset, one.doubt)
    gone = [other for other in dataset.items if other == item or action_of(other) == item]
    wordings = [claim for other in gone for claim in dataset.claims_about(other, Wording)]
    kind = "milestone" if is_milestone(item) else "action"
    changes = tuple(Withdrawn(goes=claim.id) for claim in wordings)
    return _made(wordings[0].source, None, f"{item} is no {kind}", changes, wordings[0].evidence)


def _missing(dataset: Dataset, one: Decision) -> dict[str, Any]:
    """Words of a source (or of an action's source) that are an action or milestone: `reading` is its reference."""
    action = one.doubt if one.doubt in dataset.actions else ""
    source = dataset.claims_about(action, Wording)[0].source if action else one.doubt
    if source not in dataset.sources_by_id:
        raise Refusal(f"{one.doubt!r} is neither an action nor a source", "one of them", "Open the desk anew.")
    evidence = _marked(dataset, source, one)
    text = one.value or " ".join(evidence.exact.split())
    slug = mint_slug(text)
    if action:
        free = (
            name for name in (slug, *(f"{slug}-{n}" for n in range(2, 99))) if f"{action}/{name}" not in dataset.items
        )
        item, presented = f"{action}/{next(free)}", PresentedAs.MILESTONE
    else:
        item, presented = one.reading, PresentedAs.ACTION
        if not item or item in dataset.items:
            raise Refusal(f"the reference {item!r}", "one that no action has", "Write it in the column reading.")
    fields = {"item": item, "source": source, "text": text, "presented_as": presented.value}
    change = Added(comes={**fields, "evidence": [evidence.model_dump()]})
    return _made(source, None, f"{item} was not read: {text}", (change,), (evidence,))


def _body(dataset: Dataset, one: Decision) -> dict[str, Any]:
    """A body by its identifier: `reading` says what of it (name, kind, part of, same as), `value` what that is.

    ``instrument/IDENTIFIER`` is an instrument, which can be the same as another one.
    """
    if one.doubt.startswith("instrument/"):
        return _same_instrument(dataset, one)
    body = dataset.bodies.get(one.doubt)
    if body is None:
        raise Refusal(f"no body {one.doubt!r}", "a body of the register", "Open the desk anew.")
    thing = f"body/{body.id}"
    changes: tuple[Change, ...] = ()
    match one.reading:
        case "name" if one.value:
            change: Change = Described(thing=thing, to={"name": one.value})
        case "kind":
            known = {kind.value for kind in BodyKind} | {kind.label for kind in BodyKind}
            kind = next((kind for kind in BodyKind if one.value in {kind.value, kind.label}), None)
            if kind is None:
                raise Refusal(f"{one.value!r} is no kind of body", ", ".join(sorted(known)), "Write one of them.")
            change = Described(thing=thing, to={"kind": kind.value})
        case "part of" | "same as" if one.value:
            other, changes = body_of(dataset, one.value)
            if other == body.id:
                raise Refusal("the body itself", "another body", "Name another one.")
            to = {"part_of": other}
            change = Described(thing=thing, to=to) if one.reading == "part of" else Merged(thing=thing, into=other)
        case _:
            raise Refusal(f"{one.reading!r}", "name, kind, part of or same as, with a value", "Write one of them.")
    claim = next(
        (claim for claim in dataset.claims.values() if isinstance(claim, Responsibility) and claim.party == body.id),
        None,
    )
    source = claim.source if claim else dataset.sources[0].id
    what = f"{body.name}, {one.reading}: {one.value}"
    return _made(source, None, what, (*changes, change), claim.evidence if claim else ())


def _same_instrument(dataset: Dataset, one: Decision) -> dict[str, Any]:
    instrument = dataset.instruments.get(one.doubt.partition("/")[2])
    if instrument is None or one.reading != "same as":
        raise Refusal(f"{one.reading} of {one.doubt!r}", "an instrument that is the same as another", "Name both.")
    into = known_as(dataset.registry.instruments, one.value)
    if into is None or into.id == instrument.id:
        raise Refusal(f"{one.value!r}", "the name of another instrument of the register", "Choose one of them.")
    claims = (claim for claim in dataset.claims.values() if isinstance(claim, Dependency))
    claim = next((claim for claim in claims if claim.target == instrument.id), None)
    source = claim.source if claim else dataset.sources[0].id
    change = Merged(thing=f"instrument/{instrument.id}", into=into.id)
    what = f"{instrument.name}, same as: {one.value}"
    return _made(source, None, what, (change,), claim.evidence if claim else ())


def _name(dataset: Dataset, one: Decision) -> dict[str, Any]:
    if one.doubt not in dataset.sources_by_id:
        raise Refusal(f"no source {one.doubt!r}", "a source of the dataset", "Open the desk anew.")
    quotation = _marked(dataset, one.doubt, one)
    span = {"start": quotation.start, "end": quotation.end}
    change = Withheld.model_validate({"withhold": span, "source": one.doubt})
    return _made(one.doubt, None, f"A person's name at {one.words}", (change,), ())


def _marked(dataset: Dataset, source: str, one: Decision) -> Quotation:
    """The words that a person marked in a source."""
    start, end = one.span
    text = dataset.sources_by_id[source].text
    if not 0 <= start < end <= len(text):
        raise Refusal(f"the place {one.words}", f"a place in {source}", "Mark the words in the desk once more.")
    return Quotation(start=start, end=end, exact=text[start:end])


def _item(dataset: Dataset, name: str) -> str:
    if name not in dataset.items or not dataset.claims_about(name, Wording):
        raise Refusal(f"no item {name!r}", "an action or milestone that a document words", "Open the desk anew.")
    return name


def _made(
    source: str, item: str | None, what: str, effect: tuple[Change, ...], evidence: tuple[Quotation, ...]
) -> dict[str, Any]:
    return {"source": source, "item": item, "what": what, "effect": effect, "evidence": evidence}
