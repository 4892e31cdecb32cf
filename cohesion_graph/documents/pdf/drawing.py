"""What is drawn on a page of a PDF: visible rules, and the edges of shaded areas, pieces of one line joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cohesion_graph.documents.hidden import SMALLEST_SEEN
from cohesion_graph.documents.symbol_fonts import is_symbol_font, plain_signs

__all__ = ["Drawing", "Stretch", "drawing_of", "show_signs", "unprinted_chars", "unseen_chars"]

_THIN = 3.0
"""Points: a filled rectangle no wider (or higher) than this is a rule, a larger one a background."""
_DOTS = 3.6
"""Points: pieces of a rule no farther apart than this are one dotted or broken rule."""

_SHORTEST = 6.0
"""Points: what is shorter is no rule."""
_MOST_PIECES = 1000
"""Rules of one direction on a page; a page with more shows a map or a chart, and a table only by its words."""

Stretch = tuple[float, float, float]
"""A straight piece: its place (height, or distance from the left), and where it starts and ends."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The straight pieces drawn on a page: visible rules, and the edges of shaded areas."""

    flat: list[Stretch]
    upright: list[Stretch]
    shaded_flat: list[Stretch]
    shaded_upright: list[Stretch]


def drawing_of(page: Any) -> Drawing:
    """What is drawn on a page, pieces of one rule joined; what cannot be seen on white paper is left out."""
    found = Drawing([], [], [], [])
    for shape in (*page.lines, *page.rects, *page.curves):
        box = (shape["x0"], shape["top"], shape["x1"], shape["bottom"])
        if shape.get("stroke") and not _is_white(shape.get("stroking_color")):
            _outline(box, found.flat, found.upright)
        elif shape.get("fill") and _is_box(shape, box) and not _is_white(shape.get("non_stroking_color")):
            is_thin = min(shape["width"], shape["height"]) <= _THIN
            is_page = shape["width"] * shape["height"] > 0.6 * page.width * page.height
            if is_thin:
                _outline(box, found.flat, found.upright)
            elif not is_page:
                _outline(box, found.shaded_flat, found.shaded_upright)
    joined = [_joined_pieces(one) for one in (found.flat, found.upright, found.shaded_flat, found.shaded_upright)]
    if any(len(one) > _MOST_PIECES for one in joined):
        return Drawing([], [], [], [])
    return Drawing(*joined)


def unseen_chars(page: Any) -> list[dict[str, Any]]:
    """The characters of a page in white on nothing but paper: not seen, and not printed."""
    white = [char for char in page.chars if char["text"].strip() and _is_white(char.get("non_stroking_color"))]
    if not white:
        return []
    grounds = [
        (one["x0"] - 1, one["top"] - 1, one["x1"] + 1, one["bottom"] + 1)
        for one in (*page.rects, *page.curves, *page.images)
        if one["object_type"] == "image" or (one.get("fill") and not _is_white(one.get("non_stroking_color")))
    ]

    def stands_on_ground(char: dict[str, Any]) -> bool:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in grounds)

    return [char for char in white if not stands_on_ground(char)]


def unprinted_chars(page: Any) -> list[dict[str, Any]]:
    """The characters of a page that are set too small to be seen, or beyond the edge of the paper.

    Where more than half of all are that small it is the measure that is wrong: some fonts tell no size.
    """
    left, top, right, bottom = page.bbox if page.rotation else page.cropbox
    small = [char for char in page.chars if 0 < char["size"] <= SMALLEST_SEEN]
    outside = [
        char
        for char in page.chars
        if not (left <= (char["x0"] + char["x1"]) / 2 <= right and top <= (char["top"] + char["bottom"]) / 2 <= bottom)
    ]
    found = [*(small if 2 * len(small) < len(page.chars) else ()), *outside]
    return found if any(char["text"].strip() for char in found) else []


def show_signs(page: Any) -> None:
    """Put the signs of symbol fonts into a page as characters that every font has."""
    for char in page.chars:
        if is_symbol_font(char["fontname"]):
            char["text"] = plain_signs(char["text"], char["fontname"])


def _is_box(shape: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Whether a shape is a rectangle, also one that a turned page draws corner by corner."""
    if shape["object_type"] == "rect":
        return True
    left, top, right, bottom = box
    corners = shape.get("pts", ())
    return 4 <= len(corners) <= 6 and all(
        min(abs(x - left), abs(x - right)) < 0.1 and min(abs(y - top), abs(y - bottom)) < 0.1 for x, y in corners
    )


def _outline(box: tuple[float, float, float, float], flat: list[Stretch], upright: list[Stretch]) -> None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if high <= _THIN and wide >= high - 0.1:
        flat.append(((top + bottom) / 2, left, right))
    if wide <= _THIN and high >= wide - 0.1:
        upright.append(((left + right) / 2, top, bottom))
    if wide > _THIN and high > _THIN:
        flat += [(top, left, right), (bottom, left, right)]
        upright += [(left, top, bottom), (right, top, bottom)]


def _is_white(colour: Any) -> bool:
    """Whether a colour cannot be seen on paper: grey or RGB all but 1; CMYK all but 0 (no colour given is black)."""
    if colour is None:
        return False
    parts = [colour] if isinstance(colour, int | float) else list(colour)
    if not parts or not all(isinstance(part, int | float) for part in parts):
        return False
    return all(part <= 0.03 for part in parts) if len(parts) == 4 else all(part >= 0.97 for part in parts)


def _joined_pieces(pieces: Iterable[Stretch]) -> list[Stretch]:
    """Pieces in one line made one where they touch or stand as near as dots do; short ones left out."""
    lanes: dict[float, list[Stretch]] = {}
    for piece in sorted(pieces):
        # to a tenth of a point: the dots of a rule stand exactly in line, those of another beside it do not
        lanes.setdefault(round(piece[0] + 0.013, 1), []).append(piece)
    joined: list[Stretch] = []
    for place, lane in lanes.items():
        start, end = 0.0, -1e9
        for _, first, last in sorted(lane, key=lambda piece: piece[1:]):
            if first - end > _DOTS:
                joined.append((place, start, end))
                start = first
            end = max(end, last)
        joined.append((place, start, end))
    return [piece for piece in joined if piece[2] - piece[1] > _SHORTEST]
