"""Pictures that are tables: the matrix of bodies and actions, and what documents say differently.

Each comes as an HTML table, best for screen readers and for print, and as an SVG of the same cells for saving.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from cohesion_graph.derive import Derivation
from cohesion_graph.derive.discrepancies import Discrepancy
from cohesion_graph.model.codes import Resolution
from cohesion_graph.model.ids import node_id
from cohesion_graph.views.collaboration import NO_RESPONSIBILITY, RESPONSIBILITIES, bodies_of_actions
from cohesion_graph.views.lettering import LINE_HEIGHT, wrapped
from cohesion_graph.views.picture import LINE_COLUMNS, Cell, Picture, Row, empty_picture, line_rows
from cohesion_graph.views.summaries import section_cells
from cohesion_graph.views.svg import band, number, picture, words_at
from cohesion_graph.views.tallies import ROWS_LIMIT, too_many_note
from cohesion_graph.views.view_model import BODIES, Line, Node, ViewModel

__all__ = ["disagreements", "matrix"]

_LETTERS = {"leads": "L", "responsible": "R", "contributes": "C"}


def _letter(line: Line) -> str:
    """``L``, ``R`` or ``C``; with an ``m`` where only milestones are meant, in brackets where inferred."""
    letter = f"{_LETTERS[line.style]}m" if line.folded else _LETTERS[line.style]
    return letter if line.stated else f"({letter})"


def matrix(model: ViewModel, derivation: Derivation) -> Picture:
    """Actions down, bodies across, in each cell the roles that documents give the body."""
    cells = bodies_of_actions(model)
    if not cells:
        return empty_picture("matrix", "Matrix", NO_RESPONSIBILITY, LINE_COLUMNS)
    weight = {body.id: sum(body.id in bodies for bodies in cells.values()) for body in model.of_kinds(*BODIES)}
    bodies = [body for body in model.of_kinds(*BODIES) if weight[body.id]]
    bodies.sort(key=lambda body: (-weight[body.id], body.label.casefold(), body.id))
    actions = model.of_kinds("action")
    lines = tuple(model.between(*RESPONSIBILITIES))
    nodes = (*(body.id for body in bodies), *(action.id for action in actions))
    picture = Picture("matrix", "Matrix", "", nodes, lines, LINE_COLUMNS, line_rows(model, lines), keeps_unlinked=True)
    if len(actions) > ROWS_LIMIT:
        rows, svg, bars = section_cells(derivation.dataset, bodies, lines)
        note = too_many_note(len(actions), "Here is how often each body is named in each section of the plan.")
        about = "How many lines say that a body leads, is responsible for or contributes to an action of a section."
        markup = _table(bodies, "Section", rows)
        return replace(picture, about=about, svg=svg, markup=markup, bars=bars, listed="lines", notes=(note,))
    differ = {line.start for line in model.lines if line.style == "differs" and line.key.split("/")[-3] in _ABOUT_WHO}
    rows = _matrix_rows(model, actions, bodies, cells, differ)
    svg = _matrix_svg(model, actions, bodies, cells)
    return replace(picture, about=_how_to_read(model), svg=svg, markup=_table(bodies, "Action", rows), listed="lines")


def _how_to_read(model: ViewModel) -> str:
    about = "L leads, R is responsible, C contributes; m: a milestone, not the whole action; (in brackets): inferred."
    if len(model.sources) < 2:
        return about
    marks = ", ".join(f"{_SUPERSCRIPTS[place % 9]} {label}" for place, (label, _) in enumerate(model.sources.values()))
    return (
        f"{about} Raised figures tell the document: {marks}. "
        "A shaded row: the documents name different bodies or roles."
    )


_ABOUT_WHO = frozenset({"lead", "role", "role-unclear", "coverage"})
_SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹"


def _figures(model: ViewModel, line: Line) -> str:
    """The raised figures of the documents that say so; none where there is only one document."""
    if len(model.sources) < 2:
        return ""
    return "".join(_SUPERSCRIPTS[model.places[source] % 9] for source in line.sources)


def _matrix_rows(
    model: ViewModel,
    actions: Sequence[Node],
    bodies: Sequence[Node],
    cells: dict[str, dict[str, list[Line]]],
    differ: set[str],
) -> str:
    rows = []
    for action in actions:
        shade = ' class="differ"' if action.id in differ else ""
        told = '<span class="unseen"> (documents differ)</span>' if action.id in differ else ""
        title = f" {escape(action.title)}" if action.title != action.label else ""
        row = "".join(
            f"<td>{''.join(_matrix_mark(model, line) for line in found)}</td>"
            for body in bodies
            for found in (cells.get(action.id, {}).get(body.id, []),)
        )
        rows.append(
            f'<tr{shade} data-node="{escape(action.id)}"><th scope="row"><button type="button" class="plain"'
            f' data-open="{escape(action.id)}"><b>{escape(action.label)}</b>{title}</button>{told}</th>{row}</tr>'
        )
    return "".join(rows)


def _table(bodies: Sequence[Node], corner: str, rows: str) -> str:
    head = "".join(
        f'<th scope="col" data-node="{escape(body.id)}"><button type="button" class="plain upright"'
        f' data-open="{escape(body.id)}">{escape(body.label)}</button>'
        f'<span class="upright printed">{escape(body.label)}</span></th>'
        for body in bodies
    )
    return (
        '<table class="matrix"><caption class="unseen">Bodies by action</caption>'
        f'<thead><tr><th scope="col">{corner}</th>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _matrix_mark(model: ViewModel, line: Line) -> str:
    sources = ", ".join(model.sources[source][0] for source in line.sources)
    how = "" if line.stated else ", inferred"
    mark = f"{_letter(line)}{_figures(model, line)}"
    said = f"{model.nodes[line.end].label} {line.inverse} {model.nodes[line.start].label}: {sources}{how}"
    return (
        f'<button type="button" class="plain role s-{line.style}" data-line="{escape(line.key)}"'
        f' data-open-line="{escape(line.key)}" title="{escape(said)}" aria-label="{mark}: {escape(said)}">'
        f"{mark}</button>"
    )


def _matrix_svg(
    model: ViewModel, actions: Sequence[Node], bodies: Sequence[Node], cells: dict[str, dict[str, list[Line]]]
) -> str:
    left, wide, tall, head = 330, 46, 26, 150
    parts = []
    for place, body in enumerate(bodies):
        x = left + wide * (place + 0.5)
        words = words_at(wrapped(body.label, head - 10, 11), 0, 0, size=11, anchor="start")
        parts.append(
            f'<g data-node="{escape(body.id)}" transform="translate({number(x)} {head - 6}) rotate(-90)">{words}</g>'
        )
    for turn, action in enumerate(actions):
        y = head + tall * (turn + 0.5)
        if turn % 2 == 0:
            parts.append(band(y - tall / 2, left + wide * len(bodies), tall))
        text = f"{action.label}  {action.title}" if action.title != action.label else action.label
        parts.append(words_at(wrapped(text, left - 16, 11, 1), 8, y, size=11, anchor="start"))
        for place, body in enumerate(bodies):
            found = cells.get(action.id, {}).get(body.id, [])
            marks = " ".join(_letter(line) + _figures(model, line) for line in found)
            if marks:
                parts.append(words_at([marks], left + wide * (place + 0.5), y, size=12, bold=True))
    return picture("matrix", "Matrix", (0, 0, left + wide * len(bodies) + 8, head + tall * len(actions) + 8), parts)


def disagreements(model: ViewModel, derivation: Derivation) -> Picture:
    """What two documents say differently about one item, side by side; nothing is settled here."""
    lines = {line.key: line for line in model.lines if line.style == "differs"}
    rows = tuple(_difference(model, found, lines[found.id]) for found in derivation.discrepancies)
    title = "Disagreements"
    columns = ("Action or milestone", "In what", "One document says", "Another says", "Decided")
    if not rows:
        return empty_picture("disagreements", title, _no_disagreement(model), columns)
    about = "Where two documents say different things. Both stand, unless an editor decided."
    items = {model.nodes[line.start].action or line.start for line in lines.values()}
    return Picture(
        "disagreements",
        title,
        about,
        tuple(node.id for node in model.of_kinds("action") if node.id in items),
        tuple(lines.values()),
        columns,
        rows,
        _rows_svg("disagreements", title, columns, rows, (170, 130, 260, 260, 140)),
        _rows_html(title, columns, rows),
        is_table=True,
        keeps_unlinked=True,
    )


def _no_disagreement(model: ViewModel) -> str:
    if len(model.sources) < 2:
        return "This plan was read from one document: there is nothing that it could disagree with."
    return "No two documents say different things about the same action or milestone."


def _difference(model: ViewModel, found: Discrepancy, line: Line) -> Row:
    node = model.nodes[node_id("item", found.item)]
    name = node.label if node.kind == "action" else f"{model.nodes[node.action].label}: {node.title}"
    decided = found.resolution.label if found.resolution is not Resolution.UNRESOLVED else "nobody has"
    if found.reason:
        decided += f": {found.reason}"
    sides = [
        f"{model.sources[source][0]}: {' '.join(value.split()) or 'nothing'}"
        for source, value in ((found.source_a, found.value_a), (found.source_b, found.value_b))
    ]
    cells = (Cell(name, node.id), Cell(found.kind.label, line=line.key), Cell(sides[0]), Cell(sides[1]), Cell(decided))
    return Row(cells, (node.action or node.id,), line.key)


def _rows_html(title: str, columns: Sequence[str], rows: Sequence[Row]) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f'<tr data-line="{escape(row.line)}">{"".join(map(_cell_html, row.cells))}</tr>' for row in rows)
    return (
        f'<table><caption class="unseen">{escape(title)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cell_html(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.node:
        text = f'<button type="button" class="plain" data-open="{escape(cell.node)}">{text}</button>'
    elif cell.line:
        text = f'<button type="button" class="plain" data-open-line="{escape(cell.line)}">{text}</button>'
    return f"<td>{text}</td>"


def _rows_svg(name: str, title: str, columns: Sequence[str], rows: Sequence[Row], widths: Sequence[int]) -> str:
    starts = [sum(widths[:place]) + 8 for place in range(len(widths))]
    parts = [
        words_at([column], x, 16, size=12, anchor="start", bold=True) for column, x in zip(columns, starts, strict=True)
    ]
    top = 32.0
    for turn, row in enumerate(rows):
        words = [wrapped(cell.text, width - 14, 11) for cell, width in zip(row.cells, widths, strict=True)]
        height = max(len(lines) for lines in words) * 11 * LINE_HEIGHT + 12
        inside = ""
        if turn % 2 == 0:
            inside = band(top, sum(widths) + 8, height)
        inside += "".join(
            words_at(lines, x, top + 6 + len(lines) * 11 * LINE_HEIGHT / 2, size=11, anchor="start")
            for lines, x in zip(words, starts, strict=True)
        )
        parts.append(f'<g class="line" data-line="{escape(row.line)}">{inside}</g>')
        top += height
    return picture(name, title, (0, 0, sum(widths) + 8, top + 8), parts)
