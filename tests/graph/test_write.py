"""Each graph file is opened again by a reader of its own kind and holds the same nodes and edges."""

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import outside
import pytest

from cohesion_graph.derive import derive
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.formats import FORMATS as ALL
from cohesion_graph.graph import build

DATA = Path(__file__).parents[2] / "data" / "stockton"
HOSTILE = "\"]--><script>alert('x')</script>]]>&amp;\\N #quot; \x0b\x00\n\u2028 end; \\\""

FORMATS = {
    name: lambda graph, made_by=one.made_by: "".join(made_by(graph))
    for name, one in ALL.items()
    if one.takes == "graph"
}


@pytest.fixture(scope="module")
def stockton():
    return build(derive(read_dataset(DATA)))


@pytest.fixture
def hostile():
    graph = nx.MultiDiGraph(id="hostile", title=HOSTILE)
    for node in ("action/A1", "action/A2", "organisation/x"):
        graph.add_node(node, kind=node.partition("/")[0], label=HOSTILE, title=HOSTILE, id="A1")
    facts = {"family": "depends", "label": HOSTILE, "sources": (HOSTILE, "b"), "bases": (), "claims": ()}
    graph.add_edge("action/A1", "action/A2", key="requires", stated=True, **facts)
    graph.add_edge("action/A1", "action/A2", key="uses", stated=False, **facts)
    graph.add_edge("action/A1", "organisation/x", key="ledBy", stated=True, **facts)
    return graph


@pytest.fixture(params=["stockton", "hostile", "empty"])
def graph(request):
    return nx.MultiDiGraph(id="empty", title="") if request.param == "empty" else request.getfixturevalue(request.param)


def edges_of(graph):
    return sorted((start, end, key) for start, end, key in graph.edges(keys=True))


def related(graph):
    return sorted((start, end, relation) for start, end, relation in graph.edges(data="relation"))


def xml_safe(text):
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)


def test_graphml_is_read_back_by_networkx_with_every_attribute(graph):
    read = nx.parse_graphml(FORMATS["graphml"](graph), force_multigraph=True)
    assert (sorted(read), related(read)) == (sorted(graph), edges_of(graph))
    for node, facts in graph.nodes(data=True):
        assert read.nodes[node]["title"] == xml_safe(facts["title"])
    for start, end, facts in read.edges(data=True):
        assert facts["stated"] is graph.edges[start, end, facts["relation"]]["stated"]


def test_gexf_is_read_back_by_networkx(graph, tmp_path):
    path = tmp_path / "graph.gexf"
    path.write_text(FORMATS["gexf"](graph), encoding="utf-8", newline="")
    read = nx.read_gexf(path) if len(graph) else nx.MultiDiGraph()
    assert (sorted(read), related(nx.MultiDiGraph(read))) == (sorted(graph), edges_of(graph))


def test_edges_have_ids_of_their_own_in_xml(stockton):
    for name in ("graphml", "gexf"):
        ids = [edge.get("id") for edge in ET.fromstring(FORMATS[name](stockton)).iter() if edge.tag.endswith("}edge")]
        assert len(set(ids)) == len(ids) == stockton.number_of_edges()


def test_node_link_is_read_back_by_networkx(graph):
    read = nx.node_link_graph(json.loads(FORMATS["node-link"](graph)), edges="links", directed=True, multigraph=True)
    assert (sorted(read), edges_of(read)) == (sorted(graph), edges_of(graph))
    assert read.graph["about"].startswith("Nothing is left out. Nodes are told apart by id; links lead from source")
    assert all(facts.keys() - {"id"} <= read.nodes[node].keys() for node, facts in graph.nodes(data=True))
    assert all(facts.keys() - {"id"} <= read.edges[edge].keys() for *edge, facts in graph.edges(keys=True, data=True))


def test_cytoscape_json_is_read_back_by_networkx_and_its_ids_are_its_own(graph):
    content = json.loads(FORMATS["cytoscape"](graph))
    ids = [element["data"]["id"] for kind in ("nodes", "edges") for element in content["elements"][kind]]
    assert len(set(ids)) == len(ids)
    read = nx.cytoscape_graph({**content, "data": list(content["data"].items())})
    assert (sorted(read), edges_of(read)) == (sorted(graph), edges_of(graph))


def test_dot_is_read_back_by_graphviz_itself(graph):
    command = [outside.graphviz(), "-Tdot_json"]
    done = subprocess.run(command, input=FORMATS["dot"](graph).encode(), capture_output=True, check=True, timeout=60)
    read = json.loads(done.stdout.decode(), strict=False)
    names = {node["_gvid"]: node["name"] for node in read.get("objects", [])}
    assert sorted(names.values()) == sorted(graph)
    told = [(names[edge["tail"]], names[edge["head"]], edge["relation"]) for edge in read.get("edges", [])]
    assert sorted(told) == edges_of(graph)


def test_dot_is_read_back_by_pydot(graph):
    pydot = pytest.importorskip("pydot")
    (read,) = pydot.graph_from_dot_data(FORMATS["dot"](graph))
    named = [node.get_name().strip('"') for node in read.get_nodes() if node.get_name() != "node"]
    assert sorted(named) == sorted(graph)
    told = [
        tuple(text.strip('"') for text in (e.get_source(), e.get_destination(), e.get("relation")))
        for e in read.get_edges()
    ]
    assert sorted(told) == edges_of(graph)


NODE = re.compile(r'  n(\d+)(?:\[\[|\[/|\(\[|\{\{|\[|>)"([^"]*)"(?:\]\]|/\]|\]\)|\}\}|\])')
EDGE = re.compile(r'  n(\d+) (?:-->|-\.->)\|"([^"]*)"\| n(\d+)')


def test_every_line_of_mermaid_is_one_node_or_one_edge_between_declared_nodes(graph):
    first, *rest = FORMATS["mermaid"](graph).splitlines()
    lines = [line for line in rest if not line.startswith("%% ")]
    assert first == "flowchart LR"
    assert rest[0].startswith("%% Left out: the documents")
    nodes = [found for line in lines if (found := NODE.fullmatch(line))]
    edges = [found for line in lines if (found := EDGE.fullmatch(line))]
    assert len(nodes) + len(edges) == len(lines)
    assert len(nodes) == sum(kind != "source" for _, kind in graph.nodes(data="kind"))
    assert len(edges) == sum(key != "statedIn" for *_, key in graph.edges(keys=True))
    assert {end for edge in edges for end in edge.group(1, 3)} <= {node[1] for node in nodes}
    assert not any(set('<>"`&\\') & set(found[2]) for found in (*nodes, *edges))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes_and_stays_as_it_was(name, stockton):
    before = nx.node_link_data(stockton, edges="links")
    assert FORMATS[name](stockton) == FORMATS[name](stockton.copy())
    assert nx.node_link_data(stockton, edges="links") == before
