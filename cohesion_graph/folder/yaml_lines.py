"""YAML text of ordinary values, byte for byte as libyaml writes it and several times as fast: most of any dataset.

Ordinary are mappings, lists of mappings, braces around single values, and text without breaks or signs that nobody can
see. What is not is left to libyaml, and a test holds the two side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml

__all__ = ["WIDTH", "Inline", "Unusual", "lines_of", "plain_text"]

WIDTH = 118
"""Characters after which a line is broken at the next space."""
_INDENT = "  "


class Inline(dict[str, Any]):
    """A mapping to be written on one line, in braces."""


class Unusual(Exception):
    """A value that is not ordinary."""


_UNSEEN = re.compile("[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]|^ | $")
_NEVER_PLAIN = re.compile(r"""[#,\[\]{}&*!|>'"%@`]|[-?:](?: |$)|---|\.\.\.""")
_NOT_PLAIN = re.compile(r":(?: |$)| #")
_NOT_IN_BRACES = re.compile(r"[,?\[\]{}:]")
_LONGEST_KEY = 100
_REPRESENTER: Any = yaml.representer.SafeRepresenter()
_RESOLVER: Any = yaml.resolver.Resolver()


def plain_text(value: Any) -> tuple[str, str, bool]:
    """A single value's text and tag, and whether it is read as that value without quotes."""
    if type(value) is str and value[:1] not in _RESOLVER.yaml_implicit_resolvers and value:
        return value, _RESOLVER.DEFAULT_SCALAR_TAG, True
    node = _REPRESENTER.represent_data(value)
    is_plain = _RESOLVER.resolve(yaml.ScalarNode, node.value, (True, False)) == node.tag
    return node.value, node.tag, is_plain


_LETTERS = "A-Za-z0-9À-ɏ_.()/&;+•’–-"
_ORDINARY = re.compile(f"[A-Za-zÀ-ɏ][{_LETTERS}]*(?: [{_LETTERS}]+)*")
_LONGEST_KNOWN = len("false")
"""No word that YAML knows is longer."""


def _text(value: str, *, in_braces: bool) -> str:
    """A text as it is written on one line, in quotes where it would be read as something else."""
    if len(value) > _LONGEST_KNOWN and _ORDINARY.fullmatch(value):
        return value
    return _asked(value, in_braces)


@lru_cache(10_000)
def _asked(value: str, in_braces: bool) -> str:
    if not value:
        return "''"
    if _UNSEEN.search(value):
        raise Unusual
    is_plain = plain_text(value)[2] and not (_NEVER_PLAIN.match(value) or _NOT_PLAIN.search(value))
    if is_plain and not (in_braces and _NOT_IN_BRACES.search(value)):
        return value
    return f"'{value.replace(chr(39), chr(39) * 2)}'"


@lru_cache(1000)
def _key(key: str, in_braces: bool) -> str:
    if len(key) > _LONGEST_KEY:
        raise Unusual
    return f"{_text(key, in_braces=in_braces)}:"


def _scalar(value: Any, *, in_braces: bool) -> str:
    kind = type(value)
    if kind is str:
        return _text(value, in_braces=in_braces)
    if kind is int:
        return str(value)
    if isinstance(value, (dict, list, tuple)):
        raise Unusual
    return plain_text(value)[0]


def _broken(text: str, column: int, indent: str) -> str:
    """A text that begins at a column with the breaks that its length asks for, at spaces between words."""
    found = []
    for number, piece in enumerate(re.split("(?<! ) (?! )", text)):
        if number and column > WIDTH:
            found.append("\n" + indent)
            column = len(indent)
        elif number:
            found.append(" ")
            column += 1
        found.append(piece)
        column += len(piece)
    return "".join(found)


def _in_braces(value: Inline, column: int, indent: str) -> str:
    """A mapping in braces that begins at a column, its broken lines behind an indent."""
    said = [(_key(key, True), _scalar(inner, in_braces=True)) for key, inner in value.items()]
    whole = "{" + ", ".join([f"{key} {text}" for key, text in said]) + "}"
    return whole if column + len(whole) <= WIDTH else _broken_in_braces(said, column, indent)


def _broken_in_braces(said: list[tuple[str, str]], column: int, indent: str) -> str:
    found, column = "{", column + 1
    for number, (key, text) in enumerate(said):
        sign = "," if number else ""
        if column + len(sign) > WIDTH:
            sign += "\n" + indent
            column = len(indent)
        elif number:
            sign += " "
            column += len(sign)
        column += len(key) + 1
        broken = _broken(text, column, indent + _INDENT)
        last = broken.rfind("\n")
        column = column + len(broken) if last < 0 else len(broken) - last - 1
        found += f"{sign}{key} {broken}"
    return found + "}"


def lines_of(value: Any, indent: str, first: str, put: Callable[[str], None]) -> None:
    """Hand on the lines of a mapping, or of an item of a list.

    Args:
        value: What to write.
        indent: What stands in front of each line but the first.
        first: What stands in front of the first.
        put: Takes each line with its break.

    Raises:
        Unusual: the value is to be left to libyaml.
    """
    if type(value) is Inline:
        put(f"{first}{_in_braces(value, len(first), indent)}\n")
    elif not isinstance(value, dict):
        put(f"{first}{_broken(_scalar(value, in_braces=False), len(first), indent)}\n")
    elif not value:
        put(f"{first}{{}}\n")
    else:
        for key, inner in value.items():
            _field(first + _key(key, False), inner, indent, put)
            first = indent


def _field(said: str, value: Any, indent: str, put: Callable[[str], None]) -> None:
    """Hand on the lines of a field, whose name is said already."""
    if isinstance(value, (list, tuple)):
        put(f"{said}\n" if value else f"{said} []\n")
        inside, first = indent + _INDENT, indent + "- "
        for inner in value:
            lines_of(inner, inside, first, put)
    elif isinstance(value, dict):
        if value and type(value) is not Inline:
            put(said + "\n")
            lines_of(value, indent + _INDENT, indent + _INDENT, put)
        else:
            lines_of(value, indent + _INDENT, said + " ", put)
    else:
        text = _scalar(value, in_braces=False)
        put(f"{said} {text if len(said) + len(text) < WIDTH else _broken(text, len(said) + 1, indent + _INDENT)}\n")
