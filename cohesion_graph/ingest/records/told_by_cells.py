"""Columns whose cells say that they hold something else than their headings tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.headings import Column, Kind
from cohesion_graph.ingest.what.references import is_reference
from cohesion_graph.ingest.when.intervals import UNIT
from cohesion_graph.language.patterns import compiled
from cohesion_graph.status_words import tells_status

__all__ = ["begin_small", "corrected"]

_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:(?:\d\d\.\d*[1-9]\d*|(?!00)\d\d(?:\.\d+)?)(?:Z|[+-]\d\d:?\d\d)?")
"""A moment to the second: when a record was entered, not when a thing is due."""
_LASTS = rf"(?i)[\d.,]+\s*{UNIT}\??"
"""How long something takes ("10 days")."""
_FEWEST = 3
"""Rows from which a value that is the same in all of them cannot be what each of them is called."""


def _lasts(text: str) -> bool:
    return compiled(_LASTS, text).fullmatch(text) is not None


def corrected(
    columns: Mapping[int, Column], unread: Mapping[int, Words], rows: Sequence[dict[int, Cell]]
) -> dict[int, Column]:
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
    lasting = [number for number in due if (texts := _texts(rows, number)) and all(map(_lasts, texts))]
    if len(lasting) < len(due):  # how long it takes, beside the day on which it ends
        found |= {number: replace(found[number], kind=Kind.UPDATE) for number in lasting}
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


def begin_small(rows: Sequence[dict[int, Cell]], number: int | None) -> bool:
    """Whether the cells of a column begin with small letters as a rule: none of them then goes on from one above."""
    texts = _texts(rows, number) if number is not None else []
    return sum(text[:1].islower() for text in texts) > _RULE * len(texts)


_RULE = 0.8


def _texts(rows: Sequence[dict[int, Cell]], number: int) -> list[str]:
    return [row[number].words.tidy for row in rows if number in row and row[number].words]


def _are_references(texts: Sequence[str]) -> bool:
    return bool(texts) and all(is_reference(text) and re.search(r"\d", text) for text in texts)


def _is_worded(text: str) -> bool:
    """Whether words are said, not a number, a date or a code."""
    return len(re.findall(r"[^\W\d_]{3,}", text)) >= 2 and not re.search(r"\d", text)
