"""Plans that are too large for a row or a line for each thing: what stands for them, and that all can be reached."""

import itertools
import sys

import pytest

from cohesion_graph.views import page


@pytest.fixture(scope="module")
def large(plans, tmp_path_factory):
    """The real plan on a page whose limits are so low that everything is too large."""
    limits = {
        "columns": {"ROWS_LIMIT": 20},
        "deadlines": {"ROWS_LIMIT": 20},
        "tabular": {"ROWS_LIMIT": 20},
        "combinations": {"MOST_COLUMNS": 8},
        "picture": {"STRONGEST": 12},
        "page": {"ROWS_AT_ONCE": 30, "FIRST_ROWS": 10},
    }
    path = tmp_path_factory.mktemp("large") / "large.html"
    with pytest.MonkeyPatch.context() as patch:
        for module, values in limits.items():
            for name, value in values.items():
                patch.setattr(sys.modules[f"cohesion_graph.views.{module}"], name, value)
        path.write_text(page(plans["stockton"]), encoding="utf-8", newline="\n")
    return path


def test_a_large_plan_opens_on_counts_that_follow_the_filters(opened, large):
    page = opened.go(large)
    sums = "tab => Array.from(document.querySelectorAll(`[data-view=${tab}] .bars tspan`)).map(t => t.textContent)"
    for tab in ("responsibilities", "dependencies", "deadlines"):
        page.evaluate("view => page.state.change({view})", tab)
        for body in ("", "organisation/bme-network"):
            page.evaluate("body => page.state.change({body})", body)
            counted = sum(int(told.partition(":")[0]) for told in page.evaluate(sums, tab))
            assert (tab, body, counted) == (tab, body, page.evaluate("page.shown().lines.size"))
        page.click("#clear")
    page.click('[data-tab="matrix"]')
    cells = page.locator(".matrix td[data-bar]").all_inner_texts()
    assert sum(map(int, cells)) == page.evaluate("page.shown().lines.size")
    page.uncheck("[name=style][value=leads]")
    left = [text for text in page.locator(".matrix td[data-bar]").all_inner_texts() if text]
    assert sum(map(int, left)) == page.evaluate("page.shown().lines.size") < sum(map(int, cells))
    assert opened.messages == []


def test_a_large_table_has_the_rows_of_its_picture_under_their_own_headings(opened, large):
    page = opened.go(large)
    heads = {"responsibilities": "From", "deadlines": "Action or milestone", "who-works-with-whom": "Body"}
    for tab, head in heads.items():
        page.evaluate("view => page.state.change({view})", tab)
        table = f'[data-rows="{tab}"]'
        assert page.locator(f"{table} th").first.inner_text() == head
        lines = page.locator(f"{table} tbody tr").evaluate_all("rows => rows.map(row => row.dataset.line).sort()")
        assert (tab, lines) == (tab, page.evaluate("Array.from(page.shown().lines).sort()"))
        width = page.locator(f"{table} th").count()
        assert page.locator(f"{table} tbody td").count() == width * len(lines)
    notes = page.locator("section:not([hidden]) .note").all_inner_texts()
    assert notes[0].startswith("Of 35 lines the 12 that stand for most actions are drawn.")


def test_a_large_table_is_turned_page_by_page_with_the_keyboard(opened, large):
    page = opened.go(large, "view=all-links&off=nothing")
    lines = page.evaluate(
        "page.data.views.get('all-links').lines.map(l => l.key).filter(k => page.shown().lines.has(k))"
    )
    listed = []
    following = page.locator("section:not([hidden]) .pages button", has_text="Next rows")
    while True:
        listed += page.locator('[data-rows="all-links"] tbody tr').evaluate_all("rows => rows.map(r => r.dataset.line)")
        if following.is_disabled():
            break
        following.focus()
        page.keyboard.press("Enter")
    assert len(lines) > 200
    assert listed == lines


def test_whoever_works_with_a_large_table_has_all_its_rows_at_once(opened, large):
    page = opened.go(large, "view=all-links&off=nothing", anew=True)
    page.get_by_role("button", name="Find, sort, copy, download all rows").press("Enter")
    lines = page.evaluate("page.data.views.get('all-links').lines.length")
    assert page.locator('[data-rows="all-links"] tbody tr').count() == lines
    page.keyboard.press("Enter")
    page.get_by_label("Find in these rows").locator("visible=true").fill("no such words")
    assert page.locator("section:not([hidden]) .said").inner_text() == f"0 of {lines} rows"


def test_a_combination_that_is_not_drawn_is_in_the_table(opened, large):
    page = opened.go(large, "view=shared")
    assert page.locator('[data-frame="shared"] .combination').count() == 8
    assert page.locator('[data-rows="shared"] tbody tr:visible').count() == 22
    assert page.inner_text("section:not([hidden]) .note").startswith("Of 22 combinations of bodies the 8 that do most")


def test_without_script_a_large_table_shows_its_first_rows_and_says_where_all_are(browser, large):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(large.as_uri())
    assert page.locator('[data-rows="responsibilities"] tbody tr').count() == 10
    said = page.locator("#view\\=responsibilities noscript").inner_text()
    assert said.startswith("Without JavaScript this table ends after 10 of its 72 rows.")
    assert "responsibilities.csv" in said
    assert page.locator('[data-view="responsibilities"] .bars').count() == 13
    context.close()


DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
FLAGS = "page.pictures.get('all-links').flags()"


def test_a_chosen_thing_and_its_neighbours_are_named_however_small_they_are_drawn(opened, files):
    page = opened.go(files["stockton"], "view=all-links", anew=True)
    page.evaluate("page.pictures.get('all-links').goTo([0, 0, 0.3])")
    page.evaluate(DRAWN)
    named = page.evaluate(f"{FLAGS}.map(flag => page.data.isBody(page.data.nodes.get(flag.id)))")
    assert len(named) > 3, "where all is too small to read, the bodies that most lines lead to are named"
    assert all(named)
    page.evaluate("page.state.change({sel: 'organisation/bme-network'})")
    page.evaluate(DRAWN)
    flags = page.evaluate(FLAGS)
    near = page.evaluate(
        "Array.from(page.visible.around(page.data.views.get('all-links'), page.shown(), page.state.now.sel).nodes)"
    )
    assert flags[0]["id"] == "organisation/bme-network"
    assert sorted(flag["text"] for flag in flags) == ["BME Network", "CC10", "CC11", "CC6"]
    assert sorted(flag["id"] for flag in flags) == sorted(near)
    room = page.evaluate(
        "(f => [f.clientWidth, f.clientHeight])(document.querySelector('[data-frame=all-links] .canvas'))"
    )
    assert all(0 <= one["x"] <= room[0] - one["w"] and 0 <= one["y"] <= room[1] - one["h"] for one in flags)
    assert [
        (one["text"], other["text"])
        for one, other in itertools.combinations(flags, 2)
        if abs(one["x"] - other["x"]) < (one["w"] if one["x"] < other["x"] else other["w"])
        and abs(one["y"] - other["y"]) < one["h"]
    ] == []
    page.evaluate("page.pictures.get('all-links').goTo([0, 0, 1])")
    page.evaluate(DRAWN)
    assert page.evaluate(FLAGS) == []
    assert opened.messages == []
