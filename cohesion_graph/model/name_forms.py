"""Names as they may be spelt anywhere: in any letter case, order and word form, in prose, identifiers and addresses.

A name is looked for as letters alone, whatever stands between its parts: "Jane Wexbridge", "WEXBRIDGE, Jane",
"jane.wexbridge", "jane-wexbridge", "J. Wexbridge", "Wexbridge's". A surname counts by itself too, unless it is also an
ordinary word of the texts or part of what something else is called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from urllib.parse import unquote

from cohesion_graph.language.files import word_list

__all__ = ["WORD", "NameForms"]

WORD = re.compile(r"[^\W\d_]+?(?:(?<=[a-z])(?=[A-Z])|(?![^\W\d_]))|\d+")
"""A run of letters, parted where a capital follows a small one (JaneWexbridge), or of figures."""
_TITLES = word_list("persons.titles", "persons.titles-of-several")
_SEVERAL = re.compile(r"\s*(?:[,/;]|&|\band\b)\s*")
_HOST = re.compile(r"^[a-z]+://[^/]*")
_BETWEEN = re.compile(r"[\s.,_–'’+~-]{0,3}")
"""What may stand between two parts of a name."""


def _letters(word: str) -> str:
    """A word without letter case and accents."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _words(text: str) -> list[str]:
    return [_letters(word) for word in WORD.findall(text) if not word.isdigit()]


class NameForms:
    """Some names in all their forms.

    Args:
        names: As they are printed.
        ordinary: Words that are no names by themselves, whatever their letter case.

    >>> forms = NameForms(["Jane Wexbridge"])
    >>> forms.cover("Ask WEXBRIDGE, Jane or jane.wexbridge@example.org at Wexbridge's office")
    "Ask ██████████ ████ or ██████████████@example.org at █████████'s office"
    >>> forms.spelt_in("https://example.org/people/jane-wexbridge"), forms.spelt_in("bridge-of-wex")
    (True, False)
    """

    def __init__(self, names: Iterable[str], ordinary: Collection[str] = ()) -> None:
        self._ordinary = frozenset(letters for word in ordinary for letters in _words(word))
        self._whole: set[str] = set()
        """Forms as letters alone."""
        self._initialled: set[str] = set()
        """Those that begin or end with an initial: in prose it is a capital, or has a full stop."""
        for name in names:
            self._learn(name)
        self._starts = {form[:end] for form in self._whole | self._initialled for end in range(1, len(form) + 1)}

    def _learn(self, name: str) -> None:
        words = _words(name)
        if not words:  # a telephone number
            digits = re.sub(r"\D", "", name)
            self._whole |= {digits} if len(digits) > 5 else set()
            return
        is_initialled = len(words) > 1 and min(len(words[0]), len(words[-1])) == 1
        (self._initialled if is_initialled else self._whole).add("".join(words))
        person = name.partition("@")[0]
        pieces = [_words(piece) for piece in _SEVERAL.split(person)]
        if [len(piece) for piece in pieces] == [1, 1] and "," in person:
            pieces = [[*pieces[1], *pieces[0]]]  # surname first
        for piece in pieces:
            titled = [word for word in piece if word not in _TITLES]
            if len(titled) > 1:
                self._learn_person(titled[:-1], titled[-1])
            elif titled and (len(piece) > 1 or len(pieces) > 1) and "@" not in name:
                self._learn_surname(titled[0])

    def _learn_person(self, given: list[str], surname: str) -> None:
        initials = "".join(word[0] for word in given)
        for first in {given[0], "".join(given)}:
            target = self._initialled if len(first) == 1 else self._whole
            target |= {first + surname, surname + first}
        self._learn_surname(surname)
        if surname not in self._ordinary:
            for one in {initials, initials[0]}:
                self._initialled |= {one + surname, surname + one}
                self._whole |= {one + surname} if len(surname) > 3 else set()  # as in an e-mail address

    def _learn_surname(self, surname: str) -> None:
        if len(surname) > 2 and surname not in self._ordinary:
            self._whole.add(surname)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def cover(self, text: str, block: str = "█", *, is_prose: bool = True) -> str:
        """The text with as many blocks in place of each letter and sign of a name; spaces stay.

        Args:
            text: Any.
            block: One character.
            is_prose: Whether it is written as people write, so that "a person" is nobody called A. Person.
        """
        parts, at = [], 0
        for start, end in self.found_in(text, is_prose=is_prose):
            parts += [text[at:start], re.sub(r"\S", block, text[start:end])]
            at = end
        return "".join([*parts, text[at:]]) if parts else text

    def spelt_in(self, text: str) -> bool:
        """Whether an identifier, an address (its host aside) or the name of a file spells out a name."""
        return next(self.found_in(_HOST.sub("", unquote(text)), is_prose=False), None) is not None

    def found_in(self, text: str, *, is_prose: bool = True) -> Iterator[tuple[int, int]]:
        """Where names stand: start and end, in order, none overlapping."""
        if not self._starts:
            return
        tokens = [(found.start(), found.end(), _letters(found[0])) for found in WORD.finditer(text)]
        number = 0
        while number < len(tokens):
            first, last = number, self._longest(text, tokens, number, is_prose=is_prose)
            number += 1
            if last is None:
                continue
            while number <= last:  # "moulin Sophie Moulin": what begins as one form goes on as another
                last = max(last, self._longest(text, tokens, number, is_prose=is_prose) or last)
                number += 1
            yield tokens[first][0], tokens[last][1]

    def _longest(self, text: str, tokens: list[tuple[int, int, str]], first: int, *, is_prose: bool) -> int | None:
        """The last word of the longest name that begins with a word; None if none does."""
        letters, found = "", None
        for number in range(first, len(tokens)):
            start, _, word = tokens[number]
            if number > first and not _BETWEEN.fullmatch(text, tokens[number - 1][1], start):
                break
            letters += word
            if letters.removesuffix("s") not in self._starts and letters not in self._starts:
                break
            taken = tokens[first : number + 1]
            is_initialled = len(taken) > 1 and (not is_prose or _is_initialled(text, taken))
            for form in (letters, letters.removesuffix("s")):  # also "Wexbridges", which an identifier makes of 's
                is_plain = form in self._whole and (form == letters or len(word) > 1)
                if is_plain or (is_initialled and form in self._initialled):
                    found = number
        return found


def _is_initialled(text: str, tokens: Sequence[tuple[int, int, str]]) -> bool:
    """Whether words with an initial among them are written as a name is: "A. Person", not "a person"."""
    if len(tokens[-1][2]) == 1 and "," not in text[tokens[0][1] : tokens[-1][0]]:
        return False  # surname first
    has_stops = all(text[end : end + 1] == "." for _, end, word in tokens if len(word) == 1)
    return has_stops or all(text[start].isupper() for start, _, _ in tokens)
