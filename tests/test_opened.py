"""The plan as people use it from Python: asked, listed, looked into, read from documents, compared, published."""

import datetime as dt

import networkx as nx
import pytest

import cohesion_graph
from cohesion_graph import Plan
from cohesion_graph.errors import BadParameter, UnknownName


@pytest.fixture(scope="module")
def plan(marlbeck):
    return Plan(marlbeck.dataset)


def test_help_names_what_a_plan_can_do():
    told = Plan.__doc__
    for name in ("ask", "questions", "actions", "bodies", "doubts", "sparql", "graph", "to_rdf", "view", "compare"):
        assert name in told, name
    for name in ("sheet", "build", "save", 'plan["CC6"]'):
        assert name in told, name


def test_asking_nothing_lists_the_questions(plan):
    assert plan.ask() == plan.questions()
    assert {"overdue", "next", "due"} <= {row["question"] for row in plan.ask().to_records()}


def test_lists_of_the_plan_are_its_tables(plan):
    assert [row["ref"] for row in plan.actions.to_records()] == list(plan) == list(plan.dataset.actions)
    assert (plan.bodies, plan.doubts) == (plan.table("organisations"), plan.table("doubts"))
    assert len(plan.milestones) == sum(item.is_milestone for item in plan.dataset.items.values())


def test_a_thing_is_found_by_any_name_and_tells_what_the_questions_say(plan):
    action, body, agreement = plan["a2"], plan["Voices"], plan["the Area Agreement"]
    assert (action.kind, action.id, body.kind, body.id) == ("action", "A2", "organisation", "voices-network")
    assert {row["action"] for row in action.who.to_records()} == {"A2"}
    assert {row["milestone"] for row in action.who.to_records()} == {""}
    assert [one.id for one in action.milestones] == plan.dataset.milestones_of("A2")
    assert {row["action"] for row in action.when.to_records()} == {"A2"}
    assert {row["action"] for row in action.evidence.to_records()} == {"A2"}
    assert {row["party"] for row in body.who.to_records()} == {"Voices Network"}
    assert agreement.hangs_on_it == plan.ask("depends-on", on="Area Agreement")
    assert plan["voices-extract"].kind == "source"
    with pytest.raises(UnknownName):
        plan["no such thing"]


def test_a_query_of_ones_own_is_answered_with_a_table(plan):
    table = plan.sparql("SELECT (COUNT(?a) AS ?actions) { ?a a pap:Action }")
    assert table.to_records() == [{"actions": len(plan.dataset.actions)}]


def test_a_table_shows_itself_as_a_table_in_a_terminal(plan, monkeypatch):
    monkeypatch.setenv("COLUMNS", "70")
    shown = repr(plan.bodies).splitlines()
    assert shown[0] == "Every body the documents name"
    assert shown[1].split() == ["organisation_id", "name", "kind"]
    assert "voices-network" in "".join(shown)
    assert shown[-1] == "Columns without room: part_of, also_known_as"
    assert max(map(len, shown)) <= 70
    monkeypatch.setenv("COLUMNS", "400")
    assert len(repr(plan.bodies).splitlines()) == 3 + len(plan.bodies)


def test_a_plan_is_read_from_documents_saved_and_opened_again(tmp_path):
    document = tmp_path / "plan.csv"
    document.write_text("Ref,Action,Lead,By when\n1,Plant trees,Parks Team,March 2026\n2,Mend roads,,TBC\n", "utf-8")
    plan = cohesion_graph.read(document, title="Town plan")
    assert repr(plan) == "<Plan town-plan: 2 actions, 0 milestones, 1 sources>"
    assert "2 actions" in plan.draft.summary
    assert [(row["action"], row["why"]) for row in plan.ask("undated").to_records()] == [
        ("2", "the words name no date")
    ]
    plan.save(tmp_path / "town")
    assert cohesion_graph.load(tmp_path / "town").actions == plan.actions


def test_two_documents_and_two_plans_are_compared(plan, marlbeck_folder):
    rows = plan.compare("Together Plan", "voices-extract").to_records()
    assert "A2" in {row["action_ref"] for row in rows}
    assert len(cohesion_graph.compare(plan, marlbeck_folder)) == len(cohesion_graph.compare(marlbeck_folder, plan))


def test_a_plan_is_published_and_its_sheets_are_tables(plan, tmp_path):
    report = plan.build(tmp_path / "site", as_of="2025-07-01")
    assert (tmp_path / "site" / "index.html").is_file()
    assert report.pages > 10
    assert "A2" in {row["action_ref"] for row in plan.sheet("Voices", as_of=dt.date(2025, 7, 1)).to_records()}
    with pytest.raises(BadParameter, match="'1 July' is not a day"):
        plan.sheet("Voices", as_of="1 July")


def test_measures_of_networkx_work_on_the_graph(plan):
    assert nx.betweenness_centrality(nx.Graph(plan.graph)).keys() == set(plan.graph)
    assert sum(nx.pagerank(plan.graph).values()) == pytest.approx(1)
