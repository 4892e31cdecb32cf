"""What a board meeting asks of the site, answered in at most two clicks: by mouse, by keyboard, by touch."""

import datetime as dt
import re

import outside
import pytest
from reading_pages import BuiltSite

from cohesion_graph.publish.site import build_site

MEETING = dt.date(2009, 6, 30)
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def meeting_site(stockton, tmp_path_factory) -> BuiltSite:
    """The real plan's site as of a meeting's day."""
    folder = tmp_path_factory.mktemp("meeting") / "site"
    build_site(stockton, folder, as_of=MEETING)
    return BuiltSite(folder, stockton)


def _search(typed):
    return ("search", typed)


def _link(words):
    return ("link", words)


TASKS = {
    "what must the Safer Stockton Partnership do, by when": (
        [_link("Find a partner"), _link("Safer Stockton Partnership")],
        "What it has to do, by when",
        ["EO4: Community Safety audit to return 3% of questionnaires from BME residents", "March 2008"],
    ),
    "the same by asking": (
        [_search("what must the Safer Stockton Partnership do, by when"), _link("Safer Stockton Partnership: by when")],
        "What it has to do, by when",
        ["EO9: New offensive incident policy developed."],
    ),
    "what is late as of 2009-06-30": (
        [_link("late")],
        "What is overdue: past its date and not reported complete, as of a day?",
        ["CC3: Sustainable Community Strategy to address Community Cohesion", "2008-03-31", "456"],
    ),
    "where do the documents differ on who leads": (
        [_link("where the documents differ"), _link("Different leads")],
        "Where the documents differ",
        ["Safer Stockton Partnership; SBC Diversity Team", "Stockton Renaissance"],
    ),
    "who shares CC6": (
        [_search("who shares CC6"), _link('CC6 LSP to develop "welcome packs"')],
        "CC6 LSP to develop",
        ["Safer Stockton Partnership: ", "Arts & Culture Partnership: ", "BME Network: "],
    ),
    "what hangs on the LAA": (
        [_search("what hangs on the LAA"), _link("Local Area Agreement: what hangs on it")],
        "What depends on it",
        ["CC2 LSP to monitor performance against the new Cohesion Indicator", "EO10: Targets and success measures"],
    ),
}


def _reached(link):
    """Go to a link by Tab alone, as it can be reached from where the page has its focus, and open it."""
    page = link.page
    for _ in range(200):
        if link.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {link}")


WAYS = {
    "mouse": (LAPTOP, lambda link: link.click()),
    "keyboard": (LAPTOP, _reached),
    "keyboard on a phone": (PHONE, _reached),
    "touch": (PHONE, lambda link: link.tap()),
    "touch on a laptop": (LAPTOP, lambda link: link.tap()),
}


@pytest.mark.parametrize("way", WAYS)
def test_five_tasks_of_a_meeting_take_at_most_two_clicks(browser, meeting_site, way):
    size, act = WAYS[way]
    context = browser.new_context(viewport=size, has_touch=way.startswith("touch"))
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for task, (steps, heading, found) in TASKS.items():
        page.goto(f"{meeting_site.folder.as_uri()}/index.html")
        assert len(steps) <= 2
        for kind, words in steps:
            if kind == "search":
                page.fill("header [name=q]", words)
                page.press("header [name=q]", "Enter")
                page.wait_for_selector("#results a")
            else:
                act(page.locator("main a", has_text=words).first)
                page.wait_for_load_state()
        main = page.locator("main").inner_text()
        assert (task, heading in main) == (task, True)
        assert (task, [words for words in found if words not in main]) == (task, [])
    assert said == []
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()


def test_the_home_page_begins_with_what_a_meeting_asks(meeting_site, window):
    window.goto(f"{meeting_site.folder.as_uri()}/index.html")
    tiles = window.locator(".tiles > li .count").all_inner_texts()
    asked = {
        "late": meeting_site.plan.ask("overdue", as_of=MEETING),
        "due in the next three months": meeting_site.plan.ask("next", **{"from": MEETING}),
        "without a real date": meeting_site.plan.ask("undated"),
        "where no document says who leads": meeting_site.plan.ask("without-lead"),
        "shared by several bodies": meeting_site.plan.ask("shared-responsibilities"),
    }
    told = [
        f"{len({r['milestone'] or r['action'] for r in found.to_records()})} {words}" for words, found in asked.items()
    ]
    assert tiles[:5] == told
    assert tiles[5] == "10 where the documents differ"
    places = window.evaluate("['.tiles', '#ways', '#figures'].map(one => document.querySelector(one).offsetTop)")
    assert places == sorted(places)
    ours = window.locator("main h1, main h2, main th, main dt, .count, .about").all_inner_texts()
    assert [text for text in ours if re.search("basis|hops|rolled up", text.casefold())] == []


def test_without_a_day_nothing_is_told_to_be_late_and_a_day_can_be_chosen(stockton_site, window):
    window.goto(f"{stockton_site.folder.as_uri()}/index.html")
    assert window.locator(".tiles .count").first.inner_text() == "Late, and due next: by the dates"
    window.goto(f"{stockton_site.folder.as_uri()}/{ACTIONS}")
    window.get_by_label("By when: up to").fill("2008-06-30")
    found = window.evaluate(
        "Array.from(document.querySelectorAll('main tbody tr')).filter(r => r.checkVisibility())"
        ".map(r => r.cells[2].dataset.key)"
    )
    assert found
    assert all("2008-01-01" < day <= "2008-06-30" for day in found)
    assert "until=3%3A2008-06-30" in window.url


ACTIONS = "id/stockton-on-tees/plan/community-cohesion-action-plan/index.html"


def test_reported_progress_is_drawn_with_its_numbers_beside_it(marlbeck_site, window):
    window.goto(f"{marlbeck_site.folder.as_uri()}/index.html")
    bar = window.locator("svg.share").first
    row = window.locator("tr", has=bar).first
    numbers = [int(text) for text in row.locator("td").all_inner_texts() if text.strip().isdigit()]
    told = [int(part.rsplit(" ", 1)[1]) for part in bar.get_attribute("aria-label").split(", ")]
    assert told == numbers
    assert sum(told) > 0


def test_a_word_of_its_own_sense_says_what_it_means_where_it_is_reached(stockton_site, window):
    window.goto(f"{stockton_site.folder.as_uri()}/{ACTIONS}")
    head = window.locator("th[data-about]", has_text="By when")
    head.get_by_role("button").focus()
    shown = "one => getComputedStyle(one, '::after').content"
    assert "Sorting goes by the last day" in head.evaluate(shown)
    assert "Sorting goes" in head.get_by_role("button").get_attribute("aria-description")


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_a_meeting(window, meeting_site, marlbeck_site, size, scheme):
    window.set_viewport_size(size)
    window.emulate_media(color_scheme=scheme)
    found = {}
    pages = [(meeting_site, one) for one in ("index.html", "questions/overdue/index.html", ACTIONS)]
    for site, path in (*pages, (marlbeck_site, "index.html"), (meeting_site, "search/index.html?q=who+leads+CC6")):
        window.goto(f"{site.folder.as_uri()}/{path}")
        window.evaluate(outside.axe_script())
        window.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        run = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        if violations := window.evaluate(f"{run}.then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"):
            found[path] = violations
    assert found == {}
