"""Words under a heading for deadlines that state no date: what they say instead, for the doubt beside them."""

from __future__ import annotations

import re

from cohesion_graph.ingest.when.dates import DAY, MONTH, QUARTER
from cohesion_graph.language.patterns import any_shown, compiled
from cohesion_graph.language.phrases import is_term

__all__ = ["why_undated"]

_IN = rf"(?:{any_shown('when.prepositions', 'when.within', 'when.edges-of', 'small.articles')} )*"
_SEASON = (
    rf"{any_shown('when.seasons', 'when.easter', 'when.festivals', 'when.other-seasons')}"
    rf"(?:\s{any_shown('when.season-parts', 'when.terms-of-school')})?"
)
_THE = rf"(?:{any_shown('small.articles')}\s)?"
_EDGE = (
    rf"(?:{any_shown('when.prepositions')}\s)?{_THE}"
    rf"(?:{any_shown('when.parts', 'when.edges')}(?:\s(?:{any_shown('when.of')}\s)?{_THE}|-))?"
)
_YEARLESS = (
    rf"(?:{DAY}\s(?:{any_shown('when.of')}\s)?{MONTH}|{MONTH}\s{DAY}|{MONTH}|{QUARTER}|{_SEASON}|"
    rf"{any_shown('when.half-letter')}[12]|{any_shown('when.undated.yearless')})"
)
_UNITS = any_shown("when.units")
_MONTH_OF_PROJECT, _TO = any_shown("when.units.month"), rf"\s?(?:-|–|{any_shown('when.to', 'when.until')})\s?"
_MONTHS = (
    rf"{_IN}{_MONTH_OF_PROJECT}\s?\d{{1,3}}(?:{_TO}(?:{_MONTH_OF_PROJECT}\s?)?\d{{1,3}})?|"
    rf"M\d{{1,3}}{_TO}M?\d{{1,3}}"
)
"""Months counted from the first of a project; by their letter only a span of them, since "M3" numbers much else."""
_TERM = ""
"""Stands for `is_term`, which knows how terms are joined."""
_REASONS: tuple[tuple[str, str], ...] = (
    (
        rf"(?:{any_shown('when.undated.about')} )?{any_shown('nothing-yet')}\b.*",
        "The deadline is still to be settled ({}).",
    ),
    (
        rf"{_EDGE}{_YEARLESS}(?:\s?(?:-|–|/|,|{any_shown('when.to', 'small.and', 'small.or')})\s?{_EDGE}{_YEARLESS})*",
        "{!r} names no year.",
    ),
    (
        rf"(?:{any_shown('when.undated.progress-in-front')} )*{any_shown('when.undated.progress')}\b.{{0,3}}",
        "{!r} stands under the deadline: it may report progress.",
    ),
    (
        (
            rf"{_IN}(?:{any_shown('when.undated.plan-years')}\s?(?:\d|{any_shown('when.numbers')})|"
            rf"{any_shown('when.undated.plan-year-letter')}\d)\b.*"
        ),
        "{!r} counts years of the plan; which year is the first is not said.",
    ),
    (_MONTHS, "{!r} counts months of the project; which is the first is not said."),
    (_TERM, "{!r} names a span of time without a date."),
    (rf"{_IN}{any_shown('when.undated.counting')}\b.*", "{!r} counts from a day that is not said."),
    (rf"{_IN}{any_shown('when.undated.plans-own')}\b.*", "{!r} hangs on the plan's or project's own dates."),
    (rf".*\b{any_shown('when.undated.conditions')}\b.*", "{!r} is a condition, not a date."),
    (rf"{any_shown('when.undated.when-needed')}", "{!r} names no date: it is done when needed."),
    (rf"{any_shown('when.undated.at-once')}", "{!r} names no date."),
    (
        rf"(?:{any_shown('when.undated.at-least')}|>)\s?.*\b{_UNITS}|.*\d\s?\+\s?{_UNITS}.*|.*{_UNITS}\s?\+",
        "{!r} sets no end.",
    ),
    (
        rf".*\b{any_shown('when.undated.irregular')}\b.*",
        "{!r} recurs, but not at an interval that can be kept.",
    ),
    (rf"{any_shown('elsewhere')}", "{!r} points to another cell."),
)


def why_undated(text: str) -> str:
    """Why words that state no date do so, as a sentence; empty for words that mean nothing as a time.

    >>> why_undated("End of March"), why_undated("Doddinoo")
    ("'End of March' names no year.", '')
    """
    plain = text.strip(" .;:()")
    return next((reason.format(text) for pattern, reason in _REASONS if _fits(pattern, plain)), "")


def _fits(pattern: str, text: str) -> object:
    return compiled(pattern, text, re.IGNORECASE).fullmatch(text) if pattern != _TERM else is_term(text)
