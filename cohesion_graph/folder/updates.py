"""Progress updates: a small CSV file that people keep in Excel, read as a document whose rows are its statements.

=========== =====================================================================================================
column      holds
=========== =====================================================================================================
item        the action's reference (``CC1``) or the milestone's identifier (``CC1/report-produced``)
date        the day the report is about: ``2009-03-31`` or ``31/03/2009``
status      ``not started``, ``in progress``, ``complete``, ``ongoing``, ``delayed``, ``cancelled`` or ``superseded``
note        what else is to be told; may be empty
reported by the role or body that reports; never a person's name
=========== =====================================================================================================

The file is called ``updates.csv`` and lies beside ``dataset.yaml``. Opening the plan reads it as one more document, so
a reported status has words like any other statement: its row. No digest is kept of it, because it is made to be
edited. Names that look like a person's are covered, and refused in the last column.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cohesion_graph.errors import DatasetProblems, Problem, near_misses
from cohesion_graph.folder.storage import FileFault, read_bytes
from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.codes import Basis, SetAsideKind, Status
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.evidence import Quotation, SetAside, Source, sha256
from cohesion_graph.model.privacy import name_like, withhold_names

__all__ = ["COLUMNS", "UPDATES", "template", "updated", "with_updates"]

UPDATES = "updates.csv"
"""The file's path inside the dataset folder."""

COLUMNS = ("item", "date", "status", "note", "reported by")
_NAMES_OF_COLUMNS = {
    "item": "item",
    "action": "item",
    "ref": "item",
    "date": "date",
    "as of": "date",
    "status": "status",
    "note": "note",
    "notes": "note",
    "comment": "note",
    "reported by": "reported by",
    "reporter": "reported by",
    "reporter role": "reported by",
    "role": "reported by",
}


def updated(dataset: Dataset, folder: Path, *, withhold: bool = True) -> Dataset:
    """The dataset with the reports of its folder's updates file; as it is where there is none.

    A dataset that lists the file among its sources has the reports already.

    Raises:
        DatasetProblems: the file cannot be read, or `with_updates` refuses it.
    """
    if not (folder / UPDATES).exists() or any(source.file == UPDATES for source in dataset.sources):
        return dataset
    try:
        content = read_bytes(folder, UPDATES)
    except FileFault as fault:
        raise DatasetProblems([Problem(UPDATES, 0, "", fault.found, fault.expected, fault.cure)]) from fault
    return with_updates(dataset, content, withhold=withhold)


def with_updates(dataset: Dataset, content: bytes, *, file: str = UPDATES, withhold: bool = True) -> Dataset:
    """The dataset with the reports of an updates file, as one more document.

    Args:
        dataset: Without these updates.
        content: The file's bytes: UTF-8, with or without a byte order mark, or else the Windows code page that Excel
            writes "CSV" in (1252); commas, semicolons or tabs.
        file: Its path inside the dataset folder.
        withhold: Whether what looks like a person's name is covered. Leave it so for anything that is shown.

    Raises:
        DatasetProblems: the file is not such a table, or rows are wrong; every fault of every row is listed.
    """
    text = _text(content)
    records = list(_records(text))
    separator = _separator(text[records[0].start : records[0].end] if records else "")
    header, problems = _header(text, records, separator, file)
    reports: list[StatusReport] = []
    counts: Counter[str] = Counter()
    identifier = _free_id(dataset)
    named = _items_by_name(dataset)
    for record in records[1:] if not problems else ():
        fields = _fields(text[record.start : record.end], separator)
        row = {name: fields[place].strip() if place < len(fields) else "" for name, place in header.items()}
        if not any(value for name, value in row.items() if name != "item"):
            continue
        item = row["item"] if row["item"] in dataset.items else named.get(row["item"].casefold(), "")
        day, status = _day(row["date"]), _status(row["status"])
        faults = list(_faults(dataset, row, (item, day, status), (file, record.line)))
        problems += faults
        if not faults:
            assert status is not None
            counts[item] += 1
            reports.append(
                StatusReport(
                    item=item,
                    source=identifier,
                    n=counts[item],
                    evidence=(Quotation(start=record.start, end=record.end, exact=text[record.start : record.end]),),
                    basis=Basis.STATED,
                    note=row.get("note", ""),
                    status=status,
                    as_of=day,
                    reported_by=row.get("reported by", ""),
                )
            )
    if problems:
        raise DatasetProblems(problems)
    source = Source(
        id=identifier,
        title="Progress updates",
        file=file,
        media_type="text/csv",
        sha256=sha256(text.encode("utf-8")),
        note="What was reported about progress, row by row; kept by the people who report.",
        masks=tuple(name_like(text)),
        text=text,
    )
    added = _added(dataset, source, reports, text, records)
    return withhold_names(added) if withhold else added


def template(dataset: Dataset) -> str:
    """An updates file to begin with: the heading, and an empty row for each action not itself reported on.

    Rows left empty are passed over when the file is read.
    """
    reported = {claim.item for claim in dataset.claims.values() if isinstance(claim, StatusReport)}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([ref, "", "", "", ""] for ref in dataset.actions if ref not in reported)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of the file: where it stands, without its line end."""

    start: int
    end: int
    line: int
    """1-based line of the file on which it begins."""


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _records(text: str) -> Iterator[_Record]:
    """The records of a CSV text (RFC 4180): line ends inside quotation marks do not end one."""
    start, line, lines_before, is_quoted = int(text.startswith("\ufeff")), 1, 0, False
    for found in re.finditer(r'"|\r\n|\n|\r', text):
        if found[0] == '"':
            is_quoted = not is_quoted
            continue
        lines_before += 1
        if not is_quoted:
            yield _Record(start, found.start(), line)
            start, line = found.end(), lines_before + 1
    if start < len(text):
        yield _Record(start, len(text), line)


def _separator(heading: str) -> str:
    counts = Counter(letter for letter in heading if letter in ",;\t")
    return counts.most_common(1)[0][0] if counts else ","


def _fields(record: str, separator: str) -> list[str]:
    return next(csv.reader(io.StringIO(record, newline=""), delimiter=separator), [])


def _header(
    text: str, records: Sequence[_Record], separator: str, file: str
) -> tuple[Mapping[str, int], list[Problem]]:
    """The place of each column, and what is wrong with the heading."""
    names = _fields(text[records[0].start : records[0].end], separator) if records else []
    folded = [re.sub(r"[\s_-]+", " ", name).strip().casefold() for name in names]
    header: dict[str, int] = {}
    for place, name in enumerate(folded):
        if name in _NAMES_OF_COLUMNS:
            header.setdefault(_NAMES_OF_COLUMNS[name], place)
    missing = [name for name in COLUMNS[:3] if name not in header]
    if not missing:
        return header, []
    found = f"the heading lacks {' and '.join(map(repr, missing))}"
    cure = f"Let the first row be: {','.join(COLUMNS)}"
    return header, [Problem(file, 1, "", found, "columns " + ", ".join(COLUMNS), cure)]


def _faults(
    dataset: Dataset,
    row: Mapping[str, str],
    read: tuple[str, dt.date | None, Status | None],
    place: tuple[str, int],
) -> Iterator[Problem]:
    """What is wrong with a row, of which item, day and status could be read so far; its place is file and line."""
    (known, day, status), (file, line) = read, place
    item = row["item"]
    if not known:
        near = near_misses(item, dataset.items)
        cure = f"Did you mean {' or '.join(map(repr, near))}?" if near else "Write an action's reference, such as CC1."
        yield Problem(file, line, "item", f"{item!r} is no action or milestone of the plan", "one of the plan", cure)
    if day is None:
        expected = "a day such as 2009-03-31 or 31/03/2009"
        yield Problem(file, line, "date", f"{row['date']!r} is not a day", expected, "Write the whole day.")
    if status is None:
        words = ", ".join(status.label for status in _REPORTED)
        yield Problem(file, line, "status", f"{row['status']!r} is not a status", f"one of {words}")
    if name_like(row.get("reported by", "")):
        found = "it looks like a person's name"
        yield Problem(file, line, "reported by", found, "a role or a body", "Write the role, such as LSP Manager.")


_REPORTED = [status for status in Status if status is not Status.NOT_REPORTED]
_BY_WORD = {word: status for status in _REPORTED for word in (status.value, status.label)} | {
    "completed": Status.COMPLETE,
    "done": Status.COMPLETE,
    "underway": Status.IN_PROGRESS,
    "under way": Status.IN_PROGRESS,
    "canceled": Status.CANCELLED,
}


def _status(word: str) -> Status | None:
    return _BY_WORD.get(re.sub(r"\s+", " ", word).strip().casefold())


def _day(text: str) -> dt.date | None:
    """A day as ISO writes it or as Excel writes it in Britain; None for anything else."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    british = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text)
    parts = iso.groups() if iso else british.groups()[::-1] if british else None
    try:
        return dt.date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _items_by_name(dataset: Dataset) -> dict[str, str]:
    """Items by their identifier without letter case, where that leaves no doubt."""
    folded = Counter(item.casefold() for item in dataset.items)
    return {name: item for item in dataset.items if folded[name := item.casefold()] == 1}


def _free_id(dataset: Dataset) -> str:
    taken = set(dataset.sources_by_id)
    return next(name for name in ("updates", *(f"updates-{n}" for n in range(2, 1000))) if name not in taken)


def _added(
    dataset: Dataset, source: Source, reports: Sequence[StatusReport], text: str, records: Sequence[_Record]
) -> Dataset:
    content = {name: getattr(dataset, name) for name in Dataset.model_fields}
    heading = records[0]
    aside = SetAside(
        start=heading.start, end=heading.end, exact=text[heading.start : heading.end], kind=SetAsideKind.HEADING
    )
    reading = SourceClaims(source=source.id, claims=tuple(reports), set_aside=(aside,))
    content["sources"] = (*dataset.sources, source)
    content["readings"] = (*dataset.readings, reading)
    return Dataset(**content)
