"""Pages of discrepancies and doubts: what two documents say side by side, and what none of them settles."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.derive import Discrepancy
from cohesion_graph.model.claims import AnyClaim
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Fact, Grid, Page, Row, SearchEntry, Section, Thing
from cohesion_graph.publish.statements import claim_in_words
from cohesion_graph.publish.urls import page

__all__ = ["discrepancy_pages", "doubt_pages"]


def discrepancy_pages(lookups: Lookups) -> Iterator[Page]:
    """One page for each difference between two documents about one item."""
    for found in lookups.derivation.discrepancies:
        item = lookups.named_item(found.item)
        title = f"{found.kind.label.capitalize()}: {item.text if '/' in found.item else found.item}"
        sections = [
            _side(lookups, "first", found.source_a, found.value_a, found.claims_a),
            _side(lookups, "second", found.source_b, found.value_b, found.claims_b),
        ]
        yield Page(
            page(lookups.urls.discrepancy(found.id)),
            title,
            Thing(
                kind="Difference between documents",
                lead=found.kind.definition,
                summary=(Fact("About", item), *_sides(lookups, found), *_decision(found)),
                sections=tuple(sections),
                jump=False,
            ),
            crumbs=(Anchor("Differences", "differences/index.html"),),
            address=lookups.urls.addresses.discrepancy(found.id),
            data=lookups.urls.discrepancy(found.id),
            thing=f"discrepancy:{found.id}",
            section="differences",
            entries=(SearchEntry(title, "Difference", "", f"{item.text} · {found.value_a} · {found.value_b}"),),
        )


def _sides(lookups: Lookups, found: Discrepancy) -> tuple[Fact, Fact]:
    sides = ((found.source_a, found.value_a), (found.source_b, found.value_b))
    first, second = (
        Fact(f"{lookups.source_link(source).text} says", value or "Nothing of it") for source, value in sides
    )
    return first, second


def _decision(found: Discrepancy) -> list[Fact]:
    decided = [Fact("Decided", f"{found.resolution.label.capitalize()}. {found.resolution.definition}")]
    return [*decided, Fact("Why", found.reason)] if found.reason else decided


def _side(lookups: Lookups, anchor: str, source: str, value: str, claims: tuple[str, ...]) -> Section:
    label = lookups.source_link(source).text
    rows = tuple(_claim_row(lookups, lookups.dataset.claims[claim]) for claim in claims)
    grid = Grid(f"Statements of the {label}", ("Statement", "Basis", "Words it rests on"), rows)
    nothing = () if rows else (value or f"The {label} says nothing of it.",)
    return Section(anchor, f"What the {label} says", grid=grid, notes=nothing)


def _claim_row(lookups: Lookups, claim: AnyClaim) -> Row:
    sentence = claim_in_words(lookups, claim)
    return Row((Anchor(sentence, lookups.urls.claim(claim)), claim.basis.label, lookups.words(claim)))


def doubt_pages(lookups: Lookups) -> Iterator[Page]:
    """One page for each thing that a document does not settle."""
    for doubt in lookups.dataset.doubts.values():
        about = lookups.named_item(doubt.item) if doubt.item else "The document as a whole"
        title = f"Doubt {doubt.n} about the {lookups.source_link(doubt.source).text}"
        state = lookups.dataset.state_of(doubt.id)
        settlement = lookups.dataset.settlements.get(doubt.id)
        readings = tuple(
            Row((str(number), text, *(("Holds" if text == settlement.reading else "Set aside",) if settlement else ())))
            for number, text in enumerate(doubt.readings, 1)
        )
        which = "What a person settled, and what was set aside." if settlement else "The one shown here comes first."
        header = ("Reading", "What it would mean", *(("Settled",) if settlement else ()))
        sections = (Section("readings", "The readings it allows", which, Grid("Possible readings", header, readings)),)
        summary = (
            Fact("About", about),
            Fact("In", lookups.source_link(doubt.source)),
            Fact("What sort", doubt.about.definition),
            Fact("State", f"{state.label.capitalize()}. {state.definition}"),
            *_judged(lookups, doubt.id),
            Fact("Words", lookups.words(doubt)),
        )
        yield Page(
            page(lookups.urls.doubt(doubt.source, doubt.n)),
            title,
            Thing("Doubt", doubt.what, summary, sections=sections, jump=False),
            crumbs=(Anchor("Doubts", "doubts/index.html"),),
            address=lookups.urls.addresses.doubt(doubt.source, doubt.n),
            data=lookups.urls.doubt(doubt.source, doubt.n),
            thing=f"doubt:{doubt.id}",
            section="doubts",
            entries=(SearchEntry(title, f"Doubt, {state.label}", "", " ".join((doubt.what, *doubt.readings))),),
        )


def _judged(lookups: Lookups, doubt: str) -> list[Fact]:
    """What a person settled about a doubt and why, or who is to be asked."""
    settlement, referral = lookups.dataset.settlements.get(doubt), lookups.dataset.referrals.get(doubt)
    judged = settlement or referral
    if judged is None:
        return []
    told = [Fact("Settled as", settlement.holds)] if settlement else []
    told += [Fact("To be asked", referral.ask)] if referral else []
    by = f"the {judged.by}{f', on {judged.on}' if judged.on else ''}"
    return [*told, Fact("Why", judged.reason), Fact("Decided by", by)]
