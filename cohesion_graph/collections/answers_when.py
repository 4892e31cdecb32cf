"""Answers across plans about time and progress: deadlines, what is due, overdue, and what changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ibis
from ibis import _

from cohesion_graph.collections.expressions import Asked, held, looked_up, quoted, roles_of, with_item, with_text
from cohesion_graph.model.claims import CLOSED
from cohesion_graph.model.codes import Basis, Status

__all__ = ["changed", "deadlines", "due", "overdue"]

_CLOSED = sorted(status.value for status in CLOSED)


def deadlines(asked: Asked) -> Any:
    """Each stated deadline; `asking` adds the next occurrence where a day is given."""
    rows = asked.only(with_item(asked.table("deadlines")), "source", "source")
    if kind := asked.values.get("kind"):
        rows = rows.filter(_.kind == kind)
    if "item" in asked.members:
        wanted = [identifier for _, identifier in asked.members["item"]]
        rows = rows.filter(rows.item.isin(wanted) | rows.action_ref.isin(wanted))
    named = asked.table("instruments").select("dataset", aligned_name="name", aligned_with="instrument_id")
    told = looked_up(with_text(rows, asked), named, ["dataset", "aligned_with"])
    return told.mutate(quote=quoted(), aligned_with=_.aligned_name, counted_from=_.after)


def due(asked: Asked) -> Any:
    """Each deadline between two days, with how far its item was last reported to be."""
    rows = _dated(asked)
    if first := asked.values.get("from"):
        rows = rows.filter(_.due >= dt.date.fromisoformat(first))
    if last := asked.values.get("to"):
        rows = rows.filter(_.due <= dt.date.fromisoformat(last))
    return _with_progress(rows, asked)


def overdue(asked: Asked) -> Any:
    """The deadlines that had passed with the item not closed by the last report made by the day."""
    day = dt.date.fromisoformat(asked.values["as_of"])
    told = _with_progress(_dated(asked).filter(_.due < day), asked, day)
    return told.filter(~_.status.isin(_CLOSED))


def _dated(asked: Asked) -> Any:
    """The deadlines with a last day, of what a body is in if one was asked for, with who has each item."""
    rows = asked.only(with_item(asked.table("deadlines")), "source", "source").filter(_.latest_date.notnull())
    if "party" in asked.members:
        rows = rows.semi_join(_involving(asked), ["dataset", "item"])
    return with_text(rows, asked).mutate(quote=quoted(), due=_.latest_date)


def _involving(asked: Asked) -> Any:
    """Dataset and item of all that a body is in, an action by its milestones too."""
    rows = held(asked, only_asked=True)
    own = rows.select("dataset", "item")
    return own.union(rows.select("dataset", item="action_ref")).distinct()


def _with_progress(rows: Any, asked: Asked, day: dt.date | None = None) -> Any:
    keys = ["dataset", "item", "source"]
    told = looked_up(rows, roles_of(held(asked).semi_join(rows, keys), keys), keys)
    reports = with_item(asked.table("status_reports"))
    if day is not None:
        reports = reports.filter(_.as_of.isnull() | (_.as_of.cast("date") <= day))
    last = _last(reports)
    told = looked_up(told, last, ["dataset", "item"])
    whole = last.filter(_.status.isin(_CLOSED)).rename(
        action_ref="item", **{f"action_{name}": name for name in _REPORT}
    )
    told = looked_up(told, whole, ["dataset", "action_ref"])
    own = told.status.notnull()
    shown = {name: ibis.ifelse(own, told[name], told[f"action_{name}"]) for name in _REPORT}
    shown["status"] = ibis.coalesce(shown["status"], Status.NOT_REPORTED.value)
    return told.mutate(**shown)


_REPORT = ("status", "status_as_printed", "status_day", "report", "report_source", "report_quote")


def _last(reports: Any) -> Any:
    """The last report about each item: by its day, those without one first; of one day the later in the dataset."""
    ordered = ibis.window(
        group_by=["dataset", "item"], order_by=[ibis.coalesce(reports.as_of, "").desc(), reports.row.desc()]
    )
    ranked = reports.mutate(place=ibis.row_number().over(ordered))
    return ranked.filter(_.place == 0).select(
        "dataset",
        "item",
        "status",
        "status_as_printed",
        status_day="as_of",
        report="note",
        report_source="source",
        report_quote=quoted(),
    )


def changed(asked: Asked) -> Any:
    """What the last edition of a document changed, and the items whose last report says something else."""
    return _revised(asked).union(_reported_otherwise(asked))


_CHANGED = (
    *("dataset", "part", "row", "action_ref", "milestone_id", "text", "change", "before", "before_as_printed"),
    *("before_day", "before_report", "after", "after_as_printed", "after_day", "after_report", "source", "basis"),
    *("quote", "address"),
)


def _revised(asked: Asked) -> Any:
    rows = asked.table("revisions")
    if "party" in asked.members:
        rows = rows.semi_join(_involving(asked), ["dataset", "item"])
    nothing = ibis.literal(None, "string")
    told = rows.mutate(
        part=ibis.literal(0, "int64"),
        change=ibis.literal("edition"),
        before_as_printed=_.before,
        after_as_printed=_.after,
        basis=ibis.literal(Basis.INFERRED_BY_RULE.value),
    )
    empty = ("before", "before_day", "before_report", "after", "after_day", "after_report")
    return told.mutate(**dict.fromkeys(empty, nothing)).select(*_CHANGED)


def _reported_otherwise(asked: Asked) -> Any:
    """Than the report before it, or than the last one made by a day."""
    rows = with_item(asked.table("status_reports"))
    if "party" in asked.members:
        rows = rows.semi_join(_involving(asked), ["dataset", "item"])
    order = [ibis.coalesce(rows.as_of, ""), rows.row]
    backwards = ibis.window(group_by=["dataset", "item"], order_by=[one.desc() for one in order])
    ranked = rows.mutate(place=ibis.row_number().over(backwards), told=quoted())
    after = ranked.filter(_.place == 0)
    earlier = ranked.filter(_.place > 0)
    if since := asked.values.get("since"):
        after = after.filter(_.as_of.notnull() & (_.as_of > since))
        earlier = earlier.filter(_.as_of.isnull() | (_.as_of <= since))
    nearest = ibis.window(group_by=["dataset", "item"], order_by=[earlier.place])
    before = earlier.mutate(nearest=ibis.row_number().over(nearest)).filter(_.nearest == 0)
    before = before.select(
        "dataset",
        "item",
        before="status",
        before_as_printed="status_as_printed",
        before_day="as_of",
        before_report="note",
    )
    told = looked_up(after, before, ["dataset", "item"], optional=since is not None)
    same = (
        (_.before == _.status)
        & (ibis.coalesce(_.before_as_printed, "").lower() == ibis.coalesce(_.status_as_printed, "").lower())
        & (ibis.coalesce(_.before_report, "") == ibis.coalesce(_.note, ""))
    )
    told = told.filter(_.before.isnull() | ~same)
    return (
        with_text(told, asked)
        .mutate(
            before=ibis.coalesce(_.before, Status.NOT_REPORTED.value),
            after=_.status,
            after_as_printed=_.status_as_printed,
            after_day=_.as_of,
            after_report=_.note,
            quote=_.told,
            part=ibis.literal(1, "int64"),
            change=ibis.literal("report"),
        )
        .select(*_CHANGED)
    )
