"""The claims of one source after a new edition: what the document changed, with a person's corrections carried over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cohesion_graph.editions.items import paired
from cohesion_graph.editions.places import Places
from cohesion_graph.editions.report import Report, in_words
from cohesion_graph.editions.statements import (
    ABOUT,
    CALLED,
    PARTS,
    REMARKS,
    corrections,
    differ,
    made_of,
    quoted,
    said,
    spans,
    stated_of,
)
from cohesion_graph.model.claims import (
    AnyClaim,
    Responsibility,
    Wording,
)
from cohesion_graph.model.evidence import Quotation
from cohesion_graph.model.privacy import BLOCK

__all__ = ["SourceMerge"]


@dataclass(slots=True)
class SourceMerge:
    """Carries the claims of one source over; items are named alike in all three states."""

    source: str
    title: str
    places: Places
    items: frozenset[str]
    """Items the result may hold."""
    whole: frozenset[str]
    """Items that are new or gone as a whole: what is said of them is not reported claim by claim."""
    report: Report
    claims: list[AnyClaim] = field(default_factory=list)
    doubts: list[dict[str, Any]] = field(default_factory=list)
    """Doubts that arose, without their numbers."""
    lost: list[AnyClaim] = field(default_factory=list)
    revised: list[tuple[str, str, str, tuple[Quotation, ...]]] = field(default_factory=list)
    """What the document changed: the item, what it said before, what it says now, and its words, where it says any."""

    def carry(self, mine: Iterable[AnyClaim], base: Iterable[AnyClaim], new: Iterable[AnyClaim]) -> None:
        """Work out the claims of the new edition; they, doubts and what was lost stand in the fields then."""
        states = [_grouped(claims) for claims in (mine, base, new)]
        keys = {key: None for state in states for key in state}
        pairs = {
            key: paired(
                states[1].get(key, []),
                states[2].get(key, []),
                [
                    lambda claim: (said(claim), quoted(claim)),
                    lambda claim: (said(claim),),
                    quoted,
                    stated_of,
                ],
            )
            for key in keys
        }
        for found in pairs.values():
            for old, now in found:
                self.places.anchor(old, now)
        for key in keys:
            held, was, new_ones = (state.get(key, []) for state in states)
            if key[0] in self.items:
                self._carry_group(held, was, new_ones, pairs[key])
            elif held:
                self.lost += corrections(held, was)

    def _carry_group(
        self,
        mine: list[AnyClaim],
        base: list[AnyClaim],
        new: list[AnyClaim],
        edition: list[tuple[AnyClaim, AnyClaim]],
    ) -> None:
        """One kind of claim about one item."""
        after = {before.n: now for before, now in edition}
        own = made_of(mine, base)
        before_of = {claim.n: before for before, claim in own}
        held = {before.n for before, _ in own}
        free = [now for now in new if not any(now is known for known in after.values())]
        numbers: dict[int, int] = {}
        kept: list[AnyClaim] = []
        for claim in mine:
            before = before_of.get(claim.n)
            now = after.get(before.n) if before else None
            if before is None:
                now = next((one for one in free if said(one) == said(claim)), None)
                free = [one for one in free if one is not now]
            result = self._one(claim, before, now)
            if now is not None and result is not None:
                numbers[now.n] = claim.n
            if result is not None:
                kept.append(result)
        taken = max([0, *(claim.n for claim in (*mine, *base))])
        for now in new:
            gone = next((before for before, one in edition if one is now and before.n not in held), None)
            if gone is not None and (said(gone), quoted(gone)) == (said(now), quoted(now)):
                self.report.kept[f"{CALLED[type(now)]} (removed)"] += 1
                continue
            if gone is None and not any(now is one for one in free):
                continue
            taken += 1
            numbers[now.n] = taken
            kept.append(now.model_copy(update={"n": taken}))
            if gone is not None:
                self._conflict(now, f"you removed {in_words(gone)}; the document now says", in_words(now), ())
            elif now.item not in self.whole:
                self._changed(now, None, now)
        mates = {before.n: claim.n for before, claim in own}
        fresh = set(numbers.values()) - {claim.n for claim in mine}
        for claim in kept:
            joint = claim.joint_with if isinstance(claim, Responsibility) else ()
            before = before_of.get(claim.n)
            now = after.get(before.n) if before else None
            if claim.n in fresh:
                joint = tuple(sorted(numbers[one] for one in joint if one in numbers))
            elif isinstance(before, Responsibility) and isinstance(now, Responsibility):
                joint = _joint(joint, before, now, mates, numbers)
            there = {other.n for other in kept} - {claim.n}
            joint = tuple(one for one in joint if one in there)
            self.claims.append(
                claim.model_copy(update={"joint_with": joint} if isinstance(claim, Responsibility) else {})
            )

    def _one(self, claim: AnyClaim, before: AnyClaim | None, now: AnyClaim | None) -> AnyClaim | None:
        """One claim of the corrected dataset in the new edition, or None where it goes."""
        if before is None:
            return self._added_by_hand(claim, now)
        parts = (*PARTS[type(claim)], *REMARKS)
        touched = [part for part in parts if differ(claim, before, part)]
        if now is None:
            return self._no_longer_said(claim, before, touched)
        if touched:
            return self._corrected(claim, before, now, touched)
        if any(differ(before, now, part) for part in PARTS[type(claim)]) and claim.item not in self.whole:
            self._changed(claim, claim, now)
        update: dict[str, Any] = {"n": claim.n}
        if spans(claim) != spans(before):
            update["evidence"] = self.places.moved(claim.evidence, claim.item) or now.evidence
        if BLOCK in repr(claim) and not any(differ(before, now, part) for part in parts):
            return claim.model_copy(update={"evidence": update.get("evidence", now.evidence)})
        if isinstance(claim, Responsibility):
            update["joint_with"] = claim.joint_with
        return now.model_copy(update=update)

    def _corrected(self, claim: AnyClaim, before: AnyClaim, now: AnyClaim, touched: list[tuple[str, ...]]) -> AnyClaim:
        """A claim that a person changed, and the document still makes in some form."""
        content = [part for part in touched if part not in REMARKS]
        differing = [part for part in content if differ(claim, now, part)]
        reworded = quoted(before) != quoted(now)
        disputed = bool(differing) and (reworded or any(differ(before, now, part) for part in differing))
        if any(differ(before, now, part) for part in PARTS[type(claim)] if part not in touched):
            self._changed(claim, before, now, "; your correction of it stands")
        update: dict[str, Any] = {}
        for part in (*PARTS[type(claim)], *REMARKS):
            if part not in touched:
                update |= {name: getattr(now, name) for name in part}
        own = now.evidence if spans(claim) == spans(before) else self.places.moved(claim.evidence, claim.item)
        result = claim.model_copy(update=update | {"evidence": own or now.evidence})
        if disputed:
            told = f"you corrected {in_words(before)} to {in_words(claim)}; the document now says"
            self._conflict(result, told, in_words(now), now.evidence)
        elif own is None:
            self._conflict(result, f"the words you quoted for {in_words(claim)} are gone; now", in_words(now), ())
        else:
            self.report.kept[CALLED[type(claim)]] += 1
        return result

    def _no_longer_said(self, claim: AnyClaim, before: AnyClaim, touched: list[tuple[str, ...]]) -> AnyClaim | None:
        if not touched:
            if claim.item not in self.whole:
                self._changed(claim, claim, None)
            return None
        evidence = self.places.moved(claim.evidence, claim.item)
        if evidence is None:
            self.lost.append(claim)
            return None
        result = claim.model_copy(update={"evidence": evidence})
        told = f"you corrected {in_words(before)}, which the document no longer says, to"
        self._conflict(result, told, in_words(claim), evidence)
        return result

    def _added_by_hand(self, claim: AnyClaim, now: AnyClaim | None) -> AnyClaim | None:
        evidence = self.places.moved(claim.evidence, claim.item) or (now.evidence if now else None)
        if evidence is None:
            self.lost.append(claim)
            return None
        self.report.kept[f"{CALLED[type(claim)]} (added)"] += 1
        return claim.model_copy(update={"evidence": evidence})

    def _changed(self, claim: AnyClaim, before: AnyClaim | None, now: AnyClaim | None, also: str = "") -> None:
        was, is_ = (in_words(one) if one else "" for one in (before, now))
        what = f"{was} is now {is_}" if was and is_ else f"new: {is_}" if is_ else f"gone: {was}"
        self.report.changed.append(f"{claim.item} in {self.title}: {what}{also}")
        self.revised.append((claim.item, was, is_, now.evidence if now else ()))

    def _conflict(self, claim: AnyClaim, told: str, now: str, evidence: tuple[Quotation, ...]) -> None:
        what = f"{told[:1].upper()}{told[1:]} {now}"
        self.report.conflicts.append(f"{claim.item} in {self.title}: {what[:1].lower()}{what[1:]}.")
        self.doubts.append(
            {
                "about": ABOUT[type(claim)],
                "what": f"{what}.",
                "item": claim.item,
                "alternatives": tuple(dict.fromkeys((in_words(claim), now))),
                "evidence": evidence or claim.evidence,
            }
        )

    def worded(self) -> dict[str, tuple[Quotation, ...]]:
        """The words of each item in the document; of several wordings those of the first."""
        return {claim.item: claim.evidence for claim in reversed(self.claims) if isinstance(claim, Wording)}

    def tell_lost(self, fallback: tuple[Quotation, ...]) -> None:
        """Make a doubt and a line of every correction whose words are gone.

        Args:
            fallback: Words to quote where the item is gone as well.
        """
        worded = self.worded()
        for claim in self.lost:
            told = f"The words for your {in_words(claim)} are gone: it was taken out"
            self.report.conflicts.append(f"{claim.item} in {self.title}: {told[:1].lower()}{told[1:]}.")
            self.doubts.append(
                {
                    "about": ABOUT[type(claim)],
                    "what": f"{told} ({claim.item}).",
                    "item": claim.item if claim.item in self.items else None,
                    "alternatives": (),
                    "evidence": worded.get(claim.item, fallback),
                }
            )


def _grouped(claims: Iterable[AnyClaim]) -> dict[tuple[str, str], list[AnyClaim]]:
    grouped: dict[tuple[str, str], list[AnyClaim]] = {}
    for claim in claims:
        grouped.setdefault((claim.item, claim.kind_name), []).append(claim)
    return grouped


def _joint(
    mine: tuple[int, ...], before: Responsibility, now: Responsibility, mates: dict[int, int], numbers: dict[int, int]
) -> tuple[int, ...]:
    """With which others a responsibility is held jointly: the document's word, unless a person changed it."""
    if {mates.get(one) for one in before.joint_with} != set(mine):
        return mine
    known = tuple(sorted(numbers[one] for one in now.joint_with if one in numbers))
    return mine if set(known) == set(mine) else known
