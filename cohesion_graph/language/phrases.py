"""What words mean in any of the languages known: roles of labels, numbered headings, statuses, words for nothing.

All look-ups are of words, not of patterns, and each answer is kept: labels and cells repeat.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from cohesion_graph.language.files import entries, files, lists, word_list
from cohesion_graph.language.labels import role_named, role_of, roles_of, sorts_of, tokens
from cohesion_graph.language.notation import without_accents, words

__all__ = [
    "begins_with_verb",
    "called",
    "colours",
    "is_contact",
    "is_elsewhere",
    "is_nothing",
    "is_status",
    "is_term",
    "months",
    "role_named",
    "role_of",
    "roles_of",
    "says_nothing",
    "says_what_to_do",
    "small_words",
    "sorts_of",
    "status_of",
    "tokens",
    "verbs",
]


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


@lru_cache(50_000)
def _exact(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


@cache
def colours() -> Mapping[str, str]:
    """The code of each colour by its name, in lower case.

    >>> colours()["orange"], colours()["rouge"]
    ('amber', 'red')
    """
    return {
        name.casefold(): code
        for named in reversed(entries("colours"))
        for code, listed in named.items()
        for name in words(listed)
    }


@cache
def _statuses() -> dict[tuple[str, ...], str]:
    found = {_exact(colour): "" for colour in colours()}
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
def _nothing(*paths: str) -> frozenset[tuple[str, ...]]:
    return frozenset(map(_exact, word_list(*paths)))


def is_nothing(text: str) -> bool:
    """Whether words say that there is nothing to say, that it is still to be said, or that it is said elsewhere.

    >>> [is_nothing(text) for text in ("N/A", "t.b.c.", " – ", "ditto", "Siehe Intranet", "Parks Team")]
    [True, True, True, True, True, False]
    """
    return _is_among(text, "nothing", "nothing-yet", "elsewhere", "said-elsewhere")


def is_elsewhere(text: str) -> bool:
    """Whether words say that another cell holds what this one would: "ditto", "as above".

    >>> is_elsewhere("As above"), is_elsewhere("n/a"), is_elsewhere("-")
    (True, False, False)
    """
    return _exact(text) in _nothing("elsewhere")


def says_nothing(text: str) -> bool:
    """Whether words say that there is nothing to say at all: "n/a", a dash; what is still to be said is not nothing.

    >>> says_nothing("None"), says_nothing("?"), says_nothing("TBC")
    (True, True, False)
    """
    return _is_among(text, "nothing")


def _is_among(text: str, *paths: str) -> bool:
    if len(text) >= _LONGEST_WORD:
        return not text.strip()
    return not text.strip(" \t\n\xa0-–—.…?/") or _exact(text) in _nothing(*paths)


@cache
def _term_words() -> tuple[frozenset[str], frozenset[str]]:
    return word_list("when.terms", "when.open-terms", "when.term-letters"), word_list(
        "when.term", "when.to", "small.and"
    )


def is_term(text: str) -> bool:
    """Whether words name a span of time without a date: "Short term", "S/M", "medium to long-term".

    >>> is_term("Short term"), is_term("S/M"), is_term("medium to long-term"), is_term("Term"), is_term("March")
    (True, True, True, False, False)
    """
    spans, others = _term_words()
    said = _exact(text) if len(text) < _LONGEST_WORD else ()
    return any(word in spans for word in said) and all(word in spans or word in others for word in said)


@cache
def _contacts() -> frozenset[str]:
    return frozenset(part[0] for one in word_list("labels.contact") if (part := tokens(one)))


def is_contact(heading: str) -> bool:
    """Whether a heading says whom to ask: one of the words that labels of contacts begin with, alone or as a label.

    >>> is_contact("Contact"), is_contact("Contact details"), is_contact("Contact all schools")
    (True, True, False)
    """
    said = tokens(heading)
    return role_of(heading, least=1.0) == "contact" or (len(said) == 1 and said[0] in _contacts())


def verbs() -> frozenset[str]:
    """Verbs that begin actions, in their base form, of all languages, in lower case."""
    return word_list("verbs")


@cache
def _verbs_of_several_words() -> tuple[str, ...]:
    return tuple(sorted(f"{one} " for one in verbs() if " " in one))


@cache
def _ending_verbs() -> frozenset[str]:
    last = (lists(data["verbs"]) for data in files() if data.get("verb") == "last")
    return frozenset(word.casefold() for texts in last for text in texts for word in words(text))


_FIRST = re.compile(r"[\W\d_]*(?:to\s+|we will\s+|will\s+)?(?P<word>[^\W\d_][\w’'-]*)", re.IGNORECASE)
_LAST_OF_A_CLAUSE = re.compile(r"[^:.;,(–]*\s(?P<word>[^\W\d_]+)\s*(?=[:.;,(–]|$)")


def says_what_to_do(text: str) -> bool:
    """Whether words begin, or their first clause ends, as something to be done does.

    >>> says_what_to_do("to publish the list"), says_what_to_do("Radwege ausbauen: 3 km"), says_what_to_do("The list")
    (True, True, False)
    >>> says_what_to_do("Publication of the list"), says_what_to_do("Publication scheme")
    (True, False)
    """
    first = _FIRST.match(text)
    word = first["word"].casefold() if first else ""
    if word in verbs() or (word.endswith("ing") and len(word) > 5):
        return True
    if first and word in word_list("verbs-as-nouns"):  # "Publication of the list", "Mise en place d'un site"
        after = re.match(r"\s+([^\W\d_]+)(?=['’\s])", text[first.end() :])
        return after is not None and (after[1].casefold() in small_words() or len(after[1]) == 1)
    if first and text[first.start("word") :].casefold().startswith(_verbs_of_several_words()):
        return True
    last = _LAST_OF_A_CLAUSE.match(text)
    return last is not None and last["word"].casefold() in _ending_verbs()


def begins_with_verb(text: str) -> bool:
    """Whether several words begin with a verb that is nothing else, as names do not.

    >>> begins_with_verb("Adapt to drought"), begins_with_verb("Support Team"), begins_with_verb("Adapt")
    (True, False, False)
    """
    words_here = text.split()
    return len(words_here) > 1 and words_here[0].casefold() in word_list("verbs.only")


@cache
def months() -> Mapping[str, int]:
    """The number of each month by its names, short ones too, in lower case without accents, of all languages."""
    return {
        without_accents(name.casefold()): number
        for listed in reversed(entries("when.months"))
        for number, names in enumerate(listed, 1)
        for name in words(names)
    }


def small_words() -> frozenset[str]:
    """Words that mean nothing by themselves, of all languages, in lower case."""
    return word_list("small")
