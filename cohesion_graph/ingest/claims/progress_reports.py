"""Status columns: reports of progress, as of the day the document says, if it says one."""

from __future__ import annotations

from collections.abc import Iterable

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.claims.identities import Assigned
from cohesion_graph.ingest.claims.source_reader import SourceReader
from cohesion_graph.ingest.records.headings import Kind
from cohesion_graph.ingest.what.statuses import ReportDay, read_status, report_date
from cohesion_graph.model.codes import DoubtKind, SetAsideKind, Status

__all__ = ["report_progress"]


def report_progress(reader: SourceReader, assigned: Iterable[Assigned]) -> None:
    """Claim what status columns report; with a doubt where the document gives no day to report for, or only a month."""
    cells = [(one, value) for one in assigned for line in one.entry.lines for value in line.get(Kind.STATUS)]
    if not cells:
        return
    headings = {value.column.title for _, value in cells}
    tables = {id(one.entry.table): one.entry.table for one, _ in cells}
    headings |= {c.title for table in tables.values() for c in table.columns.values() if c.kind is Kind.UPDATE}
    told = _day(reader, headings)
    unsure_days: dict[ReportDay, list[Words]] = {}
    unsure: dict[tuple[str, Status], list[tuple[str, Words]]] = {}
    for one, value in cells:
        read = read_status(value.words.text, value.column.title)
        if read is None:
            what = f"{value.words.tidy!r} is no status that can be read."
            reader.claims.doubt(DoubtKind.STATUS, what, value.words, one.ref)
            reader.claims.set_aside(SetAsideKind.COMMENTARY, value.words)
            continue
        status, doubt = read
        if doubt:
            unsure.setdefault((value.words.tidy, status), []).append((doubt, value.words))
        if status is Status.NOT_REPORTED:
            reader.claims.set_aside(SetAsideKind.COMMENTARY, value.words)
            continue
        day = report_date([value.column.title], []) or told
        if day and not day.is_stated:
            unsure_days.setdefault(day, []).append(value.words)
        reader.claims.status(one.ref, value.words, status=status, as_of=day.day if day else None)
    for (text, status), found in unsure.items():
        what = f"{text!r} is read as {status.label} {_times(len(found))}. {found[0][0]}"
        reader.claims.doubt(DoubtKind.STATUS, what, Words.join([words for _, words in found]), None, (status.value,))
    for day, words in unsure_days.items():
        what = f"{day.words!r} does not say which day: the last one is taken, {day.day}, {_times(len(words))}."
        reader.claims.doubt(DoubtKind.STATUS, what, words[0], None, (str(day.day),))
    if told is None:
        what = "The table reports progress, but the document does not say as of which day."
        reader.claims.doubt(DoubtKind.STATUS, what, cells[0][1].words)


def _day(reader: SourceReader, headings: set[str]) -> ReportDay | None:
    layout = reader.document.layout
    captions = [table.caption.tidy for table in layout.tables if table.caption]
    asides = [words.tidy for table in layout.tables for words in table.asides]
    prose = [words.tidy for words in layout.prose]
    cells = [cell.words.tidy for table in layout.other_tables for row in table.rows for cell in row]
    return report_date(sorted(headings), [*captions, reader.document.title, *prose[:40], *asides[:40], *cells[:200]])


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
