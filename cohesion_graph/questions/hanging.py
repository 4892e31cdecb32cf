"""Answers about what hangs on what: fetched links become steps, `graph.walk` walks them, and rows tell the way."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cohesion_graph.graph.walk import LINK_TYPES, STATED, STRENGTH, Chain, Step, chains, hops, turned, weakest
from cohesion_graph.graph.walk import cycles as circles
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.questions.answers import Row, identifier, joined, natural_key, node_of
from cohesion_graph.questions.binding import Bound

__all__ = ["affected_by", "cycles", "depends_on", "feeds", "hanging_rows", "mentions", "what_if_slips"]

_LISTS = {"waits": "depends", "goes-in": "feeds"}


@dataclass(slots=True)
class Links:
    """The fetched links, as steps and with their evidence."""

    steps: list[Step] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    """What each node is called in a path: a reference, a reference and the words of a milestone, a name."""
    words: dict[str, str] = field(default_factory=dict)
    """What each node is called in a cell of its own."""
    told: list[tuple[Step, Row]] = field(default_factory=list)
    """Every link that a claim makes, with the row that was fetched for it, in the plan's order."""

    @classmethod
    def of(cls, rows: Iterable[Row], kind: str) -> Links:
        """The links of one kind among fetched rows; of several bases of one edge the strongest makes the step."""
        found = cls()
        strongest: dict[tuple[str, str, str], Step] = {}
        for row in rows:
            if row["kind"] != kind:
                continue
            waiting, needed = node_of(str(row["waiting"])), node_of(str(row["needed"]))
            for node, label in ((waiting, row["waiting_label"]), (needed, row["needed_label"])):
                found.words[node], found.labels[node] = str(label), called(node, str(label))
            basis = str(row["rests_on"] or Basis.STATED.value)
            relation = str(row["relation"])
            step = Step(waiting, needed, relation, basis, kind == "waits" and turned(relation))
            key = waiting, needed, step.relation
            if key not in strongest or STRENGTH[basis] < STRENGTH[strongest[key].basis]:
                strongest[key] = step
            if row["claim"]:
                found.told.append((step, row))
        found.steps = list(strongest.values())
        return found

    def path(self, chain: Sequence[Step]) -> str:
        """A chain in words, link by link."""
        return "; ".join(step.sentence(self.labels) for step in chain)


def called(node: str, label: str) -> str:
    """What a node is called in a path.

    >>> called("action/CC9/milestone/report-produced", "Report produced")
    'CC9 (Report produced)'
    """
    kind, _, rest = node.partition("/")
    if kind != "action":
        return label
    ref, _, milestone = rest.partition("/")
    return f"{ref} ({label})" if milestone else ref


def depends_on(rows: list[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """Three lists: what waits for the thing, what goes into it, what names it; each through chains."""
    asked = asked_node(bound, "on")
    return [row for kind in ("waits", "goes-in", "names") for row in hanging_rows(rows, kind, asked)], []


def feeds(rows: list[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """What goes into the thing, directly or through something that does."""
    return hanging_rows(rows, "goes-in", asked_node(bound, "into")), []


def mentions(rows: list[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """What names the thing or a part of it, or reports to it."""
    return hanging_rows(rows, "names", asked_node(bound, "of")), []


def asked_node(bound: Bound, name: str) -> str:
    """The node that a parameter names."""
    return node_of(bound.terms[name].strip("<>"))


def hanging_rows(rows: Iterable[Row], kind: str, asked: str) -> list[Row]:
    """One row for each claim that ties an item to the thing asked about, with the best way on from there.

    Sorted by hops, then in the order of the plan. A claim whose item the way on would come back to is left out.
    """
    links = Links.of(rows, kind)
    reached = {asked: (), **chains(links.steps, asked)}
    answer = []
    for step, row in links.told:
        onward = reached.get(step.needed)
        is_item = step.waiting.startswith("action/")
        if onward is None or not is_item or step.waiting == asked or any(s.needed == step.waiting for s in onward):
            continue
        answer.append(_hanging_row(links, (step, *onward), row, kind))
    return sorted(answer, key=lambda row: (str(row["family"]), int(str(row["hops"]))))


def _hanging_row(links: Links, chain: Chain, row: Row, kind: str) -> Row:
    step = chain[0]
    link_type = LINK_TYPES[step.relation]
    item = identifier(str(row["waiting"]))
    basis = weakest(chain)
    return {
        "family": _LISTS.get(kind, link_type.family),
        "action": action_of(item),
        "milestone": item if is_milestone(item) else "",
        "text": links.words[step.waiting],
        "type": link_type.value,
        "target": links.words[step.needed],
        "hops": hops(chain),
        "path": links.path(chain),
        "weakest_basis": basis,
        "stated": basis in STATED,
        "source": row["said_by"],
        "basis": row["rests_on"],
        "quote": row["words"],
        "target_id": identifier(str(row["needed"])),
    }


def affected_by(rows: list[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """Everything that waits for the thing, nearest first, with whose it is and by when it is due."""
    links = Links.of(rows, "waits")
    roles, dates = _roles(rows), _dates(rows)
    found = chains(links.steps, asked_node(bound, "by"))
    answer: list[Row] = []
    for node, chain in found.items():
        if not any(step.is_hop for step in chain):
            continue
        told = [row for step, row in links.told if _same_link(step, _tie(chain))]
        last_days = [day for row in dates.get(node, ()) if (day := _day(row)) is not None]
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
                "due": joined(f"{row['needed_label']} ({row['said_by']})" for row in dates.get(node, ())),
                "latest_date": min(last_days, default=None),
                "source": joined(str(row["said_by"]) for row in told),
                "basis": joined(str(row["rests_on"]) for row in told),
                "quote": "; ".join(dict.fromkeys(str(row["words"]) for row in told)),
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


def _same_link(one: Step, other: Step) -> bool:
    return (one.waiting, one.needed, one.relation) == (other.waiting, other.needed, other.relation)


_ROLES = {"ledBy": "lead", "contributedToBy": "contribute", "assignedTo": "responsible"}


def _roles(rows: Iterable[Row]) -> dict[tuple[str, str], set[str]]:
    """Bodies with their source, by item node and role."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row["kind"] == "role":
            key = node_of(str(row["waiting"])), _ROLES[str(row["relation"])]
            found[key].add(f"{row['needed_label']} ({row['said_by']})")
    return found


def _dates(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The deadlines by item node: its own in each source, or where that source gives it none its action's."""
    own: dict[str, dict[tuple[str, bool], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["kind"] == "date":
            node = node_of(str(row["waiting"]))
            is_own = row["waiting"] == row["needed"]
            if is_own or row["rests_on"] != Basis.CELL_NOT_ALIGNED.value:
                own[node][str(row["said_by"]), is_own].append(row)
    found: dict[str, list[Row]] = {}
    for node, told in own.items():
        sources = dict.fromkeys(source for source, _ in told)
        found[node] = [row for source in sources for row in told.get((source, True)) or told.get((source, False)) or ()]
    return found


def _day(row: Row) -> dt.date | None:
    return dt.date.fromisoformat(str(row["latest"])) if row["latest"] else None


def what_if_slips(rows: list[Row], bound: Bound) -> tuple[list[Row], list[str]]:
    """Every deadline of what waits, before and after the slip is passed on whole; undated items once each."""
    from cohesion_graph.model.timing import StatedDate

    links = Links.of(rows, "waits")
    roles, dates = _roles(rows), _dates(rows)
    months = bound.number("months")
    answer = []
    for node, chain in chains(links.steps, asked_node(bound, "by")).items():
        if not node.startswith("action/") or not any(step.is_hop for step in chain):
            continue
        item = identifier(f"/{node}")
        whose = joined(
            f"{who}: {role}" for role in ("lead", "contribute", "responsible") for who in roles.get((node, role), ())
        )
        for row in dates.get(node) or [{"needed_label": "", "latest": "", "said_by": "", "rests_on": "", "words": ""}]:
            before = _day(row)
            after = StatedDate(before.isoformat()).later(months).last_day if before else None
            answer.append(
                {
                    "action": action_of(item),
                    "milestone": item if is_milestone(item) else "",
                    "text": links.words[node],
                    "stated": row["needed_label"],
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


def cycles(rows: list[Row], _: Bound) -> tuple[list[Row], list[str]]:
    """The circles among all links, each with the statements it is made of."""
    links = Links.of(rows, "waits")
    answer: list[Row] = []
    for number, circle in enumerate(circles(links.steps), 1):
        told = [row for part in circle for step, row in links.told if _same_link(step, part)]
        refs = (action_of(identifier(f"/{step.waiting}")) for step in circle if step.waiting.startswith("action/"))
        answer.append(
            {
                "circle": number,
                "length": hops(circle),
                "path": links.path(circle),
                "weakest_basis": weakest(circle),
                "stated": weakest(circle) in STATED,
                "actions": joined(refs),
                "source": joined(str(row["said_by"]) for row in told),
                "basis": joined(str(row["rests_on"]) for row in told),
                "quote": "; ".join(dict.fromkeys(str(row["words"]) for row in told)),
            }
        )
    return answer, []


def timing_order(rows: list[Row], _: Bound) -> tuple[list[Row], list[str]]:
    """Direct links between items where the one that waits is due before the one it waits for."""
    links = Links.of(rows, "waits")
    dates = _dates(rows)
    answer: list[Row] = []
    for step, row in links.told:
        for mine in dates.get(step.waiting, ()):
            for other in dates.get(step.needed, ()):
                due, needs_due = _day(mine), _day(other)
                if due is None or needs_due is None or due >= needs_due:
                    continue
                told = (row, mine, other)
                item = identifier(f"/{step.waiting}")
                answer.append(
                    {
                        "action": action_of(item),
                        "milestone": item if is_milestone(item) else "",
                        "text": links.words[step.waiting],
                        "due": due,
                        "stated": mine["needed_label"],
                        "type": LINK_TYPES[step.relation].value,
                        "needs": links.labels[step.needed],
                        "needs_due": needs_due,
                        "needs_stated": other["needed_label"],
                        "days": (needs_due - due).days,
                        "source": joined(str(one["said_by"]) for one in told),
                        "basis": joined(str(one["rests_on"]) for one in told),
                        "quote": "; ".join(dict.fromkeys(str(one["words"]) for one in told)),
                        "needs_id": identifier(f"/{step.needed}"),
                    }
                )
    unique = {tuple(row.items()): row for row in answer}
    return list(unique.values()), []
