"""The pages in real Chromium as readers use them: searching, filtering, following links, without script, in frames."""

import lxml.etree
import pypdfium2
import pytest
from playwright.sync_api import expect

from cohesion_graph.views import VIEWS

TABS = [name for name in VIEWS if name != "neighbourhood"]

shown_nodes = "Array.from(page.shown().nodes).sort()"
shown_lines = "Array.from(page.shown().lines).sort()"
ego = """(() => { const v = page.data.views.get(page.state.now.view);
  return Array.from(page.visible.around(v, page.shown(), page.state.now.sel).nodes).sort(); })()"""


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


def test_the_search_knows_aliases_and_printed_references_and_says_when_there_is_nothing(opened, files, plans):
    page = opened.go(files["stockton"])
    first = {}
    for typed in ("CTB", "E06", "jsna", "zzzz"):
        page.fill("#search", typed)
        first[typed] = page.locator("#hits li").first.inner_text().partition("\n")[0]
    assert first == {
        "CTB": "Children's Trust Board",
        "E06": f"EO6 {plans['stockton'].dataset.title_of('EO6')}",
        "jsna": "Joint Strategic Needs Assessment",
        "zzzz": "Nothing is called that, and no document says it",
    }


def test_the_search_finds_what_the_picture_does_not_show_and_says_so(opened, files):
    page = opened.go(files["stockton"], "view=responsibilities")
    page.fill("#search", "older people strategy")
    assert page.locator("#hits li").first.inner_text().split("\n") == [
        "Older People Strategy",
        "Strategy, plan or agreement – not in this picture as filtered",
    ]
    page.keyboard.press("Enter")
    assert page.inner_text("#details .name") == "Older People Strategy"


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


def test_numbers_between_bodies_count_what_the_filters_leave(opened, files):
    page = opened.go(files["stockton"], "view=who-works-with-whom")
    pair = "organisation/sbc-policy-performance-communications~coleads~organisation/stockton-renaissance"
    row = f'[data-rows="who-works-with-whom"] tr[data-line="{pair}"] td'
    number = f'[data-frame="who-works-with-whom"] g[data-line="{pair}"] .number'
    told = [page.locator(row).nth(place).inner_text() for place in (3, 4)]
    assert told == ["5", "CC1; CC6; CC11; EO4; EO15"]
    page.select_option("#f-body", "organisation/bme-network")
    told = [page.locator(row).nth(place).inner_text() for place in (3, 4)]
    assert told == ["2", "CC6; CC11"]
    expect(page.locator(number)).to_have_text("2")  # the drawing follows its table, in its own time
    page.click("#clear")
    assert page.locator(row).nth(3).inner_text() == "5"
    page.uncheck("[name=source][value=safer-stockton-extract]")
    assert page.locator(row).nth(3).is_visible() is False


def test_choosing_an_agreement_lights_what_hangs_on_its_parts(opened, files):
    page = opened.go(files["stockton"], "view=dependencies&sel=instrument/local-area-agreement")
    assert page.evaluate(ego) == [
        "action/CC2",
        "action/CC3",
        "action/CC4",
        "action/EO10",
        "instrument/laa-monitoring",
        "instrument/local-area-agreement",
    ]


def test_choosing_a_body_lights_all_who_do_its_actions_with_it(opened, files):
    page = opened.go(files["stockton"], "view=shared&sel=organisation/lpsb")
    assert page.evaluate(ego) == [
        "action/CC5",
        "action/EO5",
        "organisation/health-and-wellbeing-partnership",
        "organisation/lpsb",
        "organisation/sbc",
    ]


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


@pytest.mark.parametrize("tab", ["all-links", "responsibilities"])
def test_the_part_in_view_is_kept_in_the_address_until_all_is_shown_again(opened, files, tab):
    page = opened.go(files["stockton"], f"view={tab}", anew=True)
    for press in ("in", "in", "in", "right", "down"):
        page.click(f'section:not([hidden]) [data-do="{press}"]')
    page.wait_for_function("page.state.now.at")
    address, place = page.evaluate("[location.hash, page.pictures.get(page.state.now.view).place().map(Math.round)]")
    again = opened.go(files["stockton"], address[1:], anew=True)
    assert again.evaluate("page.pictures.get(page.state.now.view).place().map(Math.round)") == place
    again.click('section:not([hidden]) [data-do="fit"]')
    assert again.evaluate("location.hash") == f"#view={tab}"


def test_without_script_drawings_and_tables_are_there(browser, files):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["stockton"].as_uri())
    assert page.locator("svg.drawing:visible").count() == 6
    assert page.locator("table:visible").count() == 9
    assert page.locator(".scripted:visible").count() == 0
    context.close()


def test_a_page_opened_for_print_names_the_bodies_on_every_sheet_of_the_matrix(browser, files, tmp_path):
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(files["stockton"].as_uri() + "#view=matrix")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.pdf(path=tmp_path / "matrix.pdf", prefer_css_page_size=True)
    page.close()
    with pypdfium2.PdfDocument(tmp_path / "matrix.pdf") as sheets:
        texts = [sheets[place].get_textpage().get_text_range() for place in (0, 1)]
    assert [text.count("Children's Trust Board") for text in texts] == [1, 1]


def test_a_network_is_printed_on_the_sheet_of_its_heading(browser, files, tmp_path):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(files["stockton"].as_uri() + "#view=all-links")
    page.wait_for_selector("html[data-ready]")
    page.pdf(path=tmp_path / "links.pdf", prefer_css_page_size=True)
    page.close()
    with pypdfium2.PdfDocument(tmp_path / "links.pdf") as sheets:
        first = sheets[0].get_textpage().get_text_range()
    assert "Actions in the middle of what they name" in first
    assert "Joint Strategic" in first


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
    assert page.locator("script").count() == scripts == 4
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


def test_a_saved_picture_carries_its_title_and_the_key_of_what_it_shows(opened, files):
    page = opened.go(files["stockton"], "view=responsibilities")
    page.uncheck("[name=style][value=contributes]")
    with page.expect_download() as download:
        page.click('section:not([hidden]) [data-do="svg"]')
    svg = lxml.etree.fromstring(download.value.path().read_bytes())
    space = "{http://www.w3.org/2000/svg}"
    texts = svg.findall(f"{space}g[@class='key']//{space}text")
    told = [text.text for text in texts]
    plan = "Community cohesion in Stockton: the borough's action plan and the Safer Stockton Partnership's extract"
    about = "Who leads, is responsible for or contributes to what. Choose a body or an action to see its lines alone."
    assert " ".join(told).startswith(f"Responsibilities – {plan} {about} Partnerships and groups")
    assert {"Actions", "leads", "is responsible for", "Borough plan", "Safer Stockton extract"} <= set(told)
    assert {"contributes to", "feeds into", "Strategies, plans, agreements"} & set(told) == set()
    left, top, wide, tall = map(float, svg.get("viewBox").split())
    places = [(float(text.get("x")), float(text.get("y"))) for text in texts]
    assert all(left < x < left + wide and top < y < top + tall for x, y in places)
    assert opened.messages == []


def test_a_saved_table_explains_itself(opened, files):
    page = opened.go(files["stockton"], "view=matrix")
    with page.expect_download() as download:
        page.click('section:not([hidden]) [data-do="svg"]')
    assert b'class="key"' not in download.value.path().read_bytes()


def test_the_table_of_a_picture_is_found_in_sorted_and_linked_to(opened, files):
    page = opened.go(files["stockton"], "view=responsibilities", anew=True)
    table = page.locator('[data-rows="responsibilities"]')
    page.locator("section:not([hidden]) .tabletools > summary").click()
    page.get_by_label("Find in these rows").locator("visible=true").fill("safer led")
    table.locator("th button", has_text="From").click()
    rows = table.locator("tbody tr:visible")
    shown = rows.all_inner_texts()
    assert len(shown) > 3
    assert all("Safer" in row for row in shown)
    assert page.evaluate("location.hash") == "#view=responsibilities&table=find%3Dsafer%2Bled%26sort%3D1"
    opened.go(files["stockton"], page.evaluate("location.hash").removeprefix("#"), anew=True)
    assert rows.all_inner_texts() == shown
    opened.go(files["stockton"], "view=shared")
    assert "table=" not in page.evaluate("location.hash")
