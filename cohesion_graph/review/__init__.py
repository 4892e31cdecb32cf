"""The review desk: a draft full of doubts becomes a plan that a person stands behind, without YAML.

`desk` makes the page, one file that opens without a network; `decisions` reads what comes back from it; `deciding`
writes it into the dataset's judgements, all or nothing; `values` tells what a person's own words change.
"""

from cohesion_graph.review.deciding import decided
from cohesion_graph.review.decisions import Decision, read_decisions
from cohesion_graph.review.desk import Desk, desk

__all__ = ["Decision", "Desk", "decided", "desk", "read_decisions"]
