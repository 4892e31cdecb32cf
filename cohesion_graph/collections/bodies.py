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
on               the day, where it is known: ``2026-03-31``, or ``31/03/2026`` as Excel makes it in Britain
gss              its code of the Office for National Statistics, where a person gives it
ods              its code of the Organisation Data Service (NHS)
company          its number at Companies House
================ ====================================================================================================

The file is made to be kept in Excel: text in any of the ways that Excel saves it (`judged_rows`), columns in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from cohesion_graph.collections.judged_rows import rows_of
from cohesion_graph.errors import DatasetProblems, Problem
from cohesion_graph.folder.updates_sheet import day_of
from cohesion_graph.tables.table import Column, Table

__all__ = [
    "BODIES",
    "COLUMNS",
    "LARGEST",
    "REGISTERS",
    "SAME",
    "UNDONE",
    "Bodies",
    "Judgement",
    "as_csv",
    "judgements_in",
    "read_bodies",
    "renamed",
    "written",
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
_EXAMPLES: Final = {"gss": "E06000004", "ods": "RVW", "company": "01234567"}
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


def written(judgements: Iterable[Judgement]) -> bytes:
    """Judgements as the file."""
    return as_csv(COLUMNS, ({name: getattr(one, name) for name in COLUMNS} for one in judgements))


def renamed(folder: Path, names: Mapping[str, str]) -> bytes | None:
    """The file after datasets have got other names, by their old ones; None where it says nothing of them.

    Raises:
        DatasetProblems: lines are not right.
    """
    judgements = read_bodies(folder).judgements
    if not any(one.dataset in names for one in judgements):
        return None
    return written(replace(one, dataset=names.get(one.dataset, one.dataset)) for one in judgements)


def as_csv(columns: Sequence[str], lines: Iterable[Mapping[str, str]]) -> bytes:
    """Lines as a CSV file that opens in Excel with its letters right."""
    rows = tuple(tuple(line[name] for name in columns) for line in lines)
    return Table("bodies", tuple(map(Column, columns)), rows).to_csv().encode("utf-8-sig")


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
    rows = [(line, row) for line, row in rows_of(content, file, COLUMNS[:8]) if row["decision"] or not is_handed_in]
    found = [_judgement(row, line, file, problems, UNDONE if is_handed_in else "") for line, row in rows]
    if problems:
        raise DatasetProblems(problems)
    return [one for one in found if one is not None]


def _judgement(row: dict[str, str], line: int, file: str, problems: list[Problem], undone: str) -> Judgement | None:
    """A line as a judgement; None, with what is wrong reported, if it is none."""
    one = _as_meant(Judgement(**{name: row.get(name, "").removeprefix("'") for name in COLUMNS}))
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
    if one.on and not day_of(one.on):
        report("on", repr(one.on), "a day as 2026-03-31 or 31/03/2026", "Or leave it empty.")
    for register, form in REGISTERS.items():
        if (code := getattr(one, register)) and not form.fullmatch(code):
            report(register, repr(code), f"a code such as {_EXAMPLES[register]}", "Or leave it empty.")
    return one if len(problems) == before else None


def _as_meant(one: Judgement) -> Judgement:
    """A line without what Excel makes of days and codes, and people of words: 31/03/2026, 1234567, "Same"."""
    day, company = day_of(one.on), one.company.upper()
    return replace(
        one,
        decision=one.decision.casefold(),
        on=day.isoformat() if day else one.on,
        gss=one.gss.upper(),
        ods=one.ods.upper(),
        company=company.zfill(8) if company.isdigit() else company,
    )
