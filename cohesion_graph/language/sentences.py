"""How sentences go: what a sentence can end with, and what begins one."""

from __future__ import annotations

import re
from functools import cache

from cohesion_graph.language.files import word_list

__all__ = ["begins_sign", "ends_name", "ends_open", "is_abbreviated", "is_clause", "is_verb", "looks_verbal"]


@cache
def _open_words() -> frozenset[str]:
    grammar = (f"small.{name}" for name in ("articles", "possessives", "and", "or", "but", "conjunctions"))
    return word_list(*grammar, "small.prepositions", "small.auxiliaries", "sentences.open-words", "verbs.only")


def ends_open(words: str) -> bool:
    """Whether nothing can end with the last of some words: "of", "receiving", "develop"; the sentence goes on.

    >>> ends_open("Report to the"), ends_open("Annual review"), ends_open("Staff training"), ends_open("Uppföljning")
    (True, False, False, False)
    """
    last = words.split()[-1:] or [""]
    plain = last[0].strip("\"'“”‘’(),").casefold()
    if plain in _open_words():
        return True
    stem = plain.removesuffix("ing")  # nouns of other languages end so as well: "uppföljning"
    is_verbal = not word_list("verbs", "sentences.going-on").isdisjoint((stem, f"{stem}e", stem[:-1]))
    return is_verbal and stem != plain and plain not in word_list("sentences.nouns-in-ing")


_SHORTEST_CLAUSE = 6
"""Words."""


@cache
def _finite() -> frozenset[str]:
    other = (f"small.{name}" for name in ("articles", "prepositions", "conjunctions", "pronouns", "and", "or"))
    return word_list("small.auxiliaries") - word_list(*other)


def is_clause(text: str) -> bool:
    """Whether words say something of somebody, as a name does not: an auxiliary stands among six words or more.

    >>> is_clause("The body would be named as this work goes on"), is_clause("Board for Young People and their Carers")
    (True, False)
    """
    words = text.split()
    return len(words) >= _SHORTEST_CLAUSE and not _finite().isdisjoint(words[1:])


def is_verb(word: str) -> bool:
    """Whether a word can be a verb in its base form, as instructions begin with."""
    return word.casefold().strip(",") in word_list("verbs")


def looks_verbal(word: str) -> bool:
    """Whether a word looks like a verb in any form, as far as its letters tell.

    >>> looks_verbal("published"), looks_verbal("to"), looks_verbal("Town")
    (True, True, False)
    """
    plain = word.strip(".,;()").casefold()
    if plain in word_list("verbs") or plain in word_list("sentences.acting"):
        return True
    return bool(re.search(r"\w{2}(ed|ied|ise|ises|ies|ts|es)$", plain))


def ends_name(word: str) -> bool:
    """Whether names of plans, bodies or pieces of work end with a word: "Strategy", "LSP"."""
    is_initials = bool(re.fullmatch(r"\(?[A-Z]{2,6}\)?", word))
    return is_initials or word.strip("().,").casefold() in word_list("sentences.name-ends")


def begins_sign(word: str) -> bool:
    """Whether a sign of progress may begin with a word: "Number", "Increase"."""
    return word.casefold() in word_list("sentences.starters")


def is_abbreviated(word: str) -> bool:
    """Whether a full stop ends an abbreviation, not a sentence: "No.", "e.g."."""
    plain = re.sub(r"^\W+", "", word).removesuffix(".")
    return word.endswith(".") and (
        plain.casefold() in word_list("sentences.abbreviations") or bool(re.fullmatch("[A-Za-z]", plain))
    )
