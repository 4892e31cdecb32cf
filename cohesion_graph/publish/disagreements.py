"""What a document does not settle, on one page for each document; and rows of what two documents say differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cohesion_graph.derive import Discrepancy
from cohesion_graph.model.claims import Doubt
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import (
    Anchor,
    Badge,
    Cell,
    Grid,
    Page,
    Row,
    SearchEntry,
    Section,
    Stated,
    Thing,
    several,
)
from cohesion_graph.publish.statements import statement
from cohesion_graph.publish.urls import page

__all__ = ["difference_entry", "discrepancy_grid", "doubt_grid", "doubt_pages"]


_HEADER = ("One document says", "The other says", "Decided")


def discrepancy_grid(lookups: Lookups, caption: str, found: Iterable[Discrepancy], *, about: str = "") -> Grid:
    """Discrepancies as rows that link to where each is told in full.

    Args:
        lookups: The derivation.
        caption: The table's caption.
        found: The discrepancies.
        about: The item on whose page they stand: its own are told there, with what each document's side rests on.
    """
    found = list(found)
    with_item = any(one.item != about for one in found)
    rows = []
    for one in found:
        is_here = one.item == about
        kind, place = one.kind.label.capitalize(), lookups.urls.discrepancy(one.id)
        first = several([kind, one.kind.definition]) if is_here else Anchor(kind, place)
        item: tuple[Cell, ...] = (lookups.named_item(one.item),) if with_item else ()
        sides = (
            _side(lookups, one.source_a, one.value_a, one.claims_a if is_here else ()),
            _side(lookups, one.source_b, one.value_b, one.claims_b if is_here else ()),
        )
        told = (one.resolution.definition, *((one.reason,) if one.reason else ())) if is_here else ()
        cells = (first, *item, *sides, several([_decided(one), *told]))
        rows.append(Row(cells, _place(lookups, one) if is_here else ""))
    return Grid(caption, ("Difference", *(("About",) if with_item else ()), *_HEADER), tuple(rows))


def _decided(one: Discrepancy) -> Badge:
    return Badge(one.resolution.label, "amber" if one.resolution == "unresolved" else "blue")


def _place(lookups: Lookups, one: Discrepancy) -> str:
    return lookups.urls.discrepancy(one.id).partition("#")[2]


def _side(lookups: Lookups, source: str, value: str, claims: Iterable[str] = ()) -> Cell:
    """What one document says; with each statement that says so, on what basis, and its words."""
    records = map(lookups.dataset.claims.__getitem__, claims)
    by = (statement(lookups, one, Anchor(one.basis.label, lookups.urls.claim(one))) for one in records)
    said = Stated((value or "says nothing of it",), tuple(replace(one, source="") for one in by))
    return several([lookups.source_link(source), said])


def difference_entry(lookups: Lookups, one: Discrepancy) -> SearchEntry:
    """What the search finds of a difference, on the page of its item."""
    about = lookups.named_item(one.item)
    title = f"{one.kind.label.capitalize()}: {about.text if '/' in one.item else one.item}"
    return SearchEntry(title, "Difference", f"#{_place(lookups, one)}", f"{about.text} · {one.value_a} · {one.value_b}")


def doubt_grid(lookups: Lookups, doubts: Iterable[Doubt]) -> Grid:
    """Doubts as rows that link to where each is told in full."""
    rows = tuple(
        Row(
            (
                Anchor(doubt.what, lookups.urls.doubt(doubt.source, doubt.n)),
                lookups.named_item(doubt.item) if doubt.item else "the document as a whole",
                lookups.dataset.state_of(doubt.id).label,
                *((lookups.source_link(doubt.source),) if lookups.compares else ()),
            )
        )
        for doubt in doubts
    )
    header = ("What cannot be told", "About", "State", *(("In",) if lookups.compares else ()))
    return Grid("What the documents do not settle", header, rows)


def doubt_pages(lookups: Lookups) -> Iterator[Page]:
    """One page for each document that does not settle everything: each doubt is a place on it."""
    for source in lookups.dataset.sources:
        doubts = lookups.doubts_in.get(source.id, [])
        if not doubts:
            continue
        header = ("What cannot be told", "About", "What sort", "Readings it allows", "State", "Words")
        grid = Grid("Doubts", header, tuple(_doubt_row(lookups, doubt) for doubt in doubts))
        yield Page(
            page(lookups.urls.doubts(source.id)),
            f"Doubts about the {source.label}",
            Thing(
                kind="Doubts about a document",
                lead=f"What the {source.label} does not settle, and the readings it allows: the one shown comes first.",
                sections=(Section("list", "Doubts", grid=grid),),
                jump=False,
            ),
            crumbs=(Anchor("Doubts", "doubts/index.html"),),
            address=lookups.urls.addresses.doubts(source.id),
            data=lookups.urls.doubts(source.id),
            thing=f"doubts:{source.id}",
            section="doubts",
            entries=tuple(_doubt_entry(lookups, doubt, source.label) for doubt in doubts),
        )


def _doubt_row(lookups: Lookups, doubt: Doubt) -> Row:
    settlement = lookups.dataset.settlements.get(doubt.id)
    readings = list[Cell]()
    for number, text in enumerate(doubt.readings, 1):
        held = "" if settlement is None else " (holds)" if text == settlement.reading else " (set aside)"
        readings.append(f"{number}. {text}{held}")
    state = lookups.dataset.state_of(doubt.id)
    cells: tuple[Cell, ...] = (
        doubt.what,
        lookups.named_item(doubt.item) if doubt.item else "The document as a whole",
        doubt.about.definition,
        several(readings, "None are named"),
        several([f"{state.label.capitalize()}. {state.definition}", *_judged(lookups, doubt.id)]),
        lookups.words(doubt),
    )
    return Row(cells, str(doubt.n))


def _doubt_entry(lookups: Lookups, doubt: Doubt, source: str) -> SearchEntry:
    kind = f"Doubt, {lookups.dataset.state_of(doubt.id).label}"
    words = " ".join((doubt.what, *doubt.readings))
    return SearchEntry(f"Doubt {doubt.n} about the {source}", kind, f"#{doubt.n}", words)


def _judged(lookups: Lookups, doubt: str) -> list[str]:
    """What a person settled about a doubt and why, or who is to be asked."""
    settlement, referral = lookups.dataset.settlements.get(doubt), lookups.dataset.referrals.get(doubt)
    judged = settlement or referral
    if judged is None:
        return []
    told = [f"Settled as: {settlement.holds}"] if settlement else []
    told += [f"To be asked: {referral.ask}"] if referral else []
    by = f"the {judged.by}{f', on {judged.on}' if judged.on else ''}"
    return [*told, f"Why: {judged.reason}", f"Decided by {by}"]
