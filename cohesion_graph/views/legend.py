"""Samples of how things and lines are drawn, for the legend that is also the filter."""

from __future__ import annotations

from collections.abc import Sequence

from cohesion_graph.views.encoding import KINDS, STYLES, Kind, Style, outline, source_mark
from cohesion_graph.views.picture import Picture
from cohesion_graph.views.svg import arrow, mark, number
from cohesion_graph.views.view_model import ViewModel

__all__ = ["key_of", "kind_sample", "kinds_in", "line_sample", "mark_sample", "styles_in"]


def kinds_in(model: ViewModel) -> list[Kind]:
    """The kinds of things that a plan has."""
    present = {node.kind for node in model.nodes.values()}
    return [kind for kind in KINDS.values() if kind.name in present]


def styles_in(model: ViewModel, pictures: Sequence[Picture]) -> list[Style]:
    """The sorts of lines that a plan or one of its pictures has."""
    present = {line.style for line in model.lines} | {line.style for one in pictures for line in one.lines}
    return [style for style in STYLES.values() if style.name in present]


def key_of(model: ViewModel, pictures: Sequence[Picture]) -> tuple[tuple[str, str], ...]:
    """What each shape and line of some still pictures means: its sample, and its words.

    Milestones and mere mentions are left out: still pictures do not hold them.
    """
    key = [(kind_sample(kind), kind.plural) for kind in kinds_in(model) if kind.name != "milestone"]
    key += [(line_sample(style), style.label) for style in styles_in(model, pictures) if style.at_first]
    if any(line.folded for line in model.lines):
        key.append((line_sample(STYLES["leads"], folded=True), "thin: a milestone of the action, not the whole action"))
    if any(not line.stated for line in model.lines):
        key.append((line_sample(STYLES["responsible"], dashed=True), "dashed: inferred, not stated"))
    if len(model.sources) > 1:
        marks = [(source_mark((source,), model.places), label) for source, (label, _) in model.sources.items()]
        key += [(mark_sample(name), f"said by {label}") for name, label in marks if name != "none"]
        key.append((mark_sample("bar"), "said by more than one document"))
    return tuple(key)


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
