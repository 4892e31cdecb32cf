"""What a format says about a paragraph: its level, its place in a list, its label, the elements around it."""

from __future__ import annotations

import pytest

from cohesion_graph.documents.cells import Paragraph
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.html import read_html
from cohesion_graph.documents.markdown import read_markdown
from cohesion_graph.ingest.records.looks import PlanLooks


def given(text):
    return Given("plan", text.encode(), PlanLooks())


def facts(extract):
    """Of each paragraph: its words, its label, and what else is said of it."""
    return [
        (block.words.text, block.lead.text, block.level, block.list_depth, block.marker, block.is_bold)
        for block in extract.blocks
        if isinstance(block, Paragraph)
    ]


MARKDOWN = """\
---
title: Harbour plan
partners: [Parks, Libraries]
---
##Action 1
**Who:** Parks Team
**When** June 2031
* Plant trees
    1. in the *park*
* **Water them**
"""


def test_lists_in_cells_of_markdown_keep_their_lines_and_marks_of_jekyll_are_no_words():
    row = "| {::nomarkdown}<ul><li>Open</li><li>Lend</li></ul>{:/} | <p>Build</p><p>Move</p> |"
    text = f"| Now | Later |\n|---|---|\n{row}\n"
    [table] = read_markdown(given(text)).blocks
    assert [cell.words.text for cell in table.rows[1]] == ["• Open\n• Lend", "Build\nMove"]


def test_markdown_says_level_label_list_and_bold():
    assert facts(read_markdown(given(MARKDOWN))) == [
        ("title: Harbour plan", "title", 0, 0, "", False),
        ("partners: Parks; Libraries", "partners", 0, 0, "", False),
        ("Action 1", "", 2, 0, "", False),
        ("Who: Parks Team", "Who", 0, 0, "", False),
        ("When June 2031", "When", 0, 0, "", False),
        ("• Plant trees", "", 0, 1, "•", False),
        ("1. in the park", "", 0, 2, "1.", False),
        ("• Water them", "", 0, 1, "•", True),
    ]


HTML = """<!doctype html><style>.x{font-weight:700} td.y{display:none}</style><h2><b>Action 1</b></h2>
<dl><dt>Who</dt><dd>Parks Team</dd></dl><p class="x">All bold</p>
<ol type="a" start="3"><li>Plant <b>oaks</b><ul><li>in the park</ul></li><li value="7">Water them</li></ol>
<div><b>When</b>: June 2031<br>Cost: none</div>"""


def test_a_page_says_level_term_list_and_bold():
    page = read_html(given(HTML))
    assert facts(page) == [
        ("Action 1", "", 2, 0, "", False),
        ("Who", "", 0, 0, "", False),
        ("Parks Team", "Who", 0, 0, "", False),
        ("All bold", "", 0, 0, "", True),
        ("c. Plant oaks", "", 0, 1, "c.", False),
        ("• in the park", "", 0, 2, "•", False),
        ("g. Water them", "", 0, 1, "g.", False),
        ("When: June 2031", "When", 0, 0, "", False),
        ("Cost: none", "Cost", 0, 0, "", False),
    ]
    entries = [block.path for block in page.blocks if block.list_depth]
    assert [[one.tag for one in path] for path in entries] == [
        ["body", "ol", "li"],
        ["body", "ol", "li", "ul", "li"],
        ["body", "ol", "li"],
    ]
    assert entries[1][:3] == entries[0] != entries[2]


@pytest.mark.parametrize(
    "text, value",
    [("Who: Parks Team", "Parks Team"), ("• Who: Parks", "Parks"), ("At 10:30 we met", "At 10:30 we met")],
)
def test_the_value_stands_behind_marker_and_label(text, value):
    page = read_markdown(given(text.replace("• ", "* ")))
    assert [block.value.text for block in page.blocks] == [value]
