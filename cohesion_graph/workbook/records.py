"""What one row of a sheet makes of a record: fields of a claim set, new claims, milestones and registered things."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from cohesion_graph.ingest.when.date_style import DateStyle
from cohesion_graph.ingest.when.dates import read_date
from cohesion_graph.model.ids import free_id, mint_slug
from cohesion_graph.model.timing import StatedDate
from cohesion_graph.workbook.merge import Addition
from cohesion_graph.workbook.plain_dataset import MANY, PlainDataset, Refused
from cohesion_graph.workbook.sheets import REGISTERED

__all__ = ["KINDS", "add_record", "set_claim_field"]

KINDS = {
    "responsibilities": "responsibility",
    "deadlines": "timing",
    "links": "dependency",
    "wordings": "wording",
    "status_reports": "status-report",
}
"""Sheets of claims, and what claims of that kind are called in identifiers."""
_DEADLINE = {
    "kind": "kind",
    "date": "date",
    "recurs_every": "every",
    "aligned_with": "aligned_with",
    "starts": "starts",
    "within": "within",
    "after": "after",
}
_FIELDS = {
    "responsibilities": {"party_id", "party", "party_as_printed", "role", "joint_with"},
    "deadlines": {"stated", *_DEADLINE},
    "links": {"type", "target_id", "target"},
    "status_reports": {"status", "status_as_printed", "colour", "as_of", "reported_by", "note"},
}

_TYPED = re.compile(r"[^\W\d]|^\s*\d\d?[/.-]\d\d?[/.-]\d\d(?:\d\d)?\s*$")
"""What people type that is a date: a word in it, or a day, a month and a year in numbers."""

Record = dict[str, Any]


def set_claim_field(plain: PlainDataset, claim: Record, sheet: str, column: str, value: str) -> None:
    """Set what one cell says of a claim.

    Raises:
        Refused: it names something that is not there, or quotes words that stand nowhere or in several places.
    """
    match sheet, column:
        case _, "quote":
            claim["evidence"] = plain.evidence(claim["source"], value)
        case "responsibilities", "party" | "party_id":
            claim["party"] = plain.registered("bodies", value)
        case "responsibilities", "joint_with":
            claim["joint_with"] = tuple(_claim_number(one) for one in MANY.split(value) if one)
        case "deadlines", "aligned_with" if value:
            claim["deadline"]["aligned_with"] = plain.registered("instruments", value)
        case "deadlines", "date" | "starts":
            claim["deadline"][_DEADLINE[column]] = typed_date(value) or None
        case "deadlines", _ if column in _DEADLINE:
            claim["deadline"][_DEADLINE[column]] = value or None
        case "links", "target" | "target_id":
            claim["target_kind"], claim["target"] = plain.target(value)
        case "status_reports", "as_of":
            claim[column] = typed_date(value) or None
        case "status_reports", "colour":
            claim[column] = value or None
        case _:
            claim[column] = value


def typed_date(text: str) -> str:
    """A date as a person types it, in the form that the dataset keeps; what is none is given back as it is.

    In dates of numbers the day comes first, as British Excel has it.

    >>> typed_date("31/08/2025"), typed_date("March 2026"), typed_date("30-Apr-26"), typed_date("Q4 2025/26")
    ('2025-08-31', '2026-03', '2026-04-30', '2025/26-Q4')
    >>> typed_date("05/06/2025"), typed_date("2008/09"), typed_date("soon")
    ('2025-06-05', '2008/09', 'soon')
    """
    try:
        return StatedDate(text).root  # the dataset's own forms first: 2008/09 is a financial year in it
    except ValidationError:
        pass
    if not _TYPED.search(text):
        return text
    found = read_date(text.strip(), DateStyle(is_day_first=True))
    return str(found.date) if found and not found.doubt else text


def _claim_number(identifier: str) -> int:
    """The number at the end of a claim's identifier."""
    number = identifier.rpartition("/")[2]
    if not re.fullmatch("[0-9]{1,6}", number):
        raise Refused(f"{identifier!r} is no claim", "claims of the same item", "Copy them from 'claim_id'.")
    return int(number)


def add_record(plain: PlainDataset, addition: Addition) -> tuple[str, Record]:
    """Enter what a new row says: what was added, in words, and its record.

    Raises:
        Refused: the row lacks something, or names what is not there.
    """
    if addition.sheet in REGISTERED:
        return _add_registered(plain, addition)
    if addition.sheet == "milestones":
        return _add_milestone(plain, addition.cells)
    return _add_claim(plain, addition)


def _add_registered(plain: PlainDataset, addition: Addition) -> tuple[str, Record]:
    name = REGISTERED[addition.sheet]
    registry, cells = plain.content["registry"], addition.cells
    identifier = cells.get(f"{addition.sheet[:-1]}_id", "") or mint_slug(cells.get("name", ""))
    if not cells.get("name") or not cells.get("kind"):
        raise Refused("a row without name or kind", "both", "Fill them in.")
    if identifier in {entry["id"] for entry in (*registry["bodies"], *registry["instruments"])}:
        raise Refused(f"the identifier {identifier!r} is taken", "one of its own", "Write another one.")
    entry: Record = {"id": identifier, "name": cells["name"], "kind": cells["kind"]}
    entry["part_of"] = cells.get("part_of") or None
    entry["also_known_as"] = tuple(sorted(one for one in MANY.split(cells.get("also_known_as", "")) if one))
    registry[name] = sorted([*registry[name], entry], key=lambda one: str(one["id"]))
    return f"{identifier} is new", entry


def _add_milestone(plain: PlainDataset, cells: dict[str, str]) -> tuple[str, Record]:
    action, text, source = cells.get("action_ref", ""), cells.get("text", ""), cells.get("sources", "")
    if action not in plain.shown.actions or not text or source not in plain.shown.sources_by_id:
        expected = "action_ref, text and, in 'sources', the document that has it"
        raise Refused("a milestone without its place", expected, "Fill them in.")
    evidence = plain.evidence(source, text)
    entry = plain.action(action)
    slug = free_id(mint_slug(text) or f"milestone-{len(entry['milestones']) + 1}", entry["milestones"])
    entry["milestones"] = (*entry["milestones"], slug)
    item, presented = f"{action}/{slug}", cells.get("presented_as") or "milestone"
    claim = {"item": item, "source": source, "n": 1, "evidence": evidence, "text": text, "presented_as": presented}
    plain.put(claim)
    return f"{item} is new", claim


def _add_claim(plain: PlainDataset, addition: Addition) -> tuple[str, Record]:
    cells, sheet = addition.cells, addition.sheet
    item = plain.item(cells.get("milestone_id") or cells.get("action_ref") or "")
    source, kind = plain.source(cells.get("source", "")), KINDS[sheet]
    claim: Record = {"item": item, "source": source, "n": plain.next_number(item, source, kind)}
    claim["evidence"] = plain.evidence(source, cells.get("quote", ""))
    claim["basis"] = cells.get("basis") or "stated"
    if sheet == "deadlines":
        claim["deadline"] = {}
    for column, value in cells.items():
        if value and column in _FIELDS[sheet]:
            set_claim_field(plain, claim, sheet, column, value)
    if sheet == "responsibilities":
        claim.setdefault("party_as_printed", claim["evidence"][0]["exact"])
    plain.put(claim)
    plain.claims[f"{item}/claim/{source}/{kind}/{claim['n']}"] = claim
    return f"{item} has a new {kind}", claim
