"""The two parts of a site that need nothing of each other: the pages with the answers, and the files to take away.

They are about as much work as each other, so that they can be made at the same time (`processes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from cohesion_graph.names import Thing as NamedThing
from cohesion_graph.names import names_of
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish import (
    answers,
    comparisons,
    dataset_page,
    dates,
    disagreements,
    home,
    items,
    lists,
    question_list,
    registered,
    sheet_pages,
    sources,
    standing_pages,
    vocabulary,
)
from cohesion_graph.publish.calendar import Calendars
from cohesion_graph.publish.downloads import DownloadFile
from cohesion_graph.publish.linked_data import ThingData, data_files
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.made_from import Earlier
from cohesion_graph.publish.page import Page, SearchEntry
from cohesion_graph.publish.pieces import Piece
from cohesion_graph.publish.processes import File, Files
from cohesion_graph.publish.remaking import Making
from cohesion_graph.publish.render import SiteFacts, page_file
from cohesion_graph.publish.wayfinding import ways_on
from cohesion_graph.rdf.schema_org import describe_dataset, script_text

__all__ = ["Tally", "Writing", "files_and_pictures", "pages_and_answers"]


@dataclass
class Tally:
    """What is to be known of the pages that were written."""

    pages: int = 0
    paths: list[str] = field(default_factory=list)
    """Of all pages."""
    entries: list[SearchEntry] = field(default_factory=list)
    """What the search finds on them, with whole paths."""
    keys: dict[str, str] = field(default_factory=dict)
    """What each file was made from: `remaking.Making.keys`."""
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    """The same of files that are put together of pieces."""


class Writing:
    """Turns pages into files and keeps the tally."""

    def __init__(
        self, plan: LoadedPlan, lookups: Lookups, site: SiteFacts, data: ThingData, earlier: Earlier | None = None
    ) -> None:
        self.plan = plan
        self.lookups = lookups
        self.site = site
        self.data = data
        self.tally = Tally()
        self.making = Making(self.tally.keys, self.tally.pieces, earlier)

    def page(self, one: Page) -> Iterator[File]:
        """A page with the data beside it."""
        self.tally.pages += 1
        self.tally.paths.append(one.path)
        self.tally.entries += [self._named(one, entry) for entry in one.entries]
        if not one.json_ld and (told := self.data.schema_org(one.thing)):
            one = replace(one, json_ld=told)
        yield from self.making.files(page_file, self.site, replace(one, entries=()))
        if one.thing:
            yield from self.making.files(data_files, self.data.lines(one.thing, one.address), one.address, one.data)

    def downloads(self, listed: Iterable[DownloadFile]) -> Iterator[File]:
        """Files to download."""
        for one in listed:
            yield from one.files(self.making)

    def _named(self, one: Page, entry: SearchEntry) -> SearchEntry:
        """An entry with its whole path; one of a thing that people can name, with all its names."""
        placed = replace(entry, path=_entry_path(one, entry))
        thing = None if entry.path else self._things.get(one.thing)
        return replace(placed, names=(thing.id, *thing.names), thing=thing.kind) if thing else placed

    @cached_property
    def _things(self) -> Mapping[str, NamedThing]:
        return {thing.node: thing for thing in names_of(self.plan.dataset).things}


def _entry_path(one: Page, entry: SearchEntry) -> str:
    """Where an entry leads: its page, or its place on the page."""
    return one.path + entry.path if not entry.path or entry.path.startswith("#") else entry.path


def pages_and_answers(writing: Writing) -> Files[Tally]:
    """Every page but those of the other part, and the answers to the questions with their files."""
    lookups = writing.lookups
    for one in _pages(lookups):
        yield from writing.page(one)
    yield from vocabulary.vocabulary_files()
    yield from writing.page(question_list.question_list())
    for answer in answers.answered_questions(writing.plan, lookups):
        for one in (answer.page, *answer.whole):
            yield from writing.page(one)
        yield from writing.downloads(answer.files)
    for pages, written in comparisons.comparison_pages(lookups):
        for one in pages:
            yield from writing.page(one)
        yield from writing.downloads(written)
    return writing.tally


def _pages(lookups: Lookups) -> Iterator[Page]:
    yield from lists.list_pages(lookups)
    yield from items.item_pages(lookups)
    yield from registered.body_pages(lookups)
    yield from registered.instrument_pages(lookups)
    yield from sources.source_pages(lookups)
    yield from disagreements.doubt_pages(lookups)
    yield from dates.date_pages(lookups)
    yield from standing_pages.standing_pages(lookups)
    yield from vocabulary.vocabulary_pages()


def _sheets_and_calendars(writing: Writing) -> Iterator[File]:
    lookups = writing.lookups
    for one in sheet_pages.sheet_list(lookups):
        yield from writing.page(one)
    for path, one_sheet in sheet_pages.sheets(writing.plan, lookups):
        yield from writing.making.files(sheet_pages.sheet_files, one_sheet, path)
    calendars = Calendars(lookups)
    yield "calendar/all.ics", calendars.feed()
    yield "calendar/all-periods.ics", calendars.periods()
    yield "calendar/all-tasks.ics", calendars.tasks()
    for body in lookups.sheet_bodies:
        yield f"calendar/{lookups.urls.sheet(body)}.ics", calendars.feed(body)


def files_and_pictures(writing: Writing) -> Files[Tally]:
    """The pictures, the partner sheets, the downloads, and the pages that need to know them: the home page is one."""
    from cohesion_graph.publish.pictures import LAYOUTS, picture_page

    plan, lookups = writing.plan, writing.lookups
    one, stills, written = picture_page(plan, writing.making.left_at(LAYOUTS))
    yield from writing.page(one)
    yield from written
    yield from _sheets_and_calendars(writing)
    files = dataset_page.DatasetFiles(plan, lookups, writing.data.statements, writing.making)
    yield from files.all()
    folder = f"{lookups.urls.dataset_folder}/"
    sizes = {file.path.removeprefix(folder): file.size for file in files.listed}
    front = home.home_page(plan, lookups, writing.site.name, ways_on(lookups), stills)
    told = script_text(describe_dataset(plan.derivation, sizes))
    yield from writing.page(replace(front, json_ld=told))
    yield from writing.page(replace(dataset_page.dataset_page(lookups, files.listed), json_ld=told))
    for one, beside in files.graph_pages():
        yield from writing.page(one)
        yield from beside
    return writing.tally
