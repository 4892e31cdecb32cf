"""The steps that make an answer from what a query fetched, by the name a ``.rq`` file gives after ``#: then``.

Queries fetch statements with their evidence; what SPARQL cannot say (the path of a chain, how a network hangs together)
is done here and in `graph`. A plan at hand needs no query: its index (`graph.index`) knows the same statements, and the
same steps answer from there. The tests hold both roads equal for every question.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from cohesion_graph.questions.answers import Fetched, Row
from cohesion_graph.questions.binding import Bound

if TYPE_CHECKING:
    from cohesion_graph.graph.index import Index
    from cohesion_graph.questions.registry import Question

__all__ = ["AT_HAND", "STEPS", "Answer", "of_fetched", "of_plan"]

Answer: TypeAlias = tuple[list[Row], list[str]]
"""The rows of an answer, and sentences that must be read with them."""

STEPS = {
    "affected-by": "slipping",
    "brokers": "networks",
    "changed": "progress",
    "coming": "progress",
    "communities": "networks",
    "cross-references": "meetings",
    "cycles": "hanging",
    "deadlines": "dates",
    "depends-on": "hanging",
    "discrepancies": "pairs",
    "doubts": "dates",
    "due": "progress",
    "feeds": "hanging",
    "mentions": "hanging",
    "no-partner": "loads",
    "overdue": "progress",
    "partnership-network": "partners",
    "ranking": "partners",
    "shared-actions": "partners",
    "shared-partners": "partners",
    "shared-responsibilities": "responsibilities",
    "single-points": "networks",
    "timing-order": "slipping",
    "undated": "dates",
    "what-if-merged": "networks",
    "what-if-removed": "networks",
    "what-if-slips": "slipping",
    "without-lead": "responsibilities",
    "workload": "loads",
}
"""The module of each step; it is imported when the step is first taken, so that networkx is only where it is needed."""

_OF_BODIES = frozenset({"loads", "networks", "partners", "responsibilities"})
"""The modules whose steps take `bodies.Bodies`."""
_OF_WAYS = frozenset({"hanging", "slipping"})
"""The modules whose steps take `ways.Ways`."""

AT_HAND = {
    "changed": "when",
    "contributions": "who",
    "cross-references": "words",
    "deadlines": "when",
    "discrepancies": "unsettled",
    "doubts": "unsettled",
    "due": "when",
    "evidence": "words",
    "next": "when",
    "overdue": "when",
    "past-without-report": "when",
    "progress": "when",
    "undated": "unsettled",
    "unowned": "unsettled",
}
"""The module of ``at_hand`` that answers a question of a plan at hand; the others take the same step on both roads."""


def of_fetched(one: Question, fetched: Fetched, bound: Bound) -> Answer:
    """The answer that a step makes of what the query of its question fetched."""
    module = STEPS[one.then]
    if module in _OF_BODIES:
        from cohesion_graph.questions.bodies import FetchedBodies

        return _function(module, one.then)(FetchedBodies(bound, fetched), bound)
    if module in _OF_WAYS:
        from cohesion_graph.questions.ways import FetchedWays

        return _function(module, one.then)(FetchedWays(fetched), bound)
    return _function(module, one.then)(fetched.rows(), bound)


def of_plan(one: Question, index: Index, bound: Bound) -> Answer:
    """The answer to a question from the index of a plan at hand."""
    if one.name in AT_HAND:
        return _function(f"at_hand.{AT_HAND[one.name]}", one.then or one.name)(index, bound)
    module = STEPS[one.then]
    if module in _OF_BODIES:
        from cohesion_graph.questions.bodies import BodiesAtHand

        return _function(module, one.then)(BodiesAtHand(bound, index), bound)
    from cohesion_graph.questions.ways import WaysAtHand

    return _function(module, one.then)(WaysAtHand(index), bound)


def _function(module: str, name: str) -> Callable[[Any, Bound], Answer]:
    """The function called like a step or question; one that is not there is an error of the library itself."""
    found: Callable[[Any, Bound], Answer] = getattr(
        import_module(f"cohesion_graph.questions.{module}"), name.replace("-", "_")
    )
    return found
