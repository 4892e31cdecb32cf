"""Pages of documents: what each is, its text with every quotation highlighted, and all that rests on its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cohesion_graph.model.claims import Doubt
from cohesion_graph.model.evidence import Source
from cohesion_graph.publish.disagreements import discrepancy_grid
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Cell, Fact, Grid, Page, Row, SearchEntry, Section, Thing, Words, several
from cohesion_graph.publish.paging import with_long_tables
from cohesion_graph.publish.statements import claim_in_words
from cohesion_graph.publish.texts import STATEMENTS_A_PAGE, Line, Resting, TextLayout, numbered_page
from cohesion_graph.publish.urls import page

__all__ = ["TextContent", "source_pages"]


def source_pages(lookups: Lookups) -> Iterator[Page]:
    """For each document: its own page, its text, and the statements that rest on its words."""
    for source in lookups.dataset.sources:
        layout = lookups.layouts[source.id]
        yield from with_long_tables(_source_page(lookups, layout))
        yield from _text_pages(lookups, layout)
        yield from _statement_pages(lookups, layout)


def _crumbs(lookups: Lookups, source: Source) -> tuple[Anchor, ...]:
    return Anchor("Documents", "documents/index.html"), lookups.source_link(source.id)


def _source_page(lookups: Lookups, layout: TextLayout) -> Page:
    source = layout.source
    urls, dataset = lookups.urls, lookups.dataset
    folder = urls.source(source.id)
    differences = [one for one in lookups.derivation.discrepancies if source.id in {one.source_a, one.source_b}]
    doubts = len(lookups.doubts_in.get(source.id, []))
    claims = sum(1 for claim in dataset.claims.values() if claim.source == source.id)
    facts = [
        Fact("Statements read from it", Anchor(f"{claims:,} statements", page(f"{folder}/statements"))),
        Fact("Its text", Anchor("Read the text, quotations highlighted", page(f"{folder}/text"))),
        Fact("Actions in it", f"{sum(source.id in dataset.sources_of(item) for item in dataset.actions):,}"),
        Fact("SHA-256 of the text", source.sha256),
    ]
    if doubts:
        told = Anchor(f"{doubts:,} doubts, each with the readings it allows", page(urls.doubts(source.id)))
        facts.insert(1, Fact("What it does not settle", told))
    if source.extract_of:
        facts.insert(0, Fact("An extract of", lookups.source_link(source.extract_of)))
    if source.extract_for:
        facts.insert(1, Fact("Made for", lookups.body_link(source.extract_for)))
    if source.masks:
        facts.append(Fact("Officers' names", f"{len(source.masks)} withheld: block characters stand in their place"))
    if source.rating_key:
        facts.append(Fact("What its ratings mean", several(list(source.rating_key))))
    if source.note:
        facts.append(Fact("Note", source.note))
    sections = (
        Section(
            "differences",
            "Where it differs from another document",
            grid=discrepancy_grid(lookups, "Differences", differences),
        ),
        Section("set-aside", "Words that carry no statement", grid=_set_aside(layout)),
    )
    return Page(
        page(folder),
        source.label,
        Thing(kind="Document", lead=source.title, summary=tuple(facts), sections=sections),
        crumbs=(Anchor("Documents", "documents/index.html"),),
        address=urls.addresses.source(source.id),
        data=folder,
        thing=f"source/{source.id}",
        section="documents",
        entries=(SearchEntry(source.label, "Document", "", f"{source.title} {source.note}"),),
    )


def _set_aside(layout: TextLayout) -> Grid:
    rows = tuple(
        Row(
            (
                Words(_short(one.exact), layout.words_path(one.start, one.end)),
                one.kind.label.capitalize(),
                one.note,
            )
        )
        for one in layout.set_aside
    )
    return Grid("Headings, layout and scanning damage", ("Words", "What they are", "Note"), rows)


def _short(text: str, longest: int = 160) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= longest else one_line[: longest - 1] + "…"


@dataclass(frozen=True, slots=True)
class TextContent:
    """A document's text, or one part of it."""

    lead: str
    lines: tuple[Line, ...]
    parts: tuple[Anchor, ...]
    """All parts, where there are several."""
    part: int
    ranges: tuple[tuple[int, int, str], ...]
    """First and last code point of each part with its page: lets a script find a place in another part."""


def _text_pages(lookups: Lookups, layout: TextLayout) -> Iterator[Page]:
    source, parts = layout.source, layout.parts
    ends = (*layout.starts[1:], len(source.text))
    links = tuple(
        Anchor(f"Lines {part[0].number} to {part[-1].number}", layout.part_path(number))
        for number, part in enumerate(parts)
    )
    ranges = tuple((start, end, link.path) for start, end, link in zip(layout.starts, ends, links, strict=True))
    several_parts = len(parts) > 1
    for number, part in enumerate(parts):
        suffix = f", part {number + 1}" if number else ""
        yield Page(
            layout.part_path(number),
            f"Text of the {source.label}{suffix}",
            TextContent(source.title, tuple(part), links if several_parts else (), number, ranges),
            template="text.html",
            crumbs=_crumbs(lookups, source),
            address=lookups.urls.addresses.text(source.id),
            data="" if number else f"{lookups.urls.source(source.id)}/text",
            thing="" if number else f"text:{source.id}",
            section="documents",
            scripts=("assets/text.js",) if several_parts else (),
            entries=tuple(_line_entries(source, part)),
        )


def _line_entries(source: Source, lines: Sequence[Line]) -> Iterator[SearchEntry]:
    for line in lines:
        text = " ".join("".join(piece.text for piece in line.pieces).split())
        if len(text) > 3:
            yield SearchEntry(
                f"{source.label}, line {line.number}", "Words of a document", f"#line-{line.number}", text
            )


def _statement_pages(lookups: Lookups, layout: TextLayout) -> Iterator[Page]:
    """Every quoted stretch with the statements and doubts that rest on it, in reading order."""
    source = layout.source
    folder = lookups.urls.statements(source.id)
    numbered = list(enumerate(layout.resting, 1))
    starts = range(0, max(len(numbered), 1), STATEMENTS_A_PAGE)
    pages = [numbered_page(folder, number) for number in range(len(starts))]
    for number, (start, path) in enumerate(zip(starts, pages, strict=True)):
        part = numbered[start : start + STATEMENTS_A_PAGE]
        rows = tuple(_statement_row(lookups, source, place, one) for place, one in part)
        grid = Grid("Quoted words and what rests on them", ("Line", "Words", "What rests on them"), rows)
        links = tuple(Anchor(f"Page {turn}", other, current=other == path) for turn, other in enumerate(pages, 1))
        suffix = f", page {number + 1}" if number else ""
        yield Page(
            path,
            f"What rests on the words of the {source.label}{suffix}",
            Thing(
                kind="Statements of a document",
                lead="Each stretch of words that something rests on, in the order of the text.",
                sections=(
                    Section("statements", "Statements", grid=grid),
                    Section("pages", "All pages", links=links if len(pages) > 1 else ()),
                ),
                jump=False,
            ),
            crumbs=_crumbs(lookups, source),
            section="documents",
        )


def _statement_row(lookups: Lookups, source: Source, place: int, one: Resting) -> Row:
    cells: list[Cell] = []
    for record in one.records:
        if isinstance(record, Doubt):
            path = lookups.urls.doubt(record.source, record.n)
            cells.append(Anchor(f"Doubt: {_short(record.what, 90)}", path))
        else:
            name = record.item.partition("/")[0]
            cells.append(Anchor(f"{name}: {_short(claim_in_words(lookups, record), 90)}", lookups.urls.claim(record)))
    path = lookups.layouts[source.id].words_path(one.start, one.end)
    words = Words(_short(source.text[one.start : one.end], 240), path)
    return Row((str(source.line_of(one.start)), words, several(cells)), f"words-{place}")
