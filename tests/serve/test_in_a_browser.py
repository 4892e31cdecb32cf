"""What a person sees who opens an address of the server: the whole page, with all that it is made of."""

import pytest

VOICES = "id/marlbeck/organisation/voices-network"
A2 = "id/marlbeck/plan/together-plan/action/A2"


@pytest.mark.parametrize(
    "path, shown_at, status",
    [
        ("", "", 200),
        (VOICES, f"{VOICES}/", 200),
        (f"{A2}/claim/together-plan/wording/1", f"{A2}/#claim/together-plan/wording/1", 200),
        ("id/marlbeck/organisation/con", "id/marlbeck/organisation/con/", 200),
        ("pictures/all.html", "pictures/all.html", 200),
        ("search/?q=voices", "search/?q=voices", 200),
        ("id/nobody/at/all", "id/nobody/at/all", 404),
    ],
)
def test_a_page_comes_with_everything_that_it_is_made_of(server, browser, path, shown_at, status):
    page = browser.new_page()
    missing, said = [], []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    top = f"{server.address}{server.site_path}"

    answer = page.goto(top + path)

    assert (answer.status, page.url) == (status, top + shown_at)
    assert [one for one in missing if one != answer.url] == []
    assert said == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.styleSheets.length > 0")
    page.close()
