"""A partner sheet as a Word document: headings, a table whose heading repeats on every page, a footer with numbers.

python-docx makes the document. Its cells are filled row by row (`row.cells` once for each row), because asking the
table for a cell takes longer the longer the table is; and the package is put together again without the time of day
that zip files keep, because the same sheet must give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from cohesion_graph.xml_text import xml_text

if TYPE_CHECKING:
    from cohesion_graph.publish.sheets import Sheet, SheetRow

__all__ = ["sheet_document"]

_NO_TIME = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)

_WIDTHS: Final = (4600, 2300, 2100, 1900, 3700)
"""Columns in twentieths of a point; together the text width of A4 on its side."""

_HEADER: Final = ("Action or milestone", "Role and with whom", "By when", "Progress", "According to, in its words")
_SMALL: Final = 9
"""Points of the table's letters."""

Run = tuple[str, str]
"""A text and its shape: empty, ``bold`` or ``italic``."""


def sheet_document(sheet: Sheet) -> bytes:
    """The sheet as a DOCX file; the same sheet always gives the same bytes."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    _set_properties(document.core_properties, sheet)
    document.add_heading(xml_text(sheet.heading), level=0)
    for text in _introduction(sheet):
        document.add_paragraph(xml_text(text))
    if sheet.rows:
        _add_table(document, sheet.rows)
    _fill_footer(page.footer.paragraphs[0], sheet)
    out = io.BytesIO()
    document.save(out)
    return _without_times(out.getvalue())


def _introduction(sheet: Sheet) -> list[str]:
    told = [sheet.title]
    if sheet.also_known_as:
        told.append(f"Also printed as {', '.join(sheet.also_known_as)}.")
    if sheet.as_of:
        told.append(f"Progress and dates as of {sheet.as_of}.")
    told.append(sheet.note)
    return told if sheet.rows else [*told, "No document gives it anything to do."]


def _add_table(document: Any, rows: Sequence[SheetRow]) -> None:
    from docx.shared import Twips

    table = document.add_table(rows=1 + len(rows), cols=len(_HEADER))
    table.style = "Table Grid"
    table.autofit = False
    for number, row in enumerate(table.rows):
        runs = _cells(rows[number - 1]) if number else [[(text, "bold")] for text in _HEADER]
        _mark(row, "w:cantSplit", *(() if number else ("w:tblHeader",)))
        for cell, width, parts in zip(row.cells, _WIDTHS, runs, strict=True):
            cell.width = Twips(width)
            _fill(cell, parts)


def _cells(row: SheetRow) -> list[list[Run]]:
    what = [(f"{row.ref} {row.action}", "" if row.milestone else "bold")]
    what += [(f"Milestone: {row.milestone}", "bold")] if row.milestone else []
    what += [(f"and its milestone: {one}", "") for one in row.taken_too]
    what += [(f"The documents differ: {row.differs}", "italic")] if row.differs else []
    who = [(row.role.capitalize(), "bold"), *((f"with {other}", "") for other in row.with_whom)]
    words = [(row.source, "bold"), (f"“{row.quote}”", ""), (f"({row.basis})", "italic")]
    return [what, who, [(text, "") for text in row.by_when or ("No date stated",)], [(row.progress, "")], words]


def _fill(cell: Any, runs: Sequence[Run]) -> None:
    """Each run a paragraph of its own, close together."""
    from docx.shared import Pt

    for number, (text, shape) in enumerate(runs):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(1), Pt(2)
        run = paragraph.add_run(xml_text(text))
        run.bold, run.italic, run.font.size = shape == "bold", shape == "italic", Pt(_SMALL)


def _mark(row: Any, *properties: str) -> None:
    """Word's own marks of a row: not split over two pages, repeated on every page."""
    from docx.oxml import OxmlElement

    for name in properties:
        row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - python-docx has no name for these marks


def _fill_footer(paragraph: Any, sheet: Sheet) -> None:
    """Body, plan, day and the page's number, which Word counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    day = f", as of {sheet.as_of}" if sheet.as_of else ""
    paragraph.add_run(xml_text(f"{sheet.body} – {sheet.title}{day} – page "))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no name for fields


def _set_properties(properties: Any, sheet: Sheet) -> None:
    """Title and language, and one fixed time: the document must not change from build to build."""
    properties.title, properties.language = xml_text(sheet.heading)[:255], sheet.language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = properties.last_printed = _NO_TIME


def _without_times(content: bytes) -> bytes:
    """The same package, its files under the oldest date that a zip file can hold."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, package.read(name))
    return out.getvalue()
