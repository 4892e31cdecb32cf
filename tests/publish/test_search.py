"""The search of the site in a real Chromium from disk: names first, spelling forgiven, questions led to answers."""

import hashlib
import json
import re

import pytest
from reading_pages import search_entries

from cohesion_graph.publish.page import SearchEntry
from cohesion_graph.publish.search import MINISEARCH, MINISEARCH_SHA256, index_script

PLAN = "id/stockton-on-tees/plan/community-cohesion-action-plan"
LAA = "id/stockton-on-tees/instrument/local-area-agreement/index.html"
SSP = "id/stockton-on-tees/organisation/safer-stockton-partnership/index.html"


@pytest.mark.parametrize(
    "typed, first",
    [
        ("LAA", LAA),  # an abbreviation the register holds
        ("the laa", LAA),
        ("Local Area Agrement", LAA),  # a letter missing
        ("agreement local", LAA),  # words in another order
        ("what hangs on the LAA", f"{LAA}#depends"),
        ("CC6", f"{PLAN}/action/CC6/index.html"),
        ("cc 6", f"{PLAN}/action/CC6/index.html"),
        ("E06", f"{PLAN}/action/EO6/index.html"),  # as one document misprints it
        ("who leads CC6", f"{PLAN}/action/CC6/index.html#who"),
        ("who shares CC6?", f"{PLAN}/action/CC6/index.html#who"),
        ("EO9 status", f"{PLAN}/action/EO9/index.html#progress"),
        ("SSP deadline", f"{SSP}#duties"),
        ("what must the Safer Stockton Partnership do, by when", f"{SSP}#duties"),
        ("Safer Stokton Partnership", SSP),
        ("overdue", "dates/index.html"),
        ("where do the documents differ", "differences/index.html"),
    ],
)
def test_what_is_typed_leads_to_what_is_meant(window, stockton_site, typed, first):
    window.goto(f"{stockton_site.folder.as_uri()}/search/index.html")
    window.fill("#finder", typed)
    window.press("#finder", "Enter")
    link = window.locator("#results a").first
    assert link.get_attribute("href").removeprefix("../") == first
    assert window.said == []


def test_what_is_not_spelt_so_is_said_to_be_spelt_nearly_so(window, stockton_site):
    window.goto(f"{stockton_site.folder.as_uri()}/search/index.html?q=agrement")
    window.wait_for_selector("#results a")
    assert window.locator("#found").inner_text().endswith("Nothing is spelt so; this is spelt nearly so.")


def test_the_library_is_the_one_published_and_its_licence_travels_with_it(stockton_site):
    assert hashlib.sha256((stockton_site.folder / MINISEARCH).read_bytes()).hexdigest() == MINISEARCH_SHA256
    assert "Permission is hereby granted" in stockton_site.text(MINISEARCH.replace(".min.js", ".LICENSE.txt"))


def test_hostile_words_stay_data_in_the_index():
    hostile = "</script><script>alert(1)</script>\u2028"
    script = index_script([SearchEntry(hostile, hostile, "x.html", hostile, (hostile,), "action")]).decode()
    assert "<" not in script
    assert "\u2028" not in script
    row = json.loads(re.search(r"entries: \[\n(.*),\n", script)[1])
    assert (row[0], row[5], row[6]) == (hostile, [], "action")


KINDS = {"milestone": "action"}
"""Actions and milestones have the same page, and not every plan has a report on an action."""


def test_every_place_that_a_question_leads_to_is_on_some_page_of_its_kind(stockton_site, marlbeck_site):
    asked = json.loads(re.search(r"asked: (\[.*\]), stop:", stockton_site.text("search/index.js"))[1])
    found = {
        (KINDS.get(entry[5], entry[5]), place)
        for site in (stockton_site, marlbeck_site)
        for entry in search_entries(site)
        if entry[5]
        for place in re.findall(r' id="([a-z-]+)"', site.text(entry[2]))
    }
    wanted = {(KINDS.get(kind, kind), place) for _, places, _ in asked for kind, place in places.items()}
    assert wanted - found == set()
