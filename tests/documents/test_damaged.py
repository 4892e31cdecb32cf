"""Documents damaged at random are refused or read, and every kind of damage that once did more is kept here."""

from __future__ import annotations

import zlib

import pytest
from damage import damaged
from fuzz_readers import check
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import in_part, pdf, tabbed, write_excel, write_text, write_word
from seeds import FORMS, STRATML

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Paragraph
from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.records.looks import PlanLooks
from cohesion_graph.model.claims import Timing
from cohesion_graph.model.privacy import spelt_in_ids

HEAD = ["Ref", "Action", "Lead", "Deadline", "Milestones"]
ROW = ["1", "Plant trees", "Parks Team", "March 2025", "Trees are planted"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_plan_is_read_while_it_is_whole(tmp_path, form):
    path = FORMS[form](tmp_path)

    assert check(path.read_bytes(), path.name, tmp_path)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32))
@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_document_is_refused_or_gives_a_dataset_that_can_be_kept(tmp_path_factory, form, seed):
    folder = tmp_path_factory.mktemp("damaged")
    path = FORMS[form](folder)

    check(damaged(path.read_bytes(), seed), path.name, folder)  # asserts, and fails with any other error


@pytest.mark.parametrize("blank", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e\u200f", "•\u200b", "\u00a0"])
@pytest.mark.parametrize("column", range(5))
def test_a_cell_of_nothing_but_blanks_without_width_is_an_empty_cell(tmp_path, blank, column):
    row = ["1", "Plant trees", "Parks Team", "March 2025", "Trees are planted"]
    given, empty = ([*row[:column], cell, *row[column + 1 :]] for cell in (blank, ""))
    rows = [given, empty]

    first, second = (
        read_documents([write_text(tmp_path / f"{n}.txt", tabbed(HEAD, row))], dataset_id="plan").dataset
        for n, row in enumerate(rows)
    )

    assert [body.name for body in first.registry.bodies] == [body.name for body in second.registry.bodies]
    assert list(first.items) == list(second.items)


def test_a_number_beyond_all_numbers_is_text(tmp_path):
    path = write_excel(tmp_path / "plan.xlsx", {"Plan": [HEAD, ["1", "Plant trees", "Parks Team", 4242.5, ""]]})
    path.write_bytes(in_part(path.read_bytes(), "xl/worksheets/sheet1.xml", b"4242.5", b"1e400"))

    dataset = read_documents([path]).dataset

    assert [claim.stated for claim in dataset.claims.values() if isinstance(claim, Timing)] == ["1e400"]


@pytest.mark.parametrize("number", ["²", "٣", "1" * 5000, "-1", "0", "NaN"])
def test_numbers_in_word_that_are_none_are_left_out(tmp_path, number):
    path = write_word(tmp_path / "plan.docx", [HEAD, ["1", "Plant trees", "Parks Team", "2025", ""]], heading="Plan")
    package = in_part(
        path.read_bytes(), "word/document.xml", b"<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{number}"/>'.encode()
    )
    path.write_bytes(in_part(package, "word/styles.xml", b'"heading 1"', f'"heading {number}"'.encode()))

    dataset = read_documents([path]).dataset

    assert dataset.title_of("1") == "Plant trees"
    assert dataset.title == "Plan"


@pytest.mark.parametrize(
    "more",
    [
        '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>',
        '<x:mergeCells xmlns:x="y"><x:mergeCell a="b" ref = \'A:C\'/></x:mergeCells>',
        '<mergeCells><mergeCell ref="&#65;3:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
)
def test_an_area_over_a_whole_sheet_costs_nothing(tmp_path, more):
    path = write_excel(tmp_path / "plan.xlsx", {"Plan": [HEAD, ["1", "Plant trees", "Parks Team", "2025", ""]]})
    sheet = "xl/worksheets/sheet1.xml"
    path.write_bytes(in_part(path.read_bytes(), sheet, b"</sheetData>", f"</sheetData>{more}".encode()))

    dataset = read_documents([path]).dataset

    assert [dataset.title_of(ref) for ref in dataset.actions] == ["Plant trees"]


def test_rows_without_cells_down_to_the_last_one_are_no_rows(tmp_path):
    path = write_excel(tmp_path / "plan.xlsx", {"Plan": [HEAD, ["1", "Plant trees", "Parks Team", "2025", ""]]})
    empty = b'<row ht="15"/>' * 1_048_574 + b"</sheetData>"
    path.write_bytes(in_part(path.read_bytes(), "xl/worksheets/sheet1.xml", b"</sheetData>", empty))

    dataset = read_documents([path]).dataset

    assert [dataset.title_of(ref) for ref in dataset.actions] == ["Plant trees"]


def test_a_sheet_of_millions_of_cells_is_refused_before_it_is_read(tmp_path):
    path = write_excel(tmp_path / "plan.xlsx", {"Plan": [HEAD]})
    cells = b"<row>" + b"<c/>" * 4_000_001 + b"</row></sheetData>"
    path.write_bytes(in_part(path.read_bytes(), "xl/worksheets/sheet1.xml", b"</sheetData>", cells))

    with pytest.raises(UnreadableDocument, match=r"sheet1\.xml has 4,000,0\d\d elements"):
        read_documents([path])


MOST_ACTIONS = "Ref     Action              Lead\n" + "".join(
    f"{n // 100}.{n % 100 + 1:<5} Sow meadow {n:<6}   Parks Team\n" for n in range(1_000, 5_001)
)


@pytest.mark.parametrize(
    "text, found",
    [
        ("Ref\tAction\tLead\n" + "\t" * 200_000, "it has more than 200,000 cells"),
        ("x " * 1_000_001, "its text has 2,000,002 characters"),
        ("Ref,Action\n" + "1,x\n" * 12_000, "it has 12,001 rows"),
        (MOST_ACTIONS, "it holds 4,001 actions"),
    ],
    ids=["cells", "characters", "rows", "actions"],
)
def test_more_than_any_plan_holds_is_refused(tmp_path, text, found):
    with pytest.raises(UnreadableDocument, match=found):
        read_documents([write_text(tmp_path / "plan.txt", text)])


def test_cells_that_span_without_end_cover_what_they_would_cover(tmp_path):
    spanning = "".join('<tr><td rowspan="999999" colspan="999999">x</td><td>y</td></tr>' for _ in range(300))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEAD, ROW))
    path = write_text(tmp_path / "plan.html", f"<!doctype html><table>{rows}{spanning}</table>")

    assert read_documents([path]).dataset.title_of("1") == "Plant trees"


def test_one_reference_for_thousands_of_rows_is_numbered_on(tmp_path):
    path = write_text(tmp_path / "plan.txt", tabbed(HEAD, *[["1", f"Plant tree {n}", "", "", ""] for n in range(800)]))

    assert list(read_documents([path]).dataset.actions)[799] == "1-800"


def test_thousands_of_milestones_of_one_action_are_told_apart_by_their_words(tmp_path):
    path = write_text(
        tmp_path / "plan.txt", tabbed(HEAD, ROW, *[["", "", "", "", f"Tree {n} is planted"] for n in range(400)])
    )

    assert len(read_documents([path]).dataset.milestones_of("1")) == 401


@pytest.mark.parametrize("lead", ["㼿J. Bloggs (Arts Group)", "j bloggs", "Friends of j. bloggs"])
def test_no_identifier_spells_out_a_name_that_another_cell_shows_to_be_one(tmp_path, lead):
    rows = [["1", "Plant trees", "J. Bloggs (Arts Group)", "", ""], ["2", "Open doors", lead, "", "Report of j bloggs"]]
    path = write_text(tmp_path / "plan.txt", tabbed(HEAD, *rows))

    assert check(path.read_bytes(), path.name, tmp_path)
    dataset = read_documents([path]).dataset
    assert spelt_in_ids(dataset, {"J. Bloggs"}) == []


def drawn(stream: bytes) -> bytes:
    """A PDF of one page whose drawing is this."""
    whole = pdf([([(40, 40, "Action Lead Deadline")], [])])
    head, _, rest = whole.partition(b"<< /Length")
    packed = zlib.compress(stream, 9)
    start = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return head + start + packed + rest[rest.index(b"\nendstream") :]


def test_a_page_that_unpacks_without_end_is_refused(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawn(b" " * 50_000_000))

    with pytest.raises(UnreadableDocument, match="one of its streams unpacks to more than 41,943,040 bytes"):
        read_documents([path])


def test_a_page_of_too_many_strokes_and_words_is_read_as_running_text(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawn(b"BT /F1 10 Tf 40 700 Td (Action Lead Deadline) Tj ET\n" * 10_001))

    _, extract = read_document(path, PlanLooks())

    assert extract.notes == ("page 1 is drawn too densely to look for a table: it was read as running text",)
    assert {type(block) for block in extract.blocks} == {Paragraph}


def test_a_person_marked_in_stratml_is_one_wherever_the_name_stands_by_itself(tmp_path):
    plan = STRATML.replace("<Vision>", "<Vision><Name>Jane Bloggs, not Jane Bloggsworth</Name>")
    text = read_document(write_text(tmp_path / "plan.xml", plan), PlanLooks())[1]

    assert [text.text[start - 7 : end + 6] for start, end in text.persons] == [
        "ision: Jane Bloggs, not ",
        "holder Jane Bloggs\nThe g",
    ]


def test_the_only_column_that_can_hold_actions_stays_one_though_it_holds_dates(tmp_path):
    rows = [["Partners", "Deadline Milestones", "Status"], ["Police", "March 2025", "Amber"], ["", "May 2025", ""]]
    path = write_text(tmp_path / "plan.txt", tabbed(*rows))

    assert check(path.read_bytes(), path.name, tmp_path)


def test_a_workbook_may_hold_more_actions_than_a_text(tmp_path, monkeypatch):
    monkeypatch.setattr("cohesion_graph.ingest.opened.MOST_ACTIONS", 2)
    monkeypatch.setattr("cohesion_graph.ingest.opened.MOST_ACTIONS_IN_WORKBOOK", 3)
    rows = [[str(number), f"Plant tree {number}", "Parks Team", "", ""] for number in range(1, 5)]

    assert len(read_documents([write_excel(tmp_path / "plan.xlsx", {"Plan": [HEAD, *rows[:3]]})]).dataset.actions) == 3
    with pytest.raises(UnreadableDocument, match="it holds 4 actions\n  Expected: at most 3"):
        read_documents([write_excel(tmp_path / "more.xlsx", {"Plan": [HEAD, *rows]})])
    with pytest.raises(UnreadableDocument, match="it holds 3 actions\n  Expected: at most 2"):
        read_documents([write_text(tmp_path / "plan.txt", tabbed(HEAD, *rows[:3]))])
