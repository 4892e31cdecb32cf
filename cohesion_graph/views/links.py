"""Everything that is linked, and what is around one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from cohesion_graph.views.network import network_drawing, network_svg
from cohesion_graph.views.picture import LINE_COLUMNS, PAIR_COLUMNS, Picture, line_rows, pair_rows, strongest
from cohesion_graph.views.view_model import BODIES, INSTRUMENTS, Line, Node, ViewModel

__all__ = ["all_links", "neighbourhood"]

STILL_LIMIT = 600
"""Up to this number of things a network also comes as a still drawing."""

PAGE_LIMIT = 5000
"""Up to this number of things all links are drawn; above it, bodies and instruments stand for them."""

CROWDED = 250
"""With more things than this in view, all links are a thicket until a thing is chosen; milestones do not count."""

NEAR_LIMIT = 250
"""Up to this number of things a neighbourhood is drawn thing by thing."""

_STYLES = frozenset({"leads", "responsible", "contributes", "depends", "feeds", "reports", "mentions", "part"})


def all_links(model: ViewModel) -> Picture:
    """Every action, milestone, body and instrument, with every line between them.

    `focus` changes nothing here: the page opens with it selected. A plan with more than `PAGE_LIMIT` things is drawn
    as bodies and instruments alone, and `Picture.notes` says so.
    """
    nodes = list(model.nodes.values())
    if len(nodes) > PAGE_LIMIT:
        note = f"This plan has {len(nodes):,} things, more than one picture can show. {_MEETING}"
        ends = model.of_kinds(*BODIES, *INSTRUMENTS)
        return _summary(model, "all-links", "All links", "Bodies and what they meet over.", ends, note)
    lines = [line for line in model.lines if line.style in _STYLES]
    about = "Actions in the middle of what they name: who does them, what they depend on and what they feed."
    drawn = _network(model, "all-links", "All links", about, nodes, lines)
    count = sum(node.kind != "milestone" for node in nodes)
    if count <= CROWDED:
        return drawn
    note = (
        f"{count:,} things are too many to tell apart at once. Choose one, search, or filter by body, strategy or "
        "deadline: then what belongs to it stands out. The other pictures are made for plans of this size."
    )
    return replace(drawn, notes=(note,), crowded=True)


_MEETING = (
    "Bodies, strategies, plans and measures stand for them here: a line says that both are named by the same actions, "
    "and the number on it by how many. Choose a thing to read everything it is linked to."
)


def neighbourhood(model: ViewModel, focus: str) -> Picture:
    """One thing, everything linked to it, and the lines among those; for an action, of its milestones too.

    Where that is more than `NEAR_LIMIT` things, bodies and instruments stand for the actions between them and it.
    """
    centre = model.nodes[focus]
    own = {focus, *(node.id for node in model.nodes.values() if node.action == focus)}
    lines = [line for line in model.lines if line.style in _STYLES]
    near = own | {end for line in lines for end in (line.start, line.end) if own & {line.start, line.end}}
    near |= {model.nodes[node].action for node in near if model.nodes[node].action}
    nodes = [node for node in model.nodes.values() if node.id in near]
    title = f"Around {centre.label}"
    about = f"{centre.title}: everything that documents link to it, and how those are linked among themselves."
    if len(nodes) <= NEAR_LIMIT or centre.kind in {"action", "milestone"}:
        return _network(model, "neighbourhood", title, about, nodes, lines, keeps_unlinked=True)
    note = f"Around {centre.label} stand {len(nodes) - 1:,} things, more than one picture can show. {_MEETING}"
    about = f"{centre.title}, and what is named by the same actions."
    return _summary(model, "neighbourhood", title, about, model.of_kinds(*BODIES, *INSTRUMENTS), note, centre=focus)


def _summary(  # noqa: PLR0913 - a picture's own words and its things
    model: ViewModel, name: str, title: str, about: str, nodes: list[Node], note: str, *, centre: str = ""
) -> Picture:
    """Bodies and instruments, and between them how many actions name both; with a `centre`, only what meets it."""
    lines = summary_lines(model, centre)
    drawn, notes = strongest(lines)
    ends = {end for line in lines for end in (line.start, line.end)} | {centre}
    nodes = [node for node in nodes if node.id in ends or not centre]
    held = {end for line in drawn for end in (line.start, line.end)} | {centre}
    drawing = network_drawing(model, name, title, [node for node in nodes if node.id in held or not notes], drawn)
    return Picture(
        name,
        title,
        about,
        tuple(node.id for node in nodes),
        tuple(lines),
        PAIR_COLUMNS,
        pair_rows(model, lines),
        network_svg(model, drawing),
        drawing=drawing,
        keeps_unlinked=True,
        listed="pairs",
        notes=(note, *notes),
    )


def summary_lines(model: ViewModel, centre: str = "") -> list[Line]:
    """One line between a body and an instrument that are named by the same action, saying by how many.

    With a `centre`, one line from it to each body and instrument that is named by an action that names it.
    """
    place = {node: number for number, node in enumerate(model.nodes)}
    ends: dict[str, set[str]] = {}
    for line in model.lines:
        if line.end and line.style in _STYLES and model.nodes[line.start].kind in {"action", "milestone"}:
            action = model.nodes[line.start].action or line.start
            if model.nodes[line.end].kind in {*BODIES, *INSTRUMENTS}:
                ends.setdefault(action, set()).add(line.end)
    through: dict[tuple[str, str], list[str]] = {}
    for action, named in ends.items():
        bodies = {end for end in named if model.nodes[end].kind in BODIES}
        one, other = ({centre} & named, named - {centre}) if centre else (bodies, named - bodies)
        for pair in product(one, other):
            through.setdefault(pair, []).append(action)
    return [
        Line(
            f"{one}~meets~{other}",
            one,
            other,
            "shares",
            "meets in actions",
            "meets in actions",
            through=tuple(sorted(actions, key=place.__getitem__)),
            weight=len(actions),
        )
        for (one, other), actions in sorted(through.items())
    ]


def _network(  # noqa: PLR0913 - a picture's own words, its things and its lines
    model: ViewModel,
    name: str,
    title: str,
    about: str,
    nodes: list[Node],
    lines: Iterable[Line],
    *,
    keeps_unlinked: bool = False,
) -> Picture:
    drawing = network_drawing(model, name, title, nodes, lines)
    return Picture(
        name,
        title,
        about,
        tuple(node.id for node in nodes),
        drawing.lines,
        LINE_COLUMNS,
        line_rows(model, drawing.lines),
        network_svg(model, drawing) if len(nodes) <= STILL_LIMIT else "",
        drawing=drawing,
        keeps_unlinked=keeps_unlinked,
        listed="lines",
    )
