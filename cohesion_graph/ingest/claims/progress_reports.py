"""Status columns: what is reported of each item, in the document's own terms, as of the day it says, if it says one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.claims.row_in_hand import RowInHand
from cohesion_graph.ingest.claims.source_reader import SourceReader
from cohesion_graph.ingest.records.entry import Value
from cohesion_graph.ingest.records.headings import Kind
from cohesion_graph.ingest.what.rating_keys import meaning_of, rating_key, settled
from cohesion_graph.ingest.when.dates import read_date
from cohesion_graph.ingest.when.report_days import ReportDay, report_date
from cohesion_graph.model.codes import Basis, DoubtKind, SetAsideKind, Status
from cohesion_graph.status_words import ReportedStatus, read_status

__all__ = ["report_progress"]


class _Cell(NamedTuple):
    """A status with the item it is about."""

    row: RowInHand
    item: str
    basis: Basis
    value: Value
    words: Words


@dataclass(slots=True)
class _Open:
    """What the reports of one document leave open, gathered so that each is doubted once."""

    days: dict[ReportDay, list[Words]] = field(default_factory=dict)
    statuses: dict[ReportedStatus, list[Words]] = field(default_factory=dict)
    colours: dict[str, list[Words]] = field(default_factory=dict)
    """Words that are a colour alone, by what is printed."""


def report_progress(reader: SourceReader) -> None:
    """Claim what status columns report, with the comments beside it.

    A document's own key settles what its ratings mean. Doubted are colours without a key, words that tell of no
    status, and days that the document leaves open.
    """
    cells = [cell for row in reader.rows for value in row.line.get(Kind.STATUS) for cell in _cells(row, value)]
    if not cells:
        return
    headings = {cell.value.column.title for cell in cells}
    tables = {id(cell.row.entry.table): cell.row.entry.table for cell in cells}
    headings |= {c.title for table in tables.values() for c in table.columns.values() if c.kind is Kind.UPDATE}
    reader.rating_key = _key(reader, headings)
    told, left_open = _day(reader, headings), _Open()
    unsaid = [words for cell in cells if (words := _report(reader, cell, told, left_open))]
    _doubt(reader, left_open)
    if unsaid:
        what = "The table reports progress, but the document does not say as of which day."
        reader.claims.doubt(DoubtKind.STATUS, what, unsaid[0])


def _cells(row: RowInHand, value: Value) -> Iterator[_Cell]:
    """The statuses in a cell: one, for the row's milestone, for each of them or for the action; or one in each line."""
    lines, count = value.words.split(r"\n"), row.count_for([value], 1)
    if len(row.milestones) == len(lines) > 1:
        for place, line in enumerate(lines):
            yield _Cell(row, row.item(place), Basis.ALIGNED_BY_ORDER, value, line)
    elif count > 1:
        for one in row.shared([value], count):
            yield _Cell(row, row.item(one.milestone), row.basis(one, [value]), value, value.words)
    else:
        basis = Basis.CARRIED_DOWN if value.is_carried else Basis.COLUMN_HEADING
        yield _Cell(row, row.item(0 if count else None), basis, value, value.words)


def _report(reader: SourceReader, cell: _Cell, told: ReportDay | None, left_open: _Open) -> Words | None:
    """Claim one report; the words of one whose day is not said."""
    words, heading = cell.words, cell.value.column.title
    read = settled(read_status(words.text, heading), heading, reader.rating_key)
    if read.status is Status.NOT_REPORTED:
        reader.claims.set_aside(SetAsideKind.COMMENTARY, words)
        return None
    if read.doubt:
        left_open.statuses.setdefault(ReportedStatus(read.status, read.printed, doubt=read.doubt), []).append(words)
    elif read.colour and read.status is Status.OWN_TERMS and not meaning_of(read.printed, heading, reader.rating_key):
        left_open.colours.setdefault(read.printed, []).append(words)
    comments, own_day = _beside(cell)
    day = own_day or report_date([heading], []) or told
    if day and not day.is_stated:
        left_open.days.setdefault(day, []).append(words)
    reader.claims.status(
        cell.item,
        Words.join([words, *comments], "\n"),
        status=read.status,
        status_as_printed=read.printed,
        colour=read.colour,
        as_of=day.day if day else None,
        basis=cell.basis,
        note="\n".join(filter(None, [read.comment, *(one.tidy for one in comments)])),
    )
    return None if day else words


def _beside(cell: _Cell) -> tuple[list[Words], ReportDay | None]:
    """The comments that stand beside a status, and the day of the report where a column gives it."""
    comments, day = [], None
    for value in cell.row.line.comments:
        date = read_date(value.words.text)
        if date is None and re.search(r"[^\W\d_]{2}|\d", value.words.text):
            comments.append(value.words)
        elif date and re.search(r"(?i)\b(updated?|reviewed|reported|report|last|as (?:at|of))\b", value.column.title):
            day = ReportDay(date.date.last_day, value.words.tidy, date.date.precision == "day")
    return comments, day


def _doubt(reader: SourceReader, left_open: _Open) -> None:
    for read, words in left_open.statuses.items():
        told = "is shown as printed" if read.status is Status.OWN_TERMS else f"is read as {read.status.label}"
        what = f"{read.printed!r} {told} {_times(len(words))}. {read.doubt}"
        alternatives = dict.fromkeys([read.printed, read.status.value]) if read.status is not Status.OWN_TERMS else ()
        reader.claims.doubt(DoubtKind.STATUS, what, Words.join(words), None, alternatives)
    if left_open.colours:
        counts = Counter({printed: len(words) for printed, words in left_open.colours.items()})
        listed = ", ".join(f"{printed!r} {_times(count)}" for printed, count in sorted(counts.items()))
        what = f"Progress is told by colours ({listed}): how far the work is, the colours alone do not say."
        reader.claims.doubt(
            DoubtKind.STATUS, what, Words.join([one for words in left_open.colours.values() for one in words[:3]])
        )
    for day, words in left_open.days.items():
        what = f"{day.words!r} does not say which day: the last one is taken, {day.day}, {_times(len(words))}."
        reader.claims.doubt(DoubtKind.STATUS, what, words[0], None, (str(day.day),))


def _key(reader: SourceReader, headings: set[str]) -> dict[str, str]:
    """What the document says that its ratings mean: in running text, captions, headings or a table beside the plan."""
    layout = reader.document.layout
    words = [*layout.prose, *(aside for table in layout.tables for aside in table.asides)]
    lines = "\n".join(one.text for one in layout.prose)
    words += [table.caption for table in layout.tables if table.caption]
    words += [aside for entry in reader.document.entries for _, aside in entry.asides]
    rows = [[cell.words.text for cell in row] for table in layout.other_tables for row in table.rows]
    texts = [*sorted(headings), *(one.text for one in words), *(" | ".join(row) for row in rows), lines]
    return rating_key(texts, rows)


def _day(reader: SourceReader, headings: set[str]) -> ReportDay | None:
    layout = reader.document.layout
    captions = [table.caption.tidy for table in layout.tables if table.caption]
    asides = [words.tidy for table in layout.tables for words in table.asides]
    prose = [words.tidy for words in layout.prose]
    cells = [cell.words.tidy for table in layout.other_tables for row in table.rows for cell in row]
    return report_date(sorted(headings), [*captions, reader.document.title, *prose[:40], *asides[:40], *cells[:200]])


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
