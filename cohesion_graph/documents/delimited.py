"""CSV and TSV: the delimiter is told by the rows themselves."""

from __future__ import annotations

import csv
import io
import re
import statistics

from cohesion_graph.documents.cells import Cell, Extract, ExtractBuilder, loose
from cohesion_graph.documents.export_values import plain_value
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import MOST_CELLS, check_columns, refused

__all__ = ["is_delimited", "read_delimited"]

_LONGEST_FIELD = 1_000_000
_SAMPLE = 200_000


_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_FORMULA = re.compile(r'="((?:[^"]|"")*)"|=HYPERLINK\("(?:[^"]|"")*"[,;]\s*"((?:[^"]|"")*)"\)', re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]")
_NAMED = frozenset({".csv", ".tsv", ".tab"})
_SCHEMA = re.compile(r'"?ListSchema=\{[^\n]*\r?\n')
"""A first line that Microsoft Lists writes for programs."""


def is_delimited(text: str, suffix: str = "") -> bool:
    """Whether a text is a table of delimited cells."""
    rest, stated = _without_stated(text.lstrip("\ufeff"))
    return bool(stated or _delimiter_of(rest, suffix))


def _without_stated(text: str) -> tuple[str, str]:
    """The text without a first line that states its delimiter to Excel (``sep=;``) or its columns; the delimiter."""
    if schema := _SCHEMA.match(text):
        return text[schema.end() :], ""
    found = _STATED.match(text)
    return (text[found.end() :], found[1]) if found else (text, "")


def _delimiter_of(text: str, suffix: str = "") -> str:
    """The character that parts cells; empty for text that is no table of delimited cells.

    Text with tabs and no quoted cells is left to the plain reader, which keeps it as it is. Rows must agree on a
    number of cells; commas in running text do not.
    """
    sample = text[:_SAMPLE]
    best, most = "", 1.0
    # "(Lead: Parks, by May 2031)" at the end of lines parts no cells
    text_only = sample if suffix in _NAMED else _BRACKETS.sub("", sample)
    for delimiter in (",", ";", "\t", "|"):
        widths = _widths(text_only, delimiter)
        if len(widths) < 2:
            continue
        usual = statistics.mode(widths)
        share = sum(width == usual for width in widths) / len(widths)
        is_named = (suffix, delimiter) in {(".csv", ","), (".csv", ";"), (".tsv", "\t"), (".tab", "\t")}
        if usual > 1 and share >= (0.5 if is_named else 0.8) and usual * share > most:
            best, most = delimiter, usual * share
    if best == "\t" and not re.search(r'(?m)(?:^|\t)"(?:[^"]|"")*"(?:\t|\r?$)', sample):
        return ""
    if not best and suffix == ".csv" and "\t" not in sample:
        return "," if "," in sample else ""
    if best in {",", ";", "|"} and sample.count("\t") > sample.count(best):
        return ""
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    rows = csv.reader(io.StringIO(sample), delimiter=delimiter)
    widths = []
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) >= 200:
                break
    except csv.Error:
        return []
    return widths


def read_delimited(given: Given) -> Extract:
    """The rows of a delimited file as one table.

    Raises:
        UnreadableDocument: it has more columns or cells than any plan, or a cell without an end.
    """
    name, encoding = given.name, given.encoding
    text, stated = _without_stated(given.text.lstrip("\ufeff"))
    delimiter = stated or _delimiter_of(text, given.suffix) or ","
    builder = ExtractBuilder("text/tab-separated-values" if delimiter == "\t" else "text/csv")
    if encoding != "utf-8":
        builder.notes.append(f"read as {encoding}: check names with accents")
    rows: list[list[Cell]] = []
    count = 0
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            filled = [column for column, cell in enumerate(row) if cell.strip()]
            check_columns(name, f"row {number + 1}", len(filled))
            count += len(filled)
            if count > MOST_CELLS:
                found = f"it has more than {MOST_CELLS:,} cells"
                raise refused(name, found, "a plan", "Copy the rows of the plan into a file of their own.")
            kept = row[: filled[-1] + 1] if filled else []
            rows.append([Cell(loose(_shown(cell)), number, column) for column, cell in enumerate(kept)])
    except csv.Error as error:
        cure = "Look for a quotation mark that is not closed, or save it as .xlsx."
        raise refused(name, f"its rows cannot be told apart ({error})", "rows of delimited cells", cure) from error
    builder.table(rows, "the table")
    return builder.extract()


def _shown(cell: str) -> str:
    """A cell as Excel shows it: text that is written as a formula (``="1.10"``, a link with words) is that text."""
    text = cell.strip()
    formula = _FORMULA.fullmatch(text) if text[:1] == "=" else None
    return plain_value((formula[1] or formula[2] or "").replace('""', '"').strip() if formula else text)
