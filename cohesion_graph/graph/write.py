"""The graph as files of other tools: GraphML, GEXF, Cytoscape JSON, node-link JSON, Graphviz DOT, Mermaid.

All six say the same nodes and edges; only Mermaid, a picture in a page of text, leaves out which document states
what (`_NOT_DRAWN`). The graph's own attribute ``id`` is called ``identifier`` in files, where ``id`` means the node;
an edge's key is its ``relation``. Lists become one text, joined by ``; ``. Characters that XML cannot hold become
U+FFFD in the XML forms. Same graph, same bytes: no clock, no counters that depend on a run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx

from cohesion_graph.xml_text import xml_text

__all__ = ["cytoscape", "dot", "gexf", "graphml", "mermaid", "node_link"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NOT_DRAWN = frozenset({"statedIn"})
_SHAPES = {
    "plan": "folder",
    "section": "tab",
    "action": "box",
    "milestone": "note",
    "organisation": "ellipse",
    "instrument": "hexagon",
    "source": "cylinder",
}


def graphml(graph: nx.MultiDiGraph) -> str:
    """GraphML (http://graphml.graphdrawing.org), as yEd, Gephi, igraph and networkx read it."""
    writer = nx.readwrite.graphml.GraphMLWriter(encoding="utf-8", prettyprint=False)
    writer.add_graph_element(_for_xml(graph))
    return _declared(str(writer))


def gexf(graph: nx.MultiDiGraph) -> str:
    """GEXF 1.2, as Gephi reads it; without the date that networkx would put in."""
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=False, version="1.2draft")
    writer.add_graph(_for_xml(graph))
    for element in writer.xml.iter():
        element.attrib.pop("lastmodifieddate", None)
        if element.tag.endswith("creator"):
            element.text = "cohesion-graph"
    return _declared(str(writer))


def cytoscape(graph: nx.MultiDiGraph) -> str:
    """JSON for Cytoscape and Cytoscape.js: ``elements.nodes`` and ``elements.edges``, each edge with an ``id``."""
    flat = _flattened(graph)
    edges = enumerate(flat.edges(keys=True, data=True), 1)
    return _json(
        {
            "data": dict(flat.graph),
            "directed": True,
            "multigraph": True,
            "elements": {
                "nodes": [
                    {"data": {"id": node, "value": node, "name": facts["label"], **facts}}
                    for node, facts in flat.nodes(data=True)
                ],
                "edges": [
                    {"data": {"id": f"e{n}", "source": start, "target": end, "key": key, **facts}}
                    for n, (start, end, key, facts) in edges
                ],
            },
        }
    )


def node_link(graph: nx.MultiDiGraph) -> str:
    """Node-link JSON, as D3 and `networkx.node_link_graph` (with ``edges="links"``) read it."""
    flat = _flattened(graph)
    flat.graph["about"] = (
        "Nothing is left out. Nodes are told apart by id; links lead from source to target, and several between the "
        "same two by key, which is their relation. Lists are joined by '; '."
    )
    return _json(nx.node_link_data(flat, edges="links"))


def dot(graph: nx.MultiDiGraph) -> str:
    """Graphviz DOT: the kind of a node is its shape; an edge that no source states itself is dashed."""
    lines = [f"digraph {_quoted(str(graph.graph.get('id', 'plan')))} {{", "  rankdir=LR;", "  node [fontsize=10];"]
    for node, facts in graph.nodes(data=True):
        shape = _SHAPES.get(facts["kind"], "box")
        label, tooltip = _quoted(facts["label"]), _quoted(facts["title"])
        lines.append(f"  {_quoted(node)} [label={label}, tooltip={tooltip}, shape={shape}];")
    for start, end, key, facts in graph.edges(keys=True, data=True):
        style = "" if facts["stated"] else ", style=dashed"
        pair = f"{_quoted(start)} -> {_quoted(end)}"
        lines.append(f"  {pair} [relation={_quoted(key)}, label={_quoted(facts['label'])}{style}];")
    return "\n".join([*lines, "}", ""])


def mermaid(graph: nx.MultiDiGraph) -> str:
    """A Mermaid flowchart, as pages in Markdown show it; which source states an item is left out.

    Mermaid draws at most 500 edges unless the page that shows it allows more (``maxEdges``).
    """
    drawn = {node: f"n{number}" for number, (node, kind) in enumerate(graph.nodes(data="kind")) if kind != "source"}
    lines = [
        "flowchart LR",
        "%% Left out: the documents, and which of them states an item. Dashed: inferred, not stated.",
        "%% Nodes are called n and their place in the graph; their identifiers are in the other formats.",
    ]
    for node, name in drawn.items():
        opening, closing = _MERMAID_SHAPES.get(graph.nodes[node]["kind"], ("[", "]"))
        lines.append(f"  {name}{opening}{_entities(graph.nodes[node]['label'])}{closing}")
    for start, end, key, facts in graph.edges(keys=True, data=True):
        if key not in _NOT_DRAWN and start in drawn and end in drawn:
            arrow = "-->" if facts["stated"] else "-.->"
            lines.append(f"  {drawn[start]} {arrow}|{_entities(facts['label'])}| {drawn[end]}")
    return "\n".join([*lines, ""])


_MERMAID_SHAPES = {
    "plan": ("[[", "]]"),
    "section": ("[/", "/]"),
    "milestone": (">", "]"),
    "organisation": ("([", "])"),
    "instrument": ("{{", "}}"),
}


def _flattened(
    graph: nx.MultiDiGraph, clean: Callable[[str], str] = str, *, is_numbered: bool = False
) -> nx.MultiDiGraph:
    """A copy whose attributes are texts and truth values only; the key of an edge is repeated as its ``relation``.

    Args:
        graph: What is copied.
        clean: What is done to each text.
        is_numbered: Whether the key of an edge is its number in the copy, so that it is its own.
    """
    flat = nx.MultiDiGraph(**_scalars(graph.graph, clean))
    flat.add_nodes_from((clean(node), _scalars(facts, clean)) for node, facts in graph.nodes(data=True))
    flat.add_edges_from(
        (clean(start), clean(end), f"e{number}" if is_numbered else key, {"relation": key, **_scalars(facts, clean)})
        for number, (start, end, key, facts) in enumerate(graph.edges(keys=True, data=True), 1)
    )
    return flat


def _for_xml(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Flattened for XML, where an edge's id must be its own."""
    return _flattened(graph, xml_text, is_numbered=True)


def _scalars(facts: Mapping[str, Any], clean: Callable[[str], str]) -> dict[str, str | bool]:
    return {
        "identifier" if name == "id" else name: value
        if isinstance(value, bool)
        else clean("; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
        for name, value in facts.items()
    }


def _declared(xml: str) -> str:
    """The text with an XML declaration, whether or not the writer gave one."""
    body = xml if not xml.startswith("<?xml") else xml.partition("?>")[2].lstrip()
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body.rstrip()}\n'


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _quoted(text: str) -> str:
    r"""A DOT string on one line: quotation marks and backslashes escaped, control characters as spaces.

    >>> print(_quoted('say "\\N"'))
    "say \"\\N\""
    """
    escaped = _CONTROL.sub(" ", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _entities(text: str) -> str:
    """A quoted Mermaid text; everything that Mermaid, Markdown or HTML could read as a mark is a numeric entity.

    >>> _entities('say "<b>"')
    '"say #34;#60;b#62;#34;"'
    """
    plain = _CONTROL.sub(" ", text)
    return '"' + re.sub(r"[^\w .,:;()/'’‘–—!?-]", lambda mark: f"#{ord(mark[0])};", plain) + '"'
