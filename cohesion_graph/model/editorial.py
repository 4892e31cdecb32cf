"""A person's judgements, kept apart from what the sources say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cohesion_graph.model.claims import Dependency
from cohesion_graph.model.codes import Rank, Resolution
from cohesion_graph.model.ids import ItemId
from cohesion_graph.model.record import Record

__all__ = ["Editorial", "Ranking", "Ruling", "Sameness"]


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


class Editorial(Record):
    """All judgements of a dataset. `links` are dependencies a person concluded; they quote their source too."""

    same_items: tuple[Sameness, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    links: tuple[Dependency, ...] = ()
