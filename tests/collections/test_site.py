"""The site of a collection: its pages, the sites of its plans below them, from a disk, for everybody."""

import re
import shutil
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import outside
import pytest
from collections_of_plans import MARLBECK, rename, state_of

from cohesion_graph.collections import site_lists, site_pages
from cohesion_graph.collections.bodies import read_bodies
from cohesion_graph.collections.changing import add
from cohesion_graph.collections.described import read_collection
from cohesion_graph.collections.engine import open_engine
from cohesion_graph.collections.expressions import Asked
from cohesion_graph.collections.site import build_collection_site
from cohesion_graph.errors import DataError
from cohesion_graph.publish.page import Row

PAGES = [
    "index.html",
    "bodies/index.html",
    "bodies/voices/index.html",
    "instruments/index.html",
    "due/index.html",
    "due/2025/index.html",
    "together/index.html",
    "search/index.html?q=voices",
    "about/index.html",
]


@pytest.fixture(scope="module")
def collection(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("site-of-plans")
    plans = [Path(shutil.copytree(MARLBECK, place / name)) for name in ("ashbury", "bramton")]
    for plan in plans:
        rename(plan, plan.name)
    folder = place / "collection"
    add(folder, plans, title="Two towns", publisher="The county")
    line = "voices,Voices,{}/marlbeck,voices-network,,same,one charity,editor,01234567"
    lines = [line.format(plan.name) for plan in plans]
    heading = "body,name,dataset,organisation_id,organisation,decision,reason,by,company"
    (folder / "bodies.csv").write_text("\n".join([heading, *lines, ""]), "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(collection) -> Path:
    folder = collection.with_name("site")
    told = build_collection_site(collection, folder)
    assert told.startswith(f"The site of 2 plans is in {folder}: ")
    return folder


def test_every_link_of_every_page_leads_to_a_file(site):
    own = [page for page in site.rglob("*.html") if "plans" not in page.relative_to(site).parts]
    lost = {
        (str(page.relative_to(site)), link)
        for page in own
        for link in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text("utf-8"))
        if not link.startswith("http") and not (page.parent / unquote(link)).is_file()
    }

    assert lost == set()
    assert len(own) >= len(PAGES)
    assert (site / "plans" / "ashbury" / "marlbeck" / "index.html").is_file()


@contextmanager
def made_pages(collection):
    """The pages of the collection's site, not written."""
    engine = open_engine(collection)
    try:
        yield site_pages.CollectionPages(read_collection(collection), Asked(engine, {}, {}, read_bodies(collection)))
    finally:
        engine.close()


def test_the_search_knows_each_action_where_there_are_not_too_many(collection, monkeypatch):
    known = {"Plan", "Body across plans", "Body", "Strategy or other instrument"}
    with made_pages(collection) as pages:
        assert {one.kind for one in pages.entries()} == {*known, "Action"}
        monkeypatch.setattr(site_pages, "_MOST_ENTRIES", 5)
        assert {one.kind for one in pages.entries()} == known


def test_a_body_in_two_plans_has_what_both_give_it_with_the_words(site):
    listed = (site / "bodies" / "index.html").read_text("utf-8")
    assert "Bodies that were judged" in listed, "a body that was judged may stand in one plan alone"
    page = (site / "bodies" / "voices" / "index.html").read_text("utf-8")

    for town in ("ashbury", "bramton"):
        item = f'href="../../plans/{town}/marlbeck/id/{town}/plan/'
        assert item in page
    assert "one charity" in page
    assert "0123456" in page


def test_plans_of_one_council_are_told_apart_and_a_name_leads_to_what_it_was_judged_to_be(site):
    row = re.search(
        r"<tr>(?:(?!</tr>).)*Voices Network.*?</tr>", (site / "bodies" / "index.html").read_text("utf-8"), re.DOTALL
    )
    assert "Marlbeck Borough Council: Marlbeck Together Plan (an invented council)" in row[0]
    assert 'href="voices/index.html"' in row[0]


def test_no_site_is_made_of_tables_that_are_not_what_the_plans_are_now(collection, site):
    """Pages of the collection would say what was, and those of the plan what is."""
    before, claims = state_of(site), collection.with_name("ashbury") / "claims" / "voices-extract.yaml"
    content = claims.read_bytes()
    claims.write_bytes(content + b"# a note\n")
    try:
        with pytest.raises(DataError, match=r"not what its plans are now: ashbury/marlbeck\n.*\n.*collect refresh -C"):
            build_collection_site(collection, site)
    finally:
        claims.write_bytes(content)
    assert state_of(site) == before


def test_the_same_collection_makes_the_same_site(collection, site):
    before = state_of(site)

    build_collection_site(collection, site)

    assert state_of(site) == before


def test_a_long_list_has_pages_each_with_its_own_rows_and_the_way_on(monkeypatch):
    monkeypatch.setattr(site_lists, "ON_A_PAGE", 2)
    listing = site_lists.Listing("due/index.html", "Due", "Lead.", "Rows", ("What",), "due")

    pages = list(listing.pages(Row((f"row {number}",)) for number in range(5)))

    assert [page.path for page in pages] == ["due/index.html", "due/page-2/index.html", "due/page-3/index.html"]
    parts = [page.content.sections[0] for page in pages]
    assert [len(part.grid.rows) for part in parts] == [2, 2, 1]
    assert [[link.path for link in part.links] for part in parts] == [
        ["due/page-2/index.html"],
        ["due/index.html", "due/page-3/index.html"],
        ["due/page-2/index.html"],
    ]
    assert [page.title for page in listing.pages([])] == ["Due"]


@pytest.mark.parametrize(
    "shown, told", [(1, "The 1 pairs that most plans have are shown"), (500, "Each plan's own site")]
)
def test_pairs_are_said_to_be_the_first_only_where_there_are_more(collection, monkeypatch, shown, told):
    monkeypatch.setattr(site_pages, "ON_A_PAGE", shown)
    with made_pages(collection) as pages:
        (page,) = (one for one in pages.all() if one.path == "together/index.html")

    assert told in page.content.lead
    assert ("pairs that most plans have" in page.content.lead) == (shown == len(page.content.sections[0].grid.rows))


@pytest.mark.parametrize("width, scheme", [(1366, "light"), (320, "dark")])
def test_the_pages_open_from_a_disk_fit_the_screen_and_axe_finds_nothing(browser, site, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked, found = [], {}
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(f"{site.as_uri()}/{path}")
        page.evaluate(outside.axe_script())
        tags = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
        run = f"axe.run({{runOnly: {tags}}}).then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        if (violations := page.evaluate(run)) or wide:
            found[path] = (violations, wide)
    assert found == {}
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.goto(f"{site.as_uri()}/search/index.html?q=voices")
    assert page.locator("#results a").first.get_attribute("href").endswith("bodies/voices/index.html")
    page.close()
