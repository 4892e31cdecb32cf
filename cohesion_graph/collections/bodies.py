"""``bodies.csv``: which bodies of which plans are one. Each line is a person's judgement, with a reason and a role.

================ ====================================================================================================
column           holds
================ ====================================================================================================
body             the identifier of the body across plans: small letters, figures and hyphens
name             what it is called; of several lines about one body the first that gives a name
dataset          the dataset of a body of a plan, as ``collect check`` lists it
organisation_id  that body's identifier in the plan
organisation     what the plan calls it: for people, never read
decision         ``same`` (it is this body) or ``different`` (it is not, and is not to be proposed again)
reason           why
by               the role of the person who judged, never a name
on               the day, where it is known: ``2026-03-31``
gss              its code of the Office for National Statistics, where a person gives it
ods              its code of the Organisation Data Service (NHS)
company          its number at Companies House
================ ====================================================================================================

The file is made to be kept in Excel: UTF-8 or the Windows code page, commas or semicolons, columns in any order.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Final

from cohesion_graph.errors import DatasetProblems, Problem

__all__ = [
    "BODIES",
    "COLUMNS",
    "LARGEST",
    "REGISTERS",
    "SAME",
    "UNDONE",
    "Bodies",
    "Judgement",
    "judgements_in",
    "read_bodies",
]

BODIES: Final = "bodies.csv"
SAME, DIFFERENT = "same", "different"
UNDONE: Final = "undo "
"""Before a decision that is taken back, in what the desk saves; never in `BODIES`."""
REGISTERS: Final[Mapping[str, re.Pattern[str]]] = {
    "gss": re.compile(r"[A-Z]\d{8}"),
    "ods": re.compile(r"[A-Z0-9]{3,10}"),
    "company": re.compile(r"[A-Z0-9]{2}\d{6}"),
}
"""Registers whose codes a person may give, and what a code looks like."""
LARGEST: Final = 200 * 2**20
"""Bytes of the file; a nation's bodies are a tenth of it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line: that a body of a plan is, or is not, a body across plans."""

    body: str
    name: str
    dataset: str
    organisation_id: str
    organisation: str
    decision: str
    reason: str
    by: str
    on: str = ""
    gss: str = ""
    ods: str = ""
    company: str = ""

    @property
    def about(self) -> tuple[str, str, str]:
        """What is judged: the body, and the body of a plan that it may be. Of two judgements the later one holds."""
        return self.body, self.dataset, self.organisation_id


COLUMNS: Final = tuple(one.name for one in fields(Judgement))


@dataclass(frozen=True)
class Bodies:
    """What was judged of the bodies of a collection's plans."""

    judgements: tuple[Judgement, ...] = ()
    of: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The body across plans by dataset and identifier there."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What each body across plans is called, by its identifier."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Its codes in registers, by the register's column."""

    @classmethod
    def of_judgements(cls, judgements: Iterable[Judgement], file: str) -> Bodies:
        """What some judgements come to.

        Raises:
            DatasetProblems: a body of a plan is judged to be two, or the same thing and not the same.
        """
        told, of, problems = tuple(judgements), dict[tuple[str, str], str](), list[Problem]()
        refused = {(one.dataset, one.organisation_id, one.body) for one in told if one.decision == DIFFERENT}
        for line, one in enumerate(told, 2):
            if one.decision != SAME:
                continue
            other = of.setdefault((one.dataset, one.organisation_id), one.body)
            named = f"{one.organisation_id!r} of {one.dataset!r}"
            cure = "Take out one of the two lines."
            if other != one.body:
                problems.append(Problem(file, line, "body", f"{named} is {one.body!r} and {other!r}", "one body", cure))
            if (one.dataset, one.organisation_id, one.body) in refused:
                found = f"{named} is {one.body!r}, and is not"
                problems.append(Problem(file, line, "decision", found, "one decision", cure))
        if problems:
            raise DatasetProblems(problems)
        names: dict[str, str] = {}
        codes: dict[str, dict[str, str]] = {}
        for one in told:
            names[one.body] = names.get(one.body) or one.name
            for register in REGISTERS:
                if code := getattr(one, register):
                    codes.setdefault(one.body, {}).setdefault(register, code)
        return cls(told, of, {body: name or body for body, name in names.items()}, codes)

    @cached_property
    def same(self) -> Mapping[str, Sequence[Judgement]]:
        """By body across plans, the judgements that say what it is, in the order of the file."""
        found: dict[str, list[Judgement]] = {}
        for one in self.judgements:
            if one.decision == SAME:
                found.setdefault(one.body, []).append(one)
        return found

    def members(self, body: str) -> list[tuple[str, str]]:
        """Datasets and identifiers of what was judged to be a body, sorted."""
        return sorted({(one.dataset, one.organisation_id) for one in self.same.get(body, ())})

    def called(self, name: str) -> str:
        """The identifier of the body that a name, an identifier or a code of a register stands for; empty if none."""
        folded = name.strip().casefold()
        for body, own in self.names.items():
            codes = (code.casefold() for code in self.codes.get(body, {}).values())
            if folded in {body, own.casefold(), *codes}:
                return body
        return ""


def read_bodies(folder: Path) -> Bodies:
    """The judgements in a collection's folder; none where there is no file.

    Raises:
        DatasetProblems: lines are not right; every one is listed.
    """
    path = folder / BODIES
    return Bodies.of_judgements(judgements_in(_content_of(path), BODIES), BODIES) if path.exists() else Bodies()


def _content_of(path: Path) -> bytes:
    try:
        if (size := path.stat().st_size) <= LARGEST:
            return path.read_bytes()
    except OSError as error:
        raise DatasetProblems([Problem(path.name, 0, "", f"it cannot be read: {error.strerror}")]) from error
    raise DatasetProblems([Problem(path.name, 0, "", f"it has {size:,} bytes", f"at most {LARGEST:,}")])


def judgements_in(content: bytes, file: str, *, is_handed_in: bool = False) -> list[Judgement]:
    """The judgements of a file, in its order.

    Args:
        content: The file's bytes.
        file: What problems call it.
        is_handed_in: Whether it is one of proposals or of the desk: lines without a decision are passed over, and a
            decision may be taken back (`UNDONE`).

    Raises:
        DatasetProblems: lines are not right; every one is listed.
    """
    problems: list[Problem] = []
    rows = [(line, row) for line, row in _rows_of(content, file, COLUMNS[:8]) if row["decision"] or not is_handed_in]
    found = [_judgement(row, line, file, problems, UNDONE if is_handed_in else "") for line, row in rows]
    if problems:
        raise DatasetProblems(problems)
    return [one for one in found if one is not None]


def _rows_of(content: bytes, file: str, needed: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file that people keep in Excel, each with its line; cells by column, without outer spaces.

    Raises:
        DatasetProblems: it is no CSV, or lacks a column.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restkey="", restval="")
    names = [(name or "").strip().casefold().replace(" ", "_") for name in reader.fieldnames or ()]
    if missing := [name for name in needed if name not in names]:
        found = f"the heading lacks {' and '.join(map(repr, missing))}"
        raise DatasetProblems([Problem(file, 1, "", found, ", ".join(needed), "Let the first row name the columns.")])
    reader.fieldnames = names
    try:
        for row in reader:
            yield reader.line_num, {name: str(value or "").strip() for name, value in row.items() if name}
    except csv.Error as error:
        raise DatasetProblems([Problem(file, reader.line_num, "", f"the line is no CSV ({error})")]) from error


def _judgement(row: dict[str, str], line: int, file: str, problems: list[Problem], undone: str) -> Judgement | None:
    """A line as a judgement; None, with what is wrong reported, if it is none."""
    one = Judgement(**{name: row.get(name, "").removeprefix("'") for name in COLUMNS})
    before = len(problems)

    def report(column: str, found: str, expected: str, cure: str = "") -> None:
        problems.append(Problem(file, line, column, found, expected, cure))

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.body):
        report("body", repr(one.body), "small letters, figures and hyphens")
    for column in ("dataset", "organisation_id"):
        if not getattr(one, column):
            report(column, "nothing", "which body of which plan is meant")
    if one.decision.removeprefix(undone) not in {SAME, DIFFERENT}:
        report("decision", repr(one.decision), f"{SAME} or {DIFFERENT}")
    for column in ("reason", "by"):
        if not getattr(one, column):
            report(column, "nothing", "why" if column == "reason" else "the role of who judged", "Fill it in.")
    if one.on and not _is_day(one.on):
        report("on", repr(one.on), "a day as 2026-03-31")
    for register, form in REGISTERS.items():
        if (code := getattr(one, register)) and not form.fullmatch(code):
            report(register, repr(code), f"a code such as {form.pattern}")
    return one if len(problems) == before else None


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
