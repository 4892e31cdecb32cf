"""The whole offline folder, written aside and swapped in: `build_site` is all that callers need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cohesion_graph import __version__
from cohesion_graph.files import replace_folder
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish import disagreements, downloads, home, items, lists, registered, sources
from cohesion_graph.publish.linked_data import whole_turtle
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Page
from cohesion_graph.publish.render import Renderer, SiteFacts
from cohesion_graph.publish.urls import page

__all__ = ["BuildReport", "build_site"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build wrote."""

    folder: Path
    pages: int
    files: int
    """All files, pages included."""

    def __str__(self) -> str:
        return (
            f"Wrote {self.files} files, {self.pages} of them pages, to {self.folder}\nOpen {self.folder / 'index.html'}"
        )


def build_site(plan: LoadedPlan, folder: Path, *, as_of: dt.date | None = None) -> BuildReport:
    """Write the whole site of a plan to a folder that opens without a network.

    An old site in the folder is replaced as a whole when the new one is complete; files that did not change keep
    their bytes and their dates. The same plan and day always give the same bytes.

    Args:
        plan: The plan; officers' names must be withheld in it (`load` does so).
        folder: Where to write: a new or empty folder, or one that a build has written.
        as_of: The day as of which dates are judged; without it nothing is judged by a date.

    Raises:
        MisuseError: the folder holds somebody else's files.
        CohesionError: writing failed; the old site is as it was.
    """
    site = _Site(plan, as_of)
    count = replace_folder(folder, site.contents())
    return BuildReport(folder, site.pages, count)


class _Site:
    """One build: its pages one at a time, counting them."""

    def __init__(self, plan: LoadedPlan, as_of: dt.date | None) -> None:
        self.plan = plan
        self.lookups = Lookups(plan.derivation, as_of)
        self.pages = 0
        self._renderer = Renderer(_facts(self.lookups))

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the site, one at a time."""
        for one in self._pages():
            self.pages += 1
            yield one.path, self._renderer.page(one)
        yield from self._downloads()
        yield from _assets()
        yield from self._pictures()

    def _pages(self) -> Iterator[Page]:
        yield home.home_page(self.lookups, self._renderer.site.name, _ways(self.lookups))
        yield from lists.list_pages(self.lookups)
        yield from items.item_pages(self.lookups)
        yield from registered.body_pages(self.lookups)
        yield from registered.instrument_pages(self.lookups)
        yield from sources.source_pages(self.lookups)
        yield from disagreements.discrepancy_pages(self.lookups)
        yield from disagreements.doubt_pages(self.lookups)

    def _downloads(self) -> Iterator[tuple[str, bytes]]:
        listed = []
        for make in (downloads.table_files, downloads.graph_files):
            for file in make(self.plan):
                listed.append((downloads.DownloadFile(file.path, file.media_type, file.title, b""), len(file.content)))
                yield file.path, file.content
        yield f"downloads/{self.plan.dataset.id}.ttl", whole_turtle(self.plan)
        yield "downloads/README.txt", downloads.readme_text(self.plan).encode("utf-8")
        self.pages += 1
        last = downloads.downloads_page(listed)
        yield last.path, self._renderer.page(last)

    def _pictures(self) -> Iterator[tuple[str, bytes]]:
        from cohesion_graph.views import page as pictures

        yield "pictures/index.html", pictures(self.plan.derivation, graph=self.plan.graph).encode("utf-8")


def _assets() -> Iterator[tuple[str, bytes]]:
    folder = files("cohesion_graph.publish").joinpath("assets")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        yield f"assets/{entry.name}", entry.read_bytes()


def _facts(lookups: Lookups) -> SiteFacts:
    dataset = lookups.dataset
    day = lookups.as_of
    return SiteFacts(
        name=dataset.title,
        authority=dataset.authority.name,
        language=dataset.language,
        as_of=f"{day.day} {day:%B %Y}" if day else "",
        version=__version__,
        navigation=(
            ("home", Anchor("Home", "index.html")),
            ("plan", Anchor("Actions", page(lookups.urls.plan))),
            ("bodies", Anchor("Bodies", "bodies/index.html")),
            ("instruments", Anchor("Strategies", "instruments/index.html")),
            ("differences", Anchor("Differences", "differences/index.html")),
            ("doubts", Anchor("Doubts", "doubts/index.html")),
            ("documents", Anchor("Documents", "documents/index.html")),
            ("downloads", Anchor("Downloads", "downloads/index.html")),
        ),
    )


def _ways(lookups: Lookups) -> tuple[tuple[Anchor, str], ...]:
    return (
        (Anchor("Every action", page(lookups.urls.plan)), "What is to be done, by whom, by when."),
        (Anchor("Every body", "bodies/index.html"), "What each partner leads, shares and contributes to."),
        (Anchor("The network", "pictures/index.html"), "Everything linked, as one interactive picture."),
        (Anchor("Downloads", "downloads/index.html"), "Tables for Excel, the graph, and the data behind every page."),
    )
