"""Still pictures as SVG text: shapes, words and lines with the marks that the page's script and style sheet know.

Colours stand as presentation attributes, so a saved file needs no style sheet; inside the page the style sheet
overrules them for the dark theme. Every thing carries ``data-node``, every line ``data-line``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape

from cohesion_graph.views.encoding import KINDS, STYLES, outline, source_mark
from cohesion_graph.views.lettering import LINE_HEIGHT, text_width
from cohesion_graph.views.view_model import Line, Node, ViewModel

__all__ = [
    "FONT",
    "Course",
    "Point",
    "arrow",
    "band",
    "dimmed",
    "drawn_line",
    "drawn_node",
    "escape",
    "line_mark",
    "line_width",
    "mark",
    "number",
    "picture",
    "reference_width",
    "standing_alone",
    "without_handles",
    "words_at",
]

FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
INK, FAINT = "#111827", "#64748B"

Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate with at most one decimal: ``12``, ``12.5``."""
    return f"{round(value, 1):g}" if abs(value) < 1e5 else f"{round(value)}"


def words_at(  # noqa: PLR0913 - what an SVG text has
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    size: float = 13,
    anchor: str = "middle",
    fill: str = INK,
    bold: bool = False,
) -> str:
    """Lines of words, the whole centred on `y`; `anchor` is start, middle or end."""
    top = y - (len(lines) - 1) * size * LINE_HEIGHT / 2 + size * 0.35
    rows = "".join(
        f'<tspan x="{number(x)}" y="{number(top + row * size * LINE_HEIGHT)}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    weight = ' font-weight="bold"' if bold else ""
    return f'<text font-size="{number(size)}" text-anchor="{anchor}" fill="{fill}"{weight}>{rows}</text>'


def drawn_node(  # noqa: PLR0913 - what a shape with words has
    node: Node,
    at: Point,
    size: tuple[int, int],
    lines: Sequence[str],
    *,
    font: float = 13,
    reference: str = "",
    row: str = "",
) -> str:
    """A thing: its shape with words inside, its full title as a tooltip.

    With a `reference`, that stands in bold on the left and the words beside it. A thing that stands in several rows
    names the thing its `row` is about: it is bright only where that is.
    """
    kind = KINDS[node.kind]
    dash = ' stroke-dasharray="4 3"' if kind.dashed else ""
    title = node.title if node.label == node.title else f"{node.label}: {node.title}"
    told = f' data-row="{escape(row)}"' if row else ""
    ink, left = kind.text[0], -size[0] / 2 + 8
    if reference:
        label = words_at([reference], left, 0, size=font, anchor="start", fill=ink, bold=True)
        label += words_at(lines, left + reference_width(reference), 0, size=font, anchor="start", fill=ink)
    else:
        label = words_at(lines, 0, 0, size=font, fill=ink) if lines else ""
    return (
        f'<g class="node k-{kind.name}" data-node="{escape(node.id)}"{told}'
        f' transform="translate({number(at[0])} {number(at[1])})"><title>{escape(title)}</title>'
        f'<path class="shape" d="{outline(kind.shape, *size)}" fill="{kind.fill[0]}" stroke="{kind.edge[0]}"'
        f' stroke-width="1.5"{dash}/>{label}</g>'
    )


def reference_width(reference: str) -> int:
    """Room for a reference in bold before the words of an action, in px."""
    return max(44, round(text_width(reference, 12) * 1.1) + 10)


def band(top: float, width: float, height: float) -> str:
    """The pale ground of every other row."""
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect class="band" x="0" y="{number(top)}" {size} fill="#F1F4F8"/>'


@dataclass(frozen=True, slots=True)
class Course:
    """Where a line's ornaments stand."""

    tip: Point
    """Where the head's point is."""
    came: Point
    """A point passed shortly before, for the direction of the head."""
    middle: Point
    """Where the document's mark or the number stands."""
    lean: float = 0
    """Direction at its middle, in radians."""


def drawn_line(model: ViewModel, line: Line, path: str, course: Course) -> str:
    """A line along `path` (SVG path data), with its head, and its document's mark or its number."""
    style = STYLES[line.style]
    colour, width = style.colour[0], line_width(line)
    dash = "" if line.stated else ' stroke-dasharray="6 4"'
    said = f"{model.nodes[line.start].label} {line.label} {model.nodes[line.end].label}" if line.end else line.label
    how = "" if line.stated else " (inferred)"
    ornament = mark(line_mark(model, line), course.middle, colour, course.lean)
    if line.weight > 1:
        ornament = _figure(line.weight, course.middle, colour)
    return (
        f'<g class="line s-{style.name}" data-line="{escape(line.key)}">'
        f"<title>{escape(said + how)}</title>"
        f'<path class="stroke" d="{path}" fill="none" stroke="{colour}" stroke-width="{number(width)}"{dash}/>'
        f"{arrow(style.end, course.tip, course.came, colour, width)}{ornament}</g>"
    )


def line_mark(model: ViewModel, line: Line) -> str:
    """The mark of the document that says so; none on a line between bodies, which stands for many statements."""
    return "none" if line.style in {"shares", "coleads"} else source_mark(line.sources, model.places)


def _figure(value: int, at: Point, colour: str) -> str:
    half = 6 + 3.7 * len(str(value))
    x, y = number(at[0] - half), number(at[1] - 9)
    return (
        f'<rect class="paper" x="{x}" y="{y}" width="{number(half * 2)}" height="18" fill="#FFFFFF"/>'
        f'<g class="number">{words_at([str(value)], *at, fill=colour, bold=True)}</g>'
    )


def line_width(line: Line) -> float:
    """In px: that of its style, half of it (at least 1) if it only concerns milestones, and by what it weighs."""
    width = STYLES[line.style].width
    if line.style in {"shares", "coleads"}:
        return round(min(1 + 2 * math.log(line.weight), 10), 2)
    return max(width / 2, 1) if line.folded else width


def arrow(end: str, tip: Point, came: Point, colour: str, width: float = 2) -> str:
    """The head of a line; empty for ``none``."""
    if end == "none":
        return ""
    angle = math.atan2(tip[1] - came[1], tip[0] - came[0])
    long, broad = 8 + width, 3.4 + width * 0.7

    def turned(along: float, across: float) -> str:
        x = tip[0] + along * math.cos(angle) - across * math.sin(angle)
        y = tip[1] + along * math.sin(angle) + across * math.cos(angle)
        return f"{number(x)} {number(y)}"

    if end == "triangle":
        path = f"M{turned(0, 0)}L{turned(-long, broad)}L{turned(-long, -broad)}Z"
        return f'<path class="fill" d="{path}" fill="{colour}"/>'
    path = f"M{turned(-long, broad)}L{turned(0, 0)}L{turned(-long, -broad)}"
    if end == "bar":
        path = f"M{turned(-3, 6)}L{turned(-3, -6)}"
    return f'<path class="stroke" d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


_MARKS = {
    "circle": "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0Z",
    "box": "M-4-4H4V4H-4Z",
    "diamond": "M0-5.5L5.5 0L0 5.5L-5.5 0Z",
    "inv_triangle": "M-5-4H5L0 5Z",
    "bar": "M-2-6V6M2-6V6",
}


def mark(name: str, at: Point, colour: str, lean: float = 0) -> str:
    """The mark of the document that says so, on the middle of a line; empty for the first document."""
    if name == "none":
        return ""
    turn = f" rotate({number(math.degrees(lean))})" if name == "bar" else ""
    place = f'transform="translate({number(at[0])} {number(at[1])}){turn}"'
    return f'<path class="mark" {place} d="{_MARKS[name]}" fill="#FFFFFF" stroke="{colour}" stroke-width="1.8"/>'


def picture(name: str, title: str, box: tuple[float, float, float, float], parts: Iterable[str]) -> str:
    """A whole SVG document element: `box` is left, top, width and height in px."""
    left, top, width, height = (math.floor(box[0]), math.floor(box[1]), math.ceil(box[2]), math.ceil(box[3]))
    inside = "\n".join(part for part in parts if part)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" data-view="{name}" role="img"'
        f' aria-label="{escape(title)}" viewBox="{left} {top} {width} {height}" width="{width}" height="{height}"'
        f' font-family="{FONT}">\n{inside}\n</svg>'
    )


def standing_alone(svg: str) -> str:
    """The drawing with what a page's style sheet says of its font: other fonts are made as narrow as Arial.

    Inside a page that would be refused by its Content-Security-Policy.
    """
    head, end, rest = svg.partition(">\n")
    return f"{head}{end}<style>{_SHEET}</style>\n{rest}"


def without_handles(svg: str) -> str:
    """The drawing as it is published: without what a page's script and style sheet take hold of its parts by."""
    plain = _HANDLE.sub("", svg)
    for usual in _USUAL:
        plain = plain.replace(f" {usual}", "")
    return plain.replace("<svg ", f"<svg {' '.join(_USUAL)} ", 1)


_USUAL = (f'fill="{INK}"', 'text-anchor="start"', 'font-size="13"')
"""What most letters have: a drawing that stands alone says it once, for all of them."""

_HANDLE = re.compile(' data-[a-z-]+="[^"]*"| class="(?!drawing")[^"]*"')


_SHEET = (
    ".drawing text{font-size-adjust:ch-width 0.556}"
    ".drawing .node.dim>.shape{fill-opacity:.1;stroke-opacity:.45}.drawing .node.dim text{fill:#475569}"
)
"""What a drawing needs of the page's style sheet: letters as wide as Arial's, and faint things that can be read."""


def dimmed(svg: str, nodes: Collection[str], lines: Collection[str]) -> str:
    """The same drawing with every thing and line that is not among these made faint."""

    def faint(part: re.Match[str]) -> str:
        bright = nodes if part[2] == "node" else lines
        lit = unescape(part[3]) in bright and (not part[4] or unescape(part[4]) in nodes)
        if lit:
            return part[0]
        return (
            part[1].replace('class="node', 'class="node dim', 1) if part[2] == "node" else f'{part[1]} opacity="0.15"'
        )

    return re.sub(r'(<g class="(?:node|line) [^"]*" data-(node|line)="([^"]*)"(?: data-row="([^"]*)")?)', faint, svg)
