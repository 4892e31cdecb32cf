"""The files of a dataset folder, parsed, with every problem found in them: place, what was found, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from cohesion_graph.errors import Problem
from cohesion_graph.folder.storage import FileFault, read_bytes
from cohesion_graph.folder.yaml_text import Parsed, parse
from cohesion_graph.folder.yaml_text import Path as Place
from cohesion_graph.model.complaints import in_words
from cohesion_graph.model.record import Record

__all__ = ["ParsedFiles"]

R = TypeVar("R", bound=Record)


class ParsedFiles:
    """Reads files of one folder as they are asked for, and gathers what is wrong with them in ``problems``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._parsed: dict[str, Parsed] = {}

    def mapping(self, name: str, *, optional: bool = False) -> dict[str, Any] | None:
        """A YAML file that must hold a mapping; None (reported, unless it is optional and absent) if it does not."""
        if optional and not (self.folder / name).exists():
            return None
        text = self.text(name)
        if text is None:
            return None
        parsed, problems = parse(text, name)
        self.problems += problems
        if parsed is None:
            return None
        self._parsed[name] = parsed
        if parsed.value is None and optional:
            return {}
        if not isinstance(parsed.value, dict):
            self.report(name, (), "the file holds no fields", "'name: value' lines", "See the shipped dataset.")
            return None
        return parsed.value

    def text(self, name: str) -> str | None:
        """A file's text; None (reported) if there is none, or it is not UTF-8."""
        try:
            content = read_bytes(self.folder, name)
        except FileFault as fault:
            self.problems.append(Problem(name, 0, "", fault.found, fault.expected, fault.cure))
            return None
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            found = f"the byte 0x{content[error.start]:02x} is not UTF-8"
            cure = "Save the file as UTF-8 (in Notepad: Save as, Encoding UTF-8)."
            self.problems.append(Problem(name, line, "", found, "text in UTF-8", cure))
            return None

    def entries(self, file: str, container: Any, path: Place) -> list[Any]:
        """The list under the last key of `path`; empty (reported, unless absent) if there is none."""
        found = container.get(path[-1]) if isinstance(container, dict) else None
        if found is None:
            return []
        if not isinstance(found, list):
            self.report(file, path, "not a list", "a list, each entry after '- '", "Put '- ' before each entry.")
            return []
        return found

    def record(self, file: str, path: Place, kind: type[R], content: Any) -> R | None:
        """The record that some content makes; None (reported, each field that is wrong) if it makes none."""
        try:
            return kind.model_validate(content)
        except ValidationError as error:
            self._report_invalid(file, path, error, kind)
            return None

    def place_of(self, identifier: str) -> tuple[str, Place]:
        """The file that was parsed, and the place in it, where an identifier or the last part of it first stands."""
        for file, parsed in self._parsed.items():
            for place, text in _texts(parsed.value):
                if text and (text == identifier or identifier.endswith(f"/{text}")):
                    return file, place
        return next(iter(self._parsed)), ()

    def report(self, file: str, path: Place, found: str, expected: str = "", cure: str = "") -> None:
        """Add a problem, with the line on which its place stands."""
        parsed = self._parsed.get(file)
        line = parsed.line_of(path) if parsed else 0
        self.problems.append(Problem(file, line, _spelt(path), found, expected, cure))

    def _report_invalid(self, file: str, path: Place, error: ValidationError, kind: type[Record]) -> None:
        for one in error.errors(include_url=False):
            where = tuple(step for step in one["loc"] if not (isinstance(step, str) and step.startswith("function-")))
            found, expected, cure = in_words(one, kind)
            self.report(file, (*path, *where), found, expected, cure)


def _texts(value: Any, path: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, (*path, number))
    elif isinstance(value, str):
        yield path, value


def _spelt(path: Place) -> str:
    """A path as a person would write it.

    >>> _spelt(("items", 3, "timings", 0, "deadline", "date"))
    'items[3].timings[0].deadline.date'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
