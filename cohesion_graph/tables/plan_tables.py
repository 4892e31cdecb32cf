"""The plan's own tables: what `export csv`, the workbook's sheets and the site's downloads hold.

Identifiers are those of the dataset folder. Several values in one cell are joined by ``"; "``. Offsets count Unicode
code points of the source's stored text, so that ``text[start:end] == quote`` for each quotation of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from cohesion_graph.derive import Derivation
from cohesion_graph.model.codes import Code
from cohesion_graph.tables.plan_rows import (
    Row,
    action_rows,
    deadline_rows,
    discrepancy_rows,
    doubt_rows,
    instrument_rows,
    link_rows,
    milestone_rows,
    organisation_rows,
    responsibility_rows,
    status_report_rows,
)
from cohesion_graph.tables.table import Column, Table, Value

__all__ = ["PLAN_TABLES", "PlanTable", "plan_table"]


class PlanTable(NamedTuple):
    """One of the plan's own tables."""

    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Derivation], Iterator[Row]]


_PLACE = {
    "action_ref": "The action's reference.",
    "milestone_id": "The milestone; empty where the row is about the whole action.",
}
_WORDS = {
    "basis": "What the statement rests on, in a code's words; tells what a source states from what a rule inferred.",
    "source": "The document that says so.",
    "line": "1-based line of the first quoted word in the source's stored text.",
    "start": "First code point of the quotation in the source's stored text.",
    "end": "Code point after the last one of the quotation.",
    "quote": "The exact words.",
}


def _columns(**about: str) -> tuple[Column, ...]:
    return tuple(Column(name, sentence) for name, sentence in about.items())


_REGISTERED = {
    "kind": "What sort it is, a code.",
    "part_of": "The larger one it belongs to, where a source says so.",
    "also_known_as": "Other names the documents print.",
}

PLAN_TABLES: dict[str, PlanTable] = {
    "actions": PlanTable(
        "Every action",
        _columns(
            action_id="The action's identifier.",
            plan="The plan it belongs to.",
            section="The section of the plan.",
            ref="Its reference, scanning damage repaired.",
            ref_as_printed="Its reference as each source prints it, where that differs or is quoted.",
            text="Its words, spacing and scanning damage repaired.",
            text_as_printed="Its words exactly as the first source's stored text has them.",
            sources="The documents that have it.",
        ),
        action_rows,
    ),
    "milestones": PlanTable(
        "Every milestone or success measure",
        _columns(
            milestone_id="The milestone's identifier.",
            action_ref="The action it belongs to.",
            order="Its place in the action, from 1.",
            text="Its words.",
            presented_as="What the documents call it: milestone, success-measure ...",
            sources="The documents that have it.",
        ),
        milestone_rows,
    ),
    "responsibilities": PlanTable(
        "Who does what, as each document says and as rules infer",
        _columns(
            claim_id="The claim it rests on; an inferred row names the claim it was inferred from.",
            **_PLACE,
            party_id="The body's identifier.",
            party="The body's name.",
            party_as_printed="The name as this source prints it here.",
            role="lead, contribute or responsible.",
            joint_with="Claims it is held jointly with.",
            **_WORDS,
        ),
        responsibility_rows,
    ),
    "deadlines": PlanTable(
        "By when, as each document says",
        _columns(
            claim_id="The claim's identifier.",
            **_PLACE,
            stated="The deadline's words.",
            kind="The sort of deadline, a code.",
            date="The date as stated: 2009-03, 2024-Q3, 2025-03-31, 2026, 2025-22 (summer).",
            precision="day, month, season, quarter, year or financial-year.",
            latest_date="The last day the stated date allows.",
            recurs_every="Interval of recurrence, ISO 8601: P6M is six months.",
            aligned_with="The instrument whose timetable decides.",
            **_WORDS,
            starts="Where a range is stated, its beginning.",
            within="Span of a relative deadline, ISO 8601.",
            after="What a relative deadline counts from.",
        ),
        deadline_rows,
    ),
    "status_reports": PlanTable(
        "What was reported on progress",
        _columns(
            claim_id="The claim's identifier.",
            **_PLACE,
            status="How far it is in the closed list; own-terms where the words say nothing certain.",
            status_as_printed="The status in the reporter's own terms: a colour, words, a share, a sign or a score.",
            colour="The colour that the source itself gives; empty where it gives none.",
            as_of="The day the report tells of; empty where it does not say.",
            reported_by="The role or body that reports.",
            note="What was added in words.",
            **_WORDS,
        ),
        status_report_rows,
    ),
    "links": PlanTable(
        "What items depend on, feed, report to or mention",
        _columns(
            claim_id="The claim it rests on.",
            **_PLACE,
            type="How the item stands to the target, a code.",
            family="depends, feeds, reports or mentions.",
            target_id="The target's identifier.",
            target="The target's name.",
            **_WORDS,
        ),
        link_rows,
    ),
    "organisations": PlanTable(
        "Every body the documents name",
        _columns(organisation_id="The body's identifier.", name="Its name.", **_REGISTERED),
        organisation_rows,
    ),
    "instruments": PlanTable(
        "Every strategy, agreement, plan, standard, indicator or condition the documents name",
        _columns(instrument_id="The instrument's identifier.", name="Its name.", **_REGISTERED),
        instrument_rows,
    ),
    "discrepancies": PlanTable(
        "Where two documents differ",
        _columns(
            discrepancy_id="The discrepancy's identifier.",
            **_PLACE,
            kind="In what they differ, a code.",
            source_a="The first document.",
            value_a="What it says.",
            source_b="The second document.",
            value_b="What it says.",
            resolution="What an editor decided; unresolved if nobody has.",
        ),
        discrepancy_rows,
    ),
    "doubts": PlanTable(
        "What the documents do not settle",
        _columns(
            doubt_id="The doubt's identifier.",
            **_PLACE,
            what="What cannot be told, in a sentence.",
            alternatives="The readings it allows; the one the dataset shows first.",
            source="The document.",
            line="1-based line in its stored text.",
            quote="The exact words.",
            state="What has become of it: open, referred or settled.",
            settled_as="The reading that holds, or a person's own value; empty while it is open.",
            reason="Why a person judged so.",
            judged_by="The role of the person who judged.",
            judged_on="The day, where it is given.",
            to_be_asked="The body that is to be asked, where one is named.",
        ),
        doubt_rows,
    ),
}
"""Each table by its name; ``<name>.csv`` is its file."""


def plan_table(derivation: Derivation, name: str) -> Table:
    """One of `PLAN_TABLES`; rows in the order of the plan, of the register, or of the sources."""
    title, columns, rows = PLAN_TABLES[name]
    return Table(name, columns, tuple(tuple(_plain(value) for value in row) for row in rows(derivation)), title)


def _plain(value: Value) -> Value:
    """Codes as bare text: a cell holds no object of the model."""
    return str(value) if isinstance(value, Code) else value
