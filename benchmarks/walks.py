"""Questions answered by plain walks over the networkx graph, as a script of one's own would answer them.

A walk finds what the question finds, each once whatever number of sources say it, and brings no words, sources or
bases; the finer rules of deadlines and chains it leaves out. What it needs beside the graph (what waits for what, which
deadlines an item has) is put in order before time is taken, as a store has its indexes. `WALKS` names the questions
that have a walk: ``(plan, parameters) -> what to run``.
"""

import datetime as dt
from collections import Counter, defaultdict
from itertools import chain, combinations

import networkx as nx

from cohesion_graph.model.claims import StatusReport, Timing
from cohesion_graph.model.ids import action_of, node_id

ROLES = {"ledBy", "contributedToBy", "assignedTo"}
MENTIONS = {"refersTo", "reportedTo"}
SHARED_MOST = 25
"""Where more items than so many meet in one thing, `cross-references` counts them and does not pair them."""


def walk_of(plan, name, given):
    """What to run for a question, None where it has no walk."""
    walk = WALKS.get(name)
    return walk(plan, given) if walk else None


def _thing(plan, name):
    """The node that a parameter names."""
    if name in plan.dataset.items:
        return node_id("item", name)
    return node_id("organisation" if name in plan.dataset.bodies else "instrument", name)


def _items(plan):
    return [node_id("item", one) for one in plan.dataset.items]


def _bodies(graph, node, keys=ROLES):
    """The bodies an item has in roles of its own or its action's; words that only stand for bodies are none."""
    return {
        end
        for _, end, key in graph.out_edges(node, keys=True)
        if key in keys and graph.nodes[end]["type"] != "placeholder"
    }


def _by_item(plan, kind):
    """Claims of a kind by the node of their item."""
    found = defaultdict(list)
    for claim in plan.dataset.claims.values():
        if isinstance(claim, kind):
            found[node_id("item", claim.item)].append(claim)
    return found


def _related(plan, node):
    """A milestone with its action, an action with its milestones."""
    above, _, milestone = node.partition("/milestone/")
    if milestone:
        return node, above
    return node, *(node_id("item", one) for one in plan.dataset.milestones_of(above.removeprefix("action/")))


# Who does what ---------------------------------------------------------------------------------------------------


def _contributions(plan, given):
    graph = plan.graph
    if given:
        node = _thing(plan, given["party"])
        return lambda: [(start, key) for start, _, key in graph.in_edges(node, keys=True) if key in ROLES]
    return lambda: [(start, end, key) for start, end, key in graph.edges(keys=True) if key in ROLES]


def _involved(plan):
    """The bodies of each action, those of its milestones too."""
    keys = ROLES | {"involves"}
    return {ref: _bodies(plan.graph, node_id("item", ref), keys) for ref in plan.dataset.actions}


def _pairs(least):
    def walk(plan, _):
        def found():
            shared = Counter(pair for held in _involved(plan).values() for pair in combinations(sorted(held), 2))
            return [pair for pair, count in shared.items() if count >= least]

        return found

    return walk


def _shared_partners(plan, _):
    def found():
        actions, shared = defaultdict(list), Counter()
        for ref, held in _involved(plan).items():
            for body in held:
                actions[body].append(ref)
        for refs in actions.values():
            shared.update(combinations(refs, 2))
        return [pair for pair, count in shared.items() if count > 1]

    return found


def _ranking(plan, _):
    return lambda: Counter(chain.from_iterable(_involved(plan).values())).most_common()


def _no_partner(plan, _):
    return lambda: [ref for ref, held in _involved(plan).items() if len(held) < 2]


def _unowned(plan, _):
    items = _items(plan)
    related = {node: _related(plan, node) for node in items}

    def found():
        edges = plan.graph.edges(keys=True, data=True)
        owned = {start for start, _, key, facts in edges if key in ROLES and facts["stated"]}
        return [node for node in items if not any(one in owned for one in related[node])]

    return found


# What hangs on what ----------------------------------------------------------------------------------------------


def _waiting(graph):
    """What waits for what, as a plain DiGraph; ``hop`` is 0 for parts and milestones."""
    waiting = nx.DiGraph()
    for start, end, key, facts in graph.edges(keys=True, data=True):
        if facts["family"] in {"depends", "feeds"} or key in {"partOf", "milestoneOf"}:
            is_turned = facts["family"] == "feeds" or key == "milestoneOf"
            waiting.add_edge(*((end, start) if is_turned else (start, end)), hop=int(facts["family"] != "structure"))
    return waiting


def _hanging(plan, given):
    waiting, node = _waiting(plan.graph), _thing(plan, next(iter(given.values())))
    backward = waiting.reverse()
    return lambda: nx.single_source_dijkstra_path_length(backward, node, weight="hop")


def _feeds(plan, given):
    inward = nx.DiGraph()
    for start, end, key, facts in plan.graph.edges(keys=True, data=True):
        if facts["family"] == "feeds" or key in {"partOf", "milestoneOf"}:
            inward.add_edge(end, start, is_feeding=facts["family"] == "feeds")
    node = _thing(plan, given["into"])

    def found():
        reached = {node, *nx.descendants(inward, node)}
        return [(one, end) for end, one, is_feeding in inward.out_edges(reached, data="is_feeding") if is_feeding]

    return found


def _mentions(plan, given):
    parts = nx.DiGraph((end, start) for start, end, key in plan.graph.edges(keys=True) if key == "partOf")
    node = _thing(plan, given["of"])

    def found():
        wanted = {node, *(nx.descendants(parts, node) if node in parts else ())}
        edges = (edge for one in wanted for edge in plan.graph.in_edges(one, keys=True))
        return [start for start, _, key in edges if key in MENTIONS]

    return found


def _circles(plan, _):
    waiting = _waiting(plan.graph)
    return lambda: [knot for knot in nx.strongly_connected_components(waiting) if len(knot) > 1]


def _timing_order(plan, _):
    waiting, last = _waiting(plan.graph), _last_days(plan)

    def found():
        reached = ((one, end) for one in last if one in waiting for end in nx.descendants(waiting, one) if end in last)
        return [(one, end) for one, end in reached if min(last[one]) < max(last[end])]

    return found


def _cross_references(plan, _):
    graph, items = plan.graph, set(_items(plan))

    def found():
        met, direct = defaultdict(set), []
        for start, end, key, facts in graph.edges(keys=True, data=True):
            if start not in items or key in ROLES or facts["family"] in {"structure", "responsibility"}:
                continue
            if end in items:
                direct.append((start, end))
            elif graph.nodes[end]["type"] != "placeholder":
                met[end].add(start)
        by_text = defaultdict(set)
        for node in items:
            by_text[graph.nodes[node]["title"]].add(node)
        groups = [group for group in (*met.values(), *by_text.values()) if 1 < len(group) <= SHARED_MOST]
        pairs = {pair for group in groups for pair in combinations(sorted(group), 2) if len(set(map(_ref, pair))) > 1}
        return [*direct, *pairs]

    return found


def _ref(node):
    return node.partition("/milestone/")[0]


# Dates -----------------------------------------------------------------------------------------------------------


def _last_days(plan):
    days = {
        node: [claim.deadline.latest_date for claim in claims if claim.deadline.latest_date]
        for node, claims in _by_item(plan, Timing).items()
    }
    return {node: told for node, told in days.items() if told}


def _due(plan, given):
    last = _last_days(plan)
    end = dt.date.fromisoformat(given["to"]) if "to" in given else dt.date.max
    if "party" in given:
        node = _thing(plan, given["party"])
        starts = {start for start, _, key in plan.graph.in_edges(node, keys=True) if key in ROLES}
        return lambda: sorted((day, one) for one in starts for day in last.get(one, ()) if day <= end)
    return lambda: sorted((day, one) for one, days in last.items() for day in days if day <= end)


def _deadlines(plan, given):
    told = _by_item(plan, Timing)
    if "item" in given:
        related = _related(plan, _thing(plan, given["item"]))
        return lambda: [claim.deadline for node in related for claim in told.get(node, ())]
    day = dt.date.fromisoformat(given["as_of"])
    return lambda: [claim.deadline.next_occurrence(day) for claims in told.values() for claim in claims]


def _undated(plan, _):
    told, items = _by_item(plan, Timing), _items(plan)
    related = {node: _related(plan, node) for node in items}
    return lambda: [node for node in items if not any(one in told for one in related[node])]


def _past(plan, given):
    last, day, reports = _last_days(plan), dt.date.fromisoformat(given["as_of"]), _by_item(plan, StatusReport)
    starts = last
    if "party" in given:
        node = _thing(plan, given["party"])
        starts = {start for start, _, key in plan.graph.in_edges(node, keys=True) if key in ROLES}

    def found():
        past = (one for one in starts if one in last and min(last[one]) < day)
        return [one for one in past if not any(report.is_made_by(day) for report in reports.get(one, ()))]

    return found


def _progress(plan, _):
    reports, items = _by_item(plan, StatusReport), _items(plan)
    return lambda: [report for node in items for report in sorted(reports.get(node, ()), key=lambda one: one.recency)]


def _workload(plan, _):
    told, graph = _by_item(plan, Timing), plan.graph

    def found():
        load = Counter()
        for start, end, key in graph.edges(keys=True):
            if key in ROLES and graph.nodes[end]["type"] != "placeholder":
                claims = told.get(start) or told.get(_ref(start)) or [None]
                load.update((end, key, _quarter(claim)) for claim in claims)
        return load

    return found


def _quarter(claim):
    last = claim and claim.deadline.latest_date
    return f"{last.year}-Q{(last.month + 2) // 3}" if last else claim and claim.deadline.kind.value


def _doubts(plan, given):
    doubts = plan.dataset.doubts.values()
    wanted = given.get("action")
    return lambda: [one for one in doubts if not wanted or (one.item and action_of(one.item) == wanted)]


WALKS = {
    "affected-by": _hanging,
    "contributions": _contributions,
    "cross-references": lambda plan, given: None if given else _cross_references(plan, given),
    "cycles": _circles,
    "deadlines": _deadlines,
    "depends-on": _hanging,
    "doubts": _doubts,
    "due": _due,
    "feeds": _feeds,
    "mentions": _mentions,
    "no-partner": _no_partner,
    "partnership-network": _pairs(1),
    "past-without-report": _past,
    "progress": _progress,
    "ranking": _ranking,
    "shared-actions": _pairs(2),
    "shared-partners": _shared_partners,
    "timing-order": _timing_order,
    "undated": _undated,
    "unowned": _unowned,
    "what-if-slips": _hanging,
    "workload": _workload,
}
