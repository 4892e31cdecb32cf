"""Words with their dates found, each standing as one character in a text that the forms of deadlines are matched on.

Matching a form on a text in which every date is one character keeps the forms short, and each date is read once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.when.date_style import DateReading, DateStyle
from cohesion_graph.ingest.when.dates import find_dates

__all__ = ["ANY_DATE", "DatedWords"]

_FIRST = 0xF0000
"""First character of the plane for private use, which no font's symbols use; where a text has one it is no date."""
ANY_DATE = "[\U000f0000-\U000fffff]"
"""A pattern for the character that a date stands as."""


@dataclass(frozen=True, slots=True)
class DatedWords:
    """Words, and their text with a single character for each date."""

    words: Words
    text: str
    _dates: tuple[DateReading, ...]
    _places: Sequence[int]
    """Where each character of `text`, and its end, stands in the words."""

    @classmethod
    def of(cls, words: Words, style: DateStyle | None) -> DatedWords:
        """The words with their dates found, in the style of their document where that is known."""
        text, places, dates, place = "", list[int](), list[DateReading](), 0
        found = tuple(find_dates(words.text, style))
        if not found:
            return cls(words, re.sub(ANY_DATE, "\ufffd", words.text), (), range(len(words.text) + 1))
        for start, end, reading in found:
            text += re.sub(ANY_DATE, "\ufffd", words.text[place:start]) + chr(_FIRST + len(dates))
            places += range(place, start + 1)
            dates.append(reading)
            place = end
        text += re.sub(ANY_DATE, "\ufffd", words.text[place:])
        places += range(place, len(words.text) + 1)
        return cls(words, text, tuple(dates), places)

    @property
    def has_dates(self) -> bool:
        """Whether any date was found."""
        return bool(self._dates)

    def date(self, match: re.Match[str], group: str) -> DateReading | None:
        """The date that a group of a match on `text` is; None where the group took no part."""
        return self._dates[ord(match[group]) - _FIRST] if match.groupdict().get(group) else None

    def part(self, start: int, end: int) -> Words:
        """The words of a stretch of `text`, white space at its ends left out."""
        return self.words[self._places[start] : self._places[end]].strip()

    def said(self, match: re.Match[str], group: str | int = 0) -> Words:
        """The words of a group of a match on `text`; no words where it took no part."""
        return self.part(*match.span(group)) if match.start(group) >= 0 else Words()

    def place(self, at: int) -> int:
        """Where a character of `text` stands in the words."""
        return self._places[at]
