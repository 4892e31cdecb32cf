"""What a question may be put to: a loaded plan, or a store with RDF of this package in it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

if TYPE_CHECKING:
    import pyoxigraph

    from cohesion_graph.derive import Derivation
    from cohesion_graph.model.dataset import Dataset

__all__ = ["PlanLike", "is_plan"]


class PlanLike(Protocol):
    """A dataset with what follows from it, each made when first asked for (`cohesion_graph.plan.LoadedPlan` is one)."""

    @property
    def dataset(self) -> Dataset:
        """The plan as its sources tell it."""

    @property
    def derivation(self) -> Derivation:
        """Links and discrepancies."""

    @property
    def graph(self) -> Any:
        """The linked graph, a `networkx.MultiDiGraph` made by `graph.build`."""

    @property
    def store(self) -> pyoxigraph.Store:
        """The RDF of the dataset, one named graph for each source, in an embedded store."""


def is_plan(asked: object) -> TypeGuard[PlanLike]:
    """Whether something is `PlanLike`; told without making its graph or its store, as `isinstance` would."""
    missing = object()
    return all(
        inspect.getattr_static(asked, name, missing) is not missing
        for name in ("dataset", "derivation", "graph", "store")
    )
