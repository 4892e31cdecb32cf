"""Answers about progress: what is due, overdue, coming and changed, with the last report about each item."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cohesion_graph.derive.progress import last_report
from cohesion_graph.errors import BadParameter
from cohesion_graph.model.claims import CLOSED
from cohesion_graph.model.codes import Basis, Status
from cohesion_graph.model.timing import StatedDate
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.dates import following
from cohesion_graph.tables.table import Value

__all__ = ["Reports", "changed", "coming", "due", "overdue"]


@dataclass(frozen=True, slots=True)
class _Report:
    """A fetched report."""

    row: Row

    @property
    def as_of(self) -> dt.date | None:
        return dt.date.fromisoformat(str(self.row["day"])) if self.row["day"] else None

    @property
    def is_closed(self) -> bool:
        return self.row["status"] in CLOSED


class Reports:
    """The fetched reports by item; those of one item in the order of the dataset."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._by_item: dict[Value, list[_Report]] = defaultdict(list)
        for row in rows:
            if row["status"]:
                self._by_item[_item(row)].append(_Report(row))

    def of_each_item(self) -> Iterator[list[_Report]]:
        """The reports of each item that was reported on, the last one last."""
        for told in self._by_item.values():
            yield sorted(told, key=lambda report: report.as_of or dt.date.min)

    def last(self, row: Row, day: dt.date | None = None) -> _Report | None:
        """The last report about the item of a row, made by a day if one is given."""
        return last_report(self._made(_item(row), day), self._made(row["action"], day) if row["milestone"] else ())

    def _made(self, item: Value, day: dt.date | None) -> list[_Report]:
        return [one for one in self._by_item.get(item, ()) if not (day and one.as_of and one.as_of > day)]


def _item(row: Row) -> Value:
    return row["milestone"] or row["action"]


def _status(report: _Report | None) -> Row:
    """The three cells that tell of the last report."""
    if report is None:
        return {"status": Status.NOT_REPORTED.value, "status_as_printed": "", "status_day": None}
    return {"status": report.row["status"], "status_as_printed": report.row["printed"], "status_day": report.as_of}


def due(rows: Sequence[Row], _: Bound) -> tuple[list[Row], list[str]]:
    """Each deadline, with how far its item was last reported to be."""
    reports = Reports(rows)
    return [{**row, **_status(reports.last(row))} for row in rows if not row["status"]], []


def overdue(rows: Sequence[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """The deadlines that had passed with the item not closed by the last report made by the day."""
    day = bound.day("as_of")
    assert day is not None
    reports, answer = Reports(rows), []
    for row in rows:
        last = reports.last(row, day)
        if row["status"] or (last and last.is_closed):
            continue
        assert isinstance(row["due"], dt.date)
        answer.append({**row, "days": (day - row["due"]).days, **_status(last), **_words(last)})
    return answer, []


def _words(report: _Report | None) -> Row:
    if report is None:
        return {"report": "", "report_source": "", "report_quote": ""}
    return {"report": report.row["note"], "report_source": report.row["source"], "report_quote": report.row["quote"]}


def coming(rows: Sequence[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """What is due in a window or comes round in it, earliest first.

    Raises:
        BadParameter: the window ends before it begins, or leaves the calendar.
    """
    first, last = _window(bound)
    reports, answer = Reports(rows), []
    for row in rows:
        if row["status"]:
            continue
        known = (str(row[name]) for name in ("kind", "date", "starts", "interval"))
        date = following(first, *known)
        if date is None or date.last_day > last:
            continue
        occurrence = "first" if str(date) == (row["date"] or row["starts"]) else "again"
        answer.append({**row, "due": date.last_day, "occurrence": occurrence, **_status(reports.last(row))})
    return sorted(answer, key=lambda row: str(row["due"])), []


def _window(bound: Bound) -> tuple[dt.date, dt.date]:
    first, last = bound.day("from"), bound.day("to")
    assert first is not None
    if last is None:
        try:
            last = StatedDate(first.isoformat()).later(3).last_day
        except ValueError as error:
            raise BadParameter(f"from: three months after {first} leave the calendar\n  Give to= too.") from error
    if last < first:
        raise BadParameter(f"to: {last} is before {first}\n  Write the earlier day as from= and the later one as to=.")
    return first, last


def changed(rows: Sequence[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """What the last edition of a document changed, and the items whose last report says something else.

    Else than the report before it, or than the last one made by a day; editions have none.
    """
    since = bound.day("since")
    told = list(Reports(rows).of_each_item())
    answer = [_revision(row) for row in rows if row["ref"]]
    for *earlier, after in told:
        if since is not None:
            earlier = [one for one in earlier if one.as_of is None or one.as_of <= since]
            if after.as_of is None or after.as_of <= since:
                continue
        elif not earlier:
            continue
        before = earlier[-1] if earlier else None
        if before is None or _said(before) != _said(after):
            answer.append(_change(before, after))
    once = sum(len(reports) == 1 for reports in told)
    items = "1 item has" if once == 1 else f"{once} items have"
    notes = [f"{items} one report only: there is nothing that it could have changed from."]
    return answer, notes if once and since is None else []


def _revision(row: Row) -> Row:
    """What an edition changed; an item that is gone has its identifier in the text alone, because nothing is there."""
    none = dict.fromkeys(("before", "before_report", "after", "after_report"), "")
    gone = "" if row["action"] else f"{row['ref']}: {row['was']}"
    days = {"before_day": None, "after_day": None}
    kept = {name: row[name] for name in ("action", "milestone", "source")}
    kept |= {"basis": Basis.INFERRED_BY_RULE.value, "quote": "" if gone else row["quote"]}
    said = {"before_as_printed": row["was"], "after_as_printed": row["is"]}
    return {**none, **days, **kept, **said, "text": gone or row["text"], "change": "edition"}


def _said(report: _Report) -> tuple[Value, ...]:
    return report.row["status"], str(report.row["printed"]).casefold(), report.row["note"]


def _change(before: _Report | None, after: _Report) -> Row:
    told = {"status": Status.NOT_REPORTED.value, "printed": "", "note": ""} if before is None else before.row
    return {
        **{name: after.row[name] for name in ("action", "milestone", "text", "source", "basis", "quote")},
        "change": "report",
        "before": told["status"],
        "before_as_printed": told["printed"],
        "before_day": before.as_of if before else None,
        "before_report": told["note"],
        "after": after.row["status"],
        "after_as_printed": after.row["printed"],
        "after_day": after.as_of,
        "after_report": after.row["note"],
    }
