"""The parts of an Excel workbook besides its sheets: names of sheets, shared texts, number formats.

Names of elements are read without their namespace: a Strict workbook (ISO 29500) has others than a common one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from cohesion_graph.documents.number_formats import BUILT_IN
from cohesion_graph.documents.office_package import OfficePackage
from cohesion_graph.documents.pieces import Piece, Shown, shown
from cohesion_graph.documents.symbol_fonts import is_symbol_font, plain_signs

__all__ = ["BLACKED_OUT", "WHITE", "Format", "Sheet", "Workbook", "text_of"]

WHITE = "cell of white text"
BLACKED_OUT = "cell of text in the colour of its ground"
_NOTHING = ";;;"
_WHITE = frozenset({"1", "9"})
"""The white of the palette that colours may be named from by number."""
_MOST_NAMES = 1_000
_LONGEST_REFERENCE = 500
_SHEET = re.compile(r"\s*(?:'((?:[^']|'')+)'|([^'!,]+))!(.+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the path of its part, whether it is shown."""

    title: str
    part: str
    is_hidden: bool
    number: int = 0
    """Its place among the sheets."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell is shown: the code of its number format, its font, whether it is struck out."""

    code: str = "General"
    is_struck: bool = False
    font: str = ""
    """The name of a symbol font; empty for fonts of letters."""
    unseen: str = ""
    """What a cell that shows nothing is called: ``cell``, or `WHITE`; empty for what is seen."""
    is_box: bool = False
    """Whether it shows its truth value as a box, ticked or not ([MS-XLSX], xfComplement)."""
    ground: str = ""
    """The colour behind its words as digits, where the format states one by them."""

    @property
    def shown_code(self) -> str:
        """The code by which a cell is read: one that shows nothing counts as none."""
        return "General" if self.unseen and self.code.strip() == _NOTHING else self.code


class Workbook(OfficePackage):
    """What all sheets of a workbook share, and its parts."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        super().__init__(package)
        main = self.main_part("xl/workbook.xml")
        book = self.tree(main)
        self.from_1904 = any(one.get("date1904") in {"1", "true"} for one in book.iter("{*}workbookPr"))
        parts = self.relations(main)
        self.sheets = [
            Sheet(
                one.get("name", ""),
                parts.get(_reference(one), ("", ""))[1],
                one.get("state") in {"hidden", "veryHidden"},
                number,
            )
            for number, one in enumerate(book.iter("{*}sheet"))
        ]
        self._defined = list(islice(_names(book), _MOST_NAMES))
        self.texts = lru_cache(maxsize=16)(self._texts)
        self._shared_part = next(iter(self.related(main, "sharedStrings")), "")
        styles = next(iter(self.related(main, "styles")), "")
        self.formats = [Format()]
        self.changing: frozenset[str] = frozenset()
        """Numbers of the formats of conditions that strike out, or show other words than the cell's own."""
        if styles:
            tree = self.tree(styles)
            self.formats = list(_formats(tree))
            self.changing = frozenset(
                str(number)
                for number, one in enumerate(_children(tree, "dxfs"))
                if one.find("{*}numFmt") is not None or _is_on(one.find("{*}font/{*}strike"))
            )

    def _texts(self, font: str = "", *, is_struck: bool = False) -> list[Shown]:
        """The texts that cells name by number, as they show in cells of a symbol font, or that are struck out."""
        if not self._shared_part:
            return []
        return [text_of(element, font, is_struck=is_struck) for element in self.elements(self._shared_part, "si")]

    def names_in(self, sheet: Sheet) -> list[tuple[str, str]]:
        """The names that are defined for cells of a sheet, and what they refer to, the sheet left off."""
        found = []
        for name, owner, reference in self._defined:
            pairs = [_SHEET.match(one) for one in reference.split(",")]
            places = [one[3] for one in pairs if one and (one[1] or one[2] or "").replace("''", "'") == sheet.title]
            if places and len(places) == len(pairs) and owner in {"", str(sheet.number)}:
                found.append((name, ",".join(places)))
        return found


def _names(book: Any) -> Iterator[tuple[str, str, str]]:
    """Names that a workbook defines and shows: name, the number of the sheet that owns it, reference."""
    for one in book.iter("{*}definedName"):
        if one.get("hidden") not in {"1", "true"} and len(one.text or "") < _LONGEST_REFERENCE:
            yield one.get("name", ""), one.get("localSheetId", ""), one.text or ""


def _reference(element: Any) -> str:
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def text_of(element: Any, font: str = "", *, is_struck: bool = False) -> Shown:
    """The text of a shared or an inline string in a cell of a font, struck out or not; phonetic readings left out."""
    pieces = []
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "t":
            pieces.append(Piece(plain_signs(_unescaped(child.text or ""), font), is_struck=is_struck))
        elif tag == "r":
            pieces.append(_run(child, font, is_struck=is_struck))
    if len(pieces) == 1 and not pieces[0].is_struck:
        return Shown(pieces[0].read.strip())
    return shown(pieces)


def _run(run: Any, font: str, *, is_struck: bool) -> Piece:
    """A run of rich text; one without facts of its own is set as its cell is."""
    words = _unescaped("".join(one.text or "" for one in run.iterchildren("{*}t")))
    facts = run.find("{*}rPr")
    if facts is None:
        return Piece(plain_signs(words, font), is_struck=is_struck)
    named, place = facts.find("{*}rFont"), facts.find("{*}vertAlign")
    words = plain_signs(words, named.get("val", "") if named is not None else font)
    is_raised = place is not None and place.get("val") == "superscript"
    return Piece(words, is_struck=_is_on(facts.find("{*}strike")), is_raised=is_raised)


def _unescaped(text: str) -> str:
    r"""Text with characters written as ``_x000A_`` put in; carriage returns are left out."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "")


def _is_on(element: Any) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false"}


def _formats(styles: Any) -> Iterator[Format]:
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
    fonts = list(_children(styles, "fonts"))
    fills = list(_children(styles, "fills"))
    grounds = [_is_ground(one) for one in fills]
    colours = [_ground(one) for one in fills]
    for one in _children(styles, "cellXfs"):
        number = one.get("numFmtId", "0")
        code = codes.get(number) or BUILT_IN.get(_number(number), "General")
        place, ground = _number(one.get("fontId", "0")), _number(one.get("fillId", "0"))
        font = fonts[place] if place < len(fonts) else None
        unseen = "cell" if code.strip() == _NOTHING else ""
        is_box = next(one.iter("{*}xfComplement"), None) is not None
        colour = colours[ground] if ground < len(colours) else ""
        if font is None:
            yield Format(code, unseen=unseen, is_box=is_box, ground=colour)
            continue
        if _is_white(font.find("{*}color")) and not (ground < len(grounds) and grounds[ground]):
            unseen = unseen or WHITE
        if (own := font.find("{*}color")) is not None and colour and own.get("rgb", "")[-6:] == colour[-6:]:
            unseen = unseen or BLACKED_OUT
        named = font.find("{*}name")
        name = named.get("val", "") if named is not None else ""
        font_of_signs = name if is_symbol_font(name) else ""
        yield Format(code, _is_on(font.find("{*}strike")), font_of_signs, unseen, is_box, colour)


def _children(styles: Any, tag: str) -> Iterator[Any]:
    found = styles.find(f"{{*}}{tag}")
    return iter(()) if found is None else found.iterchildren("{*}*")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _is_white(colour: Any) -> bool:
    """Whether a colour is white, or the light one of the theme."""
    if colour is None or colour.get("tint", "0") not in {"0", "0.0"}:
        return False
    return (
        colour.get("rgb", "").upper().endswith("FFFFFF")
        or colour.get("theme") == "0"
        or colour.get("indexed") in _WHITE
    )


def _is_ground(fill: Any) -> bool:
    """Whether a fill puts a ground under words that is not white."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return len(fill) > 0
    kind = pattern.get("patternType", "none")
    return kind != "none" and not (kind == "solid" and _is_white(pattern.find("{*}fgColor")))


def _ground(fill: Any) -> str:
    """The colour of a plain fill as digits; empty for patterns, and for colours named from the theme or by number."""
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return ""
    colour = pattern.find("{*}fgColor")
    return "" if colour is None else str(colour.get("rgb", ""))
