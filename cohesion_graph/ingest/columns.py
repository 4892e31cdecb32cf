"""Which tables are plan tables, and what each of their columns holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cohesion_graph.ingest.cells import Cell, Extract, Paragraph, Table
from cohesion_graph.ingest.deadlines import is_deadline
from cohesion_graph.ingest.headings import PARTY_KINDS, Kind, kind_of_heading
from cohesion_graph.ingest.words import Words

__all__ = ["Column", "PlanTable", "plan_tables"]

_ITEM_KINDS = {Kind.ACTION, Kind.GOAL, Kind.MILESTONE, Kind.DESCRIPTION}
_TELLING = {*PARTY_KINDS, Kind.DEADLINE, Kind.START, Kind.MILESTONE, Kind.REFERENCE, Kind.STATUS}
_LABEL = re.compile(r"\s*[A-Z][A-Za-z /&'’?-]{1,40}?(?: (?:[A-Z]{1,4})?\d+(?:\.\d+)*)?\s*:(?:\s+(?=\S)|\s*$)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan table."""

    kind: Kind
    heading: Words

    @property
    def title(self) -> str:
        """The heading's words, tidy."""
        return self.heading.tidy


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
    is_guessed: bool = False
    """Whether the table has no headings and its columns were told by what they hold."""

    def column_of(self, kind: Kind) -> int | None:
        """The first column of a kind."""
        return next((number for number, column in sorted(self.columns.items()) if column.kind is kind), None)

    def has(self, *kinds: Kind) -> bool:
        """Whether there is a column of any of these kinds."""
        return any(column.kind in kinds for column in self.columns.values())


@dataclass(slots=True)
class Layout:
    """The plan tables of a document, and what is none of them."""

    tables: list[PlanTable] = field(default_factory=list)
    prose: list[Words] = field(default_factory=list)
    other_tables: list[Table] = field(default_factory=list)


def plan_tables(extract: Extract) -> Layout:
    """Sort a document's blocks into plan tables, prose and other tables."""
    layout = Layout()
    caption, cards = Words(), _CardStack()
    previous: PlanTable | None = None
    seen: set[str] = set()
    for block in extract.blocks:
        if isinstance(block, Paragraph):
            if cards.take(block):
                continue
            for paragraph in [*cards.close(layout), block]:
                layout.prose.append(paragraph.words)
                if _is_caption(paragraph) and _furniture(paragraph) not in seen:
                    caption, previous = paragraph.words, None
                seen.add(_furniture(paragraph))
            continue
        for paragraph in cards.close(layout):
            layout.prose.append(paragraph.words)
            caption = paragraph.words if _is_caption(paragraph) else caption
        found = list(_tables_in(block, previous))
        if not found:
            layout.other_tables.append(block)
            continue
        for number, table in enumerate(found):
            if table is not previous:
                table.caption = table.caption or (caption if number == 0 else Words())
                layout.tables.append(table)
            previous = table
    layout.prose += [paragraph.words for paragraph in cards.close(layout)]
    return layout


def _furniture(paragraph: Paragraph) -> str:
    """What is the same for a header or footer on every page: the words without numbers."""
    return re.sub(r"\d+", "", paragraph.words.tidy.casefold()) if not paragraph.level else str(id(paragraph))


def _is_caption(block: Paragraph) -> bool:
    """Whether a paragraph can be the heading of what follows: marked as one, or short and without a full stop."""
    text = block.words.tidy
    return block.level > 0 or (
        len(text) <= 90 and not text.endswith((".", ";", ":")) and not text.startswith(("*", "("))
    )


def _tables_in(table: Table, previous: PlanTable | None) -> Iterator[PlanTable]:
    """The plan tables a table holds: it may have several headers below each other, or be a card.

    A table that only goes on from `previous` (same headings, or none) has its rows added there, and gives `previous`.
    """
    rows = [{cell.column: cell for cell in row} for row in table.rows]
    if card := _card(table, rows):
        yield card
        return
    current: PlanTable | None = None
    before: list[dict[int, Cell]] = []
    for header, row, headings in _with_headers(rows):
        if header is None or (current and len(header) < 0.6 * len(current.columns)):
            (current.rows if current else before).append(row)
        elif current and _same_columns(current.columns, header):
            current.asides += headings
        elif current is None and not before and previous and _same_columns(previous.columns, header):
            current = previous
            current.asides += headings
        else:
            if current:
                yield current
            current = PlanTable(header, [], table.place, names_listed=table.names_listed, asides=headings)
            _take_title(current, before)
            before = []
    if current:
        yield current
    elif previous is not None and table.width == max(previous.columns, default=0) + 1 and _fits_below(before, previous):
        previous.rows += before
        yield previous
    elif guessed := _guessed(table, before):
        yield guessed


def _with_headers(
    rows: Sequence[dict[int, Cell]],
) -> Iterator[tuple[dict[int, Column] | None, dict[int, Cell], list[Words]]]:
    """Each row with the columns it heads (None for a row of data) and the words of its headings."""
    number = 0
    while number < len(rows):
        row = rows[number]
        header = _header(row)
        following = rows[number + 1] if number + 1 < len(rows) else {}
        headings = [cell.words for cell in row.values()]
        if header and (merged := _two_rows(row, header, following)):
            header = merged
            headings += [cell.words for cell in following.values()]
            number += 1
        yield header, row, headings
        number += 1


def _take_title(table: PlanTable, before: Sequence[dict[int, Cell]]) -> None:
    """What stands above the headings: a row of a single cell is the table's caption."""
    for row in before:
        filled = [cell.words for cell in row.values() if cell.words]
        table.asides += filled
        if len(filled) == 1 and len(filled[0].tidy) <= 150:
            table.caption = filled[0]


def _header(row: dict[int, Cell]) -> dict[int, Column] | None:  # noqa: PLR0911 - each return is one reason against
    """The columns, if the row is a row of headings: two or more kinds, one of them an item, nothing long."""
    filled = {number: cell for number, cell in row.items() if cell.words}
    if len(filled) < 2 or any(len(cell.words.tidy) > 90 for cell in filled.values()):
        return None
    texts = [cell.words.tidy for cell in filled.values()]
    if any(text.endswith((".", ";")) and len(text.split()) > 2 for text in texts):
        return None
    if any(text[:1].islower() for text in texts) and any(len(text.split()) > 3 for text in texts):
        return None
    kinds = {number: kind_of_heading(cell.words.text) for number, cell in filled.items()}
    known = [kind for kind in kinds.values() if kind]
    if len(set(known)) < 2 or not _ITEM_KINDS & set(known) or len(known) < (len(filled) + 1) / 2:
        return None
    if not _TELLING & set(known):
        return None
    if sum(is_deadline(cell.words.text) for cell in filled.values()) > 1:
        return None
    columns = {number: Column(kind, filled[number].words) for number, kind in kinds.items() if kind}
    return _settled(columns)


def _settled(columns: dict[int, Column]) -> dict[int, Column]:
    """Columns with exactly one of them the action: the finest thing to be done that the plan has a column for."""
    kinds = [column.kind for column in columns.values()]
    numbered = sorted(columns.items())
    if Kind.ACTION not in kinds:
        order = (Kind.GOAL, Kind.DESCRIPTION, Kind.MILESTONE)
        kind = next(one for one in order if one in kinds)
        chosen = [number for number, column in numbered if column.kind is kind]
        # of "Theme | Objective", the last is the finest; of "Description | Details", the first is the item
        place = chosen[-1] if kind is Kind.GOAL else chosen[0]
        columns[place] = replace(columns[place], kind=Kind.ACTION)
    else:
        first, *rest = sorted(
            (number for number, column in numbered if column.kind is Kind.ACTION),
            key=lambda number: (
                not re.search(r"\baction|\btask|\bcommitment", columns[number].title.casefold()),
                number,
            ),
        )
        for number in rest:
            columns[number] = replace(columns[number], kind=Kind.DESCRIPTION)
        if first and Kind.REFERENCE not in kinds:
            _take_reference(columns, first)
    return columns


def _take_reference(columns: dict[int, Column], action: int) -> None:
    """A column "Action no." beside "Action" is told by its heading already; nothing else is taken for one."""
    for number, column in columns.items():
        if number < action and re.search(r"\b(no|ref|id)\b\.?$", column.title.casefold()):
            columns[number] = replace(column, kind=Kind.REFERENCE)


def _two_rows(row: dict[int, Cell], columns: dict[int, Column], following: dict[int, Cell]) -> dict[int, Column] | None:
    """Columns of a header of two rows, such as "Timescale" over "Start" and "End"; None for a header of one."""
    wide = {number for number, cell in row.items() if cell.columns > 1 and cell.words}
    filled = {number: cell for number, cell in following.items() if cell.words}
    below = {number: kind_of_heading(cell.words.text) for number, cell in filled.items()}
    covered = {place for number in wide for place in range(number, number + row[number].columns)}
    if not wide or not filled or not all(below.values()) or not set(filled) & covered:
        return None
    merged = {number: column for number, column in columns.items() if number not in wide}
    merged |= {number: Column(kind, filled[number].words) for number, kind in below.items() if kind}
    return merged


def _same_columns(one: dict[int, Column], other: dict[int, Column]) -> bool:
    return {number: column.title.casefold() for number, column in one.items()} == {
        number: column.title.casefold() for number, column in other.items()
    }


def _fits_below(rows: Sequence[dict[int, Cell]], table: PlanTable) -> bool:
    """Whether rows without a header look like the rows of the table before: dates where that has deadlines."""
    deadline = table.column_of(Kind.DEADLINE)
    if deadline is None:
        return bool(rows) and bool(table.rows)
    filled = [row[deadline].words.text for row in rows if deadline in row and row[deadline].words]
    return not filled or sum(map(is_deadline, filled)) >= len(filled) / 2


def _guessed(table: Table, rows: Sequence[dict[int, Cell]]) -> PlanTable | None:
    """A table without headings whose columns tell themselves: long texts beside a column of deadlines."""
    if len(rows) < 3 or table.width < 2:
        return None
    texts: dict[int, list[str]] = {}
    for row in rows:
        for number, cell in row.items():
            if cell.words:
                texts.setdefault(number, []).append(cell.words.tidy)
    dated = {n: sum(map(is_deadline, found)) / len(found) for n, found in texts.items() if len(found) >= len(rows) / 2}
    deadline = max(dated, key=lambda number: (dated[number], number), default=None)
    if deadline is None or dated[deadline] < 0.6:
        return None
    lengths = {n: sum(map(len, found)) / len(found) for n, found in texts.items() if n != deadline}
    if not lengths or max(lengths.values()) < 25:
        return None
    action = max(lengths, key=lambda number: (lengths[number], -number))
    columns = {action: Column(Kind.ACTION, Words()), deadline: Column(Kind.DEADLINE, Words())}
    for number in sorted(set(lengths) - {action}):
        if number < action and lengths[number] <= 8:
            columns[number] = Column(Kind.REFERENCE, Words())
        elif number > action and lengths[number] >= 3:
            columns[number] = Column(Kind.RESPONSIBLE, Words())
    return PlanTable(columns, list(rows), table.place, is_guessed=True, names_listed=table.names_listed)


# Cards: one action as a small table or list of labels and values ----------------------------------------------


def _card(table: Table, rows: Sequence[dict[int, Cell]]) -> PlanTable | None:
    """A table whose labels stand in front of their values (in the first of two columns, or first and third)."""
    if table.width not in {2, 3, 4} or len(rows) < 2 or _header(rows[0]):
        return None
    pairs: list[tuple[Cell, Cell | None]] = []
    for row in rows:
        cells = [cell for _, cell in sorted(row.items()) if cell.words]
        if len(cells) % 2 and len(cells) > 1:
            return None
        pairs += [(cells[n], cells[n + 1] if n + 1 < len(cells) else None) for n in range(0, len(cells), 2)]
    labels = [kind_of_heading(label.words.text) for label, _ in pairs]
    known = [kind for kind, (_, value) in zip(labels, pairs, strict=True) if kind and value]
    if len(known) < 2 or len(known) < 0.6 * len(pairs) or not _ITEM_KINDS & set(known):
        return None
    return _cards_of([(label.words, value) for label, value in pairs], table.place, names_listed=table.names_listed)


def _cards_of(
    pairs: Sequence[tuple[Words, Cell | None]], place: str, *, names_listed: bool = False
) -> PlanTable | None:
    """A plan table with one row for each card; a label that comes again begins the next card."""
    numbers: dict[str, int] = {}
    columns: dict[int, Column] = {}
    rows: list[dict[int, Cell]] = [{}]
    asides = []
    caption = Words()
    for label, value in pairs:
        kind = kind_of_heading(label.text)
        if value is None or kind is None:
            if value is None and len(pairs) > 1:
                caption = caption or label
            asides += [label, *([value.words] if value else [])]
            continue
        asides.append(label)
        name = re.sub(r"\s*\d+\s*$", "", label.tidy.casefold().strip(" :"))
        number = numbers.setdefault(name, len(numbers))
        columns.setdefault(number, Column(kind, label))
        if number in rows[-1]:
            rows.append({})
        if kind is Kind.ACTION and (
            numbered := re.search(r"\s((?:[A-Z]{1,4})?\d+(?:\.\d+)*)$", label.text.rstrip(" :"))
        ):
            own = numbers.setdefault("", len(numbers))
            columns.setdefault(own, Column(Kind.REFERENCE, label))
            rows[-1][own] = Cell(label[numbered.start(1) : numbered.end(1)], len(rows), own)
        rows[-1][number] = value
    if not columns or not _ITEM_KINDS & {column.kind for column in columns.values()}:
        return None
    return PlanTable(_settled(columns), [row for row in rows if row], place, caption, names_listed, asides)


class _CardStack:
    """Gathers paragraphs of the form "Label: value" until one breaks the series."""

    def __init__(self) -> None:
        self._pairs: list[tuple[Words, Cell | None]] = []
        self._paragraphs: list[Paragraph] = []

    def take(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph belongs to a card: it is a labelled value, or a list entry under a label."""
        words = paragraph.words
        if paragraph.level:
            return False
        match = _LABEL.match(words.text)
        label = words[match.start() : match.end()].strip(" :\n") if match else Words()
        if match is not None and kind_of_heading(label.text):
            value = words[match.end() :].strip()
            self._pairs.append((label, Cell(value, len(self._pairs), 1)))
        elif self._pairs and re.match(r"\s*[•·▪*–-]\s", words.text):
            last, cell = self._pairs[-1]
            joined = Words.join([cell.words if cell else Words(), words], "\n")
            self._pairs[-1] = (last, Cell(joined, len(self._pairs), 1))
        else:
            return False
        self._paragraphs.append(paragraph)
        return True

    def close(self, layout: Layout) -> list[Paragraph]:
        """Hand over what was gathered as a table of cards; give the paragraphs back if it is none."""
        kinds = Counter(kind_of_heading(label.text) for label, _ in self._pairs)
        is_card = len(kinds) >= 2 and any(kind in kinds for kind in (*PARTY_KINDS, Kind.DEADLINE, Kind.MILESTONE))
        table = _cards_of(self._pairs, "the labelled paragraphs") if is_card else None
        left = [] if table else self._paragraphs
        self._pairs, self._paragraphs = [], []
        if table:
            last = layout.tables[-1] if layout.tables else None
            if last and last.place == table.place and _same_columns(last.columns, table.columns):
                last.rows += table.rows
                last.asides += table.asides
            else:
                layout.tables.append(table)
        return left
