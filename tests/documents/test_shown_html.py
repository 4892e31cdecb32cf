"""Web pages: what a browser shows of the file alone is what is read."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest
from office_xml import shown
from papers import write_text


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
    "a rule that names more": ("<style>p.b {display: block} .b {display: none}</style><p class=b>seen</p>", ["seen"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_browser_shows_is_read(tmp_path, name):
    page, expected = SHOWN[name]

    assert shown(write_text(tmp_path / "plan.html", f"<!doctype html>{page}")) == (expected, [])


HIDDEN = {
    "by a class inside another": "<style>table .gone {display: none}</style>" + cells("<b class=gone>secret</b>seen"),
    "by a class right inside": "<style>td > .gone {display: none}</style>" + cells("<b class=gone>secret</b>seen"),
    "by an attribute": '<style>[data-state="old"] {display: none}</style>' + cells("<b data-state=old>secret</b>seen"),
    "as important": "<style>.gone {display: none !important} b.gone {display: inline}</style>" + cells("<b class=gone>secret</b>seen"),
    "cut to a point": "<style>.unseen {position: absolute; clip: rect(0 0 0 0)}</style>".replace("0 0 0 0", "0,0,0,0") + cells("<b class=unseen>secret</b>seen"),
    "far to the left": cells('<b style="position:absolute; left:-9999px">secret</b>seen'),
    "without colour": cells('<b style="opacity:0">secret</b>seen'),
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
