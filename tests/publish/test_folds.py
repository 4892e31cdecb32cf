"""What would fill the screen is folded: an action with many milestones says in few lines who and when."""

import lxml.html
import pytest

import cohesion_graph
from cohesion_graph.publish.markup import cell
from cohesion_graph.publish.page import Folded, Several, Stated, Statement, Words

VERBS = ("Plant", "Water", "Prune", "Fence", "Survey", "Count", "Open", "Close", "Mend", "Paint")
PLACES = ("oak wood", "north park", "lime avenue", "duck pond", "town ditch", "school yard", "long meadow")
MONTHS = ("January", "March", "May", "July", "September", "October", "November", "December")


def stated(statements):
    words = [Statement("Report", "stated", Words(f"word {n}", "text/index.html")) for n in range(statements)]
    return Stated(("a fact",), tuple(words))


@pytest.mark.parametrize("statements, folds", [(1, 0), (6, 0), (7, 1), (300, 1)])
def test_many_statements_below_a_fact_are_folded_and_all_there(statements, folds):
    html = str(cell(stated(statements), str))
    assert html.count("<details>") == folds
    assert html.count("<q>") == statements
    assert (f"<summary>{statements} statements</summary>" in html) == bool(folds)


def test_a_fold_says_what_is_in_it_and_nothing_in_it_breaks_out():
    html = str(cell(Several((Folded("<2> dates", ("May & June", "July")),)), str))
    assert html == (
        "<ul><li><details><summary>&lt;2&gt; dates</summary><ul><li>May &amp; June<li>July</ul></details></ul>"
    )


def page_of_an_action(folder, bodies):
    """The summary of the page of an action with a milestone for each verb and place, whose bodies take turns."""
    rows = ["Ref,Action,Milestone,Lead,By when"]
    for number, (verb, place) in enumerate((verb, place) for place in PLACES for verb in VERBS):
        head = '1,"Look after the green places of the town"' if number == 0 else ","
        month = MONTHS[number % len(MONTHS)]
        rows.append(f"{head},{verb} the {place},{bodies[number % len(bodies)]},{month} {2026 + number % 3}")
    (folder / "plan.csv").write_text("\n".join(rows), encoding="utf-8")
    cohesion_graph.read(folder / "plan.csv").build(folder / "site")
    (path,) = (folder / "site" / "id").glob("*/plan/*/action/1/index.html")
    return lxml.html.document_fromstring(path.read_bytes())


def shown(page, place):
    """The lines of a fact of the summary: those that are open, and what the folds say."""
    lines = page.xpath(f'//div[@id="{place}"]/dd/ul/li[not(details)]')
    return len(lines), [one.text for one in page.xpath(f'//div[@id="{place}"]//summary')]


def test_an_action_with_many_milestones_says_who_and_when_in_few_lines(tmp_path):
    few = page_of_an_action(tmp_path, ["Parks Team", "Highways Team", "Friends of the Park"])
    lines, folds = shown(few, "who")
    assert lines <= 6
    assert len(folds) >= 3
    assert all(one.endswith(" statements") for one in folds)
    dates, folds = shown(few, "when")
    assert dates == 1
    assert folds == ["23 of its milestones"]


def test_many_bodies_of_milestones_are_folded_too(tmp_path):
    names = (
        "Parks Roads Library Museum Harbour Housing Planning Schools Sports Youth Transport Waste Health Legal Money"
    )
    many = page_of_an_action(tmp_path, [f"{name} Team" for name in names.split()])
    lines, folds = shown(many, "who")
    assert lines == 1
    assert folds == ["15 for its milestones"]
