"""Headers and footers of a PDF's pages: lines that stand at the same height on several pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["is_page_number", "repeated_lines"]

_SAME_HEIGHT = 2.0
"""Points."""


def is_page_number(text: str) -> bool:
    """Whether a line is the number of its page.

    >>> is_page_number("Page 3 of 12"), is_page_number("3 months")
    (True, False)
    """
    return bool(re.fullmatch(r"(?i)\s*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*", text))


def repeated_lines(pages: Sequence[Sequence[tuple[float, str]]]) -> list[list[bool]]:
    """Whether each line of each page is a header or footer: the same words, page numbers aside, at the same height.

    Args:
        pages: Height and text of the lines of each page; other things on it have no text.

    >>> repeated_lines([[(20, "Town Council"), (60, "Actions")], [(20, "Town Council"), (90, "Actions")]])
    [[True, False], [True, False]]
    """
    places: dict[str, list[tuple[int, float]]] = {}
    for number, page in enumerate(pages):
        for top, text in page:
            if text:
                places.setdefault(_wording(text), []).append((number, top))
    return [
        [
            bool(text)
            and any(other != number and abs(height - top) <= _SAME_HEIGHT for other, height in places[_wording(text)])
            for top, text in page
        ]
        for number, page in enumerate(pages)
    ]


def _wording(text: str) -> str:
    return re.sub(r"(?i)\bpage\s+\d+(?:\s*(?:of|/)\s*\d+)?|\b\d+ of \d+\b", "", text).strip()
