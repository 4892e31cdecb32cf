"""How often: the intervals that words such as "quarterly", "every two years" or "three times a year" name."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re

from cohesion_graph.ingest.when.dates import DAY, MONTH
from cohesion_graph.model.timing import Recurrence

__all__ = ["INTERVAL", "NUMBER", "UNIT", "interval_of", "said_twice", "span_of"]

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), 1)} | {"a": 1, "an": 1}
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
"""A pattern (letter case ignored) for a number in digits or in a word."""
UNIT = r"(?:working\s)?(?:day|week|fortnight|month|year)s?"
"""A pattern (letter case ignored) for a unit of time."""
_EACH = r"(?:each|every|per|once (?:a|every|per))"
_REPEATED: tuple[tuple[str, str], ...] = (
    (r"bi-?\s?annual(?:ly)?(?:\sbasis)?", "P6M"),
    (r"(?:half[- ]yearly|semi-?\s?annual(?:ly)?|twice (?:a|per|each|every) year|twice yearly|twice annually)", "P6M"),
    (r"(?:biennial(?:ly)?|every (?:other|second) year|alternate years)", "P2Y"),
    (r"triennial(?:ly)?", "P3Y"),
    (rf"(?:annual(?:ly)?|yearly|{_EACH} (?:financial |calendar )?year|per annum|p\.a\.)", "P1Y"),
    (rf"(?:each|every)\s(?:{DAY}\s(?:of\s)?)?{MONTH}(?!\s?['’]?\d)", "P1Y"),
    (rf"(?:quarterly|{_EACH} quarter)", "P3M"),
    (r"(?:bi-?monthly|every (?:other|second) month|alternate months)", "P2M"),
    (rf"(?:monthly|{_EACH} (?:calendar )?month)", "P1M"),
    (r"(?:fortnightly|bi-?\s?weekly|every fortnight|every (?:other|second) week)", "P2W"),
    (rf"(?:weekly|{_EACH} week)", "P1W"),
    (r"(?:daily|(?:each|every) day)", "P1D"),
)
_EVERY_N = rf"every\s(?P<n>{NUMBER})\s(?P<u>{UNIT})"
_N_LY = rf"(?<![\d.])(?P<n>{NUMBER})[\s-](?P<u>year|month|week)ly"
_TIMES = rf"(?P<n>{NUMBER})\s?(?:times|x)\s(?:a|per|each|every|in a)\s(?:financial |calendar )?year"


def _nameless(pattern: str) -> str:
    return re.sub(r"[?]P<[a-z]>", "?:", pattern)


_WITH_NUMBERS = (_nameless(pattern) for pattern in (_EVERY_N, _N_LY, _TIMES))
INTERVAL = "(?:" + "|".join([*_WITH_NUMBERS, *(pattern for pattern, _ in _REPEATED)]) + ")"
"""A pattern (letter case ignored) that the intervals read here fit; it has no named groups."""


def interval_of(text: str) -> Recurrence | None:
    """The interval that words such as "every two years" name; None where they name none that can be kept.

    >>> [str(interval_of(words)) for words in ["Quarterly", "3-yearly", "three times a year", "five times a year"]]
    ['P3M', 'P3Y', 'P4M', 'None']
    """
    plain = text.strip().casefold()
    for pattern, duration in _REPEATED:
        if re.fullmatch(rf"(?:reviewed\s+)?{pattern}", plain):
            return Recurrence(duration)
    if match := re.fullmatch(_EVERY_N, plain) or re.fullmatch(_N_LY, plain):
        return span_of(match["n"], match["u"])
    if match := re.fullmatch(_TIMES, plain):
        times = _count(match["n"])
        return Recurrence(f"P{12 // times}M") if times and 12 % times == 0 else None
    return None


def _count(number: str) -> int:
    return _NUMBERS.get(number.casefold()) or (int(number) if number.isdigit() else 0)


def span_of(number: str, unit: str) -> Recurrence | None:
    """The span of so many units, given as words or digits; None for none and for a thousand or more.

    >>> str(span_of("two", "fortnights")), span_of("0", "days")
    ('P4W', None)
    """
    count, word = _count(number), unit.casefold()
    if "fortnight" in word:
        count, letter = count * 2, "W"
    else:
        letter = next(name[0].upper() for name in ("day", "week", "month", "year") if name in word)
    return Recurrence(f"P{count}{letter}") if 0 < count < 1000 else None


def said_twice(words: str) -> tuple[str, str]:
    """Note and doubt for the words that may mean twice in a time or once in two."""
    if re.search(r"(?i)bi-?\s?annual", words):
        return "'Biannually' is read as twice a year.", ""
    if often := re.search(r"(?i)bi-?\s?(month|week)ly", words):
        unit = often[1].casefold()
        return "", f"'Bi{unit}ly' may mean every two {unit}s or twice a {unit}."
    return "", ""
