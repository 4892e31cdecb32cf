"""Everything a check of a dataset tells: errors, and what a reader should look at, in one table."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cohesion_graph.errors import Problem, near_misses
from cohesion_graph.model.codes import DiscrepancyKind
from cohesion_graph.model.ids import action_and_milestone
from cohesion_graph.tables.table import Column, Table, Value

if TYPE_CHECKING:
    from cohesion_graph.plan import LoadedPlan

__all__ = ["as_list", "check_plan", "count_of_errors", "problems_table"]

_COLUMNS = (
    Column("severity", "error: the data is wrong. note: a person should look at it."),
    Column(
        "kind",
        "problem, ruling, name, doubt, settled, undated, unread-date, unowned, past-without-report, discrepancy, or "
        "shape (for those who publish the linked data).",
    ),
    Column("action", "The action's reference; empty where it is about no single one."),
    Column("milestone", "The milestone's identifier; empty where it is about the whole action."),
    Column("what", "What was found, in words, and what to do where it is an error."),
    Column("place", "The file and line, or the source and line."),
    Column("quote", "The exact words it is about."),
)
_HEADINGS = {
    "problem": "What keeps the dataset from being opened",
    "ruling": "Decisions about differences that do not exist",
    "name": "Written by hand, and perhaps a person's name: it is published",
    "doubt": "What the documents do not settle",
    "undated": "Without any date",
    "unread-date": "With a date that could not be read",
    "unowned": "Without a body",
    "past-without-report": "Past its date, nothing reported",
    "discrepancy": "Where the documents differ",
    "settled": "What a person has settled",
    "shape": "For publishers: where the linked data does not keep to its shapes",
}
"""What each kind is called in the list for people, in its order."""

_ABOUT_ITEMS = ("undated", "unread-date", "unowned", "past-without-report")
"""Kinds of finding that are about an item, whose words say which."""

_TRIVIAL = DiscrepancyKind.WORDING_TRIVIAL.label
_SHOWN = 4
"""Entries of each kind in the short list."""


def check_plan(plan: LoadedPlan, *, as_of: dt.date | None = None, shapes: bool = True) -> Table:
    """Errors first, then doubts and gaps, differences between documents, and the shapes of the linked data.

    Args:
        plan: A plan that could be loaded; `problems_table` tells why one could not.
        as_of: The day as of which dates count as past; without it no date does.
        shapes: Whether the RDF is checked against the shapes too (SHACL, some seconds).
    """
    rows = [
        *_ruling_rows(plan),
        *_name_rows(plan),
        *_doubt_rows(plan),
        *_finding_rows(plan, as_of),
        *_discrepancy_rows(plan),
    ]
    rows += _shape_rows(plan) if shapes else ()
    return _table(sorted(rows, key=lambda row: row[0] != "error"))


def as_list(table: Table, width: int = 100, *, whole: bool = True) -> str:
    """A check for people: what was found under a heading for each kind, with its place and its words.

    Args:
        table: A result of `check_plan` or `problems_table`.
        width: Code points in a line.
        whole: Whether everything is told; else of each kind that is no error the first few, without the words quoted,
            and what was settled only counted.
    """
    by_kind: dict[str, list[dict[str, Value]]] = {kind: [] for kind in _HEADINGS}
    for row in table.to_records():
        by_kind[str(row["kind"])].append(row)
    lines: list[str] = []
    for kind, rows in by_kind.items():
        if not whole and kind == "settled":
            continue  # nothing is to be done about it
        if not whole:  # what differs in form only comes last
            rows = sorted(rows, key=lambda row: str(row["what"]).startswith(_TRIVIAL))
        shown = rows if whole else [row for n, row in enumerate(rows) if n < _SHOWN or row["severity"] == "error"]
        if rows:
            lines += [f"{_HEADINGS[kind]} ({len(rows)})", ""]
        for row in shown:
            lines += _entry(row, width) if whole or row["severity"] == "error" else _short_entry(row, width)
        if further := len(rows) - len(shown):
            lines.append(f"  and {further} more")
        lines += [""] if rows and not whole else []
    rest = [] if whole or len(lines) < 3 else ["With --all everything is listed, with the words it is about."]
    return "\n".join([*lines, textwrap.fill(table.notes[0], width), *rest])


def _entry(row: dict[str, Value], width: int) -> list[str]:
    where = str(row["milestone"] or row["action"] or "")
    lines = ["  " + "  ".join(part for part in (where, str(row["place"])) if part), *_indented(str(row["what"]), width)]
    return [*lines, *(_indented(f"“{' '.join(str(row['quote']).split())}”", width) if row["quote"] else []), ""]


def _short_entry(row: dict[str, Value], width: int) -> list[str]:
    """At most two lines: the reference of the action, and what was found as far as it fits."""
    where = str(row["action"] or "")
    what = str(row["what"]).partition(" Possible: ")[0]
    if row["kind"] in _ABOUT_ITEMS:
        what = f"“{row['quote']}”: {what}"
    words = textwrap.shorten(what, 2 * width - 12 - len(where), placeholder=" …")
    told = f"{where}  {words}" if where else words
    return textwrap.wrap(told, width, initial_indent="  ", subsequent_indent=" " * 6, break_on_hyphens=False)


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
    kinds = dict.fromkeys(str(row[1]) for row in rows if row[0] == "note" and row[1] != "settled")
    counts = [_counted(sum(row[1] == kind for row in rows), kind) for kind in kinds]
    summary = f"{errors or 'No'} error{'' if errors == 1 else 's'}. To look at: {', '.join(counts) or 'nothing'}."
    if settled := sum(row[1] == "settled" for row in rows):
        summary += f" Settled: {settled}."
    return Table("check", _COLUMNS, tuple(rows), title="What a check of the dataset found", notes=(summary,))


_COUNTED = {
    "name": ("name", "names"),
    "doubt": ("doubt", "doubts"),
    "undated": ("without a date",) * 2,
    "unread-date": ("with a date that could not be read",) * 2,
    "unowned": ("without a body",) * 2,
    "past-without-report": ("past the date with nothing reported",) * 2,
    "discrepancy": ("difference between documents", "differences between documents"),
    "shape": ("remark on the linked data", "remarks on the linked data"),
}


def _counted(number: int, kind: str) -> str:
    one, several = _COUNTED.get(kind, (kind, kind))
    return f"{number} {one if number == 1 else several}"


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


def _name_rows(plan: LoadedPlan) -> Iterator[tuple[Value, ...]]:
    from cohesion_graph.persons import written_by_hand

    for file, name, text in written_by_hand(plan.dataset):
        what = f"{name!r} looks like a person's name, and no document has it. Write the role in its place."
        yield "note", "name", "", "", what, file, text


def _doubt_rows(plan: LoadedPlan) -> Iterator[tuple[Value, ...]]:
    """Open ones with their readings, settled ones with what a person said."""
    dataset = plan.dataset
    for doubt in dataset.doubts.values():
        settlement = dataset.settlements.get(doubt.id)
        readings = f" Possible: {'; '.join(doubt.readings)}." if doubt.alternatives else ""
        if settlement is not None:
            readings += f" Settled by the {settlement.by}: {settlement.holds.rstrip('.')}."
        kind = "doubt" if settlement is None else "settled"
        line = dataset.sources_by_id[doubt.source].line_of(doubt.evidence[0].start)
        place = f"{doubt.source}:{line}"
        yield "note", kind, *action_and_milestone(doubt.item), doubt.what + readings, place, doubt.quote


def _discrepancy_rows(plan: LoadedPlan) -> Iterator[tuple[Value, ...]]:
    for found in plan.derivation.discrepancies:
        said = (f"{found.source_a}: {found.value_a or 'nothing'}", f"{found.source_b}: {found.value_b or 'nothing'}")
        what = f"{found.kind.label} ({found.resolution.label}). {said[0]} | {said[1]}"
        yield "note", "discrepancy", *action_and_milestone(found.item), what, "", ""


def _finding_rows(plan: LoadedPlan, as_of: dt.date | None) -> Iterator[tuple[Value, ...]]:
    for found in plan.findings(as_of):
        words = plan.dataset.title_of(found.item)
        yield "note", found.kind, *action_and_milestone(found.item), found.what, "", words
