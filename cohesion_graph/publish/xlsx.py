"""Tables as an Excel workbook: typed cells, a frozen heading, filters, nothing that Excel would run.

Written directly as SpreadsheetML (ECMA-376, part 1, section 18), not through a library: the same tables must give the
same bytes, and a library that keeps every cell as an object takes fifteen times as long on large plans. Text is
written as inline strings, which Excel never takes for a formula.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from cohesion_graph.tables import Table
from cohesion_graph.tables.table import Value

__all__ = ["package_file", "sheet_names", "spreadsheet"]

_LONGEST_CELL: Final = 32_767
"""What Excel takes in one cell; longer text is cut and ends in an ellipsis."""

_FIRST_DAY = dt.date(1899, 12, 30)
_OLDEST_DAY = dt.date(1900, 3, 1)
"""Before this day Excel counts a leap day that never was; such dates are written as text."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def spreadsheet(tables: Sequence[Table]) -> bytes:
    """An XLSX file with one sheet for each table; the same tables always give the same bytes."""
    names = sheet_names([table.name for table in tables])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        package_file(package, "[Content_Types].xml", _content_types(len(tables)))
        package_file(package, "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        package_file(package, "xl/workbook.xml", _workbook(names, tables))
        sheets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(tables) + 1)]
        package_file(package, "xl/_rels/workbook.xml.rels", _relations([*sheets, ("styles", "styles.xml")]))
        package_file(package, "xl/styles.xml", _STYLES)
        for number, table in enumerate(tables, 1):
            package_file(package, f"xl/worksheets/sheet{number}.xml", "".join(_sheet(table)))
    return out.getvalue()


def package_file(package: zipfile.ZipFile, name: str, text: str) -> None:
    """A file of a package under the oldest date that a zip file can hold: no clock reaches the bytes."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    package.writestr(entry, text.encode("utf-8"))


def sheet_names(names: Sequence[str]) -> list[str]:
    r"""Names that Excel takes for sheets: 31 characters at most, none of ``[]:*?/\``, no two alike in any case.

    >>> sheet_names(["actions", "Actions", "a/b", "history"])
    ['actions', 'Actions (2)', 'a b', 'history (2)']
    """
    taken, found = {"history"}, []
    for name in names:
        clean = re.sub(r"[\[\]:*?/\\]", " ", name).strip("'")[:31] or "Sheet"
        candidate, turn = clean, 1
        while candidate.casefold() in taken:
            turn += 1
            ending = f" ({turn})"
            candidate = clean[: 31 - len(ending)] + ending
        taken.add(candidate.casefold())
        found.append(candidate)
    return found


def _sheet(table: Table) -> Iterator[str]:
    width, height = len(table.columns), len(table.rows) + 1
    area = f"A1:{_column(width)}{height}"
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><dimension ref="{area}"/><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    for place, measure in enumerate(_widths(table), 1):
        yield f'<col min="{place}" max="{place}" width="{measure}" customWidth="1"/>'
    yield "</cols><sheetData>"
    letters = [_column(place) for place in range(1, width + 1)]
    yield "".join(
        ['<row r="1">', *(_text(f"{a}1", name, 1) for a, name in zip(letters, table.header, strict=True)), "</row>"]
    )
    for number, row in enumerate(table.rows, 2):
        cells = [_cell(f"{letter}{number}", value) for letter, value in zip(letters, row, strict=True)]
        yield "".join([f'<row r="{number}">', *cells, "</row>"])
    yield f'</sheetData><autoFilter ref="{area}"/></worksheet>'


def _cell(place: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b" s="2"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}" s="2"><v>{value!r}</v></c>'
    if isinstance(value, dt.date):
        if value < _OLDEST_DAY:
            return _text(place, value.isoformat(), 2)
        return f'<c r="{place}" s="3"><v>{(value - _FIRST_DAY).days}</v></c>'
    return _text(place, value, 2)


def _text(place: str, text: str, style: int) -> str:
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - 1] + "…"
    shown = escape(_NOT_XML.sub("\ufffd", text))
    return f'<c r="{place}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{shown}</t></is></c>'


def _widths(table: Table) -> list[int]:
    """Widths in characters that show most cells whole; long text wraps."""
    widths = [len(name) + 4 for name in table.header]
    for row in table.rows[:200]:
        for place, value in enumerate(row):
            widths[place] = max(widths[place], len(str(value or "")) + 2)
    return [min(width, 60) for width in widths]


def _column(place: int) -> str:
    """The letters of a column, 1-based: A, Z, AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _workbook(names: Sequence[str], tables: Sequence[Table]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">{_quoted(name)}!$A$1:'
        f"${_column(len(table.columns))}${len(table.rows) + 1}</definedName>"
        for number, (name, table) in enumerate(zip(names, tables, strict=True))
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{sheets}</sheets>'
        f"<definedNames>{filters}</definedNames></workbook>"
    )


def _quoted(name: str) -> str:
    return escape("'" + name.replace("'", "''") + "'")


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _content_types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>'
    )


_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE9EAEB"/>'
    '<bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" '
    'wrapText="1"/></xf>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
