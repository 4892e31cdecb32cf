"""Text that knows where it stands: every character of a `Words` has a place in the source's stored text.

Cells are cut, joined and cleaned on the way to a claim. A `Words` carries the offsets through all of it, so the
quotation that a claim rests on is always the source's own characters: ``text[start:end] == exact``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cohesion_graph.model.evidence import Quotation

__all__ = ["BULLETS", "TO_PAGE", "Run", "Words", "count_words", "tidy", "word_set"]

BULLETS = "•·●○◦▪■□‣⁃∙➢➤►✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc"
"""Characters printed in front of list entries, those of Word's symbol fonts included."""

TO_PAGE = re.compile(r"(?:\.\s?){5,}\s*\w{0,6}\s*$|…{2,}\s*\d*\s*$|\t\d{1,3}\s*$")
"""What a line of contents ends with: dots that lead to a page, or a tab and its number."""

_BLANK = r"\s\u00ad\u200b-\u200f\u2060\ufeff"
"""White space, soft hyphens, and characters without width, marks of direction among them."""
_VISIBLE = re.compile(f"[^{_BLANK}]")


class Run(NamedTuple):
    """A stretch of characters that stand side by side in the source: `at` in the words, `place` in the source."""

    at: int
    place: int
    length: int


@dataclass(frozen=True, slots=True)
class Words:
    """Characters with their places in the source; characters put between joined parts have none.

    >>> words = Words.of("Safer Stockton", 40)
    >>> words[6:].text, list(words[6:].spans())
    ('Stockton', [(46, 54)])
    >>> list(Words.join([Words.of("SBC Community", 5), Words.of("Development Team", 90)]).spans())
    [(5, 18), (90, 106)]
    """

    text: str = ""
    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, text: str, place: int) -> Words:
        """Characters that stand side by side in the source from `place` on."""
        return cls(text, (Run(0, place, len(text)),) if text else ())

    @classmethod
    def join(cls, parts: Iterable[Words], separator: str = " ") -> Words:
        """The parts in the order given, empty ones left out, with a separator between that has no place."""
        text, runs = "", []
        for part in parts:
            if not part.text:
                continue
            if text:
                text += separator
            runs += [Run(run.at + len(text), run.place, run.length) for run in part.runs]
            text += part.text
        return cls(text, tuple(runs))

    def __bool__(self) -> bool:
        """Whether there is anything to read: blanks that no print shows say nothing."""
        text = self.text
        return bool(text) and (text[0].isalnum() or _VISIBLE.search(text) is not None)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Words:
        start, stop, _ = part.indices(len(self.text))
        if start == 0 and stop == len(self.text):
            return self
        if len(self.runs) == 1 and start < stop and self.runs[0].length == len(self.text):
            return Words(self.text[start:stop], (Run(0, self.runs[0].place + start, stop - start),))
        kept = []
        for run in self.runs:
            first, last = max(run.at, start), min(run.at + run.length, stop)
            if first < last:
                kept.append(Run(first - start, run.place + first - run.at, last - first))
        return Words(self.text[start:stop], tuple(kept))

    @property
    def is_unbroken(self) -> bool:
        """Whether all characters stand side by side in the source: then only their text tells what they mean."""
        return len(self.runs) == 1 and self.runs[0].length == len(self.text)

    def moved(self, by: int) -> Words:
        """The same words in a source that has so many more characters in front of them."""
        return Words(self.text, tuple(Run(run.at, run.place + by, run.length) for run in self.runs))

    def strip(self, characters: str | None = None) -> Words:
        """Without white space (or the characters given) at both ends."""
        start, end = len(self.text) - len(self.text.lstrip(characters)), len(self.text.rstrip(characters))
        return self if start == 0 and end == len(self.text) else self[start : max(start, end)]

    def split(self, pattern: re.Pattern[str] | str) -> list[Words]:
        """The stretches between matches of a pattern, stripped, empty ones left out."""
        parts, start = [], 0
        for match in re.finditer(pattern, self.text):
            parts.append(self[start : match.start()].strip())
            start = match.end()
        parts.append(self[start:].strip())
        return [part for part in parts if part.text]

    def without(self, pattern: re.Pattern[str]) -> Words:
        """The words with what a pattern matches taken out, what stands around it moved together."""
        parts, start = [], 0
        for match in pattern.finditer(self.text):
            parts.append(self[start : match.start()])
            start = match.end()
        return Words.join([*parts, self[start:]], "") if start else self

    def cut(self, places: Iterable[int]) -> list[Words]:
        """The stretches between the given places of these words, stripped, empty ones left out."""
        edges = [0, *sorted(places), len(self.text)]
        parts = [self[start:stop].strip() for start, stop in pairwise(edges)]
        return [part for part in parts if part.text]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Start and end in the source of each stretch, in reading order, stretches that touch made one."""
        start = end = -1
        for run in self.runs:
            if run.place == end:
                end += run.length
                continue
            if end > start:
                yield start, end
            start, end = run.place, run.place + run.length
        if end > start:
            yield start, end

    def quotations(self, source: str) -> tuple[Quotation, ...]:
        """What a claim made from these words quotes, white space at the ends of each stretch left out."""
        found = []
        for start, end in self.spans():
            exact = source[start:end]
            lead = len(exact) - len(exact.lstrip())
            exact = exact.strip()
            if exact:
                found.append(Quotation(start=start + lead, end=start + lead + len(exact), exact=exact))
        return tuple(found)

    @property
    def place(self) -> int:
        """Where the first character stands in the source; -1 for words without a place."""
        return self.runs[0].place if self.runs else -1

    @property
    def last(self) -> int:
        """Where the last character that has a place stands in the source; -1 for words without one."""
        return self.runs[-1].place + self.runs[-1].length - 1 if self.runs else -1

    @property
    def tidy(self) -> str:
        """The text for people: see `tidy`."""
        return tidy(self.text)


@lru_cache(maxsize=50_000)
def tidy(text: str) -> str:
    r"""Text with every run of white space made one space, and bullets and loose dashes at its ends removed.

    Marks that show where a word may be broken are left out.

    >>> tidy("•\u00a0 Customer 1 st\n level 2 ")
    'Customer 1 st level 2'
    """
    unbroken = text if text.isascii() else _MAY_BREAK.sub("", text)
    one_spaced = _SPACES.sub(" ", unbroken).strip(BULLETS + " \u00a0")
    return _DASH.sub("", one_spaced) if one_spaced[:1] in "-–—*" else one_spaced


_MAY_BREAK = re.compile(r"[\u00ad\u200b\ufeff]")
_SPACES = re.compile(r"\s+")
_DASH = re.compile(r"^[-–—*] +")


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,}")
"""Letters of a script that is written without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def count_words(text: str) -> int:
    """How many words a text has, about; of scripts written without spaces two letters count as one.

    >>> count_words("Plant trees"), count_words("研議相關主動機制")
    (2, 4)
    """
    count = len(text.split())
    return count if text.isascii() else count + sum(len(run) // 2 - 1 for run in _UNSPACED.findall(text))


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set; lists of words read better as text.

    >>> sorted(word_set("plan plans"))
    ['plan', 'plans']
    """
    return frozenset(text.split())
