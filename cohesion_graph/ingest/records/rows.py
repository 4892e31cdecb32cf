"""Actions from rows: which row begins one, which goes on, and what of it is title, milestone, body or date."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.records.action_column import RANK
from cohesion_graph.ingest.records.body_cells import LettersForRoles
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.combined_cells import add_parted
from cohesion_graph.ingest.records.entry import Entry, Line, Value, label_off, told_by_milestone
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind, presented_as
from cohesion_graph.ingest.records.parted_rows import parted_rows
from cohesion_graph.ingest.records.period_cells import read_period_cells
from cohesion_graph.ingest.records.row_depths import row_depths
from cohesion_graph.ingest.records.row_references import RowReferences
from cohesion_graph.ingest.records.row_roles import is_empty, is_note, is_total, tells_how_to_fill
from cohesion_graph.ingest.records.section_rows import SectionRows
from cohesion_graph.ingest.records.told_by_cells import begin_small
from cohesion_graph.ingest.what.ghosts import repeats_end_of
from cohesion_graph.ingest.what.milestones import MilestoneLabel, find_label
from cohesion_graph.language.sentences import ends_open
from cohesion_graph.model.codes import PresentedAs

__all__ = ["entries"]

_CARRIED = frozenset({*PARTY_KINDS, Kind.DEADLINE, Kind.START, Kind.STATUS})
"""Kinds of cell that are about each action whose row they cover."""
_INTRODUCED = re.compile(rf"\n\s*(?=[{BULLETS}])")
"""Where a list begins below the words that introduce it."""


def entries(table: PlanTable) -> list[Entry]:
    """The actions of a plan table, in its order."""
    found = _RowReader(table).read()
    told = told_by_milestone(found)
    for entry in found:
        entry.told_by_milestone = told
    return found


class _RowReader:
    """Walks a table's rows and gathers them into actions."""

    def __init__(self, table: PlanTable) -> None:
        self.table = table
        self.found: list[Entry] = []
        self.section = Words()
        self.carried: dict[int, Words] = {}
        self.covering: dict[int, Cell] = {}
        """Cells that cover several rows, by their column."""
        self.letters = LettersForRoles(table.columns, table.rows)
        self.in_milestones = False
        self.action = table.column_of(Kind.ACTION)
        self.references = RowReferences(table)
        self.is_in_small_letters = begin_small(table.rows, self.action)
        self.milestone = self._main_signs()

    def _main_signs(self) -> int | None:
        """The column of milestones; of several columns of signs of progress the one that is called so, or the first."""
        found = [number for number, column in sorted(self.table.columns.items()) if column.kind is Kind.MILESTONE]
        named = [n for n in found if presented_as(self.table.columns[n].title) is PresentedAs.MILESTONE]
        return next(iter(named or found), None)

    def read(self) -> list[Entry]:
        rows = list(parted_rows(self.table))
        filled_rows = [{number: cell for number, cell in row.cells.items() if cell.words} for row in rows]
        sections = SectionRows(self.table, filled_rows, self.references, row_depths(self.table, filled_rows))
        for place, (row, filled) in enumerate(zip(rows, filled_rows, strict=True)):
            if is_empty(filled) or is_note(filled) or is_total(filled) or tells_how_to_fill(filled, self.action):
                self._aside("layout", filled.values())
            elif section := sections.words_of(place, in_milestones=self.in_milestones):
                self._take_section(section, filled)
            elif self.found and self.action in filled and sections.is_part(place):
                self._take_part(filled)
            elif (around := sections.around(place)) is not None or self._begins_action(filled):
                self.section = self.section if around is None else around
                self._begin(filled)
                self.found[-1].doubts += row.doubts if len(self.found) > 1 else (*self.table.doubts, *row.doubts)
                self.found[-1].is_aligned = row.is_aligned
            elif self.found:
                self._go_on(filled)
            else:
                self._aside("layout", filled.values())
        return self.found

    def _aside(self, why: str, cells: Iterable[Cell]) -> None:
        for cell in cells:
            if self.found:
                self.found[-1].asides.append((why, cell.words))
            else:
                self.table.asides.append(cell.words)

    def _take_section(self, section: Words, filled: dict[int, Cell]) -> None:
        self.section = section
        self.carried = {number: section for number in self.carried if number in filled}
        self.table.asides += [cell.words for cell in filled.values()]

    def _begins_action(self, filled: dict[int, Cell]) -> bool:  # noqa: PLR0911 - each return is one reason
        cell = filled.get(self.action) if self.action is not None else None
        if self.references.in_column:
            if self.references.stands_in(filled):
                return True
            if cell is None or self.milestone is None:
                return not self.found and cell is not None
            return self.is_in_small_letters or not cell.words.text[:1].islower()
        if cell is None:
            return self._goal_alone(filled) is not None
        text = cell.words.text
        if self.references.in_front and self.references.leading(text):
            return True
        if not self.found:
            return True
        if text[:1].islower() and not self.is_in_small_letters:
            return False
        if find_label(cell.words) and find_label(cell.words).start == 0:  # type: ignore[union-attr]
            return False
        return not (len(filled) == 1 and ends_open(self.found[-1].title.text))

    def _goal_alone(self, filled: dict[int, Cell]) -> int | None:
        """The column of a new objective that has nothing to be done beside it, but says who or by when."""
        is_told = any(column.kind in _CARRIED for number, column in self.table.columns.items() if number in filled)
        for number, column in sorted(self.table.columns.items()):
            is_new = number in filled and filled[number].words.tidy != self.carried.get(number, Words()).tidy
            if column.kind is Kind.GOAL and is_new and not RANK.fullmatch(filled[number].words.tidy):
                return number if is_told and filled[number].rows == 1 else None
        return None

    def _begin(self, filled: dict[int, Cell]) -> None:
        if self.action not in filled and self.action is not None and (goal := self._goal_alone(filled)) is not None:
            # an objective with nothing beside it that would meet it is what is to be done
            self.carried.pop(goal, None)
            filled = {self.action if number == goal else number: cell for number, cell in filled.items()}
        reference, title, beside = self._title(filled)
        entry = Entry(self.table, title, reference, self._section(filled), lines=[Line(has_title=True)])
        if beside:
            entry.asides.append(("label", beside))
        entry.milestones_in_column = self.milestone is not None
        entry.unreferenced = (self.references.in_column or self.references.in_front) and not reference
        if self.milestone is not None:
            entry.presented_as = presented_as(self.table.columns[self.milestone].title)
        self.in_milestones = False
        self.found.append(entry)
        if self.milestone is None:
            if label := find_label(title):
                self._part(entry, title, label)
            elif listed := _INTRODUCED.search(title.text):
                entry.title, entry.lines[-1].milestones = title[: listed.start()].strip(" :\n"), title[listed.end() :]
        self._add_cells(entry, entry.lines[0], filled)
        self._carry_down(entry.lines[0], filled)

    def _title(self, filled: dict[int, Cell]) -> tuple[Words, Words, Words]:
        title = filled[self.action].standing if self.action in filled else Words()
        return self.references.parted(filled, title)

    def _take_part(self, filled: dict[int, Cell]) -> None:
        """Take a row that stands below an action for a milestone of it, with what stands beside it."""
        line = self._new_line(self.found[-1])
        line.milestones, self.in_milestones = self._title(filled)[1], True
        self._add_cells(self.found[-1], line, filled)

    def _carry_down(self, line: Line, filled: dict[int, Cell]) -> None:
        """Give an action the cells above that cover its row as well, such as one lead beside three actions."""
        row = min(cell.row for cell in filled.values())
        # where a table goes on in another, its rows are counted anew
        self.covering = {number: cell for number, cell in self.covering.items() if cell.row < row}
        for number, cell in sorted(filled.items()):
            if cell.rows > 1:
                self.covering[number] = cell
        for number, cell in sorted(self.covering.items()):
            column = self.table.columns.get(number)
            if number not in filled and cell.row < row < cell.row + cell.rows and column and column.kind in _CARRIED:
                value = Value(column, cell.standing, rows=cell.rows, is_carried=True)
                line.values.setdefault(column.kind, []).append(value)

    def _section(self, filled: dict[int, Cell]) -> Words:
        """The coarser thing that an action stands under: a section row, or a column of goals (carried down)."""
        for number, column in sorted(self.table.columns.items()):
            if column.kind is Kind.GOAL:
                if number in filled and RANK.fullmatch(filled[number].words.tidy):
                    continue
                if number in filled:
                    self.carried[number] = filled[number].words
                if number in (filled if self.table.is_tree else self.carried):
                    return self.carried[number]
        return self.section

    def _part(self, entry: Entry, words: Words, label: MilestoneLabel) -> None:
        """Part a cell at its label; before any label the words are the title's, after it milestones."""
        before, after = words[: label.start].strip(), words[label.end :].strip()
        entry.asides.append(("label", words[label.start : label.start + len(label.text)]))
        entry.label = entry.label or label.text
        entry.presented_as = presented_as(label.text)
        if not self.in_milestones:
            entry.title = before if words is entry.title else Words.join([entry.title, before])
        self.in_milestones = True
        entry.lines[-1].milestones = after

    def _go_on(self, filled: dict[int, Cell]) -> None:
        """A row without a reference of its own: it continues the action above it."""
        entry = self.found[-1]
        cell = filled.get(self.action) if self.action is not None else None
        text = cell.standing if cell else Words()
        previous = entry.lines[-1]
        own_milestone = self.milestone is not None and self.milestone in filled
        if text and self.milestone is None:
            label = find_label(text)
            if label and not self.in_milestones:
                if filled.keys() - {self.action} or previous.get(Kind.DEADLINE) or any(map(previous.get, PARTY_KINDS)):
                    previous = self._new_line(entry)
                self._part(entry, text, label)
                self._add_cells(entry, entry.lines[-1], filled)
                return
            if not self.in_milestones and (ends_open(entry.title.text) or text.text[:1].islower()):
                entry.title = Words.join([entry.title, text])
                self._add_cells(entry, previous, filled)
                return
            if previous.milestones and repeats_end_of(text.text, previous.milestones.text):
                entry.asides.append(("ghost", text))
                self._add_cells(entry, previous, filled)
                return
            if previous.milestones and (text.text[:1].islower() or ends_open(previous.milestones.text)):
                previous.milestones = Words.join([previous.milestones, text])
                self._add_cells(entry, previous, filled)
                return
            self.in_milestones = True
            is_waiting = self._is_waiting(previous)
            line = previous if is_waiting else self._new_line(entry)
            line.milestones, line.has_title = text, False
            self._add_cells(entry, line, filled)
            return
        if text:
            entry.title = Words.join([entry.title, text])
        if own_milestone:
            assert self.milestone is not None
            words = filled[self.milestone].standing
            is_rest = previous.milestones and words.text[:1].islower()
            line = previous if is_rest else self._new_line(entry)
            if is_rest:
                previous.milestones = Words.join([previous.milestones, words])
                filled = {number: one for number, one in filled.items() if number != self.milestone}
            self._add_cells(entry, line, filled)
            return
        self._add_cells(entry, previous, filled)

    @staticmethod
    def _is_waiting(line: Line) -> bool:
        """Whether the last line has no milestone and a broken cell ("Housing and") that this row completes."""
        values = [value for kind in PARTY_KINDS for value in line.get(kind)]
        return not line.milestones and any(ends_open(value.words.text) for value in values)

    def _overflowed(self, number: int, filled: dict[int, Cell]) -> Column | None:
        """The last column, for a cell beyond it whose own place holds nothing but a bullet (a lost column break)."""
        last = max(self.table.columns.keys() | self.table.unread.keys())
        beside = filled.get(last)
        is_free = beside is None or not re.search(r"\w", beside.words.text)
        return self.table.columns.get(last) if number > last and is_free else None

    def _new_line(self, entry: Entry) -> Line:
        entry.lines.append(Line())
        return entry.lines[-1]

    def _add_cells(self, entry: Entry, line: Line, filled: dict[int, Cell]) -> None:
        for number, cell in sorted(filled.items()):
            column = self.table.columns.get(number) or self._overflowed(number, filled)
            if column is None:
                entry.asides.append(("commentary", cell.words))
                continue
            if number in {self.action, self.references.column} or column.kind in {Kind.PERIOD, Kind.BODY, Kind.LEVEL}:
                continue
            if column.kind is Kind.GOAL:
                if cell.words is not entry.section:
                    entry.asides.append(("label", cell.words))
                continue
            standing = cell.standing
            value = Value(column, standing, cell.struck_words, cell.rows)
            if column.kind is Kind.MILESTONE and not re.search(r"\w", standing.text):
                entry.asides.append(("layout", cell.words))
            elif self.milestone is not None and column is self.table.columns[self.milestone]:
                line.milestones = Words.join([line.milestones, standing], "\n")
                label_off(entry, line)
            elif column.kind is Kind.MILESTONE:
                line.signs.append(value)
            elif column.kind is Kind.DESCRIPTION:
                entry.descriptions.append(value)
            elif column.kind in {Kind.UPDATE, Kind.OUTCOME, Kind.RESOURCE}:
                entry.asides.append(("commentary", cell.words))
                line.comments += [value] if column.kind is Kind.UPDATE else []
            else:
                add_parted(entry, line, value)
        self._add_periods(entry, line, filled)
        self._add_bodies(entry, line, filled)

    def _add_bodies(self, entry: Entry, line: Line, filled: dict[int, Cell]) -> None:
        found = self.letters.read(filled)
        entry.asides += [("layout", words) for words in found.marks]
        entry.asides += [("commentary", words) for words in found.others]
        for column in found.bodies:
            line.values.setdefault(column.kind, []).append(Value(column, column.heading))
        if found.bodies and len(self.found) == 1:
            entry.doubts.append((self.letters.reading, Words.join(found.marks)))

    def _add_periods(self, entry: Entry, line: Line, filled: dict[int, Cell]) -> None:
        found = read_period_cells(self.table.columns, filled)
        entry.asides += found.asides
        entry.lines += found.milestones
        if found.deadlines:
            line.values.setdefault(Kind.DEADLINE, []).extend(found.deadlines)
