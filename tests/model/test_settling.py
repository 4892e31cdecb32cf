"""Settlements are carried out in one place: what holds is shown with its basis, what was read stays in the files."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import datasets

from cohesion_graph.derive import derive
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.folder.write import write_dataset
from cohesion_graph.ingest import read_documents
from cohesion_graph.model.changes import (
    Added,
    Described,
    Merged,
    Reading,
    Registered,
    Restated,
    Shown,
    Withdrawn,
    Withheld,
)
from cohesion_graph.model.claims import Responsibility, Timing, Wording
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Correction, Editorial, Settlement
from cohesion_graph.model.evidence import Mask
from cohesion_graph.model.privacy import withhold_names
from cohesion_graph.model.settling import Unsettleable, settled
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.read import read_lines

PLAN = """Ref,Action,Milestones,Responsibility,By when
A1,Plant trees,Sites chosen,Parks Team,March 2026
A2,Hold events,Fair held,Libraries and Adult Learning,biannually
"""
BY = {"by": "dataset editor", "reason": "The officer said so."}


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(PLAN)
    return read_documents([path]).dataset


def with_judgements(dataset, **lists):
    return Dataset(**{**{n: getattr(dataset, n) for n in type(dataset).model_fields}, "editorial": Editorial(**lists)})


def correction(dataset, *effect, what="It is so"):
    return Correction(source=dataset.sources[0].id, what=what, effect=effect, **BY)


def claim(dataset, kind, action):
    return next(one for one in dataset.claims.values() if isinstance(one, kind) and one.item.startswith(action))


def test_a_claim_is_restated_on_a_basis_of_its_own_and_says_why(draft):
    timing = claim(draft, Timing, "A1")
    change = Restated(claim=timing.id, to={"deadline": {"kind": "fixed", "date": "2027-03"}})
    judged = with_judgements(draft, corrections=(correction(draft, change, what="March 2027 is meant"),))
    now = derive(judged).dataset.claims[timing.id]
    assert (str(now.deadline.date), now.basis.value, now.note, now.quote) == (
        "2027-03",
        "settled",
        "Corrected by the dataset editor: March 2027 is meant. The officer said so.",
        "March 2026",
    )
    assert judged.claims[timing.id] == timing


def test_a_confirmed_claim_says_the_same_and_rests_on_the_settlement(draft):
    timing = claim(draft, Timing, "A1")
    judged = with_judgements(draft, corrections=(correction(draft, Restated(claim=timing.id)),))
    now = settled(judged).claims[timing.id]
    assert now.deadline == timing.deadline
    assert now.basis == "settled"


def test_a_claim_is_given_to_other_items_and_withdrawn(draft):
    party, timing = claim(draft, Responsibility, "A1"), claim(draft, Timing, "A2")
    effect = Restated(claim=party.id, items=("A1", "A1/sites-chosen")), Withdrawn(goes=timing.id)
    now = settled(with_judgements(draft, corrections=(correction(draft, *effect),)))
    assert [one.item for one in now.claims.values() if getattr(one, "party", "") == party.party] == [
        "A1",
        "A1/sites-chosen",
    ]
    assert timing.id not in now.claims


def test_an_item_that_loses_its_words_goes_and_one_that_gets_some_comes_where_they_stand(draft):
    source = draft.sources[0]
    start = source.text.index("Plant trees")
    words = {"start": start, "end": start + 5, "exact": "Plant"}
    fields = {"item": "A1/dig", "source": source.id, "text": "Dig", "presented_as": "milestone", "evidence": [words]}
    gone = claim(draft, Wording, "A1/")
    added, whole = Added(comes=fields), claim(draft, Wording, "A2")
    effect = added, Withdrawn(goes=gone.id), Withdrawn(goes=whole.id)
    now = settled(with_judgements(draft, corrections=(correction(draft, *effect),)))
    assert {ref: action.milestones for ref, action in now.actions.items()} == {"A1": ("dig",)}
    assert {one.item for one in now.claims.values()} == {"A1", "A1/dig"}


def test_two_bodies_become_one_with_the_names_of_both(draft):
    first, second = (claim(draft, Responsibility, ref).party for ref in ("A1", "A2"))
    effect = (Merged(thing=f"body/{first}", into=second), Described(thing=f"body/{second}", to={"name": "Green Team"}))
    now = settled(with_judgements(draft, corrections=(correction(draft, *effect),)))
    assert list(now.bodies) == [second]
    assert now.bodies[second].names == ("Green Team", "Libraries and Adult Learning", "Parks Team")
    assert {one.party for one in now.claims.values() if isinstance(one, Responsibility)} == {second}


def test_an_action_gets_another_reference_with_all_that_is_said_of_it(draft):
    now = settled(with_judgements(draft, corrections=(correction(draft, Merged(thing="item/A1", into="B9")),)))
    assert list(now.items) == ["B9", "B9/sites-chosen", "A2", "A2/fair-held"]
    assert {one.item for one in now.claims.values()} == set(now.items)


def test_words_are_withheld_and_shown_as_settled(draft):
    source = draft.sources[0]
    start = source.text.index("Parks")
    hidden = Withheld(withhold={"start": start, "end": start + 5}, source=source.id)
    judged = with_judgements(draft, corrections=(correction(draft, hidden),))
    assert "Parks" not in withhold_names(judged).sources[0].text
    shown = Shown(show={"start": start, "end": start + 5}, source=source.id)
    masked = source.model_copy(update={"masks": (Mask(start=start, end=start + 5),)})
    back = with_judgements(draft.model_copy(update={"sources": (masked,)}), corrections=(correction(draft, shown),))
    assert "Parks" in withhold_names(back).sources[0].text


def test_what_cannot_be_carried_out_is_refused_with_its_place(draft):
    timing, party = claim(draft, Timing, "A1"), claim(draft, Responsibility, "A1")
    to = [{"deadline": {"kind": "fixed", "date": date}} for date in ("2027", "2028")]
    first, second = (correction(draft, Restated(claim=timing.id, to=one)) for one in to)
    judged = draft.model_copy(update={"editorial": Editorial(corrections=(first, second))})
    with pytest.raises(Unsettleable, match=r"says .*2028.* corrections 1 says .*2027"):
        settled(judged)
    for effect, told in (
        (Withdrawn(goes="A9/claim/x/timing/1"), "changes the claim 'A9/claim/x/timing/1', which is not there"),
        (Restated(claim=timing.id, to={"deadline": {"kind": "fixed"}}), "needs date"),
        (Restated(claim=timing.id, to={"rank": "x"}), "rank: Extra inputs"),
        (Added(comes={"item": "A1"}), "what it adds is no claim"),
        (Described(thing="body/none", to={"name": "N"}), "'body/none', which is not registered"),
        (Registered(registers={"id": "x", "kind": "council"}), "what it registers is not right: name"),
        (
            Restated(claim=party.id, to={"party": "nobody"}),
            "'nobody' is not the id of any",
        ),
    ):
        judged = draft.model_copy(update={"editorial": Editorial(corrections=(correction(draft, effect),))})
        with pytest.raises(Unsettleable, match=told) as refused:
            settled(judged)
        assert refused.value.place == ("corrections", 0)


def doubtful(dataset, effect):
    """The dataset with a doubt of two readings, of which the second changes something."""
    reading = dataset.readings[0]
    doubt = reading.doubts[0].model_copy(
        update={"alternatives": (Reading(words="as shown"), Reading(words="otherwise", effect=effect))}
    )
    told = reading.model_copy(update={"doubts": (doubt, *reading.doubts[1:])})
    return doubt, dataset.model_copy(update={"readings": (told, *dataset.readings[1:])})


def test_choosing_a_reading_is_enough_and_the_folder_and_the_rdf_keep_it(draft, tmp_path):
    timing = claim(draft, Timing, "A1")
    change = Restated(claim=timing.id, to={"deadline": {"kind": "fixed", "date": "2027-03"}})
    doubt, read = doubtful(draft, (change,))
    judged = with_judgements(
        read, settlements=(Settlement(doubt=doubt.id, reading="otherwise", on="2026-01-02", **BY),)
    )
    write_dataset(judged, tmp_path / "d", {"sources/plan.csv": PLAN.encode()})
    assert read_dataset(tmp_path / "d", withhold=False) == judged
    now = derive(judged)
    assert str(now.dataset.claims[timing.id].deadline.date) == "2027-03"
    assert now.dataset.state_of(doubt.id) == "settled"
    assert read_lines(describe(derive(withhold_names(judged)))) == settled(withhold_names(judged))


def test_settling_twice_is_settling_once(draft):
    timing = claim(draft, Timing, "A1")
    _, read = doubtful(draft, (Withdrawn(goes=timing.id),))
    judged = with_judgements(
        read, settlements=(Settlement(doubt=read.readings[0].doubts[0].id, reading="otherwise", **BY),)
    )
    once = settled(judged)
    assert settled(once) == once != judged


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(datasets(), st.data())
def test_the_order_of_judgements_does_not_matter(dataset, data):
    claims = sorted(one.id for reading in dataset.readings for one in reading.claims)
    chosen = data.draw(st.lists(st.sampled_from(claims), max_size=3, unique=True)) if claims else []
    notes = [Restated(claim=one, to={"note": "n"}) for one in chosen[:2]] + [Withdrawn(goes=one) for one in chosen[2:]]
    made = [correction(dataset, one, what=f"{number}") for number, one in enumerate(notes)]
    results = []
    for order in (made, made[::-1]):
        judged = dataset.model_copy(update={"editorial": Editorial(corrections=tuple(order))})
        results.append(settled(judged).model_copy(update={"editorial": Editorial()}))
    assert results[0] == results[1]


def test_judgements_about_what_is_not_there_are_told_with_their_line(draft, tmp_path, told_problems):
    first = draft.readings[0].doubts[0].id
    write_dataset(draft, tmp_path, {"sources/plan.csv": PLAN.encode()})
    (tmp_path / "editorial.yaml").write_text(
        "settlements:\n"
        f"- doubt: {first}\n  reading: none of them\n  by: editor\n  reason: why\n"
        "- doubt: plan/doubt/99\n  value: x\n  by: editor\n  reason: why\n"
        "referrals:\n- doubt: plan/doubt/98\n  ask: the council\n  by: editor\n  reason: why\n"
    )
    assert [line[:78] for line in told_problems(tmp_path)] == [
        f"editorial.yaml:3 settlements[0].reading: 'none of them' is no reading of '{first}'"[:78],
        "editorial.yaml:6 settlements[1].doubt: 'plan/doubt/99' is not the id of any doubt"[:78],
        "editorial.yaml:11 referrals[0].doubt: 'plan/doubt/98' is not the id of any doubt"[:78],
    ]


@pytest.fixture
def told_problems():
    from cohesion_graph.errors import DatasetProblems

    def told(folder):
        with pytest.raises(DatasetProblems) as refused:
            read_dataset(folder)
        return [str(problem).replace(f"{folder}/", "").split("\n")[0] for problem in refused.value.problems]

    return told
