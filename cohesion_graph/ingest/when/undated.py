"""Words under a heading for deadlines that state no date: what they say instead, for the doubt beside them."""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re

from cohesion_graph.ingest.when.dates import DAY, MONTH

__all__ = ["why_undated"]

_QUARTER = (
    r"(?:q|qtr|quarter)\.?\s?[1-4]|(?:1st|2nd|3rd|4th|first|second|third|fourth|last|final)\s(?:quarter|qtr)|h[12]"
)
_SEASON = (
    r"(?:spring|summer|autumn|winter|christmas|xmas|easter|new year|michaelmas|lent)(?:\s(?:term|break|holidays?))?"
)
_EDGE = r"(?:(?:by|in|before|from|until|for|during)\s)?(?:the\s)?(?:(?:early|mid|late|end|start|beginning)(?:\s(?:of\s)?(?:the\s)?|-))?"
_YEARLESS = rf"(?:{DAY}\s(?:of\s)?{MONTH}|{MONTH}\s{DAY}|{MONTH}|{_QUARTER}|{_SEASON}|(?:financial |calendar |fiscal )?year(?:[ -]end)?|eoy|term)"
_REASONS: tuple[tuple[str, str], ...] = (
    (r"(?:deadline |date |timescale )?(?:tb[acd]|t\.b\.[acd]|to be (?:confirmed|agreed|determined|decided|set|defined|announced|scoped|arranged)|not (?:yet )?(?:known|set|agreed)|unknown)\b.*", "The deadline is still to be settled ({})."),
    (rf"{_EDGE}{_YEARLESS}(?:\s?(?:-|–|to|/|,|&|and|or)\s?{_EDGE}{_YEARLESS})*", "{!r} names no year."),
    (r"(?:already |now |all |fully |work |action |partially |part )*(?:completed?|done|achieved|in place|delivered|closed|finished|implemented|established|superseded|cancelled|not (?:yet )?started|in progress|under ?way|started|live|on (?:track|target|hold)|delayed|overdue|paused|commenced)\b.{0,3}", "{!r} stands under the deadline: it may report progress."),
    (r"(?:by |in |within |end of |during )*(?:(?:plan |project |strategy )?(?:years?|yrs?)\s?(?:\d|one|two|three|four|five)|y\d)\b.*", "{!r} counts years of the plan; which year is the first is not said."),
    (r"(?:short|medium|long|mid|longer|immediate|near)(?:er)?(?:[\s-]*(?:to|/|,|and|&|-)[\s-]*(?:short|medium|long|mid)(?:er)?)*(?:[\s-]*(?:term|range))?", "{!r} names a span of time without a date."),
    (r"(?:by |in |within |before |during |from )*(?:the )?(?:end of |start of )?(?:the )?(?:this|next|last|current|coming|following|previous)\s(?:financial |calendar |fiscal |academic |municipal )?(?:year|month|quarter|term|week)\b.*", "{!r} counts from a day that is not said."),
    (r"(?:by |before |within |at |to |for )*(?:the )?(?:end|close|life(?:time)?|duration) of (?:the |this )?(?:plan|strategy|programme|project|period|contract|funding)\b.*", "{!r} hangs on the plan's or project's own dates."),
    (r".*\b(?:subject to|depend(?:s|ent|ing)? (?:up)?on|conditional (?:up)?on|contingent (?:up)?on|pending|once|when|if|after|following|post)\b.*", "{!r} is a condition, not a date."),
    (r"(?:as|when|where)(?:,? and when| and where)? ?(?:required|needed|necessary|appropriate|requested|they arise|it arises|opportunit\w+ arise|possible)?|as and when.*|ad[- ]?hoc|on demand|when (?:required|needed)|reactive", "{!r} names no date: it is done when needed."),
    (r"(?:with )?immediate(?:ly)?(?: effect| start)?|asap|as soon as (?:possible|practicable)|urgent(?:ly)?|now|today", "{!r} names no date."),
    (r"(?:more than|over|at least|beyond|>)\s?.*\b(?:years?|months?|weeks?|days?)|.*\d\s?\+\s?(?:years?|months?|weeks?|days?).*|.*(?:years?|months?|weeks?|days?)\s?\+", "{!r} sets no end."),
    (r".*\b(?:termly|(?:each|every|per) (?:term|meeting|session|cycle|season)|at (?:each|every) .*)", "{!r} recurs, but not at an interval that can be kept."),
    (r"(?:as|see) (?:above|below|previous\w*)|ditto|as per above", "{!r} points to another cell."),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in _REASONS)


def why_undated(text: str) -> str:
    """Why words that state no date do so, as a sentence; empty for words that mean nothing as a time.

    >>> why_undated("End of March"), why_undated("Doddinoo")
    ("'End of March' names no year.", '')
    """
    plain = text.strip(" .;:()")
    return next((reason.format(text) for pattern, reason in _COMPILED if pattern.fullmatch(plain)), "")
