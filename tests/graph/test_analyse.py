"""Who is in what, what is shared, who stands between, what would be left: on networks small enough to draw."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.graph.analyse_network import brokers, communities, partnerships, single_points, too_small
from cohesion_graph.graph.analyse_sharing import ranking, shared_by_bodies, shared_by_items
from cohesion_graph.graph.analyse_what_if import merged, removed, what_changes
from cohesion_graph.graph.involvement import CountingRule, Involvement, councils, counted, involvements, joint_pairs

ALL = CountingRule()
RECORDS = st.lists(
    st.builds(
        Involvement,
        item=st.sampled_from(["A1", "A1/m", "A2", "A3/m", "A3/n", "A4"]),
        body=st.sampled_from("pqrstu"),
        name=st.just("name"),
        kind=st.sampled_from(["partnership", "placeholder"]),
        role=st.sampled_from(["lead", "contribute", "responsible"]),
        source=st.sampled_from(["one", "two"]),
        basis=st.sampled_from(["stated", "inherited-from-action"]),
        claim=st.integers(0, 5).map(str),
    ),
    max_size=25,
)


def record(item, body, role="lead", **more):
    given = {"name": body.upper(), "kind": "partnership", "source": "plan", "basis": "stated"}
    return Involvement(item=item, body=body, role=role, claim=more.pop("claim", f"{item}-{body}"), **given | more)


# A chain of bodies p - q - r, and s alone: A1 has p and q, A2 has q and r, A3 has s only.
CHAIN = [record("A1", "p"), record("A1", "q", "contribute"), record("A2", "q"), record("A2", "r"), record("A3", "s")]


def test_a_body_that_joins_two_others_is_the_broker():
    (broker,) = brokers(partnerships(CHAIN, ALL))
    assert (broker.body, broker.partners, broker.pairs, broker.rank) == ("q", ("p", "r"), 1, 1)
    assert broker.betweenness == pytest.approx(1 / 3, abs=1e-6)  # p-r of the three pairs among p, r and s


def test_single_points_tell_what_is_left_without_anyone_or_lead_or_cut_off():
    found = {one.body: one for one in single_points(CHAIN, ALL)}
    assert set(found) == {"s", "p", "q"}
    assert found["s"].left_without_anyone == ("A3",)
    assert (found["s"].parts_before, found["s"].parts_after) == (2, 1)
    assert found["p"].left_without_lead == ("A1",)
    assert (found["q"].parts_after, found["q"].cut_off) == (3, ("r",))


def test_groups_are_found_and_do_not_change_from_run_to_run():
    triangles = [
        record(f"A{n}", body) for n, bodies in enumerate(["pq", "qr", "pr", "st", "tu", "su", "rs"]) for body in bodies
    ]
    groups = communities(partnerships(triangles, ALL))
    assert [group.members for group in groups] == [("p", "q", "r"), ("s", "t", "u")]
    assert groups[0].inside == {"p": 2, "q": 2, "r": 2}
    assert groups[0].outside == {"p": 0, "q": 0, "r": 1}


def test_a_small_network_says_so():
    assert too_small(partnerships(CHAIN, ALL)).startswith("Only 3 bodies are linked with another")
    ring = [record(f"A{n}", f"b{(n + step) % 12:02}") for n in range(12) for step in (0, 1)]
    assert too_small(partnerships(ring, ALL)) == ""


def test_nothing_is_found_in_nothing():
    assert brokers(partnerships([], ALL)) == []
    assert communities(partnerships([], ALL)) == []
    assert single_points([], ALL) == []
    assert shared_by_bodies([], ALL) == []
    assert ranking([], ALL) == []


def test_shared_items_tell_joint_ones_and_overlap():
    joint = [
        record("A1", "p", claim="1", joint_with=frozenset({"2"})),
        record("A1", "q", claim="2", joint_with=frozenset({"1"})),
        record("A2", "p"),
        record("A2", "q"),
        record("A3", "q"),
    ]
    (pair,) = shared_by_bodies(joint, ALL)
    assert (pair.a, pair.b, pair.items, pair.joint) == ("p", "q", ("A1", "A2"), ("A1",))
    assert pair.overlap == pytest.approx(2 / 3)
    assert joint_pairs(joint) == {("p", "q")}


def test_the_counting_rule_decides():
    records = [
        record("A1", "team", council="council", council_name="Council"),
        record("A1/m", "team", basis="inherited-from-action", council="council", council_name="Council"),
        record("A1", "many", kind="placeholder"),
        record("A2", "q", "contribute", source="extract"),
    ]
    assert [one.body for one in counted(records, ALL)] == ["team", "q"]
    assert [one.body for one in counted(records, CountingRule(teams="rolled-up"))] == ["council", "q"]
    assert [one.item for one in counted(records, CountingRule(count="milestones"))] == ["A1/m"]
    assert [one.body for one in counted(records, CountingRule(source="extract"))] == ["q"]
    assert [one.body for one in counted(records, CountingRule(role="lead", placeholders=True))] == ["team", "many"]


def test_a_body_with_two_roles_in_one_action_counts_once_and_under_both():
    (place,) = ranking([record("A1", "p"), record("A1/m", "p", "contribute")], ALL)
    assert place.items == ("A1",)
    assert place.by_role == {"lead": ("A1",), "contribute": ("A1",)}
    assert place.share == 1.0


def test_removing_a_body_tells_what_is_lost():
    changes = {one.what: one for one in what_changes(CHAIN, removed(CHAIN, "q"), ALL)}
    assert (changes["bodies with a role in anything"].before, changes["bodies with a role in anything"].after) == (4, 3)
    assert changes["pairs of bodies that share something"].lost == ("P + Q", "Q + R")
    assert changes["actions with one body only"].gained == ("A1", "A2")
    assert changes["actions left with nobody"].after == 0


def test_removing_the_only_body_leaves_its_action_with_nobody():
    changes = {one.what: one for one in what_changes(CHAIN, removed(CHAIN, "s"), ALL)}
    assert changes["actions left with nobody"].gained == ("A3",)


def test_merging_two_bodies_joins_their_partners():
    changes = {one.what: one for one in what_changes(CHAIN, merged(CHAIN, "s", "p", "P"), ALL)}
    assert changes["separate groups in the network of bodies"].after == 1
    assert changes["bodies that share nothing with another"].lost == ("S",)


@given(RECORDS)
def test_sharing_is_the_square_of_the_incidence(records):
    """Law: pairs and their weights are the off-diagonal of B transposed times B, here by plain sets."""
    members = {}
    for one in counted(records, ALL):
        members.setdefault(one.action, set()).add(one.body)
    expected = {}
    for bodies in members.values():
        for a in bodies:
            for b in bodies:
                if a < b:
                    expected[a, b] = expected.get((a, b), 0) + 1
    assert {(one.a, one.b): len(one.items) for one in shared_by_bodies(records, ALL)} == expected


@given(RECORDS)
def test_shared_by_items_and_by_bodies_count_the_same_meetings(records):
    """Law: the sum over pairs of items of bodies in common is the sum over bodies of pairs of their items."""
    pairs = sum(len(one.bodies) for one in shared_by_items(records, ALL, 1))
    assert pairs == sum(len(one.items) * (len(one.items) - 1) // 2 for one in ranking(records, ALL))


@given(RECORDS)
def test_single_points_are_what_really_falls_apart(records):
    """Law: taking the body out of the network gives the number of parts that is told."""
    network = partnerships(records, ALL)
    for one in single_points(records, ALL):
        without = network.copy()
        without.remove_node(one.body)
        assert nx.number_connected_components(without) == one.parts_after
        assert set(one.left_without_anyone) <= {each.action for each in counted(records, ALL)}


@given(RECORDS)
def test_groups_part_all_linked_bodies(records):
    network = partnerships(records, ALL)
    grouped = [body for group in communities(network) for body in group.members]
    assert sorted(grouped) == sorted(body for body, degree in network.degree() if degree)


def test_involvements_are_in_the_order_of_the_plan(marlbeck):
    items = list(marlbeck.dataset.items)
    places = [items.index(one.item) for one in involvements(marlbeck.derivation)]
    assert places == sorted(places)


def test_teams_count_as_the_council_they_are_part_of(marlbeck):
    tops = councils(marlbeck.dataset)
    assert tops["mbc-equalities-team"] == "marlbeck-borough-council"
    assert tops["voices-network"] == "voices-network"
