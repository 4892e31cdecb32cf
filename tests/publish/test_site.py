"""The whole site: complete, linked without a dead end, right HTML, offline, small, the same every time."""

import datetime as dt
import gzip
import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from statistics import median

import pytest
from reading_pages import ids_of, page_links, resolved, search_entries

from cohesion_graph.publish.made_from import RECORD
from cohesion_graph.publish.site import build_site

OUTSIDE = ("http://", "https://", "mailto:", "data:")


def test_every_internal_link_and_anchor_leads_somewhere(site):
    ids = {page: set(ids_of(site.text(page))) for page in site.pages}
    files = set(site.files)
    dead = []
    for page in site.pages:
        if page == "404.html":
            continue  # its links start at the base of all addresses: the next test
        for tag, target in page_links(site.text(page)):
            if target.startswith(OUTSIDE):
                continue
            path, place = resolved(page, target)
            if path not in files or (place and tag == "a" and _is_missing(place, path, ids)):
                dead.append((page, target))
    assert dead == []


def _is_missing(place, path, ids):
    """Whether a page has no such place; the pictures' own page understands ``view=...`` instead."""
    return path in ids and place not in ids[path] and not (path == "pictures/all.html" and place.startswith("view="))


def test_the_404_page_links_from_the_base_of_all_addresses(stockton_site):
    links = [target for _, target in page_links(stockton_site.text("404.html"))]
    assert links == ["/cohesion-graph/index.html", "/cohesion-graph/search/index.html"]


def test_every_page_can_be_reached_from_the_home_page_by_links(site):
    reached, ahead = set(), ["index.html"]
    while ahead:
        page = ahead.pop()
        if page in reached or not page.endswith(".html"):
            continue
        reached.add(page)
        ahead += [
            resolved(page, target)[0]
            for tag, target in page_links(site.text(page))
            if tag == "a" and not target.startswith(OUTSIDE)
        ]
    assert set(site.pages) - reached == {"404.html", "search/index.html"}, "the search is reached by its form"


def test_every_page_is_html_without_a_single_parse_error(site):
    import html5lib

    faults = {}
    for page in site.pages:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(_without_library(page, (site.folder / page).read_bytes()))
        if parser.errors:
            faults[page] = [(place, code) for place, code, _ in parser.errors][:3]
    assert faults == {}


def _without_library(page, html):
    """vis-network, embedded in the pictures, holds code points that HTML forbids, inside a regular expression."""
    if page != "pictures/all.html":
        return html
    forbidden = "[" + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)) + "]"
    return re.sub(rf"{forbidden}|[\ufdd0-\ufdef\x7f-\x9f]", "", html.decode("utf-8")).encode("utf-8")


def test_no_id_stands_twice_on_a_page(site):
    twice = {}
    for page in site.pages:
        ids = ids_of(site.text(page))
        if len(ids) != len(set(ids)):
            twice[page] = sorted({one for one in ids if ids.count(one) > 1})[:3]
    assert twice == {}


def test_every_page_is_under_100_kb_but_for_pictures_and_whole_tables(site):
    some = (page for page in site.pages if not page.startswith("pictures/") and "/all-rows/" not in page)
    large = {page: (site.folder / page).stat().st_size for page in some}
    assert {page: size for page, size in large.items() if size > 100_000} == {}


def test_no_page_asks_anything_of_another_place(site):
    for page in site.pages:
        asked = [target for tag, target in page_links(site.text(page)) if tag in {"script", "img", "form"}]
        asked += re.findall(r'<link rel="stylesheet" href="([^"]+)"', site.text(page))
        assert [target for target in asked if target.startswith(("http:", "https:", "//"))] == [], page
    css = site.text("assets/site.css")
    assert "url(" not in css
    assert "@import" not in css


BESIDE_IT = "'self' file:"  # pages open from a disk too, where nothing has an origin of its own
ALLOWED = {"style-src": BESIDE_IT, "img-src": BESIDE_IT, "form-action": BESIDE_IT, "base-uri": "'none'"}


def test_every_page_has_a_language_a_title_of_its_own_one_heading_and_a_policy(site):
    titles = {}
    for page in site.pages:
        html = site.text(page)
        assert '<html lang="en-GB">' in html, page
        assert html.count("<h1") == 1, page
        (policy,) = re.findall(r'Security-Policy" content="([^"]*)"', html)
        told = dict(one.strip().split(" ", 1) for one in unescape(policy).split(";"))
        assert told.pop("default-src") == "'none'", page
        assert "unsafe" not in policy, page
        if "sha256" not in policy:  # what the page brings itself is told by its digest
            assert told == ALLOWED | ({"script-src": BESIDE_IT} if "<script src" in html else {}), page
        titles.setdefault(re.findall(r"<title>(.*?)</title>", html, re.DOTALL)[0], []).append(page)
    assert {title: pages for title, pages in titles.items() if len(pages) > 1} == {}


def test_each_address_of_the_plan_has_a_page_and_data_beside_it(site):
    urls = site.plan
    from cohesion_graph.publish.urls import Urls

    urls = Urls(site.plan.dataset)
    dataset = site.plan.dataset
    folders = [urls.plan, urls.dataset_folder, *(urls.section(one.id) for one in dataset.plan.sections)]
    folders += [urls.item(one) for one in dataset.items] + [urls.body(one) for one in dataset.bodies]
    folders += [urls.instrument(one) for one in dataset.instruments]
    folders += [urls.source(one) for one in dataset.sources_by_id]
    folders += [urls.doubts(source) for source in {one.source for one in dataset.doubts.values()}]
    folders += [
        urls.authority,
        f"{urls.dataset_folder}/terms",
        *(f"{urls.source(one)}/text" for one in dataset.sources_by_id),
    ]
    wanted = {f"{folder}{ending}" for folder in folders for ending in ("/index.html", ".ttl", ".jsonld")}
    assert wanted - set(site.files) == set()


def test_each_claim_has_a_row_on_its_items_page_and_stands_in_its_items_data(site):
    from cohesion_graph.publish.urls import Urls

    urls, dataset = Urls(site.plan.dataset), site.plan.dataset
    rows = {item: set(ids_of(site.text(f"{urls.item(item)}/index.html"))) for item in dataset.items}
    data = {item: [site.subjects(urls.item(item) + ending) for ending in (".ttl", ".jsonld")] for item in dataset.items}
    for claim in dataset.claims.values():
        address = urls.addresses.claim(claim.id)
        assert address.partition("#")[2] in rows[claim.item]
        assert all(address in told for told in data[claim.item])


def test_embedded_and_neighbouring_data_is_about_the_page_it_stands_beside(site):
    import pyoxigraph as ox

    for page in site.pages:
        html = site.text(page)
        address = re.search(r'<link rel="canonical" href="([^"]+)"', html)
        data = re.search(r'<link rel="alternate" type="text/turtle" href="([^"]+)"', html)
        if not data:
            continue
        path = resolved(page, data[1])[0]
        turtle, json_ld = (ox.Dataset(ox.parse(path=site.folder / (path[:-3] + end))) for end in ("ttl", "jsonld"))
        for found in (turtle, json_ld):  # the vocabulary has blank nodes
            found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        assert set(turtle) == set(json_ld), path
        told = {quad.subject.value.partition("#")[0] for quad in turtle if isinstance(quad.subject, ox.NamedNode)}
        assert address[1] in told or path == "def/pap/0.1.0.ttl", path


def test_the_catalogue_lists_each_file_with_its_size_and_checksum(site):
    import hashlib

    import pyoxigraph as ox

    from cohesion_graph.publish.urls import Urls

    urls = Urls(site.plan.dataset)
    store = ox.Store()
    store.load((site.folder / f"{urls.dataset_folder}.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    told = {
        row["path"].value.removeprefix(urls.addresses.base): (int(row["size"].value), row["sum"].value)
        for row in store.query(
            "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#> "
            "SELECT ?path ?size ?sum "
            "{ ?file dcat:downloadURL ?path ; dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?sum }"
        )
    }
    files = [path for path in site.files if path.startswith(f"{urls.dataset_folder}/") and "/graph/" not in path]
    files = [path for path in files if not path.endswith("/index.html") and "/terms" not in path]
    contents = {path: (site.folder / path).read_bytes() for path in files}
    assert told == {path: (len(one), hashlib.sha256(one).hexdigest()) for path, one in contents.items()}


def test_no_officers_name_is_in_any_file_and_their_number_is(marlbeck_site):
    names = [b"P. Example", b"Q. Sample", b"R. Person"]
    loose = [name.split()[1] for name in names]
    found = [
        path
        for path in marlbeck_site.files
        for content in [_content(marlbeck_site.folder / path)]
        if any(name in content for name in [*names, b"Q. Sample", loose[2] + b")"])
    ]
    assert found == []
    a4 = "id/marlbeck/plan/marlbeck-together-plan/action/A4/index.html"
    path = next(page for page in marlbeck_site.pages if page.endswith("/action/A4/index.html"))
    assert a4.rpartition("/action/")[2] in path
    assert "2 officers named, names withheld" in marlbeck_site.text(path)


def _content(path: Path) -> bytes:
    """A file's bytes, those inside a workbook or Word document unpacked."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix not in {".xlsx", ".docx"}:
        return path.read_bytes()
    import zipfile

    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_hostile_text_stays_text(marlbeck_site):
    """A3 is called "Gŵyl <b>Marlbeck</b>", and A4 begins like a formula."""
    path = next(page for page in marlbeck_site.pages if page.endswith("/action/A3/index.html"))
    html = marlbeck_site.text(path)
    assert "&lt;b&gt;Marlbeck&lt;/b&gt;" in html
    assert "<b>Marlbeck" not in html
    assert "<b>" not in marlbeck_site.text("search/index.js")


def test_a_control_character_costs_the_one_form_that_cannot_hold_it_and_nothing_else(marlbeck, tmp_path):
    from cohesion_graph.model.dataset import Dataset
    from cohesion_graph.plan import LoadedPlan

    content = marlbeck.dataset.model_dump()
    wording = next(claim for claim in content["readings"][0]["claims"] if "presented_as" in claim)
    wording["text"] += " \x01\u2028\x85 end"
    for name, dataset in (("plain", marlbeck.dataset), ("odd", Dataset.model_validate(content))):
        build_site(LoadedPlan(dataset), tmp_path / name)
    plain, odd = ({path.name for path in (tmp_path / name).rglob("marlbeck.*")} for name in ("plain", "odd"))
    assert plain - odd == set()
    assert "marlbeck.ttl" in odd


def test_two_builds_under_different_hash_seeds_have_the_same_bytes(tmp_path):
    script = (
        "import cohesion_graph, datetime, pathlib, sys; from cohesion_graph.publish.site import build_site; "
        "plan = cohesion_graph.load(sys.argv[1]); "
        "build_site(plan, pathlib.Path(sys.argv[2]), as_of=datetime.date(2025, 10, 1))"
    )
    root = Path(__file__).parents[2]
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        arguments = [sys.executable, "-c", script, str(root / "tests/fixtures/marlbeck"), str(tmp_path / seed)]
        subprocess.run(arguments, check=True, env=environment)
    first, second = (
        {
            path.relative_to(tmp_path / seed): path.read_bytes()
            for path in (tmp_path / seed).rglob("*")
            if path.is_file()
        }
        for seed in ("1", "2")
    )
    assert [str(path) for path in first if first[path] != second.get(path)] == []
    assert first.keys() == second.keys()


def test_a_second_build_leaves_unchanged_files_as_they_are(marlbeck, tmp_path):
    build_site(marlbeck, tmp_path / "site")
    (tmp_path / "site" / RECORD).unlink()  # with it nothing would be made at all
    before = {path: path.stat() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    build_site(marlbeck, tmp_path / "site")
    (tmp_path / "site" / RECORD).unlink()
    after = {path: path.stat() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert {path: (one.st_ino, one.st_mtime_ns) for path, one in before.items()} == {
        path: (one.st_ino, one.st_mtime_ns) for path, one in after.items()
    }


def test_progress_is_told_after_each_file(marlbeck, tmp_path):
    told = []
    report = build_site(marlbeck, tmp_path / "site", progress=lambda done, expected: told.append((done, expected)))
    assert [done for done, _ in told] == list(range(1, report.files + 1))
    assert all(done <= expected for done, expected in told)


def test_the_day_changes_what_is_past_and_nothing_is_judged_without_one(stockton_site, stockton, tmp_path):
    told = [page for page in stockton_site.pages if "--as-of" in stockton_site.text(page)]
    assert "built without a day" in stockton_site.text("dates/index.html")
    assert [page for page in told if not page.startswith("questions/")] == ["about/index.html"]
    build_site(stockton, tmp_path / "site", as_of=dt.date(2009, 4, 1))
    html = (tmp_path / "site" / "dates" / "index.html").read_text(encoding="utf-8")
    assert "Past its date, nothing reported as of 1 April 2009" in html
    assert "Dates are judged as of 1 April 2009." in html


def test_the_search_index_is_data_that_finds_items_bodies_and_words(stockton_site):
    entries = search_entries(stockton_site)
    titles = {entry[0] for entry in entries}
    assert {
        "PIC Strategy",
        "Safer Stockton Partnership",
        "CC9 Formalise mechanisms for faith representation on Stockton Renaissance.",
    } <= titles
    assert any("inter-generational" in entry[3] and "#line-" in entry[2] for entry in entries)
    assert [entry[2] for entry in entries if resolved("index.html", entry[2])[0] not in stockton_site.files] == []


def test_the_folder_of_the_real_plan_stays_below_eleven_megabytes(stockton_site):
    """`benchmarks/site_bytes.py` tells what holds how much of them."""
    assert sum((stockton_site.folder / path).stat().st_size for path in stockton_site.files) <= 11_000_000


def test_the_page_of_a_thing_and_its_data_together_have_at_most_twelve_kilobytes_in_the_median(stockton_site):
    pages = (stockton_site.folder / "id").rglob("index.html")
    things = [(one, *(one.parent.with_name(one.parent.name + end) for end in (".ttl", ".jsonld"))) for one in pages]
    sizes = [sum(path.stat().st_size for path in files) for files in things if all(path.exists() for path in files)]
    assert len(sizes) > 180
    assert median(sizes) <= 12_000


@pytest.mark.parametrize("path", ["assets/site.css", "search/index.js", "hosting/nginx.conf", "calendar/all.ics"])
def test_the_files_that_pages_and_hosts_need_are_there(site, path):
    assert path in site.files


def test_search_engines_find_every_page_by_the_address_that_it_says_is_its_own(site):
    import xml.etree.ElementTree as ET

    base = site.plan.dataset.base
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = [one.text for one in ET.fromstring(site.text("sitemap.xml")).iterfind("s:url/s:loc", names)]
    pages = {path for path in site.pages if path.endswith("index.html") and "/html/" not in path}
    assert {f"{one.removeprefix(base)}index.html" for one in listed} <= pages
    assert len(listed) == len(set(listed)) > 60
    for address in listed:
        html = site.text(f"{address.removeprefix(base)}index.html")
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
        (description,) = re.findall(r'<meta name="description" content="([^"]+)">', html)
        assert canonical.rstrip("/") == address.rstrip("/")
        assert 0 < len(unescape(description)) <= 160
        assert 'rel="icon"' in html
    assert site.text("robots.txt").endswith(f"Sitemap: {base}sitemap.xml\n")


def test_the_landing_page_of_the_data_describes_it_for_search_engines(site):
    from cohesion_graph.publish.urls import Urls

    html = site.text(f"{Urls(site.plan.dataset).dataset_folder}/index.html")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(script)["@type"] == "Dataset"
