"""Styles of a Word document: what a paragraph or a run inherits, down the chain of styles it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cohesion_graph.documents.word.names import W, integer, is_on, value_of

__all__ = ["RunLook", "Styles", "has_ground", "is_blacked_out"]

_DEEPEST = 20
_WHITE = "FFFFFF"
_LIT = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip
"""The colours of highlights (17.18.40)."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run is printed."""

    is_hidden: bool = False
    is_struck: bool = False
    is_bold: bool = False
    size: float = 0.0
    """Points; 0 where nothing says."""
    font: str = ""
    is_white: bool = False
    is_raised: bool = False
    """Whether it stands above the line, as the mark of a note does."""


class Styles:
    """The styles of a document; `root` is the root of its styles part, or None."""

    def __init__(self, root: Any) -> None:
        styles = [] if root is None else list(root.iterchildren(f"{W}style"))
        self._by_id = {str(style.get(f"{W}styleId", "")): style for style in styles}
        self._default = next(
            (
                str(style.get(f"{W}styleId", ""))
                for style in styles
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}
            ),
            "",
        )
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._size = _size(defaults)
        self.is_on_ground = lru_cache(maxsize=2_000)(self._is_on_ground)
        self.of_table = lru_cache(maxsize=200)(self._of_table)
        self.look_of_styles = lru_cache(maxsize=2_000)(self._look_of_styles)
        self.level = lru_cache(maxsize=2_000)(self._level)
        self.numbering = lru_cache(maxsize=2_000)(self._numbering)

    def look(self, run_facts: Any, paragraph_style: str, around: frozenset[str] = frozenset()) -> RunLook:
        """How a run with these properties (or None) is printed in a paragraph of a style, inside what a table sets."""
        if run_facts is None or len(run_facts) == 0:
            return self.look_of_styles("", paragraph_style, around)
        inherited = self.look_of_styles(value_of(run_facts.find(f"{W}rStyle")), paragraph_style, around)
        struck = [_stated(run_facts, "strike"), _stated(run_facts, "dstrike")]
        said = [one for one in struck if one is not None]
        return RunLook(
            _either(_stated(run_facts, "vanish"), inherited.is_hidden),
            any(said) if said else inherited.is_struck,
            _either(_stated(run_facts, "b"), inherited.is_bold),
            _size(run_facts) or inherited.size,
            _font(run_facts) or inherited.font,
            _colour(run_facts) == _WHITE if _colour(run_facts) else inherited.is_white,
            value_of(run_facts.find(f"{W}vertAlign")) == "superscript",
        )

    def _look_of_styles(self, run_style: str, paragraph_style: str, around: frozenset[str]) -> RunLook:
        """Properties that styles turn on and off: on in both a paragraph's and a run's style is off (17.7.3)."""
        of_paragraph = list(self._properties(paragraph_style or self._default))
        of_run = list(self._properties(run_style))

        def is_set(*tags: str) -> bool:
            return any(_first(of_paragraph, tag) != _first(of_run, tag) for tag in tags)

        sizes = (_size(one) for one in (*of_run, *of_paragraph))
        fonts = (_font(one) for one in (*of_run, *of_paragraph))
        colours = (_colour(one) for one in (*of_run, *of_paragraph))
        return RunLook(
            is_set("vanish") or "vanish" in around,
            is_set("strike", "dstrike") or "strike" in around,
            is_set("b"),
            next(filter(None, sizes), self._size),
            next(filter(None, fonts), ""),
            next(filter(None, colours), "") == _WHITE,
            any(value_of(one.find(f"{W}vertAlign")) == "superscript" for one in of_run),
        )

    def _is_on_ground(self, style: str) -> bool:
        """Whether a paragraph's or a table's style, or one it is based on, puts a ground under words."""
        return any(_is_dark(shading) for one in self._chain(style) for shading in one.iter(f"{W}shd"))

    def _of_table(self, style: str, part: str) -> frozenset[str]:
        """What the style of a table turns on in all of it, or in a part of it such as ``firstRow`` (17.7.6)."""
        where = f"{W}tblStylePr[@{W}type='{part}']/{W}rPr" if part else f"{W}rPr"
        stated = [facts for one in self._chain(style) for facts in one.findall(where)]
        found = {"strike": ("strike", "dstrike"), "vanish": ("vanish",)}
        return frozenset(name for name, tags in found.items() if any(_first(stated, tag) for tag in tags))

    def _chain(self, style: str) -> Iterator[Any]:
        """A style and those it is based on, nearest first."""
        for _ in range(_DEEPEST):
            found = self._by_id.get(style)
            if found is None:
                return
            yield found
            style = value_of(found.find(f"{W}basedOn"))

    def _properties(self, style: str) -> Iterator[Any]:
        for one in self._chain(style):
            facts = one.find(f"{W}rPr")
            if facts is not None:
                yield facts

    def _level(self, style: str) -> int:
        """The level of a heading of a style: by its own or an inherited name or outline level; 0 for no heading."""
        for one in self._chain(style):
            name = value_of(one.find(f"{W}name")).casefold()
            if name == "title":
                return 1
            if digit := re.fullmatch(r"heading ?([1-9])", name):
                return int(digit[1])
            outline = value_of(one.find(f"{W}pPr/{W}outlineLvl"))
            if outline:
                depth = integer(outline, 9)
                return depth + 1 if depth < 9 else 0
        if style not in self._by_id and (digit := re.fullmatch(r"heading ?([1-9])", style.casefold())):
            return int(digit[1])
        return 0

    def _numbering(self, style: str) -> tuple[str, str]:
        """The number of the list that a style puts its paragraphs in, and the level it states; empty where none."""
        number = depth = ""
        for one in self._chain(style):
            listed = one.find(f"{W}pPr/{W}numPr")
            if listed is None:
                continue
            depth = depth or value_of(listed.find(f"{W}ilvl"))
            if number := value_of(listed.find(f"{W}numId")):
                return number, depth
        return "", depth

    def parents(self, style: str) -> Iterator[str]:
        """The identifiers of a style and of those it is based on."""
        for one in self._chain(style):
            yield str(one.get(f"{W}styleId", ""))


def _stated(facts: Any, tag: str) -> bool | None:
    element = facts.find(W + tag)
    return None if element is None else is_on(element)


def _either(stated: bool | None, otherwise: bool) -> bool:
    return otherwise if stated is None else stated


def _first(properties: list[Any], tag: str) -> bool:
    for facts in properties:
        stated = _stated(facts, tag)
        if stated is not None:
            return stated
    return False


def _size(facts: Any) -> float:
    return 0.0 if facts is None else integer(value_of(facts.find(f"{W}sz")), 0, 2_000) / 2


def _colour(facts: Any) -> str:
    """A colour as six digits, or ``AUTO``; empty where none is stated."""
    return value_of(facts.find(f"{W}color")).upper()


def has_ground(facts: Any) -> bool:
    """Whether properties of a run, a paragraph, a cell or a table put a ground under words that is not white."""
    if facts is None:
        return False
    shading = facts.find(f"{W}shd")
    lit = value_of(facts.find(f"{W}highlight"))
    return (shading is not None and _is_dark(shading)) or lit not in {"", "none", "white"}


def is_blacked_out(run_facts: Any, paragraph_facts: Any, ground: str = "") -> bool:
    """Whether words have the colour of the ground that is put under them, by themselves, their paragraph or cell.

    Words without a colour of their own turn white on a dark shading, and stay black on a black highlight.
    """
    if run_facts is None or len(run_facts) == 0:
        return False
    stated = _colour(run_facts)
    lit = _LIT.get(value_of(run_facts.find(f"{W}highlight")))
    if lit:
        return lit == (stated if stated not in {"", "AUTO"} else "000000")
    shadings = (one.find(f"{W}shd") for one in (run_facts, paragraph_facts) if one is not None)
    fills = [str(one.get(f"{W}fill", "")).upper() for one in shadings if one is not None]
    fill = next((one for one in fills if one not in {"", "AUTO"}), ground.upper())
    return stated == fill not in {"", "AUTO", _WHITE}


def _is_dark(shading: Any) -> bool:
    fill = str(shading.get(f"{W}fill", "auto"))
    return fill.upper() not in {"AUTO", _WHITE} or value_of(shading) not in {"clear", "nil", ""}


def _font(facts: Any) -> str:
    fonts = facts.find(f"{W}rFonts")
    return "" if fonts is None else str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
