"""Claims to links, inherited responsibilities, discrepancies and findings: once, for everything that needs them.

`derive` is the whole of it; the graph, the RDF, the tables and the pictures read its result and derive nothing more.
Each rule is one function; each row it makes names its basis and the claims it came from.
"""

from cohesion_graph.derive.derivation import Derivation, derive
from cohesion_graph.derive.discrepancies import Discrepancy
from cohesion_graph.derive.findings import Finding, findings
from cohesion_graph.derive.links import Link

__all__ = ["Derivation", "Discrepancy", "Finding", "Link", "derive", "findings"]
