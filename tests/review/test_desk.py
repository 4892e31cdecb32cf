"""The desk in a real Chromium: offline, by keyboard alone, and the same dataset by each way that decisions take."""

import http.client
from io import BytesIO
from urllib.parse import urlsplit

import openpyxl
import outside
import pytest

import cohesion_graph
from cohesion_graph.errors import MisuseError
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.ingest import read_documents
from cohesion_graph.lock import alone
from cohesion_graph.review import decided, desk, read_decisions
from cohesion_graph.serve.desk import open_desk, plan_desk
from cohesion_graph.workbook import corrected, export_workbook

TABS = ("doubts", "read", "bodies", "sample")
HOSTILE = "</script><script>window.broken=1</script><img src=x onerror=window.broken=1>"


@pytest.fixture
def stockton_desk(stockton, tmp_path):
    path = tmp_path / "review.html"
    path.write_text(desk(stockton.as_read), "utf-8")
    return path


def opened(window, address):
    window.goto(address)
    window.wait_for_selector("body[data-ready]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390, 320])
def test_axe_finds_nothing_and_nothing_is_cut_off(window, stockton_desk, scheme, width):
    window.emulate_media(color_scheme=scheme)
    window.set_viewport_size({"width": width, "height": 800})
    opened(window, stockton_desk.as_uri())
    window.evaluate(outside.axe_script())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    run = "tags => axe.run({runOnly: tags}).then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
    found = {}
    for tab in TABS:
        window.click(f"#tab-{tab}")
        if violations := window.evaluate(run, tags):
            found[tab] = violations
        assert window.evaluate("document.documentElement.scrollWidth") <= width
    assert found == {}


def test_the_page_asks_for_nothing_and_runs_no_text_of_a_document(window, tmp_path):
    (tmp_path / "plan.csv").write_text(
        f'Ref,Action,Lead,By when\nA1,"{HOSTILE}","{HOSTILE} and Team","{HOSTILE}"\nA2,Plant trees,Parks Team,soon\n'
    )
    page = tmp_path / "review.html"
    page.write_text(desk(read_documents([tmp_path / "plan.csv"]).dataset), "utf-8")
    opened(window, page.as_uri())
    for tab in TABS:
        window.click(f"#tab-{tab}")
    assert window.evaluate("window.broken") is None
    assert (window.asked, window.said) == ([page.as_uri(), "data:,"], []) or window.asked == [page.as_uri()]


def review_by_keys(window):
    """Decide every open doubt of the page by keys alone: the first reading, or to leave it open where there is none."""
    open_ones = window.evaluate("DATA.doubts.filter(one => !one.held).length")
    for _ in range(3 * open_ones):
        if window.evaluate("DATA.doubts.every(one => one.held || decided('doubt', one.id))"):
            break
        has_readings = window.evaluate("view.list[view.place].readings.length > 0")
        before = window.evaluate("view.list[view.place].id")
        window.keyboard.press("1" if has_readings else "o")
        if window.evaluate("view.list[view.place].id") == before and window.locator("#all").count():
            window.keyboard.press("a")
    assert window.evaluate("DATA.doubts.every(one => one.held || decided('doubt', one.id))")


def test_a_draft_reviewed_by_keyboard_is_the_same_from_the_file_the_live_desk_and_the_workbook(
    window, stockton_folder, stockton_desk, serve_desk
):
    dataset = read_dataset(stockton_folder, withhold=False)
    opened(window, stockton_desk.as_uri())
    review_by_keys(window)
    with window.expect_download() as told:
        window.keyboard.press("s")
    content = told.value.path().read_bytes()
    applied = decided(dataset, read_decisions(content, "decisions.csv", dataset))
    assert len(applied.dataset.editorial.settlements) == len(dataset.doubts)
    assert decided(applied.dataset, read_decisions(content, "decisions.csv", dataset)).changes == ()

    book = openpyxl.load_workbook(BytesIO(export_workbook(cohesion_graph.load(stockton_folder).derivation)))
    sheet = book["doubts"]
    header = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        one = applied.dataset.settlements[sheet.cell(row, header["doubt_id"]).value]
        for column, value in (("settled_as", one.holds), ("reason", one.reason), ("judged_by", one.by)):
            sheet.cell(row, header[column]).value = value
    saved = BytesIO()
    book.save(saved)
    assert corrected(dataset, saved.getvalue()).dataset == applied.dataset

    with serve_desk(stockton_folder) as address:
        opened(window, address)
        review_by_keys(window)
        window.evaluate("sending")
    assert read_dataset(stockton_folder, withhold=False) == applied.dataset
    assert window.said == []


def test_decisions_are_undone_and_done_again_and_kept_for_the_next_time(window, stockton_desk):
    opened(window, stockton_desk.as_uri())
    first = window.evaluate("view.list[0].id")
    window.keyboard.press("1")
    assert window.evaluate("[...decisions.values()].map(one => one.doubt)") == [first]
    window.keyboard.press("u")
    assert window.evaluate("decisions.size") == 0
    window.keyboard.press("r")
    opened(window, stockton_desk.as_uri())
    assert window.evaluate("[...decisions.values()].map(one => one.doubt)") == [first]


def test_words_marked_in_the_document_are_evidence_with_their_places(window, stockton, stockton_desk):
    opened(window, stockton_desk.as_uri())
    window.click("#tab-read")
    found = window.evaluate("""() => {
      const piece = document.querySelector(".document mark + *, .document mark"), range = document.createRange();
      range.setStart(piece.firstChild, 1); range.setEnd(piece.firstChild, 3);
      getSelection().removeAllRanges(); getSelection().addRange(range);
      return marked();
    }""")
    text = stockton.as_read.sources_by_id[found["source"]].text
    assert text[found["start"] : found["end"]].strip() == found["text"]


def test_a_screen_reader_hears_each_part_by_its_role_and_name_and_print_shows_the_question(window, stockton_desk):
    opened(window, stockton_desk.as_uri())
    heard = window.locator("body").aria_snapshot()
    what = window.evaluate("view.list[view.place].what")
    assert what in heard
    assert [part for part in ("- main", "- navigation", "- region", "- tab ", "- heading") if part not in heard] == []
    unnamed = "Array.from(document.querySelectorAll('button, input, select, textarea')).filter(one => "
    unnamed += "one.checkVisibility() && !(one.labels?.length || one.textContent.trim() || one.ariaLabel))"
    assert window.evaluate(f"{unnamed}.map(one => one.outerHTML)") == []
    window.emulate_media(media="print")
    shown = window.evaluate("document.body.innerText")
    assert what in shown
    assert [one for one in window.evaluate("view.list[view.place].readings") if one not in shown] == []
    assert window.locator("nav:visible, .bar:visible").count() == 0


def asked(address, method, path, body=b"", **headers):
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname, place.port)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_only_the_desks_own_page_writes_and_only_under_its_address(marlbeck_folder, serve_desk):
    files = {path: path.read_bytes() for path in marlbeck_folder.rglob("*") if path.is_file()}
    with serve_desk(marlbeck_folder) as address:
        origin = address[: address.index("/the-token")]
        own = {"Origin": origin, "X_Desk_Token": "the-token"}
        post = "/the-token/decisions"
        assert asked(address, "GET", "/")[0] == 404
        assert asked(address, "GET", "/another-token/")[0] == 404
        assert asked(address, "GET", "/the-token/", Host="evil.example")[0] == 421
        assert asked(address, "POST", post, b"x", **{**own, "Origin": "http://evil.example"})[0] == 403
        assert asked(address, "POST", post, b"x", Origin=origin)[0] == 403
        refused = (
            "1 problem in the dataset\ndecisions:1: its first line has no column 'doubt'\n"
            "  Expected: doubt,reading,value,why,role,on,kind,words,dataset\n"
            "  Save it from the desk once more, and keep its first line."
        )
        assert asked(address, "POST", post, b"x", **own) == (409, refused)
        assert asked(address, "POST", post, b"x" * (3 * 2**20), **own)[0] == 413
    assert {path: path.read_bytes() for path in marlbeck_folder.rglob("*") if path.is_file()} == files


def test_names_are_covered_save_where_they_are_asked_for_and_the_page_says_so(window, tmp_path):
    (tmp_path / "plan.csv").write_text("Ref,Action,Lead,By when\nA1,Plant trees,Mr John Smith,soon\n")
    dataset = read_documents([tmp_path / "plan.csv"]).dataset
    assert "Smith" not in desk(dataset)
    page = tmp_path / "review.html"
    page.write_text(desk(dataset, names_shown=True, token="t"), "utf-8")
    opened(window, page.as_uri())
    assert window.locator(".names").is_visible()
    assert "Smith" in page.read_text("utf-8")


def test_the_second_desk_on_a_dataset_is_told(marlbeck_folder):
    with (
        alone(marlbeck_folder / ".review.lock", marlbeck_folder),
        pytest.raises(MisuseError, match="another desk is open on"),
    ):
        open_desk(plan_desk(marlbeck_folder), port=0, say=print)
