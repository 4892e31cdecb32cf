"""What stands in front of a leaf and counts it: "Action 3:", "2.1", "CC4", "(b)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.lexicon import PARTIES, called, label_role, sureness

__all__ = ["Anchor", "anchor_of", "numbered_label"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A leaf's beginning, parted from its words."""

    word: str
    """The word in front of the number, in lower case; empty where a number stands alone."""
    shape: str
    """The number with its digits made equal ("0.0", "CC0"); empty where there is none."""
    number: Words
    rest: Words


_WORD = re.compile(
    r"\W{0,3}(?!(?-i:[A-Z]{2,4}[a-z]\d))(?P<word>[^\W\d_][^\W\d_-]{2,20}(?:-[^\W\d_]+)?)\s*(?:#|no\.?\s|n[ºo°]\.?\s?|nr\.?\s)?\s*"
    r"(?P<number>\d{1,3}(?:[.\-]\d{1,3})*[a-z]?|[A-Z]{1,3}[.\-]?\d{1,3}(?:\.\d+)*|[IVX]{1,5}|[A-Z])"
    r"(?P<sign>\s*[:.–—)|-]+(?=\s|$)|\s*$|(?=\s))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\(?(?P<number>\d{1,3}(?:\.\d{1,3})+\.?[a-z]?|\d{1,3}[a-z]?|"
    r"(?:[A-Z]{1,5}|[A-Z]{2,4}[a-z])\d{0,3}(?:[._\- ]?[A-Z]{0,4}\d{1,3}|_[A-Z]{1,3}){1,3}|[a-z](?=[.)]))"
    r"(?:[.):]\s*|\s+[–—-]\s+|(?<=\d)\s+(?=[A-ZÀ-Ý]))(?=\S)"
)
_SIGNED = re.compile(r"\S")


def anchor_of(words: Words) -> Anchor:
    """What counts a leaf, and its words without that.

    A word in front of a number counts where the language knows it as the name of something numbered ("Action",
    "Recommendation"), or where a sign parts it from what follows.
    """
    word, first, last, end = _anchor(words.text[:120])
    if first < 0:
        return Anchor("", "", Words(), words)
    number, rest = words[first:last].strip("."), words[end:].strip()
    return Anchor(word, re.sub(r"\d+", "0", re.sub(r"^[a-z]$", "a", number.text)), number, rest or words[:0])


@lru_cache(50_000)
def _anchor(text: str) -> tuple[str, int, int, int]:
    match = _WORD.match(text)
    if match and not (match["number"].isalpha() and match["number"].islower()):
        word = match["word"].casefold()
        is_signed = bool(_SIGNED.search(match["sign"])) and match["word"][0].isupper() and not match["number"].isalpha()
        if called(word) or is_signed:
            return word, match.start("number"), match.end("number"), match.end()
    match = _NUMBER.match(text)
    if match and not re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return "", match.start("number"), match.end("number"), match.end()
    return "", -1, -1, 0


_MOST_WORDS = 4
_TOLD = frozenset({"note", "status", "deadline", "measure", "cost", *PARTIES})


def numbered_label(words: Words) -> Words:
    """The label that says whose it is, as in "Commitment 1 progress" below "Commitment 1"; empty for other words."""
    anchor = anchor_of(words)
    said = anchor.rest.text
    if not anchor.word or not 0 < len(said.split()) <= _MOST_WORDS:
        return Words()
    return anchor.rest if label_role(said) in _TOLD and sureness(said) >= 0.8 else Words()
