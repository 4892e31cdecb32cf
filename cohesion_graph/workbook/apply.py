"""Bring a corrected workbook back into the dataset: all of it, or nothing and every reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ValidationError

from cohesion_graph.derive import derive
from cohesion_graph.errors import DatasetProblems, Problem, near_misses
from cohesion_graph.model.claims import Dependency, Responsibility, StatusReport, Timing, Wording
from cohesion_graph.model.complaints import in_words
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.ids import mint_slug
from cohesion_graph.model.privacy import withhold_names
from cohesion_graph.model.record import Record
from cohesion_graph.model.register import Body, Instrument
from cohesion_graph.workbook.merge import Addition, Edit, Merge, Removal, merge
from cohesion_graph.workbook.read import read_workbook

__all__ = ["Corrected", "corrected"]

_MANY = re.compile(r"\s*;\s*")
_KINDS = {"responsibilities": "responsibility", "deadlines": "timing", "links": "dependency", "wordings": "wording"}
_KINDS["status_reports"] = "status-report"
_RECORDS: dict[str, type[Record]] = {
    "responsibilities": Responsibility,
    "deadlines": Timing,
    "links": Dependency,
    "wordings": Wording,
    "status_reports": StatusReport,
    "organisations": Body,
    "instruments": Instrument,
}
_DEADLINE = {
    "kind": "kind",
    "date": "date",
    "recurs_every": "every",
    "aligned_with": "aligned_with",
    "starts": "starts",
    "within": "within",
    "after": "after",
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """The dataset with the corrections, and each of them in a sentence."""

    dataset: Dataset
    changes: tuple[str, ...]


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
    found = merge(read_workbook(content, file), derive(shown), file)
    work = _Workbench(dataset, shown, file)
    work.problems += found.problems
    work.take(found)
    return Corrected(work.finished(), tuple(work.changes))


class _Refused(Exception):
    """A change that cannot be taken: what was found, what was expected, what to do."""


class _Workbench:
    """A dataset taken apart into plain content, changed, and put together again."""

    def __init__(self, dataset: Dataset, shown: Dataset, file: str) -> None:
        self.shown = shown
        self.file = file
        self.problems: list[Problem] = []
        self.changes: list[str] = []
        self._changed: dict[int, tuple[str, int, dict[str, Any]]] = {}
        """Sheet, row and content of each record that was changed or added, by the identity of its content."""
        self._content: dict[str, Any] = dataset.model_dump()
        self._claims: dict[str, dict[str, Any]] = {}
        for reading, plain in zip(dataset.readings, self._content["readings"], strict=True):
            plain["claims"] = list(plain["claims"])
            plain["doubts"] = list(plain["doubts"])
            self._claims |= {claim.id: fields for claim, fields in zip(reading.claims, plain["claims"], strict=True)}
        links = self._content["editorial"]["links"] = list(self._content["editorial"]["links"])
        self._claims |= {link.id: fields for link, fields in zip(dataset.editorial.links, links, strict=True)}
        for name in ("bodies", "instruments"):
            self._content["registry"][name] = list(self._content["registry"][name])

    # Taking changes -------------------------------------------------------------------------------------------

    def take(self, found: Merge) -> None:
        """Apply additions of registered things first (others may name them), then edits, additions, removals."""
        registered = [one for one in found.additions if one.sheet in {"organisations", "instruments"}]
        for addition in registered:
            self._try(addition.sheet, addition.row, "", partial(self._add_registered, addition))
        for edit in sorted(found.edits, key=lambda edit: edit.column not in {"party_id", "target_id"}):
            self._try(edit.sheet, edit.row, edit.column, partial(self._edit, edit))
        for addition in found.additions:
            if addition not in registered:
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
                return Dataset.model_validate(self._content)
            except ValidationError as error:
                self._report_invalid(error)
        raise DatasetProblems(self.problems)

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
        except _Refused as refused:
            found, expected, cure = refused.args
            self.problems.append(Problem(f"{self.file} [{sheet}]", row, column, found, expected, cure))

    # Edits ----------------------------------------------------------------------------------------------------

    def _edit(self, edit: Edit) -> str:
        if edit.sheet in _KINDS:
            claim = self._claims[edit.key[0]]
            self._changed[id(claim)] = (edit.sheet, edit.row, claim)
            self._set_claim_field(claim, edit.sheet, edit.column, edit.value)
        elif edit.sheet in {"organisations", "instruments"}:
            self._set_registered(edit)
        elif edit.sheet == "doubts":
            value: Any = edit.value if edit.column == "what" else tuple(_MANY.split(edit.value)) if edit.value else ()
            self._doubt(edit.key[0])[edit.column] = value
        elif edit.sheet == "discrepancies":
            self._rule(edit)
        elif edit.column == "order":
            self._reorder(edit)
        else:
            self._set_title(edit)
        return f"{edit.key[0]} {edit.column}: {edit.value!r}"

    def _set_claim_field(self, claim: dict[str, Any], sheet: str, column: str, value: str) -> None:
        match sheet, column:
            case _, "quote":
                claim["evidence"] = self._evidence(claim["source"], value)
            case "responsibilities", "party" | "party_id":
                claim["party"] = self._registered("bodies", value)
            case "responsibilities", "joint_with":
                claim["joint_with"] = tuple(int(one.rpartition("/")[2]) for one in _MANY.split(value) if one)
            case "deadlines", _ if column in _DEADLINE:
                claim["deadline"][_DEADLINE[column]] = value or None
            case "links", "target" | "target_id":
                claim["target_kind"], claim["target"] = self._target(value)
            case _:
                claim[column] = value

    def _set_registered(self, edit: Edit) -> None:
        name = "bodies" if edit.sheet == "organisations" else "instruments"
        entry = next(one for one in self._content["registry"][name] if one["id"] == edit.key[0])
        self._changed[id(entry)] = (edit.sheet, edit.row, entry)
        if edit.column == "also_known_as":
            entry["also_known_as"] = tuple(sorted(one for one in _MANY.split(edit.value) if one))
        else:
            entry[edit.column] = edit.value or None if edit.column == "part_of" else edit.value

    def _set_title(self, edit: Edit) -> None:
        """An item's text is the wording that its title is taken from."""
        title = self.shown.title_of(edit.key[0])
        wordings = self.shown.claims_about(edit.key[0], Wording)
        wording = next((one for one in wordings if one.text == title), None)
        if wording is None:
            raise _Refused("no document words the item", "", "Add a wording in the dataset's files.")
        self._claims[wording.id]["text"] = edit.value

    def _reorder(self, edit: Edit) -> None:
        action, slug = edit.key[0].split("/")
        if not edit.value.isdigit() or edit.value == "0":
            raise _Refused(f"{edit.value!r}", "a place from 1", "Write a whole number.")
        entry = self._action(action)
        others = [one for one in entry["milestones"] if one != slug]
        others.insert(int(edit.value) - 1, slug)
        entry["milestones"] = tuple(others)

    def _rule(self, edit: Edit) -> None:
        rulings = [dict(one) for one in self._content["editorial"]["rulings"]]
        ruling = next((one for one in rulings if one["discrepancy"] == edit.key[0]), None)
        if ruling is None:
            ruling = {"discrepancy": edit.key[0], "resolution": "unresolved", "reason": "", "by": "dataset editor"}
            rulings.append(ruling)
        ruling[edit.column] = edit.value
        self._content["editorial"]["rulings"] = tuple(rulings)

    # Additions and removals -----------------------------------------------------------------------------------

    def _add_registered(self, addition: Addition) -> str:
        name = "bodies" if addition.sheet == "organisations" else "instruments"
        cells = addition.cells
        identifier = cells.get(f"{addition.sheet[:-1]}_id", "") or mint_slug(cells.get("name", ""))
        if not cells.get("name") or not cells.get("kind"):
            raise _Refused("a row without name or kind", "both", "Fill them in.")
        entry: dict[str, Any] = {"id": identifier, "name": cells["name"], "kind": cells["kind"]}
        entry["part_of"] = cells.get("part_of") or None
        entry["also_known_as"] = tuple(sorted(one for one in _MANY.split(cells.get("also_known_as", "")) if one))
        self._content["registry"][name] = sorted(
            [*self._content["registry"][name], entry], key=lambda one: str(one["id"])
        )
        self._changed[id(entry)] = (addition.sheet, addition.row, entry)
        return f"{identifier} is new"

    def _add(self, addition: Addition) -> str:
        cells = addition.cells
        if addition.sheet == "milestones":
            return self._add_milestone(cells)
        item = cells.get("milestone_id") or cells.get("action_ref") or ""
        source = cells.get("source", "")
        if source not in self.shown.sources_by_id:
            known = ", ".join(self.shown.sources_by_id)
            raise _Refused(f"the source {source!r}", f"one of {known}", "Say which document says so.")
        kind = _KINDS[addition.sheet]
        taken = [
            int(claim.rpartition("/")[2])
            for claim in self._claims
            if claim.startswith(f"{item}/claim/{source}/{kind}/")
        ]
        claim: dict[str, Any] = {"item": item, "source": source, "n": max(taken, default=0) + 1}
        claim["evidence"] = self._evidence(source, cells.get("quote", ""))
        claim["basis"] = cells.get("basis") or "stated"
        if addition.sheet == "deadlines":
            claim["deadline"] = {}
        for column, value in cells.items():
            if value and column not in {"claim_id", "quote", "basis"} and column in _FIELDS[addition.sheet]:
                self._set_claim_field(claim, addition.sheet, column, value)
        if addition.sheet == "responsibilities":
            claim.setdefault("party_as_printed", claim["evidence"][0]["exact"])
        self._put(claim)
        self._changed[id(claim)] = (addition.sheet, addition.row, claim)
        return f"{item} has a new {kind}"

    def _add_milestone(self, cells: dict[str, str]) -> str:
        action, text, source = cells.get("action_ref", ""), cells.get("text", ""), cells.get("sources", "")
        if action not in self.shown.actions or not text or source not in self.shown.sources_by_id:
            expected = "action_ref, text and, in 'sources', the document that has it"
            raise _Refused("a milestone without its place", expected, "Fill them in.")
        entry = self._action(action)
        slug = mint_slug(text) or f"milestone-{len(entry['milestones']) + 1}"
        while slug in entry["milestones"]:
            slug += "-again"
        entry["milestones"] = (*entry["milestones"], slug)
        presented = cells.get("presented_as") or "milestone"
        evidence = self._evidence(source, text)
        self._put(
            {
                "item": f"{action}/{slug}",
                "source": source,
                "n": 1,
                "evidence": evidence,
                "text": text,
                "presented_as": presented,
            }
        )
        return f"{action}/{slug} is new"

    def _put(self, claim: dict[str, Any]) -> None:
        reading = next(one for one in self._content["readings"] if one["source"] == claim["source"])
        reading["claims"].append(claim)

    def _remove(self, removal: Removal) -> None:
        first = removal.key[0]
        if removal.sheet in _KINDS:
            self._drop_claims(lambda claim: claim is self._claims[first])
        elif removal.sheet == "doubts":
            doubt = self._doubt(first)
            for reading in self._content["readings"]:
                reading["doubts"] = [one for one in reading["doubts"] if one is not doubt]
        elif removal.sheet == "milestones":
            action, slug = first.split("/")
            entry = self._action(action)
            entry["milestones"] = tuple(one for one in entry["milestones"] if one != slug)
            self._drop_claims(lambda claim: claim["item"] == first)
        else:
            name = "bodies" if removal.sheet == "organisations" else "instruments"
            registry = self._content["registry"]
            registry[name] = [one for one in registry[name] if one["id"] != first]
        self.changes.append(f"{removal.sheet}: {first} was removed")

    def _drop_claims(self, is_dropped: Callable[[dict[str, Any]], bool]) -> None:
        """Remove claims, and the mention of a removed one in those held jointly with it."""
        for reading in self._content["readings"]:
            gone = [claim for claim in reading["claims"] if is_dropped(claim)]
            reading["claims"] = [claim for claim in reading["claims"] if not is_dropped(claim)]
            for claim in reading["claims"]:
                for one in gone:
                    if "party" in one and "party" in claim and claim["item"] == one["item"]:
                        claim["joint_with"] = tuple(n for n in claim["joint_with"] if n != one["n"])
        editorial = self._content["editorial"]
        editorial["links"] = [claim for claim in editorial["links"] if not is_dropped(claim)]

    # Looking things up ----------------------------------------------------------------------------------------

    def _evidence(self, source: str, quote: str) -> tuple[dict[str, Any], ...]:
        """Where quoted words stand: the whole text once, or each part between semicolons once."""
        if not quote:
            raise _Refused("no quotation", "the exact words of the document", "Copy them from the document.")
        text = self.shown.sources_by_id[source].text
        parts = [quote] if quote in text else _MANY.split(quote)
        spans = []
        for part in parts:
            places = [found.start() for found in re.finditer(re.escape(part), text)]
            if len(places) != 1:
                told = f"{part!r} stands {len(places)} times in {source}" if places else f"{part!r} is not in {source}"
                raise _Refused(told, "words that stand there once", "Copy a longer stretch of the exact words.")
            spans.append((places[0], places[0] + len(part)))
        raw = next(one["text"] for one in self._content["sources"] if one["id"] == source)
        return tuple({"start": start, "end": end, "exact": raw[start:end]} for start, end in spans)

    def _registered(self, name: str, value: str) -> str:
        """The identifier of a registered thing by identifier or by any of its names."""
        entries = self._content["registry"][name]
        for entry in entries:
            names = (entry["id"], entry["name"], *entry["also_known_as"])
            if value.casefold() in {one.casefold() for one in names}:
                return str(entry["id"])
        near = near_misses(value, [str(entry["name"]) for entry in entries])
        cure = f"Did you mean {near[0]!r}?" if near else "Add it to its sheet first."
        raise _Refused(f"{value!r} is not registered", f"one of the {name}", cure)

    def _target(self, value: str) -> tuple[str, str]:
        if value in self.shown.items:
            return "item", value
        for kind, name in (("instrument", "instruments"), ("body", "bodies")):
            try:
                return kind, self._registered(name, value)
            except _Refused:
                continue
        raise _Refused(f"{value!r} is not known", "an instrument, a body or an item", "Add it to its sheet first.")

    def _doubt(self, identifier: str) -> dict[str, Any]:
        for reading in self._content["readings"]:
            for doubt in reading["doubts"]:
                if f"{doubt['source']}/doubt/{doubt['n']}" == identifier:
                    found: dict[str, Any] = doubt
                    return found
        raise _Refused(f"no doubt {identifier!r}", "", "Export again.")

    def _action(self, ref: str) -> dict[str, Any]:
        entries = [entry for section in self._content["plan"]["sections"] for entry in section["actions"]]
        return next(entry for entry in entries if entry["ref"] == ref)


_FIELDS = {
    "responsibilities": {"party_id", "party", "party_as_printed", "role", "joint_with"},
    "deadlines": {"stated", *_DEADLINE},
    "links": {"type", "target_id", "target"},
    "status_reports": {"status", "as_of", "reported_by", "note"},
}
