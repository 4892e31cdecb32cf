"""The short forms in which the language files write phrases, spelt out or made into a pattern.

``(key) partner`` is "key partner" and "partner"; ``lead body/agency`` is "lead body" and "lead agency"; brackets may
stand inside a word and hold longer alternatives: ``annual(ly)``, ``polic(y/ies)``, ``start(/s/ed)``, ``who (is/will
be) responsible``;
``deliver…`` is any word that begins so. Commas part phrases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

__all__ = ["alternation", "letters_of", "pattern_of", "phrases", "spelt_out", "without_accents", "words"]

_STROKE = re.compile(r"(?<!\\)/(?!$)")
_PIECE = re.compile(r"\s+|\([^()]*\)|[^\s()]+")


def phrases(text: str) -> list[str]:
    """The phrases of a list, in order, still in their short form."""
    return [phrase for part in text.split(",") if (phrase := part.strip())]


def words(text: str) -> frozenset[str]:
    """All that a list's entries stand for.

    >>> sorted(words("spring, new year, (half) term"))
    ['half term', 'new year', 'spring', 'term']
    """
    if "(" in text or "/" in text:
        return frozenset(spelt for phrase in phrases(text) for spelt in spelt_out(phrase))
    return frozenset(phrases(text))


def spelt_out(phrase: str) -> list[str]:
    """All that one phrase stands for, its words parted by single spaces.

    >>> spelt_out("(key) partner"), spelt_out("led/owned by"), spelt_out("who (is/will be) responsible")[1:]
    (['partner', 'key partner'], ['led by', 'owned by'], ['who is responsible', 'who will be responsible'])
    >>> spelt_out("polic(y/ies)"), spelt_out("plan(s)")
    (['policy', 'policies'], ['plan', 'plans'])
    """
    if "(" not in phrase and "/" not in phrase:
        return [phrase]
    choices = []
    for piece in _PIECE.findall(phrase):
        if piece.startswith("("):
            inner = piece[1:-1].split("/")
            choices.append(inner if _must_stand(piece, phrase) else ["", *inner])
        else:
            choices.append([one.replace("\\/", "/") for one in _STROKE.split(piece)])
    return [" ".join("".join(parts).split()) for parts in product(*choices)]


def _must_stand(bracket: str, phrase: str) -> bool:
    """Whether one of the alternatives in a bracket inside a word must be there: "polic" alone is no word."""
    in_front = phrase.split(bracket)[:-1]
    return "/" in bracket[2:] and bool(in_front[0]) and not any(before[-1:].isspace() for before in in_front)


@lru_cache(maxsize=512)
def alternation(texts: str | tuple[str, ...]) -> str:
    """A pattern for any phrase of one or more lists, the longest first, without groups that capture.

    White space in a phrase stands for white space or a hyphen, a straight apostrophe for either; letter case is the
    caller's to ignore. What begins alike is tried once, so that long lists are as fast as short ones.

    >>> import re
    >>> re.search(alternation("led by, (key) partner"), "our key  partner: Parks")[0], alternation("june, july, jun")
    ('key  partner', 'ju(?:ly|ne?)')
    """
    lists: Iterable[str] = (texts,) if isinstance(texts, str) else texts
    return pattern_of({one for text in lists for one in words(text)})


def pattern_of(spelt: Iterable[str]) -> str:
    """A pattern for any of some phrases that are spelt out: see `alternation`.

    >>> pattern_of(["june", "july"])
    'ju(?:ly|ne)'
    """
    tree: _Tree = {}
    for one in sorted(spelt):
        node = tree
        for sign in one:
            node = node.setdefault(_sign(sign), {})
        node[""] = {}
    return _pattern(tree)


_Tree = dict[str, "_Tree"]
_SIGNS = {" ": r"[\s-]+", "'": "['’]", "…": r"\w*", "-": "-", "ß": "(?:ß|ss)"}


@cache
def _sign(sign: str) -> str:
    """The pattern of one sign; accents are often left out, most of all on capitals."""
    base = without_accents(sign)
    if sign in _SIGNS or base == sign:
        return _SIGNS.get(sign) or re.escape(sign)
    return f"[{sign}{base}]" if len(base) == 1 else f"(?:{sign}|{base})"


@lru_cache(20_000)
def letters_of(text: str) -> frozenset[str]:
    """The runs of letters of a text, in lower case and without accents: what has none of a list's holds no entry.

    >>> sorted(letters_of("Échéance: 31Mar2025"))
    ['echeance', 'mar']
    """
    return frozenset(_LETTERS.findall(without_accents(text.casefold())))


_LETTERS = re.compile(r"[^\W\d_]+")


def without_accents(text: str) -> str:
    """The letters alone: "echeance" for "échéance"."""
    if text.isascii():
        return text
    plain = text.replace("œ", "oe").replace("Œ", "Oe")
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def _pattern(tree: _Tree) -> str:
    choices: dict[str, list[str]] = {}
    for sign, inner in tree.items():
        if sign:
            choices.setdefault(_group(inner), []).append(sign)
    return "|".join(_one_of(signs, is_alone=not inner) + inner for inner, signs in choices.items())


def _one_of(signs: list[str], *, is_alone: bool) -> str:
    """A pattern of one of several signs: a class where each is a letter, which is compiled and tried faster."""
    if not signs[1:]:
        return signs[0]
    if all(len(sign) == 1 and sign.isalnum() for sign in signs):
        return f"[{''.join(signs)}]"
    return "|".join(signs) if is_alone else f"(?:{'|'.join(signs)})"


def _group(tree: _Tree) -> str:
    signs = ""
    while len(tree) == 1:  # most of a word stands in no other
        sign, tree = next(iter(tree.items()))
        signs += sign
    if not tree:
        return signs
    inner = _pattern(tree)
    is_one_sign = len(inner) == 1 or (inner[0] == "[" and inner.find("]") == len(inner) - 1)
    return signs + (inner if is_one_sign else f"(?:{inner})") + ("?" if "" in tree else "")
