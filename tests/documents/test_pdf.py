"""Tables of PDF pages however they are drawn: the same cells come out of rules, dots, shades and white space."""

from __future__ import annotations

from itertools import pairwise

import pytest
from papers import assembled, pdf

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.records.looks import PlanLooks
from cohesion_graph.model.settling import settled
from cohesion_graph.review import Decision, decided

ROWS = [
    ["Ref", "Action", "Lead", "Timescale"],
    ["1.1", "Improve cycle parking at the\nstations of the town", "Highways Team", "March 2026"],
    ["1.2", "Run walks", "Walking Group, Age\nUK and Shelter", "Ongoing"],
    ["1.3", "Train staff to see the signs\nof abuse and to refer", "Public Health", "2025/26"],
]
CELLS = [[text.replace("\n", " ") for text in row] for row in ROWS]
LEFTS = [40, 80, 240, 350, 450]
TOPS = [60, 80, 114, 148, 182]


def words():
    return [
        (left + 3, top + 12 + 12 * number, line)
        for top, row in zip(TOPS, ROWS, strict=False)
        for left, text in zip(LEFTS, row, strict=False)
        for number, line in enumerate(text.split("\n"))
    ]


def grid():
    return [(LEFTS[0], top, LEFTS[-1], top) for top in TOPS] + [(left, TOPS[0], left, TOPS[-1]) for left in LEFTS]


def dots():
    across = [(x / 2, top, x / 2 + 0.7, top) for top in TOPS for x in range(2 * LEFTS[0], 2 * LEFTS[-1], 4)]
    return across + [(left, y / 2, left, y / 2 + 0.7) for left in LEFTS for y in range(2 * TOPS[0], 2 * TOPS[-1], 4)]


def shades(*rows):
    drawn = " ".join(
        f"{left} {842 - TOPS[row + 1]} {right - left} {TOPS[row + 1] - TOPS[row]} re f"
        for row in rows
        for left, right in pairwise(LEFTS)
    )
    return f"q 0.8 0.9 1 rg {drawn} Q"


def cornered(left, top, right, bottom):
    """A rule as a turned page draws it: filled, from corner to corner."""
    high, low = 842 - top + 0.3, 842 - bottom - 0.3
    return f"{left} {high} m {right + 0.3} {high} l {right + 0.3} {low} l {left} {low} l h f"


def tables(path):
    return [
        [[(cell.words.text, cell.struck) if cell.struck else cell.words.text for cell in row] for row in block.rows]
        for block in read_document(path, PlanLooks())[1].blocks
        if isinstance(block, Table)
    ]


DRAWN = {
    "rules": (grid(), ""),
    "dots": (dots(), ""),
    "white space": ([], ""),
    "rules between rows": ([(LEFTS[0], top, LEFTS[-1], top) for top in TOPS], ""),
    "rules between rows, none above the headings": ([(LEFTS[0], top, LEFTS[-1], top) for top in TOPS[1:]], ""),
    "rules between rows, none at the end": ([(LEFTS[0], top, LEFTS[-1], top) for top in TOPS[:-1]], ""),
    "a frame and a rule under the headings": (grid()[:2] + grid()[4:6] + grid()[-1:], ""),
    "every second row shaded": ([], shades(0, 2)),
    "all cells shaded": ([], shades(0, 1, 2, 3)),
    "rules between rows, none above the first": ([(LEFTS[0], top, LEFTS[-1], top) for top in TOPS[2:]], ""),
    "rules between columns": ([grid()[0], grid()[4], *grid()[5:]], ""),
    "rules between columns and under the headings": ([*grid()[:2], *grid()[4:]], ""),
    "rules and shades": (grid(), shades(0, 2)),
    "no rule where the page ends": (grid()[:4] + grid()[5:], ""),
    "rules around the headings and below, every second row shaded": (
        [(40, 60, 450, 60), (40, 80, 450, 80), (40, 182, 450, 182)],
        shades(1, 3),
    ),
    "short rules that shading carries on": (
        [(40, 60, 450, 60), (40, 80, 450, 80), *((40, top, 80, top) for top in TOPS[2:4]), (40, 182, 450, 182)],
        shades(2),
    ),
    "edges in every second row only": (
        [*grid()[:6], grid()[-1], *((left, TOPS[row], left, TOPS[row + 1]) for row in (0, 2) for left in LEFTS[1:-1])],
        "",
    ),
    "filled corner by corner": ([], " ".join(cornered(*rule) for rule in grid())),
}


@pytest.mark.parametrize("form", DRAWN)
def test_cells_are_told_however_the_table_is_drawn(tmp_path, form):
    rules, operators = DRAWN[form]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(words(), rules)], operators))
    assert tables(path) == [CELLS]


def test_two_tables_of_one_width_stay_apart_and_the_words_between_them_are_no_row(tmp_path):
    lower = [(x, y + 200, text) for x, y, text in words()]
    rules = [*grid(), *((a, b + 200, c, d + 200) for a, b, c, d in grid())]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([([*words(), (40, 220, "Priority 2: Health"), *lower], rules)]))
    assert tables(path) == [CELLS, CELLS]


def test_a_cell_beside_several_rows_is_given_once(tmp_path):
    milestones = [(353, 92, "Survey done"), (353, 109, "Bid made")]
    texts = [word for word in words() if word[2] != "March 2026"]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([([*texts, *milestones], [*grid(), (350, 97, 450, 97)])]))
    [table] = tables(path)
    assert table[1:3] == [["1.1", CELLS[1][1], "Highways Team", "Survey done"], ["Bid made"]]


def test_words_struck_out_are_told_and_their_line_is_no_border(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(words(), [*grid(), (352, 88.5, 402, 88.5)])]))
    [table] = tables(path)
    assert table == [CELLS[0], [*CELLS[1][:3], ("March 2026", ((0, 10),))], *CELLS[2:]]


def test_headings_printed_upwards_are_read_in_their_order(tmp_path):
    turned = "BT /F1 8 Tf 0 1 -1 0 54 764 Tm (Ref) Tj ET BT /F1 8 Tf 0 1 -1 0 100 764 Tm (Action) Tj ET"
    upright = [word for word in words() if word[2] not in {"Ref", "Action"}]
    path = tmp_path / "plan.pdf"
    rules = [(a, b if b > 60 else 45, c, d) for a, b, c, d in grid()[1:]] + [(40, 45, 450, 45)]
    path.write_bytes(pdf([(upright, rules)], turned))
    assert tables(path) == [CELLS]


def test_a_table_without_rules_goes_on_on_the_next_page_without_its_headings(tmp_path):
    first = [word for word in words() if word[1] < 140]
    second = [(x, y - 88, text) for x, y, text in words() if word_row(y) == 3]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([([(x, y + 600, text) for x, y, text in first], []), (second, [])]))
    assert tables(path) == [CELLS[:3], CELLS[3:]]


def word_row(y):
    return max(number for number, top in enumerate(TOPS) if top < y)


def test_headings_of_several_lines_are_one_each(tmp_path):
    texts = [word for word in words() if word[2] not in {"Lead", "Timescale"}]
    texts += [(243, 60, "Lead"), (243, 72, "officer"), (353, 48, "Target"), (353, 60, "completion"), (353, 72, "date")]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(texts, [(40, top, 450, top) for top in TOPS[1:]])]))
    assert tables(path) == [[["Ref", "Action", "Lead officer", "Target completion date"], *CELLS[1:]]]


def test_bullets_that_are_drawn_part_the_entries_of_a_list(tmp_path):
    disc = "84 741 m 86 743 l 88 741 l 86 739 l h f"
    moved = [(x + (10 if 80 < x < 240 and 80 < y < 114 else 0), y, text) for x, y, text in words()]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(moved, grid())], disc))
    [table] = tables(path)
    assert table[1][1] == "Improve cycle parking at the\n• stations of the town"


def test_prose_in_two_columns_is_no_table(tmp_path):
    lines = [(40, 60 + 14 * n, "We will lead the work with partners and") for n in range(6)]
    lines += [(320, 60 + 14 * n, "report on the actions to the council in") for n in range(6)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(lines, [])]))
    assert tables(path) == []


def test_a_page_of_thousands_of_lines_is_read_by_its_words(tmp_path):
    chart = [(0, y / 2, 590 - y / 9, y / 2) for y in range(1490)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(words(), chart)]))
    assert tables(path) == [CELLS]


def test_a_table_printed_sideways_is_turned(tmp_path):
    turned = " ".join(f"BT /F1 10 Tf 0 1 -1 0 {y} {x} Tm ({text}) Tj ET" for x, y, text in words()) + " ".join(
        f" {b} {a} m {d} {c} l S" for a, b, c, d in grid()
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([([], [])], turned))
    assert tables(path) == [CELLS]


def test_a_sign_that_the_font_does_not_name_is_a_bullet_where_it_stands_alone(tmp_path):
    texts = [(x + 10 if y in {92, 104} and x == 83 else x, y, text) for x, y, text in words()]
    signs = " ".join(f"BT /F1 10 Tf 83 {842 - y} Td <7f> Tj ET" for y in (92, 104))
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(texts, grid())], signs))
    [table] = tables(path)
    assert table[1][1] == "• Improve cycle parking at the\n• stations of the town"


def test_small_capitals_are_parts_of_their_word(tmp_path):
    texts = [word for word in words() if word[2] != "Lead"]
    small = "BT /F1 10 Tf 243 770 Td (L) Tj /F1 7 Tf (EAD) Tj ET"
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(texts, grid())], small))
    assert tables(path)[0][0] == ["Ref", "Action", "LEAD", "Timescale"]


def test_a_cell_whose_words_reach_the_next_column_does_not_end_a_table_without_rules(tmp_path):
    full = [word for word in words() if word[2] != "Run walks"] + [(83, 126, "Run walks for the members of all groups")]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([([(x + (22 if x > 240 else 0), y, text) for x, y, text in full], [])]))
    [table] = tables(path)
    assert table[2] == ["1.2", "Run walks for the members of all groups", *CELLS[2][2:]]


NARROW = ["Ref", "Lead", "Deadline"]


def in_narrow_columns(*rows, lefts, tops, heading=NARROW):
    """Words of a ruled table whose columns are as narrow as given, each line break where the print breaks it."""
    texts = [
        (left + 3, top + 12 + 12 * number, line)
        for top, row in zip(tops, (heading, *rows), strict=False)
        for left, text in zip(lefts, row, strict=False)
        for number, line in enumerate(text.split("\n"))
    ]
    rules = [(lefts[0], top, lefts[-1], top) for top in tops] + [(x, tops[0], x, tops[-1]) for x in lefts]
    return texts, rules


def test_words_that_narrow_columns_break_are_whole_again_and_told_where_they_are_a_guess(tmp_path):
    lefts, tops = [40, 64, 126, 186], [60, 80, 120, 160, 200]
    page = in_narrow_columns(
        ["C1", "Homelessne\nss Team", "Septembe\nr 2026"],
        ["C2", "Regenerati\non Board", "Quarterly"],
        ["C3", "Commemo\nrative Unit", "2026/27"],
        lefts=lefts,
        tops=tops,
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([page]))
    extract = read_document(path, PlanLooks())[1]
    [table] = [block for block in extract.blocks if isinstance(block, Table)]
    assert [[cell.words.text for cell in row] for row in table.rows] == [
        NARROW,
        ["C1", "Homelessness Team", "September 2026"],
        ["C2", "Regeneration Board", "Quarterly"],
        ["C3", "Commemorative Unit", "2026/27"],
    ]
    cells = [cell for row in table.rows for cell in row]
    unsure = [(one.words.text[start:at], one.words.text[at:end]) for one in cells for start, at, end in one.unsure]
    assert unsure == [("Commemo", "rative")]


def test_a_word_that_a_column_may_have_broken_can_be_settled_to_be_two(tmp_path):
    rows = (
        ["C1", "Homelessne\nss Team", "Open the hub"],
        ["C2", "Regenerati\non Board", "Run the hub"],
        ["C3", "Commemo\nrative Unit", "Close the hub"],
    )
    heading, lefts, tops = ["Ref", "Lead", "Action"], [40, 64, 126, 256], [60, 80, 120, 160, 200]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([in_narrow_columns(*rows, lefts=lefts, tops=tops, heading=heading)]))
    draft = read_documents([path]).dataset
    (doubt,) = [one for one in draft.doubts.values() if "stands in two lines" in one.what]
    now = settled(decided(draft, [Decision(doubt.id, "two words", role="officer")]).dataset)
    names = ["Commemo rative Unit", "Homelessness Team", "Regeneration Board"]
    assert (doubt.readings, [body.name for body in now.bodies.values()]) == (("one word", "two words"), names)


def test_the_rest_of_a_row_that_the_page_cuts_stands_behind_its_beginning(tmp_path):
    upper = [word for word in words() if word[1] < 145 and word[2] != "UK and Shelter"]
    rest = [*[word for word in words() if word[1] < 80], (243, 92, "UK and Shelter")]
    last = [(x, y - 34, text) for x, y, text in words() if word_row(y) == 3]
    lower = [*rest, *last]
    rules = [rule for rule in grid() if rule[1] != TOPS[-1]]
    ruled = [(a, b, c, min(d, TOPS[3])) for a, b, c, d in rules]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(upper, ruled), (lower, ruled)]))
    assert tables(path) == [CELLS[:3], [CELLS[0], CELLS[3]]]


def test_the_columns_of_a_sheet_that_is_wider_than_the_paper_are_put_side_by_side(tmp_path):
    left = [word for word in words() if word[0] < 240]
    right = [(x - 200, y, text) for x, y, text in words() if x > 240]
    page = [(LEFTS[0], top, LEFTS[2], top) for top in TOPS] + [(x, TOPS[0], x, TOPS[-1]) for x in LEFTS[:3]]
    other = [(40, top, 250, top) for top in TOPS] + [(x, TOPS[0], x, TOPS[-1]) for x in (40, 150, 250)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(left, page), (right, other)]))
    extract = read_document(path, PlanLooks())[1]
    assert tables(path) == [CELLS]
    assert extract.notes == ("page 2: its columns were read as those of the table on page 1",)


def test_words_across_the_page_are_left_out_and_told(tmp_path):
    mark = "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 120 640 Tm (DRAFT) Tj ET"
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(words(), grid())], mark))
    assert tables(path) == [CELLS]
    assert read_document(path, PlanLooks())[1].notes == (
        "page 1: what is printed across the page was left out: 'DRAFT'",
    )


def test_a_heading_between_rows_covers_them_where_its_words_run_over_an_edge(tmp_path):
    heading = "Priority 1: Homes that people can afford to heat"
    texts = [word for word in words() if word_row(word[1]) != 2] + [(43, 126, heading)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(texts, [(LEFTS[0], top, LEFTS[-1], top) for top in TOPS])]))
    [table] = [block for block in read_document(path, PlanLooks())[1].blocks if isinstance(block, Table)]
    assert [(cell.column, cell.columns, cell.words.text) for cell in table.rows[2]] == [(0, 4, heading)]


def test_headers_and_footers_are_written_once_and_part_no_table(tmp_path):
    furniture = [(40, 30, "Northmere Partnership"), (40, 800, "OFFICIAL")]
    upper = [*furniture, *[word for word in words() if word[1] < 145], (400, 815, "Page 1 of 2")]
    lower = [*furniture, *[(x, y - 68, t) for x, y, t in words() if word_row(y) == 3], (400, 815, "Page 2 of 2")]
    rules = [(a, b, c, min(d, TOPS[3])) for a, b, c, d in grid() if b < TOPS[-1]]
    below = [(a, 80, c, 114) for a, _, c, _ in grid()[5:]] + [(40, y, 450, y) for y in (80, 114)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([(upper, rules), (lower, below)]))
    extract = read_document(path, PlanLooks())[1]
    assert extract.text.count("OFFICIAL") == extract.text.count("Northmere Partnership") == 1
    kinds = [type(block).__name__ for block in extract.blocks]
    assert kinds == ["Paragraph", "Table", "Table", "Paragraph"]


def test_words_beyond_the_paper_or_as_small_as_dust_are_left_out_and_told_and_signs_are_signs(tmp_path):
    away = "BT /F1 10 Tf 700 705 Td (away) Tj ET BT /F1 10 Tf 45 905 Td (above) Tj ET"
    dust = "BT /F1 0.5 Tf 45 600 Td (dust) Tj ET"
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([([(45, 500, "Plain words")], [])], f"{away} {dust}"))
    extract = read_document(path, PlanLooks())[1]

    assert [block.words.text for block in extract.blocks] == ["Plain words"]
    assert extract.notes == ("page 1: 1 hidden stretch of text was left out (--hidden reads them)",)
    asked = read_document(path, PlanLooks(), with_hidden=True)[1].text
    assert [word in asked for word in ("away", "above", "dust")] == [True, True, True]


def test_ticks_of_a_symbol_font_are_ticks(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf([([(45, 500, "4 8")], [])]).replace(b"/Helvetica", b"/ZapfDingbats"))

    assert read_document(path, PlanLooks())[1].text.split() == ["✓", "✗"]


@pytest.mark.parametrize(
    "value, annotations, words",
    [
        ("/V(Parks Team)", "5 0 R 6 0 R", "Lead: Parks Team agreed"),
        ("", "6 0 R", "Lead: agreed"),
        ("", "5 0 R", "Lead:"),
    ],
)
def test_what_is_written_into_a_form_is_read_where_it_is_shown(tmp_path, value, annotations, words):
    """A field of a form, filled in or not, and a box of text."""
    fonts = "<</Font<</F1 9 0 R>>>>"
    drawn = f"/Type/XObject/Subtype/Form/BBox[0 0 200 16]/Resources{fonts}"
    look = "BT /F1 10 Tf 2 4 Td ({}) Tj ET"
    texts = [look.format(text) for text in ("Parks Team", "agreed")]
    looks = [f"<<{drawn}/Length {len(text)}>>stream\n{text}\nendstream" for text in texts]
    objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[{annotations}]/Resources{fonts}>>",
        "<</Length 37>>stream\nBT /F1 10 Tf 50 700 Td (Lead:) Tj ET  \nendstream",
        f"<</Subtype/Widget/FT/Tx/T(lead){value}/Rect[100 696 300 712]/AP<</N 7 0 R>>/F 4>>",
        "<</Subtype/FreeText/Contents(agreed)/Rect[100 646 300 662]/AP<</N 8 0 R>>/F 4>>",
        *looks,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    path = tmp_path / "plan.pdf"
    path.write_bytes(assembled([one.encode() for one in objects]))

    assert read_document(path, PlanLooks())[1].text.split() == words.split()
