#!/bin/sh
# networkx 3.6.1: write_gexf takes a node attribute called "id" for the identifier of the node.
#
# Two nodes that share a value of that attribute are written with one identifier: read back they are one node, and the
# edge between them is a loop. Nothing warns. GraphML written from the same graph is right. It is met where nodes of
# several kinds ("action/A1", "body/A1") carry the identifier that they have among their kind.
#
# Exits with 0 while it is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check networkx==3.6.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
import warnings

import networkx as nx

warnings.simplefilter("error")
folder = sys.argv[1]
graph = nx.MultiDiGraph()
graph.add_node("action/A1", id="A1")
graph.add_node("body/A1", id="A1")
graph.add_edge("action/A1", "body/A1", key="ledBy")

nx.write_gexf(graph, f"{folder}/plan.gexf")
nx.write_graphml(graph, f"{folder}/plan.graphml")
gexf, graphml = nx.read_gexf(f"{folder}/plan.gexf"), nx.read_graphml(f"{folder}/plan.graphml", force_multigraph=True)
print("networkx", nx.__version__)
print("written:           ", sorted(graph))
print("read from GraphML: ", sorted(graphml))
print("read from GEXF:    ", sorted(gexf))
print("its edges:         ", [edge[:2] for edge in gexf.edges])
is_so = sorted(graphml) == sorted(graph) and list(gexf) == ["A1"] and [edge[:2] for edge in gexf.edges] == [("A1", "A1")]
sys.exit(0 if is_so else 1)
PYTHON
