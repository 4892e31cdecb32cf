"""Word documents and Excel workbooks written element by element, to hold what the libraries that write them cannot."""

from __future__ import annotations

import zipfile
from pathlib import Path

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Paragraph, Table
from cohesion_graph.ingest.records.looks import PlanLooks

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="{OFFICE}" xmlns:new="urn:of-tomorrow"'
)
EXCEL = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'


def relations(*stated: tuple[str, str, str]) -> str:
    """A part of relations, each an identifier, the last word or the whole of a kind, and a target."""
    inner = "".join(
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for name, kind, target in stated
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def package(path: Path, main: str, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("_rels/.rels", relations(("main", "officeDocument", main)))
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def word(path: Path, body: str, *, styles: str = "", numbering: str = "", parts=(), stated=()) -> Path:
    """A Word document; `parts` are further parts as (path, content), `stated` what relates them to the document."""
    own = {
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {WORD}>{numbering}</w:numbering>",
        "word/_rels/document.xml.rels": relations(
            ("s", "styles", "styles.xml"), ("n", "numbering", "numbering.xml"), *stated
        ),
    }
    return package(path, "word/document.xml", own | dict(parts))


def run(text: str, facts: str = "") -> str:
    return f'<w:r><w:rPr>{facts}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(inner: str = "", facts: str = "") -> str:
    return f"<w:p><w:pPr>{facts}</w:pPr>{inner if inner.startswith('<') else run(inner) if inner else ''}</w:p>"


def cell(inner: str = "", facts: str = "") -> str:
    content = inner if inner.startswith(("<w:p>", "<w:sdt>", "<w:tbl>")) else par(inner)
    return f"<w:tc><w:tcPr>{facts}</w:tcPr>{content}</w:tc>"


def row(*cells: str, facts: str = "") -> str:
    inner = "".join(one if one.startswith(("<w:tc>", "<w:sdt>")) else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{facts}</w:trPr>{inner}</w:tr>"


def table(*rows: str, facts: str = "") -> str:
    return f"<w:tbl><w:tblPr>{facts}</w:tblPr>{''.join(rows)}</w:tbl>"


def excel(path: Path, sheet: str, *, styles: str = "", names: str = "", parts=(), stated=()) -> Path:
    """A workbook of one sheet 'Plan'; `parts` as for `word`, `stated` relates them to the sheet."""
    own = {
        "xl/workbook.xml": f'<workbook {EXCEL}><sheets><sheet name="Plan" sheetId="1" r:id="a"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": relations(("a", "worksheet", "worksheets/a.xml"), ("s", "styles", "styles.xml")),
        "xl/styles.xml": f"<styleSheet {EXCEL}>{styles}</styleSheet>",
        "xl/worksheets/a.xml": f"<worksheet {EXCEL}>{sheet}</worksheet>",
        "xl/worksheets/_rels/a.xml.rels": relations(*stated),
    }
    return package(path, "xl/workbook.xml", own | dict(parts))


def line(number: int, *texts: str, facts: str = "", style: int = 0) -> str:
    """A row of a sheet; a text that is an element stands as it is, an empty one as no cell."""
    cells = [
        text
        if text.startswith("<")
        else f'<c r="{chr(65 + n)}{number}" t="inlineStr" s="{style}"><is><t>{text}</t></is></c>'
        for n, text in enumerate(texts)
        if text
    ]
    return f'<row r="{number}" {facts}>{"".join(cells)}</row>'


def shown(path: Path, **how):
    """What a document shows: texts of paragraphs, and lists of the standing texts of rows; then the notes."""
    _, extract = read_document(path, PlanLooks(), **how)
    found: list[str | list[str]] = []
    for block in extract.blocks:
        if isinstance(block, Table):
            found += [[one.standing.text for one in line] for line in block.rows]
        elif isinstance(block, Paragraph):
            found.append(block.words.text)
    return found, list(extract.notes)
