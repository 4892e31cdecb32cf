"""How far each item is: the last report made about it, in one place for answers and pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol, TypeVar

from cohesion_graph.model.claims import StatusReport
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone

__all__ = ["Report", "last_report", "report_about"]


class Report(Protocol):
    """What must be known of a report to tell the last one."""

    @property
    def as_of(self) -> dt.date | None:
        """The day it tells of."""

    @property
    def is_closed(self) -> bool:
        """Whether it says that nothing more is to be done."""


R = TypeVar("R", bound=Report)


def last_report(own: Sequence[R], of_action: Sequence[R] = ()) -> R | None:
    """The last of an item's own reports, those without a day first, of one day the later one in the dataset.

    A milestone that nobody reported on goes with its action where that is reported complete, given up or replaced.

    Args:
        own: The reports about the item, source after source.
        of_action: For a milestone, those about its action.
    """
    if own:
        return max(reversed(own), key=lambda report: report.as_of or dt.date.min)
    whole = last_report(of_action) if of_action else None
    return whole if whole is not None and whole.is_closed else None


def report_about(dataset: Dataset, item: str, day: dt.date | None = None) -> StatusReport | None:
    """The last report about an item that was made by a day; the last of all without one."""

    def made_about(one: str) -> list[StatusReport]:
        return [report for report in dataset.claims_about(one, StatusReport) if report.is_made_by(day)]

    return last_report(made_about(item), made_about(action_of(item)) if is_milestone(item) else ())
