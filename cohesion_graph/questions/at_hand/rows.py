"""Rows that an index keeps for many questions, and how a question chooses among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from cohesion_graph.graph.index import Index, Statement
from cohesion_graph.model.claims import Claim
from cohesion_graph.model.ids import action_and_milestone, action_of, is_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound

__all__ = ["Answer", "Rows", "of_party", "said", "told_of"]

Answer = tuple[list[Row], list[str]]
"""The rows of an answer, and sentences that must be read with them."""


class Rows(list[Row]):
    """Rows in the order of the plan, each with its ``item`` and ``action``."""

    @cached_property
    def _by_action(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self:
            found.setdefault(str(row["action"]), []).append(row)
        return found

    def about(self, item: str) -> list[Row]:
        """Those about a milestone, or an action with its milestones; all of them where no item is given."""
        if not item:
            return self
        told = self._by_action.get(action_of(item), [])
        return [row for row in told if row["item"] == item] if is_milestone(item) else told


def said(row: Iterable[Row], bound: Bound, **columns: str) -> list[Row]:
    """The rows whose columns have what was asked for: by column the parameter, where it was given."""
    wanted = [(name, bound.values[parameter]) for name, parameter in columns.items() if parameter in bound.values]
    return [one for one in row if all(one[name] == value for name, value in wanted)]


def told_of(index: Index, one: Statement[Claim]) -> Row:
    """The cells of any claim."""
    claim = one.claim
    action, milestone = action_and_milestone(claim.item)
    place = {"item": claim.item, "action": action, "milestone": milestone, "text": index.titles[claim.item]}
    return {**place, "source": claim.source, "basis": claim.basis.value, "quote": one.quote}


def of_party(index: Index, rows: Iterable[Row], bound: Bound) -> Iterable[Row]:
    """The rows about what a body has a role in, where one was asked about."""
    if (party := bound.values.get("party")) is None:
        return rows
    items = index.items_of.get(party, ())
    return [row for row in rows if row["item"] in items]
