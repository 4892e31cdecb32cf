"""Cells, tables and summaries as HTML: the only place that prints them.

They are functions rather than template macros because pages are mostly tables: a page takes a third of the time.
Every text passes through `markupsafe.escape`; nothing else reaches the markup but tags written here. End tags that HTML
lets be left out (of cells, entries of lists and the parts of a table) are left out, here and in the templates: they
were a twentieth of all pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from cohesion_graph.publish.page import (
    Anchor,
    Badge,
    Bar,
    Cell,
    Fact,
    Folded,
    Grid,
    Row,
    Several,
    Sorted,
    Stated,
    Statement,
    Words,
)

__all__ = ["cell", "grid", "navigation", "summary"]

Way = Callable[[str], str]
"""Turns a path of the site into a relative link from the page that is printed."""

_SHORT = 24
"""Characters of a badge that need not break over lines."""


_FEW = 6
"""Statements that stand openly below a fact; more are folded."""


def cell(value: Cell, to: Way) -> Markup:
    """A value as HTML."""
    return Markup(_cell(value, to))  # noqa: S704  # made of escaped texts and the tags written below


def grid(table: Grid, to: Way, heading: str = "", anchor: str = "") -> Markup:
    """A table with caption and headed rows and columns, in a frame that scrolls sideways by itself.

    Args:
        table: The table.
        to: Makes links relative.
        heading: The heading above it; where the caption says the same, the heading names the table.
        anchor: The place of that heading; empty where nothing names it, and a caption stands there unseen.
    """
    caption = escape(table.caption)
    name, own = f'aria-label="{caption}"', ""
    shown = f"<caption>{caption}</caption>\n"
    if table.caption == heading:
        shown = "" if anchor else f'<caption class="hidden">{caption}</caption>\n'
        name, own = (f'aria-labelledby="{escape(anchor)}"',) * 2 if anchor else (name, "")
    head = "".join(f'<th scope="col">{escape(name)}' for name in table.header)
    rows = "\n".join(_row(row, len(table.header), to) for row in table.rows)
    html = (
        f'<div class="wide" role="region" {name} tabindex="0">\n<table{own and f" {own}"}>\n'
        f"{shown}<thead><tr>{head}</tr>\n<tbody>\n{rows}\n</table>\n"
        "</div>"
    )
    return Markup(html)  # noqa: S704  # as above


def summary(facts: Sequence[Fact], to: Way) -> Markup:
    """Facts as a list of terms and values."""
    lines = "\n".join(f"<div{_place(one)}><dt>{escape(one.term)}<dd>{_cell(one.value, to)}</div>" for one in facts)
    return Markup(f'<dl class="summary">\n{lines}\n</dl>')  # noqa: S704  # as above


def navigation(entries: Sequence[tuple[str, Anchor]], to: Way, section: str, current: str) -> Markup:
    """The items of the navigation.

    Args:
        entries: Name of the section and its link, in order.
        to: Makes links relative.
        section: The section that the page belongs to.
        current: The path of the page.
    """
    items = []
    for name, link in entries:
        state = "page" if link.path == current else "true"
        mark = f' aria-current="{state}"' if name == section else ""
        items.append(f'<li><a href="{escape(to(link.path))}"{mark}>{escape(link.text)}</a>')
    return Markup("\n".join(items))  # noqa: S704  # as above


def _row(row: Row, columns: int, to: Way) -> str:
    """A row; on a small screen, where it stands as a card, ``tables.js`` labels each cell with its column's name."""
    if len(row.cells) != columns:
        raise ValueError(f"a row of {len(row.cells)} cells in a table of {columns} columns")
    first, *others = row.cells
    cells = "".join(f"<td{_key(value)}>{_cell(value, to)}" for value in others)
    return f'<tr{_place(row)}><th scope="row">{_cell(first, to)}{cells}</tr>'


def _place(one: Row | Fact | Statement) -> str:
    return f' id="{escape(one.anchor)}"' if one.anchor else ""


def _key(value: Cell) -> str:
    """What a cell is sorted by, where that is not its words."""
    return f' data-key="{escape(value.key)}"' if isinstance(value, Sorted) else ""


_BAR = 240
"""Width of a whole bar, in px."""


def _bar(value: Bar) -> str:
    """A drawn bar; what it says is said by the numbers beside it too, and by its name."""
    whole = sum(count for _, _, count in value.parts)
    said = escape(", ".join(f"{words} {count}" for words, _, count in value.parts))
    left, parts = 0, []
    for words, shade, count in value.parts:
        right = left + round(count * _BAR / whole)
        place = f'x="{left}" y="1" width="{right - left}" height="14"'
        parts.append(f'<rect class="{shade}" {place}><title>{escape(words)}</title></rect>')
        left = right
    size = f'viewBox="0 0 {left} 16" width="{left}" height="16"'
    return f'<svg class="share" {size} role="img" aria-label="{said}">{"".join(parts)}</svg>'


def _statement(one: Statement, to: Way) -> str:
    """Who says so, how that is known, and the words, one stretch after the other, in a line of its own."""
    source = f"{_cell(one.source, to)}, " if one.source else ""
    words = one.words.cells if isinstance(one.words, Several) else (one.words,)
    return f"<p{_place(one)}>{source}{_cell(one.basis, to)}: {' … '.join(_cell(stretch, to) for stretch in words)}"


def _cell(value: Cell, to: Way) -> str:
    match value:
        case str():
            return escape(value)
        case Sorted():
            return _cell(value.cell, to)
        case Anchor():
            of = f'<span class="hidden"> {escape(value.of)}</span>' if value.of else ""
            html = f'<a href="{escape(to(value.path))}">{escape(value.text)}{of}</a>'
        case Words():
            html = f'<q><a href="{escape(to(value.path))}">{escape(value.text)}</a></q>'
        case Badge():
            short = " short" if len(value.text) < _SHORT else ""
            html = f'<span class="tag {escape(value.tone)}{short}">{escape(value.text)}</span>'
        case Bar():
            html = _bar(value)
        case Stated():
            said = "".join(_statement(one, to) for one in value.by)
            if len(value.by) > _FEW:
                said = f"<details><summary>{len(value.by)} statements</summary>{said}</details>"
            html = "".join(_cell(one, to) for one in value.fact) + said
        case Folded():
            entries = "".join(f"<li>{_cell(one, to)}" for one in value.cells)
            html = f"<details><summary>{escape(value.summary)}</summary><ul>{entries}</ul></details>"
        case _:
            html = f"<ul>{''.join(f'<li>{_cell(one, to)}' for one in value.cells)}</ul>"
    return html
