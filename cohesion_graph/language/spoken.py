"""Which language a document is written in, and which words in front of dates are of another.

The date words of all languages are known at once: "fine 2025" is the end of 2025 in Italian, and no date in English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from cohesion_graph.language.files import files, lists
from cohesion_graph.language.notation import words

__all__ = ["foreign_word", "language_of"]

_FEWEST = 20
"""Small words from which a text tells its language."""
_MORE = 1.5
"""How many times as many it must have as of the next language."""
_LONGEST = 200_000
"""Characters of a text that are looked at."""
_LEADING = ("edges", "prepositions", "of")


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _tokens(*texts: str) -> frozenset[str]:
    return frozenset(letters for text in texts for one in words(text) for letters in _letters(one))


@cache
def _small() -> Mapping[str, frozenset[str]]:
    return {data["language"]: _tokens(*lists(data["small"])) for data in files()}


@cache
def _own(language: str) -> frozenset[str]:
    """Every word of a language's file."""
    data = next(data for data in files() if data["language"] == language)
    return _tokens(*(text for part in data.values() for text in lists(part)))


@cache
def _leading() -> frozenset[str]:
    """Words that stand in front of dates in any language."""
    found = [text for data in files() for name in _LEADING for text in lists(data["when"].get(name, ""))]
    return _tokens(*found, *(text for data in files() for text in lists(data["small"]["articles"])))


def language_of(text: str) -> str:
    """The language that most small words of a text are of, by its code; empty where it has few, or two are as likely.

    >>> language_of("The council will plant the trees of the park in the spring. " * 3), language_of("Parks")
    ('en', '')
    """
    counts = Counter(_letters(text[:_LONGEST]))
    hits = {code: sum(counts[word] for word in small) for code, small in _small().items()}
    first, second = sorted(hits, key=lambda code: -hits[code])[:2]
    return first if hits[first] >= max(_FEWEST, _MORE * hits[second]) else ""


def foreign_word(text: str, language: str) -> str:
    """The first word of a date that leads to one in another language only; empty where there is none.

    >>> foreign_word("fine 2025", "en"), foreign_word("fine 2025", "it"), foreign_word("end of 2025", "en")
    ('fine', '', '')
    """
    if not language:
        return ""
    return next((word for word in _letters(text) if word in _leading() and word not in _own(language)), "")
