"""The whole offline folder, written aside and swapped in: `build_site` is all that callers need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from cohesion_graph import __version__
from cohesion_graph.files import replace_folder
from cohesion_graph.model.evidence import sha256
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish import (
    answers,
    comparisons,
    dataset_page,
    dates,
    disagreements,
    home,
    hosts,
    items,
    lists,
    registered,
    search,
    sheet_pages,
    sources,
    standing_pages,
    vocabulary,
)
from cohesion_graph.publish.calendar import Calendars
from cohesion_graph.publish.linked_data import ThingData
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Page, SearchEntry
from cohesion_graph.publish.render import Renderer, SiteFacts
from cohesion_graph.publish.urls import page
from cohesion_graph.rdf.schema_org import describe_dataset, script_text

__all__ = ["BuildReport", "build_site"]

File = tuple[str, bytes]
"""A path inside the site, and what is in it."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build wrote."""

    folder: Path
    pages: int
    files: int
    """All files, pages included."""
    written: int
    """Files that are new or have other bytes than before."""
    removed: int
    """Files of the old site that are no more."""

    def __str__(self) -> str:
        told = f"{self.files} files, {self.pages} of them pages; {self.written} written, {self.removed} removed"
        return f"The site is in {self.folder}: {told}\nOpen {self.folder / 'index.html'}"


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
        DataError: a name that is to be withheld can still be read.
        CohesionError: writing failed; the old site is as it was.
    """
    site = _Site(plan, as_of)
    done = replace_folder(folder, site.contents())
    return BuildReport(folder, site.pages, done.files, done.written, done.removed)


class _Site:
    """One build: its files one at a time; pages are counted and their search entries kept."""

    def __init__(self, plan: LoadedPlan, as_of: dt.date | None) -> None:
        self.plan = plan
        self.lookups = Lookups(plan.derivation, as_of)
        self.pages = 0
        self._entries: list[SearchEntry] = []
        self._renderer = Renderer(_facts(self.lookups))
        self._data = ThingData(plan, self.lookups)

    def contents(self) -> Iterator[File]:
        """Every file of the site."""
        for one in self._pages():
            yield from self._written(one)
        yield from vocabulary.vocabulary_files()
        yield from self._answers()
        yield from self._comparisons()
        yield from self._sheets_and_calendars()
        yield from self._dataset()
        yield from self._pictures()
        yield from self._hosting()
        yield from self._search()
        yield from _assets()

    def _written(self, one: Page) -> Iterator[File]:
        """A page with the data beside it."""
        self.pages += 1
        self._entries += [replace(entry, path=_entry_path(one, entry)) for entry in one.entries]
        if not one.json_ld and (told := self._data.schema_org(one.thing)):
            one = replace(one, json_ld=told)
        yield one.path, self._renderer.page(one)
        if one.thing:
            yield from self._data.files(one.thing, one.data)

    def _pages(self) -> Iterator[Page]:
        yield from lists.list_pages(self.lookups)
        yield from items.item_pages(self.lookups)
        yield from registered.body_pages(self.lookups)
        yield from registered.instrument_pages(self.lookups)
        yield from sources.source_pages(self.lookups)
        yield from disagreements.discrepancy_pages(self.lookups)
        yield from disagreements.doubt_pages(self.lookups)
        yield from dates.date_pages(self.lookups)
        yield from standing_pages.standing_pages(self.lookups)
        yield from vocabulary.vocabulary_pages()

    def _answers(self) -> Iterator[File]:
        yield from self._written(answers.question_list())
        for answer in answers.answered_questions(self.plan, self.lookups):
            yield from self._written(answer.page)
            yield from ((file.path, file.content) for file in answer.files)

    def _comparisons(self) -> Iterator[File]:
        for pages, written in comparisons.comparison_pages(self.lookups):
            for one in pages:
                yield from self._written(one)
            yield from ((file.path, file.content) for file in written)

    def _sheets_and_calendars(self) -> Iterator[File]:
        for one in sheet_pages.sheet_list(self.lookups):
            yield from self._written(one)
        yield from sheet_pages.sheet_files(self.lookups)
        calendars = Calendars(self.lookups)
        yield "calendar/all.ics", calendars.feed()
        for body in self.lookups.sheet_bodies:
            yield f"calendar/{self.lookups.urls.sheet(body)}.ics", calendars.feed(body)

    def _dataset(self) -> Iterator[File]:
        listed = []
        for file in dataset_page.dataset_files(self.plan, self.lookups):
            size, digest = len(file.content), sha256(file.content)
            listed.append(dataset_page.Listed(file.path, file.title, file.media_type, size, digest))
            yield file.path, file.content
        yield from dataset_page.description_files(self.plan, self.lookups, listed)
        folder = f"{self.lookups.urls.dataset_folder}/"
        sizes = {file.path.removeprefix(folder): file.size for file in listed}
        front = home.home_page(self.lookups, self._renderer.site.name, _ways(self.lookups))
        yield from self._written(replace(front, json_ld=script_text(describe_dataset(self.plan.derivation, sizes))))
        yield from self._written(dataset_page.dataset_page(self.lookups, listed))
        for one, data in dataset_page.graph_pages(self.plan, self.lookups):
            yield from self._written(one)
            yield from data

    def _pictures(self) -> Iterator[File]:
        from cohesion_graph.publish.pictures import picture_page

        one, written = picture_page(self.plan)
        yield from self._written(one)
        yield from written

    def _hosting(self) -> Iterator[File]:
        urls = self.lookups.urls
        yield "hosting/README.txt", hosts.hosting_readme(urls).encode("utf-8")
        yield "hosting/nginx.conf", hosts.nginx_rules(urls).encode("utf-8")
        yield "hosting/apache.htaccess", hosts.apache_rules(urls).encode("utf-8")
        yield "hosting/w3id.htaccess", hosts.w3id_rules(urls).encode("utf-8")

    def _search(self) -> Iterator[File]:
        yield from self._written(search.search_page())
        yield "search/index.js", search.index_script(self._entries)


def _entry_path(one: Page, entry: SearchEntry) -> str:
    """Where an entry leads: its page, or its place on the page."""
    return one.path + entry.path if not entry.path or entry.path.startswith("#") else entry.path


def _assets() -> Iterator[File]:
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
        base_path=urlsplit(dataset.base).path,
        navigation=(
            ("plan", Anchor("Actions", page(lookups.urls.plan))),
            ("bodies", Anchor("Bodies", "bodies/index.html")),
            ("instruments", Anchor("Strategies", "instruments/index.html")),
            ("dates", Anchor("Dates", "dates/index.html")),
            ("differences", Anchor("Differences", "differences/index.html")),
            ("doubts", Anchor("Doubts", "doubts/index.html")),
            ("questions", Anchor("Questions", "questions/index.html")),
            ("pictures", Anchor("Pictures", "pictures/index.html")),
            ("documents", Anchor("Documents", "documents/index.html")),
            ("downloads", Anchor("Downloads", page(lookups.urls.dataset_folder))),
        ),
    )


def _ways(lookups: Lookups) -> tuple[tuple[Anchor, str], ...]:
    return (
        (
            Anchor("See every action", page(lookups.urls.plan)),
            "What is to be done, by whom, by when, and how far it is.",
        ),
        (
            Anchor("Find a partner", "bodies/index.html"),
            "What each council, team, partnership or group leads, is responsible for and contributes to.",
        ),
        (
            Anchor("Take a partner's sheet", "sheets/index.html"),
            "What one body has agreed to do, to print, to send, in Word or Excel.",
        ),
        (Anchor("See what is due", "dates/index.html"), "Deadlines by quarter, and as a calendar to subscribe to."),
        (
            Anchor("Compare the documents", "compare/index.html"),
            "What is missing, extra, reworded, re-dated or re-assigned.",
        ),
        (Anchor("Ask a question", "questions/index.html"), "Ready questions with their answers as tables."),
        (Anchor("Look at the pictures", "pictures/index.html"), "Everything linked, who works with whom, deadlines."),
        (
            Anchor("Read the documents", "documents/index.html"),
            "Their words, each quotation highlighted and linked to what rests on it.",
        ),
        (
            Anchor("Take the data", page(lookups.urls.dataset_folder)),
            "Tables for Excel, the graph for network tools, linked data.",
        ),
    )
