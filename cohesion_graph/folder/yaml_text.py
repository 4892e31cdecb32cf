"""YAML as a dataset uses it: plain text values, the line of every one, and nothing that could run or explode.

Parsing is PyYAML's (libyaml), and so is the emitting of what is not ordinary. Only events are taken from it, so no
object is ever constructed; tags, anchors, repeated keys and several documents in one file are refused with their line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from io import StringIO
from typing import Any

import yaml

from cohesion_graph.errors import Problem
from cohesion_graph.folder.yaml_lines import WIDTH, Inline, Unusual, lines_of, plain_text

__all__ = ["Inline", "Parsed", "Path", "emit", "emitted", "parse"]

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and 0-based numbers."""

_DEEPEST = 20


class Parsed:
    """A parsed file: its value (mappings, lists, text and None) and the 1-based line of each path."""

    def __init__(self, value: Any, text: str) -> None:
        self.value = value
        self._text = text

    @cached_property
    def _lines(self) -> dict[Path, int]:
        """Found by parsing once more: they are wanted where something is wrong, and cost more than the values."""
        lines: dict[Path, int] = {}
        places: list[tuple[Path, Any]] = [((), yaml.CSafeLoader(self._text).get_single_node())]
        while places:
            path, node = places.pop()
            if node is None:
                continue
            lines[path] = node.start_mark.line + 1
            if isinstance(node, yaml.MappingNode):
                places += [((*path, key.value), value) for key, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                places += [((*path, number), value) for number, value in enumerate(node.value)]
        return lines

    def line_of(self, path: Path) -> int:
        """The line of a value; of the nearest thing around it where the value itself is missing."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


class _Refused(Exception):
    def __init__(self, line: int, found: str, expected: str, cure: str) -> None:
        super().__init__(found)
        self._facts = (found, expected, cure)
        self._line = line

    def told(self, file: str) -> Problem:
        return Problem(file, self._line, "", *self._facts)


def _too_deep(line: int) -> _Refused:
    return _Refused(line, f"values nested more than {_DEEPEST} deep", "the layout of a dataset", "Flatten it.")


def parse(text: str, file: str) -> tuple[Parsed | None, list[Problem]]:
    """The parsed file, or None with the problem that stopped the parser.

    Args:
        text: The file's content.
        file: What problems call it.
    """
    try:
        value = _built(text)
    except _Refused as refused:
        return None, [refused.told(file)]
    except yaml.YAMLError as error:
        return None, [_in_words(error).told(file)]
    return Parsed(value, text), []


def _in_words(error: yaml.YAMLError) -> _Refused:
    """What the library itself refused, in our words."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    line = mark.line + 1 if mark else 0
    if "nesting depth" in reason:  # some builds of libyaml look this far ahead of the events that we count
        return _too_deep(line)
    cure = "Check the indentation and the quotes on this line and the one above."
    return _Refused(line, f"the YAML cannot be read: {reason}", "well-formed YAML", cure)


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def _built(text: str) -> Any:
    """Plain values from the parser's events."""
    event_of: _Events = yaml.CSafeLoader(text).get_event
    value: Any = None
    documents = 0
    while (kind := type(event := event_of())) is not yaml.StreamEndEvent:
        if kind in _OF_VALUES:
            value = _value(event, event_of, 1)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _refused(event, "a second YAML document begins", "one document", "Remove the '---' line.")
    return value


_Scalar, _MappingEnd, _SequenceEnd = yaml.ScalarEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent
_OF_VALUES = frozenset({yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent})
_Events = Callable[[], Any]


def _value(event: Any, event_of: _Events, depth: int) -> Any:
    """The value that begins with an event, which would be so deep where it is a mapping or a list."""
    kind = type(event)
    if kind is _Scalar and event.anchor is None and event.tag is None:
        text = event.value
        return None if event.style is None and text in _NULLS else text
    if kind is yaml.AliasEvent:
        raise _refused(event, f"an alias, *{event.anchor}", "plain values", "Write the value out.")
    if event.anchor is not None or event.tag is not None:
        raise _extra(event)
    if depth > _DEEPEST:
        raise _too_deep(event.start_mark.line + 1)
    return (_mapping if kind is yaml.MappingStartEvent else _list)(event_of, depth + 1)


def _list(event_of: _Events, depth: int) -> list[Any]:
    found = []
    while type(event := event_of()) is not _SequenceEnd:
        found.append(_value(event, event_of, depth))
    return found


def _mapping(event_of: _Events, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while type(event := event_of()) is not _MappingEnd:
        key = _value(event, event_of, depth)
        if not isinstance(key, str):
            raise _refused(event, "a key that is not a word", "a field name", "Write 'name: value'.")
        if key in found:
            raise _refused(event, f"the key {key!r} a second time", "each key once", "Merge the two, or rename one.")
        found[key] = _value(event_of(), event_of, depth)
    return found


def _extra(event: Any) -> _Refused:
    if event.anchor is not None:
        return _refused(event, f"an anchor, &{event.anchor}", "plain values", "Write the value out each time.")
    cure = "Remove the tag: a dataset holds text, lists and mappings only."
    return _refused(event, f"a tag, {event.tag!r}, which asks for an object to be made", "plain values", cure)


def _refused(event: Any, found: str, expected: str, cure: str) -> _Refused:
    return _Refused(event.start_mark.line + 1, found, expected, cure)


_BLOCK, _INLINE = (yaml.MappingStartEvent(None, None, implicit=True, flow_style=one) for one in (False, True))
_LIST = yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
_BLOCK_END, _LIST_END = yaml.MappingEndEvent(), yaml.SequenceEndEvent()


@lru_cache(10_000)
def _scalar(value: Any, of_type: str) -> yaml.ScalarEvent:  # noqa: ARG001 - True and 1 are one key else
    """What writes a value; text that would be read as something else is written in quotes."""
    text, tag, is_plain = plain_text(value)
    return yaml.ScalarEvent(None, tag, (is_plain, isinstance(value, str)), text)


def _put(value: Any, put: Callable[[yaml.Event], None]) -> None:
    """Hand on the events that make up a value: PyYAML would make nodes of it first, which takes most of the time."""
    if isinstance(value, dict):
        put(_INLINE if type(value) is Inline else _BLOCK)
        for key, inner in value.items():
            put(_scalar(key, "str"))
            _put(inner, put)
        put(_BLOCK_END)
    elif isinstance(value, (list, tuple)):
        put(_LIST)
        for inner in value:
            _put(inner, put)
        put(_LIST_END)
    else:
        put(_scalar(value, type(value).__name__))


def emit(value: dict[str, Any]) -> str:
    r"""YAML text of mappings, lists, text, numbers and None, keys in the order given, lines ended by ``\n``."""
    found: list[str] = []
    for key, inner in value.items():
        said = _part({key: []} if isinstance(inner, list) else {key: inner})
        if isinstance(inner, list) and inner:
            if said.startswith("?"):  # a key that does not stand on one line with its value
                said = emitted({key: inner})
            else:  # items of a list stand alone: what is unusual in one costs no other
                said = said.removesuffix(" []\n") + "\n" + "".join(_part([one]) for one in inner)
        found.append(said)
    return "".join(found) or "{}\n"


def _part(value: dict[str, Any] | list[Any]) -> str:
    """A mapping, or a list of one item, by itself."""
    lines: list[str] = []
    try:
        if isinstance(value, list):
            lines_of(value[0], "  ", "- ", lines.append)
        else:
            lines_of(value, "", "", lines.append)
    except Unusual:
        return emitted(value)
    return "".join(lines)


def emitted(value: Any) -> str:
    """The same as `emit`, as libyaml does it: whatever the values are, and several times as slow."""
    stream = StringIO()
    dumper = yaml.CSafeDumper(stream, allow_unicode=True, width=WIDTH, line_break="\n")
    put: Callable[[yaml.Event], None] = dumper.emit
    try:
        put(yaml.StreamStartEvent())
        put(yaml.DocumentStartEvent(explicit=False))
        _put(value, put)
        put(yaml.DocumentEndEvent(explicit=False))
        put(yaml.StreamEndEvent())
    finally:
        dumper.dispose()
    return stream.getvalue()
