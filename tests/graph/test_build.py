"""The graph: typed nodes, and edges that carry their claims."""

from collections import Counter

import networkx as nx

from cohesion_graph.graph.build import several
from cohesion_graph.model.relations import Relation


def test_the_graph_of_stockton_has_every_thing_once(stockton):
    kinds = Counter(data["kind"] for _, data in stockton.graph.nodes(data=True))

    assert kinds == {
        "plan": 1,
        "section": 2,
        "action": 32,
        "milestone": 74,
        "organisation": 28,
        "instrument": 40,
        "source": 2,
    }


def test_two_relations_between_the_same_two_nodes_are_two_edges(stockton):
    edges = stockton.graph["action/CC1"]["organisation/safer-stockton-partnership"]

    assert {term: (edge["sources"], edge["stated"]) for term, edge in edges.items()} == {
        "contributedToBy": ("safer-stockton-extract", True),
        "involves": ("borough-plan", False),
    }


def test_every_edge_is_of_the_table_and_joins_what_the_table_allows(stockton, marlbeck):
    table = {relation.value.term: relation.value for relation in Relation}
    for plan in (stockton, marlbeck):
        kind = plan.graph.nodes(data="kind")
        wrong = [
            (start, term, end)
            for start, end, term in plan.graph.edges(keys=True)
            if kind[start] not in table[term].domain or kind[end] not in table[term].range
        ]
        assert wrong == []


def test_every_edge_but_structure_names_claims_that_exist(stockton):
    for _, _, edge in stockton.graph.edges(data=True):
        assert edge["family"] == "structure" or edge["claims"]
        assert set(several(edge["claims"])) <= set(stockton.dataset.claims)


def test_networkx_writes_and_measures_the_graph_as_it_is(stockton, marlbeck, tmp_path):
    """Attributes are texts and truth values only; what is read back is the same graph."""
    for plan in (stockton, marlbeck):
        graph = plan.graph
        values = [*graph.graph.values()]
        values += [value for _, facts in graph.nodes(data=True) for value in facts.values()]
        values += [value for _, _, facts in graph.edges(data=True) for value in facts.values()]
        assert {type(value) for value in values} <= {str, bool}
        nx.write_graphml(graph, tmp_path / "plan.graphml")
        nx.write_gexf(graph, tmp_path / "plan.gexf")
        back = nx.read_graphml(tmp_path / "plan.graphml", force_multigraph=True)
        assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
        assert sorted(back.edges(data="claims")) == sorted(graph.edges(data="claims"))
        assert set(nx.read_gexf(tmp_path / "plan.gexf")) == set(graph)
        assert nx.degree_centrality(graph).keys() == set(graph)
