"""Bodies and dates inside what a record begins with: in brackets, behind a dash, as the subject, at the end.

A piece is taken only where most records of the set have one of its sort: what one title happens to hold is no column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cohesion_graph.documents.words import Words, word_set
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.records import HEAD, Field, RecordSet
from cohesion_graph.ingest.mining.values import is_code, is_date, is_name, is_person, is_term
from cohesion_graph.ingest.when.deadlines import deadline_at_end
from cohesion_graph.language import phrases

__all__ = ["WHEN", "WHO", "pieces_of"]

WHO = "#who"
WHEN = "#when"
_NOTE = "#note"
_MOST = 0.6
"""Share of the records that must have a piece of a sort."""
_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{2,160})[)\]]\s*\.?\s*$")
_PARTS = re.compile(r"\s*[;|/]\s*|\s*,\s+|\s+[–—-]\s+|\n+")
_DASHES = re.compile(r"\s+[–—|-]\s+(?![^(]*\))|\s*\|\s*|\t+")
_ORDER = re.compile(r"(?:First|Second|Third|Then|Next|Finally|Lastly|Also|In addition|Later)\b,?\s+")
_WILL = re.compile(r"\s(?:will|shall|must|is to|are to|has to|agrees to|commits to)\s+(?=\w)")
_LONGEST_SUBJECT = 12
"""Words."""
_REACH = 140
"""Characters from the start within which a sentence says who will."""
_NO_SUBJECT = word_set("this these those it we they there in by you i he she each everyone")


def pieces_of(records: RecordSet) -> None:
    """Part the records' anchors into pieces, where most of them have pieces of a sort."""
    heads = [one for record in records.records for one in record.get(HEAD)]
    if len(heads) < 2 or len(heads) < len(records.records):
        return
    for cut in (_bracketed, _dashed):
        _take(records, heads, cut)
    if not any(one.name == WHO for record in records.records for one in record.fields):
        _subjects(records, heads)
    if not any(one.name == WHEN for record in records.records for one in record.fields):
        _closing_dates(records, heads)


def _take(
    records: RecordSet, heads: Sequence[Field], cut: Callable[[Words], tuple[Words, list[tuple[str, Words]]]]
) -> None:
    cuts = [cut(one.words) for one in heads]
    typed = sum(any(name in {WHO, WHEN} for name, _ in parts) for _, parts in cuts)
    if typed < _MOST * len(heads) or any(not title for title, _ in cuts):
        return
    for record, (title, parts) in zip(records.records, cuts, strict=True):
        head = record.get(HEAD)[0]
        place = record.fields.index(head)
        record.fields[place] = Field(HEAD, head.label, title, head.leaf)
        record.fields[place + 1 : place + 1] = [Field(name, Words(), words, head.leaf) for name, words in parts]


def _bracketed(words: Words) -> tuple[Words, list[tuple[str, Words]]]:
    match = _BRACKETS.search(words.text)
    if match is None:
        return words, []
    inside = words[match.start("inside") : match.end("inside")]
    return words[: match.start()].strip(), _typed(inside)


def _typed(inside: Words) -> list[tuple[str, Words]]:
    """Pieces in brackets by what they hold; bodies that a comma parts stay one piece, which is parted as a cell is."""
    found: list[tuple[str, Words]] = []
    for part in inside.split(_PARTS):
        text = part.text.strip(" .")
        name = WHEN if is_date(text) or is_term(text) else WHO if _may_be_body(text) else _NOTE
        if found and found[-1][0] == name == WHO:
            start = inside.text.index(found[-1][1].text)
            found[-1] = (WHO, inside[start : inside.text.index(part.text, start) + len(part.text)])
        else:
            found.append((name, part))
    return found


def _may_be_body(text: str) -> bool:
    label = re.match(r"(?i)(?:lead|led by|by|owner|responsible|with)[: ]+", text)
    return is_name(text[label.end() :] if label else text) and not is_code(text)


def _dashed(words: Words) -> tuple[Words, list[tuple[str, Words]]]:
    rest = anchor_of(words).rest
    parts = rest.split(_DASHES)
    if len(parts) < 2:
        return words, []
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
    return words[start:last].strip(), [(kind, one) for kind, one in zip(kinds, parts, strict=True) if kind != HEAD]


def _kind_of(text: str, place: int) -> str:
    if is_date(text.rstrip(":.")) and len(text) < 60:
        return WHEN
    return WHO if place and _may_be_body(text) else HEAD


def _subjects(records: RecordSet, heads: Sequence[Field]) -> None:
    """Who will do it, where most titles are sentences that say so: "The Parks Team will plant ..."."""
    found = [_subject(anchor_of(one.words).rest) for one in heads]
    if sum(one is not None for one in found) < 0.5 * len(heads):
        return
    for record, words in zip(records.records, found, strict=True):
        if words:
            record.fields.append(Field(WHO, Words(), words, record.get(HEAD)[0].leaf))


def _subject(words: Words) -> Words | None:
    """Who a sentence says will do something, where the words in front of "will" have the form of a name."""
    order = _ORDER.match(words.text)
    start = order.end() if order else 0
    will = _WILL.search(words.text, start, _REACH)
    subject = words[start : will.start()].strip() if will else Words()
    tokens = re.findall(r"[^\s,()]+", subject.text)
    if not 0 < len(tokens) <= _LONGEST_SUBJECT or not _is_actor(subject.text):
        return None
    if article := re.match(r"(?:the|all)\s+(?=\S)", subject.text, re.IGNORECASE):
        subject = subject[article.end() :]
        tokens = tokens[1:]
    large = [one for one in tokens if one.casefold() not in phrases.small_words() and one != "&"]
    return subject if large and all(one[:1].isupper() for one in large) else None


def _is_actor(text: str) -> bool:
    plain = re.sub(r"^(?:the|all)\s+", "", text, flags=re.IGNORECASE)
    first = plain.split(" ")[0].casefold()
    return first not in _NO_SUBJECT and not is_person(plain) and (" " in plain or plain.isupper() or plain != text)


def _closing_dates(records: RecordSet, heads: Sequence[Field]) -> None:
    found = [deadline_at_end(one.words) for one in heads]
    if sum(one is not None for one in found) < 0.34 * len(heads):
        return
    for record, one in zip(records.records, found, strict=True):
        if one:
            record.fields.append(Field(WHEN, Words(), one.words, record.get(HEAD)[0].leaf))
