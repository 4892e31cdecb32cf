"""The whole offline folder, written aside and swapped in: `build_site` is all that callers need."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from cohesion_graph.collector import collector_at_rest
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish import crawlers, hosts, search
from cohesion_graph.publish.glossary import GLOSSARY
from cohesion_graph.publish.linked_data import ThingData
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.made_from import Earlier, Seen, earlier_site, inputs_digest, program_digest
from cohesion_graph.publish.parts import Tally, Writing, files_and_pictures, pages_and_answers
from cohesion_graph.publish.pieces import Piece
from cohesion_graph.publish.processes import File, Files, both
from cohesion_graph.publish.wayfinding import site_facts
from cohesion_graph.whole_folder import finish_interrupted, replace_folder

__all__ = ["BuildReport", "assets", "build_site"]


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
    kept: tuple[str, ...] = ()
    """What others put into the folder: it stays."""

    skipped: bool = False
    """Whether the folder held this very site already, so that nothing was made."""

    def __str__(self) -> str:
        if self.skipped:
            return f"Nothing has changed: {self.folder} holds this site already ({self.files} files)"
        told = f"{self.files} files, {self.pages} of them pages; {self.written} written, {self.removed} removed"
        kept = f"\nKept, as no build wrote it: {_in_short(self.kept)}" if self.kept else ""
        return f"The site is in {self.folder}: {told}{kept}\nOpen {self.folder / 'index.html'}"


def _in_short(names: tuple[str, ...], most: int = 10) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


Progress: TypeAlias = Callable[[int, int], None]
"""Takes the number of files made so far, and about how many there will be."""


def build_site(
    plan: LoadedPlan, folder: Path, *, as_of: dt.date | None = None, progress: Progress | None = None
) -> BuildReport:
    """Write the whole site of a plan to a folder that opens without a network.

    An old site in the folder is replaced as a whole when the new one is complete; files that did not change keep
    their bytes and their dates, and files that no build wrote stay. The same plan and day always give the same bytes;
    what the folder holds of them already, as records in it and its files tell, is not made again. What a build that
    was killed has left beside the folder is finished or cleared first.

    Args:
        plan: The plan; officers' names must be withheld in it (`load` does so).
        folder: Where to write: a new or empty folder, or one that a build has written.
        as_of: The day as of which dates are judged; without it nothing is judged by a date.
        progress: What to tell after each file.

    Raises:
        MisuseError: the folder holds somebody else's files, or another build is writing to it.
        DataError: a name that is to be withheld can still be read.
        CohesionError: writing failed; the old site is as it was.
    """
    finish_interrupted(folder)
    program, inputs = program_digest(), inputs_digest(plan.dataset, as_of)
    earlier = earlier_site(folder, program)
    if earlier and earlier.inputs == inputs:
        return BuildReport(folder, earlier.pages, earlier.files, 0, 0, skipped=True)
    theirs = crawlers.own_robots(folder)
    with collector_at_rest():
        contents = _Contents(plan, as_of, (program, inputs), earlier, theirs)
        done = replace_folder(folder, _told(contents, progress) if progress else contents, theirs=theirs)
    return BuildReport(folder, contents.pages, done.files, done.written, done.removed, done.kept)


def _told(contents: _Contents, progress: Progress) -> Iterator[File]:
    for number, file in enumerate(contents, 1):
        yield file
        progress(number, max(number, contents.expected))


class _Contents:
    """The files of one build, one at a time; when all are made, the number of pages is known."""

    def __init__(
        self,
        plan: LoadedPlan,
        as_of: dt.date | None,
        made_by_and_from: tuple[str, str],
        earlier: Earlier | None = None,
        without: Collection[str] = (),
    ) -> None:
        self.pages = 0
        self._without = without
        self._made = made_by_and_from
        self._earlier = earlier
        self._plan = plan
        self._lookups = Lookups(plan.derivation, as_of)
        self._data = ThingData(self._lookups)
        self._keys: dict[str, str] = {}
        self._pieces: dict[str, list[Piece]] = {}

    @property
    def expected(self) -> int:
        """About how many files there will be: three for each thing, and those that every site has."""
        dataset = self._plan.dataset
        things = len(dataset.items) + len(dataset.bodies) + len(dataset.instruments)
        return 3 * things + 6 * len(self._lookups.sheet_bodies) + 250

    def __iter__(self) -> Iterator[File]:
        """Every file of the site, and last the records of them."""
        seen = Seen()
        yield from seen.noted(file for file in self._all() if file[0] not in self._without)
        yield from seen.records(*self._made, self._keys, self._pieces, self.pages)

    def _all(self) -> Iterator[File]:
        tallies = yield from self._parts()
        rest = self._writing()
        yield from rest.page(search.search_page())
        entries = [entry for tally in (*tallies, rest.tally) for entry in tally.entries]
        yield "search/index.js", search.index_script(entries)
        paths = [path for tally in (*tallies, rest.tally) for path in tally.paths]
        yield from crawlers.crawler_files(self._lookups.dataset.base, paths)
        yield from hosts.host_files(self._lookups.urls)
        yield from assets()
        self.pages = sum(tally.pages for tally in (*tallies, rest.tally))
        for tally in (*tallies, rest.tally):
            self._keys |= tally.keys
            self._pieces |= tally.pieces

    def _parts(self) -> Files[tuple[Tally, Tally]]:
        return both(pages_and_answers(self._writing()), files_and_pictures(self._writing()))

    def _writing(self) -> Writing:
        return Writing(self._plan, self._lookups, site_facts(self._lookups), self._data, self._earlier)


def assets() -> Iterator[File]:
    """Style sheet, icon and scripts, which pages of every site share."""
    shared = files("cohesion_graph.views").joinpath("assets", "worktable.js")
    own = files("cohesion_graph.publish").joinpath("assets").iterdir()
    for entry in sorted((*own, shared), key=lambda entry: entry.name):
        yield f"assets/{entry.name}", (_glossary() if entry.name == "tables.js" else b"") + entry.read_bytes()


def _glossary() -> bytes:
    """What the headings of tables mean, told once for all pages."""
    return f"const GLOSSARY = {json.dumps(dict(GLOSSARY), ensure_ascii=False)};\n".encode()
