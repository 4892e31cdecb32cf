"""The pages in a real Chromium: from disk, offline, narrow, dark, printed, without JavaScript, checked by axe-core."""

import outside
import pytest

PLAN = "id/stockton-on-tees/plan/community-cohesion-action-plan"
PAGES = [
    "index.html",
    f"{PLAN}/index.html",
    f"{PLAN}/action/CC1/index.html",
    f"{PLAN}/action/CC11/index.html",
    f"{PLAN}/action/EO9/milestone/new-offensive-incident-policy-developed/index.html",
    "def/role/index.html",
    "id/stockton-on-tees/organisation/safer-stockton-partnership/index.html",
    "id/stockton-on-tees/instrument/local-area-agreement/index.html",
    "id/stockton-on-tees/source/borough-plan/index.html",
    "id/stockton-on-tees/source/borough-plan/text/index.html",
    "id/stockton-on-tees/source/borough-plan/statements/index.html",
    "id/stockton-on-tees/source/borough-plan/doubts/index.html",
    "bodies/index.html",
    "dates/index.html",
    "questions/index.html",
    "questions/contributions/index.html",
    "compare/borough-plan/safer-stockton-extract/index.html",
    "data/stockton-on-tees/stockton/index.html",
    "def/pap/index.html",
    "def/pap/mappings/index.html",
    "pictures/index.html",
    "search/index.html?q=welcome",
    "sheets/index.html",
    "sheets/safer-stockton-partnership.html",
    "accessibility/index.html",
    "404.html",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(window, stockton_site, scheme):
    script = outside.axe_script()
    window.emulate_media(color_scheme=scheme)
    found = {}
    for path in PAGES:
        window.goto(f"{stockton_site.folder.as_uri()}/{path}")
        window.evaluate(script)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        run = (
            "([tags, rules]) => axe.run({runOnly: tags, rules: rules})"
            ".then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
        )
        # in a document's text every word is a link of a line of running text, which axe cannot tell (WCAG 2.5.8 can)
        rules = {"target-size": {"enabled": not path.endswith("/text/index.html")}}
        if violations := window.evaluate(run, [tags, rules]):
            found[path] = violations
    assert found == {}


def test_pages_open_from_disk_without_a_complaint_and_ask_for_nothing_outside(window, stockton_site):
    for path in PAGES:
        window.goto(f"{stockton_site.folder.as_uri()}/{path}")
    assert window.said == []
    assert [url for url in window.asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_scrolls_sideways(window, stockton_site, width):
    window.set_viewport_size({"width": width, "height": 700})
    wide = {}
    for path in PAGES:
        window.goto(f"{stockton_site.folder.as_uri()}/{path}")
        if (found := window.evaluate("document.documentElement.scrollWidth")) > width:
            wide[path] = found
    assert wide == {}


def test_on_a_narrow_screen_no_sentence_is_squeezed_to_a_word_a_line(window, stockton_site):
    window.set_viewport_size({"width": 320, "height": 700})
    squeezed = {}
    for path in PAGES:
        window.goto(f"{stockton_site.folder.as_uri()}/{path}")
        found = window.evaluate(
            "() => [...document.querySelectorAll('td, th')].filter(c => c.textContent.trim().length > 60 "
            "&& c.getBoundingClientRect().width < 150).map(c => c.textContent.trim().slice(0, 40))"
        )
        if found:
            squeezed[path] = found
    assert squeezed == {}


def test_a_drawing_is_printed_on_the_sheet_of_its_heading(window, stockton_site, tmp_path):
    import pypdfium2

    window.goto(f"{stockton_site.folder.as_uri()}/pictures/index.html")
    window.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; })")
    window.wait_for_function("[...document.images].every(image => image.complete)")
    window.pdf(path=tmp_path / "pictures.pdf", prefer_css_page_size=True)
    sheets = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "pictures.pdf")]
    headed = next(text for text in sheets if "Who leads, is responsible for or contributes to what." in text)
    assert "Council to review Citizenship ceremonies" in headed


def test_every_control_is_large_enough_to_hit(window, stockton_site):
    """WCAG 2.2, 2.5.8: 24 px, or apart enough; links inside sentences and lists are excepted by their line."""
    window.goto(f"{stockton_site.folder.as_uri()}/index.html")
    small = window.evaluate(
        "() => [...document.querySelectorAll('button, input, header nav a')].filter(e => "
        "e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24).map(e => e.outerHTML)"
    )
    assert small == []


def test_the_search_finds_from_disk_and_its_results_open(window, stockton_site):
    window.goto(f"{stockton_site.folder.as_uri()}/index.html")
    window.fill("header [name=q]", "pic strat")
    window.press("header [name=q]", "Enter")
    window.wait_for_selector("#results li")
    titles = window.locator("#results a").all_inner_texts()
    assert titles[0] == "PIC Strategy"
    assert "Relevant actions incorporated in PIC Strategy" in " ".join(titles)
    window.locator("#results a").first.click()
    assert window.locator("h1").inner_text() == "PIC Strategy"


def test_a_search_for_nothing_known_says_so(window, stockton_site):
    window.goto(f"{stockton_site.folder.as_uri()}/search/index.html?q=zzz<img src=x onerror=alert(1)>")
    window.wait_for_selector("#found:not(:empty)")
    assert window.locator("#found").inner_text().startswith("Nothing was found.")
    assert window.locator("#results li").count() == 0


def test_a_claim_leads_to_its_words_and_the_words_lead_back(window, stockton_site):
    window.goto(f"{stockton_site.folder.as_uri()}/{PLAN}/action/CC9/index.html")
    words = window.locator("#words q a").first
    quoted = words.inner_text()
    words.click()
    place = window.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert place.startswith("char=")
    target = window.locator(f'[id="{place}"] + a.quoted')
    assert target.inner_text() == quoted
    target.click()
    window.locator(
        f'tr[id="{window.evaluate("location.hash.slice(1)")}"] td ul a, tr:target td:last-child a'
    ).first.click()
    assert window.locator("h1").inner_text().startswith("CC9")


def test_without_javascript_every_page_still_says_everything(browser, stockton_site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{stockton_site.folder.as_uri()}/{PLAN}/action/CC1/index.html")
    assert page.locator("table").count() >= 3
    assert page.locator(".summary q").count() > 3
    address, footer = page.locator("[rel=canonical]"), page.locator("footer")
    assert address.bounding_box()["y"] >= footer.bounding_box()["y"] + footer.bounding_box()["height"]
    page.goto(f"{stockton_site.folder.as_uri()}/search/index.html")
    assert "The search needs JavaScript" in page.locator("main").inner_text()
    page.goto(f"{stockton_site.folder.as_uri()}/pictures/index.html")
    assert page.locator(".drawing img").count() > 2
    assert not page.locator("[rel=canonical]").is_visible()
    context.close()


def test_a_thing_shows_its_address_beside_its_data_and_other_pages_show_none(window, stockton_site):
    shown = {}
    for path in ("action/CC1", "action/EO16/milestone/produce-the-new-compact", "../../../../questions"):
        window.goto(f"{stockton_site.folder.as_uri()}/{PLAN}/{path}/index.html")
        shown[path] = window.locator(".forms").all_inner_texts()
    base = f"https://w3id.org/cohesion-graph/{PLAN}/action"
    assert [[text.splitlines()[-1] for text in texts] for texts in shown.values()] == [
        [f"Address: {base}/CC1"],
        [f"Address: {base}/EO16/milestone/produce-the-new-compact"],
        [],
    ]


def test_a_keyboard_reaches_the_main_content_first(window, stockton_site):
    window.goto(f"{stockton_site.folder.as_uri()}/bodies/index.html")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.textContent") == "Skip to main content"
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "main"


def test_a_sheet_prints_on_a4_with_its_heading_on_every_page(window, stockton_site, tmp_path):
    import pypdfium2

    window.goto(f"{stockton_site.folder.as_uri()}/sheets/safer-stockton-partnership.html")
    window.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    assert [round(side) for side in document[0].get_size()] in ([595, 842], [594, 841], [595, 841])
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    assert all("According to, in its words" in text for text in texts)
