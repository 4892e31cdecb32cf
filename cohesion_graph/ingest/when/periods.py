"""Periods that head columns of their own: years, quarters or months in a row, with marks or words below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.when.dates import HALF, QUARTER
from cohesion_graph.language.notation import without_accents
from cohesion_graph.language.patterns import any_shown, compiled
from cohesion_graph.language.phrases import is_term, months

__all__ = ["are_in_a_row", "dated_part", "is_mark", "is_period"]

_YEAR = rf"(?:{any_shown('when.financial', 'when.prepositions')} )?20\d\d(?: ?[/–-] ?(?:20)?\d\d)?"
_COUNTED = rf"{any_shown('when.counted')} ?(?:[1-9]|{any_shown('when.numbers')})"
_QUARTER = rf"{any_shown('when.quarter')} ?(?P<quarter>[1-4])"
_MONTH = rf"(?P<month>{any_shown('when.months')})\.?[ -]?(?:['’]?\d\d|20\d\d)?"
_PERIOD = rf"{_YEAR}|{_COUNTED}|(?:{_QUARTER}|{QUARTER}|{HALF})(?:,? (?:.*20\d\d.*|\d\d ?[/–-] ?\d\d))?|{_MONTH}"
_NAMED_TWICE = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_TERMS = ("short", "medium", "long")
_MARK = re.compile(r"(?i)[✓✔☑☒✗✘√■●•▪◼█*Xx\uf0fc\uf0fb\u2713]+|y|yes|tick|\[x\]")


def are_in_a_row(headings: Sequence[str]) -> bool:
    """Whether headings name periods that come after each other, two or more.

    >>> are_in_a_row(["2024/25", "2025/26"]), are_in_a_row(["Q3", "Q4"]), are_in_a_row(["May 2024", "March 2025"])
    (True, True, False)
    """
    places = [_place(heading.casefold()) for heading in headings]
    return len(places) > 1 and all(one and two and _follows(one, two) for one, two in pairwise(places))


def is_period(heading: str) -> bool:
    """Whether a heading names a period: a year, a quarter, a month, a year of the plan, a term; or one by another.

    >>> [is_period(heading) for heading in ("2024/25", "Q3", "Mar 26", "Year 2", "Short term", "Deadline")]
    [True, True, True, True, True, False]
    >>> is_period("Year 1 (2024/25)"), is_period("Q1 26/27"), is_period("Action (2024/25)")
    (True, True, False)
    """
    plain = heading.casefold()
    if match := _NAMED_TWICE.fullmatch(plain.strip()):
        return is_period(match[2]) and (is_period(match[1]) or is_term(match[1]))
    return bool(compiled(_PERIOD, plain).fullmatch(plain)) or (" " in plain.replace("-", " ") and is_term(plain))


def dated_part(heading: Words) -> Words:
    """Of a period that is named twice the part that says a year: of "Year 1 (2024/25)" what stands in brackets."""
    match = _NAMED_TWICE.fullmatch(heading.text)
    parts = [heading[match.start(n) : match.end(n)] for n in (1, 2)] if match else []
    return next((one for one in parts if re.search(r"20\d\d", one.text)), heading)


def _place(heading: str) -> tuple[str, int] | None:
    """What sort of period a heading names, and its number among those of its sort."""
    if match := compiled(rf"\b{_QUARTER}\b", heading).search(heading):
        return "quarter", int(match["quarter"]) - 1
    if match := compiled(rf"\b{_MONTH}(?![^\W\d_])", heading).search(heading):
        return "month", months()[without_accents(match["month"])]
    if match := re.search(r"\b(20\d\d)\b", heading):
        return "year", int(match[1])
    if match := compiled(rf"\b{any_shown('when.counted')} ?(\d)", heading).search(heading):
        return "numbered", int(match[1])
    if match := re.search(rf"\b({'|'.join(_TERMS)})", heading):
        return "term", _TERMS.index(match[1])
    return None


def _follows(one: tuple[str, int], two: tuple[str, int]) -> bool:
    """Whether one period comes after another; months must be next to each other, as two dates in a row are not."""
    if one[0] != two[0]:
        return False
    if one[0] == "month":
        return (two[1] - one[1]) % 12 == 1
    return one[1] != two[1] if one[0] == "quarter" else two[1] > one[1]


def is_mark(text: str) -> bool:
    """Whether a cell only marks its column: a tick, a cross, a dot, "Yes".

    >>> is_mark("✓"), is_mark("X"), is_mark("Survey done")
    (True, True, False)
    """
    return bool(_MARK.fullmatch(text.strip()))
