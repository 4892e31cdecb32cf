"""What sources say word for word, and where items meet in what they name or say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter

from cohesion_graph.derive import Link
from cohesion_graph.graph.index import Index, Place, Statement
from cohesion_graph.model.claims import AnyClaim, Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.codes import BodyKind
from cohesion_graph.model.ids import action_of, is_milestone, node_id
from cohesion_graph.model.relations import Relation
from cohesion_graph.questions import meetings
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.at_hand.rows import Answer, said, told_of
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import in_order
from cohesion_graph.rdf.namespaces import Addresses
from cohesion_graph.tables.table import Value

__all__ = ["cross_references", "evidence"]


def evidence(index: Index, bound: Bound) -> Answer:
    """One row for each stretch of words."""
    asked = bound.values["action"]
    told = index.once(_by_action).get(action_of(asked), [])
    found = [
        (place, row)
        for one in told
        if not is_milestone(asked) or one.claim.item == asked
        for place, row in _stretches(index, one)
    ]
    rows = in_order(found, lambda row: [row[name] for name in _CELLS])
    return said(rows, bound, source="source"), []


_CELLS = (
    "action",
    "milestone",
    "text",
    "claim",
    "says",
    "source",
    "basis",
    "line",
    "start",
    "end",
    "quote",
    "claim_id",
)


def _by_action(index: Index) -> Mapping[str, list[Statement[AnyClaim]]]:
    found: dict[str, list[Statement[AnyClaim]]] = defaultdict(list)
    for one in index.statements.values():
        found[action_of(one.claim.item)].append(one)
    return found


def _stretches(index: Index, one: Statement[AnyClaim]) -> Iterable[tuple[tuple[int, ...], Row]]:
    claim = one.claim
    source = index.dataset.sources_by_id[claim.source]
    whole = {**told_of(index, one), "claim": claim.kind_name, "says": _says(index, claim)}
    for start, end, exact in {(words.start, words.end, words.exact): None for words in claim.evidence}:
        where: Row = {"line": source.line_of(start), "start": start, "end": end, "quote": exact}
        yield (*one.place, start), {**whole, **where, "note": claim.note, "claim_id": claim.id}


def _says(index: Index, claim: AnyClaim) -> str:
    """What a claim comes to."""
    match claim:
        case Wording():
            return claim.text
        case Responsibility():
            return f"{claim.party_as_printed}: {claim.role.value}"
        case Timing():
            return claim.stated
        case Dependency():
            kind = {"body": "organisation"}.get(claim.target_kind, claim.target_kind)
            return f"{claim.type.value}: {index.names[node_id(kind, claim.target)]}"
        case StatusReport():
            day = f" as of {claim.as_of}" if claim.as_of else ", day not stated"
            return f"{claim.status.value}{day}"


def cross_references(index: Index, bound: Bound) -> Answer:
    """The pairs of items that meet, made of all that may; of one action, of what shares a thing with it."""
    reason = bound.values["reason"]
    if asked := bound.values.get("action"):
        return meetings.cross_references(_near(index, _held if reason == "body" else _named, asked), bound)
    return meetings.meetings_told(index.once(_meetings, reason), bound)


def _meetings(index: Index, reason: str) -> meetings.Meetings:
    rows = index.once(_held if reason == "body" else _named)
    return meetings.Meetings([row for row in rows if reason in {"any", row["reason"]}])


def _near(index: Index, make: Callable[[Index], list[Row]], asked: str) -> list[Row]:
    """What names something that an item names too, or the item itself, or is in the same words; so for milestones."""
    items = [asked, *(() if is_milestone(asked) else index.dataset.milestones_of(asked))]
    ends, words = index.once(_ends), index.once(_words)
    things = {end for item in items for end in ends.get(node_id("item", item), ())}
    things.update(node_id("item", item) for item in items)
    things.update(text for item in items for text in words.get(item, ()))
    by_thing = index.once(_by_thing, make)
    told = [one for thing in things for one in by_thing.get(thing, ())]
    return [row for _, row in sorted(told, key=itemgetter(0))]


def _ends(index: Index) -> Mapping[str, set[str]]:
    """The nodes that links lead to, by the node that they start from."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in index.links:
        if link.claims and link.relation is not Relation.STATED_IN:
            found[link.start].add(link.end)
    return found


def _words(index: Index) -> Mapping[str, list[str]]:
    """How each item is worded, as what it may meet others in."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, claim, _ in index.of_kind(Wording):
        found[claim.item].append(f"words {claim.text}")
    return found


def _by_thing(index: Index, make: Callable[[Index], list[Row]]) -> Mapping[str, list[tuple[int, Row]]]:
    """The rows with their places, by the node of what they name or by their words."""
    found: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for place, row in enumerate(index.once(make)):
        thing = f"words {row['shared']}" if row["reason"] == "text" else str(row["shared_id"])[1:]
        found[thing].append((place, row))
    return found


def _named(index: Index) -> list[Row]:
    """What names an instrument, a group of bodies or an item, and what is in words that another item has too."""
    found = []
    placeholders = {
        node_id("organisation", one.id) for one in index.dataset.registry.bodies if one.kind is BodyKind.PLACEHOLDER
    }
    for link in index.links_of({"depends", "feeds", "reports", "mentions"}):
        if link.end not in placeholders:
            found += _meeting(index, link, _REASONS[link.end.partition("/")[0]])
    items: dict[str, set[str]] = defaultdict(set)
    for item, texts in index.once(_words).items():
        for text in texts:
            items[text].add(item)
    for one in index.of_kind(Wording):
        if len(items[f"words {one.claim.text}"]) > 1:
            row = {**told_of(index, one), "reason": "text", "shared_id": "", "shared": one.claim.text, "relation": ""}
            found.append((one.place, row))
    return _in_order(index, found)


def _held(index: Index) -> list[Row]:
    """What bodies have a role in, by the claims themselves."""
    found = []
    for link in index.links_of({"responsibility"}):
        if link.relation is not Relation.INVOLVES:
            told = _meeting(index, link, "body")
            found += [(place, row) for place, row in told if node_id("item", str(row["item"])) == link.start]
    return _in_order(index, found)


_REASONS = {"instrument": "instrument", "organisation": "group", "action": "item"}


def _meeting(index: Index, link: Link, reason: str) -> list[tuple[Place, Row]]:
    """That an item names what a link leads to, once for each claim."""
    told = [index.statements[claim] for claim in link.claims]
    thing = {"shared_id": f"/{link.end}", "shared": index.names[link.end], "relation": link.relation.value.term}
    return [(one.place, {**told_of(index, one), "basis": link.basis.value, "reason": reason, **thing}) for one in told]


def _in_order(index: Index, found: list[tuple[Place, Row]]) -> list[Row]:
    address = Addresses.of(index.dataset).node

    def cells(row: Row) -> list[Value]:
        thing = address(str(row["shared_id"])[1:]) if row["shared_id"] else ""
        return [row["reason"], row["item"], thing, *(row[name] for name in ("shared", "relation", "source", "basis"))]

    return [
        {**row, "said_by": row["source"], "rests_on": row["basis"], "words": row["quote"]}
        for row in in_order(found, cells)
    ]
