"""Patterns made of the words of all languages that texts have shown: compiled when needed, tried where they can hold.

With every word of every language such a pattern takes up to a tenth of a second to compile, and of most lists a
document shows a few words only. What a text has no letters of stands in no match: leaving it out changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from threading import RLock
from typing import Generic, TypeVar

from cohesion_graph.language.files import spelt
from cohesion_graph.language.notation import letters_of, pattern_of

__all__ = ["Form", "Worded", "any_shown", "compiled", "meet", "tried"]

_Made = TypeVar("_Made")
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 5000
"""Characters of texts whose words are not kept for the next time: whole documents."""
_OFTEN = 4
"""Times that a pattern is made for the words shown so far; then for all words: much is read in this process."""


def any_shown(*paths: str) -> str:
    """A place in a pattern for the entries of some lists that texts have shown; only `compiled` fills it."""
    return f"(?:{_OPEN}{' '.join(paths)}{_CLOSE})"


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A pattern made of the entries that `shown` tells, when so many of any lists were `known`, for the n-th time."""

    pattern: re.Pattern[str]
    shown: frozenset[str]
    known: int
    number: int
    is_last: bool


class _Shown:
    """What the texts given so far have shown of the lists that patterns ask for: longest runs of letters of entries."""

    def __init__(self) -> None:
        self.met: set[str] = set()
        """Every run of letters of the texts."""
        self.words: set[str] = set()
        """The same of long texts, as these print them."""
        self.made: dict[tuple[str, int], _Compiled] = {}
        self._joined = ""
        self._shown, self._others = set[str](), set[str]()
        self._lock = RLock()

    def meet(self, runs: Iterable[str]) -> None:
        with self._lock:
            new = " ".join(set(runs) - self.met)
            shown = {one for one in self._others if one in new}
            self._shown |= shown
            self._others -= shown
            self._joined += f" {new}"
            self.met.update(new.split())  # last: others look here first

    def ask(self, entries: Iterable[str]) -> None:
        """Look for further entries in the texts from now on, and in those that were met already."""
        with self._lock:
            for one in set(entries) - self._shown:
                (self._shown if one in self._joined else self._others).add(one)

    def compiled(self, pattern: str, flags: int) -> re.Pattern[str]:
        """A pattern for the entries shown so far, those of its text among them."""
        made = self.made.get((pattern, flags))
        if made and made.known == len(self._shown):
            return made.pattern
        with self._lock:
            entries = _runs_in(pattern)
            known, shown = len(self._shown), entries & self._shown
            if made and shown == made.shown:
                made = replace(made, known=known)
            else:
                number = made.number + 1 if made else 1
                is_last = number > _OFTEN or not entries
                chosen = entries if is_last else shown
                filled = _PLACE.sub(lambda place: _filled(place[1], chosen), pattern)
                made = _Compiled(re.compile(filled, flags), shown, known, number, is_last)
            self.made[pattern, flags] = made
            return made.pattern


_SHOWN = _Shown()


@cache
def _entries(paths: str) -> tuple[tuple[str, str], ...]:
    """The entries of some lists, each with its longest run of letters: no text without it has the entry."""
    found = tuple((one, max(sorted(letters_of(one)), key=len, default="")) for one in spelt(*paths.split()))
    _SHOWN.ask(run for _, run in found)
    return found


@cache
def _runs_in(pattern: str) -> frozenset[str]:
    return frozenset(run for paths in _PLACE.findall(pattern) for _, run in _entries(paths))


def _filled(paths: str, runs: frozenset[str]) -> str:
    return pattern_of(one for one, run in _entries(paths) if run in runs) or "(?!)"


def meet(text: str) -> None:
    """Take the words of a whole document for shown, so that patterns are made once for all its parts."""
    new = set(_WORD.findall(text)) - _SHOWN.words
    if new:
        _SHOWN.meet(letters_of.__wrapped__(" ".join(new)))
        _SHOWN.words |= new


def compiled(pattern: str, text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, ready for a text, compiled when it is first asked for and kept (`re` itself keeps 512 at most).

    >>> compiled(any_shown("when.months"), "In March", re.IGNORECASE).search("In March")[0]
    'March'
    """
    made = _SHOWN.made.get((pattern, flags))
    if made and made.is_last:
        return made.pattern
    if len(text) > _LONG:
        meet(text)
    elif not (runs := letters_of(text)) <= _SHOWN.met:
        _SHOWN.meet(runs)
    return _SHOWN.compiled(pattern, flags)


@dataclass(frozen=True, slots=True)
class Worded:
    """A pattern with places for words, asked as those of `re` are."""

    pattern: str
    flags: int = 0

    def match(self, text: str, *within: int) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return compiled(self.pattern, text, self.flags).match(text, *within)

    def search(self, text: str, *within: int) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return compiled(self.pattern, text, self.flags).search(text, *within)

    def fullmatch(self, text: str, *within: int) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return compiled(self.pattern, text, self.flags).fullmatch(text, *within)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return compiled(self.pattern, text, self.flags).finditer(text)

    def sub(self, by: str, text: str) -> str:
        """As `re.Pattern.sub`."""
        return compiled(self.pattern, text, self.flags).sub(by, text)


@dataclass(frozen=True, slots=True)
class Form(Generic[_Made]):
    """A form that words may have, and what is made of words that have it."""

    pattern: str
    """It ignores letter case, like those below."""
    make: _Made
    needs: tuple[str, ...] = ()
    """Patterns, cheaper than the form's, that are found in each text in which the form's is."""
    lacks: tuple[str, ...] = ()
    """Patterns that are found in no text that the form is for: another form stands for such texts."""


def tried(forms: Iterable[Form[_Made]], text: str) -> Iterator[tuple[re.Pattern[str], _Made]]:
    """The forms that may be found in a text, in their order, each with what is made of it.

    >>> month, year = Form("may|june", "a month"), Form("in [0-9]+", "a year", needs=("[0-9]",))
    >>> [made for _, made in tried((month, year), "in May")]
    ['a month']
    """
    told: dict[str, bool] = {}
    for form in forms:
        for part in (*form.needs, *form.lacks):
            if part not in told:
                told[part] = compiled(part, text, re.IGNORECASE).search(text) is not None
            if told[part] is (part in form.lacks):
                break
        else:
            yield compiled(form.pattern, text, re.IGNORECASE), form.make
