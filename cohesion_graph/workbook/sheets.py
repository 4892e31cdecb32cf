"""What each sheet shows, what identifies its rows, and which cells a person may change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohesion_graph.derive import Derivation
from cohesion_graph.model.claims import StatusReport, Wording
from cohesion_graph.model.codes import (
    Basis,
    BodyKind,
    Code,
    DeadlineKind,
    InstrumentKind,
    LinkType,
    PresentedAs,
    Resolution,
    Role,
    Status,
)
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import action_of, is_milestone
from cohesion_graph.tables.plan_tables import plan_table
from cohesion_graph.tables.table import Column, Table, Value

if TYPE_CHECKING:
    from cohesion_graph.model.claims import AnyClaim

__all__ = ["SHEETS", "Sheet"]


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook."""

    name: str
    key: tuple[str, ...]
    """Columns that together identify a row; a row whose first key cell is empty is a new one."""
    editable: frozenset[str]
    """Columns whose cells are brought back; a change elsewhere is reported."""
    table: Callable[[Derivation], Table]
    codes: dict[str, type[Code]]
    """Columns that hold an entry of a closed list: they get a drop-down."""
    names: dict[str, str]
    """Columns that name a registered thing (``organisations``, ``instruments``): they get a drop-down of names."""
    may_add: bool = False
    may_remove: bool = False


def _of(name: str) -> Callable[[Derivation], Table]:
    return lambda derivation: plan_table(derivation, name)


_WORDS = ("source", "line", "start", "end", "quote")


def _place_and_words(dataset: Dataset, claim: AnyClaim) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Claim, action and milestone; and source, line, start, end, quote."""
    starts = "; ".join(str(quotation.start) for quotation in claim.evidence)
    ends = "; ".join(str(quotation.end) for quotation in claim.evidence)
    line = dataset.sources_by_id[claim.source].line_of(claim.evidence[0].start)
    place = (claim.id, action_of(claim.item), claim.item if is_milestone(claim.item) else "")
    return place, (claim.source, line, starts, ends, "; ".join(quotation.exact for quotation in claim.evidence))


def _wordings(derivation: Derivation) -> Table:
    columns = ("claim_id", "action_ref", "milestone_id", "text", "presented_as", "ref_as_printed", "basis", "note")

    def rows(claims: Iterable[AnyClaim]) -> Iterator[tuple[Value, ...]]:
        for claim in claims:
            if isinstance(claim, Wording):
                place, words = _place_and_words(derivation.dataset, claim)
                told = (claim.text, str(claim.presented_as), claim.ref_as_printed, str(claim.basis), claim.note)
                yield (*place, *told, *words)

    found = tuple(rows(derivation.dataset.claims.values()))
    return Table("wordings", tuple(map(Column, (*columns, *_WORDS))), found, "How each document words each item")


def _status_reports(derivation: Derivation) -> Table:
    columns = ("claim_id", "action_ref", "milestone_id", "status", "as_of", "reported_by", "basis", "note")

    def rows(claims: Iterable[AnyClaim]) -> Iterator[tuple[Value, ...]]:
        for claim in claims:
            if isinstance(claim, StatusReport):
                place, words = _place_and_words(derivation.dataset, claim)
                told = (str(claim.status), claim.as_of, claim.reported_by, str(claim.basis), claim.note)
                yield (*place, *told, *words)

    found = tuple(rows(derivation.dataset.claims.values()))
    return Table("status_reports", tuple(map(Column, (*columns, *_WORDS))), found, "What was reported on progress")


def _discrepancies(derivation: Derivation) -> Table:
    """The plan's table, with why and in which role somebody decided."""
    table = plan_table(derivation, "discrepancies")
    rulings = {ruling.discrepancy: ruling for ruling in derivation.dataset.editorial.rulings}
    rows = tuple(
        (*row, *((rulings[str(row[0])].reason, rulings[str(row[0])].by) if str(row[0]) in rulings else ("", "")))
        for row in table.rows
    )
    extra = (Column("reason", "Why it was decided so."), Column("by", "The role of the person who decided."))
    return Table(table.name, (*table.columns, *extra), rows, table.title)


_CLAIM = ("claim_id", "action_ref", "milestone_id")
_REGISTERED = frozenset({"name", "kind", "part_of", "also_known_as"})

SHEETS: tuple[Sheet, ...] = (
    Sheet("doubts", ("doubt_id",), frozenset({"what", "alternatives"}), _of("doubts"), {}, {}, may_remove=True),
    Sheet("actions", ("action_id",), frozenset({"text"}), _of("actions"), {}, {}),
    Sheet(
        "milestones",
        ("milestone_id",),
        frozenset({"text", "order"}),
        _of("milestones"),
        {"presented_as": PresentedAs},
        {},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "responsibilities",
        _CLAIM,
        frozenset({"party_id", "party", "party_as_printed", "role", "joint_with", "basis", "quote"}),
        _of("responsibilities"),
        {"role": Role, "basis": Basis},
        {"party": "organisations"},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "deadlines",
        _CLAIM,
        frozenset(
            {"stated", "kind", "date", "recurs_every", "aligned_with", "basis", "quote", "starts", "within", "after"}
        ),
        _of("deadlines"),
        {"kind": DeadlineKind, "basis": Basis},
        {},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "links",
        _CLAIM,
        frozenset({"type", "target_id", "target", "basis", "quote"}),
        _of("links"),
        {"type": LinkType, "basis": Basis},
        {},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "wordings",
        _CLAIM,
        frozenset({"text", "presented_as", "ref_as_printed", "basis", "note", "quote"}),
        _wordings,
        {"presented_as": PresentedAs, "basis": Basis},
        {},
    ),
    Sheet(
        "status_reports",
        _CLAIM,
        frozenset({"status", "as_of", "reported_by", "basis", "note", "quote"}),
        _status_reports,
        {"status": Status, "basis": Basis},
        {},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "organisations",
        ("organisation_id",),
        _REGISTERED,
        _of("organisations"),
        {"kind": BodyKind},
        {},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "instruments",
        ("instrument_id",),
        _REGISTERED,
        _of("instruments"),
        {"kind": InstrumentKind},
        {},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "discrepancies",
        ("discrepancy_id",),
        frozenset({"resolution", "reason", "by"}),
        _discrepancies,
        {"resolution": Resolution},
        {},
    ),
)
"""Every sheet, doubts first: they are what a person who corrects a draft should look at."""
