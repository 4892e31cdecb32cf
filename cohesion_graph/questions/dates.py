"""Answers about time: when a deadline comes round again, and what has none; and what is left open."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cohesion_graph.derive.findings import Undated, why_undated
from cohesion_graph.model.codes import Basis, DeadlineKind
from cohesion_graph.model.timing import Deadline, StatedDate
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import joined
from cohesion_graph.tables.table import Value

__all__ = ["answered_doubts", "as_of_a_day", "deadlines", "doubts", "following", "undated", "with_last_day"]


def deadlines(rows: Sequence[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """Each stated deadline, with the next occurrence as of a day where one was given."""
    return as_of_a_day([with_last_day(row) for row in rows], bound.day("as_of")), []


def with_last_day(row: Row) -> Row:
    """A deadline with what follows from it on every day."""
    is_span = row["kind"] == DeadlineKind.RELATIVE
    return {
        **row,
        "latest_date": dt.date.fromisoformat(str(row["latest"])) if row["latest"] else None,
        "recurs_every": "" if is_span else row["interval"],
        "next_occurrence": "",
        "within": row["interval"] if is_span else "",
    }


def as_of_a_day(rows: list[Row], as_of: dt.date | None) -> list[Row]:
    """Deadlines with their next occurrence, where a day is given."""
    return rows if as_of is None else [{**row, "next_occurrence": _next(row, as_of)} for row in rows]


def _next(row: Row, as_of: dt.date) -> str:
    return str(following(as_of, *(str(row[name]) for name in ("kind", "date", "starts", "interval"))) or "")


@lru_cache(maxsize=2**12)
def following(as_of: dt.date, kind: str, date: str, starts: str, interval: str) -> StatedDate | None:
    """The next occurrence of a fetched deadline; the model's deadline is the one place that computes it."""
    known = {"kind": kind, "date": date, "starts": starts}
    known["within" if kind == DeadlineKind.RELATIVE.value else "every"] = interval
    known["aligned_with"] = "known" if kind == DeadlineKind.ALIGNED.value else ""
    deadline = Deadline.model_validate({name: value for name, value in known.items() if value})
    return deadline.next_occurrence(as_of)


def undated(rows: Sequence[Row], _: Bound) -> tuple[list[Row], list[str]]:
    """Each wording of what has no date, with what is stated instead; a date that could not be read comes last."""
    own, in_action = defaultdict[Value, list[str]](list), defaultdict[Value, list[str]](list)
    for row in rows:
        if row["what"] == "timing":
            own[row["milestone"] or row["action"]].append(str(row["stated"]))
            in_action[row["action"]].append(str(row["stated"]))
    answer: list[Row] = []
    for row in rows:
        if row["what"] == "wording":
            milestone, action = row["milestone"], row["action"]
            words = [*own[milestone], *own[action]] if milestone else in_action[action]
            answer.append({**row, "why": why_undated(words).value, "stated": joined(words)})
    return sorted(answer, key=lambda row: row["why"] == Undated.UNREAD.value), []


def doubts(rows: Sequence[Row], _: Bound) -> tuple[list[Row], list[str]]:
    """Each doubt with its readings in the order in which the dataset gives them."""
    return answered_doubts(rows), []


def answered_doubts(rows: Iterable[Row]) -> list[Row]:
    """The rows of that answer."""
    answer = []
    for row in rows:
        readings = [reading.partition(" ")[2] for reading in str(row["alternatives"]).split("\n") if reading]
        told = {"alternatives": "; ".join(readings), "basis": Basis.STATED.value}
        answer.append({**row, **told, "doubt_id": f"{row['source']}/doubt/{row['number']}"})
    return answer
