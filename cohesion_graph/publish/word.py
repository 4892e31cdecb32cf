"""A partner sheet as a Word document: headings, a table whose heading repeats on every page, a footer with numbers.

The styles are python-docx's own template, taken once; the document itself is written as WordprocessingML (ECMA-376,
part 1, section 17), because the same sheet must give the same bytes, and because python-docx builds long tables in
quadratic time.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from cohesion_graph.publish.xlsx import package_file

if TYPE_CHECKING:
    from cohesion_graph.publish.sheets import Sheet, SheetRow

__all__ = ["sheet_document"]

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_WIDTHS: Final = (4600, 2300, 2100, 1900, 3700)
"""Columns in twentieths of a point; together the text width of A4 on its side."""

_HEADER: Final = ("Action or milestone", "Role and with whom", "By when", "Progress", "According to, in its words")


def sheet_document(sheet: Sheet) -> bytes:
    """The sheet as a DOCX file; the same sheet always gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in _template().items():
            package_file(package, name, content)
        package_file(package, "word/document.xml", "".join(_document(sheet)))
        package_file(package, "word/footer1.xml", _footer(sheet))
        package_file(package, "docProps/core.xml", _properties(sheet))
    return out.getvalue()


@cache
def _template() -> dict[str, str]:
    """The parts of python-docx's empty document that say how things look, with our footer registered."""
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    kept = {}
    with zipfile.ZipFile(out) as package:
        for name in sorted(package.namelist()):
            if name in {"word/document.xml", "docProps/core.xml"} or name.endswith((".jpeg", ".png", ".bin")):
                continue
            kept[name] = package.read(name).decode("utf-8")
    types = kept["[Content_Types].xml"]
    footer = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    kept["[Content_Types].xml"] = types.replace(
        "</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{footer}"/></Types>'
    )
    kept["_rels/.rels"] = re.sub(r"<Relationship [^>]*thumbnail[^>]*/>", "", kept["_rels/.rels"])
    relations = kept["word/_rels/document.xml.rels"]
    entry = f'<Relationship Id="rIdFooter" Type="{_RELATED}/footer" Target="footer1.xml"/>'
    kept["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", f"{entry}</Relationships>")
    return kept


def _document(sheet: Sheet) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    yield f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATED}"><w:body>'
    yield _paragraph(sheet.heading, "Title")
    yield _paragraph(sheet.title)
    if sheet.also_known_as:
        yield _paragraph(f"Also printed as {', '.join(sheet.also_known_as)}.")
    if sheet.as_of:
        yield _paragraph(f"Progress and dates as of {sheet.as_of}.")
    yield _paragraph(sheet.note)
    yield from _table(sheet.rows) if sheet.rows else [_paragraph("No document gives it anything to do.")]
    yield '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/>'
    yield '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    yield '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
    yield 'w:gutter="0"/>'
    yield "</w:sectPr></w:body></w:document>"


def _table(rows: Sequence[SheetRow]) -> Iterator[str]:
    yield '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    yield '<w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr><w:tblGrid>'
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    yield "".join(_cell(width, [_run(text, bold=True)]) for width, text in zip(_WIDTHS, _HEADER, strict=True))
    yield "</w:tr>"
    for row in rows:
        what = [_run(f"{row.ref} {row.action}", bold=not row.milestone)]
        what += [_run(f"Milestone: {row.milestone}", bold=True)] if row.milestone else []
        what += [_run(f"and its milestone: {one}") for one in row.taken_too]
        what += [_run(f"The documents differ: {row.differs}", italic=True)] if row.differs else []
        who = [_run(row.role.capitalize(), bold=True), *(_run(f"with {other}") for other in row.with_whom)]
        words = [_run(row.source, bold=True), _run(f"“{row.quote}”"), _run(f"({row.basis})", italic=True)]
        cells = (what, who, [_run(text) for text in row.by_when or ("No date stated",)], [_run(row.progress)], words)
        filled = "".join(_cell(width, runs) for width, runs in zip(_WIDTHS, cells, strict=True))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{filled}</w:tr>"
    yield "</w:tbl>"


def _cell(width: int, runs: Sequence[str]) -> str:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>{run}</w:p>'
        for run in runs
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    shape = f'{"<w:b/>" if bold else ""}{"<w:i/>" if italic else ""}<w:sz w:val="18"/>'
    return f'<w:r><w:rPr>{shape}</w:rPr><w:t xml:space="preserve">{_safe(text)}</w:t></w:r>'


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{_safe(text)}</w:t></w:r></w:p>'


def _footer(sheet: Sheet) -> str:
    day = f", as of {sheet.as_of}" if sheet.as_of else ""
    text = _safe(f"{sheet.body} – {sheet.title}{day} – page ")
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    )
    number += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{number}</w:p></w:ftr>'
    )


def _properties(sheet: Sheet) -> str:
    """Title and language, and no time: the document must not change from build to build."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_safe(sheet.heading)}</dc:title><dc:language>{_safe(sheet.language)}</dc:language></cp:coreProperties>"
    )


def _safe(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
