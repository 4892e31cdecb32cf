"""Addresses are made in one place, and lead back to the identifiers they were made from."""

import pytest

from cohesion_graph.model.codes import LinkType, Role
from cohesion_graph.model.ids import node_id
from cohesion_graph.rdf.namespaces import Addresses, code_of, code_term, moved

A = Addresses("https://example.org/", "marlbeck", "plan-2025", "marlbeck-plan")
PLACE = "https://example.org/id/marlbeck"


@pytest.mark.parametrize(
    "node,address",
    [
        ("plan/plan-2025", f"{PLACE}/plan/plan-2025"),
        ("section/local", f"{PLACE}/plan/plan-2025/section/local"),
        (node_id("item", "A1.2_b"), f"{PLACE}/plan/plan-2025/action/A1.2_b"),
        (node_id("item", "A1/report"), f"{PLACE}/plan/plan-2025/action/A1/milestone/report"),
        ("organisation/town-council", f"{PLACE}/organisation/town-council"),
        ("instrument/local-plan", f"{PLACE}/instrument/local-plan"),
        ("source/borough-plan", f"{PLACE}/source/borough-plan"),
    ],
)
def test_a_node_and_its_address_lead_to_each_other(node, address):
    assert (A.node(node), A.node_of(address)) == (address, node)


@pytest.mark.parametrize(
    "claim,address",
    [
        ("A1/claim/src/wording/1", f"{PLACE}/plan/plan-2025/action/A1#claim/src/wording/1"),
        ("A1/claim/claim/src/timing/2", f"{PLACE}/plan/plan-2025/action/A1/milestone/claim#claim/src/timing/2"),
        ("A1/link/claim/src/timing/2", f"{PLACE}/plan/plan-2025/action/A1/milestone/link#claim/src/timing/2"),
    ],
)
def test_a_claim_and_its_address_lead_to_each_other_whatever_its_milestone_is_called(claim, address):
    assert (A.claim(claim), A.claim_of(address)) == (address, claim)


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.org/id/marlbeck/organisation/x",
        f"{PLACE}/organisation/x/y",
        f"{PLACE}/plan/plan-2025/action/A1#claim/src/wording/1",
        f"{PLACE}/plan/another/action/A1",
        f"{PLACE}/source/src/text#char=1,2",
        "",
    ],
)
def test_an_address_that_is_no_node_has_no_node(address):
    assert A.node_of(address) is None


def test_codes_have_addresses_of_the_vocabulary_whatever_the_base():
    addresses = [code_term(Role.LEAD), code_term(LinkType.USES)]
    assert addresses == [
        "https://w3id.org/cohesion-graph/def/role#lead",
        "https://w3id.org/cohesion-graph/def/link-type#uses",
    ]
    assert [code_of(address) for address in addresses] == [Role.LEAD, LinkType.USES]
    assert code_of("https://w3id.org/cohesion-graph/def/role/lead") is Role.LEAD  # as an earlier release wrote it
    assert code_of("https://w3id.org/cohesion-graph/def/role#boss") is None


@pytest.mark.parametrize(
    "before,now",
    [
        ("id/x/plan/p/action/A1/claim/s/timing/2", "id/x/plan/p/action/A1#claim/s/timing/2"),
        ("id/x/plan/p/action/A1/milestone/claim/claim/s/t/2", "id/x/plan/p/action/A1/milestone/claim#claim/s/t/2"),
        (
            "id/x/plan/p/action/A1/link/uses/instrument/i/stated/s",
            "id/x/plan/p/action/A1#link/uses/instrument/i/stated/s",
        ),
        ("id/x/source/s/text/selector/1-2/quote", "id/x/source/s/text#selector/1-2/quote"),
        ("id/x/source/s/doubt/3/alternative/1", "id/x/source/s/doubts#3/alternative/1"),
        ("data/x/d/partition/class/pap-Claim", "data/x/d#partition/class/pap-Claim"),
        ("id/x/plan/p/action/A1/milestone/link", None),
        ("id/x/source/s/doubt/3#alternative/1", "id/x/source/s/doubts#3/alternative/1"),
        ("id/x/source/s/doubt/3", "id/x/source/s/doubts#3"),
        ("id/x/source/s/doubts", None),
        ("id/x/source/s/doubts#3", None),
        ("id/x/plan/p/action/A1/discrepancy/lead/a/b", "id/x/plan/p/action/A1#discrepancy/lead/a/b"),
        ("id/x/plan/p/action/A1#claim/s/timing/2", None),
        ("data/x/d/graph/register", None),
    ],
)
def test_what_moved_into_a_document_is_found_there(before, now):
    assert moved(before) == now


def test_a_doubt_is_told_by_its_address_of_today_and_of_an_earlier_release():
    assert A.doubt("report", 4) == f"{PLACE}/source/report/doubts#4"
    assert [A.doubt_of(f"{PLACE}/source/report/{end}") for end in ("doubts#4", "doubt/4", "doubts", "text#4")] == [
        "report/doubt/4",
        "report/doubt/4",
        None,
        None,
    ]
