"""Numbers that Word prints in front of list entries are read as they are printed."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from outline import outline

from cohesion_graph.documents import read_document
from cohesion_graph.documents.cells import Paragraph
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.records.looks import PlanLooks

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def number_as(document, *levels: tuple[str, str], start: int = 1) -> int:
    """Define a list with a format and a text for each level ("decimal", "%1.%2"), and give its number."""
    root = document.part.numbering_part.element
    drawn = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="90">{drawn}</w:abstractNum>'))
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start > 1 else ""
    root.append(parse_xml(f'<w:num {NS} w:numId="91"><w:abstractNumId w:val="90"/>{override}</w:num>'))
    return 91


def put_in_list(paragraph, number: int, depth: int = 0) -> None:
    facts = paragraph._p.get_or_add_pPr()
    facts.append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'))


def marked(path) -> list[str]:
    return [block.words.text for block in read_document(path, PlanLooks())[1].blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "levels, start, expected",
    [
        ([("decimal", "%1."), ("decimal", "%1.%2")], 1, ["1. A", "1.1 B", "1.2 C", "2. D", "2.1 E"]),
        ([("upperRoman", "%1)"), ("lowerLetter", "(%2)")], 1, ["I) A", "(a) B", "(b) C", "II) D", "(a) E"]),
        ([("decimalZero", "SP-%1"), ("bullet", "o")], 9, ["SP-09 A", "• B", "• C", "SP-10 D", "• E"]),
        ([("upperLetter", "%1"), ("none", "")], 1, ["A A", "B", "C", "B D", "E"]),
        ([("decimal", "%1.")], 1, ["1. A", "• B", "• C", "2. D", "• E"]),
    ],
)
def test_marks_are_counted_level_by_level(tmp_path, levels, start, expected):
    document = docx.Document()
    number = number_as(document, *levels, start=start)
    for text, depth in zip("ABCDE", (0, 1, 1, 0, 1), strict=True):
        put_in_list(document.add_paragraph(text), number, depth)
    document.save(tmp_path / "plan.docx")
    assert marked(tmp_path / "plan.docx") == expected


def test_references_that_are_only_list_numbers_are_the_actions(tmp_path):
    document = docx.Document()
    number = number_as(document, ("decimal", "%1."), ("decimal", "%1.%2"))
    table = document.add_table(rows=4, cols=4)
    rows = [
        ("Ref", "Action", "Lead", "By when"),
        ("", "Safer streets", "", ""),
        ("", "Light Mill Lane", "Highways", "2025"),
        ("", "Extend taxi marshals", "Licensing Team", "2026"),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for row, depth in zip(table.rows[1:], (0, 1, 1), strict=True):
        put_in_list(row.cells[0].paragraphs[0], number, depth)
    document.save(tmp_path / "plan.docx")
    assert outline(read_documents([tmp_path / "plan.docx"]).dataset) == (
        "# Safer streets\n"
        "1.1 Light Mill Lane\n  lead: Highways\n  by: 2025\n"
        "1.2 Extend taxi marshals\n  lead: Licensing Team\n  by: 2026\n"
    )


def test_plain_numbers_of_a_list_inside_a_cell_are_bullets(tmp_path):
    document = docx.Document()
    number = number_as(document, ("decimal", "%1."))
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Action", "Lead", "Milestones"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("Plant trees", "Parks", "Sites agreed"), strict=True):
        cell.text = text
    for column, text in ((1, "Police"), (2, "Trees planted")):
        cell = table.cell(1, column)
        cell.add_paragraph(text)
        for paragraph in cell.paragraphs:
            put_in_list(paragraph, number)
    document.save(tmp_path / "plan.docx")
    assert outline(read_documents([tmp_path / "plan.docx"]).dataset) == (
        "# Actions\n1 Plant trees\n  - Sites agreed\n    lead: Parks\n  - Trees planted\n    lead: Police\n"
    )
