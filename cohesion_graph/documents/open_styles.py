"""Styles of an OpenDocument file: what is hidden, struck out or bold, and the forms of list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cohesion_graph.documents.limits import whole_number
from cohesion_graph.documents.pieces import TextLook

__all__ = ["ListLevel", "Styles", "count_of", "fact_of", "is_deleted", "is_hidden", "name_of"]

_DEEPEST = 20
_WHITE = "#ffffff"


def name_of(element: Any) -> str:
    """The name of an element without its namespace; empty for what is none."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def fact_of(element: Any, name: str) -> str:
    """An attribute by its local name; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def is_deleted(row: Any) -> bool:
    """Whether all words of a row were deleted with tracking: they stand elsewhere, and the row would be a ghost."""
    has_change = False
    for one in row.iter():
        kind = name_of(one)
        if (kind in {"p", "h", "span"} and (one.text or "").strip()) or (one.tail or "").strip():
            return False
        has_change |= kind == "change"
    return has_change


def is_hidden(paragraph: Any) -> bool:
    """Whether a field in a paragraph hides all of it."""
    return any(fact_of(one, "is-hidden") == "true" for one in paragraph.iter("{*}hidden-paragraph"))


def count_of(element: Any, name: str) -> int:
    """A number that an attribute states; one where it states none."""
    return max(1, whole_number(fact_of(element, name), 1))


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a level of a list is numbered."""

    form: str = ""
    """``1``, ``a``, ``A``, ``i``, ``I``; empty for no number."""
    before: str = ""
    behind: str = ""
    levels_shown: int = 1
    start: int = 1
    is_bullet: bool = False
    text: str = ""
    """What is shown as a whole, ``%1%`` for the number of a level; empty where the parts above say it."""


class Styles:
    """The styles of the content and of the styles part."""

    def __init__(self, *roots: Any) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._fonts: dict[str, str] = {}
        self._look = lru_cache(maxsize=5_000)(self._found_look)
        for root in reversed(roots):
            for one in () if root is None else root.iter("{*}style"):
                self._styles[fact_of(one, "family"), fact_of(one, "name")] = one
            for one in () if root is None else root.iter("{*}font-face"):
                self._fonts[fact_of(one, "name")] = fact_of(one, "font-family")
            for one in () if root is None else root.iter("{*}list-style", "{*}outline-style"):
                self._lists[fact_of(one, "name")] = dict(_levels(one))

    def text(self, style: str, around: TextLook) -> TextLook:
        """How text of a style looks inside text that looks as given."""
        return self._look("text", style, around) if style else around

    def paragraph(self, style: str, around: TextLook) -> TextLook:
        """How the text of a paragraph of a style looks inside what looks as given."""
        return self._look("paragraph", style, around)

    def cell(self, style: str, row: str, table: str) -> TextLook:
        """How the text of a cell looks, by its own style, its row's and its table's."""
        around = self._look("table-row", row, self._look("table", table, TextLook()))
        return self._look("table-cell", style, around)

    def is_flat(self, family: str, style: str) -> bool:
        """Whether a row or a column of a style has no height or width."""
        sizes = (
            value
            for one in self._properties(family, style)
            for key, value in one.attrib.items()
            if key.endswith(("}row-height", "}column-width"))
        )
        return bool(re.fullmatch(r"0(?:\.0*)?[a-z]+", next(sizes, "")))

    def is_hidden_table(self, style: str) -> bool:
        """Whether a sheet of a style is not shown."""
        return any(fact_of(one, "display") == "false" for one in self._properties("table", style, "table-properties"))

    def hidden_columns(self, table: Any) -> set[int]:
        """The columns of a table that are not shown, from 0."""
        found: set[int] = set()
        place = 0
        for one in table.iter():
            if name_of(one) == "table-column":
                repeated = count_of(one, "number-columns-repeated")
                is_flat = self.is_flat("table-column", fact_of(one, "style-name"))
                if is_flat or fact_of(one, "visibility") in {"collapse", "filter"}:
                    found |= set(range(place, min(place + repeated, 16_384)))
                place += repeated
            elif name_of(one) == "table-row":
                break
        return found

    def list_level(self, style: str, level: int) -> ListLevel | None:
        """How a level of a list style is numbered; None for a style that is not known."""
        return self._lists.get(style, {}).get(level)

    def form(self, style: str, level: int) -> str:
        """The form of a level's numbers; empty for none."""
        found = self.list_level(style, level)
        return found.form if found else ""

    def start(self, style: str, level: int) -> int:
        """The number that a level begins with."""
        found = self.list_level(style, level)
        return found.start if found else 1

    def _found_look(self, family: str, style: str, around: TextLook) -> TextLook:
        said: dict[str, str] = {}
        for properties in self._properties(family, style):
            for key, value in properties.attrib.items():
                said.setdefault(key.rpartition("}")[2], value)
        ground, colour, size = (said.get(name) for name in ("background-color", "color", "font-size"))
        is_plain = said.get("use-window-font-color") == "true"
        depends = self._styles.get((family, style))
        may_change = depends is not None and any(name_of(one) == "map" for one in depends)
        struck = said.get("text-line-through-style") or said.get("text-line-through-type")
        weight = said.get("font-weight")
        return TextLook(
            around.is_hidden or said.get("display") == "none" or bool(re.fullmatch(r"(?:0(?:\.\d+)?|1)pt", size or "")),
            struck != "none" if struck else around.is_struck,
            weight == "bold" or (weight or "").rjust(3, "0") >= "600" if weight else around.is_bold,
            said.get("text-position", "").startswith("super") or around.is_raised,
            not is_plain and (colour.casefold() == _WHITE if colour else around.is_white),
            may_change or (ground.casefold() not in {"transparent", _WHITE} if ground else around.has_ground),
            self._fonts.get(said.get("font-name", ""), said.get("font-name", "")) or around.font,
        )

    def _properties(self, family: str, style: str, kind: str = "") -> Iterator[Any]:
        """The properties (of a kind) of a style and of those it is based on, nearest first."""
        for _ in range(_DEEPEST):
            found = self._styles.get((family, style))
            if found is None:
                return
            yield from (one for one in found if (name_of(one) == kind if kind else name_of(one).endswith("properties")))
            style = fact_of(found, "parent-style-name")


def _levels(style: Any) -> Iterator[tuple[int, ListLevel]]:
    for one in style:
        level, shown = fact_of(one, "level"), fact_of(one, "display-levels")
        if level.isdigit():
            yield (
                int(level),
                ListLevel(
                    fact_of(one, "num-format"),
                    fact_of(one, "num-prefix"),
                    fact_of(one, "num-suffix"),
                    whole_number(shown, 1),
                    whole_number(fact_of(one, "start-value"), 1),
                    name_of(one) == "list-level-style-bullet",
                    fact_of(one, "num-list-format"),
                ),
            )
