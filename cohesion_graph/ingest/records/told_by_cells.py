"""Columns whose cells say that they hold something else than their headings tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.headings import Column, Kind
from cohesion_graph.ingest.what.milestones import is_instruction
from cohesion_graph.ingest.what.references import is_reference
from cohesion_graph.ingest.when.deadlines import is_deadline
from cohesion_graph.ingest.when.intervals import UNIT
from cohesion_graph.ingest.who.names import kind_of_body
from cohesion_graph.ingest.who.well_known import is_service, looks_like_body
from cohesion_graph.language.patterns import compiled
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.status_words import tells_status

__all__ = ["begin_small", "corrected", "names_bodies"]

_Columns = dict[int, Column]
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:(?:\d\d\.\d*[1-9]\d*|(?!00)\d\d(?:\.\d+)?)(?:Z|[+-]\d\d:?\d\d)?")
"""A moment to the second: when a record was entered, not when a thing is due."""
_LASTS = rf"(?i)[\d.,]+\s*{UNIT}\??"
"""How long something takes ("10 days")."""
_FEWEST = 3
"""Rows from which a value that is the same in all of them cannot be what each of them is called."""


def _lasts(text: str) -> bool:
    # "Duration (days)" has no more than numbers below it
    return re.fullmatch(r"\d{1,3}", text) is not None or compiled(_LASTS, text).fullmatch(text) is not None


def _has_no_day(texts: Sequence[str]) -> bool:
    return not any(is_deadline(text) and not _lasts(text) for text in texts)


def corrected(columns: _Columns, unread: Mapping[int, Words], rows: Sequence[Mapping[int, Cell]]) -> _Columns:
    """The columns, those left out or changed whose cells do not hold what the headings say.

    Moments to the second are dates of the record, and a "name" that is the same in every row names what all of them
    belong to: each is then called by what differs. Numbers under a heading that stands over the next column too are
    references of what is written there.
    """
    found = dict(columns)
    for number, column in columns.items():
        texts = _texts(rows, number)
        if column.kind in {Kind.DEADLINE, Kind.START} and texts and all(map(_STAMP.fullmatch, texts)):
            found[number] = replace(column, kind=Kind.UPDATE)
        elif column.kind is Kind.GOAL and len(set(texts)) > 1 and all(map(tells_status, texts)):
            found[number] = replace(column, kind=Kind.STATUS)  # the lists of a board: "To do", "Done"
    due = [number for number, column in found.items() if column.kind is Kind.DEADLINE]
    lasting = [n for n in due if 2 * sum(map(_lasts, texts := _texts(rows, n))) > len(texts) and _has_no_day(texts)]
    if len(lasting) < len(due):  # how long it takes, beside the day on which it ends
        found |= {number: replace(found[number], kind=Kind.UPDATE) for number in lasting}
    found |= _told(found, unread, rows)
    action = next((number for number, column in sorted(found.items()) if column.kind is Kind.ACTION), None)
    titles = [] if action is None else _texts(rows, action)
    if action is not None and _are_references(titles) and not {action + 1} & {*found, *unread}:
        # a heading may cover the numbers and what they number
        found[action + 1] = found[action]
        found[action] = replace(found[action], kind=Kind.REFERENCE)
        return found
    if action is None or len(rows) < _FEWEST or len(set(titles)) != 1:
        return found
    for number, heading in sorted(unread.items()):
        texts = _texts(rows, number)
        if number not in found and len(set(texts)) == len(rows) and all(map(_is_worded, texts)):
            found[action] = replace(found[action], kind=Kind.GOAL)
            found[number] = Column(Kind.ACTION, heading)
            break
    return found


def _told(known: _Columns, unread: Mapping[int, Words], rows: Sequence[Mapping[int, Cell]]) -> _Columns:
    """Columns under unknown headings whose cells say when or who, where no known heading does."""
    found: _Columns = {}
    for number, heading in sorted(unread.items()):
        kinds = {column.kind for column in (*known.values(), *found.values())}
        texts = _texts(rows, number) if number not in known else []
        dates, names = (sum(map(test, texts)) >= max(2, _RULE * len(texts)) for test in (is_deadline, names_bodies))
        if dates and not kinds & {Kind.DEADLINE, Kind.START, Kind.PERIOD} and not all(map(str.isdecimal, texts)):
            found[number] = Column(Kind.DEADLINE, heading)
        elif names and not kinds & {Kind.LEAD, Kind.RESPONSIBLE, Kind.BODY}:
            found[number] = Column(Kind.RESPONSIBLE, heading)
    return found


def names_bodies(text: str) -> bool:
    """Whether a cell names bodies or posts, and says nothing else."""
    pieces = [piece for piece in re.split(r"\s*[;/+\n]\s*|,\s+|\s+(?:&|and)\s+", text) if piece]
    told = [p for p in pieces if kind_of_body(p) is not BodyKind.NOT_STATED or looks_like_body(p) or is_service(p)]
    is_told = kind_of_body(text) is BodyKind.POST or len(told) >= len(pieces) / 2
    return bool(pieces) and is_told and len(text.split()) <= _LONGEST and not is_instruction(text)


_LONGEST = 14
"""Words."""


def begin_small(rows: Sequence[Mapping[int, Cell]], number: int | None) -> bool:
    """Whether the cells of a column begin with small letters as a rule: none of them then goes on from one above."""
    texts = _texts(rows, number) if number is not None else []
    return sum(text[:1].islower() for text in texts) > _RULE * len(texts)


_RULE = 0.8


def _texts(rows: Sequence[Mapping[int, Cell]], number: int) -> list[str]:
    return [row[number].words.tidy for row in rows if number in row and row[number].words]


def _are_references(texts: Sequence[str]) -> bool:
    return bool(texts) and all(is_reference(text) and re.search(r"\d", text) for text in texts)


def _is_worded(text: str) -> bool:
    """Whether words are said, not a number, a date or a code."""
    return len(re.findall(r"[^\W\d_]{3,}", text)) >= 2 and not re.search(r"\d", text)
