"""What seasons, school terms and other parts of a year mean as dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cohesion_graph.ingest.when.date_meanings import financial
from cohesion_graph.ingest.when.date_style import DateReading
from cohesion_graph.language.files import any_of, entries
from cohesion_graph.language.notation import without_accents, words
from cohesion_graph.model.timing import SEASONS, StatedDate

__all__ = ["part_of_year"]


def part_of_year(match: re.Match[str]) -> DateReading:
    """A season, or two that follow each other; with a doubt where which one is not said, and for terms and Easter.

    Of "early 2025" the year is taken, with a doubt.
    """
    part, year = match["p"].strip(" -/").casefold(), match["y"]
    seasons = [_SEASON_NUMBERS[without_accents(word)] for word in re.findall(any_of("when.seasons"), part)]
    if re.search(any_of("when.easter"), part):
        return _doubted(f"{year[:4]}-04", f"{year[:4]}-03", "Easter is in March or April.")
    if not seasons:
        date = financial(year) if len(year) > 4 else year
        doubt = f"Which months {part!r} covers is not said; the whole year is taken."
        return DateReading(StatedDate(date), None, doubt, (date, f"{part} {year}"))
    if re.search(any_of("when.terms-of-school"), part):
        first, last = _TERMS[seasons[-1]]
        return _doubted(f"{year[:4]}-{last:02}", f"{year[:4]}-{first:02}", f"When the {part} is, is not said.")
    dates, doubt, others = _seasons(seasons, year)
    starts = dates[0] if len(dates) > 1 else None
    if not doubt and re.match(any_of("when.parts.early"), part):
        doubt = f"Which part of the season {part!r} is, is not said; the whole season is taken."
    alternatives = tuple(dict.fromkeys([str(dates[-1]), *others])) if doubt else ()
    return DateReading(dates[-1], starts, doubt, alternatives)


_SEASON_NUMBERS = {
    without_accents(name): number
    for listed in entries("when.seasons")
    for number, names in enumerate(listed)
    for name in words(names)
}
_TERMS = ((1, 4), (4, 7), (9, 12), (1, 4))
"""First and last month of the school terms called after the seasons; a winter term is one in spring."""


def _doubted(last: str, first: str, doubt: str) -> DateReading:
    return DateReading(StatedDate(last), StatedDate(first), doubt, (last, first))


def _seasons(seasons: Sequence[int], year: str) -> tuple[list[StatedDate], str, tuple[str, ...]]:
    """The seasons of a year, as dates; what is not sure about their year, and what the last may be instead."""
    last, number = seasons[-1], int(year[:4])
    doubt, other = "", number
    if len(year) > 4:
        financial(year)
        if last in {0, 1}:  # spring 2025/26 is in both years, and summer of a school year in the second
            number, other = (number + 1, number) if last == 0 else (number, number + 1)
            doubt = f"It is not said whether the {SEASONS[last]} of {number} or of {other} is meant."
    elif last == 3 and len(seasons) == 1:
        other = number - 1
        doubt = f"It is not said whether the winter that begins or the one that ends in {number} is meant."
    years = [number]
    for before, after in zip(reversed(seasons[:-1]), reversed(seasons[1:]), strict=True):
        years.insert(0, years[0] - (before >= after))
    dates = [StatedDate(f"{of:04}-{21 + season}") for of, season in zip(years, seasons, strict=True)]
    return dates, doubt, (f"{other:04}-{21 + last}",)
