"""Office documents that are one XML file show what their packed form shows."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

import base64
import zipfile

import pytest
from office_xml import par, row, run, shown, table, word
from papers import write_text

from cohesion_graph.documents import read_document
from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest.records.looks import PlanLooks

HEAD = ["Ref", "Action", "Deadline"]


def flat(packed, path):
    """A package as Word writes it into one XML file."""
    with zipfile.ZipFile(packed) as package:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:binaryData>{base64.encodebytes(package.read(name)).decode()}</pkg:binaryData></pkg:part>'
            if name.endswith(".bin")
            else f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{package.read(name).decode()}</pkg:xmlData></pkg:part>'
            for name in package.namelist()
        )
    start = '<?xml version="1.0" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    return write_text(path, f'{start}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>')  # fmt: skip


def test_a_flat_word_document_shows_what_the_packed_one_shows(tmp_path):
    body = par("Plan", '<w:pStyle w:val="Heading1"/>') + table(
        row(*HEAD),
        row(
            "1.1",
            run("Light ") + run("the ", "<w:vanish/>") + run("dark ", "<w:strike/>") + run("streets"),
            "March 2026",
        ),
    )
    made = word(tmp_path / "plan.docx", body, parts=[("word/media/a.bin", b"\0\1")])

    assert shown(flat(made, tmp_path / "plan.xml")) == shown(made)
    assert shown(made)[0] == ["Plan", HEAD, ["1.1", "Light streets", "March 2026"]]


def test_a_flat_package_is_checked_as_a_packed_one(tmp_path):
    part = '<pkg:part pkg:name="/word/document.xml"><pkg:binaryData>{}</pkg:binaryData></pkg:part>'
    start = '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    entities = base64.b64encode(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>').decode()
    bad = {"bad.xml": "abc", "entities.xml": entities, "nothing.xml": ""}
    found = {}
    for name, data in bad.items():
        path = write_text(tmp_path / name, f"{start}{part.format(data) if data else ''}</pkg:package>")
        with pytest.raises(UnreadableDocument) as caught:
            read_document(path, PlanLooks())
        found[name] = str(caught.value).split("\n")[0]

    assert found == {
        "bad.xml": "bad.xml: it is damaged (Incorrect padding)",
        "entities.xml": "entities.xml: its part word/document.xml declares XML entities",
        "nothing.xml": "nothing.xml: it holds no parts",
    }


WORD_2003 = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"
 xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:o="urn:schemas-microsoft-com:office:office" xml:space="preserve">
<o:DocumentProperties><o:Title>Northmoor plan</o:Title></o:DocumentProperties>
<w:lists>
<w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:nfc w:val="4"/><w:lvlText w:val="%1.%2"/></w:lvl></w:listDef>
<w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>
<w:styles><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>
<w:body><wx:sect><wx:sub-section>
<w:p><w:pPr><w:pStyle w:val="H1"/><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr></w:pPr><w:r><w:t>Welcoming</w:t></w:r></w:p>
<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>Ref</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Action</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Lead</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:pPr><w:listPr><w:ilvl w:val="1"/><w:ilfo w:val="1"/></w:listPr></w:pPr></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Light the </w:t></w:r><aml:annotation aml:id="1" w:type="Word.Deletion"><aml:content><w:r><w:delText>dark </w:delText></w:r></aml:content></aml:annotation><aml:annotation aml:id="2" w:type="Word.Insertion"><aml:content><w:r><w:t>main </w:t></w:r></aml:content></aml:annotation><w:r><w:t>streets</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t> secret</w:t></w:r><w:r><w:footnote><w:p><w:r><w:t>If funded.</w:t></w:r></w:p></w:footnote></w:r></w:p></w:tc>
<w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr><w:p><w:hlink w:dest="https://x.gov.uk"><w:r><w:t>Roads</w:t></w:r></w:hlink><aml:annotation aml:id="3" w:type="Word.Comment"><aml:content><w:p><w:r><w:t>Ask them.</w:t></w:r></w:p></aml:content></aml:annotation></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:pPr><w:listPr><w:ilvl w:val="1"/><w:ilfo w:val="1"/></w:listPr></w:pPr></w:p></w:tc><w:tc><w:p><w:r><w:t>Run walks</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>
</wx:sub-section><w:sectPr><w:hdr w:type="odd"><w:p><w:r><w:t>Header of each page</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sect></w:body></w:wordDocument>"""


def test_the_xml_of_word_2003_is_read_as_a_document_of_today(tmp_path):
    path = write_text(tmp_path / "plan.xml", WORD_2003)
    _, extract = read_document(path, PlanLooks())

    assert shown(path) == (
        [
            "1. Welcoming",
            ["Ref", "Action", "Lead"],
            ["1.a", "Light the main streets", "Roads"],
            ["1.b", "Run walks"],
            "1 If funded.",
            "[1] Ask them.",
        ],
        [
            "notes stand behind the table or paragraph they belong to, and carry no claim: 1 footnote, 1 comment",
            "1 hidden stretch of text was left out (--hidden reads them)",
        ],
    )
    assert (extract.title, extract.media_type) == ("Northmoor plan", "application/xml")


EXCEL_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:html="http://www.w3.org/TR/REC-html40">
<o:DocumentProperties><o:Title>Northmoor plan</o:Title></o:DocumentProperties>
<Styles><Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="Arial"/></Style>
<Style ss:ID="ref"><NumberFormat ss:Format="&quot;CC&quot;0"/></Style><Style ss:ID="share"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="month" ss:Parent="day"><NumberFormat ss:Format="mmm\\-yy"/></Style>
<Style ss:ID="gone"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="white"><Font ss:Color="#FFFFFF"/></Style></Styles>
<Names><NamedRange ss:Name="_FilterDatabase" ss:RefersTo="=Plan!R1C1:R5C5" ss:Hidden="1"/></Names>
<Worksheet ss:Name="Plan"><Table><Column ss:Index="4" ss:Hidden="1" ss:Span="1"/>
<Row><Cell><Data ss:Type="String">Ref</Data></Cell><Cell><Data ss:Type="String">Action</Data></Cell><Cell><Data ss:Type="String">Deadline</Data></Cell><Cell><Data ss:Type="String">Cost</Data></Cell><Cell ss:Index="6"><Data ss:Type="String">Done</Data></Cell></Row>
<Row><Cell ss:StyleID="ref"><Data ss:Type="Number">1</Data></Cell><Cell ss:MergeDown="1"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">Light <S>dark</S><B> main</B> streets</ss:Data><Comment ss:Author="Jo"><ss:Data><B>Jo:</B> ask &amp; see</ss:Data></Comment></Cell><Cell ss:StyleID="day"><Data ss:Type="DateTime">2026-03-31T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">900</Data></Cell><Cell ss:Index="6" ss:StyleID="share" ss:Formula="=RC[-1]"><Data ss:Type="Number">0.5</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:StyleID="ref"><Data ss:Type="Number">2</Data></Cell><Cell ss:StyleID="gone"><Data ss:Type="String">Close baths</Data></Cell><Cell ss:StyleID="month"><Data ss:Type="DateTime">2026-09-01T00:00:00.000</Data></Cell><Cell ss:Index="6"><Data ss:Type="Error">#N/A</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">secret</Data></Cell></Row>
<Row><Cell ss:StyleID="white"><Data ss:Type="String">unseen</Data></Cell><Cell><Data ss:Type="String">Run walks&#10;in May</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Old"><Table><Row><Cell><Data ss:Type="String">old</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"""


def test_the_xml_of_excel_2003_is_read_as_a_workbook_of_today(tmp_path):
    path = write_text(tmp_path / "plan.xml", EXCEL_2003)
    _, extract = read_document(path, PlanLooks())

    assert shown(path) == (
        [
            "Plan",
            ["Ref", "Action", "Deadline", "Done"],
            ["CC1", "Light  main streets", "2026-03-31", "50.00%"],
            ["CC2", "", "September 2026"],
            ["Run walks\nin May"],
            "B2: Jo: ask & see",
        ],
        [
            "sheet 'Plan': 1 cell shows an error, which is read as nothing: F4 #N/A",
            "the hidden sheet 'Old' was left out (--hidden reads it)",
            "sheet 'Plan': 1 hidden row was left out (--hidden reads them)",
            "sheet 'Plan': 1 hidden column was left out (--hidden reads them)",
            "sheet 'Plan': 1 hidden cell of white text was left out (--hidden reads them)",
        ],
    )
    assert (extract.title, extract.media_type) == ("Northmoor plan", "application/xml")


def test_rows_and_cells_far_away_cost_nothing_and_too_many_are_refused(tmp_path):
    far = '<Row ss:Index="1048576"><Cell ss:Index="16384"><Data ss:Type="String">{}</Data></Cell></Row>'
    start, data, end = EXCEL_2003.partition("<Row>")[0], "", "</Table></Worksheet></Workbook>"
    assert shown(write_text(tmp_path / "far.xml", start + far.format("last") + end))[0] == [["last"]]
    data = "<a/>" * 1_500_001
    with pytest.raises(UnreadableDocument, match=r"many\.xml: it has 1,500,0\d\d tags"):
        shown(write_text(tmp_path / "many.xml", start + data + end))


FLAT_OPEN = '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:mimetype="application/vnd.oasis.opendocument.{kind}"><office:meta><dc:title>Northmoor plan</dc:title></office:meta><office:styles><style:style style:name="gone" style:family="text"><style:text-properties text:display="none"/></style:style></office:styles><office:automatic-styles><style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>'


def test_flat_texts_and_workbooks_of_libreoffice_are_read_as_packed_ones(tmp_path):
    body = '<text:p>Light <text:span text:style-name="gone">dark </text:span>streets</text:p>'
    text = write_text(tmp_path / "plan.fodt", FLAT_OPEN.format(kind="text", body=body))
    cells = '<table:table table:name="{}" table:style-name="{}"><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row></table:table>'
    sheets = cells.format("Plan", "", "Run walks") + cells.format("Old", "off", "secret")
    book = write_text(tmp_path / "plan.fods", '<?xml version="1.0"?>' + FLAT_OPEN.format(kind="spreadsheet", body=sheets))  # fmt: skip
    _, extract = read_document(text, PlanLooks())

    assert shown(text) == (["Light streets"], ["1 hidden stretch of text was left out (--hidden reads them)"])
    assert shown(book) == (["Plan", ["Run walks"]], ["the hidden sheet 'Old' was left out (--hidden reads it)"])
    assert extract.title == "Northmoor plan"

    with zipfile.ZipFile(tmp_path / "both.zip", "w") as packed:
        packed.write(book, "a/plan.fods")
        packed.write(text, "b/plan.fodt")
    rows, _ = shown(tmp_path / "both.zip")
    assert rows == ["a/plan.fods", "Plan", ["Run walks"], "b/plan.fodt", "Light streets"]
