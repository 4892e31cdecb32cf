"""Tables to work with, in a real Chromium from disk: sorted, searched, narrowed, copied, linked to, downloaded."""

import csv
import io

import pytest

PLAN = "id/stockton-on-tees/plan/community-cohesion-action-plan"

ROWS = """() => Array.from(document.querySelectorAll("main table")[0].tBodies[0].rows)
  .filter(row => row.checkVisibility()).map(row => row.cells[0].textContent.split(" ")[0])"""

COPIED = """() => {
  let found = null;
  const keep = DataTransfer.prototype.setData;
  DataTransfer.prototype.setData = function (type, text) {
    found = Object.assign(found || {}, { [type]: text });
    return keep.call(this, type, text);
  };
  Array.from(document.querySelectorAll("button")).find(b => b.textContent === "Copy table").click();
  DataTransfer.prototype.setData = keep;
  return found;
}"""


@pytest.fixture
def actions(window, stockton_site):
    """The list of all actions, open."""
    window.goto(f"{stockton_site.folder.as_uri()}/{PLAN}/index.html")
    return window


def test_a_heading_sorts_up_then_down_then_as_listed(actions, stockton):
    listed = list(stockton.dataset.actions)
    head = actions.locator("main thead th").first
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert actions.evaluate(ROWS)[:3] == ["CC1", "CC2", "CC3"], "numbers in references count as numbers"
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert actions.evaluate(ROWS) == sorted(listed, key=lambda ref: (ref[:2], int(ref[2:])), reverse=True)
    head.get_by_role("button").press(" ")
    assert head.get_attribute("aria-sort") is None
    assert actions.evaluate(ROWS) == listed


def test_words_find_rows_and_choices_narrow_them(actions):
    actions.get_by_label("Find in these rows").first.fill("welcome packs")
    assert actions.evaluate(ROWS) == ["CC6"]
    assert actions.locator(".said").first.inner_text() == "1 of 32 rows"
    actions.get_by_label("Find in these rows").first.fill("")
    actions.get_by_label("In the documents", exact=True).select_option("Safer Stockton extract")
    assert len(actions.evaluate(ROWS)) == int(actions.locator(".said").first.inner_text().split()[0]) < 32


def test_a_copied_link_opens_exactly_what_was_shown(actions, browser):
    actions.get_by_label("Find in these rows").first.fill("review")
    actions.get_by_label("Sort by").first.select_option("1d")
    shown = actions.evaluate(ROWS)
    link = (
        actions.evaluate(
            """() => new Promise(done => {
          document.addEventListener("copy", event => setTimeout(() => done(event.clipboardData.getData("text/plain"))));
          Array.from(document.querySelectorAll("button")).find(b => b.textContent === "Copy link to this").click();
        })"""
        )
        or actions.url
    )
    again = browser.new_page()
    again.goto(link)
    assert again.evaluate(ROWS) == shown
    assert len(shown) > 1
    again.close()


def test_what_is_shown_is_copied_for_excel_and_word_and_downloaded_with_a_byte_order_mark(actions):
    actions.get_by_label("Find in these rows").first.fill("welcome packs")
    copied = actions.evaluate(COPIED)
    lines = copied["text/plain"].split("\r\n")
    assert lines[0].split("\t") == ["Action", "Who", "By when", "Progress", "In the documents"]
    assert [line.split(" ")[0] for line in lines[1:]] == ["CC6"]
    assert copied["text/html"].startswith("<table>")
    with actions.expect_download() as download:
        actions.get_by_role("button", name="Download for Excel (CSV)").first.click()
    content = download.value.path().read_bytes()
    assert download.value.suggested_filename == "every-action.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [line.split("\t") for line in lines]
    assert actions.said == []


HOSTILE = """() => {
  const cell = document.querySelector("main table td");
  cell.textContent = '=HYPERLINK("x")<img src=x onerror=window.hit=1>';
  const table = document.querySelector("main table");
  document.querySelectorAll(".tabletools, .said").forEach(one => one.remove());
  worktable.on(table, "x", "x");
}"""


def test_hostile_words_stay_words_in_choices_copies_and_addresses(actions):
    actions.evaluate(HOSTILE)
    assert '\'=HYPERLINK("x")<img src=x onerror=window.hit=1>' in actions.evaluate(COPIED)["text/plain"]
    actions.goto(actions.url.split("#")[0] + "#list&find=<img src=x onerror=window.hit=1>&sort=99&only=1:x&only=zz")
    assert actions.evaluate("[window.hit === undefined, document.querySelectorAll('main img').length]") == [True, 0]


def test_on_a_phone_every_column_of_a_row_is_in_sight(actions):
    actions.set_viewport_size({"width": 390, "height": 844})
    card = actions.locator("main tbody tr").first
    assert card.locator("td").evaluate_all("cells => cells.map(c => getComputedStyle(c, '::before').content)") == [
        '"Who"',
        '"By when"',
        '"Progress"',
        '"In the documents"',
    ]
    assert card.evaluate("row => Array.from(row.cells).every(c => c.getBoundingClientRect().right <= innerWidth)")


def test_without_javascript_tables_are_plain_tables(browser, stockton_site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{stockton_site.folder.as_uri()}/{PLAN}/index.html")
    assert page.locator("main tbody tr").count() == 32
    assert page.locator("main button, main select").count() == 0
    context.close()
