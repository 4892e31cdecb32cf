"""JSON, YAML and front matter: values under keys as labelled lines, lists of records as tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cohesion_graph.documents.cells import Cell, Element, Extract, ExtractBuilder, loose
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import MOST_COLUMNS, refused
from cohesion_graph.documents.linked_records import write_linked

__all__ = ["front_matter", "read_json", "read_yaml", "write_keyed"]

_LONGEST_FRONT = 50_000
_LONGEST_YAML = 1_000_000
"""Characters: YAML is parsed a hundred times slower than JSON."""
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


def read_json(given: Given) -> Extract:
    """The values of a JSON document.

    Raises:
        UnreadableDocument: it is no whole JSON, or nested without end.
    """
    try:
        stated = json.loads(given.text.lstrip("\ufeff"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise refused(given.name, f"it is no whole JSON ({error})", "a whole document", "Export it again.") from error
    return _keyed(given, "application/json", stated)


def read_yaml(given: Given) -> Extract:
    """The values of a YAML document.

    Raises:
        UnreadableDocument: it is no YAML, or refers to itself by anchors.
    """
    if len(given.text) > _LONGEST_YAML:
        found = f"it has {len(given.text):,} characters"
        raise refused(given.name, found, f"at most {_LONGEST_YAML:,}", "Save it as JSON, or keep only the plan.")
    stated = parsed_yaml(given.text.lstrip("\ufeff"))
    if not isinstance(stated, Mapping | list):
        found = "it is no YAML with keys and values, or uses anchors"
        raise refused(given.name, found, "keys and values", "Export it again, without anchors.")
    return _keyed(given, "application/yaml", stated)


def _keyed(given: Given, media_type: str, stated: Any) -> Extract:
    builder = ExtractBuilder(media_type)
    try:
        if not write_linked(builder, stated, given.hidden):
            write_keyed(builder, stated)
    except RecursionError as error:
        raise refused(given.name, "values are nested without end", "a plan", "Export the plan alone.") from error
    builder.notes += given.hidden.notes()
    return builder.extract()


def write_keyed(builder: ExtractBuilder, stated: Any) -> None:
    """Write values in their order: a list of records as a table, every other value as a line ``key: value``.

    The key is the label of its line, and the keys around it are its path. A list of plain values under one key is one
    line, its values parted by semicolons; entries of a list that are no plain records are elements of their own.
    """
    _Writer(builder, frozenset(_keys_of_records(stated))).write(stated, ())


def _keys_of_records(value: Any, key: str = "") -> Iterator[str]:
    """The keys under which a list of records stands somewhere: one record alone under such a key is a list too."""
    if isinstance(value, list) and _are_records(value):
        yield key
    elif isinstance(value, Mapping):
        for name, below in value.items():
            yield from _keys_of_records(below, str(name))
    elif isinstance(value, list):
        for one in value:
            yield from _keys_of_records(one)


@dataclass(slots=True)
class _Writer:
    builder: ExtractBuilder
    listed: frozenset[str]
    """Keys whose lists of records are tables, however short."""
    elements: int = 0
    tables: int = 0

    def write(self, value: Any, path: tuple[Element, ...]) -> None:
        """Write a value that stands under a path of keys."""
        key = path[-1].tag if path else ""
        if isinstance(value, Mapping):
            for name, below in value.items():
                self.write(below, (*path, self._element(str(name))))
        elif isinstance(value, list) and _are_records(value, 1 if key in self.listed else _FEWEST):
            self._table(key, value, path)
        elif isinstance(value, list) and any(isinstance(one, Mapping | list) for one in value):
            for one in value:
                self.write(one, (*path, self._element("entry", key)))
        elif text := _text(value):
            label = "" if key == "entry" else key
            self.builder.paragraph(f"{label}: {text}" if label else text, lead=(0, len(label)), path=path)

    def _element(self, tag: str, kind: str = "") -> Element:
        self.elements += 1
        return Element(tag, kind, self.elements)

    def _table(self, key: str, records: Sequence[Mapping[str, Any]], path: tuple[Element, ...]) -> None:
        """A list of records: a column for each key, in the order in which they are first met."""
        self.tables += 1
        keys = list(dict.fromkeys(str(name) for record in records for name in record))
        rows = [[Cell(loose(name), 0, column, is_heading=True) for column, name in enumerate(keys)]]
        for number, record in enumerate(records, 1):
            texts = {str(name): _text(value) for name, value in record.items()}
            rows.append([Cell(loose(texts.get(name, "")), number, column) for column, name in enumerate(keys)])
        self.builder.table(rows, f"list {key!r}" if key else f"list {self.tables}", path=path)


_FEWEST = 2


def _are_records(values: Sequence[Any], fewest: int = _FEWEST) -> bool:
    """Whether a list holds two records or more whose values are plain, or lists of plain ones."""
    return (
        len(values) >= fewest
        and all(isinstance(one, Mapping) and len(one) <= MOST_COLUMNS for one in values)
        and all(_is_plain(value) for one in values for value in one.values())
    )


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return not any(isinstance(one, Mapping | list) for one in value)
    return not isinstance(value, Mapping)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    return str(value).strip().replace("\r\n", "\n")
