"""The plan after its claims were settled: items that merged, came or went."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cohesion_graph.model.claims import Wording
from cohesion_graph.model.dataset import SourceClaims
from cohesion_graph.model.ids import action_of, is_milestone, milestone_of
from cohesion_graph.model.items import Action, Plan, Section

__all__ = ["settled_plan"]


def settled_plan(plan: Plan, lost: set[str], readings: Sequence[SourceClaims], now: Callable[[str, str], str]) -> Plan:
    """The plan's items under their names now, without those no words are left of, with those that came.

    Args:
        plan: As it was read.
        lost: Items without any words.
        readings: The claims as they were settled.
        now: What a thing of a kind is called now.
    """
    worded = list(
        dict.fromkeys(claim.item for reading in readings for claim in reading.claims if isinstance(claim, Wording))
    )
    sections: list[Section] = []
    seen: dict[str, list[str]] = {}
    for section in plan.sections:
        refs: list[str] = []
        for action in section.actions:
            ref = now("item", action.ref)
            if ref in lost:
                continue
            if ref not in seen:
                refs.append(ref)
                seen[ref] = []
            kept = [now("item", f"{action.ref}/{slug}") for slug in action.milestones]
            seen[ref] += [milestone_of(item) for item in kept if item not in lost and action_of(item) == ref]
        sections.append(section.model_copy(update={"actions": tuple(Action.model_construct(ref=ref) for ref in refs)}))
    fresh = [item for item in worded if action_of(item) not in seen and not is_milestone(item)]
    seen |= {ref: [] for ref in fresh}
    _insert(seen, worded)
    if fresh and sections:
        last = sections[-1]
        more = tuple(Action.model_construct(ref=ref) for ref in fresh)
        sections[-1] = last.model_copy(update={"actions": (*last.actions, *more)})
    full = []
    for one in sections:
        actions = tuple(Action(ref=action.ref, milestones=_once(seen[action.ref])) for action in one.actions)
        full.append(one.model_copy(update={"actions": actions}))
    return plan.model_copy(update={"sections": tuple(full)})


def _once(slugs: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))


def _insert(milestones: dict[str, list[str]], worded: list[str]) -> None:
    """Put milestones that came behind the one that stands before them in the documents."""
    before: dict[str, str] = {}
    for item in worded:
        action, slug = action_of(item), milestone_of(item)
        if not slug or action not in milestones:
            continue
        held = milestones[action]
        if slug not in held:
            place = held.index(before[action]) + 1 if before.get(action) in held else len(held)
            held.insert(place, slug)
        before[action] = slug
