"""The pictures: one interactive page with all of them, still drawings without scripts, and a page that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.page import Anchor, Page, SearchEntry, Still
from cohesion_graph.publish.picture_links import INTERACTIVE
from cohesion_graph.views import View
from cohesion_graph.views.layouts import Layouts
from cohesion_graph.views.legend import key_of
from cohesion_graph.views.page import packed_contents, page_of, page_scripts
from cohesion_graph.views.registry import all_views
from cohesion_graph.views.svg import without_handles

__all__ = ["LAYOUTS", "PictureList", "picture_files", "picture_page"]

LAYOUTS = "hosting/layouts.json"
"""Where it stands in the site where the boxes of its pictures were placed: for the next build."""

_HOME = "../index.html"
_PACKED = "all.js"


@dataclass(frozen=True, slots=True)
class PictureList:
    """The content of the page that lists the pictures."""

    stills: tuple[Still, ...]
    key: tuple[tuple[str, str], ...]
    """What each shape and line means: a sample as SVG, made of codes alone, and its words."""


def picture_page(plan: LoadedPlan, kept: bytes = b"") -> tuple[Page, tuple[Still, ...], list[tuple[str, bytes]]]:
    """The page that lists the pictures, what it lists, and the files of the pictures themselves.

    Args:
        plan: The plan.
        kept: What an earlier site of the same program holds at `LAYOUTS`.
    """
    layouts = Layouts(kept)
    views = all_views(plan.derivation, plan.graph, layouts)
    stills = tuple(_still(view) for view in views)
    page = Page(
        "pictures/index.html",
        "Pictures",
        PictureList(stills, key_of(views[0].model, [one.picture for one in views])),
        template="pictures.html",
        downloads=tuple(Anchor(f"{still.title} (SVG)", still.drawing) for still in stills if still.drawing),
        section="pictures",
        entries=tuple(SearchEntry(still.title, "Picture", still.opens, still.about) for still in stills),
    )
    return page, stills, [*picture_files(views), (LAYOUTS, layouts.kept())]


def picture_files(views: list[View]) -> Iterator[tuple[str, bytes]]:
    """The interactive page with its contents and scripts, then each still drawing."""
    pictures = [one.picture for one in views]
    model = views[0].model
    yield INTERACTIVE, page_of(model, pictures, home=_HOME, scripts="../assets/", packed=_PACKED).encode("utf-8")
    yield f"pictures/{_PACKED}", packed_contents(model, pictures).encode("utf-8")
    for name, text in page_scripts(packed=True).items():
        yield f"assets/{name}", text.encode("utf-8")
    for one in views:
        if drawing := _drawing(one):
            yield drawing, without_handles(one.svg()).encode("utf-8")


def _drawing(one: View) -> str:
    return f"pictures/{one.name}.svg" if one.picture.svg and one.picture.nodes else ""


def _still(one: View) -> Still:
    return Still(
        one.name, one.title, one.picture.about, f"{INTERACTIVE}#view={one.name}", _drawing(one), one.picture.notes
    )
