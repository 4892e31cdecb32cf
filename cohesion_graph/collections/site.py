"""The site of a collection: its own pages, and below ``plans/`` the site of every plan in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cohesion_graph import __version__
from cohesion_graph.collections.bodies import read_bodies
from cohesion_graph.collections.building import Tell
from cohesion_graph.collections.checking import check
from cohesion_graph.collections.described import Collection, read_collection
from cohesion_graph.collections.engine import Engine, open_engine
from cohesion_graph.collections.fetching import open_member
from cohesion_graph.errors import DataError
from cohesion_graph.publish import search
from cohesion_graph.publish.render import Renderer, SiteFacts
from cohesion_graph.publish.site import assets, build_site
from cohesion_graph.whole_folder import Content, finish_interrupted, replace_folder

__all__ = ["build_collection_site"]


def build_collection_site(folder: Path, site: Path, *, as_of: dt.date | None = None, tell: Tell = None) -> str:
    """Write the site of a collection to a folder that opens without a network; what was done, in words.

    The site of each plan is written as `publish.site.build_site` writes it, and is left as it is where nothing changed;
    one plan is in memory at a time. The collection's own pages take their place at once, when all of them are made.

    Raises:
        DatasetProblems: the folder is no collection's, ``bodies.csv`` is not right, or a plan cannot be opened.
        DataError: the tables are not up to date: pages of the collection and of its plans would disagree.
        MisuseError: the folder of the site holds somebody else's files.
        CohesionError: writing failed; what was there is as it was.
    """
    from cohesion_graph.collections.site_lists import PlanPaths

    finish_interrupted(site)
    collection, engine = read_collection(folder), open_engine(folder)
    try:
        _refuse_old_tables(folder, set(engine.datasets))
        done = replace_folder(site, _files(collection, folder, engine))
    finally:
        engine.close()
    held = set(engine.datasets)
    built = [one for one in collection.datasets if one.dataset in held]
    for number, member in enumerate(built, 1):
        build_site(open_member(folder / member.path), site / PlanPaths.folder(member.dataset), as_of=as_of)
        if tell is not None:
            tell(number, len(built), member.dataset)
    plans = "1 plan" if len(built) == 1 else f"{len(built)} plans"
    return f"The site of {plans} is in {site}: {done.files} files of the collection\nOpen {site / 'index.html'}"


def _refuse_old_tables(folder: Path, held: Container[str]) -> None:
    """Datasets that are left out stay out; one that is in the tables must be what they were made from."""
    found = [(str(key or what).partition(". ")[0], kind) for key, kind, what in check(folder).rows]
    old = [(told, kind) for told, kind in found if kind in _OLD or (kind == "left-out" and told in held)]
    if old:
        more = f" and {len(old) - _TOLD} more" if len(old) > _TOLD else ""
        named = ", ".join(told for told, _ in old[:_TOLD])
        every = " --all" if any(kind == "damaged" for _, kind in old) else ""
        raise DataError(
            f"the tables of {folder} are not what its plans are now: {named}{more}\n"
            f"  See what changed: cohesion-graph collect check -C {folder}\n"
            f"  Take it so, and build again: cohesion-graph collect refresh{every} -C {folder}"
        )


_OLD: Final = frozenset({"changed", "not-built", "damaged"})
_TOLD: Final = 5


def _files(collection: Collection, folder: Path, engine: Engine) -> Iterator[tuple[str, Content]]:
    from cohesion_graph.collections.expressions import Asked
    from cohesion_graph.collections.site_pages import ABOUT, LISTS, CollectionPages

    pages = CollectionPages(collection, Asked(engine, {}, {}, read_bodies(folder)))
    renderer = Renderer(_facts(collection), ABOUT)
    for page in pages.all():
        yield page.path, renderer.page(page)
    yield "search/index.html", renderer.page(search.search_page())
    yield "search/index.js", search.index_script(list(pages.entries()), LISTS)
    yield from assets()


def _facts(collection: Collection) -> SiteFacts:
    from cohesion_graph.collections.site_pages import NAVIGATION

    return SiteFacts(
        name=collection.title,
        short_name=collection.title,
        authority=collection.publisher or collection.title,
        language="en-GB",
        as_of="",
        version=__version__,
        base=f"{collection.address}/",
        base_path=urlsplit(collection.address).path,
        checked="What of each plan was checked, its own site tells.",
        navigation=NAVIGATION,
    )
