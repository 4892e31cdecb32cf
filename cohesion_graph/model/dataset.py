"""A whole dataset: one plan as all its sources tell it, with the register and a person's judgements.

A `Dataset` that exists is consistent: every reference resolves, every quotation is found in its source, every
identifier is used once. `consistency.inconsistencies` says what is wrong with one that is not, all of it at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Self, TypeVar, cast

from pydantic import Field, StringConstraints, ValidationInfo, field_validator, model_validator

from cohesion_graph.model.claims import (
    CLAIM_KINDS,
    AnyClaim,
    Claim,
    Doubt,
    Wording,
)
from cohesion_graph.model.codes import DoubtState, Rank
from cohesion_graph.model.editorial import Editorial, Referral, Settlement
from cohesion_graph.model.evidence import Revision, SetAside, Source
from cohesion_graph.model.ids import Slug
from cohesion_graph.model.items import Action, Item, Plan
from cohesion_graph.model.record import Record
from cohesion_graph.model.register import Body, Instrument, Register

__all__ = ["CHECKED", "DEFAULT_BASE", "NO_AUTHORITY", "Authority", "Base", "Dataset", "Head", "Licence", "SourceClaims"]

C = TypeVar("C", bound=Claim)

CHECKED: Mapping[str, str] = {}
"""The context in which content is read again that was consistent before, byte for byte."""

DEFAULT_BASE = "https://w3id.org/cohesion-graph/"
"""Where addresses start unless a dataset says otherwise; not registered yet."""

Base = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"{}|\\^`#?]+/$")]
"""The start of addresses, up to a slash."""


NO_AUTHORITY = "not-stated"
"""The identifier of the authority of a plan whose documents name none; such plans are of no one place."""


class Authority(Record):
    """The council whose area the plan is for."""

    id: Slug
    """Path segment of all addresses: the council's GOV.UK slug."""
    name: Annotated[str, Field(min_length=1)]
    body: Slug | None = None
    """The council in the register, where it is there."""
    area: Annotated[str, StringConstraints(pattern="^[A-Z][0-9]{8}$")] | None = None
    """GSS code of the area (an area is not its council)."""
    codes: Mapping[str, str] = Field(default_factory=dict)
    """Other codes of the council, by the name of their list."""


class Licence(Record):
    """Under what terms the dataset may be used, in the publisher's words; no licence is ever presumed."""

    statement: Annotated[str, Field(min_length=1)]
    url: str = ""


class SourceClaims(Record):
    """Everything read from one source: claims, doubts, and the words that carry none."""

    source: Slug
    claims: tuple[AnyClaim, ...] = ()
    """Items in the order in which they first come, and of one item the kinds in the order of `CLAIM_KINDS`."""
    doubts: tuple[Doubt, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    revisions: tuple[Revision, ...] = ()
    """What the last edition of the source changed; empty while there was one edition only."""

    @field_validator("claims")
    @classmethod
    def _in_file_order(cls, claims: tuple[AnyClaim, ...]) -> tuple[AnyClaim, ...]:
        place = {item: number for number, item in enumerate(dict.fromkeys(claim.item for claim in claims))}
        return tuple(sorted(claims, key=lambda claim: (place[claim.item], CLAIM_KINDS.index(type(claim)))))


class Head(Record):
    """What a dataset says of itself."""

    id: Slug
    title: Annotated[str, Field(min_length=1)]
    description: str = ""
    language: str = "en-GB"
    base: Base = DEFAULT_BASE
    """Where all addresses start; ends in a slash."""
    authority: Authority
    publisher: str = ""
    licence: Licence


class Dataset(Head):
    """One plan as its sources tell it.

    Raises:
        ValueError (inside pydantic's ValidationError): any of `consistency.inconsistencies`.
    """

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    registry: Register
    plan: Plan
    readings: tuple[SourceClaims, ...] = ()
    """One for each source, in the order of `sources`."""
    editorial: Editorial = Editorial()

    @model_validator(mode="after")
    def _is_consistent(self, info: ValidationInfo) -> Self:
        from cohesion_graph.model.consistency import inconsistencies

        if info.context is CHECKED:
            return self
        if faults := list(inconsistencies(self)):
            raise ValueError("; ".join(f"{fault.where}: {fault.found}" for fault in faults))
        return self

    def as_json(self) -> str:
        """The dataset as JSON by its published schemas, without what has its usual value, ended by a newline."""
        return self.model_dump_json(indent=1, exclude_defaults=True) + "\n"

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """The register's bodies by identifier."""
        return {body.id: body for body in self.registry.bodies}

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """The register's instruments by identifier."""
        return {instrument.id: instrument for instrument in self.registry.instruments}

    @cached_property
    def sources_by_id(self) -> Mapping[str, Source]:
        """The sources by identifier."""
        return {source.id: source for source in self.sources}

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """The actions by reference, in the plan's order."""
        return {action.ref: action for section in self.plan.sections for action in section.actions}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Actions and milestones by identifier, each action followed by its milestones, in the plan's order."""
        found: dict[str, Item] = {}
        place = 0
        for section in self.plan.sections:
            for action in section.actions:
                place += 1
                found[action.ref] = Item(id=action.ref, section=section.id, order=place)
                for order, slug in enumerate(action.milestones, 1):
                    item = Item(id=f"{action.ref}/{slug}", section=section.id, order=order)
                    found[item.id] = item
        return found

    @cached_property
    def claims(self) -> Mapping[str, AnyClaim]:
        """All claims of the sources by identifier, source after source, and a person's links last."""
        found: dict[str, AnyClaim] = {claim.id: claim for reading in self.readings for claim in reading.claims}
        found.update((link.id, link) for link in self.editorial.links)
        return found

    @cached_property
    def doubts(self) -> Mapping[str, Doubt]:
        """All doubts by identifier."""
        return {doubt.id: doubt for reading in self.readings for doubt in reading.doubts}

    @cached_property
    def settlements(self) -> Mapping[str, Settlement]:
        """The settlements by the doubt they settle."""
        return {one.doubt: one for one in self.editorial.settlements}

    @cached_property
    def referrals(self) -> Mapping[str, Referral]:
        """The referrals by their doubt."""
        return {one.doubt: one for one in self.editorial.referrals}

    def state_of(self, doubt: str) -> DoubtState:
        """What has become of a doubt, by its identifier."""
        if doubt in self.settlements:
            return DoubtState.SETTLED
        return DoubtState.REFERRED if doubt in self.referrals else DoubtState.OPEN

    @cached_property
    def _claims_by_kind(self) -> Mapping[tuple[str, type[Claim]], tuple[AnyClaim, ...]]:
        """The claims of each kind about each item."""
        grouped: dict[tuple[str, type[Claim]], list[AnyClaim]] = {}
        for claim in self.claims.values():
            grouped.setdefault((claim.item, type(claim)), []).append(claim)
        return {about: tuple(claims) for about, claims in grouped.items()}

    def claims_about(self, item: str, kind: type[C], source: str | None = None) -> list[C]:
        """The claims of one kind about one item, of one source or of all, in document order."""
        found = cast(tuple[C, ...], self._claims_by_kind.get((item, kind), ()))
        return [*found] if source is None else [claim for claim in found if claim.source == source]

    def milestones_of(self, ref: str) -> list[str]:
        """Identifiers of an action's milestones in the plan's order."""
        return [f"{ref}/{slug}" for slug in self.actions[ref].milestones]

    def title_of(self, item: str) -> str:
        """An item's words: the first source's wording, unless an editor's ranking puts another one before it."""
        ranks, normal = self._ranks, list(Rank).index(Rank.NORMAL)
        wordings = self.claims_about(item, Wording)
        return min(wordings, key=lambda wording: ranks.get(wording.id, normal)).text if wordings else item

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        """The place of each claim that an editor ranked, best first."""
        return {ranking.claim: list(Rank).index(ranking.rank) for ranking in self.editorial.rankings}

    def sources_of(self, item: str) -> list[str]:
        """Identifiers of the sources that word the item, in the dataset's order."""
        return list(self._sources_by_item.get(item, ()))

    @cached_property
    def _sources_by_item(self) -> Mapping[str, tuple[str, ...]]:
        held: dict[str, set[str]] = {}
        for claim in self.claims.values():
            if isinstance(claim, Wording):
                held.setdefault(claim.item, set()).add(claim.source)
        order = list(self.sources_by_id)
        return {item: tuple(sorted(sources, key=order.index)) for item, sources in held.items()}
