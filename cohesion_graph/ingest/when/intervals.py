"""How often: the intervals that words such as "quarterly", "every two years" or "three times a year" name."""

from __future__ import annotations

import re

from cohesion_graph.ingest.when.dates import DAY, MONTH
from cohesion_graph.language.files import entries, word_list
from cohesion_graph.language.notation import alternation, phrases
from cohesion_graph.language.patterns import any_shown, compiled
from cohesion_graph.model.timing import Recurrence

__all__ = ["INTERVAL", "INTERVAL_LISTS", "NUMBER", "UNIT", "interval_of", "said_twice", "span_of"]

_NUMBERS = {
    **{word: number for listed in entries("when.numbers") for number, word in enumerate(phrases(listed), 1)},
    **dict.fromkeys(word_list("when.single"), 1),
}
NUMBER = rf"(?:\d{{1,3}}|{any_shown('when.numbers')}|{any_shown('when.single')})"
"""A pattern (letter case ignored) for a number in digits or in a word."""
UNIT = rf"(?:{any_shown('when.working')}\s)?{any_shown('when.units')}"
"""A pattern (letter case ignored) for a unit of time."""
_EACH_MONTH = rf"{any_shown('when.every')}\s(?:{DAY}\s(?:{any_shown('when.of')}\s)?)?{MONTH}(?!\s?['’]?\d)"
_REPEATED = (
    *(
        (any_shown(f"when.repeated.{duration}"), duration)
        for listed in entries("when.repeated")[:1]
        for duration in listed
    ),
    (_EACH_MONTH, "P1Y"),
)
_EVERY_N = rf"{any_shown('when.every')}\s(?P<n>{NUMBER})\s(?P<u>{UNIT})"
_N_LY = rf"(?<![\d.])(?P<n>{NUMBER})[\s-](?P<u>{any_shown('when.units')}){any_shown('when.ly')}"
_TIMES = rf"(?P<n>{NUMBER})\s?{any_shown('when.times')}\s{any_shown('when.per')}\s{any_shown('when.year')}"


def _nameless(pattern: str) -> str:
    return re.sub(r"[?]P<[a-z]>", "?:", pattern)


_WITH_NUMBERS = (_nameless(pattern) for pattern in (_EVERY_N, _N_LY, _TIMES))
INTERVAL = "(?:" + "|".join([*_WITH_NUMBERS, *(pattern for pattern, _ in _REPEATED)]) + ")"
"""A pattern (letter case ignored) that the intervals read here fit; it has no named groups."""
INTERVAL_LISTS = ("when.every", "when.ly", "when.times", "when.repeated")
"""The lists of which each interval has an entry."""
_REVIEWED = rf"(?:{any_shown('when.reviewed')}\s+)?"


def interval_of(text: str) -> Recurrence | None:
    """The interval that words such as "every two years" name; None where they name none that can be kept.

    >>> [str(interval_of(words)) for words in ["Quarterly", "3-yearly", "three times a year", "five times a year"]]
    ['P3M', 'P3Y', 'P4M', 'None']
    """
    plain = compiled(_REVIEWED, text).sub("", text.strip().casefold(), count=1)
    for pattern, duration in _REPEATED:
        if compiled(pattern, plain).fullmatch(plain):
            return Recurrence(duration)
    for pattern in (_EVERY_N, _N_LY):
        if match := compiled(pattern, plain).fullmatch(plain):
            return span_of(match["n"], match["u"])
    if match := compiled(_TIMES, plain).fullmatch(plain):
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
    count, word = _count(number), unit.casefold().split()[-1]
    name = next(name for units in entries("when.units") for name, words in units.items() if _is_of(word, words))
    if name == "fortnight":
        count, name = count * 2, "week"
    return Recurrence(f"P{count}{name[0].upper()}") if 0 < count < 1000 else None


def _is_of(word: str, forms: str) -> bool:
    return bool(re.fullmatch(alternation(forms), word))


def said_twice(words: str) -> tuple[str, str]:
    """Note and doubt for the words that may mean twice in a time or once in two."""
    for name, forms in (pair for listed in entries("when.twice-or-half") for pair in listed.items()):
        if re.search(rf"(?i){alternation(forms)}", words):
            if name == "annual":
                return "'Biannually' is read as twice a year.", ""
            return "", f"'Bi{name}ly' may mean every two {name}s or twice a {name}."
    return "", ""
