"""Styles of an OpenDocument file: what is hidden, struck out or bold, and the forms of list numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["ListLevel", "Styles", "TextLook", "integer_of", "name_of"]

_DEEPEST = 20


def name_of(element: Any) -> str:
    """The name of an element without its namespace; empty for what is none."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def integer_of(text: str, otherwise: int) -> int:
    """A whole number of at most seven digits; the other one for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise


@dataclass(frozen=True, slots=True)
class TextLook:
    """How text is set."""

    is_hidden: bool = False
    is_struck: bool = False
    is_bold: bool = False


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


class Styles:
    """The styles of the content and of the styles part."""

    def __init__(self, *roots: Any) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        for root in reversed(roots):
            for one in () if root is None else root.iter("{*}style"):
                self._styles[_of(one, "family"), _of(one, "name")] = one
            for one in () if root is None else root.iter("{*}list-style"):
                self._lists[_of(one, "name")] = dict(_levels(one))

    def text(self, style: str, around: TextLook) -> TextLook:
        """How text of a style looks inside text that looks as given."""
        return self._look("text", style, around) if style else around

    def paragraph(self, style: str) -> TextLook:
        """How the text of a paragraph of a style looks."""
        return self._look("paragraph", style, TextLook())

    def cell(self, style: str) -> TextLook:
        """How the text of a cell of a style looks."""
        return self._look("table-cell", style, TextLook())

    def is_hidden_table(self, style: str) -> bool:
        """Whether a sheet of a style is not shown."""
        return any(_of(one, "display") == "false" for one in self._properties("table", style, "table-properties"))

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

    def _look(self, family: str, style: str, around: TextLook) -> TextLook:
        said: dict[str, str] = {}
        for properties in self._properties(family, style, "text-properties"):
            for key, value in properties.attrib.items():
                said.setdefault(key.rpartition("}")[2], value)
        struck = said.get("text-line-through-style") or said.get("text-line-through-type")
        weight = said.get("font-weight")
        return TextLook(
            around.is_hidden or said.get("display") == "none",
            struck != "none" if struck else around.is_struck,
            weight == "bold" or (weight or "").rjust(3, "0") >= "600" if weight else around.is_bold,
        )

    def _properties(self, family: str, style: str, kind: str) -> Iterator[Any]:
        """The properties of a style and of those it is based on, nearest first."""
        for _ in range(_DEEPEST):
            found = self._styles.get((family, style))
            if found is None:
                return
            yield from (one for one in found if name_of(one) == kind)
            style = _of(found, "parent-style-name")


def _of(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _levels(style: Any) -> Iterator[tuple[int, ListLevel]]:
    for one in style:
        level, shown = _of(one, "level"), _of(one, "display-levels")
        if level.isdigit():
            yield (
                int(level),
                ListLevel(
                    _of(one, "num-format"),
                    _of(one, "num-prefix"),
                    _of(one, "num-suffix"),
                    integer_of(shown, 1),
                    integer_of(_of(one, "start-value"), 1),
                    name_of(one) == "list-level-style-bullet",
                ),
            )
