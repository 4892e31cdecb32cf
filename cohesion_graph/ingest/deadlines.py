"""Deadlines of every kind, found in the words of a cell and told apart where several stand in a row."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cohesion_graph.ingest.dates import DATE, read_date
from cohesion_graph.ingest.words import Words
from cohesion_graph.model.codes import DeadlineKind
from cohesion_graph.model.timing import Deadline, Recurrence

__all__ = ["FoundDeadline", "deadline_at_end", "find_deadlines", "interval_of", "is_deadline"]


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """One deadline: its words, what they mean, and what about them is uncertain."""

    words: Words
    deadline: Deadline
    aligned_name: Words | None = None
    """The instrument whose timetable decides; `deadline` then is a stand-in of kind *unread* until it has an id."""
    note: str = ""
    doubt: str = ""
    alternatives: tuple[str, ...] = ()


_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), 1)} | {"a": 1, "an": 1}
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?:working\s)?(?:day|week|fortnight|month|year)s?"
_REPEATED: tuple[tuple[str, str], ...] = (
    (r"bi-?\s?annual(?:ly)?(?:\sbasis)?", "P6M"),
    (r"(?:half[- ]yearly|six[- ]monthly|6[- ]monthly|twice (?:a|per|each) year|twice yearly)", "P6M"),
    (r"biennial(?:ly)?", "P2Y"),
    (r"(?:annual(?:ly)?|yearly|(?:each|every|per|once a) (?:financial |calendar )?year|per annum|p\.a\.)", "P1Y"),
    (r"(?:quarterly|(?:each|every|per|once a) quarter)", "P3M"),
    (r"bi-?monthly", "P2M"),
    (r"(?:monthly|(?:each|every|per|once a) month)", "P1M"),
    (r"(?:fortnightly|every fortnight)", "P2W"),
    (r"(?:weekly|(?:each|every|per|once a) week)", "P1W"),
    (r"(?:daily|(?:each|every) day)", "P1D"),
)
_EVERY_N = rf"every\s(?P<n>{_NUMBER})\s(?P<u>{_UNIT})"
_INTERVAL = (
    "(?:"
    + "|".join(pattern for pattern, _ in _REPEATED)
    + "|"
    + _EVERY_N.replace("?P<n>", "?:").replace("?P<u>", "?:")
    + ")"
)
_LEAD_IN = (
    r"(?:(?:to be |for |in |aim(?:ed)? (?:for|to complete by) )?"
    r"(?:complete[d]?|completion|finish(?:ed)?|deliver(?:ed|y)?|due|achieved?|approved?|launch(?:ed)?|agreed|review(?:ed)?|"
    r"target(?: date)?|deadline|report(?:ed)?|start(?:ed|s)?|commenc\w+|implement(?:ed|ation)?|initial(?:ly)?|first|draft|final)"
    r"\s*(?:[:–-]\s*)?)?"
    r"(?:(?:by|before|in|no later than|not later than|until|till|up to|to|on|at|from|since|starting|around|circa|approx\.?|estimated|expected)\s+)?"
    r"(?:the\s+)?(?:(?:end|close|start|beginning|middle)\s+(?:of\s+)?(?:the\s+)?)?(?:(?:financial|fiscal|calendar|municipal|academic)\s+)?"
    r"(?:year\s+(?:ending\s+)?)?"
)
_ONGOING = (
    r"(?:on-?\s?going|continu(?:ous(?:ly)?|al(?:ly)?|ing|es)|rolling(?:\sprogramme)?|business as usual|BAU|open[- ]ended|permanent(?:ly)?|indefinite(?:ly)?|"
    r"throughout(?:\s(?:the\s)?(?:lifetime of the\s|life of the\s)?(?:plan|strategy|year|period|programme)(?:\speriod)?)?|"
    r"(?:for the )?(?:lifetime|duration|life) of (?:the )?(?:plan|strategy|programme))"
)
_THEN = r"[\s,;/&+(–-]*(?:and\s+|then\s+|thereafter\s+|followed by\s+|with\s+)*"
_RANGE = r"\s*(?:-|–|—|to|until|till|through to|through)\s*(?:(?:the\s+)?end\s+(?:of\s+)?)?"

_DATED = re.compile(
    rf"(?P<lead>{_LEAD_IN})(?P<date>{DATE})(?:{_RANGE}(?P<end>{DATE}))?"
    rf"(?:(?P<onwards>\s*(?:onwards?|\+(?!\w)|and (?:beyond|after)))"
    rf"|(?:\s*(?:,|and|then|;|&|/|\()+\s*(?:then\s+|thereafter\s+|every\s+)?(?P<recurs>(?:reviewed\s+)?{_INTERVAL})\)?(?:\sthereafter)?)"
    rf"|(?:\s*(?:,|and|then|;|&|/|\()+\s*(?:then\s+)?(?P<ongoing>{_ONGOING})\)?(?:\sthereafter)?)"
    rf"|(?P<bare>\s+{_INTERVAL}(?:\sthereafter)?))?",
    re.IGNORECASE,
)
_RECURRING = re.compile(
    rf"(?:reviewed\s|reported\s|updated\s|on an?\s)?(?P<every>{_INTERVAL})(?:\s(?:basis|review|update|report)s?)?"
    rf"(?:\s*[-,(–]?\s*(?:starting\s+|beginning\s+|commencing\s+)?(?:from|in|since|starting|beginning)\s+(?P<from>{DATE})\)?)?"
    rf"(?:\s*(?:to|until|till|-|–)\s*(?P<to>{DATE}))?",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"(?P<ongoing>{_ONGOING})(?:\s*[-,(–]?\s*(?:from|since|starting)\s+(?P<from>{DATE})\)?)?"
    rf"(?:\s*[-,(–]?\s*(?:to|until|till)\s+(?:(?:the\s)?end of\s+)?(?P<to>{DATE})\)?)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"(?:(?:with)?in\s+)?(?:the\s+)?(?:next\s+|first\s+)?(?P<low>{_NUMBER})(?:\s?(?:-|–|to)\s?(?P<high>{_NUMBER}))?[\s-](?P<unit>{_UNIT})\b"
    r"(?:\s+(?:of|from|after|following)\s+(?P<after>[^;,\n.]{2,80}))?",
    re.IGNORECASE,
)
_ALIGNED = re.compile(
    r"(?i:in (?:line|accordance) with|as per|aligned (?:to|with)|dependent on|subject to|linked to|to coincide with|per)\s+"
    r"(?:the\s+)?(?P<name>[^;\n]*?[A-Z][^;\n]*)",
)
_SEPARATOR = re.compile(r"[\s,;/&.()•·|*-]+|\b(?:and|or|then|by)\b", re.IGNORECASE)
_NOTHING = re.compile(r"(?i)\s*(?:n/?a|not applicable|none|nil|-+|–|—|\.+|\?)?\s*")


_LONGEST_CELL = 500
"""Characters: what is longer is prose with dates in it, not a deadline."""


def interval_of(text: str) -> Recurrence | None:
    """The interval that words such as "every two years" name; None where they name none."""
    plain = text.strip().casefold()
    for pattern, duration in _REPEATED:
        if re.fullmatch(rf"(?:reviewed\s+)?{pattern}", plain):
            return Recurrence(duration)
    if match := re.fullmatch(_EVERY_N, plain):
        return _span(match["n"], match["u"])
    return None


def is_deadline(text: str) -> bool:
    """Whether a text is one or more deadlines as a whole, nothing in it left unread.

    >>> is_deadline("March 2009 and ongoing"), is_deadline("Report by March 2009 to cabinet"), is_deadline("12")
    (True, False, False)
    """
    if _NOTHING.fullmatch(text) or len(text) > _LONGEST_CELL:
        return False
    found, left = _apart(Words(text))
    return bool(found) and not left


def find_deadlines(words: Words) -> list[FoundDeadline]:  # noqa: PLR0911 - each return is one kind of cell
    """The deadlines in a cell, in reading order; words that are none come back as one of kind *unread*.

    Words that say there is no deadline ("n/a", a dash) give an empty list.
    """
    if _NOTHING.fullmatch(words.text) or not words.tidy:
        return []
    if len(words) > _LONGEST_CELL:
        return [_unread(words.strip())]
    found, left = _apart(words)
    if not found:
        return [_unread(words.strip())]
    if not left:
        return found
    if len(found) == 1:
        one = found[0]
        if re.fullmatch(r"\d{4}", one.words.text.strip()):
            # "Doddinoo 2000": a bare year beside a word that is no part of a date is as likely damage as a year
            return [_unread(words.strip())]
        beside = "; ".join(part.tidy for part in left)
        doubt = one.doubt or f"The words beside the date ({beside!r}) were not understood."
        return [FoundDeadline(words.strip(), one.deadline, one.aligned_name, one.note, doubt, one.alternatives)]
    return found + [_unread(part) for part in left if re.search(r"\w{3}", part.tidy)]


_AT_END = re.compile(
    rf"(?:\(\s*|\s[-–—]\s*|:\s+|,\s+|\s(?=(?:by|from|in|before|until)\s))(?P<when>{_LEAD_IN}(?:{DATE}))\s*\)?\.?\s*$"
    rf"|\s(?P<often>on an?\s+{_INTERVAL}(?:\s+basis)?)\.?\s*$",
    re.IGNORECASE,
)


def deadline_at_end(words: Words) -> FoundDeadline | None:
    """The deadline with which a sentence closes: "Survey complete (June 2024)", "reported on a quarterly basis".

    >>> deadline_at_end(Words("Survey complete - June 2024")).words.text
    'June 2024'
    """
    match = _AT_END.search(words.text) if len(words) <= _LONGEST_CELL else None
    if match is None:
        return None
    group = "when" if match["when"] else "often"
    found = find_deadlines(words[match.start(group) : match.end(group)])
    return found[0] if len(found) == 1 and found[0].deadline.kind is not DeadlineKind.UNREAD else None


def _apart(words: Words) -> tuple[list[FoundDeadline], list[Words]]:
    """The deadlines in some words, and what is left between them."""
    found: list[FoundDeadline] = []
    rest: list[Words] = []
    place = 0
    for one, start, end in _matches(words):
        rest.append(words[place:start])
        found.append(one)
        place = end
    rest.append(words[place:])
    return found, [part.strip() for part in rest if not _is_separator(part.text)]


def _is_separator(text: str) -> bool:
    return not re.search(r"\w", _SEPARATOR.sub("", text))


def _unread(words: Words) -> FoundDeadline:
    text = words.tidy if len(words) <= 80 else words.tidy[:79] + "…"
    doubt = f"{text!r} is no deadline that can be read."
    if re.fullmatch(r"(?i)(tb[cda]|to be (confirmed|agreed|determined|decided))\.?", text):
        doubt = f"The deadline is still to be settled ({text})."
    elif re.fullmatch(rf"(?i)(?:by\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?:{DATE_WORDS})", text):
        doubt = f"{text!r} names no year."
    elif re.fullmatch(r"(?i)(completed?|done|achieved|in place|delivered)\.?", text):
        doubt = f"{text!r} stands under the deadline: it may report progress."
    return FoundDeadline(words, Deadline(kind=DeadlineKind.UNREAD), doubt=doubt)


DATE_WORDS = "january|february|march|april|may|june|july|august|september|october|november|december"


def _matches(words: Words) -> Iterator[tuple[FoundDeadline, int, int]]:
    """Deadlines with their start and end in the words, the longest reading at each place."""
    place, text = 0, words.text
    while place < len(text):
        at_word = place == 0 or not (text[place - 1].isalnum() and text[place].isalnum())
        best: tuple[FoundDeadline, int] | None = None
        if at_word and not text[place].isspace():
            for pattern, make in _MAKERS:
                match = pattern.match(text, place)
                if not match or match.end() == place or (best and match.end() <= best[1]):
                    continue
                if match.end() < len(text) and text[match.end()].isalnum() and text[match.end() - 1].isalnum():
                    continue
                if found := make(words, match):
                    best = found, match.end()
        if best:
            yield best[0], place, best[1]
            place = best[1]
        else:
            place += 1


def _dated(words: Words, match: re.Match[str]) -> FoundDeadline | None:
    first = read_date(match["date"])
    last = read_date(match["end"]) if match["end"] else None
    if first is None or (match["end"] and last is None):
        return None
    said = words[match.start() : match.end()].strip()
    reading, starts = (last, first.starts or first.date) if last else (first, first.starts)
    if starts and starts.first_day > reading.date.last_day:
        return None
    lead = match["lead"].casefold()
    opens = re.search(r"\b(from|since|start\w*|commenc\w*)\s*$", lead)
    recurs = match["recurs"] or match["bare"]
    note, doubt, alternatives = "", reading.doubt or first.doubt, reading.alternatives or first.alternatives
    if "before" in lead:
        doubt, alternatives = doubt or "'Before' may leave the date itself out.", alternatives or (str(reading.date),)
    every = interval_of(re.sub(r"(?i)\s*thereafter|^\s*reviewed", "", recurs)) if recurs else None
    if every:
        note, unsure = _said_twice(recurs, every)
        if opens or match["bare"]:
            deadline = Deadline(kind=DeadlineKind.RECURRING, every=every, starts=reading.date if opens else None)
        else:
            deadline = Deadline(kind=DeadlineKind.FIXED_THEN_RECURRING, date=reading.date, every=every)
        return FoundDeadline(said, deadline, None, note, doubt or unsure, alternatives)
    if match["onwards"] or (opens and not last):
        deadline = Deadline(kind=DeadlineKind.ONGOING, starts=reading.date)
    elif match["ongoing"]:
        deadline = Deadline(kind=DeadlineKind.FIXED_THEN_ONGOING, date=reading.date, starts=starts)
    else:
        deadline = Deadline(kind=DeadlineKind.FIXED, date=reading.date, starts=starts)
    return FoundDeadline(said, deadline, None, note, doubt, alternatives)


def _said_twice(words: str, every: Recurrence) -> tuple[str, str]:
    """Note and doubt for the words that may mean twice in a time or once in two."""
    if re.search(r"(?i)bi-?\s?annual", words):
        return "'Biannually' is read as twice a year.", ""
    if re.search(r"(?i)bi-?monthly", words):
        return "", "'Bimonthly' may mean every two months or twice a month."
    assert every.months or every.days  # every interval has a length
    return "", ""


def _recurring(words: Words, match: re.Match[str]) -> FoundDeadline | None:
    every = interval_of(match["every"])
    starts = read_date(match["from"]) if match["from"] else None
    ends = read_date(match["to"]) if match["to"] else None
    if every is None:
        return None
    note, doubt = _said_twice(match["every"], every)
    start, end = starts.date if starts else None, ends.date if ends else None
    if start and end and start.first_day > end.last_day:
        return None
    deadline = Deadline(kind=DeadlineKind.RECURRING, every=every, starts=start, date=end)
    return FoundDeadline(words[match.start() : match.end()].strip(), deadline, None, note, doubt)


def _open(words: Words, match: re.Match[str]) -> FoundDeadline | None:
    starts = read_date(match["from"]) if match["from"] else None
    ends = read_date(match["to"]) if match["to"] else None
    said = words[match.start() : match.end()].strip()
    if ends:
        begin = starts.date if starts and starts.date.first_day <= ends.date.last_day else None
        deadline = Deadline(kind=DeadlineKind.FIXED, date=ends.date, starts=begin)
        doubt = "'Ongoing' has an end here: the end is taken as the deadline."
        return FoundDeadline(said, deadline, None, "", doubt, (str(ends.date), "ongoing"))
    return FoundDeadline(said, Deadline(kind=DeadlineKind.ONGOING, starts=starts.date if starts else None))


def _span(number: str, unit: str) -> Recurrence | None:
    count = _NUMBERS.get(number.casefold()) or (int(number) if number.isdigit() else 0)
    word = unit.casefold()
    if "fortnight" in word:
        count, letter = count * 2, "W"
    else:
        letter = next(name[0].upper() for name in ("day", "week", "month", "year") if name in word)
    return Recurrence(f"P{count}{letter}") if 0 < count < 1000 else None


def _relative(words: Words, match: re.Match[str]) -> FoundDeadline | None:
    within = _span(match["high"] or match["low"], match["unit"])
    if within is None:
        return None
    after = words[match.start("after") : match.end("after")].tidy if match["after"] else None
    deadline = Deadline(kind=DeadlineKind.RELATIVE, within=within, after=after)
    doubt = "" if after else "It is not said from when the time counts."
    if "working" in match["unit"]:
        doubt = "Working days are counted here as days."
    return FoundDeadline(words[match.start() : match.end()].strip(), deadline, None, "", doubt)


def _aligned(words: Words, match: re.Match[str]) -> FoundDeadline:
    said = words[match.start() : match.end()].strip()
    name = words[match.start("name") : match.end("name")].strip(" .")
    return FoundDeadline(said, Deadline(kind=DeadlineKind.UNREAD), name)


_MAKERS = (
    (_DATED, _dated),
    (_RECURRING, _recurring),
    (_OPEN, _open),
    (_RELATIVE, _relative),
    (_ALIGNED, _aligned),
)
