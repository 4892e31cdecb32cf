"""The forms that deadlines take, and what each means: by a date, ongoing, again and again, within a time, aligned."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.when import deadline_patterns as forms
from cohesion_graph.ingest.when.date_style import DateReading
from cohesion_graph.ingest.when.dated_words import ANY_DATE, DatedWords
from cohesion_graph.ingest.when.dates import MONTH, read_date
from cohesion_graph.ingest.when.intervals import interval_of, said_twice, span_of
from cohesion_graph.ingest.when.undated import why_undated
from cohesion_graph.language.patterns import Form, any_shown, compiled
from cohesion_graph.model.codes import DeadlineKind
from cohesion_graph.model.timing import Deadline, Recurrence

__all__ = ["FORMS", "FoundDeadline", "unread"]


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

    def moved(self, by: int) -> FoundDeadline:
        """The same deadline in words that stand so many characters further on."""
        name = self.aligned_name.moved(by) if self.aligned_name else None
        return replace(self, words=self.words.moved(by), aligned_name=name)


def unread(words: Words, doubt: str = "") -> FoundDeadline:
    """Words that are no deadline that can be read, with the reason as far as the words tell one."""
    text = words.tidy if len(words) <= 80 else words.tidy[:79] + "…"
    doubt = doubt or why_undated(text) or f"{text!r} is no deadline that can be read."
    return FoundDeadline(words, Deadline(kind=DeadlineKind.UNREAD), doubt=doubt)


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
    said_start, said_earliest = compiled(_STARTS, lead).search(lead), compiled(_EARLIEST, lead).search(lead)
    opens = said_start or said_earliest or compiled(_OPENS, lead).search(lead)
    doubt, alternatives = _doubt_of(match, lead, first, reading)
    found = FoundDeadline(said, Deadline(kind=DeadlineKind.UNREAD), None, "", doubt, alternatives)
    recurs = match["recurs"] or match["bare"]
    every = interval_of(compiled(_AFTER_ALL, recurs).sub("", recurs)) if recurs else None
    if every:
        note, unsure = said_twice(recurs)
        if opens or match["bare"]:
            deadline = Deadline(kind=DeadlineKind.RECURRING, every=every, starts=reading.date if opens else None)
        else:
            deadline = Deadline(kind=DeadlineKind.FIXED_THEN_RECURRING, date=reading.date, every=every)
        return [replace(found, deadline=deadline, note=note, doubt=doubt or unsure)]
    is_span = bool(
        last or (first.starts and not (said_start or said_earliest))
    )  # "from January to March 2026" has an end
    if match["onwards"] or (opens and not is_span):
        deadline = Deadline(kind=DeadlineKind.ONGOING, starts=reading.date)
        if (said_start or said_earliest) and not match["onwards"]:
            doubt, alternatives = doubt or _ONLY_START, (f"ongoing from {reading.date}", "no deadline")
    elif match["ongoing"] and compiled(_IS_TO, match["joint"]).fullmatch(match["joint"]) and not last:
        deadline = Deadline(kind=DeadlineKind.ONGOING, starts=reading.date)
    elif match["ongoing"]:
        if re.fullmatch(r"\s*[-–—]\s*", match["joint"]):
            doubt = doubt or "The dash may mean 'and then' or 'until'."
            alternatives = alternatives or (f"{reading.date}, then ongoing", f"ongoing from {reading.date}")
        deadline = Deadline(kind=DeadlineKind.FIXED_THEN_ONGOING, date=reading.date, starts=starts)
    else:
        deadline = Deadline(kind=DeadlineKind.FIXED, date=reading.date, starts=starts)
    return [replace(found, deadline=deadline, doubt=doubt, alternatives=alternatives)]


_STARTS = rf"(?<!week )\b{any_shown('when.starts')}(?:\s{any_shown('when.points')})?[\s:–-]*{forms.ON}\s*$"
_EARLIEST = rf"\b{any_shown('when.earliest')}\b"
_OPENS = rf"\b{any_shown('when.opening')}\s*$"
_AFTER_ALL = rf"(?i)\s*{any_shown('when.thereafter')}"
_IS_TO = rf"(?i)\s*{any_shown('when.to')}\s*"
_ONLY_START = "Only a start is given, and no end."


_LEAVES_OUT = rf"\b{any_shown('when.not-sure-of-day')}\b(?!.*\b{any_shown('when.ends')}\b)"
_INCLUDED = rf"\b(?:{any_shown('when.before')}|{any_shown('when.earliest')})\b"
_WEEK = any_shown("when.weeks-first-day")
_IS_UNSURE = rf"(?<!\w){forms.UNSURE}(?!\w)"
_YEAR_END = rf"\b{any_shown('when.year-end')}\b"


def _doubt_of(match: re.Match[str], lead: str, first: DateReading, reading: DateReading) -> tuple[str, tuple[str, ...]]:
    """What about a date is uncertain, by itself or by the words around it, and the readings it leaves."""
    if doubt := reading.doubt or first.doubt:
        return doubt, reading.alternatives or first.alternatives
    date = (str(reading.date),)
    if compiled(_LEAVES_OUT, lead).search(lead) and not compiled(_INCLUDED, lead).search(lead):
        return "'Before' may leave the date itself out.", date
    if compiled(_WEEK, lead).search(lead):
        return "The first day of the week is given, not the day that it is due.", date
    if compiled(_YEAR_END, lead).search(lead) and reading.date.precision == "year":
        return "It is not said whether the calendar year or the financial year ends.", date
    if unsure := compiled(_IS_UNSURE, lead).search(lead):
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
    for month in reversed(list(compiled(MONTH, words.text, re.IGNORECASE).finditer(match["first"]))):
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
    if match["month"] or compiled(MONTH, words.text, re.IGNORECASE).search(match["every"]):
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
    return [FoundDeadline(said, Deadline(kind=DeadlineKind.RECURRING, every=Recurrence("P1Y")), None, _MONTH_NOTE)]


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


_NO_END = rf"(?i)(?:{any_shown('when.no-end')}|>)\s*(?:\d+\s?[-–]\s?)?$"


_WORKING = rf"(?i){any_shown('when.working')}\s"


def _relative(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    number = match.groupdict().get("high") or match.groupdict().get("low") or "one"
    within = span_of(number, match["unit"])
    text = words.text
    sets_no_end = compiled(_NO_END, text).search(text[: match.start()]) or re.match(r"\s?\+", text[match.end() :])
    if within is None or sets_no_end:
        return []
    after = words.said(match, "after").tidy if match["after"] else None
    deadline = Deadline(kind=DeadlineKind.RELATIVE, within=within, after=after)
    doubt = "" if after else "It is not said from when the time counts."
    if compiled(_WORKING, text).match(match["unit"]):
        doubt = "Working days are counted here as days."
    return [FoundDeadline(words.said(match), deadline, None, "", doubt)]


def _other_year(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    said = words.said(match)
    return [unread(said, f"{said.tidy!r} is neither a calendar nor a financial year.")]


def _aligned(words: DatedWords, match: re.Match[str]) -> list[FoundDeadline]:
    name = words.said(match, "name").strip(" .")
    return [FoundDeadline(words.said(match), Deadline(kind=DeadlineKind.UNREAD), name)]


Maker = Callable[[DatedWords, "re.Match[str]"], list[FoundDeadline]]
FORMS: tuple[Form[Maker], ...] = (
    Form(forms.ALONE, _dated, (ANY_DATE,), lacks=(forms.BESIDE_DATES,)),
    Form(forms.ONCE, _dated, (ANY_DATE, forms.BESIDE_DATES), lacks=(forms.SAYS_ON_OR_AGAIN,)),
    Form(forms.DATED, _dated, (ANY_DATE, forms.SAYS_ON_OR_AGAIN)),
    Form(forms.START_AND_END, _start_and_end, (ANY_DATE, any_shown("when.ends"))),
    Form(forms.REVISED, _revised, (ANY_DATE, forms.CHANGED)),
    Form(forms.REPLACED, _revised, (ANY_DATE, forms.FORMER)),
    Form(forms.LISTED, _listed, (ANY_DATE, MONTH)),
    Form(forms.AGAIN, _recurring, (forms.SAYS_ON_OR_AGAIN, forms.SAYS_AGAIN), lacks=(forms.SAYS_SINCE,)),
    Form(forms.RECURRING, _recurring, (forms.SAYS_ON_OR_AGAIN, forms.SAYS_AGAIN, forms.SAYS_SINCE)),
    Form(forms.YEARLY, _yearly, (MONTH, any_shown("when.repeated.P1Y"))),
    Form(forms.ENDLESS, _open, (forms.SAYS_ON_OR_AGAIN, forms.SAYS_ONGOING), lacks=(forms.SAYS_WHEN,)),
    Form(forms.OPEN, _open, (forms.SAYS_ON_OR_AGAIN, forms.SAYS_ONGOING, forms.SAYS_WHEN)),
    Form(forms.RELATIVE, _relative, (any_shown("when.units"),)),
    Form(forms.FIRST, _relative, (any_shown("when.first-of"),)),
    Form(forms.OTHER_YEAR, _other_year, (forms.OWN_YEAR,)),
    Form(forms.ALIGNED, _aligned, (any_shown("when.aligned"),)),
)
"""Every form with what makes deadlines of it: at one place, the longest that can be read holds."""
