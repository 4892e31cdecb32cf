"""Questions across plans: their answers are the plans' own answers put together, each row with plan and address."""

import datetime as dt

import pytest
from collections_of_plans import MARLBECK, STOCKTON
from hypothesis import HealthCheck, given, settings
from strategies import datasets

import cohesion_graph
from cohesion_graph.collections import asking
from cohesion_graph.collections.asking import ask, questions_across
from cohesion_graph.collections.changing import add, remove
from cohesion_graph.collections.described import Collection, Member
from cohesion_graph.collections.extracting import rows_of
from cohesion_graph.collections.manifest import MANIFEST, Manifest, data_package_of
from cohesion_graph.collections.parts import file_of, write_part
from cohesion_graph.errors import BadParameter, DataError, StoreError, UnknownName
from cohesion_graph.model.privacy import withhold_names
from cohesion_graph.plan import LoadedPlan

CASES = [
    ("contributions", {}),
    ("contributions", {"role": "lead", "teams": "rolled-up"}),
    ("deadlines", {"as_of": "2009-01-01"}),
    ("deadlines", {"kind": "ongoing"}),
    ("discrepancies", {}),
    ("discrepancies", {"kind": "lead"}),
    ("due", {"from": "2009-01-01", "to": "2025-06-30"}),
    ("overdue", {"as_of": "2025-09-30"}),
    ("changed", {}),
    ("changed", {"since": "2025-01-01"}),
    ("ranking", {}),
    ("ranking", {"count": "milestones", "teams": "rolled-up"}),
    ("shared-responsibilities", {}),
    ("shared-responsibilities", {"joint": "yes", "level": "milestone"}),
    ("shared-responsibilities", {"level": "action", "min": 3}),
]


@pytest.fixture(scope="module")
def plans():
    return {
        "marlbeck/marlbeck": cohesion_graph.load(MARLBECK),
        "stockton-on-tees/stockton": cohesion_graph.load(STOCKTON),
    }


def own(table, header, name):
    """The rows of one plan, as that plan's own answer has them."""
    rows = [tuple(row[column] for column in header) for row in table]
    return sorted(rows, key=repr) if name == "ranking" else rows


@pytest.mark.parametrize("name, parameters", CASES)
def test_an_answer_is_the_plans_own_answers_put_together(name, parameters, two_plans, plans):
    answer = ask(two_plans, name, **parameters)

    found = {key: [row for row in answer.to_records() if row["dataset"] == key] for key in plans}
    assert sum(map(len, found.values())) == len(answer)
    for key, plan in plans.items():
        expected = plan.ask(name, **parameters)
        # of an action that only its milestones give to bodies, a single plan's answer does not say the words
        header = [one for one in expected.header if one != "text" or parameters.get("level") != "action"]
        assert own(found[key], header, name) == own(expected.to_records(), header, name)
        assert {row["authority"] for row in found[key]} <= {plan.dataset.authority.name}
        assert all(
            row["address"].startswith(plan.dataset.base) for row in found[key] if name != "shared-responsibilities"
        )
    assert [note for note in answer.notes if note in expected.notes] == list(expected.notes)


@pytest.mark.parametrize(
    "name, parameters",
    [("due", {}), ("overdue", {"as_of": "2010-01-01"}), ("shared-responsibilities", {}), ("contributions", {})],
)
def test_of_one_body_the_answer_is_the_answer_of_the_plan_that_knows_it(name, parameters, two_plans, plans):
    told = {**parameters, "party": "Safer Stockton Partnership"}

    answer = ask(two_plans, name, **told)

    expected = plans["stockton-on-tees/stockton"].ask(name, **told)
    assert own(answer.to_records(), expected.header, name) == own(expected.to_records(), expected.header, name)
    assert 0 < len(answer) < len(ask(two_plans, name, dataset="stockton", **parameters))


@pytest.mark.parametrize("times", [1, 3])
def test_an_answer_is_of_one_build_though_it_is_built_again_meanwhile(times, copies, tmp_path, monkeypatch):
    folder, answered, built = tmp_path / "towns", asking._answered, []
    add(folder, copies(4), title="Towns")

    def slowly(*given):
        table = answered(*given)
        if len(built) < times:
            built.append(remove(folder, [f"town-{len(built)}/marlbeck"]))
        return table

    monkeypatch.setattr(asking, "_answered", slowly)

    if times == 3:
        with pytest.raises(StoreError, match="it was asked\n  Ask once more"):
            ask(folder, "contributions")
    else:
        held = {row["dataset"] for row in ask(folder, "contributions").to_records()}
        assert held == {f"town-{number}/marlbeck" for number in (1, 2, 3)}


def test_a_body_is_found_in_every_plan_that_calls_it_so_and_no_two_are_said_to_be_one(copies, tmp_path):
    folder = tmp_path / "towns"
    add(folder, copies(3), title="Towns")
    single = cohesion_graph.load(MARLBECK).ask("contributions", party="Voices Network")

    answer = ask(folder, "contributions", party="the voices network")

    header = single.header
    for number in range(3):
        rows = [row for row in answer.to_records() if row["dataset"] == f"town-{number}/marlbeck"]
        assert [tuple(row[one] for one in header) for row in rows] == list(single.rows)
    assert {row["body"] for row in answer.to_records()} == {""}
    told = "3 bodies in 3 plans are called 'the voices network', and nobody has judged that they are one."
    assert answer.notes[-1] == told

    lines = [f"voices,Voices,town-{n}/marlbeck,voices-network,,same,one charity,dataset editor" for n in range(2)]
    heading = "body,name,dataset,organisation_id,organisation,decision,reason,by"
    (folder / "bodies.csv").write_text("\n".join([heading, *lines, ""]), "utf-8")
    judged = ask(folder, "ranking", dataset="")
    voices = [row for row in judged.to_records() if row["party_id"] == "voices-network"]
    counted = voices[0]["counted"]
    assert sorted((row["dataset"], row["body"], row["plans"], row["counted_in_all"]) for row in voices) == [
        ("town-0/marlbeck", "voices", 2, 2 * counted),
        ("town-1/marlbeck", "voices", 2, 2 * counted),
        ("town-2/marlbeck", "", 1, counted),
    ]
    asked = ask(folder, "contributions", party="Voices")
    assert {row["dataset"] for row in asked.to_records()} == {"town-0/marlbeck", "town-1/marlbeck"}
    assert {row["dataset"] for row in ask(folder, "due", party="voices", dataset="town-1").to_records()} <= {
        "town-1/marlbeck"
    }


def test_instruments_are_told_by_how_many_plans_name_them(two_plans, plans):
    answer = ask(two_plans, "instruments").to_records()

    agreement = [row for row in answer if row["instrument"] == "Local Area Agreement"]
    assert [(row["dataset"], row["plans"]) for row in agreement] == [("stockton-on-tees/stockton", 1)]
    links = plans["stockton-on-tees/stockton"].table("links").to_records()
    of_it = [row for row in links if row["target_id"] == agreement[0]["instrument_id"]]
    assert agreement[0]["actions"] == len({row["action_ref"] for row in of_it})
    assert agreement[0]["quote"]
    assert [row["instrument"] for row in ask(two_plans, "instruments", name="area agree").to_records()]


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=datasets())
def test_answers_about_a_made_up_plan_are_its_own(one, tmp_path_factory):
    folder, plan = tmp_path_factory.mktemp("made-up"), LoadedPlan(withhold_names(one))
    key = f"{one.authority.id}/{one.id}"
    files = {
        file_of(name, 0, 1): write_part(folder / file_of(name, 0, 1), name, {key: rows})
        for name, rows in rows_of(plan.derivation, key)
    }
    made = Collection(id="made-up", title="One plan", datasets=(Member(path="plan", dataset=key, digest="0" * 64),))
    (folder / "collection.yaml").write_bytes(made.as_yaml())
    (folder / MANIFEST).write_bytes(data_package_of(made, Manifest(1, {key: "0" * 64}, {}, files)))

    for name, parameters in [("contributions", {}), ("due", {}), ("overdue", {"as_of": dt.date(2030, 1, 1)})]:
        expected = plan.ask(name, **parameters)
        answer = ask(folder, name, **parameters)
        assert own(answer.to_records(), expected.header, name) == own(expected.to_records(), expected.header, name)


def test_what_cannot_be_asked_is_told(two_plans, tmp_path):
    with pytest.raises(UnknownName, match="no question across plans is called 'brokers'"):
        ask(two_plans, "brokers")
    with pytest.raises(UnknownName, match="did you mean 'Safer Stockton Partnership'"):
        ask(two_plans, "contributions", party="safer stocton partnership")
    with pytest.raises(UnknownName, match="no dataset of the collection is called 'leeds'"):
        ask(two_plans, "contributions", dataset="leeds")
    with pytest.raises(BadParameter, match="there is no engine 'oracle'\n  Write duckdb"):
        ask(two_plans, "contributions", engine="oracle")
    (tmp_path / "collection.yaml").write_text("id: x\ntitle: X\n", "utf-8")
    with pytest.raises(DataError, match="has no tables\n  Build them: cohesion-graph collect refresh"):
        ask(tmp_path, "due")


def test_every_question_across_plans_says_what_its_columns_hold():
    assert all(column.about for one in questions_across() for column in one.columns)
