"""A reading of a doubt carries what it changes: choosing it settles borders of milestones, broken words and more."""

import datetime as dt

import pytest
from papers import tabbed, write_text

from cohesion_graph.errors import DatasetProblems
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.claims.effects import respelt
from cohesion_graph.model.claims import Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.settling import settled
from cohesion_graph.review import Decision, decided

PLAN = tabbed(
    ["Ref", "Action", "Lead", "Deadline", "Milestones"],
    ["A1", "Publish the figures", "Works Team", "May 2026", "Numbers of incidents published Group of residents formed"],
    ["A2", "Open the hub", "Youth Team", "within 3 months of the launch", "Hub is open"],
    ["A3", "Train the staff", "Works Team", "In line with Area Agreement monitoring", "Staff are trained"],
    ["", "", "", "", "Update: half of them trained on 28 March 2026"],
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    return read_documents([write_text(tmp_path_factory.mktemp("plan") / "plan.txt", PLAN)]).dataset


def doubt_that(draft, begins):
    (found,) = (one for one in draft.doubts.values() if one.what.startswith(begins))
    return found


def after(draft, doubt, reading):
    return settled(decided(draft, [Decision(doubt.id, reading, role="officer")]).dataset)


def about(dataset, item, kind):
    return dataset.claims_about(item, kind)


def test_milestones_whose_borders_were_told_by_their_words_can_be_one(draft):
    doubt = doubt_that(draft, "The borders between these 2 milestones")
    assert doubt.readings == ("these milestones", "one milestone")
    assert "'Numbers of incidents published' | 'Group of residents formed'" in doubt.what
    first, second = draft.milestones_of("A1")
    now = after(draft, doubt, "one milestone")
    assert now.milestones_of("A1") == [first]
    (wording,) = about(now, first, Wording)
    assert (wording.text, wording.quote) == ("Numbers of incidents published Group of residents formed",) * 2
    assert second not in now.items
    for item in ("A1", first):  # nothing is said twice
        for kind in (Timing, Responsibility):
            assert len(about(now, item, kind)) <= 1
    assert after(draft, doubt, "these milestones").milestones_of("A1") == [first, second]


def test_a_person_may_draw_the_borders_of_milestones(draft):
    doubt = doubt_that(draft, "The borders between these 2 milestones")
    first, second = draft.milestones_of("A1")

    def texts(value):
        now = settled(decided(draft, [Decision(doubt.id, value=value, role="officer")]).dataset)
        return [(item, [one.text for one in about(now, item, Wording)]) for item in now.milestones_of("A1")]

    three = "Numbers published | Incidents counted | Group formed"
    assert texts(three) == [
        (first, ["Numbers published"]),
        (second, ["Incidents counted"]),
        ("A1/group-formed", ["Group formed"]),
    ]
    assert texts("Numbers published, group formed |") == [(first, ["Numbers published, group formed"])]
    with pytest.raises(DatasetProblems, match="milestones parted by"):
        texts("|")


def test_a_time_that_counts_from_a_day_that_is_not_said_can_lose_it(draft):
    doubt = doubt_that(draft, "The time counts from 'the launch'")
    item = doubt.item
    (timing,) = about(after(draft, doubt, "from a day that is not said"), item, Timing)
    assert (str(timing.deadline.within), timing.deadline.after) == ("P3M", None)


def test_a_link_that_the_words_of_a_deadline_tell_can_go(draft):
    doubt = doubt_that(draft, "The words of the deadline are read as a link to 'Area Agreement monitoring'")
    kept, gone = (about(after(draft, doubt, one), doubt.item, Dependency) for one in doubt.readings)
    assert ([one.type.value for one in kept], gone) == (["monitored-through"], [])


def test_a_line_that_begins_as_a_report_does_can_be_one(draft):
    doubt = doubt_that(draft, "This begins as a report on progress does (Update:)")
    (item,) = (one for one in draft.milestones_of("A3") if one != doubt.item)
    now = after(draft, doubt, f"complete: {item}")
    (report,) = about(now, item, StatusReport)
    assert (report.status.value, report.as_of) == ("complete", dt.date(2026, 3, 28))
    assert now.milestones_of("A3") == [item]


def test_two_rows_of_one_reference_can_be_one_action(tmp_path):
    rows = (["A1", "Open the hub", "Youth Team", "May 2026"], ["A1", "Run the hub", "Works Team", "June 2026"])
    plan = tabbed(["Ref", "Action", "Lead", "Deadline"], *rows)
    draft = read_documents([write_text(tmp_path / "plan.txt", plan)]).dataset
    doubt = doubt_that(draft, "The reference A1 is used more than once")
    assert (list(draft.items), doubt.readings) == (["A1", "A1-2"], ("A1-2", "A1"))
    now = after(draft, doubt, "A1")
    assert [one.text for one in about(now, "A1", Wording)] == ["Open the hub", "Run the hub"]
    assert (list(now.items), list(after(draft, doubt, "A1-2").items)) == (["A1"], ["A1", "A1-2"])


def test_words_taken_for_one_milestone_can_be_two(tmp_path):
    words = "Meet everybody Milestones: Report to the board with Young people consulted"
    rows = tabbed(["Ref", "Action", "Lead", "Deadline"], ["A1", words, "Works Team", "May 2026"])
    draft = read_documents([write_text(tmp_path / "plan.txt", rows)]).dataset
    doubt = doubt_that(draft, "These words may be one milestone or several: another may begin with 'Young'")
    now = after(draft, doubt, "two milestones")
    told = [(wording.text, wording.quote) for item in now.milestones_of("A1") for wording in about(now, item, Wording)]
    assert told == [("Report to the board with",) * 2, ("Young people consulted",) * 2]
    assert after(draft, doubt, "one milestone").milestones_of("A1") == draft.milestones_of("A1")


@pytest.mark.parametrize("other, name", [("two words", "Commem orative Unit"), ("one word", "Commemorative Unit")])
def test_a_word_that_a_column_may_have_broken_can_be_read_the_other_way(other, name):
    old = "Commem orative" if other == "one word" else "Commemorative"
    claim = Responsibility(
        item="A1",
        source="plan",
        n=1,
        evidence=({"start": 0, "end": 4, "exact": "word"},),
        party="unit",
        party_as_printed=f"{old} Unit",
        role="lead",
    )
    reading = respelt(other, [claim], old, name.removesuffix(" Unit"))
    restated, described = reading.effect
    assert (restated.claim, restated.to) == (claim.id, {"party_as_printed": name})
    assert (described.thing, described.to) == ("body/unit", {"name": name})
