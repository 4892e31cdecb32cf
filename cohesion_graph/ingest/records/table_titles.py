"""What stands above the headings of a table: the name of the plan or board, and of the first of its groups."""

from __future__ import annotations

from collections.abc import Sequence

from cohesion_graph.documents.cells import Cell
from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.columns import PlanTable
from cohesion_graph.ingest.records.row_roles import is_named_section
from cohesion_graph.language.phrases import role_of

__all__ = ["may_head", "name_groups", "take_title"]


def may_head(line: str) -> bool:
    """Whether a line of running text can be the heading of what follows: short, and no sentence, note or aside."""
    plain = line.strip()
    return len(plain) <= _LONGEST and not plain.endswith((".", ";", ":")) and not plain.startswith(("*", "("))


_LONGEST = 90
"""Characters."""


def take_title(table: PlanTable, before: Sequence[dict[int, Cell]]) -> list[Words]:
    """Take the caption from rows of one cell above the headings: one that names a part of the plan, or the first.

    Gives all of them.
    """
    titles = []
    rows = [[cell.words for cell in row.values() if cell.words] for row in before]
    # an export may say what it is of in labelled lines: one without a value is no title
    labelled = [row for row in rows if len(row) == 2] if table.is_exported else []
    named = [words for label, words in labelled if role_of(label.tidy) == "title"]
    for filled in rows:
        table.asides += filled
        if len(filled) == 1 and len(filled[0].tidy) <= 150 and not labelled:
            titles.append(filled[0])
    if named:
        table.title = table.caption = named[0]
        return titles
    named = [words for words in titles if is_named_section(words.tidy)]
    table.caption = next(iter(named or titles), table.caption)
    return titles


def name_groups(table: PlanTable, titles: Sequence[Words]) -> None:
    """Know the first of several groups, each with its name and the headings again: its own name stands right above."""
    last = [cell for cell in table.rows[-1].values() if cell.words] if table.rows else []
    if len(titles) > 1 and len(last) == 1 and not table.title:
        table.title, table.caption = titles[0], titles[-1]
