"""What a person settled and corrected, after a new edition: kept while its words are there, else a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cohesion_graph.editions.places import Places, first_line
from cohesion_graph.editions.report import Report
from cohesion_graph.model.changes import Added, Change, Reading, Restated, Shown, Withdrawn, Withheld
from cohesion_graph.model.claims import Doubt
from cohesion_graph.model.codes import DoubtKind
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.editorial import Correction, Settlement
from cohesion_graph.model.evidence import Quotation, Span
from cohesion_graph.model.ids import action_of
from cohesion_graph.model.settling import Unsettleable, settled

__all__ = ["carried_out", "with_settlements"]


def with_settlements(mine: Dataset, joined: Dataset, places: Mapping[str, Places], report: Report) -> Dataset:
    """The joined dataset with the settlements and corrections whose words still stand.

    What no longer holds comes up as a doubt, with what had been settled as its first reading, and is reported.

    Args:
        mine: The corrected dataset.
        joined: The new edition with the corrections, unchecked, without settlements.
        places: Where words went, by source.
        report: Told what could not be kept.
    """
    work = _Standing(mine, places, {one.id for reading in joined.readings for one in reading.claims})
    readings = [work.with_effects(reading) for reading in joined.readings]
    doubts = {doubt.id: doubt for reading in readings for doubt in reading.doubts}
    editorial = mine.editorial
    settlements, lost = work.sorted_out(editorial.settlements, lambda one: work.settlement(one, doubts))
    corrections, gone = work.sorted_out(editorial.corrections, work.correction)
    lost += gone
    is_same = [one.text for one in mine.sources] == [one.text for one in joined.sources]
    left = joined.editorial.model_copy(
        update={
            "settlements": tuple(settlements),
            "corrections": tuple(corrections),
            "referrals": tuple(one for one in editorial.referrals if one.doubt in doubts),
            # it was about the reading of the edition before; the same documents are the same edition
            "sample": editorial.sample if is_same else (),
        }
    )
    dataset, undone = carried_out(joined.model_copy(update={"readings": tuple(readings), "editorial": left}))
    lost += undone
    if editorial.sample and not is_same:
        report.conflicts.append("your sample was drawn from the edition before: draw one of this edition.")
    if count := len(dataset.editorial.settlements) + len(dataset.editorial.corrections):
        report.kept["the settlements"] += count
    for one in lost:
        report.conflicts.append(f"what you settled is a question again: {_told(one)}")
    asked = tuple(_asked(reading, dataset, mine, lost) for reading in readings)
    return dataset.model_copy(update={"readings": asked})


def carried_out(dataset: Dataset) -> tuple[Dataset, list[Settlement | Correction]]:
    """The dataset without the judgements that cannot be carried out in it, and these."""
    lost: list[Settlement | Correction] = []
    while True:
        try:
            settled(dataset)
        except Unsettleable as error:
            name, place = error.place
            judged = list(getattr(dataset.editorial, name))
            lost.append(judged.pop(place))
            editorial = dataset.editorial.model_copy(update={name: tuple(judged)})
            dataset = dataset.model_copy(update={"editorial": editorial})
        else:
            return dataset, lost


@dataclass
class _Standing:
    """Tells what of a judgement still stands."""

    mine: Dataset
    places: Mapping[str, Places]
    claims: set[str]

    def sorted_out(self, judged: Iterable[Any], standing: Callable[[Any], Any]) -> tuple[list[Any], list[Any]]:
        """Those that stand, with their words where they are now, and those that do not."""
        kept: list[Any] = []
        lost: list[Any] = []
        for one in judged:
            now = standing(one)
            (kept if now is not None else lost).append(now if now is not None else one)
        return kept, lost

    def settlement(self, one: Settlement, doubts: Mapping[str, Doubt]) -> Settlement | None:
        doubt = doubts.get(one.doubt)
        if doubt is None or (one.reading and one.reading not in doubt.readings):
            return None
        before = self.mine.doubts[one.doubt]
        had = next((len(reading.effect) for reading in before.alternatives if reading.words == one.reading), 0)
        has = next((len(reading.effect) for reading in doubt.alternatives if reading.words == one.reading), 0)
        effect = self.effect(one.effect)
        return None if effect is None or has != had else one.model_copy(update={"effect": effect})

    def correction(self, one: Correction) -> Correction | None:
        effect = self.effect(one.effect)
        evidence = self._moved(one.source, one.evidence) if one.evidence else ()
        return (
            None
            if effect is None or evidence is None
            else one.model_copy(update={"effect": effect, "evidence": evidence})
        )

    def with_effects(self, reading: SourceClaims) -> SourceClaims:
        """A reading whose doubts change only what is there; what a reading of one cannot do any more is left out."""

        def kept(doubt: Doubt) -> Doubt:
            is_own = doubt.id in self.mine.doubts
            told = tuple(
                Reading(words=one.words, effect=self.effect(one.effect, is_moved=not is_own) or ())
                for one in doubt.alternatives
            )
            return doubt.model_copy(update={"alternatives": told})

        return reading.model_copy(update={"doubts": tuple(map(kept, reading.doubts))})

    def effect(self, changes: Iterable[Change], *, is_moved: bool = False) -> tuple[Change, ...] | None:
        """The changes with their words where they are now; None if one of them is about what is gone."""
        now: list[Change] = []
        for change in changes:
            match change:
                case Restated(claim=claim) | Withdrawn(goes=claim) if claim not in self.claims:
                    return None
                case Added(comes=fields) if not is_moved:
                    quoted = tuple(Quotation.model_validate(one) for one in fields["evidence"])
                    moved = self._moved(str(fields["source"]), quoted)
                    if moved is None:
                        return None
                    evidence = [one.model_dump() for one in moved]
                    now.append(Added(comes={**fields, "evidence": evidence}))
                case Withheld(withhold=span) | Shown(show=span) if not is_moved:
                    quoted = (Quotation(start=span.start, end=span.end, exact=" "),)
                    moved = self._moved(change.source, quoted)
                    if moved is None:
                        return None
                    place = Span(start=moved[0].start, end=moved[0].end)
                    name = "withhold" if isinstance(change, Withheld) else "show"
                    now.append(change.model_copy(update={name: place}))
                case _:
                    now.append(change)
        return tuple(now)

    def _moved(self, source: str, evidence: tuple[Quotation, ...]) -> tuple[Quotation, ...] | None:
        return self.places[source].moved(evidence, None) if source in self.places else None


def _told(one: Settlement | Correction) -> str:
    return f"{one.holds!r} ({one.doubt})" if isinstance(one, Settlement) else one.what


def _asked(
    reading: SourceClaims, dataset: Dataset, mine: Dataset, lost: Iterable[Settlement | Correction]
) -> SourceClaims:
    """The reading with a doubt for each of its judgements that does not stand any more."""
    first = first_line(dataset.sources_by_id[reading.source].text)
    doubts = list(reading.doubts)
    for one in lost:
        before = mine.doubts[one.doubt] if isinstance(one, Settlement) else None
        if (before.source if before else one.source) != reading.source:  # type: ignore[union-attr]
            continue
        item = before.item if before else one.item  # type: ignore[union-attr]
        left = next((kept for kept in (item, action_of(item or "")) if kept and kept in dataset.items), None)
        what = f"This was settled for an earlier edition, whose words have changed: {_told(one)}."
        holds = one.holds if isinstance(one, Settlement) else one.what
        other = [words for words in (before.readings if before else ()) if words != holds]
        doubts.append(
            Doubt(
                source=reading.source,
                n=max([0, *(doubt.n for doubt in doubts)]) + 1,
                item=left,
                about=before.about if before else DoubtKind.WORDING,
                what=f"{what} {before.what}" if before else what,
                alternatives=tuple(Reading(words=words) for words in (holds, *other)),
                evidence=(first,),
            )
        )
    return reading.model_copy(update={"doubts": tuple(doubts)})
