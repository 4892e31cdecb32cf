"""What pictures are made of: plain things, lines and quoted words, taken from the derivation and its graph.

Nothing is derived here. A line of the graph becomes a line of the picture; where a picture shows actions alone, the
lines of an action's milestones are folded into lines of the action that say so (`Line.folded`). What rules inferred
by handing the action's bodies down to milestones, or up, is left out of folded lines: it would only say the same twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import networkx as nx

from cohesion_graph.derive import Derivation
from cohesion_graph.graph import build
from cohesion_graph.graph.build import several
from cohesion_graph.model.claims import Timing, Wording
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import node_id
from cohesion_graph.model.register import Body, Instrument
from cohesion_graph.model.relations import Relation
from cohesion_graph.views.encoding import STYLE_OF_TERM, STYLES, kind_of_body, kind_of_instrument
from cohesion_graph.views.layouts import Layouts
from cohesion_graph.views.wording import Words, told_of, words_of

__all__ = ["BODIES", "INSTRUMENTS", "Line", "Node", "ViewModel", "view_model"]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that pictures show."""

    id: str
    """Its node in the graph."""
    kind: str
    """A name in `encoding.KINDS`."""
    label: str
    """Short: the reference of an action, the name of a registered thing, the number of a milestone."""
    title: str
    """In full."""
    sort: str
    """What sort of thing it is, in the words of the register's codes: "partnership", "standard", "action"."""
    names: tuple[str, ...] = ()
    """Every other name it goes by, its identifier last: all of them are found by the search."""
    action: str = ""
    """The action's node, for a milestone."""
    sources: tuple[str, ...] = ()
    """The documents that name or word it."""
    due: tuple[str, ...] = ()
    """Under which deadlines an action or milestone is found: years, ``ongoing``, ``recurring``, ... or ``none``."""
    note: str = ""
    """What the register says about it."""
    words: tuple[str, ...] = ()
    """Keys in `ViewModel.words`: how documents word it, reports on it, and doubts about it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one thing to another; or, without an `end`, something told of one thing: a date, a difference."""

    key: str
    """``action/CC1~ledBy~organisation/sbc``: stays when other lines come."""
    start: str
    end: str
    style: str
    """A name in `encoding.STYLES`."""
    label: str
    """Read from start to end: "led by"."""
    inverse: str
    """Read from end to start: "leads"."""
    sources: tuple[str, ...] = ()
    stated: bool = True
    """Whether at least one document itself says so, rather than a rule or a person."""
    bases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Keys in `ViewModel.words`: the claims it rests on."""
    folded: bool = False
    """Whether it stands for lines of the action's milestones, not of the action itself."""
    through: tuple[str, ...] = ()
    """What a folded line or a line between bodies stands for: milestones, or shared actions."""
    weight: int = 1
    """For a line between bodies: how many actions they share."""


@dataclass(frozen=True)
class ViewModel:
    """Everything the pictures of one plan share."""

    id: str
    title: str
    language: str
    sources: dict[str, tuple[str, str]]
    """Short title and title of each document, in the dataset's order."""
    nodes: dict[str, Node]
    lines: tuple[Line, ...]
    """Lines of the graph, then those folded into actions, each in the order of the plan; then dates and differences."""
    words: dict[str, Words]
    places: dict[str, int] = field(default_factory=dict)
    """Each document's place in the dataset, from 0."""
    layouts: Layouts = field(default_factory=Layouts, compare=False, repr=False)
    """Where boxes were placed already."""

    def between(self, *styles: str, folded: bool = True) -> list[Line]:
        """Lines in some styles from actions to what is no milestone; with or without those folded from milestones."""
        return [
            line
            for line in self.lines
            if line.style in styles
            and self.nodes[line.start].kind == "action"
            and (not line.end or self.nodes[line.end].kind != "milestone")
            and (folded or not line.folded)
        ]

    def of_kinds(self, *kinds: str) -> list[Node]:
        """The things of some kinds, in the order of the plan and the register."""
        return [node for node in self.nodes.values() if node.kind in kinds]


BODIES = ("partnership", "council", "body", "placeholder")
"""The kinds of things that do something."""

INSTRUMENTS = ("strategy", "measure")
"""The kinds of things that items lean on or feed."""


def view_model(derivation: Derivation, graph: nx.MultiDiGraph | None = None) -> ViewModel:
    """What pictures of this plan show; `graph` saves building it again where it is at hand."""
    dataset = derivation.dataset
    graph = build(derivation) if graph is None else graph
    nodes = {node.id: node for node in _nodes(dataset, graph)}
    place = {node: number for number, node in enumerate(nodes)}
    styles = list(STYLES)

    def order(line: Line) -> tuple[int, int, int, str]:
        return place[line.start], styles.index(line.style), place[line.end], line.key

    lines = sorted(_lines(graph), key=order)
    lines += sorted(_folded(graph, lines), key=order)
    lines += [*_dated(dataset), *_differing(derivation)]
    return ViewModel(
        dataset.id,
        dataset.title,
        dataset.language,
        {source.id: (source.label, source.title) for source in dataset.sources},
        nodes,
        tuple(lines),
        dict(words_of(dataset)),
        {source.id: place for place, source in enumerate(dataset.sources)},
    )


def _nodes(dataset: Dataset, graph: nx.MultiDiGraph) -> Iterator[Node]:
    told = told_of(dataset)
    for item in dataset.items.values():
        words = told.get(item.node, ())
        ahead = [item.id] if item.is_milestone else [item.id, *dataset.milestones_of(item.id)]
        yield Node(
            item.node,
            "milestone" if item.is_milestone else "action",
            str(item.order) if item.is_milestone else item.id,
            dataset.title_of(item.id),
            "milestone" if item.is_milestone else "action",
            (f"{item.action} milestone {item.order}", item.id) if item.is_milestone else _printed(dataset, item.id),
            node_id("item", item.action) if item.is_milestone else "",
            tuple(dataset.sources_of(item.id)),
            _due(dataset, ahead),
            "",
            tuple(words),
        )
    named = _sources_naming(graph)
    for kind, entries in (("organisation", dataset.registry.bodies), ("instrument", dataset.registry.instruments)):
        for entry in entries:
            yield _registered(kind, entry, named.get(node_id(kind, entry.id), ()))


def _registered(kind: str, entry: Body | Instrument, sources: tuple[str, ...]) -> Node:
    drawn = kind_of_body(entry.kind) if isinstance(entry, Body) else kind_of_instrument(entry.kind)
    notation = (entry.notation,) if isinstance(entry, Instrument) and entry.notation else ()
    names = (*entry.also_known_as, *notation, entry.id)
    node = node_id(kind, entry.id)
    return Node(node, drawn, entry.name, entry.name, entry.kind.label, names, sources=sources, note=entry.note)


def _printed(dataset: Dataset, ref: str) -> tuple[str, ...]:
    """The reference as documents print it, where that differs."""
    printed = {claim.ref_as_printed for claim in dataset.claims_about(ref, Wording)}
    return tuple(sorted(printed - {"", ref}))


def _due(dataset: Dataset, items: Sequence[str]) -> tuple[str, ...]:
    found: set[str] = set()
    for item in items:
        for claim in dataset.claims_about(item, Timing):
            deadline = claim.deadline
            latest = deadline.latest_date
            found |= {str(latest.year)} if latest else set()
            found |= {kind for kind in ("ongoing", "recurring") if deadline.kind.endswith(kind)}
            found |= {deadline.kind.value} & {"aligned", "relative", "unread"}
    return tuple(sorted(found)) or ("none",)


def _sources_naming(graph: nx.MultiDiGraph) -> dict[str, tuple[str, ...]]:
    named: dict[str, dict[str, None]] = {}
    for _, end, edge in graph.edges(data=True):
        if edge["family"] != "structure":
            named.setdefault(end, {}).update(dict.fromkeys(several(edge["sources"])))
    return {node: tuple(sources) for node, sources in named.items()}


def _lines(graph: nx.MultiDiGraph) -> Iterator[Line]:
    """The graph's edges as they stand; what no style shows (places in the plan, what milestones add up to) is not."""
    for start, end, term, edge in graph.edges(keys=True, data=True):
        if term not in STYLE_OF_TERM:
            continue
        inverse = _INVERSE[term]
        key = f"{start}~{term}~{end}"
        yield Line(
            key,
            start,
            end,
            STYLE_OF_TERM[term],
            edge["label"],
            inverse,
            several(edge["sources"]),
            edge["stated"],
            several(edge["bases"]),
            several(edge["claims"]),
        )


_INVERSE = {relation.value.term: relation.value.inverse_label for relation in Relation}
_HANDED_ON = frozenset({Basis.INHERITED_FROM_ACTION.value, Basis.ROLLED_UP.value})


def _folded(graph: nx.MultiDiGraph, lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of milestones as lines of their actions: one for each pair and relation, saying through which."""
    action_of = {start: end for start, end, term in graph.edges(keys=True) if term == Relation.MILESTONE_OF.value.term}
    groups: dict[tuple[str, str, str, str], list[Line]] = {}
    for line in lines:
        start, end = action_of.get(line.start, line.start), action_of.get(line.end, line.end)
        if (start, end) == (line.start, line.end) or set(line.bases) <= _HANDED_ON or line.style == "part":
            continue
        if start != end:
            groups.setdefault((start, line.key.split("~")[1], end, line.style), []).append(line)
    for (start, term, end, style), group in groups.items():
        yield Line(
            f"{start}~milestones-{term}~{end}",
            start,
            end,
            style,
            f"{group[0].label} (a milestone)",
            f"{group[0].inverse} a milestone of",
            _each(line.sources for line in group),
            any(line.stated for line in group),
            _each(line.bases for line in group),
            _each(line.words for line in group),
            folded=True,
            through=tuple(dict.fromkeys(line.start if line.start in action_of else line.end for line in group)),
        )


def _each(groups: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))


def _dated(dataset: Dataset) -> Iterator[Line]:
    """One line without an end for each deadline that a document states."""
    for item in dataset.items.values():
        for claim in dataset.claims_about(item.id, Timing):
            yield Line(
                f"{item.node}~due~{claim.source}-{claim.n}",
                item.node,
                "",
                "due",
                claim.stated,
                "",
                (claim.source,),
                claim.basis.is_stated,
                (claim.basis.value,),
                (claim.id,),
            )


def _differing(derivation: Derivation) -> Iterator[Line]:
    """One line without an end for each difference between two documents."""
    for found in derivation.discrepancies:
        yield Line(
            found.id,
            node_id("item", found.item),
            "",
            "differs",
            found.kind.label,
            "",
            (found.source_a, found.source_b),
            stated=True,
            words=(*found.claims_a, *found.claims_b),
        )
