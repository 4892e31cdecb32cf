"""Where two sources differ about one item. Nothing is settled here: both values stand, with their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from cohesion_graph.derive.wordings import normalised
from cohesion_graph.model.claims import Claim, Responsibility, Timing, Wording
from cohesion_graph.model.codes import Basis, DiscrepancyKind, Resolution, Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Ruling
from cohesion_graph.model.evidence import Source

__all__ = ["Discrepancy", "discrepancies"]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What two sources say differently about one item."""

    item: str
    kind: DiscrepancyKind
    source_a: str
    value_a: str
    """What the first source says, in words; empty where it says nothing."""
    source_b: str
    value_b: str
    claims_a: tuple[str, ...]
    claims_b: tuple[str, ...]
    resolution: Resolution = Resolution.UNRESOLVED
    reason: str = ""
    """Why an editor decided so; empty while unresolved."""

    @property
    def id(self) -> str:
        """``CC1/discrepancy/lead/borough-plan/safer-stockton-extract``: stays when a third source comes."""
        return f"{self.item}/discrepancy/{self.kind}/{self.source_a}/{self.source_b}"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two sources compared about one dataset."""

    dataset: Dataset
    a: Source
    b: Source
    rulings: Mapping[str, Ruling]
    """What a person decided, by the discrepancy; of several about one the first."""

    def told(self, item: str, kind: DiscrepancyKind, a: _Side, b: _Side) -> Discrepancy:
        found = Discrepancy(item, kind, self.a.id, a.value, self.b.id, b.value, a.claims, b.claims)
        ruling = self.rulings.get(found.id)
        return replace(found, resolution=ruling.resolution, reason=ruling.reason) if ruling else found

    def is_in_both(self, item: str) -> bool:
        return all(self.dataset.claims_about(item, Wording, source.id) for source in (self.a, self.b))


@dataclass(frozen=True, slots=True)
class _Side:
    """What one source says: the value in words and the claims."""

    value: str
    claims: tuple[str, ...]


def discrepancies(dataset: Dataset) -> Iterator[Discrepancy]:
    """Every discrepancy between every two sources, in the order of the plan.

    An item counts as being in a source if the source words it. Responsibilities are compared across levels (what one
    source says of the action, another may say of its milestones); inherited ones are never compared.
    """
    wording = {claim.source for claim in dataset.claims.values() if isinstance(claim, Wording)}
    plans = [source for source in dataset.sources if source.id in wording]  # a file of updates words nothing
    rulings = {ruling.discrepancy: ruling for ruling in reversed(dataset.editorial.rulings)}
    for a, b in combinations(plans, 2):
        pair = _Pair(dataset, a, b, rulings)
        for ref in dataset.actions:
            yield from _missing_actions(pair, ref)
            if pair.is_in_both(ref):
                yield from _of_shared_action(pair, ref)


def _of_shared_action(pair: _Pair, ref: str) -> Iterator[Discrepancy]:
    milestones = pair.dataset.milestones_of(ref)
    for item in (ref, *milestones):
        if pair.is_in_both(item):
            yield from _wording(pair, item)
    yield from _responsibilities(pair, ref, _all_of(pair, pair.a, ref), _all_of(pair, pair.b, ref))
    for milestone in milestones:
        own = [pair.dataset.claims_about(milestone, Responsibility, source.id) for source in (pair.a, pair.b)]
        if all(own):
            yield from _responsibilities(pair, milestone, own[0], own[1])
    for item in (ref, *milestones):
        yield from _timing(pair, item)
    for milestone in milestones:
        yield from _missing_milestone(pair, milestone)


def _all_of(pair: _Pair, source: Source, ref: str) -> list[Responsibility]:
    """What a source says of an action and of its milestones."""
    items = (ref, *pair.dataset.milestones_of(ref))
    return [claim for item in items for claim in pair.dataset.claims_about(item, Responsibility, source.id)]


def _wording(pair: _Pair, item: str) -> Iterator[Discrepancy]:
    first, second = (pair.dataset.claims_about(item, Wording, source.id)[0] for source in (pair.a, pair.b))
    if first.text == second.text:
        return
    same = normalised(first.text) == normalised(second.text)
    kind = DiscrepancyKind.WORDING_TRIVIAL if same else DiscrepancyKind.WORDING
    yield pair.told(item, kind, _Side(first.text, (first.id,)), _Side(second.text, (second.id,)))


def _responsibilities(
    pair: _Pair, item: str, first: Sequence[Responsibility], second: Sequence[Responsibility]
) -> Iterator[Discrepancy]:
    if not first or not second:
        return
    roles = _roles(first), _roles(second)
    leads = [{party for party, held in side.items() if Role.LEAD in held} for side in roles]
    apart = bool(leads[0] and leads[1] and leads[0] - leads[1] and leads[1] - leads[0])
    if apart:
        sides = [_told(pair, one, lead, Role.LEAD) for one, lead in zip((first, second), leads, strict=True)]
        yield pair.told(item, DiscrepancyKind.LEAD, *sides)
    shared = sorted(roles[0].keys() & roles[1].keys())
    clash = [party for party in shared if _leads_here_only_contributes_there(roles[0][party], roles[1][party])]
    if clash:
        yield pair.told(item, DiscrepancyKind.ROLE, _told(pair, first, clash), _told(pair, second, clash))
    unclear = [
        party for party in shared if (roles[0][party] == {Role.RESPONSIBLE}) != (roles[1][party] == {Role.RESPONSIBLE})
    ]
    if unclear:
        yield pair.told(item, DiscrepancyKind.ROLE_UNCLEAR, _told(pair, first, unclear), _told(pair, second, unclear))
    explained = leads[0] | leads[1] if apart else set()
    only = [sorted(one.keys() - other.keys() - explained) for one, other in (roles, roles[::-1])]
    if only[0] or only[1]:
        yield pair.told(item, DiscrepancyKind.COVERAGE, _told(pair, first, only[0]), _told(pair, second, only[1]))


def _roles(claims: Iterable[Responsibility]) -> Mapping[str, set[Role]]:
    held: dict[str, set[Role]] = {}
    for claim in claims:
        held.setdefault(claim.party, set()).add(claim.role)
    return held


def _leads_here_only_contributes_there(here: set[Role], there: set[Role]) -> bool:
    return (Role.LEAD in here and there == {Role.CONTRIBUTE}) or (Role.LEAD in there and here == {Role.CONTRIBUTE})


def _told(pair: _Pair, claims: Sequence[Responsibility], parties: Iterable[str], role: Role | None = None) -> _Side:
    """The parties in the order of the claims, with their roles where they are not all of one."""
    wanted = set(parties)
    chosen = [claim for claim in claims if claim.party in wanted and role in {None, claim.role}]
    names = [
        pair.dataset.bodies[claim.party].name if role else f"{pair.dataset.bodies[claim.party].name} ({claim.role})"
        for claim in chosen
    ]
    return _Side("; ".join(dict.fromkeys(names)), _ids(chosen))


def _timing(pair: _Pair, item: str) -> Iterator[Discrepancy]:
    """Different deadlines; a milestone without one takes the action's, but two that both do are not compared."""
    sides = [_deadlines(pair.dataset, item, source.id) for source in (pair.a, pair.b)]
    if not all(sides) or all(claim.item != item for side in sides for claim in side):
        return
    if not pair.is_in_both(item) or {c.deadline for c in sides[0]} == {c.deadline for c in sides[1]}:
        return
    told = [_Side("; ".join(dict.fromkeys(claim.stated for claim in side)), _ids(side)) for side in sides]
    yield pair.told(item, DiscrepancyKind.TIMING, *told)


def _deadlines(dataset: Dataset, item: str, source: str) -> list[Timing]:
    own = dataset.claims_about(item, Timing, source)
    if own or "/" not in item:
        return own
    above = dataset.claims_about(item.partition("/")[0], Timing, source)
    return [claim for claim in above if claim.basis is not Basis.CELL_NOT_ALIGNED]


def _missing_actions(pair: _Pair, ref: str) -> Iterator[Discrepancy]:
    yield from _missing(pair, ref, _all_of(pair, pair.a, ref), _all_of(pair, pair.b, ref))


def _missing_milestone(pair: _Pair, milestone: str) -> Iterator[Discrepancy]:
    claims = [pair.dataset.claims_about(milestone, Responsibility, source.id) for source in (pair.a, pair.b)]
    yield from _missing(pair, milestone, claims[0], claims[1])


def _missing(
    pair: _Pair, item: str, first: Sequence[Responsibility], second: Sequence[Responsibility]
) -> Iterator[Discrepancy]:
    """An item that only one of the two has, where the other would be expected to have it."""
    worded = [pair.dataset.claims_about(item, Wording, source.id) for source in (pair.a, pair.b)]
    if bool(worded[0]) == bool(worded[1]):
        return
    has, lacks = (pair.a, pair.b) if worded[0] else (pair.b, pair.a)
    if _is_outside_extract(lacks, has, first if worded[0] else second):
        return
    sides = [_Side(side[0].text if side else "", _ids(side)) for side in worded]
    yield pair.told(item, DiscrepancyKind.MISSING_ITEM, *sides)


def _is_outside_extract(lacks: Source, has: Source, claims: Sequence[Responsibility]) -> bool:
    """Whether the source that lacks an item is an extract of the other, made for a body that the item does not name."""
    if lacks.extract_of != has.id:
        return False
    return lacks.extract_for is None or all(claim.party != lacks.extract_for for claim in claims)


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)
