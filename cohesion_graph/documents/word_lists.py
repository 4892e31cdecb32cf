"""What Word prints in front of list entries and numbered headings: it stands in no text, and is counted as Word counts.

References of actions are often such numbers ("1.1" in a column of its own), so they are part of what the document says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cohesion_graph.documents.list_numbers import in_form

__all__ = ["ListMark", "ListMarks"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class ListMark:
    """The mark of one paragraph."""

    text: str = ""
    """What is printed: ``•``, ``1.``, ``2.3``, ``a)``; empty for a paragraph that is no list entry."""
    is_bullet: bool = False
    depth: int = 0
    """1 for an entry of a list, 2 for one inside it ...; 0 for a paragraph that is no list entry."""

    @property
    def is_reference(self) -> bool:
        """Whether it can tell one entry of the whole document from all others: it has several levels, or letters."""
        return not self.is_bullet and bool(re.search(r"\w[.\-/]?\w", self.text))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class ListMarks:
    """Counts the list entries of a document; paragraphs must be asked for once each, in their order."""

    def __init__(self, document: Any) -> None:
        numbering = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        root = getattr(numbering, "element", None)
        self._levels = (
            {} if root is None else {_id(one, "abstractNumId"): _levels(one) for one in _all(root, "abstractNum")}
        )
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for one in () if root is None else _all(root, "num"):
            self._lists[_id(one, "numId")] = _value(one.find(f"{_W}abstractNumId"))
            self._restarts[_id(one, "numId")] = dict(_overrides(one))
        self._styles = {style.style_id: style.element.find(f"{_W}pPr/{_W}numPr") for style in document.styles}
        self._counts: dict[str, dict[int, int]] = {}

    def mark(self, paragraph: Any) -> ListMark:
        """The mark in front of a paragraph; asking counts it."""
        number, depth = self._list_of(paragraph)
        levels = self._levels.get(self._lists.get(number, ""), {})
        level = levels.get(depth)
        if level is None:
            return ListMark("•", is_bullet=True, depth=depth + 1) if number else ListMark()
        if level.form in {"bullet", "none"}:
            return ListMark("•", is_bullet=True, depth=depth + 1) if level.form == "bullet" else ListMark()
        counts = self._counts.setdefault(self._lists[number], {})
        restart = self._restarts[number].pop(depth, None)
        counts[depth] = restart if restart is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        text = re.sub(r"%(\d)", lambda match: _shown(levels, counts, int(match[1]) - 1), level.text).strip()
        return ListMark(text, depth=depth + 1)

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """The list a paragraph belongs to, by itself or by its style, and how deep; no list has the number 0."""
        facts = paragraph.find(f"{_W}pPr")
        if facts is None:
            return "", 0
        style = _value(facts.find(f"{_W}pStyle"))
        own, styled = facts.find(f"{_W}numPr"), self._styles.get(style)
        for listed in (own, styled):
            if listed is not None and listed.find(f"{_W}numId") is not None:
                number = _value(listed.find(f"{_W}numId"))
                depth = _number(_value(listed.find(f"{_W}ilvl")), 0)
                return (number, min(depth, _DEEPEST)) if number != "0" else ("", 0)
        return ("bullet", 0) if style.casefold().startswith("listbullet") else ("", 0)


def _all(root: Any, tag: str) -> Iterator[Any]:
    yield from root.iterchildren(f"{_W}{tag}")


def _id(element: Any, name: str) -> str:
    return str(element.get(f"{_W}{name}", ""))


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{_W}val", ""))


def _number(text: str, otherwise: int) -> int:
    return min(int(text), _LARGEST) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _levels(abstract: Any) -> dict[int, _Level]:
    return {
        _number(_id(one, "ilvl"), 0): _Level(
            _value(one.find(f"{_W}numFmt")),
            _value(one.find(f"{_W}lvlText")),
            _number(_value(one.find(f"{_W}start")), 1),
        )
        for one in _all(abstract, "lvl")
    }


def _overrides(listed: Any) -> Iterator[tuple[int, int]]:
    for one in _all(listed, "lvlOverride"):
        start = _value(one.find(f"{_W}startOverride"))
        if start:
            yield _number(_id(one, "ilvl"), 0), _number(start, 1)


def _shown(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    """A level's number in its form; a level not counted yet shows its start."""
    level = levels.get(depth, _Level("decimal", "", 1))
    return in_form(counts.get(depth, level.start), level.form)
