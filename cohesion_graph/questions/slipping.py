"""Answers about what a delay would reach: who waits, whose it is, and by when each is due."""

from __future__ import annotations

from cohesion_graph.errors import BadParameter
from cohesion_graph.graph.walk import LINK_TYPES, STATED, Chain, Step, chains_over, hops, reaching, weakest
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import identifier, joined, natural_key
from cohesion_graph.questions.hanging import asked_node, evidence_of
from cohesion_graph.questions.ways import Deadlines, Due, Links, Ways

__all__ = ["affected_by", "timing_order", "what_if_slips"]


def affected_by(ways: Ways, bound: Bound) -> tuple[list[Row], list[str]]:
    """Everything that waits for the thing, nearest first, with whose it is and by when it is due."""
    links = ways.links("waits")
    roles, dates = ways.roles(), ways.deadlines()
    found = chains_over(links.by_needed, asked_node(bound, "by"))
    answer: list[Row] = []
    for node, chain in found.items():
        if not any(step.is_hop for step in chain):
            continue
        due = dates.of(node)
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
                "due": joined(f"{one.stated} ({one.source})" for one in due),
                "latest_date": min((one.day for one in due if one.day), default=None),
                **evidence_of(links.ties_of(_tie(chain))),
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


def what_if_slips(ways: Ways, bound: Bound) -> tuple[list[Row], list[str]]:
    """Every deadline of what waits, before and after the slip is passed on whole; undated items once each.

    Raises:
        BadParameter: a deadline would leave the calendar.
    """
    links = ways.links("waits")
    roles, dates = ways.roles(), ways.deadlines()
    months = bound.number("months")
    answer: list[Row] = []
    for node, chain in chains_over(links.by_needed, asked_node(bound, "by")).items():
        if not node.startswith("action/") or not any(step.is_hop for step in chain):
            continue
        item = identifier(f"/{node}")
        whose = joined(
            f"{who}: {role}" for role in ("lead", "contribute", "responsible") for who in roles.get((node, role), ())
        )
        place: Row = {
            "action": action_of(item),
            "milestone": item if is_milestone(item) else "",
            "text": links.words[node],
            "hops": hops(chain),
            "path": links.path(chain),
            "weakest_basis": weakest(chain),
            "whose": whose,
        }
        answer += [{**place, **_moved(due, months)} for due in dates.of(node) or [Due("", "", "", "", None)]]
    answer.sort(key=lambda row: (int(str(row["hops"])), natural_key(row["action"]), natural_key(row["milestone"])))
    return answer, []


def _moved(due: Due, months: int) -> Row:
    """A deadline before and after the slip."""
    from cohesion_graph.model.timing import StatedDate

    try:
        after = StatedDate(due.day.isoformat()).later(months).last_day if due.day else None
    except ValueError as error:
        raise BadParameter(f"months: {months} moves {due.day} out of the calendar\n  Write fewer months.") from error
    dates = {"stated": due.stated, "before": due.day, "after": after}
    return {**dates, "source": due.source, "basis": due.basis, "quote": due.quote}


def timing_order(ways: Ways, _: Bound) -> tuple[list[Row], list[str]]:
    """Items that are due before something they need, directly or through a chain; direct ones first."""
    links = ways.links("waits")
    dates, steps = ways.deadlines(), links.by_needed
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


def _due(dates: Deadlines, chain: Chain) -> list[Due]:
    """The deadlines of what waits in a chain.

    Where an action waits for its milestone, only those that the milestone does not take over: else its own row tells.
    """
    first = chain[0]
    if first.is_hop:
        return dates.of(first.waiting)
    return [due for due in dates.own(first.waiting) if dates.own(first.needed, due.source)]


def _is_before(mine: Due, other: Due) -> bool:
    return mine.day is not None and other.day is not None and mine.day < other.day


def _out_of_order(links: Links, chain: Chain, mine: Due, other: Due) -> Row:
    assert mine.day is not None
    assert other.day is not None
    item, needed = identifier(f"/{chain[0].waiting}"), chain[-1].needed
    return {
        "action": action_of(item),
        "milestone": item if is_milestone(item) else "",
        "text": links.words[chain[0].waiting],
        "due": mine.day,
        "stated": mine.stated,
        "type": LINK_TYPES[_tie(chain).relation].value,
        "needs": links.labels[needed],
        "needs_due": other.day,
        "needs_stated": other.stated,
        "days": (other.day - mine.day).days,
        "hops": hops(chain),
        "path": links.path(chain),
        "weakest_basis": weakest(chain),
        "is_stated": weakest(chain) in STATED,
        **evidence_of([*links.ties_of(*chain), mine, other]),
        "needs_id": identifier(f"/{needed}"),
    }
