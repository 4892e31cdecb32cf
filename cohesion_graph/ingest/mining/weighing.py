"""How the sets of a document are weighed against each other, and by what the document calls itself."""

from __future__ import annotations

from collections.abc import Sequence

from cohesion_graph.ingest.mining.announcing import calls_itself_plan, is_another_sort
from cohesion_graph.ingest.mining.inside import contains, overlap
from cohesion_graph.ingest.mining.leaves import Tree
from cohesion_graph.ingest.mining.lexicon import label_role
from cohesion_graph.ingest.mining.likeness import is_good, weigh
from cohesion_graph.ingest.mining.records import RecordSet

__all__ = ["says_what_to_do", "weigh_against_each_other", "weigh_by_first_line", "weigh_by_title"]


def weigh_against_each_other(sets: Sequence[RecordSet]) -> None:
    """A label inside a cycle begins no record; a list that begins anew in each section is less than one counting on."""
    cycles = [one for one in sets if one.view == "cycle" and one.likeness > 5]
    for one in sets:
        if one.view == "labelled" and any(
            len(cycle.records) >= 0.7 * len(one.records) and cycle.name != one.name and overlap(one, cycle) > 0.5
            for cycle in cycles
        ):
            weigh(one, "in the middle of a cycle")
    for one in sets:
        whole = one.name.removesuffix(" below actions").split(" on ")[0]
        if whole == one.name or (one.name.endswith(" below actions") and "below actions" not in one.signs):
            continue
        for other in sets:
            is_whole = other.view == one.view == "items" and other.name == whole
            if is_whole and len(one.records) >= 0.5 * len(other.records) and one.likeness > other.likeness - 2:
                other.score = min(other.score, 0.9 * one.score)
                other.likeness = min(other.likeness, one.likeness)
    _weigh_mixed_headings(sets)
    if not any(one.tier == "action" and one.likeness > 4 for one in sets):
        _lift_groups(sets)


_FEWEST_GOALS = 3
_NEARLY_ALL, _HALF = 0.8, 0.5
"""Shares of records, of titles, of a document's words."""


def _weigh_mixed_headings(sets: Sequence[RecordSet]) -> None:
    """What a word counts are the actions, not all headings or entries of a level, nor only those that print each label.

    "Contents" is none of "Action 1" and "Action 2"; an action that prints no indicator is one all the same. "Strategy
    1" is done where nothing finer is; below it, "Action 1" is what is to be done.
    """
    counted = [one for one in sets if one.view == "numbered" and one.tier == "action"]
    beginnings = [{record.start for record in one.records} for one in counted]
    for one in (one for one in sets if one.view == "cycle"):
        starts = {record.start for record in one.records}
        for other, theirs in zip(counted, beginnings, strict=True):
            if len(theirs) > len(starts) and len(starts & theirs) >= _NEARLY_ALL * len(starts):
                one.score = min(one.score, 0.9 * other.score)
    for outer in (one for one in counted if label_role(one.name) == "goal"):
        for inner in (one for one in counted if label_role(one.name) == "action" and contains(outer, one) > _HALF):
            outer.score = min(outer.score, 0.9 * inner.score)
    for one in (one for one in sets if one.view in {"headings", "items"} and one.tier == "action"):
        for label in (label for label in sets if label.view == "labelled" and len(label.records) == len(one.records)):
            if contains(one, label) >= _NEARLY_ALL:  # what is said once below each heading says more of it
                label.score = min(label.score, 0.9 * one.score)
        places = {record.start for record in one.records}
        for other, theirs in zip(counted, beginnings, strict=True):
            if places - theirs and len(theirs & places) >= _NEARLY_ALL * len(theirs):
                one.score = min(one.score, 0.9 * other.score)


def _lift_groups(sets: Sequence[RecordSet]) -> None:
    """A plan that stops at its goals: the innermost of them are what is to be done."""
    views = {"numbered", "rows", "forms"}
    groups = [one for one in sets if one.tier == "goal" and one.view in views and len(one.records) >= _FEWEST_GOALS]
    inner = [other for other in sets if other in groups or is_good(other)]
    for one in groups:
        if not any(contains(one, other) > _HALF for other in inner):
            weigh(one, "the innermost goals")


def weigh_by_first_line(tree: Tree, sets: Sequence[RecordSet]) -> None:
    """Weigh every set of a document that calls itself an agenda, a guide, a report, and no plan."""
    if is_another_sort(tree):
        for one in sets:
            weigh(one, "in another sort of document")


def weigh_by_title(tree: Tree, sets: Sequence[RecordSet]) -> None:
    """Weigh lists and cells by what the document calls itself: a plan of actions, or any plan that is mostly a list.

    Blocks of labelled lines are weighed in plans of actions only: other plans describe much else in such lines.
    """
    is_of_actions = calls_itself_plan(tree)
    if not is_of_actions and not calls_itself_plan(tree, in_general=True):
        return
    views = {"items", "cells"} | ({"cycle"} if is_of_actions else set())
    for one in (one for one in sets if one.view in views or "without headings" in one.signs):
        if "dated entries" in one.signs:
            weigh(one, "periods of a plan")
        elif is_of_actions:
            weigh(one, "in a plan of actions")
            if "without headings" in one.signs and one.share >= _HALF:
                weigh(one, "most of a plan by its title")
        elif "a long list of verbs" in one.signs:
            weigh(one, "in a plan by its title")
        elif one.share >= _HALF or "below actions" in one.signs:
            weigh(one, "most of a plan by its title")
        else:
            continue
        if says_what_to_do(one) and "in a plan by its title" not in one.signs:
            weigh(one, "says what to do there")


def says_what_to_do(one: RecordSet) -> bool:
    """Whether half of a set's titles begin as something to be done does."""
    return one.title in one.columns and one.columns[one.title].features["verb"] >= _HALF
