"""What a page's script works on: things, lines, words and networks as plain data, shortened where that costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cohesion_graph.views.encoding import KINDS, STYLES, outline, source_mark
from cohesion_graph.views.network import to_pyvis
from cohesion_graph.views.picture import Picture, stated_or_inferred
from cohesion_graph.views.view_model import Line, Node, ViewModel, Words

__all__ = ["page_data"]


def page_data(model: ViewModel, pictures: Sequence[Picture], *, focus: str = "") -> dict[str, Any]:
    """The data of a page. Values that are empty or as usual are left out; the script's `data.js` puts them back."""
    lines: dict[str, Line] = {line.key: line for line in model.lines}
    for picture in pictures:
        lines.update((line.key, line) for line in picture.lines)
    place = {key: number for number, key in enumerate(lines)}
    return {
        "id": model.id,
        "title": model.title,
        "focus": focus,
        "sources": [
            {"id": source, "label": label, "title": title, "mark": source_mark((source,), model.places)}
            for source, (label, title) in model.sources.items()
        ],
        "kinds": {
            kind.name: {"one": kind.one, "fill": kind.fill, "edge": kind.edge, "text": kind.text, "dashed": kind.dashed}
            for kind in KINDS.values()
        },
        "styles": {
            style.name: {"label": style.label, "colour": style.colour, "first": style.at_first, "end": style.end}
            for style in STYLES.values()
        },
        "nodes": [_node(node) for node in model.nodes.values()],
        "lines": [_line(line) for line in lines.values()],
        "words": {key: _words(words) for key, words in model.words.items()},
        "views": [_view(model, picture, place) for picture in pictures],
    }


def _node(node: Node) -> dict[str, Any]:
    return _filled(
        id=node.id,
        kind=node.kind,
        label=node.label,
        title=node.title if node.title != node.label else "",
        sort=node.sort if node.sort != node.kind else "",
        names=node.names,
        action=node.action,
        sources=node.sources,
        due=node.due,
        note=node.note,
        words=node.words,
    )


def _line(line: Line) -> dict[str, Any]:
    return _filled(
        key=line.key,
        start=line.start,
        end=line.end,
        style=line.style,
        label=line.label,
        inverse=line.inverse,
        sources=line.sources,
        how="" if line.stated else stated_or_inferred(line),
        words=line.words,
        folded=line.folded,
        through=line.through,
        weight=line.weight if line.weight > 1 else 0,
    )


def _words(words: Words) -> dict[str, Any]:
    return _filled(
        kind=words.kind,
        node=words.node,
        said=words.said,
        source=words.source,
        lines=words.lines,
        basis=words.basis,
        inferred=not words.stated,
        quotes=words.quotes,
        note=words.note,
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _view(model: ViewModel, picture: Picture, place: dict[str, int]) -> dict[str, Any]:
    kind = "network" if picture.drawing is not None else "svg" if picture.svg else "table"
    view = {
        "name": picture.name,
        "title": picture.title,
        "drawing": kind,
        "nodes": picture.nodes,
        "lines": [place[line.key] for line in picture.lines],
        "keeps": picture.keeps_unlinked,
        "still": bool(picture.svg),
    }
    if picture.drawing is not None:
        net = to_pyvis(model, picture.drawing)
        view["network"] = {
            "nodes": [_drawn(node) for node in net.nodes],
            "edges": [_drawn_edge(edge) for edge in net.edges],
            "options": net.options,
            "outlines": _outlines(net.nodes),
        }
    return view


def _drawn(node: dict[str, Any]) -> dict[str, Any]:
    """A pyvis node without what follows from its group and what the page draws itself."""
    return {name: node[name] for name in ("id", "x", "y", "w", "h", "label")} | {"size": node["font"]["size"]}


def _drawn_edge(edge: dict[str, Any]) -> dict[str, Any]:
    """A pyvis edge without its colour, which follows from its style and the theme."""
    kept = {name: edge[name] for name in ("id", "from", "to", "width")}
    for name in ("arrows", "dashes", "smooth", "label", "at"):
        if edge.get(name):
            kept[name] = edge[name]
    return kept


def _outlines(nodes: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The outline of each size that a shape comes in: the canvas draws the same paths as the still picture."""
    sizes = sorted({(node["group"], node["w"], node["h"]) for node in nodes})
    return {f"{group} {width} {height}": outline(KINDS[group].shape, width, height) for group, width, height in sizes}
