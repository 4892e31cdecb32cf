"""How much is read at most, and the one shape in which a document is refused."""

from __future__ import annotations

import re

from cohesion_graph.errors import UnreadableDocument

__all__ = [
    "LARGEST_DOCUMENT",
    "LARGEST_PART",
    "LARGEST_UNPACKED",
    "LONGEST_TEXT",
    "MOST_ACTIONS",
    "MOST_ACTIONS_IN_WORKBOOK",
    "MOST_CELLS",
    "MOST_COLUMNS",
    "MOST_PAGES",
    "MOST_PARAGRAPHS",
    "MOST_ROWS",
    "TooMuch",
    "check_cells",
    "check_columns",
    "locked",
    "refused",
    "whole_number",
]

LARGEST_DOCUMENT = 20 * 1024 * 1024
"""Bytes of a document: what a dataset folder takes."""
LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts of a packed document (Word, Excel) together."""
LARGEST_PART = 40 * 1024 * 1024
"""Bytes of one XML part of a packed document that is read."""
# A document is read or refused within about ten seconds of one core: the counts below are what that time is enough
# for, measured by ``benchmarks/documents.py``.
LONGEST_TEXT = 2_000_000
"""Characters of a document's text, 0.004 ms each: eight hundred printed pages."""
MOST_ACTIONS = 4_000
"""Actions of one document: 2 ms each, or 2.5 with names of bodies of their own."""
MOST_ACTIONS_IN_WORKBOOK = 10_000
"""Actions of a workbook, the exception from the ten seconds: what a tracker exports is longer than what is printed."""
MOST_COLUMNS = 256
"""Columns with content in one table."""
MOST_CELLS = 200_000
"""Cells with content in one document: 0.05 ms each."""
MOST_ROWS = 12_000
"""Rows of all tables of one document: 0.7 ms each until it is known whether they are actions."""
MOST_PARAGRAPHS = 15_000
"""Paragraphs of one document, headings and entries of lists included: 0.5 ms each, or seven hundred printed pages."""
MOST_PAGES = 300
"""Pages of a PDF; the geometry of a table takes a quarter of a second for each."""

_LONGEST_TOLD = 300


class TooMuch(Exception):
    """A reader writes more than any plan holds: what it found, and what is expected; never seen outside `documents`."""


def refused(name: str, found: str, expected: str, cure: str) -> UnreadableDocument:
    """The error that refuses a document: where, what was found, what was expected, what to do.

    What was found may hold a library's own words, of several lines and any length, and words of the document.
    """
    return UnreadableDocument(f"{_one_line(name)}: {_one_line(found)}\n  Expected: {expected}\n  {cure}")


def locked(name: str) -> UnreadableDocument:
    """The error that refuses a document that only a password opens."""
    cure = "Open it with the password, then save it without (File, Info, Protect)."
    return refused(name, "it is locked by a password", "a document without one", cure)


def _one_line(text: str) -> str:
    """Words on one line, without what a terminal would act on, cut where they go on and on."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    line = " ".join(printable.split())
    return line if len(line) <= _LONGEST_TOLD else f"{line[: _LONGEST_TOLD - 1]}…"


def whole_number(text: str | None, otherwise: int) -> int:
    """A number of at most seven digits; the other one for what is none."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,7}", text) else otherwise


def check_cells(name: str, cells: int) -> None:
    """Refuse a document with more cells than any plan has.

    Raises:
        UnreadableDocument: it has more than `MOST_CELLS`.
    """
    if cells > MOST_CELLS:
        cure = "Copy the rows of the plan into a file of their own."
        raise refused(name, f"it has more than {MOST_CELLS:,} cells", "a plan", cure)


def check_columns(name: str, place: str, columns: int) -> None:
    """Refuse a table that is wider than any plan.

    Raises:
        UnreadableDocument: it has more than `MOST_COLUMNS` columns with content.
    """
    if columns > MOST_COLUMNS:
        raise refused(
            name,
            f"{place} has {columns:,} columns with content",
            f"at most {MOST_COLUMNS}",
            "Copy the columns of the plan into a file of their own.",
        )
