"""Names of bodies and council services that stand by themselves in any plan, and pairs of words that are one name.

For one use: to tell whether "and" joins two names or stands inside one. What the language files do not list is told
by other means, or doubted.
"""

from __future__ import annotations

import re
from functools import cache

from cohesion_graph.ingest.who.names import is_sort_of_body, stands_alone
from cohesion_graph.language.files import any_of, entries, word_list
from cohesion_graph.language.notation import alternation
from cohesion_graph.language.patterns import any_shown, compiled

__all__ = ["WORDS_OF_SERVICES", "is_body", "is_pair", "is_service", "looks_like_body"]

_NAMED_FURTHER = rf"{any_shown('well-known.named-further')}(?: [a-z'’-]+){{0,3}}"
_BODIES = rf"(?:[a-z]+ )?(?:{any_shown('well-known.bodies')}|{_NAMED_FURTHER})"
_SERVICES = any_shown("well-known.services")


@cache
def _pairs() -> re.Pattern[str]:
    """Each first word with what the second begins with, or alone where anything may follow."""
    pairs = "|".join(
        rf"(?:{alternation(first)}) {any_of('small.and')} (?:{alternation(second) if second != '…' else ''})"
        for listed in entries("pairs")
        for first, second in listed.items()
    )
    return re.compile(rf"\b(?:{pairs}|{any_of('inside-one-name')})")


WORDS_OF_SERVICES = word_list("words-of-services")
"""Words that names of services and bodies are made of, in lower case; a person's name has none of them."""


def _plain(name: str) -> str:
    return re.sub(r"^the ", "", re.sub(r"\s+", " ", name).strip(" .,").casefold())


def _is_whole(pattern: str, name: str) -> bool:
    return compiled(pattern, name).fullmatch(name) is not None


def is_body(name: str) -> bool:
    """Whether a name is a well-known body, or a sort of body, by itself.

    >>> is_body("Police"), is_body("Age UK"), is_body("Health")
    (True, True, False)
    """
    return _is_whole(_BODIES, _plain(name))


def looks_like_body(name: str) -> bool:
    """Whether words can name a body: by their form, as a well-known one, or as what such names begin or end with.

    >>> [looks_like_body(name) for name in ("Parks Team", "Police", "Council", "Roads")]
    [True, True, True, False]
    """
    return stands_alone(name) or is_body(name) or is_sort_of_body(name)


def is_service(name: str) -> bool:
    """Whether a name is a usual service of councils by itself; "Team" or "Department" may still follow it.

    >>> is_service("Public Health"), is_service("Adult Social Care"), is_service("Children")
    (True, True, False)
    """
    return _is_whole(_SERVICES, _plain(name))


def is_pair(name: str) -> bool:
    """Whether "and" stands inside a usual pair of words: "Health and Wellbeing", "Revenues & Benefits".

    >>> is_pair("Police and Crime Commissioner"), is_pair("Housing & Homelessness Team"), is_pair("Police and Schools")
    (True, True, False)
    """
    return bool(_pairs().search(_plain(name)))
