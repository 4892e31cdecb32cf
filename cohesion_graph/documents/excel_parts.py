"""The parts of an Excel workbook besides its sheets: names of sheets, shared texts, number formats.

Names of elements are read without their namespace: a Strict workbook (ISO 29500) has others than a common one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cohesion_graph.documents.number_formats import BUILT_IN
from cohesion_graph.documents.office_package import OfficePackage
from cohesion_graph.documents.pieces import Piece, Shown, shown

__all__ = ["Format", "Sheet", "Workbook", "text_of"]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the path of its part, whether it is shown."""

    title: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell is shown: the code of its number format, whether it is struck out."""

    code: str = "General"
    is_struck: bool = False


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
            )
            for one in book.iter("{*}sheet")
        ]
        self._shared_part = next(iter(self.related(main, "sharedStrings")), "")
        styles = next(iter(self.related(main, "styles")), "")
        self.formats = list(_formats(self.tree(styles))) if styles else [Format()]

    def shared_texts(self) -> list[Shown]:
        """The texts that cells name by number."""
        if not self._shared_part:
            return []
        return [text_of(element) for element in self.elements(self._shared_part, "si")]


def _reference(element: Any) -> str:
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def text_of(element: Any) -> Shown:
    """The text of a shared or an inline string, its struck runs told; phonetic readings are left out."""
    pieces = []
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag == "t":
            pieces.append(Piece(_unescaped(child.text or "")))
        elif tag == "r":
            words = "".join(one.text or "" for one in child.iterchildren("{*}t"))
            facts = child.find("{*}rPr")
            pieces.append(Piece(_unescaped(words), is_struck=facts is not None and _is_on(facts.find("{*}strike"))))
    if len(pieces) == 1 and not pieces[0].is_struck:
        return Shown(pieces[0].text.strip())
    return shown(pieces)


def _unescaped(text: str) -> str:
    r"""Text with characters written as ``_x000A_`` put in; carriage returns are left out."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "")


def _is_on(element: Any) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false"}


def _formats(styles: Any) -> Iterator[Format]:
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
    fonts = styles.find("{*}fonts")
    struck = [_is_on(font.find("{*}strike")) for font in fonts] if fonts is not None else []
    cells = styles.find("{*}cellXfs")
    for one in cells if cells is not None else ():
        number = one.get("numFmtId", "0")
        code = codes.get(number) or BUILT_IN.get(int(number) if number.isdigit() else 0, "General")
        font = one.get("fontId", "0")
        yield Format(code, font.isdigit() and int(font) < len(struck) and struck[int(font)])
