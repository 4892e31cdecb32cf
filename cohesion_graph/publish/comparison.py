"""How two documents, two editions of a plan or two councils' plans differ: item by item, in plain outcomes.

Two documents of one dataset are compared by what `derive` found between them; nothing is judged a second time. Two
datasets are first laid side by side as two documents of one dataset (`side_by_side`) and then compared in the same
way. Two councils share no references: there only wordings are compared, and what is alike is a suggestion
(`likeness`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cohesion_graph.derive import Derivation, Discrepancy, derive
from cohesion_graph.errors import UnknownName
from cohesion_graph.model.claims import Responsibility, Wording
from cohesion_graph.model.codes import DiscrepancyKind
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.tables import Column, Table

__all__ = ["Compared", "Comparison", "Outcome", "compare_datasets", "compare_sources"]


class Outcome(StrEnum):
    """How an item of the first document fares in the second."""

    MISSING = "missing"
    """Expected in the second, and not there."""
    EXTRA = "extra"
    """In the second only."""
    REASSIGNED = "re-assigned"
    """Other bodies, or the same in other roles."""
    REDATED = "re-dated"
    REWORDED = "reworded"
    LEFT_OUT = "left out"
    """Not in the second, which need not have it: it was made for a body that the item does not name."""
    AGREEING = "agreeing"


_OUTCOME_OF = {
    DiscrepancyKind.LEAD: Outcome.REASSIGNED,
    DiscrepancyKind.ROLE: Outcome.REASSIGNED,
    DiscrepancyKind.ROLE_UNCLEAR: Outcome.REASSIGNED,
    DiscrepancyKind.COVERAGE: Outcome.REASSIGNED,
    DiscrepancyKind.TIMING: Outcome.REDATED,
    DiscrepancyKind.WORDING: Outcome.REWORDED,
    DiscrepancyKind.WORDING_TRIVIAL: Outcome.AGREEING,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One outcome for one item."""

    item: str
    outcome: Outcome
    text: str
    """The item's words."""
    first: str
    """What the first document says, as far as it matters for the outcome; empty if nothing."""
    second: str
    why: str
    """The finding in words: ``different leads``, ``one source names more bodies``."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents compared."""

    first: str
    """Label of the first document, the one that is taken as given."""
    second: str
    """Label of the second, the one that is checked."""
    rows: tuple[Compared, ...]
    """In the order of the plan; an item that differs in several ways has several rows."""
    not_expected: int = 0
    """Actions of the first document that the second rightly lacks: they name nobody it was made for."""
    suggestions: Table | None = None
    """For two plans: actions that are alike by wording. A suggestion, never a fact."""

    @property
    def counts(self) -> dict[str, int]:
        """Items by outcome, an item counted once for each of its outcomes; every outcome is there."""
        pairs = {(row.item, row.outcome) for row in self.rows}
        counted = Counter(outcome for _, outcome in pairs)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def agrees(self) -> bool:
        """Whether nothing is missing, extra, reworded, re-dated or re-assigned."""
        return all(row.outcome in {Outcome.AGREEING, Outcome.LEFT_OUT} for row in self.rows)

    @property
    def table(self) -> Table:
        """The rows as a table."""
        rows = tuple(
            (action_of(row.item), row.item if is_milestone(row.item) else "", row.outcome.value, *_told(row))
            for row in self.rows
        )
        counts = "; ".join(f"{outcome}: {number}" for outcome, number in self.counts.items())
        title = f"{self.second} checked against {self.first}"
        notes = [f"Actions and milestones by outcome (one may have several): {counts}."]
        if self.not_expected:
            whom = "do not name the body it was made for, and are rightly not in it"
            notes.append(f"{self.not_expected} more actions of the {self.first} {whom}.")
        return Table("comparison", _COLUMNS, rows, title, tuple(notes))


_COLUMNS = (
    Column("action_ref", "The action's reference."),
    Column("milestone_id", "The milestone; empty where the row is about the whole action."),
    Column("outcome", "missing, extra, re-assigned, re-dated, reworded, left out or agreeing."),
    Column("text", "The item's words."),
    Column("first_says", "What the first document says."),
    Column("second_says", "What the second document says."),
    Column("why", "The finding in words."),
)


def _told(row: Compared) -> tuple[str, str, str, str]:
    return row.text, row.first, row.second, row.why


def compare_sources(derivation: Derivation, first: str, second: str) -> Comparison:
    """The second document checked against the first, both of one dataset.

    An extract is expected to have what the first document gives to the body it was made for. Whatever else the first
    has is left out of it, rightly: milestones of actions that the extract has are listed so, with the reason.

    Args:
        derivation: The plan.
        first: Identifier of the document that is taken as given.
        second: Identifier of the document that is checked.

    Raises:
        UnknownName: no document is called so.
    """
    dataset = derivation.dataset
    for name in (first, second):
        if name not in dataset.sources_by_id:
            raise UnknownName("document", name, dataset.sources_by_id)
    found = defaultdict[str, list[Discrepancy]](list)
    for one in derivation.discrepancies:
        if {one.source_a, one.source_b} == {first, second}:
            found[one.item].append(one)
    rows = tuple(row for item in dataset.items for row in _compared(dataset, item, (first, second), found[item]))
    labels = [dataset.sources_by_id[name].label for name in (first, second)]
    told = {action_of(row.item) for row in rows}
    worded = [ref for ref in dataset.actions if dataset.claims_about(ref, Wording, first)]
    return Comparison(labels[0], labels[1], rows, sum(ref not in told for ref in worded))


def _compared(dataset: Dataset, item: str, pair: tuple[str, str], found: Sequence[Discrepancy]) -> Iterator[Compared]:
    worded = [dataset.claims_about(item, Wording, source) for source in pair]
    if not any(worded):
        return
    texts = [claims[0].text if claims else "" for claims in worded]
    if not all(worded):
        yield from _in_one_only(dataset, item, pair, texts, found)
        return
    told = [_difference(one, item, texts[0], pair[0]) for one in found]
    real = [one for one in told if one.outcome is not Outcome.AGREEING]
    yield from real or told or [Compared(item, Outcome.AGREEING, texts[0], "", "", _same(item))]


def _same(item: str) -> str:
    if is_milestone(item):
        return "the same words, and nothing else is said differently of the milestone itself"
    return "the same words, bodies and dates"


def _difference(found: Discrepancy, item: str, text: str, first: str) -> Compared:
    values = (found.value_a, found.value_b) if found.source_a == first else (found.value_b, found.value_a)
    return Compared(item, _OUTCOME_OF[found.kind], text, *values, found.kind.label)


def _in_one_only(
    dataset: Dataset, item: str, pair: tuple[str, str], texts: Sequence[str], found: Sequence[Discrepancy]
) -> Iterator[Compared]:
    first, second = pair
    if texts[1]:
        yield Compared(
            item, Outcome.EXTRA, texts[1], "", texts[1], f"in the {dataset.sources_by_id[second].label} only"
        )
        return
    if any(one.kind is DiscrepancyKind.MISSING_ITEM for one in found):
        yield Compared(item, Outcome.MISSING, texts[0], texts[0], "", "expected, and not there")
        return
    if is_milestone(item) and dataset.claims_about(action_of(item), Wording, second):
        yield Compared(item, Outcome.LEFT_OUT, texts[0], texts[0], "", _why_left_out(dataset, item, first, second))


def _why_left_out(dataset: Dataset, item: str, first: str, second: str) -> str:
    wanted, label = dataset.sources_by_id[second].extract_for, dataset.sources_by_id[first].label
    own = dataset.claims_about(item, Responsibility, first)
    if own:
        names = ", ".join(dict.fromkeys(dataset.bodies[claim.party].name for claim in own))
        return f"the {label} gives it to {names}"
    above = dataset.claims_about(action_of(item), Responsibility, first)
    if wanted and any(claim.party == wanted for claim in above):
        return f"the {label} names {dataset.bodies[wanted].name} for the action and does not say whose this is"
    return f"the {label} does not say whose it is"


def compare_datasets(first: Dataset, second: Dataset) -> Comparison:
    """Two editions of one council's plan item by item; of two councils' plans, only what is alike by wording.

    Editions are told by the council they are for. Their items are matched by reference and identifier, then by words
    that are the same but for form; bodies by identifier or by a name they share.
    """
    from cohesion_graph.publish.likeness import alike
    from cohesion_graph.publish.side_by_side import side_by_side

    labels = _labels(first, second)
    if first.authority.id != second.authority.id:
        return Comparison(*labels, (), suggestions=alike(first, second))
    joined = side_by_side(first, second, labels)
    compared = compare_sources(derive(joined), "first", "second")
    unmatched = {row.item for row in compared.rows if row.outcome in {Outcome.MISSING, Outcome.EXTRA}}
    suggestions = alike(first, second, only=unmatched) if unmatched else None
    return Comparison(*labels, compared.rows, suggestions=suggestions)


def _labels(first: Dataset, second: Dataset) -> tuple[str, str]:
    titles = first.title, second.title
    return titles if titles[0] != titles[1] else (f"{titles[0]} (first)", f"{titles[1]} (second)")
