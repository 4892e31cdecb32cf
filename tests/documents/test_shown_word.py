"""Word documents element by element: what the page shows is what is read, and what it hides is not."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest
from office_xml import WORD, cell, par, row, run, shown, table, word

HEADINGS = row("Ref", "Action", "Lead")
WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'


def control(facts, content):
    return f"<w:sdt><w:sdtPr>{facts}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def mark(kind, inner=""):
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def field(instruction, result=""):
    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def box(text):
    return f"<w:txbxContent>{par(text)}</w:txbxContent>"


def forms(choice, fallback, required="wps"):
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="{required}">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>'


def empty(instruction):
    """A field without a result."""
    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('end')}"


TICKED = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
ONE_FIELD_IN_ANOTHER = f"{mark('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{field('REF a', run('CS'))}{mark('separate')}{run('Customer Services')}{mark('end')}"

PARAGRAPHS = {
    "a simple field": (f'<w:fldSimple w:instr="REF x">{run("Parks")}</w:fldSimple>', ["Parks"]),
    "a field in the instruction of a field": (ONE_FIELD_IN_ANOTHER, ["Customer Services"]),
    "a field in the result of a field": (field("IF", field("REF a", run("inner")) + run(" outer")), ["inner outer"]),
    "a legacy box ticked by default": (mark("begin", "<w:ffData><w:checkBox><w:default/></w:checkBox></w:ffData>") + mark("end"), ["☒"]),
    "a control that is not filled in": (control("<w:showingPlcHdr/>", run("Click here")) + run("kept"), ["kept"]),
    "a box ticked": (control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', run("x")), ["☒"]),
    "hyphens that do not break, and those that may": ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1 in</w:t><w:softHyphen/><w:t>for\u00adma\u200btion</w:t></w:r>", ["A-1 information"]),
    "signs of symbol fonts": ('<w:r><w:sym w:font="Wingdings 3" w:char="F068"/></w:r>' + run(" ü", '<w:rFonts w:ascii="Wingdings"/>') + run("D", '<w:rFonts w:ascii="Symbol"/>'), ["↑ ✓Δ"]),
    "a mark of a note typed above the line": (run("31 March 2026") + run("1", '<w:vertAlign w:val="superscript"/>'), ["31 March 2026¹"]),
    "a day's ending above the line": (run("1") + run("st", '<w:vertAlign w:val="superscript"/>'), ["1st"]),
    "a box ticked and hidden, as its sign is": (control(TICKED, run("☒", "<w:vanish/>")) + run("kept"), ["kept"]),
    "a sign that a field names": (empty("SYMBOL 252 \\f &quot;Wingdings&quot; \\s 10") + run(" done"), ["✓ done"]),
    "a place to click that nobody wrote over": (empty("MACROBUTTON NoMacro [Click here]") + run("kept"), ["kept"]),
    "a mark for the index": (run("a ") + empty("XE &quot;Parks&quot;") + run("b"), ["a b"]),
    "numbers and smileys of a symbol font": ('<w:r><w:sym w:font="Wingdings" w:char="F081"/><w:sym w:font="Wingdings" w:char="F04B"/></w:r>', ["①😐"]),
    "a text box in its two forms": (run("para") + forms(f"<w:drawing><wps:txbx>{box('boxed')}</wps:txbx></w:drawing>", f"<w:pict><v:textbox>{box('boxed')}</v:textbox></w:pict>"), ["para", "boxed"]),
    "a form that is not known yet": (forms("<w:t>new</w:t>", "<w:t>old</w:t>", "new"), ["old"]),
    "a form of Office's own": (forms("<w:t>new</w:t>", "<w:t>old</w:t>", "w14"), ["new"]),
    "white on a ground of its own": (run("seen", WHITE + DARK), ["seen"]),
    "white, lit": (run("seen", WHITE + '<w:highlight w:val="darkBlue"/>'), ["seen"]),
    "grey": (run("seen", '<w:color w:val="D9D9D9" w:themeColor="background1"/>'), ["seen"]),
    "white in a text box": (f"<w:r><w:pict><v:textbox><w:txbxContent>{par(run('seen', WHITE))}</w:txbxContent></v:textbox></w:pict></w:r>", ["seen"]),
}  # fmt: skip


BLOCKS = {
    "a field whose instruction goes on in the next paragraph": (par(run("a ") + mark("begin") + "<w:r><w:instrText>IF x = y</w:instrText></w:r>") + par(run("inside") + mark("separate") + run("b") + mark("end")), ["a", "b"]),
    "a field that never ends": (par(mark("begin") + run("inside")) + par("seen"), ["seen"]),
    "numbers that fields count": (par(empty("AUTONUM") + run(" Light")) + par('<w:fldSimple w:instr=" AUTONUM "/>' + run(" Walk")), ["1. Light", "2. Walk"]),
    "numbers that fields count in lists": (par(empty("LISTNUM \\l 1") + run(" Light ") + empty("LISTNUM NumberDefault \\l 2") + run(" main ") + empty("LISTNUM \\l 2") + run(" streets")) + par(empty("LISTNUM LegalDefault \\l 1") + empty("LISTNUM LegalDefault \\l 2 \\s 4") + run(" Walk")) + par(empty("LISTNUM") + run(" Mend")), ["1) Light a) main b) streets", "1.1.4. Walk", "2) Mend"]),
    "a paragraph whose end is hidden": (par(run("Light"), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + par(run(" the streets")), ["Light the streets"]),
    "paragraphs in two forms": (f'<mc:AlternateContent><mc:Choice Requires="wps">{par("new")}</mc:Choice><mc:Fallback>{par("old")}</mc:Fallback></mc:AlternateContent>', ["new"]),
    "paragraphs in a form of tomorrow": (f'<mc:AlternateContent><mc:Choice Requires="new">{par("new")}</mc:Choice><mc:Fallback>{par("old")}</mc:Fallback></mc:AlternateContent>', ["old"]),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_paragraphs_are_read_as_they_are_printed(tmp_path, name):
    body, expected = BLOCKS[name]

    assert shown(word(tmp_path / "plan.docx", body))[0] == expected


def test_a_field_whose_value_is_stored_nowhere_is_told(tmp_path):
    path = word(tmp_path / "plan.docx", par(empty("LISTNUM Own") + run("a")) + par('<w:fldSimple w:instr="=1+1"/>'))

    told = "2 fields show values stored nowhere: update the fields in Word (F9) and save it"
    assert shown(path) == (["a"], [told])


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_words_are_read_as_they_are_printed(tmp_path, name):
    body, expected = PARAGRAPHS[name]

    assert shown(word(tmp_path / "plan.docx", par(body)))[0] == expected


UNSEEN = {
    "white": (run("secret", WHITE), "white text"),
    "white of the theme": (run("secret", '<w:color w:val="FFFFFF" w:themeColor="background1"/>'), "white text"),
    "white on white": (run("secret", WHITE + '<w:shd w:val="clear" w:fill="FFFFFF"/>'), "white text"),
    "white by its style": (run("secret", '<w:rStyle w:val="White"/>'), "white text"),
    "of one point": (run("secret", '<w:sz w:val="2"/>'), "text"),
    "hidden by its style": (run("secret", '<w:rStyle w:val="Hidden"/>'), "text"),
}
STYLES = "".join(
    f'<w:style w:type="character" w:styleId="{name}"><w:rPr>{facts}</w:rPr></w:style>'
    for name, facts in (("White", WHITE), ("Hidden", "<w:vanish/>"))
)


@pytest.mark.parametrize("name", UNSEEN)
def test_words_that_nobody_sees_are_left_out_and_told_and_read_where_asked(tmp_path, name):
    hidden, kind = UNSEEN[name]
    path = word(tmp_path / "plan.docx", par(hidden + run("seen")), styles=STYLES)

    assert shown(path) == (["seen"], [f"1 hidden stretch of {kind} was left out (--hidden reads them)"])
    assert shown(path, with_hidden=True)[0] == ["secretseen"]


DELETED = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
ROWS = {
    "controls around a cell and rows": ([row("1", control("", cell("Light")), "Parks"), control("<w15:repeatingSection/>", control("<w15:repeatingSectionItem/>", row("2", "Walk", "Roads")))], [["1", "Light", "Parks"], ["2", "Walk", "Roads"]]),
    "a cell joined to the one beside it in the old way": ([row(cell("1", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "Parks")], [["1", "Parks"]]),
    "rows, cells and their paragraphs in two forms": ([forms(row("1", "<w:tc>" + forms(par("Light"), par("old"))[5:-6] + "</w:tc>", "Parks"), row("9", "old", "x"))[5:-6]], [["1", "Light", "Parks"]]),
    "the end of a cell's last paragraph deleted": ([row("1", cell(par(run("Light"), DELETED)), "Parks")], [["1", "Light", "Parks"]]),
    "a row as low as a line": ([row("9", "secret", "x", facts='<w:trHeight w:val="2" w:hRule="exact"/>'), row("1", "Light", "Parks")], [["1", "Light", "Parks"]]),
    "a white cell": ([row("1", "Light", cell(par(run("secret", WHITE))))], [["1", "Light", ""]]),
    "white words in a dark cell": ([row("1", "Light", cell(par(run("Parks", WHITE)), DARK))], [["1", "Light", "Parks"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_rows_are_read_as_they_are_printed(tmp_path, name):
    rows, expected = ROWS[name]

    assert shown(word(tmp_path / "plan.docx", table(HEADINGS, *rows)))[0] == [["Ref", "Action", "Lead"], *expected]


def test_white_headings_on_the_ground_of_the_tables_style_are_seen(tmp_path):
    style = f'<w:style w:type="table" w:styleId="Grid"><w:tblStylePr w:type="firstRow"><w:tcPr>{DARK}</w:tcPr></w:tblStylePr></w:style>'
    headings = row(*(cell(par(run(text, WHITE))) for text in ("Ref", "Action", "Lead")))
    body = table(headings, row("1", "Light", "Parks"), facts='<w:tblStyle w:val="Grid"/>')

    assert shown(word(tmp_path / "plan.docx", body, styles=style))[0] == [
        ["Ref", "Action", "Lead"],
        ["1", "Light", "Parks"],
    ]


def test_words_whose_paragraphs_end_was_deleted_do_not_run_into_the_table_below(tmp_path):
    body = par(run("Town plan"), DELETED) + table(HEADINGS, row("1", "Light", "Parks"))

    assert shown(word(tmp_path / "plan.docx", body))[0] == [
        "Town plan",
        ["Ref", "Action", "Lead"],
        ["1", "Light", "Parks"],
    ]


def level(depth, form, text, more=""):
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(text, depth=0, number=1):
    return par(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


NUMBERS = {
    "words around the number": ([level(0, "decimal", "Action %1:")], ["Action 1: A", "Action 2: B"]),
    "ordinals in words": ([level(0, "ordinalText", "%1")], ["First A", "Second B"]),
    "numbers in words": ([level(0, "cardinalText", "Priority %1.")], ["Priority One. A", "Priority Two. B"]),
    "signs for notes": ([level(0, "chicago", "%1")], ["* A", "† B"]),
    "numbers in circles": ([level(0, "decimalEnclosedCircle", "%1")], ["① A", "② B"]),
    "numbers between dashes": ([level(0, "numberInDash", "%1")], ["- 1 - A", "- 2 - B"]),
    "numbers that are hidden text": ([level(0, "decimal", "%1", "<w:rPr><w:vanish/></w:rPr>")], ["A", "B"]),
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_printed_in_the_form_of_their_list(tmp_path, name):
    levels, expected = NUMBERS[name]
    numbering = f'<w:abstractNum w:abstractNumId="1">{"".join(levels)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'

    assert shown(word(tmp_path / "plan.docx", numbered("A") + numbered("B"), numbering=numbering))[0] == expected


def test_lists_begin_again_inherit_and_count_levels_as_word_does(tmp_path):
    levels = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{override}</w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Base"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    gone = par(
        '<w:del w:id="1" w:author="a"><w:r><w:delText>gone</w:delText></w:r></w:del>',
        '<w:pStyle w:val="Sub"/>' + DELETED,
    )
    body = (
        par("A", '<w:pStyle w:val="Base"/>') + par("B", '<w:pStyle w:val="Sub"/>') + gone
        + par("C", '<w:pStyle w:val="Sub"/>') + numbered("D", 0, 2) + numbered("E", 1, 2) + numbered("F", 0, 1)
    )  # fmt: skip

    path = word(tmp_path / "plan.docx", body, styles=styles, numbering=numbering)
    assert shown(path)[0] == ["I A", "1.1 B", "1.2 C", "VII D", "7.1 E", "VIII F"]


def test_comments_that_answer_each_other_stand_behind_their_cell(tmp_path):
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="A. Person">{par(text)}</w:comment>'
        for n, text in enumerate(("Is it funded?", "Yes."))
    )
    marked = (
        f'<w:p>{run("Parks")}<w:r><w:commentReference w:id="0"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    path = word(
        tmp_path / "plan.docx",
        table(HEADINGS, row("1", "Light", cell(marked))),
        parts=[("word/comments.xml", f"<w:comments {WORD}>{comments}</w:comments>")],
        stated=[("c", "comments", "comments.xml")],
    )

    assert shown(path)[0][1:] == [["1", "Light", "Parks"], "[1] Is it funded?", "[2] Yes."]


STRUCK_BY_STYLE = (
    '<w:style w:type="table" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="OldHead"><w:tblStylePr w:type="firstRow"><w:rPr><w:strike/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstCol"><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:styleId="BasedOnOld"><w:basedOn w:val="Old"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    "facts, expected",
    [
        ('<w:tblStyle w:val="BasedOnOld"/>', [["", ""], ["", "kept"]]),
        ('<w:tblStyle w:val="OldHead"/><w:tblLook w:val="0020"/>', [["", ""], ["c", "kept d"]]),
        ('<w:tblStyle w:val="OldHead"/><w:tblLook w:firstRow="0" w:firstColumn="1"/>', [["", "b"], ["", "kept d"]]),
        ('<w:tblStyle w:val="OldHead"/>', [["a", "b"], ["c", "kept d"]]),
    ],
)
def test_words_that_the_style_of_a_table_strikes_out_are_struck_out(tmp_path, facts, expected):
    kept = run("kept ", '<w:strike w:val="0"/>') + run("gone", '<w:rStyle w:val="Gone"/>') + run("d")
    rows = table(row("a", "b"), row("c", kept), facts=facts)

    assert shown(word(tmp_path / "plan.docx", rows, styles=STRUCK_BY_STYLE))[0] == expected


BLACK = '<w:color w:val="000000"/>'
BLACKED_OUT = {
    "black on black": (par(run("secret", BLACK + '<w:shd w:val="clear" w:fill="000000"/>')), False),
    "lit in black": (par(run("secret", '<w:highlight w:val="black"/>')), False),
    "in a paragraph of its colour": (par(run("secret", '<w:color w:val="FF0000"/>'), '<w:shd w:val="clear" w:fill="FF0000"/>'), False),
    "in a cell of its colour": (table(row("a", cell(par(run("secret", BLACK)), '<w:shd w:val="clear" w:fill="000000"/>'))), False),
    "white by itself on black": (par(run("seen", '<w:shd w:val="clear" w:fill="000000"/>')), True),
    "lit in yellow": (par(run("seen", '<w:highlight w:val="yellow"/>')), True),
    "red, lit in black": (par(run("seen", '<w:color w:val="FF0000"/><w:highlight w:val="black"/>')), True),
}  # fmt: skip


@pytest.mark.parametrize("name", BLACKED_OUT)
def test_words_that_are_blacked_out_are_left_out_and_told(tmp_path, name):
    body, is_seen = BLACKED_OUT[name]
    blocks, notes = shown(word(tmp_path / "plan.docx", body))

    told = "1 hidden stretch of text in the colour of its ground was left out (--hidden reads them)"
    assert ("secret" in str(blocks), notes) == (False, [] if is_seen else [told])
    assert ("seen" in str(blocks)) == is_seen
