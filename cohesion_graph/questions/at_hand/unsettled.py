"""What is missing in a plan, what its sources leave open, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from cohesion_graph.graph.index import Index
from cohesion_graph.model.claims import Claim, Responsibility, Timing, Wording
from cohesion_graph.model.codes import DeadlineKind
from cohesion_graph.model.ids import action_and_milestone, action_of, is_milestone
from cohesion_graph.questions import dates, pairs
from cohesion_graph.questions.answers import Row
from cohesion_graph.questions.at_hand.rows import Answer, Rows, said, told_of
from cohesion_graph.questions.at_hand.when import timings
from cohesion_graph.questions.binding import Bound
from cohesion_graph.questions.cells import in_order, together
from cohesion_graph.rdf.namespaces import Addresses

__all__ = ["discrepancies", "doubts", "undated", "unowned"]


def wordings(index: Index) -> Rows:
    """Every wording of an item."""
    return Rows({**told_of(index, one), "what": "wording", "stated": ""} for one in index.of_kind(Wording))


def _covered(index: Index, claims: Callable[[Index], Iterable[Claim]], source: str | None) -> set[str]:
    """What a source, or any, makes a claim about, with its action or its milestones."""
    covered = set()
    for claim in claims(index):
        if source is None or claim.source == source:
            action = action_of(claim.item)
            covered |= (
                {claim.item, action} if is_milestone(claim.item) else {action, *index.dataset.milestones_of(action)}
            )
    return covered


def _without(index: Index, claims: Callable[[Index], Iterable[Claim]], source: str | None) -> list[Row]:
    """The wordings of items about which there are no such claims: nor about their action, nor their milestones."""
    covered = _covered(index, claims, source)
    told = index.once(wordings)
    return [row for row in told if row["item"] not in covered and (source is None or row["source"] == source)]


def _responsibilities(index: Index) -> Iterable[Claim]:
    return (one.claim for one in index.of_kind(Responsibility))


def _dates(index: Index) -> Iterable[Claim]:
    return (one.claim for one in index.of_kind(Timing) if one.claim.deadline.kind is not DeadlineKind.UNREAD)


def _unread(index: Index) -> list[Row]:
    return [row for row in index.once(timings) if row["kind"] == DeadlineKind.UNREAD]


def unowned(index: Index, bound: Bound) -> Answer:
    """What no source names a body for."""
    return index.once(_without, _responsibilities, bound.values.get("source")), []


def undated(index: Index, bound: Bound) -> Answer:
    """What no source gives a date."""
    rows = index.once(_without, _dates, bound.values.get("source"))
    return dates.undated([*rows, *said(index.once(_unread), bound, source="source")], bound)


def doubts(index: Index, bound: Bound) -> Answer:
    """What the sources leave open, source after source."""
    told = index.once(_doubts).about(bound.values.get("action", ""))
    return said(told, bound, source="source", state="state", about="kind"), []


def _doubts(index: Index) -> Rows:
    dataset, found = index.dataset, []
    for reading in dataset.readings:
        for number, doubt in enumerate(reading.doubts):
            action, milestone = action_and_milestone(doubt.item)
            settled = dataset.settlements.get(doubt.id)
            readings = (f"{place} {words}" for place, words in enumerate(doubt.readings, 1))
            row: Row = {
                "item": doubt.item,
                "action": action,
                "milestone": milestone,
                "text": index.titles[doubt.item] if doubt.item else "",
                "about": doubt.about.value,
                "what": doubt.what,
                "alternatives": together("lines", readings),
                "state": dataset.state_of(doubt.id).value,
                "settled_as": settled.holds if settled else "",
                "source": doubt.source,
                "number": doubt.n,
                "quote": doubt.quote,
            }
            found.append(((index.source_places[doubt.source], number), row))
    return Rows(dates.answered_doubts(row for _, row in sorted(found, key=itemgetter(0))))


def discrepancies(index: Index, bound: Bound) -> Answer:
    """Where two sources say different things about one item."""
    told = index.once(_discrepancies).about(bound.values.get("item", ""))
    return said(told, bound, kind="kind"), []


def _discrepancies(index: Index) -> Rows:
    """Every discrepancy, put together with the claims that it lies in."""
    differences: list[tuple[Sequence[int], Row]] = []
    sides: list[tuple[Sequence[int], Row]] = []
    address = Addresses.of(index.dataset).claim
    for one in index.discrepancies:
        action, milestone = action_and_milestone(one.item)
        row: Row = {
            "discrepancy_id": one.id,
            "item": one.item,
            "action": action,
            "milestone": milestone,
            "kind": one.kind.value,
            "source_a": one.source_a,
            "value_a": one.value_a,
            "source_b": one.source_b,
            "value_b": one.value_b,
            "resolution": one.resolution.value,
            "text": index.titles[one.item],
            "side": "",
        }
        differences.append((index.places[one.item], row))
        for side, claims in (("a", one.claims_a), ("b", one.claims_b)):
            for claim in sorted(set(claims)):
                told = index.statements[claim]
                cells = {"discrepancy_id": one.id, "side": side, "claim": address(claim)}
                sides.append((told.place[3:], {**cells, "claim_basis": told.claim.basis.value, "quote": told.quote}))
    rows = in_order(differences, lambda row: [row["discrepancy_id"]])
    rows += in_order(sides, lambda row: [row["discrepancy_id"], row["side"], row["claim"]])
    return Rows(pairs.paired(rows))
