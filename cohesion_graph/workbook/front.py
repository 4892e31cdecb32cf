"""The workbook's first sheet: the plan as people know it, a row an action or milestone, with its doubts to answer.

It tells; the sheets behind it are corrected. Brought back are the column *Answer*: a reading chosen there, or one's own
words, settles the doubt beside it as a decision on the review desk does (`review.decided`); and what is written under
*Status*, *Reported on* and *Comment*, as a report (`front_reports`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cohesion_graph.derive import Derivation
from cohesion_graph.derive.progress import report_about
from cohesion_graph.model.claims import Doubt, Responsibility, StatusReport, Timing
from cohesion_graph.model.codes import Role
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.review.decisions import LEAVE_OPEN, Decision
from cohesion_graph.tables.xlsx_rows import cell_text
from cohesion_graph.workbook.front_reports import REPORTING, write_exported
from cohesion_graph.workbook.updates_form import offer_statuses

__all__ = ["ANSWERS", "EDITOR", "FRONT", "answers", "write_front"]

FRONT = "plan"
ANSWERS = "possible answers"
"""The hidden sheet with the readings that drop-downs offer, a row for each doubt."""

EDITOR = "dataset editor"
"""The role in which whoever corrects the workbook decides."""

_HEAD = 4
"""The row of the headings, from 1; above it stand the council, the plan and what to do."""

_LINE = 15
"""Height of a line, in points."""

_COLUMNS = (
    ("Ref", 8),
    ("Action or milestone", 50),
    ("Lead", 24),
    ("Others", 28),
    ("By when", 22),
    ("Status", 18),
    ("Reported on", 13),
    ("Comment", 30),
    ("In doubt", 44),
    ("Answer", 34),
    ("doubt_id", 12),
    ("item_id", 12),
)
_HEADINGS = tuple(name for name, _ in _COLUMNS)
_ANSWER = _HEADINGS.index("Answer") + 1


def write_front(book: Any, derivation: Derivation, formats: dict[str, Any]) -> None:
    """Add the sheet, and the hidden one with the readings to choose from."""
    dataset = derivation.dataset
    page = book.add_worksheet(FRONT)
    offered = book.add_worksheet(ANSWERS)
    offered.very_hidden()
    title = book.add_format({"bold": True, "font_size": 14})
    page.write_string(0, 0, cell_text(f"{dataset.authority.name}: {dataset.plan.title}"), title)
    sources = "; ".join(source.title or source.label for source in dataset.sources)
    page.write_string(1, 0, cell_text(f"From: {sources}{_period(dataset)}"))
    page.write_string(
        2,
        0,
        "Answer what is in doubt in the last column; report by status, day and comment; correct the rest behind.",
    )
    for place, (name, width) in enumerate(_COLUMNS):
        page.write_string(_HEAD - 1, place, name, formats["heading"])
        page.set_column(place, place, width, None, {"hidden": name.endswith("_id")})
    page.freeze_panes(_HEAD, 2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD - 1)
    number, asked = _HEAD, 0
    reported = []
    for item, told, doubt in _rows(dataset):
        cells = (*told, *((doubt.what, _answer(dataset, doubt), doubt.id) if doubt else ("", "", "")), item)
        if item:
            reported.append((item, *(told[_HEADINGS.index(name)] for name in REPORTING)))
        for place, text in enumerate(cells):
            page.write_string(number, place, cell_text(text), formats["cell"])
        page.set_row(number, _LINE * max(_lines(text, width) for text, (_, width) in zip(cells, _COLUMNS, strict=True)))
        if doubt:
            page.conditional_format(number, 0, number, _ANSWER - 1, {"type": "no_errors", "format": formats["doubt"]})
            readings = (*doubt.readings, LEAVE_OPEN)
            for place, reading in enumerate(readings):
                offered.write_string(asked, place, cell_text(reading))
            _offer(page, number, asked, len(readings))
            asked += 1
        number += 1
    page.autofilter(_HEAD - 1, 0, max(number - 1, _HEAD), len(_COLUMNS) - 1)
    offer_statuses(book, page, dataset, (_HEAD, _HEADINGS.index("Status"), max(number - 1, _HEAD)))
    write_exported(book, reported)


def _period(dataset: Dataset) -> str:
    """From when until when the dates of the plan run; empty where it has none."""
    dates = [date for one in dataset.claims.values() if isinstance(one, Timing) and (date := one.deadline.date)]
    if not dates:
        return ""
    first, last = min(date.first_day for date in dates), max(date.last_day for date in dates)
    return f". Dates from {first:%d/%m/%Y} to {last:%d/%m/%Y}"


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column of so many characters; an identifier is hidden and takes one."""
    return max(1, -(-len(text) // (width - 2))) if " " in text.strip() else 1


def _offer(page: Any, row: int, asked: int, count: int) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    first, last = (xl_rowcol_to_cell(asked, place, row_abs=True, col_abs=True) for place in (0, count - 1))
    source = f"='{ANSWERS}'!{first}:{last}"
    options = {"validate": "list", "source": source, "error_type": "information"}
    page.data_validation(row, _ANSWER - 1, row, _ANSWER - 1, options)


def _answer(dataset: Dataset, doubt: Doubt) -> str:
    """What a doubt was settled as, if it was."""
    return next((one.holds for one in dataset.editorial.settlements if one.doubt == doubt.id), "")


def _rows(dataset: Dataset) -> Iterator[tuple[str, tuple[str, ...], Doubt | None]]:
    """Each item with its first doubt, then rows without item for further ones; last the doubts about no item."""
    doubts: dict[str, list[Doubt]] = {}
    for doubt in dataset.doubts.values():
        doubts.setdefault(doubt.item or "", []).append(doubt)
    for item in dataset.items:
        own = doubts.get(item, [])
        yield item, _told(dataset, item), own[0] if own else None
        for doubt in own[1:]:
            yield "", (action_of(item), *("",) * 7), doubt
    for doubt in doubts.get("", []):
        yield "", ("",) * 8, doubt


def _told(dataset: Dataset, item: str) -> tuple[str, ...]:
    named: dict[str, dict[str, None]] = {"lead": {}, "others": {}}
    for claim in dataset.claims_about(item, Responsibility):
        leads = claim.role is Role.LEAD
        role = "" if leads else f" ({claim.role.label})"
        named["lead" if leads else "others"][f"{dataset.bodies[claim.party].name}{role}"] = None
    stated = dict.fromkeys(" ".join(claim.stated.split()) for claim in dataset.claims_about(item, Timing))
    report: StatusReport | None = report_about(dataset, item, None)
    return (
        action_of(item),
        f"    {dataset.title_of(item)}" if is_milestone(item) else dataset.title_of(item),
        "; ".join(named["lead"]),
        "; ".join(named["others"]),
        "; ".join(stated),
        (report.status_as_printed or report.status.label) if report else "",
        str(report.as_of or "") if report else "",
        report.note if report else "",
    )


def answers(dataset: Dataset, rows: Sequence[Sequence[str]]) -> list[Decision]:
    """The doubts that were answered on the sheet, as decisions; what was settled so already is left out.

    Args:
        dataset: As it is now.
        rows: The sheet's cells as text, from its first row on.
    """
    found = []
    headings = rows[_HEAD - 1] if len(rows) >= _HEAD else ()
    for line, row in enumerate(rows[_HEAD:], _HEAD + 1):
        cells = dict(zip(headings, row, strict=False))
        answer, identifier = _as_shown(cells.get("Answer", "")), cells.get("doubt_id", "")
        doubt = dataset.doubts.get(identifier)
        if not identifier or not answer or (doubt and answer == _as_shown(_answer(dataset, doubt))):
            continue
        readings = {_as_shown(one): one for one in (*(doubt.readings if doubt else ()), LEAVE_OPEN)}
        reading = readings.get(answer, "")
        value = "" if reading else answer
        found.append(Decision(identifier, reading, value, role=EDITOR, line=line))
    return found


def _as_shown(text: str) -> str:
    """Words as a cell gives them back: without what no cell can hold, nor white space around them."""
    # a cell may give a carriage return back as the mark that stands for it in the file
    return cell_text(text).replace("\r", "").replace("_x000D_", "").strip()
