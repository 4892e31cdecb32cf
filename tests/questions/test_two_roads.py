"""Two roads, one answer: what SPARQL finds is what a walk over the claims, the derivation and the graph finds."""

import datetime as dt
from collections import defaultdict

import networkx as nx
import pytest

from cohesion_graph.derive import findings
from cohesion_graph.graph.analyse_network import brokers, partnerships, single_points
from cohesion_graph.graph.analyse_sharing import ranking, shared_by_bodies, shared_by_items
from cohesion_graph.graph.build import several
from cohesion_graph.graph.circles import cycles
from cohesion_graph.graph.involvement import CountingRule, involvements
from cohesion_graph.graph.walk import affected, chains, hops, inward_steps_of, steps_of, weakest
from cohesion_graph.model.claims import Timing, Wording
from cohesion_graph.model.ids import action_of, is_milestone, node_id
from cohesion_graph.model.relations import Relation

PLANS = ("marlbeck", "stockton")


@pytest.fixture(params=PLANS)
def plan(request):
    return request.getfixturevalue(request.param)


def place(item):
    return action_of(item), item if is_milestone(item) else ""


def test_contributions_are_the_involvements_of_the_derivation(plan):
    expected = [
        (*place(one.item), one.body, one.role, one.source, one.basis, one.quote)
        for one in involvements(plan.derivation)
    ]
    columns = ("action", "milestone", "party_id", "role", "source", "basis", "quote")
    found = [tuple(row[column] for column in columns) for row in plan.ask("contributions").to_records()]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("teams", ["apart", "rolled-up"])
@pytest.mark.parametrize("count", ["actions", "milestones"])
def test_shared_actions_are_those_counted_from_the_derivation(plan, count, teams):
    rule = CountingRule(count=count, teams=teams)
    expected = [
        (one.a, one.b, len(one.items), "; ".join(one.items), "; ".join(one.joint))
        for one in shared_by_bodies(involvements(plan.derivation), rule, 2)
    ]
    table = plan.ask("shared-actions", count=count, teams=teams).to_records()
    columns = ("body_a_id", "body_b_id", "shared", "items", "joint_items")
    assert [tuple(row[column] for column in columns) for row in table] == expected


@pytest.mark.parametrize("source", ["", "first"])
def test_shared_partners_and_the_ranking_are_those_counted_from_the_derivation(plan, source):
    source = plan.dataset.sources[0].id if source else ""
    records, rule = involvements(plan.derivation), CountingRule(source=source)
    pairs = [(one.a, one.b, len(one.bodies)) for one in shared_by_items(records, rule)]
    table = plan.ask("shared-partners", source=source).to_records()
    assert [(row["action_a"], row["action_b"], row["shared"]) for row in table] == pairs
    places = [(one.body, len(one.items)) for one in ranking(records, rule)]
    assert [(row["party_id"], row["counted"]) for row in plan.ask("ranking", source=source).to_records()] == places


def test_brokers_and_single_points_are_those_of_the_network_of_the_derivation(plan):
    records, rule = involvements(plan.derivation), CountingRule()
    found = [(one.body, one.pairs, round(one.betweenness, 3)) for one in brokers(partnerships(records, rule))]
    columns = ("party_id", "pairs", "betweenness")
    assert [tuple(row[column] for column in columns) for row in plan.ask("brokers").to_records()] == found
    points = [(one.body, "; ".join(one.left_without_anyone)) for one in single_points(records, rule)]
    assert [(row["party_id"], row["items"]) for row in plan.ask("single-points").to_records()] == points


def things(plan):
    """Everything that can be hung on: node and the identifier to ask with."""
    yield from ((node_id("instrument", one), f"instrument/{one}") for one in plan.dataset.instruments)
    yield from ((node_id("organisation", one), f"organisation/{one}") for one in plan.dataset.bodies)
    yield from ((node_id("item", one), one) for one in plan.dataset.items)


def test_what_is_affected_is_what_a_walk_over_the_graph_reaches(plan):
    for node, name in things(plan):
        expected = {
            (found.rpartition("/")[2], hops(chain), weakest(chain))
            for found, chain in affected(plan.graph, node).items()
            if hops(chain)
        }
        table = plan.ask("affected-by", by=name).to_records()
        answer = {(row["affected_id"].rpartition("/")[2], row["hops"], row["weakest_basis"]) for row in table}
        assert answer == expected, name


def test_what_depends_is_what_networkx_finds_by_its_own_shortest_paths(plan):
    """Hops by Dijkstra on a plain weighted DiGraph, built apart from `graph.walk`."""
    waiting = nx.DiGraph()
    for start, end, term, facts in plan.graph.edges(keys=True, data=True):
        if term == Relation.PART_OF.value.term:
            waiting.add_edge(start, end, hop=0)
        elif term == Relation.MILESTONE_OF.value.term:
            waiting.add_edge(end, start, hop=0)
        elif facts["family"] in {"depends", "feeds"}:
            one, other = (start, end) if facts["family"] == "depends" else (end, start)
            waiting.add_edge(one, other, hop=1)
    for node, name in things(plan):
        lengths = {}
        if node in waiting:
            lengths = nx.single_source_dijkstra_path_length(waiting.reverse(), node, weight="hop")
        expected = {found: length for found, length in lengths.items() if found != node}
        assert {found: hops(chain) for found, chain in chains(steps_of(plan.graph), node).items()} == expected, name


def test_every_listed_dependent_is_on_the_graph(plan):
    for node, name in things(plan):
        waits, feeds = chains(steps_of(plan.graph), node), chains(inward_steps_of(plan.graph), node)
        for row in plan.ask("depends-on", on=name).to_records():
            item = node_id("item", row["milestone"] or row["action"])
            if row["family"] == "depends":
                assert row["hops"] >= hops(waits[item]), row
            elif row["family"] == "feeds":
                assert row["hops"] >= hops(feeds[item]), row
            else:
                ends = {
                    end for _, end, key in plan.graph.out_edges(item, keys=True) if key in {"refersTo", "reportedTo"}
                }
                assert any(end == node or nx.has_path(parts(plan), end, node) for end in ends), row


def parts(plan):
    """The graph of parts and wholes, every node in it."""
    found = nx.DiGraph()
    found.add_nodes_from(plan.graph)
    found.add_edges_from((s, e) for s, e, key in plan.graph.edges(keys=True) if key == Relation.PART_OF.value.term)
    return found


def test_direct_links_are_the_edges_of_the_graph(plan):
    """Every dependency edge is a direct row of its target, with the sources that the edge carries."""
    for _, end, _, facts in plan.graph.edges(keys=True, data=True):
        if facts["family"] != "depends":
            continue
        kind, _, rest = end.partition("/")
        name = rest.replace("/milestone/", "/") if kind == "action" else end
        rows = [row for row in plan.ask("depends-on", on=name).to_records() if row["family"] == "depends"]
        direct = {row["source"] for row in rows if row["hops"] == 1}
        assert set(several(facts["sources"])) <= direct


def test_circles_are_those_of_the_graph(plan):
    found = cycles(steps_of(plan.graph))
    knots = [
        knot
        for knot in nx.strongly_connected_components(nx.DiGraph((s.waiting, s.needed) for s in steps_of(plan.graph)))
        if len(knot) > 1
    ]
    assert len(found) == len(knots)
    assert [row["length"] for row in plan.ask("cycles").to_records()] == [hops(circle) for circle in found]


def test_undated_unowned_and_past_are_the_findings_of_the_derivation(plan):
    as_of = dt.date(2009, 3, 31) if plan.dataset.id == "stockton" else dt.date(2025, 7, 1)
    told = defaultdict(set)
    for finding in findings(plan.dataset, as_of):
        told[finding.kind].add(finding.item)
    told["undated"] |= told["unread-date"]
    for question, given in (("undated", {}), ("unowned", {}), ("past-without-report", {"as_of": as_of})):
        rows = plan.ask(question, **given).to_records()
        assert {row["milestone"] or row["action"] for row in rows} == told[question], question


def test_due_lists_every_stated_date_and_deadlines_every_deadline(plan):
    claims = [claim for claim in plan.dataset.claims.values() if isinstance(claim, Timing)]
    dated = sorted(
        (claim.deadline.latest_date, *place(claim.item), claim.stated, claim.source)
        for claim in claims
        if claim.deadline.latest_date
    )
    columns = ("due", "action", "milestone", "stated", "source")
    assert sorted(tuple(row[one] for one in columns) for row in plan.ask("due").to_records()) == dated
    day = dt.date(2010, 1, 1)
    expected = sorted((*place(one.item), one.stated, str(one.deadline.next_occurrence(day) or "")) for one in claims)
    columns = ("action", "milestone", "stated", "next_occurrence")
    found = sorted(tuple(row[one] for one in columns) for row in plan.ask("deadlines", as_of=day).to_records())
    assert found == expected


def test_discrepancies_and_doubts_are_those_of_the_dataset(plan):
    expected = {(one.id, one.kind.value, one.value_a, one.value_b) for one in plan.derivation.discrepancies}
    columns = ("discrepancy_id", "kind", "value_a", "value_b")
    assert {tuple(row[one] for one in columns) for row in plan.ask("discrepancies").to_records()} == expected
    doubts = {(one.id, one.what, "; ".join(one.readings), one.quote) for one in plan.dataset.doubts.values()}
    columns = ("doubt_id", "what", "alternatives", "quote")
    assert {tuple(row[one] for one in columns) for row in plan.ask("doubts").to_records()} == doubts


def test_evidence_is_every_quotation_of_every_claim(plan):
    for ref in plan.dataset.actions:
        items = {ref, *plan.dataset.milestones_of(ref)}
        expected = {
            (claim.id, quotation.start, quotation.end, quotation.exact)
            for claim in plan.dataset.claims.values()
            if claim.item in items
            for quotation in claim.evidence
        }
        columns = ("claim_id", "start", "end", "quote")
        rows = plan.ask("evidence", action=ref).to_records()
        assert {tuple(row[one] for one in columns) for row in rows} == expected


def test_quotations_of_a_row_are_those_of_its_claim_in_reading_order(plan):
    """Also where a claim quotes its words in another order than the text has them."""
    quotes = {(claim.item, claim.source, claim.quote) for claim in plan.dataset.claims.values()}
    quotes |= {(None, doubt.source, doubt.quote) for doubt in plan.dataset.doubts.values()}
    for row in plan.ask("doubts").to_records():
        assert (None, row["source"], row["quote"]) in quotes
    for row in plan.ask("deadlines").to_records():
        assert (row["milestone"] or row["action"], row["source"], row["quote"]) in quotes


def test_actions_without_a_partner_are_those_the_derivation_leaves_alone(plan):
    members = defaultdict(set)
    for one in involvements(plan.derivation):
        if one.is_stated and one.kind != "placeholder":
            members[one.action].add(one.body)
    expected = {ref: len(members[ref]) for ref in plan.dataset.actions if len(members[ref]) < 2}
    assert {row["action"]: row["bodies"] for row in plan.ask("no-partner").to_records()} == expected


def test_items_in_the_same_words_meet(plan):
    by_words = defaultdict(set)
    for claim in plan.dataset.claims.values():
        if isinstance(claim, Wording):
            by_words[claim.text].add(claim.item)
    expected = {
        frozenset(pair)
        for items in by_words.values()
        for pair in ((a, b) for a in items for b in items if action_of(a) != action_of(b))
    }
    rows = plan.ask("cross-references", reason="text").to_records()
    sides = {frozenset((row["milestone_a"] or row["action_a"], row["milestone_b"] or row["action_b"])) for row in rows}
    assert sides == expected
