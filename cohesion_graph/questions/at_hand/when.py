"""By when each item is due, and how far it was reported to be."""

from __future__ import annotations

import datetime as dt
from operator import itemgetter

from cohesion_graph.graph.index import Index, Statement
from cohesion_graph.model.claims import StatusReport, Timing
from cohesion_graph.model.ids import action_and_milestone, node_id
from cohesion_graph.model.relations import Relation
from cohesion_graph.questions import dates
from cohesion_graph.questions import progress as reporting
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.at_hand.rows import Answer, Rows, of_party, said, told_of
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import joined

__all__ = ["changed", "coming", "deadlines", "due", "overdue", "past_without_report", "progress", "timings"]


def timings(index: Index) -> Rows:
    """Every deadline."""
    return Rows(dates.with_last_day(_timing(index, one)) for one in index.of_kind(Timing))


def _timing(index: Index, one: Statement[Timing]) -> Row:
    claim, deadline = one.claim, one.claim.deadline
    follows = deadline.aligned_with
    return {
        **told_of(index, one),
        "what": "timing",
        "stated": claim.stated,
        "kind": deadline.kind.value,
        "due": deadline.latest_date,
        "date": str(deadline.date or ""),
        "latest": str(deadline.latest_date or ""),
        "starts": str(deadline.starts or ""),
        "interval": str(deadline.every or deadline.within or ""),
        "aligned_with": index.dataset.instruments[follows].name if follows else "",
        "counted_from": deadline.after or "",
        "lead": _holders(index, claim, Relation.LED_BY),
        "contribute": _holders(index, claim, Relation.CONTRIBUTED_TO_BY),
        "responsible": _holders(index, claim, Relation.ASSIGNED_TO),
        "status": "",
    }


def _holders(index: Index, claim: Timing, relation: Relation) -> str:
    """The bodies that have the item of a deadline in a role, by the same source."""
    held = index.holders.get((node_id("item", claim.item), claim.source, relation), ())
    return joined(index.names[one] for one in held)


def _by_day(index: Index) -> list[tuple[dt.date, Row]]:
    """The deadlines with a last day, earliest first; of one day in the order of the plan."""
    dated = [(row["due"], row) for row in index.once(timings) if isinstance(row["due"], dt.date)]
    return sorted(dated, key=itemgetter(0))


def _reports(index: Index) -> Rows:
    """Every report about progress."""
    return Rows(
        {
            **told_of(index, one),
            "due": None,
            "status": one.claim.status.value,
            "printed": one.claim.status_as_printed,
            "day": str(one.claim.as_of or ""),
            "note": one.claim.note,
            "ref": "",
            "as_of": one.claim.as_of,
            "reported_by": one.claim.reported_by,
            "colour": one.claim.colour.value if one.claim.colour else "",
        }
        for one in index.of_kind(StatusReport)
    )


def deadlines(index: Index, bound: Bound) -> Answer:
    """Each deadline, with the next occurrence as of a day where one was given."""
    told = index.once(timings).about(bound.values.get("item", ""))
    return dates.as_of_a_day(said(told, bound, kind="kind", source="source"), bound.day("as_of")), []


def due(index: Index, bound: Bound) -> Answer:
    """What is due between two days, earliest first."""
    first, last = bound.day("from") or dt.date.min, bound.day("to") or dt.date.max
    told = [row for day, row in index.once(_by_day) if first <= day <= last]
    return reporting.due([*said(of_party(index, told, bound), bound, source="source"), *index.once(_reports)], bound)


def overdue(index: Index, bound: Bound) -> Answer:
    """What is past its date and not closed by the last report made by the day."""
    return reporting.overdue([*_past(index, bound), *index.once(_reports)], bound)


def _past(index: Index, bound: Bound) -> list[Row]:
    day = bound.day("as_of")
    assert day is not None
    told = [row for due, row in index.once(_by_day) if due < day]
    return said(of_party(index, told, bound), bound, source="source")


def past_without_report(index: Index, bound: Bound) -> Answer:
    """What is past its date with no report made by the day."""
    day = bound.day("as_of")
    assert day is not None
    reported = {
        row["item"] for row in index.once(_reports) if not (isinstance(row["as_of"], dt.date) and row["as_of"] > day)
    }
    told = [row for row in _past(index, bound) if row["item"] not in reported]
    return [{**row, "status": "past its date, nothing reported"} for row in told], []


def coming(index: Index, bound: Bound) -> Answer:
    """What is due in a window or comes round in it: the question ``next``."""
    told = [row for row in index.once(timings) if row["date"] or row["starts"]]
    return reporting.coming([*said(of_party(index, told, bound), bound, source="source"), *index.once(_reports)], bound)


def progress(index: Index, bound: Bound) -> Answer:
    """Every report, of one item the earliest first."""
    day = bound.day("as_of")
    told = of_party(index, index.once(_reports).about(bound.values.get("item", "")), bound)
    found = [
        {**row, "day": row["as_of"], "status_as_printed": row["printed"]}
        for row in said(told, bound, status="status", source="source")
        if day is None or not isinstance(row["as_of"], dt.date) or row["as_of"] <= day
    ]
    places = index.places
    return sorted(found, key=lambda row: (*places[str(row["item"])], str(row["day"] or ""))), []


def changed(index: Index, bound: Bound) -> Answer:
    """What the last reports and the last editions say otherwise than those before."""
    return reporting.changed(list(of_party(index, (*index.once(_revisions), *index.once(_reports)), bound)), bound)


def _revisions(index: Index) -> list[Row]:
    """What the last editions of documents changed, in the order of the plan; what is gone from it first."""
    found = []
    for reading in index.dataset.readings:
        for number, one in enumerate(reading.revisions):
            is_there = one.item in index.places
            action, milestone = action_and_milestone(one.item if is_there else None)
            place = (*(index.places[one.item] if is_there else (-1, -1)), index.source_places[reading.source], number)
            row: Row = {
                "item": one.item if is_there else "",
                "action": action,
                "milestone": milestone,
                "text": index.titles[one.item] if is_there else "",
                "status": "",
                "source": reading.source,
                "ref": one.item,
                "was": one.before,
                "is": one.after,
                "quote": one.exact,
            }
            found.append((place, row))
    return [row for _, row in sorted(found, key=itemgetter(0))]
