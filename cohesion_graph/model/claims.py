"""Claims: what one source says about one item, with the words it says it in.

A claim never merges sources and never settles anything. Two documents that name two leads are two claims.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from cohesion_graph.model.changes import Reading
from cohesion_graph.model.codes import Basis, Colour, DoubtKind, LinkType, PresentedAs, Role, Status
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.model.ids import ItemId, Slug
from cohesion_graph.model.record import Record
from cohesion_graph.model.timing import Deadline

__all__ = [
    "CLAIM_KINDS",
    "CLOSED",
    "AnyClaim",
    "Claim",
    "Dependency",
    "Doubt",
    "Responsibility",
    "StatusReport",
    "Timing",
    "Wording",
]


class Claim(Record):
    """Base of all claims: one item, one source, at least one quotation, one basis."""

    kind_name: ClassVar[str]
    """The word for this kind of claim in identifiers: ``responsibility``."""
    plural: ClassVar[str]
    """The word for a list of them in files: ``responsibilities``."""

    item: ItemId
    source: Slug
    n: Annotated[int, Field(ge=1)]
    """Its number among the claims of its kind, item and source; kept when others are removed."""
    evidence: Annotated[tuple[Quotation, ...], Field(min_length=1)]
    """The words it rests on, in reading order; several where a row is broken."""
    basis: Basis = Basis.STATED
    note: str = ""
    """What a reader should know about the reading."""

    @property
    def id(self) -> str:
        """The claim's identifier: ``CC1/claim/safer-stockton-extract/responsibility/2``."""
        return f"{self.item}/claim/{self.source}/{self.kind_name}/{self.n}"

    @property
    def quote(self) -> str:
        """The quoted words, several quotations joined by `` ... ``, exactly as stored (tabs and newlines kept)."""
        return " ... ".join(quotation.exact for quotation in self.evidence)


class Wording(Claim):
    """How a source words an item."""

    kind_name = "wording"
    plural = "wordings"

    text: Annotated[str, Field(min_length=1)]
    """The words in reading order, spacing and scanning damage repaired; the raw ones are the evidence."""
    presented_as: PresentedAs
    ref_as_printed: str = ""
    """The reference as printed beside an action, damage included (``E06``)."""


class Responsibility(Claim):
    """That a source gives an item to a body, in a role."""

    kind_name = "responsibility"
    plural = "responsibilities"

    party: Slug
    """The body's identifier in the register."""
    party_as_printed: Annotated[str, Field(min_length=1)]
    role: Role
    joint_with: tuple[int, ...] = ()
    """Numbers of the responsibilities (same item, same source) it is held jointly with; empty means side by side."""
    officers_named: Annotated[int, Field(ge=0)] = 0
    """How many officers the source names for the body here; their names are withheld."""


class Timing(Claim):
    """By when a source says an item is to be done."""

    kind_name = "timing"
    plural = "timings"

    stated: Annotated[str, Field(min_length=1)]
    """The deadline's words in reading order, scanning damage repaired."""
    deadline: Deadline


class Dependency(Claim):
    """That an item leans on, feeds, reports to or just names something (the mention is the weakest sort)."""

    kind_name = "dependency"
    plural = "dependencies"

    type: LinkType
    target: ItemId
    """Identifier of an instrument, body or item; `target_kind` says which."""
    target_kind: Literal["instrument", "body", "item"] = "instrument"


class StatusReport(Claim):
    """What somebody reported about an item's progress, as of a day where one is stated."""

    kind_name = "status-report"
    plural = "status_reports"

    status: Status
    """What the words say of how far the work is, in a closed list."""
    status_as_printed: str = ""
    """The value itself in the source's own terms: ``Red``, ``75%``, ``On track``; empty where it gives words alone."""
    colour: Colour | None = None
    """The colour that the source itself gives; never one that a rule would compute."""
    as_of: dt.date | None = None
    """The day the report tells of; None where the source does not say."""
    reported_by: str = ""
    """The reporter's role or body, never a person's name."""

    @property
    def words(self) -> str:
        """The status as it was reported, with its place in the closed list where that has another name for it.

        ``Red``, ``On track (in progress)``, ``complete``.
        """
        printed, label = self.status_as_printed, self.status.label
        if not printed or printed.casefold() == label:
            return printed or label
        return printed if self.status is Status.OWN_TERMS else f"{printed} ({label})"

    @property
    def said(self) -> str:
        """The status with its day: ``complete as of 2025-04-02``, or ``complete, day not stated``."""
        return f"{self.words}{f' as of {self.as_of}' if self.as_of else ', day not stated'}"

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to be done: reported complete, given up or replaced."""
        return self.status in CLOSED

    def is_made_by(self, day: dt.date | None) -> bool:
        """Whether the report counts on a day: it tells of that day, an earlier one or an unstated one.

        Without a day every report counts.
        """
        return day is None or self.as_of is None or self.as_of <= day


CLOSED = frozenset({Status.COMPLETE, Status.CANCELLED, Status.SUPERSEDED})
"""Statuses after which nothing more is to be done."""

CLAIM_KINDS = (Wording, Responsibility, Timing, Dependency, StatusReport)
"""Every kind of claim, in the order in which files and pages list them."""

_TOLD_BY: dict[str, type[Claim]] = {
    "presented_as": Wording,
    "party": Responsibility,
    "stated": Timing,
    "target": Dependency,
}


def _kind_told_by_fields(value: Any) -> str:
    """Which kind a claim is, told by a field that no other kind has; a status report is the remaining one."""
    if isinstance(value, Claim):
        return value.kind_name
    return next((kind.kind_name for field, kind in _TOLD_BY.items() if field in value), StatusReport.kind_name)


AnyClaim = Annotated[
    Annotated[Wording, Tag("wording")]
    | Annotated[Responsibility, Tag("responsibility")]
    | Annotated[Timing, Tag("timing")]
    | Annotated[Dependency, Tag("dependency")]
    | Annotated[StatusReport, Tag("status-report")],
    Discriminator(_kind_told_by_fields),
]
"""Any kind of claim; read back from plain data by the fields it has."""


class Doubt(Record):
    """Something the source does not settle: what, with the readings it allows."""

    source: Slug
    n: Annotated[int, Field(ge=1)]
    item: ItemId | None = None
    about: DoubtKind
    what: Annotated[str, Field(min_length=1)]
    """One sentence in plain words: what cannot be told."""
    alternatives: tuple[Reading, ...] = ()
    """The possible readings, the one the dataset shows first; each with what it changes, where the reader knows it."""
    evidence: Annotated[tuple[Quotation, ...], Field(min_length=1)]

    @property
    def id(self) -> str:
        """The doubt's identifier: ``borough-plan/doubt/4``."""
        return f"{self.source}/doubt/{self.n}"

    @property
    def readings(self) -> tuple[str, ...]:
        """The possible readings in words."""
        return tuple(reading.words for reading in self.alternatives)

    @property
    def quote(self) -> str:
        """The quoted words, several quotations joined by `` ... ``."""
        return " ... ".join(quotation.exact for quotation in self.evidence)
