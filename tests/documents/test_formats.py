"""One plan in every format: each reader gives the same cells, and the plan is read the same."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest
from papers import pdf, pdf_table, tabbed, write_excel, write_text, write_word

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Table
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.records.looks import PlanLooks
from cohesion_graph.model.claims import Responsibility, Timing

ROWS = [
    ["Ref", "Action", "Lead", "Deadline"],
    ["A1", "Light the streets of the town", "Highways Team", "March 2025"],
    ["A2", "Run walks", "Walking Group", "Ongoing"],
    ["A3", "Open clinics", "NHS Trust", "Q3 2024/25"],
]
WIDTHS = (40, 200, 130, 100)


def as_csv(rows):
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)


def as_html(rows):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!doctype html><script>var x = '<table>'</script><table>{body}</table>"


def as_markdown(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def as_layout(rows):
    return "\n".join("".join(cell.ljust(34) for cell in row).rstrip() for row in rows)


def write_pdf(path, rows, *, ruled, cut=None):
    tables = [rows] if cut is None else [rows[:cut], rows[:1] + rows[cut:]]
    path.write_bytes(pdf([pdf_table(table, WIDTHS, ruled=ruled) for table in tables]))
    return path


def as_template(path):
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    path.write_text(f"<!-- checked -->\n{{% extends 'base.html' %}}\n<div><table>{rows}</table></div>", "utf-8")
    return path


WRITERS = {
    "tabs": lambda folder: write_text(folder / "plan.txt", tabbed(*ROWS)),
    "layout": lambda folder: write_text(folder / "plan.txt", as_layout(ROWS)),
    "csv": lambda folder: write_text(folder / "plan.csv", as_csv(ROWS)),
    "semicolons": lambda folder: write_text(folder / "plan.csv", as_csv(ROWS).replace(",", ";")),
    "utf-16": lambda folder: write_text(folder / "plan.csv", as_csv(ROWS), "utf-16"),
    "tsv with quotes": lambda folder: write_text(folder / "plan.tsv", as_csv(ROWS).replace(",", "\t")),
    "excel": lambda folder: write_excel(folder / "plan.xlsx", {"Notes": [["Nothing here"]], "Plan": [["", *row] for row in ROWS]}),
    "word": lambda folder: write_word(folder / "plan.docx", ROWS),
    "pdf with rules": lambda folder: write_pdf(folder / "plan.pdf", ROWS, ruled=True),
    "pdf without rules": lambda folder: write_pdf(folder / "plan.pdf", ROWS, ruled=False),
    "pdf over two pages": lambda folder: write_pdf(folder / "plan.pdf", ROWS, ruled=True, cut=2),
    "html": lambda folder: write_text(folder / "plan.html", as_html(ROWS)),
    "markdown": lambda folder: write_text(folder / "plan.md", as_markdown(ROWS)),
    "html of a template": lambda folder: as_template(folder / "plan.html"),
    "mislabelled": lambda folder: write_excel(folder / "plan.xlsx", {"Plan": ROWS}).rename(folder / "plan.csv"),
}  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
def test_a_plan_is_read_alike_from_every_format(tmp_path, form):
    draft = read_documents([WRITERS[form](tmp_path)])
    dataset = draft.dataset
    assert [(ref, dataset.title_of(ref)) for ref in dataset.actions] == [(row[0], row[1]) for row in ROWS[1:]]
    claims = dataset.claims.values()
    assert [claim.party_as_printed for claim in claims if isinstance(claim, Responsibility)] == [
        row[2] for row in ROWS[1:]
    ]
    assert [claim.stated for claim in claims if isinstance(claim, Timing)] == [row[3] for row in ROWS[1:]]
    source = dataset.sources[0]
    assert set(draft.documents) == ({source.file} if source.text_file else set())  # fmt: skip


def cells(path):
    _, extract = read_document(path, PlanLooks())
    return [
        [(cell.column, cell.columns, cell.rows, cell.words.text, cell.struck) for cell in row]
        for block in extract.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_word_cells_that_are_merged_listed_nested_and_struck(tmp_path):
    import docx

    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
    table.cell(1, 1).paragraphs[0].style = "List Bullet"
    table.cell(1, 1).paragraphs[0].text = "listed"
    run = table.cell(1, 2).paragraphs[0].add_run("gone")
    run.font.strike = True
    table.cell(1, 2).paragraphs[0].add_run(" stays")
    table.cell(2, 1).add_table(rows=1, cols=2).cell(0, 1).text = "nested"
    document.save(tmp_path / "plan.docx")
    assert cells(tmp_path / "plan.docx") == [
        [(0, 2, 1, "wide", ()), (2, 1, 1, "", ())],
        [(0, 1, 2, "tall", ()), (1, 1, 1, "• listed", ()), (2, 1, 1, "gone stays", ((0, 4),))],
        [(1, 1, 1, "", ()), (2, 1, 1, "", ())],
        [(0, 1, 1, "", ()), (1, 1, 1, "nested", ())],
    ]


def test_excel_dates_show_as_precise_as_their_format_and_numbers_whole(tmp_path):
    import datetime as dt

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row, (value, shown) in enumerate(
        [(dt.date(2025, 3, 1), "mmm-yy"), (dt.date(2025, 3, 31), "dd/mm/yyyy"), (3.0, "0"), (0.5, "0%")], 1
    ):
        sheet.cell(row, 1, value).number_format = shown
    sheet["B1"].value = "struck"
    sheet["B1"].font = openpyxl.styles.Font(strike=True)
    hidden = book.create_sheet("Old")
    hidden["A1"] = "hidden"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "plan.xlsx")
    assert cells(tmp_path / "plan.xlsx") == [
        [(0, 1, 1, "March 2025", ()), (1, 1, 1, "struck", ((0, 6),))],
        [(0, 1, 1, "2025-03-31", ())],
        [(0, 1, 1, "3", ())],
        [(0, 1, 1, "50%", ())],
    ]
    assert read_document(tmp_path / "plan.xlsx", PlanLooks())[1].notes == (
        "the hidden sheet 'Old' was left out (--hidden reads it)",
    )


def test_html_spans_lists_line_breaks_and_struck_words(tmp_path):
    page = (
        "<p>Town &amp; country</p><table><tr><td rowspan=2>a</td><td colspan=2>b<br>c</td></tr>"
        "<tr><td><ul><li>one</li><li>two</li></ul></td><td><s>old</s> new</td></tr></table>"
    )
    assert cells(write_text(tmp_path / "plan.html", page)) == [
        [(0, 1, 2, "a", ()), (1, 2, 1, "b\nc", ())],
        [(1, 1, 1, "• one\n• two", ()), (2, 1, 1, "old new", ((0, 3),))],
    ]


STRATML = """<?xml version="1.0"?>
<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core"><Name>Town plan</Name><StrategicPlanCore>
<Goal><Name>Health</Name><Identifier>_1</Identifier><Stakeholder><Name>Health Board</Name></Stakeholder>
<Objective><Name>Clinics</Name><Description>Open clinics.</Description><Identifier>_2</Identifier>
<Stakeholder><Name>Heart and Lung Trust</Name></Stakeholder>
<Stakeholder StakeholderTypeType="Person"><Name>Zebedee Quux</Name></Stakeholder>
<PerformanceIndicator><MeasurementDimension>Clinics opened</MeasurementDimension>
<MeasurementInstance><TargetResult><StartDate>2024-04-01</StartDate><EndDate>2025-03-31</EndDate>
<NumberOfUnits>5</NumberOfUnits></TargetResult></MeasurementInstance></PerformanceIndicator></Objective></Goal>
</StrategicPlanCore></StrategicPlan>"""


def test_stratml_keeps_identifiers_stakeholders_indicators_and_dates(tmp_path):
    dataset = read_documents([write_text(tmp_path / "plan.xml", STRATML)]).dataset
    assert [(section.title, [action.ref for action in section.actions]) for section in dataset.plan.sections] == [
        ("Health", ["1.1"])
    ]
    assert [dataset.title_of(item) for item in dataset.items] == ["Clinics", "Clinics opened: 5"]
    assert next(iter(dataset.claims.values())).note == "Identifier: _2."
    claims = dataset.claims.values()
    assert [claim.party_as_printed for claim in claims if isinstance(claim, Responsibility)] == [
        "Heart and Lung Trust",
        "Zebedee Quux",
    ]
    assert [
        claim.deadline.model_dump(mode="json", exclude_none=True) for claim in claims if isinstance(claim, Timing)
    ] == [{"kind": "fixed", "date": "2025-03-31", "starts": "2024-04-01"}]
    assert {body.name for body in dataset.registry.bodies} == {"Health Board", "Heart and Lung Trust", "Named officer"}
    assert [dataset.sources[0].text[mask.start : mask.end] for mask in dataset.sources[0].masks] == ["Zebedee Quux"]  # fmt: skip


def test_plain_text_is_kept_as_it_is_quotation_marks_and_all(tmp_path):
    text = 'Plan\r\nRef\tAction\tLead\tDeadline\r\n1\tSend "welcome packs"\tParks Team\t2025\r\n'
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode())
    draft = read_documents([path])
    assert (draft.documents, draft.dataset.sources[0].text, draft.dataset.sources[0].text_file) == ({}, text, "")
