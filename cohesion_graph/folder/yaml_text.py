"""YAML as a dataset uses it: plain text values, the line of every one, and nothing that could run or explode.

Parsing and emitting are PyYAML's (libyaml). Only events are taken from it, so no object is ever constructed; tags,
anchors, repeated keys and several documents in one file are refused with their line.
"""

from __future__ import annotations

from typing import Any

import yaml

from cohesion_graph.errors import Problem

__all__ = ["Inline", "Parsed", "Path", "emit", "parse"]

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys and 0-based numbers."""

_DEEPEST = 20


class Inline(dict[str, Any]):
    """A mapping to be written on one line, in braces."""


class Parsed:
    """A parsed file: its value (mappings, lists, text and None) and the 1-based line of each path."""

    def __init__(self, value: Any, lines: dict[Path, int]) -> None:
        self.value = value
        self._lines = lines

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
        builder = _Builder()
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except _Refused as refused:
        return None, [refused.told(file)]
    except yaml.YAMLError as error:
        return None, [_in_words(error).told(file)]
    return Parsed(builder.value, builder.lines), []


def _in_words(error: yaml.YAMLError) -> _Refused:
    """What the library itself refused, in our words."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    line = mark.line + 1 if mark else 0
    if "nesting depth" in reason:  # some builds of libyaml look this far ahead of the events that we count
        return _too_deep(line)
    cure = "Check the indentation and the quotes on this line and the one above."
    return _Refused(line, f"the YAML cannot be read: {reason}", "well-formed YAML", cure)


class _Builder:
    """Builds plain values from parser events with a stack, so that depth is bounded by us and not by Python."""

    def __init__(self) -> None:
        self.value: Any = None
        self.lines: dict[Path, int] = {}
        self._open: list[tuple[Any, Path]] = []
        self._key: list[str | None] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        line = event.start_mark.line + 1
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise _Refused(line, "a second YAML document begins", "one document", "Remove the '---' line.")
            case yaml.AliasEvent():
                raise _Refused(line, f"an alias, *{event.anchor}", "plain values", "Write the value out.")
            case yaml.ScalarEvent():
                self._refuse_extras(event, line)
                is_null = event.style is None and event.value in {"", "~", "null", "Null", "NULL"}
                self._place(None if is_null else event.value, line)
            case yaml.MappingStartEvent():
                self._refuse_extras(event, line)
                self._enter({}, line)
            case yaml.SequenceStartEvent():
                self._refuse_extras(event, line)
                self._enter([], line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
                self._key.pop()

    def _refuse_extras(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            raise _Refused(line, f"an anchor, &{event.anchor}", "plain values", "Write the value out each time.")
        if event.tag is not None:
            cure = "Remove the tag: a dataset holds text, lists and mappings only."
            raise _Refused(line, f"a tag, {event.tag!r}, which asks for an object to be made", "plain values", cure)

    def _enter(self, container: Any, line: int) -> None:
        if len(self._open) >= _DEEPEST:
            raise _too_deep(line)
        path = self._place(container, line)
        self._open.append((container, path))
        self._key.append(None)

    def _place(self, value: Any, line: int) -> Path:
        if not self._open:
            self.value = value
            self.lines[()] = line
            return ()
        container, path = self._open[-1]
        if isinstance(container, list):
            here: Path = (*path, len(container))
            container.append(value)
        else:
            key = self._key[-1]
            if key is None:
                self._take_key(container, value, line)
                return path
            here = (*path, key)
            container[key] = value
            self._key[-1] = None
        self.lines[here] = line
        return here

    def _take_key(self, container: dict[str, Any], key: Any, line: int) -> None:
        if not isinstance(key, str):
            raise _Refused(line, "a key that is not a word", "a field name", "Write 'name: value'.")
        if key in container:
            raise _Refused(line, f"the key {key!r} a second time", "each key once", "Merge the two, or rename one.")
        self._key[-1] = key


class _Dumper(yaml.CSafeDumper):
    pass


_Dumper.add_representer(
    Inline, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)
)


def emit(value: Any) -> str:
    r"""YAML text of mappings, lists, text, numbers and None, keys in the order given, lines ended by ``\n``."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=118, default_flow_style=False, line_break="\n"
    )
    return text
