"""Bars that count lines: what stands for a picture with a row for each action once there are too many of them.

Every line of such a picture counts in one bar (`Picture.bars`); the page's script counts anew whenever a reader
filters, so that the bars always say what the table lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cohesion_graph.views.encoding import KINDS, STYLES
from cohesion_graph.views.lettering import wrapped
from cohesion_graph.views.svg import band, drawn_node, escape, number, picture, words_at
from cohesion_graph.views.view_model import Node

__all__ = ["ROWS_LIMIT", "Bar", "Tally", "tally_svg", "too_many_note"]

ROWS_LIMIT = 400
"""Up to this number of actions a picture has a row for each of them."""

WIDE, TALL, LONGEST = 1000, 34, 400
"""Width of the drawing, height of a row and length of the longest bar, in px."""

SIDED = 190
"""Length of the longest bar in px where bars lead to both sides."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One sort of line in one row."""

    place: int
    """Its number: what `Picture.bars` names."""
    style: str
    word: str
    """What is counted, as it stands beside the bars: "leads"."""
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A row: a thing, or a period, and its bars."""

    label: str
    right: tuple[Bar, ...]
    left: tuple[Bar, ...] = ()
    node: Node | None = None


def too_many_note(count: int, shown: str) -> str:
    """What a picture says of itself when it counts instead of showing each of `count` actions."""
    return (
        f"{count:,} actions are more than one picture can show. {shown} Choose one, or filter by body, "
        "strategy or deadline: the numbers follow, and the table below lists every line that they count."
    )


def tally_svg(name: str, title: str, headings: Sequence[tuple[float, str]], tallies: Sequence[Tally]) -> str:
    """The rows below their headings, each given with its left edge; bars to both sides where a row has left ones."""
    sided = any(tally.left for tally in tallies)
    most = max((sum(bar.count for bar in side) for tally in tallies for side in (tally.left, tally.right)), default=1)
    unit = round((SIDED if sided else LONGEST) / max(most, 1), 4)
    parts = [words_at([heading], x, 14, anchor="start", bold=True) for x, heading in headings]
    named = tuple(
        len({bar.word for bars in side for bar in bars}) > 1
        for side in ((tally.left for tally in tallies), (tally.right for tally in tallies))
    )
    for turn, tally in enumerate(tallies):
        y = 34 + TALL * (turn + 0.5)
        if turn % 2 == 0:
            parts.append(band(y - TALL / 2, WIDE, TALL))
        parts.append(_label(tally, 500 if sided else 125, y))
        parts.append(_bars(tally.right, 625 if sided else 250, 1, (y, unit), named=named[1]))
        if sided:
            parts.append(_bars(tally.left, 375, -1, (y, unit), named=named[0]))
    return picture(name, title, (0, 0, WIDE, 34 + TALL * len(tallies) + 8), parts)


def _label(tally: Tally, x: float, y: float) -> str:
    if tally.node is None:
        return words_at([tally.label], x + 110, y, size=12, anchor="end")
    side = 26 if KINDS[tally.node.kind].shape in {"arrows", "slant", "pill"} else 16
    return drawn_node(tally.node, (x, y), (230, 30), wrapped(tally.label, 230 - side, 11, 2), font=11)


def _bars(bars: Sequence[Bar], start: float, way: int, scale: tuple[float, float], *, named: bool) -> str:
    """Bars one after the other from where the row's label ends, then the numbers; `tallies.js` does the same.

    `scale` is the height they stand at and the px of one line; `named` bars say what they count.
    """
    long, drawn = 0.0, []
    y, unit = scale
    for bar in bars:
        wide = bar.count * unit
        x = start + long if way > 0 else start - long - wide
        drawn.append(
            f'<g class="s-{bar.style}"><rect class="fill" data-bar="{bar.place}" data-word="{escape(bar.word)}"'
            f' x="{number(x)}" y="{number(y - 8)}" width="{number(wide)}" height="16"'
            f' fill="{STYLES[bar.style].colour[0]}"/></g>'
        )
        long += wide
    said = words_at(
        [_said(bars, named=named)], start + way * (long + 6), y, size=11, anchor="start" if way > 0 else "end"
    )
    words = " data-named" if named else ""
    return (
        f'<g class="bars" data-from="{number(start)}" data-way="{way}" data-unit="{unit}"{words}>'
        f"{''.join(drawn)}{said}</g>"
    )


def _said(bars: Sequence[Bar], *, named: bool) -> str:
    """``12``, or ``12: leads 9, contributes to 3`` where the drawing has several sorts of bars on this side."""
    total = sum(bar.count for bar in bars)
    told = ", ".join(f"{bar.word} {bar.count:,}" for bar in bars if bar.count)
    return f"{total:,}: {told}" if named and total else f"{total:,}"
