"""Lists of a collection's site, each as one page or as many as it needs, and where their rows lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any, Final

from ibis import _

from cohesion_graph.collections.engine import Engine
from cohesion_graph.publish.page import Anchor, Fact, Grid, Page, Row, Section, Thing
from cohesion_graph.publish.urls import safe_names

__all__ = ["ON_A_PAGE", "Listing", "PlanPaths"]

ON_A_PAGE: Final = 500
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is to be listed: where, under which headings, and what else the first page says."""

    path: str
    """Of the first page; the further ones stand below its folder."""
    title: str
    lead: str
    heading: str
    header: tuple[str, ...]
    section: str
    """Which entry of the navigation is current."""
    kind: str = ""
    summary: tuple[Fact, ...] = ()
    further: tuple[Section, ...] = ()
    crumbs: tuple[Anchor, ...] = ()

    def pages(self, rows: Iterable[Row]) -> Iterator[Page]:
        """The pages; each knows only its own rows, and leads to those beside it."""
        stream = iter(rows)
        number, held = 1, list(islice(stream, ON_A_PAGE))
        while True:
            following = list(islice(stream, 1))
            yield self._page(number, held, has_more=bool(following))
            if not following:
                return
            number, held = number + 1, list(islice(chain(following, stream), ON_A_PAGE))

    def _page(self, number: int, held: list[Row], *, has_more: bool) -> Page:
        is_first = number == 1
        links = [] if is_first else [Anchor(f"Page {number - 1}", self._at(number - 1))]
        links += [Anchor(f"Page {number + 1}", self._at(number + 1))] if has_more else []
        notes = () if held else ("There is nothing to list.",)
        part = Section(
            "rows", self.heading, grid=Grid(self.heading, self.header, tuple(held)), links=tuple(links), notes=notes
        )
        sections = (part, *(self.further if is_first else ()))
        content = Thing(self.kind, self.lead, self.summary if is_first else (), sections=sections)
        title = self.title if is_first else f"{self.title}, page {number}"
        crumbs = self.crumbs if is_first else (*self.crumbs, Anchor(self.title, self.path))
        return Page(self._at(number), title, content, section=self.section, crumbs=crumbs)

    def _at(self, number: int) -> str:
        return self.path if number == 1 else f"{self.path.removesuffix('index.html')}page-{number}/index.html"


class PlanPaths:
    """Where the pages of the plans' own sites are in the site of the collection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @staticmethod
    def folder(dataset: str) -> str:
        """Where a plan's own site stands.

        >>> PlanPaths.folder("stockton-on-tees/stockton")
        'plans/stockton-on-tees/stockton'
        """
        return f"plans/{dataset}"

    @cached_property
    def datasets(self) -> dict[str, dict[str, Any]]:
        """The rows of the table of datasets, by key."""
        table = self._engine.table("datasets")
        return {row["dataset"]: row for row in self._engine.rows(table.order_by("dataset"))}

    @cached_property
    def _moved(self) -> dict[tuple[str, str], str]:
        """File names of actions whose references differ in letter case alone, which some systems take for one."""
        folded = self._engine.table("actions").mutate(folded=_.ref.lower())
        alike = folded.group_by("dataset", "folded").agg(times=_.count()).filter(_.times > 1)
        found = folded.semi_join(alike, ["dataset", "folded"]).order_by("dataset", "row")
        refs: dict[str, list[str]] = {}
        for row in self._engine.rows(found):
            refs.setdefault(row["dataset"], []).append(row["ref"])
        return {(key, ref): name for key, held in refs.items() for ref, name in safe_names(held).items()}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What tells each plan from the others: whose it is, and its title too where one authority has several."""
        held = Counter(row["authority"] for row in self.datasets.values())
        return {
            key: row["authority"] if held[row["authority"]] == 1 else f"{row['authority']}: {row['title']}"
            for key, row in self.datasets.items()
        }

    def plan(self, dataset: str, text: str = "") -> Anchor:
        """A plan's own home page, by its title or by its label."""
        return Anchor(text or self.labels[dataset], f"{self.folder(dataset)}/index.html")

    def item(self, row: dict[str, Any]) -> Anchor:
        """The action that a row is about; leads to the page of the action or milestone."""
        return Anchor(row["action"], self.page(row["dataset"], row["address"]), f"of {self.labels[row['dataset']]}")

    def page(self, dataset: str, address: str) -> str:
        """The page at an address, in the plan's own site, and the place on it."""
        below, mark, place = address.removeprefix(self.datasets[dataset]["base"]).partition("#")
        names = [self._moved.get((dataset, one)) or safe_names([one])[one] for one in below.split("/")]
        return f"{self.folder(dataset)}/{'/'.join(names)}/index.html{mark}{place}"
