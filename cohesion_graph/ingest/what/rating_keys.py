"""The key of a document's ratings: what it says its colours, letters and scores mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from cohesion_graph.documents.words import tidy
from cohesion_graph.model.codes import Status
from cohesion_graph.status_words import COLOURS, ReportedStatus, colour_of, read_status

__all__ = ["meaning_of", "rating_key", "settled"]

_COLOUR = rf"(?:{'|'.join(sorted(map(re.escape, COLOURS), key=len, reverse=True))})(?:\s\(?[RAGBY]\)?)?"
_VALUE = rf"(?:{_COLOUR}|[RAGBY]|[0-5])"
_SAYS = r"\s*(?:=|:|\s[-–—]|[–—]|\bmeans\b|\bis\b)\s*"


@cache
def _entry(value: str) -> re.Pattern[str]:
    """A rating and its meaning, up to the next rating or the end of the line."""
    return re.compile(
        rf"(?i)(?<![\w/])(?P<value>{value})(?![\w/]){_SAYS}(?P<meaning>[^\n;|]+?)"
        rf"(?=\s*[.;,|\n]?\s*(?:\b{value}{_SAYS}|[;|\n]|$))"
    )


_KEY = re.compile(r"(?i)\b(?:key|legend|b?rag|ratings?|scores?|status(?:es)?)\b")
"""What a stretch of words says where letters and numbers in it are ratings, and not those of a list."""
_LONGEST = 120
"""Characters of a meaning; longer ones are running text."""


def rating_key(texts: Iterable[str], rows: Iterable[Sequence[str]] = ()) -> dict[str, str]:
    """What a document's key says, by the rating as printed; empty where it has none.

    Args:
        texts: Stretches of running text, captions and headings. At least two ratings explained in one make a key;
            letters and numbers are ratings in one line that speaks of a key.
        rows: Rows of tables beside the plan: a rating and its meaning, two rows at least.

    >>> rating_key(["Key: Red = off track; Amber = at risk; Green = on track."])
    {'Red': 'off track', 'Amber': 'at risk', 'Green': 'on track'}
    >>> rating_key(["RAG: R = late, G = on time"]), rating_key(["1 - Introduction; 2 - Aims"])
    ({'R': 'late', 'G': 'on time'}, {})
    >>> rating_key(["The red: house"]), rating_key([], [["Blue", "Complete"], ["Green", "On target"]])
    ({}, {'Blue': 'Complete', 'Green': 'On target'})
    """
    found: dict[str, str] = {}
    for text in texts:
        entry = _entry(_VALUE if "\n" not in text and _KEY.search(text) else _COLOUR)
        told = {tidy(one["value"]): tidy(one["meaning"]).strip(" .,") for one in entry.finditer(text)}
        told = {value: meaning for value, meaning in told.items() if meaning and len(meaning) <= _LONGEST}
        if len(told) > 1:
            found = {**told, **found}
    listed = [[tidy(cell) for cell in row if cell.strip()] for row in rows]
    pairs = {row[0]: row[1] for row in listed if len(row) == 2 and re.fullmatch(f"(?i){_VALUE}", row[0])}
    return {**pairs, **found} if len(pairs) > 1 else found


def meaning_of(printed: str, heading: str, key: Mapping[str, str]) -> str:
    """What a key says of a rating, by what is printed or by its colour; empty where it says nothing."""
    by_words = {value.casefold(): meaning for value, meaning in key.items()}
    if printed.casefold() in by_words:
        return by_words[printed.casefold()]
    colour = colour_of(printed, heading)
    by_colour = {colour_of(value, "RAG"): meaning for value, meaning in key.items()}
    return by_colour.get(colour, "") if colour else ""


def settled(read: ReportedStatus, heading: str, key: Mapping[str, str]) -> ReportedStatus:
    """A reading with the status that the document's key gives to what is printed, where the key gives one."""
    meaning = meaning_of(read.printed, heading, key) if read.status is Status.OWN_TERMS else ""
    if not meaning:
        return read
    told = read_status(meaning)
    return ReportedStatus(told.status if told.is_known else read.status, read.printed, read.colour, read.comment)
