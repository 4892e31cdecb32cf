"""What the mining asks of the language: what a label means, and how surely; what a numbered heading is called."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cohesion_graph.ingest.records import headings
from cohesion_graph.ingest.records.headings import Kind, kind_of_heading
from cohesion_graph.language import phrases

__all__ = ["DATES", "ITEMS", "KINDS", "PARTIES", "SURE", "called", "label_role", "sureness"]

KINDS: Final = headings.KINDS | {"title": Kind.ACTION}
"""What a column of a plan table is called whose values have a role; roles that are not here carry no claim."""
_PLAIN = {kind: role for role, kind in reversed(KINDS.items())}

SURE: Final = 0.6
"""From where the language's sureness makes a cell a label."""
PARTIES: Final = frozenset({"lead", "responsible", "partner"})
DATES: Final = frozenset({"deadline", "start", "period"})
ITEMS: Final = frozenset({"action", "title", "milestone", "description"})


def called(word: str) -> str:
    """What a thing is whose heading says "WORD 3": ``action``, ``milestone``, ``goal``, ``other``; empty if unknown.

    >>> called("Commitment"), called("figure"), called("hello")
    ('action', 'other', '')
    """
    return phrases.called(word) or ""


_SURE = 0.5


@lru_cache(20_000)
def _label(text: str) -> tuple[str, float]:
    found = phrases.roles_of(text)
    if found:
        role, sure = next(iter(found.items()))
        if sure >= _SURE:
            return role, sure
    kind = kind_of_heading(text) if len(text) < 60 else None
    if kind is Kind.PERIOD:
        return "period", 0.8
    if found:
        return next(iter(found.items()))
    return (_PLAIN.get(kind, ""), 0.4) if kind else ("", 0.0)


def label_role(text: str) -> str:
    """What a label says that its value is; empty where no language knows such a label.

    >>> label_role("Lead organisation:"), label_role("By when?"), label_role("Rainfall")
    ('lead', 'deadline', '')
    """
    return _label(text.strip(" :?"))[0]


def sureness(text: str) -> float:
    """How surely a text is a label, 0 to 1: less, the more words it has beside those that tell."""
    return _label(text.strip(" :?"))[1]
