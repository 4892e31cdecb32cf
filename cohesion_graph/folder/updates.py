"""Progress updates: a small CSV file that people keep in Excel, read as a document whose rows are its statements.

=========== =====================================================================================================
column      holds
=========== =====================================================================================================
item        the action's reference (``CC1``) or the milestone's identifier (``CC1/report-produced``)
date        the day the report is about: ``2009-03-31`` or ``31/03/2009``
status      words such as ``complete`` or ``on track``, a colour, a share (``75%``) or a score; kept as they are written
note        what else is to be told; may be empty
reported by the role or body that reports; never a person's name
=========== =====================================================================================================

The file is called ``updates.csv`` and lies beside ``dataset.yaml``. Opening the plan reads it as one more document, so
a reported status has words like any other statement: its row. No digest is kept of it, because it is made to be
edited. What looks like a person's name is covered everywhere, with a doubt; what can be nothing else (J. Bloggs) is
refused in the last column.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cohesion_graph.errors import DatasetProblems, NearMisses, Problem
from cohesion_graph.folder.storage import FileFault, read_bytes
from cohesion_graph.folder.updates_sheet import COLUMNS, LONGEST_CELL, Sheet, day_of
from cohesion_graph.model.claims import Doubt, StatusReport
from cohesion_graph.model.codes import DoubtKind, SetAsideKind, Status
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.evidence import Mask, Quotation, SetAside, Source, sha256
from cohesion_graph.model.privacy import forms_of, name_like, withhold_names
from cohesion_graph.status_words import ReportedStatus, read_status

__all__ = ["LAST", "UPDATES", "ReadRow", "RowReader", "last_told", "template", "updated", "with_updates"]

UPDATES = "updates.csv"
"""The file's path inside the dataset folder."""


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
        dataset: Without these updates; with its names readable, or those of its documents are not known here.
        content: The file's bytes: UTF-8, with or without a byte order mark, or else the Windows code page that Excel
            writes "CSV" in (1252); commas, semicolons or tabs.
        file: Its path inside the dataset folder.
        withhold: Whether what looks like a person's name is covered. Leave it so for anything that is shown.

    Raises:
        DatasetProblems: the file is not such a table, or rows are wrong; every fault of every row is listed.
    """
    sheet = Sheet.of(content, file)
    identifier = _free_id(dataset)
    reports, problems = _reports(dataset, sheet, identifier)
    if problems:
        raise DatasetProblems(problems)
    source = Source(
        id=identifier,
        title="Progress updates",
        file=file,
        media_type="text/csv",
        sha256=sha256(sheet.text.encode("utf-8")),
        note="What was reported about progress, row by row; kept by the people who report.",
        masks=tuple(_masks(dataset, sheet.text)),
        text=sheet.text,
    )
    heading = sheet.quotation(sheet.records[0])
    aside = SetAside(**heading.model_dump(), kind=SetAsideKind.HEADING)
    reading = SourceClaims(source=identifier, claims=tuple(reports), doubts=_doubts(source), set_aside=(aside,))
    added = _added(dataset, source, reading)
    return withhold_names(added) if withhold else added


def _masks(dataset: Dataset, text: str) -> Iterator[Mask]:
    """Persons as they are recognised anywhere, those that the documents name, in every form, and ways to reach them."""
    from cohesion_graph.persons import contacts_in, person_masks  # eight thousand first names: only for reports

    persons = ((one.start, one.end) for one in person_masks(text))
    found = sorted({*persons, *forms_of(dataset).found_in(text), *contacts_in(text)})
    start, end = 0, 0
    for first, last in [*found, (len(text), len(text))]:
        if first < end:
            end = max(end, last)
            continue
        if end:
            yield Mask(start=start, end=end)
        start, end = first, last


def _doubts(source: Source) -> tuple[Doubt, ...]:
    """Each stretch that may be a person's name, as documents tell it."""
    what = "This looks like a person's name: it is withheld from every output. Write the role in its place."
    stretches = ((one.start, one.end, source.text[one.start : one.end]) for one in source.masks)
    return tuple(
        Doubt(
            source=source.id,
            n=number,
            about=DoubtKind.NAME,
            what=what,
            evidence=(Quotation(start=start, end=end, exact=exact),),
        )
        for number, (start, end, exact) in enumerate(stretches, 1)
    )


def _reports(dataset: Dataset, sheet: Sheet, source: str) -> tuple[list[StatusReport], list[Problem]]:
    """The reports of a file's rows, and what is wrong with rows that make none; rows left empty are passed over."""
    reports: list[StatusReport] = []
    problems: list[Problem] = []
    counts: Counter[str] = Counter()
    rows = RowReader(dataset)
    for record in sheet.records[1:]:
        row = sheet.row(record)
        if row is None:
            cure = f"Write at most {LONGEST_CELL:,} characters in a cell."
            problems.append(Problem(sheet.file, record.line, "", "a cell is too long", "a short note", cure))
            continue
        if not any(value for name, value in row.items() if name != "item"):
            continue
        read = rows.read(row, sheet.status_heading, (sheet.file, record.line))
        if not isinstance(read, ReadRow):
            problems += read
            continue
        status = read.status
        counts[read.item] += 1
        report = StatusReport(
            item=read.item,
            source=source,
            n=counts[read.item],
            evidence=(sheet.quotation(record),),
            note=read.note(row),
            status=status.status,
            status_as_printed=status.printed,
            colour=status.colour,
            as_of=read.day,
            reported_by=row.get("reported by", ""),
        )
        reports.append(report)
    return reports, problems


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row of an updates file, or of a sheet that was filled in, reports."""

    item: str
    day: dt.date
    status: ReportedStatus

    def note(self, row: Mapping[str, str]) -> str:
        """What the row tells beside the status, in its cell or in its own."""
        return "; ".join(filter(None, [self.status.comment, row.get("note", "")]))


class RowReader:
    """Reads rows by the columns of an updates file (`updates_sheet.COLUMNS`), each the same wherever it stands."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._named = _items_by_name(dataset)
        self._near_misses = NearMisses()

    def read(self, row: Mapping[str, str], status_heading: str, place: tuple[str, int]) -> ReadRow | list[Problem]:
        """What a row reports, or everything that is wrong with it.

        Args:
            row: Its cells by column; ``item`` by identifier, in any letter case.
            status_heading: What the column of statuses is headed.
            place: The file and the line that problems name.
        """
        dataset, written = self._dataset, row["item"]
        item = written if written in dataset.items else self._named.get(written.casefold(), "")
        day, status = day_of(row["date"]), _status(row["status"], status_heading)
        if faults := list(_faults(dataset, self._near_misses, row, (item, day, status), place)):
            return faults
        assert day is not None
        assert status is not None
        return ReadRow(item, day, status)


def template(dataset: Dataset) -> str:
    """An updates file to begin with: the heading, and a row for each action and milestone, to be filled in.

    What was last reported stands behind, in columns that are not read. Rows left empty are passed over when the file
    is read.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *LAST))
    writer.writerows([item, "", "", "", "", *last_told(dataset, item)] for item in dataset.items)
    return out.getvalue()


LAST = ("last status", "last reported on")
"""The columns that tell what was last reported; they are not read."""


def last_told(dataset: Dataset, item: str) -> tuple[str, str]:
    """What was last reported about an item itself, in its words, and the day it tells of; empty where nothing was."""
    own = dataset.claims_about(item, StatusReport)
    if not own:
        return "", ""
    last = max(reversed(own), key=lambda report: report.as_of or dt.date.min)
    return last.words, str(last.as_of or "")


def _faults(
    dataset: Dataset,
    near_misses: NearMisses,
    row: Mapping[str, str],
    read: tuple[str, dt.date | None, ReportedStatus | None],
    place: tuple[str, int],
) -> Iterator[Problem]:
    """What is wrong with a row, of which item, day and status could be read so far; its place is file and line."""
    (known, day, status), (file, line) = read, place
    item = row["item"]
    if not known:
        near = near_misses.of(item, dataset.items)
        cure = f"Did you mean {' or '.join(map(repr, near))}?" if near else "Write an action's reference, such as CC1."
        yield Problem(file, line, "item", f"{item!r} is no action or milestone of the plan", "one of the plan", cure)
    if day is None:
        expected = "a day such as 2009-03-31 or 31/03/2009"
        yield Problem(file, line, "date", f"{row['date']!r} is not a day", expected, "Write the whole day.")
    if status is None:
        yield Problem(file, line, "status", f"{row['status']!r} is not a status", _EXPECTED)
    if name_like(row.get("reported by", "")):
        found = "it looks like a person's name"
        yield Problem(file, line, "reported by", found, "a role or a body", "Write the role, such as LSP Manager.")


_EXPECTED = (
    "words such as not started, in progress, complete, ongoing, delayed, cancelled or superseded, "
    "a colour, a share such as 75%, or a score"
)


def _status(words: str, heading: str) -> ReportedStatus | None:
    """What a status cell reports; None for words that are no status, no colour and no score.

    The column asks for no more than that, so that a letter stands for its colour whatever heads it.
    """
    read = read_status(words, heading)
    read = read if read.is_known else read_status(words, "RAG")
    return None if read.status is Status.NOT_REPORTED or not read.is_known else read


def _items_by_name(dataset: Dataset) -> dict[str, str]:
    """Items by their identifier without letter case, where that leaves no doubt."""
    folded = Counter(item.casefold() for item in dataset.items)
    return {name: item for item in dataset.items if folded[name := item.casefold()] == 1}


def _free_id(dataset: Dataset) -> str:
    taken = set(dataset.sources_by_id)
    return next(name for name in ("updates", *(f"updates-{n}" for n in range(2, 1000))) if name not in taken)


def _added(dataset: Dataset, source: Source, reading: SourceClaims) -> Dataset:
    content = {name: getattr(dataset, name) for name in Dataset.model_fields}
    content["sources"] = (*dataset.sources, source)
    content["readings"] = (*dataset.readings, reading)
    return Dataset(**content)
