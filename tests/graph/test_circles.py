"""Where waiting goes round in circles."""

import itertools

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from walking import STEPS, step

from cohesion_graph.graph.circles import cycles


def test_of_two_bases_of_one_circle_the_stronger_is_told():
    """Found by hypothesis: the order in which the two came decided before."""
    steps = [step("a", "a", basis="inferred-by-analyst"), step("a", "a", basis="stated")]
    assert cycles(steps) == cycles(steps[::-1]) == [(step("a", "a", basis="stated"),)]


@given(STEPS)
def test_circles_are_the_knots_of_networkx_each_told_by_one_circle(steps):
    graph = nx.DiGraph((one.waiting, one.needed) for one in steps)
    knots = {
        frozenset(knot)
        for knot in nx.strongly_connected_components(graph)
        if len(knot) > 1 or any(graph.has_edge(node, node) for node in knot)
    }
    found = cycles(steps)
    assert len(found) == len(knots)
    for circle in found:
        assert any({one.waiting for one in circle} <= knot for knot in knots)
        assert circle[-1].needed == circle[0].waiting
        assert all(one.needed == other.waiting for one, other in itertools.pairwise(circle))


@given(STEPS, st.randoms())
def test_the_order_of_the_steps_does_not_matter(steps, random):
    mixed = list(steps)
    random.shuffle(mixed)
    assert cycles(mixed) == cycles(steps)


def test_long_chains_and_long_circles_are_walked_without_recursion():
    chain = [step(f"n{number:05}", f"n{number + 1:05}") for number in range(5_000)]
    assert cycles(chain) == []
    (circle,) = cycles([*chain[:400], step("n00400", "n00000")])
    assert len(circle) == 401
