"""The graph: typed nodes, and edges that carry their claims."""

from collections import Counter

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
        "contributedToBy": (("safer-stockton-extract",), True),
        "involves": (("borough-plan",), False),
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
        assert set(edge["claims"]) <= set(stockton.dataset.claims)
