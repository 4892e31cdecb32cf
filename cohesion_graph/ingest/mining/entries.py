"""The sets taken, as actions of plan tables: what every later step reads, whatever shape they were printed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.choice import Mined
from cohesion_graph.ingest.mining.inside import Inside, Sections
from cohesion_graph.ingest.mining.leaves import key_of
from cohesion_graph.ingest.mining.lexicon import KINDS
from cohesion_graph.ingest.mining.pieces import TOLD_BY_TITLE
from cohesion_graph.ingest.mining.records import (
    BY_VALUES,
    HEAD,
    PIECES,
    VIEWS,
    WHO,
    Field,
    FieldColumn,
    Record,
    RecordSet,
)
from cohesion_graph.ingest.records.action_column import RANK
from cohesion_graph.ingest.records.columns import TOLD_BY_VALUES, PlanTable
from cohesion_graph.ingest.records.entry import Entry, Line, Value
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind, presented_as
from cohesion_graph.ingest.records.rows import entries
from cohesion_graph.model.codes import PresentedAs

__all__ = ["Made", "entries_of"]

_NOT_OF_MILESTONES = frozenset({None, Kind.UPDATE, Kind.OUTCOME, Kind.RESOURCE, Kind.GOAL, Kind.REFERENCE})
_LONGEST_DESCRIPTION = 150
"""Words of running text below a title that describe it; what follows is prose of the document."""


@dataclass(slots=True)
class Made:
    """What was made of the sets taken."""

    tables: list[PlanTable] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    """Numbers of the leaves that stand in them."""


def entries_of(mined: Mined) -> Made:
    """The actions of the sets taken, in the document's order."""
    made = Made()
    for records in mined.actions:
        for table, found in (
            _of_rows(mined, records) if records.view == "rows" and not records.depth else _of_records(mined, records)
        ):
            made.tables.append(table)
            made.entries += found
        made.taken.update(place for start, end in records.spans for place in range(start, end))
    made.entries.sort(key=_place)
    return made


def _place(entry: Entry) -> int:
    return entry.naming_words.place


# Rows --------------------------------------------------------------------------------------------------------------


def _of_rows(mined: Mined, records: RecordSet) -> Iterator[tuple[PlanTable, list[Entry]]]:
    """Rows keep their table: which row goes on from which is told where all tables are read."""
    tables = dict.fromkeys(mined.tree.leaves[one.start].table for one in records.records)
    sections = Sections(mined.tree)
    for number in tables:
        columns: dict[int, Column] = {}
        rows: list[dict[int, Cell]] = []
        asides: list[Words] = []
        unheaded: list[tuple[str, Words]] = []
        unread: dict[int, Words] = {}
        for row in mined.tree.rows(number).values():
            if any(leaf.is_label for leaf in row):
                asides += [leaf.words for leaf in row]
                continue
            for leaf in row:
                name = key_of(leaf.label) if leaf.label else f"#column {leaf.column + 1}"
                if leaf.column not in columns and (kind := _kind(records, name)):
                    columns[leaf.column] = Column(kind, leaf.label)
                    if kind in PARTY_KINDS and not leaf.label:
                        unheaded.append((f"A column without a heading was told by its form: {kind.value}.", leaf.words))
                elif leaf.label and name in records.columns and not records.columns[name].role:
                    unread.setdefault(leaf.column, leaf.label)
            rows.append({leaf.column: leaf.cell for leaf in row if leaf.cell})
        caption = sections.above(mined.tree.cells(number)[0].number)
        unread = {place: label for place, label in unread.items() if place not in columns}
        table = PlanTable(columns, rows, mined.tree.tables[number].place, caption, asides=asides, unread=unread)
        table.doubt_unread()
        table.is_guessed = not any(column.heading for column in columns.values())
        table.doubts += [*_told_by_values(records), *unheaded]
        yield table, [one for one in entries(table) if one.naming_words]


def _kind(records: RecordSet, name: str) -> Kind | None:
    """What a column of a plan table holds whose values have this name; the title's is the action."""
    if name == records.title:
        return Kind.ACTION
    column = records.columns.get(name)
    kind = KINDS.get(column.role) if column else None
    if column and kind is Kind.ACTION:
        return Kind.MILESTONE if _holds_lists(column) else Kind.DESCRIPTION
    return kind


_LISTED = re.compile(rf"(?m)^\s*(?:\(?\d{{1,2}}[.)]|[{BULLETS}*–-])\s")


def _holds_lists(column: FieldColumn) -> bool:
    """Whether most of a column's values are lists: what is done in parts, beside the title of the whole."""
    values = column.values.values()
    are_lists = (len(listed) > 1 or len(_LISTED.findall(" ".join(listed))) > 1 for listed in values)
    return 2 * sum(are_lists) > len(values)


def _told_by_values(records: RecordSet) -> list[tuple[str, Words]]:
    return [
        (TOLD_BY_VALUES.format(one.label.tidy, one.role), one.label)
        for one in records.columns.values()
        if one.why == BY_VALUES and one.role and one.label
    ]


# Everything else ---------------------------------------------------------------------------------------------------


def _of_records(mined: Mined, records: RecordSet) -> Iterator[tuple[PlanTable, list[Entry]]]:
    """Records that hang on headings, entries or labels: one table for each section they stand under."""
    current: PlanTable | None = None
    found: list[Entry] = []
    sections = Sections(mined.tree, {place for start, end in records.spans for place in range(start, end)})
    maker = _Maker(mined, records)
    told = [(kind, one.label or Words()) for name, one in records.columns.items() if (kind := _kind(records, name))]
    columns = {number: Column(kind, label) for number, (kind, label) in enumerate(told)}
    for record in records.records:
        caption = sections.above(record.start, record.anchor)
        if current is None or caption != current.caption:
            if current:
                yield current, found
            # milestones with rows of their own have what stands beside them
            is_written = not (mined.milestones or mined.bodies)
            current, found = PlanTable(columns, [], VIEWS[records.view].place, caption, is_written=is_written), []
        entry = maker.entry(record, current)
        if entry.naming_words:
            found.append(entry)
    if current:
        yield current, found


def _titles_of_parents(mined: Mined) -> dict[int, Words]:
    """The title of the record that another names as the one it stands under, by the `id` of that other."""
    titles: dict[int, Words] = {}
    for group in mined.groups:
        for record in group.records:
            title = next((one.words for one in record.get(group.title)), Words())
            for below in record.below:
                titles.setdefault(id(below), title)
    return titles


class _Maker:
    """Makes the entries of a set, one of each record."""

    record: Record
    """The one in hand."""

    def __init__(self, mined: Mined, records: RecordSet) -> None:
        self.mined, self.records = mined, records
        self.parents = _titles_of_parents(mined) if records.depth else {}
        self.inner = [Inside(one) for one in mined.milestones]
        told = (name for name, one in records.columns.items() if one.label and _kind(records, name) is Kind.MILESTONE)
        self.milestones = {name for name in told if presented_as(name) is PresentedAs.MILESTONE}
        """The labels of milestones that are called so; what others hold are signs of progress beside them."""
        self.bodies = Inside(mined.bodies) if mined.bodies else None

    def entry(self, record: Record, table: PlanTable) -> Entry:
        """A record as an action: its title and number, what describes it, who, when, and its milestones."""
        self.record = record
        fields = list(self.record.fields)
        reference, title, used = self._title(fields)
        entry = Entry(table, title, reference, table.caption, lines=[Line(has_title=True)])
        described = 0
        for one in fields:
            if one is used:
                continue
            kind = self._kind(one)
            if kind is Kind.DESCRIPTION and not one.label:
                described += one.leaf.size
            if kind is Kind.REFERENCE and not entry.reference:
                entry.reference = one.words
            elif kind is None or (kind is Kind.DESCRIPTION and described > _LONGEST_DESCRIPTION):
                entry.asides.append(("commentary", one.words))
            else:
                self._add(entry, entry.lines[0], one, kind)
            if one.label and one.leaf.words is not one.label:
                entry.asides.append(("label", one.label))
        entry.section = self.parents.get(id(self.record)) or entry.section
        self._milestones(entry)
        self._blocks_of_bodies(entry)
        told = {kind for line in entry.lines if line.milestones for kind in line.values}
        entry.told_by_milestone = frozenset(told) if entry.milestones_in_column else frozenset()
        self._doubts(entry, fields)
        return entry

    def _title(self, fields: Sequence[Field]) -> tuple[Words, Words, Field | None]:
        used = next((one for one in fields if one.name == self.records.title), None)
        if used is None:
            return Words(), Words(), None
        if used.name != HEAD and self.records.view != "forms":
            return Words(), used.words, used
        anchor = used.anchor
        reference = anchor.number or used.leaf.number_words or anchor_of(used.label).number
        title = anchor.rest
        if not title:  # "Action 1" alone, and its words below it
            below = next((one for one in fields if one is not used and not one.label and one.name != HEAD), None)
            return reference, below.words if below else used.words, below
        return reference, title, used

    def _kind(self, one: Field) -> Kind | None:
        column = self.records.columns[one.name]
        if one.name == "#item":
            return Kind.MILESTONE if column.features["verb"] >= 0.5 else Kind.DESCRIPTION
        if one.name == "#paragraph":
            return Kind.DESCRIPTION
        if one.name.startswith("#") and one.name not in PIECES:
            return None
        return _kind(self.records, one.name)

    def _add(self, entry: Entry, line: Line, one: Field, kind: Kind) -> None:
        # each name that a sentence says stands by itself; those under one label are lines of one cell
        value = Value(Column(kind, one.words if one.name == WHO else one.label), one.words)
        if kind is Kind.DESCRIPTION:
            entry.descriptions.append(value)
        elif kind is Kind.MILESTONE and (not one.label or one.name in self.milestones):
            line.milestones = Words.join([line.milestones, one.words], "\n")
        elif kind is Kind.MILESTONE:
            line.signs.append(value)
        elif kind in {Kind.UPDATE, Kind.OUTCOME, Kind.RESOURCE}:
            entry.asides.append(("commentary", one.words))
        elif kind is Kind.GOAL:  # how much a thing matters is nothing that it stands under
            entry.section = entry.section if RANK.fullmatch(one.words.tidy) else one.words
        elif all(value.words.tidy != other.words.tidy for other in line.values.get(kind, [])):
            values = line.values.setdefault(kind, [])
            before = next((other for other in values if kind in PARTY_KINDS and other.column == value.column), None)
            if before and before.words.last < one.words.place:
                values[values.index(before)] = Value(before.column, Words.join([before.words, one.words], "\n"))
            else:
                values.append(value)

    def _milestones(self, entry: Entry) -> None:
        """The records of a set inside this one, each a milestone with its own body and date."""
        for inner in self.inner:
            for record in inner.of(self.record):
                line = Line()
                for one in record.fields:
                    kind = _kind(inner.records, one.name)
                    if one.name == inner.records.title:
                        words = one.anchor.rest if one.name == HEAD else one.words
                        line.milestones = Words.join([line.milestones, words], "\n")
                    elif inner.records.columns[one.name].role == "measure" or kind in _NOT_OF_MILESTONES:
                        entry.asides.append(("commentary", one.words))
                    elif kind is not None and kind is not Kind.DESCRIPTION:
                        self._add(entry, line, one, kind)
                    if one.label:
                        entry.asides.append(("label", one.label))
                entry.lines.append(line)
                entry.milestones_in_column = True

    def _blocks_of_bodies(self, entry: Entry) -> None:
        """What stands below the name of a body, each a milestone of that body."""
        for record in self.bodies.of(self.record) if self.bodies else ():
            if record.anchor is None:
                continue
            below = [one.words for one in record.fields if one.name in {"#paragraph", "#item"}]
            value = Value(Column(Kind.RESPONSIBLE, Words()), record.anchor.words)
            entry.lines += [Line(milestones=words, values={Kind.RESPONSIBLE: [value]}) for words in below]
            entry.milestones_in_column = True
            what = "Who does what stands below this was told by the heading above it, which names a body."
            entry.doubts.append((what, record.anchor.words))

    def _doubts(self, entry: Entry, fields: Sequence[Field]) -> None:
        if self.record is self.records.records[0]:
            what = f"These actions were told by what repeats ({VIEWS[self.records.view].place}): no table lists them."
            entry.doubts.append((what, entry.naming_words))
            for taken in (self.records, *self.mined.milestones):
                entry.doubts += _told_by_values(taken)
        for one in fields:
            if one.name in TOLD_BY_TITLE:
                entry.doubts.append((TOLD_BY_TITLE[one.name], one.words))
