"""Two roads, one answer: the same question gives the same table, whoever answers it."""

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import datasets

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.questions.ask import ask
from cohesion_graph.questions.registry import questions
from cohesion_graph.questions.store import EmbeddedStore

CASES = (
    "affected-by|by=Area Agreement",
    "brokers",
    "communities",
    "contributions",
    "contributions|party=MBC|teams=rolled-up",
    "contributions|role=lead|source=together-plan",
    "cross-references",
    "cross-references|action=A4|reason=body",
    "cycles",
    "deadlines|as_of=2025-10-01",
    "deadlines|item=A2",
    "depends-on|on=Area Agreement",
    "depends-on|on=Tension Group",
    "discrepancies",
    "doubts",
    "discrepancies|item=A4",
    "doubts|action=A2",
    "due|from=2025-03-01|to=2025-06-30",
    "due|party=Housing Partnership",
    "evidence|action=A2",
    "feeds|into=Settling Strategy",
    "mentions|of=Marlbeck Partnership",
    "no-partner",
    "changed|since=2025-01-01",
    "next|from=2026-01-01|to=2026-12-31",
    "next|from=2025-03-01|party=Marlbeck Partnership",
    "overdue|as_of=2025-07-01",
    "overdue|as_of=2025-07-01|source=voices-extract",
    "shared-responsibilities",
    "shared-responsibilities|level=action|source=together-plan",
    "without-lead",
    "without-lead|source=voices-extract",
    "partnership-network|count=milestones",
    "past-without-report|as_of=2025-07-01",
    "progress",
    "progress|item=A1",
    "ranking|role=lead",
    "shared-actions|min=1",
    "shared-partners|action=A2",
    "single-points",
    "timing-order",
    "undated",
    "unowned",
    "what-if-merged|party=MBC Equalities Team|into=MBC",
    "what-if-removed|party=Voices",
    "what-if-slips|by=Area Agreement",
    "workload",
)
STOCKTON = (
    "affected-by|by=LAA",
    "brokers|count=milestones",
    "communities|teams=rolled-up",
    "contributions",
    "contributions|party=SSP",
    "contributions|party=SBC|teams=rolled-up",
    "cross-references",
    "cross-references|action=EO9",
    "cross-references|reason=body|action=CC1",
    "cycles",
    "deadlines|as_of=2009-01-01",
    "depends-on|on=the LAA",
    "discrepancies",
    "discrepancies|kind=lead|item=EO1",
    "doubts",
    "due|to=2008-12-31",
    "due|party=SSP|source=borough-plan",
    "evidence|action=EO9",
    "feeds|into=the LAA",
    "mentions|of=SSP",
    "no-partner|source=borough-plan",
    "changed",
    "next|from=2008-12-01",
    "overdue|as_of=2009-06-30|party=SSP",
    "shared-responsibilities",
    "without-lead|level=action",
    "partnership-network",
    "past-without-report|as_of=2009-03-31",
    "progress",
    "ranking|role=lead",
    "shared-actions",
    "shared-actions|count=milestones|source=safer-stockton-extract",
    "shared-partners",
    "single-points",
    "timing-order",
    "undated|source=safer-stockton-extract",
    "unowned",
    "what-if-merged|party=SSP|into=SBC",
    "what-if-removed|party=SSP",
    "what-if-slips|by=the LAA",
    "workload|teams=rolled-up",
)


def split(case):
    name, *given = case.split("|")
    return name, dict(one.split("=", 1) for one in given)


@pytest.fixture(scope="module")
def roads(marlbeck, on_disk, server, rdflib_store):
    return {
        "in memory": EmbeddedStore(marlbeck.store),
        "on disk": on_disk(marlbeck),
        "server": server(marlbeck),
        "rdflib": rdflib_store(marlbeck),
    }


@pytest.mark.parametrize("road", ["in memory", "on disk", "server", "rdflib"])
@pytest.mark.parametrize("case", CASES)
def test_every_engine_gives_the_table_that_a_plan_at_hand_gives(marlbeck, roads, road, case):
    """The whole table is the same: columns, rows, order, notes. A plan at hand is asked without any store."""
    name, given = split(case)
    assert ask(roads[road], name, **given) == marlbeck.ask(name, **given)


@pytest.fixture(scope="module")
def stockton_roads(stockton, on_disk, server, rdflib_store):
    return {
        "in memory": EmbeddedStore(stockton.store),
        "on disk": on_disk(stockton),
        "server": server(stockton),
        "rdflib": rdflib_store(stockton),
    }


@pytest.mark.parametrize("road", ["in memory", "on disk", "server", "rdflib"])
@pytest.mark.parametrize("case", STOCKTON)
def test_every_engine_answers_alike_for_stockton(stockton, stockton_roads, road, case):
    name, given = split(case)
    assert ask(stockton_roads[road], name, **given) == stockton.ask(name, **given)


WHOLE = [one for one in questions() if not any(parameter.required for parameter in one.parameters)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(datasets())
def test_whatever_a_plan_says_its_index_and_the_store_answer_alike(dataset):
    """Law: words, labels and orders that the index gives are those that the store gives."""
    plan = LoadedPlan(dataset)
    source, things = plan.dataset.sources[0].id, [*plan.dataset.items][:1]
    asked = [(one.name, {}) for one in WHOLE]
    asked += [(one.name, {"source": source}) for one in WHOLE if "source" in {each.name for each in one.parameters}]
    asked += [(name, {"as_of": "5000-01-01"}) for name in ("overdue", "past-without-report", "progress", "deadlines")]
    asked += [(name, {"action": thing}) for name in ("evidence", "doubts", "cross-references") for thing in things]
    asked += [(name, {"by": thing}) for name in ("affected-by", "what-if-slips") for thing in things]
    for name, told in asked:
        assert ask(EmbeddedStore(plan.store), name, **told) == plan.ask(name, **told), (name, told)


@pytest.mark.parametrize("cases", [CASES, STOCKTON], ids=["marlbeck", "stockton"])
def test_every_question_is_put_to_every_engine(cases):
    assert {split(case)[0] for case in cases} == {one.name for one in questions()}


def test_words_are_in_the_listed_order_also_where_bodies_are_listed_in_one_of_their_own(marlbeck):
    """A joint responsibility that repeats both its words and its partners has two lists in the store."""
    content = {name: getattr(marlbeck.dataset, name) for name in Dataset.model_fields}
    first, *others = content["readings"]
    claims = [
        one.model_copy(update={"evidence": one.evidence * 2, "joint_with": one.joint_with * 2})
        if getattr(one, "joint_with", ())
        else one
        for one in first.claims
    ]
    assert claims != list(first.claims)
    content["readings"] = (first.model_copy(update={"claims": tuple(claims)}), *others)
    plan = LoadedPlan(Dataset(**content))
    bare, filled = ask(EmbeddedStore(plan.store), "contributions"), plan.ask("contributions")
    assert bare == filled
    assert any(" ... " in str(row["quote"]) for row in bare.to_records())
