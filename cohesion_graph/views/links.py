"""Everything that is linked, and what is around one thing."""

from __future__ import annotations

from collections.abc import Iterable

from cohesion_graph.views.network import network_drawing, network_svg
from cohesion_graph.views.picture import LINE_COLUMNS, Picture, line_rows
from cohesion_graph.views.view_model import BODIES, INSTRUMENTS, Line, Node, ViewModel

__all__ = ["all_links", "neighbourhood"]

STILL_LIMIT = 600
"""Up to this number of things a network also comes as a still drawing."""

PAGE_LIMIT = 5000
"""Up to this number of things all links are drawn; above it, bodies and instruments stand for them."""

_STYLES = frozenset({"leads", "responsible", "contributes", "depends", "feeds", "reports", "mentions", "part"})


def all_links(model: ViewModel) -> Picture:
    """Every action, milestone, body and instrument, with every line between them.

    `focus` changes nothing here: the page opens with it selected. A plan with more than `PAGE_LIMIT` things is drawn
    as bodies and instruments alone, and `Picture.notes` says so.
    """
    nodes, notes = list(model.nodes.values()), tuple[str, ...]()
    lines: Iterable[Line] = [line for line in model.lines if line.style in _STYLES]
    if len(nodes) > PAGE_LIMIT:
        nodes = model.of_kinds(*BODIES, *INSTRUMENTS)
        lines = summary_lines(model)
        notes = (_summary_note(len(model.nodes)),)
    about = "Actions in the middle of what they name: who does them, what they depend on and what they feed."
    return _network(model, "all-links", "All links", about, nodes, lines, notes=notes)


def _summary_note(count: int) -> str:
    return (
        f"This plan has {count:,} things, more than one picture can show. Bodies and instruments stand for them here: "
        "a line says that they meet in at least one action. Choose a thing to see what it is linked to."
    )


def neighbourhood(model: ViewModel, focus: str) -> Picture:
    """One thing, everything linked to it, and the lines among those; for an action, of its milestones too."""
    centre = model.nodes[focus]
    own = {focus, *(node.id for node in model.nodes.values() if node.action == focus)}
    lines = [line for line in model.lines if line.style in _STYLES]
    near = own | {end for line in lines for end in (line.start, line.end) if own & {line.start, line.end}}
    near |= {model.nodes[node].action for node in near if model.nodes[node].action}
    nodes = [node for node in model.nodes.values() if node.id in near]
    about = f"{centre.title}: everything that documents link to it, and how those are linked among themselves."
    title = f"Around {centre.label}"
    return _network(model, "neighbourhood", title, about, nodes, lines, keeps_unlinked=True)


def summary_lines(model: ViewModel) -> list[Line]:
    """One line between a body and an instrument that meet in an action, saying in how many."""
    ends: dict[str, tuple[set[str], set[str]]] = {}
    for line in model.lines:
        if line.end and line.style in _STYLES and model.nodes[line.start].kind in {"action", "milestone"}:
            action = model.nodes[line.start].action or line.start
            kind = model.nodes[line.end].kind
            pair = ends.setdefault(action, (set(), set()))
            if kind in BODIES or kind in INSTRUMENTS:
                pair[kind in INSTRUMENTS].add(line.end)
    through: dict[tuple[str, str], list[str]] = {}
    for action, (bodies, instruments) in ends.items():
        for body in bodies:
            for instrument in instruments:
                through.setdefault((body, instrument), []).append(action)
    return [
        Line(
            f"{body}~meets~{instrument}",
            body,
            instrument,
            "shares",
            "meets in actions",
            "meets in actions",
            through=tuple(sorted(actions)),
            weight=len(actions),
        )
        for (body, instrument), actions in sorted(through.items())
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
    notes: tuple[str, ...] = (),
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
        notes=notes,
    )
