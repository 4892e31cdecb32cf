"""StratML Part 2 that a schema validator accepts, whatever the plan holds, and that says what the plan says."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from strategies import datasets

from cohesion_graph.derive import derive
from cohesion_graph.model.claims import Dependency
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.rdf.stratml import NAMESPACE, stratml

NAMES = {"s": NAMESPACE}


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(Path(__file__).with_name("stratml-part2.xsd")))


def test_a_real_plan_is_valid(plan, schema):
    schema.assertValid(etree.fromstring(stratml(plan.derivation)))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(dataset=datasets())
def test_any_plan_is_valid(dataset, schema):
    schema.assertValid(etree.fromstring(stratml(derive(dataset))))


def test_the_schema_refuses_what_is_out_of_order(marlbeck, schema):
    damaged = stratml(marlbeck.derivation).replace(b"UnitOfMeasurement", b"UnitOfMeasure")
    assert not schema.validate(etree.fromstring(damaged))


def test_sections_actions_and_milestones_are_all_there_in_order(plan):
    root = etree.fromstring(stratml(plan.derivation))
    told = [
        (
            goal.findtext("s:Name", None, NAMES),
            [
                (
                    objective.findtext("s:SequenceIndicator", None, NAMES),
                    len(objective.findall("s:PerformanceIndicator", NAMES)),
                )
                for objective in goal.iterfind("s:Objective", NAMES)
            ],
        )
        for goal in root.iterfind(".//s:Goal", NAMES)
    ]
    assert told == [
        (section.title, [(action.ref, len(action.milestones)) for action in section.actions])
        for section in plan.dataset.plan.sections
    ]


def test_two_leads_are_both_told_with_their_sources(stockton):
    root = etree.fromstring(stratml(stockton.derivation))
    (action,) = root.xpath(".//s:Objective[s:SequenceIndicator='CC1']", namespaces=NAMES)
    leads = {
        holder.findtext("s:Name", None, NAMES)
        for holder in action.iterfind("s:Stakeholder", NAMES)
        if "leads" in [role.findtext("s:Name", None, NAMES) for role in holder.iterfind("s:Role", NAMES)]
    }
    assert {"Stockton Renaissance", "Safer Stockton Partnership"} <= leads
    assert "The sources differ (different leads)" in action.findtext("s:OtherInformation", None, NAMES)


def test_the_same_plan_gives_the_same_bytes(plan):
    assert stratml(plan.derivation) == stratml(derive(plan.dataset))


def test_a_plan_whose_title_is_white_space_is_valid(marlbeck, schema):
    plan = marlbeck.dataset.plan.model_copy(update={"title": "\n"})
    blank = marlbeck.dataset.model_copy(update={"plan": plan})
    schema.assertValid(root := etree.fromstring(stratml(derive(blank))))
    assert root.findtext("s:Name", None, NAMES) == ""


def test_names_are_words_and_nothing_is_said_twice(plan):
    root = etree.fromstring(stratml(plan.derivation))
    for objective in root.iterfind(".//s:Objective", NAMES):
        ref = objective.findtext("s:SequenceIndicator", None, NAMES)
        title = " ".join(plan.dataset.title_of(ref).split())
        assert objective.findtext("s:Name", None, NAMES) == title
        assert objective.findtext("s:Description", None, NAMES) != title
        remarks = objective.findtext("s:OtherInformation", "", NAMES)
        assert ".." not in remarks.replace("...", "")
        for indicator in objective.iterfind("s:PerformanceIndicator", NAMES):
            relations = [
                (one.findtext("s:Name", None, NAMES), one.findtext("s:ReferentIdentifier", None, NAMES))
                for one in indicator.iterfind("s:Relationship", NAMES)
            ]
            assert len(set(relations)) == len(relations)
            assert all(": " in name for name, _ in relations)


def test_a_document_that_states_a_relation_twice_is_named_once(marlbeck):
    """A relation quoted from two places of one document is still one relation according to one document."""
    plan = marlbeck.dataset
    twice = []
    for reading in plan.readings:
        again = [one.model_copy(update={"n": one.n + 500}) for one in reading.claims if isinstance(one, Dependency)]
        twice.append(reading.model_copy(update={"claims": (*reading.claims, *again)}))
    repeated = Dataset(**{name: getattr(plan, name) for name in Dataset.model_fields} | {"readings": twice})
    assert len(repeated.claims) > len(plan.claims)
    assert stratml(derive(repeated)) == stratml(marlbeck.derivation)


def test_every_relation_leads_to_an_item_of_the_file_or_to_an_address(plan):
    """The stylesheet of StratML shows the words of a relation as a link, and nothing where it leads nowhere."""
    root = etree.fromstring(stratml(plan.derivation))
    known = {one.text for one in root.iterfind(".//s:Identifier", NAMES)}
    a = Addresses.of(plan.dataset)
    known |= {*map(a.organisation, plan.dataset.bodies), *map(a.instrument, plan.dataset.instruments)}
    ends = [one.findtext("s:ReferentIdentifier", "", NAMES) for one in root.iterfind(".//s:Relationship", NAMES)]
    assert ends
    assert set(ends) - known == set()


def test_no_span_of_deadlines_is_given_out_as_the_plans_own(plan):
    told = etree.fromstring(stratml(plan.derivation)).find("s:AdministrativeInformation", NAMES)
    assert [etree.QName(one).localname for one in told] == ["Identifier", "Source"]
