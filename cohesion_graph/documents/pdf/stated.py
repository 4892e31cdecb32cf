"""What a tagged page states, and how the rows of a table that stands on several pages come together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cohesion_graph.documents.pdf.words import CellText

__all__ = ["TaggedBlock", "TaggedCell", "headings_above", "join_tables"]


@dataclass(slots=True)
class TaggedBlock:
    """A heading, a paragraph, an entry of a list or a table, as stated."""

    text: str = ""
    level: int = 0
    list_depth: int = 0
    marker: str = ""
    size: float = 0.0
    is_bold: bool = False
    top: float = 0.0
    sides: tuple[float, float] = (0.0, 0.0)
    """Where it begins on the left and ends on the right."""
    is_note: bool = False
    rows: dict[tuple[int, int], list[TaggedCell]] = field(default_factory=dict)
    """Of a table: its rows by their place in the whole table, which may stand on several pages."""
    count: int = 0
    """Of a table: how many rows and groups of rows the whole table has."""

    @property
    def table(self) -> list[list[CellText]]:
        """The rows of a table with spans resolved."""
        free_from: dict[int, int] = {}
        found = []
        for number, (_, cells) in enumerate(sorted(self.rows.items())):
            line, column = [], 0
            for cell in cells:
                while free_from.get(column, 0) > number:
                    column += 1
                line.append(
                    CellText(column, cell.columns, cell.text, cell.struck, rows=cell.rows, is_heading=cell.is_heading)
                )
                free_from.update(dict.fromkeys(range(column, column + cell.columns), number + cell.rows))
                column += cell.columns
            found.append(line)
        return found


@dataclass(slots=True)
class TaggedCell:
    """A cell as stated."""

    text: str = ""
    struck: tuple[tuple[int, int], ...] = ()
    columns: int = 1
    rows: int = 1
    is_heading: bool = False


def headings_above(blocks: Sequence[TaggedBlock]) -> list[TaggedBlock]:
    """The blocks of a page, a heading before what stands below it: programs for layout name it last at times."""
    found: list[TaggedBlock] = []
    for block in blocks:
        place = len(found)
        while block.level and place and _stands_above(block, found[place - 1]):
            place -= 1
        found.insert(place, block)
    return found


def _stands_above(heading: TaggedBlock, block: TaggedBlock) -> bool:
    """Whether a heading stands higher than a block, in the same column of the page."""
    overlaps = heading.sides[0] < block.sides[1] and block.sides[0] < heading.sides[1]
    return overlaps and heading.top < block.top


def join_tables(pages: Sequence[list[TaggedBlock] | None]) -> None:
    """Put the rows of a table that goes on on the next page into the one it began on."""
    last: TaggedBlock | None = None
    for blocks in pages:
        tables = [block for block in blocks or () if block.rows]
        if not blocks or not tables:
            last = None
            continue
        first = tables[0]
        is_first = not any(block.size for block in blocks[: blocks.index(first)])  # lines outside of it have no size
        if last is not None and is_first and _goes_on(last, first):
            for place, cells in first.rows.items():
                if place not in last.rows or _differ(last, first, place):  # headings come again on each page
                    last.rows[place] = _joined_row(last.rows.get(place, []), cells)
            first.rows = {}
        last = last if first is tables[-1] and not first.rows and last is not None else tables[-1]


def _goes_on(last: TaggedBlock, first: TaggedBlock) -> bool:
    """Whether a table is the rest of one that ends on the page before, and not another of as many rows.

    Nothing tells one from the other but the places of their rows: of one table, places come again for headings and for
    a row that the end of the page cuts, whose rest lacks cells or goes on in small letters.
    """
    end = max(last.rows)
    again = {place for place in first.rows if place in last.rows}
    if (
        first.count != last.count
        or max(first.rows) < end
        or any(_differ(last, first, place) for place in again - {end})
    ):
        return False
    is_rest = any(not cell.text or cell.text[:1].islower() for cell in first.rows.get(end, ()))
    return again != first.rows.keys() or again == {end} or is_rest


def _differ(last: TaggedBlock, first: TaggedBlock, place: tuple[int, int]) -> bool:
    return [cell.text for cell in last.rows[place]] != [cell.text for cell in first.rows[place]]


def _joined_row(above: list[TaggedCell], below: list[TaggedCell]) -> list[TaggedCell]:
    """A row that the end of a page cuts: the words of each cell go on."""
    if not above:
        return below
    for cell, rest in zip(above, below, strict=False):
        if rest.text:
            shift = len(cell.text) + bool(cell.text)
            cell.struck += tuple((start + shift, end + shift) for start, end in rest.struck)
            cell.text = f"{cell.text} {rest.text}".strip()
    return above
