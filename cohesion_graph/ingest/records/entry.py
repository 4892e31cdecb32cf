"""An action as a table presents it: its title, its rows, and the cells of each row by what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind
from cohesion_graph.ingest.what.milestones import find_label
from cohesion_graph.model.codes import PresentedAs

__all__ = ["Entry", "Line", "Value", "label_off", "told_by_milestone"]


@dataclass(frozen=True, slots=True)
class Value:
    """A cell of a row of an action, with the column it stands in."""

    column: Column
    words: Words
    """What stands, struck words left out."""
    struck: Words = field(default_factory=Words)
    rows: int = 1
    """How many rows the cell covers: one that covers several is about the action, not about the first milestone."""
    is_carried: bool = False
    """Whether the cell stands beside an action above, and covers this one's row as well."""


@dataclass(slots=True)
class Line:
    """What one row of an action holds (several, where a row was broken)."""

    milestones: Words = field(default_factory=Words)
    signs: list[Value] = field(default_factory=list)
    """Cells of further columns of signs of progress, such as measures beside the milestones."""
    values: dict[Kind, list[Value]] = field(default_factory=dict)
    comments: list[Value] = field(default_factory=list)
    """Cells of columns of notes and updates: commentary, and what travels with a status that stands beside it."""
    has_title: bool = False

    def get(self, kind: Kind) -> list[Value]:
        """The filled cells of a kind."""
        return [value for value in self.values.get(kind, []) if value.words or value.struck]


@dataclass(slots=True)
class Entry:
    """One action as the table presents it."""

    table: PlanTable
    title: Words
    reference: Words = field(default_factory=Words)
    section: Words = field(default_factory=Words)
    descriptions: list[Value] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    presented_as: PresentedAs = PresentedAs.MILESTONE
    label: str = ""
    """The label that parts title and milestones inside the cell, if there is one."""
    milestones_in_column: bool = False
    """Whether milestones have a column of their own: then the row's bodies and dates are about the action."""
    asides: list[tuple[str, Words]] = field(default_factory=list)
    """Words that carry no claim: ``label``, ``ghost`` or ``commentary``, and the words."""
    is_aligned: bool = False
    """Whether it is one of several in a cell, and what stands beside it was given to it by its number or order."""
    told_by_milestone: frozenset[Kind] = frozenset()
    """Kinds of value that the table gives beside each milestone, where an action has several rows of them."""
    doubts: list[tuple[str, Words]] = field(default_factory=list)
    """What the way the row is printed leaves open: a sentence, and the words it is about."""
    unreferenced: bool = False
    """Whether it was taken for an action although the table gives others a reference and this one none."""

    @property
    def naming_words(self) -> Words:
        """Its title, or else its reference, or any of its words; empty for a row of nothing but a number."""
        if self.title.tidy:
            return self.title
        values = [value.words for line in self.lines for listed in line.values.values() for value in listed]
        values += [line.milestones for line in self.lines]
        values += [value.words for line in self.lines for value in (*line.signs, *line.comments)]
        first = next((words for words in (*values, *(one.words for one in self.descriptions)) if words.tidy), Words())
        return self.reference if first and self.reference.tidy else first


def told_by_milestone(found: Sequence[Entry]) -> frozenset[Kind]:
    """Kinds of value that stand beside each milestone wherever an action has several rows of milestones."""
    kinds = (*PARTY_KINDS, Kind.DEADLINE)
    listed = ([line for line in entry.lines if line.milestones] for entry in found if entry.milestones_in_column)
    lists = [lines for lines in listed if len(lines) > 1]
    return frozenset(
        kind
        for kind in kinds
        if lists and all(line.get(kind) and line.get(kind)[0].rows == 1 for lines in lists for line in lines)
    )


def label_off(entry: Entry, line: Line) -> None:
    """A milestone column's cell may repeat the label in front of its entries."""
    label = find_label(line.milestones)
    if label and label.start == 0:
        entry.asides.append(("label", line.milestones[: len(label.text)]))
        line.milestones = line.milestones[label.end :].strip()
