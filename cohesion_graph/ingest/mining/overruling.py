"""A person's word on which records are the actions: another set, a map of columns, or one taught example.

What a person says is added to what the document says. An example names a column or a piece; it never takes milestones,
other sets or other columns away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import yaml

from cohesion_graph.documents.words import Words
from cohesion_graph.errors import BadParameter
from cohesion_graph.ingest.mining.choice import Mined, choose, is_good, overlap
from cohesion_graph.ingest.mining.leaves import key_of
from cohesion_graph.ingest.mining.lexicon import KINDS, PARTIES
from cohesion_graph.ingest.mining.records import HEAD, WHEN, WHO, Field, FieldColumn, Record, RecordSet

__all__ = ["Overruling", "map_of", "overrule", "read_map"]


@dataclass(frozen=True, slots=True)
class Overruling:
    """What a person says of a document's records; empty for nothing."""

    records: int = 0
    """The number of the set that is the actions, as `read` tells it; 0 for none."""
    like: str = ""
    """Words of one action, as printed."""
    lead: str = ""
    """Who leads that action, as printed."""
    by: str = ""
    """When that action is due, as printed."""
    view: str = ""
    """How the records of a map were found."""
    name: str = ""
    title: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a map: what each column, label or element is, by its name."""
    pattern: str = ""
    """Of a map: how a record's first words are parted into title, lead and deadline."""

    def __bool__(self) -> bool:
        return bool(self.records or self.like or self.view or self.columns)


def overrule(mined: Mined, said: Overruling) -> Mined:
    """The sets chosen anew by what a person says.

    Raises:
        BadParameter: there is no such set, or no record holds the words of the example.
    """
    if said.records:
        if said.records > len(mined.sets):
            raise BadParameter(f"there is no set {said.records}\n  {len(mined.sets)} sets of records were found.")
        return choose(mined, said.records)
    if said.view or said.columns:
        return _by_map(mined, said)
    return _by_example(mined, said)


# A map --------------------------------------------------------------------------------------------------------------


def map_of(mined: Mined) -> dict[str, Any]:
    """The map of the set that was taken: what a person may change, and what a new edition is read by."""
    best = mined.best
    if best is None:
        return {}
    told: dict[str, Any] = {"records": best.view, "name": best.name, "title": best.title}
    told["columns"] = {name: one.role or "nothing" for name, one in sorted(best.columns.items())}
    if best.pattern:
        told["pattern"] = best.pattern
    return told


def read_map(text: str, where: str) -> dict[str, Overruling]:
    """Maps of documents by their names, from YAML as `read` writes it.

    Raises:
        BadParameter: it is no such map; with every problem and what was expected.
    """
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise BadParameter(f"{where}: it is no YAML\n  Use the map that read wrote, and change its values.") from error
    roles = sorted({*KINDS, "nothing"})
    problems: list[str] = []
    maps: dict[str, Overruling] = {}
    for document, told in found.items() if isinstance(found, dict) else ():
        columns = told.get("columns") if isinstance(told, dict) else None
        if not isinstance(columns, dict):
            problems.append(f"{where}: {document!r} has no columns")
            continue
        problems += [
            f"{where}: {document}: {name!r} is {role!r}, which is none of: {', '.join(roles)}"
            for name, role in columns.items()
            if role not in roles
        ]
        maps[str(document)] = Overruling(
            view=str(told.get("records", "")),
            name=str(told.get("name", "")),
            title=str(told.get("title", "")),
            columns={str(name): str(role) for name, role in columns.items()},
            pattern=str(told.get("pattern", "")),
        )
    if problems or not maps:
        raise BadParameter("\n".join(problems or [f"{where}: it maps no document"]))
    return maps


def _by_map(mined: Mined, said: Overruling) -> Mined:
    wanted = set(said.columns)
    fitting = sorted(
        mined.sets,
        key=lambda one: (one.view == said.view, one.name == said.name, len(wanted & set(one.columns)), one.score),
        reverse=True,
    )
    best = next((one for one in fitting if one.view == said.view or wanted & set(one.columns)), None)
    if best is None:
        raise BadParameter(
            "no records of this document have the columns of the map\n  Leave the map out, or make a new one."
        )
    for name, role in said.columns.items():
        if column := best.columns.get(name):
            column.role, column.why = ("" if role == "nothing" else role), "a person"
    if said.title in best.columns:
        best.title = said.title
    if said.pattern:
        _part(best, said.pattern, {name: role for name, role in said.columns.items() if name in {WHO, WHEN}})
    return choose(mined, mined.sets.index(best) + 1)


# One example --------------------------------------------------------------------------------------------------------


def _by_example(mined: Mined, said: Overruling) -> Mined:
    found = max(_holding(mined, said), key=lambda one: one[0], default=None)
    if found is None:
        raise BadParameter(
            f"no record holds the words {said.like!r}\n  Copy some words of one action as they are printed."
        )
    _, records, record, title = found
    if title.name != records.title and records.columns[title.name].role not in PARTIES:
        records.title = title.name
    for text, role in ((said.lead, "lead"), (said.by, "deadline")):
        if text and not _name_column(records, record, text, role) and key_of(text) not in key_of(title.words):
            raise BadParameter(f"the record of {said.like!r} holds no words {text!r}\n  Copy them as they are printed.")
    if pattern := _pattern(title.words.text, said):
        _part(records, pattern)
    taken = [one for one in mined.actions if one is not records]
    if records in mined.actions:
        return mined
    kept = [one for one in taken if overlap(one, records) <= 0.05]
    mined = choose(mined, mined.sets.index(records) + 1)
    mined.actions += [one for one in kept if is_good(one)]
    return mined


_Found = tuple[tuple[bool, bool, bool, float], RecordSet, Record, Field]


def _holding(mined: Mined, said: Overruling) -> Iterator[_Found]:
    """Records with a field that holds the words; better those with lead and date beside them, and of sets taken."""
    like, lead, by = key_of(said.like), key_of(said.lead), key_of(said.by)
    for records in mined.sets:
        for record in records.records:
            for one in record.fields:
                text = key_of(one.words)
                if not like or like not in text:
                    continue
                beside = " ".join(key_of(other.words) for other in record.fields)
                has_all = lead in beside and by in beside
                yield (has_all, text.startswith(like), records in mined.actions, records.score), records, record, one


def _name_column(records: RecordSet, record: Record, text: str, role: str) -> bool:
    """Say that the column in which the record has some words holds what the example says."""
    for one in record.fields:
        if one.name != records.title and key_of(text) in key_of(one.words):
            column = records.columns[one.name]
            if column.role != role and not (role == "lead" and column.role in PARTIES):
                column.role, column.why = role, "an example"
            return True
    return False


def _pattern(text: str, said: Overruling) -> str:
    """How title, lead and deadline stand inside one block of words, from the example: what parts them parts all."""
    spots = []
    for name, piece in (("title", said.like), ("lead", said.lead), ("by", said.by)):
        at = text.casefold().find(piece.casefold()) if piece else -1
        if at >= 0:
            spots.append((at, at + len(piece), name))
    spots.sort()
    if len(spots) < 2 or "title" not in {name for _, _, name in spots}:
        return ""
    made, place = "", 0
    for start, end, name in spots:
        made += _parting(text[place:start], is_first=not place) + f"(?P<{name}>.+?)"
        place = end
    rest = re.sub(r"\s+", "", text[place:])
    return made + re.escape(rest) + r"\s*$"


def _parting(between: str, *, is_first: bool) -> str:
    """What stands between two pieces, as a pattern: signs and words as they are, white space of any length."""
    if is_first and not re.search(r"\w", between):
        return r"\W*"
    return r"\s*".join(re.escape(part) for part in re.split(r"\s+", between))


def _part(records: RecordSet, pattern: str, told: Mapping[str, str] = MappingProxyType({})) -> None:
    """Part the first words of all records by a pattern; records that it does not fit stay as they are.

    Args:
        records: The set; its records and columns are changed.
        pattern: With groups ``title``, ``lead`` and ``by``.
        told: What the pieces are, where a person says so, by the names of their columns.
    """
    try:
        compiled = re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise BadParameter(f"{pattern!r} is no pattern\n  Leave it as read wrote it, or take it out.") from error
    names = {"lead": WHO, "by": WHEN}
    records.pattern = pattern
    for record in records.records:
        for place, one in enumerate(record.fields):
            match = compiled.match(one.words.text[:2000]) if one.name in {HEAD, records.title} else None
            if match is None:
                continue
            pieces = match.groupdict()
            record.fields[place] = replace(one, words=_slice(one.words, match, "title"))
            record.fields += [
                Field(name, Words(), _slice(one.words, match, group), one.leaf)
                for group, name in names.items()
                if pieces.get(group)
            ]
            break
    roles = {WHO: "lead", WHEN: "deadline", **told}
    for number, record in enumerate(records.records):
        for one in record.fields:
            if one.name in roles:
                column = records.columns.setdefault(one.name, FieldColumn(one.name, Words(), role=roles[one.name]))
                column.values.setdefault(number, []).append(one.words.text)
                column.role, column.why = roles[one.name], "an example"


def _slice(words: Words, match: re.Match[str], group: str) -> Words:
    return words[match.start(group) : match.end(group)].strip(" ,;:")
