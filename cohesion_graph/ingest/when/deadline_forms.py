"""The forms that deadlines take, and what each means: by a date, ongoing, again and again, within a time, aligned."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.when.date_style import DateReading
from cohesion_graph.ingest.when.dated_words import ANY_DATE, DatedWords
from cohesion_graph.ingest.when.dates import DAY, MONTH, read_date
from cohesion_graph.ingest.when.intervals import INTERVAL, NUMBER, UNIT, interval_of, said_twice, span_of
from cohesion_graph.ingest.when.undated import why_undated
from cohesion_graph.model.codes import DeadlineKind
from cohesion_graph.model.timing import Deadline

__all__ = ["FORMS", "LEAD_IN", "FoundDeadline", "unread"]


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

    @property
    def is_unread(self) -> bool:
        """Whether nothing of the words was understood as a time."""
        return self.deadline.kind is DeadlineKind.UNREAD and self.aligned_name is None


def unread(words: Words, doubt: str = "") -> FoundDeadline:
    """Words that are no deadline that can be read, with the reason as far as the words tell one."""
    text = words.tidy if len(words) <= 80 else words.tidy[:79] + "…"
    doubt = doubt or why_undated(text) or f"{text!r} is no deadline that can be read."
    return FoundDeadline(words, Deadline(kind=DeadlineKind.UNREAD), doubt=doubt)


_UNSURE = r"(?:circa|c\.|approx(?:imately|\.)?|about|around|estimated|est\.?|expected|anticipated|provisional(?:ly)?|tentative(?:ly)?|proposed|hopefully|revised(?: (?:date|deadline|target))?(?: to)?)"
LEAD_IN = (
    r"(?:(?:to be |to |for |in |aim(?:ed)? (?:for|to complete by) )?"
    r"(?:complete[d]?|completion|finish(?:ed)?|deliver(?:ed|y)?|due|achieved?|approved?|launch(?:ed)?|agreed|review(?:ed)?|"
    r"target(?: (?:completion|delivery|end))?(?: date)?|deadline|end date|report(?:ed)?|start(?:ed|s)?(?: date)?|begins?|commenc(?:e|ed|es|ing)|implement(?:ed|ation)?|initial(?:ly)?|first|draft|final)"
    r"\s*(?:[:–-]\s*)?)?"
    rf"(?:{_UNSURE}\s*:?\s*)?"
    r"(?:(?:(?:on or |by or |at or )?before|not before|no earlier than|after|by|in|no later than|not later than|until|till|up to|to|on|at|from|since|starting|during|throughout|across|w/c|week (?:commencing|beginning|ending))\s+)?"
    r"(?:the\s+)?(?:(?:end|close|start|beginning|middle)\s+(?:of\s+)?(?:the\s+)?)?"
    r"(?:year[\s-]+(?:end(?:ing)?\s+)?)?"
)
"""A pattern (letter case ignored) for the words in front of a date; it may match nothing."""
_ONGOING = (
    r"(?:on[- ]?going|continu(?:ous(?:ly)?|al(?:ly)?|ing|es)|rolling(?:\sprogramme)?|business as usual|BAU|open[- ]ended|permanent(?:ly)?|indefinite(?:ly)?|"
    r"throughout(?:\s(?:the\s)?(?:lifetime of the\s|life of the\s)?(?:plan|strategy|year|period|programme)(?:\speriod)?)?|"
    r"(?:(?:for|within|over|during) the )?(?:lifetime|duration|life) of (?:the |this )?(?:plan|strategy|programme))"
)
_NOUNS = r"(?:\s(?:basis|reviews?|updates?|reports?|reporting|monitoring|meetings?|events?|surveys?|audits?|returns?|checks?|cycle|newsletters?|campaigns?|refresh(?:es)?|plans?|programmes?|statements?|training|conferences?|assessments?|visits?|exercises?|sessions?)\b)?"
_DEEDS = r"(?:review(?:ed)?|report(?:ed)?|update[d]?|meet(?:ings?)?|monitor(?:ed)?)"
_RANGE = r"\s*(?:-|–|—|to|until|till|through to|through)\s*(?:(?:the\s+)?end\s+(?:of\s+)?)?"
_YEARLESS = rf"(?:(?:in|by|every|each|during|at|before|on)\s)?(?:the\s)?(?:(?:end|start) of\s)?(?:{DAY}\s(?:of\s)?)?{MONTH}(?!\s*['’]?\d)"
_END_WORD = r"(?:end|finish|complet(?:e[ds]?|ion)|due|deadline)"
_CHANGED = r"(?:revised|extended|moved|changed|slipped|postponed|deferred|delayed|rescheduled|amended|put back|brought forward|now(?: (?:expected|due|planned|scheduled|anticipated))?|→|-?>)"
_FORMER = (
    r"(?:was|were|previously|originally|formerly|original|initially|changed from|moved from|revised from|slipped from)"
)
_POINT = r"(?:\s(?:date|deadline|target))?\s*:?\s*"

_OWN_YEAR = r"(?:academic|school|university|teaching|municipal|civic|council)\syear"

_DATED = (
    rf"(?P<lead>{LEAD_IN})(?P<date>{ANY_DATE})(?:{_RANGE}(?P<end>{ANY_DATE}))?(?:\s(?:at (?:the )?)?latest\b|\sor (?:sooner|earlier|before)\b)?(?P<asked>\s?\?)?"
    rf"(?:(?P<onwards>\s*(?:onwards?|\+(?!\w)|and (?:beyond|after)))"
    rf"|(?:\s*(?:,|and|then|;|&|/|\()+\s*(?:then\s+|thereafter\s+)?(?P<recurs>(?:reviewed\s+)?{INTERVAL})\)?(?:\s(?:thereafter|after that))?)"
    rf"|(?P<joint>\s*(?:,|and|then|;|&|/|\()+\s*(?:then\s+)?|[ \t]+(?:to|[-–—])[ \t]+)(?P<ongoing>{_ONGOING})\)?(?:\sthereafter)?"
    rf"|(?P<bare>\s+{INTERVAL}(?:\sthereafter)?))?"
)
_START_AND_END = rf"(?:start(?:s|ed|ing)?|begin(?:s|ning)?|commenc(?:e|es|ed|ing)|from){_POINT}(?:in\s|on\s)?(?P<start>{ANY_DATE})[\s,;/–-]*(?:and\s)?{_END_WORD}{_POINT}(?:in\s|on\s|by\s)?(?:the end of\s)?(?P<end>{ANY_DATE})"
_REVISED = rf"(?:(?:{_FORMER}|target){_POINT})?(?P<old>{ANY_DATE})[\s,;(–-]*(?:but\s)?(?:now\s)?{_CHANGED}{_POINT}(?:to|until|by|for)?\s*(?:the end of\s)?(?P<new>{ANY_DATE})\)?"
_REPLACED = rf"(?P<new>{ANY_DATE})[\s,;–-]*\(?{_FORMER}{_POINT}(?P<old>{ANY_DATE})\)?"
_LISTED = rf"(?:by\s|in\s)?(?P<first>{MONTH}(?:\s*[,/]\s*{MONTH})*)(?:\s*(?:,|&|/|and|,\s*and)\s*)(?P<date>{ANY_DATE})"
_RECURRING = (
    rf"(?:{_DEEDS}\s(?:on an?\s)?|on an?\s)?(?P<every>{INTERVAL}){_NOUNS}"
    rf"(?:\s*[-,(–]?\s*(?:starting\s+|beginning\s+|commencing\s+)?(?:from|in|since|starting|beginning)\s+(?P<from>{ANY_DATE})\)?)?"
    rf"(?:\s*(?:to|until|till|during|throughout|-|–)\s*(?P<to>{ANY_DATE}))?"
    rf"(?:[ \t]*[-–,(:]?[ \t]*(?P<month>{_YEARLESS})\)?)?"
    rf"(?:[ \t]*(?:[-–,/&(]|and\b)[ \t]*(?P<ongoing>{_ONGOING})\)?)?"
)
_YEARLY = rf"(?P<more>(?:{MONTH}\s*(?:,|/|&|and|,\s*and)\s*)*)(?P<month>{_YEARLESS})\s*[,(–-]?\s*(?:(?:each|every|per)\s(?:calendar\s)?year|annually|yearly)\)?"
_OPEN = (
    rf"(?P<ongoing>{_ONGOING})"
    rf"(?:[ \t]*[-–,;.(]?[ \t]*(?:with\s|to be\s|and\s)?(?:an?\s|next\s)?review(?:ed)?(?:\s(?:date|due|in|by|on|at))*\s*:?\s*(?P<review>{ANY_DATE})\)?"
    rf"|[ \t]*(?:[-–,(/&]|and\b|with\b)[ \t]*(?:an?\s)?(?:{_DEEDS}\s)?(?P<every>{INTERVAL}){_NOUNS}\)?"
    rf"|(?:\s*[-,(–]?\s*(?:from|since|starting)\s+(?P<from>{ANY_DATE})\)?)?(?:[ \t]*(?:[-,(–]?[ \t]*(?:to|until|till|throughout|during|in|for)\s+(?:the\s)?(?:end of\s+)?|[-–][ \t]*)(?P<to>{ANY_DATE})\)?)?)"
)
_RELATIVE = (
    rf"(?:(?:with)?in\s+|up to\s+|<\s?)?(?:the\s+)?(?:next\s+|first\s+)?(?P<low>{NUMBER})(?:\s?(?:-|–|to)\s?(?P<high>{NUMBER}))?[\s-](?P<unit>{UNIT})\b"
    r"(?:\s+(?:of|from|after|following)\s+(?P<after>[^;,\n.]{2,80}))?"
)
_FIRST = r"(?:with)?in the (?:first|coming) (?P<unit>year|month|week)\b(?:\s(?:of|from|after|following)\s(?P<after>[^;,\n.]{2,80}))?"
_OTHER_YEAR = rf"(?:{LEAD_IN})?{_OWN_YEAR}\s?(?:of\s)?(?:{ANY_DATE}|\d\d)|(?:{LEAD_IN})?{ANY_DATE}\s{_OWN_YEAR}"
_ALIGNED = (
    r"(?i:in (?:line|accordance) with|as per|aligned (?:to|with)|linked to|to coincide with|per)\s+"
    r"(?:the\s+)?(?P<name>[^;\n]*?[A-Z][^;\n]*)"
)


def _dated(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    first = words.date(match, "date")
    last = words.date(match, "end")
    if first is None or (match["end"] and last is None):
        return []
    said = words.said(match)
    reading, starts = (last, first.starts or first.date) if last else (first, first.starts)
    if starts and starts.first_day > reading.date.last_day:
        return [unread(said, f"{said.tidy!r} ends before it starts.")]
    lead = match["lead"].casefold()
    said_start = re.search(r"(?<!week )\b(?:start\w*|begins?|commenc\w*)(?: date)?[\s:–-]*(?:in|on|from)?\s*$", lead)
    said_earliest = re.search(r"\b(?:not before|no earlier than|after)\b", lead)
    opens = said_start or said_earliest or re.search(r"\b(from|since)\s*$", lead)
    doubt, alternatives = _doubt_of(match, lead, first, reading)
    found = FoundDeadline(said, Deadline(kind=DeadlineKind.UNREAD), None, "", doubt, alternatives)
    recurs = match["recurs"] or match["bare"]
    every = interval_of(re.sub(r"(?i)\s*(thereafter|after that)|^\s*reviewed", "", recurs)) if recurs else None
    if every:
        note, unsure = said_twice(recurs)
        if opens or match["bare"]:
            deadline = Deadline(kind=DeadlineKind.RECURRING, every=every, starts=reading.date if opens else None)
        else:
            deadline = Deadline(kind=DeadlineKind.FIXED_THEN_RECURRING, date=reading.date, every=every)
        return [replace(found, deadline=deadline, note=note, doubt=doubt or unsure)]
    if match["onwards"] or (opens and not last):
        deadline = Deadline(kind=DeadlineKind.ONGOING, starts=reading.date)
        if (said_start or said_earliest) and not match["onwards"]:
            doubt, alternatives = doubt or _ONLY_START, (f"ongoing from {reading.date}", "no deadline")
    elif match["ongoing"] and re.fullmatch(r"(?i)\s*to\s*", match["joint"]) and not last:
        deadline = Deadline(kind=DeadlineKind.ONGOING, starts=reading.date)
    elif match["ongoing"]:
        if re.fullmatch(r"\s*[-–—]\s*", match["joint"]):
            doubt = doubt or "The dash may mean 'and then' or 'until'."
            alternatives = alternatives or (f"{reading.date}, then ongoing", f"ongoing from {reading.date}")
        deadline = Deadline(kind=DeadlineKind.FIXED_THEN_ONGOING, date=reading.date, starts=starts)
    else:
        deadline = Deadline(kind=DeadlineKind.FIXED, date=reading.date, starts=starts)
    return [replace(found, deadline=deadline, doubt=doubt, alternatives=alternatives)]


_ONLY_START = "Only a start is given, and no end."


def _doubt_of(match: re.Match[str], lead: str, first: DateReading, reading: DateReading) -> tuple[str, tuple[str, ...]]:
    """What about a date is uncertain, by itself or by the words around it, and the readings it leaves."""
    if doubt := reading.doubt or first.doubt:
        return doubt, reading.alternatives or first.alternatives
    date = (str(reading.date),)
    if re.search(r"(?<!not )(?<!on or )(?<!by or )(?<!at or )\bbefore\b(?!.*\bend\b)", lead):
        return "'Before' may leave the date itself out.", date
    if re.search(r"week (?:commencing|beginning)|w/c", lead):
        return "The first day of the week is given, not the day that it is due.", date
    if re.search(r"\byear[\s-]+end", lead) and reading.date.precision == "year":
        return "It is not said whether the calendar year or the financial year ends.", date
    if unsure := re.search(_UNSURE, lead):
        return f"{unsure[0].strip()!r} leaves the date open.", date
    return ("The date stands with a question mark.", date) if match["asked"] else ("", ())


def _start_and_end(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    first, last = words.date(match, "start"), words.date(match, "end")
    if first is None or last is None or first.date.first_day > last.date.last_day:
        return []
    deadline = Deadline(kind=DeadlineKind.FIXED, date=last.date, starts=first.starts or first.date)
    doubt, others = last.doubt or first.doubt, last.alternatives or first.alternatives
    return [FoundDeadline(words.said(match), deadline, None, "", doubt, others)]


def _revised(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    """A date put in the place of another: the later statement is taken, and both are shown."""
    old, new = words.date(match, "old"), words.date(match, "new")
    if old is None or new is None:
        return []
    doubt = f"The date was changed from {old.date} to {new.date}: the new one is taken."
    deadline = Deadline(kind=DeadlineKind.FIXED, date=new.date, starts=new.starts)
    return [FoundDeadline(words.said(match), deadline, None, "", doubt, (str(new.date), str(old.date)))]


def _listed(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    """Months that share the year behind the last of them: "March, June and September 2025"."""
    last = words.date(match, "date")
    if last is None or last.date.precision != "month" or last.starts:
        return []
    found = []
    year, following = last.date.root[:4], last.date
    for month in reversed(list(re.finditer(MONTH, match["first"], re.IGNORECASE))):
        date = read_date(f"{month[0]} {year}")
        if date is None or not date.date < following:
            return []
        following = date.date
        start = match.start("first") + month.start()
        doubt = f"{month[0]!r} is taken to be of the year that stands behind the last month, {year}."
        deadline = Deadline(kind=DeadlineKind.FIXED, date=date.date)
        said = words.part(start, start + len(month[0]))
        found.append(FoundDeadline(said, deadline, None, "", doubt, (str(date.date), "no year")))
    closing = Deadline(kind=DeadlineKind.FIXED, date=last.date)
    return [*reversed(found), FoundDeadline(words.said(match, "date"), closing, None, "", last.doubt)]


_MONTH_NOTE = "The month it recurs in stands in the words only."


def _recurring(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    every = interval_of(match["every"])
    starts = words.date(match, "from")
    ends = words.date(match, "to")
    if every is None:
        return []
    note, doubt = said_twice(match["every"])
    if match["month"] or re.search(MONTH, match["every"], re.IGNORECASE):
        note = _MONTH_NOTE
    start, end = starts.date if starts else None, ends.date if ends else None
    if start and end and start.first_day > end.last_day:
        return []
    doubt = doubt or next((one.doubt for one in (starts, ends) if one), "")
    doubt = doubt or (_BOTH if match["ongoing"] else "")
    deadline = Deadline(kind=DeadlineKind.RECURRING, every=every, starts=start, date=end)
    return [FoundDeadline(words.said(match), deadline, None, note, doubt)]


def _yearly(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    """A month or day of each year; of several months there is no interval to keep."""
    said = words.said(match)
    if match["more"]:
        return [unread(said, f"{said.tidy!r} recurs, but not at an interval that can be kept.")]
    every = interval_of("annually")
    return [FoundDeadline(said, Deadline(kind=DeadlineKind.RECURRING, every=every), None, _MONTH_NOTE)]


_BOTH = "It goes on, and an interval is named: the interval is taken."


def _open(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    starts = words.date(match, "from")
    ends = words.date(match, "to")
    said = words.said(match)
    if match["every"] and (every := interval_of(match["every"])):
        deadline = Deadline(kind=DeadlineKind.RECURRING, every=every)
        return [FoundDeadline(said, deadline, None, "", _BOTH, (f"every {every}", "ongoing"))]
    if match["review"]:
        doubt = "It goes on, and a review is dated: the date is not taken as the deadline."
        review = words.said(match, "review").tidy
        return [FoundDeadline(said, Deadline(kind=DeadlineKind.ONGOING), None, "", doubt, ("ongoing", review))]
    if ends:
        begin = starts.date if starts and starts.date.first_day <= ends.date.last_day else ends.starts
        deadline = Deadline(kind=DeadlineKind.FIXED, date=ends.date, starts=begin)
        doubt = "'Ongoing' has an end here: the end is taken as the deadline."
        return [FoundDeadline(said, deadline, None, "", doubt, (str(ends.date), "ongoing"))]
    doubt, others = (starts.doubt, starts.alternatives) if starts else ("", ())
    deadline = Deadline(kind=DeadlineKind.ONGOING, starts=starts.date if starts else None)
    return [FoundDeadline(said, deadline, None, "", doubt, others)]


_NO_END = re.compile(r"(?i)(?:every|each|more than|over|at least|minimum(?: of)?|beyond|>)\s*(?:\d+\s?[-–]\s?)?$")


def _relative(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    number = match.groupdict().get("high") or match.groupdict().get("low") or "one"
    within = span_of(number, match["unit"])
    sets_no_end = _NO_END.search(words.text[: match.start()]) or re.match(r"\s?\+", words.text[match.end() :])
    if within is None or sets_no_end:
        return []
    after = words.said(match, "after").tidy if match["after"] else None
    deadline = Deadline(kind=DeadlineKind.RELATIVE, within=within, after=after)
    doubt = "" if after else "It is not said from when the time counts."
    if "working" in match["unit"]:
        doubt = "Working days are counted here as days."
    return [FoundDeadline(words.said(match), deadline, None, "", doubt)]


def _other_year(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    said = words.said(match)
    return [unread(said, f"{said.tidy!r} is neither a calendar nor a financial year.")]


def _aligned(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    name = words.said(match, "name").strip(" .")
    return [FoundDeadline(words.said(match), Deadline(kind=DeadlineKind.UNREAD), name)]


Maker = Callable[[DatedWords, "re.Match[str]"], list[FoundDeadline]]
FORMS: tuple[tuple[re.Pattern[str], Maker], ...] = (
    *(
        (re.compile(pattern, re.IGNORECASE), make)
        for pattern, make in (
            (_DATED, _dated),
            (_START_AND_END, _start_and_end),
            (_REVISED, _revised),
            (_REPLACED, _revised),
            (_LISTED, _listed),
            (_RECURRING, _recurring),
            (_YEARLY, _yearly),
            (_OPEN, _open),
            (_RELATIVE, _relative),
            (_FIRST, _relative),
            (_OTHER_YEAR, _other_year),
        )
    ),
    (re.compile(_ALIGNED), _aligned),
)
"""Every form with what makes deadlines of it: at one place, the longest that can be read holds."""
