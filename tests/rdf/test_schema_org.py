"""schema.org descriptions use its own words, read as JSON-LD, and cannot break out of a page."""

import json

import pytest
import rdflib
from rdflib.namespace import SDO

from cohesion_graph.model.ids import node_id
from cohesion_graph.rdf.schema_org import describe_dataset, describe_node, script_text


def words(value):
    """Every property and type that a description uses."""
    if isinstance(value, list):
        return {word for one in value for word in words(one)}
    if not isinstance(value, dict):
        return set()
    own = {name for name in value if not name.startswith("@")} | {value["@type"]} if "@type" in value else set(value)
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


def test_two_leads_are_two_agents(stockton):
    described_action = describe_node(stockton.derivation, "action/CC1")
    assert {"Stockton Renaissance"} <= {agent["name"] for agent in described_action["agent"]}
    assert described_action["actionStatus"] == "https://schema.org/PotentialActionStatus"


@pytest.mark.parametrize("node", ["plan/x", "action/NOWHERE", "organisation/nobody", "source/none", ""])
def test_what_is_no_page_of_its_own_has_no_description(node, marlbeck):
    assert describe_node(marlbeck.derivation, node) is None


def test_a_script_cannot_be_left():
    hostile = {"name": "</script><script>alert(1)</script>\u2028<!--"}
    assert "<" not in script_text(hostile)
    assert json.loads(script_text(hostile)) == hostile
