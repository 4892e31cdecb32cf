"""Words that stand in drawings: diagrams, text boxes over the cells of a sheet, check boxes of a form."""

# ruff: noqa: E501 - a drawing stands on one line

from __future__ import annotations

import zipfile

from office_xml import excel, line, par, relations, row, run, shown, table, word
from test_more_formats import presentation

DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
DIAGRAM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
SHEET = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
POINTS = "".join(
    f'<dgm:pt modelId="{text}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
    for text in ("Plan", "Do")
)
WORDS = f"<dgm:dataModel {DIAGRAM} {DRAWING}><dgm:ptLst>{POINTS}<dgm:pt modelId='3' type='parTrans'/></dgm:ptLst></dgm:dataModel>"
SHOWN = f'<a:graphic {DRAWING}><a:graphicData><dgm:relIds {DIAGRAM} r:dm="dm" r:lo="x"/></a:graphicData></a:graphic>'


def test_the_words_of_a_diagram_in_a_word_document_stand_behind_its_paragraph_or_table(tmp_path):
    drawn = f"<w:r><w:drawing>{SHOWN}</w:drawing></w:r>"
    data = {"parts": [("word/diagrams/data1.xml", WORDS)], "stated": [("dm", "diagramData", "diagrams/data1.xml")]}
    body = par(run("Before") + drawn) + table(row("Ref", par(run("Action") + drawn)))

    assert shown(word(tmp_path / "plan.docx", body, **data)) == (
        ["Before", "Plan", "Do", ["Ref", "Action"], "Plan", "Do"],
        [],
    )


def test_words_over_the_cells_of_a_sheet_stand_behind_them_without_hidden_ones(tmp_path):
    def shape(text, facts=""):
        return f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="T" {facts}/></xdr:nvSpPr><xdr:txBody>{text}</xdr:txBody></xdr:sp>'

    text = '<a:p><a:r><a:t>As at </a:t></a:r><a:r><a:t>May 2026</a:t></a:r></a:p><a:p><a:r><a:rPr strike="sngStrike"/><a:t>old</a:t></a:r></a:p>'
    secret = "<a:p><a:r><a:t>secret</a:t></a:r></a:p>"
    hidden = shape(secret, 'hidden="1"')
    drawing = f"<xdr:wsDr {SHEET} {DRAWING}><xdr:twoCellAnchor>{shape(text)}{hidden}</xdr:twoCellAnchor></xdr:wsDr>"
    sheet = f'<sheetData>{line(1, "Ref", "Action")}{line(2, "1", "Walk")}</sheetData><drawing r:id="d"/>'
    book = excel(tmp_path / "plan.xlsx", sheet, parts=[("xl/drawings/d.xml", drawing)], stated=[("d", "drawing", "../drawings/d.xml")])  # fmt: skip

    assert shown(book) == ([["Ref", "Action"], ["1", "Walk"], "As at May 2026"], [])


def test_check_boxes_of_a_form_stand_in_the_empty_cells_that_they_begin_in(tmp_path):
    def control(number, row):
        place = f"<from><xdr:col>2</xdr:col><xdr:row>{row}</xdr:row></from>"
        return f'<control {SHEET} shapeId="{number}" r:id="c{number}"><controlPr><anchor>{place}</anchor></controlPr></control>'

    rows = line(1, "Ref", "Action", "Done") + line(2, "1", "Walk") + line(3, "2", "Run") + line(4, "3", "Swim", "later")
    sheet = f"<sheetData>{rows}</sheetData><controls>{control(1, 1)}{control(2, 2)}{control(3, 3)}</controls>"
    box = '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox" {}/>'
    states = {1: box.format('checked="Checked"'), 2: box.format(""), 3: box.format("")}
    parts = [(f"xl/ctrlProps/c{number}.xml", state) for number, state in states.items()]
    stated = [(f"c{number}", "ctrlProp", f"../ctrlProps/c{number}.xml") for number in states]

    assert shown(excel(tmp_path / "plan.xlsx", sheet, parts=parts, stated=stated)) == (
        [["Ref", "Action", "Done"], ["1", "Walk", "☒"], ["2", "Run", "☐"], ["3", "Swim", "later"]],
        [],
    )


def test_how_somebody_else_looks_at_a_sheet_says_nothing_of_it(tmp_path):
    rows = line(1, "Ref", "Action") + line(2, "1", "Walk") + line(3, "2", "secret", facts='hidden="1"')
    view = '<customSheetViews><customSheetView guid="{1}"><autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter></customSheetView></customSheetViews>'

    assert shown(excel(tmp_path / "plan.xlsx", f"<sheetData>{rows}</sheetData>{view}")) == (
        [["Ref", "Action"], ["1", "Walk"]],
        ["sheet 'Plan': 1 hidden row was left out (--hidden reads them)"],
    )


def test_a_slide_is_shown_with_the_words_of_its_diagrams(tmp_path):
    frame = (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="D"/></p:nvGraphicFramePr>{SHOWN}</p:graphicFrame>'
    )
    path = tmp_path / "plan.pptx"
    presentation(path, frame)
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("ppt/diagrams/data1.xml", WORDS)
        made.writestr("ppt/slides/_rels/a.xml.rels", relations(("dm", "diagramData", "../diagrams/data1.xml")))

    assert [one for one in shown(path)[0] if isinstance(one, str)] == ["Plan", "Plan", "Do"]
