"""Names in the words of items of which no link is made are asked about, and an answer makes the link."""

import pytest
from papers import tabbed, write_text

from cohesion_graph.ingest import read_documents
from cohesion_graph.model.claims import Dependency, Responsibility
from cohesion_graph.model.editorial import Correction, Editorial
from cohesion_graph.model.privacy import withhold_names
from cohesion_graph.model.settling import settled
from cohesion_graph.review.values import effect_of_value

PLAN = tabbed(
    ["Ref", "Action", "Lead", "Deadline", "Milestones"],
    [
        "A1",
        "Support schools to run Face the People events with all partners",
        "Youth Team",
        "May 2026",
        "Events are held",
    ],
    ["A2", "Review the reporting mechanisms with schools", "Works Team", "May 2026", "Mechanisms are reviewed"],
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    return read_documents([write_text(tmp_path_factory.mktemp("plan") / "plan.txt", PLAN)]).dataset


def asked(draft):
    return {(one.item, one.quote): one for one in draft.doubts.values() if "no link was made" in one.what}


def links(dataset, item):
    names = {**dataset.bodies, **dataset.instruments}
    return [(one.type.value, names[one.target].name) for one in dataset.claims_about(item, Dependency)]


def answered(draft, effect):
    return settled(judged(draft, effect))


def judged(draft, effect):
    told = Correction(source="plan", what="answered", effect=effect, reason="known", by="officer")
    return draft.model_copy(update={"editorial": Editorial(corrections=(told,))})


def test_each_name_is_asked_about_once_in_an_action_and_nothing_is_linked_for_it(draft):
    assert set(asked(draft)) == {
        ("A1", "schools"),
        ("A1", "Face the People"),
        ("A1", "all partners"),
        ("A2", "schools"),
        (None, "mechanisms ... Mechanisms"),
    }
    assert links(draft, "A1") == links(draft, "A2") == []


def test_a_reading_makes_the_link_with_the_words_of_the_item(draft):
    reading = asked(draft)["A1", "schools"].alternatives[1]
    now = answered(draft, reading.effect)
    assert links(now, "A1") == [("refers-to", "schools")]
    (link,) = now.claims_about("A1", Dependency)
    assert (link.target_kind, link.quote) == ("body", draft.title_of("A1"))


def test_a_person_may_say_how_and_to_what_and_name_several(draft):
    doubt = asked(draft)["A2", "schools"]
    effect = effect_of_value(draft, doubt, "is reported to schools; establishes Reporting Scheme")
    assert links(answered(draft, effect), "A2") == [("reported-to", "schools"), ("establishes", "Reporting Scheme")]


def test_a_name_in_which_a_word_follows_itself_is_doubted_and_can_be_told_right(tmp_path):
    plan = tabbed(
        PLAN.split("\n")[0].split("\t"), ["A1", "Map it", "Town Council Council Towm", "May 2026", "Map held"]
    )
    draft = read_documents([write_text(tmp_path / "plan.txt", plan)]).dataset
    (doubt,) = (one for one in draft.doubts.values() if "follows itself" in one.what)
    now = answered(draft, effect_of_value(draft, doubt, "Town Council"))
    assert [now.bodies[one.party].name for one in now.claims.values() if isinstance(one, Responsibility)] == [
        "Town Council"
    ]


def test_words_and_initials_that_may_be_a_persons_are_asked_about_and_withheld_once_they_are_said_to_be(tmp_path):
    head = ["Ref", "Action", "Lead officer", "Deadline", "Milestones"]
    rows = [
        ["A1", "Open the hub with help of Xanthippia Wexbridge", "JW", "May 2026", "Hub is open"],
        ["A2", "Write the guide, as J Wexbridge asked", "Works Team", "May 2026", "Guide is out"],
    ]
    draft = read_documents([write_text(tmp_path / "plan.txt", tabbed(head, *rows))]).dataset
    found = {doubt.quote: doubt for doubt in draft.doubts.values() if "a person, to be withheld" in doubt.readings}
    assert set(found) == {"JW", "Xanthippia Wexbridge", "J Wexbridge"}
    for doubt in found.values():
        told = withhold_names(judged(draft, doubt.alternatives[-1].effect)).model_dump_json()
        assert doubt.quote not in told
    assert found["JW"].what == "'JW' was read as a body; by its form it may be a person's name."
