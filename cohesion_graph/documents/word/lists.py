"""What Word prints in front of list entries and numbered headings: it stands in no text, and is counted as Word counts.

References of actions are often such numbers ("1.1" in a column of its own), so they are part of what the document says.
Sections of ECMA-376-1: numbering 17.9, linked styles 17.9.21 and 17.9.27, restarts 17.9.11, legal numbers 17.9.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cohesion_graph.documents.list_numbers import in_form
from cohesion_graph.documents.word.names import MC, W, facts_of, integer, value_of
from cohesion_graph.documents.word.names import is_on as is_stated
from cohesion_graph.documents.word.styles import Styles

__all__ = ["ListMark", "ListMarks"]

_DEEPEST = 9


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


_BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    """The level (from 1) whose entries begin it anew; 0 for none, None for every level above."""
    is_legal: bool = False
    """Whether it shows the numbers of all levels in digits."""
    style: str = ""
    """The paragraph style that belongs to it."""
    is_hidden: bool = False
    """Whether its numbers are hidden text: counted, and not printed."""


class ListMarks:
    """Counts the list entries of a document; paragraphs must be asked for once each, in their order.

    Args:
        root: The root of the numbering part, or None.
        styles: The styles of the document.
    """

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        abstract = {} if root is None else {_id(one, "abstractNumId"): one for one in _all(root, "abstractNum")}
        numbers = {} if root is None else {_id(one, "numId"): one for one in _all(root, "num")}
        self._abstract_of = {number: value_of(one.find(f"{W}abstractNumId")) for number, one in numbers.items()}
        for number, one in self._abstract_of.items():
            self._abstract_of[number] = self._linked(one, abstract)
        levels = {name: _levels(one) for name, one in abstract.items()}
        self._levels = {
            number: {**levels.get(self._abstract_of[number], {}), **_redefined(one)} for number, one in numbers.items()
        }
        self._restarts = {number: dict(_overrides(one)) for number, one in numbers.items()}
        self._counts: dict[str, dict[int, int]] = {}

    def _linked(self, name: str, abstract: dict[str, Any]) -> str:
        """The list that holds the levels: one that only points to a list style is numbered as that style's own."""
        for _ in range(_DEEPEST):
            found = abstract.get(name)
            style = value_of(found.find(f"{W}numStyleLink")) if found is not None else ""
            if not style:
                return name
            number, _ = self._styles.numbering(style)
            owner = next((one for one, it in abstract.items() if value_of(it.find(f"{W}styleLink")) == style), name)
            following = self._abstract_of.get(number, owner)
            if following == name:
                return owner
            name = following
        return name

    def mark(self, paragraph: Any, style: str) -> ListMark:
        """The mark in front of a paragraph of a style; asking counts it."""
        number, depth = self._list_of(paragraph, style)
        levels = self._levels.get(number, {})
        level = levels.get(depth)
        if level is None:
            return ListMark(_BULLET, is_bullet=True, depth=depth + 1) if number else ListMark()
        if level.form == "bullet":
            return ListMark(_BULLET, is_bullet=True, depth=depth + 1)
        counts = self._counts.setdefault(self._abstract_of.get(number, number), {})
        restart = self._restarts.get(number, {}).pop(depth, None)
        counts[depth] = restart if restart is not None else counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth and _begins_anew(levels.get(one), depth)]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            return _shown(levels, counts, int(match[1]) - 1, is_legal=level.is_legal)

        text = "" if level.is_hidden else re.sub(r"%(\d)", shown, level.text).strip()
        return ListMark(text, depth=depth + 1) if text else ListMark()

    def _list_of(self, paragraph: Any, style: str) -> tuple[str, int]:
        """The list a paragraph belongs to, by itself or by its style, and how deep; no list has the number 0."""
        facts = facts_of(paragraph)
        listed = facts.find(f"{W}numPr") if facts is not None else None
        own = value_of(listed.find(f"{W}numId")) if listed is not None else ""
        stated = value_of(listed.find(f"{W}ilvl")) if listed is not None else ""
        number, depth = self._styles.numbering(style)
        if not own and number:
            stated = stated or depth or self._depth_of_style(number, style)
        number = own or number
        if number == "0":
            return "", 0
        if not number:
            return ("bullet", 0) if style.casefold().startswith("listbullet") else ("", 0)
        return number, min(integer(stated, 0), _DEEPEST)

    def _depth_of_style(self, number: str, style: str) -> str:
        """The level of a list that names a style, or one that the style is based on."""
        levels = self._levels.get(number, {})
        for name in self._styles.parents(style):
            for depth, level in levels.items():
                if level.style == name:
                    return str(depth)
        return ""


def _all(root: Any, tag: str) -> Iterator[Any]:
    yield from root.iterchildren(f"{W}{tag}")


def _id(element: Any, name: str) -> str:
    return str(element.get(f"{W}{name}", ""))


def _levels(owner: Any) -> dict[int, _Level]:
    return {integer(_id(one, "ilvl"), 0): _level(one) for one in _all(owner, "lvl")}


def _level(one: Any) -> _Level:
    restart = value_of(one.find(f"{W}lvlRestart"))
    return _Level(
        _form(one),
        value_of(one.find(f"{W}lvlText")),
        integer(value_of(one.find(f"{W}start")), 1),
        integer(restart, 0) if restart else None,
        is_stated(one.find(f"{W}isLgl")),
        value_of(one.find(f"{W}pStyle")),
        is_stated(one.find(f"{W}rPr/{W}vanish")),
    )


def _form(level: Any) -> str:
    """The form of a level's numbers; newer forms stand beside the old ones that replace them in older programs."""
    form = level.find(f"{W}numFmt")
    if form is None:
        form = level.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if form is None:
        return "decimal"
    name = value_of(form)
    return f"custom, {str(form.get(f'{W}format', '')).split(',')[0].strip()}" if name == "custom" else name


def _redefined(number: Any) -> dict[int, _Level]:
    """Levels that one list of several of a kind has for itself."""
    return {depth: level for one in _all(number, "lvlOverride") for depth, level in _levels(one).items()}


def _overrides(number: Any) -> Iterator[tuple[int, int]]:
    for one in _all(number, "lvlOverride"):
        start = value_of(one.find(f"{W}startOverride"))
        if start:
            yield integer(_id(one, "ilvl"), 0), integer(start, 1)


def _begins_anew(level: _Level | None, depth: int) -> bool:
    """Whether an entry at a depth (from 0) begins a deeper level anew."""
    return level is None or level.restart is None or depth < level.restart


def _shown(levels: dict[int, _Level], counts: dict[int, int], depth: int, *, is_legal: bool) -> str:
    """A level's number in its form; a level not counted yet shows its start."""
    level = levels.get(depth, _Level())
    form = "decimal" if is_legal and level.form != "decimalZero" else level.form
    return "" if form in {"none", "bullet"} else in_form(counts.get(depth, level.start), form)
