"""One taught example of an action: the records that hold it, and the columns and pieces that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from cohesion_graph.documents.words import Words
from cohesion_graph.errors import BadParameter
from cohesion_graph.ingest.mining.candidates import begun_alike, shape_of
from cohesion_graph.ingest.mining.choice import Mined, choose
from cohesion_graph.ingest.mining.fields import fill
from cohesion_graph.ingest.mining.inside import overlap
from cohesion_graph.ingest.mining.leaves import key_of
from cohesion_graph.ingest.mining.lexicon import PARTIES
from cohesion_graph.ingest.mining.likeness import is_good, judge_set
from cohesion_graph.ingest.mining.parting import Parting
from cohesion_graph.ingest.mining.records import HEAD, WHEN, WHO, Field, FieldColumn, Record, RecordSet
from cohesion_graph.ingest.mining.said import Overruling

__all__ = ["add_alike", "by_example", "finds", "holding", "part", "taken"]


def add_alike(mined: Mined, shape: str) -> None:
    """Add to the sets the blocks that begin alike, where none of them is that already."""
    if any(one.view == "alike" and one.name == shape for one in mined.sets):
        return
    if found := begun_alike(mined.tree, shape):
        fill(mined.tree, found)
        judge_set(mined.tree, found, mined.headings)
        mined.sets.append(found)


def _add_begun_as(mined: Mined, said: Overruling) -> None:
    """Add the blocks that begin with the words in front of those of an example, figures apart: "O2 (Objective)"."""
    for leaf in mined.tree.leaves:
        whole, like = _tight(leaf.words.text), _tight(said.like)
        at = whole.find(like[:_ENOUGH]) if like else -1
        if at > 0 and re.search(r"\w", whole[:at]):
            add_alike(mined, shape_of(whole[:at]))


def by_example(mined: Mined, said: Overruling) -> Mined:
    """The sets with the one that holds an example first, and its columns and pieces named as the example says.

    Raises:
        BadParameter: no record holds its words.
    """
    found = max(_holding(mined, said), key=lambda one: one[0], default=None)
    if found is None:
        raise BadParameter(
            f"no record holds the words {said.like!r}\n  Copy some words of one action as they are printed."
        )
    _, records, record, title = found
    mined = taken(mined, records)
    if title.name != records.title and records.columns[title.name].role not in PARTIES:
        records.title = title.name
    for text, role in ((said.lead, "lead"), (said.by, "deadline")):
        if text:
            _name_column(records, record, text, role)
    if parting := Parting.by_example(title.words.text, {"title": said.like, "lead": said.lead, "by": said.by}):
        part(records, parting)
    return mined


def taken(mined: Mined, records: RecordSet) -> Mined:
    """The sets with one taken first, and what was taken before beside it: that adds to them."""
    if records in mined.actions:
        return mined
    before = mined.actions
    mined = choose(mined, mined.sets.index(records) + 1)
    mined.actions += [one for one in before if is_good(one) and overlap(one, records) <= _APART]
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


_Found = tuple[tuple[bool, bool, bool, bool, float], RecordSet, Record, Field]


def _holding(mined: Mined, said: Overruling) -> Iterator[_Found]:
    """Records with a field that holds the words; better those with lead and date beside them, and of sets taken."""
    like, lead, by = _tight(said.like), _tight(said.lead), _tight(said.by)
    if all(one.view != "files" for one in mined.sets):  # files are taught as they are
        _add_begun_as(mined, said)
    for records in mined.sets:
        for record in records.records:
            for one in record.fields:
                text = _tight(one.words.text)
                is_begun = len(text) >= _ENOUGH and like.startswith(text)  # the rest stands in the next block
                if not like or not (like in text or is_begun):
                    continue
                beside = " ".join(_tight(other.words.text) for other in record.fields)
                has_all = lead in beside and by in beside
                is_taken, is_alike = records in mined.actions, records.view == "alike"
                worth = (has_all, text.startswith(like) or is_begun, is_taken, is_alike, records.score)
                yield worth, records, record, one


_ENOUGH = 20
"""Letters of a title that tell it."""


def _tight(text: str) -> str:
    """Words as they are compared with printed ones: a PDF may print spaces inside words, or none between them."""
    return "".join(key_of(text).split())


def _name_column(records: RecordSet, record: Record, text: str, role: str) -> None:
    """Say that the column whose value in the record is most nearly some words holds what the example says.

    Words inside a sentence name no column: the others hold sentences of other things.
    """
    found = [one for one in record.fields if one.name != records.title and _is_value(one.words.text, text)]
    if found:
        column = records.columns[min(found, key=lambda one: len(one.words.text)).name]
        if column.role != role and not (role == "lead" and column.role in PARTIES):
            column.role, column.why = role, "an example"


def _is_value(whole: str, text: str) -> bool:
    """Whether words are a value, one of several in it, or a good part of it."""
    told, printed = _tight(text), _tight(whole)
    return told in printed and (
        len(told) >= _GOOD_PART * len(printed) or told in map(_tight, re.split(r"[,;/\n]|\s[–—-]\s", whole))
    )


_GOOD_PART = 0.3


_COLUMNS = {"lead": WHO, "by": WHEN}


def part(records: RecordSet, parting: Parting, told: Mapping[str, str] = MappingProxyType({})) -> None:
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
