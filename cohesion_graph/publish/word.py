"""A partner sheet as a Word document: headings, a table whose heading repeats on every page, a footer with numbers.

python-docx makes one specimen of everything that a sheet may hold: its title, a paragraph, the table's heading, a row,
and a run of each shape. A sheet is the specimen's own pieces, copied and filled with the sheet's texts, which takes a
twentieth of the time of making each paragraph anew. The package is put together without the time of day that zip files
keep, because the same sheet must give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from cohesion_graph.xml_text import xml_text

if TYPE_CHECKING:
    from cohesion_graph.publish.sheets import Sheet, SheetRow

__all__ = ["sheet_document"]

_NO_TIME = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)

_WIDTHS: Final = (3800, 1900, 1700, 1500, 2900, 1200, 1600)
"""Columns in twentieths of a point; together the text width of A4 on its side."""

_HEADER: Final = (
    "Action or milestone",
    "Role and with whom",
    "By when",
    "Progress",
    "According to, in its words",
    "Status",
    "Comment",
)
"""The last two are to be filled in."""
_SMALL: Final = 9
"""Points of the table's letters."""

_LONGEST_TITLE: Final = 255
"""Characters that a document's properties may hold."""

_BODY, _CORE, _FOOTER = "word/document.xml", "docProps/core.xml", "word/footer1.xml"
_STYLES: Final = ("Normal", "Title", "Footer", "Table Grid")
"""The styles a sheet uses; python-docx's template holds two hundred more, half a megabyte of XML."""

Run = tuple[str, str]
"""A text and its shape: empty, ``bold`` or ``italic``."""


def sheet_document(sheet: Sheet) -> bytes:
    """The sheet as a DOCX file; the same sheet always gives the same bytes."""
    specimen = _specimen()
    filled = {
        _BODY: _body(specimen, sheet),
        _CORE: specimen.core.replace(_mark("title"), _escaped(sheet.heading[:_LONGEST_TITLE])).replace(
            _mark("language"), _escaped(sheet.language)
        ),
        _FOOTER: specimen.footer.replace(_mark("footer"), _escaped(_footer(sheet))),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in specimen.parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, filled[name].encode("utf-8") if name in filled else content)
    return out.getvalue()


def _body(specimen: _Specimen, sheet: Sheet) -> str:
    pieces = [specimen.before, specimen.title.replace(_mark("title"), _escaped(sheet.heading))]
    pieces += [specimen.paragraph.replace(_mark("paragraph"), _escaped(text)) for text in _introduction(sheet)]
    for part in sheet.agenda:
        pieces.append(specimen.runs["bold"].replace(_mark("run"), _escaped(part.heading)))
        pieces += [specimen.runs[""].replace(_mark("run"), _escaped(f"– {line}")) for line in part.lines]
    if sheet.rows:
        pieces.append(specimen.table)
        pieces += [_row(specimen, row) for row in sheet.rows]
        pieces.append(specimen.table_end)
    return "".join([*pieces, specimen.after])


def _introduction(sheet: Sheet) -> list[str]:
    told = [sheet.title]
    if sheet.also_known_as:
        told.append(f"Also printed as {', '.join(sheet.also_known_as)}.")
    if sheet.as_of:
        told.append(f"Progress and dates as of {sheet.as_of}.")
    told.append(sheet.note)
    return told if sheet.rows else [*told, "No document gives it anything to do."]


def _footer(sheet: Sheet) -> str:
    """Body, plan and day; the number of the page follows, which Word counts."""
    day = f", as of {sheet.as_of}" if sheet.as_of else ""
    return f"{sheet.body} – {sheet.title}{day} – page "


def _row(specimen: _Specimen, row: SheetRow) -> str:
    cells = (
        "".join(specimen.runs[shape].replace(_mark("run"), _escaped(text)) for text, shape in runs)
        for runs in _cells(row)
    )
    filled = "".join(f"{start}{cell}</w:tc>" for start, cell in zip(specimen.cells, cells, strict=True))
    return f"{specimen.row}{filled}</w:tr>"


def _cells(row: SheetRow) -> Iterator[list[Run]]:
    """The texts of each cell, each a paragraph of its own."""
    what = [(f"{row.ref} {row.action}", "" if row.milestone else "bold")]
    what += [(f"Milestone: {row.milestone}", "bold")] if row.milestone else []
    what += [(f"and its milestone: {one}", "") for one in row.taken_too]
    what += [(f"The documents differ: {row.differs}", "italic")] if row.differs else []
    yield what
    yield [(row.role.capitalize(), "bold"), *((f"with {other}", "") for other in row.with_whom)]
    yield [(text, "") for text in row.by_when or ("No date stated",)]
    yield [(row.progress, "")]
    yield [(row.source, "bold"), (f"“{row.quote}”", ""), (f"({row.basis})", "italic")]
    yield [("", "")]
    yield [("", "")]


def _escaped(text: str) -> str:
    """A text as it stands in a run: line ends and tabs are elements of Word's own."""
    clean = escape(xml_text(text)).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    return re.sub(r"\r\n?|\n", "</w:t><w:br/><w:t xml:space='preserve'>", clean)


# The specimen ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Specimen:
    """A document that holds one of everything, cut into pieces; a mark stands where each text goes."""

    parts: Mapping[str, bytes]
    """The files of the package; three of them are made for each sheet."""
    core: str
    footer: str
    before: str
    title: str
    paragraph: str
    table: str
    """The table's beginning, with its heading."""
    row: str
    """A row's beginning."""
    cells: tuple[str, ...]
    """The beginning of each cell."""
    runs: Mapping[str, str]
    """A paragraph of a cell by the shape of its text."""
    table_end: str
    after: str


def _mark(name: str) -> str:
    """What stands for a text; the spaces make python-docx keep those of the text."""
    return f" ␞{name}␞ "


@cache
def _specimen() -> _Specimen:
    parts = _package()
    body = parts[_BODY].decode("utf-8")
    paragraphs = re.findall(r"<w:p>.*?</w:p>", body)
    title, paragraph = (next(one for one in paragraphs if _mark(name) in one) for name in ("title", "paragraph"))
    runs = [one for one in paragraphs if _mark("run") in one]
    head, _, rows = body.partition("<w:tbl>")
    inside, _, after = rows.partition("</w:tbl>")
    heading, _, last = inside.rpartition("<w:tr>")
    row, *cells = re.split(r"(?=<w:tc>)", f"<w:tr>{last}")
    return _Specimen(
        parts,
        parts[_CORE].decode("utf-8"),
        parts[_FOOTER].decode("utf-8"),
        head.partition(title)[0],
        title,
        paragraph,
        f"<w:tbl>{heading}",
        row,
        tuple(cell.partition("<w:p")[0] for cell in cells),
        dict(zip(("", "bold", "italic"), runs, strict=True)),
        "</w:tbl>",
        after,
    )


def _package() -> dict[str, bytes]:
    """The specimen's files by name, as python-docx writes them."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = docx.Document()
    _leave_out_what_no_sheet_uses(document)
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    properties = document.core_properties
    properties.title, properties.language = _mark("title"), _mark("language")
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = properties.last_printed = _NO_TIME
    document.add_heading(_mark("title"), level=0)
    document.add_paragraph(_mark("paragraph"))
    _add_table(document)
    _fill_footer(page.footer.paragraphs[0])
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as package:
        return {name: package.read(name) for name in package.namelist()}


def _leave_out_what_no_sheet_uses(document: Any) -> None:
    """The template's other styles, its picture of a page, and its parts for lists, for the web and for Word 2010."""
    used = {document.styles[name].element for name in _STYLES}
    used |= {style.element for style in document.styles if style.element.get(f"{_W}default") == "1"}
    linked = {one.get(f"{_W}val") for style in used for one in style.iter(f"{_W}basedOn", f"{_W}link", f"{_W}next")}
    for style in list(document.styles):
        if style.element not in used and style.style_id not in linked:
            style.delete()
    for relations in (document.part.rels, document.part.package.rels):
        for name in [one for one, to in relations.items() if to.reltype.endswith(_UNUSED)]:
            del relations[name]


_UNUSED: Final = ("/stylesWithEffects", "/thumbnail", "/customXml", "/numbering", "/webSettings")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _add_table(document: Any) -> None:
    """The heading, then a row with a paragraph of each shape."""
    from docx.shared import Twips

    table = document.add_table(rows=2, cols=len(_HEADER))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Twips(width)  # what LibreOffice goes by
        for cell in column.cells:
            cell.width = Twips(width)  # what Word goes by
    heading, row = table.rows
    _set_properties(heading, "w:cantSplit", "w:tblHeader")
    _set_properties(row, "w:cantSplit")
    for cell, text in zip(heading.cells, _HEADER, strict=True):
        _add_run(cell.paragraphs[0], text, "bold")
    first = row.cells[0]
    for number, shape in enumerate(("", "bold", "italic")):
        _add_run(first.add_paragraph() if number else first.paragraphs[0], _mark("run"), shape)


def _add_run(paragraph: Any, text: str, shape: str) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(1), Pt(2)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = shape == "bold", shape == "italic", Pt(_SMALL)


def _set_properties(row: Any, *properties: str) -> None:
    """Word's own marks of a row: not split over two pages, repeated on every page."""
    from docx.oxml import OxmlElement

    for name in properties:
        row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - python-docx has no name for these marks


def _fill_footer(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run(_mark("footer"))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no name for fields
