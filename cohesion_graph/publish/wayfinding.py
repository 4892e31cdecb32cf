"""Where the site leads: what every page says of it, its navigation, and the ways on from the home page."""

from __future__ import annotations

from urllib.parse import urlsplit

from cohesion_graph import __version__
from cohesion_graph.model.sample import checked_in_words
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor
from cohesion_graph.publish.render import SiteFacts
from cohesion_graph.publish.urls import page

__all__ = ["site_facts", "ways_on"]


def site_facts(lookups: Lookups) -> SiteFacts:
    """What every page says of the site, with the navigation."""
    dataset = lookups.dataset
    day = lookups.as_of
    return SiteFacts(
        name=dataset.title,
        short_name=min(dataset.plan.title, dataset.title, key=len),
        authority=dataset.authority.name,
        language=dataset.language,
        as_of=f"{day.day} {day:%B %Y}" if day else "",
        version=__version__,
        base=dataset.base,
        base_path=urlsplit(dataset.base).path,
        checked=checked_in_words(lookups.dataset),
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


def ways_on(lookups: Lookups) -> tuple[tuple[Anchor, str], ...]:
    """What one can do here, each with a sentence: the home page's list."""
    compare = (
        Anchor("Compare the documents", "compare/index.html"),
        "What is missing, extra, reworded, re-dated or re-assigned.",
    )
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
        *((compare,) if lookups.compares else ()),
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
