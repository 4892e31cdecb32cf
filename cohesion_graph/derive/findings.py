"""Findings: what a reader of the plan should look at. Facts about the data, never judgements about people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from cohesion_graph.model.claims import Responsibility, StatusReport, Timing
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import is_milestone
from cohesion_graph.model.timing import names_a_date

__all__ = ["Finding", "Undated", "findings", "past_without_report", "undated", "unowned", "why_undated"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: its kind, the item, in words.

    Kinds are ``undated``, ``unread-date``, ``unowned`` and ``past-without-report``.
    """

    kind: str
    item: str
    what: str
    claims: tuple[str, ...] = ()


def findings(dataset: Dataset, as_of: dt.date | None = None) -> list[Finding]:
    """All findings in the order of the plan, kind after kind; those about dates that passed only as of a given day."""
    found = [*undated(dataset), *unowned(dataset)]
    if as_of is not None:
        found += past_without_report(dataset, as_of)
    return found


def undated(dataset: Dataset) -> Iterator[Finding]:
    """Items for which no source says when: neither of their own, nor of their action, nor of a milestone.

    "TBC", "ASAP" or "Q4" without a year are no date. Where the words name a date that could not be read, the item is
    ``unread-date`` instead, and these come last.
    """
    unread: list[Finding] = []
    for item in dataset.items:
        timings = [claim for one in _related(dataset, item) for claim in dataset.claims_about(one, Timing)]
        if any(claim.deadline.is_understood for claim in timings):
            continue
        stated = list(dict.fromkeys(claim.stated for claim in timings))
        claims = tuple(claim.id for claim in timings)
        why = why_undated(stated)
        if why is Undated.UNREAD:
            unread.append(Finding("unread-date", item, f"{why.value}: {'; '.join(stated)}", claims))
        else:
            yield Finding("undated", item, ": ".join(filter(None, [why.value, "; ".join(stated)])), claims)
    yield from unread


class Undated(Enum):
    """Why an item has no date."""

    NOTHING_STATED = "no source states a deadline"
    NO_DATE = "the words name no date"
    UNREAD = "the words name a date that could not be read"


def why_undated(stated: Sequence[str]) -> Undated:
    """Why an item has no date, told by what its sources state in place of one."""
    if not stated:
        return Undated.NOTHING_STATED
    return Undated.UNREAD if any(map(names_a_date, stated)) else Undated.NO_DATE


def unowned(dataset: Dataset) -> Iterator[Finding]:
    """Items for which no source names a body: neither their own, nor their action's, nor a milestone's.

    A milestone whose action has a list of bodies that could not be matched is not unowned: it is in doubt.
    """
    for item in dataset.items:
        if not _any(dataset, item, Responsibility):
            yield Finding("unowned", item, "no source names a body")


def past_without_report(dataset: Dataset, as_of: dt.date) -> Iterator[Finding]:
    """Items with a stated date whose last day is before `as_of`, and no report made by that day.

    Worded so on purpose: nobody has said that the item is late.
    """
    for item in dataset.items:
        past = [
            claim
            for claim in dataset.claims_about(item, Timing)
            if claim.deadline.latest_date is not None and claim.deadline.latest_date < as_of
        ]
        reports = [claim for claim in dataset.claims_about(item, StatusReport) if claim.is_made_by(as_of)]
        if past and not reports:
            stated = "; ".join(dict.fromkeys(claim.stated for claim in past))
            what = f"past its date ({stated}), nothing reported as of {as_of.isoformat()}"
            yield Finding("past-without-report", item, what, tuple(claim.id for claim in past))


def _any(dataset: Dataset, item: str, kind: type[Timing | Responsibility]) -> bool:
    return any(dataset.claims_about(one, kind) for one in _related(dataset, item))


def _related(dataset: Dataset, item: str) -> tuple[str, ...]:
    """An item with its action, or with its milestones."""
    return (item, item.partition("/")[0]) if is_milestone(item) else (item, *dataset.milestones_of(item))
