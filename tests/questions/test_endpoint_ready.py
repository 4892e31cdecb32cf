"""Each ready question for any endpoint: plain SPARQL 1.1, nothing left open, the same rows as are asked for."""

import re

import pytest
from click.testing import CliRunner
from rdflib.plugins.sparql import prepareQuery

from cohesion_graph.cli import main
from cohesion_graph.names import names_of
from cohesion_graph.questions.binding import bind, bound_text
from cohesion_graph.questions.endpoint_ready import endpoint_ready, with_unions
from cohesion_graph.questions.registry import questions

GIVEN = {"thing": "local-area-agreement", "body": "safer-stockton-partnership", "source": "borough-plan", "item": "CC1"}
GIVEN |= {"action": "CC1", "instrument": "local-area-agreement", "date": "2008-12-31", "integer": "2", "days": "30"}


def bound(one, stockton):
    needed = {each.name: GIVEN.get(each.type, "CC1") for each in one.parameters if each.required}
    return bind(one, needed, names_of(stockton.dataset))


@pytest.mark.parametrize("one", questions(), ids=lambda one: one.name)
def test_a_question_is_plain_sparql_with_nothing_left_open(one, stockton):
    given = bound(one, stockton)
    text = endpoint_ready(one, given)
    assert "UNDEF" not in text
    assert not re.search(r"#[?-]", text.replace("def/pap#", ""))
    prepareQuery(text)
    found = stockton.store.query(text, use_default_graph_as_union=True)
    asked = stockton.store.query(bound_text(one.text, given.terms, given.values), use_default_graph_as_union=True)
    unions = with_unions(text)
    assert not re.search(r"^[^#]*[\w)][?*]\s", unions, re.MULTILINE)  # no path that may be empty is left
    joined = stockton.store.query(unions, use_default_graph_as_union=True)
    rows = [sorted(tuple(map(str, row)) for row in solutions) for solutions in (found, asked, joined)]
    assert rows[0] == rows[1] == rows[2]


def test_a_question_is_written_by_the_command_and_says_what_it_asks():
    done = CliRunner().invoke(main, ["ask", "contributions", "party=SSP", "--query"])
    assert done.exit_code == 0, done.output
    assert "# party = safer-stockton-partnership" in done.output.splitlines()
