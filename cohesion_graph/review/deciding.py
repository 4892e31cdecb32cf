"""Decisions into a dataset's judgements: all of them, or none and every reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.errors import DatasetProblems, NearMisses, Problem
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Correction, Editorial, Referral, SampledRow, Settlement
from cohesion_graph.model.neutral_ids import with_neutral_ids
from cohesion_graph.model.privacy import mask, spelt_in_ids, withhold_names
from cohesion_graph.model.settling import Unsettleable, settled
from cohesion_graph.persons import is_person, person_masks
from cohesion_graph.review.corrections import correction_of
from cohesion_graph.review.decisions import LEAVE_OPEN, NOT_MINE, UNDONE, Decision, Kind
from cohesion_graph.review.values import Refusal, effect_of_value

__all__ = ["Decided", "decided"]

NO_REASON = "No reason was given."


@dataclass(frozen=True, slots=True)
class Decided:
    """The dataset with the decisions, and each that changed something in a sentence."""

    dataset: Dataset
    changes: tuple[str, ...]


def decided(dataset: Dataset, decisions: Sequence[Decision], file: str = "decisions.csv") -> Decided:
    """The dataset with decisions among its judgements; those that stand there already change nothing.

    Args:
        dataset: As its files have it, names readable.
        decisions: In the order of their file: of two on one thing the later one holds, if one role made both.
        file: What problems call the file.

    Raises:
        DatasetProblems: unknown doubts or readings, values that are no such thing, decisions against those of another
            role (both are told); with line and cure. Nothing is changed then.
    """
    work = _Deciding(dataset, file)
    for one in decisions:
        work.take(one)
    return work.finished()


@dataclass
class _Deciding:
    """The judgements as they become."""

    dataset: Dataset
    file: str
    problems: list[Problem] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    near: NearMisses = field(default_factory=NearMisses)

    def __post_init__(self) -> None:
        editorial = self.dataset.editorial
        self.shown = withhold_names(self.dataset).doubts
        """The doubts as the desk shows them, names covered."""
        self.settlements = {one.doubt: one for one in editorial.settlements}
        self.referrals = {one.doubt: one for one in editorial.referrals}
        self.corrections = {subject_of(one): one for one in editorial.corrections}
        self.sample = {one.action: one for one in editorial.sample}

    def take(self, one: Decision) -> None:
        """Take a decision, or note why it cannot be taken."""
        if faults := list(self._names(one)):
            self.problems += faults
            return
        # what a person writes is published
        one = replace(one, value=mask(one.value, person_masks(one.value)), why=mask(one.why, person_masks(one.why)))
        try:
            match one.kind:
                case _ if one.is_undone:
                    self._undone(one)
                case Kind.DOUBT:
                    self._doubt(one)
                case Kind.SAMPLE:
                    self._sampled(one)
                case _:
                    self._correction(one)
        except Refusal as refusal:
            self.problems.append(Problem(self.file, one.line, one.doubt, *refusal.args))

    def _names(self, one: Decision) -> Iterator[Problem]:
        """Cells that are to hold a role or a body, and hold a person's name."""
        found = "it looks like a person's name"
        if person_masks(one.role):
            cure = "Write in which role you decided, such as 'dataset editor'."
            yield Problem(self.file, one.line, "role", found, "the role of who decided", cure)
        if is_person(one.value):
            cure = "Write the body, or the person's post."
            yield Problem(self.file, one.line, "value", found, "a body, a post or other words", cure)

    def _judged(self, one: Decision) -> dict[str, Any]:
        try:
            return {"reason": one.why or NO_REASON, "by": one.role, "on": one.day}
        except ValueError:
            raise Refusal(repr(one.on), "a day, such as 2026-03-31", "Write year-month-day, or empty it.") from None

    def _doubt(self, one: Decision) -> None:
        doubt = self.dataset.doubts.get(one.doubt)
        if doubt is None:
            near = self.near.of(one.doubt, self.dataset.doubts)
            cure = f"Did you mean {near[0]!r}?" if near else "The dataset was read again since: open the desk anew."
            raise Refusal(f"no doubt {one.doubt!r}", "a doubt of the dataset", cure)
        if one.words and one.words != " ".join(self.shown[one.doubt].quote.split()):
            cure = "The document was read again since: open the desk anew, and decide on the words it has now."
            raise Refusal(f"the words {one.words[:80]!r}", f"{self.shown[one.doubt].quote[:80]!r}", cure)
        before = self.settlements.get(one.doubt)
        if one.reading == LEAVE_OPEN:
            if before is not None and self._may_replace(one, before.by, before.holds):
                del self.settlements[one.doubt]
                self.changes.append(f"{one.doubt} is open again")
            self.referrals.pop(one.doubt, None)
            return
        if one.reading == NOT_MINE:
            self._refer(one)
            return
        if one.reading and one.value:
            raise Refusal("both a reading and a value", "one of the two", "Empty one of the two cells.")
        if not one.reading and not one.value:
            raise Refusal("neither a reading nor a value", "one of the two", "Fill one, or delete the line.")
        if one.reading and one.reading not in doubt.readings:
            known = " | ".join((*doubt.readings, LEAVE_OPEN, NOT_MINE))
            raise Refusal(f"no reading {one.reading!r}", known, "Copy one of them, or write it in the column value.")
        effect = effect_of_value(self.dataset, doubt, one.value) if one.value else ()
        now = Settlement(doubt=one.doubt, reading=one.reading, value=one.value, effect=effect, **self._judged(one))
        if now == before:
            return
        if before is None or self._may_replace(one, before.by, before.holds, now.holds):
            self.settlements[one.doubt] = now
            self.referrals.pop(one.doubt, None)
            self.changes.append(f"{one.doubt}: {now.holds}")

    def _refer(self, one: Decision) -> None:
        if not one.value:
            raise Refusal("nobody to ask", "the body to be asked", "Write its name in the column value.")
        now = Referral(doubt=one.doubt, ask=one.value, **self._judged(one))
        before = self.settlements.get(one.doubt)
        if before is not None:
            if not self._may_replace(one, before.by, before.holds, f"ask {one.value}"):
                return
            del self.settlements[one.doubt]
        if self.referrals.get(one.doubt) != now:
            self.referrals[one.doubt] = now
            self.changes.append(f"{one.doubt}: ask {one.value}")

    def _may_replace(self, one: Decision, by: str, held: str, holds: str = LEAVE_OPEN) -> bool:
        """Whether a decision may take the place of an earlier one; of another role's only if both say the same."""
        if by == one.role:
            return True
        if held != holds:
            found = f"{one.role!r} says {holds!r}, and {by!r} has settled it as {held!r}"
            cure = f"Agree: delete this line, or let the {by} decide again."
            self.problems.append(Problem(self.file, one.line, one.doubt, found, "one decision", cure))
        return False

    def _sampled(self, one: Decision) -> None:
        if one.doubt not in self.dataset.actions:
            raise Refusal(f"no action {one.doubt!r}", "an action of the plan", "Open the desk anew.")
        if one.reading not in {"right", "wrong"}:
            raise Refusal(repr(one.reading), "right or wrong", "Write one of the two words.")
        now = SampledRow(
            action=one.doubt,
            found="right" if one.reading == "right" else "wrong",
            note=one.value,
            by=one.role,
            on=one.day,
        )
        before = self.sample.get(one.doubt)
        if now != before and (before is None or self._may_replace(one, before.by, before.found, now.found)):
            self.sample[one.doubt] = now
            self.changes.append(f"{one.doubt} was read {one.reading}")

    def _undone(self, one: Decision) -> None:
        """Take a decision back; only who made it can."""
        before = replace(one, kind=one.kind.removeprefix(UNDONE))
        if before.kind == Kind.DOUBT:
            self._doubt(replace(before, reading=LEAVE_OPEN, value=""))
        elif before.kind == Kind.SAMPLE:
            self.sample.pop(one.doubt, None)
            self.changes.append(f"{one.doubt} is not checked")
        else:
            gone = self.corrections.pop(subject_of(correction_of(self.dataset, before, self._judged(one))), None)
            self.changes += [f"taken back: {gone.what}"] if gone else []

    def _correction(self, one: Decision) -> None:
        now = correction_of(self.dataset, one, self._judged(one))
        key = subject_of(now)
        before = self.corrections.get(key)
        if now != before and (before is None or self._may_replace(one, before.by, before.what, now.what)):
            self.corrections[key] = now
            self.changes.append(now.what)

    def finished(self) -> Decided:
        """The dataset with the judgements, if all could be taken and fit together.

        Raises:
            DatasetProblems: otherwise.
        """
        if self.problems:
            raise DatasetProblems(self.problems)
        order = list(self.dataset.doubts)
        update = {
            "settlements": tuple(sorted(self.settlements.values(), key=lambda one: order.index(one.doubt))),
            "referrals": tuple(sorted(self.referrals.values(), key=lambda one: order.index(one.doubt))),
            "corrections": tuple(self.corrections.values()),
            "sample": tuple(self.sample.values()),
        }
        editorial: Editorial = self.dataset.editorial.model_copy(update=update)
        dataset = self.dataset.model_copy(update={"editorial": editorial})
        try:
            settled(dataset)
        except Unsettleable as error:
            name, place = error.place
            judged = getattr(editorial, name)[place]
            about = judged.doubt if isinstance(judged, Settlement) else judged.what
            cure = "Decide one of the two otherwise: together they cannot hold."
            raise DatasetProblems([Problem(self.file, 0, about, str(error), "decisions that agree", cure)]) from error
        dataset = with_neutral_ids(dataset)
        if spelt_in_ids(dataset):
            cure = "Read the document again under another name, or rename the dataset; then decide."
            found = "what is to be withheld stands in an identifier, an address or the name of a file"
            raise DatasetProblems([Problem(self.file, 0, "", found, "one without the name", cure)])
        return Decided(dataset, tuple(self.changes))


def subject_of(one: Correction) -> tuple[object, ...]:
    """What a correction is about, by which a later one takes its place."""
    from cohesion_graph.model.changes import Added, Described, Merged, Restated, Shown, Withdrawn, Withheld

    told: list[object] = [one.source]
    for change in one.effect:
        match change:
            case Restated(claim=claim, to=to):
                told.append((claim, *sorted(to)))
            case Withdrawn(goes=claim):
                told.append(claim)
            case Added(comes=fields):
                told.append((str(fields["evidence"]), fields["item"]))
            case Described(thing=thing, to=to):
                told.append((thing, *sorted(to)))
            case Merged(thing=thing):
                told.append(thing)
            case Withheld(withhold=span) | Shown(show=span):
                told.append((span.start, span.end))
            case _:
                pass
    return tuple(told) if len(told) > 1 else (one.source, one.item, one.what)
