"""What a row of a plan table is, where it is no action: a heading for what follows, a total, a note."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from cohesion_graph.documents.cells import Cell, Table
from cohesion_graph.ingest.when.periods import is_mark
from cohesion_graph.language.labels import role_of
from cohesion_graph.language.patterns import Worded, any_shown

__all__ = [
    "are_lists_of_choices",
    "describes_a_scale",
    "explains_words",
    "extends",
    "is_empty",
    "is_named_section",
    "is_note",
    "is_total",
    "tells_how_to_fill",
]

_SECTION = Worded(rf"(?i){any_shown('rows.parts', 'numbered.goal')}\b.{{0,8}}\d|.{{0,60}}:$")
_NOTE = Worded(rf"(?i)[*†‡]\s*\w|{any_shown('rows.notes')}\b.{{0,12}}[:=]")
_FEWEST_ALIKE = 5
"""Cells of a row of which more than half begin alike, so that it tells how to fill in the others."""
_FEWEST_ROWS = 5
"""Rows below which the cells at the ends of the rows of a plan are empty by chance as often."""
_FEWEST_LISTS = 3
"""Columns, and different lengths among them, from which a table is one of lists side by side."""
_FEWEST_STEPS = 3
_NUMBER = re.compile(r"([0-9])\W*$")
_NUMBER_AND_WORDS = re.compile(r"([0-9])\W+[^\W\d]")
_SCALE = Worded(rf"(?i){any_shown('other-tables.scales')}")
_STEP = re.compile(r"([^\d\n]*[^\W\d_])\W+([0-9])(?:\W.*)?", re.DOTALL)
_TOLD_OF_ACTIONS = frozenset({"lead", "responsible", "partner", "deadline", "start", "cost"})
_TOTAL = Worded(rf"(?i){any_shown('rows.totals')}\s*:?")


def is_named_section(text: str) -> bool:
    """Whether words name a part of a plan: "Theme 2: Work", "HOUSING", "Children and young people:".

    >>> [is_named_section(text) for text in ["Theme 2: Work", "HOUSING", "Plant trees"]]
    [True, True, False]
    """
    return bool(_SECTION.match(text)) or (text.isupper() and len(text) > 3)


def is_note(filled: Mapping[int, Cell]) -> bool:
    """Whether a row holds only a note to the table: a footnote, a source, a key to its colours."""
    return len(filled) == 1 and all(_NOTE.match(cell.words.text.strip()) for cell in filled.values())


def is_total(filled: Mapping[int, Cell]) -> bool:
    """Whether a row adds up the rows above it."""
    first = filled[min(filled)].words.tidy if filled else ""
    others = [cell.words.tidy for number, cell in filled.items() if number != min(filled)]
    return bool(_TOTAL.fullmatch(first)) and not any(re.search(r"[^\W\d_]{2}", text) for text in others)


def tells_how_to_fill(filled: Mapping[int, Cell], title: int | None) -> bool:
    """Whether a row says what is to be filled in: title and most other cells begin alike ("Text field", ...)."""
    if title is None or title not in filled or len(filled) < _FEWEST_ALIKE:
        return False
    openings = [" ".join(cell.words.tidy.casefold().split()[:2]) for cell in filled.values()]
    own = " ".join(filled[title].words.tidy.casefold().split()[:2])
    return openings.count(own) > len(openings) / 2


def are_lists_of_choices(table: Table) -> bool:
    """Whether a table's columns are lists side by side, as forms choose from: no row of them belongs together.

    Each ends where it has no more words, most of them at rows of their own, and none says anything twice.
    """
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in (cell for row in table.rows for cell in row if cell.words):
        columns[cell.column].append(cell)
    lengths = {len(cells) for cells in columns.values()}
    if len(columns) < _FEWEST_LISTS or len(lengths) < _FEWEST_LISTS or max(lengths) < _FEWEST_ROWS:
        return False
    first = min(cell.row for cells in columns.values() for cell in cells)
    return all(
        [cell.row for cell in cells] == [*range(first, first + len(cells))]
        and len({cell.words.tidy.casefold() for cell in cells}) == len(cells)
        for cells in columns.values()
    )


def explains_words(table: Table) -> bool:
    """Whether a table says what words mean: both of its columns are called so ("Term", "Meaning")."""
    headings = [cell.words.tidy for cell in table.rows[0] if cell.words] if table.rows else []
    return len(headings) == _OF_WORDS_AND_MEANING and all(map(_OF_WORDS.fullmatch, headings))


_OF_WORDS_AND_MEANING = 2
_OF_WORDS = Worded(rf"(?i){any_shown('other-tables.of-words')}")


def describes_a_scale(table: Table) -> bool:
    """Whether a table tells what each step of a scale means, side by side or below each other, and nobody and no date.

    "Score 1", "Score 2", "Score 3"; 1, 2, 3 under one "Score"; rows "1: poor", "2: fair", "3: good" under "Score". By
    it something is judged, nothing done.
    """
    rows = [[cell for cell in row if cell.words] for row in table.rows]
    headings = [cell.words.tidy for cell in rows[0]] if rows else []
    if any(role_of(text) in _TOLD_OF_ACTIONS for text in headings):
        return False
    steps: dict[str, list[int]] = defaultdict(list)
    for match in filter(None, map(_STEP.fullmatch, headings)):
        if _SCALE.fullmatch(match[1].strip()):
            steps[match[1].casefold()].append(int(match[2]))
    for heading in rows[0] if rows else ():
        if _SCALE.fullmatch(heading.words.tidy):
            number = _NUMBER if heading.columns > 1 else _NUMBER_AND_WORDS
            below = (number.match(cell.words.tidy) for row in rows[1:] for cell in row if _is_below(cell, heading))
            steps[heading.words.tidy] += [int(match[1]) for match in below if match]
    return any(_count(found) for found in steps.values())


def _is_below(cell: Cell, heading: Cell) -> bool:
    return heading.column <= cell.column < heading.column + heading.columns


def _count(steps: Sequence[int]) -> bool:
    """Whether numbers of at least three steps go up or down by one, all of them or their first row."""
    first = steps[: len(set(steps))]
    return len(first) >= _FEWEST_STEPS and first in (
        [*range(min(first), max(first) + 1)],
        [*range(max(first), min(first) - 1, -1)],
    )


def is_empty(filled: Mapping[int, Cell]) -> bool:
    """Whether a row says nothing: no letter, figure or mark, or only tags that conversion left ("<u> </u>")."""
    texts = [re.sub(r"<[^<>]*>", "", cell.words.text) for cell in filled.values()]
    return not any(re.search(r"\w", text) or is_mark(text) for text in texts)


def extends(reference: str, above: str) -> bool:
    """Whether a reference numbers a part of another: 1.1 of 1, SP-01a of SP-01.

    >>> extends("1.2", "1"), extends("SP-01a", "SP-01"), extends("12", "1")
    (True, True, False)
    """
    stem = above.strip(" .)")
    rest = reference.strip()[len(stem) :]
    return bool(stem) and reference.strip().startswith(stem) and bool(re.match(r"[.\-/]\w|\(?[a-z]\b", rest))
