"""Long tables, so that every page stays small and every row can be reached without a script: lists of many pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from cohesion_graph.publish.page import (
    Anchor,
    Bar,
    Fact,
    Folded,
    Grid,
    Page,
    Row,
    Section,
    Several,
    Sorted,
    Stated,
    Thing,
)
from cohesion_graph.publish.urls import page

__all__ = ["LONGEST", "MOST_AT_ONCE", "ROWS_A_PAGE", "paged", "whole_link", "whole_page", "with_long_tables"]

ROWS_A_PAGE = 60
"""Rows of one page of a long list: keeps each page well under 100 kB."""

_LONGEST_NAME = 50
"""Characters of the name of the row that a page of a list begins with."""

MOST_AT_ONCE = 2_000
"""Rows up to which a long list also stands on one page, to be searched, sorted and taken as a whole."""

LONGEST = 40
"""Rows of one table on a page that has several."""


def paged(  # noqa: PLR0913 - a list's own words and what stands around it
    first: Page,
    kind: str,
    lead: str,
    grid: Grid,
    summary: Sequence[Fact] = (),
    *,
    extra: Sequence[Section] = (),
    nothing: str = "",
) -> Iterator[Page]:
    """A list as one page, or as several that link to each other and to one that has all rows.

    Args:
        first: The first page without its content; the others are numbered below it.
        kind: What stands above the heading; empty where the heading says it.
        lead: The sentence below it.
        grid: The whole list.
        summary: Facts of the first page.
        extra: Sections that follow the list on the first page.
        nothing: What is said where the list is empty.
    """
    folder = first.path.removesuffix("index.html").rstrip("/")
    parts = [grid.rows[start : start + ROWS_A_PAGE] for start in range(0, len(grid.rows), ROWS_A_PAGE)] or [()]
    paths = [first.path if number == 0 else page(f"{folder}/{number + 1}") for number in range(len(parts))]
    names = [f"Page {number}{_from(rows)}" for number, rows in enumerate(parts, 1)]
    whole = whole_link(folder, len(grid.rows)) if len(parts) > 1 else ()
    for number, (rows, path) in enumerate(zip(parts, paths, strict=True)):
        notes = (nothing,) if nothing and not rows else ()
        listed = Grid(grid.caption, grid.header, tuple(rows))
        sections = [Section("list", grid.caption if rows else first.title, grid=listed, notes=notes)]
        links = tuple(Anchor(name, other, current=other == path) for name, other in zip(names, paths, strict=True))
        sections += [Section("pages", "All pages of this list", links=(*links, *whole) if len(parts) > 1 else ())]
        content = Thing(kind, lead, tuple(summary) if number == 0 else (), sections=tuple(sections), jump=False)
        if number == 0:
            content = Thing(kind, lead, tuple(summary), sections=(*sections, *extra), jump=False)
        title = f"{first.title}, page {number + 1}" if number else first.title
        data = first if number == 0 else None
        yield Page(
            path,
            title,
            content,
            crumbs=first.crumbs if data else (*first.crumbs, Anchor(first.title, first.path)),
            address=first.address if data else "",
            data=first.data if data else "",
            thing=first.thing if data else "",
            downloads=first.downloads,
            section=first.section,
            entries=first.entries if data else (),
        )
    if whole:
        yield whole_page(first, kind, grid)


def whole_link(folder: str, rows: int) -> tuple[Anchor, ...]:
    """The link to the page with all rows of a list below a folder; none where they are too many for one page."""
    words = f"All {rows:,} rows on one page, to find, sort and download"
    return (Anchor(words, page(f"{folder}/all-rows")),) if rows <= MOST_AT_ONCE else ()


def whole_page(first: Page, kind: str, grid: Grid) -> Page:
    """The page that has all rows of a list whose first page is given."""
    folder = first.path.removesuffix("index.html").rstrip("/")
    return Page(
        page(f"{folder}/all-rows"),
        f"{first.title}: all rows",
        Thing(kind, sections=(Section("list", grid.caption, grid=grid),), jump=False),
        crumbs=(*first.crumbs, Anchor(first.title, first.path)),
        downloads=first.downloads,
        section=first.section,
    )


def _from(rows: Sequence[Row]) -> str:
    """Where a page of a list begins, so that a reader need not open each: its first row's name, shortened by words."""
    cell = rows[0].cells[0] if rows else ""
    while isinstance(cell, Several | Sorted | Stated | Folded):
        cell = cell.cell if isinstance(cell, Sorted) else cell.fact[0] if isinstance(cell, Stated) else cell.cells[0]
    text = cell if isinstance(cell, str) else "" if isinstance(cell, Bar) else cell.text
    short = shorten(text, _LONGEST_NAME, placeholder=" …")
    return f": from {short}" if short else ""


def with_long_tables(one: Page) -> Iterator[Page]:
    """The page, its long tables cut and saying so, then each of them in full, as a list of pages below it.

    Args:
        one: A page whose content is a `Thing`; nothing may link to a row of a table that can be long.
    """
    content = one.content
    assert isinstance(content, Thing)
    long = [section for section in content.sections if section.grid and len(section.grid.rows) > LONGEST]
    if not long:
        yield one
        return
    sections = tuple(_cut(one, section) if section in long else section for section in content.sections)
    yield replace(one, content=replace(content, sections=sections))
    for section in long:
        assert section.grid is not None
        listed = Page(
            _path(one, section),
            f"{one.title}: {section.heading}",
            None,
            crumbs=(*one.crumbs, Anchor(one.title, one.path)),
            downloads=one.downloads,
            section=one.section,
        )
        yield from paged(listed, content.kind, section.intro, section.grid)


def _cut(one: Page, section: Section) -> Section:
    assert section.grid is not None
    rows = section.grid.rows
    grid = Grid(section.grid.caption, section.grid.header, rows[:LONGEST])
    note = f"The first {LONGEST} of {len(rows)} rows are shown."
    link = Anchor(f"{section.heading}: all {len(rows)}", _path(one, section))
    return replace(section, grid=grid, notes=(*section.notes, note), links=(*section.links, link))


def _path(one: Page, section: Section) -> str:
    return f"{one.path.removesuffix('index.html')}{section.anchor}/index.html"
