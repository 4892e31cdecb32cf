"""Values under keys (front matter, JSON, YAML) as labelled lines that know the keys they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cohesion_graph.documents.cells import Element, ExtractBuilder

__all__ = ["front_matter", "write_keyed"]

_LONGEST_FRONT = 50_000
_MOST_VALUES = 100_000
_FENCE = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    r"""The keys and values in front of a text between lines of dashes, and the text behind them.

    What is no mapping of YAML, or refers to itself (an anchor), is left where it stands as text.

    >>> front_matter("---\ntitle: Plan\n---\nWords")
    ({'title': 'Plan'}, 'Words')
    """
    found = _FENCE.match(text, 0, _LONGEST_FRONT)
    if not found:
        return {}, text
    stated = parsed_yaml(found[1])
    return (stated, text[found.end() :]) if isinstance(stated, dict) and stated else ({}, text)


def parsed_yaml(text: str) -> Any:
    """YAML as mappings, lists and text, every scalar as it is written; None for what is none or uses anchors."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # no dates, numbers or tags: the words as they stand
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            return None
        return yaml.load(text, Loader=loader)  # noqa: S506 - the base loader makes nothing but text
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def write_keyed(builder: ExtractBuilder, stated: Any) -> None:
    """Write each value as a line ``key: value``, its key as label and the keys around it as path.

    A list of plain values under one key is one line, its values parted by semicolons; entries of a list of mappings
    are elements of their own, so that the records of a plan can be told apart.
    """
    for number, (path, key, text) in enumerate(_values(stated, (), [0])):
        if number > _MOST_VALUES:
            return
        builder.paragraph(f"{key}: {text}" if key else text, lead=(0, len(key)), path=path)


def _values(value: Any, path: tuple[Element, ...], count: list[int]) -> Iterator[tuple[tuple[Element, ...], str, str]]:
    key = path[-1].tag if path else ""
    if isinstance(value, Mapping):
        for name, below in value.items():
            count[0] += 1
            yield from _values(below, (*path, Element(str(name), number=count[0])), count)
    elif isinstance(value, list):
        if all(not isinstance(one, Mapping | list) for one in value):
            if text := "; ".join(filter(None, map(_text, value))):
                yield path, key, text
            return
        for one in value:
            count[0] += 1
            yield from _values(one, (*path, Element("entry", key, count[0])), count)
    elif text := _text(value):
        yield path, key if not path or path[-1].tag != "entry" else "", text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value).strip().replace("\r\n", "\n")
