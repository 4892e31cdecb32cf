"""Actions that a document only lists: entries under "Priority actions:", or lines below "Action 3.1"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cohesion_graph.ingest.cells import Block, Cell, Paragraph
from cohesion_graph.ingest.column import Column
from cohesion_graph.ingest.columns import PlanTable
from cohesion_graph.ingest.headings import Kind
from cohesion_graph.ingest.words import BULLETS, Words

__all__ = ["listed_actions"]

_FEWEST = 3
"""Entries of a document, where they are taken for its actions."""
_INTRODUCES = re.compile(r"(?i).*\b(actions?|action plan|commitments|recommendations|pledges|we will)\b.*")
_LONGEST = 120
"""Characters of what introduces a list."""
_ENTRY = re.compile(rf"\s*(?P<bullet>[{BULLETS}]|[-–*]\s)|\s*\(?[0-9]{{1,3}}[.)]\s+(?=\S)")
_NUMBERED = re.compile(r"(?i)\s*(?:action|commitment|recommendation|pledge)\s+[A-Z]{0,3}\d+(?:\.\d+)*\s*[.:]?\s*")


def listed_actions(blocks: Sequence[Block]) -> list[PlanTable]:
    """Tables of one column for a document without any plan table; nothing is said of who and when.

    A list is one of actions where words such as "Actions" introduce it; each table carries a doubt that says so.
    """
    found: list[PlanTable] = []
    section = introduction = Words()
    entries: list[Words] = []
    waiting: Words | None = None
    for block in [*blocks, None]:
        words = block.words if isinstance(block, Paragraph) else Words()
        if waiting is not None and words:
            entries.append(Words.join([waiting, words]))
            waiting = None
        elif words and _NUMBERED.fullmatch(words.text):
            waiting = words
        elif words and introduction and (entry := _ENTRY.match(words.text)):
            entries.append(words[entry.end() :].strip() if entry["bullet"] else words)
        elif words and entries and words.text[:1].islower():
            entries[-1] = Words.join([entries[-1], words])
        else:
            if entries:
                found.append(_table(entries, introduction, section))
            entries, is_heading = [], isinstance(block, Paragraph) and block.level > 0
            if is_heading:
                section = words
            is_introduction = bool(words) and len(words) <= _LONGEST and _INTRODUCES.fullmatch(words.tidy)
            introduction = words if is_introduction else Words()
    return found if sum(len(table.rows) for table in found) >= _FEWEST else []


def _table(entries: Sequence[Words], introduction: Words, section: Words) -> PlanTable:
    what = "These actions are entries of a list: who does them, and by when, has no place of its own in it."
    rows = [{0: Cell(words, number, 0)} for number, words in enumerate(entries)]
    caption = section or introduction
    doubt = (what, introduction or entries[0])
    return PlanTable({0: Column(Kind.ACTION, Words())}, rows, "a list", caption, doubts=[doubt])
