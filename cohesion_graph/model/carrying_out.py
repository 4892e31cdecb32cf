"""Carry out what judgements change: claims first, then the things they name, then the plan around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from cohesion_graph.model.changes import Added, Described, Merged, Registered, Restated, Withdrawn
from cohesion_graph.model.claims import AnyClaim, Dependency, Responsibility, Timing, Wording
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.editorial import Editorial
from cohesion_graph.model.evidence import Source
from cohesion_graph.model.ids import action_of, is_milestone, milestone_of
from cohesion_graph.model.register import Register
from cohesion_graph.model.settled_plan import settled_plan
from cohesion_graph.model.settled_register import joined, registered
from cohesion_graph.model.settling import InForce, Unsettleable, first_fault

__all__ = ["CarryingOut"]


@dataclass
class CarryingOut:
    """One carrying out of judgements: the claims as they become, by the identifier under which they were read."""

    dataset: Dataset
    claims: dict[str, list[AnyClaim]] = field(default_factory=dict)
    touched: dict[tuple[str, str], tuple[object, InForce]] = field(default_factory=dict)
    """What was said of each field of each claim, and by which judgement: two may not say different things."""
    things: dict[str, str] = field(default_factory=dict)
    """Things that are another one: ``body/a`` to ``b``."""

    def settle(self, found: Sequence[InForce]) -> Dataset:
        """The dataset as these judgements make it.

        Raises:
            Unsettleable: one of them cannot be carried out.
        """
        self.claims = {claim.id: [claim] for reading in self.dataset.readings for claim in reading.claims}
        each = [(one, change) for one in found for change in one.changes]
        for one, change in each:
            if isinstance(change, Restated):
                self._restate(one, change)
        for one, change in each:
            if isinstance(change, Restated) and change.items:
                self._give(one, change)
        for one, change in each:
            if isinstance(change, Withdrawn):
                self._known(one, change.goes)
                self.claims[change.goes] = []
        registry = self.dataset.registry
        for one, change in each:
            if isinstance(change, Registered | Described):
                registry = registered(registry, one, change, self._say)
        comes = [(one, change) for one, change in each if isinstance(change, Added)]
        for number, (one, change) in enumerate(comes):
            self.claims[f"comes/{number}"] = [self._added(one, change)]
        merges = [(change.thing, change.into, one) for one, change in each if isinstance(change, Merged)]
        for thing, into, one in sorted(merges, key=lambda merge: merge[:2]):
            self._merge(one, thing, into)
        return self._together(registry, found)

    # Claims ---------------------------------------------------------------------------------------------------

    def _known(self, one: InForce, claim: str) -> None:
        if claim not in self.claims:
            raise Unsettleable(one.place, f"it changes the claim {claim!r}, which is not there")

    def _say(self, one: InForce, claim: str, name: str, value: object) -> None:
        said, other = self.touched.setdefault((claim, name), (value, one))
        if said != value:
            told = f"it says {value!r} of {name} of {claim!r}, and {other.place[0]} {other.place[1] + 1} says {said!r}"
            raise Unsettleable(one.place, told)

    def _restate(self, one: InForce, change: Restated) -> None:
        self._known(one, change.claim)
        for name, value in change.to.items():
            self._say(one, change.claim, name, value)
        self.claims[change.claim] = [
            # what the reader noted explains the reading that holds no more
            self._made(
                one,
                type(claim),
                {**claim.model_dump(exclude={"basis"}), **change.to},
                "" if change.to or change.items else claim.note,
            )
            for claim in self.claims[change.claim]
        ]

    def _give(self, one: InForce, change: Restated) -> None:
        self._say(one, change.claim, "items", change.items)
        kept = self.claims[change.claim][:1]
        self.claims[change.claim] = [
            claim.model_copy(
                update={"item": item, "joint_with": ()} if isinstance(claim, Responsibility) else {"item": item}
            )
            for claim in kept
            for item in change.items
        ]

    def _added(self, one: InForce, change: Added) -> AnyClaim:

        try:
            claim: AnyClaim = TypeAdapter(AnyClaim).validate_python({"n": 1, **change.comes})
        except (ValidationError, AttributeError) as error:
            raise Unsettleable(one.place, f"what it adds is no claim: {first_fault(error)}") from error
        made: AnyClaim = self._made(one, type(claim), claim.model_dump(exclude={"basis"}), claim.note)
        return made

    @staticmethod
    def _made(one: InForce, kind: type[Any], fields: Mapping[str, Any], note: str) -> Any:
        text = note if one.note in note else f"{note} {one.note}".strip()
        try:
            return kind.model_validate({**fields, "basis": Basis.SETTLED, "note": text})
        except ValidationError as error:
            raise Unsettleable(one.place, f"what it makes of a claim is none: {first_fault(error)}") from error

    # Things ---------------------------------------------------------------------------------------------------

    def _merge(self, one: InForce, thing: str, into: str) -> None:
        """Note that a thing is another one; of three names for one body, two merges make one."""
        kind, _, name = thing.partition("/")
        if kind == "item":
            self._say(one, thing, "into", into)
        first, last = self._now(kind, name), self._now(kind, into)
        if first != last:
            self.things[f"{kind}/{first}"] = last

    def _now(self, kind: str, name: str) -> str:
        """What a thing is called after merging; a milestone goes with its action."""
        seen = {name}
        while (after := self.things.get(f"{kind}/{name}")) is not None and after not in seen:
            seen.add(after)
            name = after
        if kind == "item" and is_milestone(name):
            action = self._now("item", action_of(name))
            return f"{action}/{milestone_of(name)}"
        return name

    # The whole ------------------------------------------------------------------------------------------------

    def _together(self, registry: Register, found: Sequence[InForce]) -> Dataset:
        renumbered: dict[str, str] = {}
        readings = tuple(self._reading(reading, renumbered) for reading in self.dataset.readings)
        worded = {claim.item for reading in readings for claim in reading.claims if isinstance(claim, Wording)}
        lost = {
            self._now("item", item) for item in self.dataset.items if self.dataset.claims_about(item, Wording)
        } - worded
        now = (self._now("item", item) for item in self.dataset.items)
        lost |= {item for item in now if action_of(item) in lost}
        readings = tuple(_without_items(reading, lost) for reading in readings)
        head = {name: getattr(self.dataset, name) for name in type(self.dataset).model_fields}
        claims = {claim.id for reading in readings for claim in reading.claims}
        content = head | {
            "registry": joined(registry, self._now),
            "plan": settled_plan(self.dataset.plan, lost, readings, self._now),
            "readings": readings,
            "sources": tuple(self._source(source) for source in self.dataset.sources),
            "editorial": self._editorial(renumbered, claims, lost),
        }
        if body := self.dataset.authority.body:
            content["authority"] = self.dataset.authority.model_copy(update={"body": self._now("body", body)})
        try:
            return Dataset(**content)
        except ValidationError as error:
            last = [one for one in found if one.changes][-1]
            raise Unsettleable(last.place, f"what is settled does not fit together: {first_fault(error)}") from error

    def _reading(self, reading: SourceClaims, renumbered: dict[str, str]) -> SourceClaims:
        now: list[tuple[str, AnyClaim]] = []
        for claim in reading.claims:
            now += [(claim.id, one) for one in self.claims[claim.id]]
        for key, ones in self.claims.items():
            now += [(key, one) for one in ones if key.startswith("comes/") and one.source == reading.source]
        moved = [(key, self._repointed(one)) for key, one in now]
        taken = {one.id for key, one in moved if one.id == key}
        claims: list[AnyClaim] = []
        for key, one in moved:
            if one.id != key:
                n = next(n for n in range(one.n, one.n + len(moved) + 2) if _numbered(one, n).id not in taken)
                one = _numbered(one, n)
                taken.add(one.id)
            renumbered.setdefault(key, one.id)
            claims.append(one)
        by_item: dict[tuple[str, int], str] = {
            (one.item, one.n): one.id for one in claims if isinstance(one, Responsibility)
        }
        standing = tuple(
            one.model_copy(update={"joint_with": tuple(n for n in one.joint_with if (one.item, n) in by_item)})
            if isinstance(one, Responsibility) and one.joint_with
            else one
            for one in claims
        )
        doubts = tuple(
            doubt.model_copy(update={"item": self._now("item", doubt.item)}) if doubt.item else doubt
            for doubt in reading.doubts
        )
        revisions = tuple(one.model_copy(update={"item": self._now("item", one.item)}) for one in reading.revisions)
        return SourceClaims(
            source=reading.source,
            claims=standing,
            doubts=doubts,
            set_aside=reading.set_aside,
            revisions=revisions,
        )

    def _repointed(self, claim: AnyClaim) -> AnyClaim:
        """The claim about the items and things as they are called now."""
        update: dict[str, Any] = {"item": self._now("item", claim.item)}
        if isinstance(claim, Responsibility):
            update["party"] = self._now("body", claim.party)
        elif isinstance(claim, Dependency):
            update["target"] = self._now(claim.target_kind, claim.target)
        elif isinstance(claim, Timing) and claim.deadline.aligned_with:
            name = self._now("instrument", claim.deadline.aligned_with)
            update["deadline"] = claim.deadline.model_copy(update={"aligned_with": name})
        changed = {name: value for name, value in update.items() if getattr(claim, name) != value}
        return claim.model_copy(update=changed) if changed else claim

    def _source(self, source: Source) -> Source:
        if source.extract_for is None:
            return source
        return source.model_copy(update={"extract_for": self._now("body", source.extract_for)})

    def _editorial(self, renumbered: Mapping[str, str], claims: set[str], lost: set[str]) -> Editorial:
        """The judgements about claims as they are numbered now; those about none of them any more have gone."""
        editorial = self.dataset.editorial
        links = tuple(
            link
            for one in editorial.links
            if (link := cast(Dependency, self._repointed(one))).item not in lost
            and not (link.target_kind == "item" and link.target in lost)
        )
        claims = claims | {link.id for link in links}

        def now(name: str) -> str:
            return renumbered.get(name, name)

        same = []
        for sameness in editorial.same_items:
            left = tuple(named for claim in sameness.claims if (named := now(claim)) in claims)
            if len(left) > 1:
                item = self._now("item", sameness.item)
                same.append(sameness.model_copy(update={"item": item, "claims": left}))
        rankings = tuple(
            one.model_copy(update={"claim": now(one.claim)}) for one in editorial.rankings if now(one.claim) in claims
        )
        corrections = tuple(
            one.model_copy(update={"item": None}) if one.item and self._now("item", one.item) in lost else one
            for one in editorial.corrections
        )
        return editorial.model_copy(
            update={"same_items": tuple(same), "rankings": rankings, "links": links, "corrections": corrections}
        )


def _without_items(reading: SourceClaims, lost: set[str]) -> SourceClaims:
    claims = tuple(
        claim
        for claim in reading.claims
        if claim.item not in lost
        and not (isinstance(claim, Dependency) and claim.target_kind == "item" and claim.target in lost)
    )
    doubts = tuple(
        doubt.model_copy(update={"item": action_of(doubt.item) if action_of(doubt.item) not in lost else None})
        if doubt.item in lost
        else doubt
        for doubt in reading.doubts
    )
    return reading.model_copy(update={"claims": claims, "doubts": doubts})


def _numbered(claim: AnyClaim, n: int) -> AnyClaim:
    return claim if claim.n == n else claim.model_copy(update={"n": n})
