"""What a meeting asks of one body: what of its own is late, what comes next, what changed since the report before.

The three ready questions are put once for all bodies; what is a body's is told by the links to it, as the questions
themselves tell it where they are asked of one party: an action is a body's where a milestone of it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cohesion_graph.model.ids import action_of, node_id
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.progress import day_in_words
from cohesion_graph.publish.registered import DUTIES
from cohesion_graph.tables.table import Value

__all__ = ["Agenda", "AgendaPart"]

_Row = dict[str, Value]
_Answer = list[_Row]


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """One heading of a body's agenda with its items, a line each."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The answers about late, coming and changed items of a whole plan; the first two where a day was given."""

    late: _Answer
    coming: _Answer
    changed: _Answer

    @classmethod
    def of(cls, plan: LoadedPlan, as_of: dt.date | None) -> Agenda:
        """The answers, as of a day."""
        late = plan.ask("overdue", as_of=as_of).to_records() if as_of else []
        coming = plan.ask("next", **{"from": as_of}).to_records() if as_of else []
        return cls(late, coming, plan.ask("changed").to_records())

    def parts_of(self, lookups: Lookups, body: str) -> tuple[AgendaPart, ...]:
        """What of it is a body's, each part that has a line; a part names an item once for each thing said of it."""
        links = lookups.links_to.get(node_id("organisation", body), [])
        held = {lookups.item_of_node[link.start] for link in links if link.relation in DUTIES}
        own = held | {action_of(item) for item in held}
        parts = (
            ("Late: past its date and not reported complete", self.late, _late),
            ("Due in the next three months", self.coming, _coming),
            ("Changed since it was last told", self.changed, _changed),
        )
        made = (
            AgendaPart(heading, tuple(dict.fromkeys(_of_items(answer, own, lookups, tell))))
            for heading, answer, tell in parts
        )
        return tuple(part for part in made if part.lines)


def _of_items(answer: _Answer, own: set[str], lookups: Lookups, tell: Callable[[_Row], str]) -> Iterator[str]:
    for row in answer:
        item = str(row["milestone"] or row["action"])
        if item in own:
            yield f"{lookups.named_item(item).text.rstrip('.')}: {tell(row)}"


def _day(value: Value) -> str:
    return day_in_words(value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)))


def _status(row: _Row) -> str:
    said = str(row["status_as_printed"] or row["status"]).replace("-", " ")
    return f"{said} on {_day(row['status_day'])}" if row["status_day"] else said


def _late(row: _Row) -> str:
    return f"due {_day(row['due'])}, {row['days']} days late; {_status(row)}"


def _coming(row: _Row) -> str:
    again = ", again" if row["occurrence"] == "again" else ""
    return f"due {_day(row['due'])}{again}; {_status(row)}"


def _changed(row: _Row) -> str:
    if row["change"] == "edition":
        return f"was {row['before_as_printed'] or 'not said'}; is {row['after_as_printed'] or 'no longer said'}"
    before, after = (str(row[f"{one}_as_printed"] or row[one]).replace("-", " ") for one in ("before", "after"))
    return f"was {before}, is {after}"
