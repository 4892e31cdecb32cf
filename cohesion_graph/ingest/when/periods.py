"""Periods that head columns of their own: years, quarters or months in a row, with marks or words below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["are_in_a_row", "is_mark"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TERMS = ("short", "medium", "long")
_MARK = re.compile(r"(?i)[✓✔☑☒✗✘√■●•▪◼█*Xx\uf0fc\uf0fb\u2713]+|y|yes|tick|\[x\]")


def are_in_a_row(headings: Sequence[str]) -> bool:
    """Whether headings name periods that come after each other, two or more.

    >>> are_in_a_row(["2024/25", "2025/26"]), are_in_a_row(["Q3", "Q4"]), are_in_a_row(["May 2024", "March 2025"])
    (True, True, False)
    """
    places = [_place(heading.casefold()) for heading in headings]
    return len(places) > 1 and all(one and two and _follows(one, two) for one, two in pairwise(places))


def _place(heading: str) -> tuple[str, int] | None:
    """What sort of period a heading names, and its number among those of its sort."""
    if match := re.search(r"\b(?:q|qtr|quarter) ?([1-4])\b", heading):
        return "quarter", int(match[1]) - 1
    if match := re.search(rf"\b({'|'.join(_MONTHS)})", heading):
        return "month", _MONTHS.index(match[1])
    if match := re.search(r"\b(20\d\d)\b", heading):
        return "year", int(match[1])
    if match := re.search(r"\b(?:year|yr|phase) ?(\d)", heading):
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
