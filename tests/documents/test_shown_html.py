"""Web pages: what a browser shows of the file alone is what is read."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import zipfile

import pytest
from office_xml import shown
from papers import write_text

from cohesion_graph.documents import read_document
from cohesion_graph.ingest.records.looks import PlanLooks


def cells(*inner):
    return f"<table><tr>{''.join(f'<td>{one}</td>' for one in inner)}</tr></table>"


SHOWN = {
    "values of controls": (cells('<input value="Parks">', '<input type="checkbox" checked> done', '<input type="radio"> no', '<input type="hidden" value="x">', "<textarea>Light</textarea>", '<input placeholder="Enter a name">'), [["Parks", "☒ done", "☐ no", "", "Light", ""]]),
    "choices": (cells("<select><option>Red<option selected>Green</select>", "<select><option>First<option>Second</select>", "<select multiple><option selected>A<option>B<option selected>C</select>"), [["Green", "First", "A; C"]]),
    "words for a picture": (cells('<img alt="Green" src="green.png">', "on track"), [["Green", "on track"]]),
    "numbers that run down": ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
    "numbers that begin late": ('<ol start="3"><li>a<li value="7">b<li>c</ol>', ["3. a", "7. b", "8. c"]),
    "marks of a style": ('<ol style="list-style-type: lower-alpha"><li>a</ol><ul style="list-style:none"><li>b</ul>', ["a. a", "b"]),
    "a foot written before the body": ("<table><thead><tr><th>Ref<tfoot><tr><td>Total<tbody><tr><td>1</table>", [["Ref"], ["1"], ["Total"]]),
    "places where words may break": ("<p>in&shy;for<wbr>ma&#8203;tion</p>", ["information"]),
    "marks above the line": ("<p>31 March 2026<sup>1</sup>, the 1<sup>st</sup>, CO<sub>2</sub></p>", ["31 March 2026¹, the 1st, CO2"]),
    "signs of symbol fonts": ("<p><span style=\"font-family:'Wingdings'\">ü</span> done <font face=Wingdings>û</font></p>", ["✓ done ✗"]),
    "readings beside signs": ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", ["漢"]),
    "white on a ground around it": ('<div style="background: navy"><p style="color: white">seen</p></div>', ["seen"]),
    "white where a style sheet is not in the file": ('<link rel="stylesheet" href="x.css"><p style="color:#fff">seen</p>', ["seen"]),
    "white where a selector is not known": ('<style>p:first-child {background: navy}</style><p style="color:#fff">seen</p>', ["seen"]),
    "an open dialog": ("<dialog open>seen</dialog>", ["seen"]),
    "struck out, and not taken back by what stands inside": (cells('<i style="text-decoration:line-through">Old <b style="text-decoration:none">unit</b></i> New'), [["New"]]),
    "struck by its element alone, and not by its style": ("<style>s {text-decoration: none}</style>" + cells("<s>seen</s>"), [["seen"]]),
    "rules for print alone": ("<style>@media print {.x {display: none}}</style><p class=x>seen</p>", ["seen"]),
    "visible inside what is not": (cells('<i style="visibility:hidden"><b style="visibility:visible">seen</b></i>'), [["seen"]]),
    "words in front of and behind an element": ('<style>.done::before {content: "\\2713  "} td.x:after {content: " (" attr(title) ")"} </style>' + cells("<b class=done>Light</b>", "Walk").replace("<td>Walk", "<td class=x title=draft>Walk"), [["✓ Light", "Walk (draft)"]]),
    "parts of a table that are called so": ("<div role=table><div role=row><b role=columnheader>Ref</b><b role=columnheader>Action</b></div><div role=row><b role=cell>1</b><b role=cell>Light</b></div></div>", [["Ref", "Action"], ["1", "Light"]]),
    "the page of a sheet without its coordinates": ("<table><thead><tr><th><th>A<th>B<tbody><tr><th>1<td>Ref<td>Action<tr><th>2<td>1.10<td>Light</table>", [["Ref", "Action"], ["1.10", "Light"]]),
    "a rule that names more": ("<style>p.b {display: block} .b {display: none}</style><p class=b>seen</p>", ["seen"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_browser_shows_is_read(tmp_path, name):
    page, expected = SHOWN[name]

    assert shown(write_text(tmp_path / "plan.html", f"<!doctype html>{page}")) == (expected, [])


COUNTED = (
    ".lst-kix_a-0>li {counter-increment:lst-ctn-kix_a-0} ol.lst-kix_a-0.start {counter-reset:lst-ctn-kix_a-0 0}"
    ".lst-kix_a-1>li {counter-increment:lst-ctn-kix_a-1} ol.lst-kix_a-1.start {counter-reset:lst-ctn-kix_a-1 0}"
    '.lst-kix_a-0>li:before {content:"" counter(lst-ctn-kix_a-0,decimal) ". "}'
    '.lst-kix_a-1>li:before {content:"" counter(lst-ctn-kix_a-0,decimal) "." counter(lst-ctn-kix_a-1,lower-latin) " "}'
    "ol {list-style-type:none}"
)
GOOGLE_DOCS = f"""<style>{COUNTED}</style><ol class="lst-kix_a-0 start"><li>Streets</li></ol>
<ol class="lst-kix_a-1 start"><li>Light</li><li>Walk</li></ol><ol class="lst-kix_a-0" start="2"><li>Parks</li></ol>
<ol class="lst-kix_a-1 start"><li>Plant</li></ol>"""
NESTED = '<style>ol {counter-reset: n; list-style: none} li {counter-increment: n} li::before {content: counters(n, ".") " "}</style><ol><li>Streets<ol><li>Light<li>Walk</ol><li>Parks<ol><li>Plant</ol></ol>'


@pytest.mark.parametrize(
    "page, expected",
    [
        (GOOGLE_DOCS, ["1. Streets", "1.a Light", "1.b Walk", "2. Parks", "2.a Plant"]),
        (NESTED, ["1 Streets", "1.1 Light", "1.2 Walk", "2 Parks", "2.1 Plant"]),
    ],
)
def test_numbers_that_styles_count_are_the_marks_of_entries(tmp_path, page, expected):
    path = write_text(tmp_path / "plan.html", f"<!doctype html>{page}")
    paragraphs = read_document(path, PlanLooks())[1].blocks

    assert [one.words.text for one in paragraphs] == expected
    assert [one.marker for one in paragraphs] == [one.split(" ")[0] for one in expected]


def test_pages_in_a_zip_file_are_read_each_below_its_name(tmp_path):
    with zipfile.ZipFile(tmp_path / "plan.zip", "w") as packed:
        for name in ("Plan.html", "Costs.html"):
            packed.writestr(name, cells(name[:4]))
        packed.writestr("resources/sheet.css", "td {}")
        packed.writestr("resources/inner.html", "secret")

    assert shown(tmp_path / "plan.zip") == (
        ["Costs", ["Cost"], "Plan", ["Plan"]],
        ["'Costs', packed in it, was read", "'Plan', packed in it, was read"],
    )


def test_a_page_is_read_in_the_letters_that_it_declares(tmp_path):
    path = write_text(tmp_path / "plan.html", "<meta charset=iso-8859-2><p>Łódź</p>", "iso-8859-2")

    assert shown(path)[0] == ["Łódź"]


HIDDEN = {
    "by a class inside another": "<style>table .gone {display: none}</style>" + cells("<b class=gone>secret</b>seen"),
    "by a class right inside": "<style>td > .gone {display: none}</style>" + cells("<b class=gone>secret</b>seen"),
    "by an attribute": '<style>[data-state="old"] {display: none}</style>' + cells("<b data-state=old>secret</b>seen"),
    "as important": "<style>.gone {display: none !important} b.gone {display: inline}</style>" + cells("<b class=gone>secret</b>seen"),
    "cut to a point": "<style>.unseen {position: absolute; clip: rect(0 0 0 0)}</style>".replace("0 0 0 0", "0,0,0,0") + cells("<b class=unseen>secret</b>seen"),
    "far to the left": cells('<b style="position:absolute; left:-9999px">secret</b>seen'),
    "without colour": cells('<b style="opacity:0">secret</b>seen'),
    "by a place among others": "<style>b:nth-child(1) {display: none}</style>" + cells("<b>secret</b>seen"),
    "by what stands in front": "<style>i + b {display: none}</style>" + cells("<i></i><b>secret</b>seen"),
    "by what it is not": "<style>td :not(.kept) {display: none}</style>" + cells("<b>secret</b>seen"),
    "on screens": "<style>@media screen {.gone {display: none}}</style>" + cells("<b class=gone>secret</b>seen"),
    "without height": cells('<div style="height:0; overflow:hidden">secret</div>seen'),
    "invisible": cells('<b style="visibility:hidden">secret</b>seen'),
    "transparent": cells('<b style="color:rgba(0, 0, 0, 0)">secret</b>seen'),
    "in a dialog": cells("<dialog>secret</dialog>seen"),
    "until it is asked for": cells("<div popover>secret</div>seen"),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_browser_hides_is_left_out_and_told_and_read_where_asked(tmp_path, name):
    path = write_text(tmp_path / "plan.html", f"<!doctype html>{HIDDEN[name]}")

    assert shown(path) == ([["seen"]], ["1 hidden part of the page was left out (--hidden reads them)"])
    assert "secret" in shown(path, with_hidden=True)[0][0][0]


@pytest.mark.parametrize("colour", ['style="color: #FFF"', 'style="color: white; background: none"', 'class="w"'])
def test_white_on_white_is_left_out_and_told(tmp_path, colour):
    page = f"<!doctype html><style>.w {{color: rgb(255, 255, 255)}}</style><p><b {colour}>secret</b>seen</p>"
    path = write_text(tmp_path / "plan.html", page)

    assert shown(path) == (["seen"], ["1 hidden stretch of white text was left out (--hidden reads them)"])
