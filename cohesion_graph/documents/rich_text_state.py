"""How characters of Rich Text are set inside a group, and the tables of fonts and colours that they are named from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cohesion_graph.documents.hidden import SMALLEST_SEEN, TEXT, WHITE_TEXT

__all__ = ["SETTING", "State", "Tables", "set_characters"]

_HEAD = 200_000
"""Characters at the start that may hold the tables of fonts and colours."""
_FONT = re.compile(r"\{\\f(\d{1,5})\b[^{};]{0,200}? ([^;{}\\]{1,60});\}")
_COLOURS = re.compile(r"\{\\colortbl([^{}]{0,20000})\}")
_SET_ANEW = ("is_hidden", "is_struck", "is_bold", "is_deleted", "is_raised", "has_ground")


@dataclass(frozen=True, slots=True)
class Tables:
    """The fonts of a document by number, and the numbers of colours that are white."""

    fonts: dict[str, str] = field(default_factory=dict)
    whites: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str) -> Tables:
        """The tables that a document begins with."""
        colours = _COLOURS.search(text[:_HEAD])
        named = colours[1].split(";") if colours else []
        whites = frozenset(str(n) for n, one in enumerate(named) if one.count("255") == 3)
        return cls({found[1]: found[2] for found in _FONT.finditer(text[:_HEAD])}, whites)

    def shows_paper(self, number: str) -> bool:
        """Whether a ground of a colour is white, or none."""
        return number in {"0", ""} or number in self.whites


@dataclass(frozen=True, slots=True)
class State:
    """How characters are set inside a group."""

    is_hidden: bool = False
    is_struck: bool = False
    is_bold: bool = False
    is_skipped: bool = False
    is_deleted: bool = False
    is_note: bool = False
    is_box: bool = False
    """Whether the words stand in a text box."""
    is_list_mark: bool = False
    is_raised: bool = False
    font: str = ""
    colour: str = ""
    """The number of a colour in the table of colours."""
    size: int = 0
    """Half points; 0 where nothing says."""
    has_ground: bool = False
    """Whether a colour is put under the words, or under their paragraph."""
    in_table: bool = False
    is_inside: bool = False
    """Whether they stand in a table in a cell."""
    unicode_skip: int = 1

    def unseen(self, tables: Tables, *, is_on_ground: bool) -> str:
        """What its words are called where nobody sees them; empty for those that are seen."""
        if self.is_hidden or 0 < self.size / 2 <= SMALLEST_SEEN:
            return TEXT
        is_white = self.colour in tables.whites and not (is_on_ground or self.has_ground or self.is_box)
        return WHITE_TEXT if is_white else ""


def set_characters(state: State, word: str, number: str, tables: Tables) -> State:
    """A state after a word (of `SETTING`) that says how the characters behind it are set."""
    return replace(state, **SETTING[word](number, tables))


def _switch(name: str) -> Callable[[str, Tables], dict[str, Any]]:
    return lambda number, _: {name: number != "0"}


def _ground(number: str, tables: Tables) -> dict[str, Any]:
    return {"has_ground": not tables.shows_paper(number)}


SETTING: Mapping[str, Callable[[str, Tables], dict[str, Any]]] = {
    "v": _switch("is_hidden"),
    "strike": _switch("is_struck"),
    "striked": _switch("is_struck"),
    "b": _switch("is_bold"),
    "deleted": _switch("is_deleted"),
    "super": _switch("is_raised"),
    "nosupersub": lambda *_: {"is_raised": False},
    "listtext": lambda *_: {"is_list_mark": True},
    "pntext": lambda *_: {"is_list_mark": True},
    "itap": lambda number, _: {"is_inside": number not in {"", "0", "1"}},
    "footnote": lambda *_: {"is_note": True},
    "annotation": lambda *_: {"is_note": True},
    "shptxt": lambda *_: {"is_box": True},
    "f": lambda number, tables: {"font": tables.fonts.get(number, "")},
    "cf": lambda number, _: {"colour": number},
    "fs": lambda number, _: {"size": int(number) if len(number) < 5 and number.isdigit() else 0},
    "plain": lambda *_: {**dict.fromkeys(_SET_ANEW, False), "font": "", "colour": "", "size": 0},
    "highlight": _ground,
    "chcbpat": _ground,
    "cbpat": _ground,
}
"""Words that say how the characters behind them are set, and what of the state each changes."""
