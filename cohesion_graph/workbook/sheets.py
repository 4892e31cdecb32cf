"""What each sheet shows, what identifies its rows, and which cells a person may change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from cohesion_graph.derive import Derivation
from cohesion_graph.model.claims import Claim, Wording
from cohesion_graph.model.codes import (
    Basis,
    BodyKind,
    Code,
    Colour,
    DeadlineKind,
    InstrumentKind,
    LinkType,
    PresentedAs,
    Resolution,
    Role,
    Status,
)
from cohesion_graph.model.ids import action_and_milestone
from cohesion_graph.tables.plan_rows import words_of
from cohesion_graph.tables.plan_tables import plan_table
from cohesion_graph.tables.table import Column, Table, Value

__all__ = ["JUDGED", "REGISTERED", "SAME_AS", "SHEETS", "Sheet"]

REGISTERED = {"organisations": "bodies", "instruments": "instruments"}
"""Sheets of registered things, with the list of the register that holds them."""

JUDGED = frozenset({"settled_as", "reason", "judged_by", "judged_on", "to_be_asked"})
"""Columns of a doubt in which a person settles it: a reading or a value of one's own, why, in which role, when."""

SAME_AS = "same_as"
"""Column of a registered thing in which a person chooses the name that means the same: the two become one."""

C = TypeVar("C", bound=Claim)


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


def _registered(name: str) -> Callable[[Derivation], Table]:
    """A table of registered things, with a column in which two names become one."""

    def table(derivation: Derivation) -> Table:
        plain = plan_table(derivation, name)
        extra = Column(SAME_AS, "To be chosen: the name that means the same; the two become one.")
        return Table(plain.name, (*plain.columns, extra), tuple((*row, "") for row in plain.rows), plain.title)

    return table


_CLAIM = ("claim_id", "action_ref", "milestone_id")
_WORDS = ("source", "line", "start", "end", "quote")


def _claims(
    derivation: Derivation, kind: type[C], about: tuple[str, str], columns: dict[str, Callable[[C], Value]]
) -> Table:
    """A table of the claims of one kind: where each stands, what it says, on which words it rests.

    Args:
        derivation: The dataset with what follows from it.
        kind: The kind of claim.
        about: Name and title of the table.
        columns: What a claim says, by the name of the column that tells it.
    """
    dataset = derivation.dataset
    rows = tuple(
        (
            claim.id,
            *action_and_milestone(claim.item),
            *(tells(claim) for tells in columns.values()),
            *words_of(dataset, claim.source, claim.evidence),
        )
        for claim in dataset.claims.values()
        if isinstance(claim, kind)
    )
    return Table(about[0], tuple(map(Column, (*_CLAIM, *columns, *_WORDS))), rows, about[1])


def _wordings(derivation: Derivation) -> Table:
    columns: dict[str, Callable[[Wording], Value]] = {
        "text": lambda wording: wording.text,
        "presented_as": lambda wording: str(wording.presented_as),
        "ref_as_printed": lambda wording: wording.ref_as_printed,
        "basis": lambda wording: str(wording.basis),
        "note": lambda wording: wording.note,
    }
    return _claims(derivation, Wording, ("wordings", "How each document words each item"), columns)


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


_NAMING = frozenset({"name", "kind", "part_of", "also_known_as", SAME_AS})

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "doubts",
        ("doubt_id",),
        frozenset({"what", "alternatives", *JUDGED}),
        _of("doubts"),
        {},
        {"to_be_asked": "organisations"},
        may_remove=True,
    ),
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
        frozenset({"status", "status_as_printed", "colour", "as_of", "reported_by", "basis", "note", "quote"}),
        _of("status_reports"),
        {"status": Status, "colour": Colour, "basis": Basis},
        {},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "organisations",
        ("organisation_id",),
        _NAMING,
        _registered("organisations"),
        {"kind": BodyKind},
        {SAME_AS: "organisations"},
        may_add=True,
        may_remove=True,
    ),
    Sheet(
        "instruments",
        ("instrument_id",),
        _NAMING,
        _registered("instruments"),
        {"kind": InstrumentKind},
        {SAME_AS: "instruments"},
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
