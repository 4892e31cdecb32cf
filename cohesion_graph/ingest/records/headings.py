"""What column headings and labels mean: the language files know the words, here they become kinds of column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from cohesion_graph.documents.words import Words, tidy
from cohesion_graph.ingest.when.periods import are_in_a_row, is_period
from cohesion_graph.language.exports import roles_in_export
from cohesion_graph.language.phrases import role_of, roles_of, sorts_of
from cohesion_graph.model.codes import PresentedAs

__all__ = [
    "KINDS",
    "PARTY_KINDS",
    "Column",
    "Kind",
    "kind_of_heading",
    "kinds_in_export",
    "kinds_of_headings",
    "presented_as",
]


class Kind(StrEnum):
    """What the cells under a heading hold."""

    REFERENCE = "reference"
    ACTION = "action"
    GOAL = "goal"
    """Something coarser than an action, such as an objective or a theme; the action if there is nothing finer."""
    DESCRIPTION = "description"
    MILESTONE = "milestone"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    PARTNER = "partner"
    DEADLINE = "deadline"
    START = "start"
    PERIOD = "period"
    """A year, quarter or month that heads a column of its own: a mark below says when, words say what is due then."""
    LEVEL = "level"
    """How deep a row stands in a tree of goals, actions and milestones."""
    BODY = "body"
    """A body that heads a column of its own: letters or marks below it say which part it has."""
    STATUS = "status"
    LINK = "link"
    """Names of strategies and plans that the action hangs together with."""
    NEED = "need"
    """What the action depends on."""
    UPDATE = "update"
    """Notes on progress, kept as commentary."""
    OUTCOME = "outcome"
    """What is hoped for in general, in prose: kept as commentary."""
    RESOURCE = "resource"
    """Money and means: kept as commentary."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan table: what its heading says it holds."""

    kind: Kind
    heading: Words

    @property
    def title(self) -> str:
        """The heading's words, tidy."""
        return self.heading.tidy


PARTY_KINDS = (Kind.LEAD, Kind.RESPONSIBLE, Kind.PARTNER)
KINDS: Final = {kind.value: kind for kind in Kind if kind not in {Kind.BODY, Kind.UPDATE, Kind.RESOURCE}} | {
    "measure": Kind.MILESTONE,
    "note": Kind.UPDATE,
    "cost": Kind.RESOURCE,
    "risk": Kind.RESOURCE,
}
"""The kind of column for what a label means; a bare title, and ways to reach somebody, are no column read here."""
_SAID_IN_BRACKETS = {Kind.LEAD, Kind.PARTNER, Kind.STATUS}
"""What brackets may say of a heading: "Delivery body (lead)" beside "Delivery body (support)", "Progress (RAG)"."""
_PRESENTED = {code.value: code for code in PresentedAs}
_LONGEST = 70
_MOST_WORDS = 9


@lru_cache(20_000)
def kind_of_heading(text: str) -> Kind | None:
    """What a column with this heading holds; None for words that are no heading known here.

    >>> [kind_of_heading(text).value for text in ["Ref.", "Lead Responsibility", "By when?", "Success Measures"]]
    ['reference', 'lead', 'deadline', 'milestone']
    """
    if is_period(text):
        return Kind.PERIOD
    if (whole := KINDS.get(role_of(re.sub(r"[()/]", " ", text), least=1.0) or "")) in _SAID_IN_BRACKETS:
        return whole
    for bracket in re.findall(r"\(([^()]*)\)", text):
        if (kind := KINDS.get(role_of(bracket, least=1.0) or "")) in _SAID_IN_BRACKETS:
            return kind
    # a heading with instructions below it: the first line or sentence is what the column is called
    for words in (text, re.split(r"\n|[.:?;]\s|\s[-–]\s", text.strip(), maxsplit=1)[0]):
        plain = _plain(words)
        if plain and len(plain) <= _LONGEST and len(plain.split()) <= _MOST_WORDS and (kind := _kind(plain)):
            return kind
    return None


def _kind(plain: str) -> Kind | None:
    if is_period(plain):
        return Kind.PERIOD
    found = roles_of(plain)
    role = role_of(plain) or ""
    # the title of a commitment is what the commitment is called
    kind = Kind.ACTION if role == "title" and Kind.ACTION in found else KINDS.get(role)
    # "Lead: who will do it?": whoever leads is responsible as well
    return Kind.LEAD if kind is Kind.RESPONSIBLE and Kind.LEAD in found else kind


def kinds_of_headings(texts: Sequence[str]) -> list[Kind | None]:
    """What the columns under a row of headings hold; dates are headings only where periods follow each other.

    >>> kinds_of_headings(["Task", "2024/25", "2025/26"])[1].value, kinds_of_headings(["Plant trees", "May 2025"])
    ('period', [None, None])
    """
    kinds = [kind_of_heading(text) for text in texts]
    titles = [number for number, text in enumerate(texts) if role_of(text, least=1.0) == "title"]
    if titles and Kind.ACTION not in kinds and {Kind.GOAL, Kind.DESCRIPTION} & set(kinds):
        kinds[titles[0]] = Kind.ACTION  # beside goals, or what describes it, what has a title is the action
    periods = [tidy(text) for text, kind in zip(texts, kinds, strict=True) if kind is Kind.PERIOD]
    return kinds if are_in_a_row(periods) else [None if kind is Kind.PERIOD else kind for kind in kinds]


def kinds_in_export(texts: Sequence[str]) -> list[Kind | None] | None:
    """What the columns of a known program's export hold, a kind for each heading; None for any other headings.

    >>> [kind and kind.value for kind in kinds_in_export(["Card ID", "Card Name", "List Name", "Members"])]
    [None, 'action', 'goal', 'responsible']
    """
    roles = roles_in_export([tidy(text) for text in texts]) if len(texts) > 1 else None
    return None if roles is None else [KINDS.get(role or "") for role in roles]


def _plain(text: str) -> str:
    text = re.sub(r"(?<=[a-z])- ?(?=(?:ance|ment|tion|ble|bility|sible|sibility|ing|ship|ness)\b)", "", text)
    return re.sub(r"\s*\([^)]*\)", "", tidy(text)).strip(" .:*?-–/") or tidy(text).strip("() ")


def presented_as(heading: str) -> PresentedAs:
    """What a plan calls the signs of progress in a column of this heading.

    >>> presented_as("Key milestones").value, presented_as("KPIs").value, presented_as("How will we know?").value
    ('milestone', 'indicator', 'success-measure')
    """
    is_done = Kind.ACTION in roles_of(heading)  # "Tasks" below an action are steps to it
    told = PresentedAs.MILESTONE if is_done else PresentedAs.SUCCESS_MEASURE
    return next((_PRESENTED[sort] for sort in sorts_of(heading)), told)
