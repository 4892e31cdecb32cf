"""Shared responsibilities: which combinations of bodies do which actions (an UpSet plot whose bars are the actions)."""

from __future__ import annotations

from collections.abc import Sequence

from cohesion_graph.views.collaboration import NO_RESPONSIBILITY, RESPONSIBILITIES, bodies_of_actions
from cohesion_graph.views.lettering import text_width, wrapped
from cohesion_graph.views.picture import Cell, Picture, Row, empty_picture
from cohesion_graph.views.svg import band, drawn_node, escape, number, picture, words_at
from cohesion_graph.views.view_model import BODIES, Node, ViewModel

__all__ = ["shared"]

TALL, CHIP = 32, 23
"""Height of a body's row and of an action's box, in px."""

NARROWEST, WIDEST = 38, 70
"""How wide a combination is at least and at most, in px: as the longest reference needs."""

LEFT = 228

_COLUMNS = ("Bodies", "How many bodies", "Actions", "How many actions")

MOST_COLUMNS = 120
"""Of more combinations than this the picture shows those that do most actions; the table has all."""

MOST_CHIPS = 16
"""Of more actions than this above one column the first are drawn and the others counted."""

MOST_DOTS = 2000
"""With more bodies times combinations than this, empty places are left empty: the dots would outweigh the drawing."""


def shared(model: ViewModel) -> Picture:
    """One column for each combination of bodies that does at least one action, its actions stacked above it.

    A body takes part in an action if a document gives it the action or one of its milestones, in any role.
    """
    groups: dict[frozenset[str], list[str]] = {}
    for action, doers in bodies_of_actions(model).items():
        groups.setdefault(frozenset(doers), []).append(action)
    if not groups:
        return empty_picture("shared", "Shared", NO_RESPONSIBILITY, _COLUMNS)
    weight = {
        body.id: sum(len(actions) for group, actions in groups.items() if body.id in group)
        for body in model.of_kinds(*BODIES)
    }
    bodies = sorted(
        (body for body in model.of_kinds(*BODIES) if weight[body.id]),
        key=lambda body: (-weight[body.id], body.label.casefold(), body.id),
    )
    rank = {body.id: place for place, body in enumerate(bodies)}
    columns = sorted(
        groups.items(), key=lambda one: (len(one[0]) == 1, -len(one[1]), sorted(map(rank.__getitem__, one[0])))
    )
    ordered = [(sorted(group, key=rank.__getitem__), actions) for group, actions in columns]
    drawn, notes = _largest(ordered)
    lines = tuple(model.between(*RESPONSIBILITIES))
    order = [node.id for node in model.of_kinds("action")]
    title = "Shared"
    return Picture(
        "shared",
        title,
        "Which bodies do which actions together: each column is one combination, its actions stand above it.",
        (*(body.id for body in bodies), *(action for action in order if any(action in one for one in groups.values()))),
        lines,
        _COLUMNS,
        tuple(_row(model, group, actions) for group, actions in ordered),
        _drawn(model, bodies, drawn, weight),
        keeps_unlinked=True,
        counts_all=True,
        notes=notes,
    )


def _largest(
    columns: Sequence[tuple[list[str], list[str]]],
) -> tuple[Sequence[tuple[list[str], list[str]]], tuple[str, ...]]:
    """The combinations that are drawn, in the order given, and a note if these are not all."""
    if len(columns) <= MOST_COLUMNS:
        return columns, ()
    kept = sorted(range(len(columns)), key=lambda place: (-len(columns[place][1]), place))[:MOST_COLUMNS]
    note = (
        f"Of {len(columns):,} combinations of bodies the {MOST_COLUMNS} that do most actions are drawn. "
        "The table below lists all of them with their actions."
    )
    return [columns[place] for place in sorted(kept)], (note,)


def _short(reference: str, room: float) -> str:
    """A reference that fits its box; the full one is in the tooltip, the details and the table."""
    kept = len(reference)
    while kept > 1 and text_width(reference[:kept] + "…" * (kept < len(reference)), 11.5) > room:
        kept -= 1
    return reference[:kept] + "…" * (kept < len(reference))


def _row(model: ViewModel, bodies: Sequence[str], actions: Sequence[str]) -> Row:
    cells = (
        Cell("; ".join(model.nodes[body].label for body in bodies)),
        Cell(str(len(bodies))),
        Cell("; ".join(model.nodes[action].label for action in actions)),
        Cell(str(len(actions))),
    )
    return Row(cells, (*bodies, *actions))


def _drawn(
    model: ViewModel,
    bodies: Sequence[Node],
    columns: Sequence[tuple[list[str], list[str]]],
    weight: dict[str, int],
) -> str:
    most = max((min(len(actions), MOST_CHIPS) for _, actions in columns), default=0)
    middle = 40 + most * CHIP + 12
    longest = max(
        (text_width(model.nodes[action].label, 11.5) for _, actions in columns for action in actions), default=0
    )
    wide = min(max(NARROWEST, round(longest) + 12), WIDEST)
    width = LEFT + wide * len(columns) + 16
    parts = [words_at(["Actions done by exactly these bodies"], 10, 16, anchor="start", bold=True)]
    rows = {body.id: middle + TALL * (turn + 0.5) for turn, body in enumerate(bodies)}
    for turn, body in enumerate(bodies):
        y = rows[body.id]
        if turn % 2 == 0:
            parts.append(band(y - TALL / 2, width, TALL))
        parts.append(words_at([str(weight[body.id])], 22, y, size=12, anchor="end"))
        parts.append(drawn_node(body, (30 + 96, y), (192, 30), wrapped(body.label, 170, 11, 2), font=11))
    for place, (group, actions) in enumerate(columns):
        x = LEFT + wide * (place + 0.5)
        chips = actions if len(actions) <= MOST_CHIPS else actions[: MOST_CHIPS - 1]
        if len(chips) < len(actions):
            top = middle - 14 - CHIP * (MOST_CHIPS - 0.5)
            parts.append(words_at([f"+{len(actions) - len(chips):,}"], x, top, size=11, bold=True))
        for turn, action in enumerate(chips):
            at = (x, middle - 14 - CHIP * (turn + 0.5))
            parts.append(
                drawn_node(
                    model.nodes[action], at, (wide - 2, 20), (_short(model.nodes[action].label, wide - 8),), font=11.5
                )
            )
        ys = [rows[body] for body in group]
        inside = [
            f'<circle class="pale" cx="{number(x)}" cy="{number(y)}" r="2.5" fill="#C5CEDA"/>'
            for y in rows.values()
            if y not in ys and len(bodies) * len(columns) <= MOST_DOTS
        ]
        inside.append(
            f'<path class="inkline" d="M{number(x)} {number(min(ys))}V{number(max(ys))}"'
            ' stroke="#111827" stroke-width="2.5"/>'
        )
        inside += [f'<circle class="ink" cx="{number(x)}" cy="{number(y)}" r="7" fill="#111827"/>' for y in ys]
        ids = " ".join(actions)
        parts.append(
            f'<g class="combination" data-all="{escape(" ".join(group))}" data-any="{escape(ids)}">'
            f"{''.join(inside)}</g>"
        )
    return picture("shared", "Shared", (0, 0, width, middle + TALL * len(bodies) + 10), parts)
