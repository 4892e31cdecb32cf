"""Pages of comparisons: every two documents side by side, an extract checked against what it was taken from first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cohesion_graph.model.evidence import Source
from cohesion_graph.publish.comparison import Compared, Comparison, Outcome, compare_sources
from cohesion_graph.publish.downloads import DownloadFile, forms_of
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Badge, Fact, Grid, Page, Row
from cohesion_graph.publish.paging import paged

__all__ = ["compared_pairs", "comparison_pages"]

_TONES = {
    Outcome.MISSING: "red",
    Outcome.EXTRA: "red",
    Outcome.REASSIGNED: "amber",
    Outcome.REDATED: "amber",
    Outcome.REWORDED: "amber",
    Outcome.LEFT_OUT: "grey",
    Outcome.AGREEING: "green",
}


_NOTHING = "Nothing of it"

_MEANINGS = {
    Outcome.MISSING: "expected in it, and not there",
    Outcome.EXTRA: "in it only",
    Outcome.REASSIGNED: "given to other bodies, or to the same in other roles",
    Outcome.REDATED: "given another date",
    Outcome.REWORDED: "said in other words",
    Outcome.LEFT_OUT: "not in it, and need not be: not known to be for the body it was made for",
    Outcome.AGREEING: "the same in both",
}


def compared_pairs(lookups: Lookups) -> list[tuple[Source, Source]]:
    """Pairs of documents that both word something: the one taken as given, then the one that is checked."""
    worded = {source for item in lookups.dataset.items for source in lookups.dataset.sources_of(item)}
    sources = [source for source in lookups.dataset.sources if source.id in worded]
    return [(b, a) if a.extract_of == b.id else (a, b) for a, b in combinations(sources, 2)]


def comparison_pages(lookups: Lookups) -> Iterator[tuple[list[Page], list[DownloadFile]]]:
    """The list of comparisons, then each with its files."""
    pairs = compared_pairs(lookups)
    listed = []
    made = []
    for first, second in pairs:
        found = compare_sources(lookups.derivation, first.id, second.id)
        folder = f"compare/{first.id}/{second.id}"
        listed.append(_listed(found, f"{folder}/index.html"))
        made.append((list(_pages(lookups, found, folder)), list(forms_of(found.table, folder))))
    grid = Grid("Comparisons", ("Document checked", "Against", "What came out"), tuple(listed))
    lead = "Each document that could be checked against another, item by item."
    first_page = Page("compare/index.html", "Documents compared", None, section="differences")
    nothing = "The plan was read from one document: there is nothing to compare it with."
    if lookups.compares:
        nothing = "No two of the documents word the same plan, so there is nothing to compare."
    yield list(paged(first_page, "", lead, grid, nothing=nothing)), []
    yield from made


def _listed(found: Comparison, path: str) -> Row:
    told = ", ".join(f"{number} {outcome}" for outcome, number in found.counts.items() if number)
    return Row((Anchor(found.second, path), found.first, told or "nothing in common"))


def _pages(lookups: Lookups, found: Comparison, folder: str) -> Iterator[Page]:
    facts = [
        Fact(outcome.capitalize(), f"{found.counts[outcome]}: {meaning}") for outcome, meaning in _MEANINGS.items()
    ]
    if found.not_expected:
        facts.append(
            Fact("Rightly not in it", f"{found.not_expected} actions that do not name the body it was made for")
        )
    grid = Grid(
        "Item by item",
        ("Action or milestone", "Outcome", f"The {found.first} says", f"The {found.second} says", "Finding"),
        tuple(_row(lookups, row) for row in found.rows),
    )
    first = Page(
        f"{folder}/index.html",
        f"{found.second} checked against the {found.first}",
        None,
        crumbs=(Anchor("Documents compared", "compare/index.html"),),
        downloads=tuple(Anchor(f"comparison.{ending}", f"{folder}/comparison.{ending}") for ending in ("csv", "xlsx")),
        section="differences",
    )
    lead = (
        f"{_verdict(found)} Bodies are compared action by action, because one document may name for a milestone whom "
        "another names above."
    )
    yield from paged(first, "Comparison of two documents", lead, grid, facts)


def _verdict(found: Comparison) -> str:
    """What came out, in a sentence."""
    if found.agrees:
        return "The two agree wherever both speak."
    missing, extra = found.counts[Outcome.MISSING], found.counts[Outcome.EXTRA]
    if not missing and not extra:
        return "Nothing is missing and nothing is extra, but what both have is not told alike."
    return f"Of the actions and milestones, {missing or 'none'} missing and {extra or 'none'} extra."


def _row(lookups: Lookups, row: Compared) -> Row:
    link = lookups.named_item(row.item)
    outcome = Badge(row.outcome.value.capitalize(), _TONES[row.outcome])
    first, second = row.first, row.second
    if row.outcome is not Outcome.AGREEING:
        first, second = first or _NOTHING, second or _NOTHING
    return Row((link, outcome, first, second, f"{row.why[:1].upper()}{row.why[1:]}"))
