"""Two roads, one answer: what SPARQL and its steps find is what a plain walk over the plan's graph finds.

The walks here are written with networkx on plain graphs of their own, apart from `graph.walk`.
"""

import calendar
import datetime as dt
from collections import defaultdict
from itertools import combinations

import networkx as nx
import pytest

from cohesion_graph.graph.analyse_network import communities, partnerships
from cohesion_graph.graph.analyse_sharing import shared_by_bodies
from cohesion_graph.graph.analyse_what_if import merged, removed, what_changes
from cohesion_graph.graph.build import several
from cohesion_graph.graph.involvement import CountingRule, involvements
from cohesion_graph.model.claims import Timing, Wording
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.ids import action_of, is_milestone, node_id
from cohesion_graph.questions.cells import joined

PLANS = ("marlbeck", "out_of_order", "stockton")
STRUCTURE = {"partOf", "milestoneOf"}
ROLES = {"ledBy": "lead", "contributedToBy": "contribute", "assignedTo": "responsible"}


@pytest.fixture(params=PLANS)
def plan(request):
    return request.getfixturevalue(request.param)


def things(plan):
    """Everything that can be asked about: node, and the identifier to ask with."""
    yield from ((node_id("instrument", one), f"instrument/{one}") for one in plan.dataset.instruments)
    yield from ((node_id("organisation", one), f"organisation/{one}") for one in plan.dataset.bodies)
    yield from ((node_id("item", one), one) for one in plan.dataset.items)


def items(plan):
    """The identifier of each item by its node."""
    return {node_id("item", one): one for one in plan.dataset.items}


def item_of(row):
    return row["milestone"] or row["action"]


def edges_of(plan, *families):
    return [
        (start, end) for start, end, _, facts in plan.graph.edges(keys=True, data=True) if facts["family"] in families
    ]


def structure(plan, term):
    return [(start, end) for start, end, key in plan.graph.edges(keys=True) if key == term]


def waiting_graph(plan):
    """Edges run from what waits to what it waits for; ``hop`` is 0 for parts and milestones."""
    found = nx.DiGraph()
    found.add_edges_from(structure(plan, "partOf"), hop=0)
    found.add_edges_from(((end, start) for start, end in structure(plan, "milestoneOf")), hop=0)
    found.add_edges_from(edges_of(plan, "depends"), hop=1)
    found.add_edges_from(((end, start) for start, end in edges_of(plan, "feeds")), hop=1)
    return found


def test_what_feeds_a_thing_is_what_leads_into_it_on_the_graph(plan):
    inward = nx.DiGraph()
    inward.add_edges_from(structure(plan, "partOf") + structure(plan, "milestoneOf"), hop=0)
    feeding = edges_of(plan, "feeds")
    inward.add_edges_from(feeding, hop=1)
    known = items(plan)
    for node, name in things(plan):
        onward = nx.single_source_dijkstra(inward.reverse(), node, weight="hop") if node in inward else ({}, {})
        expected = {
            (known[start], end.rpartition("/")[2], 1 + onward[0][end])
            for start, end in feeding
            if end in onward[0] and start != node and start not in onward[1][end]
        }
        rows = plan.ask("feeds", into=name).to_records()
        assert {(item_of(row), row["target_id"].rpartition("/")[2], row["hops"]) for row in rows} == expected, name


def test_what_mentions_a_thing_names_it_or_a_part_of_it_on_the_graph(plan):
    parts = nx.DiGraph(structure(plan, "partOf"))
    known = items(plan)
    for node, name in things(plan):
        wanted = {node} | (nx.ancestors(parts, node) if node in parts else set())
        expected = {
            (known[start], key, end.rpartition("/")[2])
            for start, end, key in plan.graph.edges(keys=True)
            if key in {"refersTo", "reportedTo"} and end in wanted
        }
        types = {"refers-to": "refersTo", "reported-to": "reportedTo"}
        rows = plan.ask("mentions", of=name).to_records()
        found = {(item_of(row), types[row["type"]], row["target_id"].rpartition("/")[2]) for row in rows}
        assert found == expected, name


def deadlines(plan):
    """The last days allowed and bases, by item and source."""
    found = defaultdict(lambda: defaultdict(list))
    for claim in plan.dataset.claims.values():
        if isinstance(claim, Timing):
            found[claim.item][claim.source].append(claim)
    return found


def in_force(own, item):
    """The deadlines of an item: its own in each source, else its action's there."""
    above = own[action_of(item)] if is_milestone(item) else {}
    for source in {*own[item], *above}:
        inherited = [claim for claim in above.get(source, ()) if claim.basis is not Basis.CELL_NOT_ALIGNED]
        yield from own[item].get(source) or inherited


def test_what_is_out_of_order_waits_on_the_graph_and_is_due_before(plan):
    """Brute force: every two items of which one waits for the other, with every two of their deadlines."""
    waiting, own, known = waiting_graph(plan), deadlines(plan), items(plan)
    expected = set()
    for start, item in known.items():
        lengths, paths = nx.single_source_dijkstra(waiting, start, weight="hop") if start in waiting else ({}, {})
        for end, hops in lengths.items():
            if not hops or end not in known:
                continue
            is_own = waiting.edges[paths[end][-2], end]["hop"] == 0
            needs = own[known[end]].values() if is_own else [in_force(own, known[end])]
            takes_over = waiting.edges[start, paths[end][1]]["hop"] == 0
            for mine in in_force(own, item):
                if takes_over and mine.source not in own[known[paths[end][1]]]:
                    continue
                for other in (claim for told in needs for claim in told):
                    day, later = mine.deadline.latest_date, other.deadline.latest_date
                    if day and later and day < later:
                        expected.add((item, known[end], day, later, hops))
    rows = plan.ask("timing-order").to_records()
    found = {(item_of(row), row["needs_id"], row["due"], row["needs_due"], row["hops"]) for row in rows}
    assert found == expected


def test_the_load_of_each_quarter_is_counted_from_the_claims(plan):
    own = deadlines(plan)
    expected = defaultdict(set)
    for one in involvements(plan.derivation):
        if one.kind == "placeholder" or one.basis in {"inherited-from-action", "rolled-up"}:
            continue
        due = own[one.item].get(one.source) or own[one.action].get(one.source) or [None]
        for claim in due:
            last = claim and claim.deadline.latest_date
            when = (
                f"{last.year}-Q{(last.month + 2) // 3}" if last else claim.deadline.kind.value if claim else "no date"
            )
            expected[one.body, one.role, when].add(one.item)
    rows = plan.ask("workload").to_records()
    found = {(row["party_id"], row["role"], row["quarter"]): set(row["which"].split("; ")) for row in rows}
    assert found == expected
    assert all(row["items"] == len(row["which"].split("; ")) for row in rows)


@pytest.mark.parametrize("count", ["actions", "milestones"])
def test_groups_and_pairs_are_those_of_the_network_of_the_derivation(plan, count):
    records, rule = involvements(plan.derivation), CountingRule(count=count)
    groups = communities(partnerships(records, rule))
    expected = {
        (number, body, group.inside[body], group.outside[body])
        for number, group in enumerate(groups, 1)
        for body in group.members
    }
    rows = plan.ask("communities", count=count).to_records()
    assert {(row["community"], row["party_id"], row["inside"], row["outside"]) for row in rows} == expected
    pairs = [(one.a, one.b, len(one.items), len(one.joint)) for one in shared_by_bodies(records, rule)]
    table = plan.ask("partnership-network", count=count).to_records()
    assert [(row["body_a_id"], row["body_b_id"], row["shared"], row["jointly"]) for row in table] == pairs


def test_what_a_body_leaves_behind_is_what_the_graph_has_no_other_body_for(plan):
    """The measures before and after from the derivation, and one of them counted on the graph itself."""
    records, rule = involvements(plan.derivation), CountingRule()
    bodies = defaultdict(set)
    for start, end, key, facts in plan.graph.edges(keys=True, data=True):
        is_own = set(several(facts["bases"])) - {"inherited-from-action", "rolled-up"}
        if key in ROLES and is_own and plan.graph.nodes[end]["type"] != "placeholder":
            bodies[start.split("/milestone/")[0].removeprefix("action/")].add(end)
    for body in plan.dataset.bodies:
        changes = what_changes(records, removed(records, body), rule)
        expected = [(one.what, one.before, one.after) for one in changes]
        rows = plan.ask("what-if-removed", party=f"organisation/{body}").to_records()
        assert [(row["what"], row["before"], row["after"]) for row in rows] == expected, body
        left = {ref for ref, held in bodies.items() if held == {f"organisation/{body}"}}
        alone = next(row for row in rows if row["what"] == "actions left with nobody")
        assert {*alone["gained"].split("; ")} - {""} == left, body


def test_merging_two_bodies_is_counting_one_as_the_other(plan):
    records, rule = involvements(plan.derivation), CountingRule()
    first, second = sorted({one.body for one in records if one.kind != "placeholder"})[:2]
    name = plan.dataset.bodies[second].name
    changes = what_changes(records, merged(records, first, second, name), rule)
    rows = plan.ask("what-if-merged", party=first, into=second).to_records()
    columns = ("what", "before", "after", "lost", "gained")
    assert [tuple(row[one] for one in columns) for row in rows] == [
        (one.what, one.before, one.after, "; ".join(one.lost), "; ".join(one.gained)) for one in changes
    ]


def test_items_meet_in_what_they_both_lead_to_on_the_graph(plan):
    known = items(plan)
    by_thing = defaultdict(set)
    expected = set()
    for start, end, key, facts in plan.graph.edges(keys=True, data=True):
        if start not in known or key in ROLES or facts["family"] not in {"depends", "feeds", "reports", "mentions"}:
            continue
        if end in known:
            if action_of(known[start]) != action_of(known[end]):
                expected.add(("item", frozenset((known[start], known[end]))))
        elif plan.graph.nodes[end].get("type") != "placeholder":
            reason = "instrument" if end.startswith("instrument/") else "group"
            by_thing[reason, end].add(known[start])
    for (reason, _), named in by_thing.items():
        expected |= {
            (reason, frozenset(pair)) for pair in combinations(named, 2) if action_of(pair[0]) != action_of(pair[1])
        }
    rows = [row for row in plan.ask("cross-references").to_records() if row["reason"] != "text"]
    found = {
        (row["reason"], frozenset((row["milestone_a"] or row["action_a"], row["milestone_b"] or row["action_b"])))
        for row in rows
    }
    assert found == expected


def test_whose_it_is_and_by_when_stands_with_everything_that_is_affected(plan):
    own, roles = deadlines(plan), defaultdict(set)
    for one in involvements(plan.derivation):
        roles[one.item, one.role].add(f"{one.name} ({one.source})")
    for _, name in things(plan):
        for row in plan.ask("affected-by", by=name).to_records():
            if not row["action"]:
                continue
            item = item_of(row)
            for role in ROLES.values():
                assert {*row[role].split("; ")} - {""} == roles[item, role], row
            told = list(in_force(own, item))
            assert row["due"] == joined(f"{claim.stated} ({claim.source})" for claim in told)
            days = [claim.deadline.latest_date for claim in told if claim.deadline.latest_date]
            assert row["latest_date"] == min(days, default=None)


def moved(day, months):
    """A day so many months later; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def test_what_slips_moves_every_deadline_in_force_of_what_waits_on_the_graph(plan):
    waiting, own, known = waiting_graph(plan), deadlines(plan), items(plan)
    for node, name in things(plan):
        hops = nx.single_source_dijkstra_path_length(waiting.reverse(), node, weight="hop") if node in waiting else {}
        expected = []
        for item, far in ((known[found], far) for found, far in hops.items() if far and found in known):
            told = [(claim.stated, claim.deadline.latest_date) for claim in in_force(own, item)] or [("", None)]
            expected += [(item, far, words, str(day), str(day and moved(day, 7))) for words, day in told]
        rows = plan.ask("what-if-slips", by=name, months=7).to_records()
        found = [(item_of(row), row["hops"], row["stated"], str(row["before"]), str(row["after"])) for row in rows]
        assert sorted(found) == sorted(expected), name


def test_items_of_different_actions_meet_in_the_bodies_that_both_have_a_role_for(plan):
    held = defaultdict(set)
    for one in involvements(plan.derivation):
        if one.is_stated and one.kind != "placeholder":
            held[one.name].add(one.item)
    expected = {
        (name, frozenset(pair))
        for name, given in held.items()
        for pair in combinations(given, 2)
        if action_of(pair[0]) != action_of(pair[1])
    }
    rows = plan.ask("cross-references", reason="body", most=10_000).to_records()
    sides = [
        (row["shared"], frozenset((row["milestone_a"] or row["action_a"], row["milestone_b"] or row["action_b"])))
        for row in rows
    ]
    assert set(sides) == expected
    assert len(sides) == len(expected)


def test_what_one_source_leaves_undated_is_what_none_of_its_own_deadlines_is_about(plan):
    for source in plan.dataset.sources:
        told = [claim for claim in plan.dataset.claims.values() if claim.source == source.id]
        dated = {claim.item for claim in told if isinstance(claim, Timing) and claim.deadline.is_understood}
        has_dated_milestone = {action_of(item) for item in dated}
        expected = sorted(
            claim.item
            for claim in told
            if isinstance(claim, Wording)
            and not {claim.item, action_of(claim.item)} & dated
            and claim.item not in has_dated_milestone
        )
        rows = plan.ask("undated", source=source.id).to_records()
        assert sorted(item_of(row) for row in rows) == expected
        assert all(row["source"] == source.id for row in rows)


def test_actions_of_one_body_are_counted_in_each_source_by_itself(plan):
    for source in plan.dataset.sources:
        members = defaultdict(set)
        for one in involvements(plan.derivation):
            if one.is_stated and one.kind != "placeholder" and one.source == source.id:
                members[one.action].add(one.body)
        worded = {
            claim.item
            for claim in plan.dataset.claims.values()
            if claim.source == source.id and isinstance(claim, Wording) and not is_milestone(claim.item)
        }
        expected = {ref: len(members[ref]) for ref in worded | set(members) if len(members[ref]) < 2}
        rows = plan.ask("no-partner", source=source.id).to_records()
        assert {row["action"]: row["bodies"] for row in rows} == expected, source.id
