"""The desk for bodies in a real Chromium: judged by keys, the same from a file and live, joined by nobody else."""

import re
import shutil
from itertools import groupby
from pathlib import Path

import outside
import pytest
from click.testing import CliRunner
from collections_of_plans import MARLBECK, rename, state_of
from desks import served
from windows import watched_window

from cohesion_graph.cli import main
from cohesion_graph.collections.bodies import COLUMNS, read_bodies
from cohesion_graph.collections.changing import add
from cohesion_graph.collections.desk import bodies_desk
from cohesion_graph.collections.engine import open_engine
from cohesion_graph.collections.proposing import proposals, taken
from cohesion_graph.errors import BadParameter, DatasetProblems

HOSTILE = "</script><script>window.broken=1</script>"
NAMES = {
    "ashbury": ("Quarrylight Trust", "Norshire Police"),
    "bramton": ("Quarrylight Trust", "Norshire Constabulary"),
    "calford": (HOSTILE, "Riverside Group"),
}
"""By town, what its voluntary body and its public body are called."""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("desk")
    for town, names in NAMES.items():
        rename(Path(shutil.copytree(MARLBECK, place / town)), town)
        head, register = place / town / "dataset.yaml", place / town / "register.yaml"
        head.write_text(head.read_text("utf-8").replace("Marlbeck Borough", town.title()), "utf-8")
        text = register.read_text("utf-8").replace("kind: network", "kind: voluntary")
        text = text.replace("kind: group", "kind: public-body")
        text = text.replace("Voices Network", names[0]).replace("name: Tension Group", f"name: {names[1]}")
        register.write_text(text, "utf-8")
    add(place / "all", [place / town for town in NAMES], title="Three towns")
    return place / "all"


@pytest.fixture
def collection(built, tmp_path) -> Path:
    """The collection, to be judged; its plans stand elsewhere and are not opened."""
    return Path(shutil.copytree(built, tmp_path / "all"))


@pytest.fixture
def window(browser):
    with watched_window(browser, accept_downloads=True) as page:
        yield page


def opened(window, collection):
    path = collection.with_name("desk.html")
    done = CliRunner().invoke(main, ["review", "--collection", str(collection), "-o", str(path)])
    assert done.exit_code == 0, done.output
    window.goto(path.as_uri())
    window.wait_for_selector("body[data-ready]")


def open_proposals(collection):
    engine = open_engine(collection)
    try:
        return {one.name: one for one in proposals(engine, read_bodies(collection))}
    finally:
        engine.close()


def saved(window):
    with window.expect_download() as told:
        window.keyboard.press("s")
    return told.value.path().read_bytes()


def judge_by_keys(window):
    """The first proposal is one body, by key 1; all others are not, by key 2."""
    window.keyboard.press("1")
    for _ in range(window.evaluate("DATA.proposals.length") - 1):
        window.keyboard.press("2")
    assert window.evaluate("DATA.proposals.every(isDone)")


def test_bodies_judged_by_keys_are_the_same_from_the_file_and_from_the_live_desk(window, collection):
    live = Path(shutil.copytree(collection, collection.with_name("live")))
    proposed = open_proposals(collection)
    opened(window, collection)
    shown = window.locator("#panel").inner_text()
    first = window.evaluate("view.list[0]")
    assert first["why"] in shown
    assert first["score"] in shown
    assert f"{first['name']}: are these {len(first['members'])} one body?" in shown
    said = window.evaluate("DATA.bodies.flatMap(one => one.said).filter(text => !/^and \\d+ more$/.test(text))")
    form = r"It (leads|contributes to|is responsible for) (a milestone of )?action \w+: .+"
    assert [text for text in said if not re.fullmatch(form, text)] == []
    assert any("It leads action" in text for text in said)
    judge_by_keys(window)
    file = collection.with_name("decisions.csv")
    file.write_bytes(saved(window))
    assert not (collection / "bodies.csv").exists(), "nothing is joined before it is brought in"
    before = state_of(collection)
    told = CliRunner().invoke(main, ["review", "--collection", str(collection), "--apply", str(file), "--dry-run"])
    assert (told.exit_code, state_of(collection)) == (0, before), told.output

    done = CliRunner().invoke(main, ["review", "--collection", str(collection), "--apply", str(file)])

    assert done.exit_code == 0, done.output
    assert (told.stdout, ": it is " in told.stdout) == (done.stdout, True)
    assert told.stderr.endswith("changed something; nothing written\n")
    assert done.stderr.endswith("changed something; written: bodies.csv\n")
    bodies = read_bodies(collection)
    members = {(one.dataset, one.organisation_id) for one in proposed[first["name"]].open_ones}
    assert set(bodies.members(first["body"])) == members == set(bodies.of)
    assert {(one.by, bool(one.reason)) for one in bodies.judgements} == {("dataset editor", True)}
    assert open_proposals(collection) == {}
    opened(window, collection)
    assert window.locator("[role=tab][aria-selected=true]").inner_text() == "Judged"
    assert window.locator("#progress").inner_text() == "Nothing waits for a decision"
    window.evaluate("DATA.judged = []")
    assert window.evaluate("opening()") == "all", "nothing is proposed and nothing was judged"
    assert ({url for url in window.asked if not url.startswith(("file:", "data:"))}, window.said) == (set(), [])

    with served(bodies_desk(live)) as address:
        window.goto(address)
        window.wait_for_selector("body[data-ready]")
        judge_by_keys(window)
        window.evaluate("sending")
    assert (live / "bodies.csv").read_bytes() == (collection / "bodies.csv").read_bytes()


def test_a_reason_that_nobody_typed_is_that_of_the_later_decision_and_a_typed_one_stays(window, collection):
    opened(window, collection)
    window.select_option("#show", "all")
    window.keyboard.press("1")
    window.keyboard.press("k")
    assert window.input_value("#why") == ""
    window.keyboard.press("2")
    reasons = "[...new Set([...decisions.values()].map(one => `${one.decision}: ${one.reason}`))]"
    assert window.evaluate(reasons) == ["different: Each is a body of its own."]

    window.keyboard.press("k")
    window.fill("#why", "They share a name alone")
    window.click("#none")
    window.keyboard.press("k")
    assert window.input_value("#why") == "They share a name alone"


def test_what_was_judged_is_undone_changed_and_taken_back(window, collection):
    with served(bodies_desk(collection)) as address:
        window.goto(address)
        window.wait_for_selector("body[data-ready]")
        window.keyboard.press("1")
        window.evaluate("sending")
        held = read_bodies(collection).judgements
        assert {one.decision for one in held} == {"same"}
        window.keyboard.press("u")
        window.evaluate("sending")
        assert read_bodies(collection).judgements == ()
        window.keyboard.press("r")
        window.evaluate("sending")
        assert read_bodies(collection).judgements == held

        window.reload()  # what was judged before is in the page now, and the browser keeps nothing else of it
        window.evaluate("localStorage.clear()")
        window.reload()
        window.wait_for_selector("body[data-ready]")
        window.click("#tab-judged")
        window.click(f"button[aria-label^='Take back: {held[0].organisation} of {held[0].dataset}']")
        window.evaluate("sending")
        assert read_bodies(collection).judgements == held[1:]
        window.keyboard.press("u")
        window.evaluate("sending")
        assert read_bodies(collection).judgements == held
    assert window.said == []


def test_bodies_that_nobody_proposed_are_joined_by_hand_with_a_reason(window, collection):
    opened(window, collection)
    window.click("#tab-all")
    listed = window.locator("#panel tbody td:nth-child(2)").all_inner_texts()
    assert len(listed) == window.evaluate("DATA.bodies.length")
    assert len([*groupby(listed)]) == len(set(listed)), "those of one name stand together"
    window.fill("#search", "norshire")
    window.press("#search", "Enter")
    for box in window.locator("input[type=checkbox][id^=choose]").all():
        box.check()
    window.click("#join")
    assert "say what they are called" in window.locator("#told").inner_text()
    window.fill("#joined", "Norshire Police")
    window.fill("#reason", "One force for the county")
    window.click("#join")
    window.click("#tab-judged")
    assert "One force for the county" in window.locator("#panel").inner_text()

    told = taken(collection, saved(window), "decisions.csv")

    assert len(told) == 2
    (body,) = set(read_bodies(collection).of.values())
    assert read_bodies(collection).names[body] == "Norshire Police"


@pytest.mark.parametrize("width, scheme", [(1366, "light"), (390, "light"), (320, "dark")])
def test_axe_finds_nothing_nothing_is_cut_off_and_no_text_runs(window, built, tmp_path, width, scheme):
    page = tmp_path / "desk.html"
    page.write_text(bodies_desk(built).page(""), "utf-8")
    window.emulate_media(color_scheme=scheme)
    window.set_viewport_size({"width": width, "height": 800})
    window.goto(page.as_uri())
    window.wait_for_selector("body[data-ready]")
    window.evaluate(outside.axe_script())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    run = "tags => axe.run({runOnly: tags}).then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
    for tab in ("proposed", "all", "judged"):
        window.click(f"#tab-{tab}")
        if tab == "all":
            window.fill("#search", "calford")
            window.press("#search", "Enter")
        assert (window.evaluate(run, tags), tab) == ([], tab)
        assert window.evaluate("document.documentElement.scrollWidth") <= width
    assert window.evaluate("window.broken") is None
    window.click("#tab-proposed")
    window.emulate_media(media="print")
    assert "one body?" in window.evaluate("document.body.innerText")


def test_bodies_are_judged_and_joined_by_touch_on_a_telephone(browser, collection):
    page = collection.with_name("desk.html")
    page.write_text(bodies_desk(collection).page(""), "utf-8")
    with watched_window(browser, has_touch=True, is_mobile=True, accept_downloads=True) as window:
        window.set_viewport_size({"width": 390, "height": 844})
        window.goto(page.as_uri())
        window.wait_for_selector("body[data-ready]")
        window.locator(".sides button", has_text="It is this body").first.tap()
        window.locator("#none").tap()
        assert window.evaluate("[...new Set([...decisions.values()].map(one => one.decision))]") == ["different"]
        window.locator("#undo").tap()
        assert window.evaluate("[...decisions.values()].map(one => one.decision)") == ["same"]

        window.locator("#tab-all").tap()
        window.locator("#search").fill("norshire")
        window.locator("#search").press("Enter")
        for box in window.locator("input[type=checkbox][id^=choose]").all():
            box.tap()
        window.locator("#joined").fill("Norshire Police")
        window.locator("#reason").fill("One force")
        window.locator("#join").tap()
        with window.expect_download() as told:
            window.locator("#save").tap()
        content = told.value.path().read_bytes()
        assert window.evaluate("document.documentElement.scrollWidth") <= 390
        assert window.said == []

    taken(collection, content, "decisions.csv")
    bodies = read_bodies(collection)
    joined = [one for one in bodies.judgements if one.reason == "One force"]
    assert {bodies.names[one.body] for one in joined} == {"Norshire Police"}
    assert len(bodies.judgements) > len(joined) > 1


def test_a_later_judgement_takes_the_place_of_an_earlier_one_and_a_body_is_never_two(collection):
    def line(body, decision, by="dataset editor", reason="why"):
        cells = {"body": body, "dataset": "ashbury/marlbeck", "organisation_id": "x", "organisation": "X"}
        cells |= {"decision": decision, "reason": reason, "by": by}
        return "\n".join([",".join(COLUMNS), ",".join(cells.get(name, "") for name in COLUMNS), ""]).encode()

    assert taken(collection, line("one", "same"), "a.csv") == ["X of ashbury/marlbeck: it is one"]
    assert taken(collection, line("one", "same"), "a.csv") == []
    assert taken(collection, line("one", "different"), "a.csv") == ["X of ashbury/marlbeck: it is not one"]
    taken(collection, line("two", "same", reason="As Jane Wexbridge said"), "a.csv")
    before = (collection / "bodies.csv").read_bytes()
    assert b"Wexbridge" not in before
    with pytest.raises(DatasetProblems, match="'x' of 'ashbury/marlbeck' is 'two' and 'one'"):
        taken(collection, line("one", "same"), "a.csv")
    with pytest.raises(DatasetProblems, match="it looks like a person's name"):
        taken(collection, line("three", "different", by="Jane Wexbridge"), "a.csv")
    with pytest.raises(BadParameter, match="nothing is judged"):
        taken(collection, line("one", ""), "a.csv")
    assert (collection / "bodies.csv").read_bytes() == before
    taken(collection, line("two", "undo same"), "a.csv")
    assert read_bodies(collection).of == {}
    (collection / "bodies.csv").write_bytes(line("one", "undo same"))
    with pytest.raises(DatasetProblems, match="same or different"):
        read_bodies(collection)
