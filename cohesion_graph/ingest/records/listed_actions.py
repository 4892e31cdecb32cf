"""Actions that a document only lists: entries under "Priority actions:", or lines below "Action 3.1"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.cells import Block, Cell, Paragraph
from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.records.column import Column
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.headings import Kind
from cohesion_graph.ingest.what.milestones import is_instruction
from cohesion_graph.language.files import any_of
from cohesion_graph.language.phrases import says_what_to_do

__all__ = ["listed_actions"]

_FEWEST = 3
"""Entries of a document, where they are taken for its actions."""
_FEWEST_LABELLED = 2
"""Where each has a label such as "Commitment 1"."""
_INTRODUCES = re.compile(rf"(?i).*\b{any_of('introducing-actions', 'plans.of-actions')}\b.*")
_LONGEST = 120
"""Characters of what introduces a list."""
_WE = re.compile(r"(?i)(we|we['’](re|ll)|to) \w")
_ENTRY = re.compile(rf"\s*(?P<bullet>[{BULLETS}]|[-–*]\s)|\s*\(?(?!(?:19|20)[0-9]{{2}}\b)[0-9]+[.)]\s+(?=\S)")
_NUMBERED = re.compile(rf"(?i)\s*{any_of('numbered.action')}\s+[A-Z]{{0,3}}\d+(?:\.\d+)*\s*[.:]?\s*")


@dataclass(slots=True)
class _Entry:
    words: Words
    is_numbered: bool
    parts: list[Words] = field(default_factory=list)
    """Entries with bullets below a numbered one."""


def listed_actions(blocks: Sequence[Block]) -> list[PlanTable]:
    """Tables of a document without any plan table; nothing is said of who and when.

    A list is one of actions where words such as "Actions" introduce it; each table carries a doubt that says so.
    """
    found: list[PlanTable] = []
    headings: list[Paragraph] = []
    section = introduction = Words()
    entries: list[_Entry] = []
    waiting: Words | None = None
    are_labelled = is_right_above = False
    for block in [*blocks, None]:
        words = block.words if isinstance(block, Paragraph) else Words()
        if waiting is not None and words:
            entries.append(_Entry(Words.join([waiting, words]), is_numbered=True))
            waiting, are_labelled = None, True
        elif words and _NUMBERED.fullmatch(words.text):
            waiting = words
        elif words and introduction and (entry := _ENTRY.match(words.text)):
            _add(entries, words[entry.end() :].strip() if entry["bullet"] else words, is_numbered=not entry["bullet"])
        elif words and entries and words.text[:1].islower():
            entries[-1].words = Words.join([entries[-1].words, words])
        elif entries or block is None or len(words) <= _LONGEST:
            if entries and (are_labelled or is_right_above or _are_instructions(entries)):
                found.append(_table(entries, introduction, section))
            entries = []
            if isinstance(block, Paragraph) and block.level > 0:
                section = words
                headings = [*(one for one in headings if one.level < block.level), block]
            above = next((one.words for one in reversed(headings) if _introduces(one.words)), Words())
            is_right_above = _introduces(words)
            introduction = words if is_right_above else above
    fewest = _FEWEST_LABELLED if are_labelled else _FEWEST
    return found if sum(len(table.rows) for table in found) >= fewest else []


def _introduces(words: Words) -> bool:
    """Whether words introduce a list of actions: an entry among others does so only with a colon."""
    entry = _ENTRY.match(words.text)
    is_one_of_others = entry is not None and entry["bullet"] and not words.text.rstrip().endswith(":")
    return len(words) <= _LONGEST and not is_one_of_others and bool(_INTRODUCES.fullmatch(words.tidy))


def _are_instructions(entries: Sequence[_Entry]) -> bool:
    """Whether most entries say what to do: then a heading further up may introduce them."""
    texts = [one.words.text for one in entries]
    told = sum(is_instruction(one) or says_what_to_do(one) or bool(_WE.match(one)) for one in texts)
    return told > len(entries) / 2


def _add(entries: list[_Entry], words: Words, *, is_numbered: bool) -> None:
    """Add an entry; one with a bullet below a numbered one is a part of that."""
    if entries and entries[-1].is_numbered and not is_numbered:
        entries[-1].parts.append(words)
    else:
        entries.append(_Entry(words, is_numbered))


def _table(entries: Sequence[_Entry], introduction: Words, section: Words) -> PlanTable:
    what = "These actions are entries of a list: who does them, and by when, has no place of its own in it."
    rows = []
    for number, entry in enumerate(entries):
        rows.append({0: Cell(entry.words, number, 0)})
        if entry.parts:
            rows[-1][1] = Cell(Words.join(entry.parts, "\n"), number, 1)
    columns = {0: Column(Kind.ACTION, Words("Action"))}
    if any(entry.parts for entry in entries):
        columns[1] = Column(Kind.MILESTONE, Words())
    doubt = (what, introduction or entries[0].words)
    return PlanTable(columns, rows, "a list", section or introduction, doubts=[doubt], is_written=True)
