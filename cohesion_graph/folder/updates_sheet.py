"""An updates file as a table: its columns under any of their names, its records with the places of their words."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cohesion_graph.errors import DatasetProblems, Problem
from cohesion_graph.model.evidence import Quotation

__all__ = ["COLUMNS", "LONGEST_CELL", "Record", "Sheet", "columns_of", "day_of"]

LONGEST_CELL = 131_072
"""Characters that a cell may have."""

COLUMNS = ("item", "date", "status", "note", "reported by")
_NAMES_OF_COLUMNS = {
    "item": "item",
    "action": "item",
    "ref": "item",
    "action or milestone": "item",
    "date": "date",
    "as of": "date",
    "status": "status",
    "rag": "status",
    "brag": "status",
    "rating": "status",
    "rag rating": "status",
    "rag status": "status",
    "brag status": "status",
    "progress": "status",
    "note": "note",
    "notes": "note",
    "comment": "note",
    "comments": "note",
    "reported by": "reported by",
    "reporter": "reported by",
    "reporter role": "reported by",
    "role": "reported by",
}


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Where each column of `COLUMNS` stands: under its own name, or else the first under another of its names.

    >>> columns_of(["Action", "Progress", "status", "Comment", "item"])
    {'item': 4, 'status': 2, 'note': 3}
    """
    folded = [re.sub(r"[\s_-]+", " ", heading).strip().casefold() for heading in headings]
    places: dict[str, int] = {}
    for place, name in enumerate(folded):
        if name in _NAMES_OF_COLUMNS:
            places.setdefault(_NAMES_OF_COLUMNS[name], place)
    return {column: folded.index(column) if column in folded else place for column, place in places.items()}


def day_of(text: str) -> dt.date | None:
    """A day as ISO writes it or as Excel writes it in Britain; None for anything else."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    british = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    parts = iso.groups() if iso else british.groups()[::-1] if british else None
    try:
        return dt.date(*map(int, parts)) if parts else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the file: where it stands, without its line end."""

    start: int
    end: int
    line: int
    """1-based line of the file on which it begins."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An updates file taken apart: its text, its records, the heading first, and which column stands where."""

    file: str
    text: str
    records: tuple[Record, ...]
    separator: str
    places: Mapping[str, int]
    status_heading: str = ""
    """What the column of statuses is headed: letters are colours under "RAG"."""

    @classmethod
    def of(cls, content: bytes, file: str) -> Sheet:
        """Take a file apart; `DatasetProblems` if its heading lacks a column that is needed, or a cell never ends."""
        text = _text(content)
        separator = _separator(re.split(r"[\r\n]", text, maxsplit=1)[0])
        try:
            records = tuple(_records(text, separator))
        except _Unclosed as unclosed:
            found = "a quotation mark begins a cell, and none ends it: it would swallow the rows that follow"
            cure = "Close it at the end of the cell, and write a mark inside a cell twice."
            raise DatasetProblems([Problem(file, unclosed.line, "", found, "cells that end", cure)]) from None
        heading = text[records[0].start : records[0].end] if records else ""
        names = _fields(heading, separator) or []
        places = columns_of(names)
        if missing := [name for name in COLUMNS[:3] if name not in places]:
            found = f"the heading lacks {' and '.join(map(repr, missing))}"
            cure = f"Let the first row be: {','.join(COLUMNS)}"
            raise DatasetProblems([Problem(file, 1, "", found, "columns " + ", ".join(COLUMNS), cure)])
        return cls(file, text, records, separator, places, names[places["status"]].strip())

    def row(self, record: Record) -> dict[str, str] | None:
        """The cells of a record by column; None where one is too long to be read."""
        fields = _fields(self.text[record.start : record.end], self.separator)
        if fields is None:
            return None
        return {name: fields[place].strip() if place < len(fields) else "" for name, place in self.places.items()}

    def quotation(self, record: Record) -> Quotation:
        """A whole record in its exact words."""
        return Quotation(start=record.start, end=record.end, exact=self.text[record.start : record.end])


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


class _Unclosed(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _records(text: str, separator: str) -> Iterator[Record]:
    """The records of a CSV text (RFC 4180): line ends inside quotation marks do not end one.

    Raises:
        _Unclosed: a cell that begins with a quotation mark does not end with one: it would swallow what follows.
    """
    start, line, lines_before = int(text.startswith("\ufeff")), 1, 0
    cell, closed = start, -1  # where the cell begins, and where its quotation marks closed
    opened = opened_last = 0  # the line on which they opened; 0 while they are not open
    for found in re.finditer(rf'"|{re.escape(separator)}|\r\n|\n|\r', text):
        is_line_end = found[0] in {"\r\n", "\n", "\r"}
        if found[0] == '"':
            if opened:
                opened_last, opened, closed = opened, 0, found.end()
            elif found.start() in {cell, closed}:  # elsewhere it is a sign like any other: a 5" pipe
                opened = lines_before + 1 if found.start() == cell else opened_last
        elif not opened:
            if closed > cell and closed != found.start():
                raise _Unclosed(opened_last)
            cell = found.end()
            if is_line_end:
                yield Record(start, found.start(), line)
                start, line = found.end(), lines_before + 2
        lines_before += is_line_end
    if opened or (closed > cell and closed != len(text)):
        raise _Unclosed(opened or opened_last)
    if start < len(text):
        yield Record(start, len(text), line)


def _separator(heading: str) -> str:
    counts = Counter(letter for letter in heading if letter in ",;\t")
    return counts.most_common(1)[0][0] if counts else ","


def _fields(record: str, separator: str) -> list[str] | None:
    """The cells of a record; None where one is too long, whatever the library takes in this process."""
    try:
        fields = next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), [])
    except csv.Error:
        return None
    return fields if all(len(field) <= LONGEST_CELL for field in fields) else None
