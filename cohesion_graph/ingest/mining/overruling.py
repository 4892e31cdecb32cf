"""A person's word on which records are the actions: another set, a map of columns, or one taught example.

What a person says is added to what the document says. An example names a column or a piece; it never takes milestones,
other sets or other columns away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from cohesion_graph.documents.words import Words
from cohesion_graph.errors import BadParameter
from cohesion_graph.ingest.mining.choice import Mined, choose, is_good, overlap
from cohesion_graph.ingest.mining.leaves import key_of
from cohesion_graph.ingest.mining.lexicon import KINDS, PARTIES
from cohesion_graph.ingest.mining.parting import Parting, is_called
from cohesion_graph.ingest.mining.records import HEAD, WHEN, WHO, Field, FieldColumn, Record, RecordSet

__all__ = ["EVERY_FILE", "Overruling", "as_said", "finds", "holding", "map_of", "overrule", "read_map"]


EVERY_FILE = "*"
"""Under what a map tells of all files that are an action each."""


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
    parts: str = ""
    """Of a map: how a record's first words are parted into title, lead and deadline, as `parting.Parting` tells it."""

    def __bool__(self) -> bool:
        return bool(self.records or self.like or self.view or self.columns)

    def fits(self, mined: Mined) -> bool:
        """Whether a document has the records of a map: found in that way, with that name and title."""
        return any(
            one.view == self.view
            and is_called(one.name, self.name)
            and any(is_called(x, self.title) for x in one.columns)
            for one in mined.sets
        )


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


def map_of(mined: Mined, withheld: Callable[[str], str]) -> dict[str, Any]:
    """The map of the set that was taken: what a person may change, and what a new edition is read by.

    Args:
        mined: What repeats in the document.
        withheld: Covers persons' names in words of the document.
    """
    best = mined.best
    if best is None:
        return {}
    told: dict[str, Any] = {"records": best.view, "name": withheld(best.name), "title": withheld(best.title)}
    if not best.name:
        del told["name"]
    told["columns"] = {withheld(name): one.role or "nothing" for name, one in sorted(best.columns.items())}
    if best.parts:
        told["parts"] = withheld(best.parts)
    return told


def as_said(mined: Mined) -> Overruling | None:
    """The map of the set that was taken, as if a person had said it; None where there is none."""
    told = map_of(mined, str)
    return Overruling(view=told.pop("records"), **told) if told else None


def read_map(content: object, where: str) -> dict[str, Overruling]:
    """Maps of documents by their names, from what stands in a file that `read` wrote: mappings, lists and text.

    Raises:
        BadParameter: it is no such map; with every problem and what was expected.
    """
    roles = sorted({*KINDS, "nothing"})
    problems: list[str] = []
    maps: dict[str, Overruling] = {}
    for document, told in content.items() if isinstance(content, dict) else ():
        columns = told.get("columns") if isinstance(told, dict) else None
        if not isinstance(columns, dict):
            problems.append(f"{where}: {document!r} has no columns")
            continue
        given = {name: told.get(name) or "" for name in ("records", "name", "title", "parts")}
        problems += [
            f"{where}: {document}: {name!r} is {role!r}, which is none of: {', '.join(roles)}"
            for name, role in columns.items()
            if role not in roles
        ]
        problems += [f"{where}: {document}: {name} is no text" for name, one in given.items() if type(one) is not str]
        problems += [
            f"{where}: {document}: a field {name!r}, which is none of: columns, {', '.join(given)}"
            for name in told
            if name != "columns" and name not in given
        ]
        if problems:
            continue
        view, name, title, parts = given.values()
        maps[document] = Overruling(view=view, name=name, title=title, columns=columns, parts=parts)
    if problems or not maps:
        raise BadParameter("\n".join(problems or [f"{where}: it maps no document"]))
    return maps


def _by_map(mined: Mined, said: Overruling) -> Mined:
    def meant(one: RecordSet) -> dict[str, str]:
        """The columns of a set that the map names, each with what it is."""
        return {name: role for told, role in said.columns.items() for name in one.columns if is_called(name, told)}

    fitting = sorted(
        mined.sets,
        key=lambda one: (one.view == said.view, is_called(one.name, said.name), len(meant(one)), one.score),
        reverse=True,
    )
    best = next((one for one in fitting if one.view == said.view or meant(one)), None)
    if best is None:
        raise BadParameter(
            "no records of this document have the columns of the map\n  Leave the map out, or make a new one."
        )
    mined = _taken(mined, best)
    for name, role in meant(best).items():
        best.columns[name].role, best.columns[name].why = ("" if role == "nothing" else role), "a person"
    best.title = next((name for name in best.columns if is_called(name, said.title)), best.title)
    if said.parts:
        pieces = {name: role for name, role in said.columns.items() if name in {WHO, WHEN}}
        _part(best, Parting.read(said.parts), pieces)
    return mined


# One example --------------------------------------------------------------------------------------------------------


def _by_example(mined: Mined, said: Overruling) -> Mined:
    found = max(_holding(mined, said), key=lambda one: one[0], default=None)
    if found is None:
        raise BadParameter(
            f"no record holds the words {said.like!r}\n  Copy some words of one action as they are printed."
        )
    _, records, record, title = found
    mined = _taken(mined, records)
    if title.name != records.title and records.columns[title.name].role not in PARTIES:
        records.title = title.name
    for text, role in ((said.lead, "lead"), (said.by, "deadline")):
        if text:
            _name_column(records, record, text, role)
    if parting := Parting.by_example(title.words.text, {"title": said.like, "lead": said.lead, "by": said.by}):
        _part(records, parting)
    return mined


def _taken(mined: Mined, records: RecordSet) -> Mined:
    """The sets with one taken first, and what was taken before beside it: that adds to them."""
    if records in mined.actions:
        return mined
    taken = mined.actions
    mined = choose(mined, mined.sets.index(records) + 1)
    mined.actions += [one for one in taken if is_good(one) and overlap(one, records) <= _APART]
    return mined


_APART = 0.05
"""Share of the leaves of two sets that both may hold."""


def holding(mined: Mined, said: Overruling) -> Field | None:
    """The field that holds the words of an example, of the best set with one; None where none does."""
    found = max(_holding(mined, said), key=lambda one: one[0], default=None)
    return found[3] if found else None


def finds(mined: Mined, said: Overruling) -> tuple[float, ...]:
    """How well some record of a document holds the words of an example; empty where none does."""
    return max((one[0] for one in _holding(mined, said)), default=())


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


def _name_column(records: RecordSet, record: Record, text: str, role: str) -> None:
    """Say that the column whose value in the record is most nearly some words holds what the example says."""
    found = [one for one in record.fields if one.name != records.title and key_of(text) in key_of(one.words)]
    if found:
        column = records.columns[min(found, key=lambda one: len(one.words.text)).name]
        if column.role != role and not (role == "lead" and column.role in PARTIES):
            column.role, column.why = role, "an example"


_COLUMNS = {"lead": WHO, "by": WHEN}


def _part(records: RecordSet, parting: Parting, told: Mapping[str, str] = MappingProxyType({})) -> None:
    """Part the first words of all records; records that are not parted so stay as they are.

    Args:
        records: The set; its records and columns are changed.
        parting: How they are parted.
        told: What the pieces are, where a person says so, by the names of their columns.
    """
    records.parts = str(parting)
    roles = {WHO: "lead", WHEN: "deadline", **told}
    for record in records.records:
        for place, one in enumerate(record.fields):
            found = parting.found_in(one.words.text) if one.name in {HEAD, records.title} else {}
            if not found:
                continue
            pieces = {name: one.words[start:end].strip(" ,;:") for name, (start, end) in found.items()}
            record.fields[place] = replace(one, words=pieces.get("title", one.words))
            # what its sentences seemed to say is told by the pieces now
            told_now = {name for piece, name in _COLUMNS.items() if piece in pieces}
            record.fields[:] = [other for other in record.fields if other.name not in told_now or other.label]
            record.fields += [
                Field(name, Words(), pieces[piece], one.leaf) for piece, name in _COLUMNS.items() if piece in pieces
            ]
            break
    for number, record in enumerate(records.records):
        for one in record.fields:
            if one.name in roles:
                column = records.columns.setdefault(one.name, FieldColumn(one.name, Words(), role=roles[one.name]))
                column.values.setdefault(number, []).append(one.words.text)
                column.role, column.why = roles[one.name], "an example"
