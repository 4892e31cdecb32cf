"""One plan in every form that is read, with what makes forms hard: merged, nested, listed, struck, wrapped cells."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from papers import pdf, pdf_table, tabbed, write_excel, write_text, write_word

ROWS = (
    ("Ref", "Action", "Lead", "Partners", "Deadline", "Milestones", "Status"),
    ("CC1", "Map the town in line with the LAA", "Housing Team", "Police; Fire Service", "March 2025", "• Map is complete\n• Map is shared by May 2025", "Complete"),
    ("CC2", "Hold a fair", "J. Bloggs (Arts Group)", "Council to lead, Police to contribute", "Ongoing", "Fair was held Fair was liked", "Amber"),
    ("", "and a second one", "", "", "", "", ""),
    ("E03", "Open the hub", "Youth Forum & Voluntary Sector", "", "Q3 2024/25", "", ""),
)  # fmt: skip
WIDTHS = (35, 120, 90, 90, 60, 90, 60)
TITLE = "Anytown Borough Council Cohesion Plan as at May 2024"

STRATML = """<?xml version="1.0" encoding="UTF-8"?>
<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core"><Name>Plan</Name><Description>Ours</Description>
<StrategicPlanCore><Organization><Name>Anytown</Name></Organization><Vision><Description>Good</Description></Vision>
<Goal><SequenceIndicator>1</SequenceIndicator><Name>Trees</Name><Description>More</Description><Identifier>_a</Identifier>
<Stakeholder StakeholderTypeType="Person"><Name>Jane Bloggs</Name></Stakeholder>
<Stakeholder StakeholderTypeType="Organization"><Name>Parks Trust</Name></Stakeholder>
<Objective><SequenceIndicator>1.1</SequenceIndicator><Name>Plant trees</Name><Description>In parks</Description>
<Identifier>_b</Identifier><Stakeholder><Name>Parks Team</Name><Role><Name>Lead</Name></Role></Stakeholder>
<PerformanceIndicator><MeasurementDimension>Trees</MeasurementDimension><UnitOfMeasurement>each</UnitOfMeasurement>
<MeasurementInstance><TargetResult><StartDate>2024-04-01</StartDate><EndDate>2025-03-31</EndDate>
<NumberOfUnits>100</NumberOfUnits></TargetResult></MeasurementInstance></PerformanceIndicator></Objective>
<Objective><Name>Water trees</Name><Description/><Stakeholder><Name>Friends</Name></Stakeholder></Objective></Goal>
</StrategicPlanCore></StrategicPlan>
"""


def _html() -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell.replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>" for row in ROWS[1:]
    )
    head = "".join(f'<th colspan="1" rowspan="1">{cell}</th>' for cell in ROWS[0])
    more = '<tr><td rowspan="2">CC4</td><td colspan="2"><ul><li>Paint <s>one</s></li><li>two</li></ul></td></tr>'
    return (
        f"<!doctype html><title>Plan</title><h1>{TITLE}</h1><p>As <b>agreed</b></p><table><tr><td>"
        f"<table><caption>Actions</caption><tr>{head}</tr>{rows}{more}</table></td></tr></table>"
    )


def _markdown() -> str:
    lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in ROWS]
    cards = "## Theme\n\n### Action 1.1: Plant ~~old~~ trees\n\n- **Lead:** Parks Team\n- **Timescale:** Q2 2024/25\n"
    return "\n".join([f"# {TITLE}\n", lines[0], "|---" * len(ROWS[0]) + "|", *lines[1:], "", cards])


def _layout() -> str:
    body = ["".join(cell.replace("\n", " ").ljust(62) for cell in row).rstrip() for row in ROWS]
    return "\n".join([TITLE, "", *body])


def _delimited(delimiter: str) -> str:
    return "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in ROWS)


def _cards() -> str:
    names = ROWS[0]
    cards = ["\n".join(f"{name}: {cell}" for name, cell in zip(names, row, strict=True)) for row in ROWS[1:3]]
    return "\n\n".join([TITLE, *cards])


def _excel(folder: Path) -> Path:
    import datetime as dt

    import openpyxl
    from openpyxl.styles import Font

    rows = [["", TITLE], *[["", *row] for row in ROWS]]
    path = write_excel(folder / "plan.xlsx", {"Plan": rows, "Notes": [["Nothing"]]}, merges=["A1:C1"])
    book = openpyxl.load_workbook(path)
    sheet = book["Plan"]
    sheet["F4"] = dt.datetime(2025, 3, 31)  # noqa: DTZ001 - Excel knows no time zones
    sheet["F4"].number_format = "mmm-yy"
    sheet["F5"], sheet["F6"], sheet["G6"] = 0.5, True, "=1+1"
    sheet["F5"].number_format = "0%"
    sheet["D3"].font = Font(strike=True)
    sheet.merge_cells("B4:B5")
    book.properties.created = book.properties.modified = dt.datetime(2024, 5, 1)  # noqa: DTZ001 - as above
    book.save(path)
    return path


def _word(folder: Path) -> Path:
    import docx

    path = write_word(folder / "plan.docx", ROWS, heading=TITLE, bullets=True)
    document = docx.Document(path)
    table = document.tables[0]
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(4, 3).merge(table.cell(4, 4))
    table.cell(4, 5).add_table(1, 2).cell(0, 0).text = "Doors open"
    table.cell(1, 4).paragraphs[0].runs[0].font.strike = True
    document.save(path)
    return path


def _pdf(folder: Path, *, ruled: bool) -> Path:
    path = folder / "plan.pdf"
    lined = [[cell.replace(" ", "\n") if len(cell) > 14 else cell for cell in row] for row in ROWS]
    words, rules = pdf_table(lined, WIDTHS, ruled=ruled, top=80)
    second, more = pdf_table([lined[0], lined[-1]], WIDTHS, ruled=ruled, top=40)
    path.write_bytes(pdf([([(40, 40, TITLE), *words], rules), (second, more)]))
    return path


FORMS: dict[str, Callable[[Path], Path]] = {
    "tabs": lambda folder: write_text(
        folder / "plan.txt", tabbed([TITLE], *([cell.replace("\n", " ") for cell in row] for row in ROWS))
    ),
    "layout": lambda folder: write_text(folder / "plan.txt", _layout()),
    "cards": lambda folder: write_text(folder / "plan.txt", _cards()),
    "delimited": lambda folder: write_text(folder / "plan.csv", _delimited(",")),
    "tsv": lambda folder: write_text(folder / "plan.tsv", _delimited("\t")),
    "html": lambda folder: write_text(folder / "plan.html", _html()),
    "markdown": lambda folder: write_text(folder / "plan.md", _markdown()),
    "stratml": lambda folder: write_text(folder / "plan.xml", STRATML),
    "excel": _excel,
    "word": _word,
    "ruled pdf": lambda folder: _pdf(folder, ruled=True),
    "unruled pdf": lambda folder: _pdf(folder, ruled=False),
}
"""Writers of one document each, by the form."""
