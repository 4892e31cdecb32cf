"""Who works with whom: bodies, and between them how many actions they share; actions both lead are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cohesion_graph.views.network import network_drawing, network_svg
from cohesion_graph.views.picture import PAIR_COLUMNS, Picture, empty_picture, pair_rows, strongest
from cohesion_graph.views.view_model import BODIES, Line, ViewModel

__all__ = ["NO_RESPONSIBILITY", "RESPONSIBILITIES", "bodies_of_actions", "who_works_with_whom"]

RESPONSIBILITIES = ("leads", "responsible", "contributes")
"""The styles of lines that say who does an action."""

NO_RESPONSIBILITY = "No document says who does an action."
"""What a picture of who does what says of a plan without any."""


def bodies_of_actions(model: ViewModel) -> dict[str, dict[str, list[Line]]]:
    """For each action the bodies that do it or one of its milestones, each with the lines that say so."""
    found: dict[str, dict[str, list[Line]]] = {}
    for line in model.between(*RESPONSIBILITIES):
        found.setdefault(line.start, {}).setdefault(line.end, []).append(line)
    return found


def who_works_with_whom(model: ViewModel) -> Picture:
    """Bodies and the actions they share, as a network.

    Two bodies share an action if documents give it, or milestones of it, to both. A pair that a document says to
    lead an action both has a line of its own for such actions; all others stand on one line. The number on a line,
    from 2 up, is how many actions it stands for, and so is its width.
    """
    lines = tuple(_pairs(model))
    nodes = [node for node in model.of_kinds(*BODIES) if any(node.id in {line.start, line.end} for line in lines)]
    acting = {body for bodies in bodies_of_actions(model).values() for body in bodies}
    nodes += [node for node in model.of_kinds(*BODIES) if node.id in acting and node not in nodes]
    title = "Who works with whom"
    if not nodes:
        return empty_picture(
            "who-works-with-whom", title, NO_RESPONSIBILITY, ("Body", "How", "Body", *PAIR_COLUMNS[3:])
        )
    drawn, notes = strongest(lines)
    held = {end for line in drawn for end in (line.start, line.end)}
    standing = [node for node in nodes if not notes or node.id in held]
    drawing = network_drawing(model, "who-works-with-whom", title, standing, drawn)
    return Picture(
        "who-works-with-whom",
        title,
        "Bodies that share actions: the number on a line is how many (1 if none stands there).",
        tuple(node.id for node in nodes),
        lines,
        ("Body", "How", "Body", *PAIR_COLUMNS[3:]),
        pair_rows(model, lines),
        network_svg(model, drawing),
        drawing=drawing,
        keeps_unlinked=True,
        listed="pairs",
        notes=notes,
    )


def _pairs(model: ViewModel) -> Iterator[Line]:
    shared: dict[tuple[str, str, str], list[tuple[str, tuple[Line, ...]]]] = {}
    for action, bodies in bodies_of_actions(model).items():
        for one, other in combinations(sorted(bodies), 2):
            both = (*bodies[one], *bodies[other])
            leading = all(any(line.style == "leads" and line.stated for line in bodies[body]) for body in (one, other))
            shared.setdefault((one, "coleads" if leading else "shares", other), []).append((action, both))
    for (one, style, other), actions in sorted(shared.items()):
        lines = [line for _, both in actions for line in both]
        yield Line(
            f"{one}~{style}~{other}",
            one,
            other,
            style,
            "leads together with" if style == "coleads" else "shares actions with",
            "leads together with" if style == "coleads" else "shares actions with",
            tuple(source for source in model.sources if any(source in line.sources for line in lines)),
            any(all(line.stated for line in both) for _, both in actions),
            through=tuple(action for action, _ in actions),
            weight=len(actions),
        )
