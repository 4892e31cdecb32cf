"""Columns of any table that hold people, or how they are reached: what is withheld whether the table is read or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cohesion_graph.documents.cells import Cell, Extract, Table
from cohesion_graph.ingest.who.officers import has_form_of_person, is_of_persons
from cohesion_graph.language.phrases import is_contact
from cohesion_graph.persons import is_person

__all__ = ["named_in_columns", "reached_in_columns"]

_SAMPLE = 12
"""Different values of a column that are asked for persons' names: more tell nothing new."""
_FEWEST = 2
_DIGITS = re.compile(r"\+?\(?\d[\d ()/.–-]{4,}\d")
"""A telephone number, where a heading says that it is one."""


def named_in_columns(extract: Extract, places: frozenset[str]) -> Iterator[str]:
    """What has the form of a person's name in a column where others are known to be persons by their first names.

    One known person is enough where the heading is one of persons ("Named officer"), half of the values elsewhere.
    """
    for heading, cells in _columns(extract):
        texts = dict.fromkeys(cell.words.tidy for cell in cells)
        sample = [*texts][:_SAMPLE]
        known = sum(map(is_person, sample))
        if known >= (1 if is_of_persons(heading) else max(_FEWEST, len(sample) / 2)):
            yield from (text for text in texts if has_form_of_person(text, places))


def reached_in_columns(extract: Extract) -> Iterator[tuple[int, int]]:
    """Where numbers stand under headings such as "Telephone", whatever their form."""
    for heading, cells in _columns(extract):
        for cell in cells if is_contact(heading) else ():
            for match in _DIGITS.finditer(cell.words.text):
                yield from cell.words[match.start() : match.end()].spans()


def _columns(extract: Extract) -> Iterator[tuple[str, Sequence[Cell]]]:
    for table in (block for block in extract.blocks if isinstance(block, Table)):
        columns: dict[int, list[Cell]] = {}
        for cell in (cell for row in table.rows for cell in row if cell.words):
            columns.setdefault(cell.column, []).append(cell)
        for cells in columns.values():
            yield cells[0].words.tidy, cells
