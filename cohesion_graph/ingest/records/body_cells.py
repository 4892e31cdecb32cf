"""Cells under the names of bodies: a letter says which part the body has in the action, a mark that it has one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind
from cohesion_graph.ingest.when.periods import is_mark
from cohesion_graph.language.files import word_list
from cohesion_graph.language.phrases import role_named

__all__ = ["BodyCells", "LettersForRoles", "is_part"]

_LETTERS = {letter: kind for kind in PARTY_KINDS for letter in sorted(word_list(f"roles.{kind}.letter"))} | {
    "c": Kind.PARTNER
}
_RACI = {"r": Kind.RESPONSIBLE, "a": Kind.LEAD}
"""Responsible and accountable; who is only consulted or informed has no part in doing it."""
_TOLD = re.compile(r"(?i)[lspcrai](?: ?[/,&+] ?[lspcrai])?")


def is_part(text: str) -> bool:
    """Whether a cell says no more than which part a body has.

    >>> is_part("L"), is_part("✓"), is_part("R/A"), is_part("Train staff")
    (True, True, True, False)
    """
    return is_mark(text) or bool(_TOLD.fullmatch(text.strip())) or role_named(text) is not None


@dataclass(slots=True)
class BodyCells:
    """What the cells of a row under names of bodies say."""

    bodies: list[Column] = field(default_factory=list)
    """The bodies that have a part: their headings, with the kind of column in which they would be named."""
    marks: list[Words] = field(default_factory=list)
    """The letters and marks themselves."""
    others: list[Words] = field(default_factory=list)
    """What gives nobody a part: "C" and "I" of a table that tells who is consulted and informed, or other words."""


class LettersForRoles:
    """Reads the cells of one table: its letters are those of a RACI table if "A" and "R" are among them."""

    def __init__(self, columns: Mapping[int, Column], rows: Sequence[Mapping[int, Cell]]) -> None:
        self._columns = {number: column for number, column in columns.items() if column.kind is Kind.BODY}
        cells = [row[number].words.text for row in rows for number in self._columns if number in row]
        letters = {letter for text in cells if is_part(text) for letter in re.findall(r"[a-z]+", text.casefold())}
        self._is_raci = {"a", "r"} <= letters

    @property
    def reading(self) -> str:
        """How the letters are read, as a doubt: the table itself may mean them otherwise."""
        if self._is_raci:
            return "Letters under names of bodies are read as roles: A as lead, R as responsible; C and I give none."
        return "Under names of bodies L is read as lead, S, P and C as contributing, and any other mark as responsible."

    def read(self, filled: Mapping[int, Cell]) -> BodyCells:
        """Read one row."""
        found = BodyCells()
        for number, column in sorted(self._columns.items()):
            if (cell := filled.get(number)) is None:
                continue
            kind = self._kind(cell.words.text)
            if kind is None:
                found.others.append(cell.words)
                continue
            found.marks.append(cell.words)
            found.bodies.append(Column(kind, column.heading))
        return found

    def _kind(self, text: str) -> Kind | None:
        if not self._is_raci and is_mark(text):
            return Kind.RESPONSIBLE
        if not self._is_raci and (role := role_named(text)):
            return Kind(role)
        known = _RACI if self._is_raci else _LETTERS
        kinds = [known[part] for part in re.split(r"[ /,&+]+", text.strip().casefold()) if part in known]
        return Kind.LEAD if Kind.LEAD in kinds else next(iter(kinds), None)
