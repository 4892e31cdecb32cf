"""The data behind the pages."""

from __future__ import annotations

from cohesion_graph.plan import LoadedPlan
from cohesion_graph.rdf.namespaces import PREFIXES

__all__ = ["whole_turtle"]


def whole_turtle(plan: LoadedPlan) -> bytes:
    """Everything as one Turtle file: all graphs together."""
    import pyoxigraph as ox

    quads = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in plan.store}
    ordered = sorted(quads, key=str)
    written = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None
    return written
