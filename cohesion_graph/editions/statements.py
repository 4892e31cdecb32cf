"""When two claims say the same, rest on the same words, or are one statement that somebody changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cohesion_graph.editions.items import covered_key, paired
from cohesion_graph.model.claims import AnyClaim, Dependency, Doubt, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.codes import DoubtKind
from cohesion_graph.model.privacy import BLOCK

__all__ = [
    "ABOUT",
    "CALLED",
    "PARTS",
    "REMARKS",
    "corrections",
    "differ",
    "made_of",
    "quoted",
    "said",
    "spans",
    "stated_of",
]

PARTS: dict[type, tuple[tuple[str, ...], ...]] = {
    Wording: (("text", "ref_as_printed"), ("presented_as",)),
    Responsibility: (("party", "party_as_printed"), ("role",), ("officers_named",)),
    Timing: (("stated", "deadline"),),
    Dependency: (("type",), ("target", "target_kind")),
    StatusReport: (("status", "status_as_printed", "colour", "as_of", "reported_by"),),
}
"""What a claim says, in parts that a person and a document may change independently of each other."""

REMARKS = (("basis",), ("note",))

ABOUT: dict[type, DoubtKind] = {
    Wording: DoubtKind.WORDING,
    Responsibility: DoubtKind.RESPONSIBILITY,
    Timing: DoubtKind.TIMING,
    Dependency: DoubtKind.LINK,
    StatusReport: DoubtKind.STATUS,
}
CALLED: dict[type, str] = {
    Wording: "the wordings",
    Responsibility: "the responsibilities",
    Timing: "the deadlines",
    Dependency: "the links",
    StatusReport: "the reports of progress",
}


def spans(record: AnyClaim | Doubt) -> tuple[tuple[int, int], ...]:
    """Where the words stand that a claim or a doubt rests on."""
    return tuple((one.start, one.end) for one in record.evidence)


def said(claim: AnyClaim) -> tuple[Any, ...]:
    """What a claim says, whatever its words: equal for two claims that say the same."""
    match claim:
        case Wording():
            return (covered_key(claim.text), claim.presented_as)
        case Responsibility():
            return (claim.party, claim.role)
        case Timing():
            return (covered_key(claim.stated), claim.deadline)
        case Dependency():
            return (claim.type, claim.target)
        case StatusReport():
            return (claim.status, claim.as_of, claim.reported_by)


def stated_of(claim: AnyClaim) -> tuple[Any, ...]:
    """What two claims share that are one statement, changed: a body, a target; other kinds come one for an item."""
    match claim:
        case Responsibility():
            return (claim.party,)
        case Dependency():
            return (claim.target,)
        case _:
            return ()


def quoted(claim: AnyClaim | Doubt) -> str:
    """What is equal for two quotations of the same words."""
    return covered_key(claim.quote)


def _same(first: Any, second: Any) -> bool:
    """Whether two values are equal where neither is covered."""
    if isinstance(first, str) and isinstance(second, str) and BLOCK in first + second and len(first) == len(second):
        return all(a == b or BLOCK in {a, b} for a, b in zip(first, second, strict=True))
    return bool(first == second)


def differ(first: AnyClaim, second: AnyClaim, part: Sequence[str]) -> bool:
    """Whether two claims differ in a part of what they say."""
    return not all(_same(getattr(first, name), getattr(second, name)) for name in part)


def made_of(mine: Iterable[AnyClaim], base: Iterable[AnyClaim]) -> list[tuple[AnyClaim, AnyClaim]]:
    """Pairs of what the reader claimed and what a person made of it."""
    return paired(
        base,
        mine,
        [
            lambda claim: (said(claim), spans(claim)),
            lambda claim: (said(claim), quoted(claim)),
            spans,
            lambda claim: (said(claim),),
            quoted,
            lambda claim: claim.n,
        ],
    )


def corrections(mine: Iterable[AnyClaim], base: Iterable[AnyClaim]) -> list[AnyClaim]:
    """The claims that a person added or changed."""
    held = list(mine)
    read = {claim.n: before for before, claim in made_of(held, base)}
    return [
        claim
        for claim in held
        if claim.n not in read or any(differ(claim, read[claim.n], part) for part in PARTS[type(claim)])
    ]
