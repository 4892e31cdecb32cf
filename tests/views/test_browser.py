"""The pages in real Chromium, as readers with a mouse, a keyboard, a small screen or no script use them."""

import itertools
import json

import pytest

from cohesion_graph.views import VIEWS

TABS = [name for name in VIEWS if name != "neighbourhood"]
SVGS = ["responsibilities", "dependencies", "deadlines", "shared"]
NETWORKS = ["all-links", "who-works-with-whom"]

shown_nodes = "Array.from(page.shown().nodes).sort()"
shown_lines = "Array.from(page.shown().lines).sort()"
ego = """(() => { const v = page.data.views.get(page.state.now.view);
  return Array.from(page.visible.around(v, page.shown(), page.state.now.sel).nodes).sort(); })()"""


@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
def test_no_page_asks_for_anything_or_complains(opened, files, plan):
    page = opened.go(files[plan], anew=True)
    for tab in TABS:
        page.click(f'[data-tab="{tab}"]')
        page.wait_for_timeout(60)
    assert opened.messages == []
    assert opened.requests == ["about:blank", files[plan].as_uri()][-len(opened.requests) :]
    assert page.evaluate(
        "[document.compatMode, document.documentElement.lang, document.querySelectorAll('h1').length]"
    ) == [
        "CSS1Compat",
        "en-GB",
        1,
    ]
    assert page.title().startswith("Disagreements – ")


@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
@pytest.mark.parametrize("tab", TABS)
def test_the_table_holds_what_the_picture_shows(opened, files, plan, tab):
    page = opened.go(files[plan], f"view={tab}")
    rows = page.evaluate(
        """tab => Array.from(document.querySelectorAll(`[data-rows="${tab}"] tbody tr`)).filter(r => !r.hidden)
                   .map(r => [r.dataset.line || null, r.dataset.nodes])""",
        tab,
    )
    if tab == "disagreements":
        grid = "document.querySelectorAll('[data-view=disagreements] .grid tr[data-line]')"
        lines = page.evaluate(f"Array.from({grid}).map(r => r.dataset.line)")
    elif tab == "shared":
        actions = {node for _, nodes in rows for node in nodes.split() if node.startswith("action/")}
        boxes = page.evaluate(
            "Array.from(document.querySelectorAll('[data-frame=shared] g.k-action')).map(g => g.dataset.node)"
        )
        assert sorted(actions) == sorted(boxes)
        return
    else:
        lines = [line for line, _ in rows]
    assert sorted(lines) == page.evaluate(shown_lines)


@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
@pytest.mark.parametrize("tab", NETWORKS)
def test_no_label_of_a_network_overlaps_another_and_all_can_be_read(opened, files, plan, tab):
    page = opened.go(files[plan], f"view={tab}")
    spots = page.evaluate("""Array.from(page.pictures.get(page.state.now.view).spots(page.shown()).values())
      .map(s => [s.id, s.x, s.y, s.w, s.h, s.size])""")
    page.click('section:not([hidden]) [data-do="fit"]')
    overlapping = [
        (a[0], b[0])
        for a, b in itertools.combinations(spots, 2)
        if abs(a[1] - b[1]) < (a[3] + b[3]) / 2 and abs(a[2] - b[2]) < (a[4] + b[4]) / 2
    ]
    scale = page.evaluate("page.pictures.get(page.state.now.view).net.getScale()")
    assert overlapping == []
    assert min(spot[5] for spot in spots) * scale >= 9


MEASURE = """tab => {
  const svg = document.querySelector(`[data-frame="${tab}"] svg`);
  const all = svg.getBoundingClientRect();
  const texts = Array.from(svg.querySelectorAll('text tspan'))
    .filter(t => t.textContent.trim() && t.getBoundingClientRect().width);
  const boxes = texts.map(t => [t.textContent, t.getBoundingClientRect()]);
  const isOut = b => b.left < all.left || b.right > all.right + 1 || b.top < all.top - 1 || b.bottom > all.bottom + 1;
  const outside = boxes.filter(([, b]) => isOut(b)).map(b => b[0]);
  const touching = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    const x = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const y = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (x > 1 && y > 3.5) touching.push([a, b]);
  }));
  const wide = Array.from(svg.querySelectorAll('g.node')).filter(g => g.querySelector('text')
    && g.querySelector('text').getBBox().width > g.querySelector('.shape').getBBox().width).map(g => g.dataset.node);
  return {outside, touching, wide, size: Math.min(...texts.map(t => parseFloat(getComputedStyle(t).fontSize)))};
}"""


@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
@pytest.mark.parametrize("tab", SVGS)
def test_words_in_drawings_stay_inside_and_apart(opened, files, plan, tab):
    page = opened.go(files[plan], f"view={tab}")
    found = page.evaluate(MEASURE, tab)
    assert found == {"outside": [], "touching": [], "wide": [], "size": found["size"]}
    assert found["size"] >= 11


def test_the_search_finds_names_first_and_then_the_words_of_documents(opened, files):
    page = opened.go(files["stockton"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("pic strategy")
    hits = page.locator("#hits li").all_inner_texts()
    assert hits[0].startswith("PIC Strategy")
    assert any("CC10" in hit for hit in hits)
    page.keyboard.press("Enter")
    assert "PIC Strategy" in page.inner_text("#details")
    page.evaluate("document.querySelectorAll('#details details').forEach(d => d.open = true)")
    assert "Relevant actions incorporated in PIC Strategy" in page.inner_text("#details")
    assert page.evaluate("location.hash") == "#view=all-links&sel=instrument/pic-strategy&q=pic+strategy"
    assert page.evaluate(ego) == ["action/CC10", "action/CC8", "instrument/pic-strategy"]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.evaluate("page.state.now.sel") == ""


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("CTB", "Children's Trust Board"),
        ("E06", "EO6"),
        ("jsna", "Joint Strategic"),
        ("zzzz", "Nothing is called that"),
    ],
)
def test_the_search_knows_aliases_and_printed_references(opened, files, typed, expected):
    page = opened.go(files["stockton"])
    page.fill("#search", typed)
    assert page.locator("#hits li").first.inner_text().startswith(expected)


def test_a_filter_narrows_picture_and_table_and_clearing_brings_all_back(opened, files, plans):
    page = opened.go(files["stockton"], "view=all-links")
    before = page.evaluate(shown_nodes)
    agreement = "instrument/local-area-agreement"
    page.select_option("#f-instrument", agreement)
    expected = {
        "/".join(link.start.split("/")[:2])
        for link in plans["stockton"].links
        if link.end == agreement and link.start.startswith("action/")
    }
    shown = page.evaluate(shown_nodes)
    assert {node for node in shown if node.startswith("action/")} == expected
    rows = page.locator('[data-rows="all-links"] tbody tr:visible')
    assert rows.count() == len(page.evaluate(shown_lines))
    assert f"instrument={agreement}" in page.evaluate("location.hash")
    page.click("#clear")
    assert page.evaluate(shown_nodes) == before


@pytest.mark.parametrize(
    "box, gone",
    [
        ('[name=kind][value="strategy"]', "node => node.kind === 'strategy'"),
        (
            '[name=source][value="borough-plan"]',
            "node => node.sources.length === 1 && node.sources[0] === 'borough-plan'",
        ),
    ],
)
def test_the_legend_hides_kinds_and_documents(opened, files, box, gone):
    page = opened.go(files["stockton"], "view=all-links")
    page.uncheck(box)
    shown = "Array.from(page.shown().nodes).map(id => page.data.nodes.get(id))"
    assert page.evaluate(f"{shown}.filter({gone})") == []


def test_a_picture_that_counts_all_lines_offers_no_filter_of_lines(opened, files):
    page = opened.go(files["stockton"], "view=all-links")
    page.uncheck("[name=style][value=leads]")
    page.click('[data-tab="shared"]')
    assert page.locator("#legend fieldset:visible legend").all_inner_texts() == ["Things"]
    assert "ledBy" in page.evaluate("Array.from(page.shown().lines).join()")
    page.click('[data-tab="matrix"]')
    assert page.locator("#legend fieldset:visible").count() == 4
    assert "ledBy" not in page.evaluate("Array.from(page.shown().lines).join()")


def test_what_is_inferred_can_be_hidden_and_milestones_shown_apart(opened, files):
    page = opened.go(files["stockton"], "view=all-links")
    assert page.evaluate("Array.from(page.shown().lines).some(key => page.data.lines.get(key).how)")
    page.uncheck("[name=known][value=inferred]")
    assert not page.evaluate("Array.from(page.shown().lines).some(key => page.data.lines.get(key).how)")
    page.check("[name=kind][value=milestone]")
    assert page.evaluate("Array.from(page.shown().nodes).filter(id => id.includes('/milestone/')).length") == 74
    assert not page.evaluate("Array.from(page.shown().lines).some(key => page.data.lines.get(key).folded)")


def test_the_address_opens_the_same_view_again(opened, files):
    page = opened.go(files["stockton"])
    page.click('[data-tab="responsibilities"]')
    page.select_option("#f-body", "organisation/bme-network")
    page.select_option("#f-due", "2009")
    page.uncheck("[name=style][value=contributes]")
    page.evaluate("page.state.change({sel: 'action/CC10'})")
    address, nodes, lines = page.evaluate("location.hash"), page.evaluate(shown_nodes), page.evaluate(shown_lines)
    again = opened.go(files["stockton"], address[1:])
    assert again.evaluate("location.hash") == address
    assert (again.evaluate(shown_nodes), again.evaluate(shown_lines)) == (nodes, lines)
    assert "CC10" in again.inner_text("#details .name")


@pytest.mark.parametrize("tab", [*NETWORKS, *SVGS])
def test_arrow_keys_choose_and_a_screen_reader_hears_what(opened, files, tab):
    page = opened.go(files["stockton"], f"view={tab}")
    page.focus(f'[data-frame="{tab}"]')
    heard = []
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        heard.append(page.inner_text("#live"))
    assert len(set(heard)) >= 2
    assert all(" shown" in one and ":" in one for one in heard)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details"
    page.keyboard.press("Escape")
    assert page.inner_text("#live") == "Nothing chosen"


def test_a_click_on_the_canvas_opens_the_thing_or_line_there(opened, files):
    page = opened.go(files["stockton"], "view=all-links")
    page.click('section:not([hidden]) [data-do="fit"]')
    at = page.evaluate("""() => { const p = page.pictures.get('all-links');
      const d = p.net.canvasToDOM(p.spots(page.shown()).get('action/CC8'));
      const b = document.querySelector('.canvas').getBoundingClientRect();
      return [b.left + d.x, b.top + d.y]; }""")
    page.mouse.click(*at)
    assert page.inner_text("#details .name").startswith("CC8")
    page.evaluate("page.state.change({sel: page.data.views.get('all-links').lines.find(l => l.words.length).key})")
    assert "stated" in page.inner_text("#details")
    assert page.locator("#details blockquote").count() >= 1


def test_zoom_and_pan_need_no_dragging(opened, files):
    page = opened.go(files["stockton"], "view=all-links")
    state = "(n => [n.getScale(), n.getViewPosition().x, n.getViewPosition().y])(page.pictures.get('all-links').net)"
    page.click('section:not([hidden]) [data-do="fit"]')
    start = page.evaluate(state)
    page.click('section:not([hidden]) [data-do="in"]')
    page.click('section:not([hidden]) [data-do="right"]')
    page.click('section:not([hidden]) [data-do="down"]')
    moved = page.evaluate(state)
    assert moved[0] > start[0]
    assert moved[1] > start[1]
    assert moved[2] > start[2]
    page.click('section:not([hidden]) [data-do="fit"]')
    assert [round(one, 3) for one in page.evaluate(state)] == [round(one, 3) for one in start]


@pytest.mark.parametrize("tab", TABS)
def test_every_view_can_be_saved_as_png_and_svg(opened, files, tab):
    page = opened.go(files["stockton"], f"view={tab}")
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
        with page.expect_download() as download:
            page.click(f'section:not([hidden]) [data-do="{kind}"]')
        saved = download.value.path().read_bytes()
        assert download.value.suggested_filename == f"stockton-{tab}.{kind}"
        assert saved.startswith(start)
        assert len(saved) > 4000
    assert opened.messages == []


AXE = """async (rules) => (await axe.run({exclude: [['[hidden]'], ['.frame.network > svg']]}, {
    runOnly: rules, resultTypes: ['violations']}))
  .violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3)])"""
RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("plan", ["stockton", "marlbeck"])
def test_axe_finds_nothing_to_object_to(opened, files, axe, plan, scheme):
    """With one body's actions: axe would spend minutes on every row; the dark theme differs in colours alone."""
    page = opened.go(files[plan], anew=True)
    page.emulate_media(color_scheme=scheme)
    page.evaluate(axe)
    chosen = page.evaluate("Array.from(page.data.nodes.values()).find(n => n.kind === 'action').id")
    body = page.evaluate("sel => page.data.linesOf.get(sel).find(l => l.style === 'leads').end", chosen)
    if plan == "stockton":
        body = "organisation/bme-network"
    for tab in TABS:
        page.evaluate("state => page.state.change(state)", {"view": tab, "sel": chosen, "body": body})
        assert (tab, page.evaluate(AXE, RULES[scheme])) == (tab, [])


def test_pointer_targets_are_large_enough(opened, files):
    page = opened.go(files["stockton"])
    for tab in TABS:
        page.evaluate("view => page.state.change({view, sel: 'action/CC10'})", tab)
        small = page.evaluate(
            """() => Array.from(document.querySelectorAll('button, select, input, a.tab, a.button, label, g.node'))
              .filter(e => e.checkVisibility() && !e.matches('label[for], label input'))
              .map(e => [e, (e.matches('g') ? e.querySelector('.shape') : e).getBoundingClientRect()])
              .filter(([e, b]) => b.width && (b.width < 23.5 || b.height < 23.5) && !e.closest('[data-frame=shared]'))
              .map(([e, b]) => [e.tagName, e.textContent.slice(0, 30), Math.round(b.width), Math.round(b.height)])"""
        )
        assert (tab, small) == (tab, [])


@pytest.mark.parametrize("width", [320, 768])
def test_a_small_screen_never_scrolls_sideways(opened, files, width):
    opened.page.set_viewport_size({"width": width, "height": 640})
    page = opened.go(files["stockton"])
    for tab in TABS:
        page.evaluate("view => page.state.change({view, sel: 'action/CC10'})", tab)
        assert (tab, page.evaluate("document.documentElement.scrollWidth")) == (tab, width)


def test_without_script_drawings_and_tables_are_there(browser, files):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["stockton"].as_uri())
    assert page.locator("svg.drawing:visible").count() == 6
    assert page.locator("table:visible").count() == 9
    assert page.locator(".scripted:visible").count() == 0
    context.close()


def test_print_shows_the_still_picture_the_key_and_the_table(opened, files):
    page = opened.go(files["stockton"], "view=all-links")
    page.emulate_media(media="print")
    visible = {
        name: page.locator(name).first.is_visible()
        for name in (
            "section:not([hidden]) svg.drawing",
            ".canvas",
            "#legend",
            "form",
            "nav",
            "#details",
            '[data-rows="all-links"]',
        )
    }
    assert visible == {
        "section:not([hidden]) svg.drawing": True,
        ".canvas": False,
        "#legend": True,
        "form": False,
        "nav": False,
        "#details": False,
        '[data-rows="all-links"]': True,
    }


def test_hostile_text_in_every_field_runs_nothing(opened, files):
    page = opened.go(
        files["hostile"],
        "view=<img src=x onerror=window.hit=1>&sel=</script><script>window.hit=1</script>&q=<svg onload=window.hit=1>",
    )
    scripts = page.locator("script").count()
    for tab in TABS:
        page.evaluate("view => page.state.change({view})", tab)
        for chosen in ("action/A1", "organisation/one", "instrument/thing", "action/A1~ledBy~organisation/one"):
            page.evaluate("sel => page.state.change({sel})", chosen)
    page.fill("#search", "script")
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit === undefined")
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == scripts == 3
    assert opened.messages == []
    assert all(not url.startswith("http") for url in opened.requests)


def test_a_page_in_a_sandboxed_frame_works_without_an_address(opened, files):
    page = opened.page
    page.goto("about:blank")
    frame = """html => { const f = document.createElement('iframe'); f.sandbox = 'allow-scripts allow-downloads';
      f.width = 1200; f.height = 700; f.srcdoc = html; document.body.append(f); }"""
    page.evaluate(frame, files["stockton"].read_text(encoding="utf-8"))
    frame = page.frame_locator("iframe")
    frame.locator('[data-tab="matrix"]').click()
    frame.locator(".matrix button.role").first.click()
    assert "Line" in frame.locator("#details .what").inner_text()
    assert [message for message in opened.messages if "error" in message] == []


def test_every_quoted_sentence_stands_in_its_document(opened, files, plans):
    page = opened.go(files["stockton"])
    texts = {source.id: " ".join(source.text.split()) for source in plans["stockton"].dataset.sources}
    words = page.evaluate("page.data.words")
    strays = [w["quotes"] for w in words for quote in w["quotes"] if " ".join(quote.split()) not in texts[w["source"]]]
    assert len(words) > 400
    assert strays == []


def test_the_neighbourhood_opens_on_its_thing(opened, files):
    page = opened.go(files["neighbourhood"])
    assert page.inner_text("#details .name") == "Local Area Agreement"
    assert opened.messages == []


@pytest.mark.parametrize("width, height", [(320, 640), (1366, 768), (1920, 1080)])
def test_screenshots_are_kept_for_a_person_to_look_at(opened, files, artefacts, width, height):
    opened.page.set_viewport_size({"width": width, "height": height})
    page = opened.go(files["stockton"])
    for tab in TABS:
        page.evaluate("view => page.state.change({view})", tab)
        page.screenshot(path=artefacts / f"{tab}-{width}.png")
    assert json.dumps(opened.messages) == "[]"
