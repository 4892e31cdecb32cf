"""One action, milestone, body, instrument or document of a plan, as ``plan["CC6"]`` gives it."""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cohesion_graph.model.ids import action_of

if TYPE_CHECKING:
    from cohesion_graph.plan import LoadedPlan
    from cohesion_graph.tables import Table

__all__ = ["PlanThing"]


@dataclass(frozen=True, slots=True, repr=False)
class PlanThing:
    """A thing of a plan: what it is called, and what the ready questions say about it, each as a table.

    >>> from cohesion_graph.plan import load
    >>> plan = load()
    >>> plan["CC4"]
    <action CC4: LSP to develop cohesion indicators that are meaningful to Stockton>
    >>> plan["the LAA"].id, [milestone.id for milestone in plan["CC6"].milestones][:1]
    ('local-area-agreement', ['CC6/welcome-packs-produced'])
    >>> plan["CC6"].who.header[:4]
    ('action', 'milestone', 'party', 'role')
    """

    plan: LoadedPlan
    kind: str
    """``action``, ``milestone``, ``organisation``, ``instrument`` or ``source``."""
    id: str
    text: str
    """Its words, or its name."""
    node: str
    """Its node in `LoadedPlan.graph`."""

    @property
    def _is_item(self) -> bool:
        return self.kind in {"action", "milestone"}

    @property
    def milestones(self) -> list[PlanThing]:
        """An action's milestones, in order; none for anything else."""
        return [self.plan[one] for one in self.plan.dataset.milestones_of(self.id)] if self.kind == "action" else []

    @property
    def who(self) -> Table:
        """Who leads, contributes to or is responsible for an item, in each source; or all that a body has to do."""
        if not self._is_item:
            return self.plan.ask("contributions", party=self.id)
        table = self.plan.ask("contributions")
        places = [table.header.index(name) for name in ("milestone", "action")]
        kept = [row for row in table.rows if (row[places[0]] or row[places[1]]) == self.id]
        return replace(table, rows=tuple(kept))

    @property
    def when(self) -> Table:
        """The deadlines of an item, an action's milestones included; or what a body has to do, by date."""
        return self.plan.ask("deadlines", item=self.id) if self._is_item else self.plan.ask("due", party=self.id)

    @property
    def progress(self) -> Table:
        """What was reported on an item, or on all that a body has to do."""
        return self.plan.ask("progress", **{"item" if self._is_item else "party": self.id})

    @property
    def hangs_on_it(self) -> Table:
        """What waits for it, puts something into it or names it."""
        return self.plan.ask("depends-on", on=self.id)

    @property
    def evidence(self) -> Table:
        """What the sources say about an item, word for word, and where."""
        return self.plan.ask("evidence", action=self.id)

    @property
    def differences(self) -> Table:
        """Where the sources differ about an item."""
        return self.plan.ask("discrepancies", item=self.id)

    @property
    def doubts(self) -> Table:
        """What the sources do not settle about the item's action."""
        return self.plan.ask("doubts", action=action_of(self.id))

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}: {textwrap.shorten(self.text, 100, placeholder=' ...')}>"

    def _repr_html_(self) -> str:
        """Kind, identifier and words for a notebook."""
        return f"<p><strong>{html.escape(self.id)}</strong> ({html.escape(self.kind)})<br>{html.escape(self.text)}</p>"
