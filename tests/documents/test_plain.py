"""Tables of plain texts: boxes drawn with characters, columns kept apart by spaces, rows by blank lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.documents.cells import Paragraph, Table
from cohesion_graph.documents.plain import read_plain

ROWS = [
    ["Ref", "Action", "Lead", "Timescale"],
    ["1.1", "Improve cycle parking at the stations of the town", "Highways Team", "March 2026"],
    ["1.2", "Run walks", "Walking Group", "Ongoing"],
    ["1.3", "Train staff", "Public Health", "2025/26"],
]
TEXTS = {
    "rule under the headings": """\
Ref   Action                         Lead             Timescale
----  -----------------------------  ---------------  ----------
1.1   Improve cycle parking at the   Highways Team    March 2026
      stations of the town
1.2   Run walks                      Walking Group    Ongoing
1.3   Train staff                    Public Health    2025/26
""",
    "box with a rule after each row": """\
+-----+------------------------------+---------------+------------+
| Ref | Action                       | Lead          | Timescale  |
+=====+==============================+===============+============+
| 1.1 | Improve cycle parking at the | Highways Team | March 2026 |
| 	  | stations of the town         |               |            |
+-----+------------------------------+---------------+------------+
| 1.2 | Run walks                    | Walking Group | Ongoing    |
+-----+------------------------------+---------------+------------+
| 1.3 | Train staff                  | Public Health | 2025/26    |
+-----+------------------------------+---------------+------------+
""".replace("\t", " "),
    "box of line characters": """\
┌─────┬──────────────────────────────┬───────────────┬────────────┐
│ Ref │ Action                       │ Lead          │ Timescale  │
├─────┼──────────────────────────────┼───────────────┼────────────┤
│ 1.1 │ Improve cycle parking at the │ Highways Team │ March 2026 │
│     │ stations of the town         │               │            │
│ 1.2 │ Run walks                    │ Walking Group │ Ongoing    │
│ 1.3 │ Train staff                  │ Public Health │ 2025/26    │
└─────┴──────────────────────────────┴───────────────┴────────────┘
""",
    "page numbers between": """\
 Ref   Action                        Lead             Timescale

 1.1   Improve cycle parking at the  Highways Team    March 2026
       stations of the town
 1.2   Run walks                     Walking Group    Ongoing

                           Page 1 of 2
\f
 1.3   Train staff                   Public Health    2025/26
                           Page 2 of 2
""",
}


def tables(text):
    return [
        [[cell.words.tidy for cell in row] for row in block.rows]
        for block in read_plain(text).blocks
        if isinstance(block, Table)
    ]


@pytest.mark.parametrize("form", TEXTS)
def test_cells_are_told_however_the_table_is_laid_out(form):
    assert tables(TEXTS[form]) == [ROWS]


def test_blank_lines_part_rows_whose_first_cells_are_wrapped():
    text = """\
Action                         Lead             Timescale

Improve cycle parking at the   Highways Team    March 2026
stations of the town           and Police

Run walks                      Walking Group    Ongoing

Train staff                    Public Health    2025/26
to see signs
"""
    assert tables(text) == [
        [
            ["Action", "Lead", "Timescale"],
            ["Improve cycle parking at the stations of the town", "Highways Team and Police", "March 2026"],
            ["Run walks", "Walking Group", "Ongoing"],
            ["Train staff to see signs", "Public Health", "2025/26"],
        ]
    ]


def test_rules_and_page_numbers_are_paragraphs_not_rows():
    blocks = read_plain(TEXTS["page numbers between"]).blocks
    assert [block.words.text for block in blocks if isinstance(block, Paragraph)] == ["Page 1 of 2", "Page 2 of 2"]


@given(st.text(alphabet="Action Lead 12|+-=\n\t│─  .", max_size=200))
def test_every_word_of_a_text_stands_in_one_block_once(text):
    """Letters and digits are neither lost nor given twice, whatever lines are taken for rows."""
    given_out = [
        words.text
        for block in read_plain(text).blocks
        for words in ([block.words] if isinstance(block, Paragraph) else [c.words for row in block.rows for c in row])
    ]
    assert sorted("".join(c for part in given_out for c in part if c.isalnum())) == sorted(
        c for c in text if c.isalnum()
    )
