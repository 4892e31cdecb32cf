"""The home page: what is in here, in plain words, with the figures that matter and where sources disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.charts import progress_charts
from cohesion_graph.publish.disagreements import discrepancy_grid
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Grid, Page, Row, Section, Still
from cohesion_graph.publish.tiles import Tile, tiles
from cohesion_graph.publish.urls import page

__all__ = ["Figure", "HomeContent", "home_page"]

_DIFFERENCES_SHOWN = 8

_ITEMS = "action or milestone {0}|actions or milestones {0}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters, what it counts, and where its list is."""

    number: int
    link: Anchor


@dataclass(frozen=True, slots=True)
class HomeContent:
    """The home page's own content."""

    lead: str
    tiles: tuple[Tile, ...]
    """The answers of a meeting, in short."""
    charts: tuple[Section, ...]
    figures: tuple[Figure, ...]
    ways: tuple[tuple[Anchor, str], ...]
    """Where to go, each with a sentence."""
    sections: tuple[Section, ...]
    still: Still | None = None
    """A picture to look at and to open; None where the plan has nothing to draw."""


def home_page(
    plan: LoadedPlan,
    lookups: Lookups,
    name: str,
    ways: tuple[tuple[Anchor, str], ...],
    stills: Sequence[Still] = (),
) -> Page:
    """The top of the site: answers first, then where to go, then figures.

    Args:
        plan: The plan, to put the questions to.
        lookups: The derivation.
        name: The site's name.
        ways: Where to go from here, each link with a sentence.
        stills: The pictures: who works with whom is shown, if there is a drawing of it.
    """
    still = next((one for one in stills if one.drawing and one.name == "who-works-with-whom"), None)
    content = HomeContent(
        lookups.dataset.description or _lead(lookups),
        tiles(plan, lookups),
        progress_charts(lookups),
        _figures(lookups),
        ways,
        (_differences(lookups), _busiest(lookups)),
        still,
    )
    return Page("index.html", name, content, template="home.html", section="home")


def _lead(lookups: Lookups) -> str:
    """What is here, for a plan that does not describe itself."""
    count, documents = len(lookups.dataset.actions), len(lookups.dataset.sources)
    actions = f"{count:,} {'action' if count == 1 else 'actions'}"
    read = "one document" if documents == 1 else f"{documents:,} documents"
    return (
        f"{actions}, read from {read}: who does each, by when, and what it hangs on, with the words that each "
        "statement rests on."
    )


def _figures(lookups: Lookups) -> tuple[Figure, ...]:
    dataset = lookups.dataset
    kinds = Counter(finding.kind for finding in lookups.findings)
    plan = page(lookups.urls.plan)
    figures = [
        _figure(len(dataset.actions), "action|actions", plan),
        _figure(len(dataset.items) - len(dataset.actions), "milestone or success measure|milestones or measures", plan),
        _figure(len(dataset.registry.bodies), "body named|bodies named", "bodies/index.html"),
        _figure(
            len(dataset.registry.instruments),
            "strategy or other instrument|strategies and other instruments",
            "instruments/index.html",
        ),
        _figure(len(dataset.sources), "document read|documents read", "documents/index.html"),
        _figure(
            len(dataset.claims), "statement, with its words|statements, each with its words", "documents/index.html"
        ),
        _figure(
            len(lookups.derivation.discrepancies),
            "difference between documents|differences between documents",
            "differences/index.html",
        ),
        _figure(
            len(dataset.doubts),
            "thing the documents do not settle|things the documents do not settle",
            "doubts/index.html",
        ),
    ]
    found = [figure for figure in figures if figure.number]
    found.append(_figure(kinds["undated"], _ITEMS.format("without any date"), "dates/index.html#undated"))
    if unread := kinds["unread-date"]:
        text = "whose date could not be read"
        found.append(_figure(unread, _ITEMS.format(text), "dates/index.html#unread-date"))
    found.append(
        _figure(kinds["unowned"], _ITEMS.format("that no document gives to a body"), "dates/index.html#unowned")
    )
    if lookups.as_of is not None:
        text = "past the date, nothing reported"
        found.append(_figure(kinds["past-without-report"], _ITEMS.format(text), "dates/index.html#past"))
    return tuple(found)


def _figure(number: int, words: str, path: str) -> Figure:
    """A number with the words for one and for several."""
    one, several = words.split("|")
    return Figure(number, Anchor(one if number == 1 else several, path))


def _differences(lookups: Lookups) -> Section:
    found = [one for one in lookups.derivation.discrepancies if one.kind != "wording-trivial"]
    shown = found[:_DIFFERENCES_SHOWN]
    grid = discrepancy_grid(lookups, "The first differences in the order of the plan", shown)
    links = (Anchor(f"All {len(lookups.derivation.discrepancies):,} differences", "differences/index.html"),)
    return Section("differences", "Where the documents disagree", grid=grid, links=links if found else ())


def _busiest(lookups: Lookups) -> Section:
    counts: Counter[str] = Counter()
    for bodies in lookups.bodies_of_actions.values():
        counts.update(bodies)
    busiest = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:8]
    rows = tuple(Row((lookups.body_link(body), str(count))) for body, count in busiest)
    grid = Grid("Bodies named for most actions, in any role, by any document", ("Body", "Actions"), rows)
    return Section("busiest", "Who is named most", grid=grid, links=(Anchor("All bodies", "bodies/index.html"),))
