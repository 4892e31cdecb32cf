"""What each column of a table holds, by its headings or, failing that, by its cells."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words, tidy
from cohesion_graph.ingest.records.action_column import settled
from cohesion_graph.ingest.records.headings import (
    PARTY_KINDS,
    Column,
    Kind,
    kind_of_heading,
    kinds_in_export,
    kinds_of_headings,
)
from cohesion_graph.ingest.records.told_by_cells import corrected
from cohesion_graph.ingest.what.references import is_reference
from cohesion_graph.ingest.when.deadlines import is_deadline
from cohesion_graph.ingest.who.names import stands_alone
from cohesion_graph.ingest.who.well_known import is_body, is_service
from cohesion_graph.language.files import any_of
from cohesion_graph.language.patterns import Worded, any_shown

__all__ = [
    "ITEM_KINDS",
    "TOLD_BY_VALUES",
    "PlanTable",
    "are_of_risks",
    "fits_below",
    "header_of",
    "header_of_two_rows",
    "same_columns",
]

ITEM_KINDS = frozenset({Kind.ACTION, Kind.GOAL, Kind.MILESTONE, Kind.DESCRIPTION})
"""Kinds of column that can hold the thing to be done."""
TOLD_BY_VALUES = "What stands under {!r} was told by the values, not by the heading: {}."
_ACTING = frozenset(PARTY_KINDS)
_TELLING = {*PARTY_KINDS, Kind.DEADLINE, Kind.START, Kind.MILESTONE, Kind.REFERENCE, Kind.STATUS}


@dataclass(slots=True)
class PlanTable:
    """A table that was understood: columns by number, and the rows that hold data."""

    columns: dict[int, Column]
    rows: list[dict[int, Cell]]
    place: str
    caption: Words = field(default_factory=Words)
    """The heading or paragraph that stands before it."""
    names_listed: bool = False
    asides: list[Words] = field(default_factory=list)
    """Headings and labels: words of the table that are no data."""
    is_written: bool = False
    """Whether it was made of running text: what its cells list does not stand side by side."""
    doubts: list[tuple[str, Words]] = field(default_factory=list)
    """What its headings leave open: a sentence, and the words it is about."""
    is_guessed: bool = False
    """Whether the table has no headings and its columns were told by what they hold."""
    is_exported: bool = False
    """Whether it is a known program's export."""
    is_tree: bool = False
    """Whether it tells of each row what that stands below: nothing is carried down from the rows above."""
    unread: dict[int, Words] = field(default_factory=dict)
    """Headings that mean nothing known here, by column."""
    title: Words = field(default_factory=Words)
    """What stands above the caption of the first of several groups: the name of the whole board or sheet."""

    def column_of(self, kind: Kind) -> int | None:
        """The first column of a kind."""
        return next((number for number, column in sorted(self.columns.items()) if column.kind is kind), None)

    @property
    def headings(self) -> tuple[tuple[int, str], ...]:
        """All its headings, by column: tables with the same are read alike."""
        words = {number: one.heading for number, one in self.columns.items()} | self.unread
        return tuple((number, one.tidy.casefold()) for number, one in sorted(words.items()))

    def settle(self, rows: Sequence[dict[int, Cell]]) -> None:
        """Say what its columns hold, one of them the actions, by rows under its headings; doubt what changed."""
        before = self.columns
        columns = settled(corrected(before, self.unread, rows), rows)
        # only a column without any heading can hold the themes that no heading tells
        self.columns = {number: one for number, one in columns.items() if one.heading or number not in self.unread}
        for number, one in self.columns.items():
            kind = before[number].kind if number in before else one.kind
            if number in self.unread or (kind is not one.kind and {kind, one.kind} & _ACTING):
                self.doubts.append((TOLD_BY_VALUES.format(one.title, one.kind.value), one.heading))
        self.doubt_unread()

    def doubt_unread(self) -> None:
        """Tell the columns that hold words and were not understood, so that nothing is lost in silence."""
        lost = [
            heading
            for number, heading in sorted(self.unread.items())
            if number not in self.columns
            and any(re.search(r"[^\W_]", row[number].words.text) for row in self.rows if number in row)
        ]
        if lost:
            named = ", ".join(repr(heading.tidy) for heading in lost)
            what = f"The column {named} was not read." if len(lost) == 1 else f"The columns {named} were not read."
            self.doubts.append((what, Words.join(lost)))

    def has(self, *kinds: Kind) -> bool:
        """Whether there is a column of any of these kinds."""
        return any(column.kind in kinds for column in self.columns.values())


_LONGEST_HEADING = 90
_MANY_KINDS = 4
_LONGEST_INSTRUCTION = 300
"""Characters: a heading with instructions below it ("Lead: give the name and post of ...")."""
_TITLE = Worded(rf"(?i){any_shown('other-tables.titles')}")
_RISK = Worded(rf"(?i){any_shown('other-tables.risks')}")
_RISK_SCORES = Worded(rf"(?i).*\b{any_shown('other-tables.risk-scores')}\b.*")
_MEASURED = Worded(rf"(?i).*\b{any_shown('other-tables.figures')}\b.*")
_REGISTERS = Worded(rf"(?i){any_shown('other-tables.registers')}")
_OF_FIGURES = Worded(rf"(?i)\b{any_shown('other-tables.of-figures')}\b")


def header_of(row: dict[int, Cell]) -> dict[int, Column] | None:  # noqa: PLR0911 - each return is one reason against
    """The columns, if the row is a row of headings: two or more kinds, one of them an item, nothing long."""
    filled = {number: cell for number, cell in row.items() if cell.words}
    if exported := kinds_in_export([cell.words.text for cell in filled.values()]):
        return {
            number: Column(kind, filled[number].words) for number, kind in zip(filled, exported, strict=True) if kind
        }
    if len(filled) < 2 or any(_is_too_long(cell) for cell in filled.values()):
        return None
    first = filled[min(filled)].words.text
    if is_reference(first) and re.search(r"\d", first):  # a row of data, whatever its words could head
        return None
    texts = [tidy(cell.words.text.strip().split("\n")[0]) for cell in filled.values()]
    texts = [text for text in texts if len(text) <= _LONGEST_HEADING]
    if any(text.endswith((".", ";")) and len(text.split()) > 2 for text in texts):
        return None
    if any(text[:1].islower() for text in texts) and any(len(text.split()) > 3 for text in texts):
        return None
    kinds = dict(zip(filled, kinds_of_headings([cell.words.text for cell in filled.values()]), strict=True))
    _take_title(kinds, filled)
    _take_bodies(kinds, filled)
    known = [kind for kind in kinds.values() if kind]
    if len(set(known)) < 2 or not ITEM_KINDS & set(known) or len(known) < (len(filled) + 1) / 2:
        return None
    if not _TELLING & set(known) or _is_other_register(texts, set(known)):
        return None
    dated = [cell for number, cell in filled.items() if kinds[number] is None and is_deadline(cell.words.text)]
    # a row of data has dates; a header may have a few (days of meetings) beside many headings
    if dated and (len(set(known)) < _MANY_KINDS or len(dated) > len(known) / 2):
        return None
    return {number: Column(kind, filled[number].words) for number, kind in kinds.items() if kind}


def _is_too_long(cell: Cell) -> bool:
    """Whether words are too long for a heading; one that is known by its first line may have instructions below it."""
    length = len(cell.words.tidy)
    return length > _LONGEST_INSTRUCTION or (length > _LONGEST_HEADING and not kind_of_heading(cell.words.text))


def _take_title(kinds: dict[int, Kind | None], filled: dict[int, Cell]) -> None:
    """Take "Title" or "Name" for the action beside a description, or beside who and when; alone they may be anything.

    "Item" beside "Ref" is one too. Boards and task lists call what is to be done by its name.
    """
    references = [number for number, kind in kinds.items() if kind is Kind.REFERENCE]
    if len(references) > 1 and Kind.ACTION not in kinds.values():
        for number in references:
            if filled[number].words.tidy.casefold() == "item":
                kinds[number] = Kind.ACTION
                return
    found = set(kinds.values())
    is_task = bool(found & set(PARTY_KINDS)) and bool(found & {Kind.DEADLINE, Kind.START, Kind.STATUS})
    if Kind.ACTION not in found and (Kind.DESCRIPTION in found or (is_task and not found & ITEM_KINDS)):
        for number, cell in filled.items():
            if kinds[number] is None and _TITLE.fullmatch(cell.words.tidy):
                kinds[number] = Kind.ACTION
                return


_ROLE_WORDS = re.compile(rf"(?i)\b{any_of('other-tables.bodies-roles')}\b")


def _take_bodies(kinds: dict[int, Kind | None], filled: dict[int, Cell]) -> None:
    """Take names of bodies for headings where two or more stand beside each other, and something is to be done."""
    named = [
        number
        for number, cell in filled.items()
        if kinds[number] in {None, Kind.RESPONSIBLE, Kind.PARTNER} and _is_name(cell.words.tidy)
    ]
    if Kind.ACTION in kinds.values() and sum(kinds[number] is None for number in named) > 1:
        kinds |= dict.fromkeys(named, Kind.BODY)


def _is_name(text: str) -> bool:
    return not _ROLE_WORDS.search(text) and (is_body(text) or is_service(text) or stands_alone(text))


def are_of_risks(titles: Sequence[str]) -> bool:
    """Whether headings are those of a register of risks, with how likely or grave each is."""
    return any(map(_RISK.fullmatch, titles)) and any(map(_RISK_SCORES.fullmatch, titles))


def _is_other_register(titles: Sequence[str], kinds: set[Kind]) -> bool:
    """Whether headings are those of a register of risks or things, or of indicators: none holds actions."""
    is_of_figures = ITEM_KINDS & kinds <= {Kind.MILESTONE, Kind.DESCRIPTION} and any(map(_MEASURED.fullmatch, titles))
    is_of_things = Kind.ACTION not in kinds and any(map(_REGISTERS.fullmatch, titles))
    return (
        are_of_risks(titles) or is_of_things or (is_of_figures and any(_OF_FIGURES.search(title) for title in titles))
    )


def header_of_two_rows(row: dict[int, Cell], following: dict[int, Cell]) -> dict[int, Column] | None:
    """Columns of a header of two rows, such as "Timescale" over "Start" and "End"; None for a header of one.

    The lower row stands below wide headings or, where the format cannot show what a heading covers, below nothing.
    """
    upper = {number: cell for number, cell in row.items() if cell.words}
    lower = {number: cell for number, cell in following.items() if cell.words}
    if not lower or any(len(cell.words.tidy) > _LONGEST_HEADING / 2 for cell in lower.values()):
        return None
    if upper and all(kind_of_heading(cell.words.text) is Kind.PERIOD for cell in upper.values()):
        return _below_years(upper, lower)
    if len(upper) < 2:
        return None
    places = sorted(upper)
    group = {number: places[at - 1] if (at := bisect(places, number)) else None for number in lower}
    sizes = Counter(group.values())
    if any(one is None or not (upper[one].columns > 1 or sizes[one] > 1) for one in group.values()):
        return None
    merged = {number: cell for number, cell in upper.items() if number not in sizes}
    for number, cell in lower.items():
        above = group[number]
        assert above is not None
        words = _below(upper[above].words, cell.words)
        if words is None:
            return None
        merged[number] = Cell(words, cell.row, number)
    return header_of(merged)


def _below_years(years: Mapping[int, Cell], headings: Mapping[int, Cell]) -> dict[int, Column] | None:
    """Columns of headings of which the periods, and they alone, stand below years: "Q1", "Q2" below "2025/26"."""
    periods = {number for number, cell in headings.items() if kind_of_heading(cell.words.text) is Kind.PERIOD}
    if len(periods) < 2 or min(years) > min(periods):
        return None
    merged = dict(headings)
    for number in periods:
        year = max(one for one in years if one <= number)
        words = _below(years[year].words, headings[number].words)
        assert words is not None
        merged[number] = Cell(words, headings[number].row, number)
    return header_of(merged)


def _below(group: Words, words: Words) -> Words | None:
    """A heading that stands below another: by itself if it tells enough, else both; None if it is no heading."""
    own = kind_of_heading(words.text)
    if own is Kind.PERIOD:
        return Words.join([words, group]) if kind_of_heading(group.text) is Kind.PERIOD else words
    if own and own is not Kind.RESPONSIBLE:
        return words
    joined = Words.join([group, words])
    return joined if kind_of_heading(joined.text) else None


def same_columns(one: dict[int, Column], other: dict[int, Column]) -> bool:
    """Whether two headers have the same headings in the same places, letter case apart."""
    return {number: column.title.casefold() for number, column in one.items()} == {
        number: column.title.casefold() for number, column in other.items()
    }


def fits_below(rows: Sequence[dict[int, Cell]], table: PlanTable) -> bool:
    """Whether rows without a header look like the rows of the table before: dates where that has deadlines."""
    deadline = table.column_of(Kind.DEADLINE)
    if deadline is None:
        return bool(rows) and bool(table.rows)
    filled = [row[deadline].words.text for row in rows if deadline in row and row[deadline].words]
    return not filled or sum(map(is_deadline, filled)) >= len(filled) / 2
