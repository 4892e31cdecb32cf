"""What a value looks like by itself: a date, a number, a mark, a code, a status, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.leaves import Leaf
from cohesion_graph.ingest.when.deadlines import is_deadline, is_nearly_deadline
from cohesion_graph.ingest.when.periods import is_mark as is_printed_mark
from cohesion_graph.ingest.who.officers import may_be_person
from cohesion_graph.language import phrases
from cohesion_graph.language.files import any_of
from cohesion_graph.language.phrases import is_status, is_term

__all__ = [
    "figures_begin_below",
    "is_code",
    "is_date",
    "is_mark",
    "is_name",
    "is_number",
    "is_only_date",
    "is_person",
    "is_reach",
    "is_status",
    "is_term",
]

_CODE = re.compile(r"[\[(]?(?=\S*\d)[A-Za-z]{0,6}[-. ]?[A-Za-z]{0,4}[-._]?\d{1,4}(?:[-._/]?[A-Za-z0-9])*[\])]?[.:]?")
_NUMBER = re.compile(r"[\d\W]*|(?!\d+\. )[\d.,%€$£ ]+\w{0,12}(?:\.\s?\w{1,3}\.?)?")
_REACH = re.compile(r"https?://|www\.|\S@\S+\.\w|\b\d{3,5}[ -]?\d{5,}")
_DEEDS = re.compile(rf"(?i)\b{any_of('when.deeds')}\b")
_WEEKDAY = re.compile(rf"(?i)\s*{any_of('when.weekdays')}\s*")
_LONGEST_DATE = 120
_LONGEST_NAME = 160
_MOST_WORDS_OF_DATE = 7
_FEWEST_ROWS = 4
"""Of headings and data from which the form of the first row tells."""


@lru_cache(100_000)
def is_date(text: str) -> bool:
    """Whether a text is a date or a deadline; tried before codes, since a day may have the form of one."""
    text = text.strip()
    if not text or len(text) > _LONGEST_DATE or not re.search(r"\d|[a-z]{3}", text):
        return False
    return is_nearly_deadline(text)


def is_only_date(words: Words) -> bool:
    """Whether words are nothing but a date or a term: what is done is never called so.

    "Launch May 2031" and "Annual review" name what is done as well.
    """
    text = words.text.strip(" *_:\n")
    if len(text.split()) > _MOST_WORDS_OF_DATE or _DEEDS.search(text):
        return False
    return is_term(text) or (bool(re.search(r"\d", text)) and is_deadline(text))


@lru_cache(50_000)
def is_code(text: str) -> bool:
    """Whether a text can be a printed reference and is no date."""
    return bool(_CODE.fullmatch(text.strip())) and not is_date(text)


def is_number(text: str) -> bool:
    """Whether a text is a number, with or without a unit; a day in figures is none, nor is "2027 Q1"."""
    return bool(_NUMBER.fullmatch(text.strip())) and not (re.search(r"\d[\W年]\d|[^\W\d]", text) and is_date(text))


def is_mark(text: str) -> bool:
    """Whether a text only marks: a tick, a cross, "Yes"."""
    return is_printed_mark(text) or text.strip().casefold() == "no"


def is_reach(text: str) -> bool:
    """Whether a text says how somebody is reached: an address, a number."""
    return bool(_REACH.search(text))


def figures_begin_below(rows: Sequence[Sequence[Leaf]]) -> bool:
    """Whether a first row heads the others by its form: no figure in it, and one in every cell of a column below it.

    So are headings told whose words no language file knows; of the rest of the columns nothing is asked.
    """
    if len(rows) < _FEWEST_ROWS or any(re.search(r"\d", leaf.words.text) for leaf in rows[0]):
        return False
    columns: dict[int, list[bool]] = {leaf.column: [] for leaf in rows[0]}
    for leaf in (leaf for row in rows[1:] for leaf in row):
        if leaf.column in columns:
            columns[leaf.column].append(bool(re.search(r"\d", leaf.words.text)))
    return len(columns) > 1 and any(all(has) and len(has) >= 0.8 * (len(rows) - 1) for has in columns.values())


@lru_cache(50_000)
def is_person(text: str) -> bool:
    """Whether the first name in a text may be a person's."""
    return may_be_person(re.split(r"[,\n(–]", text)[0].strip())


@lru_cache(50_000)
def is_name(text: str) -> bool:
    """Whether a text has the form of names: capitals in front of all words but small ones, no number."""
    if len(text) > _LONGEST_NAME or re.search(r"\d", text) or _WEEKDAY.fullmatch(text):
        return False
    words = re.findall(r"[^\s,;/()]+", text)
    large = [word for word in words if word.casefold() not in phrases.small_words() and word not in "&-/–"]
    capitals = sum(word[0].isupper() for word in large)
    return bool(large) and capitals >= 0.8 * len(large) and (len(words) > 1 or text.isupper() or len(text) > 3)
