"""What words mean in any of the languages known: roles of labels, numbered headings, statuses, words for nothing.

All look-ups are of words, not of patterns, and each answer is kept: labels and cells repeat.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from cohesion_graph.language.files import entries, files, word_list
from cohesion_graph.language.notation import phrases, spelt_out, words

__all__ = [
    "called",
    "is_nothing",
    "is_status",
    "is_term",
    "label_phrases",
    "months",
    "role_of",
    "roles_of",
    "small_words",
    "status_of",
    "tokens",
    "verbs",
]

_MOST_WORDS = 14
"""Words: what is longer is a sentence, and labels nothing."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """What labels mean in one language."""

    roles: Mapping[tuple[str, ...], str]
    """The meaning of each phrase, by its words."""
    longest: Mapping[str, int]
    """Number of words of the longest phrase that begins with a word."""
    empty: frozenset[str]
    """Words that tell nothing about what a label means: small words and qualifiers."""
    prepositions: frozenset[str]
    heads_last: bool
    """Whether of words in a row the last says what is meant, as in English."""


@cache
def _labels() -> tuple[_Labels, ...]:
    return tuple(_compiled(data) for data in files())


def _compiled(data: Mapping[str, Any]) -> _Labels:
    roles: dict[tuple[str, ...], str] = {}
    for role, phrase in label_phrases(data):
        for spelt in spelt_out(phrase):
            roles.setdefault(tokens(spelt), role)
    longest: dict[str, int] = {}
    for parts in roles:
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    small = frozenset[str]().union(*(words(one) for one in data["small"].values()), words(data["qualifiers"]))
    return _Labels(
        roles, longest, _tokens_of(small), _tokens_of(words(data["small"]["prepositions"])), data["head"] == "last"
    )


def _tokens_of(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(word for one in listed for word in tokens(one))


def label_phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every phrase of a language file that can head a column or label a line, with its meaning.

    Of a role these are its nouns, "led by" and "leading" of its verbs.
    """
    for role, forms in data["roles"].items():
        for phrase in phrases(forms["nouns"]):
            yield role, phrase
        for verb in phrases(forms["verbs"]):
            *_, doing, done = verb.split()
            for by in phrases(data["by"]):
                yield role, f"{done} {by}"
            yield role, doing
    for role, listed in data["labels"].items():
        for phrase in phrases(listed):
            yield role, phrase


_BOUNDARY = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%#№£€$]")


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """Words of a label as they are compared: parted at capitals, no accents, no letter case, in the singular.

    >>> tokens("leadAgencies"), tokens("Échéance_prévue"), tokens("Co-Lead")
    (('lead', 'agency'), ('echeance', 'prevue'), ('co', 'lead'))
    """
    parted = _BOUNDARY.sub(" ", text)
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", parted.casefold()) if not unicodedata.combining(sign)
    )
    return tuple(_singular(word.replace("’", "'")) for word in _TOKEN.findall(plain))


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")):
        return word.removesuffix("'s") if word.endswith("'s") else word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


@lru_cache(maxsize=20_000)
def _roles_of(label: str) -> tuple[tuple[str, float], ...]:
    outside = re.sub(r"\([^)]*\)", " ", label)
    said = tokens(outside) or tokens(label)
    found: dict[str, float] = {}
    if 0 < len(said) <= _MOST_WORDS:
        for labels in _labels():
            for role, sureness in _roles_in(said, labels).items():
                found[role] = max(found.get(role, 0.0), sureness)
    return tuple(sorted(found.items(), key=lambda pair: -pair[1]))


def _roles_in(said: tuple[str, ...], labels: _Labels) -> dict[str, float]:
    if role := labels.roles.get(said):
        return {role: 1.0}
    weights = _weights(said, labels)
    total = sum(weights) or 1
    found: dict[str, float] = {}
    place = 0
    while place < len(said):
        role, end = _longest(said, place, labels)
        if role:
            share = sum(weights[place:end]) / total
            found[role] = max(found.get(role, 0.0), round(0.2 + 0.75 * share, 3) if share else 0.0)
        place = end
    return {role: sureness for role, sureness in found.items() if sureness}


def _longest(said: Sequence[str], place: int, labels: _Labels) -> tuple[str | None, int]:
    """The meaning of the longest phrase at a place, and where it ends; None and the next place if there is none."""
    most = min(labels.longest.get(said[place], 0), len(said) - place)
    for length in range(most, 0, -1):
        if role := labels.roles.get(tuple(said[place : place + length])):
            return role, place + length
    return None, place + 1


def _weights(said: Sequence[str], labels: _Labels) -> list[int]:
    """How much each word counts: small ones nothing, the one that says what is meant double."""
    weights = [0 if word in labels.empty else 1 for word in said]
    parted = next((number for number, word in enumerate(said) if number and word in labels.prepositions), len(said))
    counted = [number for number, weight in enumerate(weights) if weight and number < parted]
    counted = counted or [number for number, weight in enumerate(weights) if weight]
    if counted:
        weights[counted[-1] if labels.heads_last else counted[0]] = 2
    return weights if any(weights) else [1] * len(said)


def roles_of(label: str) -> dict[str, float]:
    """What a heading or label may mean, with how sure that is, 0 to 1, the surest first; empty for unknown words.

    A whole phrase of a language file is sure (1). Part of a label counts by its share of the words that mean
    something, the one that says what is meant double: in English the last ("action owner" is an owner), or the last
    before "of" ("date of completion").

    >>> roles_of("Led by"), roles_of("leadAgency"), roles_of("Rainfall")
    ({'lead': 1.0}, {'lead': 1.0}, {})
    >>> roles_of("Town hall officer responsible")
    {'responsible': 0.65}
    """
    return dict(_roles_of(label))


def role_of(label: str, least: float = 0.5) -> str | None:
    """The surest meaning of a label; None where none is as sure as `least`."""
    found = _roles_of(label)
    return found[0][0] if found and found[0][1] >= least else None


@cache
def _called() -> dict[tuple[str, ...], str]:
    return {
        tokens(spelt): kind
        for numbered in reversed(entries("numbered"))
        for kind, listed in numbered.items()
        for spelt in words(listed)
    }


def called(words_before: str) -> str | None:
    """What a numbered heading is that is called so: ``action``, ``milestone``, ``goal`` or ``other``; None if unknown.

    >>> called("Action"), called("Recommendations"), called("Figure"), called("Town")
    ('action', 'action', 'other', None)
    """
    return _called().get(tokens(words_before))


def _exact(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


@cache
def _statuses() -> dict[tuple[str, ...], str]:
    found = {_exact(colour): "" for colour in word_list("colours")}
    for statuses in reversed(entries("statuses")):
        found |= {_exact(spelt): code for code, listed in statuses.items() for spelt in words(listed)}
    return found


def status_of(text: str) -> str | None:
    """The code of the status that words are as a whole; empty for a colour or a share; None for other words.

    >>> status_of("On-track"), status_of("Amber"), status_of("60 %"), status_of("Plant trees")
    ('in-progress', '', '', None)
    """
    if re.fullmatch(r"\W*\d{1,3} ?%\W*", text):
        return ""
    return _statuses().get(_exact(text)) if len(text) < _LONGEST_WORD else None


_LONGEST_WORD = 60
"""Characters: no status, term or word for nothing is longer."""


def is_status(text: str) -> bool:
    """Whether words are a status, a colour or a share in per cent, and nothing else."""
    return status_of(text) is not None


@cache
def _nothing() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_exact, word_list("nothing")))


def is_nothing(text: str) -> bool:
    """Whether words say that there is nothing to say, or that it is still to be said: "n/a", "TBC", a dash, none.

    >>> is_nothing("N/A"), is_nothing("t.b.c."), is_nothing(" – "), is_nothing("Parks Team")
    (True, True, True, False)
    """
    said = _exact(text) if len(text) < _LONGEST_WORD else ("",)
    return not said or said in _nothing()


@cache
def _term_words() -> tuple[frozenset[str], frozenset[str]]:
    spans = {word.casefold() for word in word_list("terms.spans", "terms.letters")}
    return frozenset(spans), word_list("terms.word", "terms.between")


def is_term(text: str) -> bool:
    """Whether words name a span of time without a date: "Short term", "S/M", "medium to long-term".

    >>> is_term("Short term"), is_term("S/M"), is_term("medium to long-term"), is_term("Term"), is_term("March")
    (True, True, True, False, False)
    """
    spans, others = _term_words()
    said = _exact(text) if len(text) < _LONGEST_WORD else ()
    return any(word in spans for word in said) and all(word in spans or word in others for word in said)


def verbs() -> frozenset[str]:
    """Verbs that begin actions, in their base form, of all languages, in lower case."""
    return word_list("verbs")


@cache
def months() -> Mapping[str, int]:
    """The number of each month by each of its names and short names, in lower case, of all languages."""
    return {
        name: number
        for listed in reversed(entries("months"))
        for number, names in enumerate(listed, 1)
        for name in words(names)
    }


def small_words() -> frozenset[str]:
    """Words that mean nothing by themselves, of all languages, in lower case."""
    return word_list("small")
