"""One row of one action while it is being claimed, and what all claims from a source share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.claims.collector import ClaimCollector
from cohesion_graph.ingest.claims.registrar import Registrar
from cohesion_graph.ingest.opened import Document
from cohesion_graph.ingest.records.entry import Entry, Line, Value
from cohesion_graph.ingest.records.headings import PARTY_KINDS
from cohesion_graph.ingest.what.alignment import Aligned
from cohesion_graph.ingest.who.parties import KnownNames
from cohesion_graph.model.codes import Basis

__all__ = ["RowInHand", "SourceInHand"]

V = TypeVar("V")
_MARKED = re.compile(rf"(?m)^\s*[{BULLETS}]")


@dataclass(frozen=True, slots=True)
class SourceInHand:
    """A document with the collector its claims go to, and the register and names shared with other documents."""

    document: Document
    registrar: Registrar
    known: KnownNames
    claims: ClaimCollector


@dataclass(frozen=True, slots=True)
class RowInHand:
    """A row with the items it speaks of: the action, and the milestones printed in it."""

    ref: str
    entry: Entry
    line: Line
    milestones: Sequence[str]
    """Identifiers of the row's milestones, in order."""
    words: Sequence[Words]
    """Their words."""

    @property
    def texts(self) -> list[str]:
        """The milestones' words as text."""
        return [words.text for words in self.words]

    def item(self, milestone: int | None) -> str:
        """The identifier of a milestone of the row by its place; of the action for None."""
        return self.ref if milestone is None else self.milestones[milestone]

    def count_for(self, values: Sequence[Value], found: int) -> int:
        """How many milestones a cell's values are about: 0 if they are about the action as a whole.

        The row that prints the title is the action's own row, unless other rows of the action have values of their
        own: then each row speaks for its milestones. Dates as many as the milestones go with them in any case.

        Args:
            values: The cells.
            found: How many bodies or dates they hold.
        """
        count = len(self.milestones)
        if self.entry.table.is_written:
            return 0
        if not self.line.has_title or count == 0:
            return count
        kinds = {value.column.kind for value in values}
        if values and all(re.search(r"(?i)\bmilestone", value.column.title) for value in values):
            return count
        if kinds <= self.entry.told_by_milestone or self._are_both_lists(values, found):
            return count
        if count == found > 1 and not (self.entry.milestones_in_column and kinds & set(PARTY_KINDS)):
            return count
        others = [other for other in self.entry.lines if other is not self.line and other.milestones]
        each_has_own = any(other.get(kind) for other in others for kind in kinds)
        return count if each_has_own and all(value.rows == 1 for value in values) else 0

    def _are_both_lists(self, values: Sequence[Value], found: int) -> bool:
        """Whether cell and milestones are lists with marks and as many entries: then they go by order."""
        marked = [len(_MARKED.findall(words.text)) for words in (*(one.words for one in values), self.line.milestones)]
        return len(values) == 1 and found > 1 and marked == [found, len(self.milestones)] and found == marked[1]

    def basis(self, one: Aligned[V], values: Sequence[Value]) -> Basis:
        """What the belonging of something found in some cells to its item rests on."""
        if one.basis is not Basis.COLUMN_HEADING:
            return one.basis
        if values and all(value.is_carried for value in values):
            return Basis.CARRIED_DOWN
        return Basis.ALIGNED_BY_ORDER if self.entry.is_aligned else one.basis

    def shared(self, values: Sequence[V], count: int) -> list[Aligned[V]]:
        """One value (or joint group) for several milestones: for each of the row, or for the action of a single row."""
        if sum(bool(line.milestones) for line in self.entry.lines) < 2:
            return [Aligned(value, None, Basis.CELL_NOT_ALIGNED) for value in values]
        return [Aligned(value, place, Basis.COLUMN_HEADING) for place in range(count) for value in values]
