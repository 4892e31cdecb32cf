"""Council action plans as one linked graph that can be questioned, drawn and published.

>>> import cohesion_graph
>>> plan = cohesion_graph.load()              # the shipped Stockton plan; or the path of a dataset folder
>>> len(plan.dataset.actions)
32

`load` opens a dataset, `read` a plan's documents, `compare` sets two plans side by side. The first two give a `Plan`:
the dataset with its graph, its answers, its pictures and its RDF, each made when first asked for; ``help(plan)`` lists
what it can do. `open_collection` opens many plans together. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cohesion_graph.collections.opened import PlanCollection, open_collection
    from cohesion_graph.errors import CohesionError
    from cohesion_graph.model.dataset import Dataset
    from cohesion_graph.opened import Plan, compare, load, read
    from cohesion_graph.plan import LoadedPlan
    from cohesion_graph.tables import Table

__all__ = [
    "CohesionError",
    "Dataset",
    "LoadedPlan",
    "Plan",
    "PlanCollection",
    "Table",
    "__version__",
    "compare",
    "load",
    "open_collection",
    "read",
]

__version__ = "0.1.0"

_HOMES = {
    "CohesionError": "cohesion_graph.errors",
    "Dataset": "cohesion_graph.model.dataset",
    "LoadedPlan": "cohesion_graph.plan",
    "Plan": "cohesion_graph.opened",
    "PlanCollection": "cohesion_graph.collections.opened",
    "Table": "cohesion_graph.tables",
    "compare": "cohesion_graph.opened",
    "load": "cohesion_graph.opened",
    "open_collection": "cohesion_graph.collections.opened",
    "read": "cohesion_graph.opened",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562), so that ``--help`` stays fast."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
