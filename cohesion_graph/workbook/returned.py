"""Sheets that were filled in and sent back: their rows become rows of the updates file.

A partner sheet (Word, Excel, CSV), the updates workbook and anything else with a table of items and statuses is read by
the columns that the updates file has (`folder.updates_sheet`), and as strictly: every fault of every row is told, and
nothing is taken then. Rows without status, note or date report nothing. What the updates file tells already is not
told again, so the same sheet may be taken twice.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cohesion_graph.documents.cells import Table
from cohesion_graph.documents.opening import read_document
from cohesion_graph.errors import DatasetProblems, Problem
from cohesion_graph.folder.updates import UPDATES, ReadRow, RowReader, with_updates
from cohesion_graph.folder.updates_sheet import COLUMNS, Sheet, columns_of
from cohesion_graph.ingest.records.looks import PlanLooks
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.workbook.records import typed_date

__all__ = ["Filled", "Returned", "with_reports", "with_returned"]

_NEEDED = ("item", "status")
_HEADINGS_WITHIN = 10
"""Rows from the top of a table among which its headings stand."""

Row = dict[str, str]

Filled = tuple[tuple[str, int], Row, str]
"""A row that was filled in: its file and line, its cells by column, and what its column of statuses is headed."""


@dataclass(frozen=True, slots=True)
class Returned:
    """An updates file with the rows of sheets that came back."""

    content: bytes
    """The file; as it was where nothing is new."""
    changes: tuple[str, ...]
    """What is new, a sentence for each row."""
    known: int
    """Rows that the file told already."""


def with_returned(
    dataset: Dataset, before: bytes | None, sheets: Sequence[Path], *, day: str = "", by: str = ""
) -> Returned:
    """The updates file of a dataset with what was filled in on sheets.

    Args:
        dataset: Without the reports of the updates file.
        before: The updates file; None where there is none yet.
        sheets: Files with a table that has columns for items and statuses.
        day: The day that rows without one tell of, such as ``2009-03-31``.
        by: The role or body that reports, for rows that name none.

    Raises:
        UnreadableDocument: a file cannot be read.
        DatasetProblems: a file has no such table, or rows are wrong; every fault of every row of every file.
    """
    default = {"date": day, "reported by": by}
    return with_reports(dataset, before, (row for path in sheets for row in _filled(dataset, path, default)))


def with_reports(dataset: Dataset, before: bytes | None, rows: Iterable[Filled]) -> Returned:
    """The updates file of a dataset with rows that were filled in.

    Args:
        dataset: Without the reports of the updates file.
        before: The updates file; None where there is none yet.
        rows: What was filled in.

    Raises:
        DatasetProblems: rows are wrong; every fault of every row.
    """
    reader = RowReader(dataset)
    problems: list[Problem] = []
    known = set(_known(dataset, before))
    said: dict[tuple[str, str], str] = {}
    new: list[Row] = []
    changes: list[str] = []
    told_already = 0
    for place, row, heading in rows:
        read = reader.read(row | {"date": _typed(row["date"])}, heading, place)
        if not isinstance(read, ReadRow):
            problems += read
            continue
        told = row | {"item": read.item, "date": read.day.isoformat()}
        report = _key(read.item, told["date"], read.status.printed, read.note(row))
        if report in known:
            told_already += 1
            continue
        known.add(report)
        first = said.setdefault((read.item, told["date"]), row["status"])
        if first != row["status"]:
            found = f"{row['status']!r} for {read.item} on {told['date']}, of which {first!r} is told as well"
            problems.append(Problem(*place, "status", found, "one status for an item and a day"))
            continue
        new.append(told)
        changes.append(f"{read.item}: {row['status']}, as of {told['date']}")
    if problems:
        raise DatasetProblems(problems)
    content = _added(before, new) if new else before or b""
    if new:
        with_updates(dataset, content)  # whatever else is wrong with the file is told before it is written
    return Returned(content, tuple(changes), told_already)


def _typed(words: str) -> str:
    """A day as people type them, as the updates file writes it; what names no single day as it is."""
    date = typed_date(words)
    return date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else words


def _key(item: str, day: str, status: str, note: str) -> tuple[str, ...]:
    return (item, day, *(" ".join(words.split()).casefold() for words in (status, note)))


def _known(dataset: Dataset, before: bytes | None) -> Iterator[tuple[str, ...]]:
    """The reports of the updates file as it is."""
    if before is None:
        return
    told = with_updates(dataset, before, withhold=False)
    source = told.sources[-1].id
    for claim in told.claims.values():
        if isinstance(claim, StatusReport) and claim.source == source:
            yield _key(claim.item, str(claim.as_of), claim.status_as_printed, claim.note)


def _filled(dataset: Dataset, path: Path, default: Mapping[str, str]) -> Iterator[Filled]:
    """Each row of a file in which something was filled in: its place, its cells by column, the heading of statuses."""
    _, extract = read_document(path, PlanLooks(), with_hidden=True)  # a filter hides rows, and they are filled in
    is_found = False
    for table in (block for block in extract.blocks if isinstance(block, Table)):
        headed = _headings(table)
        if headed is None:
            continue
        is_found = True
        start, places, heading = headed
        for cells in table.rows[start:]:
            texts = {cell.column: cell.standing.text.strip() for cell in cells}
            row = {column: texts.get(place, "") for column, place in places.items()}
            if not any(row.get(column) for column in ("status", "note", "date")):
                continue
            filled = {column: row.get(column) or default.get(column, "") for column in COLUMNS}
            filled["item"] = _item(dataset, filled["item"])
            yield (f"{path.name} [{table.place}]", cells[0].row + 1), filled, heading
    if not is_found:
        found = "it has no table with a column of items and one of statuses"
        cure = f"Let a table have the headings: {', '.join(COLUMNS)}."
        raise DatasetProblems([Problem(path.name, 0, "", found, "a sheet that was filled in", cure)])


def _headings(table: Table) -> tuple[int, dict[str, int], str] | None:
    """Where the rows of a table begin, which column stands where, and what that of statuses is headed."""
    for number, cells in enumerate(table.rows[:_HEADINGS_WITHIN]):
        names = [""] * table.width
        for cell in cells:
            names[cell.column] = cell.standing.text
        places = columns_of(names)
        if all(column in places for column in _NEEDED):
            return number + 1, places, names[places["status"]].strip()
    return None


def _item(dataset: Dataset, cell: str) -> str:
    """The item that a cell names: by its identifier, or by reference and words as a sheet for Word prints them."""
    ref = cell.split(maxsplit=1)[0] if cell.strip() else ""
    if ref not in dataset.actions or cell in dataset.items:
        return cell
    words = " ".join(cell.split())
    if "Milestone: " not in words or f"{ref} {_title(dataset, ref)}" == words:
        return ref
    named = [one for one in dataset.milestones_of(ref) if f"Milestone: {_title(dataset, one)}" in words]
    return max(named, key=lambda one: len(_title(dataset, one)), default=cell)


def _title(dataset: Dataset, item: str) -> str:
    return " ".join(dataset.title_of(item).split())


def _added(before: bytes | None, rows: Sequence[Row]) -> bytes:
    """An updates file with more rows; what stands in it is kept, and a column that it lacks added to its heading."""
    sheet = Sheet.of(before or ",".join(COLUMNS).encode(), UPDATES)
    head = sheet.records[0]
    width = len(next(csv.reader([sheet.text[head.start : head.end]], delimiter=sheet.separator)))
    lacking = [name for name in COLUMNS if name not in sheet.places and any(row[name] for row in rows)]
    places = dict(sheet.places) | {name: width + n for n, name in enumerate(lacking)}
    heading = sheet.separator.join([sheet.text[: head.end], *lacking])
    below = sheet.text[head.end :].rstrip("\r\n")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sheet.separator, lineterminator="\r\n")
    for row in rows:
        cells = [""] * (width + len(lacking))
        for name, place in places.items():
            cells[place] = row[name]
        writer.writerow(cells)
    return f"{heading}{below}\r\n{out.getvalue()}".encode()
