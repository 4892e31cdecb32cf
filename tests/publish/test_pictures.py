"""The page of all pictures in a site: its data and drawings stand packed beside it."""

import re

import pytest
from windows import watched_window

PAGE = "pictures/all.html"


@pytest.fixture(scope="module")
def opened(browser, stockton_site):
    with watched_window(browser, accept_downloads=True) as page:
        page.goto(f"{stockton_site.folder.as_uri()}/{PAGE}")
        page.wait_for_selector("html[data-ready]")
        yield page


def test_the_page_holds_no_drawing_and_no_data_itself(stockton_site):
    html = stockton_site.text(PAGE)
    assert re.findall(r'<svg[^>]*class="drawing"', html) == []
    assert 'id="data"' not in html
    assert len(html) < 250_000


def test_each_picture_is_drawn_saved_and_printed_from_what_is_packed(opened):
    for tab in opened.locator("[data-tab]").all():
        name = tab.get_attribute("data-tab")
        tab.click()
        view = opened.locator(f'section[data-view="{name}"]')
        assert view.locator(".frame > svg, .frame > .canvas, .grid table").count() == 1, name
        with opened.expect_download() as saved:
            view.locator('[data-do="svg"]').click()
        assert saved.value.path().read_text("utf-8").count("<text") > 20, name
    opened.locator('[data-tab="all-links"]').click()
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.emulate_media(media="print")
    assert opened.locator('[data-frame="all-links"] > svg').is_visible()
    assert opened.said == []
    assert [url for url in opened.asked if not url.startswith(("file:", "blob:", "data:"))] == []


def test_without_javascript_the_drawings_and_the_rows_are_there(browser, stockton_site):
    with watched_window(browser, java_script_enabled=False) as page:
        page.goto(f"{stockton_site.folder.as_uri()}/{PAGE}")
        images = page.locator(".frame > img").all()
        assert len(images) == 6
        for image in images:
            image.scroll_into_view_if_needed()
            assert image.bounding_box()["height"] > 100
        assert page.locator('[data-rows="dependencies"] td').first.inner_text()


def test_a_browser_that_cannot_unpack_shows_what_stands_there_without_the_script(browser, stockton_site):
    with watched_window(browser) as page:
        page.add_init_script("delete window.DecompressionStream")
        page.goto(f"{stockton_site.folder.as_uri()}/{PAGE}")
        image = page.locator('[data-frame="dependencies"] > img')
        image.evaluate("one => one.scrollIntoView()")
        image.wait_for(state="visible")
        assert page.locator('[data-rows="dependencies"]').is_visible()
        assert not page.locator("#filters").is_visible()
