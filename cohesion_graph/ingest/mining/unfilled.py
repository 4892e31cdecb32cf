"""Places of a form that nobody has filled in: "[Lead officer]", "Insert the outcome here", "dd/mm/yyyy"."""

from __future__ import annotations

import re
from dataclasses import replace

from cohesion_graph.documents.cells import Block, Cell, Extract, Paragraph, Table
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.lexicon import called, sureness
from cohesion_graph.language.patterns import Worded, any_shown

__all__ = ["is_unfilled", "without_unfilled"]

_LONGEST = 120
"""Characters."""
_CERTAIN = 0.9
_BRACKETS = re.compile(r"(?:\[\s*(?:[xX]\s*)?\]\s*)?(?:\[+|<+|\{+)\s*([^\W\d_][^\[\]<>{}@]*?)[\s\d.]*(?:\]+|>+|\}+)")
_ONLY_BRACKETS = re.compile(r"(?:\[\s*\]\s*)?\[[^\W\d_][^\[\]]*\](?:[\s:;,–-]+\[[^\W\d_][^\[\]]*\])+")
"""Several places beside each other, and no words between them: "[Action 1]: [Description]"."""
_BRACKETED = re.compile(r"\[[^\[\]]+\]\s*")
"""What stands in brackets behind a label, in a document with such places."""
_DATE = Worded(
    rf"(?i)(?:{any_shown('unfilled.day')}[./ -])?{any_shown('unfilled.month')}[./ -]{any_shown('unfilled.year')}"
)
_ORDER = Worded(rf"(?is)(?=.*\b{any_shown('unfilled.orders')}\b).*\b{any_shown('unfilled.here')}\b.*")
_ORDERED = Worded(rf"(?i){any_shown('unfilled.orders')}\b")
_EXAMPLE = Worded(rf"(?i){any_shown('unfilled.examples')}(?!\w).*")


def is_unfilled(text: str) -> bool:
    """Whether words say what is to be written in their place: a label in brackets, an order.

    >>> [is_unfilled(text) for text in ("[Task 1.1]", "<Insert name>", "Enter the date here", "dd/mm/yyyy")]
    [True, True, True, True]
    >>> is_unfilled("[ ] [Action 1]: [What is to be done]")
    True
    >>> [is_unfilled(text) for text in ("[Parks Team]", "[x] Plant trees", "Insert a clause in contracts")]
    [False, False, False]
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return False
    if _ONLY_BRACKETS.fullmatch(text):
        return True
    if match := _BRACKETS.fullmatch(text):
        inner = match[1].strip(" :")
        return sureness(inner) >= _CERTAIN or bool(called(inner)) or _ORDERED.match(inner) is not None
    return (_DATE.fullmatch(text) or _ORDER.fullmatch(text)) is not None


def without_unfilled(extract: Extract) -> Extract:
    """A document whose places that nobody has filled in are empty, with a note of how many there are.

    In a table that has any, cells that begin with "e.g." are examples of how to fill it in.
    """
    places: list[str] = []
    texts = (block.words.text for block in extract.blocks if isinstance(block, Paragraph))
    is_form = any(_ONLY_BRACKETS.fullmatch(text[text.find("[") :].strip()) for text in texts if "[" in text)
    blocks = tuple(_filled(block, places, is_form=is_form) for block in extract.blocks)
    if not places:
        return extract
    what = "1 place of a form is" if len(places) == 1 else f"{len(places)} places of a form are"
    note = f"{what} not filled in, the first {places[0]!r}: nothing was read from there"
    return replace(extract, blocks=blocks, notes=(*extract.notes, note))


def _filled(block: Block, places: list[str], *, is_form: bool) -> Block:
    if isinstance(block, Paragraph):
        is_place = is_form and _BRACKETED.fullmatch(block.value.text) is not None
        if not (is_place or is_unfilled(block.words.text[len(block.marker) :])):
            return block
        places.append(block.words.tidy)
        return replace(block, words=Words(), marker="", lead=Words())
    if not any(is_unfilled(cell.words.text) for row in block.rows[1:] for cell in row):
        return block  # labels in brackets may head a table as well
    return _emptied(block, places)


def _emptied(table: Table, places: list[str]) -> Table:
    def cell_of(cell: Cell) -> Cell:
        if not (is_unfilled(cell.words.text) or _EXAMPLE.fullmatch(cell.words.text)):
            return cell
        places.append(cell.words.tidy)
        return replace(cell, words=Words(), struck=(), unsure=())

    return replace(table, rows=(*table.rows[:1], *(tuple(map(cell_of, row)) for row in table.rows[1:])))
