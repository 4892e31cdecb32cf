"""The plan as a networkx MultiDiGraph: `build` adds nodes and edges, `walk` follows them."""

from cohesion_graph.graph.build import build

__all__ = ["build"]
