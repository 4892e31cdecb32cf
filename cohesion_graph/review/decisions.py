"""What a person decided, as the desk saves it: one CSV file that opens in Excel, a line for each decision."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass, fields
from enum import StrEnum

from cohesion_graph.errors import DatasetProblems, Problem
from cohesion_graph.model.dataset import Dataset

__all__ = ["COLUMNS", "LEAVE_OPEN", "NOT_MINE", "Decision", "Kind", "read_decisions"]

LEAVE_OPEN, NOT_MINE = "leave open", "not mine"
"""Readings that every doubt has: it stays open; somebody else (`value`) is to be asked."""

UNDONE = "undo "
"""Before the kind of a decision that is taken back."""

_LARGEST = 20 * 2**20
_LONGEST = 5_000


class Kind(StrEnum):
    """What a decision is about; the word in the column ``kind``, empty for a doubt."""

    DOUBT = "doubt"
    TITLE = "title"
    WHO = "who"
    WHEN = "when"
    REFERENCE = "reference"
    NOT_AN_ITEM = "not an item"
    MISSING = "missing"
    BODY = "body"
    NAME = "name"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file; `line` is where it stands."""

    doubt: str
    """The identifier of the doubt, or of what is corrected: an item, a claim, a body, a source."""
    reading: str = ""
    value: str = ""
    why: str = ""
    role: str = ""
    on: str = ""
    kind: str = Kind.DOUBT
    words: str = ""
    """A doubt's words; for what is missing or is a name, where they stand: ``120..143``, the end excluded."""
    dataset: str = ""
    line: int = 0

    @property
    def is_undone(self) -> bool:
        """Whether it takes back what it says; only the live desk sends such."""
        return self.kind.startswith(UNDONE)

    @property
    def day(self) -> dt.date | None:
        """The day of the decision, where it is given."""
        return dt.date.fromisoformat(self.on) if self.on else None

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand.

        Raises:
            ValueError: it does not say.
        """
        start, _, end = self.words.partition("..")
        return int(start), int(end)


COLUMNS = tuple(field.name for field in fields(Decision) if field.name != "line")


def read_decisions(content: bytes, file: str, dataset: Dataset) -> list[Decision]:
    """The decisions of a file, in its order.

    Args:
        content: The file's bytes.
        file: What problems call it.
        dataset: Whose decisions they should be.

    Raises:
        DatasetProblems: it is not such a file, it was cut off, or it is about another dataset; with line and cure.
    """
    text = _text(content, file)
    first = text.partition("\n")[0].strip("\r")
    if first.replace('"', "").split(",") != list(COLUMNS):
        raise DatasetProblems([_not_ours(file, first)])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Decision] = []
    problems: list[Problem] = []
    try:
        next(reader)
        while True:
            line = reader.line_num + 1
            row = next(reader, None)
            if row is None:
                break
            if any(row):
                found += _decision(row, line, file, dataset, problems)
    except csv.Error as error:
        cure = "It was cut off or edited: save it from the desk once more."
        problems.append(Problem(file, reader.line_num, "", f"the line is no CSV ({error})", "whole cells", cure))
    if text and not text.endswith("\n"):
        line = text.count("\n") + 1
        cure = "It was cut off: save it from the desk once more, or end the last line with a line break."
        problems.append(Problem(file, line, "", "the last line does not end", "a line break at the end", cure))
    if problems:
        raise DatasetProblems(problems)
    return found


def _text(content: bytes, file: str) -> str:
    found, cure = "", "Save it in Excel as 'CSV UTF-8 (Comma delimited)', or from the desk once more."
    if len(content) > _LARGEST:
        found, cure = f"it has {len(content):,} bytes", "Save it from the desk once more."
    elif content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        found = "it is an Excel workbook"
    elif b"\0" in content:
        found = "it is not UTF-8"
    else:
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise DatasetProblems([Problem(file, line, "", "it is not UTF-8", "UTF-8 text", cure)]) from error
    raise DatasetProblems([Problem(file, 1, "", found, "a CSV file of decisions in UTF-8", cure)])


def _not_ours(file: str, first: str) -> Problem:
    expected = ",".join(COLUMNS)
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if first.replace('"', "").split(sign) == list(COLUMNS):
            found = f"its cells are parted by {name}"
            cure = "Save it in Excel as 'CSV UTF-8 (Comma delimited)', with the English list separator."
            return Problem(file, 1, "", found, "commas", cure)
    missing = [name for name in COLUMNS if name not in first]
    found = f"its first line has no column {missing[0]!r}" if missing else f"its first line is {first[:80]!r}"
    return Problem(file, 1, "", found, expected, "Save it from the desk once more, and keep its first line.")


def _decision(row: list[str], line: int, file: str, dataset: Dataset, problems: list[Problem]) -> list[Decision]:
    if len(row) != len(COLUMNS):
        cure = "It was cut off or edited: save it from the desk once more."
        problems.append(Problem(file, line, "", f"the line has {len(row)} cells", f"{len(COLUMNS)} cells", cure))
        return []
    cells = {name: _unneutralised(cell).strip() for name, cell in zip(COLUMNS, row, strict=True)}
    one = Decision(**{**cells, "kind": cells["kind"] or Kind.DOUBT}, line=line)
    before = len(problems)
    for name, cell in cells.items():
        if len(cell) > _LONGEST:
            problems.append(Problem(file, line, name, f"{len(cell):,} characters", f"at most {_LONGEST:,}", "Shorten."))
    if one.dataset != dataset.id:
        cure = "Give the decisions to the dataset they were made for, with -d."
        problems.append(Problem(file, line, "dataset", repr(one.dataset), repr(dataset.id), cure))
    if not one.role:
        cure = "Write in which role you decided, such as 'dataset editor'; never a name."
        problems.append(Problem(file, line, "role", "no role", "the role of who decided", cure))
    if one.kind.removeprefix(UNDONE) not in set(Kind):
        problems.append(Problem(file, line, "kind", repr(one.kind), ", ".join(Kind), "Put back the word."))
    if one.on and not _is_day(one.on):
        cure = "Excel may have changed it: write year-month-day, such as 2026-03-31, or leave it empty."
        problems.append(Problem(file, line, "on", repr(one.on), "a day", cure))
    if one.kind in {Kind.MISSING, Kind.NAME} and not re.fullmatch(r"\d{1,8}\.\.\d{1,8}", one.words):
        cure = "It was edited: mark the words in the desk and save once more."
        problems.append(Problem(file, line, "words", repr(one.words), "first and last place, such as 120..143", cure))
    return [one] if len(problems) == before else []


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and dt.date.fromisoformat(text) is not None
    except ValueError:
        return False


def _unneutralised(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell
