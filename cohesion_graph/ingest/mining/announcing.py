"""What a document says of its actions before it lists them: how many there are, and that they stand below a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from cohesion_graph.ingest.mining.leaves import Leaf, LeafKind, Tree, key_of
from cohesion_graph.ingest.mining.lexicon import label_role, sureness
from cohesion_graph.ingest.mining.records import Record, RecordSet
from cohesion_graph.language.patterns import Worded, any_shown
from cohesion_graph.language.phrases import is_status

__all__ = [
    "below_actions",
    "calls_itself_plan",
    "counts_told",
    "headed_as_actions",
    "headings_of",
    "introduces_actions",
    "is_another_sort",
    "lists_below_actions",
    "names_a_plan",
    "says_actions",
]

_SURE = 0.9
_PLAN = Worded(rf"(?i)\b{any_shown('plans.of-actions', 'plans.other')}\b")
_ANY_PLAN = Worded(rf"(?i){any_shown('plans.in-general')}\b")
_NO_PLAN = Worded(rf"(?i)\b{any_shown('plans.about-plans')}\b")
_INTRODUCES = Worded(rf"(?i).*\b{any_shown('introducing-actions', 'plans.of-actions')}\b.*")
_LONGEST_INTRODUCTION = 120
"""Characters of what introduces a list of actions."""
_TOP = 4
"""Leaves at the beginning of a document among which its title is."""
_TITLES = 2
"""Of these, the first that may say of what other sort a document is."""
_LONGEST_TITLE = 20
"""Words."""
_COUNTED = re.compile(r"(?<![\w.,/-])(\d{1,6})\s+((?:[^\W\d]+\s+){0,2}[^\W\d]+)")
_FEWEST_TOLD = 5
"""Things: smaller numbers stand in every document."""


def counts_told(tree: Tree) -> frozenset[int]:
    """The numbers of actions that a document speaks of ("33 concrete initiatives")."""
    return frozenset(
        int(match[1])
        for leaf in tree.leaves
        if leaf.table < 0
        for match in _COUNTED.finditer(leaf.words.text)
        if int(match[1]) >= _FEWEST_TOLD and any(label_role(word) == "action" for word in match[2].split())
    )


_FEW_LINES = 2
_NEAR = 4
"""Leaves above a record among which the heading that it stands under is looked for; others of its set do not count."""


def calls_itself_plan(tree: Tree, *, in_general: bool = False) -> bool:
    """Whether a document's title says that it is a plan of actions, or in general a plan ("Sustainability Plan")."""
    alone = [leaf for leaf in tree.leaves[:_TOP] if leaf.table < 0 or len(tree.rows(leaf.table)[leaf.row]) == 1]
    top = [leaf for leaf in alone if leaf.size <= _LONGEST_TITLE and leaf.kind is not LeafKind.ITEM]
    if in_general and any(_NO_PLAN.search(leaf.words.text) for leaf in top):
        return False
    return any((_ANY_PLAN if in_general else _PLAN).search(leaf.words.text) for leaf in top)


def names_a_plan(line: str) -> bool:
    """Whether a line is the name of a plan ("Cohesion Action Plan 2027"), not a sentence about one."""
    is_name = len(line.split()) <= _LONGEST_TITLE and not line.rstrip().endswith((".", ":", ";"))
    return is_name and any(pattern.search(line) for pattern in (_PLAN, _ANY_PLAN))


def is_another_sort(tree: Tree) -> bool:
    """Whether a document's first lines say that it is an agenda, a report, a guide, and none that it is a plan."""
    top = [leaf for leaf in tree.leaves[:_TOP] if leaf.table < 0 and leaf.size <= _LONGEST_TITLE]
    is_none = any(_is_called_other(leaf.words.text) for leaf in top if leaf.number < _TITLES)
    others = [_NO_PLAN.sub("", leaf.words.text) for leaf in top]  # a "Lehrplan" is none
    return is_none and not any(_PLAN.search(text) or _ANY_PLAN.search(text) for text in others)


def _is_called_other(line: str) -> bool:
    """Whether a line begins or ends with what no plan is called; in the middle that is what the line is about."""
    found = _NO_PLAN.finditer(line)
    return any(min(len(line[: one.start()].split()), len(line[one.end() :].split())) <= _AT_ENDS for one in found)


_AT_ENDS = 3
"""Words."""


def headed_as_actions(tree: Tree, records: RecordSet, own: AbstractSet[int]) -> float:
    """The share of the records under a heading which says that these are actions ("Maßnahmen", "Actions")."""
    heads: list[Leaf | None] = []
    for record in records.records:
        if record.start - 1 in own and heads:
            heads.append(heads[-1])
            continue
        near = tree.leaves[max(0, record.start - _NEAR) : record.start]
        above = [leaf for leaf in near if leaf.number not in own and not leaf.is_set_aside and not leaf.is_label]
        heads.append(next((leaf for leaf in reversed(above) if _may_head(leaf, record)), None))
    lines = {one.number for one in heads if one and one.kind is LeafKind.PARAGRAPH}
    telling = [one for one in heads if one and says_actions(one.words.text)]
    if len(lines) > _FEW_LINES:
        telling = [one for one in telling if one.number not in lines]  # a label inside larger records
    return len(telling) / len(records.records)


def says_actions(heading: str) -> bool:
    """Whether a heading says that what stands below it are actions."""
    return introduces_actions(heading) or (label_role(heading) == "action" and sureness(heading) >= _SURE)


def introduces_actions(text: str) -> bool:
    """Whether words introduce a list of actions: "The following projects are part of it:"."""
    is_open = text.rstrip().endswith(":") and len(text) <= _LONGEST_INTRODUCTION
    return is_open and _INTRODUCES.fullmatch(text.rstrip()) is not None


def _may_head(leaf: Leaf, record: Record) -> bool:
    if leaf.kind is LeafKind.HEADING:
        return record.anchor is None or record.anchor.kind is not LeafKind.HEADING or leaf.level < record.anchor.level
    return leaf.kind is LeafKind.PARAGRAPH and (leaf.is_bold or leaf.words.text.rstrip().endswith(":"))


def headings_of(tree: Tree) -> Counter[str]:
    """How often each heading stands in a document, by its words without what numbers it."""
    return Counter(key_of(leaf.anchor.rest) for leaf in tree.leaves if leaf.kind is LeafKind.HEADING)


_ACTIONS = Worded(rf"(?i)\W*{any_shown('introducing-actions')}\W*")
_PREPOSITION = any_shown("small.prepositions")
_HEADS = Worded(
    rf"(?i)\W*(?P<before>(?:(?!{_PREPOSITION}\b)[^\W\d_]+[\s,&/-]+){{0,5}}?){any_shown('introducing-actions')}"
    rf"(?:\s+{_PREPOSITION}\b.*)?\W*"
)
"""Headings of actions: "Key areas and actions", "Actions to build community", not "Progress on actions"."""


def below_actions(tree: Tree) -> set[int]:
    """The numbers of headings whose next higher one says that what stands below it are actions."""
    found: set[int] = set()
    higher: list[Leaf] = []
    for leaf in (leaf for leaf in tree.leaves if leaf.kind is LeafKind.HEADING):
        higher = [one for one in higher if one.level < leaf.level]
        if higher and _ACTIONS.fullmatch(higher[-1].words.text):
            found.add(leaf.number)
        higher.append(leaf)
    return found


def lists_below_actions(
    tree: Tree, found: Mapping[tuple[str, str], Sequence[Leaf]]
) -> dict[tuple[str, str], Sequence[Leaf]]:
    """Lists by view and name, and of each the part below headings of actions where a document calls itself a plan.

    The part stands for a list that is there wholly.
    """
    told: set[int] = set()
    level = 0
    for leaf in tree.leaves if calls_itself_plan(tree) or calls_itself_plan(tree, in_general=True) else ():
        if leaf.kind is LeafKind.HEADING and (not level or leaf.level <= level):
            level = leaf.level if _heads_actions(leaf.anchor.rest.text) else 0
        elif level:
            told.add(leaf.number)
    every: dict[tuple[str, str], Sequence[Leaf]] = {}
    for (view, name), leaves in found.items():
        part = [leaf for leaf in leaves if leaf.number in told] if view == "items" else []
        if len(part) < max(len(leaves), _FEW_LINES):
            every[view, name] = leaves
        if len(part) >= _FEW_LINES:
            every[view, f"{name} below actions"] = part
    return every


def _heads_actions(heading: str) -> bool:
    match = _HEADS.fullmatch(heading)
    is_headed = match is not None and not any(map(is_status, match["before"].split()))
    return is_headed or (label_role(heading) == "action" and sureness(heading) >= 1)
