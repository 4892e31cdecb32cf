"""Cells that say what is to be done, each below a period or a body: roadmaps, and tables of who does what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cohesion_graph.documents.words import BULLETS, Words
from cohesion_graph.ingest.mining.announcing import calls_itself_plan
from cohesion_graph.ingest.mining.covering import columns_of
from cohesion_graph.ingest.mining.labels import Grid
from cohesion_graph.ingest.mining.leaves import Leaf, Tree, key_of
from cohesion_graph.ingest.mining.lexicon import DATES, ITEMS, PARTIES, SURE, label_role, sureness
from cohesion_graph.ingest.mining.records import COLUMN, ROW, UNDER, Field, Record, RecordSet
from cohesion_graph.ingest.mining.sentences import is_known
from cohesion_graph.ingest.mining.under_periods import is_period, period_in
from cohesion_graph.ingest.mining.values import is_name
from cohesion_graph.ingest.who.names import is_sort_of_body
from cohesion_graph.language.phrases import says_what_to_do

__all__ = ["cells_below"]

_FEWEST_WORDS, _SENTENCE = 2, 3
"""Words that a cell has on average, where it says what to do and does not only mark a period or a part."""
_HALF = 0.5
_OF_WHOLE_ROW = DATES | PARTIES | {"status", "cost", "measure"}
_LISTED = re.compile(rf"\n+(?=\s*(?:[{BULLETS}*–-]|\(?\d{{1,2}}[.)])\s)")


def cells_below(tree: Tree, grids: Mapping[int, Grid]) -> Iterator[RecordSet]:
    """Cells of tables whose headings are all periods, or all bodies: each says what is to be done then, or by whom.

    Beside bodies may stand columns that tell of the whole row. An entry of a list in a cell is a record of its own.
    Tables with the same headings are one set.
    """
    found: dict[tuple[str, ...], RecordSet] = {}
    for number, grid in grids.items():
        rows = list(tree.rows(number).values())
        if grid.is_form or len(rows) < 2:
            continue
        first = next(
            (place for place, row in enumerate(rows) if len(row) > 1), 0
        )  # above it stands what a sheet is called
        headings = grid.headings or {place: leaf.words for leaf in rows[first] for place in columns_of(leaf)}
        cells = [leaf for row in rows[0 if grid.headings else first + 1 :] for leaf in row if not leaf.is_label]
        sort, columns = _heads(headings)
        below = [leaf for leaf in cells if leaf.column in columns]
        is_plan = sort == UNDER or calls_itself_plan(tree, in_general=True)
        if below and sort and len({leaf.column for leaf in below}) > 1 and _say_what_to_do(below, in_plan=is_plan):
            records = _records(cells, columns, headings, sort)
            key = sort, *(key_of(headings[column]) for column in sorted(columns))
            found.setdefault(key, RecordSet("cells", str(number), [])).records += records
    yield from found.values()


def _heads(headings: Mapping[int, Words]) -> tuple[str, set[int]]:
    """What the headings of a table name, and the columns below them; the first column may be about something else."""
    texts = {column: words.text for column, words in headings.items()}
    periods = {column for column in texts if _names_period(headings[column])}
    others = texts.keys() - periods - {0}
    if len(periods) > 1 and not others:
        return UNDER, periods
    known = {column for column in others if _names_body(texts[column])}
    named = {column for column in others if column in known or _may_name_body(texts[column])}
    rest = {column: label_role(texts[column]) for column in texts.keys() - named}
    if len(named) < 2 or len(known) < _HALF * len(named) or not ITEMS.isdisjoint(rest.values()):
        return "", set()
    return (COLUMN, named) if all(role in _OF_WHOLE_ROW for column, role in rest.items() if column) else ("", set())


def _names_period(heading: Words) -> bool:
    """Whether a heading is a period in one of its lines, or holds one in brackets: "Short term (2031)"."""
    return any(is_period(line) for line in heading.text.split("\n")) or bool(period_in(heading))


def _names_body(heading: str) -> bool:
    return is_known(heading) or is_sort_of_body(heading)


def _may_name_body(heading: str) -> bool:
    return (is_name(heading) and sureness(heading) < SURE) or label_role(heading) in PARTIES


def _say_what_to_do(cells: Sequence[Leaf], *, in_plan: bool) -> bool:
    length = sum(leaf.size for leaf in cells) / len(cells)
    done = sum(says_what_to_do(leaf.words.text) for leaf in cells)
    return length >= _FEWEST_WORDS and (2 * done >= len(cells) or (in_plan and length >= _SENTENCE))


def _records(cells: Sequence[Leaf], columns: set[int], headings: Mapping[int, Words], sort: str) -> list[Record]:
    beside = [leaf for leaf in cells if leaf.column not in columns]
    in_front = [leaf.words.text for leaf in beside if not leaf.column]
    are_bodies = sort == UNDER and bool(in_front) and sum(map(_names_body, in_front)) >= _HALF * len(in_front)
    around: dict[int, list[Field]] = {}
    for leaf in beside:
        around.setdefault(leaf.row, []).append(_told(leaf, headings, are_bodies=are_bodies))
    found: list[Record] = []
    for leaf in (leaf for leaf in cells if leaf.column in columns):
        above = Field(sort, Words(), headings[leaf.column], leaf)
        for words in leaf.words.split(_LISTED):
            found.append(Record(leaf.number, leaf.number + 1, leaf, words=words))
            found[-1].around = [above, *around.get(leaf.row, [])]
    return found


def _told(leaf: Leaf, headings: Mapping[int, Words], *, are_bodies: bool) -> Field:
    """What a cell tells of those beside it: by its column's heading, else what they are about, or who does them."""
    heading = headings.get(leaf.column, Words())
    if heading and label_role(heading.text) in _OF_WHOLE_ROW and not are_bodies:
        return Field(key_of(heading), heading, leaf.words, leaf)
    return Field(COLUMN if are_bodies else ROW, Words(), leaf.words, leaf)
