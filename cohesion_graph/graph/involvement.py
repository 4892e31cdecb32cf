"""Who is in what: one record for each body, item, role, source and claim, and how such records are counted.

Everything about bodies and their partners starts here: shared actions, load, brokers, what-if. The records come from a
derivation (`involvements`) or from a store (`questions.partners`); what is counted, and how, is a `CountingRule`.
Nothing here imports networkx.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from cohesion_graph.derive import Derivation
from cohesion_graph.graph.walk import STATED
from cohesion_graph.model.claims import Responsibility
from cohesion_graph.model.codes import Basis, BodyKind, Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.model.relations import relation_of
from cohesion_graph.model.remembered import Making

__all__ = ["Counted", "CountingRule", "Involvement", "counted", "involvements", "joint_pairs", "rolled_up"]


class Involvement(NamedTuple):
    """That a body has a role in an item, on one basis, out of one source."""

    item: str
    """Identifier of an action or a milestone."""
    body: str
    """Identifier of the body."""
    name: str
    kind: str
    """Code of the body's kind."""
    role: str
    source: str
    basis: str
    claim: str
    """What it rests on: an identifier that is the same for all involvements resting on the same claim."""
    joint_with: frozenset[str] = frozenset()
    """The claims that its claim is held jointly with."""
    quote: str = ""
    council: str = ""
    """The body that it is counted as when teams are rolled up; the body itself if empty."""
    council_name: str = ""

    @property
    def action(self) -> str:
        """Reference of the action."""
        return action_of(self.item)

    @property
    def is_stated(self) -> bool:
        """Whether the source itself says so of this very item."""
        return self.basis in STATED


@dataclass(frozen=True, slots=True)
class CountingRule:
    """What is counted, and as whom."""

    count: str = "actions"
    """``actions``: a body named for an action or any of its milestones is in the action. ``milestones``: a body is in
    a milestone that a source gives it, or that takes the body over from its action or from the row above."""
    teams: str = "apart"
    """``apart``, or ``rolled-up``: a council's teams count as the council."""
    source: str = ""
    """Only what this source says; all sources together if empty."""
    role: str = ""
    """Only this role; any role if empty."""
    placeholders: bool = False
    """Whether words that stand for bodies without naming them count as a body."""


class Counted(Making, list[Involvement]):
    """The involvements that a rule counts, in their order, with what every count begins with; made once each."""

    def __init__(self, kept: Iterable[Involvement], rule: CountingRule) -> None:
        super().__init__()
        self.extend(kept)
        self.rule = rule

    @cached_property
    def names(self) -> dict[str, str]:
        """The bodies' names by identifier."""
        return {one.body: one.name for one in self}

    @cached_property
    def by_body(self) -> dict[str, list[Involvement]]:
        """The involvements of each body."""
        found: dict[str, list[Involvement]] = {}
        for one in self:
            found.setdefault(one.body, []).append(one)
        return found

    @cached_property
    def members(self) -> dict[str, dict[str, list[Involvement]]]:
        """By counted item and then by body, the involvements."""
        found: dict[str, dict[str, list[Involvement]]] = {}
        is_milestones = self.rule.count == "milestones"
        for one in self:
            place = one.item if is_milestones else action_of(one.item)
            found.setdefault(place, {}).setdefault(one.body, []).append(one)
        return found

    @cached_property
    def shared(self) -> dict[tuple[str, str], list[str]]:
        """By pair of bodies (sorted), the items both are in."""
        items: dict[tuple[str, str], list[str]] = {}
        for item, bodies in self.members.items():
            for pair in combinations(sorted(bodies), 2):
                items.setdefault(pair, []).append(item)
        return items

    @cached_property
    def joint(self) -> dict[tuple[str, str], list[str]]:
        """By pair of bodies (sorted), the items that a source says they hold jointly."""
        items: dict[tuple[str, str], list[str]] = {}
        for item, bodies in self.members.items():
            for pair in sorted(joint_pairs(one for held in bodies.values() for one in held)):
                items.setdefault(pair, []).append(item)
        return items


def counted(records: Iterable[Involvement], rule: CountingRule) -> Counted:
    """The involvements that a rule counts, in their order; teams replaced by their council where the rule says so.

    For ``actions`` only what a source states is counted, since what is inherited adds no body to an action. What the
    same rule has counted already is given back as it is.
    """
    if isinstance(records, Counted) and records.rule == rule:
        return records
    kept = []
    is_milestones = rule.count == "milestones"
    for one in records:
        if (rule.source and one.source != rule.source) or (rule.role and one.role != rule.role):
            continue
        if one.kind == BodyKind.PLACEHOLDER and not rule.placeholders:
            continue
        if not (is_milestone(one.item) if is_milestones else one.basis in STATED):
            continue
        kept.append(one)
    return Counted(rolled_up(kept) if rule.teams == "rolled-up" else kept, rule)


def rolled_up(records: Iterable[Involvement]) -> list[Involvement]:
    """The involvements with teams replaced by their council."""
    return [one._replace(body=one.council, name=one.council_name) if one.council else one for one in records]


def joint_pairs(records: Iterable[Involvement]) -> set[tuple[str, str]]:
    """The pairs of bodies (sorted) that a source says hold something jointly, among involvements in one item."""
    held = list(records)
    pairs: set[tuple[str, str]] = set()
    if not any([one.joint_with for one in held]):  # noqa: C419 - for short lists a list is the quicker way
        return pairs
    by_claim: dict[tuple[str, str], set[str]] = {}
    for one in held:
        by_claim.setdefault((one.item, one.claim), set()).add(one.body)
    for one in held:
        for other_claim in one.joint_with:
            for other in by_claim.get((one.item, other_claim), ()):
                if other != one.body:
                    pairs.add((min(one.body, other), max(one.body, other)))
    return pairs


def involvements(derivation: Derivation) -> list[Involvement]:
    """Every involvement of a derivation, in the order of the plan, source after source, as the claims stand."""
    dataset = derivation.dataset
    order = {claim: number for number, claim in enumerate(dataset.claims)}
    sources = {source.id: number for number, source in enumerate(dataset.sources)}
    items = {item.node: (number, item.id) for number, item in enumerate(dataset.items.values())}
    roles = {relation_of(role): role for role in Role}
    tops = councils(dataset)
    found = []
    for link in derivation.links:
        if link.relation not in roles:
            continue
        for claim_id in link.claims:
            claim = dataset.claims[claim_id]
            assert isinstance(claim, Responsibility)
            key = (items[link.start][0], sources[link.source], order[claim_id], link.basis.strength)
            found.append((key, _record(dataset, items[link.start][1], claim, link.basis, tops)))
    return [record for _, record in sorted(found, key=lambda pair: pair[0])]


def _record(dataset: Dataset, item: str, claim: Responsibility, basis: Basis, tops: Mapping[str, str]) -> Involvement:
    body = dataset.bodies[claim.party]
    start = claim.id.rpartition("/")[0]
    top = tops[claim.party]
    return Involvement(
        item=item,
        body=claim.party,
        name=body.name,
        kind=body.kind.value,
        role=claim.role.value,
        source=claim.source,
        basis=basis.value,
        claim=claim.id,
        joint_with=frozenset(f"{start}/{n}" for n in claim.joint_with),
        quote=claim.quote,
        council=top if top != claim.party else "",
        council_name=dataset.bodies[top].name if top != claim.party else "",
    )


def councils(dataset: Dataset) -> dict[str, str]:
    """For each body, the body it counts as when teams are rolled up: a team as what it is a team of, up to the top."""
    tops = {}
    for identifier in dataset.bodies:
        top = identifier
        while dataset.bodies[top].kind is BodyKind.COUNCIL_TEAM and (above := dataset.bodies[top].part_of):
            top = above
        tops[identifier] = top
    return tops
