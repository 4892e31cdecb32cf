"""Samples of how things and lines are drawn, for the legend that is also the filter."""

from __future__ import annotations

from cohesion_graph.views.encoding import Kind, Style, outline
from cohesion_graph.views.svg import arrow, mark, number

__all__ = ["kind_sample", "line_sample", "mark_sample"]


def kind_sample(kind: Kind) -> str:
    """A small shape of a kind."""
    size = (14, 12) if kind.shape == "triangle" else (26, 14)
    dash = ' stroke-dasharray="4 3"' if kind.dashed else ""
    path = f'<path class="shape" d="{outline(kind.shape, *size)}" fill="{kind.fill[0]}" stroke="{kind.edge[0]}"{dash}/>'
    return _sample(f'<g class="k-{kind.name}">{path}</g>')


def line_sample(style: Style, *, dashed: bool = False, folded: bool = False) -> str:
    """A short line of a style, dashed as an inferred one, or thin as one that concerns milestones alone."""
    colour, width = style.colour[0], max(style.width / 2, 1) if folded else style.width
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    stop = 13 if style.end != "triangle" else 8
    line = f'<path class="stroke" d="M-15 0H{stop}" stroke="{colour}" stroke-width="{number(width)}"{dash}/>'
    head = arrow(style.end, (15, 0) if style.end != "bar" else (12, 0), (0, 0), colour, width)
    return _sample(f'<g class="s-{style.name}">{line}{head}</g>')


def mark_sample(name: str) -> str:
    """A line with a document's mark on it."""
    line = '<path class="stroke" d="M-15 0H15" stroke="#4B5563" stroke-width="2"/>'
    return _sample(f'<g class="s-responsible">{line}{mark(name, (0, 0), "#4B5563")}</g>')


def _sample(inside: str) -> str:
    return f'<svg class="sample" width="34" height="18" viewBox="-17 -9 34 18" aria-hidden="true">{inside}</svg>'
