"""Columns headed for two things at once ("Lead and target date", "Targets and timescales"): what their cells hold."""

from __future__ import annotations

import re

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.entry import Entry, Line, Value
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind, kind_of_heading, presented_as
from cohesion_graph.ingest.when.dates import find_dates
from cohesion_graph.ingest.when.deadlines import deadline_at_end, is_deadline
from cohesion_graph.language.files import any_of

__all__ = ["add_parted"]

_JOINED = re.compile(rf"(?i)\s*(?:&|/|\+|,|\b{any_of('small.and')}\b)\s*")
_PIECES = re.compile(r"\s*[\n;|]\s*|\s+[-–—]\s+|,\s+(?=(?:by|from|until)\b|\d)")


def add_parted(entry: Entry, line: Line, value: Value) -> None:
    """Give an action what a cell of its row says, each part under the kind that its heading tells."""
    heading = re.sub(r"\([^)]*\)", "", value.column.title)
    kinds = [kind_of_heading(part) for part in _JOINED.split(heading) if part]
    if {Kind.MILESTONE, Kind.DEADLINE} <= {*kinds} and (dated := _dated_milestones(value)):
        entry.lines += dated
        entry.presented_as = presented_as(value.column.title)
        return
    for told in _parted_by_kind(value, kinds):
        line.values.setdefault(told.column.kind, []).append(told)


def _parted_by_kind(value: Value, kinds: list[Kind | None]) -> list[Value]:
    """What a cell says of who and when, each by itself; the cell as it is where its heading names one thing only."""
    who = next((kind for kind in kinds if kind in PARTY_KINDS), None)
    if who is None or Kind.DEADLINE not in kinds:
        return [value]
    pieces = [part for piece in value.words.split(_PIECES) for part in _at_date(piece)]
    dates = Words.join([piece for piece in pieces if is_deadline(piece.text)], "\n")
    names = Words.join([piece for piece in pieces if not is_deadline(piece.text)], "\n")
    parts = ((who, names), (Kind.DEADLINE, dates))
    return [Value(Column(kind, value.column.heading), part, rows=value.rows) for kind, part in parts if part]


def _at_date(piece: Words) -> list[Words]:
    """A name and the one date before or behind it, each by itself: "PPB March 2012"; other words as they are."""
    if is_deadline(piece.text):
        return [piece]
    closing, dates = deadline_at_end(piece), [(start, end) for start, end, _ in find_dates(piece.text)]
    if closing and closing.words.text in piece.text:
        start = piece.text.rindex(closing.words.text)
        dates = [(start, start + len(closing.words.text))]
    if len(dates) != 1 or (dates[0][0] and piece.text[dates[0][1] :].strip(_AROUND)):
        return [piece]
    start, end = dates[0]
    return [part for part in (piece[:start].strip(_AROUND), piece[start:end], piece[end:].strip(_AROUND)) if part]


_AROUND = " ,;:.()[]–-"


def _dated_milestones(value: Value) -> list[Line]:
    """The milestones of a cell headed for them and their dates, each with the date below it; none if one is first."""
    found: list[Line] = []
    for line in value.words.split(r"\s*\n\s*"):
        if not is_deadline(line.text):
            found.append(Line(line))
        elif found and not found[-1].values:
            found[-1].values[Kind.DEADLINE] = [Value(Column(Kind.DEADLINE, value.column.heading), line)]
        else:
            return []
    return found
