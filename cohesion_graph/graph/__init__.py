"""The plan as a networkx MultiDiGraph: `build` adds nodes and edges, `walk` follows them."""

from cohesion_graph.graph.build import build, several

__all__ = ["build", "several"]
