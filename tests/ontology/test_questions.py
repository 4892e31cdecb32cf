"""Competency questions: each gives its reviewed answer on both plans, the same in two engines.

Answers are compared as sets of rows, because no engine promises an order. The files under ``tests/golden/questions``
are renewed with ``--regold`` and reviewed as a diff; several are computed a second time from the records.
"""

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from cohesion_graph.derive.findings import past_without_report
from cohesion_graph.model.claims import Responsibility, Timing, Wording
from cohesion_graph.model.codes import Basis, DiscrepancyKind, Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.rdf.catalogue import catalogue
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.store import load_lines

QUESTIONS = sorted((Path(__file__).parents[2] / "ontology" / "questions").glob("*.rq"))
PLANS = ("marlbeck", "stockton")


@pytest.fixture(scope="module")
def stores(marlbeck, stockton):
    """Each plan with its catalogue, in both engines."""
    made = {}
    for name, plan in zip(PLANS, (marlbeck, stockton), strict=True):
        lines = [*describe(plan.derivation), *catalogue(plan.derivation)]
        store, dataset = ox.Store(), rdflib.Dataset(default_union=True)
        load_lines(store, lines)
        dataset.parse(data="".join(lines), format="nquads")
        made[name] = (store, dataset)
    return made


def in_oxigraph(store, text):
    found = store.query(text, use_default_graph_as_union=True)
    names = [variable.value for variable in found.variables]
    return names, {tuple("" if row[name] is None else row[name].value for name in names) for row in found}


def in_rdflib(dataset, text):
    found = dataset.query(text)
    names = [str(variable) for variable in found.vars]
    return names, {tuple("" if value is None else str(value) for value in row) for row in found}


def rows_of(stores, plan, number):
    path = next(path for path in QUESTIONS if path.name.startswith(number))
    return in_oxigraph(stores[plan][0], path.read_text())[1]


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
@pytest.mark.parametrize("plan", PLANS)
def test_a_question_has_its_reviewed_answer(path, plan, stores, golden):
    names, rows = in_oxigraph(stores[plan][0], path.read_text())
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([names, *sorted(rows)])
    golden(f"questions/{path.stem}.{plan}.csv", text.getvalue())


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
@pytest.mark.parametrize("plan", PLANS)
def test_two_engines_give_the_same_answer(path, plan, stores):
    text = path.read_text()
    assert in_rdflib(stores[plan][1], text) == in_oxigraph(stores[plan][0], text)


def test_every_question_is_asked_in_words_and_numbered_without_gaps():
    assert [path.name[:3] for path in QUESTIONS] == [f"{number:03}" for number in range(1, len(QUESTIONS) + 1)]
    assert [path.name for path in QUESTIONS if "?" not in path.read_text().partition("\n")[0]] == []


# The same answers by another road: from the records -----------------------------------------------------------


def claims(dataset: Dataset, kind):
    return [claim for claim in dataset.claims.values() if isinstance(claim, kind)]


@pytest.fixture(params=PLANS)
def asked(request, stores):
    """A plan's records, and a way to ask the store by a question's number."""
    plan = request.getfixturevalue(request.param)
    return plan, lambda number: rows_of(stores, request.param, number)


def test_who_does_what_is_what_the_claims_say(asked):
    plan, ask = asked
    names = {body.id: body.name for body in plan.dataset.registry.bodies}
    told = {(names[one.party], one.role.value, one.item, one.source) for one in claims(plan.dataset, Responsibility)}
    assert ask("001") == told


def test_different_leads_are_the_derived_discrepancies(asked):
    plan, ask = asked
    told = {
        (one.item, one.source_a, one.value_a, one.source_b, one.value_b)
        for one in plan.derivation.discrepancies
        if one.kind is DiscrepancyKind.LEAD
    }
    assert ask("005") == told


def test_the_words_behind_a_lead_are_those_of_the_text(asked):
    plan, ask = asked
    texts = {source.sha256: source.text for source in plan.dataset.sources}
    rows = ask("010")
    assert len(rows) > 0
    assert all(texts[digest][int(start) : int(end)] == quote for *_, quote, start, end, _, digest in rows)


def test_milestones_without_a_body_are_those_without_a_claim(asked):
    plan, ask = asked
    held = {one.item for one in claims(plan.dataset, Responsibility)}
    assert ask("009") == {(item,) for item, one in plan.dataset.items.items() if one.is_milestone and item not in held}


def test_sources_of_an_action_are_counted(asked):
    plan, ask = asked
    worded = {one.item for one in claims(plan.dataset, Wording)}
    told = {(ref, str(len(plan.dataset.sources_of(ref)))) for ref in plan.dataset.actions if ref in worded}
    assert ask("011") == told


def test_claims_on_each_basis_add_up(asked):
    plan, ask = asked
    told = {}
    for claim in plan.dataset.claims.values():
        told[claim.basis.value] = told.get(claim.basis.value, 0) + 1
    assert ask("018") == {(basis, str(count)) for basis, count in told.items()}


def test_no_name_shows_and_no_count_is_wrong(asked):
    _, ask = asked
    assert (ask("019"), ask("030")) == (set(), set())


def test_inherited_responsibilities_are_those_of_the_rule(asked):
    plan, ask = asked
    inherited = [link for link in plan.derivation.links if link.basis is Basis.INHERITED_FROM_ACTION]
    assert len(ask("022")) == len({(link.start, link.end, claim) for link in inherited for claim in link.claims})


def test_what_is_past_without_a_report_is_the_finding(asked):
    import datetime as dt

    plan, ask = asked
    found = past_without_report(plan.dataset, dt.date(2009, 1, 1))
    assert ask("029") == {(finding.item,) for finding in found}


def test_what_is_due_is_due(asked):
    plan, ask = asked
    told = {
        (one.item, one.stated, str(one.deadline.latest_date), one.source)
        for one in claims(plan.dataset, Timing)
        if one.deadline.latest_date and str(one.deadline.latest_date) <= "2008-12-31"
    }
    assert ask("007") == told


def test_a_lead_is_never_made_of_a_mere_responsibility(asked):
    plan, ask = asked
    leads = {one.item for one in claims(plan.dataset, Responsibility) if one.role is Role.LEAD}
    assert {row[0] for row in ask("010")} == leads
