"""Links: the edges of the graph, each from one claim, one line of the register, or one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cohesion_graph.model.claims import Dependency, Responsibility, Timing, Wording
from cohesion_graph.model.codes import Basis, LinkType
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import node_id
from cohesion_graph.model.relations import Relation, relation_of

__all__ = [
    "Link",
    "aligned_links",
    "carried_down",
    "dependency_links",
    "inherited_from_action",
    "place_in_text",
    "responsibility_links",
    "rolled_up",
    "structure_links",
]


@dataclass(frozen=True, slots=True)
class Link:
    """One edge: from `start` to `end` by `relation`, on one basis, out of one source."""

    start: str
    """Node the edge runs from (`model.ids.node_id`): the item, for all relations but those of structure."""
    relation: Relation
    end: str
    basis: Basis
    source: str = ""
    """The source that says so; empty for the structure of the plan and the register."""
    claims: tuple[str, ...] = ()
    """Identifiers of the claims it rests on; empty for structure alone."""

    @property
    def sort_key(self) -> tuple[str, str, str, str, int, tuple[str, ...]]:
        """Start, relation, end, source, basis, claims: the order in which links are listed everywhere."""
        return self.start, self.relation.value.term, self.end, self.source, self.basis.strength, self.claims


def structure_links(dataset: Dataset) -> Iterator[Link]:
    """What belongs to what: sections and actions of the plan, milestones, parts of bodies and instruments, sources."""
    plan = node_id("plan", dataset.plan.id)
    for section in dataset.plan.sections:
        here = node_id("section", section.id)
        yield Link(here, Relation.SECTION_OF, plan, Basis.STATED)
        for action in section.actions:
            yield Link(node_id("item", action.ref), Relation.IN_SECTION, here, Basis.STATED)
            for slug in action.milestones:
                milestone = node_id("item", f"{action.ref}/{slug}")
                yield Link(milestone, Relation.MILESTONE_OF, node_id("item", action.ref), Basis.STATED)
    for kind, entries in (("organisation", dataset.registry.bodies), ("instrument", dataset.registry.instruments)):
        for entry in entries:
            if entry.part_of is not None:
                yield Link(node_id(kind, entry.id), Relation.PART_OF, node_id(kind, entry.part_of), Basis.STATED)
    for claim in dataset.claims.values():
        if isinstance(claim, Wording):
            source = node_id("source", claim.source)
            yield Link(node_id("item", claim.item), Relation.STATED_IN, source, claim.basis, claim.source, (claim.id,))


def responsibility_links(dataset: Dataset) -> Iterator[Link]:
    """Led by, contributed to by, responsibility of: as each source states it."""
    for claim in dataset.claims.values():
        if isinstance(claim, Responsibility):
            yield _responsibility(claim.item, claim, claim.basis)


def inherited_from_action(dataset: Dataset) -> Iterator[Link]:
    """A milestone that no body has in a source takes the action's bodies, in their roles, of the same source.

    Not where the action's cell was not matched to milestones (`Basis.CELL_NOT_ALIGNED`): such a list does not say
    that every milestone is everybody's.
    """
    for source in dataset.sources:
        for ref in dataset.actions:
            parents = [
                claim
                for claim in dataset.claims_about(ref, Responsibility, source.id)
                if claim.basis is not Basis.CELL_NOT_ALIGNED
            ]
            for milestone in _unowned_milestones(dataset, ref, source.id):
                for claim in parents:
                    yield _responsibility(milestone, claim, Basis.INHERITED_FROM_ACTION)


def carried_down(dataset: Dataset) -> Iterator[Link]:
    """A milestone with an empty cell takes the bodies of the nearest milestone above it, in the same source.

    Only where the action itself names nobody in that source: otherwise the action's are inherited, or the row is
    one that could not be matched.
    """
    for source in dataset.sources:
        for ref in dataset.actions:
            if dataset.claims_about(ref, Responsibility, source.id):
                continue
            above: list[Responsibility] = []
            for milestone in _in_reading_order(dataset, ref, source.id):
                own = dataset.claims_about(milestone, Responsibility, source.id)
                for claim in above if not own else ():
                    yield _responsibility(milestone, claim, Basis.CARRIED_DOWN)
                above = own or above


def rolled_up(dataset: Dataset) -> Iterator[Link]:
    """An action involves every body that one of its milestones names, in the same source; it is not led by them."""
    for claim in dataset.claims.values():
        if isinstance(claim, Responsibility) and "/" in claim.item:
            action = claim.item.partition("/")[0]
            yield Link(
                node_id("item", action),
                Relation.INVOLVES,
                node_id("organisation", claim.party),
                Basis.ROLLED_UP,
                claim.source,
                (claim.id,),
            )


def dependency_links(dataset: Dataset) -> Iterator[Link]:
    """What items lean on, feed, report to or mention: as stated, and as a person inferred it."""
    kinds = {"body": "organisation", "instrument": "instrument", "item": "item"}
    for claim in dataset.claims.values():
        if isinstance(claim, Dependency):
            end = node_id(kinds[claim.target_kind], claim.target)
            start = node_id("item", claim.item)
            yield Link(start, relation_of(claim.type), end, claim.basis, claim.source, (claim.id,))


def aligned_links(dataset: Dataset) -> Iterator[Link]:
    """An item whose deadline is "in line with" something's timetable is monitored through it.

    Only where the same source has no dependency claim of the item on it already.
    """
    for claim in dataset.claims.values():
        if isinstance(claim, Timing) and (target := claim.deadline.aligned_with):
            stated = dataset.claims_about(claim.item, Dependency, claim.source)
            if not any(other.target == target for other in stated):
                start, end = node_id("item", claim.item), node_id("instrument", target)
                relation = relation_of(LinkType.MONITORED_THROUGH)
                yield Link(start, relation, end, Basis.INFERRED_BY_RULE, claim.source, (claim.id,))


def place_in_text(dataset: Dataset, item: str, source: str) -> int:
    """Where a source first words an item: a code point, or past every text where it does not word it."""
    places = [quotation.start for claim in dataset.claims_about(item, Wording, source) for quotation in claim.evidence]
    return min(places, default=len(dataset.sources_by_id[source].text))


def _in_reading_order(dataset: Dataset, ref: str, source: str) -> list[str]:
    """The action's milestones that the source words, in the order of its text."""
    worded = [one for one in dataset.milestones_of(ref) if dataset.claims_about(one, Wording, source)]
    return sorted(worded, key=lambda milestone: place_in_text(dataset, milestone, source))


def _unowned_milestones(dataset: Dataset, ref: str, source: str) -> list[str]:
    return [
        milestone
        for milestone in _in_reading_order(dataset, ref, source)
        if not dataset.claims_about(milestone, Responsibility, source)
    ]


def _responsibility(item: str, claim: Responsibility, basis: Basis) -> Link:
    end = node_id("organisation", claim.party)
    return Link(node_id("item", item), relation_of(claim.role), end, basis, claim.source, (claim.id,))
