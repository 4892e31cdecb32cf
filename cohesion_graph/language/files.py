"""The language files: found in this folder, read once, asked by the path of a list ("when.months")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from cohesion_graph.language import notation

__all__ = ["any_of", "entries", "files", "first_words", "lists", "names", "spelt", "word_list"]


@cache
def files() -> tuple[Mapping[str, Any], ...]:
    """What every language file says, English first, the others by their code."""
    folder = resources.files(__package__)
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".yaml"))
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = [yaml.load((folder / name).read_text("utf-8"), Loader=loader) for name in names]  # noqa: S506 - a safe one
    return tuple(sorted(read, key=lambda data: (data["language"] != "en", data["language"])))


def entries(path: str) -> tuple[Any, ...]:
    """What each language file that has it says at a path, such as ``small.articles`` or ``when.months.0``."""
    found = []
    for data in files():
        value: Any = data
        for name in path.split("."):
            is_number = isinstance(value, list) and name.isdecimal()
            value = value[int(name)] if is_number else value.get(name) if isinstance(value, Mapping) else None
        if value is not None:
            found.append(value)
    return tuple(found)


def _texts(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The lists at some paths; a path to a group of lists stands for all of them."""
    return tuple(text for path in paths for value in entries(path) for text in lists(value))


def lists(value: Any) -> tuple[str, ...]:
    """The lists in part of a language file, however deep they stand in it."""
    if isinstance(value, str):
        return (value,)
    inner = value.values() if isinstance(value, Mapping) else value
    return tuple(text for one in inner for text in lists(one))


@cache
def spelt(*paths: str) -> frozenset[str]:
    """Every entry of some lists, of all languages, spelt out."""
    return frozenset(word for text in _texts(paths) for word in notation.words(text))


@cache
def word_list(*paths: str) -> frozenset[str]:
    """Every entry of some lists, of all languages, folded as the words are that it is asked for (`str.casefold`).

    >>> "the" in word_list("small.articles"), "erschliessen" in word_list("verbs")
    (True, True)
    """
    return frozenset(map(str.casefold, spelt(*paths)))


@cache
def names(file: str) -> frozenset[str]:
    """The names in one of the files beside the languages that belong to none of them, such as ``first-names``."""
    text = (resources.files(__package__) / f"{file}.txt").read_text("utf-8")
    return frozenset(name for line in text.splitlines() if not line.startswith("#") for name in line.split())


@cache
def first_words(*paths: str) -> frozenset[str]:
    """The letters with which entries of some lists begin, up to the first that is none, in lower case, no accents.

    What begins with none of them is no entry, so that a look-up can stand in front of a costly pattern.

    >>> "week" in first_words("when.week-of"), "commencing" in first_words("when.week-of")
    (True, False)
    """
    found = (re.match(r"[^\W\d_]*", entry) for entry in word_list(*paths))
    return frozenset(notation.without_accents(match[0]) for match in found if match)


@cache
def any_of(*paths: str) -> str:
    """A pattern for any entry of some lists, of all languages: one group that captures nothing, the longest first."""
    return f"(?:{notation.alternation(_texts(paths))})"
