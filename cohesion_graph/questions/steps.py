"""The steps that make an answer from what a query fetched, by the name a ``.rq`` file gives after ``#: then``.

Queries fetch statements with their evidence; what SPARQL cannot say (the path of a chain, how a network hangs together)
is done here and in `graph`. A step takes the fetched rows and the bound parameters and gives the answer's rows, and
sentences that must be read with them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

from cohesion_graph.questions.answers import Fetched, Row
from cohesion_graph.questions.binding import Bound

__all__ = ["STEPS", "Step", "step"]

Step: TypeAlias = Callable[[Fetched, Bound], tuple[list[Row], list[str]]]

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
    "no-partner": "dates",
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
    "workload": "dates",
}
"""The module of each step; it is imported when the step is first taken, so that networkx is only where it is needed."""


def step(name: str) -> Step:
    """The step called so; a name that is not there is an error of the library itself."""
    module = import_module(f"cohesion_graph.questions.{STEPS[name]}")
    found: Step = getattr(module, name.replace("-", "_"))
    return found
