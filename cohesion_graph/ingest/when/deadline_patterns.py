"""The patterns of the forms that deadlines take: their skeletons stand here, their words in the language files.

They are matched on a text in which each date is one character (`dated_words`); letter case is ignored.
"""

# ruff: noqa: E501 - patterns are checked more easily on one line each

from __future__ import annotations

from cohesion_graph.ingest.when.dated_words import ANY_DATE
from cohesion_graph.ingest.when.dates import DAY, MONTH
from cohesion_graph.ingest.when.intervals import INTERVAL, INTERVAL_LISTS, NUMBER, UNIT
from cohesion_graph.language.patterns import any_shown


def _opt(*paths: str) -> str:
    """A pattern for any entry of some lists with white space behind it, or nothing."""
    return rf"(?:{any_shown(*paths)}\s)?"


def _no(*groups: str) -> str:
    """A pattern for nothing, with groups that take no part in a match."""
    return "".join(rf"(?P<{group}>(?!))?" for group in groups)


_THE, _OF, ON = _opt("small.articles"), _opt("when.of"), _opt("when.prepositions")
_AND, _THEN, _UNTIL = any_shown("small.and"), any_shown("when.then"), any_shown("when.until")
UNSURE = any_shown("when.unsure")
LEAD_IN = (
    rf"(?:{_opt('when.aims')}{any_shown('when.deeds')}\s*(?:[:–-]\s*)?)?(?:{UNSURE}\s*:?\s*)?"
    rf"(?:{any_shown('when.prepositions', 'when.week-of')}\s+)?"
    rf"{_THE}(?:{any_shown('when.edges', 'when.edges-of-plans')}\s+{_OF}{_THE})?(?:{any_shown('when.year-end')}[\s-]+)?"
)
"""A pattern (letter case ignored) for the words in front of a date; it may match nothing."""
_LIFE = rf"{any_shown('when.life')}\s{any_shown('when.of')}\s"
_ONGOING = (
    rf"(?:{any_shown('when.ongoing')}|{any_shown('when.throughout')}(?:\s{_THE}(?:{_LIFE}{_THE})?{any_shown('when.lived')})?|"
    rf"(?:{any_shown('when.for-the')}\s{any_shown('when.this')}\s)?{_LIFE}{_opt('when.this')}{any_shown('when.lived')})"
)
NOUNS = rf"(?:\s{any_shown('when.repeated-things')}\b)?"
_DEEDS = any_shown("when.repeated-deeds")
_BASIS = _opt("when.basis")
_END_OF = rf"(?:{_THE}{any_shown('when.edges')}\s+{_OF})?"
_TO = rf"(?:{any_shown('when.to', 'when.until')})"
_RANGE = rf"\s*(?:-|–|—|{_TO}|{any_shown('when.through-to')})\s*{_END_OF}"
_YEARLESS = (
    rf"(?:{any_shown('when.prepositions', 'when.every')}\s)?{_THE}(?:{any_shown('when.edges')}\s{any_shown('when.of')}\s)?"
    rf"(?:{DAY}\s{_OF})?{MONTH}(?!\s*['’]?\d)"
)
_POINT = rf"(?:\s{any_shown('when.points')})?\s*:?\s*"
FORMER = rf"(?:{any_shown('when.former')}|{any_shown('when.changed')}\s{any_shown('when.changed-from')})\b"
CHANGED = rf"(?!{FORMER})(?:{any_shown('when.changed')}|→|-?>)"
_FROM = any_shown("when.opening", "when.starts", "when.in")
_JOINT = rf"(?:,|{_AND}|{_THEN}|;|/|\()"

_DATED = (
    rf"(?P<lead>{LEAD_IN})(?P<date>{ANY_DATE})(?:{_RANGE}(?P<end>{ANY_DATE}))?(?:\s{any_shown('when.at-latest')}\b)?(?P<asked>\s?\?)?"
    rf"(?:(?P<onwards>\s*(?:{any_shown('when.onwards')}|\+(?!\w)))"
)
DATED = (
    rf"{_DATED}"
    rf"|(?:\s*{_JOINT}+\s*(?:{_THEN}\s+)?(?P<recurs>(?:{any_shown('when.reviewed')}\s+)?{INTERVAL})\)?(?:\s{any_shown('when.thereafter')})?)"
    rf"|(?P<joint>\s*{_JOINT}+\s*(?:{_THEN}\s+)?|[ \t]+(?:{any_shown('when.to')}|[-–—])[ \t]+)(?P<ongoing>{_ONGOING})\)?(?:\s{any_shown('when.thereafter')})?"
    rf"|(?P<bare>\s+{INTERVAL}(?:\s{any_shown('when.thereafter')})?))?"
)
ONCE = rf"{_DATED})?{_no('recurs', 'bare', 'joint', 'ongoing')}"
"""What is left of `DATED` where nothing is said of what goes on or comes again."""
ALONE = rf"(?P<lead>)(?P<date>{ANY_DATE}){_no('end', 'asked', 'onwards', 'recurs', 'bare', 'joint', 'ongoing')}"
"""What is left of `DATED` where a text has nothing beside dates."""
START_AND_END = rf"{any_shown('when.starts', 'when.opening')}{_POINT}{ON}(?P<start>{ANY_DATE})[\s,;/–-]*(?:{_AND}\s)?{any_shown('when.ends')}{_POINT}{ON}{_END_OF}(?P<end>{ANY_DATE})"
REVISED = rf"(?:(?:{FORMER}|{any_shown('when.targets')}){_POINT})?(?P<old>{ANY_DATE})[\s,;(–-]*(?:{any_shown('small.but')}\s)?{CHANGED}{_POINT}(?:{any_shown('when.to', 'when.until', 'when.prepositions')})?\s*{_END_OF}(?P<new>{ANY_DATE})\)?"
REPLACED = rf"(?P<new>{ANY_DATE})[\s,;–-]*\(?{FORMER}{_POINT}(?P<old>{ANY_DATE})\)?"
LISTED = rf"{ON}(?P<first>{MONTH}(?:\s*[,/]\s*{MONTH})*)(?:\s*(?:,\s*{_AND}|,|{_AND}|/)\s*)(?P<date>{ANY_DATE})"
_EVERY = rf"(?:{_DEEDS}\s{_BASIS}|{any_shown('when.basis')}\s)?(?P<every>{INTERVAL}){NOUNS}"
AGAIN = rf"{_EVERY}{_no('from', 'to', 'month', 'ongoing')}"
"""What is left of `RECURRING` where a text says nothing of `SAYS_SINCE`."""
RECURRING = (
    rf"{_EVERY}"
    rf"(?:\s*[-,(–]?\s*(?:{any_shown('when.starts')}\s+)?{_FROM}\s+(?P<from>{ANY_DATE})\)?)?"
    rf"(?:\s*(?:{_TO}|{any_shown('when.during')}|-|–)\s*(?P<to>{ANY_DATE}))?"
    rf"(?:[ \t]*[-–,(:]?[ \t]*(?P<month>{_YEARLESS})\)?)?"
    rf"(?:[ \t]*(?:[-–,/(]|{_AND})[ \t]*(?P<ongoing>{_ONGOING})\)?)?"
)
YEARLY = rf"(?P<more>(?:{MONTH}\s*(?:,\s*{_AND}|,|/|{_AND})\s*)*)(?P<month>{_YEARLESS})\s*[,(–-]?\s*{any_shown('when.repeated.P1Y')}\)?"
ENDLESS = rf"(?P<ongoing>{_ONGOING}){_no('review', 'every', 'from', 'to')}"
"""What is left of `OPEN` where a text says nothing of `SAYS_WHEN`."""
OPEN = (
    rf"(?P<ongoing>{_ONGOING})"
    rf"(?:[ \t]*[-–,;.(]?[ \t]*(?:{any_shown('acting.helper', 'small.and', 'when.aims')}\s)?{_opt('when.single')}{_opt('when.coming')}{any_shown('when.review')}(?:\s{any_shown('when.review-when')})*\s*:?\s*(?P<review>{ANY_DATE})\)?"
    rf"|[ \t]*(?:[-–,(/]|{_AND}|{any_shown('acting.helper')}\b)[ \t]*{_opt('when.single')}(?:{_DEEDS}\s)?(?P<every>{INTERVAL}){NOUNS}\)?"
    rf"|(?:\s*[-,(–]?\s*{any_shown('when.opening', 'when.starts')}\s+(?P<from>{ANY_DATE})\)?)?"
    rf"(?:[ \t]*(?:[-,(–]?[ \t]*(?:{_TO}|{any_shown('when.during', 'when.in', 'when.aims')})\s+{_END_OF}|[-–][ \t]*)(?P<to>{ANY_DATE})\)?)?)"
)
_AFTER = rf"\s{any_shown('when.after')}\s(?P<after>[^;,\n.]{{2,80}})"
RELATIVE = (
    rf"(?:{any_shown('when.within')}\s+|<\s?)?{_THE}(?:{any_shown('when.coming')}\s+)?(?P<low>{NUMBER})"
    rf"(?:\s?(?:-|–|{any_shown('when.to')})\s?(?P<high>{NUMBER}))?[\s-](?P<unit>{UNIT})\b(?:{_AFTER})?"
)
FIRST = rf"{any_shown('when.within')}\s{_THE}{any_shown('when.first-of')}\s(?P<unit>{UNIT})\b(?:{_AFTER})?"
OWN_YEAR = any_shown("when.own-years")
OTHER_YEAR = rf"{LEAD_IN}{OWN_YEAR}\s?{_OF}(?:{ANY_DATE}|\d\d)|{LEAD_IN}{ANY_DATE}\s{OWN_YEAR}"
ALIGNED = rf"{any_shown('when.aligned')}\s+{_THE}(?P<name>[^;\n]*?(?-i:[A-Z])[^;\n]*)"

BESIDE_DATES = rf"[^\s{ANY_DATE[1:]}"
"""A pattern for any sign that is no date."""
SAYS_ONGOING = any_shown("when.ongoing", "when.throughout", "when.life")
"""A pattern for words of which one stands wherever it is said that something goes on."""
SAYS_AGAIN = any_shown(*INTERVAL_LISTS)
"""A pattern for words of which one stands wherever it is said that something comes again."""
SAYS_ON_OR_AGAIN = any_shown("when.ongoing", "when.throughout", "when.life", *INTERVAL_LISTS)
"""A pattern for words of which one stands wherever it is said that something goes on or comes again."""
SAYS_SINCE = rf"{ANY_DATE}|{MONTH}|{SAYS_ONGOING}"
SAYS_WHEN = rf"{ANY_DATE}|{SAYS_AGAIN}"
