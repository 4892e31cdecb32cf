"""What a page is made of: dataclasses that pages fill and templates print; a template never looks further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = [
    "Anchor",
    "Badge",
    "Bar",
    "Cell",
    "Fact",
    "Folded",
    "Grid",
    "Page",
    "Row",
    "SearchEntry",
    "Section",
    "Several",
    "Sorted",
    "Stated",
    "Statement",
    "Still",
    "Thing",
    "Words",
    "several",
]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: its text, and the path inside the site that it leads to (with ``#place`` where there is one)."""

    text: str
    path: str
    of: str = ""
    """What it is of, for those who hear links without the row they stand in: ``of the BME Network``."""
    current: bool = False
    """Whether it leads to the page that it stands on."""


@dataclass(frozen=True, slots=True)
class Words:
    """Quoted words with where they stand, highlighted, in their document."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A state told by words; `tone` adds a colour: ``red``, ``amber``, ``green``, ``blue`` or ``grey``."""

    text: str
    tone: str = "grey"


@dataclass(frozen=True, slots=True)
class Several:
    """Several values of one cell, as a list."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """A cell that is sorted by something else than its words, such as a day by ``2009-03-31``; empty comes last."""

    cell: Cell
    key: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of parts: the words, the shade (a class of the style sheet) and the count of each."""

    parts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a fact rests on: who says so, how that is known, the words; the same on every kind of page."""

    source: Cell
    """The document by its name; empty where there is only one."""
    basis: Cell
    words: Cell
    anchor: str = ""
    """Its place on the page, where something links to it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact and below it each statement that it rests on."""

    fact: tuple[Cell, ...]
    """Printed one after the other, such as a link and what is said of it: spaces and signs are theirs."""
    by: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Values of a cell that are shown when asked for; open in print and where a link leads in."""

    summary: str
    """What they are, and how many."""
    cells: tuple[Cell, ...]


Cell: TypeAlias = "str | Anchor | Words | Badge | Several | Sorted | Bar | Stated | Folded"


def several(cells: Sequence[Cell], nothing: str = "") -> Cell:
    """One cell of any number of values: the value itself if there is one, `nothing` if there is none."""
    return cells[0] if len(cells) == 1 else Several(tuple(cells)) if cells else nothing


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `anchor` is its place on the page, where something links to it."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first column heads its rows."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a summary: what, and its value."""

    term: str
    value: Cell
    anchor: str = ""
    """Its place on the page, where something links to it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a page: facts, then what is stated, then a table, then links, as far as there are any."""

    anchor: str
    heading: str
    intro: str = ""
    grid: Grid | None = None
    facts: tuple[Fact, ...] = ()
    stated: tuple[Stated, ...] = ()
    links: tuple[Anchor, ...] = ()
    notes: tuple[str, ...] = ()
    folded: bool = False
    """Whether it is shown when asked for; open in print and where a link leads in."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show under the heading."""
        return not (self.facts or self.stated or self.links or self.notes or (self.grid and self.grid.rows))


@dataclass(frozen=True, slots=True)
class Thing:
    """The content of most pages: a kind, a lead sentence, a summary, a warning, sections."""

    kind: str = ""
    """What sort of thing the page is about, above the heading: ``Action``; empty where the heading says it."""
    lead: str = ""
    summary: tuple[Fact, ...] = ()
    warning: str = ""
    """Said prominently before anything else, such as that documents disagree."""
    warning_links: tuple[Anchor, ...] = ()
    sections: tuple[Section, ...] = ()
    jump: bool = True
    """Whether a list of the sections stands at the top."""

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections that hold something."""
        return tuple(section for section in self.sections if not section.is_empty)

    @property
    def to_jump_to(self) -> tuple[Section, ...]:
        """The sections that the list at the top leads to: all but the folded ones, which follow what they are for."""
        return tuple(section for section in self.shown if not section.folded)


@dataclass(frozen=True, slots=True)
class Still:
    """A picture as pages show it: a still drawing that opens the interactive one."""

    name: str
    """Its name among the views."""
    title: str
    about: str
    opens: str
    """Path of the picture in the interactive page."""
    drawing: str
    """Path of the still drawing; empty where there is nothing to draw, or too much for a still one."""
    notes: tuple[str, ...] = ()
    """What was left out and why."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What the search finds: a title, the kind of thing, its page, and more words to find it by."""

    title: str
    kind: str
    path: str
    words: str = ""
    names: tuple[str, ...] = ()
    """What people call it besides: whoever types one of them alone means it."""
    thing: str = ""
    """Its kind among things that can be asked about: ``action``, ``organisation``, ``instrument`` ...; else empty."""


_LONGEST_DESCRIPTION = 160
"""Characters of a description that search engines show."""


@dataclass(frozen=True)
class Page:
    """One page: where it is, what it is called, and what its template prints."""

    path: str
    title: str
    """The heading; the document's title is this and the site's name."""
    content: object
    """The context dataclass of the template."""
    template: str = "thing.html"
    crumbs: tuple[Anchor, ...] = ()
    """The way down to the page, without the home page and itself."""
    address: str = ""
    """The address (IRI) of the thing the page is about; such a page has data files beside it."""
    downloads: tuple[Anchor, ...] = ()
    """The page's content in other forms."""
    data: str = ""
    """Path of the thing's data without its ending; empty where there is none."""
    thing: str = ""
    """What the data is about: a node, or ``doubts:``, ``text:`` or another kind and an identifier."""
    scripts: tuple[str, ...] = ()
    """Paths of its own scripts; pages with tables have theirs besides. Everything can be read without any."""
    json_ld: str = ""
    """schema.org JSON-LD to embed."""
    section: str = ""
    """Which entry of the navigation is current."""
    entries: tuple[SearchEntry, ...] = field(default=(), repr=False)
    """What the search finds on this page."""

    @property
    def description(self) -> str:
        """The page in a sentence or two, as a search engine shows it: what it leads with, or its heading."""
        lead = " ".join(str(getattr(self.content, "lead", "") or "").split()) or self.title
        return lead if len(lead) <= _LONGEST_DESCRIPTION else f"{lead[: _LONGEST_DESCRIPTION - 1].rstrip()}…"

    @property
    def has_terms(self) -> bool:
        """Whether it has a summary, whose terms may be explained."""
        return bool(getattr(self.content, "summary", ()))

    @property
    def has_tables(self) -> bool:
        """Whether a section of the page holds a table."""
        sections = (*getattr(self.content, "sections", ()), *getattr(self.content, "charts", ()))
        return any(section.grid and section.grid.rows for section in sections)
