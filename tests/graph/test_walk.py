"""Walking: who waits for whom, directly and through chains."""

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from walking import NODES, STEPS, step

from cohesion_graph.graph.walk import (
    affected,
    by_needed,
    chains,
    follow,
    hops,
    reaching,
    steps_of,
    weakest,
)
from cohesion_graph.model.relations import Relation

LABELS = {"a": "A", "b": "B", "c": "C", "d": "D"}


def test_a_chain_tells_its_hops_its_weakest_basis_and_its_words():
    steps = [step("a", "b", "inLineWith"), step("b", "c", "partOf"), step("c", "d", "feedsInto", "inferred-by-analyst")]
    chain = chains(steps, "d")["a"]
    assert (hops(chain), weakest(chain)) == (2, "inferred-by-analyst")
    assert "; ".join(one.sentence(LABELS) for one in chain) == "A is in line with B; B is part of C; D feeds into C"


def test_fewest_hops_win_then_fewest_steps_then_the_stronger_basis():
    longer = [step("a", "b"), step("b", "d")]
    assert chains([*longer, step("a", "d", "uses")], "d")["a"] == (step("a", "d", "uses"),)
    by_part = [step("a", "c", "partOf"), step("c", "d", "partOf")]
    assert hops(chains([*by_part, step("a", "d")], "d")["a"]) == 0
    two_bases = [step("a", "d", "uses", "inferred-by-rule"), step("a", "d", "requires")]
    assert chains(two_bases, "d")["a"] == (step("a", "d", "requires"),)


@given(STEPS)
def test_a_dependency_hangs_on_what_a_chain_with_a_hop_leads_to(steps):
    """What `reaching` finds beside is reached by a dependency too, only that a way of structure alone is nearer."""
    with_hops = {node for node in NODES if any(hops(chain) for chain in chains(steps, node).values())}
    assert with_hops <= reaching(by_needed(steps))
    structure = {one.needed for one in steps if not one.is_hop}
    assert reaching(by_needed(steps)) <= {one.needed for one in steps if one.is_hop} | structure


def test_nothing_waits_for_what_is_not_there():
    assert chains([], "d") == {}
    assert chains([step("a", "b")], "z") == {}


def test_what_waits_for_itself_is_not_its_own_dependent():
    assert set(chains([step("a", "b"), step("b", "a")], "a")) == {"b"}


@given(STEPS, st.sampled_from(NODES))
def test_hops_are_those_of_networkx(steps, start):
    """Law: as many hops as the shortest weighted path of networkx, and the same things reached."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(NODES)
    graph.add_weighted_edges_from((one.needed, one.waiting, int(one.is_hop)) for one in steps)
    lengths = nx.single_source_dijkstra_path_length(graph, start)
    assert {node: hops(chain) for node, chain in chains(steps, start).items()} == {
        node: length for node, length in lengths.items() if node != start
    }


@given(STEPS, st.sampled_from(NODES))
def test_every_chain_is_made_of_given_steps_and_ends_where_it_was_asked(steps, start):
    for node, chain in chains(steps, start).items():
        assert set(chain) <= set(steps)
        assert (chain[0].waiting, chain[-1].needed) == (node, start)
        assert all(one.needed == other.waiting for one, other in itertools.pairwise(chain))


@given(STEPS, st.sampled_from(NODES), st.randoms())
def test_the_order_of_the_steps_does_not_matter(steps, start, random):
    mixed = list(steps)
    random.shuffle(mixed)
    assert chains(mixed, start) == chains(steps, start)


def test_a_long_chain_is_walked_without_recursion():
    steps = [step(f"n{number:05}", f"n{number + 1:05}") for number in range(5_000)]
    assert hops(chains(steps[:400], "n00400")["n00000"]) == 400


def test_what_hangs_on_the_laa_in_stockton(stockton):
    """CC2 through its monitoring, a part of it; EO10 in line with it. Nothing else waits."""
    found = affected(stockton.graph, "instrument/local-area-agreement")
    actions = {node.split("/")[1] for node, chain in found.items() if node.startswith("action/") and hops(chain)}
    assert actions == {"CC2", "EO10"}
    assert [one.relation for one in found["action/CC2"]] == ["monitoredThrough", "partOf"]


def test_feeding_turns_the_direction_of_waiting(stockton):
    waiting = {(one.waiting, one.needed) for one in steps_of(stockton.graph) if one.relation == "establishes"}
    milestone = "action/CC4/milestone/local-area-agreement-approved-including-cohesion-indicator"
    assert ("instrument/local-area-agreement", milestone) in waiting


def test_follow_gives_the_nearest_first(marlbeck):
    start = "action/A1/milestone/map-of-groups-published"
    assert list(follow(marlbeck.graph, start, Relation.MILESTONE_OF)) == [(1, "action/A1")]
    assert list(follow(marlbeck.graph, "action/A1", Relation.IN_SECTION)) == [(1, "section/lead-actions")]
    assert list(follow(marlbeck.graph, "nowhere", Relation.USES)) == []


@pytest.mark.parametrize("relation", [one for one in Relation if one.is_dependency])
def test_every_dependency_has_words(relation):
    told = step("a", "b", relation.value.term).sentence(LABELS)
    assert told in {f"{a} {told[2:-2]} {b}" for a, b in ("AB", "BA")}
    assert told.startswith("A") is relation.item_waits
