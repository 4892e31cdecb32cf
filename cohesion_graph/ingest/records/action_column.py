"""Which column of a table holds the actions, where headings alone leave a choice: the rows decide.

A plan may have columns for several sizes of thing (theme, objective, action, task, measure). The action is the finest
that is to be *done*: what is coarser becomes the section, what is finer the milestones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from math import floor

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.records.body_cells import is_part
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind
from cohesion_graph.ingest.records.told_by_cells import names_bodies
from cohesion_graph.ingest.what.references import is_reference
from cohesion_graph.ingest.when.dates import find_dates
from cohesion_graph.ingest.when.deadlines import is_deadline
from cohesion_graph.language.files import any_of
from cohesion_graph.status_words import tells_status

__all__ = ["RANK", "settled"]

Rows = Sequence[Mapping[int, Cell]]

_WORDS_FOR_ACTIONS = (
    r"\bactions?\b",
    r"\b(tasks?|activit\w+|commitments?|pledges?|initiatives?)\b|^what\b|we will",
    r"(?!how\b)",
    "",
)
"""The words of headings for actions, the most telling first; "How" only where nothing else is the action."""
_DOABLE = re.compile(
    r"(?i)\b(deliverables?|measures?|outputs?|key (steps|tasks|activities)|steps|sub-?(actions?|tasks?))\b"
)
"""Headings of signs of progress that may as well head the things to be done ("Objective | Measures | Indicators")."""
_SIGNS_ONLY = re.compile(r"(?i)success|progress|performance|kpi|indicator|how (will|do|would|shall) we")
_FINER = re.compile(r"(?i)\b(tasks?|activit\w+|steps?|sub-?\w+)\b")
_COARSE = re.compile(
    r"(?i)\b(themes?|work ?streams?|pillars?|priorit\w+|areas?|categor\w+|domains?|strands?|sections?|programmes?|"
    r"strateg\w+)\b"
)
_HOPED_FOR = re.compile(
    r"(?i)^(?!.*(success|measure|kpi|indicator|how )).*\b(outcomes?|results?|targets?|ambitions?)\b"
)

_NAMED = frozenset({Kind.ACTION, Kind.GOAL, Kind.DESCRIPTION})
_BESIDE = frozenset({Kind.MILESTONE, Kind.DESCRIPTION})
_ITEMS = frozenset({Kind.ACTION, Kind.GOAL, Kind.MILESTONE, Kind.DESCRIPTION})
"""One of these is the action: the last of them stays what its heading says, whatever it holds."""


def settled(columns: Mapping[int, Column], rows: Rows = ()) -> dict[int, Column]:
    """Columns with exactly one of them the action.

    Args:
        columns: Columns with the kinds that their headings tell.
        rows: Rows of the table: whether one entry of a column stands beside several of another tells the coarser.
    """
    found = _by_cells(columns, rows)
    if changed := _changed_places(found, rows):
        names, things = changed
        kind = found[names].kind
        found[things] = replace(found[things], kind=Kind.ACTION if kind in PARTY_KINDS else kind)
        found[names] = replace(found[names], kind=kind if kind in PARTY_KINDS else Kind.RESPONSIBLE)
    action = _chosen(found, rows)
    for number, column in sorted(found.items()):
        found[number] = replace(column, kind=_kind_beside(number, column, action, rows))
    if action and all(column.kind is not Kind.REFERENCE for column in found.values()):
        _take_reference(found, action)
    _take_unheaded(found, action, rows)
    return found


def _by_cells(columns: Mapping[int, Column], rows: Rows) -> dict[int, Column]:
    """Columns set right where nearly all cells hold something else than the heading may mean.

    "Target" and "Delivered by" may head dates, "Complete?" may head yes and no.
    """
    found = dict(columns)
    for number, column in sorted(columns.items()):
        texts = [row[number].words.text for row in rows if number in row and row[number].words]
        has_dates = any(one.kind in {Kind.DEADLINE, Kind.PERIOD} for one in found.values())
        if column.kind is Kind.BODY and not (texts and _nearly_all(texts, is_part)):
            del found[number]
        if not texts or number not in found:
            continue
        if column.kind is Kind.GOAL and all(RANK.fullmatch(text.strip()) for text in texts):
            found[number] = replace(column, kind=Kind.RESOURCE)
            continue
        may_be_numbers = column.kind is Kind.MILESTONE and number == min(columns) and len(texts) > 1
        if may_be_numbers and _nearly_all(texts, _is_number):
            found[number] = replace(column, kind=Kind.REFERENCE)
            continue
        may_be_dates = column.kind in PARTY_KINDS or (column.kind in _BESIDE and not has_dates)
        may_be_dates &= any(one.kind in _ITEMS for other, one in found.items() if other != number)
        if may_be_dates and _nearly_all(texts, is_deadline):
            found[number] = replace(column, kind=Kind.DEADLINE)
        elif column.kind is Kind.DEADLINE and not any(is_deadline(text) or any(find_dates(text)) for text in texts):
            are_statuses = _nearly_all(texts, partial(tells_status, heading=column.title))
            found[number] = replace(column, kind=Kind.STATUS) if are_statuses else column
    return found


_NEARLY_ALL = 0.75
RANK = re.compile(rf"(?i){any_of('rows.ratings')}|h|m|l|h/m|m/l|\d")
"""How pressing an action is: no part of the plan that it stands under."""


def _changed_places(columns: Mapping[int, Column], rows: Rows) -> tuple[int, int] | None:
    """Columns whose headings cells contradict: one names bodies, another says what is done, though headed for bodies.

    "Action" may head who acts, "Delivery" what is delivered, and headings may stand in another order than their cells.

    Returns:
        The column that names bodies, and the one that says what is done; None where no two columns are like that.
    """
    texts = {n: [row[n].words.tidy for row in rows if n in row and row[n].words] for n in columns}
    kinds = {one.kind for one in columns.values()}
    headed = {Kind.ACTION, Kind.MILESTONE, *([] if kinds & _NAMED else PARTY_KINDS)}
    names = [n for n in sorted(columns) if columns[n].kind in headed and _several(texts[n], names_bodies)]
    other = {*PARTY_KINDS, Kind.REFERENCE}
    things = [n for n in sorted(columns) if columns[n].kind in other and n not in names and _are_things(texts[n])]
    return (names[0], things[0]) if names and things else None


def _nearly_all(texts: Sequence[str], is_so: Callable[[str], bool]) -> bool:
    """Whether nearly all texts are so; no more of them are asked than it takes to know that they are not."""
    others = floor((1 - _NEARLY_ALL) * len(texts))
    return next(islice((text for text in texts if not is_so(text)), others, None), None) is None


def _several(texts: Sequence[str], is_so: Callable[[str], bool]) -> bool:
    return len(texts) > 1 and _nearly_all(texts, is_so)


def _are_things(texts: Sequence[str]) -> bool:
    """Whether texts are long for names of bodies, hardly any is one, and hardly any comes twice."""
    length = sum(len(text.split()) for text in texts) / max(1, len(texts))
    are_apart = len({*texts}) >= 0.9 * len(texts) > 1
    return length > _SHORT and are_apart and sum(map(names_bodies, texts)) < 0.25 * len(texts)


_SHORT = 3
"""Words."""


def _is_number(text: str) -> bool:
    return is_reference(text) and bool(re.search(r"\d", text))


def _chosen(columns: Mapping[int, Column], rows: Rows) -> int:
    """The number of the column that holds the actions."""
    by_kind: dict[Kind, list[int]] = {}
    for number, column in sorted(columns.items()):
        by_kind.setdefault(column.kind, []).append(number)
    if actions := by_kind.get(Kind.ACTION):
        return min(actions, key=lambda number: (_rank(columns[number].title), number))
    goals, signs = by_kind.get(Kind.GOAL, []), by_kind.get(Kind.MILESTONE, [])
    described = by_kind.get(Kind.DESCRIPTION, [])
    goal = goals[-1] if goals else None
    doable = [number for number in signs if _is_doable(columns[number].title)]
    if doable and goal is None and (not described or doable[0] < described[0]):
        return doable[0]
    if doable and goal is not None and doable[0] > goal:
        has_other_signs = any(number != doable[0] for number in signs)
        if has_other_signs or _is_coarser(columns, rows, goal, doable[0]):
            return doable[0]
    if described and goal is not None and described[0] > goal and _is_coarser(columns, rows, goal, described[0]):
        return described[0]
    return goal if goal is not None else (described or signs)[0]


def _rank(title: str) -> int:
    return next(rank for rank, pattern in enumerate(_WORDS_FOR_ACTIONS) if re.search(pattern, title.casefold()))


def _is_doable(title: str) -> bool:
    return bool(_DOABLE.search(title)) and not _SIGNS_ONLY.search(title)


def _is_coarser(columns: Mapping[int, Column], rows: Rows, one: int, other: int) -> bool:
    """Whether a column is coarser than another: by its heading, or because its entries cover or repeat over rows."""
    return bool(_COARSE.search(columns[one].title)) or _covers(rows, one, other)


def _covers(rows: Rows, one: int, other: int) -> bool:
    """Whether entries of one column stand beside several entries of the other."""
    beside = [row[one].words.tidy if one in row else "" for row in rows if other in row and row[other].words]
    return len(set(filter(None, beside))) <= 0.75 * len(beside)


def _kind_beside(number: int, column: Column, action: int, rows: Rows) -> Kind:
    """What a column holds now that the column of actions is known."""
    if number == action:
        return Kind.ACTION
    is_before = number < action
    if column.kind is Kind.ACTION:
        if is_before:
            return Kind.GOAL
        is_finer = _FINER.search(column.title) or _covers(rows, action, number) or _are_lists(rows, number)
        return Kind.MILESTONE if is_finer else Kind.DESCRIPTION
    if column.kind is Kind.MILESTONE and is_before and _HOPED_FOR.search(column.title):
        return Kind.GOAL
    if column.kind is Kind.GOAL and not is_before and re.search(r"(?i)\bstrateg(y|ies)\b", column.title):
        return Kind.LINK
    return column.kind


def _are_lists(rows: Rows, number: int) -> bool:
    """Whether the cells of a column are lists with marks."""
    texts = [row[number].words.text for row in rows if number in row and row[number].words]
    return bool(texts) and all(re.match(rf"\s*[{BULLETS}]", text) for text in texts)


def _take_reference(columns: dict[int, Column], action: int) -> None:
    """A column "Action no." beside "Action" is told by its heading already; nothing else is taken for one."""
    for number, column in columns.items():
        if number < action and re.search(r"\b(no|ref|id)\b\.?$", column.title.casefold()):
            columns[number] = replace(column, kind=Kind.REFERENCE)


def _take_unheaded(columns: dict[int, Column], action: int, rows: Rows) -> None:
    """Take columns without a known heading in front of the actions: references if they hold such, else what groups."""
    for number in range(action):
        texts = [row[number].words.tidy for row in rows if number in row and row[number].words and action in row]
        if number in columns or not texts:
            continue
        kinds = {column.kind for column in columns.values()}
        if Kind.REFERENCE not in kinds and sum(map(is_reference, texts)) >= 0.8 * len(texts):
            columns[number] = Column(Kind.REFERENCE, Words())
        elif Kind.GOAL not in kinds and sum(map(len, texts)) >= _LONG_ENOUGH * len(texts):
            columns[number] = Column(Kind.GOAL, Words())


_LONG_ENOUGH = 12
"""Characters that words in front of an action have on average, where they can be what it stands under."""
