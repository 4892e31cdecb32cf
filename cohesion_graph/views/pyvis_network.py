"""The same networks as pyvis ``Network``s, for pages and for whoever wants to work on with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cohesion_graph.views.encoding import KINDS, STYLES
from cohesion_graph.views.network import Drawing
from cohesion_graph.views.routes import Spot
from cohesion_graph.views.svg import line_mark, line_width
from cohesion_graph.views.view_model import Line, Node, ViewModel

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["VisData", "to_pyvis", "vis_data"]

_OPTIONS = {
    "physics": {"enabled": False, "stabilization": {"enabled": False}},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": True, "keyboard": False, "tooltipDelay": 250},
}


@dataclass(frozen=True, slots=True)
class VisData:
    """What vis-network draws, as pyvis hands it over: nodes, edges and options, each a plain dictionary."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def vis_data(model: ViewModel, drawing: Drawing) -> VisData:
    """The network with ids, positions and looks, physics off: what pages embed, without pyvis itself."""
    nodes = [_vis_node(model.nodes[spot.node], spot) for spot in drawing.spots]
    edges = [
        _vis_edge(model, line, drawing.bends[line.key], drawing.numbers_at.get(line.key, 0.5)) for line in drawing.lines
    ]
    return VisData(nodes, edges, _OPTIONS)


def to_pyvis(model: ViewModel, drawing: Drawing) -> Network:
    """The network as pyvis knows it, to work on with it: directed, with ids, positions and looks, physics off.

    This is the only place that imports pyvis, because pyvis imports IPython: 600 modules, half a second and 37 MiB of
    memory (jedi, which is installed with it, takes 33 MiB of disk). Nodes and edges are put into its lists directly:
    pyvis's own methods search the whole list for each addition.
    """
    from copy import deepcopy

    from pyvis.network import Network

    data = vis_data(model, drawing)
    net = Network(directed=True, cdn_resources="in_line", height="600px")
    net.nodes.extend(data.nodes)
    net.node_ids.extend(node["id"] for node in data.nodes)
    net.node_map.update((node["id"], node) for node in data.nodes)
    net.edges.extend(data.edges)
    net.options = deepcopy(data.options)
    return net


_VIS_SHAPES = {"pill": "ellipse", "arrows": "diamond", "slant": "diamond", "triangle": "triangle"}


def _vis_node(node: Node, spot: Spot) -> dict[str, Any]:
    kind = KINDS[node.kind]
    outside = kind.shape in {"arrows", "slant", "triangle"}
    return {
        "id": node.id,
        "label": "\n".join(spot.lines) or " ",
        "title": node.title,
        "group": node.kind,
        "shape": _VIS_SHAPES.get(kind.shape, "box"),
        "x": spot.x,
        "y": spot.y,
        "w": spot.width,
        "h": spot.height,
        "size": 8,
        "color": {"background": kind.fill[0], "border": kind.edge[0]},
        "font": {"color": "#111827" if outside else kind.text[0], "size": spot.font, "face": "Arial"},
    }


def _vis_edge(model: ViewModel, line: Line, bend: float, at: float) -> dict[str, Any]:
    style = STYLES[line.style]
    arrows: dict[str, Any] = {}
    if style.end != "none":
        arrows["to"] = {"enabled": True, "type": style.end, "scaleFactor": 0.6}
    mark = line_mark(model, line)
    if mark != "none":
        arrows["middle"] = {"enabled": True, "type": mark, "scaleFactor": 0.5}
    edge = {
        "id": line.key,
        "from": line.start,
        "to": line.end,
        "title": f"{model.nodes[line.start].label} {line.label} {model.nodes[line.end].label}",
        "arrows": arrows,
        "color": style.colour[0],
        "dashes": False if line.stated else [6, 4],
        "width": line_width(line),
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": bend} if bend else False,
    }
    return edge | ({"label": str(line.weight), "at": at} if line.weight > 1 else {})
