"""A person's judgements, kept apart from what the sources say."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cohesion_graph.model.changes import Change
from cohesion_graph.model.claims import Dependency
from cohesion_graph.model.codes import Rank, Resolution
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.model.ids import ActionRef, ItemId, Slug
from cohesion_graph.model.record import Record

__all__ = ["Correction", "Editorial", "Ranking", "Referral", "Ruling", "Sameness", "SampledRow", "Settlement"]


class Judgement(Record):
    """Base of a person's judgements: why, and in which role it was made."""

    reason: Annotated[str, Field(min_length=1)]
    by: Annotated[str, Field(min_length=1)]
    """The role of the person who judged ("dataset editor"), never a name."""


class Sameness(Judgement):
    """That differently worded claims are about one item."""

    item: ItemId
    claims: Annotated[tuple[str, ...], Field(min_length=2)]
    """The wording claims held to be about the item."""


class Ruling(Judgement):
    """What was decided about a discrepancy."""

    discrepancy: str
    resolution: Resolution


class Ranking(Judgement):
    """Which of several claims a one-line table shows."""

    claim: str
    rank: Rank


class Dated(Judgement):
    """A judgement that may say on which day it was made."""

    on: dt.date | None = None


class Settlement(Dated):
    """Which reading of a doubt holds: one of its own, or a value of the person's.

    What a reading changes stands with the reading; `effect` is what the person's own value changes.
    """

    doubt: str
    reading: str = ""
    """The reading in the doubt's words; empty where `value` is the person's own."""
    value: str = ""
    effect: tuple[Change, ...] = ()

    @property
    def holds(self) -> str:
        """What holds, in words."""
        return self.reading or self.value


class Referral(Dated):
    """Somebody else is to be asked about a doubt; it stays open."""

    doubt: str
    ask: Annotated[str, Field(min_length=1)]
    """The body to be asked, by its name or in words."""


class Correction(Dated):
    """A correction of what was read where no doubt had been raised, with the words it rests on."""

    source: Slug
    item: ItemId | None = None
    what: Annotated[str, Field(min_length=1)]
    """What is corrected, in words."""
    effect: tuple[Change, ...] = ()
    evidence: tuple[Quotation, ...] = ()


class SampledRow(Record):
    """A row that was drawn (`sample.draw`) and held against the document: whether all of it was read right."""

    action: ActionRef
    found: Literal["right", "wrong"]
    note: str = ""
    by: Annotated[str, Field(min_length=1)]
    on: dt.date | None = None

    @property
    def is_right(self) -> bool:
        """Whether all that was read of it is what the document says."""
        return self.found == "right"


class Editorial(Record):
    """All judgements of a dataset. `links` are dependencies a person concluded; they quote their source too."""

    same_items: tuple[Sameness, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    links: tuple[Dependency, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    referrals: tuple[Referral, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sample: tuple[SampledRow, ...] = ()
