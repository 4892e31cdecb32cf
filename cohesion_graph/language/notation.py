"""The short forms in which the language files write phrases, spelt out or made into a pattern.

``(key) partner`` is "key partner" and "partner"; ``lead body/agency`` is "lead body" and "lead agency"; ``(is/will
be) done`` has longer alternatives in its brackets; ``deliver…`` is any word that begins so. Commas part phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

__all__ = ["alternation", "phrases", "spelt_out", "words"]

_PIECE = re.compile(r"\([^()]*\)|[^\s()]+")


def words(text: str) -> frozenset[str]:
    """The entries of a list of plain words.

    >>> sorted(words("spring, new year"))
    ['new year', 'spring']
    """
    return frozenset(phrases(text))


def phrases(text: str) -> list[str]:
    """The phrases of a list, in order, still in their short form."""
    return [phrase for part in text.split(",") if (phrase := part.strip())]


def spelt_out(phrase: str) -> list[str]:
    """All that one phrase stands for, its words parted by single spaces.

    >>> spelt_out("(key) partner"), spelt_out("led/owned by"), spelt_out("who (is/will be) responsible")[1:]
    (['partner', 'key partner'], ['led by', 'owned by'], ['who is responsible', 'who will be responsible'])
    """
    choices = []
    for piece in _PIECE.findall(phrase):
        if piece.startswith("("):
            choices.append(["", *piece[1:-1].split("/")])
        else:
            choices.append(piece.split("/") if len(piece) > 1 else [piece])
    return [" ".join(" ".join(parts).split()) for parts in product(*choices)]


@lru_cache(maxsize=256)
def alternation(texts: str | tuple[str, ...]) -> str:
    """A pattern for any phrase of one or more lists, the longest first, without named groups.

    White space in a phrase stands for white space of any kind or a hyphen; letter case is the caller's to ignore.

    >>> import re
    >>> re.search(alternation("led by, (key) partner"), "our key  partner: Parks")[0]
    'key  partner'
    """
    lists: Iterable[str] = (texts,) if isinstance(texts, str) else texts
    spelt = {one for text in lists for phrase in phrases(text) for one in spelt_out(phrase)}
    return "|".join(_pattern(one) for one in sorted(spelt, key=lambda one: (-len(one), one)))


def _pattern(spelt: str) -> str:
    return r"[\s-]+".join(_word(word) for word in spelt.split())


def _word(word: str) -> str:
    return re.escape(word[:-1]) + r"\w*" if word.endswith("…") else re.escape(word)
