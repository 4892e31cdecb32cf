"""Workbooks element by element: what the sheet shows is what is read, and what the workbook states is its structure."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest
from office_xml import EXCEL, excel, line, relations, shown

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.records.looks import PlanLooks

HEADINGS = line(1, "Ref", "Action", "Lead")
FONTS = '<fonts><font/><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font><font><color theme="0" tint="-0.5"/></font><font><color indexed="9"/></font><font><name val="Wingdings"/></font></fonts>'
FILLS = '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor theme="0"/></patternFill></fill></fills>'
FORMATS = [(0, 0), (1, 0), (2, 0), (4, 0), (1, 2), (1, 1), (3, 0), (5, 0)]
"""Fonts and fills: plain, then white in four ways, then white on dark, grey, signs."""
STYLES = f'<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts>{FONTS}{FILLS}<cellXfs>{"".join(f"""<xf fontId="{font}" fillId="{fill}"/>""" for font, fill in FORMATS)}<xf numFmtId="170"/></cellXfs>'
NOTHING = len(FORMATS)


def sheet(*rows, before="", behind=""):
    return f"{before}<sheetData>{''.join(rows)}</sheetData>{behind}"


def book(tmp_path, *rows, **how):
    outside = {name: how.pop(name) for name in ("before", "behind") if name in how}
    return excel(tmp_path / "plan.xlsx", sheet(*rows, **outside), styles=STYLES, **how)


@pytest.mark.parametrize("style", [1, 2, 3, 4])
def test_white_cells_are_left_out_and_told_and_read_where_asked(tmp_path, style):
    path = book(tmp_path, HEADINGS, line(2, "1", "Light", "Parks"), line(3, "9", "secret", style=style))

    assert shown(path) == (
        [["Ref", "Action", "Lead"], ["1", "Light", "Parks"]],
        ["sheet 'Plan': 2 hidden cells of white text were left out (--hidden reads them)"],
    )
    assert shown(path, with_hidden=True)[0][-1] == ["9", "secret"]


@pytest.mark.parametrize("style", [5, 6])
def test_white_on_a_dark_ground_and_grey_are_seen(tmp_path, style):
    assert shown(book(tmp_path, line(1, "Ref", "Action", style=style)))[0] == [["Ref", "Action"]]


@pytest.mark.parametrize(
    "behind", ['<conditionalFormatting sqref="A1:B1 D4"><cfRule/></conditionalFormatting>', '<tableParts><tablePart r:id="t"/></tableParts>']
)  # fmt: skip
def test_white_where_a_condition_or_a_tables_style_may_put_a_ground_is_seen(tmp_path, behind):
    how = {} if "tablePart" not in behind else stated_table("A1:B2")
    path = book(tmp_path, line(1, "Ref", "Action", style=1), line(2, "1", "Light"), behind=behind, **how)

    assert shown(path)[0] == [["Ref", "Action"], ["1", "Light"]]


def test_a_format_that_shows_nothing_hides_its_cell(tmp_path):
    number = f'<c r="C2" s="{NOTHING}"><v>5</v></c>'
    hidden = f'<c r="B2" s="{NOTHING}" t="inlineStr"><is><t>secret</t></is></c>'
    path = book(tmp_path, HEADINGS, line(2, "1", hidden, number))

    assert shown(path) == (
        [["Ref", "Action", "Lead"], ["1"]],
        ["sheet 'Plan': 2 hidden cells were left out (--hidden reads them)"],
    )
    assert shown(path, with_hidden=True)[0][1] == ["1", "secret", "5"]


def test_signs_of_symbol_fonts_and_marks_above_the_line(tmp_path):
    raised = '<c r="B1" t="inlineStr"><is><r><t>31 March 2026</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>'
    signs = '<c r="C1" t="inlineStr"><is><r><rPr><rFont val="Wingdings 2"/></rPr><t>P</t></r><r><rPr><rFont val="Arial"/></rPr><t> done</t></r></is></c>'
    path = book(tmp_path, line(1, '<c r="A1" s="7" t="inlineStr"><is><t>ü</t></is></c>', raised, signs))

    assert shown(path)[0] == [["✓", "31 March 2026¹", "✓ done"]]


STRUCK = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>'


@pytest.mark.parametrize(
    "runs, standing",
    [
        ("<t>Old</t>", ""),
        ("<r><t>Old </t></r><r><rPr/><t>New</t></r>", "New"),
        ("<r><rPr><strike/></rPr><t>Old </t></r><r><rPr><b/></rPr><t>New</t></r>", "New"),
    ],
)
def test_runs_of_a_struck_cell_are_struck_but_where_they_say_otherwise(tmp_path, runs, standing):
    texts = f"<sst {EXCEL}><si>{runs}</si></sst>"
    cells = f'<row r="1"><c r="A1" s="1" t="inlineStr"><is>{runs}</is></c><c r="B1" s="1" t="s"><v>0</v></c></row>'
    with_texts = relations(
        ("a", "worksheet", "worksheets/a.xml"),
        ("s", "styles", "styles.xml"),
        ("t", "sharedStrings", "sharedStrings.xml"),
    )
    parts = [("xl/sharedStrings.xml", texts), ("xl/_rels/workbook.xml.rels", with_texts)]
    path = excel(tmp_path / "plan.xlsx", sheet(cells), styles=STRUCK, parts=parts)

    assert shown(path)[0] == [[standing, standing]]


def test_boxes_noughts_and_days_are_read_as_the_sheet_shows_them(tmp_path):
    box = '<extLst><ext><p:xfComplement i="0" xmlns:p="http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"/></ext></extLst>'
    styles = f'<numFmts><numFmt numFmtId="170" formatCode="mmm yyyy"/></numFmts><cellXfs><xf/><xf>{box}</xf><xf numFmtId="170"/></cellXfs>'
    cells = '<row r="1"><c r="A1" s="1" t="b"><v>1</v></c><c r="B1" s="1" t="b"><v>0</v></c><c r="C1"><v>0</v></c><c r="D1" s="2" t="d"><v>2026-03-31T09:00:00</v></c><c r="E1" t="d"><v>2026-03-31</v></c></row>'
    views = '<sheetViews><sheetView showZeros="0"/></sheetViews>'

    path = excel(tmp_path / "plan.xlsx", sheet(cells, before=views), styles=styles)
    assert shown(path)[0] == [["☒", "☐", "March 2026", "2026-03-31"]]


CONDITIONS = [
    '<cfRule type="expression" dxfId="1"><formula>$A1="Done"</formula></cfRule>',
    '<cfRule type="iconSet"><iconSet showValue="0"/></cfRule>',
]


@pytest.mark.parametrize("rule", CONDITIONS)
def test_what_a_condition_may_strike_out_or_show_otherwise_is_told(tmp_path, rule):
    styles = f"<dxfs><dxf><font><b/></font></dxf><dxf><font><strike/></font></dxf></dxfs>{STYLES}"
    behind = f'<conditionalFormatting sqref="B2:B9">{rule}</conditionalFormatting>'
    path = excel(tmp_path / "plan.xlsx", sheet(HEADINGS, behind=behind), styles=styles)

    told = "a condition may strike out what cells show, or show signs or other words for it: B2:B9 was read as stored"
    assert shown(path)[1] == [f"sheet 'Plan': {told}"]
    plain = behind.replace('dxfId="1"', 'dxfId="0"').replace('showValue="0"', "")
    assert shown(excel(path, sheet(HEADINGS, behind=plain), styles=styles))[1] == []


@pytest.mark.parametrize("facts", ['hidden="1"', 'ht="0" customHeight="1"', 'ht="0.75" customHeight="1"'])
def test_rows_without_height_are_hidden(tmp_path, facts):
    path = book(tmp_path, HEADINGS, line(2, "9", "secret", "x", facts=facts), line(3, "1", "Light", "Parks"))

    assert shown(path) == (
        [["Ref", "Action", "Lead"], ["1", "Light", "Parks"]],
        ["sheet 'Plan': 1 hidden row was left out (--hidden reads them)"],
    )


@pytest.mark.parametrize("width", ["0", "0.08"])
def test_columns_without_width_are_hidden(tmp_path, width):
    before = f'<cols><col min="3" max="3" width="{width}" customWidth="1"/></cols>'
    path = book(tmp_path, HEADINGS, line(2, "1", "Light", "secret"), before=before)

    assert shown(path)[0] == [["Ref", "Action"], ["1", "Light"]]


def test_comments_that_answer_each_other_are_notes(tmp_path):
    text = "[Threaded comment]\n\nYour version of Excel allows you to read this."
    old = f'<comments {EXCEL}><authors><author>tc=1</author></authors><commentList><comment ref="B2" authorId="0"><text><t>{text}</t></text></comment></commentList></comments>'
    new = '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="B2"><text>Is it funded?</text></threadedComment><threadedComment ref="B2"><text>Yes.</text></threadedComment></ThreadedComments>'
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    path = book(
        tmp_path,
        HEADINGS,
        line(2, "1", "Light", "Parks"),
        parts=[("xl/comments1.xml", old), ("xl/threaded.xml", new)],
        stated=[("c", "comments", "../comments1.xml"), ("t", kind, "../threaded.xml")],
    )

    assert shown(path)[0][2:] == ["B2: Is it funded?", "B2: Yes."]


def stated_table(area, name="Actions", more=""):
    """How a workbook states a table."""
    text = f'<table {EXCEL} id="1" name="{name}" displayName="{name}" ref="{area}" {more}/>'
    return {"parts": [("xl/tables/t.xml", text)], "stated": [("t", "table", "../tables/t.xml")]}


SURROUNDED = [
    line(1, "Northmoor plan 2026"),
    line(3, "Ref", "Action", "Lead", "", "RAG"),
    line(4, "1", "Light the streets", "Parks Team", "", "Green: on track"),
    line(5, "2", "Run walks", "Roads Team", "", "Red: late"),
    line(6, "Total", "", '<c r="C6"><v>2</v></c>'),
    line(8, "Prepared by the programme office"),
]


def places(path):
    """Place, headings and rows of each table."""
    tables = [block for block in read_document(path, PlanLooks())[1].blocks if isinstance(block, Table)]
    return [
        (one.place, [c.words.text for r in one.rows for c in r if c.is_heading], [[c.words.text for c in r] for r in one.rows])
        for one in tables
    ]  # fmt: skip


def test_a_table_that_the_workbook_states_ends_where_it_says(tmp_path):
    path = book(tmp_path, *SURROUNDED, **stated_table("A3:C6", more='totalsRowCount="1"'))

    headings = ["Ref", "Action", "Lead"]
    rows = [headings, ["1", "Light the streets", "Parks Team"], ["2", "Run walks", "Roads Team"]]
    assert places(path) == [("table 'Actions' of sheet 'Plan'", headings, rows)]
    lines = [one for one in shown(path)[0] if isinstance(one, str)]
    assert lines == [
        "Northmoor plan 2026",
        "RAG",
        "Green: on track",
        "Red: late",
        "Total 2",
        "Prepared by the programme office",
    ]
    draft = read_documents([path])
    assert list(draft.dataset.actions) == ["1", "2"]
    assert draft.dataset.title == "Northmoor plan 2026"


def test_rows_that_go_on_below_a_stated_table_are_read_with_it_and_told(tmp_path):
    rows = [line(n, str(n), f"Action {n}", "Parks Team") for n in range(2, 6)]
    path = book(tmp_path, HEADINGS, *rows, **stated_table("A1:C3"))

    assert [len(rows) for _, _, rows in places(path)] == [5]
    assert shown(path)[1] == [
        "sheet 'Plan': the table 'Actions' ends in row 3, and 2 rows go on right below it: read as part of it"
    ]


def test_a_table_stated_without_headings_has_none(tmp_path):
    path = book(
        tmp_path, line(1, "1", "Light"), line(2, "2", "Walk"), **stated_table("A1:B2", more='headerRowCount="0"')
    )

    assert places(path) == [("table 'Actions' of sheet 'Plan'", [], [["1", "Light"], ["2", "Walk"]])]


NAMES = {
    "a range that a name was given to": "<definedName name=\"Plan_actions\">'Plan'!$A$3:$C$5</definedName>",
    "a range that begins below its headings": '<definedName name="Plan_actions">Plan!$A$4:$C$5</definedName>',
}


@pytest.mark.parametrize("name", NAMES)
def test_a_named_range_is_a_table_with_the_headings_above_it(tmp_path, name):
    path = book(tmp_path, *SURROUNDED, names=NAMES[name])

    headings = ["Ref", "Action", "Lead"]
    place, stated, rows = places(path)[0]
    assert (place, stated, len(rows)) == ("named range 'Plan_actions' of sheet 'Plan'", headings, 4)
    # the row of totals goes on right below: nothing states that it is one
    told = "the named range 'Plan_actions' begins below its headings in row 3: they were read with it"
    assert (f"sheet 'Plan': {told}" in shown(path)[1]) == ("below" in name)


OTHERS = {
    "of a formula": '<definedName name="Actions">OFFSET(Plan!$A$1,0,0,5,3)</definedName>',
    "of one column": '<definedName name="Leads">Plan!$C$3:$C$5</definedName>',
    "of another sheet": '<definedName name="Actions">Other!$A$3:$C$5</definedName>',
    "that is hidden": '<definedName name="Actions" hidden="1">Plan!$A$3:$C$5</definedName>',
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_name_of_no_table_changes_nothing(tmp_path, name):
    assert [place for place, _, _ in places(book(tmp_path, *SURROUNDED, names=OTHERS[name]))] == ["sheet 'Plan'"]


@pytest.mark.parametrize(
    "stated",
    [
        {"behind": '<autoFilter ref="A3:E6"/>'},
        {"names": '<definedName name="_xlnm.Print_Titles" localSheetId="0">Plan!$A:$A,Plan!$3:$3</definedName>'},
    ],
)
def test_filters_and_titles_of_pages_state_which_row_holds_the_headings(tmp_path, stated):
    assert places(book(tmp_path, *SURROUNDED, **stated))[0][1] == ["Ref", "Action", "Lead", "RAG"]


def test_rows_that_the_filter_of_a_table_hides_are_filtered(tmp_path):
    how = stated_table("A1:C3")
    filtered = how["parts"][0][1].replace(
        "/>", '><autoFilter ref="A1:C3"><filterColumn colId="0"/></autoFilter></table>'
    )
    rows = [line(2, "9", "secret", "x", facts='hidden="1"'), line(3, "1", "Light", "Parks")]
    path = book(tmp_path, HEADINGS, *rows, parts=[("xl/tables/t.xml", filtered)], stated=how["stated"])

    assert shown(path)[1] == ["sheet 'Plan': 1 hidden filtered row was left out (--hidden reads them)"]


def test_a_rating_in_the_colour_of_its_cell_is_read_as_that_colour_and_other_such_words_are_left_out(tmp_path):
    styles = (
        '<fonts><font/><font><color rgb="FFFF0000"/></font></fonts>'
        '<fills><fill/><fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill></fills>'
        '<cellXfs><xf/><xf fontId="1" fillId="1"/></cellXfs>'
    )
    rated = '<c r="C2" s="1" t="inlineStr"><is><t>R</t></is></c>'
    secret = '<c r="B3" s="1" t="inlineStr"><is><t>secret</t></is></c>'
    rows = line(1, "Ref", "Action", "Status") + line(2, "1", "Walk", rated) + line(3, "2", secret)
    path = excel(tmp_path / "plan.xlsx", f"<sheetData>{rows}</sheetData>", styles=styles)

    assert shown(path) == (
        [["Ref", "Action", "Status"], ["1", "Walk", "🟥"], ["2"]],
        ["sheet 'Plan': 1 hidden cell of text in the colour of its ground was left out (--hidden reads them)"],
    )
    assert shown(path, with_hidden=True)[0][1:] == [["1", "Walk", "R"], ["2", "secret"]]
