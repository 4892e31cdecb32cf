"""How much bodies lead, do and stand between others: figures that a network's bodies can be shaded by."""

from __future__ import annotations

from cohesion_graph.graph.analyse_network import brokers
from cohesion_graph.views.collaboration import bodies_of_actions
from cohesion_graph.views.view_model import ViewModel

__all__ = ["MEASURES", "measures"]

MEASURES = {
    "led": "actions it leads",
    "done": "actions it is named for, in any role",
    "between": "how much it links others, in % (betweenness)",
}
"""What can be measured, in words."""


def measures(model: ViewModel) -> dict[str, tuple[int, int, int]]:
    """By body, its figures in the order of `MEASURES`.

    Leading counts actions that a document says it leads, itself or through a milestone. Betweenness is that of the
    question ``brokers``: the part of the shortest ways between all other bodies that lead through it.
    """
    import networkx as nx

    doing = bodies_of_actions(model)
    led: dict[str, int] = {}
    done: dict[str, int] = {}
    network = nx.Graph()
    for bodies in doing.values():
        for body, lines in bodies.items():
            done[body] = done.get(body, 0) + 1
            led[body] = led.get(body, 0) + any(line.style == "leads" and line.stated for line in lines)
        ordered = sorted(bodies)
        network.add_nodes_from(ordered)
        network.add_edges_from((one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :])
    between = {one.body: one.betweenness for one in brokers(network)}
    return {body: (led[body], count, round(between.get(body, 0) * 100)) for body, count in sorted(done.items())}
