"""What readers of pages are told about words that may be headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cohesion_graph.ingest.records.headings import Kind, kinds_of_headings
from cohesion_graph.ingest.what.references import is_reference
from cohesion_graph.ingest.when.deadlines import is_deadline

__all__ = ["PlanLooks"]

_COUNTED = re.compile(r"\D{3,30} (?:\d+(?:\.\d+)*|[A-Z])\s*[:–—]")
"""How what is counted begins, "Objective 1: Keep the woods": two beside each other stand in columns of running text."""


class PlanLooks:
    """Headings of plans, as far as `headings` knows them."""

    def are_headings(self, texts: Sequence[str]) -> bool:
        """Whether texts beside each other are headings: known ones, short, capitals in front, no date among them."""
        if len(texts) < 2 or any(text[:1].islower() or len(text.split()) > 8 for text in texts):
            return False
        if any(is_deadline(text) or (re.search(r"\d", text) and is_reference(text)) for text in texts):
            return False
        if sum(bool(_COUNTED.match(text)) for text in texts) > 1:
            return False
        kinds = kinds_of_headings(texts)
        return sum(kind is not None for kind in kinds) >= max(2, (len(texts) + 1) // 2) and len(set(kinds) - {None}) > 1

    def head_actions(self, texts: Sequence[str]) -> bool:
        """Whether headings name a column of actions."""
        return Kind.ACTION in kinds_of_headings(texts)

    def head_no_actions(self, texts: Sequence[str]) -> bool:
        """Whether texts are headings of a plan, and none of them of actions, goals or references."""
        kinds = set(kinds_of_headings(texts)) - {None}
        return bool(kinds) and not kinds & {Kind.ACTION, Kind.REFERENCE, Kind.GOAL}
