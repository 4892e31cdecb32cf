"""Council action plans as one linked graph that can be questioned, drawn and published.

>>> import cohesion_graph
>>> plan = cohesion_graph.load()              # the shipped Stockton plan; or the path of a dataset folder
>>> len(plan.dataset.actions)
32

`load` gives a `LoadedPlan`: the dataset with its graph, its answers, its pictures and its RDF, each made when first
asked for. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cohesion_graph.errors import CohesionError
    from cohesion_graph.model.dataset import Dataset
    from cohesion_graph.plan import LoadedPlan, load
    from cohesion_graph.tables import Table

__all__ = ["CohesionError", "Dataset", "LoadedPlan", "Table", "__version__", "load"]

__version__ = "0.1.0"

_HOMES = {
    "CohesionError": "cohesion_graph.errors",
    "Dataset": "cohesion_graph.model.dataset",
    "LoadedPlan": "cohesion_graph.plan",
    "Table": "cohesion_graph.tables",
    "load": "cohesion_graph.plan",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562), so that ``--help`` stays fast."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
