"""What a row of a plan table is, where it is no action: a heading for what follows, a total, a note."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from cohesion_graph.documents.cells import Cell, Table
from cohesion_graph.ingest.when.periods import is_mark
from cohesion_graph.language.patterns import Worded, any_shown

__all__ = [
    "are_lists_of_choices",
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
