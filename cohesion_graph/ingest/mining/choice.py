"""Which sets are taken: the one that explains most as things to do, what stands inside it, others as good beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Extract
from cohesion_graph.ingest.mining.announcing import counts_told, headings_of
from cohesion_graph.ingest.mining.boxes import unboxed
from cohesion_graph.ingest.mining.candidates import candidates
from cohesion_graph.ingest.mining.contents import set_contents_aside
from cohesion_graph.ingest.mining.dashes import part_at_dashes
from cohesion_graph.ingest.mining.fields import fill
from cohesion_graph.ingest.mining.goal_lines import take_goals_for_headings
from cohesion_graph.ingest.mining.inside import contains, overlap
from cohesion_graph.ingest.mining.labels import label_tables, leads
from cohesion_graph.ingest.mining.leaves import Tree, tree_of
from cohesion_graph.ingest.mining.lexicon import PARTIES
from cohesion_graph.ingest.mining.likeness import is_good, judge_set, weights
from cohesion_graph.ingest.mining.other_lists import leave_out_other_lists
from cohesion_graph.ingest.mining.parents import levels_of, runs_of, weigh_levels
from cohesion_graph.ingest.mining.records import RecordSet
from cohesion_graph.ingest.mining.roles import tell_roles
from cohesion_graph.ingest.mining.sentences import say_who_and_when
from cohesion_graph.ingest.mining.shares import blocks_of_bodies, is_shared
from cohesion_graph.ingest.mining.turning import turned
from cohesion_graph.ingest.mining.under_periods import periods_above
from cohesion_graph.ingest.mining.weighing import (
    says_what_to_do,
    weigh_against_each_other,
    weigh_by_first_line,
    weigh_by_title,
)

__all__ = ["Mined", "choose", "mine"]


@dataclass(slots=True)
class Mined:
    """What was found in a document: the sets taken, and all others with their scores and reasons."""

    tree: Tree
    sets: list[RecordSet] = field(default_factory=list)
    """All sets, the best first."""
    left: int = 0
    """How many more sets were too small to be weighed."""
    headings: Counter[str] = field(default_factory=Counter)
    """How often each heading stands in the document."""
    actions: list[RecordSet] = field(default_factory=list)
    milestones: list[RecordSet] = field(default_factory=list)
    """Sets that stand inside the records of the actions."""
    bodies: RecordSet | None = None
    """Headings inside the records of the actions, each the name of a body with what it does below."""
    groups: list[RecordSet] = field(default_factory=list)
    """Sets whose records hold those of the actions."""

    @property
    def best(self) -> RecordSet | None:
        """The set of actions that was taken first."""
        return self.actions[0] if self.actions else None


def mine(extract: Extract) -> Mined:
    """Find the sets of repeated records in a document, and choose."""
    tree = tree_of(unboxed(extract), turned, leads)
    set_contents_aside(tree)
    take_goals_for_headings(tree)
    part_at_dashes(tree)
    tree.counts_told, tree.periods = counts_told(tree), periods_above(tree)
    sets, left = candidates(tree, label_tables(tree))
    headings = headings_of(tree)
    for one in sets:
        fill(tree, one)
        judge_set(tree, one, headings)
    trees = [(one, levels) for one in sets if (levels := levels_of(one) or runs_of(one))]
    for level in (level for _, levels in trees for level in levels):
        fill(tree, level)
        judge_set(tree, level, headings)
        sets.append(level)
    _judge_without_inner(tree, sets, headings)
    weigh_against_each_other(sets)
    for one, levels in trees:
        weigh_levels(one, levels)
    weigh_by_first_line(tree, sets)
    if not any(is_good(one) and one.share >= weights()["coverage"] for one in sets):
        weigh_by_title(tree, sets)
    sets.sort(key=lambda one: (-one.score, one.view == "cycle", one.view, one.name))  # headings say it as well
    return choose(Mined(tree, sets, left, headings=headings))


def _judge_without_inner(tree: Tree, sets: Sequence[RecordSet], headings: Counter[str]) -> None:
    """Judge sets again without what belongs to the sets inside their records."""
    floor = weights()["floors"]["inside"]
    for one in sets:
        inner = [
            other
            for other in sets
            if other is not one
            and one.view != "rows"
            and other.likeness > floor
            and len(other.records) >= 1.25 * len(one.records)
            and contains(one, other) > 0.5
        ]
        if inner:
            fill(tree, one, inner)
            judge_set(tree, one, headings)


def choose(mined: Mined, number: int | None = None) -> Mined:
    """Take the best set, or the one of a number (1 for the best); nothing where none is good enough."""
    good = [one for one in mined.sets if is_good(one)]
    least = weights()["floors"]["inside"]  # what is called a milestone and stands inside actions is one
    inside = [one for one in mined.sets if one in good or (one.tier == "milestone" and one.likeness > least)]
    if number is None and not good:
        return mined
    if number is not None:
        main = mined.sets[number - 1]
        mined.milestones = _inside(inside, main)
    else:
        shared = next((one for one in mined.sets if is_shared(one, good[0])), None)
        main, mined.milestones = (shared, good[:1]) if shared else _best_of(good, inside, mined.sets)
    if not any(one.roles() & PARTIES for one in mined.milestones):
        mined.bodies = blocks_of_bodies(mined.sets, main)
    if mined.bodies:
        mined.milestones = []
    # what was weighed without the sets inside it holds all that none of those taken holds
    title = main.title
    inner = [] if main.depth else mined.milestones  # the parts of a tree stand beside it, not inside
    leave_out_other_lists(mined.tree, main)
    fill(mined.tree, main, [*inner, *([mined.bodies] if mined.bodies else [])])
    tell_roles(main)
    main.title = title if title in main.columns else main.title
    say_who_and_when(main)
    is_whole = number is not None or len(main.records) in mined.tree.counts_told
    mined.actions = [main, *([] if is_whole else _beside(good, main, mined.milestones))]
    mined.groups = [
        one
        for one in mined.sets
        if one not in mined.actions
        and one not in mined.milestones
        and (
            (one.depth + 1 == main.depth and _is_below(main, one))
            if main.depth
            else one.view in {"headings", "numbered"}
            and len(one.records) <= len(main.records)
            and contains(one, main) >= 0.5
        )
    ]
    return mined


def _best_of(
    good: Sequence[RecordSet], inside: Sequence[RecordSet], sets: Sequence[RecordSet]
) -> tuple[RecordSet, list[RecordSet]]:
    """The set of the actions, and those of their milestones."""
    best = good[0]
    outer = [one for one in good if one is not best and _holds(one, best)]
    named = [one for one in outer if one.tier == "action"]
    if best.tier != "action" and named:
        return max(named, key=lambda one: one.likeness), [best]
    if best.tier == "milestone" and not outer:  # headings that hold steps, and say what to do themselves
        outer = [one for one in sets if one.view == "headings" and _holds(one, best) and says_what_to_do(one)]
    if best.tier == "milestone" and outer:
        return max(outer, key=lambda one: one.likeness), [best]
    return best, _inside(inside, best)


def _holds(one: RecordSet, best: RecordSet) -> bool:
    return (
        one.tier != "goal"
        and one.view != "rows"
        and len(one.records) <= len(best.records)
        and contains(one, best) >= 0.6
    )


def _inside(good: Iterable[RecordSet], main: RecordSet) -> list[RecordSet]:
    """The set inside the records of the actions that is their milestones: called so, or as good and more of them."""
    if main.depth:
        return [one for one in good if one.depth == main.depth + 1 and _is_below(one, main)]
    if main.view == "rows":
        return []
    found = [
        one
        for one in good
        if one is not main
        and one.tier not in {"action", "goal"}
        and contains(main, one) >= 0.7
        and (
            one.tier == "milestone" or (one.view in {"rows", "forms"} and len(one.records) >= 1.25 * len(main.records))
        )
    ]
    return [max(found, key=lambda one: one.score)] if found else []


def _is_below(one: RecordSet, main: RecordSet) -> bool:
    """Whether a level of a tree is that of the records below those of another."""
    below = {id(record) for other in main.records for record in other.below}
    return any(id(record) in below for record in one.records)


def _beside(good: Iterable[RecordSet], main: RecordSet, milestones: Sequence[RecordSet]) -> list[RecordSet]:
    """Further sets that share no words with those taken and are nearly as good."""
    by, taken = weights()["further"], [main, *milestones]
    found: list[RecordSet] = []
    for one in good:
        if (
            one in taken
            or one.depth
            or one.tier == "goal"
            or len(one.records) < 2
            or (main.view == "numbered" and main.tier == "action" and one.is_anchored and not one.tier)  # not counted
            or any(overlap(one, other) > 0.05 for other in (*taken, *found))
        ):
            continue
        is_same = one.view == main.view == "rows" and one.columns[one.title].role == main.columns[main.title].role
        if one.likeness >= by["same" if is_same else "other"] * main.likeness and one.score > by["score"] * main.score:
            found.append(one)
    return found
