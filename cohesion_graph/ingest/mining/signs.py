"""What speaks for a set of records as a plan, and what against it: each sign by the name of its weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from typing import Any

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.anchors import anchor_of
from cohesion_graph.ingest.mining.counted_on import WHOLE
from cohesion_graph.ingest.mining.leaves import LeafKind, key_of
from cohesion_graph.ingest.mining.lexicon import DATES, ITEMS, PARTIES, label_role
from cohesion_graph.ingest.mining.pieces import closing_date
from cohesion_graph.ingest.mining.records import BY_LABEL, BY_VALUES, PIECES, UNDER, FieldColumn, RecordSet
from cohesion_graph.ingest.mining.roles import DONE_ON
from cohesion_graph.ingest.mining.values import is_person, is_reach
from cohesion_graph.ingest.records.columns import are_of_risks
from cohesion_graph.ingest.records.told_by_cells import names_bodies
from cohesion_graph.language.files import any_of

__all__ = ["signs_of"]

_SAMPLE = 60
"""Titles that are looked at."""


def signs_of(records: RecordSet, headings: Counter[str]) -> dict[str, float]:
    """What speaks for a plan and against it, by the names of the weights, each from 0 to 1.

    Args:
        records: A set whose columns, roles, title and tier are told.
        headings: How often each heading stands in the document.
    """
    count, title = len(records.records), records.columns[records.title]
    texts = [" ".join(texts) for texts in list(title.values.values())[:_SAMPLE]]
    who, when = _best(records, PARTIES), _best(records, DATES)
    when = max(when, _share(texts, _has_date))
    told = {
        "who": who,
        "when": when,
        "status": _best(records, {"status", "note"}),
        "measure": _best(records, {"milestone", "measure", "outcome"}),
        "reference": max(_best(records, {"reference"}), _numbered(records)),
        "resource": _best(records, {"cost"}),
        "need": _best(records, {"need"}),
    }
    told |= _against(records, texts, headings)
    verb, view, asked = title.features["verb"], records.view, _share(texts, lambda text: text.rstrip().endswith("?"))
    is_other = title.role not in _CALLED and verb < _FEW and when < _SELDOM
    signs = {
        f"called {records.tier}": bool(records.tier) and (view != "rows" or records.tier == "goal"),
        "labels explained": _are_explained(records),
        "unknown headings": _is_unheaded(records),
        "nothing to do": view == "rows" and is_other,
        "running text": view in {"paragraphs", "sentences"},
        "a long list of verbs": view == "items" and verb >= _MOSTLY and who + when == 0 and count >= 20,
        "counted over sections": view == "items" and records.name.endswith(WHOLE) and verb >= _HALF,
        "below actions": records.name.endswith("below actions") and (view == "items" or verb >= _RARE),
        "without headings": records.name.startswith("without headings"),
        "questions": not who and not when and asked > 0.5,
        "answers": sum(map(_is_long_question, records.columns.values())) >= _SEVERAL,
        "the same again": bool(who) and count >= 4 and title.features["distinct"] < 0.34,
    }
    roles = [one.role for one in records.columns.values()]
    compares = view == "rows" and len(roles) > 1 and set(roles) == {title.role}  # one thing beside another
    if records.tier != "action" or compares:
        said = who + when + _best(records, {"need"})
        told["nobody and no date"] = max(0.0, 1 - said / _ENOUGH)
    return told | {sign: 1.0 for sign, is_told in signs.items() if is_told}


def _against(records: RecordSet, texts: list[str], headings: Counter[str]) -> dict[str, float]:
    """What speaks against a plan: contents, people, definitions, addresses, numbers, lists of links."""
    title = records.columns[records.title]
    told = _of_days(records)
    plain = [key_of(re.sub(r"[\s.·]*\d*$", "", anchor_of(Words(text)).rest.text)) for text in texts]
    own = sum(one.anchor is not None and one.anchor.kind is LeafKind.HEADING for one in records.records)
    limit = 1 if records.view in {"headings", "numbered"} or 2 * own > len(records.records) else 0
    again = _share(plain, lambda text: headings[text] > limit)
    if again > 0.5 and records.view in {"items", "bold", "paragraphs", "cycle", "labelled"}:
        told["contents"] = 1.0
    if _share(texts, lambda text: is_person(re.split(r"[,\n(–-]", text)[0].strip())) > 0.5 and len(texts) > 2:
        told["people"] = 1.0
    if _share(texts, lambda text: bool(_DEFINES.match(text))) > 0.5:
        told["definitions"] = 1.0
    roles = Counter(one.role for one in records.columns.values())
    labels = [one.label.tidy for one in records.columns.values()]
    registered = sum(_REGISTERS.fullmatch(label) is not None for label in labels)
    is_of_things = registered > (title.role == "action")
    if are_of_risks(labels) and not records.roles() & DATES:
        told["register of risks"] = 1.0
    if roles["risk"] > 1 or title.role == "risk" or is_of_things:
        told["register"] = 1.0
    is_named = len(texts) > 2 and title.role not in _CALLED and title.features["verb"] < _FEW
    are_bodies = is_named and _share(texts, names_bodies) > _MOSTLY
    if roles["place"] > 1 or (roles["place"] and roles["contact"] > 1) or _lists_bodies(records) or are_bodies:
        told["directory"] = 1.0
    parties = [one for one in records.columns.values() if one.role in PARTIES]
    if _best(records, PARTIES) >= _SELDOM and all(map(_holds_sentences, parties)):
        told["sentences for bodies"] = 1.0
    if title.features["words"] < 1.6 and not records.says_who:
        told["single words"] = 1.0
    if title.role in {"outcome", "cost", "note", "measure", "risk"} or title.features["number"] > 0.5:
        told["figures"] = 1.0
    if _share(texts, is_reach) > 0.3:
        told["addresses"] = 1.0
    return told


def _of_days(records: RecordSet) -> dict[str, float]:
    """What days and times of day tell: when something was, is held, or was done, not when it is due."""
    others = [one for name, one in records.columns.items() if name != records.title]
    dated = [one.label.text for one in others if one.role in DATES and one.name != UNDER]
    are_any = bool(dated) and all(map(_ANY_DATE.fullmatch, dated))
    are_entries = (are_any or UNDER in records.columns) and records.columns[records.title].features["verb"] < _RARE
    were_done = not dated and any(DONE_ON.fullmatch(one.label.tidy) and one.features["filled"] == 1 for one in others)
    told = {"dated entries": are_entries, "done already": were_done, "hours": any(_are(one, _HOUR) for one in others)}
    return {sign: 1.0 for sign, is_told in told.items() if is_told}


def _are(column: FieldColumn, form: re.Pattern[str]) -> bool:
    texts = [text for listed in column.values.values() for text in listed]
    return len(texts) > 2 and all(map(form.fullmatch, texts))


def _lists_bodies(records: RecordSet) -> bool:
    """Whether rows begin with a body each and say how it is reached, but neither when nor, under a heading, what."""
    first, roles = next(iter(records.columns.values())), {one.role for one in records.columns.values()}
    is_key = first.role in PARTIES and first.features["distinct"] == 1 and first.features["filled"] == 1
    return records.view == "rows" and is_key and "contact" in roles and not roles & (DATES | _DONE)


_DONE = ITEMS - {"description"}
_DIGIT = re.compile(r"\d")


def _is_long_question(column: FieldColumn) -> bool:
    """Whether a column is headed by a whole question: it holds the answers to a questionnaire."""
    label = column.label.tidy
    return label.endswith("?") and len(label.split()) > _LONGEST_OF_HEADINGS


_SEVERAL = 3
_LONGEST_OF_HEADINGS = 8
"""Words: "How will we know it is done, and by when?" heads a column of a plan."""


def _are_explained(records: RecordSet) -> bool:
    """Whether what stands for deadlines names them, and is none: instructions ("Date by which it is done")."""
    dated = [one for one in records.columns.values() if one.role == "deadline" and one.name not in PIECES]
    texts = [text for one in dated for listed in one.values.values() for text in listed]
    return (
        len(texts) > 1
        and not any(one.features["date"] for one in dated)
        and all(label_role(text) in DATES and _is_prose(text) and not _DIGIT.search(text) for text in texts)
    )


def _is_unheaded(records: RecordSet) -> bool:
    """Whether no language knows a heading of a table whose values tell two days, and neither bodies nor a span."""
    is_known = any(one.why == BY_LABEL for one in records.columns.values())
    days = [one for one in records.columns.values() if one.role == "deadline" and one.why == BY_VALUES]
    return not is_known and len(days) > 1 and not records.roles() & PARTIES


def _holds_sentences(column: FieldColumn) -> bool:
    """Whether a column's values are as long as no list of names, or few words have a capital: names do, prose not."""
    texts, length = [text for listed in column.values.values() for text in listed], column.features["words"]
    return length > _LONGEST_OF_NAMES or (length > 5 and sum(map(_is_prose, texts)) >= 0.8 * len(texts))


_LONGEST_OF_NAMES = 40
"""Words that the bodies of one thing have at most, on the average."""


def _is_prose(text: str) -> bool:
    words = text.split()[1:]
    return sum(word[0].isupper() for word in words) <= 0.2 * len(words)


_MOSTLY = 0.7
_ENOUGH = 0.25
"""Share of the records that say who or when from where it is no matter that the others do not."""
_SELDOM = 0.1
"""Share of the records with a value of bodies, below which these tell nothing of the whole set."""
_FEW, _RARE, _HALF = 0.2, 0.4, 0.5
"""Share of titles that begin with a verb, below which a set may be one of things that were, or are, somewhere."""
_CALLED = frozenset({"action", "milestone", "goal"})
_ANY_DATE = re.compile(rf"(?i)\s*{any_of('other-tables.any-date')}\s*")
"""The heading of a date that may be any: of an event, a decision, an entry."""
_REGISTERS = re.compile(rf"(?i){any_of('other-tables.registers')}")
_HOUR = re.compile(
    r"(?i)\W*\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s*[-–]\s*\d{1,2}[:.h]\d\d)?(?:\s?[ap]\.?m\.?|\s?uhr)?\W*"
)
_DEFINES = re.compile(r"[^.]{2,50}\b(?:is an?|are|means|refers to|stands for)\b")
_YEAR = re.compile(r"(?i)\b(?:by|until|from|before|in|during|end of)\b[^.]{0,25}\b20\d\d\b")


def _has_date(text: str) -> bool:
    return bool(_YEAR.search(text)) or (len(text) < 500 and closing_date(Words(text)) is not None)


def _share(texts: list[str], test: Any) -> float:
    return sum(bool(test(text)) for text in texts) / max(1, len(texts))


def _best(records: RecordSet, roles: AbstractSet[str]) -> float:
    """How far the best column of some roles is filled."""
    return max(
        (
            one.features["filled"]
            for name, one in records.columns.items()
            if one.role in roles and name != records.title
        ),
        default=0.0,
    )


def _numbered(records: RecordSet) -> float:
    anchors = [one.anchor for one in records.records if one.anchor]
    return sum(bool(one.anchor.number) or bool(re.search(r"\d", one.marker)) for one in anchors) / max(
        1, len(records.records)
    )
