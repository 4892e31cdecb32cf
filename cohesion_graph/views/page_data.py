"""What a page's script works on: things, lines, words and networks as plain data, without what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cohesion_graph.views.encoding import KINDS, STYLES, outline, source_mark
from cohesion_graph.views.measures import measures
from cohesion_graph.views.picture import Picture, stated_or_inferred
from cohesion_graph.views.pyvis_network import vis_data
from cohesion_graph.views.view_model import Line, Node, ViewModel
from cohesion_graph.views.wording import Words

__all__ = ["page_data"]


def page_data(model: ViewModel, pictures: Sequence[Picture], *, focus: str = "") -> dict[str, Any]:
    """The data of a page. Things, lines and words are named by their places in their lists.

    What is empty, as usual or common to many is left out or stands once; the script's `data.js` puts it back.
    """
    lines: dict[str, Line] = {line.key: line for line in model.lines}
    for picture in pictures:
        lines.update((line.key, line) for line in picture.lines)
    at = _Places(*({key: place for place, key in enumerate(keys)} for keys in (model.nodes, lines, model.words)))
    ways, kinds_of_words = _Shared(), _Shared()
    return {
        "id": model.id,
        "title": model.title,
        "focus": focus,
        "opens": next((picture.name for picture in pictures if not picture.crowded), pictures[0].name),
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
        "measures": _measures(model, at) if any(picture.drawing for picture in pictures) else [],
        "nodes": [_node(node, at) for node in model.nodes.values()],
        "lines": [_line(line, at, ways) for line in lines.values()],
        "ways": ways.entries,
        "words": [_words(words, at, kinds_of_words) for words in model.words.values()],
        "wordings": kinds_of_words.entries,
        "views": [_view(model, picture, at) for picture in pictures],
    }


class _Shared:
    """What many lines or words have in common, each once; they name it by its place."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self._places: dict[str, int] = {}

    def place(self, **values: Any) -> int:
        entry = _filled(**values)
        place = self._places.setdefault(repr(entry), len(self.entries))
        if place == len(self.entries):
            self.entries.append(entry)
        return place


@dataclass(frozen=True, slots=True)
class _Places:
    """Where things, lines and words stand in the page's lists."""

    nodes: dict[str, int]
    lines: dict[str, int]
    words: dict[str, int]


def _measures(model: ViewModel, at: _Places) -> list[list[int]]:
    """For each body that does something its place and its figures, in the order of `MEASURES`."""
    return [[at.nodes[body], *figures] for body, figures in measures(model).items()]


def _node(node: Node, at: _Places) -> dict[str, Any]:
    return _filled(
        id=node.id,
        kind=node.kind,
        label=node.label,
        title=node.title if node.title != node.label else "",
        sort=node.sort if node.sort != node.kind else "",
        names=node.names,
        action=at.nodes[node.action] if node.action else None,
        sources=node.sources,
        due=node.due,
        note=node.note,
        words=[at.words[key] for key in node.words],
    )


def _line(line: Line, at: _Places, ways: _Shared) -> list[Any]:
    """Its way, its ends, its words, and then what few lines have: a key of its own, through what, and its weight."""
    term = line.key.split("~")[1] if line.key.count("~") == 2 else ""
    usual = line.key == f"{line.start}~{term}~{line.end}"
    way = ways.place(
        term=term if usual else "",
        style=line.style,
        label=line.label,
        inverse=line.inverse,
        sources=line.sources,
        how="" if line.stated else stated_or_inferred(line),
        folded=line.folded,
    )
    found: list[Any] = [way, at.nodes[line.start], at.nodes[line.end] if line.end else -1]
    found.append([at.words[key] for key in line.words])
    if not usual or line.through or line.weight > 1:
        found += ["" if usual else line.key, [at.nodes[node] for node in line.through], line.weight]
    return found


def _words(words: Words, at: _Places, wordings: _Shared) -> list[Any]:
    """What it shares with others, the thing it is about, what it says, its lines, its quotations, and a note if any."""
    shared = wordings.place(kind=words.kind, source=words.source, basis=words.basis, inferred=not words.stated)
    node = at.nodes[words.node] if words.node else -1
    return [shared, node, words.said, words.lines, words.quotes, *([words.note] if words.note else [])]


def _filled(**values: Any) -> dict[str, Any]:
    return {
        name: value for name, value in values.items() if value or (value == 0 and name in {"start", "end", "action"})
    }


def _view(model: ViewModel, picture: Picture, at: _Places) -> dict[str, Any]:
    kind = "network" if picture.drawing is not None else "table" if picture.markup else "svg"
    view = {
        "name": picture.name,
        "title": picture.title,
        "drawing": kind,
        "nodes": [at.nodes[node] for node in picture.nodes],
        "lines": [at.lines[line.key] for line in picture.lines],
        "keeps": picture.keeps_unlinked,
        "countsAll": picture.counts_all,
        "bars": picture.bars,
        "listed": picture.listed,
        "parts": picture.lights_parts,
        "least": picture.least,
    }
    if picture.drawing is not None:
        net = vis_data(model, picture.drawing)
        view["network"] = {
            "nodes": [_drawn(node, at) for node in net.nodes],
            "edges": [_drawn_edge(edge, at) for edge in net.edges],
            "options": net.options,
            "outlines": _outlines(net.nodes),
        }
    return view


def _drawn(node: dict[str, Any], at: _Places) -> list[Any]:
    """A node without what follows from its group and what the page draws itself."""
    return [at.nodes[node["id"]], *(node[name] for name in ("x", "y", "w", "h", "label")), node["font"]["size"]]


def _drawn_edge(edge: dict[str, Any], at: _Places) -> list[Any]:
    """An edge's line, width, bend and number's place; the rest follows from its line, its style and the theme."""
    bend = edge["smooth"]["roundness"] if edge["smooth"] else 0
    return [at.lines[edge["id"]], edge["width"], bend, *([edge["at"]] if "at" in edge else [])]


def _outlines(nodes: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The outline of each size that a shape comes in: the canvas draws the same paths as the still picture."""
    sizes = sorted({(node["group"], node["w"], node["h"]) for node in nodes})
    return {f"{group} {width} {height}": outline(KINDS[group].shape, width, height) for group, width, height in sizes}
