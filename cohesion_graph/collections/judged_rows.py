"""The rows of a file of judgements as people keep it in Excel: CSV in any of its ways, or the workbook itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cohesion_graph.errors import CohesionError, DatasetProblems, Problem

__all__ = ["rows_of"]

_WORKBOOK: Final = b"PK"
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
"""How text begins that Excel saves as "Unicode text"."""


def rows_of(content: bytes, file: str, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table, each with its line; cells by column, without outer spaces.

    Args:
        content: The file's bytes: CSV in UTF-8, UTF-16 or the Windows code page, parted by commas, semicolons or tabs,
            or an Excel workbook, of which the first sheet with the columns counts.
        file: What problems call it.
        needed: Columns that there must be, in any order.

    Raises:
        DatasetProblems: it is no such table, or lacks a column.
    """
    if not content.startswith(_WORKBOOK):
        yield from _headed(_lines(content, file), file, needed)
        return
    tables = _sheets(content, file)
    table = next((one for one in tables if not _missing(_names(one[0][1]), needed)), tables[0] if tables else [])
    yield from _headed(table, file, needed)


def _headed(
    rows: Iterable[tuple[int, list[str]]], file: str, needed: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    told = iter(rows)
    names = _names(next(told, (1, []))[1])
    if missing := _missing(names, needed):
        found = f"the heading lacks {' and '.join(map(repr, missing))}"
        raise DatasetProblems([Problem(file, 1, "", found, ", ".join(needed), "Let the first row name the columns.")])
    for line, cells in told:
        if any(cells):
            full = [*cells, *[""] * (len(names) - len(cells))]
            yield line, {name: cell.strip() for name, cell in zip(names, full, strict=False) if name}


def _names(heading: Iterable[str]) -> list[str]:
    return [name.strip().casefold().replace(" ", "_") for name in heading]


def _missing(names: Sequence[str], needed: Iterable[str]) -> list[str]:
    return [name for name in needed if name not in names]


def _lines(content: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV file."""
    try:
        text = content.decode("utf-16" if content.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    heading = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count))
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise DatasetProblems([Problem(file, reader.line_num, "", f"the line is no CSV ({error})")]) from error


def _sheets(content: bytes, file: str) -> list[list[tuple[int, list[str]]]]:
    """The tables of a workbook, rows that a filter hides too."""
    from cohesion_graph.documents.cells import Table
    from cohesion_graph.documents.given import Given
    from cohesion_graph.documents.hidden import HiddenParts
    from cohesion_graph.documents.opening import read_given
    from cohesion_graph.ingest.records.looks import PlanLooks

    try:
        blocks = read_given(Given(file, content, PlanLooks(), HiddenParts(are_read=True))).blocks
    except CohesionError as error:
        cure = "Save it in Excel as 'CSV UTF-8 (Comma delimited)'."
        raise DatasetProblems([Problem(file, 0, "", str(error), "a sheet of judgements", cure)]) from error
    found = []
    for table in (one for one in blocks if isinstance(one, Table) and one.rows):
        rows = []
        for cells in table.rows:
            texts = [""] * table.width
            for cell in cells:
                texts[cell.column] = cell.standing.text
            rows.append((cells[0].row + 1, texts))
        found.append(rows)
    return found
