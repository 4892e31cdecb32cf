"""Plans, their sections, actions and milestones: identities only.

What an item says, who does it and by when are claims of sources (`claims`); an item itself is the thing that two
documents can disagree about.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cohesion_graph.model.ids import ActionRef, ItemId, Slug, action_of, is_milestone, milestone_of, node_id
from cohesion_graph.model.record import Record

__all__ = ["Action", "Item", "Plan", "Section"]


class Action(Record):
    """An action: its normalised reference and its milestones in the plan's order."""

    ref: ActionRef
    milestones: tuple[Slug, ...] = ()


class Section(Record):
    """A part of a plan, such as "Local actions"."""

    id: Slug
    title: Annotated[str, Field(min_length=1)]
    note: str = ""
    actions: tuple[Action, ...] = ()


class Plan(Record):
    """An action plan: sections of actions."""

    id: Slug
    title: Annotated[str, Field(min_length=1)]
    sections: tuple[Section, ...] = ()


class Item(Record):
    """One action or milestone with its place in the plan; made by `Dataset.items`, never stored."""

    id: ItemId
    section: Slug
    order: int
    """1-based place: of an action in the plan, of a milestone in its action."""

    @property
    def action(self) -> str:
        """The action's reference."""
        return action_of(self.id)

    @property
    def milestone(self) -> str:
        """The milestone's slug, empty for an action."""
        return milestone_of(self.id)

    @property
    def node(self) -> str:
        """Its node in the graph: ``action/CC9/milestone/report-produced``."""
        return node_id("item", self.id)

    @property
    def is_milestone(self) -> bool:
        """Whether it is a milestone rather than an action."""
        return is_milestone(self.id)
