"""A dataset described and read back is the same dataset; anything else is refused with a reason."""

from hypothesis import HealthCheck, given, settings
from strategies import datasets

from cohesion_graph.derive import derive
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.read import read_lines, read_rdf


def test_a_real_dataset_comes_back_the_same(plan):
    assert read_lines(describe(plan.derivation)) == plan.dataset


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(datasets())
def test_a_generated_dataset_comes_back_the_same(dataset):
    assert read_lines(describe(derive(dataset))) == dataset


def test_a_dataset_comes_back_the_same_from_one_merged_graph(plan):
    merged = (" ".join([line.rsplit(" ", 2)[0], ".\n"]) for line in describe(plan.derivation))
    assert read_rdf("".join(merged).encode(), "ntriples") == plan.dataset
