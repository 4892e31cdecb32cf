"""Columns headed for two things at once, as "Lead and target date": their cells parted by what they hold."""

from __future__ import annotations

import re

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.column import Column
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Kind, kind_of_heading
from cohesion_graph.ingest.when.deadlines import is_deadline

__all__ = ["parted_by_kind"]

_JOINED = re.compile(r"\s*(?:&|/|\+|,|\band\b)\s*")
_PIECES = re.compile(r"\s*[\n;|]\s*|\s+[-–—]\s+|,\s+(?=(?:by|from|until)\b|\d)")


def parted_by_kind(column: Column, words: Words) -> list[tuple[Column, Words]]:
    """The words of a cell under the columns they belong to; one part where the heading names one thing only."""
    kinds = [kind_of_heading(part) for part in _JOINED.split(re.sub(r"\([^)]*\)", "", column.title)) if part]
    who = next((kind for kind in kinds if kind in PARTY_KINDS), None)
    if who is None or Kind.DEADLINE not in kinds:
        return [(column, words)]
    pieces = words.split(_PIECES)
    dates = [piece for piece in pieces if is_deadline(piece.text)]
    names = [piece for piece in pieces if not is_deadline(piece.text)]
    parts = ((who, Words.join(names, "\n")), (Kind.DEADLINE, Words.join(dates, "\n")))
    return [(Column(kind, column.heading), part) for kind, part in parts if part]
