#!/bin/sh
# igraph 1.0.0 for Python: what a GraphML file leaves out of a node is read as if it were stated.
#
# A node without a value for a boolean attribute that has no default reads as False, one without a string as "". Written
# back, the file states both ("false"), so that nobody can tell "no" from "not known" any more; a whole number comes back
# as a fraction (3.0, and "double" in the file). networkx leaves out what was left out. It is met where a plan says of
# some actions that they are late or finished, and of others nothing.
#
# Exits with 0 while it is so, and with 1 when it has changed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check igraph==1.0.0 networkx==3.6.1
cat > "$folder/plan.graphml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="late" for="node" attr.name="late" attr.type="boolean"/>
  <key id="lead" for="node" attr.name="lead" attr.type="string"/>
  <key id="milestones" for="node" attr.name="milestones" attr.type="int"/>
  <graph edgedefault="directed">
    <node id="A1"><data key="late">true</data><data key="lead">Police</data><data key="milestones">3</data></node>
    <node id="A2"/>
  </graph>
</graphml>
XML
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import igraph
import networkx as nx

folder = sys.argv[1]
read = igraph.Graph.Read_GraphML(f"{folder}/plan.graphml")
read.write_graphml(f"{folder}/again.graphml")
stated = {name: read.vs[1][name] for name in ("late", "lead")}
before, after = (dict(nx.read_graphml(f"{folder}/{name}.graphml").nodes(data=True)) for name in ("plan", "again"))
print("igraph", igraph.__version__)
print("A2 in the file:             ", before["A2"])
print("A2 as igraph reads it:      ", stated)
print("A2 in the file written back:", after["n1"])
print("milestones of A1:           ", before["A1"]["milestones"], "->", read.vs[0]["milestones"])
is_so = before["A2"] == {} and stated == {"late": False, "lead": ""} and after["n1"]["late"] is False
sys.exit(0 if is_so and isinstance(read.vs[0]["milestones"], float) else 1)
PYTHON
