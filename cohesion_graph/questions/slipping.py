"""Answers about what a delay would reach: who waits, whose it is, and by when each is due."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast

from cohesion_graph.errors import BadParameter
from cohesion_graph.graph.walk import (
    LINK_TYPES,
    STATED,
    Chain,
    Step,
    by_needed,
    chains,
    chains_over,
    hops,
    reaching,
    weakest,
)
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Fetched, Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import identifier, joined, natural_key, node_of
from cohesion_graph.questions.hanging import Links, asked_node

__all__ = ["affected_by", "timing_order", "what_if_slips"]


def affected_by(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Everything that waits for the thing, nearest first, with whose it is and by when it is due."""
    links = Links.of(fetched, "waits")
    roles, dates = _roles(fetched), Deadlines(fetched)
    found = chains(links.steps, asked_node(bound, "by"))
    answer: list[Row] = []
    for node, chain in found.items():
        if not any(step.is_hop for step in chain):
            continue
        told, due = links.rows_of(_tie(chain)), dates.of(node)
        last_days = [day for row in due if (day := _day(row)) is not None]
        item = identifier(f"/{node}") if node.startswith("action/") else ""
        answer.append(
            {
                "affected": links.labels[node],
                "kind": "milestone" if is_milestone(item) else node.partition("/")[0],
                "action": action_of(item),
                "milestone": item if is_milestone(item) else "",
                "hops": hops(chain),
                "path": links.path(chain),
                "weakest_basis": weakest(chain),
                "stated": weakest(chain) in STATED,
                **{role: joined(roles.get((node, role), ())) for role in ("lead", "contribute", "responsible")},
                "due": joined(f"{row['stated']} ({row['said_by']})" for row in due),
                "latest_date": min(last_days, default=None),
                **_evidence(told),
                "affected_id": item or node.partition("/")[2],
            }
        )
    answer.sort(
        key=lambda row: (int(str(row["hops"])), natural_key(row["action"] or "~"), natural_key(row["affected"]))
    )
    return answer, []


def _tie(chain: Chain) -> Step:
    """The dependency of a chain that is nearest to what waits."""
    return next(step for step in chain if step.is_hop)


def _evidence(told: Iterable[Row]) -> Row:
    """Sources, bases and words of the rows that a row of an answer rests on."""
    rows = list(told)
    return {
        "source": joined(str(row["said_by"]) for row in rows),
        "basis": joined(str(row["rests_on"]) for row in rows),
        "quote": "; ".join(dict.fromkeys(str(row["words"]) for row in rows)),
    }


_ROLES = {"ledBy": "lead", "contributedToBy": "contribute", "assignedTo": "responsible"}


def _roles(fetched: Fetched) -> dict[tuple[str, str], set[str]]:
    """Bodies with their source, by item node and role."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = cast("Iterator[tuple[str, ...]]", fetched.only("kind", "waiting", "relation", "needed_label", "said_by"))
    for kind, item, relation, body, source in rows:
        if kind == "role":
            found[node_of(item), _ROLES[relation]].add(f"{body} ({source})")
    return found


class Deadlines:
    """The fetched deadlines by item."""

    def __init__(self, fetched: Fetched) -> None:
        self._own: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self._of: dict[str, list[Row]] = {}
        dates = (fetched.row(number) for number, (kind,) in enumerate(fetched.only("kind")) if kind == "date")
        for row in sorted(dates, key=_place_of_source):
            self._own[node_of(str(row["waiting"]))][str(row["said_by"])].append(row)

    def own(self, node: str, source: str = "") -> list[Row]:
        """The deadlines that are given to the item itself, by any source or by one."""
        told = self._own.get(node, {})
        return told.get(source, []) if source else [row for rows in told.values() for row in rows]

    def of(self, node: str) -> list[Row]:
        """The item's own deadlines in each source, or where that source gives it none its action's."""
        if node not in self._of:
            self._of[node] = self._in_force(node)
        return self._of[node]

    def _in_force(self, node: str) -> list[Row]:
        own, action = self._own.get(node, {}), node.partition("/milestone/")[0]
        if action == node:
            return self.own(node)
        above = {
            source: [row for row in rows if row["rests_on"] != Basis.CELL_NOT_ALIGNED.value]
            for source, rows in self._own.get(action, {}).items()
        }
        found = [row for rows in (above | own).values() for row in rows]
        return sorted(found, key=_place_of_source)


def _place_of_source(row: Row) -> int:
    return int(str(row["order_source"]))


def _day(row: Row) -> dt.date | None:
    return dt.date.fromisoformat(str(row["latest"])) if row["latest"] else None


def what_if_slips(fetched: Fetched, bound: Bound) -> tuple[list[Row], list[str]]:
    """Every deadline of what waits, before and after the slip is passed on whole; undated items once each.

    Raises:
        BadParameter: a deadline would leave the calendar.
    """
    links = Links.of(fetched, "waits")
    roles, dates = _roles(fetched), Deadlines(fetched)
    months = bound.number("months")
    answer = []
    for node, chain in chains(links.steps, asked_node(bound, "by")).items():
        if not node.startswith("action/") or not any(step.is_hop for step in chain):
            continue
        item = identifier(f"/{node}")
        whose = joined(
            f"{who}: {role}" for role in ("lead", "contribute", "responsible") for who in roles.get((node, role), ())
        )
        for row in dates.of(node) or [{"stated": "", "latest": "", "said_by": "", "rests_on": "", "words": ""}]:
            before = _day(row)
            after = _moved(before, months) if before else None
            answer.append(
                {
                    "action": action_of(item),
                    "milestone": item if is_milestone(item) else "",
                    "text": links.words[node],
                    "stated": row["stated"],
                    "before": before,
                    "after": after,
                    "hops": hops(chain),
                    "path": links.path(chain),
                    "weakest_basis": weakest(chain),
                    "whose": whose,
                    "source": row["said_by"],
                    "basis": row["rests_on"],
                    "quote": row["words"],
                }
            )
    answer.sort(key=lambda row: (int(str(row["hops"])), natural_key(row["action"]), natural_key(row["milestone"])))
    return answer, []


def _moved(day: dt.date, months: int) -> dt.date:
    from cohesion_graph.model.timing import StatedDate

    try:
        return StatedDate(day.isoformat()).later(months).last_day
    except ValueError as error:
        raise BadParameter(f"months: {months} moves {day} out of the calendar\n  Write fewer months.") from error


def timing_order(fetched: Fetched, _: Bound) -> tuple[list[Row], list[str]]:
    """Items that are due before something they need, directly or through a chain; direct ones first."""
    links = Links.of(fetched, "waits")
    dates, steps = Deadlines(fetched), by_needed(links.steps)
    answer = [
        _out_of_order(links, chain, mine, other)
        for needed in sorted(reaching(steps))
        if dates.of(needed)
        for chain in chains_over(steps, needed).values()
        if hops(chain)
        for mine in _due(dates, chain)
        for other in (dates.of(needed) if chain[-1].is_hop else dates.own(needed))
        if _is_before(mine, other)
    ]
    answer.sort(key=lambda row: [int(str(row["hops"])), *map(natural_key, (row[one] for one in _PLACE))])
    return answer, []


_PLACE = ("action", "milestone", "needs", "source", "stated", "needs_stated")


def _due(dates: Deadlines, chain: Chain) -> list[Row]:
    """The deadlines of what waits in a chain.

    Where an action waits for its milestone, only those that the milestone does not take over: else its own row tells.
    """
    first = chain[0]
    if first.is_hop:
        return dates.of(first.waiting)
    return [row for row in dates.own(first.waiting) if dates.own(first.needed, str(row["said_by"]))]


def _is_before(mine: Row, other: Row) -> bool:
    due, needs_due = _day(mine), _day(other)
    return due is not None and needs_due is not None and due < needs_due


def _out_of_order(links: Links, chain: Chain, mine: Row, other: Row) -> Row:
    due, needs_due = _day(mine), _day(other)
    assert due is not None
    assert needs_due is not None
    item, needed = identifier(f"/{chain[0].waiting}"), chain[-1].needed
    return {
        "action": action_of(item),
        "milestone": item if is_milestone(item) else "",
        "text": links.words[chain[0].waiting],
        "due": due,
        "stated": mine["stated"],
        "type": LINK_TYPES[_tie(chain).relation].value,
        "needs": links.labels[needed],
        "needs_due": needs_due,
        "needs_stated": other["stated"],
        "days": (needs_due - due).days,
        "hops": hops(chain),
        "path": links.path(chain),
        "weakest_basis": weakest(chain),
        "is_stated": weakest(chain) in STATED,
        **_evidence([*links.rows_of(*chain), mine, other]),
        "needs_id": identifier(f"/{needed}"),
    }
