"""Words that a narrow column breaks without a hyphen: "Homelessne" above "ss Team" is "Homelessness Team".

Word processors break a word that is wider than its cell wherever the line is full, and print nothing to show it. What
tells such a break from two words: the blank that many programs print behind a word that is wrapped whole, the same
word printed whole elsewhere in the document, and pieces that are no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cohesion_graph.language.files import word_list

__all__ = ["SPLIT", "Break", "Vocabulary", "may_be_broken"]

SPLIT = "\ufdd0"
"""Stands between two pieces until it is told whether they are one word; no document may hold this character."""
_SHORT = word_list("print.short")
"""Short words that may begin a line; other pieces of up to three letters are the rest of a word."""
_EITHER = word_list("print.either")
"""Short words that long words end in as well: "concord" and "at"."""
_SUFFIX = (
    r"(?:a?tions?|sions?|ments?|ships?|ness(?:es)?|ances?|ences?|it(?:y|ies)|abl[ey]|ibl[ey]|icall?y?|is(?:ed|ing)|ings?|"
    r"at(?:ed|es?|ing|ory|ively)|i?ves?|ology|hoods?|ural|ency|ancy|ational)"
)
_ENDING = re.compile(rf"[a-z]{{0,3}}{_SUFFIX}")
"""A long word's ending, with a few letters in front: more likely the rest of a word than a word."""
_SUFFIX_WORDS = word_list("print.suffix-words")
_WHOLE = re.compile(rf"[a-z]{{2,}}(?:{_SUFFIX}|ed|e?rs?|ors?|all?y?|ly|ents?|ants?|ies|ous|isms?|ists?|ils)")
"""A word that looks complete by its ending."""
_ONSET = re.compile(
    r"[aeiouy]|[^aeiouy](?:[aeiouy]|$)|(?:bl|br|ch|cl|cr|cy|dr|dw|fl|fr|gh|gl|gn|gr|kn|ll|ph|pl|pr|ps|qu|rh|sc|sh|sk|sl|sm|sn|"
    r"sp|sq|st|sw|th|tr|tw|wh|wr)"
)
"""How words begin in English and Welsh; letters of which none can say "ct" or "nt" in front are the rest of a word."""
_UNENDED = re.compile(r"[a-z]{2,}[ijquv]")
"""Letters that words hardly end in."""


class Break(NamedTuple):
    """How two pieces are read."""

    is_word: bool
    """Whether they are one word (of a hyphen: whether it belongs to the word)."""
    is_sure: bool


def may_be_broken(left: str, right: str) -> bool:
    """Whether two pieces in two lines can be one word by their letters: both small, both capitals, or both of a code.

    >>> may_be_broken("Homelessne", "ss"), may_be_broken("Housing", "Team"), may_be_broken("PERFORMAN", "CE")
    (True, False, True)
    """
    if not re.search(r"[^\W_]$", left) or not re.match(r"[^\W_]", right):
        return False
    if left[-1].isdigit() or right[0].isdigit():
        return left[-1].isdigit() and right[0].isdigit() and not re.fullmatch(r"(?:19|20)\d\d", right[:4])
    return right[0].islower() or (len(left) > 1 and left.isupper() and right.isupper())


class Vocabulary:
    """The words of a document: those printed whole anywhere, and those that stand inside a line.

    Args:
        texts: Text of the pages, line by line; words that a hyphen at the end of a line parts hold U+FFFE between.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._printed: set[str] = set()
        self._inside: set[str] = set()
        for text in texts:
            for line in re.sub(r"\S+\ufffe\S+", "\n", text).splitlines():
                words = [word.casefold() for word in re.findall(r"[^\W\d_]+", line)]
                self._printed.update(words)
                self._printed.update(word.casefold() for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", line))
                self._inside.update(words[1:-1])

    def read(self, left: str, right: str, *, blank_expected: bool = False) -> Break:
        """How two pieces, the first at the end of a full line, are read.

        Args:
            left: The word that ends the line.
            right: The word that begins the next.
            blank_expected: Whether the program that wrote the document prints a blank behind whole words at the ends
                of lines, and there is room for one here, and none.

        >>> Vocabulary(["Homelessness is rising"]).read("Homelessne", "ss")
        Break(is_word=True, is_sure=True)
        >>> Vocabulary().read("network", "agreed")
        Break(is_word=False, is_sure=False)
        """
        one, two = _letters(left, -1), _letters(right, 0)
        if not two or not one:
            return Break(is_word=True, is_sure=blank_expected)
        is_known = one in self._inside
        is_whole = is_known or one in _SHORT or bool(_WHOLE.fullmatch(one))
        are_known = is_whole and (two in self._inside or two in _SHORT)
        if one + two in self._printed or (blank_expected and not are_known) or self._is_rest(one, two):
            return Break(is_word=True, is_sure=True)
        if blank_expected:  # two words of the document: the program left the blank out
            return Break(is_word=False, is_sure=False)
        if two in _SHORT or (is_known and two in self._inside):
            return Break(is_word=False, is_sure=two not in _EITHER or is_known or bool(_WHOLE.fullmatch(one)))
        if not is_known and two not in self._inside and (_UNENDED.fullmatch(one) or _ENDING.fullmatch(two)):
            return Break(is_word=True, is_sure=False)
        return Break(is_word=False, is_sure=bool(_WHOLE.fullmatch(one)))

    def _is_rest(self, one: str, two: str) -> bool:
        """Whether the second piece can be no word, or an ending lies over the break."""
        if two not in self._inside and two not in _SHORT and (len(two) <= 3 or _is_no_start(two)):
            return True
        is_ending = bool(re.fullmatch(_SUFFIX, two)) and two not in _SUFFIX_WORDS
        return one not in self._inside and (is_ending or _ends_over(one, two))

    def keeps_hyphen(self, left: str, right: str) -> Break:
        """Whether the hyphen at the end of a line belongs to the word: "multi-" above "agency", not "accom-".

        Args:
            left: The word that ends the line, without the hyphen.
            right: The word that begins the next.

        >>> words = Vocabulary(["multi-agency work", "Find accommodation first"])
        >>> words.keeps_hyphen("multi", "agency").is_word, words.keeps_hyphen("accom", "modation").is_word
        (True, False)
        """
        one, two = _letters(left, -1), _letters(right, 0)
        if f"{one}-{two}" in self._printed:
            return Break(is_word=True, is_sure=True)
        if one + two in self._printed or (one not in self._printed and two and _is_no_start(two)):
            return Break(is_word=False, is_sure=True)
        if one in _HEADS:
            return Break(is_word=True, is_sure=True)
        if two not in self._printed and _ENDING.fullmatch(two):
            return Break(is_word=False, is_sure=False)
        return Break(is_word=True, is_sure=one in self._printed or two in self._printed)


_HEADS = word_list("print.joined")
"""Words that others are joined to by a hyphen."""


def _ends_over(left: str, right: str) -> bool:
    """Whether an ending of English words lies over the break: "satisfacti" and "on"."""
    match = re.search(rf"{_SUFFIX}$", left + right)
    return match is not None and match.start() < len(left) and len(left) > 3 and len(match[0]) > 2


def _is_no_start(piece: str) -> bool:
    """Whether no word begins like this piece."""
    return not _ONSET.match(piece) or not re.search(r"[aeiouy]", piece)


def _letters(word: str, which: int) -> str:
    found = re.findall(r"[^\W\d_]+", word.casefold())
    return found[which] if found else ""
