"""Every entry of every list of every language is found by what looks lists up, in each letter case that plans print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from cohesion_graph.ingest.when.dates import MONTH
from cohesion_graph.language import phrases
from cohesion_graph.language.files import any_of, files, lists, word_list
from cohesion_graph.language.notation import words
from cohesion_graph.language.patterns import compiled

LANGUAGES = [data["language"] for data in files()]


def paths(value, path=()) -> Iterator[str]:
    """The path of each list of a language file."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from paths(inner, (*path, str(name)))
    else:
        yield ".".join(path)


def spelt(path: str, language: str = "") -> set[str]:
    """What the entries of a list stand for, in one language or in all; those that end openly have no end here."""
    found = [data for data in files() if language in {"", data["language"]}]
    for name in path.split("."):
        found = [inner for data in found if isinstance(data, Mapping) and (inner := data.get(name)) is not None]
    return {one for value in found for text in lists(value) for one in words(text) if "…" not in one}


def cases(entry: str) -> set[str]:
    """An entry as it is written, at the beginning of a line, and in capitals."""
    return {entry, entry.capitalize(), entry.upper()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_in_the_pattern_and_in_the_words_of_its_list(language):
    data = next(one for one in files() if one["language"] == language)
    kept = {name: value for name, value in data.items() if name not in {"language", "head", "verb", "exports"}}
    for path in paths(kept):
        pattern = re.compile(any_of(path), re.IGNORECASE)
        folded = word_list(path)
        lost = {
            printed
            for entry in spelt(path, language)
            for printed in cases(entry)
            if not (pattern.fullmatch(printed) and printed.casefold() in folded)
        }
        assert (path, lost) == (path, set())


LOOK_UPS = {
    "numbered.action": lambda text: phrases.called(text) == "action",
    "numbered.goal": lambda text: phrases.called(text) is not None,
    "numbered.milestone": lambda text: phrases.called(text) is not None,
    "numbered.other": lambda text: phrases.called(text) is not None,
    "statuses": phrases.is_status,
    "colours": phrases.is_status,
    "nothing": phrases.says_nothing,
    "nothing-yet": phrases.is_nothing,
    "elsewhere": phrases.is_elsewhere,
    "when.terms": phrases.is_term,
    "when.open-terms": phrases.is_term,
    "when.term-letters": phrases.is_term,
    "when.months": lambda text: bool(compiled(MONTH, text, re.IGNORECASE).fullmatch(text)),
    "verbs": lambda text: phrases.says_what_to_do(f"{text} the hall") or phrases.says_what_to_do(f"the hall {text}"),
    "labels": lambda text: phrases.role_of(text) is not None,
    "roles.lead.nouns": lambda text: phrases.role_of(text) is not None,
    "roles.partner.nouns": lambda text: phrases.role_of(text) is not None,
    "roles.responsible.nouns": lambda text: phrases.role_of(text) is not None,
}
"""What asks for a list, and how it is asked."""


@pytest.mark.parametrize("path", LOOK_UPS)
def test_every_entry_is_found_where_it_is_looked_up(path):
    lost = {one for entry in spelt(path) for one in cases(entry) if not LOOK_UPS[path](one)}
    assert lost == set()
