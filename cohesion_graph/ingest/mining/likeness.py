"""How much a set of records looks like things to be done, with who and when: a sum whose every term has a name.

The weights stand in `weights.yaml`, with how they were found.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cohesion_graph.ingest.mining.announcing import headed_as_actions
from cohesion_graph.ingest.mining.leaves import Tree
from cohesion_graph.ingest.mining.lexicon import called, label_role, sureness
from cohesion_graph.ingest.mining.records import BY_LABEL, FieldColumn, Record, RecordSet
from cohesion_graph.ingest.mining.roles import features_of, tell_roles, tell_title, title_worth
from cohesion_graph.ingest.mining.signs import signs_of

__all__ = ["is_good", "judge_filled", "judge_set", "reasons_of", "score_of", "weigh", "weights"]

_LEAST = 0.05
"""What a sign counts at least to be told."""
_TIERS = frozenset({"action", "milestone", "goal"})


@cache
def weights() -> Mapping[str, Any]:
    """The weights and floors, by name."""
    found: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "weights.yaml").read_text("utf-8"))
    return found


def judge_set(tree: Tree, records: RecordSet, headings: Counter[str]) -> None:
    """Tell a set's kinds of column, its title, what it is, and how much it looks like a plan."""
    tell_roles(records)
    if not records.columns:
        records.likeness = records.score = -9.0
        return
    worth = tell_title(records)
    records.tier = _tier(records)
    own = {place for one in _with_those_below(records.records) for place in range(one.start, one.end)}
    size = sum(tree.leaves[place].size for place in own if not tree.leaves[place].is_set_aside)
    records.share = min(1.0, size / max(1, tree.size))
    _sum_up(records, worth, headings, headed_as_actions(tree, records, own))
    if len(records.records) in tree.counts_told:
        weigh(records, "as many as it says")


def _with_those_below(records: Sequence[Record]) -> Iterator[Record]:
    for one in records:
        yield one
        yield from _with_those_below(one.below)


def judge_filled(records: RecordSet, headings: Counter[str], headed: float) -> None:
    """Judge a set whose columns, roles, title and share are known already: a reading that was made in another way.

    Args:
        records: The set.
        headings: How often each heading stands in the document.
        headed: The share of its records that stand under a heading which says that these are actions.
    """
    for column in records.columns.values():
        column.features = features_of(column, len(records.records))
    worth = title_worth(records.columns[records.title], is_anchored=False)
    _sum_up(records, worth, headings, headed)


def _sum_up(records: RecordSet, worth: float, headings: Counter[str], headed: float) -> None:
    records.signs = {"title": worth, **signs_of(records, headings), "headed": headed}
    records.likeness = sum(weights()["terms"][name] * value for name, value in records.signs.items())
    records.score = score_of(records)


def weigh(records: RecordSet, sign: str) -> None:
    """Add a sign to what a set was judged by."""
    records.signs[sign] = 1.0
    records.likeness += weights()["terms"][sign]
    records.score = score_of(records)


def reasons_of(records: RecordSet) -> list[str]:
    """What a set was judged by: each sign with what it counts."""
    terms = {name: weights()["terms"][name] * value for name, value in records.signs.items()}
    return [f"{name} {value:+.1f}" for name, value in terms.items() if abs(value) >= _LEAST]


def score_of(records: RecordSet) -> float:
    """Likeness, more for many records and for a larger share of the document: but a plan may be a small part of it."""
    if records.likeness <= 0:
        return records.likeness
    return float(records.likeness * math.log2(1 + len(records.records)) ** 0.6 * (0.25 + math.sqrt(records.share)))


def _tier(records: RecordSet) -> str:
    """What the records call themselves: by the word in front of their number, their label, their column."""
    words = Counter(one.anchor.anchor.word for one in records.records if one.anchor)
    word, count = next(iter(words.most_common(1)), ("", 0))
    if word and count >= 0.6 * len(records.records):
        return called(word)
    if records.view in {"headings", "items"}:
        return "action" if any(map(_is_labelled_once, records.columns.values())) else ""
    if records.view == "labelled":
        return _tier_of(label_role(records.name))
    if records.view == "elements" and (tier := _tier_of(_role_of_element(records.name.split(" ")[-1]))):
        return tier
    if records.view == "files" and (tier := _tier_of(called(_first_word(records)))):
        return tier
    title = records.columns.get(records.title) if records.view in {"rows", "forms", "elements", "files"} else None
    return _tier_of(_role_of_title(title)) if title else ""


def _role_of_title(title: FieldColumn) -> str:
    """What a title is told to be; "Deliverables" that are things to do are the steps to something."""
    is_step = title.role == "action" and title.why != BY_LABEL and called(title.label.text) == "milestone"
    return "milestone" if is_step else title.role


def _is_labelled_once(column: FieldColumn) -> bool:
    """Whether nearly all records say under a label, once each, what the action is: what is above is its title."""
    told = column.features
    return column.role == "action" and column.why == BY_LABEL and told["filled"] >= _NEARLY_ALL and told["many"] == 1


_NEARLY_ALL = 0.8


def _role_of_element(name: str) -> str:
    """What an element is called: by its whole name, or by the words that it is made of ("acoes_contencao")."""
    return called(name) or (label_role(name) if sureness(name) >= _KNOWN_NAME else "")


_KNOWN_NAME = 0.7
"""How sure a name of several words must be known, to say what a record is."""


def _first_word(records: RecordSet) -> str:
    """The word with which most labels of several words begin: that of the thing ("action_id", "action_lead")."""
    parted = [name.split() for name in records.columns if " " in name]
    word, count = next(iter(Counter(words[0] for words in parted).most_common(1)), ("", 0))
    return word if count > 1 and 2 * count > len(parted) else ""


def _tier_of(role: str) -> str:
    return role if role in _TIERS else ""


def is_good(one: RecordSet) -> bool:
    """Whether a set looks enough like a plan to be read."""
    floors = weights()["floors"]
    if len(one.records) == 1 and one.share < floors["single"]:
        return False  # one thing beside much else is no plan
    floor: float = floors["anchored" if one.is_anchored and one.tier != "action" else "labelled"]
    return one.likeness > floor
