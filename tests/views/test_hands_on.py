"""Pictures under fingers, keys and pointers in real Chromium, on a laptop and on a phone, and how they are shared."""

import pytest

PHONE = {"width": 390, "height": 844}

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PLACE = """id => {
  const picture = page.pictures.get(page.state.now.view);
  const spot = picture.spots(page.shown()).get(id);
  const at = picture.net.canvasToDOM({ x: spot.x, y: spot.y });
  const box = document.querySelector("section:not([hidden]) .canvas").getBoundingClientRect();
  return [box.left + at.x, box.top + at.y];
}"""


@pytest.fixture
def phone(browser, files):
    """The real plan's page on a phone that is touched."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = context.new_page()
    page.goto(files["stockton"].as_uri() + "#view=all-links")
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()


def test_a_tap_chooses_what_is_touched(phone):
    wanted = ["action/CC6", *phone.evaluate("Array.from(page.shown().nodes)")[::5]]
    chosen = []
    for node in wanted:
        phone.evaluate("page.state.change({sel: ''})")
        phone.evaluate("document.querySelector('section:not([hidden]) .frame').scrollIntoView({block: 'center'})")
        phone.wait_for_timeout(500)  # two taps in a row would be a double one
        phone.touchscreen.tap(*phone.evaluate(PLACE, node))
        phone.wait_for_selector("#details .name", state="attached", timeout=5000)
        chosen.append(phone.evaluate("page.state.now.sel"))
    assert chosen == wanted
    assert len(wanted) > 12


def test_nothing_on_a_phone_moves_when_the_script_begins(phone):
    """Before that the filters stand open in the page, no picture is laid out, and what is below one is not seen."""
    place = "document.querySelector('.columns').getBoundingClientRect().top - document.body.getBoundingClientRect().top"
    ready = phone.evaluate(place)
    phone.evaluate("document.documentElement.classList.add('early'); document.querySelector('.filters').open = true")

    assert phone.evaluate(place) == ready
    assert [phone.locator(name).is_visible() for name in ("aside", "footer")] == [False, False]


def test_a_phone_opens_on_the_whole_picture_in_its_first_screen(phone):
    whole = """() => {
      const picture = page.pictures.get("all-links"), box = picture.bounds();
      const canvas = document.querySelector("section:not([hidden]) .canvas").getBoundingClientRect();
      const [a, b] = [[box.left, box.top], [box.right, box.bottom]].map(([x, y]) => picture.net.canvasToDOM({ x, y }));
      return [a.x >= 0, a.y >= 0, b.x <= canvas.width, b.y <= canvas.height, canvas.bottom <= innerHeight];
    }"""
    assert phone.evaluate(whole) == [True] * 5
    phone.evaluate("page.state.change({view: 'dependencies'})")
    assert phone.evaluate("(f => f.scrollWidth <= f.clientWidth)(document.querySelector('[data-frame=dependencies]'))")
    assert phone.locator("#filters .filters").evaluate("one => one.open") is False


def test_what_a_mouse_points_at_is_told_away_from_it_and_no_longer_when_it_leaves(opened, files):
    page = opened.go(files["stockton"], "view=all-links", anew=True)
    x, y = page.evaluate(PLACE, "action/CC6")
    page.mouse.move(x, y)
    page.evaluate(DRAWN)
    tip = page.locator("section:not([hidden]) .tip")
    assert tip.inner_text().startswith("CC6 LSP to develop")
    box = tip.bounding_box()
    assert not (box["y"] - 10 <= y <= box["y"] + box["height"] + 10)
    page.mouse.move(2, 2)
    assert tip.is_hidden()


def test_what_is_not_lit_keeps_words_that_can_be_read(opened, files):
    page = opened.go(files["stockton"], "view=responsibilities&sel=action/CC6")
    faint = page.locator("[data-frame=responsibilities] .node.dim").first
    assert faint.evaluate(
        "one => [getComputedStyle(one).opacity, getComputedStyle(one.querySelector('text')).fill]"
    ) == [
        "1",
        "rgb(71, 85, 105)",
    ]


def test_two_and_three_steps_around_a_thing_light_more_of_it(opened, files):
    lit = """steps => { page.state.change({steps});
      const view = page.data.views.get("all-links");
      return page.visible.around(view, page.shown(), page.state.now.sel, steps).nodes.size; }"""
    page = opened.go(files["stockton"], "view=all-links&sel=action/EO17", anew=True)
    sizes = [page.evaluate(lit, steps) for steps in ("", "2", "3")]
    assert sizes == sorted(set(sizes))
    page.select_option("section:not([hidden]) [data-choose=steps]", "2")
    assert page.evaluate("location.hash") == "#view=all-links&sel=action/EO17&steps=2"
    page.evaluate("page.state.change({steps: '', sel: ''})")


def test_a_threshold_leaves_the_strong_pairs_in_the_picture_and_all_of_them_in_the_table(opened, files):
    page = opened.go(files["stockton"], "view=who-works-with-whom", anew=True)
    rows = page.locator("[data-rows=who-works-with-whom] tbody tr:visible")
    all_rows = rows.count()
    page.locator("section:not([hidden]) [data-choose=min]").fill("3")
    weights = page.evaluate("Array.from(page.shown().lines, key => page.shown().through.get(key).length)")
    assert weights
    assert min(weights) == 3
    assert rows.count() == all_rows > len(weights)
    assert "&min=3" in page.evaluate("location.hash")
    assert page.locator("section:not([hidden]) label:has([type=range]) span").inner_text() == "3"
    page.evaluate("page.state.change({min: ''})")


def test_bodies_can_be_shaded_by_what_they_lead_with_the_figure_beside_each(opened, files, plans):
    page = opened.go(files["stockton"], "view=who-works-with-whom", anew=True)
    led = {
        link.end: set()
        for link in plans["stockton"].links
        if link.relation.value.term == "ledBy" and link.basis.is_stated
    }
    for link in plans["stockton"].links:
        if link.relation.value.term == "ledBy" and link.basis.is_stated:
            led[link.end].add("/".join(link.start.split("/")[:2]))
    told = dict(page.evaluate("Array.from(page.data.measures, ([id, one]) => [id, one.led])"))
    assert {body: count for body, count in told.items() if count} == {body: len(refs) for body, refs in led.items()}
    page.select_option("section:not([hidden]) [data-choose=shade]", "led")
    assert "&shade=led" in page.evaluate("location.hash")
    assert opened.messages == []
    page.evaluate("page.state.change({shade: ''})")


def test_betweenness_is_that_of_the_question_about_brokers(opened, files, stockton):
    page = opened.go(files["stockton"], "view=who-works-with-whom")
    told = dict(page.evaluate("Array.from(page.data.measures, ([id, one]) => [id, one.between])"))
    asked = {
        f"organisation/{row['party_id']}": round(row["betweenness"] * 100)
        for row in stockton.ask("brokers").to_records()
    }
    assert {body: share for body, share in told.items() if share} == {
        one: share for one, share in asked.items() if share
    }


def test_tab_reaches_the_drawing_and_the_skip_link_leads_straight_to_it(opened, files):
    for tab in ("all-links", "dependencies"):
        page = opened.go(files["stockton"], f"view={tab}", anew=True)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.dataset.frame") == tab
        page.focus("section:not([hidden]) [data-do=embed]")
        for _ in range(4):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.dataset.frame") == tab:
                break
        assert page.evaluate("document.activeElement.dataset.frame") == tab


def test_a_link_and_html_to_embed_open_exactly_what_is_shown(browser, files):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(files["stockton"].as_uri() + "#view=dependencies&sel=instrument/local-area-agreement")
    page.wait_for_selector("html[data-ready]")
    page.click("section:not([hidden]) [data-do=link]")
    page.wait_for_selector("#live:has-text('The link to exactly this is copied')", state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.click("section:not([hidden]) [data-do=embed]")
    page.wait_for_selector("#live:has-text('The HTML to embed is copied')", state="attached")
    html = page.evaluate("navigator.clipboard.readText()")
    assert html.startswith(f'<iframe src="{page.url.replace("&", "&amp;")}" title="Dependencies – Community cohesion')
    assert 'sandbox="allow-scripts allow-same-origin allow-downloads"' in html
    context.close()


def test_the_key_is_printed_beside_the_picture(opened, files):
    page = opened.go(files["stockton"], "view=all-links", anew=True)
    page.emulate_media(media="print")
    boxes = [page.locator(one).bounding_box() for one in ("[data-frame=all-links] svg", "#legend")]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 120
