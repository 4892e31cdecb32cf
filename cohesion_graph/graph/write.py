"""The graph as files of other tools: GraphML, GEXF, Cytoscape JSON, node-link JSON, Graphviz DOT, Mermaid.

All six say the same nodes and edges; only Mermaid, a picture in a page of text, leaves out which document states
what (`_NOT_DRAWN`). The graph's own attribute ``id`` is called ``identifier`` in files, where ``id`` means the node;
an edge's key is its ``relation``. Lists become one text, joined by ``; ``. Characters that XML cannot hold become
U+FFFD in the XML forms. Same graph, same bytes: no clock, no counters that depend on a run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from itertools import islice
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


def graphml(graph: nx.MultiDiGraph) -> Iterator[str]:
    """GraphML (http://graphml.graphdrawing.org), as yEd, Gephi, igraph and networkx read it; in pieces."""
    keys = {
        (element, name): (f"d{number}", kind)
        for number, (element, name, kind) in enumerate(
            (element, name, kind) for element, found in _attributes(graph).items() for name, kind in found.items()
        )
    }

    def data(element: str, facts: Mapping[str, str]) -> str:
        return "".join([f'<data key="{keys[element, name][0]}">{value}</data>' for name, value in facts.items()])

    yield (
        f'{_DECLARED}<graphml xmlns="http://graphml.graphdrawing.org/xmlns" {_XSI} xsi:schemaLocation="'
        'http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    for (element, name), (key, kind) in keys.items():
        yield f'<key id="{key}" for="{element}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield f'<graph edgedefault="directed">{data("graph", _for_xml(graph.graph))}\n'
    yield from _some_at_a_time(
        f'<node id="{_escaped(node)}">{data("node", _for_xml(facts))}</node>\n'
        for node, facts in graph.nodes(data=True)
    )
    yield from _some_at_a_time(f"<edge {ends}>{data('edge', facts)}</edge>\n" for ends, facts in _edges_for_xml(graph))
    yield "</graph></graphml>\n"


def gexf(graph: nx.MultiDiGraph) -> Iterator[str]:
    """GEXF 1.2, as Gephi reads it; in pieces."""
    found = {element: found for element, found in _attributes(graph).items() if element != "graph"}

    def values(facts: dict[str, str]) -> str:
        label = facts.pop("label", "")
        told = "".join([f'<attvalue for="{name}" value="{value}"/>' for name, value in facts.items()])
        return f'label="{label}"><attvalues>{told}</attvalues>'

    yield (
        f'{_DECLARED}<gexf xmlns="http://www.gexf.net/1.2draft" {_XSI} xsi:schemaLocation="'
        'http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">\n'
        '<meta><creator>cohesion-graph</creator></meta>\n<graph defaultedgetype="directed" mode="static">\n'
    )
    for element, attributes in found.items():
        listed = [
            f'<attribute id="{name}" title="{name}" type="{kind}"/>'
            for name, kind in attributes.items()
            if name != "label"
        ]
        yield f'<attributes class="{element}" mode="static">{"".join(listed)}</attributes>\n'
    yield "<nodes>\n"
    yield from _some_at_a_time(
        f'<node id="{_escaped(node)}" {values(_for_xml(facts))}</node>\n' for node, facts in graph.nodes(data=True)
    )
    yield "</nodes><edges>\n"
    yield from _some_at_a_time(f"<edge {ends} {values(facts)}</edge>\n" for ends, facts in _edges_for_xml(graph))
    yield "</edges></graph></gexf>\n"


_DECLARED = '<?xml version="1.0" encoding="utf-8"?>\n'
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_SOME = 500
"""Nodes or edges that are written together."""


def _some_at_a_time(lines: Iterable[str]) -> Iterator[str]:
    ahead = iter(lines)
    while some := "".join(islice(ahead, _SOME)):
        yield some


def _attributes(graph: nx.MultiDiGraph) -> dict[str, dict[str, str]]:
    """The attributes of graph, nodes and edges in XML, each with its type."""
    nodes, edges = (facts for _, facts in graph.nodes(data=True)), (facts for *_, facts in graph.edges(data=True))
    found: dict[str, dict[str, str]] = {"graph": {}, "node": {}, "edge": {"relation": "string"}}
    for element, all_facts in (("graph", [graph.graph]), ("node", nodes), ("edge", edges)):
        for facts in all_facts:
            for name, value in facts.items():
                found[element].setdefault(_renamed(name), "boolean" if isinstance(value, bool) else "string")
    return found


def _edges_for_xml(graph: nx.MultiDiGraph) -> Iterator[tuple[str, dict[str, str]]]:
    """The ends of each edge with an id of its own, as attributes; and its facts."""
    for number, (start, end, key, facts) in enumerate(graph.edges(keys=True, data=True), 1):
        ends = f'id="e{number}" source="{_escaped(start)}" target="{_escaped(end)}"'
        yield ends, {"relation": _escaped(key), **_for_xml(facts)}


def _for_xml(facts: Mapping[str, Any]) -> dict[str, str]:
    return {name: _escaped(str(value).lower() if isinstance(value, bool) else value) for name, value in _scalars(facts)}


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """A text as content or attribute of XML; its breaks of lines are kept, which a reader takes for spaces else."""
    safe = escape(xml_text(text))
    return safe if safe.isprintable() else safe.translate(_BREAKS)


_BREAKS = {ord(one): f"&#{ord(one)};" for one in "\t\n\r"}


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


def _flattened(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A copy whose attributes are texts and truth values only; the key of an edge is repeated as its ``relation``."""
    flat = nx.MultiDiGraph(**dict(_scalars(graph.graph)))
    flat.add_nodes_from((node, dict(_scalars(facts))) for node, facts in graph.nodes(data=True))
    flat.add_edges_from(
        (start, end, key, {"relation": key, **dict(_scalars(facts))})
        for start, end, key, facts in graph.edges(keys=True, data=True)
    )
    return flat


def _scalars(facts: Mapping[str, Any]) -> Iterator[tuple[str, str | bool]]:
    for name, value in facts.items():
        is_list = isinstance(value, list | tuple)
        told = value if isinstance(value, bool) else "; ".join(map(str, value)) if is_list else str(value)
        yield _renamed(name), told


def _renamed(name: str) -> str:
    return "identifier" if name == "id" else name


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
