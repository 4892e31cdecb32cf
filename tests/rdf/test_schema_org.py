"""schema.org descriptions use its own words, read as JSON-LD, and cannot break out of a page."""

import json
from dataclasses import replace

import pytest
import rdflib
from rdflib.namespace import SDO

from cohesion_graph.derive import Derivation
from cohesion_graph.model.claims import Responsibility, Timing
from cohesion_graph.model.codes import DiscrepancyKind, Resolution, Role
from cohesion_graph.model.ids import node_id
from cohesion_graph.rdf.schema_org import describe_dataset, describe_node, script_text


def words(value):
    """Every property and type that a description uses."""
    if isinstance(value, list):
        return {word for one in value for word in words(one)}
    if not isinstance(value, dict):
        return set()
    own = {name for name in value if not name.startswith("@")} | ({value["@type"]} if "@type" in value else set())
    return own.union(*(words(one) for one in value.values())) if value else own


def described(plan):
    nodes = [node_id("item", item) for item in plan.dataset.items]
    nodes += [node_id("organisation", body) for body in plan.dataset.bodies]
    nodes += [node_id("source", source) for source in plan.dataset.sources_by_id]
    return [
        describe_dataset(plan.derivation, {"data.ttl": 7}),
        *(describe_node(plan.derivation, node) for node in nodes),
    ]


def test_only_words_of_schema_org_are_used(plan):
    used = set().union(*map(words, described(plan)))
    assert {word for word in used if SDO[word] not in SDO} == set()


def test_each_description_reads_as_json_ld_about_its_own_address(plan):
    for description in described(plan):
        content = {**description, "@context": {"@vocab": "https://schema.org/"}}
        graph = rdflib.Graph().parse(data=json.dumps(content), format="json-ld")
        assert (rdflib.URIRef(description["@id"]), rdflib.RDF.type, None) in graph


def test_where_documents_name_different_leads_nobody_is_above_another(stockton):
    """CC1: the plan names no lead for the action, the extract names two; nobody has settled it."""
    told = describe_node(stockton.derivation, "action/CC1")
    taking_part = {body["name"] for body in told["participant"]}
    assert "agent" not in told
    assert {"Stockton Renaissance", "Safer Stockton Partnership"} <= taking_part
    assert told["description"].startswith("The documents differ (")
    assert "actionStatus" not in told  # nobody has reported on it


def settled(plan, item, resolution):
    """The plan with what documents say differently of an item's leads settled one way."""
    told = tuple(
        replace(one, resolution=resolution, reason="as agreed") if one.item == item else one
        for one in plan.derivation.discrepancies
    )
    return Derivation(plan.dataset, plan.derivation.links, told)


def test_what_an_editor_has_settled_is_told(stockton):
    leads = {one.kind: one for one in stockton.derivation.discrepancies if one.item == "CC6"}
    assert DiscrepancyKind.LEAD in leads or DiscrepancyKind.ROLE in leads
    agents = []
    for resolution, source in ((Resolution.FIRST_PREFERRED, 0), (Resolution.SECOND_PREFERRED, 1)):
        told = describe_node(settled(stockton, "CC6", resolution), "action/CC6")
        claims = stockton.dataset.claims_about("CC6", Responsibility, stockton.dataset.sources[source].id)
        names = {stockton.dataset.bodies[claim.party].name for claim in claims if claim.role is Role.LEAD}
        agents.append({agent["name"] for agent in told.get("agent", [])} == names)
        assert "description" not in told
    assert agents == [True, True]


def test_no_day_is_chosen_where_documents_state_several_and_none_is_made_more_exact(plan):
    for item in plan.dataset.items:
        told = describe_node(plan.derivation, node_id("item", item))
        stated = {claim.deadline.date for claim in plan.dataset.claims_about(item, Timing)}
        assert told.get("endTime") in ({str(one) for one in stated} if len(stated) == 1 else {None}) | {None}


def test_nothing_is_told_that_no_source_states(plan):
    assert "temporalCoverage" not in describe_dataset(plan.derivation)


@pytest.mark.parametrize("node", ["plan/x", "action/NOWHERE", "organisation/nobody", "source/none", ""])
def test_what_is_no_page_of_its_own_has_no_description(node, marlbeck):
    assert describe_node(marlbeck.derivation, node) is None


def test_a_script_cannot_be_left():
    hostile = {"name": "</script><script>alert(1)</script>\u2028<!-- &#39; &#60;"}
    assert "<" not in script_text(hostile)
    assert "&#" not in script_text(hostile)  # pages write apostrophes as they are
    assert json.loads(script_text(hostile)) == hostile
