"""Answers about time: when a deadline comes round again, and how much falls to whom in which quarter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from cohesion_graph.derive.findings import Undated, why_undated
from cohesion_graph.graph.involvement import Involvement
from cohesion_graph.model.codes import Basis, BodyKind, DeadlineKind, Role
from cohesion_graph.model.ids import action_of
from cohesion_graph.model.timing import Deadline, StatedDate
from cohesion_graph.questions.answers import Fetched, Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import joined, natural_key
from cohesion_graph.questions.partners import evidence_cells, involvements_of
from cohesion_graph.tables.table import Value

__all__ = ["deadlines", "doubts", "following", "no_partner", "quarter", "undated", "workload"]


def deadlines(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Each stated deadline, with the next occurrence as of a day where one was given."""
    as_of = bound.day("as_of")
    return [_deadline(row, as_of) for row in fetched.rows()], []


def _deadline(row: Row, as_of: dt.date | None) -> Row:
    is_span = row["kind"] == DeadlineKind.RELATIVE.value
    known = (str(row[name]) for name in ("kind", "date", "starts", "interval"))
    occurrence = following(as_of, *known) if as_of is not None else None
    return {
        **{name: row[name] for name in ("action", "milestone", "text", "stated", "kind", "date")},
        "latest_date": dt.date.fromisoformat(str(row["latest"])) if row["latest"] else None,
        "recurs_every": "" if is_span else row["interval"],
        "next_occurrence": str(occurrence or ""),
        "aligned_with": row["aligned_with"],
        "within": row["interval"] if is_span else "",
        **{name: row[name] for name in ("counted_from", "source", "basis", "quote")},
    }


@lru_cache(maxsize=2**12)
def following(as_of: dt.date, kind: str, date: str, starts: str, interval: str) -> StatedDate | None:
    """The next occurrence of a fetched deadline; the model's deadline is the one place that computes it."""
    known = {"kind": kind, "date": date, "starts": starts}
    known["within" if kind == DeadlineKind.RELATIVE.value else "every"] = interval
    known["aligned_with"] = "known" if kind == DeadlineKind.ALIGNED.value else ""
    deadline = Deadline.model_validate({name: value for name, value in known.items() if value})
    return deadline.next_occurrence(as_of)


def undated(fetched: Fetched, _: Bound) -> tuple[list[Row], list[str]]:
    """Each wording of what has no date, with what is stated instead; a date that could not be read comes last."""
    own, in_action = defaultdict[Value, list[str]](list), defaultdict[Value, list[str]](list)
    rows = fetched.rows()
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


def quarter(day: dt.date) -> str:
    """The calendar quarter of a day.

    >>> quarter(dt.date(2008, 12, 31))
    '2008-Q4'
    """
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


_PLACEHOLDER = BodyKind.PLACEHOLDER.value


def workload(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """For each body, role and quarter, what is due; by name, then lead before contribute, then time."""
    due = _quarters(fetched)
    wanted = bound.values.get("party", "")
    held: dict[tuple[str, str, str], list[Involvement]] = defaultdict(list)
    for one in involvements_of(fetched):
        if one.kind == _PLACEHOLDER or (wanted and one.body != wanted):
            continue
        own = due.get((one.item, one.source)) or due.get((one.action, one.source)) or ["no date"]
        for when in own:
            held[one.body, one.role, when].append(one)
    answer = []
    for (body, role, when), told in held.items():
        items = list(dict.fromkeys(one.item for one in told))
        answer.append(
            {
                "party": told[0].name,
                "role": role,
                "quarter": when,
                "items": len(items),
                "which": "; ".join(items),
                **evidence_cells(told),
                "party_id": body,
            }
        )
    roles = [role.value for role in Role]
    answer.sort(
        key=lambda row: (natural_key(row["party"]), row["party_id"], roles.index(str(row["role"])), row["quarter"])
    )
    return answer, []


def _quarters(fetched: Fetched) -> dict[tuple[str, str], list[str]]:
    """By item and source, the quarters (or kinds of deadline) its deadlines fall into, in order, each once."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for what, item, source, latest, kind in fetched.only("what", "item", "said_by", "latest", "timing_kind"):
        if what == "timing":
            when = quarter(dt.date.fromisoformat(str(latest))) if latest else str(kind)
            told = found[str(item), str(source)]
            if when not in told:
                told.append(when)
    return found


def doubts(fetched: Fetched, _: Bound) -> tuple[list[Row], list[str]]:
    """Each doubt with its readings in the order in which the dataset gives them."""
    answer = []
    for row in fetched.rows():
        readings = [reading.partition(" ")[2] for reading in str(row["alternatives"]).split("\n") if reading]
        number, source = row["number"], row["source"]
        place = {
            name: row[name] for name in ("action", "milestone", "text", "about", "what", "state", "source", "quote")
        }
        answer.append(
            place
            | {
                "alternatives": "; ".join(readings),
                "settled_as": row["settled_as"],
                "basis": Basis.STATED.value,
                "doubt_id": f"{source}/doubt/{number}",
            }
        )
    return answer, []


def no_partner(fetched: Fetched, _: Bound) -> tuple[list[Row], list[str]]:
    """Actions with at most one body, those without any first; then in the order of the plan."""
    bodies: dict[str, list[Involvement]] = defaultdict(list)
    for one in involvements_of(fetched):
        if one.is_stated and one.kind != BodyKind.PLACEHOLDER:
            bodies[one.action].append(one)
    wordings: dict[str, list[Row]] = defaultdict(list)
    for row in fetched.rows():
        if row["what"] == "wording":
            wordings[str(row["item"])].append(row)
    answer = []
    for action, worded in wordings.items():
        told = bodies.get(action, [])
        if len({one.body for one in told}) > 1:
            continue
        own = evidence_cells(told) if told else _wording_cells(worded)
        answer.append(
            {
                "action": action_of(action),
                "text": worded[0]["text"],
                "bodies": min(len(told), 1),
                "party": told[0].name if told else "",
                "role": joined(one.role for one in told),
                **own,
            }
        )
    return sorted(answer, key=lambda row: int(str(row["bodies"]))), []


def _wording_cells(worded: Iterable[Row]) -> Row:
    told = list(worded)
    return {
        "source": joined(str(row["said_by"]) for row in told),
        "basis": joined(str(row["rests_on"]) for row in told),
        "quote": "; ".join(dict.fromkeys(str(row["words"]) for row in told)),
    }
