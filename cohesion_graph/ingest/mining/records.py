"""Sets of repeated records: the shapes that views, roles and choice hand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.anchors import Anchor, anchor_of
from cohesion_graph.ingest.mining.leaves import Leaf
from cohesion_graph.ingest.mining.lexicon import PARTIES
from cohesion_graph.language.phrases import is_contact

__all__ = [
    "BODIES",
    "BY_LABEL",
    "BY_VALUES",
    "CODE",
    "COLUMN",
    "DATE",
    "HEAD",
    "PIECES",
    "ROW",
    "STATUS",
    "UNDER",
    "VIEWS",
    "WHEN",
    "WHO",
    "Field",
    "FieldColumn",
    "Record",
    "RecordSet",
    "View",
]


class View(NamedTuple):
    """A way in which records are found, for people and for the choice."""

    one: str
    many: str
    place: str
    """Where its records stand, in words: what the place of a plan table is called that is made of them."""
    is_anchored: bool = False
    """Whether they hang on headings or entries alone, not on labelled columns."""


VIEWS: Final = {
    "rows": View("row", "rows", "the table"),
    "forms": View("form", "forms", "the forms"),
    "cycle": View("block of labelled lines", "blocks of labelled lines", "the labelled lines"),
    "headings": View("heading", "headings", "the headings", is_anchored=True),
    "numbered": View("numbered heading", "numbered headings", "the numbered headings", is_anchored=True),
    "items": View("list entry", "list entries", "the list", is_anchored=True),
    "labelled": View("labelled line", "labelled lines", "the labelled lines"),
    "bold": View("line in bold", "lines in bold", "the lines in bold", is_anchored=True),
    "paragraphs": View("paragraph", "paragraphs", "the paragraphs", is_anchored=True),
    "sentences": View("sentence", "sentences", "the paragraphs", is_anchored=True),
    "cells": View("cell below a heading", "cells below headings", "the table"),
    "elements": View("element", "elements", "the elements"),
    "alike": View("block that begins alike", "blocks that begin alike", "the blocks", is_anchored=True),
    "files": View("file", "files", "the files"),
}
"""Every view of `candidates` by its name, and the files of one read."""

BY_LABEL = "its label"
"""Why a column has its role: the language knows its label."""
BY_VALUES = "its values"
"""Likewise: its values have a form that tells."""

WHO, WHEN, CODE, STATUS, UNDER = "#who", "#when", "#code", "#status", "#under"
COLUMN, ROW, DATE = "#below", "#row", "#date"
PIECES: Final = {
    WHO: "responsible",
    WHEN: "deadline",
    UNDER: "deadline",
    DATE: "deadline",
    COLUMN: "responsible",
    CODE: "reference",
    STATUS: "status",
    ROW: "goal",
}
"""Columns that hold what the words of a record say without a label, each with what that is."""
BODIES = "milestones (of bodies)"
"""The name of the set of lines whose labels are the names of bodies: what each does."""
HEAD = "#head"
"""The name of the column that holds what a record begins with, where no label says so."""


@dataclass(slots=True)
class Field:
    """A value of a record."""

    name: str
    """The label's key; one with ``#`` in front where the document prints none."""
    label: Words
    words: Words
    leaf: Leaf

    @property
    def anchor(self) -> Anchor:
        """What counts it, and its words without that."""
        own = self.words is self.leaf.words
        return self.leaf.anchor if own else anchor_of(self.words, self.leaf.counted)


@dataclass(slots=True)
class Record:
    """One of the repeated things: the leaves from `start` up to `end`."""

    start: int
    end: int
    anchor: Leaf | None = None
    """The leaf that begins it and says what it is: a heading, an entry; None for rows and forms."""
    words: Words = field(default_factory=Words)
    """The part of the anchor that it is, where that holds several: an entry of a list in a cell; else empty."""
    around: list[Field] = field(default_factory=list)
    """What is said of it by what stands around it: the heading of its column, the cell in front."""
    fields: list[Field] = field(default_factory=list)
    below: list[Record] = field(default_factory=list)
    """The records that name it as the one they stand under."""

    def get(self, name: str) -> list[Field]:
        """Its values of one name."""
        return [one for one in self.fields if one.name == name]


@dataclass(slots=True)
class FieldColumn:
    """All values of one name over the records of a set."""

    name: str
    label: Words
    values: dict[int, list[str]] = field(default_factory=dict)
    """The texts, by the number of the record."""
    role: str = ""
    """What it holds, in the words of the language files; empty where nothing tells."""
    why: str = ""
    """What told the role: its label, its values, its form."""
    features: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class RecordSet:
    """Records found in one way, with what their fields hold and how much they look like a plan."""

    view: str
    """How they were found: a name of `VIEWS`."""
    name: str
    """What sets of one view are told apart by: a level, the word in front of the numbers."""
    records: list[Record]
    columns: dict[str, FieldColumn] = field(default_factory=dict)
    title: str = ""
    """The name of the column that says what each record is."""
    tier: str = ""
    likeness: float = 0.0
    share: float = 0.0
    """Of the document's words, those that stand in its records."""
    score: float = 0.0
    signs: dict[str, float] = field(default_factory=dict)
    """What speaks for a plan and against it, by the names of the weights; most are shares from 0 to 1."""
    depth: int = 0
    """Of a level of a tree told by its records' own names: 1 for the highest; 0 for any other set."""
    left_out: frozenset[str] = frozenset()
    """The columns that are no fields of such records: those that name parents, and those of another level."""
    parts: str = ""
    """How a taught example parts the first words of its records; empty where none does."""

    @property
    def is_anchored(self) -> bool:
        """Whether its records hang on headings, entries or labels that nobody knows, not on labelled columns.

        Headings of which most have a body under a label are as good as a table with a column for it.
        """
        if self.view == "cycle":
            return all(one.why != BY_LABEL for one in self.columns.values())
        return VIEWS[self.view].is_anchored and not self.says_who

    @property
    def says_who(self) -> bool:
        """Whether most of its records have a body under a label, other than whom to ask."""
        told = (one for one in self.columns.values() if one.role in PARTIES and one.why == BY_LABEL)
        return any(2 * len(one.values) >= len(self.records) for one in told if not is_contact(one.label.text))

    @property
    def spans(self) -> Sequence[tuple[int, int]]:
        """The intervals of its records, in order."""
        return [(one.start, one.end) for one in self.records]

    def roles(self) -> set[str]:
        """What its columns hold, the title's left out."""
        return {one.role for name, one in self.columns.items() if one.role and name != self.title}
