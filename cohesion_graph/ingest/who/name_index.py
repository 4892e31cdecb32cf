"""Many names looked for in many texts: time grows with the text, not with the number of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["NameIndex"]

_WORD = re.compile(r"[^\W_]+")


class NameIndex:
    """Finds names as whole words in a text, the longest at each place, none overlapping.

    >>> [match for match in NameIndex(["Town Plan", "Town Plan Group"]).find("The Town Plan Group met")]
    [(4, 19, 'Town Plan Group')]
    """

    def __init__(self, names: Iterable[str], *, ignore_case: bool = False) -> None:
        self._ignore_case = ignore_case
        self._by_first_word: dict[str, list[str]] = {}
        for name in sorted(set(names), key=lambda one: (-len(one), one)):
            if first := _WORD.search(name):
                self._by_first_word.setdefault(self._folded(first[0]), []).append(name)

    def _folded(self, text: str) -> str:
        return text.lower() if self._ignore_case else text

    def starting(self, text: str, place: int = 0) -> str | None:
        """The longest name that stands at a place of a text, ended by no letter or digit; None if there is none."""
        first = _WORD.match(text, place)
        candidates = self._by_first_word.get(self._folded(first[0]), []) if first else []
        for name in candidates:
            end = place + len(name)
            if self._folded(text[place:end]) == self._folded(name) and not text[end : end + 1].isalnum():
                return name
        return None

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start and end in the text of each name found, and the name as it was given."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() >= end and (name := self.starting(text, word.start())):
                end = word.start() + len(name)
                yield word.start(), end, name
