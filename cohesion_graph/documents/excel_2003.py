"""Workbooks in the XML of Excel 2003 (.xml; many databases export it): written as the parts of a workbook of today.

Reference: "XML Spreadsheet Reference" (Microsoft). Attributes stand in the namespace of the elements; cells and rows
follow each other unless they state their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from cohesion_graph.documents.cells import Extract
from cohesion_graph.documents.flat import read_packed, relations
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import whole_number
from cohesion_graph.documents.xml import parsed_xml

__all__ = ["read_excel_2003"]

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XMLNS = f'xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_NAMED = {
    "General Number": "General", "General Date": "yyyy-mm-dd h:mm", "Long Date": "d mmmm yyyy",
    "Medium Date": "d-mmm-yy", "Short Date": "yyyy-mm-dd", "Long Time": "h:mm:ss", "Medium Time": "h:mm",
    "Short Time": "h:mm",
    "Currency": "#,##0.00", "Euro Currency": '"€"#,##0.00', "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%",
    "Scientific": "0.00E+00", "Yes/No": '"Yes";"Yes";"No"', "True/False": '"True";"True";"False"',
    "On/Off": '"On";"On";"Off"',
}  # fmt: skip
"""Formats that are named instead of written as a code."""
_KINDS = {"Number": "n", "DateTime": "d", "Boolean": "b", "Error": "e"}
_PLACE = re.compile(r"R(\d{1,7})(?:C(\d{1,5}))?")
_WIDEST = 16_384


def read_excel_2003(given: Given) -> Extract:
    """The visible sheets of a workbook, each as one table.

    Raises:
        UnreadableDocument: the file is damaged, or has more columns, rows or cells than any plan.
    """
    root = parsed_xml(given)
    styles = _Styles(root)
    sheets = [_Sheet(one, styles) for one in root.iterchildren(f"{_SS}Worksheet")]
    parts = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), ("core-properties", "core.xml")),
        "core.xml": f"<core><title>{escape(_title(root))}</title></core>",
        "xl/workbook.xml": f"<workbook {_XMLNS}><sheets>{_listed(sheets)}</sheets>"
        f"<definedNames>{''.join(_names(root))}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            ("styles", "styles.xml"), *(("worksheet", f"s{n}.xml") for n, _ in enumerate(sheets, 1))
        ),
        "xl/styles.xml": styles.part(),
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/s{number}.xml"] = f"<worksheet {_XMLNS}>{''.join(sheet.pieces())}</worksheet>"
        parts[f"xl/_rels/s{number}.xml.rels"] = relations(("comments", f"c{number}.xml"))
        parts[f"xl/c{number}.xml"] = (
            f"<comments {_XMLNS}><commentList>{''.join(sheet.comments)}</commentList></comments>"
        )
    return read_packed(given, parts)


def _title(root: Any) -> str:
    return str(next((one.text or "" for one in root.iter("{urn:schemas-microsoft-com:office:office}Title")), ""))


def _listed(sheets: list[_Sheet]) -> str:
    return "".join(
        f'<sheet name={quoteattr(sheet.title)} r:id="r{number}" state="{"hidden" * sheet.is_hidden}"/>'
        for number, sheet in enumerate(sheets, 1)
    )


def _names(root: Any) -> Iterator[str]:
    """What a workbook names: cells, and the rows that are printed on top of each page."""
    for one in root.iter(f"{_SS}NamedRange"):
        sheet, _, reference = one.get(f"{_SS}RefersTo", "").lstrip("=").rpartition("!")
        name = one.get(f"{_SS}Name", "")
        if sheet and (area := _area(reference)):
            name = f"_xlnm.{name}" if name == "Print_Titles" else name
            facts = ' hidden="1"' * (one.get(f"{_SS}Hidden") == "1")
            yield f"<definedName name={quoteattr(name)}{facts}>{escape(f'{sheet}!{area}')}</definedName>"


def _area(reference: str) -> str:
    """``R1C1:R9C3`` as ``A1:C9``, ``R1`` as ``1:1``; empty for any other."""
    places = [_PLACE.fullmatch(one) for one in reference.split(":")]
    if not all(places) or len(places) > 2:
        return ""
    said = [f"{_letters(int(one[2]))}{one[1]}" if one[2] else one[1] for one in places if one]
    return ":".join(said if said[0][0].isalpha() or len(said) > 1 else said * 2)


def _letters(column: int) -> str:
    """A column from 1 by its letters: 28 is AB."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class _Styles:
    """The styles of a workbook, numbered as they are written."""

    def __init__(self, root: Any) -> None:
        stated = list(root.iterfind(f"{_SS}Styles/{_SS}Style"))
        self._by_id = {one.get(f"{_SS}ID", ""): one for one in stated}
        self.number = {
            name: number for number, name in enumerate(["Default", *(n for n in self._by_id if n != "Default")])
        }

    def part(self) -> str:
        """The part of styles: a font, a ground and a code for each."""
        looks = [self._look(name) for name in self.number]
        fonts, fills, codes = (list(one) for one in zip(*looks, strict=True))
        forms = (f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(codes))
        uses = (f'<xf numFmtId="{200 + n}" fontId="{n}" fillId="{n}"/>' for n in range(len(looks)))
        return (
            f"<styleSheet {_XMLNS}><numFmts>{''.join(forms)}</numFmts><fonts>{''.join(fonts)}</fonts>"
            f"<fills>{''.join(fills)}</fills><cellXfs>{''.join(uses)}</cellXfs></styleSheet>"
        )

    def _look(self, name: str) -> tuple[str, str, str]:
        said: dict[str, str] = {}
        for _ in range(20):
            style = self._by_id.get(name)
            if style is None:
                break
            for part in style:
                kind = _local(part.tag)
                for key, value in part.attrib.items():
                    said.setdefault(f"{kind} {_local(key)}", value)
            name = style.get(f"{_SS}Parent", "Default" if name != "Default" else "")
        font = f"<name val={quoteattr(said.get('Font FontName', ''))}/>" + _colour("color", said.get("Font Color", ""))
        font += "<strike/>" * (said.get("Font StrikeThrough") == "1")
        pattern = said.get("Interior Pattern", "").casefold() or "none"
        ground = _colour("fgColor", said.get("Interior Color", ""))
        fill = f"<fill><patternFill patternType={quoteattr(pattern)}>{ground}</patternFill></fill>"
        code = said.get("NumberFormat Format", "General")
        return f"<font>{font}</font>", fill, _NAMED.get(code, code)


def _local(name: Any) -> str:
    return str(name).rpartition("}")[2]


def _colour(tag: str, stated: str) -> str:
    return f'<{tag} rgb="FF{stated[1:].upper()}"/>' if re.fullmatch("#[0-9A-Fa-f]{6}", stated) else ""


@dataclass(slots=True)
class _Sheet:
    """A sheet, written as it is today."""

    element: Any
    styles: _Styles
    comments: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its name."""
        return str(self.element.get(f"{_SS}Name", ""))

    @property
    def is_hidden(self) -> bool:
        """Whether no tab shows it."""
        return (self.element.findtext(f"{_X}WorksheetOptions/{_X}Visible") or "").startswith("Sheet")

    def pieces(self) -> Iterator[str]:
        """What stands in its part."""
        if self.element.find(f"{_X}WorksheetOptions/{_X}DoNotDisplayZeros") is not None:
            yield '<sheetView showZeros="0"/>'
        table = self.element.find(f"{_SS}Table")
        yield from () if table is None else _columns(table)
        row = 0
        for one in () if table is None else table.iterchildren(f"{_SS}Row"):
            row = _stated(one, "Index", row + 1)
            height = one.get(f"{_SS}Height", "")
            facts = ' hidden="1"' * _is_hidden(one) + f" ht={quoteattr(height)}" * bool(height)
            yield f'<row r="{row}"{facts}>{"".join(self._cells(one, row))}</row>'
            row += _stated(one, "Span", 0)
        yield from (f'<mergeCell ref="{area}"/>' for area in self.merged)
        for one in self.element.iterchildren(f"{_X}AutoFilter"):
            columns = "<filterColumn/>" * (one.find(f"{_X}AutoFilterColumn") is not None)
            yield f"<autoFilter ref={quoteattr(_area(one.get(f'{_X}Range', '')))}>{columns}</autoFilter>"

    def _cells(self, row: Any, number: int) -> Iterator[str]:
        column = 0
        for cell in row.iterchildren(f"{_SS}Cell"):
            column = _stated(cell, "Index", column + 1)
            place = f"{_letters(column)}{number}"
            across, down = _stated(cell, "MergeAcross", 0), _stated(cell, "MergeDown", 0)
            if across or down:
                self.merged.append(f"{place}:{_letters(column + across)}{number + down}")
            style = next(filter(None, (one.get(f"{_SS}StyleID") for one in (cell, row))), "Default")
            yield _cell(cell, place, self.styles.number.get(style, 0))
            for note in cell.iterchildren(f"{_SS}Comment"):
                text = escape("".join(one for data in note.iterchildren(f"{_SS}Data") for one in data.itertext()))
                self.comments.append(f'<comment ref="{place}"><text><t>{text}</t></text></comment>')
            column += across


def _columns(table: Any) -> Iterator[str]:
    column = 0
    for one in table.iterchildren(f"{_SS}Column"):
        column = _stated(one, "Index", column + 1)
        last = min(column + _stated(one, "Span", 0), _WIDEST)
        if _is_hidden(one) or one.get(f"{_SS}Width") == "0":
            yield f'<col min="{column}" max="{last}" hidden="1"/>'
        column = last


def _stated(element: Any, name: str, otherwise: int) -> int:
    return whole_number(element.get(_SS + name), otherwise)


def _is_hidden(element: Any) -> bool:
    return bool(element.get(f"{_SS}Hidden") == "1")


def _cell(cell: Any, place: str, style: int) -> str:
    data = cell.find(f"{_SS}Data")
    formula = "<f/>" * (cell.get(f"{_SS}Formula") is not None)
    if data is None:
        return f'<c r="{place}" s="{style}">{formula}</c>'
    kind = _KINDS.get(data.get(f"{_SS}Type", ""))
    if kind:
        return f'<c r="{place}" s="{style}" t="{kind}">{formula}<v>{escape("".join(data.itertext()))}</v></c>'
    if formula:
        return f'<c r="{place}" s="{style}" t="str">{formula}<v>{escape("".join(data.itertext()))}</v></c>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{"".join(_runs(data, ""))}</is></c>'


_SET_AS = {"S": "<strike/>", "Sup": '<vertAlign val="superscript"/>'}


def _runs(element: Any, facts: str) -> Iterator[str]:
    """Words with what the marks of HTML around them say; a cell that uses none is one plain text."""
    if not len(element) and not facts:
        yield f"<t>{escape(element.text or '')}</t>"
        return
    for words, inner in ((element.text, None), *((one.tail, one) for one in element)):
        if inner is not None:
            yield from _runs(inner, facts + _SET_AS.get(_local(inner.tag), "<b/>"))
        if words:
            look = f"<rPr>{facts}</rPr>" if facts else ""
            yield f"<r>{look}<t>{escape(words)}</t></r>"
