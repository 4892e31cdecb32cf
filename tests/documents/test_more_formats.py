"""The same plan in formats besides those of Word, Excel and the web: what is shown is read, what is hidden is told."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import email.message
import io
import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from office_xml import WORD, package, par, relations
from papers import write_excel, write_text

from cohesion_graph.documents import converted, read_document
from cohesion_graph.documents.cells import Paragraph, Table
from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest.records.looks import PlanLooks

WRITTEN = Path(__file__).parent / "written"
ROWS = [["Ref", "Action", "Deadline"], ["1.1", "Light the streets", "March 2026"], ["1.2", "Run walks", "2026-06-30"]]


@pytest.mark.parametrize("name", ["excel-hidden-row-column", "excel-part-struck-out", "excel-ref-number-format"])
def test_an_old_workbook_shows_what_the_new_one_shows(name):
    rows, words, notes = shown(WRITTEN / f"{name}.xls")

    assert (rows, words, notes) == shown(WRITTEN / f"{name}.xlsx")


def shown(path, **how):
    """Rows of all tables, paragraphs, and notes."""
    _, extract = read_document(path, PlanLooks(), **how)
    tables = [block for block in extract.blocks if isinstance(block, Table)]
    rows = [[cell.standing.text for cell in row] for table in tables for row in table.rows]
    words = [block.words.text for block in extract.blocks if isinstance(block, Paragraph)]
    return rows, words, list(extract.notes)


OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
STYLES = (
    '<style:style style:name="gone" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="unseen" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<text:list-style style:name="refs"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>'
)


def open_document(path, body):
    content = f"<office:document-content {OFFICE}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument")
        packed.writestr("content.xml", content)
    return path


def cell(inner, facts=""):
    return f"<table:table-cell {facts}>{inner}</table:table-cell>"


def row(*cells, facts=""):
    return f"<table:table-row {facts}>{''.join(cells)}</table:table-row>"


SHEET = "".join(
    [
        '<office:spreadsheet><table:table table:name="Plan"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>',
        row(*(cell(f"<text:p>{text}</text:p>") for text in (*ROWS[0], "Notes"))),
        row(cell("<text:p>1.1</text:p>", 'office:value-type="float" office:value="1.1"'), cell('<text:p><text:span text:style-name="gone">Old </text:span>Light the streets</text:p>'), cell("<text:p>Mar-26</text:p>", 'office:value-type="date" office:date-value="2026-03-01"'), cell("<text:p>secret</text:p>")),
        row(cell("<text:p>9.9</text:p>"), facts='table:visibility="filter"'),
        row(cell("<text:p>1.2</text:p>"), cell("<text:p>Run walks</text:p>"), cell("<text:p>30/06/26</text:p>", 'office:value-type="date" office:date-value="2026-06-30"')),
        row(cell("<text:p>#N/A</text:p>", 'office:value-type="string" calcext:value-type="error" xmlns:calcext="urn:x"')),
        row(cell("", 'table:number-columns-repeated="16384"'), facts='table:number-rows-repeated="1048570"'),
        "</table:table></office:spreadsheet>",
    ]
)  # fmt: skip


def test_a_sheet_of_libreoffice_shows_its_texts_and_leaves_out_what_it_hides(tmp_path):
    rows, _, notes = shown(open_document(tmp_path / "plan.ods", SHEET))

    assert rows == [ROWS[0], ["1.1", "Light the streets", "March 2026"], ROWS[2]]
    assert notes == [
        "sheet 'Plan': 1 cell shows an error, which is read as nothing",
        "sheet 'Plan': 1 hidden filtered row was left out (--hidden reads them)",
        "sheet 'Plan': 1 hidden column was left out (--hidden reads them)",
    ]
    asked, _, _ = shown(tmp_path / "plan.ods", with_hidden=True)
    assert ["9.9"] in asked
    assert asked[0] == [*ROWS[0], "Notes"]


LOOKS = (
    '<office:font-face-decls><style:font-face style:name="Signs" svg:font-family="&apos;Wingdings&apos;" xmlns:svg="urn:x"/></office:font-face-decls>'
    "<office:automatic-styles>"
    + "".join(
        f'<style:style style:name="{name}" style:family="{family}"><style:{kind}-properties {facts}/></style:style>'
        for name, family, kind, facts in (
            ("white", "text", "text", 'fo:color="#ffffff"'),
            ("lit", "text", "text", 'fo:color="#ffffff" fo:background-color="#000080"'),
            ("dark", "table-cell", "table-cell", 'fo:background-color="#1f3864"'),
            ("dust", "text", "text", 'fo:font-size="1pt"'),
            ("sign", "text", "text", 'style:font-name="Signs"'),
            ("above", "text", "text", 'style:text-position="super 58%"'),
            ("flat", "table-row", "table-row", 'style:row-height="0in"'),
            ("thin", "table-column", "table-column", 'style:column-width="0.0in"'),
        )
    )
    + "</office:automatic-styles>"
)


def span(text, style):
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def test_a_sheet_or_text_of_libreoffice_shows_signs_marks_and_white_on_dark_and_nothing_that_is_not_seen(tmp_path):
    body = (
        '<office:text><table:table><table:table-column/><table:table-column/><table:table-column table:style-name="thin"/>'
        + row(cell(f"<text:p>{span('Ref', 'white')}</text:p>", 'table:style-name="dark"'), cell(f"<text:p>{span('Action', 'lit')}</text:p>"), cell("<text:p>secret</text:p>"))
        + row(cell("<text:p>9</text:p>"), cell("<text:p>secret</text:p>"), facts='table:style-name="flat"')
        + row(cell(f"<text:p>{span('secret', 'white')}{span('secret', 'dust')}1</text:p>"), cell(f"<text:p>{span('&#252;', 'sign')} May 2026{span('1', 'above')} A&#8209;1 in&#173;for</text:p>"))
        + "</table:table>"
        f"<text:p>a<draw:custom-shape xmlns:draw='urn:x'><text:p>{span('boxed', 'white')}</text:p></draw:custom-shape></text:p></office:text>"
    )  # fmt: skip
    path = tmp_path / "plan.odt"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "content.xml",
            f"<office:document-content {OFFICE}>{LOOKS}<office:body>{body}</office:body></office:document-content>",
        )

    rows, words, notes = shown(path)

    assert rows == [["Ref", "Action"], ["1", "✓ May 2026¹ A-1 infor"]]
    assert words == ["a", "boxed"]
    assert sorted(notes) == [
        "1 hidden stretch of text was left out (--hidden reads them)",
        "1 hidden stretch of white text was left out (--hidden reads them)",
        "table 1: 1 hidden column was left out (--hidden reads them)",
        "table 1: 1 hidden row was left out (--hidden reads them)",
    ]


def listed(inner, deeper=""):
    return f'<text:list text:style-name="refs" text:continue-numbering="true"><text:list-item>{inner}{deeper}</text:list-item></text:list>'


REF = listed("", "<text:list><text:list-item><text:p/></text:list-item></text:list>")
DELETED = "<text:p><text:change text:change-id='c'/></text:p>"
TEXT = (
    '<office:text><text:h text:outline-level="1">Plan</text:h>'
    + listed("<text:p>Streets</text:p>")
    + "<table:table>"
    + row(*(cell(f"<text:p>{text}</text:p>") for text in ROWS[0]))
    + row(cell(REF), cell('<text:p>Light the streets<text:span text:style-name="unseen"> (cost)</text:span></text:p>'), cell("<text:p>March 2026<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>If funded.</text:p></text:note-body></text:note></text:p>"))
    + row(cell(REF), cell(DELETED), cell(DELETED))
    + row(cell(REF), cell("<text:p>Run<text:s/>walks</text:p>"), cell("<text:p>2026-06-30</text:p>"))
    + "</table:table></office:text>"
)  # fmt: skip


def test_a_text_of_libreoffice_counts_its_lists_and_knows_deleted_rows_notes_and_hidden_words(tmp_path):
    rows, words, notes = shown(open_document(tmp_path / "plan.odt", TEXT))

    assert rows == ROWS
    assert words == ["Plan", "1. Streets", "1 If funded."]
    assert notes == ["1 hidden stretch of text was left out (--hidden reads them)"]


RICH = r"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}\pard\outlinelevel0 Plan\par
\trowd\cellx1000\cellx2000\cellx3000\pard\intbl Ref\cell Action\cell Deadline\cell\row
\trowd\pard\intbl{\listtext 1.1\tab}\cell{\strike Old }Light the streets{\v  (cost)}\cell March 2026{\footnote If funded.}\cell\row
\trowd\pard\intbl{\listtext 1.2\tab}\cell{\deleted Gone}\cell{\deleted 2027}\cell\row
\trowd\pard\intbl 1.2\cell Run {\field{\*\fldinst REF x}{\fldrslt walks}}\cell 2026\endash \cell\row
\pard Caf\'e9 \u8211\'96 end\par}"""


NUMBERS = (
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:outline-level-style text:level="2" style:num-format="a" text:display-levels="2"/></text:outline-style>'
    '<text:list-style style:name="acts"><text:list-level-style-number text:level="1" style:num-format="1" loext:num-list-format="Action %1%:" xmlns:loext="urn:x"/></text:list-style>'
)


def test_a_text_of_libreoffice_numbers_its_headings_and_shows_no_prompts_nor_hidden_paragraphs(tmp_path):
    headings = "".join(
        f'<text:h text:outline-level="{level}">{text}</text:h>'
        for level, text in ((1, "Streets"), (2, "Light"), (1, "Parks"))
    )
    listed = '<text:list text:style-name="acts"><text:list-header><text:p>To do</text:p></text:list-header><text:list-item><text:p>Walk</text:p></text:list-item></text:list>'
    prompts = '<text:p><text:placeholder>&lt;Name&gt;</text:placeholder><loext:content-control loext:showing-place-holder="true" xmlns:loext="urn:x">Choose</loext:content-control>kept</text:p>'
    hidden = '<text:p><text:hidden-paragraph text:is-hidden="true"/>secret</text:p><text:p><text:hidden-text text:is-hidden="true">secret</text:hidden-text><text:hidden-text text:is-hidden="false">seen</text:hidden-text></text:p>'
    path = tmp_path / "plan.odt"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "content.xml",
            f"<office:document-content {OFFICE}><office:automatic-styles>{NUMBERS}</office:automatic-styles><office:body><office:text>{headings}{listed}{prompts}{hidden}</office:text></office:body></office:document-content>",
        )

    rows, words, notes = shown(path)

    assert (rows, words) == ([], ["1. Streets", "1.a Light", "2. Parks", "To do", "Action 1: Walk", "kept", "seen"])
    assert notes == [
        "2 controls of the form are not filled in: the prompt was read as nothing",
        "1 hidden stretch of text was left out (--hidden reads them)",
    ]


def test_rich_text_shows_results_of_fields_and_neither_hidden_nor_deleted_words(tmp_path):
    rows, words, notes = shown(write_text(tmp_path / "plan.rtf", RICH))

    assert rows == [ROWS[0], ROWS[1], ["1.2", "Run walks", "2026–"]]
    assert words == ["Plan", "If funded.", "Café – end"]
    assert notes == ["1 hidden stretch of text was left out (--hidden reads them)"]


SEEN = r"""{\rtf1\ansi{\fonttbl{\f0\fnil Arial;}{\f1\fnil\fcharset2 Wingdings;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red31\green56\blue100;}
\trowd\clcbpat3\cellx1000\clcbpat3\cellx3000\pard\intbl{\cf2 Ref}\cell{\cf2 Action}\cell\row
\trowd\clvmgf\cellx1000\cellx2000\cellx3000\pard\intbl 1\cell{\cf2 secret}{\fs2 secret}{\f1 \'fc} May 2026{\super 1}\cell Parks\cell\row
\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell Walk\cell Roads\cell\row
\pard Words{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt \pard{\cf2 boxed}\par}}{\shprslt old}}\par}"""


def test_rich_text_shows_choices_of_forms_old_marks_of_lists_comments_and_tables_in_cells(tmp_path):
    def field(kind, form):
        return rf"{{\field{{\*\fldinst {kind} {{\*\formfield{{{form}}}}}}}{{\fldrslt old}}}}"

    listed = field("FORMDROPDOWN", r"\fftype2\ffres25\ffdefres1{\*\ffl Red}{\*\ffl Gr\'fcn}")
    ticked = field("FORMCHECKBOX", r"\fftype1\ffres1\ffdefres0")
    comment = r"{\*\annotation\pard Is it funded?\par}"
    inside = r"{\pard\intbl\itap2 in\nestcell ner\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}}"
    table = rf"\trowd\cellx1000\cellx2000\pard\intbl Light{inside}\cell Parks\cell\row\pard"
    text = rf"{{\rtf1\ansi {{\pntext 2.\tab}}Walk {listed} {ticked}{comment}\par {table}}}"
    (tmp_path / "plan.rtf").write_text(text, "ascii")

    assert shown(tmp_path / "plan.rtf") == (
        [["Light", "Parks"], ["in", "ner"]],
        ["2. Walk Grün ☒", "Is it funded?"],
        [],
    )


def test_rich_text_shows_signs_marks_boxes_and_white_on_dark_and_its_cells_at_their_places(tmp_path):
    _, extract = read_document(write_text(tmp_path / "plan.rtf", SEEN), PlanLooks())

    (table,) = [block for block in extract.blocks if isinstance(block, Table)]
    assert [[(one.words.text, one.column, one.columns, one.rows) for one in line] for line in table.rows] == [
        [("Ref", 0, 1, 1), ("Action", 1, 2, 1)],
        [("1", 0, 1, 2), ("✓ May 2026¹", 1, 1, 1), ("Parks", 2, 1, 1)],
        [("Walk", 1, 1, 1), ("Roads", 2, 1, 1)],
    ]
    assert [block.words.text for block in extract.blocks if isinstance(block, Paragraph)] == ["Words", "boxed"]
    assert extract.notes == (
        "1 hidden stretch of white text was left out (--hidden reads them)",
        "1 hidden stretch of text was left out (--hidden reads them)",
    )


SLIDES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def presentation(path, more=""):
    def written(text):
        return f"<a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody>"

    table = "".join("<a:tr>" + "".join(f"<a:tc>{written(text)}</a:tc>" for text in line) + "</a:tr>" for line in ROWS)
    title = '<p:sp><p:nvSpPr><p:cNvPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Plan</a:t></a:r></a:p></p:txBody></p:sp>'
    frame = f"<p:graphicFrame><a:tbl>{table}</a:tbl></p:graphicFrame>"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "_rels/.rels",
            RELATIONS.format(f'<Relationship Id="r" Type="{KIND}/officeDocument" Target="ppt/presentation.xml"/>'),
        )
        packed.writestr(
            "ppt/presentation.xml",
            f'<p:presentation {SLIDES}><p:sldIdLst><p:sldId r:id="a"/><p:sldId r:id="b"/></p:sldIdLst></p:presentation>',
        )
        packed.writestr(
            "ppt/_rels/presentation.xml.rels",
            RELATIONS.format(
                "".join(f'<Relationship Id="{name}" Type="{KIND}/slide" Target="slides/{name}.xml"/>' for name in "ab")
            ),
        )
        for name, show, inner in (("a", "1", title + frame + more), ("b", "0", title)):
            packed.writestr(
                f"ppt/slides/{name}.xml",
                f'<p:sld {SLIDES} show="{show}"><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:sld>',
            )
    return path


def test_numbers_that_slides_count_and_signs_of_symbol_fonts(tmp_path):
    def listed(text, kind, level=0, facts=""):
        return f'<a:p><a:pPr lvl="{level}"><a:buAutoNum type="{kind}" {facts}/></a:pPr><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p>'

    signs = (
        '<a:p><a:r><a:rPr><a:sym typeface="Wingdings"/></a:rPr><a:t>\uf0fc</a:t></a:r><a:r><a:t> done</a:t></a:r></a:p>'
    )
    entries = (
        listed("a", "arabicPeriod") + listed("b", "alphaLcParenBoth", 1, 'startAt="3"') + listed("c", "arabicPeriod")
    )
    shape = f"<p:sp><p:txBody>{entries}{signs}{listed('d', 'arabicPeriod')}</p:txBody></p:sp>"

    words = shown(presentation(tmp_path / "plan.pptx", shape))[1]
    assert words == ["Plan", "1. a", "(c) b", "2. c", "✓ done", "1. d"]


def test_an_office_file_is_told_by_its_main_part_with_a_number_in_its_name(tmp_path):
    main = f"<w:document {WORD}><w:body>{par('Plan')}</w:body></w:document>"

    assert shown(package(tmp_path / "plan.docx", "word/document2.xml", {"word/document2.xml": main}))[1] == ["Plan"]


def test_tables_of_slides_that_are_shown(tmp_path):
    rows, words, notes = shown(presentation(tmp_path / "plan.pptx"))

    assert (rows, words) == (ROWS, ["Plan"])
    assert notes == ["1 hidden slide was left out (--hidden reads them)"]


def message(path, *attached, body="See attached.\n\nA. Person, 01234 567890"):
    mail = email.message.EmailMessage()
    mail["Subject"], mail["From"], mail["Message-ID"] = "The plan", "person@example.org", "<1@example.org>"
    mail.set_content(body)
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(mail.as_bytes())
    return path


def test_a_message_gives_the_document_attached_and_none_of_its_own_words(tmp_path):
    plan = write_excel(tmp_path / "plan.xlsx", {"Plan": ROWS}).read_bytes()
    rows, words, notes = shown(message(tmp_path / "sent.eml", ("plan.xlsx", plan), ("photo.bin", bytes(range(256)))))

    assert (rows, words) == (ROWS, [])
    assert notes == [
        "'plan.xlsx', attached to it, was read",
        "not read: photo.bin: it is neither text nor a format known here",
    ]


def test_messages_in_messages_end(tmp_path):
    inner = b"1"
    for _ in range(6):
        inner = message(tmp_path / "sent.eml", ("sent.eml", inner), body="").read_bytes()

    with pytest.raises(UnreadableDocument, match="nothing attached to it can be read"):
        read_document(tmp_path / "sent.eml", PlanLooks())


def test_a_message_of_outlook_gives_what_is_attached_to_the_message_inside_it():
    rows, words, notes = shown(WRITTEN / "message-in-a-message.msg")

    assert (rows, words) == (ROWS, [])
    assert notes == [
        "'plan.csv', attached to it, was read",
        "not read: photo.png: it is neither text nor a format known here",
    ]


def put_in(kind, name, content):
    """A Word document that another one is put into as a whole."""
    document = f"<w:document {WORD}><w:body>{par('Before')}<w:altChunk r:id='a'/>{par('Behind')}</w:body></w:document>"
    parts = {
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relations(("a", "aFChunk", name)),
        f"word/{name}": content,
    }
    return {"main": "word/document.xml", "parts": parts} if kind == "word" else {}


CHUNKS = {
    "page.html": "<html><body><table>" + "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in ROWS) + "</table></body></html>",
    "part.rtf": r"{\rtf1 " + "".join(r"\trowd " + "".join(rf"\intbl {text}\cell " for text in line) + r"\row " for line in ROWS) + "}",
    "part.txt": "\n".join("\t".join(line) for line in ROWS),
}  # fmt: skip


@pytest.mark.parametrize("name", CHUNKS)
def test_a_document_put_into_a_word_document_is_read_in_its_place(tmp_path, name):
    rows, words, _ = shown(package(tmp_path / "plan.docx", **put_in("word", name, CHUNKS[name])))

    assert (rows, words) == (ROWS, ["Before", "Behind"])


STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_strict_document_shows_what_a_common_one_shows(tmp_path, ending):
    from papers import write_word

    common = tmp_path / f"common.{ending}"
    write_word(common, ROWS) if ending == "docx" else write_excel(common, {"Plan": ROWS})
    path = tmp_path / f"strict.{ending}"
    with zipfile.ZipFile(common) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for usual, strict in STRICT.items():
                part = part.replace(usual.encode(), strict.encode())
            new.writestr(name, part)

    assert shown(path) == shown(common)
    assert shown(path)[0] == ROWS


def encrypted(content, old, new):
    """An old Office document with the bytes that say that it is encrypted."""
    assert old in content
    place = content.index(old)
    return content[:place] + new + content[place + len(new) :]


def locked_open_document():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest='urn:x'><manifest:encryption-data/></manifest:manifest>",
        )
        packed.writestr("content.xml", bytes(range(256)))
    return made.getvalue()


INTERFACE, FILE_PASS = b"\xe1\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\xb0\x04"
WORD_FILE = b"\xec\xa5\x01\x01\x4d\x20\x09\x04\x00\x00\xf0\x12"
LOCKED = {
    "plan.xlsx": (WRITTEN / "locked.xlsx").read_bytes,
    "plan.pdf": (WRITTEN / "locked.pdf").read_bytes,
    "plan.xls": lambda: encrypted((WRITTEN / "excel-ref-number-format.xls").read_bytes(), INTERFACE, FILE_PASS),
    "plan.doc": lambda: encrypted((WRITTEN / "word-shown.doc").read_bytes(), WORD_FILE, WORD_FILE[:-1] + b"\x13"),
    "plan.ods": locked_open_document,
    "plan.odt": locked_open_document,
}  # fmt: skip


@pytest.mark.parametrize("name", LOCKED)
def test_a_document_that_a_password_locks_is_refused_with_what_to_do(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(LOCKED[name]())

    with pytest.raises(UnreadableDocument) as caught:
        read_document(path, PlanLooks())

    assert str(caught.value).startswith(f"{name}: it is locked by a password\n")
    assert "Open it with the password" in str(caught.value)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


def program(folder, script):
    """A stand-in for LibreOffice on the path."""
    path = folder / "soffice"
    path.write_text(
        f"#!{sys.executable}\nimport pathlib, sys, time\nout = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n{script}\n"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(folder)


def test_an_old_document_is_converted_where_libreoffice_is_installed(tmp_path, monkeypatch):
    from papers import write_word

    made = write_word(tmp_path / "made.docx", ROWS)
    script = f"out.mkdir(); (out / 'document.docx').write_bytes(pathlib.Path({str(made)!r}).read_bytes())"
    monkeypatch.setenv("PATH", program(tmp_path, script) + os.pathsep + os.environ["PATH"])
    (tmp_path / "plan.doc").write_bytes(OLD)

    rows, _, notes = shown(tmp_path / "plan.doc")

    assert rows == ROWS
    assert notes == ["converted by LibreOffice to .docx and read as that"]


def test_an_old_document_is_refused_where_libreoffice_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "plan.doc").write_bytes(OLD)

    with pytest.raises(UnreadableDocument, match=r"plan\.doc: it is a Word document of before 2007 \(\.doc\)"):
        read_document(tmp_path / "plan.doc", PlanLooks())


@pytest.mark.parametrize(
    "script, found",
    [("time.sleep(60)", "LibreOffice did not convert it in 1 seconds"), ("", "LibreOffice made nothing of it")],
)
def test_a_conversion_that_hangs_or_fails_is_ended_and_told(tmp_path, monkeypatch, script, found):
    monkeypatch.setattr(converted, "LONGEST_SECONDS", 1.0)
    monkeypatch.setenv("PATH", program(tmp_path, script) + os.pathsep + os.environ["PATH"])
    (tmp_path / "plan.doc").write_bytes(OLD)

    with pytest.raises(UnreadableDocument, match=found):
        read_document(tmp_path / "plan.doc", PlanLooks())


JSON = '{"title": "Plan", "actions": [{"ref": "1.1", "action": "Light the streets", "who": ["Parks", "Roads"]}, {"ref": "1.2", "action": "Run walks"}]}'


def test_json_and_xml_are_values_under_names(tmp_path):
    rows, words, _ = shown(write_text(tmp_path / "plan.json", JSON))
    assert (rows, words) == (
        [["ref", "action", "who"], ["1.1", "Light the streets", "Parks; Roads"], ["1.2", "Run walks", ""]],
        ["title: Plan"],
    )
    text = '<plan><item ref="1.1"><what>Light the <b>streets</b></what></item></plan>'
    _, extract = read_document(write_text(tmp_path / "plan.xml", text), PlanLooks())
    lines = [(block.words.text, block.lead.text, [one.tag for one in block.path]) for block in extract.blocks]
    assert lines == [
        ("ref: 1.1", "ref", ["plan", "item"]),
        ("what: Light the streets", "what", ["plan", "item", "what"]),
    ]


def test_excel_is_told_the_delimiter_and_that_numbers_are_text(tmp_path):
    rows, _, _ = shown(
        write_text(tmp_path / "plan.csv", 'sep=;\nRef;Action;Deadline\n="1.10";Light the streets;May 2026\n')
    )
    assert rows == [ROWS[0], ["1.10", "Light the streets", "May 2026"]]


def test_an_old_workbook_shows_signs_marks_formats_and_white_on_dark_and_nothing_that_is_not_seen():
    rows, _, notes = shown(WRITTEN / "excel-unseen.xls")

    headings = ["Ref", "Action", "Lead", "X"]
    assert rows == [
        headings,
        ["CC1", "✓"],
        ["March 2026", "31 March 2026¹", "31 March"],
        ["x", "zero height"],
        ["last", "row"],
    ]
    assert "sheet 'Plan': 1 hidden cell of white text was left out (--hidden reads them)" in notes
