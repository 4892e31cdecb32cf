"""Words in drawings of Office documents: paragraphs of shapes, diagrams (SmartArt), what stands over cells.

A diagram keeps its words in a part of its own (ECMA-376-1, 21.4); a check box of a form stands over a cell, and its
state in a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cohesion_graph.documents.cells import Cell, loose
from cohesion_graph.documents.limits import TooMuch, whole_number
from cohesion_graph.documents.office_package import OfficePackage
from cohesion_graph.documents.pieces import Piece, shown
from cohesion_graph.documents.symbol_fonts import is_symbol_font, plain_signs

__all__ = ["DIAGRAM", "check_boxes", "lines_of_diagrams", "lines_over_cells", "pieces_of"]

DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
"""The element that stands where a diagram is shown."""
_MOST = 5_000


def pieces_of(paragraph: Any) -> Iterator[Piece]:
    """The words of a paragraph of a shape, as they are set."""
    for run in paragraph:
        tag = str(run.tag).rpartition("}")[2]
        if tag == "br":
            yield Piece("\n")
        elif tag in {"r", "fld"}:
            facts = run.find("{*}rPr")
            words = "".join(one.text or "" for one in run.iterchildren("{*}t"))
            strike = facts.get("strike", "noStrike") if facts is not None else "noStrike"
            is_bold = facts is not None and facts.get("b") in {"1", "true"}
            fonts = () if facts is None else facts.iterchildren("{*}sym", "{*}latin")
            font = next((one.get("typeface", "") for one in fonts if is_symbol_font(one.get("typeface", ""))), "")
            yield Piece(plain_signs(words, font), is_struck=strike != "noStrike", is_bold=is_bold)


def _lines(body: Any) -> Iterator[str]:
    """The lines of a text, those that are struck out whole left out."""
    for paragraph in body.iterchildren("{*}p"):
        yield from (line.text for line in shown(pieces_of(paragraph)).lines() if line.struck != ((0, len(line.text)),))


def lines_of_diagrams(package: OfficePackage, part: str, element: Any) -> Iterator[str]:
    """The words of the diagrams that an element of a part shows, line by line."""
    for reference in element.iter(DIAGRAM):
        named = next((value for key, value in reference.attrib.items() if key.endswith("}dm")), "")
        _, data = package.relations(part).get(named, ("", ""))
        if package.holds(data):
            for point in package.tree(data).iterfind("{*}ptLst/{*}pt/{*}t"):
                yield from _lines(point)


def lines_over_cells(package: OfficePackage, sheet: str) -> Iterator[str]:
    """The words of text boxes and diagrams that stand over the cells of a sheet, hidden ones left out."""
    for drawing in package.related(sheet, "drawing"):
        root = package.tree(drawing)
        for shape in root.iter("{*}sp", "{*}graphicFrame"):
            facts, body = shape.find("*/{*}cNvPr"), shape.find("{*}txBody")
            if next(shape.iterancestors("{*}Fallback"), None) is None and (facts is None or facts.get("hidden") != "1"):
                yield from () if body is None else _lines(body)
                yield from lines_of_diagrams(package, drawing, shape)


def check_boxes(package: OfficePackage, sheet: str) -> Iterator[Cell]:
    """The check boxes of a form that stand over the cells of a sheet, each as the cell where it begins."""
    stated = {name: part for name, (kind, part) in package.relations(sheet).items() if kind == "ctrlProp"}
    for number, control in enumerate(package.elements(sheet, "control") if stated else ()):
        place = control.find("{*}controlPr/{*}anchor/{*}from")
        part = stated.get(next((value for key, value in control.attrib.items() if key.endswith("}id")), ""), "")
        if number >= _MOST:
            raise TooMuch(f"it has more than {_MOST:,} check boxes on one sheet")
        facts = package.tree(part) if package.holds(part) else None
        if facts is not None and place is not None and facts.get("objectType") == "CheckBox":
            row, column = (whole_number(place.findtext(f"{{*}}{tag}"), 0) for tag in ("row", "col"))
            yield Cell(loose("☒" if facts.get("checked") == "Checked" else "☐"), row, column)
