"""The rows of tables put into a workbook that has all but them.

XlsxWriter takes some microseconds for a cell, which for the many workbooks of a site was a tenth of its build. Rows
are plain XML: here they are written as such, with texts told once for all sheets, as Excel itself does.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cohesion_graph.tables.table import Table, Value
from cohesion_graph.xml_text import xml_text

__all__ = ["LONGEST_CELL", "OLDEST_DAY", "cell_text", "with_rows"]

LONGEST_CELL = 32_767
"""Code points that Excel takes in one cell; longer text is cut and ends in an ellipsis."""

OLDEST_DAY = dt.date(1900, 3, 1)
"""Before this day Excel counts a leap day that never was; such dates are written as text."""

_FIRST_DAY = dt.date(1899, 12, 30)
_STRINGS = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_SAMPLE = re.compile(r'<row r="2"[^>]*><c r="A2" s="(\d+)"/><c r="B2" s="(\d+)"/></row>')
_COUNTS = re.compile(r' count="(\d+)" uniqueCount="(\d+)"')


def with_rows(book: bytes, tables: Sequence[Table]) -> bytes:
    """A workbook with the rows of its tables.

    Args:
        book: The workbook with a sheet for each table, where the heading is followed by two empty cells: one in the
            format of texts and numbers, one in that of days.
        tables: In the order of the sheets.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(book)) as given, ZipFile(out, "w") as package:
        parts = {info.filename: given.read(info).decode("utf-8") for info in given.infolist()}
        found = _COUNTS.search(parts[_STRINGS])
        texts = _Texts(*map(int, found.groups())) if found else _Texts()
        for name in [name for name in parts if _SHEET.fullmatch(name)]:
            table = tables[int(_SHEET.sub(r"\1", name)) - 1]
            parts[name] = _filled(parts[name], table, texts)
        parts[_STRINGS] = texts.added_to(parts[_STRINGS])
        for info in given.infolist():
            part = ZipInfo(info.filename, info.date_time)
            part.compress_type, part.external_attr = ZIP_DEFLATED, info.external_attr
            package.writestr(part, parts[info.filename])
    return out.getvalue()


class _Texts:
    """The texts of cells, each once; others come before them."""

    def __init__(self, used: int = 0, before: int = 0) -> None:
        self._used, self._before = used, before
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """The place of a text among all."""
        self._used += 1
        return self._places.setdefault(text, self._before + len(self._places))

    def added_to(self, part: str) -> str:
        """The list of texts with these."""
        told = "".join(map(_listed, self._places))
        part = _COUNTS.sub(f' count="{self._used}" uniqueCount="{self._before + len(self._places)}"', part, 1)
        return part.replace("</sst>", f"{told}</sst>")


def _listed(text: str) -> str:
    clean = escape(cell_text(text), quote=False)
    if "_x" in clean:  # looks like one of Excel's own marks
        clean = re.sub("(_x[0-9a-fA-F]{4}_)", r"_x005F\1", clean)
    clean = clean.replace("\r", "_x000D_")
    return f'<si><t xml:space="preserve">{clean}</t></si>' if clean != clean.strip() else f"<si><t>{clean}</t></si>"


def cell_text(text: str) -> str:
    """Text that fits a cell: control characters that XML cannot hold replaced, the rest cut at `LONGEST_CELL`."""
    clean = xml_text(text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


def _filled(sheet: str, table: Table, texts: _Texts) -> str:
    from xlsxwriter.utility import xl_col_to_name

    columns = [xl_col_to_name(place) for place in range(len(table.columns))]
    sample = _SAMPLE.search(sheet)
    assert sample
    rows = "".join(
        f'<row r="{number}">{"".join(_cells(columns, number, row, texts, *sample.groups()))}</row>'
        for number, row in enumerate(table.rows, 2)
    )
    end = f":{columns[-1]}{len(table.rows) + 1}" if columns and (table.rows or len(columns) > 1) else ""
    sheet = f"{sheet[: sample.start()]}{rows}{sheet[sample.end() :]}"
    return re.sub('<dimension ref="[^"]*"/>', f'<dimension ref="A1{end}"/>', sheet, count=1)


def _cells(
    columns: Sequence[str], number: int, row: Sequence[Value], texts: _Texts, plain: str, day: str
) -> Iterator[str]:
    for column, value in zip(columns, row, strict=True):
        if value is None or value == "":
            yield f'<c r="{column}{number}" s="{plain}"/>'
        elif isinstance(value, bool):
            yield f'<c r="{column}{number}" s="{plain}" t="b"><v>{value:d}</v></c>'
        elif isinstance(value, int | float):
            yield f'<c r="{column}{number}" s="{plain}"><v>{value:.16G}</v></c>'
        elif isinstance(value, dt.date) and value >= OLDEST_DAY:
            yield f'<c r="{column}{number}" s="{day}"><v>{(value - _FIRST_DAY).days}</v></c>'
        else:
            yield f'<c r="{column}{number}" s="{plain}" t="s"><v>{texts.place(str(value))}</v></c>'
