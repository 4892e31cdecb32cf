"""What headings and labels mean: the role of a whole phrase, or of part of a label with how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from cohesion_graph.language.files import any_of, files, lists
from cohesion_graph.language.notation import phrases, spelt_out, without_accents, words

__all__ = ["label_phrases", "role_named", "role_of", "roles_of", "sorts_of", "tokens"]

_MOST_WORDS = 14
"""Words: what is longer is a sentence, and labels nothing."""
_WORD, _HEAD = 4, 9
"""How much a word of a label counts, and how much the one that says what is meant: more than any two beside it."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
"""How German is written where there are no letters of its own: in names of columns and fields."""
_COLUMN = "column"
_OPEN = "…"
"""Ends a phrase that any words may follow: "what will …"."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """What labels mean in one language."""

    meanings: Mapping[tuple[str, ...], tuple[str, str]]
    """The role of each phrase and its sort within the role, by its words."""
    known: frozenset[str]
    """Every word that stands in a phrase, or tells nothing."""
    longest: Mapping[str, int]
    """Number of words of the longest phrase that begins with a word."""
    empty: frozenset[str]
    """Words that tell nothing about what a label means: small words, qualifiers, numbers, months."""
    prepositions: frozenset[str]
    heads_last: bool
    """Whether of words in a row the last says what is meant, as in English."""


@dataclass(frozen=True, slots=True)
class _Found:
    role: str
    sort: str
    sureness: float


@cache
def _labels() -> tuple[_Labels, ...]:
    return tuple(_compiled(data) for data in files())


def _compiled(data: Mapping[str, Any]) -> _Labels:
    meanings: dict[tuple[str, ...], tuple[str, str]] = {}
    for role, sort, phrase in label_phrases(data):
        said, meaning = spelt_out(phrase), (role, sort)
        for spelt in said if phrase.isascii() else [*said, *(one.translate(_UMLAUTS) for one in said)]:
            meanings.setdefault((*tokens(spelt), _OPEN) if spelt.endswith(" …") else tokens(spelt), meaning)
    longest: dict[str, int] = {}
    for parts in meanings:
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    known = frozenset(word for parts in meanings for word in parts)
    telling_nothing = [
        *lists(data["small"]),
        data["qualifiers"],
        *lists([data["when"][name] for name in ("numbers", "months")]),
    ]
    empty = _tokens_of(telling_nothing)
    return _Labels(
        meanings,
        known | empty,
        longest,
        empty,
        _tokens_of([data["small"]["prepositions"]]),
        data["head"] == "last",
    )


def _tokens_of(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(word for text in texts for one in words(text) for word in tokens(one))


def label_phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every phrase of a language file that can head a column or label a line, with its role and its sort in the role.

    Of a role that bodies have these are its nouns, "led by" and "leading" of its verbs, and (of the sort "column")
    words that name it only where they head a column, as "Team" does.
    """
    for role, forms in data["roles"].items():
        yield from ((role, "", phrase) for phrase in phrases(forms["nouns"]))
        for verb in phrases(forms["verbs"]):
            *_, doing, done = verb.split()
            yield role, "", doing
            yield from ((role, "", f"{done} {agent}") for agent in phrases(data["acting"]["agent"]))
        yield from ((role, "", phrase) for phrase in phrases(forms.get("before", "")))
        yield from ((role, _COLUMN, phrase) for phrase in phrases(forms.get("columns", "")))
    for role, listed in data["labels"].items():
        for sort, text in listed.items() if isinstance(listed, Mapping) else [("", listed)]:
            for phrase in phrases(text):
                yield role, sort, phrase


_BOUNDARY = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%#№£€$]")


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """Words of a label as they are compared: parted at capitals, no accents, no letter case, in the singular.

    >>> tokens("leadAgencies"), tokens("Échéance_prévue"), tokens("Co-Lead")
    (('lead', 'agency'), ('echeance', 'prevue'), ('co', 'lead'))
    """
    is_plain = text.islower() and text.isascii()
    plain = text if is_plain else without_accents(_BOUNDARY.sub(" ", text).replace("’", "'")).casefold()
    if "'" in plain:
        plain = _elisions().sub("", plain)
    return tuple(map(_singular, _TOKEN.findall(plain)))


@cache
def _elisions() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('elisions')}'(?=\w)")


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("ies", "'s")):
        return word[:-3] + "y" if len(word) > 4 and word.endswith("ies") else word.removesuffix("'s")
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")
_ASIDE = re.compile(r"\([^)]*\)|\[(?:[ivx]+|[a-z]|\d+)\]")
"""Words in brackets, and the mark of a note: "Timetable[iv]"."""


def _found(label: str) -> tuple[_Found, ...]:
    """What a label may mean, the surest first; which number stands in it is all one."""
    return _meant(_NUMBER.sub("0", label))


@lru_cache(maxsize=20_000)
def _meant(label: str) -> tuple[_Found, ...]:
    """What a label means in the language that understands most of it, English where two do."""
    said = tokens(_ASIDE.sub(" ", label)) or tokens(label)
    if not 0 < len(said) <= _MOST_WORDS:
        return ()
    if _openings().isdisjoint(said):  # no phrase of any language begins with one of its words
        return ()
    for labels in _labels():  # a whole phrase is beyond doubt, and the first language that has it is asked first
        if meaning := labels.meanings.get(said):
            return (_Found(*meaning, 1.0),)
    weighed = [(labels, _weights(said, labels)) for labels in _labels()]
    shares = [_share_known(said, *one) for one in weighed]
    best_known = (one for one, share in zip(weighed, shares, strict=True) if share == max(shares))
    readings = (_found_in(said, *one) for one in best_known)
    found = max(readings, key=lambda reading: max((one.sureness for one in reading), default=0))
    best = {one.role: one for one in sorted(found, key=lambda one: one.sureness)}
    return tuple(sorted(best.values(), key=lambda one: -one.sureness))


@cache
def _openings() -> frozenset[str]:
    return frozenset(word for labels in _labels() for word in labels.longest)


def _share_known(said: tuple[str, ...], labels: _Labels, weights: Sequence[int]) -> float:
    """The share of a label's words that a language has."""
    return sum(weight for word, weight in zip(said, weights, strict=True) if word in labels.known) / sum(weights)


def _found_in(said: tuple[str, ...], labels: _Labels, weights: Sequence[int]) -> list[_Found]:
    """What a label that is no whole phrase may mean in one language."""
    total = sum(weights)
    found: list[_Found] = []
    place = 0
    while place < len(said):
        meaning, end = _longest(said, place, labels)
        if meaning and (share := sum(weights[place:end]) / total):
            found.append(_Found(*meaning, round(0.2 + 0.75 * share, 3)))
        place = end
    return found


def _longest(said: tuple[str, ...], place: int, labels: _Labels) -> tuple[tuple[str, str] | None, int]:
    """The meaning of the longest phrase at a place, and where it ends; None and the next place if there is none."""
    most = min(labels.longest.get(said[place], 0), len(said) - place)
    for length in range(most, 0, -1):
        part = said[place : place + length]
        if meaning := labels.meanings.get(part):
            return meaning, place + length
        if place == 0 and (meaning := labels.meanings.get((*part, _OPEN))):
            return meaning, len(said)
    return None, place + 1


def _weights(said: Sequence[str], labels: _Labels) -> list[int]:
    """How much each word counts: small ones nothing, the one that says what is meant double."""
    begins_with_word = said[0][0].isalpha()
    weights = [_WORD] * len(said)
    for number, word in enumerate(said):
        is_number = begins_with_word and number and (word.isdecimal() or len(word) == 1)
        if is_number or word in labels.empty:
            weights[number] = 0
    if not any(weights):
        weights = [_WORD] * len(said)
    parted = next((number for number, word in enumerate(said) if number and word in labels.prepositions), len(said))
    counted = [number for number, weight in enumerate(weights) if weight]
    in_front = [number for number in counted if number < parted] or counted
    weights[in_front[-1] if labels.heads_last else in_front[0]] = _HEAD
    return weights


def roles_of(label: str) -> dict[str, float]:
    """What a heading or label may mean, with how sure that is, 0 to 1, the surest first; empty for unknown words.

    A whole phrase of a language file is sure (1). Part of a label counts by its share of the words that mean
    something, the one that says what is meant double: in English the last ("action owner" is an owner), or the last
    before "of" ("date of completion"). Words in brackets do not count.

    >>> roles_of("Led by"), roles_of("leadAgency"), roles_of("Rainfall")
    ({'lead': 1.0}, {'lead': 1.0}, {})
    >>> roles_of("Town hall officer responsible")
    {'responsible': 0.664}
    """
    return {one.role: one.sureness for one in _found(label)}


def role_of(label: str, least: float = 0.5) -> str | None:
    """The surest meaning of a label; None where none is as sure as `least`."""
    found = _found(label)
    return found[0].role if found and found[0].sureness >= least else None


def role_named(label: str) -> str | None:
    """The role of a body that words name as a whole wherever they stand; None for "Team", which heads columns only.

    >>> role_named("Led by"), role_named("sponsor"), role_named("Team"), role_named("Deadline")
    ('lead', 'lead', None, None)
    """
    found = _found(label)
    is_whole = bool(found) and found[0].sureness == 1.0 and found[0].sort != _COLUMN
    return found[0].role if is_whole and found[0].role in _roles() else None


@cache
def _roles() -> frozenset[str]:
    return frozenset(role for data in files() for role in data["roles"])


def sorts_of(label: str) -> list[str]:
    """Sorts within their roles that a label names, the surest first: a measure may be an indicator or an output.

    >>> sorts_of("Key outputs"), sorts_of("Led by")
    (['output'], [])
    """
    return [one.sort for one in _found(label) if one.sort not in {"", _COLUMN}]
