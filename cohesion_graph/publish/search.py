"""Full-text search that works from a disk: an index in a script file, and a page that lists everything without one.

The index is data in a ``.js`` file, because a page opened from a disk may load a script beside it and may not fetch
anything. Each entry holds a title, a kind, a path and the words to find it by; the page's script does the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from cohesion_graph.publish.page import Grid, Page, Row, SearchEntry, Section, Thing

__all__ = ["index_script", "search_page"]

_LONGEST = 600
"""Characters of words kept for one entry; enough to find it by, and the index stays small."""


def index_script(entries: Sequence[SearchEntry]) -> bytes:
    """The index as a script: ``COHESION_INDEX = {kinds: [...], entries: [[title, kind, path, words], ...]};``."""
    kinds = sorted({entry.kind for entry in entries})
    number = {kind: place for place, kind in enumerate(kinds)}
    rows = [[entry.title, number[entry.kind], entry.path, _words(entry)] for entry in entries]
    content = ",\n".join(_inert(row) for row in rows)
    return f"var COHESION_INDEX = {{kinds: {_inert(kinds)}, entries: [\n{content}\n]}};\n".encode()


def _words(entry: SearchEntry) -> str:
    """The words that the title does not hold already, on one line."""
    words = re.sub(r"\s+", " ", entry.words).strip()
    return "" if words == entry.title else words[:_LONGEST]


def _inert(value: object) -> str:
    """JSON that stays data wherever it is read: no ``<``, and none of the line ends that only JavaScript knows."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def search_page() -> Page:
    """The page that searches; without JavaScript it says where everything is listed."""
    rows = (
        Row(("Actions and milestones", "Actions, in the navigation")),
        Row(("Bodies, and what each has to do", "Bodies")),
        Row(("Strategies, plans, agreements, indicators", "Strategies")),
        Row(("Words of the documents", "Documents")),
    )
    grid = Grid("Where everything is listed", ("What", "Where"), rows)
    content = Thing("Search", sections=(Section("lists", "Lists", grid=grid),), jump=False)
    return Page(
        "search/index.html",
        "Search",
        content,
        template="search.html",
        scripts=("search/index.js", "assets/search.js"),
        section="search",
    )
