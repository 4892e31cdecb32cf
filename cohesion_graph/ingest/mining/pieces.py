"""Bodies and dates inside what a record begins with: in brackets, behind a dash, as the subject, at the end.

A piece is taken only where most records of the set have one of its sort: what one title happens to hold is no column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES, label_role, sureness
from cohesion_graph.ingest.mining.records import (
    CODE,
    COLUMN,
    DATE,
    HEAD,
    PIECES,
    STATUS,
    UNDER,
    WHEN,
    WHO,
    Field,
    RecordSet,
)
from cohesion_graph.ingest.mining.sentences import actor_in, is_known, subject_of
from cohesion_graph.ingest.mining.under_periods import TOLD_BY_PERIOD
from cohesion_graph.ingest.mining.values import is_code, is_date, is_name, is_status, is_term
from cohesion_graph.ingest.records.entry import Entry, Value
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind
from cohesion_graph.ingest.when.deadlines import FoundDeadline, deadline_at_end
from cohesion_graph.ingest.when.undated import why_undated
from cohesion_graph.language.files import any_of
from cohesion_graph.language.phrases import begins_with_verb, says_what_to_do

__all__ = ["TOLD_BY_TITLE", "closing_date", "pieces_of", "take_actors", "take_closing", "take_leads_of_headings"]

TOLD_BY_TITLE = {
    WHEN: "This deadline stands in the action's own words, not under a heading.",
    UNDER: TOLD_BY_PERIOD,
    DATE: "This deadline is a line of its own: no label says what the date is.",
    WHO: "Who does it was told by the action's own words, not by a heading.",
    COLUMN: "Who does it was told by what its column or row is called, which names a body.",
}
"""What is doubted of a piece of a title, by its sort."""
_FEWEST_TITLES = 3
_NOTE = "#note"
_AROUND = "*_ ()[]."
"""Marks around a piece: of emphasis in plain text, brackets, a full stop behind the last."""
_MOST, _LED_TO = 0.6, 0.34
"""Share of the records that must have a piece of a sort; of those that must end in a date which a word leads to."""
_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{2,160})[)\]]\s*\.?\s*$")
_PUBLISHED = re.compile(r"\(\s*(?:19|20)\d\d[a-z]?\s*\)\s*\.?\s*$")
_PARTS = re.compile(r"\s*[;|]\s*|\s*(?<!\d)/(?!\d)\s*|\s*,\s+|\s+[–—-]\s+|\n+")
_KNOWN = 0.4
"""Share of the names that must be known, or may be different, where nothing else tells that they are bodies."""
_LABELLED = re.compile(r"(?i)(?:lead|led by|by|owner|responsible|with)[: ]+")
_HELPED = re.compile(rf"\s+{any_of('acting.helper')}\s+")
_DASHES = re.compile(r"(?:\s+[–—|-]\s+|\s*\|\s*|\t+)(?![^(\[]*[)\]])")
_LONGEST_PIECE = 60
"""Characters."""
_FEW_WORDS = 3
_SURE = 0.9


def pieces_of(records: RecordSet) -> None:
    """Part the records' anchors into pieces, where most of them have pieces of a sort."""
    heads = [one for record in records.records for one in record.get(HEAD)]
    if len(heads) < 2 or len(heads) < len(records.records):
        return
    says_who = any(label_role(one.name) in PARTIES for record in records.records for one in record.fields)
    for cut in (_bracketed, _dashed):
        _take(records, heads, cut, says_who=says_who)
    if not any(one.name == WHO for record in records.records for one in record.fields):
        _subjects(records, heads)
    if not any(one.name in {WHEN, DATE} for record in records.records for one in record.fields):
        _closing_dates(records, heads)


Cut = tuple[Words, list[tuple[str, Words]]]


def _take(records: RecordSet, heads: Sequence[Field], cut: Callable[[Words], Cut], *, says_who: bool) -> None:
    cuts = [cut(one.words) for one in heads]
    wanted = PIECES.keys() - ({WHO} if says_who or not _are_bodies(cuts) else set())
    typed = sum(any(name in wanted for name, _ in parts) for _, parts in cuts)
    if typed < _MOST * len(heads) or any(not title for title, _ in cuts):
        return
    for record, (title, parts) in zip(records.records, cuts, strict=True):
        head = record.get(HEAD)[0]
        place = record.fields.index(head)
        record.fields[place] = Field(HEAD, head.label, title, head.leaf)
        record.fields[place + 1 : place + 1] = [Field(name, Words(), words, head.leaf) for name, words in parts]


def take_closing(entries: Sequence[Entry]) -> None:
    """Take who and when in brackets behind the titles of actions in rows, where no column says either.

    As with records of any other shape, most of the titles must have a piece of a sort.
    """
    if len(entries) < _FEWEST_TITLES:
        return
    kinds = {kind for entry in entries for line in entry.lines for kind in line.values}
    cuts = [_bracketed(entry.title) for entry in entries]
    wanted = {WHEN: Kind.DEADLINE} if Kind.DEADLINE not in kinds else {}
    if not kinds & set(PARTY_KINDS) and _are_bodies(cuts):
        wanted[WHO] = Kind.RESPONSIBLE
    typed = sum(any(name in wanted for name, _ in parts) for _, parts in cuts)
    if typed < _MOST * len(entries) or any(not title for title, _ in cuts):
        return
    for entry, (title, parts) in zip(entries, cuts, strict=True):
        if not entry.lines or any(name not in wanted for name, _ in parts):
            continue
        entry.title = title
        for name, words in parts:
            value = Value(Column(wanted[name], words if name == WHO else Words()), words)
            entry.lines[0].values.setdefault(wanted[name], []).append(value)
            entry.doubts.append((TOLD_BY_TITLE[name], words))


def take_leads_of_headings(entries: Sequence[Entry]) -> None:
    """Take who does it from the headings that actions stand under ("Jobs (lead: Housing Team)"), where none says it."""
    if {kind for entry in entries for line in entry.lines for kind in line.values} & set(PARTY_KINDS):
        return
    for entry in entries:
        _, parts = _bracketed(entry.section or entry.table.caption)
        told = [words for name, words in parts if name == WHO and _role_in_front(words.text)]
        if told and entry.lines:
            entry.lines[0].values[Kind.RESPONSIBLE] = [Value(Column(Kind.RESPONSIBLE, one), one) for one in told]
            entry.doubts += [
                ("Who does it stands in the heading above, for all that is below it.", one) for one in told
            ]


def take_actors(entries: Sequence[Entry]) -> None:
    """Take who does it from what actions in rows begin with ("Parks Team to plant trees"), where no column says who."""
    kinds = {kind for entry in entries for line in entry.lines for kind in line.values}
    if kinds & set(PARTY_KINDS) or any(entry.table.has(*PARTY_KINDS) for entry in entries):
        return
    for entry in entries:
        if entry.lines and (actor := actor_in(entry.title)):
            entry.lines[0].values[Kind.RESPONSIBLE] = [Value(Column(Kind.RESPONSIBLE, actor), actor)]
            entry.doubts.append((TOLD_BY_TITLE[WHO], actor))


def _are_bodies(cuts: Sequence[Cut]) -> bool:
    """Whether pieces in the form of names are bodies: known ones, the same again and again, or beside a date."""
    parted = [parts for _, parts in cuts if any(name == WHO for name, _ in parts)]
    names = [words.text for parts in parted for name, words in parts if name == WHO]
    known = sum(bool(is_known(name) or _LABELLED.match(name) or _role_in_front(name)) for name in names)
    dated = sum(any(name == WHEN for name, _ in parts) for parts in parted)
    return bool(names) and (
        known >= _KNOWN * len(names) or dated >= _MOST * len(parted) or len({*names}) <= _KNOWN * len(names)
    )


def _bracketed(words: Words) -> tuple[Words, list[tuple[str, Words]]]:
    match = _BRACKETS.search(words.text)
    if match is None:
        return words, []
    inside = words[match.start("inside") : match.end("inside")]
    if _PUBLISHED.search(words.text):
        return words, []
    return words[: match.start()].strip(), _typed(inside)


def _typed(inside: Words) -> list[tuple[str, Words]]:
    """Pieces in brackets by what they hold; bodies that a comma parts stay one piece, which is parted as a cell is."""
    found: list[tuple[str, Words]] = []
    for part in inside.split(_PARTS):
        name = _sort_of(part.text.strip(" ."))
        if found and found[-1][0] == name == WHO:
            start = inside.text.index(found[-1][1].text)
            found[-1] = (WHO, inside[start : inside.text.index(part.text, start) + len(part.text)])
        else:
            found.append((name, part))
    return found


def _sort_of(text: str) -> str:
    """What a piece holds, told by its form; dates are tried before codes, but capitals alone are a name ("MID")."""
    if role := _role_in_front(text):
        return WHO if role in PARTIES else WHEN
    is_capital = text.isalpha() and text.isupper()
    if not is_capital and (is_date(text) or is_term(text)):
        return WHEN
    if is_status(text):
        return STATUS
    if not is_capital and why_undated(text):
        return WHEN
    if is_code(text) and re.search(r"[^\W\d_]", text):
        return CODE
    return WHO if _may_be_body(text) else _NOTE


def _role_in_front(text: str) -> str:
    """Who or when, where a label in front of a colon surely says so: "lead: Parks Team", "gereed: eind 2031"."""
    label, _, value = text.partition(":")
    role = label_role(label) if value.strip() and sureness(label) >= _SURE else ""
    return role if role in PARTIES | DATES else ""


def _may_be_body(text: str) -> bool:
    label = _LABELLED.match(text)
    name = _HELPED.split(text[label.end() :] if label else text)[0]
    acts = begins_with_verb if len(name.split()) <= _FEW_WORDS else says_what_to_do  # "Learning team"
    return (is_name(name) or (is_known(name) and not acts(name))) and not is_code(text)


def _dashed(words: Words) -> tuple[Words, list[tuple[str, Words]]]:
    if not _DASHES.search(words.text):
        return words, []
    parts = anchor_of(words).rest.split(_DASHES)
    if len(parts) < 2:
        return words, []
    parts = [piece for place, one in enumerate(parts) for piece in (_who_and_when(one) if place else [one])]
    kinds = [_kind_of(one.text, place) for place, one in enumerate(parts)]
    texts = [one for one, kind in zip(parts, kinds, strict=True) if kind == HEAD]
    if not texts:
        return words, []
    # the words of the title stand where they stood: from the first such part to the last
    first = words.text.index(texts[0].text)
    last = words.text.rindex(texts[-1].text) + len(texts[-1].text)
    inside = [k for k, one in zip(kinds, parts, strict=True) if first < words.text.index(one.text) < last and k != HEAD]
    if inside:
        return words, []
    start = 0 if kinds[0] == HEAD else first
    pieces = [(kind, one.strip(_AROUND)) for kind, one in zip(kinds, parts, strict=True) if kind != HEAD]
    return words[start:last].strip(), pieces


def _who_and_when(part: Words) -> list[Words]:
    """A part that names who and when with a comma between them, parted there; any other as it is."""
    typed = _typed(part)
    return [words for _, words in typed] if {name for name, _ in typed} == {WHO, WHEN} else [part]


def _kind_of(text: str, place: int) -> str:
    """What a part between dashes is; one in brackets of its own is a piece, whatever its words look like."""
    plain = text.strip(_AROUND + ":")
    sort = _sort_of(plain)
    if sort == WHEN:
        return WHEN if len(plain) < _LONGEST_PIECE else HEAD
    if sort == CODE or not place:
        return sort if sort == CODE else HEAD
    if sort in {WHO, STATUS}:
        return sort
    is_apart = re.fullmatch(r"\s*\([^()]{2,160}\)\s*", text)
    return WHO if is_apart and plain[:1].isupper() else HEAD


def _subjects(records: RecordSet, heads: Sequence[Field]) -> None:
    """Who will do it, where most titles are sentences that say so: "The Parks Team will plant ..."."""
    found = [subject_of(one.anchor.rest) for one in heads]
    names = [one.text for one in found if one]
    often = Counter(names)
    known = sum(is_known(name) or often[name] > 1 for name in names)
    if len(names) < 0.5 * len(heads) or known < _KNOWN * len(names):
        return
    for record, words in zip(records.records, found, strict=True):
        if words:
            record.fields.append(Field(WHO, Words(), words, record.get(HEAD)[0].leaf))


def closing_date(words: Words) -> FoundDeadline | None:
    """The deadline at the end of some words; a year alone in brackets is when a book came out."""
    return None if _PUBLISHED.search(words.text) else deadline_at_end(words)


def _without_bracket(words: Words) -> Words:
    """A title without who does it in brackets behind it: "Fit hearing loops by June 2027 (Estates)"."""
    title, parts = _bracketed(words)
    return title if parts and {name for name, _ in parts} == {WHO} else words


def _closing_dates(records: RecordSet, heads: Sequence[Field]) -> None:
    found = [closing_date(_without_bracket(one.words)) for one in heads]
    if sum(one is not None for one in found) < _LED_TO * len(heads):
        found = [one or deadline_at_end(head.words, is_bare=True) for one, head in zip(found, heads, strict=True)]
        if sum(one is not None for one in found) < _MOST * len(heads):
            return
    for record, one in zip(records.records, found, strict=True):
        if one:
            record.fields.append(Field(WHEN, Words(), one.words, record.get(HEAD)[0].leaf))
