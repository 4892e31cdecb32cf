"""Everything a check of a dataset tells: errors, and what a reader should look at, in one table."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cohesion_graph.errors import Problem, near_misses
from cohesion_graph.model.ids import action_and_milestone
from cohesion_graph.tables.table import Column, Table, Value

if TYPE_CHECKING:
    from cohesion_graph.plan import LoadedPlan

__all__ = ["as_list", "check_plan", "count_of_errors", "problems_table"]

_COLUMNS = (
    Column("severity", "error: the data is wrong. note: a person should look at it."),
    Column("kind", "problem, ruling, shape, doubt, discrepancy, undated, unread-date, unowned or past-without-report."),
    Column("action", "The action's reference; empty where it is about no single one."),
    Column("milestone", "The milestone's identifier; empty where it is about the whole action."),
    Column("what", "What was found, in words, and what to do where it is an error."),
    Column("place", "The file and line, or the source and line."),
    Column("quote", "The exact words it is about."),
)


def check_plan(plan: LoadedPlan, *, as_of: dt.date | None = None, shapes: bool = True) -> Table:
    """Errors first, then doubts, discrepancies and findings.

    Args:
        plan: A plan that could be loaded; `problems_table` tells why one could not.
        as_of: The day as of which dates count as past; without it no date does.
        shapes: Whether the RDF is checked against the shapes too (SHACL, some seconds).
    """
    rows = [*_ruling_rows(plan), *(_shape_rows(plan) if shapes else ())]
    rows += [*_doubt_rows(plan), *_discrepancy_rows(plan), *_finding_rows(plan, as_of)]
    return _table(rows)


def as_list(table: Table, width: int = 100) -> str:
    """A check for people: what was found under a heading for each kind, with its place and its words.

    Args:
        table: A result of `check_plan` or `problems_table`.
        width: Code points in a line.
    """
    lines: list[str] = []
    by_kind: dict[str, list[dict[str, Value]]] = {}
    for row in table.to_records():
        by_kind.setdefault(str(row["kind"]), []).append(row)
    for kind, rows in by_kind.items():
        lines += [f"{kind} ({len(rows)})", ""]
        for row in rows:
            where = str(row["milestone"] or row["action"] or "")
            lines.append("  " + "  ".join(part for part in (where, str(row["place"])) if part))
            lines += _indented(str(row["what"]), width)
            lines += _indented(f"“{' '.join(str(row['quote']).split())}”", width) if row["quote"] else []
            lines.append("")
    return "\n".join([*lines, table.notes[0]])


def _indented(text: str, width: int) -> list[str]:
    indent = " " * 6
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def problems_table(problems: Iterable[Problem]) -> Table:
    """The problems that keep a dataset from being loaded, in the same columns."""
    rows: list[tuple[Value, ...]] = []
    for problem in problems:
        place, _, what = str(problem).partition(": ")
        rows.append(("error", "problem", "", "", what, place, ""))
    return _table(rows)


def count_of_errors(table: Table) -> int:
    """How many rows of a check are errors."""
    return sum(row[0] == "error" for row in table)


def _table(rows: list[tuple[Value, ...]]) -> Table:
    errors = sum(row[0] == "error" for row in rows)
    kinds = dict.fromkeys(str(row[1]) for row in rows if row[0] == "note")
    counts = [_counted(sum(row[1] == kind for row in rows), kind) for kind in kinds]
    summary = f"{errors or 'No'} error{'' if errors == 1 else 's'}. To look at: {', '.join(counts) or 'nothing'}."
    return Table("check", _COLUMNS, tuple(rows), title="What a check of the dataset found", notes=(summary,))


def _counted(number: int, kind: str) -> str:
    plural = {"doubt": "doubts", "discrepancy": "discrepancies"}.get(kind, kind)
    return f"{number} {kind if number == 1 else plural}"


def _shape_rows(plan: LoadedPlan) -> Iterator[tuple[Value, ...]]:
    from cohesion_graph.rdf.shapes import check

    for breach in check(plan.derivation):
        severity = "error" if breach.severity == "error" else "note"
        yield severity, "shape", "", "", str(breach), breach.check, ""


def _ruling_rows(plan: LoadedPlan) -> Iterator[tuple[Value, ...]]:
    """Rulings about discrepancies that do not exist, or do no longer."""
    found = {one.id for one in plan.derivation.discrepancies}
    for ruling in plan.dataset.editorial.rulings:
        if ruling.discrepancy not in found:
            near = near_misses(ruling.discrepancy, found)
            cure = f"Did you mean {near[0]!r}?" if near else "Remove the ruling."
            what = f"a ruling about {ruling.discrepancy!r}, where the documents do not differ. {cure}"
            yield "error", "ruling", "", "", what, "editorial.yaml", ""


def _doubt_rows(plan: LoadedPlan) -> Iterator[tuple[Value, ...]]:
    dataset = plan.dataset
    for doubt in dataset.doubts.values():
        readings = f" Possible: {'; '.join(doubt.alternatives)}." if doubt.alternatives else ""
        line = dataset.sources_by_id[doubt.source].line_of(doubt.evidence[0].start)
        place = f"{doubt.source}:{line}"
        yield "note", "doubt", *action_and_milestone(doubt.item), doubt.what + readings, place, doubt.quote


def _discrepancy_rows(plan: LoadedPlan) -> Iterator[tuple[Value, ...]]:
    for found in plan.derivation.discrepancies:
        said = (f"{found.source_a}: {found.value_a or 'nothing'}", f"{found.source_b}: {found.value_b or 'nothing'}")
        what = f"{found.kind.label} ({found.resolution.label}). {said[0]} | {said[1]}"
        yield "note", "discrepancy", *action_and_milestone(found.item), what, "", ""


def _finding_rows(plan: LoadedPlan, as_of: dt.date | None) -> Iterator[tuple[Value, ...]]:
    for found in plan.findings(as_of):
        yield "note", found.kind, *action_and_milestone(found.item), found.what, "", ""
