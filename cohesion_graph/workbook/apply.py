"""Bring a corrected workbook back into the dataset: all of it, or nothing and every reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ValidationError

from cohesion_graph.derive import derive
from cohesion_graph.errors import DatasetProblems, Problem
from cohesion_graph.model.claims import Dependency, Doubt, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.complaints import in_words
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.editorial import Ruling
from cohesion_graph.model.privacy import withhold_names
from cohesion_graph.model.record import Record
from cohesion_graph.model.register import Body, Instrument
from cohesion_graph.review.deciding import decided
from cohesion_graph.review.decisions import LEAVE_OPEN, NOT_MINE, Decision, Kind
from cohesion_graph.workbook.front import EDITOR, FRONT, answers
from cohesion_graph.workbook.front_reports import reports
from cohesion_graph.workbook.merge import Addition, Edit, Merge, Removal, merge
from cohesion_graph.workbook.plain_dataset import MANY, PlainDataset, Refused
from cohesion_graph.workbook.read import read_workbook
from cohesion_graph.workbook.records import KINDS, add_record, set_claim_field
from cohesion_graph.workbook.returned import Filled
from cohesion_graph.workbook.sheets import JUDGED, REGISTERED, SAME_AS

__all__ = ["Corrected", "corrected"]

_RECORDS: dict[str, type[Record]] = {
    "responsibilities": Responsibility,
    "deadlines": Timing,
    "links": Dependency,
    "wordings": Wording,
    "status_reports": StatusReport,
    "organisations": Body,
    "instruments": Instrument,
    "doubts": Doubt,
    "discrepancies": Ruling,
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """The dataset with the corrections, and each of them in a sentence."""

    dataset: Dataset
    changes: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """What the workbook holds beyond the dataset and is not brought back."""
    reports: tuple[Filled, ...] = ()
    """What was reported on the first sheet, to be added to the updates file (`returned.with_reports`)."""


def corrected(dataset: Dataset, content: bytes, file: str = "workbook") -> Corrected:
    """The dataset with what a person changed in a workbook that was exported from it, or from an earlier state of it.

    Args:
        dataset: The dataset as it is now, names readable if they are to stay so in its files.
        content: The workbook's bytes.
        file: What problems call the workbook.

    Raises:
        UnreadableDocument: the bytes are not a workbook of ours.
        DatasetProblems: conflicting edits, changes that cannot be taken, values that are not allowed; with the sheet
            and the row of each. Nothing is changed then.
    """
    shown = withhold_names(dataset)
    book = read_workbook(content, file)
    found = merge(book, derive(shown), file)
    work = _Workbench(dataset, shown, file)
    work.problems += [*book.problems, *found.problems]
    work.take(found)
    notes = [
        f"{sheet}: the column {name!r} is not one of the workbook's and is not brought back"
        for sheet, names in book.unknown.items()
        for name in names
    ]
    answered = decided(work.finished(), answers(shown, book.front), f"{file} [{FRONT}]")
    reported = reports(book.front, book.front_exported, f"{file} [{FRONT}]")
    return Corrected(answered.dataset, (*work.changes, *answered.changes), tuple(notes), tuple(reported))


class _Workbench:
    """Takes changes into a dataset's plain content, and puts it together again."""

    def __init__(self, dataset: Dataset, shown: Dataset, file: str) -> None:
        self.shown = shown
        self.file = file
        self.problems: list[Problem] = []
        self.changes: list[str] = []
        self._plain = PlainDataset(dataset, shown)
        self._content = self._plain.content
        self._judged: dict[str, tuple[int, dict[str, str]]] = {}
        """Row and edited cells of each doubt that a person settled."""
        self._merged: dict[str, list[Decision]] = {}
        """Names that a person held for one, by their sheet."""
        self._changed: dict[int, tuple[str, int, dict[str, Any]]] = {}
        """Sheet, row and content of each record that was changed or added, by the identity of its content."""

    # Taking changes -------------------------------------------------------------------------------------------

    def take(self, found: Merge) -> None:
        """Apply additions of registered things first (others may name them), then edits, additions, removals."""
        registered = [one for one in found.additions if one.sheet in REGISTERED]
        for addition in registered:
            self._try(addition.sheet, addition.row, "", partial(self._add, addition))
        for edit in sorted(found.edits, key=lambda edit: edit.column not in {"party_id", "target_id"}):
            self._try(edit.sheet, edit.row, edit.column, partial(self._edit, edit))
        others = [one for one in found.additions if one not in registered]
        for addition in sorted(others, key=lambda one: one.sheet != "milestones"):  # claims may be about new ones
            self._try(addition.sheet, addition.row, "", partial(self._add, addition))
        for removal in found.removals:
            self._remove(removal)

    def finished(self) -> Dataset:
        """The dataset put together again.

        Raises:
            DatasetProblems: something could not be taken, or the result does not fit together.
        """
        self._check_changed_records()
        if not self.problems:
            for claims in self._content["readings"]:
                claims["claims"] = tuple(claims["claims"])
            try:
                return self._settled(Dataset.model_validate(self._content))
            except ValidationError as error:
                self._report_invalid(error)
        raise DatasetProblems(self.problems)

    def _settled(self, dataset: Dataset) -> Dataset:
        """The dataset with the doubts that a person settled in their rows, and the names that are one."""
        decisions = []
        for doubt, (row, edited) in self._judged.items():
            held, referred = dataset.settlements.get(doubt), dataset.referrals.get(doubt)
            before = held or referred
            now = {
                "settled_as": held.holds if held else "",
                "reason": before.reason if before else "",
                "judged_by": before.by if before else EDITOR,
                "judged_on": str(before.on) if before and before.on else "",
                "to_be_asked": referred.ask if referred else "",
                **edited,
            }
            is_reading = now["settled_as"] in dataset.doubts[doubt].readings
            reading = now["settled_as"] if is_reading else NOT_MINE if now["to_be_asked"] else ""
            value = "" if is_reading else now["to_be_asked"] or now["settled_as"]
            told = {"why": now["reason"], "role": now["judged_by"] or EDITOR, "on": now["judged_on"]}
            reading = reading or ("" if value else LEAVE_OPEN)
            decisions.append(Decision(doubt, reading, value, line=row, **told))
        dataset = decided(dataset, decisions, f"{self.file} [doubts]").dataset
        for sheet, merged in self._merged.items():
            dataset = decided(dataset, merged, f"{self.file} [{sheet}]").dataset
        return dataset

    def _check_changed_records(self) -> None:
        """Each changed claim and registered thing by itself, so that a problem is told with its row."""
        for sheet, row, fields in self._changed.values():
            kind = _RECORDS[sheet]
            try:
                kind.model_validate(fields)
            except ValidationError as error:
                for one in error.errors(include_url=False):
                    where = ".".join(str(step) for step in one["loc"])
                    self.problems.append(Problem(f"{self.file} [{sheet}]", row, where, *in_words(one, kind)))

    def _report_invalid(self, error: ValidationError) -> None:
        for one in error.errors(include_url=False):
            where = ".".join(str(step) for step in one["loc"])
            message = str(one.get("ctx", {}).get("error", one["msg"]))
            for told in message.split("; "):
                self.problems.append(Problem(self.file, 0, where, told, "", "Correct the workbook, and import again."))

    def _try(self, sheet: str, row: int, column: str, change: Callable[[], str]) -> None:
        try:
            self.changes.append(f"{sheet} row {row}: {change()}")
        except Refused as refused:
            found, expected, cure = refused.args
            self.problems.append(Problem(f"{self.file} [{sheet}]", row, column, found, expected, cure))

    # Edits ----------------------------------------------------------------------------------------------------

    def _edit(self, edit: Edit) -> str:
        if edit.sheet in KINDS:
            claim = self._plain.claims[edit.key[0]]
            self._changed[id(claim)] = (edit.sheet, edit.row, claim)
            set_claim_field(self._plain, claim, edit.sheet, edit.column, edit.value)
        elif edit.column == SAME_AS:
            thing = edit.key[0] if edit.sheet == "organisations" else f"instrument/{edit.key[0]}"
            told = Decision(thing, "same as", edit.value, role=EDITOR, kind=Kind.BODY, line=edit.row)
            self._merged.setdefault(edit.sheet, []).append(told)
        elif edit.sheet in REGISTERED:
            self._set_registered(edit)
        elif edit.sheet == "doubts" and edit.column in JUDGED:
            self._judged.setdefault(edit.key[0], (edit.row, {}))[1][edit.column] = edit.value
        elif edit.sheet == "doubts":
            value: Any = edit.value if edit.column == "what" else tuple(MANY.split(edit.value)) if edit.value else ()
            doubt = self._plain.doubt(edit.key[0])
            doubt[edit.column] = value
            self._changed[id(doubt)] = (edit.sheet, edit.row, doubt)
        elif edit.sheet == "discrepancies":
            self._rule(edit)
        elif edit.column == "order":
            self._reorder(edit)
        else:
            self._set_title(edit)
        return f"{edit.key[0]} {edit.column}: {edit.value!r}"

    def _set_registered(self, edit: Edit) -> None:
        entries = self._content["registry"][REGISTERED[edit.sheet]]
        entry = next(one for one in entries if one["id"] == edit.key[0])
        self._changed[id(entry)] = (edit.sheet, edit.row, entry)
        if edit.column == "also_known_as":
            entry["also_known_as"] = tuple(sorted(one for one in MANY.split(edit.value) if one))
        else:
            entry[edit.column] = edit.value or None if edit.column == "part_of" else edit.value

    def _set_title(self, edit: Edit) -> None:
        """An item's text is the wording that its title is taken from."""
        title = self.shown.title_of(edit.key[0])
        wordings = self.shown.claims_about(edit.key[0], Wording)
        wording = next((one for one in wordings if one.text == title), None)
        if wording is None:
            raise Refused("no document words the item", "", "Add a wording in the dataset's files.")
        if not edit.value.strip():
            raise Refused("no text", "the words of the item", "Write them.")
        self._plain.claims[wording.id]["text"] = edit.value

    def _reorder(self, edit: Edit) -> None:
        action, slug = edit.key[0].split("/")
        if not re.fullmatch("[1-9][0-9]{0,3}", edit.value):
            raise Refused(f"{edit.value!r}", "a place from 1", "Write a whole number.")
        entry = self._plain.action(action)
        others = [one for one in entry["milestones"] if one != slug]
        others.insert(int(edit.value) - 1, slug)
        entry["milestones"] = tuple(others)

    def _rule(self, edit: Edit) -> None:
        rulings = list(self._content["editorial"]["rulings"])
        ruling = next((one for one in rulings if one["discrepancy"] == edit.key[0]), None)
        if ruling is None:
            ruling = {"discrepancy": edit.key[0], "resolution": "unresolved", "reason": "", "by": EDITOR}
            rulings.append(ruling)
        ruling[edit.column] = edit.value
        self._content["editorial"]["rulings"] = tuple(rulings)
        self._changed[id(ruling)] = (edit.sheet, edit.row, ruling)

    def _add(self, addition: Addition) -> str:
        told, record = add_record(self._plain, addition)
        if addition.sheet in _RECORDS:
            self._changed[id(record)] = (addition.sheet, addition.row, record)
        return told

    # Removals -------------------------------------------------------------------------------------------------

    def _remove(self, removal: Removal) -> None:
        first = removal.key[0]
        if removal.sheet in KINDS:
            self._plain.drop_claims(lambda claim: claim is self._plain.claims[first])
        elif removal.sheet == "doubts":
            doubt = self._plain.doubt(first)
            for reading in self._content["readings"]:
                reading["doubts"] = [one for one in reading["doubts"] if one is not doubt]
            editorial = self._content["editorial"]
            for judged in ("settlements", "referrals"):
                editorial[judged] = tuple(one for one in editorial[judged] if one["doubt"] != first)
        elif removal.sheet == "milestones":
            action, slug = first.split("/")
            entry = self._plain.action(action)
            entry["milestones"] = tuple(one for one in entry["milestones"] if one != slug)
            self._plain.drop_claims(lambda claim: claim["item"] == first)
        else:
            name = REGISTERED[removal.sheet]
            registry = self._content["registry"]
            registry[name] = [one for one in registry[name] if one["id"] != first]
        self.changes.append(f"{removal.sheet}: {first} was removed")
