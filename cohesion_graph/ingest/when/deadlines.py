"""Deadlines of every kind, found in the words of a cell and told apart where several stand in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.when.date_style import DateStyle
from cohesion_graph.ingest.when.dated_words import ANY_DATE, DatedWords
from cohesion_graph.ingest.when.dates import may_open
from cohesion_graph.ingest.when.deadline_forms import FORMS, FoundDeadline, unread
from cohesion_graph.ingest.when.deadline_patterns import LEAD_IN, NOUNS
from cohesion_graph.ingest.when.intervals import INTERVAL
from cohesion_graph.language.files import any_of, word_list
from cohesion_graph.language.notation import letters_of
from cohesion_graph.language.patterns import any_shown, compiled, tried
from cohesion_graph.language.phrases import says_nothing
from cohesion_graph.language.spoken import foreign_word
from cohesion_graph.model.codes import DeadlineKind

__all__ = ["FoundDeadline", "dates_led_to", "deadline_at_end", "find_deadlines", "is_deadline", "is_nearly_deadline"]

_SEPARATOR = re.compile(
    rf"(?:(?<=\s)|^)\(?(?:\d{{1,2}}|[a-h]|i{{1,3}}|iv|v)[.)](?=\s)|[\s,;/&.()•·|*-]+"
    rf"|\b{any_of('small.and', 'small.or', 'when.then', 'when.by')}\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[ \t]*\(([^()\n]{1,80})\)")
_START = re.compile(rf"(?<![^\W_])([^\W\d_]+)|(?<![^\W_])\d|<|{ANY_DATE}")
"""Where a deadline may begin: a word, whose letters are told, a number, a date, or "<"."""
_UNDATED = re.compile(r"[⁰¹²³⁴-⁹]+|[\u00ad\u200b\ufeff]+")
"""Marks of notes, and places where a word may be broken: no part of a date that they stand in or behind."""
_LONGEST_CELL = 500
"""Characters: what is longer is prose with dates in it, not a deadline."""


@lru_cache(50_000)
def is_deadline(text: str) -> bool:
    """Whether a text is one or more deadlines as a whole, nothing in it left unread.

    >>> is_deadline("March 2009 and ongoing"), is_deadline("Report by March 2009 to cabinet"), is_deadline("12")
    (True, False, False)
    """
    found, left = _apart_in(text)
    return bool(found) and not left


def is_nearly_deadline(text: str) -> bool:
    """Whether more of the words of a text are a deadline that can be read than are not.

    >>> is_nearly_deadline("First draft by June 2026"), is_nearly_deadline("Strategy 2026"), is_nearly_deadline("Parks")
    (True, False, False)
    """
    found, left = _apart_in(text)
    dated = sum(len(one.words.text.split()) for one in found if one.deadline.kind is not DeadlineKind.UNREAD)
    return dated > sum(len(one.text.split()) for one in left)


def find_deadlines(words: Words, style: DateStyle | None = None) -> list[FoundDeadline]:
    """The deadlines in a cell, in reading order; words that are none come back as one of kind *unread*.

    Words that say there is no deadline ("n/a", a dash) give an empty list.

    Args:
        words: What the cell says.
        style: How the document writes dates, where that is known: it settles what one date alone leaves open.
    """
    words = words.without(_UNDATED)
    if len(words) > _LONGEST_CELL:
        return [unread(words.strip())]
    if words.is_unbroken:  # the same few cells come again and again
        return [one.moved(words.place) for one in _in_text(words.text, style)]
    return _in_words(words, style)


@lru_cache(20_000)
def _in_text(text: str, style: DateStyle | None) -> list[FoundDeadline]:
    return _in_words(Words.of(text, 0), style)


def _in_words(words: Words, style: DateStyle | None) -> list[FoundDeadline]:
    found = _stated(words, style)
    return [_in_language(one, style.language) for one in found] if style else found


def _in_language(found: FoundDeadline, language: str) -> FoundDeadline:
    """A deadline, doubted where a word of it leads to dates in another language than the document's."""
    word = "" if found.is_unread or found.doubt else foreign_word(found.words.text, language)
    return replace(found, doubt=f"{word!r} leads to a date in another language than the document's.") if word else found


def _stated(words: Words, style: DateStyle | None) -> list[FoundDeadline]:
    if says_nothing(words.text) or not words.tidy:
        return []
    found, left = _apart(words, style)
    if not found:
        return [unread(words.strip())]
    if not left:
        return found
    if len(found) == 1:
        one = found[0]
        if re.fullmatch(r"\d{4}", one.words.text.strip()):
            # "Doddinoo 2000": a bare year beside a word that is no part of a date is as likely damage as a year
            return [unread(words.strip())]
        return [_beside(one, words.strip(), "; ".join(part.tidy for part in left))]
    others: list[FoundDeadline] = []
    for part in (part for part in left if re.search(r"\w{3}", part.tidy)):
        said = part.tidy.strip(" :;,")
        before = [number for number, one in enumerate(found) if one.words.place < part.place]
        if part.text.lstrip().startswith(":") and before:  # "2026: study; 2027: opening"
            found[before[-1]] = _beside(found[before[-1]], found[before[-1]].words, said)
        else:
            others.append(unread(part))
    return found + others


def _beside(found: FoundDeadline, said: Words, others: str) -> FoundDeadline:
    """A deadline with words beside it that were not understood."""
    doubt = found.doubt or f"The words beside the date ({others.strip(' ,;:–-')!r}) were not understood."
    return replace(found, words=said, doubt=doubt)


_AT_END = (
    rf"(?:\(\s*|\s[-–—]\s*|:\s+|,\s+|\s(?={any_shown('when.before-dates')}\s))(?P<when>{LEAD_IN}{ANY_DATE})\s*\)?\.?\s*$"
    rf"|\s(?P<often>{any_shown('when.basis')}\s+{INTERVAL}{NOUNS})\.?\s*$"
)


def deadline_at_end(words: Words, style: DateStyle | None = None, *, is_bare: bool = False) -> FoundDeadline | None:
    """The deadline with which a sentence closes: "Survey complete (June 2024)", "reported on a quarterly basis".

    Args:
        words: The sentence.
        style: How the document writes dates.
        is_bare: Whether nothing need lead to it; a year alone may then be of a name ("Strategy 2026").

    >>> deadline_at_end(Words("Survey complete - June 2024")).words.text
    'June 2024'
    >>> deadline_at_end(Words("Audit the accounts March – May 2031."), is_bare=True).words.text
    'March – May 2031'
    """
    words = words[-_LONGEST_CELL:]
    if is_bare:
        dates, left = _apart(words, style)
        last = dates[-1].words.text.strip() if dates and left else ""
        is_last = re.search(r"[^\W\d_]", last) and words.text.rstrip(" .)").endswith(last.rstrip(" .)"))
        return dates[-1] if is_last and not dates[-1].is_unread else None
    if not words.is_unbroken:
        return _at_end_of(words, style)
    found = _at_end_in(words.text, style)  # titles are asked as parts of several sets of records
    return found.moved(words.place) if found else None


@lru_cache(20_000)
def _at_end_in(text: str, style: DateStyle | None) -> FoundDeadline | None:
    return _at_end_of(Words.of(text, 0), style)


def _at_end_of(words: Words, style: DateStyle | None) -> FoundDeadline | None:
    dated = DatedWords.of(words, style)
    if not dated.has_dates and not compiled(any_shown("when.basis"), dated.text, re.IGNORECASE).search(dated.text):
        return None
    match = compiled(_AT_END, dated.text, re.IGNORECASE).search(dated.text)
    if match is None:
        return None
    found = find_deadlines(dated.said(match, "when" if match["when"] else "often"), style)
    found = [one for one in found if not one.words.text.replace(".", "").isdigit() or len(one.words) == len("2026")]
    return found[0] if len(found) == 1 and found[0].deadline.kind is not DeadlineKind.UNREAD else None


_LED_TO = rf"\b(?P<when>{any_shown('when.before-dates')}\s+{LEAD_IN}{ANY_DATE})"


def dates_led_to(words: Words) -> list[Words]:
    """The dates of a sentence with the words that lead to them: "by March 2031", "from the end of 2031".

    >>> [one.text for one in dates_led_to(Words("The desk will open by May 2031 and a second from June 2032"))]
    ['by May 2031', 'from June 2032']
    """
    if len(words) > _LONGEST_CELL or not re.search(r"\d", words.text):
        return []
    dated = DatedWords.of(words, None)
    found = compiled(_LED_TO, dated.text, re.IGNORECASE).finditer(dated.text) if dated.has_dates else ()
    return [dated.said(match, "when") for match in found]


@lru_cache(20_000)
def _apart_in(text: str) -> tuple[list[FoundDeadline], list[Words]]:
    return ([], []) if says_nothing(text) or len(text) > _LONGEST_CELL else _apart(Words(text), None)


def _apart(words: Words, style: DateStyle | None) -> tuple[list[FoundDeadline], list[Words]]:
    """The deadlines in some words, and what is left between them that neither parts nor labels them."""
    found: list[FoundDeadline] = []
    rest: list[Words] = []
    place = 0
    for matched, start, end in _matches(DatedWords.of(words, style)):
        if found and (label := _label_at(words.text, place, start)) is not None:
            matched[0] = _beside(matched[0], words[label:end].strip(), words[label:start].tidy)
            start = label
        rest.append(words[place:start])
        found += matched
        place = end
    rest.append(words[place:])
    return found, [part.strip() for part in rest if not _is_separator(part.text)]


def _label_at(text: str, start: int, end: int) -> int | None:
    """Where words begin that lead to a date on their line ("Phase 1:"); None if none stand before `end`."""
    said = text[start:end].rstrip()
    if not said.endswith(":") and not re.fullmatch(r"\s[–-]", said[-2:]):
        return None
    begin = max(said.rfind("\n"), said.rfind(";")) + 1
    return start + begin if re.search(r"\w", said[begin:]) else None


def _is_separator(text: str) -> bool:
    return not re.search(r"\w", text) or not re.search(r"\w", _SEPARATOR.sub("", text))


@cache
def _telling() -> frozenset[str]:
    """Every word of a deadline that is no small word: what has no digit and none of them states none."""
    small, said = (frozenset().union(*map(letters_of, word_list(name))) for name in ("small", "when"))
    return said - small


def _matches(words: DatedWords) -> Iterator[tuple[list[FoundDeadline], int, int]]:
    """Deadlines with their start and end in the words, the longest reading at each place."""
    at, text = 0, words.text
    if not words.has_dates and not re.search(r"\d", text) and _telling().isdisjoint(letters_of(text)):
        return
    forms = tuple(tried(FORMS, text))
    while start := _START.search(text, at):
        at = start.start()
        best: tuple[list[FoundDeadline], int] | None = None
        if start[1] is None or may_open(start[1]):
            for pattern, make in forms:
                match = pattern.match(text, at)
                if not match or match.end() == at or (best and match.end() <= best[1]):
                    continue
                if match.end() < len(text) and text[match.end()].isalnum() and text[match.end() - 1].isalnum():
                    continue
                if found := make(words, match):
                    best = found, match.end()
        if best is None:
            at = start.end() if start[1] else at + 1
            continue
        found, end = best
        if bracket := _BRACKET.match(text, end):
            # brackets tell about the date in front of them; they are never the date of another thing
            said = words.part(at, bracket.end())
            found[-1] = _beside(found[-1], said, words.said(bracket, 1).tidy)
            end = bracket.end()
        yield found, words.place(at), words.place(end)
        at = end
