"""Steps for the tests of walks and of circles."""

from hypothesis import strategies as st

from cohesion_graph.graph.walk import Step, turned

NODES = "abcdef"
STEPS = st.lists(
    st.builds(
        Step,
        waiting=st.sampled_from(NODES),
        needed=st.sampled_from(NODES),
        relation=st.sampled_from(["requires", "uses", "partOf"]),
        basis=st.sampled_from(["stated", "inferred-by-rule", "inferred-by-analyst"]),
    ),
    max_size=14,
)


def step(waiting, needed, relation="requires", basis="stated"):
    """One step, turned as its relation is."""
    return Step(waiting, needed, relation, basis, turned(relation))
