"""Search that forgives and works from a disk: an index in a script file, and a page that lists everything without one.

The index is data in a ``.js`` file, because a page opened from a disk may load a script beside it and may not fetch
anything. Each entry holds a title, a kind, a path, the words to find it by, and the names that people may type for it,
which are those of `cohesion_graph.names`. MiniSearch (MIT licence, kept as published) does the finding; the page's own
script puts a thing that is called what was typed first, and leads a question such as ``who leads CC6`` to its answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import takewhile

from cohesion_graph.publish.page import Grid, Page, Row, SearchEntry, Section, Thing

__all__ = ["MINISEARCH", "MINISEARCH_SHA256", "index_script", "search_page"]

MINISEARCH = "assets/minisearch-7.2.0.min.js"
"""The library: ``dist/umd/index.js`` of npm's minisearch 7.2.0 after ``terser -c -m`` (5.44.1), a fifth of its size."""

MINISEARCH_SHA256 = "9e6fdf53fac7045fc44ab468592e723b38c836c7f105e40c994cc7ac7952829a"

_LONGEST = 600
"""Characters of words kept for one entry; enough to find it by, and the index stays small."""

_LONGEST_NAME = 80
"""Characters of a name that a person would type; longer ones are whole sentences, found by their words."""

_ITEM = ("action", "milestone")

_ASKED: tuple[tuple[str, dict[str, str], str], ...] = (
    (
        "who lead leads leader leading led responsible responsibility owner owns contributes",
        dict.fromkeys(_ITEM, "who"),
        "who does it",
    ),
    (
        "when deadline deadlines due date dates must todo duties task tasks",
        {**dict.fromkeys(_ITEM, "when"), "organisation": "duties", "instrument": "depends"},
        "by when",
    ),
    (
        "depend depends depending dependencies hang hangs wait waits need needs feed feeds affected",
        {**dict.fromkeys(_ITEM, "needs"), "organisation": "duties", "instrument": "depends"},
        "what hangs on it",
    ),
    (
        "differ differs difference differences disagree disagrees contradict contradicts conflict",
        dict.fromkeys(_ITEM, "differences"),
        "where the documents differ",
    ),
    (
        "status progress done complete late overdue behind report reported rag",
        {**dict.fromkeys(_ITEM, "progress"), "organisation": "duties"},
        "how far it is",
    ),
    (
        "share shares shared sharing together works partner partners",
        {**dict.fromkeys(_ITEM, "who"), "organisation": "shares"},
        "who shares it",
    ),
    ("say says word words quote quotes quotation evidence", dict.fromkeys(_ITEM, "words"), "in its own words"),
    ("doubt doubts unclear unsure", dict.fromkeys(_ITEM, "doubts"), "what is not settled"),
)
"""What is asked by which words, the place of its answer on the page of each kind of thing, and what a result says."""

_STOP = (
    "a an and are as at be been by can do does for from has have how i in is it its me of on or our show tell that the "
    "their them there these this to us was we what where which will with you"
)

_LISTS = (
    (
        "Dates: what is due, late, or without a date",
        "dates/index.html",
        "deadlines overdue past calendar quarter undated",
    ),
    ("Where the documents differ", "differences/index.html", "differences disagreements contradictions leads dates"),
    ("What the documents do not settle", "doubts/index.html", "doubts open unclear gaps"),
    ("Bodies, and what each has to do", "bodies/index.html", "partners organisations councils teams leads who"),
    ("Partner sheets", "sheets/index.html", "print send Word Excel duties"),
    ("Strategies and other instruments", "instruments/index.html", "agreements plans indicators standards"),
    ("Questions with their answers", "questions/index.html", "ask answers tables shared responsibilities"),
    ("Pictures", "pictures/index.html", "network diagram drawing map timeline"),
)


def index_script(entries: Sequence[SearchEntry], lists: Sequence[tuple[str, str, str]] = _LISTS) -> bytes:
    """The index as a script: ``COHESION_INDEX = {kinds, asked, stop, entries};``.

    Each entry is a list of title, place of its kind in ``kinds``, how many characters its path begins alike with the
    one before and the rest of it, words, names, and kind of thing; what is empty at its end is left out.

    Args:
        entries: What the pages name.
        lists: Pages that list things: title, path, and words to find them by.
    """
    listed = (*entries, *(SearchEntry(title, "List", path, words) for title, path, words in lists))
    kinds = sorted({entry.kind for entry in listed})
    number = {kind: place for place, kind in enumerate(kinds)}
    before, rows = "", []
    for entry in listed:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(before, entry.path, strict=False))
        same = sum(1 for _ in alike)
        path, before = [same, entry.path[same:]], entry.path
        told = [_words(entry), _names(entry), entry.thing]
        while told and not told[-1]:
            told.pop()
        rows.append([entry.title, number[entry.kind], *path, *told])
    content = ",\n".join(_inert(row) for row in rows)
    asked = [[words.split(), places, told] for words, places, told in _ASKED]
    return (
        f"var COHESION_INDEX = {{kinds: {_inert(kinds)}, asked: {_inert(asked)}, stop: {_inert(_STOP.split())}, "
        f"entries: [\n{content}\n]}};\n"
    ).encode()


def _words(entry: SearchEntry) -> str:
    """The words that the title does not hold already, on one line."""
    words = re.sub(r"\s+", " ", entry.words).strip()
    return "" if words == entry.title else words[:_LONGEST]


def _names(entry: SearchEntry) -> list[str]:
    return [name for name in dict.fromkeys(entry.names) if len(name) <= _LONGEST_NAME and name != entry.title]


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
        scripts=(MINISEARCH, "search/index.js", "assets/search.js"),
        section="search",
    )
