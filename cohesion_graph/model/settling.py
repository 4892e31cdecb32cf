"""The dataset as a person settled it: what settlements and corrections change, carried out in one place.

The files of a dataset keep what was read. `derive` works on what this makes of it, so that every table, answer, picture
and page shows the settled claims, on a basis of their own (`Basis.SETTLED`), with the words they rest on. The order of
judgements does not matter: first claims are restated, then given to other items, then withdrawn and added, and only
then things are registered, described and merged.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from cohesion_graph.model.changes import Change, Shown, Withheld
from cohesion_graph.model.claims import Doubt
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Correction, Settlement
from cohesion_graph.model.evidence import Mask, Source

__all__ = ["InForce", "Unsettleable", "effect_of", "first_fault", "in_force", "masked", "settled"]


class Unsettleable(ValueError):
    """A judgement that cannot be carried out; its text says why."""

    def __init__(self, place: tuple[str, int], found: str) -> None:
        super().__init__(found)
        self.place = place
        """The list of the editorial file that holds it (``settlements``, ``corrections``), and its place there."""


@dataclass(frozen=True, slots=True)
class InForce:
    """One judgement with what it changes."""

    place: tuple[str, int]
    judgement: Settlement | Correction
    changes: tuple[Change, ...]

    @property
    def note(self) -> str:
        """What a claim that it changed says of it."""
        told = self.judgement.holds if isinstance(self.judgement, Settlement) else self.judgement.what
        kind = "Settled" if isinstance(self.judgement, Settlement) else "Corrected"
        return f"{kind} by the {self.judgement.by}: {told.rstrip('.')}. {self.judgement.reason}"


def effect_of(settlement: Settlement, doubt: Doubt | None) -> tuple[Change, ...]:
    """What a settlement changes: what the reading does, or what the person's own value does."""
    chosen = () if doubt is None else [one for one in doubt.alternatives if one.words == settlement.reading]
    return (*(chosen[0].effect if settlement.reading and chosen else ()), *settlement.effect)


def in_force(dataset: Dataset) -> list[InForce]:
    """Every settlement and correction with what it changes, in the order of the file."""
    editorial = dataset.editorial
    found = [
        InForce(("settlements", place), one, effect_of(one, dataset.doubts.get(one.doubt)))
        for place, one in enumerate(editorial.settlements)
    ]
    found += [InForce(("corrections", place), one, one.effect) for place, one in enumerate(editorial.corrections)]
    return found


def masked(dataset: Dataset) -> Dataset:
    """The dataset with the masks that settlements add and take away; the very same where none does."""
    changes = [change for one in in_force(dataset) for change in one.changes]
    hidden = [(one.source, one.withhold) for one in changes if isinstance(one, Withheld)]
    shown = [(one.source, one.show) for one in changes if isinstance(one, Shown)]
    if not hidden and not shown:
        return dataset

    def changed(source: Source) -> Source:
        spans = {(one.start, one.end) for one in source.masks}
        spans -= {(one.start, one.end) for own, one in shown if own == source.id}
        spans |= {(one.start, one.end) for own, one in hidden if own == source.id}
        masks = tuple(Mask(start=start, end=end) for start, end in sorted(spans))
        return source.model_copy(update={"masks": masks})

    return dataset.model_copy(update={"sources": tuple(map(changed, dataset.sources))})


def settled(dataset: Dataset) -> Dataset:
    """The dataset with its settlements and corrections carried out; settled once more it stays the same.

    Judgements stay in it, so that every output can tell what was settled and why; what readings would change is left
    out, as it has been done or set aside.

    Raises:
        Unsettleable: a judgement changes what is not there, two of them change one claim in different ways, or what
            comes out does not fit together.
    """
    from cohesion_graph.model.carrying_out import CarryingOut

    found = in_force(dataset)
    bare = _without_effects(dataset)
    if not any(one.changes for one in found):
        return bare
    return CarryingOut(masked(bare)).settle(found)


def _without_effects(dataset: Dataset) -> Dataset:
    """The dataset with readings in words alone."""
    editorial = dataset.editorial
    if not (
        any(reading.effect for doubt in dataset.doubts.values() for reading in doubt.alternatives)
        or any(one.effect for one in editorial.settlements)
        or any(one.effect for one in editorial.corrections)
    ):
        return dataset

    def plain(doubt: Doubt) -> Doubt:
        words = tuple(one.model_copy(update={"effect": ()}) for one in doubt.alternatives)
        return doubt.model_copy(update={"alternatives": words})

    readings = tuple(
        reading.model_copy(update={"doubts": tuple(map(plain, reading.doubts))}) for reading in dataset.readings
    )
    told = {
        "settlements": tuple(one.model_copy(update={"effect": ()}) for one in editorial.settlements),
        "corrections": tuple(one.model_copy(update={"effect": ()}) for one in editorial.corrections),
    }
    return dataset.model_copy(update={"readings": readings, "editorial": editorial.model_copy(update=told)})


def first_fault(error: Exception) -> str:
    """The first thing that a validation found, in one line."""
    if isinstance(error, ValidationError):
        one = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in one["loc"])
        return f"{where}: {one['msg']}" if where else str(one["msg"])
    return str(error)
