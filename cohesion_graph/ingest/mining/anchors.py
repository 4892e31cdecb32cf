"""What stands in front of a leaf and counts it: "Action 3:", "2.1", "CC4", "(b)", "D2 (Deliverable)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.lexicon import PARTIES, called, label_role, sureness
from cohesion_graph.ingest.what.references import counting
from cohesion_graph.language.files import word_list

__all__ = ["Anchor", "Counted", "anchor_of", "begins_long", "long_numbers", "numbered_label"]

Counted = AbstractSet[tuple[str, str]]
"""The numbers of four digits and more that count things of a document, each with the word in front of it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A leaf's beginning, parted from its words."""

    word: str
    """What the number counts, in lower case ("action", "focus area"); empty where a number stands alone."""
    shape: str
    """The number with its digits made equal ("0.0", "CC0"); empty where there is none."""
    number: Words
    rest: Words


_WORD = re.compile(
    r"\W{0,3}(?!(?-i:[A-Z]{2,4}[a-z]\d))(?P<word>[^\W\d_][^\W\d_-]{2,20}(?:[- ][^\W\d_]+){0,2}?)"
    r"\s*(?:#|no\.?\s|n[ºo°]\.?\s?|nr\.?\s)?\s*"
    r"(?P<number>\d+(?:[.\-]\d+)*[a-z]?|[A-Z]{1,3}[.\-]?\d+(?:\.\d+)*|[IVX]{1,5}|[A-Z])"
    r"(?P<sign>\s*[:.–—)|-]+(?=\s|$)|\s*$|(?=\s))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\(?(?P<number>\d+(?:\.\d+)+\.?[a-z]?|\d+[a-z]?|"
    r"(?:[A-Z]{1,5}|[A-Z]{2,4}[a-z])\d{0,3}(?:[._\- ]?[A-Z]{0,4}\d{1,3}|_[A-Z]{1,3}){1,3}|[a-z](?=[.)]))"
    r"(?:[.):]\s*|\s+[–—-]\s+|(?<=\d)\s+(?=[A-ZÀ-Ý]))(?=\S)"
)
_EXPLAINED = re.compile(
    r"(?P<number>[A-Z]{0,3} ?\d+(?:\.\d+)*)[.):]?\s*[(\[](?P<word>[^\W\d_]+(?: [^\W\d_]+)?)[)\]]\s*[:.–—-]?\s*(?=\S)"
)
"""A code with what it is in brackets."""
_SIGNED = re.compile(r"\S")


def anchor_of(words: Words, counted: Counted = frozenset()) -> Anchor:
    """What counts a leaf, and its words without that.

    A word in front of a number counts where the language knows it as the name of something numbered ("Action",
    "Recommendation"), or where a sign parts it from what follows. A number of four digits is a year, a sum or a number
    of things where it is not among those that count.
    """
    word, first, last, end = _anchor(words.text[:120])
    if first < 0:
        return Anchor("", "", Words(), words)
    number, rest = words[first:last].strip("."), words[end:].strip()
    if _LONG.search(number.text) and (word, number.text) not in counted:
        return Anchor("", "", Words(), words)
    return Anchor(word, re.sub(r"\d+", "0", re.sub(r"^[a-z]$", "a", number.text)), number, rest or words[:0])


@lru_cache(50_000)
def _anchor(text: str) -> tuple[str, int, int, int]:
    match = _WORD.match(text)
    if match and not (match["number"].isalpha() and match["number"].islower()):
        word = match["word"].casefold()
        first, _, unit = word.partition(" ")
        if unit in word_list("when.counted", "when.quarter") and called(first):
            word = first  # "Milestone year 3"
        is_signed = bool(_SIGNED.search(match["sign"])) and match["word"][0].isupper() and not match["number"].isalpha()
        if called(word) or (is_signed and " " not in word):
            return word, match.start("number"), match.end("number"), match.end()
    match = _EXPLAINED.match(text)
    if match and called(match["word"]):
        return match["word"].casefold(), match.start("number"), match.end("number"), match.end()
    match = _NUMBER.match(text)
    if match:
        return "", match.start("number"), match.end("number"), match.end()
    return "", -1, -1, 0


_LONG = re.compile(r"(?<![A-Za-z\d])\d{4}")


def long_numbers(texts: Iterable[str]) -> Counted:
    """The numbers of four digits and more that go on from others of their kind: 1000 after 999, 2000 after 1999.

    >>> texts = ["Action 999: Map", "Action 1000: Go", "Action 1001", "Phase 2024:", "Phase 2025:", "1200. Sell"]
    >>> sorted(number for _, number in long_numbers(texts))
    ['1000', '1001']
    """
    kinds: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for text in texts:
        word, first, last, _ = _anchor(text[:120])
        if first >= 0 and (match := re.fullmatch(r"(.*?)(\d+)[a-z]?\.?", text[first:last])):
            kinds[word, match[1]][int(match[2])] = match[0]
    return frozenset(
        (word, numbers[one].rstrip("."))
        for (word, _), numbers in kinds.items()
        for one in counting(numbers)
        if _LONG.search(numbers[one])
    )


def begins_long(text: str, counted: Counted) -> bool:
    """Whether a text begins with a long number that counts."""
    return bool(counted) and _LONG.search(anchor_of(Words(text), counted).number.text) is not None


_MOST_WORDS = 4
_TOLD = frozenset({"note", "status", "deadline", "measure", "cost", *PARTIES})


def numbered_label(anchor: Anchor) -> Words:
    """The label that says whose it is, as in "Commitment 1 progress" below "Commitment 1"; empty for other words."""
    said = anchor.rest.text
    if not anchor.word or not 0 < len(said.split()) <= _MOST_WORDS:
        return Words()
    return anchor.rest if label_role(said) in _TOLD and sureness(said) >= 0.8 else Words()
