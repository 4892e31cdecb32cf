"""Lists of OpenDocument texts: their entries counted, and the mark that is shown before each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cohesion_graph.documents.limits import whole_number
from cohesion_graph.documents.list_numbers import FORMS_BY_FIRST, in_form
from cohesion_graph.documents.open_styles import Styles, fact_of, name_of

__all__ = ["Lists", "OpenList"]


_HEADINGS = "Outline"
"""The name of the style that numbers headings."""
_NUMBER = re.compile(r"%(\d{1,2})%")


@dataclass(slots=True)
class OpenList:
    """A list that is open: its style, how deep it is, and the numbers counted so far, by depth."""

    style: str
    depth: int
    counts: dict[int, int]


class Lists:
    """The lists of a document: one that continues another counts on from where that one stopped."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counted: dict[str, dict[int, int]] = {}
        self._headings: dict[int, int] = {}

    def heading(self, level: int) -> OpenList:
        """A heading of a level as an entry of the list that all headings of the document make; asking counts it."""
        self._count(_HEADINGS, level, self._headings)
        return OpenList(_HEADINGS, level, self._headings)

    def _count(self, style: str, level: int, counts: dict[int, int], start: str = "") -> None:
        following = counts.get(level, self._styles.start(style, level) - 1) + 1
        counts[level] = whole_number(start, 1) if start else following
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]

    def items(self, element: Any, around: OpenList | None) -> Iterator[tuple[Any, OpenList]]:
        """The entries of a list, each counted where it has words or a mark of its own: some only hold a deeper list."""
        style = fact_of(element, "style-name") or (around.style if around else "")
        level = around.depth + 1 if around else 1
        counts = around.counts if around else {}
        if around is None:
            if fact_of(element, "continue-numbering") == "true" or fact_of(element, "continue-list"):
                counts = self._counted.get(style, {})
            self._counted[style] = counts
        for item in element:
            if name_of(item) == "list-item":
                if any(name_of(one) in {"p", "h"} for one in item):
                    self._count(style, level, counts, fact_of(item, "start-value"))
                yield item, OpenList(style, level, counts)
            elif name_of(item) == "list-header":
                yield item, OpenList("", level, counts)

    def mark(self, listed: OpenList) -> str:
        """The number or bullet of the entry in hand; empty where it has none."""
        level = self._styles.list_level(listed.style, listed.depth)
        if not listed.style:
            return ""
        if level is None or not level.form:
            return "•" if level is None or level.is_bullet else ""
        if level.text:
            return _NUMBER.sub(lambda match: self._number(listed, int(match[1])), level.text).strip()
        first = max(1, listed.depth - level.levels_shown + 1)
        numbers = filter(None, (self._number(listed, one) for one in range(first, listed.depth + 1)))
        return f"{level.before}{'.'.join(numbers)}{level.behind}".strip()

    def _number(self, listed: OpenList, level: int) -> str:
        form = self._styles.form(listed.style, level)
        return in_form(listed.counts.get(level, 1), FORMS_BY_FIRST.get(form, "decimal")) if form else ""
