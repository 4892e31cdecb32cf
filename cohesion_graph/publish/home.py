"""The home page: what is in here, in plain words, with the figures that matter and where sources disagree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Grid, Page, Row, Section
from cohesion_graph.publish.statements import discrepancy_grid
from cohesion_graph.publish.urls import page

__all__ = ["Figure", "HomeContent", "home_page"]

_DIFFERENCES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters, what it counts, and where its list is."""

    number: int
    link: Anchor


@dataclass(frozen=True, slots=True)
class HomeContent:
    """The home page's own content."""

    lead: str
    figures: tuple[Figure, ...]
    ways: tuple[tuple[Anchor, str], ...]
    """Where to go, each with a sentence."""
    sections: tuple[Section, ...]


def home_page(lookups: Lookups, name: str, ways: tuple[tuple[Anchor, str], ...]) -> Page:
    """The top of the site.

    Args:
        lookups: The derivation.
        name: The site's name.
        ways: Where to go from here, each link with a sentence.
    """
    content = HomeContent(
        lookups.dataset.description, _figures(lookups), ways, (_differences(lookups), _busiest(lookups))
    )
    return Page("index.html", name, content, template="home.html", section="home")


def _figures(lookups: Lookups) -> tuple[Figure, ...]:
    dataset = lookups.dataset
    kinds = Counter(finding.kind for finding in lookups.findings)
    plan = page(lookups.urls.plan)
    figures = [
        Figure(len(dataset.actions), Anchor("actions", plan)),
        Figure(len(dataset.items) - len(dataset.actions), Anchor("milestones or success measures", plan)),
        Figure(len(dataset.registry.bodies), Anchor("bodies named", "bodies/index.html")),
        Figure(len(dataset.registry.instruments), Anchor("strategies and other instruments", "instruments/index.html")),
        Figure(len(dataset.sources), Anchor("documents read", "documents/index.html")),
        Figure(len(dataset.claims), Anchor("statements, each with its words", "documents/index.html")),
        Figure(
            len(lookups.derivation.discrepancies), Anchor("differences between documents", "differences/index.html")
        ),
        Figure(len(dataset.doubts), Anchor("things the documents do not settle", "doubts/index.html")),
        Figure(kinds["undated"], Anchor("items without any date", "dates/index.html#undated")),
        Figure(kinds["unowned"], Anchor("items without any body", "dates/index.html#unowned")),
    ]
    if lookups.as_of is not None:
        text = "items past their date, nothing reported"
        figures.append(Figure(kinds["past-without-report"], Anchor(text, "dates/index.html#past")))
    return tuple(figures)


def _differences(lookups: Lookups) -> Section:
    found = [one for one in lookups.derivation.discrepancies if one.kind != "wording-trivial"]
    shown = found[:_DIFFERENCES_SHOWN]
    grid = discrepancy_grid(lookups, "The first differences in the order of the plan", shown, with_item=True)
    links = (Anchor(f"All {len(lookups.derivation.discrepancies)} differences", "differences/index.html"),)
    return Section("differences", "Where the documents disagree", grid=grid, links=links if found else ())


def _busiest(lookups: Lookups) -> Section:
    counts: Counter[str] = Counter()
    for bodies in lookups.bodies_of_actions.values():
        counts.update(bodies)
    busiest = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:8]
    rows = tuple(Row((lookups.body_link(body), str(count))) for body, count in busiest)
    grid = Grid("Bodies named for most actions, in any role, by any document", ("Body", "Actions"), rows)
    return Section("busiest", "Who is named most", grid=grid, links=(Anchor("All bodies", "bodies/index.html"),))
