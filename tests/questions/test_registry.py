"""The library itself: every question is described, runs as it is stored, and is written so that it stays linear."""

import re
import subprocess
import sys
from importlib.resources import files

import pyoxigraph as ox
import pytest

from cohesion_graph.errors import UnknownName
from cohesion_graph.questions.binding import Bound, bound_text
from cohesion_graph.questions.registry import question, questions, read_question
from cohesion_graph.questions.steps import STEPS

PROMISED = {
    *("contributions", "shared-actions", "shared-partners", "depends-on", "feeds", "mentions", "affected-by"),
    *("cross-references", "discrepancies", "due", "undated", "unowned", "workload", "evidence", "doubts"),
    *("brokers", "single-points", "overdue", "next", "changed", "shared-responsibilities", "without-lead"),
}
NAMES = [one.name for one in questions()]


def bare(text):
    """The query without comments, strings and IRIs."""
    return re.sub(r'<[^<>\s]*>|"[^"]*"|#[^\n]*', " ", text)


def test_the_questions_that_others_rely_on_are_there():
    assert set(NAMES) >= PROMISED


@pytest.mark.parametrize("name", NAMES)
def test_every_question_says_what_it_asks_takes_and_answers(name):
    one = question(name)
    assert one.title.endswith("?")
    assert one.columns
    assert {"source", "basis", "quote"} <= {column.name for column in one.columns}
    assert all(part.about.endswith((".", "...")) for part in (*one.parameters, *one.columns))
    assert len({column.name for column in one.columns}) == len(one.columns)
    assert not one.then or one.then in STEPS
    given = {parameter.name for parameter in one.parameters}
    for rule in one.rules:
        assert {name for name, _ in rule.conditions} <= given
        assert set(re.findall(r"\{(\w+)\}", rule.text)) <= given


@pytest.mark.parametrize("name", NAMES)
def test_every_query_runs_as_it_is_stored_and_selects_what_its_header_says(name, marlbeck):
    one = question(name)
    found = marlbeck.store.query(one.text, use_default_graph_as_union=True)
    selected = {variable.value for variable in found.variables}
    fetched = {column.name for column in one.fetched if column.type != "quote"}
    assert fetched <= selected
    assert {"quotation", "exact"} <= selected or name == "evidence"


def conditioned(text):
    """The parameters that lines of a query depend on."""
    conditions = " ".join(re.findall(r"#\?\{? ([a-z_=\- ]+)", text))
    return {condition.partition("=")[0] for condition in conditions.split()}


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_has_its_place_in_the_query_or_in_the_step(name):
    one = question(name)
    placed = set(re.findall(r"VALUES \?asked_([a-z_]+) \{", one.text)) | conditioned(one.text)
    unplaced = {parameter.name for parameter in one.parameters} - placed
    assert not unplaced or one.then
    assert placed <= {parameter.name for parameter in one.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_defaults_in_the_query_are_those_of_the_header(name):
    """A query that somebody copies answers what the library answers without parameters."""
    one = question(name)
    for block_name, content in re.findall(r"VALUES \?asked_([a-z_]+) \{([^{}]*)\}", one.text):
        default = one.parameter(block_name).default
        assert content.strip() == (f'"{default}"' if default and not default.isdigit() else default or "UNDEF")


@pytest.mark.parametrize("name", NAMES)
def test_no_query_negates_over_unbound_joins_or_counts_a_triple_twice(name):
    """``FILTER NOT EXISTS`` is quadratic in Oxigraph (issue 885): MINUS stays linear. A union repeats triples."""
    text = bare(question(name).text).upper()
    assert "NOT EXISTS" not in text
    assert "SERVICE" not in text
    assert not re.search(r"\bFROM\b(?!\s*\{)", re.sub(r"\?\w+", " ", text))
    assert not re.search(r"COUNT\s*\(\s*(?!DISTINCT)", text)
    assert "SELECT DISTINCT" in text


def test_the_lint_bites():
    text = bare("SELECT ?a { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f } }").upper()
    assert "NOT EXISTS" in text


def test_involvements_are_fetched_by_one_and_the_same_query():
    """What is counted by different questions is fetched alike; only the header differs."""
    counting = {"brokers", "communities", "partnership-network", "shared-actions", "single-points", "what-if-removed"}
    bodies = {one.text[one.text.index("PREFIX") :] for one in questions() if one.then in counting}
    assert len(bodies) == 1


def test_no_step_is_left_over():
    assert {one.then for one in questions()} - {""} == set(STEPS)


def test_an_unknown_question_is_told_with_near_misses():
    with pytest.raises(UnknownName) as caught:
        question("contribution")
    assert str(caught.value) == (
        "no question is called 'contribution'; did you mean 'contributions'?\n  `cohesion-graph ask` lists them all."
    )


@pytest.mark.parametrize("name", ["../registry", "contributions.rq", "", "CON", "sparql/contributions"])
def test_a_question_is_never_a_path(name):
    with pytest.raises(UnknownName):
        question(name)


def test_names_are_taken_as_people_type_them():
    assert question("Shared_Actions") is question("shared-actions")


@pytest.mark.parametrize(
    "header", ["#: title A?\n#: parameter x y optional | z.", "#: title A?\n#: column x | z.", "#: titel A?"]
)
def test_a_header_that_is_wrong_is_refused(header):
    with pytest.raises((ValueError, KeyError)):
        read_question("wrong", f"{header}\nSELECT * {{ }}")


def test_conditional_lines_are_kept_only_where_their_condition_holds():
    text = "SELECT * {\n ?a ?b ?c . #? party\n ?d ?e ?f . #? teams=apart\n}"
    assert bound_text(text, {}, {}) == "SELECT * {\n}"
    assert "?a ?b ?c" in bound_text(text, {"party": "<a:b>"}, {"party": "b"})
    assert "?d ?e ?f" not in bound_text(text, {}, {"teams": "rolled-up"})
    absent = "SELECT * {\n ?a ?b ?c . #? party=\n}"
    assert "?a ?b ?c" in bound_text(absent, {}, {})
    assert bound_text(absent, {"party": "<a:b>"}, {"party": "b"}) == "SELECT * {\n}"


def test_parts_are_kept_only_where_their_condition_holds():
    text = "SELECT * {\n #?{ reason=body\n ?a ?b ?c .\n ?d ?e ?f .\n #?}\n ?g ?h ?i .\n}"
    assert bound_text(text, {}, {"reason": "any"}) == "SELECT * {\n ?g ?h ?i .\n}"
    kept = "SELECT * {\n ?a ?b ?c .\n ?d ?e ?f .\n ?g ?h ?i .\n}"
    assert bound_text(text, {}, {"reason": "body"}) == kept
    assert Bound().values == {}


def test_a_line_of_several_conditions_is_kept_only_where_all_hold():
    text = "SELECT * {\n ?a ?b ?c . #? party teams=apart\n}"
    assert "?a ?b ?c" in bound_text(text, {}, {"party": "b", "teams": "apart"})
    assert bound_text(text, {}, {"party": "b", "teams": "rolled-up"}) == "SELECT * {\n}"
    assert bound_text(text, {}, {"teams": "apart"}) == "SELECT * {\n}"


def test_the_queries_are_in_the_package():
    assert files("cohesion_graph.questions").joinpath("sparql", "contributions.rq").is_file()


def test_asking_a_plan_needs_no_store_nor_networkx_nor_rdflib():
    """So that an answer comes quickly from a cold start."""
    program = (
        "import sys, cohesion_graph\n"
        "plan = cohesion_graph.load('tests/fixtures/marlbeck')\n"
        "for name, given in (('contributions', {}), ('shared-actions', {}), ('depends-on', {'on': 'Area Agreement'}),\n"
        "                    ('affected-by', {'by': 'Area Agreement'}), ('discrepancies', {}), ('workload', {})):\n"
        "    plan.ask(name, **given)\n"
        "print(sorted({'networkx', 'rdflib', 'pyvis', 'pyshacl', 'numpy', 'pyoxigraph'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_answers_do_not_depend_on_the_hash_seed(marlbeck):
    program = (
        "import cohesion_graph\n"
        "plan = cohesion_graph.load('tests/fixtures/marlbeck')\n"
        "for name in ('communities', 'brokers', 'single-points', 'cross-references', 'shared-actions', 'cycles'):\n"
        "    print(plan.ask(name).to_json())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert isinstance(marlbeck.store, ox.Store)
